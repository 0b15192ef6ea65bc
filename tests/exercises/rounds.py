"""What the screens of a room, and whoever leads it, write of a game that all of them play together."""

from collections.abc import Callable

from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry


def key(number: int) -> str:
    """The key of a screen."""
    return f"{number:032x}"


def started(begin: Callable[..., Event], screens: int) -> list[Entry]:
    """A first round with so many screens."""
    return fact([], begin([(key(one), f"Screen {one}") for one in range(screens)], 1))


def fact(entries: list[Entry], event: Event | None) -> list[Entry]:
    """What the room writes; it must be something."""
    assert event is not None
    return [*entries, Entry(0, ROOM, event, "")]


def picked(entries: list[Entry], exercise: str, number: int, name: str, value: str) -> list[Entry]:
    """What a screen picks."""
    return [*entries, Entry(0, key(number), Event(f"{number} {name} {value}", "", exercise, SHARED, name, value), "")]
