"""The payslip: known answers line by line, lines that add up, and what no plan may do."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.models.pay.payslip import Payslip, Quarter, payslip
from kit.models.pay.sellers import commission_eur, next_quota
from kit.models.pay.setting import IncentiveSetting, Plan

SETTING = IncentiveSetting(order_eur=10_000)
TEAM = 3
NOTHING = Plan(**{one.name: 0 for one in fields(Plan)})
QUARTER = Quarter(orders=3.0, customers=30.0, lost=1.0, early=0.0, reports=4.0, help_days=6.0, team_eur=300_000.0)
LINES = [one.name for one in fields(Payslip)]


def slip(quarter=QUARTER, risen_eur=None, still_to_claw=0.0, **levers) -> Payslip:
    """The payslip of a quarter under a plan that has only these levers."""
    plan = replace(NOTHING, **{"accelerator": 1.0} | levers)
    quota = float(plan.quota_eur) if risen_eur is None else risen_eur
    return payslip(SETTING, plan, quarter, quota, still_to_claw, TEAM)


# Known answers


@pytest.mark.parametrize(
    ("levers", "line", "paid"),
    [
        ({"fixed_eur": 9_000}, "fixed", 9_000),
        ({"new": 0.10}, "new", 3_000),
        ({"renewal": 0.03}, "renewal", 0.03 * 2_500 * 29),
        ({"feedback_eur": 50}, "feedback", 200),
        ({"help_eur": 20}, "help", 120),
        ({"pool": 0.02}, "pool", 0.02 * 300_000 / 3),
        ({"retention_eur": 500, "retention_share": 0.95}, "retention", 500),
    ],
)
def test_each_lever_alone_pays_its_own_line_and_nothing_else(levers, line, paid):
    one = slip(**levers)
    assert getattr(one, line) == pytest.approx(paid)
    assert one.total == pytest.approx(paid)


@pytest.mark.parametrize(
    ("orders", "paid"), [(0, 0), (1, 1_000), (2, 2_000), (2.5, 2_750), (3, 3_500), (5, 6_500), (9, 6_500)]
)
def test_commission_bends_at_the_quota_and_ends_at_the_cap(orders, paid):
    """10 % up to 20,000 EUR, 15 % from there, nothing beyond 50,000 EUR."""
    levers = {"new": 0.10, "quota_eur": 20_000, "accelerator": 1.5, "cap_eur": 50_000}
    one = slip(replace(QUARTER, orders=orders), **levers)
    assert one.on_new == pytest.approx(paid)
    assert commission_eur(replace(NOTHING, **levers), np.array(orders * 10_000.0)) == pytest.approx(paid)


def test_the_lines_say_what_the_accelerator_added_and_what_the_cap_took():
    many = replace(QUARTER, orders=9)
    one = slip(many, new=0.10, quota_eur=20_000, accelerator=1.5, cap_eur=50_000)
    assert [float(part) for part in (one.new, one.accelerator, one.capped)] == [9_000, 3_500, -6_000]


def test_without_a_quota_nothing_is_accelerated():
    assert slip(new=0.10, accelerator=2.0).accelerator == 0 and slip(new=0.10, accelerator=2.0).total == pytest.approx(
        3_000
    )


def test_a_quota_that_has_risen_counts_instead_of_the_one_in_the_plan():
    levers = {"new": 0.10, "quota_eur": 20_000, "accelerator": 2.0}
    assert slip(risen_eur=20_000.0, **levers).accelerator == pytest.approx(1_000)
    assert slip(risen_eur=25_000.0, **levers).accelerator == pytest.approx(500)


@pytest.mark.parametrize(("lost", "paid"), [(0, 500), (1, 500), (2, 0)])
def test_the_retention_bonus_is_paid_while_at_least_the_named_share_stays(lost, paid):
    """Of 30 customers 95 % are 28.5: one may go."""
    assert slip(replace(QUARTER, lost=lost), retention_eur=500, retention_share=0.95).retention == paid


@pytest.mark.parametrize(("share", "allowed"), [(0.9, 2), (0.8, 4), (0.95, 1), (1.0, 0)])
def test_a_share_that_is_reached_exactly_is_reached(share, allowed):
    """20 customers: rounding takes nobody's bonus."""
    lost = np.arange(8)
    paid = slip(replace(QUARTER, customers=20.0, lost=lost), retention_eur=100, retention_share=share).retention
    np.testing.assert_array_equal(paid > 0, lost <= allowed)


def test_customers_who_leave_early_take_back_what_they_brought():
    one = slip(replace(QUARTER, early=2), still_to_claw=9_000.0, new=0.10, clawback=0.5)
    assert one.clawback == -1_000
    assert one.total == 2_000


def test_a_clawback_takes_back_no_more_than_was_paid():
    idle = replace(QUARTER, orders=0, early=4)
    assert slip(idle, still_to_claw=700.0, new=0.10, clawback=1.0).clawback == -700
    assert slip(replace(QUARTER, orders=1, early=4), still_to_claw=700.0, new=0.10, clawback=1.0).clawback == -1_700


# Pulling an order into the quarter in which it pays more

BREAK_EVEN = [(0.05, 1.5, 1 / 3), (0.05, 2.0, 1 / 2), (0.10, 4.0, 3 / 4)]


@pytest.mark.parametrize(("low", "times", "most"), BREAK_EVEN)
def test_an_order_pulled_over_the_quota_pays_up_to_the_known_discount(low, times, most):
    """5 % to 7.5 %: discounts up to a third pay; 5 to 10 %: up to a half."""
    plan = replace(NOTHING, new=low, quota_eur=20_000, accelerator=times)

    def gain(discount):
        now, then = 20_000.0, 10_000.0  # this quarter is at the quota, the next one would stay below it
        honest = commission_eur(plan, now) + commission_eur(plan, then)
        return commission_eur(plan, now + (1 - discount) * 10_000) + commission_eur(plan, then - 10_000) - honest

    assert gain(most) == pytest.approx(0, abs=1e-9)
    assert gain(most - 0.01) > 0 > gain(most + 0.01)


def test_under_one_rate_a_pulled_order_loses_exactly_its_discount():
    plan = replace(NOTHING, new=0.08, accelerator=1.0)
    moved = commission_eur(plan, 20_000.0 + 0.9 * 10_000) + commission_eur(plan, 0.0)
    assert moved - commission_eur(plan, 20_000.0) - commission_eur(plan, 10_000.0) == pytest.approx(-0.08 * 1_000)


# The quota of the next quarter

RATCHET = replace(NOTHING, new=0.1, quota_eur=20_000, accelerator=2.0, ratchet=0.5)


@pytest.mark.parametrize(("orders", "quota"), [(0, 20_000), (2, 20_000), (3, 25_000), (6, 40_000)])
def test_the_quota_rises_by_the_share_of_what_was_above_it(orders, quota):
    assert next_quota(RATCHET, SETTING, orders, 20_000.0) == quota


def test_a_quota_that_has_risen_rises_from_where_it_is():
    assert next_quota(RATCHET, SETTING, 6, 40_000.0) == 50_000
    assert next_quota(RATCHET, SETTING, 1, 40_000.0) == 40_000


def test_without_a_quota_nothing_rises():
    assert next_quota(replace(RATCHET, quota_eur=0), SETTING, 6, 0.0) == 0


# Laws

rate = st.floats(0, 0.4)
plans = st.builds(
    Plan,
    fixed_eur=st.integers(0, 30_000),
    new=rate,
    renewal=st.floats(0, 0.2),
    feedback_eur=st.integers(0, 500),
    help_eur=st.integers(0, 300),
    pool=st.floats(0, 0.2),
    clawback=st.floats(0, 1),
    quota_eur=st.sampled_from([0, 5_000, 20_000, 100_000]),
    accelerator=st.floats(1, 4),
    cap_eur=st.sampled_from([0, 100_000, 150_000]),
    ratchet=st.floats(0, 1),
    retention_eur=st.integers(0, 5_000),
    retention_share=st.floats(0.8, 1),
)
count = st.integers(0, 40)
quarters = st.builds(
    lambda orders, customers, left, early, reports, days, team: Quarter(
        float(orders), float(customers), float(min(left, customers)), float(early), reports, days, float(team)
    ),
    count,
    count,
    count,
    count,
    st.floats(0, 40),
    st.floats(0, 60),
    st.integers(0, 10**6),
)


def paid(plan, quarter, still=0.0, quota=None):
    return payslip(SETTING, plan, quarter, float(plan.quota_eur) if quota is None else quota, still, TEAM)


@given(plans, quarters, st.floats(0, 50_000))
def test_the_lines_add_up_and_only_cap_and_clawback_take(plan, quarter, still):
    one = paid(plan, quarter, still)
    lines = {name: float(getattr(one, name)) for name in LINES}
    assert one.total == pytest.approx(sum(lines.values()))
    assert one.on_new == pytest.approx(lines["new"] + lines["accelerator"] + lines["capped"])
    taking = lines.pop("capped"), lines.pop("clawback")
    assert max(taking) <= 1e-9
    assert min(lines.values()) >= 0
    assert 0 <= -taking[1] <= still + one.on_new + 1e-6


@given(plans, st.floats(0, 100_000), st.floats(0, 50_000))
def test_what_is_paid_on_new_business_is_the_commission_of_the_plan_that_the_seller_answers_to(plan, quota, new_eur):
    one = paid(plan, replace(QUARTER, orders=new_eur / SETTING.order_eur), quota=quota if plan.quota_eur else 0.0)
    assert one.on_new == pytest.approx(commission_eur(plan, new_eur, quota if plan.quota_eur else 0.0), abs=1e-6)


@given(plans, st.integers(0, 40))
def test_beyond_the_cap_no_order_pays_anything(plan, orders):
    cap = plan.cap_eur or 100_000
    plan = replace(plan, cap_eur=cap)
    at_cap = commission_eur(plan, float(cap))
    assert commission_eur(plan, cap + orders * 10_000.0) == pytest.approx(at_cap)
    assert commission_eur(plan, orders * 10_000.0) <= at_cap + 1e-9


@given(plans, st.floats(0, 200_000), st.floats(0, 50_000))
def test_more_new_business_never_pays_less(plan, new_eur, more):
    assert commission_eur(plan, new_eur + more) >= commission_eur(plan, new_eur) - 1e-9


@given(plans, st.lists(quarters, min_size=TEAM, max_size=TEAM))
def test_the_team_bonus_paid_is_the_pool(plan, sellers):
    sales = 123_456.0
    slips = [paid(plan, replace(one, team_eur=sales)) for one in sellers]
    assert sum(float(one.pool) for one in slips) == pytest.approx(plan.pool * sales)


@given(plans, st.lists(quarters, min_size=1, max_size=12))
def test_over_any_quarters_no_more_is_clawed_back_than_was_paid(plan, years):
    still, paid_so_far, back = 0.0, 0.0, 0.0
    for quarter in years:
        one = paid(plan, quarter, still)
        still += one.on_new + one.clawback
        paid_so_far, back = paid_so_far + one.on_new, back - one.clawback
        assert back <= paid_so_far + 1e-6


def test_many_sellers_and_repetitions_are_paid_as_one_by_one():
    chance = np.random.default_rng(1)
    plan = replace(RATCHET, cap_eur=60_000, clawback=0.5, renewal=0.02, retention_eur=300, retention_share=0.95)
    figures = [chance.integers(0, 9, (2, 5)) for _figure in fields(Quarter)]
    quota, still = chance.uniform(2e4, 4e4, (2, 5)), chance.uniform(0, 1e4, (2, 5))
    many = payslip(SETTING, plan, Quarter(*figures), quota, still, TEAM)
    for place in np.ndindex(2, 5):
        single = payslip(SETTING, plan, Quarter(*(one[place] for one in figures)), quota[place], still[place], TEAM)
        for line in LINES:
            assert getattr(many, line)[place] == pytest.approx(float(getattr(single, line)))
            assert getattr(many, line).shape == (2, 5)
