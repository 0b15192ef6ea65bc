"""Single leads as a swim-lane picture: who had the lead when, for the leads of one month in one repetition."""

from dataclasses import dataclass

import numpy as np

from kit.models.chain.setting import MONTH_DAYS
from kit.models.chain.year_of_leads import Station, Year

SHORTEST_DAYS = 1e-9  # shorter waits are rounding


@dataclass(frozen=True)
class Segment:
    """A lead waits for a role or is worked on by it, from `start` to `end` (days).

    `kind` is "wait" or "work". `ended` says what became of the lead then: "taken up", "handed on", "lost" or "won".
    """

    lead: int
    role: str
    kind: str
    start: float
    end: float
    ended: str


def lanes(year: Year, month: int = 1, repetition: int = 0) -> list[Segment]:
    """The segments of all leads with first contact in `month` (1 to 12), by lead and time.

    Leads that do not wait have no such segment. Empty when no lead came in that month.
    """
    first = year.stations[0].arrive[:, repetition]
    came = np.flatnonzero((first >= (month - 1) * MONTH_DAYS) & (first < month * MONTH_DAYS))
    last = len(year.stations) - 1
    segments = [
        segment
        for place, station in enumerate(year.stations)
        for row in _rows(station, repetition, came)
        for segment in _segments(station, row, repetition, "won" if place == last else "handed on")
    ]
    return sorted(segments, key=lambda segment: (segment.lead, segment.start, segment.end))


def _rows(station, repetition, came):
    """Where in the station's table the wanted leads stand."""
    here = np.isfinite(station.arrive[:, repetition])
    return np.flatnonzero(np.isin(station.lead[:, repetition], came) & here)


def _segments(station: Station, row, repetition, goal):
    """Waiting and work of one lead at one station."""
    lead = int(station.lead[row, repetition])
    days = (station.arrive, station.start, station.done)
    arrive, start, done = (float(moment[row, repetition]) for moment in days)
    ended = goal if station.advanced[row, repetition] else "lost"
    dropped = start == done
    if start - arrive > SHORTEST_DAYS:
        yield Segment(lead, station.role, "wait", arrive, start, ended if dropped else "taken up")
    if not dropped:
        yield Segment(lead, station.role, "work", start, done, ended)
