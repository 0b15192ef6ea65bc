"""The firm's own quarters as a pay plan sees them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.deals.book import Deals


@dataclass(frozen=True, eq=False)
class Quarters:
    """Full quarters, all (quarters,). `starts`: first days. `new_eur`, `kept_eur`: won revenue from new and from existing customers.
    `orders`: new customers won. `customers`: those at the start of the quarter. `lost`: of them, those who ordered for the last time more
    than the usual gaps ago (derived). `early_eur`: first orders of customers who were lost within a year, in the quarter of the loss."""

    starts: NDArray[np.datetime64]
    new_eur: NDArray[np.float64]
    kept_eur: NDArray[np.float64]
    orders: NDArray[np.float64]
    customers: NDArray[np.float64]
    lost: NDArray[np.float64]
    early_eur: NDArray[np.float64]


def quarters(deals: Deals, last: int = 4) -> Quarters:
    """The last full quarters, at most so many. Raises `KitError` if there is no full quarter with won deals."""
    raise NotImplementedError
