"""The three years of the board meeting at the start setting: every path with all lucks, and every path of one luck.

Luck n is column n - 1 of the possible worlds of M4 (`world.py`). Only chance differs between them: the assumptions are those of the setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kit.exercises.redesign.model.paths import follow
from kit.exercises.redesign.model.world import World, world
from kit.exercises.redesign.setting import RedesignSetting

LUCKS = 99
SETTING = RedesignSetting(ignorance=0.0)


@dataclass(frozen=True, eq=False)
class Years:
    """What paths came to, (years, lucks) unless said otherwise: new customers `won`, `profit_eur` after everything, `felt`: share of the
    customers at the end of a year who feel sold to or neglected. `pay_eur` (years, sellers, lucks), `quarters_eur` (quarters, lucks).
    """

    won: NDArray
    profit_eur: NDArray
    felt: NDArray
    pay_eur: NDArray
    quarters_eur: NDArray


def worlds() -> World:
    """The worlds of all lucks."""
    return world(SETTING, LUCKS, 0)


@cache
def years(path: tuple[int, ...]) -> Years:
    """The years of a path with every luck; `path`: for each lever the year in which it is pulled, or 0."""
    books = follow(worlds(), [path])
    return Years(**{one.name: getattr(books, one.name)[0] for one in fields(Years)})


def years_of_luck(paths: Sequence[tuple[int, ...]], luck: int) -> list[Years]:
    """The years of many paths with one luck (from 1): what `years` says of each, in this one column."""
    books = follow(worlds().luck(luck), np.array(paths))
    return [
        Years(**{one.name: getattr(books, one.name)[place] for one in fields(Years)}) for place in range(len(paths))
    ]
