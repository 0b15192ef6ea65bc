"""Who works under a plan: known answers of what is counted on, and what a plan costs for which nobody works."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from kit.exercises.incentives import LABORATORY
from kit.models.pay.firm import draw, simulate
from kit.models.pay.participation import expected_pay_eur, staying, usual_pay_eur
from kit.models.pay.payslip import Payslip
from kit.models.pay.setting import LEVERS, STAYS_FROM, STILL_BOUGHT, IncentiveSetting, Plan

SETTING = IncentiveSetting()
NOTHING = Plan(**{name: lever.default for name, lever in LEVERS.items()})
REPETITIONS = 20


def salary(eur: int) -> Plan:
    return replace(NOTHING, fixed_eur=eur)


def kept(setting: IncentiveSetting, plan: Plan) -> np.ndarray:
    """What is left for the firm, (repetitions,)."""
    return simulate(setting, plan, draw(setting, REPETITIONS)).profit_eur.sum(axis=0)


# What a seller counts on


@given(strategies.integers(0, 30_000))
@settings(max_examples=20, deadline=None)
def test_of_a_salary_just_the_salary_is_counted_on(eur):
    np.testing.assert_allclose(expected_pay_eur(SETTING, salary(eur)), eur)


def test_a_commission_is_counted_on_for_the_orders_that_the_effort_brings():
    plan = replace(NOTHING, new=0.10)
    years = simulate(
        SETTING,
        replace(SETTING.new, new=0.10, renewal=0.0, feedback_eur=0, pool=0.0, clawback=0.0, retention_eur=0),
        draw(SETTING, 1),
    )
    wins = SETTING.wins * np.array(SETTING.strengths) * years.response.effort[:, 0]
    np.testing.assert_allclose(expected_pay_eur(SETTING, plan), 0.10 * SETTING.order_eur * wins, rtol=1e-4)


def test_what_is_counted_on_is_near_what_the_first_quarter_pays():
    """A little less: a seller does not count on recommendations and on the help of colleagues."""
    for plan in (SETTING.old, SETTING.new):
        first = simulate(SETTING, plan, draw(SETTING, 300)).pay_eur[0].mean(axis=1)
        np.testing.assert_allclose(expected_pay_eur(SETTING, plan), first, rtol=0.06)


@pytest.mark.parametrize("lever", ["fixed_eur", "new", "renewal", "feedback_eur", "help_eur", "pool", "retention_eur"])
def test_more_of_any_lever_is_never_less_to_count_on(lever):
    more = replace(SETTING.new, **{lever: getattr(SETTING.new, lever) + (0.02 if LEVERS[lever].percent else 500)})
    assert (expected_pay_eur(SETTING, more) >= expected_pay_eur(SETTING, SETTING.new)).all()


# Who works for it


def test_at_the_start_and_with_every_plan_from_practice_nobody_leaves():
    for plan in (
        SETTING.old,
        SETTING.new,
        *(IncentiveSetting(**one.changes).new for one in LABORATORY.shelves[1].presets),
    ):
        assert staying(SETTING, plan).all()


def test_each_seller_leaves_just_below_the_share_of_what_is_usual_for_that_strength():
    for seller, bound in enumerate(STAYS_FROM.default * usual_pay_eur()):
        assert staying(SETTING, salary(int(np.ceil(bound))))[seller]
        assert not staying(SETTING, salary(int(bound)))[seller]


# What it does to the firm


@pytest.mark.parametrize("years", range(1, 6))
@pytest.mark.parametrize("chance", [1, 2, 3])
def test_with_a_plan_that_pays_nothing_the_firm_keeps_less_than_with_the_old_one(years, chance):
    setting = IncentiveSetting(years=years, chance=chance)
    assert (kept(setting, NOTHING) < kept(setting, setting.old)).all()


def test_an_empty_desk_is_paid_nothing_wins_only_by_recommendation_and_loses_as_without_care():
    years = simulate(replace(SETTING, referral=0.0), NOTHING, draw(SETTING, REPETITIONS))
    assert not years.staying.any() and not years.pay_eur.any() and not years.won.any() and not years.premium_eur.any()
    assert (years.felt == 1).all()  # nobody was visited for a year
    margin = SETTING.margin * SETTING.order_eur / 4 * STILL_BOUGHT.default
    at_start = np.concatenate([np.full_like(years.customers[:1], SETTING.customers), years.customers[:-1]])
    np.testing.assert_allclose(years.profit_eur, margin * (at_start + years.customers).sum(axis=1) / 2)


def test_where_one_desk_is_empty_the_others_are_worked_and_paid():
    plan = salary(9_000)  # less than the strong seller works for
    years = simulate(SETTING, plan, draw(SETTING, REPETITIONS))
    assert years.staying.tolist() == [True, True, False]
    np.testing.assert_allclose(years.pay_eur[:, :2], 9_000)
    assert not years.pay_eur[:, 2].any() and years.won[:, 2].sum() < years.won[:, 0].sum()


def test_the_lines_of_an_empty_desk_are_all_zero():
    years = simulate(SETTING, replace(NOTHING, pool=0.01), draw(SETTING, 3))
    assert not any(np.any(getattr(years.slips, one.name)) for one in fields(Payslip))
