"""The sentence about an outcome: the amount first, how often second, ties as ties, and nothing that sounds surer than it is."""

from dataclasses import replace

import numpy as np
import pytest

from kit.exercise import Laboratory, Outcome
from kit.exercises import exercises, find
from kit.messages import Finding, Message, _
from kit.verdict import Hundred, hundred, often, renamed, threshold, verdict
from kit.wording import LANGUAGES, Language

ENGLISH, GERMAN = Language("en"), Language("de")
LABORATORY: Laboratory = find("role_chain").laboratory
DAYS, _ORDERS, FELT = LABORATORY.outcomes
SIDES = LABORATORY.short


def said(outcome: Outcome, old, new, words: Language = ENGLISH) -> str:
    both = np.array(old, dtype=float), np.array(new, dtype=float)
    return words.say(verdict(LABORATORY, outcome, *both, SIDES)).replace("\u00a0", " ")


def test_the_amount_comes_before_how_often_and_both_figures_are_there():
    assert said(DAYS, [3.2] * 72 + [3.4] * 28, [3.3] * 100) == (
        "lone wolves: 0.1 days faster (3.2 instead of 3.3); ahead in 72 of 100 years (± 4)"
    )
    assert said(FELT, [0.34] * 100, [0.6] * 100, GERMAN) == (
        "Einzelkämpfer: 26 Prozentpunkte weniger fühlen sich verkauft (34 % statt 60 %); vorn in 100 von 100 Jahren (± 1)"
    )


def test_below_its_threshold_a_difference_is_practically_none_and_the_page_says_which_threshold_that_is():
    assert said(DAYS, [2.2] * 85 + [2.3] * 15, [2.26] * 100).startswith(
        "Days from first contact to order: practically the same (2.2 and 2.3 days); "
    )
    assert "lone wolves ahead in 85, chain in 15 of 100 years" in said(DAYS, [2.2] * 85 + [2.3] * 15, [2.26] * 100)
    assert "less than 0.1\u00a0days apart" in ENGLISH.say(threshold(DAYS) or Finding(Message("")))
    assert threshold(replace(DAYS, least=0.0)) is None


def test_figures_that_read_alike_are_never_told_as_a_difference():
    assert said(replace(DAYS, least=0.0), [3.21] * 100, [3.24] * 100).startswith(
        "Days from first contact to order: practically the same (3.2 and 3.2 days)"
    )


def test_ties_are_ties():
    text = said(DAYS, [1.0] * 20 + [2.0] * 64 + [3.0] * 16, [2.0] * 100)
    assert "ahead in 20" in text and "in 16 of 100 years, the same in 64" in text
    count = hundred(DAYS, np.array([1.0] * 20 + [2.0] * 64 + [3.0] * 16), np.full(100, 2.0))
    assert (count.new, count.old, count.same) == (16, 20, 64)


def test_where_both_are_equal_by_construction_there_is_no_error_and_no_side():
    text = said(DAYS, [3.0, 4.0, 5.0], [3.0, 4.0, 5.0])
    assert text == "Days from first contact to order: no difference, the same in 100 of 100 years" and "±" not in text
    assert hundred(DAYS, np.ones(9), np.ones(9)) == Hundred(0, 0, 100, 0)


def test_where_nobody_was_concerned_nothing_is_compared():
    assert said(FELT, [np.nan] * 3, [0.1] * 3).startswith("Nothing to compare")


def test_more_is_better_where_an_outcome_says_so():
    more = replace(DAYS, less_is_better=False, least=0.0)
    assert said(more, [3.0] * 100, [4.0] * 100).startswith("chain: 1.0 days")


@pytest.mark.parametrize("counts", [(0, 0), (40, 0), (0, 100), (33, 33), (50, 50), (1, 98)])
def test_a_hundred_marks_are_a_hundred(counts):
    new, old = counts
    both = np.array([1.0] * new + [-1.0] * old + [0.0] * (100 - new - old))
    count = hundred(DAYS, both, np.zeros(100))
    assert (count.new, count.old, count.new + count.old + count.same) == (new, old, 100)


@pytest.mark.parametrize("played", [25, 50, 400])
def test_counts_of_a_hundred_add_up_however_many_years_were_played(played):
    generator = np.random.default_rng(1)
    for _round in range(200):
        old, new = generator.integers(0, 4, (2, played)).astype(float)
        count = hundred(DAYS, old, new)
        assert count.new + count.old + count.same == 100


def test_in_a_sentence_both_sides_are_called_what_they_are_however_deep_they_stand():
    inner = Finding(_("{side}: {label}"), {"side": SIDES[0], "label": 1})
    changed = renamed(Finding(_("{side}: {label}"), {"side": SIDES[1], "label": inner}), {SIDES[0]: _("old plan")})
    assert ENGLISH.say(changed) == "chain: old plan: 1"


@pytest.mark.parametrize("name", [name for name, one in exercises().items() if hasattr(one, "laboratory")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_can_be_said_in_every_language_with_its_threshold_and_reason(name, language):
    laboratory, words = find(name).laboratory, Language(language)
    for outcome in laboratory.outcomes:
        low, high = np.full(50, 0.0), np.full(50, max(100 * outcome.least, 1.0))
        for both in ((low, high), (high, low), (low, low)):
            text = words.say(verdict(laboratory, outcome, *both, laboratory.short))
            assert "100" in text and "{" not in text
            assert words.say(often(laboratory, outcome, *both, laboratory.short))
        assert outcome.least and words.say(outcome.why) in words.say(threshold(outcome) or Finding(Message("")))
