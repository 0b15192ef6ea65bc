"""Decisions that wait for one boss whose week is full of meetings (model M5): exact to the event, all repetitions at once.

Meetings go first and interrupt; decisions are made first come first served in the time that is free. On the *free clock*, which
stands still during meetings, the boss is a single server that nothing interrupts (Lindley 1952), and the end on the free
clock is carried back to the calendar. Arrays are (decisions or meetings, repetitions), times working days.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.queue import serve_alone


@dataclass(frozen=True, eq=False)
class Calendar:
    """When the boss is in meetings: `start` and `end` of each, none overlapping, (meetings, repetitions) in days.

    `is_coaching`: which of them are coaching. Past the last one the boss is free.
    """

    start: NDArray
    end: NDArray
    is_coaching: NDArray

    @property
    def taken(self) -> NDArray:
        """Days in meetings up to the end of each."""
        return (self.end - self.start).cumsum(axis=0)

    def first_years(self, count: int) -> "Calendar":
        """The same for the first repetitions only."""
        return Calendar(self.start[:, :count], self.end[:, :count], self.is_coaching[:, :count])

    def free(self, when: NDArray) -> NDArray:
        """What the free clock shows at each calendar time: free days of the boss until then."""
        taken, clock = self.taken, np.empty_like(when)
        for column in range(when.shape[1]):
            before = np.searchsorted(self.start[:, column], when[:, column], side="right")
            ended = np.concatenate([[0.0], taken[:, column]])
            begun = np.concatenate([[0.0], self.start[:, column] - ended[:-1]])  # the free clock as each meeting begins
            clock[:, column] = np.maximum(when[:, column] - ended[before], begun[before])
        return clock

    def first(self, clock: NDArray) -> NDArray:
        """The first calendar time at which the free clock shows this."""
        taken, when = self.taken, np.empty_like(clock)
        for column in range(clock.shape[1]):
            ended = np.concatenate([[0.0], taken[:, column]])
            begun = self.start[:, column] - ended[:-1]
            when[:, column] = clock[:, column] + ended[np.searchsorted(begun, clock[:, column], side="left")]
        return when


def spread(clock: NDArray, lengths: NDArray, coaching: NDArray) -> Calendar:
    """Meetings that are wanted at the times `clock` and last `lengths`; who comes while one goes on waits for its end.

    All three are (meetings, repetitions), in order of time.
    """
    start, end = serve_alone(clock, lengths)
    return Calendar(start, end, coaching)


def blocks(days: int, meetings: float, coaching: float, repetitions: int) -> Calendar:
    """Every day begins with the same block: first `meetings`, then `coaching` (shares of the day); the rest of it is free.

    Together they are at most the day.

    >>> calendar = blocks(2, 0.5, 0.25, 1)
    >>> calendar.start.ravel().tolist(), calendar.end.ravel().tolist()
    ([0.0, 0.5, 1.0, 1.5], [0.5, 0.75, 1.5, 1.75])
    """
    edges = np.arange(days)[:, None] + np.array([[0.0, meetings, min(1.0, meetings + coaching)]])
    start, end = (np.repeat(one.reshape(-1, 1), repetitions, axis=1) for one in (edges[:, :2], edges[:, 1:]))
    return Calendar(start, end, np.repeat(np.tile([[False], [True]], (days, 1)), repetitions, axis=1))


def decide(calendar: Calendar, arrive: NDArray, service: NDArray) -> tuple[NDArray, NDArray]:
    """Day on which each decision is made, and its end on the free clock; `service` is the boss's time for it, 0 if nobody asks.

    >>> calendar = blocks(2, 0.5, 0.0, 1)  # meetings every morning
    >>> decide(calendar, np.array([[0.25], [0.75]]), np.array([[0.25], [0.5]]))[0].ravel().tolist()
    [0.75, 1.75]
    """
    _start, end = serve_alone(calendar.free(arrive), service)
    return calendar.first(end), end


def mean_wait(decisions: float, service: float, busy: float, meeting: float, variation: float = 1.0) -> float:
    """Mean days from asking to the answer if meetings come at random and last exponentially long; infinity if there is no mean.

    `decisions` asked a day, mean `service` (days) with coefficient of variation `variation`, share `busy` of the week in
    meetings of mean length `meeting` (days). Source: M/G/1 with preemptive resume, `MODELS.md`, M5.

    >>> round(mean_wait(6, 0.04, 0.64, 0.125), 6), mean_wait(9, 0.04, 0.64, 0.125)
    (2.185185, inf)
    """
    left, load = 1 - busy, decisions * service
    if left - load <= 1e-9:
        return np.inf
    rest = busy * 2 * meeting + decisions * service**2 * (1 + variation**2)
    return service / left + rest / (2 * left * (left - load))
