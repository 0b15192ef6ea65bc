"""The journal: every guess, setting, answer and commitment as one small event.

Results are never stored; they are recomputed from the decisions. The same events live in the browser's storage and in
the file a person saves. Of one decision (exercise, step, name) the latest event counts.

Which is the latest must not depend on whose clock is right: a browser and a kernel write into the same journal, and either
clock may be hours off. So whoever writes stamps at least one millisecond after the latest stamp it knows, and a stamp only
orders decisions; it tells nobody the time.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any, get_type_hints

from kit.errors import JournalError
from kit.messages import _

VERSION = 1
LONGEST_TEXT = 20_000
EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
ROOM = "room"  # the “exercise” of what concerns a room: who one is in it is not decided anew
WHOLE_STEPS = ("play", "before", "after", "later")  # games, and the rounds of the culture check
NO_CLOCK_YEAR = 9000  # no clock is that wrong: such a stamp was not written by one, and nothing could come after it

BROKEN = _(
    "This is not a saved state of the kit: the file is damaged or of another kind. Open a file that was saved with “Save as file”."
)
FOREIGN_VERSION = _(
    "This state was saved by another version of the kit (version {found}); this kit reads version {known}. Open it with the kit it came from."
)
BROKEN_EVENT = _(
    "Entry {number} of the saved state is damaged: “{name}” is missing or of the wrong kind. Nothing was taken over."
)


@dataclass(frozen=True)
class Event:
    """One decision: who made it is not kept, only its stamp (`at`, ISO time), where and what."""

    id: str
    at: str
    exercise: str
    step: str
    name: str
    value: str | int | float | bool | None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.exercise, self.step, self.name

    @property
    def order(self) -> tuple[int, str]:
        """What a later event has more of, in the kernel and in journal.js alike."""
        return moment(self.at), self.id


KINDS = get_type_hints(Event)  # of what is stored of an event, by name


def now() -> int:
    """The milliseconds since 1970 by this computer's clock."""
    return (datetime.now(UTC) - EPOCH) // MILLISECOND


def stamp(milliseconds: int) -> str:
    """A moment as journals write it.

    >>> stamp(2500)
    '1970-01-01T00:00:02.500Z'
    """
    return (EPOCH + milliseconds * MILLISECOND).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(at: str) -> int:
    """The milliseconds since 1970 of a stamp; 0 for one that no clock could have written.

    >>> moment("1970-01-01T00:00:02.500Z"), moment("yesterday")
    (2500, 0)
    """
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return 0
    known = read if read.tzinfo else read.replace(tzinfo=UTC)
    return max(0, (known - EPOCH) // MILLISECOND) if read.year < NO_CLOCK_YEAR else 0


@dataclass(frozen=True)
class Journal:
    """All decisions known on a page; changed by making a new one."""

    events: tuple[Event, ...] = ()

    def adding(self, events: Iterable[Event]) -> "Journal":
        """A journal with these events as well; of one decision the one decided last is kept."""
        latest = {event.key: event for event in self.events}
        for event in events:
            known = latest.pop(event.key, None)
            latest[event.key] = known if known and known.order > event.order else event
        return Journal(tuple(latest.values()))

    def deciding(self, exercise: str, step: str, decisions: Mapping[str, Any]) -> list[Event]:
        """Decisions of this moment as events, later than all that is known here whatever the clock says."""
        latest = max((moment(event.at) for event in self.events), default=0)
        at = stamp(max(now(), latest + 1))
        return [Event(uuid.uuid4().hex, at, exercise, step, name, value) for name, value in decisions.items()]

    def opening(self, saved: "Journal") -> list[Event]:
        """What opening a saved state decides: all of it now, and games and rounds as a whole, so that no two of them mix."""
        found = [event for event in saved.events if event.exercise == ROOM]
        for exercise, step in dict.fromkeys(event.key[:2] for event in saved.events if event.exercise != ROOM):
            here = self.decided(exercise, step) if step in WHOLE_STEPS else {}
            found += self.deciding(exercise, step, dict.fromkeys(here, "") | saved.decided(exercise, step))
        return found

    def replaced_by(self, saved: "Journal") -> bool:
        """Whether opening a saved state changes anything that was decided here."""
        after = {event.key: event.value for event in self.adding(self.opening(saved)).events}
        return any(after[event.key] != event.value for event in self.events)

    def decided(self, exercise: str, step: str) -> dict[str, Any]:
        """What was decided in one step: value by name."""
        return {event.name: event.value for event in self.events if (event.exercise, event.step) == (exercise, step)}

    def to_text(self) -> str:
        """The journal as the text that is stored and saved."""
        return json.dumps({"version": VERSION, "events": [asdict(event) for event in self.events]}, ensure_ascii=False)


def read_event(entry: Any, number: int) -> Event:
    """An event from its stored form; `number` is its place for the error message. Raises `JournalError`."""
    if not isinstance(entry, dict):
        raise JournalError(BROKEN_EVENT, number=number, name="event")
    for name, kind in KINDS.items():
        value = entry.get(name, ...)
        if not isinstance(value, kind) or not _is_readable(value):
            raise JournalError(BROKEN_EVENT, number=number, name=name)
    return Event(**{name: entry[name] for name in KINDS})


def _is_readable(value: Any) -> bool:
    """Whether a browser reads a value as well: no endless number, no text that is too long or holds half a sign."""
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and value.encode("utf-8", "ignore").decode("utf-8") == value
    return not isinstance(value, float) or isfinite(value)


def read_saved(text: str) -> Journal:
    """The journal in a file that somebody saved; raises `JournalError`, also for an empty file."""
    if not text.strip():
        raise JournalError(BROKEN)
    return read_journal(text)


def read_journal(text: str) -> Journal:
    """A journal from its text; an empty text is an empty journal. Raises `JournalError`."""
    if not text:
        return Journal()
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JournalError(BROKEN) from error
    if not isinstance(stored, dict) or "version" not in stored or not isinstance(stored.get("events"), list):
        raise JournalError(BROKEN)
    if stored["version"] != VERSION or isinstance(stored["version"], bool):
        raise JournalError(FOREIGN_VERSION, found=str(stored["version"])[:20], known=VERSION)
    return Journal().adding(read_event(entry, place) for place, entry in enumerate(stored["events"], start=1))
