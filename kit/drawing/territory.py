"""A territory from above, as the forest picture has it: rows that grow smaller towards the horizon, always the same for the same size."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log, sqrt

HORIZON, FAR, LEAN, TALLEST = 0.13, 0.62, 0.7, 1.5  # as in forest_picture.js


@dataclass(frozen=True)
class Spot:
    """Where a place stands, how far it is from its neighbours, and a number that tells forms apart."""

    x: float
    y: float
    cell: float
    form: int


def chances(seed: int) -> Iterator[float]:
    """The minimal standard generator (Park and Miller 1988), so that a forest is the same everywhere."""
    while True:
        seed = ((seed or 1) * 16807) % 2147483647
        yield seed / 2147483647


def spots(count: int, wide: float, high: float) -> list[Spot]:
    """So many spots; then they are dealt out, so that the list of places leaves no pattern on the ground."""
    if not count:
        return []

    def cell_for(top: float) -> float:
        return min(high * 0.3, sqrt(wide * (high - top) / (FAR * LEAN * count)))

    top = max(high * HORIZON, cell_for(high * HORIZON) * FAR * TALLEST)
    cell, chance, depth = cell_for(top), chances(count * 7919), high - top - cell_for(top) * 0.2
    rows = max(1, round(depth * log(1 / FAR) / (cell * LEAN * (1 - FAR))))
    scales = [FAR ** (1 - (row + 0.55) / rows) for row in range(rows)]
    share, places, made = count / sum(1 / scale for scale in scales), 0.0, []
    for row, scale in enumerate(scales):
        places += share / scale
        columns = round(places) - len(made)
        for column in range(columns):
            x = wide / (columns + 0.9) * (column + (1.2 if row % 2 else 0.7) + (next(chance) - 0.5) * 0.4)
            y = top + depth * (scale - FAR) / (1 - FAR) + (next(chance) - 0.5) * 0.34 * cell * scale
            made.append(Spot(x, y, cell * scale, int(next(chance) * 4)))
    for last in range(len(made) - 1, 0, -1):
        other = int(next(chance) * (last + 1))
        made[last], made[other] = made[other], made[last]
    return made
