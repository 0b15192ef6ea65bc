"""Queues with several people, first come first served, exact to the event and for all repetitions at once.

Arrays are leads x repetitions: row i holds the i-th lead to arrive in each repetition. A column with fewer leads is
filled up with arrivals at infinity, which never start and disturb nobody.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WATCHED = 32  # leads served at once while somebody may leave, or until two ways of counting may agree
PARTS = 8  # of the year that are served side by side
MOST_BUSY = 0.9  # share of the time up to which that is faster than one lead after the other


def erlang_c(servers: int, load: float) -> float:
    """Probability of having to wait (0 to 1) in M/M/c with `load` = arrivals x mean service, in units of servers.

    1 when the load reaches the servers. Source: Erlang 1917, by the stable recursion of the loss formula.

    >>> round(erlang_c(2, 1), 6), round(erlang_c(10, 8), 6)
    (0.333333, 0.40918)
    """
    if load >= servers:
        return 1.0
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


@dataclass(frozen=True, eq=False)
class Absence:
    """One person is away from day `leave` to day `back`.

    With `rank` None the first one to be done with the lead in hand leaves then (a request of highest priority).
    Otherwise the person at position `rank` (repetitions,) in the order of free times leaves at once and drops the lead.
    """

    leave: float
    back: float
    rank: NDArray | None = None


@dataclass(frozen=True, eq=False)
class Served:
    """When each lead was started and done, (leads, repetitions), in days.

    `away_from`, `away_until`: the absence, (repetitions,), of length 0 where it was over before it could begin.
    `dropped`: the day at which the lead in hand at the leave would have been done, (repetitions,), else infinity.
    """

    start: NDArray
    done: NDArray
    away_from: NDArray
    away_until: NDArray
    dropped: NDArray


def serve(arrive: NDArray, service: NDArray, servers: int, absence: Absence | None = None) -> Served:
    """Serve leads first come first served by `servers` people, one of whom may be away for a time.

    `arrive` (leads, repetitions): days, not decreasing down a column. `service`: days, same shape, not negative.
    Source: Kiefer & Wolfowitz 1955; only the free times of the people are kept, in order, and a new one is put in its
    place by one maximum and one minimum instead of a sort.

    >>> serve(np.array([[0.0], [1.0], [2.0]]), np.full((3, 1), 5.0), 2).start.ravel()
    array([0., 1., 5.])
    """
    if absence is None and len(arrive) > PARTS * WATCHED and _busy(arrive, service, servers) < MOST_BUSY:
        return _side_by_side(arrive, service, servers)
    start, done = np.empty_like(arrive), np.empty_like(arrive)
    rows = list(zip(arrive, service, start, done, strict=True))
    free = _Free(servers, arrive.shape[1])
    leaving = _Leaving(absence, arrive.shape[1])
    while leaving.pending and rows:
        leaving.watch(rows[:WATCHED], free)
        rows = rows[WATCHED:]
    if leaving.pending:
        leaving.check(np.inf, free)
    free.take(rows)
    return Served(start, done, leaving.away_from, leaving.away_until, leaving.dropped)


def _busy(arrive, service, servers):
    """Which share of the time until the last arrival the people need for their work, over all repetitions."""
    known = np.isfinite(arrive)
    until = arrive.max(axis=0, where=known, initial=0.0).sum()
    return service.sum(where=known) / (servers * until) if until else np.inf


def _side_by_side(arrive, service, servers):
    """All parts of the year at once, each as if nobody were busy before it, then with what comes over from the part before.

    A queue forgets how it began: once the free times are those of the round before, all that follows is the same too, to
    the last bit. The busier people are, the longer that takes; a part is right at the latest after its own number of rounds.
    """
    leads, repetitions = arrive.shape
    length = -(-leads // PARTS)

    def apart(days, filling):
        """A row for each lead of a part, a column for each part and repetition."""
        whole = np.full((PARTS * length, repetitions), filling)
        whole[:leads] = days
        return whole.reshape(PARTS, length, repetitions).swapaxes(0, 1).reshape(length, PARTS * repetitions)

    def together(days):
        return days.reshape(length, PARTS, repetitions).swapaxes(0, 1).reshape(-1, repetitions)[:leads]

    arrived = apart(arrive, np.inf)
    start, done = np.empty_like(arrived), np.empty_like(arrived)
    rows = list(zip(arrived, apart(service, 0.0), start, done, strict=True))
    chunks = [rows[first : first + WATCHED] for first in range(0, length, WATCHED)]
    free, known = _Free(servers, PARTS * repetitions), [np.array(np.nan)] * len(chunks)

    def goes_on_as_before():
        """Serve all parts, until all free times are those of the round before."""
        for place, chunk in enumerate(chunks):
            free.take(chunk)
            if (free.times == known[place]).all():
                return True
            known[place] = free.times.copy()
        return False

    for _round in range(PARTS):
        if goes_on_as_before():
            break
        free.times[:, :repetitions] = 0.0
        free.times[:, repetitions:] = known[-1][:, :-repetitions]
    never = np.full(repetitions, np.inf)
    return Served(together(start), together(done), never, never, never)


class _Free:
    """The free times of the people of a role, in order: `times` (servers, repetitions)."""

    def __init__(self, servers, repetitions):
        self._now, self._next = (np.zeros((servers + 1, repetitions)) for _buffer in range(2))
        self._now[servers] = self._next[servers] = np.inf  # a last row above all others spares a special case
        self._between = np.empty((servers, repetitions))

    @property
    def times(self):
        """The free times, earliest first; writing to them changes them."""
        return self._now[:-1]

    def take(self, rows):
        """Give leads to whoever is free first: a row is (arrive, service, start, done), the last two are written."""
        maximum, minimum, add = np.maximum, np.minimum, np.add
        between = self._between
        now, then = ((one, one[0], one[:-1], one[1:]) for one in (self._now, self._next))
        for arrive, service, start, done in rows:
            _all, first, low, high = now
            maximum(arrive, first, out=start)
            add(start, service, out=done)
            maximum(low, done, out=between)
            minimum(between, high, out=then[2])
            now, then = then, now
        self._now, self._next = now[0], then[0]


class _Leaving:
    """Watches for the moment, in each repetition, from which on one person is missing."""

    def __init__(self, absence, repetitions):
        self._absence = absence
        self._waiting = np.full(repetitions, absence is not None)
        self.pending = absence is not None
        self.away_from, self.away_until = np.full((2, repetitions), np.inf)
        self.dropped = np.full(repetitions, np.inf)

    def watch(self, rows, free):
        """Serve some leads; one by one only where somebody leaves meanwhile (later leads never start earlier)."""
        before = free.times.copy()
        free.take(rows)
        if not self._due(rows[-1][2]).size:
            return
        free.times[:] = before
        for row in rows:
            self.check(np.maximum(row[0], free.times[0]), free)
            free.take([row])

    def _due(self, start):
        """The repetitions in which the next lead would start after the day of leaving, for the first time."""
        return np.flatnonzero(self._waiting & (start >= self._absence.leave))

    def check(self, start, free):
        """Take one person out of `free` where the next lead would start after the day of leaving."""
        due = self._due(start)
        if not due.size:
            return
        self._waiting[due] = False
        self.pending = bool(self._waiting.any())
        self._leave(due, free.times)

    def _leave(self, due, times):
        leave, back, rank = self._absence.leave, self._absence.back, self._absence.rank
        seat = np.zeros(due.size, int) if rank is None else rank[due]
        in_hand = times[seat, due]
        self.away_from[due] = np.maximum(leave, in_hand) if rank is None else leave
        self.away_until[due] = np.maximum(self.away_from[due], back)
        if rank is not None:
            self.dropped[due] = np.where(in_hand > leave, in_hand, np.inf)
        times[seat, due] = self.away_until[due]
        times[:, due] = np.sort(times[:, due], axis=0)


def serve_alone(arrive: NDArray, service: NDArray) -> tuple[NDArray, NDArray]:
    """Start and end (days) of each lead at one person per column, first come first served, without a loop.

    Arrays (leads, columns) as in `serve`; `service` must be finite. Source: Lindley 1952, start = C + max(arrive - C)
    over this and all earlier leads, where C is the work of the earlier ones.

    >>> start, done = serve_alone(np.array([[0.0], [1.0]]), np.array([[5.0], [1.0]]))
    >>> start.ravel(), done.ravel()
    (array([0., 5.]), array([5., 6.]))
    """
    before = service.cumsum(axis=0)
    before -= service
    start = arrive - before
    np.maximum.accumulate(start, axis=0, out=start)
    start += before
    np.maximum(start, arrive, out=start)  # rounding must not start a lead before it arrives
    return start, start + service
