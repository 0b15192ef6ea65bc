"""“Payday”: both years in two ways, and the first two quarters."""

from kit.exercises.incentives.game import DAYS, OLD, PULLED, TASK_PARTS
from tests.exercises.plays import Play


def two_years(old: str, new: str) -> dict:
    """The same days in every quarter of a year, and one order pulled into each."""
    days = {one.name: old if side == OLD else new for (side, _quarter), one in DAYS.items()}
    return {"begun": "yes"} | days | {one.name: "1" for one in PULLED.values()}


HALF = {moves[OLD, quarter].name: value for quarter in (1, 2) for moves, value in ((DAYS, "30,15,10,5"), (PULLED, "1"))}

PLAY = Play(
    two_years("30,15,10,5", "20,25,10,5"),
    two_years("60,0,0,0", "60,0,0,0"),
    {"begun": "yes"} | HALF,
    lambda words: [words.say(part.label) for part in TASK_PARTS],
)
