"""Columns of days: every way in which exports write one, and what all of them together say about the order of day and month."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import is_blank, plain
from kit.deals.opened import Cell

BLANK, BAD, SURE, ORDER, UTC = "blank", "bad", "sure", "order", "utc"
DAY, MONTH, YEAR = "day", "month", "year"  # what stands first
ORDERS = (DAY, MONTH, YEAR)
START = 719_163  # of 1970-01-01, as Python counts days
EXCEL = 25_569  # of 1970-01-01, as Excel counts days
FIRST_YEAR, LAST_YEAR = 1970, 2100
FEW = 0.25  # times as many coarse days as exact ones, and the coarse ones are none
NAT = np.iinfo(np.int64).min  # no day at all
NEVER = {(1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (9999, 12, 31)}  # what systems write for “none”
MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan januar january jaen jaenner", "feb februar february feber", "mar mrz maerz march", "apr april", "mai may", "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oct oktober october", "nov november", "dez dec dezember december"],
        1,
    )
    for name in names.split()
}  # fmt: skip
TIME = r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|uhr|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + TIME, re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})" + TIME, re.IGNORECASE)
NAMED = re.compile(r"(\d{1,2})[. -]*([a-zäé]{3,9})\.?[ ,-]*(\d{4}|\d{2})" + TIME, re.IGNORECASE)
NAMED_FIRST = re.compile(r"([a-zäé]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + TIME, re.IGNORECASE)
COARSE = (
    (re.compile(r"(?:kw|cw|w|week|woche)\s*(?P<week>\d{1,2})\s*[/. -]*\s*(?P<year>\d{4})", re.I), 7),
    (re.compile(r"(?P<year>\d{4})\s*[/. -]*\s*(?:kw|cw|w)\s*(?P<week>\d{1,2})", re.I), 7),
    (re.compile(r"(?P<week>\d{1,2})\.?\s*(?:kw|cw)\s*[/. -]*\s*(?P<year>\d{4})", re.I), 7),
    (re.compile(r"q\s*(?P<quarter>[1-4])\s*[/. -]*\s*(?:fy)?(?P<year>\d{4})", re.I), 92),
    (re.compile(r"(?P<year>\d{4})\s*[/. -]*\s*q\s*(?P<quarter>[1-4])", re.I), 92),
    (re.compile(r"(?P<quarter>[1-4])\.?\s*(?:quartal|quarter)\s*[/. -]*\s*(?P<year>\d{4})", re.I), 92),
    (re.compile(r"(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})"), 31),
    (re.compile(r"(?P<year>\d{4})\s*[./-]\s*(?P<month>\d{1,2})"), 31),
    (re.compile(r"(?P<name>[a-zäé]{3,9})\.?[ -]+(?P<year>\d{4})", re.I), 31),
    (re.compile(r"(?P<year>\d{4})"), 366),
)  # fmt: skip
WEEKDAY = re.compile(r"^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +", re.IGNORECASE)
ZONES = {"utc": "", "berlin": "Europe/Berlin", "london": "Europe/London", "new_york": "America/New_York", "chicago": "America/Chicago", "los_angeles": "America/Los_Angeles"}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a cell says: `kind`, `day` (since 1970) where it is SURE; `orders`: the day by what stands first, where several fit;
    `separator` between the numbers; `seconds` since 1970 where a time in UTC stands there; `precision` in days."""

    kind: str
    day: int = 0
    orders: Mapping[str, int | None] = field(default_factory=dict)
    separator: str = ""
    seconds: int = 0
    precision: int = 1


NOTHING, NONSENSE = Said(BLANK), Said(BAD)


def said(text: str, epoch_days: int = 0) -> Said:
    """What a cell says about a day.

    >>> said("03.04.2025").orders["day"] - said("2025-04-03").day, said("45657").day - said("2024-12-31").day
    (0, 0)
    """
    text = " ".join(text.replace("\u00a0", " ").strip().strip("\"'=").split())
    if is_blank(text) or not re.search(r"[1-9]", text):
        return NOTHING
    text = WEEKDAY.sub("", text)
    if found := ISO.fullmatch(text):
        return _with_time(_sure(found[1], found[3], found[4]), found.groups()[4:])
    if found := NUMBERS.fullmatch(text):
        return _numbers(found)
    if found := NAMED.fullmatch(text):
        return _sure(found[3], MONTHS.get(plain(found[2]), 0), found[1])
    if found := NAMED_FIRST.fullmatch(text):
        return _sure(found[3], MONTHS.get(plain(found[1]), 0), found[2])
    if re.fullmatch(r"\d{5,13}(?:[.,]0*)?", text) and (bare := _bare(re.split("[.,]", text)[0], epoch_days)):
        return bare
    if re.fullmatch(r"[2-7]\d{4}[.,]\d+", text):
        return _serial(float(text.replace(",", ".")), epoch_days)
    return _coarse(text)


def of_number(value: float, epoch_days: int = 0) -> Said:
    """What a bare number in a workbook says: a day of Excel, a year, or digits."""
    if 20_000 <= value < 80_000:
        return _serial(value, epoch_days)
    return said(str(int(value)), epoch_days) if value == int(value) else NONSENSE


def _sure(year, month, day) -> Said:
    number = _day(_full(year), int(month), int(day))
    if number is None:
        return NONSENSE
    return NOTHING if (_full(year), int(month), int(day)) in NEVER else Said(SURE, number)


def _full(year) -> int:
    return int(year) + (0 if len(str(year)) > 2 else 2000 if int(year) < 70 else 1900)


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - START
    except ValueError:
        return None


def _numbers(found) -> Said:
    a, sign, b, c = found[1], found[2], found[3], found[4]
    orders = {DAY: _day(_full(c), int(b), int(a)), MONTH: _day(_full(c), int(a), int(b))}
    if len(c) == 2 and sign != ".":
        orders[YEAR] = _day(_full(a), int(b), int(c))
    if (_full(c), int(b), int(a)) in NEVER or (_full(c), int(a), int(b)) in NEVER:
        return NOTHING
    if not any(one is not None for one in orders.values()):
        return NONSENSE
    return Said(ORDER, orders=orders, separator=sign)


def _with_time(day: Said, time) -> Said:
    hour, minute, second, _half, zone = time
    if day.kind != SURE or hour is None or (zone or "").casefold() not in ("z", "utc", "gmt", "+00:00", "+0000"):
        return day
    return Said(UTC, day.day, seconds=day.day * 86_400 + int(hour) * 3600 + int(minute) * 60 + int(second or 0))


def _serial(value: float, epoch_days: int) -> Said:
    return Said(SURE, int(value) + epoch_days - EXCEL)


def _bare(digits: str, epoch_days: int) -> Said | None:
    """Digits alone: a day of Excel, year month day in one, or seconds or milliseconds since 1970."""
    if len(digits) == 5 and "20000" <= digits < "80000":
        return _serial(int(digits), epoch_days)
    if len(digits) == 8:
        return (
            _sure(digits[:4], digits[4:6], digits[6:])
            if digits[:2] in ("19", "20", "99")
            else _sure(digits[4:], digits[2:4], digits[:2])
        )
    if len(digits) in (10, 13):
        seconds = int(digits) // (1000 if len(digits) == 13 else 1)
        return Said(UTC, seconds // 86_400, seconds=seconds)
    return None


def _coarse(text: str) -> Said:
    for pattern, precision in COARSE:
        found = pattern.fullmatch(text)
        if not found:
            continue
        part, year = found.groupdict(), int(found["year"])
        if not FIRST_YEAR <= year < LAST_YEAR:
            return NONSENSE
        if "week" in part:
            return _week(year, int(part["week"]))
        month = (
            MONTHS.get(plain(part["name"]), 0)
            if "name" in part
            else int(part.get("month") or 3 * int(part.get("quarter") or 2) - 1)
        )
        if precision == 366:
            month = 7
        day = _day(year, month, 1 if precision == 366 else 15)
        return NONSENSE if day is None else Said(SURE, day, precision=precision)
    return NONSENSE


def _week(year: int, week: int) -> Said:
    try:
        return Said(SURE, date.fromisocalendar(year, week, 4).toordinal() - START, precision=7)
    except ValueError:
        return NONSENSE


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(ZONES[name]) if ZONES[name] else None
    except ZoneInfoNotFoundError:
        return None


def local_day(seconds: int, zone: str) -> int:
    """The day (since 1970) of a moment in a time zone of `ZONES`.

    >>> local_day(1680311340, "utc") - local_day(1680311340, "new_york")
    1
    """
    where = _zone(zone)
    if where is None:
        return seconds // 86_400
    moment = datetime(1970, 1, 1, tzinfo=where) + timedelta(seconds=seconds)
    return where.fromutc(moment).toordinal() - START


@dataclass(eq=False)
class Days:
    """A column of days before the order of day and month is known: its `different` cells as said, a text of each, whether each is a real
    date of a workbook, and which of them stands in each row, (rows,)."""

    header: str
    different: list[Said]
    texts: list[str]
    is_native: list[bool]
    rows: NDArray[np.int64]

    def ordered(self, separator: str) -> list[tuple[Said, str]]:
        """Different cells that depend on the order of day and month, with their texts."""
        both = zip(self.different, self.texts, strict=True)
        return [(one, text) for one, text in both if one.kind == ORDER and one.separator == separator]

    def where(self, kind: str) -> NDArray[np.bool_]:
        """The rows whose cells are of a kind, (rows,)."""
        return np.array([one.kind == kind for one in self.different], bool)[self.rows]

    def days(
        self, orders: Mapping[str, str], zone: str, is_swapped: bool
    ) -> tuple[NDArray[np.datetime64], NDArray[np.bool_], int]:
        """The days (rows,), which cells are no day, and how exactly they are known. `orders`: what stands first, by separator."""
        found, bad = [], []
        for one, is_native in zip(self.different, self.is_native, strict=True):
            day = None if one.kind == BLANK else self._day(one, orders, zone, is_swapped and is_native)
            is_day = day is not None and 0 <= day < (LAST_YEAR - FIRST_YEAR) * 366
            found.append(day if is_day else NAT)
            bad.append(not is_day and one.kind != BLANK)
        days = np.array(found, np.int64)[self.rows].view("datetime64[D]")
        return days, np.array(bad, bool)[self.rows], max(one.precision for one in self.different)

    @staticmethod
    def _day(one: Said, orders, zone, is_swapped) -> int | None:
        if one.kind == ORDER:
            return one.orders.get(orders.get(one.separator, DAY))
        if one.kind == UTC:
            return local_day(one.seconds, zone) if zone != "utc" else one.day
        if one.kind == BAD:
            return None
        return _swapped(one.day) if is_swapped else one.day


def _swapped(day: int) -> int | None:
    was = date.fromordinal(day + START)
    return _day(was.year, was.day, was.month) if was.day <= 12 else day


def column(header: str, cells: Sequence[Cell], epoch_days: int = 0) -> Days:
    """A column of cells as days. Days without their time of day are few, so each is read once."""
    bare = [
        cell[:10] if isinstance(cell, str) and cell[10:11] in " T" and cell[11:].replace(":", "").isdigit() else cell
        for cell in cells
    ]
    places = {cell: place for place, cell in enumerate(dict.fromkeys(bare))}
    rows = np.fromiter((places[cell] for cell in bare), np.int64, len(bare))
    different = _without_coarse([_of_cell(cell, epoch_days) for cell in places], np.bincount(rows))
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in places]
    return Days(header, different, texts, [isinstance(cell, datetime) for cell in places], rows)


def _without_coarse(different: list[Said], counts: NDArray[np.int64]) -> list[Said]:
    """Years, quarters and months among exact days are headings of groups and no days."""
    exact = sum(
        count
        for one, count in zip(different, counts, strict=True)
        if one.kind not in (BLANK, BAD) and one.precision == 1
    )
    coarse = sum(count for one, count in zip(different, counts, strict=True) if one.precision > 1)
    return (
        [NONSENSE if one.precision > 1 else one for one in different] if coarse and coarse < FEW * exact else different
    )


def _of_cell(cell: Cell, epoch_days: int) -> Said:
    if isinstance(cell, str):
        return said(cell, epoch_days)
    if isinstance(cell, datetime):
        return NOTHING if (cell.year, cell.month, cell.day) in NEVER else Said(SURE, cell.toordinal() - START)
    return of_number(cell, epoch_days)


def possible(cells: Iterable[Said]) -> dict[str, int]:
    """For each order how many of these cells it can read."""
    counted: dict[str, int] = {order: 0 for order in ORDERS}  # noqa: C420
    for one in cells:
        for order, day in one.orders.items():
            counted[order] += day is not None
    return counted
