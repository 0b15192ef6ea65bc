"""What sellers do under a plan: levers move what they should, pay and effort agree, and slopes are derivatives."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from kit.errors import SettingError
from kit.models import forest
from kit.models.pay import euros
from kit.models.pay.payslip import Quarter, payslip
from kit.models.pay.principal_agent import respond
from kit.models.pay.quota import paths
from kit.models.pay.sellers import best_response, quarter_program
from kit.models.pay.setting import QUARTER_DAYS, TASKS, IncentiveSetting, Plan
from kit.parameters import parameters

SETTING = IncentiveSetting()
PLAN = Plan(
    fixed_eur=5_000,
    new=0.08,
    renewal=0.03,
    feedback_eur=50,
    help_eur=40,
    pool=0.03,
    clawback=0.3,
    quota_eur=0,
    accelerator=1.0,
    cap_eur=0,
    ratchet=0.0,
    retention_eur=400,
    retention_share=0.95,
)
STRENGTHS = np.array(SETTING.strengths)
HUNT, CARE, FEEDBACK, HELP = range(len(TASKS))


def days(plan, setting=SETTING):
    return best_response(setting, plan).days


def slopes(effort, setting=SETTING):
    return euros.slopes(setting, euros.ground(setting), effort, np.array(setting.strengths))


def unit_pay(plan, effort, setting=SETTING):
    return euros.unit_pay(setting, plan, slopes(effort, setting), effort, np.array(setting.strengths))


# Levers


@pytest.mark.parametrize("plan", [PLAN, SETTING.old, replace(PLAN, cap_eur=30_000)], ids=["linear", "quota", "cap"])
def test_fixed_pay_changes_nothing_about_effort(plan):
    low, high = (best_response(SETTING, replace(plan, fixed_eur=fixed)) for fixed in (0, 30_000))
    np.testing.assert_array_equal(low.effort, high.effort)
    np.testing.assert_array_equal(low.weeks, high.weeks)


MOVES = [
    ("new", 0.12, HUNT, 1),
    ("renewal", 0.08, CARE, 1),
    ("feedback_eur", 100, FEEDBACK, 1),
    ("help_eur", 120, HELP, 1),
    ("pool", 0.08, HELP, 1),
    ("pool", 0.08, HUNT, 1),
    ("clawback", 0.9, CARE, 1),
    ("clawback", 0.9, HUNT, -1),
    ("retention_eur", 2_000, CARE, 1),
    ("new", 0.12, CARE, -1),
    ("new", 0.12, FEEDBACK, -1),
    ("new", 0.12, HELP, -1),
    ("feedback_eur", 100, CARE, -1),
    ("help_eur", 120, HUNT, -1),
    ("renewal", 0.08, HUNT, -1),
]


@pytest.mark.parametrize(("lever", "value", "task", "sign"), MOVES)
def test_a_lever_moves_what_it_pays_for_up_and_what_competes_with_it_down(lever, value, task, sign):
    change = days(replace(PLAN, **{lever: value})) - days(PLAN)
    assert (sign * change[:, task] > 0.01).all()


@pytest.mark.parametrize(("lever", "value"), [("renewal", 0.08), ("retention_eur", 2_000), ("pool", 0.08)])
def test_pay_for_those_who_stay_also_pays_for_feedback_because_a_better_product_keeps_them(lever, value):
    """At the same effort; where more care then keeps them already, less is left for the product to keep."""
    effort = np.full((3, 4), 0.3)
    raised, plain = (unit_pay(plan, effort)[:, FEEDBACK] for plan in (replace(PLAN, **{lever: value}), PLAN))
    assert (raised > 1.05 * plain).all()


@pytest.mark.parametrize("lever", ["ratchet", "accelerator", "retention_share"])
def test_a_lever_without_what_it_works_on_does_nothing(lever):
    highest = parameters(IncentiveSetting)[f"new_{lever}"].high
    plain = replace(PLAN, retention_eur=0)
    np.testing.assert_array_equal(days(replace(plain, **{lever: highest})), days(plain))


def test_a_plan_that_pays_for_no_task_brings_what_is_done_without_pay():
    unpaid = replace(PLAN, new=0, renewal=0, feedback_eur=0, help_eur=0, pool=0, retention_eur=0)
    np.testing.assert_allclose(days(unpaid), SETTING.base_effort * euros.UNIT_DAYS)


def test_a_team_of_three_pays_each_seller_a_third_of_the_pool():
    """For one's own orders a pool is worth a third of the same commission."""
    pooled, paid = replace(PLAN, new=0, clawback=0, pool=0.06), replace(PLAN, new=0.02, clawback=0, pool=0)
    effort = np.full((3, 4), 0.5)
    np.testing.assert_allclose(unit_pay(pooled, effort)[:, HUNT], unit_pay(paid, effort)[:, HUNT])
    assert euros.TEAM == 3


@pytest.mark.parametrize("plan", [PLAN, SETTING.old, SETTING.new], ids=["linear", "quota", "new"])
def test_stronger_sellers_win_more(plan):
    response = best_response(SETTING, plan)
    won = slopes(response.effort).wins * response.effort[:, HUNT]
    assert (np.diff(won) > 0.1).all()


@pytest.mark.parametrize("compete", [0.0, 0.2, 0.4])
def test_a_seller_who_is_twice_as_hard_to_move_moves_half_as_much(compete):
    setting = replace(SETTING, compete=compete)
    plan = replace(PLAN, new=0.01, renewal=0, clawback=0, pool=0, retention_eur=0, help_eur=10, feedback_eur=10)
    extra = days(plan, setting) - days(replace(plan, new=0, help_eur=0, feedback_eur=0), setting)
    halved = days(plan, replace(setting, effort_cost=2.0)) - 6.0
    np.testing.assert_allclose(halved, extra / 2)


# Limits


def test_a_linear_plan_written_with_a_quota_and_an_accelerator_of_one_is_the_same():
    np.testing.assert_array_equal(days(replace(PLAN, quota_eur=20_000, accelerator=1.0)), days(PLAN))
    np.testing.assert_array_equal(days(replace(PLAN, accelerator=3.0)), days(PLAN))


def test_a_cap_nobody_reaches_leaves_the_linear_answer_up_to_whole_days():
    plan = replace(PLAN, clawback=0.0)
    capped = best_response(SETTING, replace(plan, cap_eur=200_000))
    linear = best_response(SETTING, plan)
    np.testing.assert_allclose(capped.days, linear.days, atol=0.6)
    np.testing.assert_allclose(capped.pay, linear.pay, atol=0.05)
    np.testing.assert_allclose(capped.weeks, linear.weeks, atol=0.6)


def test_a_quota_nobody_can_reach_leaves_the_answer_to_the_base_rate():
    plan = replace(PLAN, clawback=0.0, new=0.05)
    np.testing.assert_allclose(days(replace(plan, quota_eur=100_000, accelerator=1.2)), days(plan), atol=0.6)


def test_after_a_low_cap_the_hunting_of_the_last_weeks_is_less_than_that_of_the_first():
    response = best_response(SETTING, replace(PLAN, new=0.2, cap_eur=15_000))
    low, mean, high = response.weeks[1]
    assert mean[-1] < mean[0] - 2
    assert low[-1] < high[-1] and low[0] == mean[0] == high[0]
    assert (response.weeks[:, 0] <= response.weeks[:, 2]).all()


@pytest.mark.parametrize("seller", range(3))
def test_eight_of_ten_ways_through_a_quarter_lie_in_the_band_of_each_week(seller):
    """The tenth and the ninetieth per cent of all ways, counted one state after the other."""
    plan = replace(PLAN, new=0.2, cap_eur=25_000, clawback=0.0)
    response = best_response(SETTING, plan)
    slope, taste = slopes(response.effort), euros.taste(SETTING)
    pool_eur = euros.order_eur(SETTING, plan, slope, 0.0)[seller]
    pay, wins = response.pay[seller], slope.wins[seller]
    best, gains, _effort = quarter_program(SETTING, plan, taste, pay, wins, pool_eur, 1.0)
    for week, likely in enumerate(paths(best.policy, gains)[:-1]):
        hunting = best.policy[week]
        for place, share in ((0, 0.1), (2, 0.9)):
            below = [days for days in sorted(set(hunting)) if likely[hunting <= days].sum() >= share - 1e-9]
            assert response.weeks[seller, place, week] == pytest.approx(below[0])
        assert response.weeks[seller, 1, week] == pytest.approx(likely @ hunting)


def test_the_hunting_of_a_quarter_is_the_mean_of_its_weeks():
    for plan in (PLAN, SETTING.old, replace(PLAN, new=0.2, cap_eur=15_000)):
        response = best_response(SETTING, plan)
        np.testing.assert_allclose(response.weeks[:, 1].mean(axis=1), response.days[:, HUNT])


# Days and the fixed point


def values_of(parameter):
    return st.integers(0, parameter.size - 1).map(parameter.at)


@st.composite
def any_setting(draw):
    """Every value anywhere on its grid; caps below a quota are raised."""
    values = {name: draw(values_of(parameter)) for name, parameter in parameters(IncentiveSetting).items()}
    for side in ("old", "new"):
        if values[f"{side}_cap_eur"]:
            values[f"{side}_cap_eur"] = max(values[f"{side}_cap_eur"], values[f"{side}_quota_eur"])
        if values[f"{side}_new"] * values[f"{side}_accelerator"] + values[f"{side}_pool"] > 1:
            values[f"{side}_accelerator"] = 1.0
    return IncentiveSetting(**values)


@given(any_setting())
@settings(max_examples=60, deadline=None)
def test_days_are_never_negative_and_never_more_than_a_quarter_has(setting):
    for plan in (setting.old, setting.new):
        response = best_response(setting, plan)
        assert (response.days >= 0).all() and np.isfinite(response.pay).all()
        assert (response.days.sum(axis=1) <= QUARTER_DAYS + 1e-9).all()
        assert ((response.weeks >= -1e-9) & (response.weeks <= QUARTER_DAYS + 1e-9)).all()


def ends():
    """The new plan in the default setting with one value at an end of its range."""
    for name, parameter in parameters(IncentiveSetting).items():
        if not name.startswith("old_") and not parameter.choices:
            for value in (parameter.low, parameter.high):
                yield pytest.param(name, parameter.at(parameter.index(value)), id=f"{name}={value}")


@pytest.mark.parametrize(("name", "value"), list(ends()))
def test_the_pay_at_the_response_is_the_pay_that_was_answered_to(name, value):
    setting = replace(SETTING, **{name: value})
    plan = replace(setting.new, quota_eur=0, cap_eur=0)
    response = best_response(setting, plan)
    np.testing.assert_allclose(unit_pay(plan, response.effort, setting), response.pay, atol=1e-3)
    np.testing.assert_allclose(respond(response.pay, euros.taste(setting)), response.effort, atol=1e-9)


def test_with_a_quota_the_other_tasks_answer_to_their_pay_and_to_the_hunting():
    response = best_response(SETTING, SETTING.old)
    np.testing.assert_allclose(respond(response.pay, euros.taste(SETTING)), response.effort, atol=0.02)


# Slopes are derivatives

STEP = 1e-5
EFFORTS = np.array([[0.4, 0.2, 0.5, 0.1], [1.0, 0.5, 0.2, 0.3], [1.4, 0.9, 0.0, 0.6]])
up, down = ([EFFORTS + sign * STEP * np.eye(4)[task] for task in range(4)] for sign in (1, -1))


def derivative(of, task):
    return (of(up[task]) - of(down[task])) / (2 * STEP)


def test_what_a_unit_of_care_keeps_is_the_derivative_of_those_who_leave():
    np.testing.assert_allclose(slopes(EFFORTS).kept, -derivative(lambda e: slopes(e).leavers, CARE), rtol=1e-6)


def test_what_a_unit_of_care_does_for_new_customers_is_the_derivative_of_those_who_leave_early():
    np.testing.assert_allclose(slopes(EFFORTS).early_less, -derivative(lambda e: slopes(e).early, CARE), rtol=1e-6)


@pytest.mark.parametrize("task", [HUNT, FEEDBACK, HELP])
def test_leaving_does_not_depend_on_the_other_tasks(task):
    assert not derivative(lambda e: slopes(e).leavers + slopes(e).early, task).any()


def test_those_who_leave_are_the_rate_of_the_forest_over_a_quarter():
    land, slope = euros.ground(SETTING), slopes(EFFORTS)
    for seller, effort in enumerate(EFFORTS):
        care = effort[CARE] * euros.UNIT_DAYS * STRENGTHS[seller] / 3  # days a month, by the strength of the seller
        stand = forest.Forest(None, None, None, None, None, 0.0)
        calm = forest.leaving(land, stand, forest.Work(0.0, care, 0.0), np.array(float(land.customers)))
        assert slope.leavers[seller] == pytest.approx(3 * land.customers * calm * (land.start_weights @ land.bonds))
        early = land.weights @ -np.expm1(-12 * land.bonds * calm)
        assert slope.early[seller] == pytest.approx(early)


def test_what_feedback_keeps_is_the_derivative_by_the_quality_it_brings_to_a_product_full_of_complaints():
    land, slope = euros.ground(SETTING), slopes(EFFORTS)
    quality = forest.next_quality(land, np.zeros(3), euros.UNIT_DAYS * STEP * STRENGTHS)
    fewer = slope.leavers * -np.expm1(-land.quality * quality)
    np.testing.assert_allclose(slope.kept_by_quality, fewer / STEP, rtol=1e-3)


def test_a_unit_of_hunting_wins_in_a_fresh_territory_what_the_setting_says():
    """The forest of one month and very little hunting, scaled up to 20 days."""
    setting = replace(SETTING, referral=0.0, churn=0.05)
    land = replace(euros.ground(setting), bonds=np.zeros(12))
    little = 1e-4
    won = np.diff(forest.expected(land, forest.Work(little, 0.0, 0.0), 1)[:, 0])[0]
    assert won / little * euros.UNIT_DAYS == pytest.approx(setting.wins, rel=1e-3)
    np.testing.assert_allclose(slopes(EFFORTS, setting).wins, setting.wins * np.array(setting.strengths))


# The pay of a unit is the slope of the expected payslip


def expected_pay(plan, effort, horizon):
    """What one seller can expect after an effort (tasks,): this quarter and what kept customers pay until the horizon.

    Figures of the middle seller alone; the other two work as ever and are not in it.
    """
    wide = np.tile(effort, (3, 1))
    slope = slopes(wide)
    orders, lost = slope.wins[1] * effort[HUNT], slope.leavers[1]
    allowed = np.floor(SETTING.customers * (1 - plan.retention_share) + 1e-9)
    helped_eur = SETTING.help_wins * effort[HELP] * SETTING.order_eur
    quarter = Quarter(
        orders=orders,
        customers=0.0,
        lost=0.0,
        early=orders * slope.early[1],
        reports=effort[FEEDBACK] * euros.UNIT_DAYS / euros.REPORT_DAYS,
        help_days=effort[HELP] * euros.UNIT_DAYS,
        team_eur=orders * SETTING.order_eur + helped_eur,
    )
    slip = payslip(SETTING, replace(plan, retention_eur=0), quarter, 0.0, 1e9, euros.TEAM)
    staying_eur = -lost * SETTING.quarter_eur * horizon * (plan.renewal + plan.pool / euros.TEAM)
    return slip.total + staying_eur + plan.retention_eur * poisson.cdf(allowed, lost)


@pytest.mark.parametrize("change", [{}, {"clawback": 1.0}, {"retention_share": 0.9}, {"pool": 0.1}, {"new": 0.2}])
@pytest.mark.parametrize("task", [HUNT, CARE, HELP])
def test_the_pay_of_a_unit_is_the_slope_of_the_expected_payslip(change, task):
    plan, effort = replace(PLAN, **change), EFFORTS[1]
    step = STEP * np.eye(4)[task]
    slope = [expected_pay(plan, one, SETTING.horizon_quarters) for one in (effort + step, effort - step)]
    claimed = unit_pay(plan, np.tile(effort, (3, 1)))[1, task] * euros.UNIT_EUR
    assert claimed == pytest.approx((slope[0] - slope[1]) / (2 * STEP), rel=1e-5)


def test_feedback_pays_its_bonus_now_and_better_bonds_of_all_customers_until_the_horizon():
    """A unit now keeps as many customers in each quarter; those kept in the first pay longest, in the last hardly."""
    plan, effort, horizon = replace(PLAN, retention_eur=0), EFFORTS, SETTING.horizon_quarters
    slope = slopes(effort)
    bonus_eur = plan.feedback_eur * euros.UNIT_DAYS / euros.REPORT_DAYS * STRENGTHS
    quarters = np.arange(horizon) + 0.5  # kept on average in the middle of a quarter
    customer_eur = SETTING.quarter_eur * (horizon - quarters).sum()
    territories = plan.renewal + plan.pool  # the pool of three territories, of which one gets a third
    claimed = unit_pay(plan, effort)[:, FEEDBACK] * euros.UNIT_EUR
    np.testing.assert_allclose(claimed, bonus_eur + slope.kept_by_quality * customer_eur * territories)


def test_feedback_moves_the_retention_bonus_in_each_quarter_until_the_horizon():
    slope, horizon = slopes(EFFORTS), SETTING.horizon_quarters
    tipping = poisson.pmf(np.floor(30 * 0.05), slope.leavers)
    with_bonus, without = (unit_pay(replace(PLAN, retention_eur=euro), EFFORTS)[:, FEEDBACK] for euro in (1_000, 0))
    gained = 1_000 * tipping * slope.kept_by_quality * horizon
    np.testing.assert_allclose((with_bonus - without) * euros.UNIT_EUR, gained)


TERMS = {
    "linear": {},
    "linear, clawback": {"clawback": 0.8},
    "accelerator": {"quota_eur": 20_000, "accelerator": 2.0},
    "cap": {"cap_eur": 30_000},
    "accelerator, clawback": {"quota_eur": 20_000, "accelerator": 2.0, "clawback": 0.8},
    "cap, clawback": {"cap_eur": 30_000, "clawback": 0.8},
}


@pytest.mark.parametrize("terms", TERMS)
def test_at_the_end_of_a_quarter_with_a_quota_the_seller_counts_on_the_expected_payslip(terms):
    plan = replace(PLAN, clawback=0.0, pool=0.0)
    plan = replace(plan, **TERMS[terms])
    slope, taste = slopes(EFFORTS), euros.taste(SETTING)
    kept = 1 - plan.clawback * slope.early[1]
    best, _gains, _effort = quarter_program(SETTING, plan, taste, np.zeros(4), slope.wins[1], 0.0, kept)
    orders = np.arange(len(best.value[-1]))
    quarter = Quarter(orders, 0.0, 0.0, orders * slope.early[1], 0.0, 0.0, 0.0)
    slip = payslip(SETTING, plan, quarter, plan.quota_eur, 0.0, euros.TEAM)
    np.testing.assert_allclose(best.value[-1] * euros.UNIT_EUR, slip.on_new + slip.clawback)


# Units


def test_units_are_the_documented_ones():
    assert euros.UNITS * euros.UNIT_DAYS == QUARTER_DAYS
    assert euros.taste(SETTING).most == euros.UNITS
    assert euros.taste(SETTING).base == (SETTING.base_effort,) * 4


def test_customers_of_the_start_have_been_there_for_two_years():
    """Bayes: who is still there after two years is more likely of a type that stays."""
    land = euros.ground(SETTING)
    yearly, weights = forest.types(SETTING.churn, SETTING.alike)
    stayed = weights * (1 - yearly) ** 2
    np.testing.assert_allclose(land.start_weights, stayed / stayed.sum())
    assert land.start_weights @ land.bonds < land.weights @ land.bonds
    # The Beta of those who stayed twice has alpha and beta + 2, so their churn of the next year is known.
    alpha, beta = SETTING.churn * SETTING.alike, (1 - SETTING.churn) * SETTING.alike
    assert land.start_weights @ yearly == pytest.approx(alpha / (alpha + beta + 2))


def test_exaggerated_promises_follow_the_highest_commission_that_the_seller_keeps():
    promise = euros.promise(SETTING, replace(PLAN, clawback=0.0))
    assert promise == pytest.approx(SETTING.temptation * PLAN.new)
    assert euros.promise(SETTING, replace(PLAN, clawback=1.0)) == 0
    fast = replace(PLAN, clawback=0.0, quota_eur=20_000, accelerator=2.0)
    assert euros.promise(SETTING, fast) == pytest.approx(2 * promise)
    assert euros.promise(replace(SETTING, temptation=5.0), replace(fast, new=0.4)) == 1


@pytest.mark.parametrize("months", [3, 24, 120])
def test_the_ground_speaks_of_months(months):
    land = euros.ground(replace(SETTING, recovery_months=months, referral=0.12, win=0.5, order_eur=20_000))
    assert land.recovery == pytest.approx(1 / months)
    assert land.referral == pytest.approx(0.12 / 12 / 0.5)  # contacts: only every second recommendation is won
    assert land.places == SETTING.customers + SETTING.prospects
    assert land.weights @ -np.expm1(-12 * land.bonds) == pytest.approx(SETTING.churn)


def test_the_days_of_feedback_that_halve_the_complaints_halve_them():
    land = replace(euros.ground(SETTING), decay=0.0)
    assert forest.next_quality(land, 0.0, SETTING.quality_days) == pytest.approx(0.5)


def test_every_lever_of_a_plan_is_covered_here():
    moved = {lever for lever, *_rest in MOVES} | {"fixed_eur", "quota_eur", "accelerator", "cap_eur", "ratchet"}
    assert moved | {"retention_share"} == {one.name for one in fields(Plan)}


def test_settings_that_do_not_fit_are_refused_before_anybody_answers():
    with pytest.raises(SettingError):
        replace(SETTING, new_cap_eur=10_000, new_quota_eur=20_000)
