"""Who is in a room, what they are called, and which keys nobody goes on with."""

from collections.abc import Iterable

from kit.journal import Journal
from kit.room.entries import JOIN, LEFT, NAME, REMOVED, RENAMED, ROOM, Entry, controls, is_key
from kit.typed import shortened

GONE = (ROOM, JOIN, LEFT)  # a group's device says here that nobody goes on with this key


def named(entries: Iterable[Entry]) -> dict[str, str]:
    """What the groups of a room are called, by key in the order in which they came.

    Who has no name is no group yet: many only look at the link. Nor is a key that is gone.
    """
    entries = list(entries)
    nobody = gone(entries)
    return {key: name for key, name in called(entries).items() if name and key not in nobody}


def called(entries: Iterable[Entry]) -> dict[str, str]:
    """The name of everybody who ever was in the room, by key; "" where there is none. The facilitator's name for them goes first."""
    entries = list(entries)
    given = controls(entries)
    return {
        key: shortened(given.get(RENAMED + key, "") or str(journal.decided(*NAME[:2]).get(NAME[2]) or ""))
        for key, journal in _said(entries).items()
    }


def gone(entries: Iterable[Entry]) -> frozenset[str]:
    """The keys that a device has left for another one, and those that the facilitator took off the board."""
    entries = list(entries)
    left = {key for key, journal in _said(entries).items() if journal.decided(*GONE[:2]).get(LEFT) == "yes"}
    return removed(controls(entries)) | left


def removed(decided: dict[str, str]) -> frozenset[str]:
    """The keys that the facilitator took off the board, by what was decided for the room."""
    return frozenset(
        name.removeprefix(REMOVED) for name, said in decided.items() if name.startswith(REMOVED) and said == "yes"
    )


def _said(entries: Iterable[Entry]) -> dict[str, Journal]:
    """What everybody said of their name and of leaving, by key in the order in which they came."""
    said: dict[str, Journal] = {}
    for entry in entries:
        if is_key(entry.author):
            known = said.setdefault(entry.author, Journal())
            said[entry.author] = known.adding([entry.event]) if entry.event.key in (NAME, GONE) else known
    return said
