"""A page's part in a room: as whom it takes part, what it tells, what it says about the room, and which steps are open."""

import time
import uuid
from dataclasses import replace

import pytest

from kit.errors import KitError
from kit.exercises import find
from kit.journal import Event, Journal
from kit.messages import Message
from kit.room.entries import CONTROL, FACILITATOR, JOIN, ROOM, SHARED, Entry, is_key
from kit.room.link import State
from kit.room.place import LEADER, ROLE
from kit.screen.attendance import ENDED, IN_ROOM, NOT_COUNTED, WAITING, Attendance, attend
from kit.screen.page import Page

AT = "2026-01-02T00:00:00.000Z"
EXERCISE = find("role_chain")


@pytest.fixture
def visit(room):
    """Pages that open in the room with what their browsers kept; their links are closed in the end."""
    made = []

    def opened(*events: Event) -> Page:
        made.append(Page(EXERCISE, "en"))
        made[-1].restore(Journal(events).to_text())
        return made[-1]

    yield opened
    for page in made:
        page.attendance._link.close()


def stored(room, count: int) -> list[Entry]:
    """What the room knows, once it knows so much."""
    store, opened = room
    end = time.monotonic() + 30
    while len(store.read(opened)) < count and time.monotonic() < end:
        time.sleep(0.02)
    return store.read(opened)


def decision(step="setting", name="gain", value=0.4) -> Event:
    return Event(uuid.uuid4().hex, AT, "role_chain", step, name, value)


def test_whoever_leads_or_is_in_no_room_takes_no_part(room, monkeypatch):
    page = Page(EXERCISE, "en")
    assert isinstance(attend(page), Attendance)
    monkeypatch.setenv(ROLE, LEADER)
    assert attend(page) is None
    monkeypatch.delenv("PAIR_SELLING_ROOM")
    monkeypatch.delenv(ROLE)
    assert attend(page) is None


def test_a_browser_that_comes_for_the_first_time_gets_a_key_and_keeps_it(room, visit):
    page = visit()
    key_name = f"key.{room[1]}"
    key = page.attendance.key
    assert is_key(key) and page.journal.decided("room", JOIN) == {key_name: key}
    (entry,) = stored(room, 1)
    assert (entry.author, entry.event.name, entry.event.value) == (key, key_name, key)
    again = visit(*page.journal.events)
    assert again.attendance.key == key and again.journal == page.journal


def test_what_was_decided_on_another_occasion_is_no_business_of_this_room(room, visit):
    other = Event("b" * 32, AT, "room", JOIN, "key.elsewhere", "a" * 32)
    page = visit(other, decision())
    assert page.attendance.key != "a" * 32
    assert {event.name for event in page.journal.events} == {f"key.{room[1]}"}
    assert [entry.event.name for entry in stored(room, 1)] == [f"key.{room[1]}"]


@pytest.mark.parametrize("kept", ["", "facilitator", "A" * 32, "a" * 31, 7])
def test_a_key_that_is_none_is_replaced(room, visit, kept):
    page = visit(Event("c" * 32, AT, "room", JOIN, f"key.{room[1]}", kept))
    assert is_key(page.attendance.key) and page.journal.decided("room", JOIN) == {f"key.{room[1]}": page.attendance.key}


def test_a_group_that_comes_back_tells_the_room_what_it_decided_meanwhile(room, visit):
    first = visit()
    missed = decision()
    visit(*first.journal.events, missed)
    told = stored(room, 2)
    assert {entry.author for entry in told} == {first.attendance.key}
    assert missed in [entry.event for entry in told]


def test_nothing_is_told_before_the_group_is_in(room):
    page = Page(EXERCISE, "en")
    page.take([decision(), decision(step=SHARED)])
    assert page.attendance.entries == [] and stored(room, 0) == []


def test_what_all_groups_may_read_is_heard_at_once_as_ones_own(room, visit):
    page = visit()
    shared = decision(step=SHARED, name="days")
    page.take([decision(), shared])
    assert [(entry.author, entry.event) for entry in page.attendance.entries] == [(page.attendance.key, shared)]


def until(happened) -> None:
    """Wait, but not for ever, until a condition holds."""
    end = time.monotonic() + 30
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
    assert happened()


def test_what_other_groups_share_and_the_facilitator_decides_is_heard_one_after_the_other(room, visit):
    store, opened = room
    page = visit()
    first, second = (
        decision(step=SHARED, name="days"),
        Event("d" * 32, AT, "room", CONTROL, f"until.{EXERCISE.name}", EXERCISE.verbs[0]),
    )
    store.add(opened, "e" * 32, [first])
    until(lambda: first in [entry.event for entry in page.attendance.entries])
    store.add(opened, FACILITATOR, [second])
    until(lambda: not page.attendance.allows(EXERCISE, EXERCISE.verbs[1]))
    assert first in [entry.event for entry in page.attendance.entries]


def test_when_the_room_ends_the_page_says_so_and_takes_nothing_any_more(room, visit):
    store, opened = room
    page = visit()
    assert not page.header.over
    store.end(opened)
    until(lambda: page.header.over)
    assert page.header.note == str(ENDED)


def test_a_fact_that_everybody_comes_to_is_the_rooms_and_nobodys(room, visit):
    page, fact = visit(), decision(step=SHARED, name="season")
    page.attendance.establish(fact)
    assert (ROOM, fact) in [(entry.author, entry.event) for entry in stored(room, 2)]


REFUSED = KitError(Message("refused"))


@pytest.mark.parametrize(
    ("state", "said", "over"),
    [
        (State(connected=True), "", False),
        (State(), WAITING, False),
        (State(problem=REFUSED), WAITING, False),
        (State(connected=True, problem=REFUSED), "refused", False),
        (State(connected=True, ended=True), ENDED, True),
        (State(ended=True), ENDED, True),
    ],
)
def test_the_page_says_how_it_stands_with_the_room(room, visit, state, said, over):
    page = visit()
    assert (page.header.note, page.header.foot) == ("", str(NOT_COUNTED))
    page.decide("start", "team", {"name": "Blue"})
    assert page.header.foot == str(IN_ROOM)
    page.attendance._state(state)
    assert (page.header.note, page.header.over) == (str(said), over)


def test_groups_open_steps_as_far_as_the_facilitator_lets_them(room, visit):
    attendance, verbs = visit().attendance, EXERCISE.verbs

    def allowed(*said: str, author=FACILITATOR) -> list[str]:
        name = f"until.{EXERCISE.name}"
        attendance.entries = [
            Entry(place, author, Event(f"{place}", AT, "room", CONTROL, name, one), "")
            for place, one in enumerate(said, start=1)
        ]
        return [verb for verb in verbs if attendance.allows(EXERCISE, verb)]

    assert allowed() == allowed("") == allowed("dance") == list(verbs)
    assert (
        allowed(verbs[0]) == [verbs[0]] and allowed(verbs[2]) == list(verbs[:3]) and allowed(verbs[-1]) == list(verbs)
    )
    assert allowed(verbs[0], verbs[1]) == list(verbs[:2])
    assert allowed(verbs[0], author="a" * 32) == list(verbs)
    assert attendance.allows(replace(EXERCISE, name="another"), verbs[-1])
