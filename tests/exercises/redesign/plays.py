"""“The board meeting”: four people at one screen and one person alone to the end, the first year, and a round of a room."""

from collections.abc import Sequence

from kit.exercises.redesign.common import EXERCISE, begin, grounds
from kit.exercises.redesign.game import MEETINGS, PULLED, SEATED, plan_name
from kit.exercises.redesign.setting import LEVER_LABELS
from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry
from tests.exercises.plays import AT, Play

FOUR = ("0010", "0100", "0000", "1030")  # what sales, product, finance and works council propose first


def years(*bits: str) -> dict:
    """What was decided, year by year."""
    return {PULLED[year].name: one for year, one in zip(MEETINGS, bits, strict=False)}


def proposed(year: int, seats: Sequence[str], plans: Sequence[str]) -> dict:
    """What was proposed before a year."""
    return {plan_name(year, seat): plan for seat, plan in zip(seats, plans, strict=True)}


def table(groups: Sequence[tuple[str, str]]) -> list[Entry]:
    """A round of these groups, all proposals revealed and all years decided: leadership, then commission, then nothing."""
    entries = [Entry(0, ROOM, begin(groups, 1), "")]
    for bits, plans in (("0010", FOUR), ("0100", ("0210", "0310")), ("0000", ("0210",))):
        name = grounds(entries, ROOM)[0].pick_name
        for place, (key, _name) in enumerate(groups):
            plan = plans[place % len(plans)]
            entries.append(Entry(0, key, Event(f"{key} {name}", AT, EXERCISE, SHARED, name, plan), ""))
        entries.append(Entry(0, ROOM, grounds(entries, ROOM)[0].due(), ""))
        entries.append(Entry(0, ROOM, grounds(entries, ROOM)[0].settle(bits), ""))
    return entries


ALL_FOUR = {"begun": "yes", "people": 4} | proposed(1, SEATED, FOUR)
PLAY = Play(
    ALL_FOUR | years("0010", "0100", "0000"),
    {"begun": "yes", "people": 1, "me": "product"}
    | proposed(1, ("product",), ("0100",))
    | years("0100", "0000", "1000"),
    ALL_FOUR | years("0010"),
    lambda words: [words.said(LEVER_LABELS[one]) for one in ("leadership", "commission", "territory")],
    table,
)
