"""What every page with a journal shares: the page of an exercise, the start page and the facilitator's page.

The browser's journal is the first place of everything. The page takes over what the browser has stored, follows what other
tabs decide, has the browser store what it decides itself, and says one calm sentence where something goes wrong.
"""

import datetime
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from kit.errors import JournalError, KitError
from kit.journal import ROOM, Journal, read_event, read_journal, read_saved
from kit.messages import Message, _
from kit.screen.attendance import is_alone
from kit.screen.led import PUT_AWAY
from kit.typed import isolated
from kit.widgets.form import Form
from kit.widgets.page import Header, SavedState
from kit.wording import Language

SAVED = _("Everything you enter is kept in this browser only.")
APART = _("What you try here is kept nowhere.")
NOT_SAVED = _("This browser refuses to store anything. Save your state as a file before you close the page.")
SET_ASIDE = _("Your earlier entries are kept aside in this browser; this page starts anew.")
EMPTIED = _("Your entries were deleted or put aside in another tab of this browser. Reload this page to begin anew.")
SILENT = _("The kit has not answered for five seconds. What you did is sent again until it arrives; please wait.")
FAILED = _("Something went wrong in the kit itself. What you entered is kept; please reload the page.")
CLOSE = _("Close this message")
OPENED = _("The saved state is taken over.")
SURE_FILE = _(
    "This file replaces decisions that you have made here, and there is no way back. Save your state as a file first if you want to keep it."
)
SURE_GROUP = _(
    "This file is from this room: you are “{group}”. Go on here as “{group}”, together with your other devices? What was entered on this device so far is set aside."
)
SURE_NAMELESS = _(
    "This file is from this room, and whoever saved it had no name yet. Go on here from there? What was entered on this device so far is set aside."
)
OPEN_IT, KEEP = _("Take it over"), _("No, keep what is here")
GO_ON_AS = _("Yes, go on as “{group}”")
SAVE = _("Save as file")
STEP_DONE, STEP_LOCKED, AHEAD = _("(done)"), _("(locked)"), _("What comes after this")
WORDING = {
    "unsaved": NOT_SAVED,
    "emptied": EMPTIED,
    "silent": SILENT,
    "close": CLOSE,
    "save": SAVE,
    "done": STEP_DONE,
    "locked": STEP_LOCKED,
    "ahead": AHEAD,
    "away": PUT_AWAY,
}
NAMELESS = Message("")
MOST_EAST = 14 * 60  # minutes: no time zone lies further from UTC


class Journaled:
    """A page in one language with its journal. `attendance` is its part in a room, if any: it has `enter()`, `tell(events)` and `foot`."""

    attendance = seat_form = None
    is_apart = (
        False  # whether nothing is read from the browser's journal, and nothing is stored there or told to a room
    )

    def __init__(
        self, language: str, title: Message = NAMELESS, links: Sequence[tuple[str, str]] = (), back: tuple = (), **head
    ):
        """`links`: addresses and what they are called, `back` the one that leads back. `head`: further traits of the head, messages said."""
        self.journal, self.minutes_east, self._is_known = Journal(), None, False
        self.words = Language(language, alone=self.is_alone)
        said = {
            name: self.say(one) if isinstance(one, Message) else one for name, one in {"title": title, **head}.items()
        }
        named = [{"href": address, "label": self.say(label)} for address, label in links]
        named += [{"href": back[0], "label": self.say(back[1]), "back": True}] if back else []
        self.header = Header(
            language=language, wording=self._wording(), links=named, on_stored=self._stored, guard=self.guard, **said
        )

    @property
    def is_alone(self) -> bool:
        """Whether one person sits here: whoever says nothing else, and is in no room, is alone."""
        return is_alone(self.journal)

    def say(self, message, **values) -> str:
        return self.words.say(message, **values)

    def _wording(self) -> dict[str, str]:
        return {name: self.say(sentence) for name, sentence in WORDING.items()}

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Around everything that goes on after the page has opened: what goes wrong is said on the page and logged."""
        try:
            yield
        except KitError as error:
            self.header.problem = self.words.say(error)
        except Exception:  # a page must stay calm whatever happens; the log keeps everything
            logging.getLogger("kit").exception("after the page had opened")
            self.header.problem = self.say(FAILED)

    def guarded(self, heard: Callable) -> Callable:
        """`heard` with the guard around it, for those who call from elsewhere."""

        def calmly(*given) -> None:
            with self.guard():
                heard(*given)

        return calmly

    # The journal

    def hear(self, events: list[dict]) -> dict:
        """Take over events that the browser has already stored; gives what counts of these decisions now, by name."""
        read = [read_event(event, place) for place, event in enumerate(events, start=1)]
        self.take(read)
        keys = {event.key for event in read}
        return {event.name: event.value for event in self.journal.events if event.key in keys}

    def take(self, events) -> None:
        """Know these events, and tell the room."""
        self.journal = self.journal.adding(events)
        if self.attendance:
            self.attendance.tell(events)
            self.show_seat()

    def adopt(self, events) -> bool:
        """Know what was decided elsewhere and have the browser store it, as if it had been decided here; whether any of it is new."""
        before = set(self.journal.events)
        self.journal = self.journal.adding(events)
        news = [asdict(event) for event in self.journal.events if event not in before]
        if news:
            self.header.write(news)
        return bool(news)

    def follow(self, events) -> None:
        """Show what another device of this group has decided, as if it had been decided in another tab of this browser."""
        if self.adopt(events):
            self.address()
            self.show_journal()

    def show_seat(self) -> None:
        """Say who one is in the room by now."""
        if self.seat_form:
            self.header.foot = self.say(self.foot)
            self.seat_form.show()

    def decide(self, exercise: str, step: str, decisions: Mapping) -> None:
        """Decide something on behalf of the person and have the browser store it."""
        events = self.journal.deciding(exercise, step, decisions)
        self.take(events)
        self.header.write([asdict(event) for event in events])

    def write_room(self, step: str, decisions: Mapping) -> None:
        """Decide something that concerns the room and no exercise."""
        self.decide(ROOM, step, decisions)

    def _stored(self, text: str, minutes_east) -> None:
        possible = isinstance(minutes_east, int) and abs(minutes_east) <= MOST_EAST
        self.minutes_east = minutes_east if possible else None
        self.restore(text)

    def restore(self, text: str) -> None:
        """Take over the journal of a browser that opens this page, or that has decided something in another tab."""
        before, is_known, self._is_known = self.journal, self._is_known, True
        try:
            self.journal = self.journal.adding(read_journal(text).events)
        except JournalError as error:
            self.header.note = self.say(error) + " " + self.say(SET_ASIDE)
        if is_known and set(self.journal.events) == set(before.events):
            return
        self.enter()
        self.address()
        self.show_journal()
        self.show_seat()

    def address(self) -> None:
        """Speak to one person, or to several, as the journal says by now."""
        alone, self.words.alone = self.words.alone, self.is_alone
        if alone != self.words.alone:
            self.header.wording = self._wording()
            self.say_anew()
        self.header.foot = self.say(self.foot)

    @property
    def foot(self) -> Message:
        """What stands at the foot of the page: where that is kept which is entered here."""
        return self.attendance.foot if self.attendance else APART if self.is_apart else SAVED

    def keep_apart(self) -> None:
        """Keep to oneself what is tried here; to be called before the page is shown."""
        self.is_apart, self.attendance, self.seat_form, self.header.private = True, None, None, True

    def say_anew(self) -> None:
        """Say again what is already on the page."""

    def open_saved(self, content: str, saved: SavedState, asks: Form) -> None:
        """Take over a file that somebody opened; where it replaces own decisions, only after a question in the form `asks`."""
        try:
            opened = read_saved(content)
        except JournalError as error:
            saved.message = self.say(error)
            return

        def take() -> None:
            self.take_over(opened)
            saved.message = self.say(OPENED)

        saved.message = ""
        seat = self.attendance and self.attendance.seat
        if seat and (group := seat.key_in(opened)) not in ("", self.attendance.key):
            called = seat.others.get(group) or seat.typed_in(opened)
            question, yes = (SURE_GROUP, GO_ON_AS) if called else (SURE_NAMELESS, OPEN_IT)
            question, yes = self.say(question, group=isolated(called)), self.say(yes, group=isolated(called))
            asks.ask(question, yes, self.say(KEEP), lambda: seat.become(group, opened))
        elif self.journal.replaced_by(opened):
            asks.ask(self.say(SURE_FILE), self.say(OPEN_IT), self.say(KEEP), take)
        else:
            take()

    def take_over(self, journal: Journal) -> None:
        """Take over a journal from a file, as decided now: the browser stores it, the page shows it."""
        events = self.journal.opening(journal)
        self.take(events)
        self.header.write([asdict(event) for event in events])
        self.show_journal()

    def journal_text(self) -> str:
        """All that is known here, as it is stored and saved."""
        return self.journal.to_text()

    def enter(self) -> None:
        """Take part in the room, if there is one."""
        if self.attendance:
            self.attendance.enter()

    def show_journal(self) -> None:
        """Bring the page in line with the journal."""

    @property
    def zone(self) -> datetime.tzinfo | None:
        """The time zone of the browser; None where it is not known, which means that of this computer."""
        return None if self.minutes_east is None else datetime.timezone(datetime.timedelta(minutes=self.minutes_east))

    def today(self) -> datetime.date:
        """The date where the people are: by this computer's clock and the time zone of the browser."""
        return datetime.datetime.now(datetime.UTC).astimezone(self.zone).date()

    def form(self, **traits) -> Form:
        """A form of this page."""
        return Form(
            **{"locale": self.words.code, "on_events": self.hear, "guard": self.guard, "private": self.is_apart}
            | traits
        )
