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
from kit.widgets.form import Form
from kit.widgets.page import Header, SavedState
from kit.wording import Language

SAVED = _("Everything you enter is kept in this browser only.")
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
OPEN_IT, KEEP = _("Take it over"), _("No, keep what is here")
SAVE = _("Save as file")
WORDING = {"unsaved": NOT_SAVED, "emptied": EMPTIED, "silent": SILENT, "close": CLOSE, "save": SAVE}
NAMELESS = Message("")
MOST_EAST = 14 * 60  # minutes: no time zone lies further from UTC


class Journaled:
    """A page in one language with its journal. `attendance` is its part in a room, if any: it has `enter()` and `tell(events)`."""

    attendance = None

    def __init__(
        self, language: str, title: Message = NAMELESS, links: Sequence[tuple[str, str]] = (), **head: Message
    ):
        """`links`: addresses and what they are called. `head`: further words of the head by their names in `Header`."""
        self.words = Language(language)
        self.journal, self.minutes_east, self._is_known = Journal(), None, False
        wording = {name: self.say(sentence) for name, sentence in WORDING.items()}
        said = {name: self.say(message) for name, message in {"title": title, **head}.items()}
        named = [{"href": address, "label": self.say(label)} for address, label in links]
        self.header = Header(
            language=language, wording=wording, links=named, on_stored=self._stored, guard=self.guard, **said
        )

    def say(self, message, **values) -> str:
        return self.words.say(message, **values)

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
        if not is_known:
            self.header.note = self.say(SAVED)
        try:
            self.journal = self.journal.adding(read_journal(text).events)
        except JournalError as error:
            self.header.note = self.say(error) + " " + self.say(SET_ASIDE)
        if is_known and set(self.journal.events) == set(before.events):
            return
        self.enter()
        self.show_journal()

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
        if self.journal.replaced_by(opened):
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

    def today(self) -> datetime.date:
        """The date where the people are: by this computer's clock and the time zone of the browser."""
        now = datetime.datetime.now(datetime.UTC)
        zone = None if self.minutes_east is None else datetime.timezone(datetime.timedelta(minutes=self.minutes_east))
        return now.astimezone(zone).date()

    def form(self, **traits) -> Form:
        """A form of this page."""
        return Form(**{"locale": self.words.code, "on_events": self.hear, "guard": self.guard} | traits)
