"""What a path comes to for each of the four who sit in the meeting: their figures, aims and forecasts, and the best and worst there was.

All paths meet the same lucks: luck n is column n - 1 of every array (`model/meeting.py`).
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kit.exercises.redesign.game_paths import NOTHING, YEARS, Path, onward, paths
from kit.exercises.redesign.model.meeting import Years, years, years_of_luck
from kit.exercises.redesign.roles import AIMS, FINANCE, PRODUCT, SALES, WORKS

Ends = tuple[tuple[float, Path], tuple[float, Path]]  # the worst figure with a path that leads to it, and the best


def figures(path: Path, until: int = YEARS) -> dict[str, NDArray]:
    """The figure of each role after `until` years of a path, (lucks,): see `AIMS`."""
    return _figures(years(path), years(NOTHING), until)


def _figures(came: Years, before: Years, until: int) -> dict[str, NDArray]:
    kept = came.pay_eur[:until].sum(axis=0) / before.pay_eur[:until].sum(axis=0)
    return {
        SALES: came.won[:until].sum(axis=0),
        FINANCE: came.profit_eur[:until].sum(axis=0),
        PRODUCT: came.felt[until - 1],
        WORKS: kept.min(axis=0),
    }


@cache
def aim(role: str) -> float:
    """What a role wants its figure to be at the end, in the rounding in which it is said."""
    step, usual = AIMS[role].step, float(figures(NOTHING)[role].mean())
    return round(round(AIMS[role].share * usual / step) * step, 10)


@cache
def forecast(path: Path) -> dict[str, float]:
    """What each department reckons for its own figure if a path is taken: the mean of all lucks."""
    return {role: float(values.mean()) for role, values in figures(path).items()}


def in_sight(role: str, path: Path) -> bool:
    """Whether the aim of a role is reached on average if a path is taken."""
    return bool(AIMS[role].is_reached(forecast(path)[role], aim(role)))


def within_reach(role: str, path: Path, year: int) -> bool:
    """Whether some path to which the budget can still lead, with the next levers from a year on, has the aim of a role in sight."""
    return any(in_sight(role, one) for one in onward(path, year))


def reached(path: Path) -> dict[str, NDArray]:
    """With which lucks each role reaches its aim on a path, (lucks,)."""
    came = figures(path)
    better = {role: -1 if AIMS[role].less_is_better else 1 for role in AIMS}
    return {role: better[role] * came[role] >= better[role] * aim(role) for role in AIMS}


def aims_reached(path: Path) -> NDArray:
    """How many aims are reached on a path with each luck, (lucks,)."""
    return np.sum([*reached(path).values()], axis=0)


def gain(role: str) -> Callable[[Path], float]:
    """The forecast of a role so that more is better."""
    sign = -1 if AIMS[role].less_is_better else 1
    return lambda path: sign * forecast(path)[role]


@cache
def extremes(luck: int) -> dict[str, Ends]:
    """What was worst and what was best for each role with a luck, of all paths for which the budget pays."""
    came = years_of_luck(paths(), luck)
    before = came[paths().index(NOTHING)]
    found = {path: _figures(one, before, YEARS) for path, one in zip(paths(), came, strict=True)}
    return {role: _ends(role, {path: float(one[role][0]) for path, one in found.items()}) for role in AIMS}


def _ends(role: str, of_all: dict[Path, float]) -> Ends:
    sign = -1 if AIMS[role].less_is_better else 1
    worst, *_between, best = sorted(of_all, key=lambda path: sign * of_all[path])
    return (of_all[worst], worst), (of_all[best], best)
