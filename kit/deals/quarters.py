"""The firm's own quarters as a pay plan sees them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.deals.book import NEW, Deals
from kit.deals.cohorts import lives
from kit.deals.measures import quarter_of, starts_of
from kit.errors import KitError
from kit.messages import _

NO_QUARTER = _("There is no full quarter with won deals. Right would be an export of a year or more.")
EARLY_DAYS = 365


@dataclass(frozen=True, eq=False)
class Quarters:
    """Full quarters, all (quarters,). `starts`: first days. `new_eur`, `kept_eur`: won revenue from new and from existing customers.
    `orders`: new customers won. `customers`: those at the start of the quarter. `lost`: of them, those who are taken as lost in it
    (derived: no order for the usual gaps). `early_eur`: first orders of customers who ordered for less than a year, in the quarter of the loss."""

    starts: NDArray[np.datetime64]
    new_eur: NDArray[np.float64]
    kept_eur: NDArray[np.float64]
    orders: NDArray[np.float64]
    customers: NDArray[np.float64]
    lost: NDArray[np.float64]
    early_eur: NDArray[np.float64]


def quarters(deals: Deals, last: int = 4) -> Quarters:
    """The last full quarters, at most so many. Raises `KitError` if there is no full quarter with won deals."""
    found, won = lives(deals), deals.is_won
    quarter, is_new = quarter_of(deals.closed[won]), deals.kind[won] == NEW
    amount = np.nan_to_num(deals.amount[won])
    full = int(quarter_of(np.array([deals.as_of + 1]))[0]) - 1  # the last quarter that is over
    shown = np.arange(max(full - last + 1, int(quarter.min())), full + 1)
    if not shown.size:
        raise KitError(NO_QUARTER)
    joined, gone = quarter_of(found.first), np.where(found.is_lost, quarter_of(found.given_up), full + 1)
    first_eur = np.zeros(deals.customer.max() + 1)
    np.add.at(first_eur, deals.customer[won], np.where(is_new, amount, 0.0))
    is_early = (found.last - found.first).astype(np.int64) < EARLY_DAYS

    def by_quarter(values, of=quarter):
        return np.array([values[of == one].sum() for one in shown], float)

    there = np.array([((joined < one) & (gone >= one)).sum() for one in shown], float)
    return Quarters(
        starts=starts_of(shown),
        new_eur=by_quarter(np.where(is_new, amount, 0.0)),
        kept_eur=by_quarter(np.where(is_new, 0.0, amount)),
        orders=by_quarter(is_new.astype(float)),
        customers=there,
        lost=by_quarter((found.is_lost & (joined < gone)).astype(float), gone),
        early_eur=by_quarter(np.where(found.is_lost & is_early, first_eur[found.customer], 0.0), gone),
    )
