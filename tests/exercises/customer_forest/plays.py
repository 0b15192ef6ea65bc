"""“Seasons”: two teams and a bot to the end in two ways and for half of the seasons; and groups on common ground."""

from collections.abc import Sequence

from kit.exercises.customer_forest.common import NAME, begin, grounds
from kit.exercises.customer_forest.game import FELLER, HUMAN, NOBODY, PLAYED, SEASONS, SEATS, TALK_AFTER, WORD
from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry
from tests.exercises.plays import AT, Play


def seasons(count: int, *days: str) -> dict:
    """The same days of a team in every season."""
    seats = {seat.name: NOBODY for seat in SEATS.values()} | {"team.1": HUMAN, "team.2": HUMAN, "team.3": FELLER}
    return (
        {"begun": "yes"}
        | seats
        | {PLAYED[team].name: ";".join([one] * count) for team, one in enumerate(days, start=1)}
    )


def common_ground(groups: Sequence[tuple[str, str]]) -> list[Entry]:
    """A ground that these groups share, and its first season."""
    entries = [Entry(0, ROOM, event, "") for event in begin(groups, 1)]
    for key, _name in groups:
        name = grounds(entries, ROOM)[0].days_name(1)
        entries.append(Entry(0, key, Event(f"{key} {name}", AT, NAME, SHARED, name, "30,20,10,0"), ""))
    return [*entries, Entry(0, ROOM, grounds(entries, ROOM)[0].due(), "")]


AGREED = {"talked": "done", "limit": "20", "bound": WORD}

PLAY = Play(
    seasons(SEASONS, "30,20,10,0", "20,40,0,0") | AGREED,
    seasons(SEASONS, "60,0,0,0", "60,0,0,0") | AGREED,
    seasons(TALK_AFTER, "30,20,10,0", "20,40,0,0"),
    lambda words: [words.say("Team {number}", number=1), "Felix"],
    common_ground,
)
