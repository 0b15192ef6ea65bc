"""A round of “The board meeting” in a room: seats that go round, late-comers, what can be decided when, and damaged facts."""

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.redesign.common import EXERCISE, Common, begin, grounds, rehearse_together
from kit.exercises.redesign.facts import scene_together
from kit.exercises.redesign.game import MEETINGS, SEATED
from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry
from kit.wording import Language
from tests.exercises import rounds
from tests.exercises.rounds import fact, key, picked

started = partial(rounds.started, begin)


def table(entries) -> Common:
    return grounds(entries, ROOM)[-1]


def propose(entries, number: int, plan: str = "0010") -> list[Entry]:
    return picked(entries, EXERCISE, number, table(entries).pick_name, plan)


def met(entries, *screens: int, plan: str = "0010", bits: str = "0010") -> list[Entry]:
    """Everybody named proposes, all is revealed, and the board decides."""
    for one in screens:
        entries = propose(entries, one, plan)
    entries = fact(entries, table(entries).reveal())
    return fact(entries, table(entries).settle(bits))


@pytest.mark.parametrize("screens", [1, 2, 4, 9])
def test_any_number_of_screens_plays_a_round_to_its_end_and_seats_go_round(screens):
    entries = started(screens)
    assert [table(entries).role_of(key(one)) for one in range(screens)] == [SEATED[one % 4] for one in range(screens)]
    for year in MEETINGS:
        assert table(entries).game.now == year and len(table(entries).missing) == screens
        for one in range(screens):
            assert table(entries).due() is None
            entries = propose(entries, one, "0010")
        entries = fact(entries, table(entries).due())
        assert len(table(entries).game.plans(year)) == screens and not table(entries).is_open
        entries = fact(entries, table(entries).settle("0010" if year == 1 else "0000"))
    game = table(entries).game
    assert game.is_over and scene_together(table(entries)) is None and game.path == (0, 0, 1, 0) and game.bots == ()


def test_nobody_sees_a_proposal_before_all_are_revealed():
    entries = propose(propose(started(3), 0), 1, "0100")
    assert table(entries).game.plans(1) == {} and table(entries).missing == (key(2),)


def test_a_proposal_that_the_budget_does_not_pay_for_is_none():
    assert table(propose(started(1), 0, "1111")).given == {}
    later = met(started(1), 0)
    assert table(propose(later, 0, "0000")).given == {}  # what was pulled stays pulled
    assert table(propose(later, 0, "0210")).given == {key(0): "0210"}


def test_only_what_is_possible_can_be_decided_and_only_after_the_reveal():
    assert table(propose(started(1), 0)).settle("0010") is None
    revealed = fact(propose(started(1), 0), table(propose(started(1), 0)).due())
    assert table(revealed).settle("1111") is None and table(revealed).settle("nonsense") is None
    decided = met(started(1), 0)
    again = fact(propose(decided, 0, "0010"), table(propose(decided, 0, "0010")).due())
    assert table(again).settle("0010") is None and table(again).settle("0000") is not None


def test_when_no_lever_can_be_paid_for_the_years_that_are_left_go_by_without_proposals():
    entries = met(started(2), 0, 1, plan="0011", bits="0011")
    now = table(entries)
    assert now.settled == ("0011", "0000", "0000") and now.now is None and now.missing == () and not now.is_open
    assert now.game.is_over and now.game.met == 1 and now.due() is None


def test_whoever_comes_later_gets_the_next_seat_from_the_next_proposal_on():
    entries = met(propose(propose(started(2), 0), 7), 1)
    assert table(entries).role_of(key(7)) == SEATED[2] and table(entries).game.seats[3] == SEATED[2]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_the_round_is_the_same_in_whatever_order_and_however_often_its_entries_arrive(seed):
    entries = met(met(started(3), 0, 1, 2), 0, 2, plan="0210", bits="0100")
    shuffled = entries + random.Random(seed).choices(entries, k=5)
    random.Random(seed).shuffle(shuffled)
    assert table(shuffled).game == table(entries).game and table(shuffled).missing == table(entries).missing


@pytest.mark.parametrize("damaged", ["", "nonsense", "[]", "{}", '{"a": "1111"}', "null"])
def test_proposals_that_nobody_can_read_are_not_revealed(damaged):
    entries = fact(started(2), Event("x", "", EXERCISE, SHARED, "1.reveal.1", damaged))
    assert table(entries).game.now == 1 and table(entries).is_open


def test_pretend_groups_propose_once_and_then_wait():
    entries, chance = started(2), random.Random(1)
    given_now = rehearse_together(table(entries), key(0), 0.5, chance)
    assert list(given_now) == [table(entries).pick_name]
    assert rehearse_together(table(propose(entries, 0)), key(0), 0.5, chance) == {}


def test_a_round_says_where_it_stands():
    assert Language("en").say(scene_together(table(met(started(1), 0)))) == "meeting before year 2 of 3"
