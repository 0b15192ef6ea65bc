"""The setting of the incentive exercise: levers that do not fit say by how much, and plans go in and come out."""

from dataclasses import asdict, fields, replace

import pytest

from kit.errors import SettingError
from kit.messages import Message
from kit.models.pay.setting import LEVERS, NEW, OLD, IncentiveSetting, Plan
from kit.parameters import levers, parameters

SETTING = IncentiveSetting()
DECLARED = parameters(IncentiveSetting)
PLAN = Plan(
    fixed_eur=4_000,
    new=0.11,
    renewal=0.02,
    feedback_eur=25,
    help_eur=10,
    pool=0.03,
    clawback=0.2,
    quota_eur=25_000,
    accelerator=1.3,
    cap_eur=60_000,
    ratchet=0.1,
    retention_eur=700,
    retention_share=0.9,
)


def with_plan(side, plan):
    return replace(SETTING, **{f"{side}_{name}": value for name, value in asdict(plan).items()})


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_plan_that_goes_into_a_setting_comes_out_again(side):
    setting = with_plan(side, PLAN)
    assert getattr(setting, side) == PLAN
    other = "new" if side == "old" else "old"
    assert getattr(setting, other) == getattr(SETTING, other)


def test_the_two_plans_have_the_same_levers_and_nothing_else_belongs_to_one():
    names = tuple(one.name for one in fields(Plan))
    assert tuple(LEVERS) == names
    assert levers(IncentiveSetting, OLD) == tuple(f"old_{name}" for name in names)
    assert levers(IncentiveSetting, NEW) == tuple(f"new_{name}" for name in names)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_has_the_same_range_and_words_in_both_plans(name):
    old, new = DECLARED[f"old_{name}"], DECLARED[f"new_{name}"]
    same = {"default": 0, "of": Message(""), "name": ""}
    assert replace(old, **same) == replace(new, **same) == replace(LEVERS[name], **same)
    assert (old.of, new.of) == (OLD, NEW)


@pytest.mark.parametrize("name", DECLARED)
def test_every_value_of_the_grid_is_found_again_and_the_default_lies_on_it(name):
    parameter = DECLARED[name]
    for index in range(parameter.size):
        value = parameter.at(index)
        assert type(value) is type(parameter.default)
        parameter.check(value)
        assert parameter.index(value) == index
    assert parameter.at(parameter.size - 1) == pytest.approx(parameter.high)
    assert parameter.at(parameter.index(parameter.default)) == parameter.default


def said(**changes) -> str:
    with pytest.raises(SettingError) as caught:
        replace(SETTING, **changes)
    return str(caught.value)


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_plan_that_pays_out_more_than_an_order_brings_says_by_how_much(side):
    levers = {"new": 0.25, "quota_eur": 20_000, "accelerator": 4.0, "pool": 0.125}
    sentence = said(**{f"{side}_{name}": value for name, value in levers.items()})
    assert sentence == (
        f"{side} plan: of a new order, commission (1.0) and pool (0.125) would pay out 1.125, "
        "which is 0.125 more than the order brings."
    )


def test_a_plan_that_pays_out_just_the_order_is_accepted():
    assert replace(SETTING, old_new=0.25, old_quota_eur=20_000, old_accelerator=4.0).old.top_rate == 1.0
    assert replace(SETTING, new_new=0.3, new_quota_eur=5_000, new_accelerator=3.0, new_pool=0.1).new.pool == 0.1


def test_an_accelerator_without_a_quota_pays_out_nothing():
    assert replace(SETTING, new_new=0.4, new_quota_eur=0, new_accelerator=4.0).new.top_rate == 0.4


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_cap_below_the_quota_says_by_how_much(side):
    sentence = said(**{f"{side}_cap_eur": 15_000, f"{side}_quota_eur": 40_000})
    assert sentence == (
        f"{side} plan: the cap (15000 EUR) lies 25000 EUR below the quota (40000 EUR), so nobody could ever reach the "
        "quota. Raise the cap or lower the quota first."
    )


def test_a_cap_at_the_quota_or_without_one_and_no_cap_are_accepted():
    for cap, quota in ((40_000, 40_000), (15_000, 0), (0, 40_000)):
        assert replace(SETTING, new_cap_eur=cap, new_quota_eur=quota).new.cap_eur == cap


ABSURD = {
    "old_new": [0.41, 1.2, -0.01],
    "new_pool": [0.21, -0.1],
    "new_clawback": [1.1],
    "new_accelerator": [0.9, 4.1],
    "new_retention_share": [0.0, 1.01],
    "old_fixed_eur": [-1, 10**6],
    "compete": [1.0, -0.1],
    "effort_cost": [0.0, -1.0],
    "win": [0.0, 1.1],
    "churn": [0.0, 1.0],
    "alike": [0.0],
    "customers": [0, 10_000],
    "prospects": [0],
    "recovery_months": [0],
    "quality_days": [0],
    "horizon_quarters": [0],
    "years": [0, 100],
    "margin": [0.0, 1.0],
    "spread": [1.0],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ABSURD.items() for value in values])
def test_an_absurd_value_is_refused_with_its_range(name, value):
    sentence = said(**{name: value})
    assert f"must lie between {DECLARED[name].low} and {DECLARED[name].high}; {value} does not." in sentence
    assert f"“{DECLARED[name].label}”" in sentence


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "0.1", None])
def test_what_is_no_number_is_refused(value):
    assert "needs a number" in said(old_new=value)


@pytest.mark.parametrize(
    ("levers", "linear"),
    [
        ({}, True),
        ({"quota_eur": 20_000}, True),
        ({"accelerator": 2.0}, True),
        ({"quota_eur": 20_000, "accelerator": 2.0}, False),
        ({"cap_eur": 50_000}, False),
        ({"quota_eur": 20_000, "ratchet": 1.0}, True),
    ],
)
def test_a_plan_is_linear_unless_a_cap_or_an_accelerator_bends_it(levers, linear):
    plain = replace(PLAN, quota_eur=0, accelerator=1.0, cap_eur=0, ratchet=0.0)
    assert replace(plain, **levers).is_linear is linear


def test_what_follows_from_the_values_follows():
    setting = replace(SETTING, spread=0.2, order_eur=8_000, margin=0.5)
    assert setting.strengths == pytest.approx((0.8, 1.0, 1.2))
    assert (setting.quarter_eur, setting.margin_eur) == (2_000, 4_000)
    assert setting.noise == (setting.noise_new, setting.noise_care, setting.noise_feedback, setting.noise_help)
