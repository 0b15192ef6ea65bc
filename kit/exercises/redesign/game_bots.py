"""The bots of “The board meeting”: each knows what its own department reckons on average, and nothing of the others' figures.

A bot proposes what brings most for its own figure. It says yes to a motion while its own aim is in sight with it; else only
if the aim comes no further away and the budget can still lead there, or could not before either.
"""

from collections.abc import Iterable

from kit.exercises.redesign.game_figures import gain, in_sight, within_reach
from kit.exercises.redesign.game_paths import YEARS, Path, with_year
from kit.exercises.redesign.setting import LEVERS


def bot_plan(role: str, path: Path, year: int) -> Path:
    """What a bot proposes before a year: lever by lever the one, and the year for it, that brings most for its own figure."""
    worth = gain(role)
    while True:
        more = [
            found
            for lever in LEVERS
            for later in range(year, YEARS + 1)
            if (found := with_year(path, (lever,), later)) is not None
        ]
        best = max(more, key=worth, default=path)
        if worth(best) <= worth(path):
            return path
        path = best


def says_yes(role: str, path: Path, levers: Iterable[str], year: int) -> bool:
    """Whether a bot says yes to pulling these levers in a year."""
    moved, worth = with_year(path, levers, year), gain(role)
    if moved is None:
        return False
    return in_sight(role, moved) or (worth(moved) >= worth(path) and not closes_off(role, path, moved, year))


def closes_off(role: str, path: Path, moved: Path, year: int) -> bool:
    """Whether a motion for a year, by which a path becomes `moved`, takes an aim out of reach for good."""
    return within_reach(role, path, year) and not within_reach(role, moved, year + 1)
