"""The course of the customer forest over many months: several works on the same ground side by side, counted on the way.

What two policies or two pay plans share, the ground and the chance, is the same for all columns of `kit/models/forest.py`;
what is done may differ by column. So both sides are followed at once, the columns of one after those of the other, with
exactly the figures that each has alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models import forest
from kit.models.forest import Chances, Forest, Ground, Work

FIGURES = ("hunt", "care", "feedback", "promise", "rest", "felt")


@dataclass(frozen=True, eq=False)
class Leavers:
    """All customers that left, one by one and in the order of the months, (leavers,): the `month` they left in, the month
    `since` when they were customers, and their `column`.
    """

    month: NDArray
    since: NDArray
    column: NDArray


@dataclass(frozen=True, eq=False)
class Course:
    """What became of territories, (months, columns): `customers` and `burned` at the end of each month, `won` in it.

    `leavers`: who was lost; `end`: the forest after the last month.
    """

    customers: NDArray
    burned: NDArray
    won: NDArray
    leavers: Leavers
    end: Forest

    @property
    def lost(self) -> NDArray:
        """Customers lost in each month, (months, columns)."""
        return self.lost_of(slice(None))

    def lost_of(self, chosen: NDArray | slice) -> NDArray:
        """How many of some leavers, chosen by a mask (leavers,), left in each month, (months, columns)."""
        return _counted(self.leavers.month[chosen], self.leavers.column[chosen], self.won.shape)


def repeated(chances: Chances, times: int) -> Chances:
    """The same chance for several territories side by side, the columns of one after those of the other.

    The events, by far the most, are not copied: `forest.grow` lays out one month at a time.
    """
    months, places, columns = chances.event.shape
    event = np.broadcast_to(chances.event[:, :, None], (months, places, times, columns))
    return Chances(event, np.tile(chances.kind, times), np.tile(chances.start, times))


def beside(works: Sequence[Work], columns: int) -> Work:
    """What is done on several territories side by side, each with so many columns; care is the same for all customers."""
    each = {name: [np.broadcast_to(getattr(work, name), columns) for work in works] for name in FIGURES}
    return Work(**{name: np.concatenate(figures) for name, figures in each.items()})


def apart(figures: NDArray, sides: int) -> NDArray:
    """Figures (..., sides x columns) of territories side by side, one by one: (sides, ..., columns)."""
    return np.ascontiguousarray(np.moveaxis(figures.reshape(*figures.shape[:-1], sides, -1), -2, 0))


def follow(
    ground: Ground, work: Work, chances: Chances, watch: Callable[[Forest], None] = lambda _forest: None
) -> Course:
    """Follow a territory month by month as long as there is chance; `watch` sees the forest at the start and after each month."""
    stand, months, columns = forest.plant(ground, chances), len(chances.event), chances.start.shape[1]
    customers, burned = np.zeros((2, months, columns), int)
    won, lost, since = [], [], []
    watch(stand)
    for month in range(months):
        before = stand
        stand, happened = forest.grow(ground, before, work, chances, month)
        customers[month], burned[month] = stand.customers, stand.burned
        won.append(happened.won_spots)
        lost.append(happened.lost_spots)
        since.append(before.since.take(happened.lost_spots))
        watch(stand)
    leavers = Leavers(_month_of(lost), np.concatenate(since), np.concatenate(lost) % columns)
    come = _counted(_month_of(won), np.concatenate(won) % columns, customers.shape)
    return Course(customers, burned, come, leavers, stand)


def _month_of(spots: list[NDArray]) -> NDArray:
    """The month of each spot."""
    return np.repeat(np.arange(len(spots)), [len(one) for one in spots])


def _counted(month: NDArray, column: NDArray, shape: tuple[int, ...]) -> NDArray:
    """How often each month and column occurs, (months, columns)."""
    months, columns = shape
    return np.bincount(month * columns + column, minlength=months * columns).reshape(shape)
