"""Years of one territory under a policy: conserved firms, known answers, laws, and settings in which either side wins."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.customer_forest.model import policies
from kit.exercises.customer_forest.setting import LEVERS, ForestSetting, Policy
from kit.models import forest
from kit.models.forest import BURNED, CUSTOMER, FREE, Work
from kit.parameters import parameters

SETTING = ForestSetting()
ARRAYS = ("customers", "burned", "won", "lost", "recommended", "profit_eur", "felt", "neglected", "entered", "left")


@cache
def chances(repetitions, places, years, chance):
    return policies.draw(replace(SETTING, places=places, years=years, chance=chance), repetitions)


def chances_of(setting, repetitions):
    return chances(repetitions, setting.places, setting.years, setting.chance)


def seasons(policy, repetitions=20, **changes):
    """The years of a policy ("old", "new" or one of one's own) in the default setting with some changes."""
    setting = replace(SETTING, **changes)
    policy = getattr(setting, policy) if isinstance(policy, str) else policy
    return policies.simulate(setting, policy, chances_of(setting, repetitions))


def replay(years):
    """The same months once more with the forest alone: all forests, the start first, and what happened in each month."""
    land, work = policies.ground(years.setting), policies.monthly_work(years.setting, years.policy)
    drawn = chances_of(years.setting, len(years.felt))
    stands, happened = [forest.plant(land, drawn)], []
    for month in range(12 * years.setting.years):
        stand, event = forest.grow(land, stands[-1], work, drawn, month)
        stands.append(stand)
        happened.append(event)
    return stands, happened


SITUATIONS = {
    "base": {},
    "ten years": {"years": 10},
    "quick turns": {"recovery_months": 3, "churn": 0.6, "alike": 10.0, "hunting_days": 5, "care_effect": 0.2},
    "promises": {"old_promise": 1.0, "new_promise": 0.6, "promise_harm": 2.0},
    "nobody yet": {"start_share": 0.0, "places": 60},
    "recommendations": {"referral": 2.0, "old_hunt_days": 0, "new_hunt_days": 5},
}


@pytest.fixture(scope="module", params=SITUATIONS)
def situation(request):
    return SITUATIONS[request.param]


@pytest.fixture(params=["old", "new"])
def side(request):
    return request.param


def assert_same(one, other, but=()):
    for name in ARRAYS:
        if name not in but:
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    for snapshot, twin in zip(one.snapshots, other.snapshots, strict=True):
        for field in fields(snapshot):
            np.testing.assert_array_equal(getattr(snapshot, field.name), getattr(twin, field.name), err_msg=field.name)


# Nothing gets lost, and the years are those of the forest


def test_every_firm_is_free_a_customer_or_burned_and_customers_change_by_what_was_won_and_lost(situation, side):
    years = seasons(side, **situation)
    stands, _happened = replay(years)
    free = np.array([(stand.place == FREE).sum(axis=0) for stand in stands[1:]])
    np.testing.assert_array_equal(years.customers + years.burned + free, years.setting.places)
    at_start = np.full((1, 20), years.setting.customers)
    before = np.concatenate([at_start, years.customers[:-1]])
    np.testing.assert_array_equal(years.customers, before + years.won - years.lost)
    assert years.won.sum() > 0
    assert years.lost.sum() > 0


def test_the_figures_of_a_month_are_those_of_the_forest(situation, side):
    years = seasons(side, **situation)
    stands, happened = replay(years)
    np.testing.assert_array_equal(years.customers, [(stand.place == CUSTOMER).sum(axis=0) for stand in stands[1:]])
    np.testing.assert_array_equal(years.burned, [(stand.place == BURNED).sum(axis=0) for stand in stands[1:]])
    np.testing.assert_array_equal(years.won, [month.won.sum(axis=0) for month in happened])
    np.testing.assert_array_equal(years.lost, [month.lost.sum(axis=0) for month in happened])


def stays(happened):
    """Every stay of a customer won in the first year, one by one: (column, month of leaving or None, month of the win)."""
    found, here = [], {}
    for month, event in enumerate(happened):
        for place, column in np.argwhere(event.lost):
            if (place, column) in here:
                found.append((column, month, here.pop((place, column))))
        if month < 12:
            here |= {tuple(spot): month for spot in np.argwhere(event.won).tolist()}
    return found + [(column, None, won) for (_place, column), won in here.items()]


def test_who_came_in_the_first_year_and_who_of_them_left_are_counted_one_by_one(situation, side):
    years = seasons(side, **situation)
    _stands, happened = replay(years)
    entered, left = np.zeros(20, int), np.zeros(20, int)
    for column, gone, _won in stays(happened):
        entered[column] += 1
        left[column] += gone is not None
    np.testing.assert_array_equal(years.entered, entered)
    np.testing.assert_array_equal(years.left.sum(axis=0), left)
    assert years.left.shape == (years.setting.years, 20)
    assert left.sum() > 0


def test_a_year_of_a_customer_has_twelve_months_in_which_one_can_leave(situation, side):
    years = seasons(side, **situation)
    _stands, happened = replay(years)
    left = np.zeros_like(years.left)
    for column, gone, won in stays(happened):
        if gone is not None:
            survived = gone - won - 1  # nobody leaves in the month of the win
            left[survived // 12, column] += 1
    np.testing.assert_array_equal(years.left, left)


def test_without_care_the_share_set_leaves_in_the_first_year():
    nothing = {"care_effect": 0.0, "quality_effect": 0.0, "promise_harm": 0.0}
    years = seasons("old", 200, years=3, places=600, sellers=8, churn=0.3, hunting_days=5, **nothing)
    entered, gone = years.entered.sum(), years.left[0].sum()
    assert abs(gone / entered - 0.3) < 4.5 * np.sqrt(0.3 * 0.7 / entered)


# The same chance


def test_the_same_setting_and_chance_give_the_same_years(side):
    drawn = policies.draw(SETTING, 6)
    assert_same(seasons(side, 6), policies.simulate(SETTING, getattr(SETTING, side), drawn))


def test_both_policies_side_by_side_are_what_each_is_alone(situation):
    setting = replace(SETTING, **situation)
    drawn = chances_of(setting, 7)
    sides = setting.old, setting.new
    for together, policy in zip(policies.compare(setting, sides, drawn), sides, strict=True):
        assert together.policy == policy
        assert_same(together, policies.simulate(setting, policy, drawn))


def test_the_years_do_not_touch_the_chance_that_both_policies_share():
    drawn = policies.draw(SETTING, 4)
    before = [values.copy() for values in (drawn.event, drawn.kind, drawn.start)]
    policies.simulate(SETTING, SETTING.old, drawn)
    for now, then in zip((drawn.event, drawn.kind, drawn.start), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_two_policies_alike_lead_to_the_same_and_neither_is_ever_ahead():
    same = {f"old_{name}": getattr(SETTING, f"new_{name}") for name in LEVERS}
    old, new = seasons("old", **same), seasons("new", **same)
    assert_same(old, new)
    assert np.isinf(policies.break_even_months(old, new)).all()


def test_neither_policies_nor_assumptions_change_what_is_drawn_and_more_years_only_add():
    first = policies.draw(SETTING, 3)
    other = policies.draw(
        replace(SETTING, win=0.9, referral=2.0, old_hunt_days=0, start_share=0.0, churn=0.5, years=7), 3
    )
    np.testing.assert_array_equal(first.event, other.event[: len(first.event)])
    np.testing.assert_array_equal(first.kind, other.kind)
    np.testing.assert_array_equal(first.start, other.start)
    assert len(other.event) == 7 * 12


@pytest.mark.parametrize(("changes", "block"), [({"chance": 2}, 0), ({}, 1)])
def test_another_number_or_block_is_another_future(changes, block):
    other = policies.draw(replace(SETTING, **changes), 3, block)
    assert not (policies.draw(SETTING, 3).event == other.event).any()


# From days and euros to rates


def test_a_month_holds_a_third_of_what_all_sellers_do_in_a_quarter():
    work = policies.monthly_work(replace(SETTING, sellers=3), Policy(30, 12, 6, 9, 0.25))
    assert (work.hunt, work.care, work.feedback, work.rest, work.promise) == (30, 12, 6, 9, 0.25)


def test_a_new_customer_takes_so_many_days_at_the_start():
    land = policies.ground(replace(SETTING, hunting_days=40, places=600, referral=0.0))
    won, _gone = forest.contact_rates(land, Work(hunt=20.0, care=0, feedback=0), np.zeros(1))
    assert won * (600 - 150) == pytest.approx(20 / 40, rel=0.01)


def test_a_customer_recommends_so_many_customers_in_a_year_while_the_others_are_free():
    land = policies.ground(replace(SETTING, places=600, referral=0.6))
    won, _gone = forest.contact_rates(land, Work(hunt=0.0, care=0, feedback=0), np.array([10.0]))
    assert won * 600 == pytest.approx(10 * 0.6 / 12, rel=0.01)


def test_a_day_of_care_per_customer_and_quarter_has_the_effect_that_is_set():
    land = policies.ground(replace(SETTING, care_effect=1.3))
    stand = replace(forest.plant(land, policies.draw(SETTING, 1)), quality=np.zeros(1))
    work = policies.monthly_work(SETTING, Policy(0, 15, 0, 0, 0.0))  # four sellers with 15 days: a day for each of 60
    assert forest.leaving(land, stand, work, np.array([60])) == pytest.approx(np.exp(-1.3))
    perfect = replace(stand, quality=np.ones(1))
    assert forest.leaving(land, perfect, replace(work, care=0.0), np.array([60])) == pytest.approx(
        np.exp(-SETTING.quality_effect)
    )


def test_so_many_days_of_feedback_halve_the_complaints():
    land = policies.ground(replace(SETTING, quality_days=120, aging=0.0))
    assert forest.next_quality(land, np.array([0.2]), 120) == pytest.approx(0.6)
    aged = policies.ground(replace(SETTING, aging=0.1))
    assert forest.next_quality(aged, np.array([0.5]), 0) == pytest.approx(0.45)


def test_burned_contacts_come_back_by_themselves_and_by_days_of_amends():
    land = policies.ground(replace(SETTING, recovery_months=24, amends_days=5))
    work = Work(hunt=0, care=0, feedback=0, rest=np.array([0.0, 10.0]))
    assert 48 * forest.recovery_rate(land, work, np.array([48, 48])) == pytest.approx([2, 2 + 10 / 5])


def test_the_customers_of_the_start_are_those_who_stayed_two_years():
    """The mean of a beta distribution after two years of staying: alpha / (alpha + beta + 2)."""
    land = policies.ground(replace(SETTING, churn=0.3, alike=2.0))
    yearly = 1 - np.exp(-12 * land.bonds)
    assert land.weights @ yearly == pytest.approx(0.3)
    assert land.start_weights @ yearly == pytest.approx(0.6 / 4)


# Money


def test_profit_is_the_margin_of_all_customers_less_the_cost_of_all_sellers():
    years = seasons("new", 5, sellers=2, fee_eur=12_000, cost_eur=6_000, years=3)
    np.testing.assert_allclose(years.profit_eur, 1_000 * years.customers - 2 * 2_000)


def with_profit(discount, *monthly):
    """Years with such a profit, a tuple of months per repetition."""
    years = seasons("old", 1, years=3)
    return replace(years, setting=replace(years.setting, discount=discount), profit_eur=np.array(monthly, float).T)


def test_a_euro_is_discounted_by_the_time_until_it_comes():
    months = np.zeros(24)
    months[[5, 11, 23]] = 110 * 1.1**-0.5, 110, 242
    years = with_profit(0.1, months, 2 * months)
    expected = np.zeros(24)
    expected[[5, 11, 23]] = 100, 100, 200
    np.testing.assert_allclose(years.discounted_eur, np.stack([expected, 2 * expected], axis=1))


def test_without_discount_every_euro_counts_in_full():
    years = seasons("new", discount=0.0)
    np.testing.assert_array_equal(years.discounted_eur, years.profit_eur)


@pytest.mark.parametrize("name", ["fee_eur", "cost_eur", "discount"])
def test_money_moves_no_customer(side, name):
    parameter = parameters(ForestSetting)[name]
    assert_same(seasons(side), seasons(side, **{name: parameter.at(parameter.size - 1)}), but=("profit_eur",))


# Break-even


@pytest.mark.parametrize(
    ("difference", "period"),
    [
        ([-1, -1, 2], 3),
        ([3, 4, 5], 1),
        ([0, 0, 0], np.inf),
        ([0, 1, 1], 2),
        ([-5, -2, -1], np.inf),
        ([-1, 1, -1], np.inf),
        ([1, -1, 1, 1], 3),
        ([2, 0, 1], 3),
    ],
)
def test_only_a_lead_that_stays_is_ahead_and_being_even_is_not(difference, period):
    assert policies.stays_ahead(np.array(difference, float)[:, None]) == period


def test_each_future_has_its_own_period_from_which_it_stays_ahead():
    differences = np.array([[-1, 2, -1], [1, -1, -1], [1, 1, -1]], float)
    np.testing.assert_array_equal(policies.stays_ahead(differences), [2, 3, np.inf])


def test_two_ways_that_differ_by_luck_alone_are_ahead_for_good_in_about_half_of_the_futures_and_not_at_once():
    """Any first lead would count for nearly all of them, most in the first months."""
    luck = np.random.default_rng(1).normal(size=(60, 4000)).cumsum(axis=0)
    months = policies.stays_ahead(luck)
    assert np.isfinite(months).mean() == pytest.approx(0.5, abs=0.03)
    assert (months <= 6).mean() < 0.25 < 0.7 < ((luck[:6] > 0).any(axis=0)).mean()


STEPS_A_YEAR = 2_000


def invested(up_front, gain, discount, years):
    """First year in which an investment is ahead, its gain flowing and discounted without steps."""
    times = np.arange(1, years * STEPS_A_YEAR + 1) / STEPS_A_YEAR
    added = -up_front - gain * np.expm1(-discount * times) / discount
    return policies.stays_ahead(added[:, None])[0] / STEPS_A_YEAR


def test_a_hundred_up_front_come_back_after_seven_years_less_a_bit():
    assert invested(100, 20, 0.1, years=20) == pytest.approx(6.931, abs=1.5 / STEPS_A_YEAR)
    assert invested(100, 20, 0.1, years=6) == np.inf


@pytest.mark.parametrize(
    ("up_front", "gain", "discount", "ever"),
    [
        (100, 20, 0.199, True),
        (100, 20, 0.2, False),
        (100, 10, 0.1, False),
        (100, 9, 0.1, False),
        (150, 20, 0.14, False),
    ],
)
def test_an_investment_never_comes_back_if_its_discount_eats_the_gain(up_front, gain, discount, ever):
    assert np.isfinite(invested(up_front, gain, discount, years=60)) == ever


def test_the_break_even_month_is_counted_from_one_in_euros_of_the_start():
    nothing = np.zeros(36)
    cases = {13: [-100] + 11 * [0] + [120] + 23 * [0], 1: [1] * 36, np.inf: [-100] + 35 * [0]}
    old, new = with_profit(0.1, nothing, nothing, nothing), with_profit(0.1, *cases.values())
    np.testing.assert_array_equal(policies.break_even_months(old, new), list(cases))


def test_a_higher_discount_can_turn_late_into_never():
    nothing, late = np.zeros(36), [-100] + 34 * [0] + [120]
    for discount, month in ((0.0, 36), (0.05, 36), (0.08, np.inf), (0.4, np.inf)):
        assert policies.break_even_months(with_profit(discount, nothing), with_profit(discount, late)) == month


def test_the_break_even_months_are_those_of_a_plain_count():
    old, new = seasons("old", 100), seasons("new", 100)
    expected = []
    for repetition in range(100):
        ahead, found = 0.0, np.inf
        for month in range(1, 61):
            later = new.profit_eur[month - 1, repetition] - old.profit_eur[month - 1, repetition]
            ahead += later / 1.08 ** (month / 12)
            found = min(found, month) if ahead > 0 else np.inf
        expected.append(found)
    np.testing.assert_array_equal(policies.break_even_months(old, new), expected)
    assert 0 < np.isinf(expected).sum() < 100


# Forest and fishery


@pytest.mark.parametrize(("sellers", "share"), [(1, 1.0), (2, 0.889), (5, 0.556), (10, 0.331)])
def test_several_without_agreement_earn_less_together_than_one_careful_owner(sellers, share):
    assert policies.commons_share(sellers) == pytest.approx(share, abs=5e-4)


@pytest.mark.parametrize("sellers", [1, 2, 3, 8, 50])
def test_the_commons_are_the_balance_of_best_answers_in_a_fishery(sellers):
    """Each picks the effort e that is best for e (1 - all efforts), given the others: 2 e + the others = 1."""
    efforts = np.linalg.solve(np.eye(sellers) + np.ones((sellers, sellers)), np.ones(sellers))
    assert policies.commons_share(sellers) == pytest.approx(efforts.sum() * (1 - efforts.sum()) / 0.25)


@pytest.mark.parametrize(("discount", "stock"), [(0.0, 0.5500), (0.05, 0.3317), (0.1, 0.2153)])
def test_the_best_stock_is_the_known_one(discount, stock):
    assert policies.best_stock(0.1, 0.08, discount) == pytest.approx(stock, abs=5e-5)


@pytest.mark.parametrize("cost", [0.05, 0.1, 0.6])
@pytest.mark.parametrize("growth", [0.05, 0.3])
@pytest.mark.parametrize("discount", [0.0, 0.03, 0.4])
def test_at_the_best_stock_the_last_fish_is_worth_as_much_in_the_water_as_in_the_bank(cost, growth, discount):
    """Clark's golden rule F'(x) - c'(x) F(x) / (1 - c(x)) = discount, with F = r x (1 - x) and c = cost / x."""
    stock = policies.best_stock(cost, growth, discount)
    assert cost < stock < 1
    kept = growth * (1 - 2 * stock) + cost / stock**2 * growth * stock * (1 - stock) / (1 - cost / stock)
    assert kept == pytest.approx(discount, abs=1e-9)


def test_who_counts_only_today_fells_until_felling_costs_more_than_it_brings():
    stocks = [policies.best_stock(0.1, 0.08, discount) for discount in (0.0, 0.02, 0.1, 1.0, 1e4)]
    assert (np.diff(stocks) < 0).all()
    assert stocks[-1] == pytest.approx(0.1, abs=1e-4)


# Laws

IDLE = [("care_days", "care_effect"), ("feedback_days", "quality_effect")]


@pytest.mark.parametrize(("days", "effect"), IDLE)
def test_without_an_effect_days_of_care_and_feedback_change_nothing_about_leaving(days, effect):
    few = Policy(20, 5, 5, 5, 0.3)
    one, other = (seasons(policy, **{effect: 0.0}) for policy in (few, replace(few, **{days: 30})))
    assert_same(one, other, but=("neglected",))
    one, other = seasons(few), seasons(replace(few, **{days: 30}))
    assert other.lost.sum() < one.lost.sum()


def test_promises_without_an_effect_change_only_how_customers_feel():
    harmless = {"promise_gain": 0.0, "promise_harm": 0.0}
    one, other = (seasons(replace(SETTING.old, promise=promise), **harmless) for promise in (0.0, 0.9))
    assert_same(one, other, but=("felt",))
    assert (other.felt > one.felt).all()


def test_exaggerated_promises_win_more_at_once_and_lose_more_later():
    plain, grand = (seasons(replace(SETTING.old, promise=promise), 100) for promise in (0.0, 1.0))
    assert (grand.won[0] >= plain.won[0]).all()
    assert grand.won[:12].sum() > plain.won[:12].sum()
    shares = [one.left.sum() / one.entered.sum() for one in (plain, grand)]
    assert shares[1] > shares[0] + 0.05


@pytest.mark.parametrize("changes", [{}, {"recovery_months": 6}, {"win": 0.5}, {"referral": 1.0}])
def test_more_hunting_days_burn_more(changes):
    burned = [seasons(Policy(days, 10, 5, 0, 0.0), 100, **changes).burned.mean() for days in (5, 20, 45)]
    assert burned[0] < burned[1] < burned[2]


@pytest.mark.parametrize("changes", [{}, {"recovery_months": 240}, {"amends_days": 20}])
def test_amends_lower_the_burned_ground(changes):
    burned = [seasons(Policy(40, 5, 0, days, 0.2), 100, **changes).burned.mean() for days in (0, 5, 15)]
    assert burned[0] > burned[1] > burned[2]


def test_nobody_is_won_without_hunting_and_recommendation():
    years = seasons(Policy(0, 20, 5, 5, 0.5), referral=0.0)
    assert not years.won.any()
    assert not years.entered.any()
    assert (years.customers[-1] < SETTING.customers).all()


def test_whom_nobody_hunts_comes_by_recommendation_and_without_it_nobody_does():
    years = seasons(Policy(0, 20, 5, 5, 0.0), referral=1.0)
    np.testing.assert_allclose(years.recommended, years.won)
    assert years.won.sum() > 0
    assert not seasons("old", referral=0.0).recommended.any()


def test_recommendation_has_its_share_of_the_new_customers_as_its_contacts_have_of_all_contacts():
    years = seasons("new", referral=0.8, hunting_days=20)
    before = np.concatenate([np.full((1, 20), SETTING.customers), years.customers[:-1]])
    recommending = before / SETTING.places * 0.8 / 12
    hunting = SETTING.sellers * SETTING.new_hunt_days / 3 / 20 / (SETTING.places - SETTING.customers)
    np.testing.assert_allclose(years.recommended, years.won * recommending / (recommending + hunting))


# Who feels sold to, and who is neglected


def test_only_who_was_promised_too_much_feels_sold_to():
    idle = seasons(Policy(0, 0, 0, 0, 0.0))
    assert (idle.felt == 0).all() and (idle.neglected == 1).all()
    years = seasons(Policy(20, 40, 0, 0, 0.4), start_share=0.0)
    np.testing.assert_allclose(years.felt, 0.4, rtol=1e-6)


def test_only_whom_nobody_visited_for_a_year_is_neglected():
    """e^-visits, with two visits a day of care, shared by all customers; what was promised plays no part."""
    for promise in (0.0, 1.0):
        years = seasons(Policy(40, 2, 0, 0, promise), start_share=0.0)
        visits = 2 * SETTING.sellers * 2 * 4 / years.customers[-1]
        np.testing.assert_allclose(years.neglected, np.exp(-visits), rtol=1e-6)


def test_where_no_customer_is_left_nobody_can_be_asked():
    years = seasons(Policy(0, 0, 0, 0, 0.0), 3, start_share=0.0)
    assert np.isnan(years.felt).all() and np.isnan(years.neglected).all()


# The pictures of the first future


def test_the_snapshots_are_the_first_future_at_the_end_of_each_year(situation, side):
    years = seasons(side, **situation)
    assert len(years.snapshots) == years.setting.years + 1
    start, *ends = years.snapshots
    assert (start.place == CUSTOMER).sum() == years.setting.customers
    assert not (start.won | start.lost).any()
    for year, snapshot in enumerate(ends):
        last = 12 * year + 11
        assert (snapshot.place == CUSTOMER).sum() == years.customers[last, 0]
        assert (snapshot.place == BURNED).sum() == years.burned[last, 0]
        assert snapshot.won.sum() <= years.won[last - 2 : last + 1, 0].sum()


def test_a_snapshot_shows_places_and_seasons_of_the_forest_and_only_the_last_quarter(situation, side):
    years = seasons(side, **situation)
    stands, happened = replay(years)
    for year, snapshot in enumerate(years.snapshots):
        stand, quarter = stands[12 * year], happened[: 12 * year][-3:]
        np.testing.assert_array_equal(snapshot.place, stand.place[:, 0])
        np.testing.assert_array_equal(snapshot.since, stand.since[:, 0])
        if year:
            np.testing.assert_array_equal(snapshot.won, np.any([month.won[:, 0] for month in quarter], axis=0))
            np.testing.assert_array_equal(snapshot.lost, np.any([month.lost[:, 0] for month in quarter], axis=0))


def test_a_mood_is_the_chance_to_stay_another_year_as_things_stand(situation, side):
    years = seasons(side, **situation)
    stands, _happened = replay(years)
    setting, policy = years.setting, years.policy
    for year, snapshot in enumerate(years.snapshots):
        stand = stands[12 * year]
        customer = stand.place[:, 0] == CUSTOMER
        days = setting.sellers * policy.care_days / max(customer.sum(), 1)
        calm = np.exp(-setting.care_effect * days - setting.quality_effect * stand.quality[0])
        months = np.prod([np.exp(-stand.bond[:, 0].astype(float) * calm)] * 12, axis=0)
        np.testing.assert_allclose(snapshot.mood[customer], months[customer], rtol=1e-6)
        assert ((snapshot.mood >= 0) & (snapshot.mood <= 1)).all()


def test_a_root_is_nobody_or_a_place_that_was_a_customer_when_it_recommended(situation, side):
    years = seasons(side, **situation)
    stands, _happened = replay(years)
    assert (years.snapshots[0].root == -1).all()
    for snapshot in years.snapshots:
        assert ((snapshot.root >= -1) & (snapshot.root < years.setting.places)).all()
        assert (snapshot.root[snapshot.since < 0] == -1).all()
        for place in np.flatnonzero((snapshot.place == CUSTOMER) & (snapshot.root >= 0)):
            assert stands[snapshot.since[place]].place[snapshot.root[place], 0] == CUSTOMER


def test_without_recommendation_nothing_has_a_root_and_without_hunting_every_new_tree_has_one():
    assert all((snapshot.root == -1).all() for snapshot in seasons("old", referral=0.0).snapshots)
    years = seasons(Policy(0, 20, 5, 5, 0.0), referral=1.0)
    last = years.snapshots[-1]
    grown = (last.place == CUSTOMER) & (last.since >= 0)
    assert grown.any()
    assert (last.root[grown] >= 0).all()


def test_roots_are_as_frequent_and_as_even_as_the_model_reckons():
    expected, roots, ranks = [], [], []
    for chance in range(1, 26):
        years = seasons("old", 1, places=600, years=3, referral=1.0, chance=chance)
        stands, _happened = replay(years)
        last = years.snapshots[-1]
        for place in np.flatnonzero((last.place == CUSTOMER) & (last.since >= 0)):
            month, root = last.since[place], last.root[place]
            expected.append(years.recommended[month, 0] / years.won[month, 0])
            roots.append(root >= 0)
            if root >= 0:
                customers = np.flatnonzero(stands[month].place[:, 0] == CUSTOMER)
                ranks.append((np.searchsorted(customers, root) + 0.5) / len(customers))
    chance = np.array(expected)
    assert abs(sum(roots) - chance.sum()) < 4.5 * np.sqrt((chance * (1 - chance)).sum())
    assert abs(np.mean(ranks) - 0.5) < 4.5 / np.sqrt(12 * len(ranks))
    assert len(ranks) > 500


# Either side can win


def new_wins(**changes):
    """Share of futures in which the new policy earns more in all."""
    old, new = (seasons(side, 200, **changes).discounted_eur.sum(axis=0) for side in ("old", "new"))
    return (new > old).mean()


OLD_IS_RIGHT = {
    "short horizon": {"years": 3},
    "high discount": {"discount": 0.4},
    "quick regrowth": {"years": 10, "recovery_months": 3},
    "care and quality do nothing": {"care_effect": 0.0, "quality_effect": 0.0},
}
NEW_IS_RIGHT = {
    "long horizon": {"years": 10},
    "slow regrowth": {"years": 7, "recovery_months": 120},
    "customers who hang on care": {"years": 7, "churn": 0.5},
}


@pytest.mark.parametrize("reason", OLD_IS_RIGHT)
def test_clear_cutting_can_be_right(reason):
    assert new_wins(**OLD_IS_RIGHT[reason]) < 0.45


@pytest.mark.parametrize("reason", NEW_IS_RIGHT)
def test_forestry_can_be_right(reason):
    assert new_wins(**NEW_IS_RIGHT[reason]) > 0.55


def test_the_less_later_money_counts_the_more_often_clear_cutting_is_right():
    shares = [new_wins(years=7, discount=discount) for discount in (0.0, 0.1, 0.2, 0.4)]
    assert (np.diff(shares) < 0).all()


# The whole range


def values(parameter):
    """Every value a slider can give."""
    return st.integers(0, parameter.size - 1).map(parameter.at)


def days_of(cuts):
    """Four tasks and what is left over, from four cuts through a quarter."""
    return np.diff([0, *sorted(cuts)]).tolist()


quarters = st.lists(st.integers(0, 60), min_size=4, max_size=4).map(days_of)
anything = {
    name: values(one) for name, one in parameters(ForestSetting).items() if not name.endswith("_days") or not one.of
}


@st.composite
def settings_of_the_forest(draw):
    days = {side: draw(quarters) for side in ("old", "new")}
    names = ("hunt_days", "care_days", "feedback_days", "rest_days")
    divided = {f"{side}_{name}": one for side, four in days.items() for name, one in zip(names, four, strict=True)}
    return ForestSetting(**divided, **{name: draw(value) for name, value in anything.items()})


@given(settings_of_the_forest())
@settings(max_examples=60, deadline=None)
def test_no_setting_breaks_the_years_or_their_laws(setting):
    drawn = policies.draw(setting, 2)
    old, new = (policies.simulate(setting, policy, drawn) for policy in (setting.old, setting.new))
    for years in (old, new):
        check_counts(years)
        check_money(years)
        check_snapshots(years)
    months = policies.break_even_months(old, new)
    assert (np.isinf(months) | ((months >= 1) & (months <= 12 * setting.years))).all()


def check_counts(years):
    places = years.setting.places
    before = np.concatenate([np.full((1, 2), years.setting.customers), years.customers[:-1]])
    np.testing.assert_array_equal(years.customers, before + years.won - years.lost)
    assert (years.lost <= before).all()
    assert min(values.min() for values in (years.customers, years.burned, years.won, years.lost)) >= 0
    assert (years.customers + years.burned <= places).all()
    assert ((years.recommended >= 0) & (years.recommended <= years.won + 1e-9)).all()
    np.testing.assert_array_equal(years.entered, years.won[:12].sum(axis=0))
    assert (years.left >= 0).all()
    assert (years.left.sum(axis=0) <= years.entered).all()
    nobody = years.customers[-1] == 0
    for shares in (years.felt, years.neglected):
        np.testing.assert_array_equal(np.isnan(shares), nobody)
        assert ((shares >= 0) & (shares <= 1))[~nobody].all()


def check_money(years):
    setting = years.setting
    expected = setting.fee_eur / 12 * years.customers - setting.sellers * setting.cost_eur / 3
    np.testing.assert_allclose(years.profit_eur, expected)
    discounted = years.discounted_eur
    assert (np.abs(discounted) <= np.abs(years.profit_eur)).all()
    assert (np.sign(discounted) == np.sign(years.profit_eur)).all()


def check_snapshots(years):
    assert len(years.snapshots) == years.setting.years + 1
    for year, snapshot in enumerate(years.snapshots):
        customer, burned = snapshot.place == CUSTOMER, snapshot.place == BURNED
        assert np.isin(snapshot.place, (FREE, CUSTOMER, BURNED)).all()
        seen = customer.sum(), burned.sum()
        assert seen == (
            (years.customers[12 * year - 1, 0], years.burned[12 * year - 1, 0])
            if year
            else (years.setting.customers, 0)
        )
        assert ((snapshot.mood >= 0) & (snapshot.mood <= 1)).all()
        assert (snapshot.since < 12 * year).all()
        rooted = snapshot.root >= 0
        assert (snapshot.root < years.setting.places).all()
        assert (snapshot.root[rooted] != np.flatnonzero(rooted)).all()
