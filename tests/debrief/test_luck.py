"""The same decisions with other luck: what may be called luck, what decisions, and what neither."""

import pytest

from kit.debrief.luck import LUCKS, Duel, Runner, error, extremes, lucky, moves, other_lucks, with_luck
from kit.messages import Message
from kit.parameters import Parameter

LUCK, PACE = Parameter(Message("luck"), 1, 1, 99, 1, name="luck"), Parameter(Message("pace"), 2, 1, 5, 1, name="pace")


def runner(called: str, earned: float, again=0.0, luck: int = 1) -> Runner:
    """Somebody who earns `again` with every other luck, or what `again(luck)` says."""
    return Runner(called, luck, earned, again if callable(again) else lambda _luck: again)


def duel(first: int, second: int) -> Duel:
    return Duel(runner("first", 2.0), runner("second", 1.0), first, second, LUCKS)


@pytest.mark.parametrize(
    ("first", "second", "luck", "decisions"),
    [
        (24, 0, False, True),
        (22, 2, False, True),
        (21, 3, False, False),
        (15, 9, False, False),
        (14, 10, True, False),
        (12, 12, True, False),
        (2, 22, True, False),
        (3, 21, True, False),
        (0, 0, True, False),
        (10, 6, True, False),
        (10, 5, False, False),  # a tie counts half for each
    ],
)
def test_a_lead_is_luck_from_4_of_10_behind_and_decided_from_9_of_10_ahead(first, second, luck, decisions):
    assert (duel(first, second).luck_decided, duel(first, second).decisions_decided) == (luck, decisions)


@pytest.mark.parametrize(
    ("count", "lucks", "off"), [(0, 24, 1), (24, 24, 1), (12, 24, 2), (8, 18, 2), (50, 100, 5), (20, 100, 4)]
)
def test_a_count_is_off_by_one_standard_deviation_and_by_one_at_least(count, lucks, off):
    assert error(count, lucks) == off


def test_the_error_is_that_of_the_one_who_was_ahead():
    assert duel(12, 1).error == 2 and duel(24, 12).error == 1
    assert duel(14, 9).counts == {"first": 14, "second": 9, "lucks": 24, "error": 2}


def test_other_lucks_are_the_first_ones_that_nobody_had():
    assert other_lucks() == tuple(range(1, 25))
    assert other_lucks(2, 24) == (1, *range(3, 24), 25, 26)
    assert len(other_lucks(1, 2, 3)) == LUCKS and set(other_lucks(*range(1, 91))) == set(range(91, 100))


def test_who_earned_most_stands_against_who_earned_least_in_games_with_the_same_other_luck():
    best = runner("best", 30.0, lambda luck: luck % 2, luck=3)
    last = runner("last", 10.0, lambda luck: luck % 3 == 0, luck=5)
    found = extremes([runner("middle", 20.0), last, best])
    lucks = other_lucks(3, 5)
    assert (found.winner, found.other, found.lucks) == (best, last, len(lucks))
    assert found.first == sum(luck % 2 > (luck % 3 == 0) for luck in lucks)
    assert found.second == sum(luck % 2 < (luck % 3 == 0) for luck in lucks)
    assert found.first + found.second < found.lucks  # some games were a tie, and nobody's


def test_two_who_share_the_lead_are_ahead_of_the_one_behind():
    assert extremes([runner("one", 30.0), runner("as much", 30.0), runner("less", 10.0)]).other.called == "less"


@pytest.mark.parametrize("earned", [[], [7.0], [7.0, 7.0], [7.0, 7.0, 7.0]])
def test_where_nobody_is_ahead_of_anybody_there_is_no_luck_to_talk_about(earned):
    runners = [runner("one", one) for one in earned]
    assert extremes(runners) is None and lucky(runners) is None


def test_luck_is_looked_for_over_the_last_one_and_then_over_the_second():
    first = runner("first", 30.0, 5.0)
    equal, behind = runner("equal", 20.0, 5.0), runner("behind", 10.0, 1.0)
    assert lucky([first, runner("also", 20.0, 5.0), runner("level", 10.0, 5.0)]).other.called == "level"
    assert lucky([behind, equal, first]).other.called == "equal"
    assert lucky([first, behind]) is None
    assert lucky([first, equal]).other.called == "equal"
    assert lucky([first, runner("tied", 30.0, 9.0), behind]) is None  # who earned the same is not behind by luck


def test_a_game_with_another_luck_keeps_all_that_was_decided():
    played = moves((LUCK, PACE), {"luck": 7, "pace": 4})
    assert played == (7, 4)
    assert with_luck((LUCK, PACE), played, LUCK, 9) == {"luck": 9, "pace": 4}
    assert moves((LUCK, PACE), {"pace": "impossible"}) == (1, 2)
