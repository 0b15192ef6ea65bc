"""The first repetition of a territory as a film: what the picture of the forest needs, taken up month by month.

The pictures of the years are made of it only when somebody looks at them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.exercises.customer_forest.setting import QUARTER_MONTHS, YEAR_MONTHS
from kit.models import forest


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The first repetition at the end of a year, place by place: `place`, `since` (month), `mood` (share of customers
    like this one that would stay a year), `won`, `lost` in the last quarter and `root` (place that recommended it or -1).
    """

    place: NDArray
    since: NDArray
    mood: NDArray
    won: NDArray
    lost: NDArray
    root: NDArray


@dataclass(frozen=True, eq=False)
class Film:
    """One territory at the start and after each month: `place` (months + 1, places); at the start and after each year:
    `since`, `bond` (years + 1, places) and `leaving` (years + 1,), by how much the rate of leaving is multiplied.
    `recommended` (months,): share of the contacts that come by recommendation; `lot` (places,): uniform, who recommends.
    """

    place: NDArray
    since: NDArray
    bond: NDArray
    leaving: NDArray
    recommended: NDArray
    lot: NDArray

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The territory year by year, the start first."""
        customer, was = self.place == forest.CUSTOMER, self.place[:-1]
        won, lost = (was == forest.FREE) & customer[1:], customer[:-1] & (self.place[1:] == forest.BURNED)
        root, taken = (
            np.full(self.place.shape[1], -1),
            [self._snapshot(0, won[:0], lost[:0], np.full(was.shape[1], -1))],
        )
        for month in range(len(won)):
            self._recommend(root, customer[month], won[month], month)
            if (month + 1) % YEAR_MONTHS == 0:
                quarter = slice(month + 1 - QUARTER_MONTHS, month + 1)
                taken.append(self._snapshot((month + 1) // YEAR_MONTHS, won[quarter], lost[quarter], root.copy()))
        return tuple(taken)

    def _recommend(self, root, customer, won, month) -> None:
        """Who recommended the new ones: by lot, as often and as evenly as the model does."""
        places = np.flatnonzero(won)
        if not len(places):
            return
        customers, share = np.flatnonzero(customer), float(self.recommended[month])
        for place in places:
            lot = float(self.lot[place])
            known = lot < share and len(customers) > 0
            root[place] = customers[int(lot / share * len(customers))] if known else -1

    def _snapshot(self, year, won, lost, root) -> Snapshot:
        mood = np.exp(-YEAR_MONTHS * self.bond[year] * self.leaving[year])
        return Snapshot(self.place[year * YEAR_MONTHS], self.since[year], mood, won.any(axis=0), lost.any(axis=0), root)


class Camera:
    """Takes up the first repetition of each side, `repetitions` columns apart, while the territories are followed."""

    def __init__(self, land: forest.Ground, work: forest.Work, repetitions: int):
        self.land, self.work, self.repetitions = land, work, repetitions
        self.place, self.since, self.bond, self.leaving = [], [], [], []

    def see(self, stand: forest.Forest) -> None:
        """Take up a month."""
        if len(self.place) % YEAR_MONTHS == 0:
            self.since.append(self._first(stand.since))
            self.bond.append(self._first(stand.bond))
            self.leaving.append(forest.leaving(self.land, stand, self.work, stand.customers)[:: self.repetitions])
        self.place.append(self._first(stand.place))

    def films(self, recommended: NDArray, lots: NDArray) -> list[Film]:
        """The films of the sides; `recommended` (months, sides), `lots` (places,)."""
        place, since, bond, leaving = map(np.array, (self.place, self.since, self.bond, self.leaving))
        return [
            Film(place[..., side], since[..., side], bond[..., side], leaving[:, side], recommended[:, side], lots)
            for side in range(recommended.shape[1])
        ]

    def _first(self, values: NDArray) -> NDArray:
        return values[:, :: self.repetitions].copy()
