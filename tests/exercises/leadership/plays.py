"""“Who decides?”: a team of three and one person alone to the end, half of the cards, and a round of a room."""

from collections.abc import Sequence

from kit.exercises.leadership.common import EXERCISE, begin, grounds
from kit.exercises.leadership.degrees import NAMES
from kit.exercises.leadership.game import CARDS, SETTLED, SIDES, pick_name
from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry
from tests.exercises.plays import AT, Play

PICKS = ("1,5", "2,7", "4,4")


def cards(count: int, today: int, wished: int, people: int = 3) -> dict:
    """The same picks and the same degrees for the first cards."""
    picked = {
        pick_name(card, seat): PICKS[(seat + card) % len(PICKS)]
        for card in CARDS[:count]
        for seat in range(1, people + 1)
    }
    settled = {
        SETTLED[side, card].name: str(degree)
        for card in CARDS[:count]
        for side, degree in zip(SIDES, (today, wished), strict=True)
    }
    return {"begun": "yes", "people": people} | picked | settled


def table(groups: Sequence[tuple[str, str]]) -> list[Entry]:
    """A round of these groups, all cards turned over and settled."""
    entries = [Entry(0, ROOM, begin(groups, 1), "")]
    for card in CARDS:
        name = grounds(entries, ROOM)[0].pick_name
        for place, (key, _name) in enumerate(groups):
            entries.append(
                Entry(0, key, Event(f"{key} {name}", AT, EXERCISE, SHARED, name, PICKS[place % len(PICKS)]), "")
            )
        entries.append(Entry(0, ROOM, grounds(entries, ROOM)[0].due(), ""))
        entries.append(Entry(0, ROOM, grounds(entries, ROOM)[0].settle(f"2,{3 + card % 5}"), ""))
    return entries


PLAY = Play(
    cards(len(CARDS), 2, 5) | {"weeks": "2"},
    cards(len(CARDS), 1, 7, people=1) | {"weeks": "2"},
    cards(5, 3, 6),
    lambda words: [words.say(NAMES[2]), words.say(NAMES[5]), words.say(NAMES[7])],
    table,
)
