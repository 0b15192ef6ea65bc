"""What all parts of the facilitator's page share: the journal of this browser, the codes, the room, and the session they make."""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ipywidgets

from kit.agenda import played_order
from kit.errors import KitError
from kit.exercise import Exercise
from kit.exercises import checks, exercises
from kit.gather import session
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.messages import Message, _
from kit.room.entries import CONTROL, FACILITATOR, ROOM, Entry, Said, Sign, controls
from kit.room.knocks import Ear
from kit.room.link import Link
from kit.room.place import LEADER, MY_ROOMS, Place, here
from kit.screen.journaled import Journaled
from kit.screen.opened import calmly
from kit.screen.page import OTHER_LANGUAGE, START
from kit.screen.postponed import Postponed
from kit.widgets.form import Form

if TYPE_CHECKING:
    from kit.room.store import Store

TITLE = _("For the facilitator")
GROUP = _("Group {number}")
NAME = "facilitator"  # the “exercise” under which this page keeps its own decisions
CODES = "codes"  # step: accepted codes, named “exercise|group”
FOLLOWED = (
    "agenda",
    "clock",
    "screen",
    "board",
    "codes",
)  # steps in which all windows of a room follow each other, whatever browser they are in
OWN = {(NAME, step) for step in FOLLOWED}
LEAD = "lead"  # step of the “exercise” called room: to which room the entries of this browser belong
POLL_SECONDS = 0.5
PAUSE_SECONDS = 0.3  # after news, before the board is drawn again: groups often decide several things at once

IN_ROOM = _(
    "What groups decide is kept in the room’s store until you end the room; what you enter here is kept in this browser, and what concerns the groups in the store too."
)
NOT_STORED = _(
    "What groups decide does not reach the room’s store at the moment. {problem} Groups can go on: their browsers keep everything, and it arrives as soon as the store is back."
)
WAITING = _("The room’s store has not answered yet.")
NOT_NOW = _("No, leave it as it is")
OVER = _("The room has ended and its data are deleted.")


class Facilitator(Journaled):
    """The facilitator's page in one language. Parts listen with `listen` and find everything in `session`."""

    def __init__(self, language: str):
        other, other_name = OTHER_LANGUAGE[language]
        links, place = [("00_start.ipynb", START), (f"../{other}/90_facilitator.ipynb", other_name)], here()
        back = (place.rooms, MY_ROOMS) if place and place.rooms else ()
        super().__init__(language, TITLE, links=links, back=back)
        self.exercises: dict[str, Exercise] = exercises()
        self.checks = checks()
        self.on_board = {name: one for name, one in self.checks.items() if one.board} | self.exercises
        self.entries, self.signs, self.over = [], {}, False
        self._controls = self.entries, 0, {}
        self.is_heard = False  # whether all is known that the room knew when this page was opened
        self.on_signs: list[Callable[[], None]] = []  # called when it is known anew whose pages are on a screen
        self.ear, self.on_doors = Ear(), list[Callable[[str], None]]()  # what is heard of the doors, and who shows it
        self.link, self._parts, self._later = None, {}, Postponed(self.guard)
        self.session, self._word = Session(), None
        self.clock, self.is_window = None, False  # of the agenda; whether this is a window of the big screen

    @property
    def is_alone(self) -> bool:
        """Whoever leads is spoken to as the page stands, however many sit beside them."""
        return False

    @property
    def foot(self) -> Message:
        """In a room, what concerns the groups is kept in its store too."""
        return IN_ROOM if self.place else super().foot

    @cached_property
    def place(self) -> Place | None:
        """The room that is led here: the one this kernel's server was started for, or the one that was begun in its place.

        None outside of any room, and on a page for participants, which knows nothing of the room's controls.
        """
        place = here()
        if not place or place.role != LEADER:
            return None
        with suppress(KitError):  # the store is away; the link says so
            return replace(place, room=_in_store(place.store, lambda store: store.current(place.room)))
        return place

    # The journal of this browser

    def decided(self, step: str) -> dict:
        """What was decided in a part of this page."""
        return self.journal.decided(NAME, step)

    def write(self, step: str, decisions: dict) -> None:
        """Decide something and have the browser store it."""
        self.decide(NAME, step, decisions)
        self.changed()

    def hear(self, events: list[dict]) -> dict:
        counts = super().hear(events)
        self.changed()
        return counts

    def take(self, events) -> None:
        """Know these events; what other windows follow goes to the room as well."""
        super().take(events)
        followed = [event for event in events if (event.exercise, event.step) in OWN]
        if self.link and followed:
            self.link.send(followed)

    def enter(self) -> None:
        """Hear what the room says, from the first time on."""
        if self.place:
            self._belong(self.place.room)
        if self.place and self.link is None:
            place, heard = self.place, {"on_news": self.guarded(self._heard), "on_state": self.guarded(self._state)}
            heard |= {"on_signs": self.guarded(self._signed), "on_doors": self.guarded(self._said_of_doors)}
            self.link = Link(
                place.store, place.room, author=FACILITATOR, public=False, seconds=POLL_SECONDS, touches=True, **heard
            )
            self.link.send([event for event in self.journal.events if event.key[:2] in OWN])

    def show_journal(self) -> None:
        self._gather()

    def _belong(self, room: str) -> None:
        """Title, codes, clock and agenda belong to one room: what this browser kept from another one is set aside."""
        if room in self.journal.decided("room", LEAD):
            return
        if self.journal.events:
            self.journal = Journal()
            self.header.set_aside()
        self.decide("room", LEAD, {room: "yes"})

    # The room

    def _heard(self, entries: list[Entry]) -> None:
        self.entries += [one for one in entries if one.event.exercise != NAME]
        # What another window of this room has decided, in this browser or in another.
        self.adopt(one.event for one in entries if one.author == FACILITATOR and one.event.key[:2] in OWN)
        self.changed()

    def _state(self, state) -> None:
        if state.replaced:  # begun in another tab: nothing may go on here in the name of the new room
            self.header.reload()
        if state.connected and not self.is_heard:
            self.is_heard = True
            self.changed()
        if state.ended and not self.over:
            self.over = True
            self.changed()
        problem = self.say(state.problem) if state.problem else ""
        if state.ended:
            self.header.note = self.say(OVER)
        elif state.connected:
            self.header.note = problem
        else:
            self.header.note = self.say(NOT_STORED, problem=problem) if problem else self.say(WAITING)

    def _signed(self, signs: dict[str, Sign]) -> None:
        self.signs = signs
        for heard in self.on_signs:
            heard()

    def _said_of_doors(self, said: Said) -> None:
        self.ear.hear(said.knocks)
        for heard in self.on_doors:
            heard(said.co_word)

    @property
    def controls(self) -> dict[str, str]:
        """What was decided for the room; read again only when something was added."""
        entries, count, said = self._controls
        if entries is not self.entries or count != len(self.entries):
            said = controls(self.entries)
            self._controls = self.entries, len(self.entries), said
        return said

    def word(self) -> str:
        """The word that lets groups in; "" when the room has ended or its store is away."""
        if self._word is None and self.place:
            with suppress(KitError):
                room = self.in_store(lambda store: store.room(self.place.room))
                self._word = room.token if room else ""
        return self._word or ""

    def in_store(self, ask: Callable[["Store"], Any]) -> Any:
        """What the room's store answers to one question; raises `KitError` while it is away."""
        return _in_store(self.place.store, ask)

    def control(self, name: str, value: str) -> None:
        """Decide something for the whole room."""
        events = Journal().deciding("room", CONTROL, {name: value})
        self.link.send(events)
        self._heard([Entry(0, FACILITATOR, event, "") for event in events])  # seen at once, before the store says it

    def establish(self, facts: list[Event]) -> None:
        """Write facts down that hold for the whole room."""
        self.link.send(facts, author=ROOM)

    # The session

    @property
    def nameless(self) -> str:
        """What a group without a name is called, with the placeholder {number}."""
        return self.say(GROUP, number="{number}")

    @property
    def has_agenda(self) -> bool:
        """Whether an agenda was chosen, or its clock begun."""
        return bool(self.decided("agenda") or self.decided("clock"))

    @property
    def order(self) -> tuple[str, ...]:
        """The exercises in the order of the agenda; none before there is one."""
        minutes = {one.name: one.minutes for one in self.exercises.values()}
        return played_order(self.words.code, self.decided("agenda"), minutes) if self.has_agenda else ()

    def decide_codes(self, codes: dict[str, str]) -> None:
        """Take codes over, by “exercise|group”; an empty one takes the code off the board."""
        self.write(CODES, codes)

    @property
    def codes(self) -> list[tuple[str, str, str]]:
        """The accepted codes: group's name, exercise, code."""
        split = [(*name.partition("|")[::2], code) for name, code in self.decided(CODES).items() if code]
        return [(group, exercise, str(code)) for exercise, group, code in split if exercise in self.exercises]

    def listen(self, part, heard: Callable[[], None]) -> None:
        """Call `heard()` whenever groups, the room or this page's own decisions have changed, until the part is made anew."""
        self._parts[type(part)] = heard

    def changed(self) -> None:
        """Gather everything anew after a short pause."""
        self._later.start(self._soon())

    async def _soon(self) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        self._gather()

    def _gather(self) -> None:
        self.session = session(self.codes, self.entries, self.exercises)
        for heard in list(self._parts.values()):
            with self.guard():  # one part that fails does not keep the others from hearing
                heard()

    @property
    def in_room(self) -> list[Group]:
        """The groups that are in the room themselves, and not only by a code."""
        return [one for one in self.session.groups if not one.key.startswith("code ")]

    def form(self, step: str, **traits) -> Form:
        """A form whose decisions belong to this page."""
        return super().form(**{"place": {"exercise": NAME, "step": step}} | traits)

    def ask(self, form: Form, question: Message, yes: Message, then: Callable[[], object], **values) -> None:
        """Ask before something that cannot be taken back, or that everybody sees."""
        form.ask(self.say(question, **values), self.say(yes), self.say(NOT_NOW), then)

    # The verbs

    @calmly
    def agenda(self) -> ipywidgets.Widget:
        """Agenda and clock, with the words of the guide."""
        from kit.screen.facilitator.agenda import Agenda

        part = Agenda(self)
        self.clock = part.clock
        return part.box

    @calmly
    def room(self) -> ipywidgets.Widget:
        """The live room: how to join, who is there, what is open."""
        from kit.screen.facilitator.room import RoomPart

        return RoomPart(self).box

    @calmly
    def screen(self) -> ipywidgets.Widget:
        """The big screen, and what is chosen for it."""
        from kit.screen.facilitator.big_screen import BigScreen

        return BigScreen(self).box

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


def _in_store(url: str, ask: Callable[["Store"], Any]) -> Any:
    from kit.room.store import Store  # needs a library that only a room needs

    with closing(Store(url, create=False)) as store:
        return ask(store)
