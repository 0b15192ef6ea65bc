"""The link between a kernel and its room: what is decided goes to the store, what is new in the room comes back.

A thread of its own does the waiting, so that a page never does, whatever happens to the store meanwhile. What was sent
waits in memory until it is stored, and the store takes it once, so trying again is safe.
"""

import asyncio
import logging
import random
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from math import inf
from time import monotonic

from kit.errors import KitError, RoomAway, RoomError
from kit.journal import Event
from kit.room.entries import FACILITATOR, ROOM, Entry, Said, Sign
from kit.room.shared_store import opened

LOG = logging.getLogger("kit")
# Seconds until the next attempt while the store is away; doubled from one to the next.
FIRST_WAIT, LONGEST_WAIT = 0.5, 5.0
AT_ONCE = 200  # events in one transaction
CLOSING_SECONDS = 2.0
TOUCH_SECONDS = 5.0  # between two looks whether the store can be written to
SIGNS_SECONDS = 5.0  # between two looks which groups have given a sign of life


@dataclass(frozen=True)
class State:
    """How the link is doing: events `waiting` are not stored yet; `problem` says why it is cut off or what was refused.

    `replaced`: another room has taken the place of this one (heard by a link that `touches`).
    """

    connected: bool = False
    waiting: int = 0
    ended: bool = False
    replaced: bool = False
    problem: KitError | None = None


class Link:
    """Sends events of `author` to a room and polls it every `seconds`; a `public` link hears only what every group may know, and `author` itself.

    `on_news(entries)` and `on_state(state)` are called in `loop`, by default the one that is running where the link is
    made; without any loop, in the link's own thread. `on_signs(signs)` hears every few seconds the last sign of life of
    each group, `on_doors(said)` what is said of the doors (only together with signs). A link that `touches` finds out by itself whether the store can be
    written to, also while it has nothing to send. News come in order and once, but from the beginning again when another
    database was put in the place of the first.
    """

    def __init__(
        self,
        url: str,
        room_id: str,
        *,
        author: str = "",
        public: bool = True,
        on_news: Callable[[list[Entry]], None],
        on_state: Callable[[State], None] | None = None,
        seconds: float = 1.0,
        loop: asyncio.AbstractEventLoop | None = None,
        touches: bool = False,
        on_signs: Callable[[dict[str, Sign]], None] | None = None,
        on_doors: Callable[[Said], None] | None = None,
    ):
        self.url, self.room, self.author, self.public, self.seconds = url, room_id, author, public, seconds
        self._on_news, self._on_state = on_news, on_state or (lambda state: None)
        self._loop = loop or _running_loop()
        self._queue, self._lock = {}, threading.Lock()
        self._wake, self._closed = threading.Event(), threading.Event()
        self._store, self._seen, self._refusal = None, 0, None
        self._touches, self._touched = touches, -inf
        self._on_signs, self._looked, self._alive_on = on_signs, -inf, None
        self._on_doors = on_doors
        self._state = self._told = State()
        self._thread = threading.Thread(target=self._run, name="room link", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """How the link is doing now."""
        return replace(self._state, waiting=len(self._queue))

    def send(self, events: Iterable[Event], author: str = "") -> None:
        """Have events stored as soon as possible, under the link's author or another; returns at once."""
        with self._lock:
            if not self._state.ended:
                for event in events:
                    self._queue.setdefault((author or self.author, event.id), event)
        self._wake.set()

    def sign(self, page: str = "") -> None:
        """Have the store know that this page of the link's author is on somebody's screen now; returns at once.

        It waits for the next visit to the store, and is forgotten where there is none: nobody is helped by an old one.
        """
        self._alive_on = page

    def close(self) -> None:
        """End the link; what waits is still stored if the store is connected. Nobody is told anything any more."""
        self._closed.set()
        self._wake.set()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSING_SECONDS)

    # In the thread

    def _run(self) -> None:
        wait = FIRST_WAIT
        while not self._over():
            try:
                self._meet()
            except Exception as error:
                self._lose(error)
                self._closed.wait(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                wait = FIRST_WAIT
                if not self._closed.is_set():
                    self._wake.wait(self.seconds * random.uniform(0.9, 1.1))
                    self._wake.clear()
        self._part()

    def _over(self) -> bool:
        last_words = self._queue and self._state.connected
        return self._state.ended or (self._closed.is_set() and not last_words)

    def _meet(self) -> None:
        """One visit to the store; raises whatever comes in the way."""
        if self._store is None:
            self._store = opened(self.url)
        ended, latest = self._store.standing(self.room)
        if ended:
            return self._end()
        is_sending = bool(self._queue)
        try:
            self._deliver()
            self._touch()
            self._sign()
        finally:  # with a full disk one can still read
            self._hear(self._store.latest(self.room) if is_sending else latest)
        self._look()
        self._report(connected=True, problem=self._refusal)

    def _deliver(self) -> None:
        """Store all that waits. Of events that are refused together, each is tried alone, and dropped if refused again."""
        size, refusal = AT_ONCE, None
        while batch := self._next(size):
            author, events = batch[0][0], [self._queue[key] for key in batch]
            add = self._store.add if author in (FACILITATOR, ROOM) else self._store.add_group
            try:
                add(self.room, author, events)
            except RoomAway:
                raise
            except RoomError as error:
                if len(batch) > 1:
                    size = 1
                    continue
                refusal = error
            self._drop(batch)
            self._refusal = refusal

    def _touch(self) -> None:
        if self._touches and monotonic() > self._touched + TOUCH_SECONDS:
            self._store.touch(self.room)
            self._touched = monotonic()
        if self._touches and not self._state.replaced:
            self._state = replace(self._state, replaced=self._store.current(self.room) != self.room)

    def _sign(self) -> None:
        page, self._alive_on = self._alive_on, None
        if page is not None:
            self._store.sign(self.room, self.author, page)

    def _look(self) -> None:
        if self._on_signs and monotonic() > self._looked + SIGNS_SECONDS:
            self._tell(self._on_signs, self._store.signs(self.room))
            if self._on_doors:
                self._tell(self._on_doors, self._store.doors(self.room))
            self._looked = monotonic()

    def _next(self, size: int) -> list[tuple[str, str]]:
        """Keys of the events to be stored next, all of one author."""
        with self._lock:
            first = list(islice(self._queue, size))
        return [key for key in first if key[0] == first[0][0]]

    def _drop(self, keys: Iterable[tuple[str, str]]) -> None:
        with self._lock:
            for key in keys:
                del self._queue[key]

    def _hear(self, latest: int) -> None:
        if latest < self._seen:  # another database, or an older state of this one
            self._seen = 0
        if latest > self._seen:
            news = self._store.read(self.room, self._seen, self.public, self.author)
            self._seen = max([latest] + [entry.seq for entry in news[-1:]])
            if news:
                self._tell(self._on_news, news)

    def _end(self) -> None:
        with self._lock:
            self._state = replace(self._state, ended=True)
            self._queue.clear()
        self._report(connected=True, problem=None)

    def _lose(self, error: Exception) -> None:
        """The store is away, or something is broken, which goes to the log."""
        known = isinstance(error, KitError)
        if not known:
            LOG.warning("The link to the room failed and is tried again: %r", error)
        self._part()
        self._report(connected=False, problem=error if known else self._refusal)

    def _part(self) -> None:
        store, self._store = self._store, None
        if store:
            with suppress(Exception):  # what is broken cannot always be closed
                store.close()

    def _report(self, connected: bool, problem: KitError | None) -> None:
        """Tell the state if it has changed; the same sentence again is the same problem."""
        before = self._state.problem
        if before and problem and str(before) == str(problem):
            problem = before
        self._state = replace(self._state, connected=connected, problem=problem)
        if self.state != self._told:
            self._told = self.state
            self._tell(self._on_state, self._told)

    def _tell(self, listener: Callable, what) -> None:
        if self._loop is None:
            return self._call(listener, what)
        try:
            self._loop.call_soon_threadsafe(self._call, listener, what)
        except RuntimeError:  # the loop has ended, and with it whoever listened
            self._closed.set()

    def _call(self, listener: Callable, what) -> None:
        if self._closed.is_set():
            return
        try:
            listener(what)
        except Exception:
            LOG.exception("A listener to the room failed")


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
