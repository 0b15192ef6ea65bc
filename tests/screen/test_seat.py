"""Who a device is in a room: a group counts once it has a name, and goes on on another device, where it is the same group."""

import json

import pytest

from kit.exercises import find
from kit.gather import from_nobody, from_room
from kit.journal import Event, Journal, read_event
from kit.room.entries import ANSWER, CONTROL, FACILITATOR, NAME, NO, RENAMED, WISH, sign
from kit.room.names import named
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.seats import Seats
from kit.screen.page import Page
from kit.screen.start_page import Overview
from tests.aside import aside
from tests.room.conftest import wait_until

EXERCISE = find("role_chain")


class Device:
    """A browser with what it stores, and the page of the kit that is open in it. What the kernel sends it is in `sent`."""

    def __init__(self, kind=Overview, *given):
        self.kind, self.given = kind, given or ("en",)
        self.stored, self.set_aside, self.sent, self.pages, self.is_stale = Journal(), [], [], [], True
        self.open()

    def open(self) -> None:
        """Open the page, also anew: the kernel asked for it, or somebody comes back after an hour."""
        self.is_stale = False
        self.pages.append(aside(self._opened))  # without a loop, so that the link calls from its own thread

    def _opened(self):
        page = self.kind(*self.given)
        page.header.send = self._hear
        page.restore(self.stored.to_text() if self.stored.events else "")
        wait_until(lambda: page.attendance.seat.is_known)
        return page

    def _hear(self, content, _buffers=None) -> None:
        self.sent.append(content)
        events = [read_event(one, 1) for one in content.get("events", [])]
        if content["kind"] == "aside":
            self.set_aside.append(self.stored)
            self.stored = Journal().adding(events)
        if content["kind"] == "write":
            self.stored = self.stored.adding(events)
        if content["kind"] == "forget":
            self.stored = Journal()
        self.is_stale = self.is_stale or content["kind"] == "reload"

    @property
    def page(self):
        return self.pages[-1]

    @property
    def seat(self):
        return self.page.attendance.seat

    @property
    def key(self) -> str:
        return self.page.attendance.key

    def decide(self, exercise: str, step: str, **decisions) -> None:
        """Decide something on the page."""
        self.page.decide(exercise, step, decisions)

    def call(self, name: str) -> None:
        """Type a name."""
        self.decide(*NAME[:2], name=name)

    def has(self, **decisions) -> bool:
        """Whether page and browser know this setting."""
        known = self.page.journal.decided(EXERCISE.name, "setting"), self.stored.decided(EXERCISE.name, "setting")
        return known == (decisions, decisions)

    def press(self, key: str, **values) -> None:
        """Press a button of the question who one is, as soon as the group is one to choose."""
        wait_until(lambda: values.get("group", "") in ("", *self.page.seat_form._named))
        self.page.seat_form.take._heard(None, {"kind": "action", "key": key, "values": values}, [])

    def all_that_reached_it(self) -> str:
        """What the browser was sent, and what the widgets of the question show it."""
        form = self.page.seat_form
        shown = [one.get_state() for one in (form.said, form.name, form.take, form.offer, form.letters)]
        return json.dumps([self.sent, shown], default=str) + self.stored.to_text()

    def close(self) -> None:
        for page in self.pages:
            page.attendance._link.close()


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does after a while is left out here."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


@pytest.fixture
def device(room):
    """device() is somebody who opens the start page, or another page, in a browser of their own."""
    made = []

    def opened(*given) -> Device:
        made.append(Device(*given))
        return made[-1]

    yield opened
    for one in made:
        one.close()


@pytest.fixture
def groups(room):
    """The names of the groups as the board has them."""
    store, opened = room
    return lambda: [one.name for one in from_room(store.read(opened))]


@pytest.fixture
def nod(room):
    """nod(device, said) is what the facilitator answers to the wish of a device."""
    store, opened = room

    def answered(device: Device, said: str) -> None:
        wait_until(lambda: any(one.author == device.key and one.event.name == WISH for one in store.read(opened)))
        store.add(opened, FACILITATOR, Journal().deciding("room", CONTROL, {ANSWER + device.key: said}))

    return answered


def become(device: Device) -> None:
    """What the browser does once the page has become another group."""
    wait_until(lambda: device.is_stale)
    device.open()


# Who counts


def test_whoever_only_looks_at_the_link_is_no_group_and_the_page_says_so(device, groups, room):
    store, opened = room
    looks, plays = device(), device(Page, EXERCISE, "en")
    plays.decide(EXERCISE.name, "predict", guess="given")
    wait_until(lambda: len(store.read(opened)) == 3)
    assert groups() == [] and len(from_nobody(store.read(opened))) == 2
    for one in (looks, plays):
        assert "You count in this room once you have a name" in one.page.seat_form.said.value
        assert "do not count as a group" in one.page.header.foot
    plays.call("Blue")
    wait_until(lambda: groups() == ["Blue"])
    assert plays.page.seat_form.box.children == () and "arrives on the facilitator" in plays.page.header.foot
    assert len(from_nobody(store.read(opened))) == 1


def test_a_device_without_a_name_counts_once_the_facilitator_has_given_it_one(device, groups, room):
    one = device()
    store, opened = room
    store.add(opened, FACILITATOR, Journal().deciding("room", CONTROL, {RENAMED + one.key: "Green"}))
    wait_until(lambda: groups() == ["Green"])
    wait_until(lambda: one.seat.name == "Green")


def test_a_name_that_is_taken_is_not_told_and_another_one_is(device, groups):
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    second.call(" BLUE ")
    assert "“Blue” is already in the room" in second.page.seat_form.said.value
    assert "Yes, we are “Blue”" in second.page.seat_form.take.groups[0]["title"]
    second.open()  # and it is asked again
    assert second.seat.rival == first.key and groups() == ["Blue"]
    second.call("Red")
    wait_until(lambda: groups() == ["Blue", "Red"])
    assert second.page.seat_form.box.children == ()


def test_a_name_is_told_as_soon_as_it_is_free(device, groups):
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    second.call("Blue")
    first.call("Navy")
    wait_until(lambda: sorted(groups()) == ["Blue", "Navy"])
    assert second.seat.rival == ""


def test_of_two_that_type_a_name_in_the_same_moment_the_later_one_is_asked(device, room):
    store, opened = room
    first, second = device(), device()
    for one in (first, second):  # as if neither had heard the other yet
        store.add(opened, one.key, Journal().deciding(*NAME[:2], {NAME[2]: "Blue"}))
    wait_until(lambda: len(first.seat.others) == len(second.seat.others) == 1)
    for one in (first, second):
        one.page.follow([Event(f"same {one.key}", "2026-01-01T00:00:00Z", *NAME, "Blue")])
    assert first.seat.rival == "" and second.seat.rival == first.key


# By four letters


def letters_of(device: Device) -> str:
    device.page.seat_form._offer("show", {})
    return device.page.seat_form.letters.value.partition('kit-code">')[2][:4]


def test_by_four_letters_another_device_is_the_same_group_with_all_that_it_decided(device, groups, room):
    store, opened = room
    first, second = device(), device(Page, EXERCISE, "en")
    first.call("Blue")
    first.decide(EXERCISE.name, "setting", gain=0.3)
    first.decide(EXERCISE.name, "reflect", question1="for us alone")
    second.decide(EXERCISE.name, "setting", gain=0.9, noise=1)
    wait_until(lambda: second.seat.others and len(store.read(opened)) == 6)
    second.press("take", group="Blue", letters=letters_of(first).lower())
    become(second)
    assert second.key == first.key and second.has(gain=0.3) and second.seat.name == "Blue"
    assert second.set_aside[-1].decided(EXERCISE.name, "setting") == {"gain": 0.9, "noise": 1}
    assert "for us alone" not in second.stored.to_text()
    assert groups() == ["Blue"] and len(from_nobody(store.read(opened))) == 0
    (blue,) = from_room(store.read(opened))
    assert blue.decided(EXERCISE, "setting") == {"gain": 0.3}
    wait_until(lambda: "Another device goes on with you as “Blue”" in first.page.header.note)
    assert "kit-code" not in first.page.seat_form.letters.value


def test_two_devices_of_a_group_follow_each_other_and_the_latest_counts_for_the_board(device, room):
    store, opened = room
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    second.press("take", group="Blue", letters=letters_of(first))
    become(second)
    second.decide(EXERCISE.name, "setting", gain=0.1)
    wait_until(lambda: first.has(gain=0.1))
    first.decide(EXERCISE.name, "setting", gain=0.2)
    wait_until(lambda: second.has(gain=0.2))
    first.close()  # it dies
    second.decide(EXERCISE.name, "setting", gain=0.4)
    wait_until(lambda: [one.decided(EXERCISE, "setting") for one in from_room(store.read(opened))] == [{"gain": 0.4}])
    first.open()  # an hour later it is still that group
    wait_until(lambda: first.has(gain=0.4))
    assert first.key == second.key


@pytest.mark.parametrize(
    ("group", "letters", "said"), [("", "ABCD", "Choose"), ("Blue", " ", "Type"), ("Blue", "0000", "do not fit")]
)
def test_whatever_does_not_fit_is_said_and_changes_nothing(device, groups, group, letters, said):
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    right, before = letters_of(first), second.key
    second.press("take", group=group, letters=letters)
    assert said in second.page.seat_form.take.message and not second.is_stale
    second.press("take", group="Blue", letters=right)
    become(second)
    assert before != second.key == first.key and groups() == ["Blue"]


def test_no_key_of_another_group_reaches_a_browser_before_one_of_its_people_agrees(device):
    first, second = device(), device(Page, EXERCISE, "en")
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    for press, values in (("take", {"group": "Blue", "letters": "0000"}), ("ask", {"group": "Blue"})):
        second.press(press, **values)
    second.open()
    assert "Blue" in second.all_that_reached_it() and first.key not in second.all_that_reached_it()
    letters = letters_of(first)
    assert letters not in second.all_that_reached_it()


# By the facilitator's nod


def test_the_facilitator_is_asked_and_after_a_yes_the_device_is_the_group(device, groups, room, nod):
    store, opened = room
    first, second = device(), device()
    first.call("Blue")
    first.close()  # the battery is empty
    wait_until(lambda: second.seat.others)
    second.press("ask", group="Blue")
    assert f"Your sign is {sign(second.key)}" in second.page.seat_form.said.value
    wait_until(lambda: len(store.read(opened)) == 4)
    desk = Facilitator("en")
    desk.entries = store.read(opened)
    desk._gather()
    seats = Seats(desk)
    seats.show()
    assert f"sign {sign(second.key)} wants to be “Blue”" in seats.said.value and "“Blue”" in desk.header.note
    nod(second, first.key)
    become(second)
    assert second.key == first.key and groups() == ["Blue"]
    desk.entries = store.read(opened)
    seats.show()
    assert seats.box.children == () and desk.header.note == ""


def test_after_a_no_one_may_ask_again_or_be_somebody_else(device, groups, nod):
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    second.press("ask", group="Blue")
    nod(second, NO)
    wait_until(lambda: "has said no" in second.page.seat_form.said.value)
    second.press("ask", group="Blue")
    second.press("unask")
    nod(second, first.key)  # too late: nobody wants it any more
    second.call("Red")
    wait_until(lambda: groups() == ["Blue", "Red"])
    assert not second.is_stale


def test_whoever_has_a_name_by_now_becomes_nobody_else(device, groups, room, nod):
    store, opened = room
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: second.seat.others)
    second.press("ask", group="Blue")
    second.call("Red")
    wait_until(lambda: groups() == ["Blue", "Red"] and second.seat.name == "Red")
    wait_until(lambda: [one.event.value for one in store.read(opened) if one.event.step == "seat"] == [first.key, ""])
    nod(second, first.key)
    second.open()
    assert second.seat.name == "Red" and second.key != first.key


# By a file


def test_a_file_of_a_group_of_this_room_makes_its_device_and_no_double(device, groups):
    first, second = device(), device()
    first.call("Blue")
    first.decide(EXERCISE.name, "setting", gain=0.3)
    first.decide(EXERCISE.name, "reflect", question1="for us alone")
    file = first.page.journal_text()
    first.decide(EXERCISE.name, "setting", gain=0.5)  # what was decided after the file is not taken back by it
    second.call("Red")
    wait_until(lambda: groups() == ["Blue", "Red"] and second.seat.others)
    second.page._opened(file)
    assert "you are “Blue”" in second.page.replace.message and not second.is_stale
    second.page.replace._on_action("no", {})
    assert groups() == ["Blue", "Red"]
    second.page._opened(file)
    second.page.replace._on_action("yes", {})
    become(second)
    assert second.key == first.key and groups() == ["Blue"]
    wait_until(lambda: second.has(gain=0.5))
    assert "for us alone" in second.stored.to_text() and second.set_aside[-1].decided(*NAME[:2]) == {"name": "Red"}


def test_what_a_dead_device_could_not_tell_the_room_arrives_with_its_file(device, room):
    store, opened = room
    first, second = device(), device()
    first.call("Blue")
    wait_until(lambda: named(store.read(opened)))
    first.close()
    first.page.attendance._link._closed.wait()
    first.decide(EXERCISE.name, "setting", gain=0.3)
    second.page._opened(first.page.journal_text())
    second.page.replace._on_action("yes", {})
    become(second)
    wait_until(lambda: [one.decided(EXERCISE, "setting") for one in from_room(store.read(opened))] == [{"gain": 0.3}])


def test_a_file_from_elsewhere_is_opened_as_ever(device):
    one = device()
    one.call("Blue")
    one.page._opened(Journal((Event("1", "2026-01-01T00:00:00Z", EXERCISE.name, "setting", "gain", 0.7),)).to_text())
    assert one.has(gain=0.7) and not one.is_stale


# Nobody any more


def test_after_everything_was_deleted_somebody_new_sits_there(device, groups):
    one = device()
    one.call("Blue")
    wait_until(lambda: groups() == ["Blue"])
    before = one.key
    aside(one.page._forget)
    assert one.key != before and one.stored.decided("room", "join") == {one.seat.key_name: one.key}
    wait_until(lambda: one.seat.others == {before: "Blue"})
    one.call("Red")
    wait_until(lambda: groups() == ["Blue", "Red"])
    one.open()
    assert one.seat.name == "Red"


def test_another_tab_of_a_browser_that_has_become_another_group_is_opened_anew(device):
    first, second, tab = device(), device(), device(Page, EXERCISE, "en")
    first.call("Blue")
    tab.stored = second.stored
    tab.open()
    wait_until(lambda: second.seat.others)
    second.press("take", group="Blue", letters=letters_of(first))
    tab.page.restore(second.stored.to_text())  # as the browser hands it on
    assert tab.is_stale
    tab.stored = second.stored
    tab.open()
    assert tab.key == first.key
