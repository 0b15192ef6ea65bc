"""What the servers of a room tell the facilitator of wrong words at their doors, by way of the store.

A server says it again every few seconds as long as it holds, each time with another `beat`. Times are seconds from when it
is said: whoever reads it counts by their own clock, and leaves out what has not been said again for a while.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from kit.room.entries import Knock
from kit.room.tries import Notice

TELL_SECONDS, SILENT_SECONDS = 5, 30  # between two times that it is said; after which it counts no more


def tell(store, room_id: str, door: str, notice: Notice | None) -> None:
    """Say what holds at a door now; None takes back what was said before. Nothing is said in a room that has ended."""
    from sqlalchemy import delete  # a page only listens, and is not to wait for it

    from kit.room.tables import KNOCKS

    over = store.ended(room_id)
    with store.writing() as connection:
        if notice and not over:
            said = {"room": room_id, "door": door, "beat": secrets.token_hex(4)}
            store.put(connection, KNOCKS, said | asdict(notice) | {"entered": int(notice.entered)})
        else:
            connection.execute(delete(KNOCKS).where(KNOCKS.c.room == room_id, KNOCKS.c.door == door))


@dataclass(frozen=True)
class Heard:
    """A notice as it was heard: when it began and until when the door is locked (0: it is open), by the clock of whoever heard it."""

    notice: Notice
    since: float
    until: float


class Ear:
    """Keeps what was heard of each door as long as it is said again."""

    def __init__(self, clock: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic):
        self._clock, self._steady = clock, steady
        self._heard: dict[str, tuple[str, float, Heard]] = {}

    def hear(self, knocks: Iterable[Knock]) -> None:
        """All that is said now."""
        self._heard = {one.door: self._of(one) for one in knocks}

    @property
    def heard(self) -> Mapping[str, Heard]:
        """What holds, by door."""
        now = self._steady()
        return {door: heard for door, (_beat, at, heard) in self._heard.items() if at > now - SILENT_SECONDS}

    def _of(self, knock: Knock) -> tuple[str, float, Heard]:
        before = self._heard.get(knock.door)
        if before and before[0] == knock.beat:
            return before
        now, notice = self._clock(), knock.notice
        since, until = now - notice.since, now + notice.locked if notice.locked else 0.0
        if before:  # it is the same moment, however long the saying took
            since, until = (_alike(*two) for two in ((before[2].since, since), (before[2].until, until)))
        return knock.beat, self._steady(), Heard(notice, since, until)


def _alike(before: float, now: float) -> float:
    return before if abs(before - now) < 2 * TELL_SECONDS else now
