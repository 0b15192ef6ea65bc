"""Gathers a session: the groups behind pasted team codes, and the groups of a room."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit import teamcode
from kit.errors import KitError
from kit.exercise import Exercise
from kit.groups import Group, Session, decisions_of
from kit.journal import Event, Journal
from kit.messages import Message, _
from kit.room.entries import ROOM, Entry
from kit.room.names import called, gone
from kit.typed import LONGEST_NAME, shortened

# What looks like a code that has an error, at the end of a line: pieces with dashes between them, or blocks of five with spaces between them.
CODE = re.compile(r"(\w+(?:[^\w\s:;,]\w+){2,}|(?:\w{5}\s+){3,}\w{5}|\w{20,})[\W_]*$")

# As the pages call it themselves.
LABEL = re.compile(r"(?:\b(?:your|our|euer|unser|dein|mein|my|the|der)\s+)?\bteam[-\s]?code\b$", re.IGNORECASE)
MARKS = " \t*_`|\"'“”„‘’«»\u200b\ufeff\u200e\u200f"  # what chats and mails put around a name
QUOTED = MARKS + ">"  # and before it, where a mail is quoted
ENDS = MARKS + ":;,([{-–—‐‑−"  # what may stand between a name and its code


NO_CODE = _("Line {line} holds no team code: “{text}”.")
UNKNOWN = _("Line {line}: this code belongs to exercise number {number}, which this kit does not have.")


@dataclass(frozen=True)
class Read:
    """What one pasted line turned out to be: the code of a group in an exercise, or an error."""

    line: int
    name: str
    exercise: Exercise | None
    code: str
    error: tuple[Message, Mapping] | KitError | None


def read_codes(text: str, exercises: Mapping[str, Exercise]) -> list[Read]:
    """All codes in a text, one per line with the group's name before it (“Blue: 3F7K0-…”), in any order."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    return [_read(number, line, {one.number: one for one in exercises.values()}) for number, line in lines if line]


def _read(number: int, line: str, known: Mapping[int, Exercise]) -> Read:
    complete, broken = teamcode.pasted(line), CODE.search(line)
    if complete:
        start, code = complete[0].start, line
    elif broken:
        start, code = broken.start(), broken.group(1)
    else:
        return Read(number, "", None, "", (NO_CODE, {"line": number, "text": line[:40]}))
    name = shortened(_name(line[:start]))
    try:
        exercise = known.get(teamcode.exercise_of(code))
        if exercise is None:
            return Read(number, name, None, code, (UNKNOWN, {"line": number, "number": teamcode.exercise_of(code)}))
        decisions_of(exercise, code)
    except KitError as error:
        return Read(number, name, None, code, error)
    return Read(number, name, exercise, teamcode.tidy(code), None)


def _name(before: str) -> str:
    """The name of a group in what stands before its code: “10:32 Anna: Blue: ”."""
    return (
        LABEL.sub("", before.rstrip(ENDS)).rstrip(ENDS).rpartition(":")[2].lstrip(QUOTED).rstrip(MARKS)[:LONGEST_NAME]
    )


def from_codes(codes: Iterable[tuple[str, str, str]], exercises: Mapping[str, Exercise]) -> list[Group]:
    """Groups from accepted codes (group's name, exercise, code); codes of one name are one group.

    A code that another version of the kit accepted and this one cannot read is passed over.
    """
    found: dict[str, Journal] = {}
    for name, exercise, code in codes:
        try:
            decided = decisions_of(exercises[exercise], code)
        except KitError:
            continue
        events = [
            Event("", "", exercise, step, one, value)
            for step, values in decided.items()
            for one, value in values.items()
        ]
        found[name] = found.get(name, Journal()).adding(events)
    return [Group(f"code {name}", shortened(name), journal) for name, journal in found.items()]


def from_room(entries: Sequence[Entry]) -> list[Group]:
    """The groups of a room in the order in which they came."""
    return _members(entries)[0]


def from_nobody(entries: Sequence[Entry]) -> list[Journal]:
    """The journals of whoever is in the room without a name: no groups, but people who may have answered what everybody is asked."""
    return _members(entries)[1]


def _members(entries: Sequence[Entry]) -> tuple[list[Group], list[Journal]]:
    """Everybody in the room: those with a name as groups, of the others the journals."""
    groups, others, events, nobody = [], [], written(entries), gone(entries)
    for key, name in called(entries).items():
        journal = Journal().adding(events[key])
        if name and key not in nobody:
            groups.append(Group(key, name, journal))
        elif key not in nobody:
            others.append(journal)
    return groups, others


def written(entries: Iterable[Entry]) -> dict[str, list[Event]]:
    """What everybody who wrote in a room has decided, by author."""
    found: dict[str, list[Event]] = {}
    for entry in entries:
        found.setdefault(entry.author, []).append(entry.event)
    return found


def session(
    codes: Iterable[tuple[str, str, str]], entries: Sequence[Entry], exercises: Mapping[str, Exercise]
) -> Session:
    """Everybody: groups of the room first, then those behind codes, and all games of which they played something together."""
    groups, others = _members(entries)
    together = [one.play.common for one in exercises.values() if one.play.common]
    return Session(
        (*groups, *from_codes(codes, exercises)),
        tuple(ground.played for common in together for ground in common.grounds(entries, ROOM) if ground.is_played),
        tuple(others),
    )
