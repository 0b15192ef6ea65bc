"""What is counted month by month on many paths side by side: who came, who left, who is there."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from kit.models import forest
from kit.models.pay.setting import QUARTER_MONTHS, YEAR_MONTHS


@dataclass(frozen=True, eq=False)
class Counted:
    """Customers by month, (months, paths, sellers, columns): `won`, `lost`, of these `lost_before` (there before the quarter) and `early`
    (in their first year), `customers` at its end; `at_work`: share of the month in which the desk was taken. `sold_to` (years, paths,
    columns): how many feel sold to at the end of a year. Of a shared ground each seller has a share.
    """

    won: NDArray
    lost: NDArray
    lost_before: NDArray
    early: NDArray
    customers: NDArray
    at_work: NDArray
    sold_to: NDArray

    @classmethod
    def of_year(cls, at_work: NDArray) -> "Counted":
        """Nothing yet in a year, at these desks (months, paths, sellers, columns)."""
        _months, paths, _sellers, columns = at_work.shape
        empty = {one.name: np.zeros(at_work.shape) for one in fields(cls)}
        return cls(**empty | {"at_work": at_work, "sold_to": np.zeros((1, paths, columns))})

    @staticmethod
    def joined(years: list["Counted"]) -> "Counted":
        """Several years, one after the other."""
        return Counted(*(np.concatenate([getattr(one, part.name) for one in years]) for part in fields(Counted)))

    def take_over(self, chosen: NDArray, other: "Counted") -> None:
        """Take over what was counted on some of the paths."""
        for part in fields(self):
            getattr(self, part.name)[:, chosen] = getattr(other, part.name)

    def see(
        self, month: int, before: forest.Forest, after: forest.Forest, happened: forest.Month, weights: NDArray | None
    ) -> None:
        """Count a month (from 0 at the start of all). `weights` (paths, sellers, columns): who won how much of a shared ground, else None."""
        place, columns = month % YEAR_MONTHS, before.place.shape[1]
        spots = happened.lost_spots
        since, column = before.since.take(spots), spots % columns
        quarter = month // QUARTER_MONTHS * QUARTER_MONTHS
        found = {
            "won": np.bincount(happened.won_spots % columns, minlength=columns),
            "lost": np.bincount(column, minlength=columns),
            "lost_before": np.bincount(column[since < quarter], minlength=columns),
            "early": np.bincount(column[month - since <= YEAR_MONTHS], minlength=columns),
            "customers": after.customers,
        }
        for name, figures in found.items():
            getattr(self, name)[place] = self._by_seller(figures, weights if name == "won" else None, weights is None)

    def _by_seller(self, figures: NDArray, weights: NDArray | None, is_own: bool) -> NDArray:
        """Figures by column of the forest as (paths, sellers, columns)."""
        shape = self.won.shape[1:]
        if is_own:
            return figures.reshape(shape)
        together = figures.reshape(shape[0], 1, shape[2])
        return together * weights if weights is not None else np.broadcast_to(together / shape[1], shape)

    def see_end(self, stand: forest.Forest, care_days: NDArray, is_shared: bool) -> None:
        """Count at the end of a year who feels sold to; `care_days`: of the last year, by column of the forest."""
        paths, sellers, columns = self.won.shape[1:]
        felt = forest.sold_to(stand, care_days)
        self.sold_to[0] = (
            felt.reshape(paths, columns) if is_shared else felt.reshape(paths, sellers, columns).sum(axis=1)
        )
