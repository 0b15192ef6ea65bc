"""What the two sides of the laboratory are called: what they are, whatever somebody makes of them."""

from dataclasses import asdict

import pytest

from kit.exercises.customer_forest import LABORATORY
from kit.exercises.customer_forest.named import NAMES, POLICIES, called, named
from kit.exercises.customer_forest.setting import NEW, OLD, ForestSetting, Policy
from kit.exercises.customer_forest.views import forest_of
from kit.wording import Language


def setting(**sides: str) -> ForestSetting:
    """The start setting with ready-made policies on these sides."""
    values = {
        f"{side}_{name}": value for side, key in sides.items() for name, value in asdict(POLICIES[key][1]).items()
    }
    return ForestSetting(**values)


def test_at_the_start_the_sides_are_clear_cutting_and_forestry():
    assert named(ForestSetting()) == (OLD, NEW)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_side_is_called_as_the_policy_that_was_chosen_for_it(policy):
    other = "idle" if policy != "idle" else "gardener"
    assert named(setting(old=policy, new=other)) == (NAMES[policy], NAMES[other])
    assert named(setting(old=other, new=policy)) == (NAMES[other], NAMES[policy])


def test_a_side_that_does_nothing_is_not_called_clear_cutting():
    old, _new = named(setting(old="idle"))
    assert Language("de").say(old) == "gar nichts" and Language("en").say(old) == "nothing at all"


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ((40, 5, 5, 0), "mostly winning"),
        ((36, 24, 0, 0), "mostly winning"),
        ((35, 25, 0, 0), "a mixture of your own"),
        ((0, 60, 0, 0), "mostly care"),
        ((0, 0, 30, 30), "a mixture of your own"),
        ((0, 0, 0, 0), "nothing at all"),
    ],
)
def test_a_policy_of_ones_own_is_called_by_what_most_of_its_days_go_into(days, name):
    assert called(Policy(*days, promise=0.3)) == name


def test_two_sides_of_one_kind_are_told_apart_as_old_and_new():
    assert named(setting(old="forester")) == ("old policy", "new policy")


def test_pictures_and_remarks_name_the_side_as_what_it_is():
    idle = setting(old="idle")
    old, new = LABORATORY.simulate(idle, 2, 0)
    picture = forest_of(0, OLD)
    words = Language("de")
    assert "gar nichts" in words.say(picture.finding(picture.measure(old, new), idle)).lower()
    said = [words.say(one) for one in LABORATORY.remarks(idle, {})]
    assert any("gar nichts" in one.lower() for one in said) and not any("Kahlschlag:" in one for one in said)
