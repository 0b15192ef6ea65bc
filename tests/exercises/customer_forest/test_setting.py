"""The setting of the customer forest: a quarter has sixty days, and policies go in and come out."""

from dataclasses import asdict, fields, replace

import pytest

from kit.errors import SettingError
from kit.exercises.customer_forest.setting import LEVERS, NEW, OLD, ForestSetting, Policy
from kit.messages import Message
from kit.parameters import levers, parameters

SETTING = ForestSetting()
DECLARED = parameters(ForestSetting)
POLICY = Policy(hunt_days=21, care_days=14, feedback_days=9, rest_days=3, promise=0.35)


def with_policy(side, policy):
    return replace(SETTING, **{f"{side}_{name}": value for name, value in asdict(policy).items()})


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_policy_that_goes_into_a_setting_comes_out_again(side):
    setting = with_policy(side, POLICY)
    assert getattr(setting, side) == POLICY
    other = "new" if side == "old" else "old"
    assert getattr(setting, other) == getattr(SETTING, other)


def test_the_two_policies_have_the_same_levers_and_nothing_else_belongs_to_one():
    names = tuple(one.name for one in fields(Policy))
    assert tuple(LEVERS) == names
    assert levers(ForestSetting, OLD) == tuple(f"old_{name}" for name in names)
    assert levers(ForestSetting, NEW) == tuple(f"new_{name}" for name in names)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_has_the_same_range_and_words_in_both_policies(name):
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


@pytest.mark.parametrize(("side", "policy"), [("old", "old policy"), ("new", "new policy")])
@pytest.mark.parametrize(
    ("days", "total", "more"), [((60, 1, 0, 0), 61, 1), ((20, 20, 20, 7), 67, 7), ((60, 60, 60, 60), 240, 180)]
)
def test_more_days_than_a_seller_has_are_refused_and_by_how_much(side, policy, days, total, more):
    names = ("hunt_days", "care_days", "feedback_days", "rest_days")
    sentence = said(**{f"{side}_{name}": one for name, one in zip(names, days, strict=True)})
    assert sentence == f"{policy}: the four tasks take {total} days; that is {more} more than the 60 days a seller has."


@pytest.mark.parametrize("days", [(60, 0, 0, 0), (0, 0, 0, 60), (15, 15, 15, 15), (0, 0, 0, 0)])
def test_a_full_quarter_and_an_idle_one_are_accepted(days):
    policy = Policy(*days, promise=1.0)
    for side in ("old", "new"):
        assert getattr(with_policy(side, policy), side).days == sum(days)


ABSURD = {
    "old_hunt_days": [-1, 61],
    "new_care_days": [-1, 61],
    "old_feedback_days": [-1, 61],
    "new_rest_days": [-1, 61],
    "old_promise": [-0.1, 1.05],
    "years": [0, 2, 11],
    "shown_year": [-1, 11],
    "sellers": [0, 9],
    "chance": [0, 100],
    "places": [0, 40, 10_000],
    "start_share": [-0.1, 1.0],
    "fee_eur": [0, -500],
    "cost_eur": [0, 10**6],
    "discount": [-0.01, 0.5, 8],
    "hunting_days": [0, -5],
    "win": [0.0, 1.1],
    "burn": [-0.1, 1.1],
    "recovery_months": [0, -3],
    "amends_days": [0, 61],
    "referral": [-0.05, 3.0],
    "churn": [0.0, 1.0],
    "alike": [0.0, 11.0],
    "care_effect": [-0.1, 5.0],
    "quality_effect": [-0.1, 3.0],
    "quality_days": [0, -30],
    "aging": [-0.01, 1.0],
    "promise_gain": [-0.1, 1.1],
    "promise_harm": [-0.1, 3.0],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ABSURD.items() for value in values])
def test_an_absurd_value_is_refused_with_its_range(name, value):
    sentence = said(**{name: value})
    assert f"must lie between {DECLARED[name].low} and {DECLARED[name].high}; {value} does not." in sentence
    assert f"“{DECLARED[name].label}”" in sentence


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "5", None])
def test_what_is_no_number_is_refused(value):
    assert "needs a number" in said(new_hunt_days=value)


@pytest.mark.parametrize(
    ("places", "start_share", "customers"), [(240, 0.25, 60), (600, 0.9, 540), (60, 0.0, 0), (100, 0.05, 5)]
)
def test_the_customers_of_the_start_are_their_share_of_the_firms(places, start_share, customers):
    assert replace(SETTING, places=places, start_share=start_share).customers == customers
