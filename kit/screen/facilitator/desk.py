"""What all parts of the facilitator's page share: the journal of this browser, the codes, the room, and the session they make."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cached_property

import ipywidgets

from kit.cases import cases
from kit.errors import JournalError, KitError
from kit.exercise import Exercise, exercises
from kit.gather import session
from kit.groups import Session
from kit.journal import Event, Journal, read_event, read_journal
from kit.messages import _
from kit.room.entries import CONTROL, FACILITATOR, ROOM, Entry, controls
from kit.room.link import Link
from kit.room.place import LEADER, Place, here
from kit.screen.attend import WAITING
from kit.screen.desk import calmly
from kit.screen.later import Later
from kit.screen.page import OTHER_LANGUAGE, SAVED, SET_ASIDE, START, new_events
from kit.wording import Language
from kit.widgets.form import Form
from kit.widgets.page import Header

TITLE = _("For the facilitator")
GROUP = _("Group {number}")
NAME = "facilitator"  # the “exercise” under which this page keeps its own decisions
CODES = "codes"  # step: accepted codes, named “exercise|group”
LEAD = "lead"  # step of the “exercise” called room: to which room the entries of this browser belong
POLL_SECONDS = 0.5
PAUSE_SECONDS = 0.3  # after news, before the board is drawn again: groups often decide several things at once

OVER = _("The room has ended and its data are deleted.")


class Facilitator:
    """The facilitator's page in one language. Parts listen with `listen` and find everything in `session`."""

    def __init__(self, language: str):
        self.words = Language(language)
        self.say = self.words.say
        self.exercises: dict[str, Exercise] = exercises()
        self.cases = cases(language)
        self.journal, self.entries, self.over = Journal(), [], False
        self.link, self._listeners, self._later = None, [], Later()
        self.session = Session()
        other, other_name = OTHER_LANGUAGE[language]
        self.header = Header(
            title=self.say(TITLE), language=language, on_stored=self._restore, on_unsaved=lambda: None,
            links=[{"href": "00_start.ipynb", "label": self.say(START)}, {"href": f"../{other}/90_facilitator.ipynb", "label": other_name}],
        )  # fmt: skip

    @cached_property
    def place(self) -> Place | None:
        """The room that is led here: the one this kernel's server was started for, or the one that was begun in its place.

        None outside of any room, and on a page for participants, which knows nothing of the room's controls.
        """
        place = here()
        if not place or place.role != LEADER:
            return None
        from kit.room.store import Store  # needs a library that only a room needs

        try:
            store = Store(place.store)
            place = replace(place, room=store.current(place.room))
            store.close()
        except KitError:
            pass  # the store is away; the link says so
        return place

    # The journal of this browser

    def decided(self, step: str) -> dict:
        """What was decided in a part of this page."""
        return self.journal.decided(NAME, step)

    def write(self, step: str, decisions: dict) -> None:
        """Decide something and have the browser store it."""
        events = new_events(NAME, step, decisions)
        self.journal = self.journal.adding(events)
        self.header.write([asdict(event) for event in events])
        self.changed()

    def hear(self, events: list[dict]) -> None:
        """Take over events that the browser has already stored."""
        self.journal = self.journal.adding(read_event(event, place) for place, event in enumerate(events, start=1))
        self.changed()

    def _restore(self, text: str) -> None:
        self.header.note = self.say(SAVED)
        try:
            self.journal = self.journal.adding(read_journal(text).events)
        except JournalError as error:
            self.header.note = self.say(error) + " " + self.say(SET_ASIDE)
        if self.place:
            self._belong(self.place.room)
        if self.place and self.link is None:
            place = self.place
            self.link = Link(place.store, place.room, author=FACILITATOR, public=False, seconds=POLL_SECONDS, on_news=self._heard, on_state=self._state)
        self._gather()

    def _belong(self, room: str) -> None:
        """Title, codes, clock and agenda belong to one room: what this browser kept from another one is set aside."""
        if room in self.journal.decided("room", LEAD):
            return
        if self.journal.events:
            self.journal = Journal()
            self.header.set_aside()
        events = new_events("room", LEAD, {room: "yes"})
        self.journal = self.journal.adding(events)
        self.header.write([asdict(event) for event in events])

    # The room

    def _heard(self, entries: list[Entry]) -> None:
        self.entries += entries
        self.changed()

    def _state(self, state) -> None:
        if state.ended and not self.over:
            self.over = True
            self.changed()
        said = OVER if state.ended else SAVED if state.connected else WAITING
        self.header.note = self.say(state.problem) if state.problem and state.connected else self.say(said)

    @property
    def controls(self) -> dict[str, str]:
        """What was decided for the room."""
        return controls(self.entries)

    def control(self, name: str, value: str) -> None:
        """Decide something for the whole room."""
        events = new_events("room", CONTROL, {name: value})
        self.link.send(events)
        self._heard([Entry(0, FACILITATOR, event, "") for event in events])  # seen at once, before the store says it

    def establish(self, facts: list[Event]) -> None:
        """Write facts down that hold for the whole room."""
        self.link.send(facts, author=ROOM)

    # The session

    @property
    def codes(self) -> list[tuple[str, str, str]]:
        """The accepted codes: group's name, exercise, code."""
        split = [(*name.partition("|")[::2], code) for name, code in self.decided(CODES).items() if code]
        return [(group, exercise, str(code)) for exercise, group, code in split if exercise in self.exercises]

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard()` whenever groups, the room or this page's own decisions have changed."""
        self._listeners.append(heard)

    def changed(self) -> None:
        """Gather everything anew after a short pause."""
        self._later.start(self._soon())

    async def _soon(self) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        self._gather()

    def _gather(self) -> None:
        self.session = session(self.codes, self.entries, self.exercises, self.say(GROUP, number="{number}"))
        for heard in self._listeners:
            heard()

    def form(self, step: str, **traits) -> Form:
        """A form whose decisions belong to this page."""
        return Form(**{"locale": self.words.code, "place": {"exercise": NAME, "step": step}, "on_events": self.hear} | traits)

    # The verbs

    @calmly
    def agenda(self) -> ipywidgets.Widget:
        """Agenda and clock, with the words of the guide."""
        from kit.screen.facilitator.agenda import Agenda

        return Agenda(self).box

    @calmly
    def room(self) -> ipywidgets.Widget:
        """The live room: how to join, who is there, what is open."""
        from kit.screen.facilitator.room import RoomPart

        return RoomPart(self).box

    @calmly
    def board(self) -> ipywidgets.Widget:
        """All groups side by side."""
        from kit.screen.facilitator.board import Board

        return Board(self).box

    @calmly
    def debrief(self) -> ipywidgets.Widget:
        """Questions made from what the groups did."""
        from kit.screen.facilitator.debrief import Debrief

        return Debrief(self).box

    @calmly
    def report(self) -> ipywidgets.Widget:
        """The report to take home."""
        from kit.screen.facilitator.report import Report

        return Report(self).box
