"""The round 30 days later: it loses nothing of the first one, and what moved is said with what chance would do."""

import numpy as np
import pytest

from kit.exercises.culture_check import EXERCISE as CHECK
from kit.exercises.culture_check.facts_later import compared
from kit.exercises.culture_check.rounds import AFTER, BEFORE, LATER, by_chance, counted, drift, sheets
from kit.exercises.culture_check.statements import statements
from kit.journal import Journal
from kit.wording import LANGUAGES, Language
from tests.exercises.culture_check.test_screen import KEYS, Visitor, everywhere

ASKED = statements("en")


class Later(Visitor):
    """A browser at the page, 30 days later as well."""

    def __init__(self, stored: str = "", language: str = "en"):
        super().__init__(language=language)
        self.boxes.append(self.check.later())
        if stored:
            self.check.restore(stored)

    def told(self) -> str:
        return self.check.steps[LATER].told.value


def both(first: list[dict], later: list[dict]) -> Later:
    """A page at which people answered the first round and the later one."""
    visitor = Later()
    for step, people in ((BEFORE, first), (LATER, later)):
        if step == LATER:
            visitor.press("open", LATER)
        for answers in people:
            visitor.person(answers, step)
        visitor.press("lift", step)
    return visitor


def said(visitor: Later, language: str = "en") -> tuple[list[str], dict[str, list[str]]]:
    table, words = compared([visitor.check.journal], language), Language(language)
    return [words.say(one) for one in table.said], {
        row[0]: [words.said(cell) for cell in row[1:]] for row in table.rows
    }


def test_the_first_answers_stay_as_they_are_and_both_rounds_stand_side_by_side():
    visitor = both([everywhere(1), everywhere(1), everywhere(3)], [everywhere(1), everywhere(5), everywhere(3)])
    sentences, rows = said(visitor)
    assert rows[ASKED[0].theme] == [
        "2 · 1 · 0",
        "1 · 1 · 1",
        "1.3 to the right",
    ]
    assert (
        f"Of {len(ASKED)} statements, {len(ASKED)} moved to the right, 0 to the left, and 0 did not move."
        in sentences[1]
    )
    decided = visitor.check.journal.decided
    assert decided("culture_check", BEFORE)["3.pay"] == "3" and decided("culture_check", LATER)["2.pay"] == "5"
    assert decided("culture_check", AFTER) == {}
    assert "1.3 to the right" in visitor.told()


def test_the_later_round_asks_nobody_before_the_first_one_is_over_and_shows_nothing_before_it_is():
    visitor = Later()
    assert visitor.keys(LATER) == [] and compared([visitor.check.journal], "en") is None
    visitor.person(everywhere(2)), visitor.press("lift")
    assert visitor.keys(LATER) == ["open"]
    visitor.press("open", LATER)
    visitor.person(everywhere(2), LATER)
    assert visitor.told().count("<p") == 0 and compared([visitor.check.journal], "en") is None
    visitor.press("lift", LATER)
    assert "not at all" in visitor.told()


def test_a_saved_state_opened_elsewhere_never_mixes_two_later_rounds():
    saved = both([everywhere(1)] * 3, [{"pay": "5"}] * 3).check.journal
    other = both([everywhere(1)] * 3, [everywhere(2)] * 4).check.journal
    after = other.adding(other.opening(saved))
    points = sheets([after], LATER, ASKED)
    assert len(points) == 3 and set(points[~np.isnan(points)]) == {5}


def test_of_one_person_points_are_named_and_no_chance_is_reckoned():
    visitor = both([everywhere(2)], [everywhere(4) | {"pay": "out"}])
    sentences, rows = said(visitor)
    assert rows[ASKED[0].theme] == ["rather left", "rather right", "2 to the right"]
    assert [row for row in rows.values() if "left out" in row] == [["rather left", "left out", "not at all"]]
    assert "one person’s answers, twice" in sentences[-1] and not any("100 cases" in one for one in sentences)


def test_of_two_people_nothing_is_said_about_a_group():
    sentences, _rows = said(both([everywhere(2)] * 2, [everywhere(4)] * 5))
    assert "fewer than 3 people" in sentences[-1] and not any("100 cases" in one for one in sentences)


def test_what_one_persons_mood_can_do_and_what_chance_can_do_is_said():
    same, _rows = said(
        both([everywhere(1), everywhere(3), everywhere(5)], [everywhere(1), everywhere(3), everywhere(5)])
    )
    assert "in 100 of 100 cases" in same[3] and "chance alone does this often" in same[4]
    assert "With 3 people" in same[2] and "by 0.7:" in same[2]
    turned, _rows = said(both([everywhere(1)] * 8, [everywhere(5)] * 8))
    assert "in 1 of 100 cases" in turned[3] and "these figures cannot say" in turned[4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_both_languages(language):
    sentences, rows = said(both([everywhere(1)] * 3, [everywhere(4)] * 3), language)
    assert list(rows) == [one.theme for one in statements(language)] and len(sentences) == 5


def test_the_declaration_hands_over_the_step_and_the_comparison():
    assert CHECK.again == LATER and CHECK.compared([Journal()], "en") is None


# The figures


def test_drift_is_the_difference_of_the_means_and_unknown_without_answers():
    before, after = (
        np.array([[4, 0, 0, 0, 0], [0, 0, 2, 0, 0], [0] * 5]),
        np.array([[0, 0, 0, 0, 2], [0, 1, 1, 0, 0], [1, 0, 0, 0, 0]]),
    )
    assert drift(before, after)[:2].tolist() == [4.0, -0.5] and np.isnan(drift(before, after)[2])


def test_counts_of_sheets_are_the_people_at_each_point():
    points = np.array([[1, np.nan], [5, 3], [1, 3]])
    assert counted(points).tolist() == [[2, 0, 0, 0, 1], [0, 0, 2, 0, 0]]


def test_by_chance_is_every_deal_where_nothing_moved_and_hardly_any_where_everybody_turned():
    low, high = np.full((6, 3), 1.0), np.full((6, 3), 5.0)
    assert by_chance(low, low) == 1.0
    # Of the 924 ways to deal six and six, two are as far apart as this: the one that happened and its mirror.
    assert by_chance(low, high) == pytest.approx(2 / 924, abs=0.004) and by_chance(low, high) == by_chance(high, low)
    assert np.isnan(by_chance(low[:0], high))


def test_by_chance_agrees_with_all_deals_counted_one_by_one():
    from itertools import combinations

    first, second = np.array([[1.0], [2.0], [2.0], [4.0]]), np.array([[3.0], [5.0], [5.0]])
    every = np.concatenate([first, second])

    def far(places) -> float:
        one = every[list(places), 0]
        other = np.delete(every[:, 0], list(places))
        return sum(abs((one <= point).mean() - (other <= point).mean()) for point in range(1, 5))

    deals = [far(places) for places in combinations(range(7), 4)]
    exact = np.mean([one >= far(range(4)) - 1e-12 for one in deals])
    assert by_chance(first, second) == pytest.approx(exact, abs=0.04)


def test_keys_of_the_statements_are_the_same_in_both_languages():
    assert [one.key for one in statements("de")] == KEYS
