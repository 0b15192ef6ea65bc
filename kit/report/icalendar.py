"""Whole days as a calendar file (iCalendar, RFC 5545) that every calendar takes in.

Days are events and no to-dos: Google and Outlook pass over to-dos without a word. The format is small, the library that writes it has
several megabytes; the tests read everything back with it.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.typed import clean, plain

LONGEST_LINE = 75  # octets, without the end of the line
PRODUCT = "-//Pair Selling kit//NONSGML action plan//EN"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})


@dataclass(frozen=True)
class Day:
    """Something on a day. With the same `uid` it takes the place of what a calendar knows of it already."""

    uid: str
    date: datetime.date
    title: str
    text: str = ""


def calendar(days: Iterable[Day], at: datetime.datetime, name: str) -> str:
    """The calendar file; `at` is the moment (with its time zone) at which it is made, `name` what calendars may call it."""
    made = at.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for one in days:
        lines += _event(one, made)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _event(one: Day, made: str) -> Iterator[str]:
    """A whole day; nobody is busy on it, and its end is the day after, which does not belong to it."""
    yield from ("BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{made}", f"DTSTART;VALUE=DATE:{_date(one.date)}")
    if one.date < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_date(one.date + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(' '.join(clean(one.title).split()))}"
    if one.text:
        yield f"DESCRIPTION:{_escaped(one.text)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _date(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return plain(clean(text)).translate(ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, every further one after a space; no sign is cut in two.

    >>> [len(part.encode()) for part in _folded("SUMMARY:" + "ä" * 60)]
    [74, 55]
    """
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LONGEST_LINE:
            yield part
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    yield part
