"""A page's part in a room: it joins with a key of its own, tells the room what is decided, and hears what the room says.

The browser's journal stays the first place of everything, so a page that was cut off simply tells the room all of it
again when it is opened the next time; the store takes every event only once.
"""

import uuid
from collections.abc import Iterable

from kit.exercise import Exercise
from kit.journal import Event, Journal
from kit.messages import _
from kit.room.entries import ROOM, SHARED, UNTIL, Entry, controls, is_key
from kit.room.link import Link
from kit.room.place import PARTICIPANT, Place, here

JOIN = "join"  # step of the “exercise” called room
QUIZ = "quiz_"

IN_ROOM = _(
    "You are in the room: what you enter arrives on the facilitator’s board and is kept in this browser. Your answers to the questions to talk about stay here."
)
WAITING = _(
    "The room cannot be reached at the moment. Just go on: everything is kept in this browser and arrives as soon as the room is back."
)
ENDED = _(
    "The room has ended and its data are deleted; nothing more can be entered. What you entered is still in this browser: save it as a file on the start page."
)


def attend(page) -> "Attendance | None":
    """The part in a room of a page for participants, or None where there is no room."""
    place = here()
    return Attendance(page, place) if place and place.role == PARTICIPANT else None


class Attendance:
    """`page` has `journal`, `header`, `say`, `write_room(name, value)` and `heard_room()` for what the room says."""

    def __init__(self, page, place: Place):
        self.page, self.place = page, place
        self.key, self.entries, self._link = "", [], None

    @property
    def _key_name(self) -> str:
        return f"key.{self.place.room}"

    def enter(self) -> None:
        """Take part from now on, as the group this browser has been in this room, or as a new one.

        What a browser kept from another occasion is no business of this room: it is set aside, and the page starts anew.
        """
        known = str(self.page.journal.decided("room", JOIN).get(self._key_name, ""))
        self.key = known if is_key(known) else uuid.uuid4().hex
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
            self.page.write_room(JOIN, {self._key_name: self.key})
        self.tell(self.page.journal.events)
        self.page.header.note = self.page.say(IN_ROOM)

    def tell(self, events: Iterable[Event]) -> None:
        """Have the room store these events; answers in people's own words stay in the browser."""
        if self._link is None:
            return
        told = [event for event in events if event.step != "reflect" or event.name.startswith(QUIZ)]
        self._link.send(told)
        mine = [Entry(0, self.key, event, "") for event in told if event.step == SHARED]
        if mine:  # heard at once, before the store has said it
            self._heard(mine)

    def establish(self, fact: Event) -> None:
        """Write down a fact that everybody comes to in the same way."""
        self._link.send([fact], author=ROOM)

    # What the room says

    def _heard(self, entries: list) -> None:
        self.entries += entries
        self.page.heard_room()

    def _state(self, state) -> None:
        self.page.header.over = state.ended
        said = ENDED if state.ended else IN_ROOM if state.connected else WAITING
        self.page.header.note = (
            self.page.say(state.problem) if state.problem and state.connected else self.page.say(said)
        )

    def allows(self, exercise: Exercise, verb: str) -> bool:
        """Whether the facilitator lets groups open a step."""
        until = controls(self.entries).get(f"{UNTIL}{exercise.name}", "")
        return until not in exercise.verbs or exercise.verbs.index(verb) <= exercise.verbs.index(until)
