"""Years of a firm: what is conserved, what adds up, what two plans share, and who is clawed back."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.models import forest
from kit.models.pay import euros, firm
from kit.models.pay.firm import draw, kept_customers, monthly_work, simulate, wished_days
from kit.models.pay.payslip import Payslip
from kit.models.pay.principal_agent import risk_premium
from kit.models.pay.sellers import Response, best_response
from kit.models.pay.setting import IncentiveSetting, Plan

SETTING = IncentiveSetting()
LINES = [one.name for one in fields(Payslip)]
REPETITIONS = 12


def plan_of(**levers) -> Plan:
    return replace(SETTING.new, **levers)


CASES = {
    "old": (SETTING, SETTING.old),
    "new": (SETTING, SETTING.new),
    "ratchet": (
        SETTING,
        plan_of(new=0.15, quota_eur=15_000, accelerator=2.0, ratchet=0.7, cap_eur=60_000, clawback=1.0),
    ),
    "capped": (
        replace(SETTING, churn=0.6, care_effect=0.0, years=5),
        plan_of(fixed_eur=8_000, new=0.10, cap_eur=5_000, clawback=1.0),
    ),
    "loose": (replace(SETTING, churn=0.6, customers=8, care_effect=0.0, wins=4.0, years=5), SETTING.new),
}


@pytest.fixture(scope="module", params=CASES)
def years(request):
    setting, plan = CASES[request.param]
    return simulate(setting, plan, draw(setting, REPETITIONS))


def at_start(years):
    return np.concatenate([np.full_like(years.customers[:1], years.setting.customers), years.customers[:-1]])


def same(one, other):
    """Whether two results are equal in every array."""
    for name in ("won", "lost", "customers", "profit_eur", "felt", "premium_eur", "pay_eur"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for line in LINES:
        np.testing.assert_array_equal(getattr(one.slips, line), getattr(other.slips, line))


# Conserved


def test_customers_at_the_end_are_those_at_the_start_and_won_without_lost(years):
    np.testing.assert_array_equal(years.customers, at_start(years) + years.won - years.lost)
    assert (years.customers >= 0).all() and (years.won >= 0).all() and (years.lost >= 0).all()
    assert (years.customers <= years.setting.customers + years.setting.prospects).all()


def test_arrays_are_quarters_by_sellers_by_repetitions(years):
    shape = 4 * years.setting.years, 3, REPETITIONS
    assert years.won.shape == years.lost.shape == years.customers.shape == years.pay_eur.shape == shape
    assert years.profit_eur.shape == (shape[0], REPETITIONS)
    assert years.felt.shape == (REPETITIONS,)
    assert years.premium_eur.shape == (3,)
    assert all(getattr(years.slips, line).shape == shape for line in LINES)


def test_pay_and_profit_and_the_price_of_risk_are_the_margin(years):
    setting = years.setting
    served = (at_start(years) + years.customers).sum(axis=1) / 2  # customers of the team in the middle of a quarter
    margin = setting.margin * setting.order_eur / 4 * served
    np.testing.assert_allclose(years.pay_eur.sum(axis=1) + years.profit_eur + years.premium_eur.sum(), margin)


def test_the_price_of_risk_is_that_of_the_pay_the_sellers_answered_to(years):
    premium = risk_premium(years.response.pay, years.setting.risk, np.array(years.setting.noise) ** 2)
    np.testing.assert_allclose(years.premium_eur, premium * 2_500)
    assert not simulate(replace(years.setting, risk=0.0), years.plan, draw(years.setting, 1)).premium_eur.any()


# The same chance


def test_the_same_setting_and_chance_give_the_same_years(years):
    setting, plan = years.setting, years.plan
    same(years, simulate(setting, plan, draw(setting, REPETITIONS)))


def test_two_identical_plans_meet_the_same_customers_and_the_same_luck():
    levers = {one.name: getattr(SETTING.new, one.name) for one in fields(Plan)}
    setting = replace(SETTING, **{f"old_{name}": value for name, value in levers.items()})
    assert setting.old == setting.new
    chances = draw(setting, REPETITIONS)
    same(simulate(setting, setting.old, chances), simulate(setting, setting.new, chances))


def test_a_plan_that_changes_no_effort_changes_nothing_but_the_pay():
    chances = draw(SETTING, REPETITIONS)
    one, other = (simulate(SETTING, plan_of(fixed_eur=fixed), chances) for fixed in (5_000, 12_000))
    np.testing.assert_array_equal(one.customers, other.customers)
    np.testing.assert_allclose(other.pay_eur - one.pay_eur, 7_000)
    np.testing.assert_allclose(one.profit_eur - other.profit_eur, 21_000)


def test_neither_plans_nor_assumptions_change_what_is_drawn():
    chances = draw(SETTING, 4)
    other = draw(replace(SETTING, win=0.9, churn=0.1, old_new=0.3, new_fixed_eur=0), 4)
    for name in ("event", "kind", "start"):
        np.testing.assert_array_equal(getattr(chances, name), getattr(other, name))
    assert not (chances.event == draw(replace(SETTING, chance=2), 4).event).any()
    assert not (chances.event == draw(SETTING, 4, block=1).event).any()
    assert chances.event.shape == (36, SETTING.customers + SETTING.prospects, 12)


def test_three_years_are_the_first_of_five():
    few, many = (replace(SETTING, years=years) for years in (3, 5))
    first, longer = (simulate(setting, setting.new, draw(setting, 5)) for setting in (few, many))
    np.testing.assert_array_equal(first.won, longer.won[:12])
    np.testing.assert_array_equal(first.pay_eur, longer.pay_eur[:12])


@given(st.integers(1, 99), st.floats(0.5, 20))
@settings(max_examples=25, deadline=None)
def test_more_hunting_never_wins_fewer_in_the_first_month(chance, more):
    setting = replace(SETTING, chance=chance)
    chances, land = draw(setting, 5), euros.ground(setting)
    response = best_response(setting, setting.new)
    harder = replace(response, effort=response.effort + np.array([more / 20, 0, 0, 0]))
    works = (monthly_work(setting, setting.new, one, 5) for one in (response, harder))
    usual, most = (forest.grow(land, forest.plant(land, chances), work, chances, 0)[1].won for work in works)
    assert (most >= usual).all()


# What the sellers do reaches the forest


def test_work_per_month_is_a_third_of_the_quarter_times_the_strength():
    effort = np.arange(12).reshape(3, 4) / 10
    response = Response(effort, effort, np.zeros((3, 3, 13)))
    work = monthly_work(SETTING, SETTING.new, response, 2)
    days = effort * 20 * np.array(SETTING.strengths)[:, None] / 3
    np.testing.assert_allclose(work.care, np.repeat(days[:, 1], 2))
    assert work.feedback == pytest.approx(days[:, 2].sum())
    others = [(days[1, 3] + days[2, 3]) / 2, (days[0, 3] + days[2, 3]) / 2, (days[0, 3] + days[1, 3]) / 2]
    helped = SETTING.help_wins / SETTING.wins * np.array(others)
    np.testing.assert_allclose(work.hunt, np.repeat(days[:, 0] + helped, 2))
    assert work.promise == euros.promise(SETTING, SETTING.new)


def test_twenty_days_of_helping_win_what_the_setting_says_at_the_colleagues():
    """In days of hunting, all three together: 20 days of help are worth help_wins/wins times 20 days."""
    effort = np.zeros((3, 4))
    effort[1, 3] = 1.0
    setting = replace(SETTING, spread=0.0)
    work = monthly_work(setting, setting.new, Response(effort, effort, np.zeros((3, 3, 13))), 1)
    assert 3 * work.hunt.sum() / 20 * setting.wins == pytest.approx(setting.help_wins)
    assert work.hunt[1] == 0


# Payslips


def test_each_quarter_is_paid_as_its_events_say(years):
    setting, plan = years.setting, years.plan
    strengths = np.array(setting.strengths)[:, None]
    np.testing.assert_allclose(years.slips.fixed, plan.fixed_eur)
    np.testing.assert_allclose(years.slips.new, plan.new * setting.order_eur * years.won)
    reports = years.response.days[:, 2:3] * strengths / 2
    np.testing.assert_allclose(years.slips.feedback, np.broadcast_to(plan.feedback_eur * reports, years.won.shape))
    helping = np.broadcast_to(plan.help_eur * years.response.days[:, 3:4], years.won.shape)
    np.testing.assert_allclose(years.slips.help, helping)


def test_each_seller_gets_a_third_of_the_pool_and_together_they_get_it_all(years):
    pool = years.slips.pool
    np.testing.assert_allclose(pool, np.broadcast_to(pool[:, :1], pool.shape))
    staying = years.slips.renewal / years.plan.renewal if years.plan.renewal else 0
    sales = years.setting.order_eur * years.won + staying
    np.testing.assert_allclose(pool.sum(axis=1), years.plan.pool * sales.sum(axis=1), atol=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_both_plans_side_by_side_are_what_each_is_alone(case):
    setting, plan = CASES[case]
    drawn, plans = draw(setting, 5), (plan, setting.old)
    for together, one in zip(firm.compare(setting, plans, drawn), plans, strict=True):
        alone = simulate(setting, one, drawn)
        assert together.plan == one
        for name in ("won", "lost", "customers", "profit_eur", "felt", "premium_eur", "staying", "pay_eur"):
            np.testing.assert_array_equal(getattr(together, name), getattr(alone, name), err_msg=name)


def test_what_sellers_do_under_a_plan_does_not_follow_the_levers_of_the_other():
    changed = replace(SETTING, new_fixed_eur=20_000, new_new=0.0)
    np.testing.assert_array_equal(
        best_response(SETTING, SETTING.old).effort, best_response(changed, SETTING.old).effort
    )
    np.testing.assert_array_equal(wished_days(SETTING), wished_days(changed))


def test_no_seller_pays_for_customers_who_stay(years):
    """Customers won and lost within a quarter were never there at its start: they cannot be missing from those."""
    assert (years.slips.renewal >= 0).all()
    assert (years.slips.pool >= 0).all()


def test_commission_on_existing_customers_is_paid_for_those_of_the_start_who_are_still_there(years):
    """Who is won and lost within a quarter was not there at its start, so is not missing from those."""
    setting, plan = years.setting, years.plan
    chances, land = draw(setting, REPETITIONS), euros.ground(setting)
    work = monthly_work(setting, plan, years.response, REPETITIONS)
    stand, stayed = forest.plant(land, chances), []
    for month in range(len(chances.event)):
        stand, _happened = forest.grow(land, stand, work, chances, month)
        if month % 3 == 2:
            there = (stand.place == forest.CUSTOMER) & (stand.since <= month - 3)
            stayed.append(forest.count(there).reshape(3, REPETITIONS))
    np.testing.assert_allclose(years.slips.renewal, plan.renewal * setting.order_eur / 4 * np.array(stayed))


def test_over_all_quarters_no_more_is_clawed_back_than_was_paid(years):
    back, paid = -years.slips.clawback.cumsum(axis=0), years.slips.on_new.cumsum(axis=0)
    assert (back <= paid + 1e-6).all()
    assert (back[-1] < paid[-1]).any() or years.plan.cap_eur
    assert (years.slips.clawback <= 0).all()
    assert years.plan.clawback == 0 or (years.slips.clawback < 0).any()


def test_the_quota_follows_what_was_above_it():
    setting, plan = CASES["ratchet"]
    years = simulate(setting, plan, draw(setting, REPETITIONS))
    quota = np.full(years.won.shape[1:], float(plan.quota_eur))
    for quarter, won in enumerate(years.won):
        sold = won * setting.order_eur
        added = plan.new * (plan.accelerator - 1) * np.clip(sold - quota, 0, None)
        np.testing.assert_allclose(years.slips.accelerator[quarter], added)
        quota = quota + plan.ratchet * np.clip(sold - quota, 0, None)
    assert (quota > plan.quota_eur).all()


def months(setting, plan, repetitions):
    """The firm's own forests once more: the stand before each month, and what happened in it."""
    chances, land = draw(setting, repetitions), euros.ground(setting)
    work = monthly_work(setting, plan, best_response(setting, plan), repetitions)
    stand = forest.plant(land, chances)
    for month in range(len(chances.event)):
        before = stand
        stand, happened = forest.grow(land, stand, work, chances, month)
        yield before, happened


def test_in_the_first_year_everybody_won_who_leaves_is_clawed_back_and_nobody_of_the_start():
    setting, plan = replace(SETTING, churn=0.5, care_effect=0.5), plan_of(new=0.10, clawback=0.1)
    years = simulate(setting, plan, draw(setting, 40))
    first = list(months(setting, plan, 40))[:12]
    left = np.array([forest.count(happened.lost & (before.since >= 0)) for before, happened in first], float)
    by_quarter = left.reshape(4, 3, 3, 40).sum(axis=1)
    assert by_quarter.any()
    np.testing.assert_allclose(years.slips.clawback[:4], -0.1 * 0.10 * setting.order_eur * by_quarter)


def test_who_is_clawed_back_is_the_share_that_the_sellers_reckon_with():
    """A customer has twelve chances to leave within a year, one a month: so the slope `early` counts them."""
    setting = replace(SETTING, years=5, care_effect=0.0, quality_effect=0.0, temptation=0.0, wins=3.0)
    plan = plan_of(new=0.10, clawback=0.1, pool=0.0)
    repetitions = 150
    years = simulate(setting, plan, draw(setting, repetitions))
    clawed = -years.slips.clawback.sum() / (0.1 * 0.10 * setting.order_eur)  # customers
    won = np.array([forest.count(happened.won) for _before, happened in months(setting, plan, repetitions)], float)
    np.testing.assert_array_equal(won.reshape(20, 3, 3, -1).sum(axis=1), years.won)
    land = euros.ground(setting)
    left = np.minimum(12, 59 - np.arange(60))  # chances to leave within a year and before the end
    early = 1 - np.exp(-np.outer(left, land.bonds)) @ land.weights
    assert early[0] == pytest.approx(setting.churn)
    expected = (won.sum(axis=1) * early).sum()
    assert clawed == pytest.approx(expected, abs=4.5 * np.sqrt((won.sum(axis=1) * early * (1 - early)).sum()))


# How customers feel


def felt(setting, plan, effort):
    """Share of customers who feel sold to if the sellers do this."""
    chances, land = draw(setting, 8), euros.ground(setting)
    work = monthly_work(setting, plan, Response(effort, effort, np.zeros((3, 3, 13))), 8)
    stand = forest.plant(land, chances)
    for month in range(len(chances.event)):
        stand, _happened = forest.grow(land, stand, work, chances, month)
    return firm._felt(stand, work, plans=1)[0], stand


def test_customers_whom_nobody_visits_feel_sold_to():
    nobody, _stand = felt(SETTING, plan_of(clawback=1.0), np.tile([1.0, 0.0, 0.0, 0.0], (3, 1)))
    np.testing.assert_allclose(nobody, 1)


def test_customers_who_are_visited_and_were_promised_nothing_feel_at_ease():
    visited, _stand = felt(SETTING, plan_of(clawback=1.0), np.tile([0.5, 60.0, 0.0, 0.0], (3, 1)))
    np.testing.assert_allclose(visited, 0, atol=1e-6)


def test_an_exaggerated_promise_is_felt_by_those_it_was_made_to():
    setting = replace(SETTING, temptation=5.0)
    share, stand = felt(setting, plan_of(new=0.10, clawback=0.0), np.tile([1.0, 60.0, 0.0, 0.0], (3, 1)))
    here = stand.place == forest.CUSTOMER
    newcomers = (here & (stand.since >= 0)).reshape(-1, 3, 8).sum(axis=(0, 1))
    np.testing.assert_allclose(share, 0.5 * newcomers / here.reshape(-1, 3, 8).sum(axis=(0, 1)), atol=1e-6)
    assert (share > 0.02).all()


def test_in_between_the_customers_without_a_visit_in_a_year_are_those_a_poisson_process_leaves_out():
    setting = replace(SETTING, temptation=0.0, spread=0.0)
    share, stand = felt(setting, SETTING.new, np.tile([0.5, 0.3, 0.0, 0.0], (3, 1)))
    counts = stand.customers.reshape(3, 8)
    unvisited = np.exp(-2 * 12 * (0.3 * 20 / 3) / counts)
    np.testing.assert_allclose(share, (unvisited * counts).sum(axis=0) / counts.sum(axis=0))


def test_where_no_customer_is_left_nobody_can_be_asked(years):
    none_left = years.customers[-1].sum(axis=0) == 0
    np.testing.assert_array_equal(np.isnan(years.felt), none_left)
    assert ((years.felt[~none_left] >= 0) & (years.felt[~none_left] <= 1)).all()


# What the firm would wish


def test_the_wished_days_keep_most_customers_of_all_divisions_in_steps_of_five_days():
    wish = wished_days(SETTING)
    steps = range(0, 61, 5)
    ways = [(a, b, c, 60 - a - b - c) for a in steps for b in steps for c in steps if a + b + c <= 60]
    kept = kept_customers(SETTING, np.array(ways, float))
    assert len(ways) == 455
    assert tuple(wish) == ways[kept.argmax()]
    assert wish.sum() == 60


def test_the_wish_is_for_care_where_care_works_and_for_hunting_where_it_does_not():
    assert wished_days(replace(SETTING, care_effect=0.0, quality_effect=0.0))[1:3].tolist() == [0, 0]
    assert wished_days(replace(SETTING, wins=0.5, churn=0.6))[1] >= 30
    assert wished_days(replace(SETTING, help_wins=4.0, wins=0.5))[3] > wished_days(SETTING)[3]


DAYS = [(40.0, 20.0, 0.0, 0.0), (20.0, 20.0, 15.0, 5.0), (0.0, 60.0, 0.0, 0.0), (20.0, 0.0, 40.0, 0.0)]


@pytest.mark.parametrize("days", DAYS)
def test_the_mean_forest_behind_the_wish_is_near_the_mean_of_many_forests(days):
    setting = replace(SETTING, temptation=0.0, spread=0.0, quality_effect=2.0)
    chances, land = draw(setting, 200), euros.ground(setting)
    effort = np.tile(np.array(days) / 20, (3, 1))
    work = monthly_work(setting, setting.new, Response(effort, effort, np.zeros((3, 3, 13))), 200)
    stand, seen = forest.plant(land, chances), [setting.customers]
    for month in range(len(chances.event)):
        stand, _happened = forest.grow(land, stand, work, chances, month)
        seen.append(stand.customers.mean())
    kept = kept_customers(setting, np.array([days]))[0]
    assert kept == pytest.approx(np.mean(seen), rel=0.02)
