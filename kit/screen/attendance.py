"""A page's part in a room: it joins with a key of its own, tells the room what is decided, and hears what the room says.

The browser's journal stays the first place of everything, so a page that was cut off simply tells the room all of it
again when it is opened the next time; the store takes every event only once.
"""

import uuid
from collections.abc import Iterable

from kit.exercise import Exercise
from kit.journal import Event, Journal
from kit.messages import _
from kit.room.entries import JOIN, ROOM, SEAT, SHARED, Entry, allows, controls
from kit.room.link import Link
from kit.room.place import PARTICIPANT, Place, here
from kit.screen.led import Led
from kit.screen.seat import Seat
from kit.typed import isolated
from kit.wording import ALONE

SEVERAL = "several"  # or `ALONE`: people at this screen (decision `people` of the team)
QUIZ = "quiz_"

IN_ROOM = _(
    "You are in the room: what you enter arrives on the facilitator’s board and is kept in this browser. Your answers to the questions to talk about stay here."
)
NOT_COUNTED = _(
    "You have no name in this room yet, so you do not count as a group. Only your answers in the culture check count, among those of everybody."
)
JOINED = _("Another device goes on with you as “{group}”. What one of you decides, the others see.")
WAITING = _(
    "The room cannot be reached at the moment. Just go on: everything is kept in this browser and arrives as soon as the room is back."
)
ENDED = _(
    "The room has ended and its data are deleted; nothing more can be entered. What you entered is still in this browser: save it as a file on the start page."
)


def is_in_room() -> bool:
    """Whether pages of this kernel are a group's in a room."""
    place = here()
    return place is not None and place.role == PARTICIPANT


def is_alone(journal: Journal) -> bool:
    """Whether one person sits at this screen: whoever says nothing else, and is in no room, is alone."""
    people = journal.decided("start", "team").get("people")
    return people == ALONE if people in (ALONE, SEVERAL) else not is_in_room()


def attend(page) -> "Attendance | None":
    """The part in a room of a page for participants, or None where there is no room."""
    return Attendance(page, here()) if is_in_room() else None


class Attendance:
    """`page` has `journal`, `header`, `say`, `write_room(name, value)` and `heard_room()` for what the room says."""

    def __init__(self, page, place: Place):
        self.page, self.place = page, place
        self.key, self.entries, self._link = "", [], None
        self.led = Led(self)
        self.seat = Seat(self)

    @property
    def foot(self):
        """What stands at the foot of the page."""
        return IN_ROOM if self.seat.name else NOT_COUNTED

    def enter(self) -> None:
        """Take part from now on, as the group this browser has been in this room, or as a new one.

        What a browser kept from another occasion is no business of this room: it is set aside, and the page starts anew.
        """
        known = self.seat.key_in(self.page.journal)
        if self.key and known != self.key:  # another tab of this browser has become another group
            return self.page.header.reload(anew=True)
        self.key = known or uuid.uuid4().hex
        if self._link is None:
            self._link = Link(
                self.place.store,
                self.place.room,
                author=self.key,
                on_news=self.page.guarded(self._heard),
                on_state=self.page.guarded(self._state),
            )
        if self.key != known:
            if self.page.journal.events:
                self.page.journal = Journal()
                self.page.header.set_aside()
            self.page.write_room(JOIN, {self.seat.key_name: self.key})
        self.tell(self.page.journal.events)
        self.led.here()

    def sign(self) -> None:
        """Have the room know that this page is on somebody's screen."""
        if self._link:
            own = getattr(self.page, "exercise", None)
            self._link.sign(own.name if own else "")

    def begin_anew(self) -> None:
        """Nobody is known here any more: whoever goes on in this browser is somebody new."""
        if self._link:
            self._link.close()
        self.key, self.entries, self._link, self.seat = "", [], None, Seat(self)
        self.page.seat_form.seat = self.seat
        self.enter()

    def tell(self, events: Iterable[Event]) -> None:
        """Have the room store these events; answers in people's own words stay in the browser."""
        if self._link is None:
            return
        told = [event for event in events if event.step != "reflect" or event.name.startswith(QUIZ)]
        told = self.seat.may_be_told(told)
        self._link.send(told)
        mine = [Entry(0, self.key, event, "") for event in told if event.step in (SHARED, SEAT)]
        if mine:  # heard at once, before the store has said it
            self._heard(mine)

    def establish(self, fact: Event) -> None:
        """Write down a fact that everybody comes to in the same way."""
        self._link.send([fact], author=ROOM)

    # What the room says

    def _heard(self, entries: list) -> None:
        is_joined = self.seat.is_joined(entries)
        self.entries += entries
        self.page.follow([one.event for one in entries if one.author == self.key and one.event.exercise != ROOM])
        self.seat.settle()
        self.page.heard_room()
        self.led.show()
        self.page.show_seat()
        if is_joined:
            self.page.header.note = self.page.say(JOINED, group=isolated(self.seat.name))

    def _state(self, state) -> None:
        if state.connected and not self.seat.is_known:
            self.seat.is_known = True
            self.seat.settle()
            self.page.show_seat()
        self.page.header.over = state.ended
        said = ENDED if state.ended else WAITING if not state.connected else state.problem
        self.page.header.note = self.page.say(said) if said else ""

    def allows(self, exercise: Exercise, verb: str) -> bool:
        """Whether the facilitator lets groups open a step."""
        verbs, asked = exercise.verbs, self.led.leads_to(exercise.name)
        is_asked = asked in verbs and verbs.index(verb) <= verbs.index(asked)
        return is_asked or allows(controls(self.entries), exercise.name, verbs, verb)
