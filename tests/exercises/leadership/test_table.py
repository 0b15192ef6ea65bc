"""A round of “Who decides?” in a room: any number of screens, late-comers and dropped ones, whoever writes it down and how often."""

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.leadership.common import EXERCISE, Common, begin, grounds, rehearse_together
from kit.exercises.leadership.facts import scene_together
from kit.exercises.leadership.game import CARDS, SIDES
from kit.journal import Event
from kit.room.entries import CONTROL, FACILITATOR, JOIN, LEFT, REMOVED, ROOM, SHARED, Entry
from kit.wording import Language
from tests.exercises import rounds
from tests.exercises.rounds import fact, key, picked

started = partial(rounds.started, begin)


def table(entries) -> Common:
    return grounds(entries, ROOM)[-1]


def pick(entries, number: int, value: str = "2,5") -> list[Entry]:
    """Somebody picks for the card on the table."""
    return picked(entries, EXERCISE, number, table(entries).pick_name, value)


def called(entries, number: int, name: str) -> list[Entry]:
    return [*entries, Entry(0, key(number), Event(f"name {number}", "", "start", "team", "name", name), "")]


def card(entries, *screens: int, value: str = "2,5") -> list[Entry]:
    """Everybody named picks, the card is turned over and settled."""
    for one in screens:
        entries = pick(entries, one, value)
    entries = fact(entries, table(entries).reveal())
    return fact(entries, table(entries).settle(value))


@pytest.mark.parametrize("screens", [1, 2, 3, 8, 30])
def test_any_number_of_screens_plays_a_round_to_its_end(screens):
    entries = started(screens)
    for number in CARDS:
        assert table(entries).game.now == number and len(table(entries).missing) == screens
        for one in range(screens):
            assert table(entries).due() is None
            entries = pick(entries, one, f"{1 + one % 7},{7 - one % 7}")
        entries = fact(entries, table(entries).due())
        assert len(table(entries).game.picks(number)) == screens and not table(entries).is_open
        entries = fact(entries, table(entries).settle("1,7"))
    game = table(entries).game
    assert game.is_over and scene_together(table(entries)) is None
    assert game.board(SIDES[0]) == (1,) * 10 and game.board(SIDES[1]) == (7,) * 10


def test_nobody_sees_a_pick_before_all_are_turned_over():
    entries = pick(pick(started(3), 0, "1,1"), 1, "7,7")
    assert table(entries).game.picks(1) == {} and table(entries).missing == (key(2),)


def test_whoever_comes_later_is_in_from_the_next_pick_on():
    entries = called(pick(pick(started(2), 0), 7, "3,3"), 7, "Late")
    assert table(entries).missing == (key(1),)  # nobody waits for those who were not there, and their pick counts
    entries = fact(pick(entries, 1), table(pick(entries, 1)).due())
    assert dict(table(entries).groups)[key(7)] == "Late" and len(table(entries).game.picks(1)) == 3
    entries = fact(entries, table(entries).settle("2,5"))
    assert set(table(entries).missing) == {key(0), key(1), key(7)}


def test_whoever_dropped_out_is_not_waited_for_until_they_pick_again():
    entries = card(started(3), 0, 1)  # the third screen is dark
    assert set(table(entries).missing) == {key(0), key(1)}
    entries = pick(entries, 2)
    entries = fact(pick(pick(entries, 0), 1), table(pick(pick(entries, 0), 1)).due())
    entries = fact(entries, table(entries).settle("2,5"))
    assert set(table(entries).missing) == {key(0), key(1), key(2)}


def test_whom_the_facilitator_takes_out_of_the_room_nobody_waits_for():
    removed = Entry(0, FACILITATOR, Event("r", "", ROOM, CONTROL, REMOVED + key(1), "yes"), "")
    assert table([*started(2), removed]).missing == (key(0),)
    left = Entry(0, key(1), Event("l", "", ROOM, JOIN, LEFT, "yes"), "")  # goes on as another group
    assert table([*started(2), left]).missing == (key(0),)


def test_a_pick_can_be_changed_until_all_turn_over_and_not_afterwards():
    entries = pick(pick(started(2), 0, "1,1"), 0, "4,4")
    entries = pick(entries, 1, "5,5")
    entries = fact(entries, table(entries).due())
    assert table(entries).game.picks(1)[1] == (4, 4)
    name = f"{table(entries).key}.pick.1"
    entries.append(Entry(0, key(0), Event("again", "", EXERCISE, SHARED, name, "7,7"), ""))
    assert table(entries).game.picks(1)[1] == (4, 4)


def test_nothing_can_be_settled_before_it_is_turned_over_nor_turned_over_before_anybody_picked():
    assert table(started(2)).settle("2,2") is None and table(started(2)).reveal() is None
    assert table(pick(started(1), 0)).settle("2,2") is None
    turned = fact(pick(started(1), 0), table(pick(started(1), 0)).due())
    assert table(turned).settle("0,9") is None and table(turned).reveal() is None


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_the_round_is_the_same_in_whatever_order_and_however_often_its_entries_arrive(seed):
    entries = card(card(started(3), 0, 1, 2), 0, 2, value="4,6")
    shuffled = entries + random.Random(seed).choices(entries, k=5)
    random.Random(seed).shuffle(shuffled)
    assert table(shuffled).game.decided == table(entries).game.decided
    assert table(shuffled).missing == table(entries).missing


@pytest.mark.parametrize(
    "damaged", ["", "nonsense", "[]", "{}", '{"groups": 3, "luck": 1}', '{"groups": [], "luck": 1}']
)
def test_a_round_that_nobody_can_read_is_none(damaged):
    event = Event("x", "", EXERCISE, SHARED, "1.table", damaged)
    assert grounds([Entry(0, ROOM, event, "")], ROOM) == ()


@pytest.mark.parametrize("damaged", ["", "nonsense", "[]", "{}", '{"a": "9,9"}', "null"])
def test_picks_that_nobody_can_read_are_not_turned_over(damaged):
    entries = fact(started(2), Event("x", "", EXERCISE, SHARED, "1.reveal.1", damaged))
    assert table(entries).game.now == 1 and table(entries).is_open


def test_pretend_groups_pick_once_and_then_wait():
    entries, chance = started(2), random.Random(1)
    given_now = rehearse_together(table(entries), key(0), 0.5, chance)
    assert list(given_now) == [table(entries).pick_name]
    assert rehearse_together(table(pick(entries, 0)), key(0), 0.5, chance) == {}


def test_a_round_says_where_it_stands():
    entries = card(started(1), 0)
    assert Language("en").say(scene_together(table(entries))) == "decision 2 of 10"
