"""Checking: how much a second pair of eyes misses."""

import pytest

from kit.models.chain.setting import CHECKS
from kit.models.checking import LEVELS, conditional_miss


@pytest.mark.parametrize(
    ("level", "missed"),
    [("independent", 0.1), ("low", 0.145), ("moderate", 1.6 / 7), ("high", 0.55), ("complete", 1), ("nobody", 1)],
)
def test_the_levels_of_dependence_give_the_figures_of_the_handbook(level, missed):
    assert conditional_miss(level, 0.1) == pytest.approx(missed)


@pytest.mark.parametrize("miss", [0, 0.01, 0.2, 0.7])
def test_a_friendly_colleague_catches_less_than_half(miss):
    assert 1 - conditional_miss("high", miss) <= 0.5


@pytest.mark.parametrize("miss", [0, 0.2, 1])
def test_the_closer_the_checker_the_more_is_missed(miss):
    missed = [conditional_miss(level, miss) for level in ("independent", "low", "moderate", "high", "complete")]
    assert missed == sorted(missed)
    assert all(0 <= share <= 1 for share in missed)


def test_every_choice_of_the_setting_has_a_level():
    assert {choice.key for choice in CHECKS} <= set(LEVELS)
