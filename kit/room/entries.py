"""What lies in the store of a room: entries of groups, of the facilitator, and facts that anybody may establish once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kit.journal import Event

SHARED = "shared"  # the step of which every group may read what all groups wrote
FACILITATOR, ROOM = "facilitator", "room"  # authors besides the groups; what ROOM says is said once and never changed
CONTROL = "control"  # step of what the facilitator decides for the room
RENAMED, REMOVED, UNTIL = "name.", "removed.", "until."  # with the key of a group or the name of an exercise behind
ORDER = "order"  # the exercises in the order of the agenda, with commas between
SHORT = 8  # characters of a room's id that people see and type
KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Entry:
    """An event with its place in the room (`seq`), who wrote it, and when it arrived (ISO time)."""

    seq: int
    author: str
    event: Event
    arrived: str


def controls(entries: Iterable[Entry]) -> dict[str, str]:
    """What the facilitator decided for the room, the latest by name."""
    said = [entry.event for entry in entries if entry.author == FACILITATOR and entry.event.step == CONTROL]
    return {event.name: str(event.value) for event in said}


def is_key(text: str) -> bool:
    """Whether a text is the key of a group."""
    return KEY.fullmatch(text) is not None
