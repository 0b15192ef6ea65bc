"""What a plan would have paid for quarters that a firm has had: known answers, and laws."""

from dataclasses import replace

import numpy as np
import pytest

from kit.exercises.incentives import PLANS, made, paid
from kit.exercises.incentives.model.backtest import Past, backtest
from kit.models.pay.setting import IncentiveSetting

SETTING = IncentiveSetting()
PAST = Past(*(np.array(one, float) for one in ([100e3, 60e3], [200e3, 220e3], [40, 42], [1, 3], [0, 10e3])))
OFF = made({})


def test_a_quota_with_accelerator_pays_more_above_it():
    """12 % of 100,000 and half as much again above 4 x 20,000; 12 % of 60,000, which is below."""
    found = backtest(SETTING, SETTING.old, PAST, 4)
    assert found.new_eur == pytest.approx((13_200 + 7_200) / 2)
    assert found.kept_eur == 0 and found.rest_eur == 4 * 9_000


def test_a_renewal_commission_pays_for_what_existing_customers_really_bought():
    found = backtest(SETTING, replace(OFF, renewal=0.05), PAST, 3)
    assert found.kept_eur == pytest.approx(0.05 * 210e3) and found.new_eur == found.rest_eur == 0


def test_a_pool_pays_the_same_per_euro_of_new_and_of_kept_revenue():
    found = backtest(SETTING, replace(OFF, pool=0.07), PAST, 5)
    assert (found.new_eur, found.kept_eur) == pytest.approx((0.07 * 80e3, 0.07 * 210e3)) and abs(found.rest_eur) < 1e-6


def test_a_retention_bonus_is_paid_in_quarters_in_which_enough_customers_stayed():
    found = backtest(SETTING, replace(OFF, retention_eur=1_000, retention_share=0.95), PAST, 2)
    assert found.kept_eur == 2 * 1_000 / 2  # 1 of 40 lost: paid; 3 of 42: not


def test_a_clawback_takes_back_no_more_than_was_paid():
    plan = replace(OFF, new=0.10, clawback=1.0)
    lost = replace(PAST, early_eur=np.array([0.0, 1e9]))
    assert backtest(SETTING, plan, PAST, 4).new_eur == pytest.approx((10_000 + 6_000 - 1_000) / 2)
    assert backtest(SETTING, plan, lost, 4).new_eur == pytest.approx(0)


def test_a_rising_quota_rises_from_what_was_above_it():
    plan = made(PLANS["rising"][1])  # 12 %, twice as much above 20,000, next quota half of what was above it higher
    past = Past(*(np.array(one, float) for one in ([40e3, 40e3], [0, 0], [10, 10], [0, 0], [0, 0])))
    assert backtest(SETTING, plan, past, 1).new_eur == pytest.approx(0.12 * ((40 + 20) + (40 + 10)) * 1000 / 2)


def test_what_a_customer_buys_in_the_setting_changes_nothing_of_the_past():
    other = replace(SETTING, order_eur=50_000)
    for _label, changed in PLANS.values():
        one, two = (backtest(setting, made(changed), PAST, 4) for setting in (SETTING, other))
        assert (one.new_eur, one.kept_eur, one.rest_eur) == pytest.approx((two.new_eur, two.kept_eur, two.rest_eur))


def test_the_own_plan_stands_first_and_the_nine_from_practice_after_it_with_behaviour_beside():
    found = paid(
        SETTING, {name: getattr(PAST, name) for name in ("new_eur", "kept_eur", "customers", "lost", "early_eur")}, 4
    )
    assert len(found) == 1 + len(PLANS) and [one.is_own for one in found] == [True] + [False] * len(PLANS)
    for one in found:
        new_days, kept_days, of = one.behaviour
        assert new_days >= 0 and kept_days >= 0 and new_days + kept_days <= of == 60
