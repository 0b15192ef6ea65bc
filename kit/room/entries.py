"""What lies in the store of a room: entries of groups, of the facilitator, and facts that anybody may establish once."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.journal import Event
from kit.room.tries import Notice

SHARED = "shared"  # the step of which every group may read what all groups wrote
FACILITATOR, ROOM = "facilitator", "room"  # authors besides the groups; what ROOM says is said once and never changed
CONTROL = "control"  # step of what the facilitator decides for the room
RENAMED, REMOVED, UNTIL = "name.", "removed.", "until."  # with the key of a group or the name of an exercise behind
ORDER = "order"  # the exercises in the order of the agenda, with commas between
SAY, GO, AWAY = (
    "say.",
    "go.",
    "away.",
)  # with the key of a group or `EVERYBODY` behind: a message; a step to go on to; gone for good
EVERYBODY = "everybody"
PAUSED, COUPLED, YES = "paused", "coupled", "yes"  # everybody looks up; the clock of the agenda opens the steps
CLOCK = "clock"  # what the clock of the agenda shows (see `kit/room/pace.py`)
SEASON = "season"  # seconds in which groups that play together are to decide; nothing: no countdown
NAME = (
    "start",
    "team",
    "name",
)  # of a group: exercise, step and name of the decision; everybody in the room may know it
JOIN, LEFT = "join", "left"  # step of who one is in a room, and what is said there of a key that nobody goes on with
SEAT, WISH = "seat", "wish"  # step of the wish to be a group that is already there; its value is the key of that group
ANSWER = "seat."  # control, with the key of whoever wishes behind: the key of the group, or NO
NO = "no"
SHORT = 8  # characters of a room's id that people see and type
KEY = re.compile(r"[0-9a-f]{32}")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another or like a digit


@dataclass(frozen=True)
class Entry:
    """An event with its place in the room (`seq`), who wrote it, and when it arrived (ISO time)."""

    seq: int
    author: str
    event: Event
    arrived: str


@dataclass(frozen=True)
class Sign:
    """A sign of life: when (ISO time), and the name of the exercise or check whose page is open ("": another page)."""

    at: str
    page: str = ""


@dataclass(frozen=True)
class Knock:
    """What the server of one role (`door`, see place.py) says of wrong words at its door; `beat` is another one each time it is said."""

    door: str
    beat: str
    notice: Notice


@dataclass(frozen=True)
class Said:
    """What is said of the doors of a room, and the word that lets co-facilitators in ("": there is none)."""

    knocks: tuple[Knock, ...] = ()
    co_word: str = ""


def controls(entries: Iterable[Entry]) -> dict[str, str]:
    """What the facilitator decided for the room, the latest by name."""
    said = [entry.event for entry in entries if entry.author == FACILITATOR and entry.event.step == CONTROL]
    return {event.name: str(event.value) for event in said}


def allows(decided: Mapping[str, str], exercise: str, verbs: Sequence[str], verb: str) -> bool:
    """Whether the facilitator, who `decided` this for the room, lets groups open one of the steps (`verbs`) of an exercise."""
    until = decided.get(UNTIL + exercise, "")
    return until not in verbs or verbs.index(verb) <= verbs.index(until)


def is_key(text: str) -> bool:
    """Whether a text is the key of a group."""
    return KEY.fullmatch(text) is not None


# Who wants to be a group that is already there


def wishes(entries: Iterable[Entry]) -> dict[str, str]:
    """Who waits for the facilitator's nod, by key in the order of asking, and the key of the group that each wants to be."""
    waiting: dict[str, str] = {}
    for entry in entries:
        if is_key(entry.author) and (entry.event.step, entry.event.name) == (SEAT, WISH):
            waiting.pop(entry.author, None)
            if is_key(group := str(entry.event.value)) and group != entry.author:
                waiting[entry.author] = group
        elif entry.author == FACILITATOR and entry.event.name.startswith(ANSWER):
            waiting.pop(entry.event.name.removeprefix(ANSWER), None)
    return waiting


def answer(entries: Iterable[Entry], key: str) -> str:
    """What the facilitator said to the latest wish of this key: the key of the group that it may be now, `NO`, or nothing yet."""
    said, wished = "", False
    for entry in entries:
        if entry.author == key and (entry.event.step, entry.event.name) == (SEAT, WISH):
            said, wished = "", is_key(str(entry.event.value))
        elif entry.author == FACILITATOR and entry.event.name == ANSWER + key and wished:
            said = str(entry.event.value)
    return said


def sign(key: str) -> str:
    """Two letters by which people tell apart whose wish it is; they say nothing about the key.

    >>> sign("a" * 32), sign("b" * 32)
    ('MV', 'XM')
    """
    first, second, *_rest = hashlib.sha256(key.encode()).digest()
    return LETTERS[first % len(LETTERS)] + LETTERS[second % len(LETTERS)]
