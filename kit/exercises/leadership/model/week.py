"""What one week of a boss went into, hour by hour (model M5): meetings, coaching, decisions, and what was left free."""

from dataclasses import dataclass

import numpy as np

from kit.models.boss.setting import DAY_HOURS, WEEK_DAYS, YEAR_DAYS
from kit.models.boss.team import Year

MEETING, COACHING, DECIDING, FREE = "meeting", "coaching", "deciding", "free"
WEEKS = YEAR_DAYS // WEEK_DAYS
SHORTEST = 1e-9


@dataclass(frozen=True)
class Piece:
    """A piece of a day (0 to 4): from `start` to `end` in hours of this day, and `what` it went into."""

    day: int
    start: float
    end: float
    what: str


def middling_week(year: Year, column: int = 0) -> int:
    """The week (from 1) of one repetition whose meetings are nearest to what a week holds on average; the first weeks, with an empty desk, do not count."""
    start, end = year.calendar.start[:, column], year.calendar.end[:, column]
    week = (start / WEEK_DAYS).astype(int)
    days = np.bincount(week, weights=end - start, minlength=WEEKS)[WEEKS // 4 : WEEKS]
    return int(np.abs(days - year.setting.busy_with(year.boss) * WEEK_DAYS).argmin()) + WEEKS // 4 + 1


def week_of(year: Year, week: int, column: int = 0) -> list[Piece]:
    """The pieces of a week (from 1) of one repetition, in order; together they are the whole week."""
    first = (week - 1) * WEEK_DAYS
    return [
        Piece(day, round(max(0.0, start - day) * DAY_HOURS, 9), round(min(1.0, end - day) * DAY_HOURS, 9), what)
        for start, end, what in _spans(year, float(first), float(first + WEEK_DAYS), column)
        for day in range(int(start), min(WEEK_DAYS, int(end) + 1))
        if min(end, day + 1) - max(start, day) > SHORTEST
    ]


def waiting_at(year: Year, week: int, column: int = 0) -> int:
    """Decisions that lie on the desk at the end of this week."""
    when = week * WEEK_DAYS
    arrive, done = year.arrive[:, column], year.done[:, column]
    return int((year.asked[:, column] & (arrive < when) & (done > when)).sum())


def _spans(year: Year, begin: float, end: float, column: int):
    """Pieces from `begin` to `end` (days), counted from `begin`."""
    calendar, now = year.calendar, begin
    starts, ends = calendar.start[:, column], calendar.end[:, column]
    taken = np.concatenate([[0.0], (ends - starts).cumsum()])
    asked = year.asked[:, column]
    done = year.end[asked, column]
    begun = done - year.service[asked, column]
    for meeting in range(int(np.searchsorted(ends, begin, side="right")), len(starts)):
        until = min(float(starts[meeting]), end)
        if until > now:
            yield from _gap(now, until, float(taken[meeting]), begun, done, begin)
        if starts[meeting] >= end:
            return
        what = COACHING if calendar.is_coaching[meeting, column] else MEETING
        now = min(float(ends[meeting]), end)
        yield max(float(starts[meeting]), begin) - begin, now - begin, what
        if now >= end:
            return
    yield from _gap(now, end, float(taken[-1]), begun, done, begin)


def _gap(start: float, end: float, taken: float, begun, done, begin: float):
    """Decisions and free time between two meetings; `taken`: days in meetings so far, which the free clock leaves out."""
    now = start
    for one in range(int(np.searchsorted(done, start - taken, side="right")), len(done)):
        works, ready = max(now, float(begun[one]) + taken), min(end, float(done[one]) + taken)
        if works >= end:
            break
        if works - now > SHORTEST:
            yield now - begin, works - begin, FREE
        if ready > works:
            yield works - begin, ready - begin, DECIDING
        now = max(now, ready)
    if end - now > SHORTEST:
        yield now - begin, end - begin, FREE
