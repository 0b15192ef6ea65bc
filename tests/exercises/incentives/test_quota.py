"""The quarter with a quota: Lazear's lump sum, a full search of small games, and laws of the weekly program."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from scipy.stats import poisson as scipy_poisson

from kit.models.pay import euros
from kit.models.pay.principal_agent import respond
from kit.models.pay.quota import paths, poisson, program
from kit.models.pay.sellers import EFFORTS, quarter_program
from kit.models.pay.setting import QUARTER_WEEKS, IncentiveSetting

SETTING = IncentiveSetting()
PLAIN = replace(SETTING.old, quota_eur=0, accelerator=1.0)  # 12 % from the first euro


# Known answers


def test_a_lump_sum_in_the_last_period_moves_effort_only_near_the_quota():
    """c e = bonus phi((q - e)/s)/s with c, bonus and s all 1, by the distance q that is still to go."""
    grid, reach, gaps = 0.25, 32, np.arange(-2, 4)  # positions in steps of a quarter; noise up to eight deviations
    efforts = np.linspace(0, 1, 5001)
    edges = (np.arange(-reach, reach + 1)) * grid
    below = norm.cdf(edges - efforts[:, None])
    below[:, 0], below[:, -1] = 0, 1
    gains = np.diff(below, axis=1)
    goal = reach + round(3 / grid)  # the first position from where the quota is reached, seen from a gap of 3
    terminal = np.where(np.arange(goal + 2 * reach) >= goal, 1.0, 0.0)
    best = program(terminal, gains, efforts**2 / 2, 1)
    starts = goal - reach - np.round(gaps / grid).astype(int)
    chosen = efforts[best.policy[0, starts]]
    np.testing.assert_allclose(chosen, [0.0489, 0.1953, 0.3722, 0.3157, 0.0609, 0.0045], atol=1.5e-4)
    np.testing.assert_allclose(best.value[0, starts], norm.cdf(chosen - gaps) - chosen**2 / 2, atol=1e-9)


# A referee of another kind


@st.composite
def small_games(draw, weeks=3):
    """A quota game small enough to try every policy."""
    whole = st.integers(0, 8)
    terminal = np.array(draw(st.lists(whole, min_size=2, max_size=5)), float)
    efforts, steps = draw(st.integers(1, 3)), draw(st.integers(2, min(3, len(terminal))))
    row = st.lists(st.integers(1, 9), min_size=steps, max_size=steps)
    parts = draw(st.lists(row, min_size=efforts, max_size=efforts))
    gains = np.array(parts, float) / np.sum(parts, axis=1, keepdims=True)
    cost = np.array(draw(st.lists(st.integers(0, 4), min_size=efforts, max_size=efforts)), float)
    return terminal, gains, cost, draw(st.integers(1, weeks))


def worth_of(policy, game):
    """What a policy, a dictionary (period, orders) -> effort, brings from the start, by following every way."""
    terminal, gains, cost, periods = game

    def onward(period, orders):
        if period == periods:
            return terminal[orders]
        effort = policy[period, orders]
        reached = [min(orders + step, len(terminal) - 1) for step in range(gains.shape[1])]
        ways = zip(gains[effort], reached, strict=True)
        return sum(chance * onward(period + 1, there) for chance, there in ways) - cost[effort]

    return onward(0, 0)


def all_policies(game):
    terminal, gains, _cost, periods = game
    most = len(terminal) - 1
    places = [
        (period, orders) for period in range(periods) for orders in range(min(period * (gains.shape[1] - 1), most) + 1)
    ]
    for efforts in product(range(len(gains)), repeat=len(places)):
        yield dict(zip(places, efforts, strict=True))


@given(small_games(weeks=2))
@settings(max_examples=60, deadline=None)
def test_no_policy_of_a_small_game_beats_the_program(game):
    best = program(*game)
    assert best.value[0, 0] == pytest.approx(max(worth_of(policy, game) for policy in all_policies(game)))
    own = {(period, orders): effort for (period, orders), effort in np.ndenumerate(best.policy)}
    assert worth_of(own, game) == pytest.approx(best.value[0, 0])


def test_no_policy_of_three_weeks_with_a_bonus_beats_the_program():
    game = np.array([0, 0, 0, 6.0]), np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]), np.array([0, 0.4, 1.5]), 3
    best = max(worth_of(policy, game) for policy in all_policies(game))
    assert program(*game).value[0, 0] == pytest.approx(best)
    assert best > 0


@given(small_games(weeks=4))
@settings(deadline=None)
def test_the_value_is_the_recursion_written_without_arrays(game):
    terminal, gains, cost, periods = game

    def value(period, orders):
        if period == periods:
            return terminal[orders]
        return max(
            sum(
                chance * value(period + 1, min(orders + step, len(terminal) - 1))
                for step, chance in enumerate(gains[effort])
            )
            - cost[effort]
            for effort in range(len(cost))
        )

    expected = [[value(period, orders) for orders in range(len(terminal))] for period in range(periods + 1)]
    np.testing.assert_allclose(program(*game).value, expected, atol=1e-12)


# Laws


@given(small_games(weeks=4), st.data())
def test_paths_lose_no_probability_and_lead_where_following_every_way_leads(game, data):
    terminal, gains, _cost, periods = game
    states = len(terminal)
    row = st.lists(st.integers(0, len(gains) - 1), min_size=states, max_size=states)
    policy = np.array(data.draw(st.lists(row, min_size=periods, max_size=periods)))
    likely = paths(policy, gains)
    np.testing.assert_allclose(likely.sum(axis=1), 1)
    assert (likely >= 0).all()
    chain = np.eye(states)[0]
    for period in range(periods):
        after = np.zeros(states)
        for orders, step in product(range(states), range(gains.shape[1])):
            after[min(orders + step, states - 1)] += chain[orders] * gains[policy[period, orders], step]
        chain = after
        np.testing.assert_allclose(likely[period + 1], chain, atol=1e-12)


@given(small_games(weeks=4))
def test_the_value_is_what_the_paths_of_the_policy_earn(game):
    terminal, gains, cost, _periods = game
    best = program(*game)
    likely = paths(best.policy, gains)
    earned = likely[-1] @ terminal - (likely[:-1] * cost[best.policy]).sum()
    assert best.value[0, 0] == pytest.approx(earned)


@given(small_games(weeks=4), st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_more_pay_at_the_end_is_never_worth_less_at_any_time(game, more):
    terminal, *rest = game
    richer = program(terminal + more[: len(terminal)], *rest)
    assert (richer.value >= program(*game).value - 1e-12).all()


@pytest.mark.parametrize("steps", [4, 9, 30])
def test_poisson_rows_add_up_to_one_and_are_those_of_scipy(steps):
    means = np.array([0.0, 0.1, 1.0, 4.7])
    rows = poisson(means, steps)
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    np.testing.assert_allclose(rows[:, :-1], scipy_poisson.pmf(np.arange(steps - 1), means[:, None]), atol=1e-12)
    np.testing.assert_allclose(rows[:, -1], scipy_poisson.sf(steps - 2, means), atol=1e-12)


def test_with_enough_steps_the_mean_of_a_poisson_row_is_its_mean():
    means = np.array([0.0, 0.3, 2.0, 7.5])
    np.testing.assert_allclose(poisson(means, 40) @ np.arange(40), means, atol=1e-9)


# The quarter of a seller


def quarter(plan, seller=1, setting=SETTING):
    """Days of hunting by week and orders, chances of these, program and efforts of a seller paid for nothing else."""
    strengths = np.array(setting.strengths)
    slope = euros.slopes(setting, euros.ground(setting), np.full((3, 4), setting.base_effort), strengths)
    pool_eur = euros.order_eur(setting, plan, slope, 0.0)[seller]
    kept = 1 - plan.clawback * slope.early[seller]
    taste, wins = euros.taste(setting), slope.wins[seller]
    best, gains, effort = quarter_program(setting, plan, taste, np.zeros(4), wins, pool_eur, kept)
    return best.policy, paths(best.policy, gains), best, effort


def common(likely, least=1e-6):
    """States that are not all but impossible."""
    return likely[:-1] > least


@pytest.mark.parametrize("seller", range(3))
@pytest.mark.parametrize("rates", [{}, {"new": 0.05}, {"pool": 0.06, "clawback": 0.4}])
def test_a_linear_plan_brings_the_same_effort_every_week_and_that_of_the_theory(seller, rates):
    plan = replace(PLAIN, **rates)
    days, likely, _best, effort = quarter(plan, seller)
    strengths = np.array(SETTING.strengths)
    slope = euros.slopes(SETTING, euros.ground(SETTING), np.full((3, 4), SETTING.base_effort), strengths)
    unit = slope.wins[seller] * euros.order_eur(SETTING, plan, slope, plan.new)[seller] / euros.UNIT_EUR
    theory = respond([unit, 0, 0, 0], euros.taste(SETTING)) * euros.UNIT_DAYS
    assert np.ptp(days[common(likely)]) == 0
    assert days[0, 0] == pytest.approx(theory[0], abs=0.51)
    np.testing.assert_allclose(effort[days[0, 0]] * euros.UNIT_DAYS, theory, atol=0.6)


def test_the_grid_of_efforts_is_whole_working_days():
    np.testing.assert_allclose(EFFORTS * euros.UNIT_DAYS, np.arange(61))


def test_a_cap_beyond_everything_that_can_be_reached_is_no_cap():
    capped, plain = quarter(replace(PLAIN, cap_eur=190_000)), quarter(PLAIN)
    np.testing.assert_array_equal(capped[0], plain[0])
    np.testing.assert_array_equal(capped[2].value, plain[2].value)


def test_after_a_cap_is_reached_hunting_falls_to_what_is_done_without_any_pay_for_it():
    cap = 3 * SETTING.order_eur
    days, _likely, _best, _effort = quarter(replace(PLAIN, cap_eur=cap))
    unpaid = respond(np.zeros(4), euros.taste(SETTING))[0] * euros.UNIT_DAYS
    assert (days[:, 3:] == round(unpaid)).all()
    assert (days[:, :3] > unpaid + 1).all()
    assert (np.diff(days[-1, :4]) <= 0).all()


def test_the_nearer_the_accelerator_the_more_is_hunted_and_too_late_nobody_tries():
    plan = replace(PLAIN, new=0.05, quota_eur=30_000, accelerator=4.0)
    days, slow, fast = (quarter(one)[0] for one in (plan, replace(PLAIN, new=0.05), replace(PLAIN, new=0.20)))
    assert (np.diff(days[:, :8], axis=1) >= 0).all()
    assert (np.diff(days[:, :3], axis=0) <= 0).all()
    assert days[0, 0] > days[-1, 0] + 3
    assert days[-1, 0] == slow[0, 0]
    assert (days[:, 3:8] == fast[0, 0]).all()  # from there on every order pays four times as much


def test_an_accelerator_is_worth_something_and_a_cap_costs_something_at_every_stage():
    plain, fast, capped = (
        quarter(replace(PLAIN, quota_eur=20_000, **change))[2].value
        for change in ({}, {"accelerator": 2.0}, {"cap_eur": 30_000})
    )
    assert (fast >= plain).all() and (plain >= capped).all()
    assert fast[0, 0] > plain[0, 0] > capped[0, 0]


def test_a_ratchet_makes_what_is_above_the_quota_worth_less():
    plan = replace(PLAIN, quota_eur=20_000, accelerator=2.0)
    free, rising = quarter(plan), quarter(replace(plan, ratchet=0.8))
    assert (rising[2].value <= free[2].value).all()
    assert rising[2].value[0, 0] < free[2].value[0, 0]
    # Beyond the quota an order pays 2 x 12 %, less 0.8 of the 12 % that next quarter's later accelerator costs.
    np.testing.assert_allclose(np.diff(rising[2].value[-1])[2:] * 2500, 10_000 * (0.24 - 0.8 * 0.12))


def test_the_quarter_has_thirteen_weeks():
    assert len(quarter(PLAIN)[0]) == QUARTER_WEEKS == 13
