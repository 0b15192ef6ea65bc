"""How plans are gamed: what closes a loophole, known best uses, and each trick once more without arrays."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson as scipy_poisson

from kit.exercises.incentives.model.loopholes import DISCOUNTS, MOST_MOVED, TRICKS, WORTHWHILE_EUR, loopholes
from kit.models.pay import euros
from kit.models.pay.firm import kept_customers
from kit.models.pay.quota import paths
from kit.models.pay.sellers import best_response, commission_eur, quarter_program
from kit.models.pay.setting import SELLERS, IncentiveSetting, Plan
from kit.parameters import parameters

SETTING = IncentiveSetting()
LINEAR = Plan(
    fixed_eur=5_000,
    new=0.12,
    renewal=0.0,
    feedback_eur=0,
    help_eur=0,
    pool=0.0,
    clawback=0.0,
    quota_eur=0,
    accelerator=1.0,
    cap_eur=0,
    ratchet=0.0,
    retention_eur=0,
    retention_share=0.95,
)
QUOTA = replace(LINEAR, quota_eur=20_000, accelerator=2.0)
RATCHET = replace(QUOTA, accelerator=3.0, ratchet=0.8)
MIDDLE, STRONG = 1, 2


def tricks(plan, seller=MIDDLE, setting=SETTING, response=None):
    """The loopholes by the name of their trick."""
    return {one.trick: one for one in loopholes(setting, plan, seller, response)}


def gain(trick, plan, seller=MIDDLE, setting=SETTING, response=None):
    return tricks(plan, seller, setting, response)[trick].gain_eur


def slopes(response):
    return euros.slopes(SETTING, euros.ground(SETTING), response.effort, np.array(SETTING.strengths))


# What every answer keeps


@st.composite
def situations(draw):
    """A plan of any levers and a few assumptions that tricks depend on."""
    declared = parameters(IncentiveSetting)

    def any_of(name):
        return declared[name].at(draw(st.integers(0, declared[name].size - 1)))

    values = {name: any_of(name) for name in declared if name.startswith("new_")}
    free = ("elasticity", "pull_discount", "rewin", "wins", "customers", "horizon_quarters", "churn", "spread")
    values |= {name: any_of(name) for name in free}
    if values["new_cap_eur"]:
        values["new_cap_eur"] = max(values["new_cap_eur"], values["new_quota_eur"])
    if values["new_new"] * values["new_accelerator"] + values["new_pool"] > 1:
        values["new_accelerator"] = 1.0
    return IncentiveSetting(**values)


@given(situations(), st.integers(0, 2))
@settings(max_examples=40, deadline=None)
def test_gains_are_never_negative_and_come_the_largest_first(setting, seller):
    found = loopholes(setting, setting.new, seller)
    gains = [one.gain_eur for one in found]
    assert sorted(one.trick for one in found) == sorted(TRICKS)
    assert gains == sorted(gains, reverse=True)
    assert min(gains) >= 0 and np.isfinite(gains).all()
    for one in found:
        assert 0 <= one.quarters <= 100 and 0 <= one.orders <= MOST_MOVED and 0 <= one.share <= 0.6
        assert 0 <= one.days <= 60
        assert one.trick == "discount" or one.cost_eur >= 0
        assert one.gain_eur or not one.cost_eur


@given(situations(), st.integers(0, 2))
@settings(max_examples=25, deadline=None)
def test_letting_customers_down_for_new_ones_never_costs_the_firm_less_than_nothing(setting, seller):
    assert tricks(setting.new, seller, setting)["cherry"].cost_eur >= 0


# What closes a loophole


@pytest.mark.parametrize("seller", range(len(SELLERS)))
def test_a_plan_without_commission_is_not_gamed_at_all(seller):
    fixed = replace(LINEAR, new=0.0)
    for plan in (fixed, replace(fixed, quota_eur=20_000, accelerator=3.0, ratchet=1.0), replace(fixed, renewal=0.1)):
        assert not any(one.gain_eur for one in loopholes(SETTING, plan, seller))


@pytest.mark.parametrize("levers", [{}, {"pool": 0.1}, {"clawback": 0.5}, {"quota_eur": 20_000}, {"renewal": 0.03}])
@pytest.mark.parametrize("trick", ["pull", "push", "sandbag"])
def test_under_a_linear_plan_moving_orders_in_time_pays_nothing(levers, trick):
    for seller in range(3):
        one = tricks(replace(LINEAR, **levers), seller)[trick]
        assert (one.gain_eur, one.cost_eur, one.orders, one.quarters) == (0, 0, 0, 0)


def test_an_accelerator_opens_pulling_and_pushing():
    assert gain("pull", QUOTA) > 100
    assert gain("push", QUOTA) > 100


def test_holding_orders_back_needs_a_quota_that_follows_the_result_and_an_accelerator():
    steep = replace(RATCHET, accelerator=4.0, ratchet=1.0)
    assert gain("sandbag", steep, STRONG) > 100
    for change in ({"ratchet": 0.0}, {"accelerator": 1.0}, {"quota_eur": 0}):
        assert gain("sandbag", replace(steep, **change), STRONG) == 0


def test_holding_orders_back_pays_more_the_further_the_seller_looks_ahead():
    response = best_response(SETTING, RATCHET)
    settings_ahead = [replace(SETTING, horizon_quarters=ahead) for ahead in (1, 4, 8)]
    gains = [gain("sandbag", RATCHET, setting=setting, response=response) for setting in settings_ahead]
    assert gains == sorted(gains)
    assert gains[-1] > gains[0]


def test_renewal_commission_closes_winning_customers_anew_at_the_known_rate():
    """Letting go pays while rewin (new + renewal / 2) > renewal: at 12 % and one half, below 8 %."""
    response = best_response(SETTING, LINEAR)
    gains = [gain("rewin", replace(LINEAR, renewal=rate), response=response) for rate in (0.0, 0.04, 0.079, 0.081, 0.1)]
    each = [0.5 * (1_200 + 10_000 * rate / 2) - 10_000 * rate for rate in (0.0, 0.04, 0.079)]
    assert gains == pytest.approx([2 * one for one in each] + [0, 0])


def test_a_customer_who_cannot_be_won_back_is_not_let_go():
    assert gain("rewin", LINEAR, setting=replace(SETTING, rewin=0.0)) == 0
    assert gain("rewin", LINEAR, setting=replace(SETTING, rewin=1.0)) == pytest.approx(2 * 1_200)


@pytest.mark.parametrize("rewin", [0.2, 0.5, 1.0])
def test_a_customer_let_go_costs_the_margin_of_a_year_or_of_half_a_year_if_won_back(rewin):
    one = tricks(LINEAR, setting=replace(SETTING, rewin=rewin))["rewin"]
    assert one.orders == 2
    assert one.cost_eur == pytest.approx(2 * SETTING.margin_eur * (1 - rewin + rewin / 2))


def test_a_clawback_makes_winning_anew_pay_less_by_those_who_leave_early():
    response = best_response(SETTING, LINEAR)
    early = slopes(response).early[MIDDLE]
    gains = [gain("rewin", replace(LINEAR, clawback=back), response=response) for back in (0.0, 0.5, 1.0)]
    assert gains == pytest.approx([1_200, 1_200 * (1 - early / 2), 1_200 * (1 - early)])


@pytest.mark.parametrize("share", [0.95, 0.9, 1.0])
def test_a_retention_bonus_is_lost_with_the_chance_that_this_customer_is_one_too_many(share):
    """Two customers a year are let go, each lost in one quarter, besides those who leave a quarter anyway."""
    response = best_response(SETTING, LINEAR)
    leavers = slopes(response).leavers[MIDDLE]
    allowed = np.floor(SETTING.customers * (1 - share) + 1e-9)
    bonus = 200
    fall = gain("rewin", LINEAR, response=response)
    fall -= gain("rewin", replace(LINEAR, retention_eur=bonus, retention_share=share), response=response)
    tipping = scipy_poisson.cdf(allowed, leavers) - scipy_poisson.cdf(allowed - 1, leavers)
    assert fall == pytest.approx(2 * bonus * tipping)


def test_pay_for_care_closes_chasing_new_customers_on_days_of_care():
    greedy, balanced = replace(LINEAR, new=0.3), replace(LINEAR, new=0.08, renewal=0.2, retention_eur=2_000)
    assert gain("cherry", greedy, STRONG) > 1_000
    assert gain("cherry", balanced, STRONG) < 100


# Known best uses


@pytest.mark.parametrize("elasticity", [1.2, 1.5, 2.0, 3.0, 5.0])
@pytest.mark.parametrize("change", [{}, {"wins": 6.0}])
def test_the_best_discount_of_a_commission_on_sales_is_the_known_one(elasticity, change):
    """Sales (1 + eta d)(1 - d) are largest at d = (eta - 1) / (2 eta)."""
    setting = replace(SETTING, elasticity=elasticity, **change)
    response = best_response(setting, LINEAR)
    one = tricks(LINEAR, STRONG, setting, response)["discount"]
    best = (elasticity - 1) / (2 * elasticity)
    assert one.share == pytest.approx(best, abs=(DISCOUNTS[1] - DISCOUNTS[0]) / 2 + 1e-9)
    orders = setting.wins * setting.strengths[STRONG] * response.effort[STRONG, 0]
    sales = orders * setting.order_eur * ((1 + elasticity * one.share) * (1 - one.share) - 1)
    assert one.gain_eur == pytest.approx(4 * 0.12 * sales, rel=0.01)
    margin = orders * setting.order_eur * (0.4 - (0.4 - one.share) * (1 + elasticity * one.share))
    assert one.cost_eur == pytest.approx(4 * margin, rel=0.01)


@pytest.mark.parametrize("elasticity", [0.0, 0.5, 1.0])
def test_customers_who_hardly_buy_more_for_less_get_no_discount(elasticity):
    one = tricks(LINEAR, setting=replace(SETTING, elasticity=elasticity))["discount"]
    assert (one.gain_eur, one.cost_eur, one.share) == (0, 0, 0)


def test_pulling_pays_less_the_dearer_the_discount():
    response = best_response(SETTING, QUOTA)
    discounts = (0.0, 0.1, 0.2, 0.4, 0.6)
    gains = [gain("pull", QUOTA, setting=replace(SETTING, pull_discount=one), response=response) for one in discounts]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > gains[1] > gains[2] > 0


@pytest.mark.parametrize(("times", "most"), [(1.5, 1 / 3), (2.0, 1 / 2)])
def test_no_discount_beyond_the_break_even_is_given_to_pull_an_order(times, most):
    """12 % to 18 %: up to a third; 12 to 24 %: up to a half; with orders of any number already in."""
    plan = replace(QUOTA, accelerator=times)
    assert gain("pull", plan, setting=replace(SETTING, pull_discount=round(most + 0.01, 2))) == 0
    assert gain("pull", plan, setting=replace(SETTING, pull_discount=round(most * 0.4, 2))) > 0


# Each trick once more, order by order


def ends(plan, seller, setting=SETTING):
    """How likely each number of orders is at the end of a quarter with a quota, and the response behind it."""
    response = best_response(setting, plan)
    slope = euros.slopes(setting, euros.ground(setting), response.effort, np.array(setting.strengths))
    pool_eur = euros.order_eur(setting, plan, slope, 0.0)[seller]
    kept = 1 - plan.clawback * slope.early[seller]
    best, gains, _effort = quarter_program(
        setting, plan, euros.taste(setting), response.pay[seller], slope.wins[seller], pool_eur, kept
    )
    return paths(best.policy, gains)[-1], kept


def best_move(options):
    """How many to move and what it brings; what brings less than is worth the trouble is left."""
    worthwhile = [(value, -moved) for moved, value in enumerate(options) if value >= WORTHWHILE_EUR]
    value, moved = max(worthwhile, default=(0.0, 0))
    return value, -moved


@pytest.mark.parametrize("plan", [QUOTA, RATCHET, replace(QUOTA, cap_eur=30_000), replace(RATCHET, clawback=0.5)])
@pytest.mark.parametrize("seller", range(3))
def test_moving_orders_brings_what_it_brings_order_by_order(plan, seller):
    likely, kept = ends(plan, seller)
    size, discount, margin = SETTING.order_eur, SETTING.pull_discount, SETTING.margin * SETTING.order_eur

    def pay(orders, quota=plan.quota_eur):
        return max(0.0, float(commission_eur(plan, orders * size, quota)) - (1 - kept) * plan.new * orders * size)

    def next_quota(orders):
        return plan.quota_eur + plan.ratchet * max(0, orders * size - plan.quota_eur)

    def two_quarters(first, second):
        return pay(first) + pay(second, next_quota(first))

    def pulled(now, then, moved):
        moved = min(moved, then)
        return two_quarters(now + moved * (1 - discount), then - moved), moved * discount * size

    def pushed(now, then, moved):
        moved = min(moved, now)
        return two_quarters(now - moved, then + moved), moved * margin / 4

    for trick, move in (("pull", pulled), ("push", pushed)):
        gained = cost = share = 0.0
        for now, chance in enumerate(likely):
            honest = sum(p * two_quarters(now, then) for then, p in enumerate(likely))
            moves = range(MOST_MOVED + 1)
            options = [sum(p * move(now, then, moved)[0] for then, p in enumerate(likely)) - honest for moved in moves]
            value, moved = best_move(options)
            gained, share = gained + chance * value, share + chance * (moved > 0)
            cost += chance * sum(p * move(now, then, moved)[1] for then, p in enumerate(likely))
        one = tricks(plan, seller)[trick]
        assert one.gain_eur == pytest.approx(4 * gained, abs=1e-4)
        assert one.cost_eur == pytest.approx(4 * cost, abs=1e-4)
        assert one.quarters == round(100 * share)

    def held_back(now, held):
        orders, ahead = max(now - held, 0), SETTING.horizon_quarters
        return pay(orders) + ahead * sum(p * pay(then, next_quota(orders)) for then, p in enumerate(likely))

    gained = cost = 0.0
    for now, chance in enumerate(likely):
        value, held = best_move([held_back(now, held) - held_back(now, 0) for held in range(MOST_MOVED + 1)])
        gained, cost = gained + chance * value, cost + chance * min(held, now) * margin
    one = tricks(plan, seller)["sandbag"]
    assert one.gain_eur == pytest.approx(4 * gained, abs=1e-4)
    assert one.cost_eur == pytest.approx(4 * cost, abs=1e-4)


def test_chasing_new_customers_costs_the_margin_of_those_whom_care_would_have_kept():
    plan = replace(LINEAR, new=0.3)
    response = best_response(SETTING, plan)
    one = tricks(plan, STRONG, response=response)["cherry"]
    chosen = response.days[STRONG]
    both = chosen[:2].sum()
    ways = np.array([[both - care, care, *chosen[2:]] for care in np.linspace(0, both, 1001)])
    kept = kept_customers(SETTING, ways)
    wish = ways[kept.argmax(), 1] - chosen[1]
    assert wish > 5
    assert one.days == pytest.approx(wish, abs=1.5)
    lost = kept.max() - kept_customers(SETTING, chosen[None])[0]
    assert one.cost_eur == pytest.approx(SETTING.margin_eur * lost, rel=0.02)
    # Under this plan only hunting is paid: the gain is the commission of the days that were moved.
    wins = SETTING.wins * SETTING.strengths[STRONG] * wish / 20
    assert one.gain_eur == pytest.approx(4 * wins * 0.3 * SETTING.order_eur, rel=0.05)


def test_what_chasing_loses_is_the_pay_for_care_on_the_way():
    plan = replace(LINEAR, new=0.3, renewal=0.12)
    response = best_response(SETTING, plan)
    one = tricks(plan, STRONG, response=response)["cherry"]
    chosen = response.days[STRONG]
    both = chosen[:2].sum()
    ways = np.array([[both - care, care, *chosen[2:]] for care in np.linspace(0, both, 41)])
    wish = ways[kept_customers(SETTING, ways).argmax()]
    moved = np.zeros((3, 4))
    moved[STRONG] = (wish - chosen) / 20
    on_the_way = response.effort + np.linspace(0, 1, 201)[:, None, None] * moved
    land, strengths = euros.ground(SETTING), np.array(SETTING.strengths)
    pays = [
        euros.unit_pay(SETTING, plan, euros.slopes(SETTING, land, effort, strengths), effort, strengths)[STRONG]
        for effort in on_the_way
    ]
    care_eur, hunt_eur = np.mean([pay[1] for pay in pays]), pays[0][0]
    units = moved[STRONG, 1]
    assert care_eur > 0.1 * hunt_eur
    assert one.gain_eur == pytest.approx(4 * 2_500 * units * (hunt_eur - care_eur), rel=0.01)


def test_chasing_with_a_quota_brings_the_expected_commission_of_the_orders_more():
    response = best_response(SETTING, QUOTA)
    one = tricks(QUOTA, STRONG, response=response)["cherry"]
    wins = SETTING.wins * SETTING.strengths[STRONG]
    chosen = response.effort[STRONG]
    orders = np.arange(200)
    paid = commission_eur(QUOTA, orders * SETTING.order_eur)

    def expected(hunt):
        return scipy_poisson.pmf(orders, wins * hunt) @ paid

    both = chosen[:2].sum()
    ways = np.array([[both - care, care, *chosen[2:]] for care in np.linspace(0, both, 41)])
    wish = ways[kept_customers(SETTING, ways * 20).argmax()]
    assert one.gain_eur == pytest.approx(4 * (expected(chosen[0]) - expected(wish[0])), rel=1e-3)


def test_the_response_may_be_given_or_is_found():
    response = best_response(SETTING, QUOTA)
    assert loopholes(SETTING, QUOTA, MIDDLE) == loopholes(SETTING, QUOTA, MIDDLE, response)


def test_the_default_plans_are_gamed_as_the_exercise_says():
    """The old plan more than the new one: it is what the finder is there to show."""
    old, new = (sum(one.gain_eur for one in loopholes(SETTING, plan, MIDDLE)) for plan in (SETTING.old, SETTING.new))
    assert old > 3 * new
