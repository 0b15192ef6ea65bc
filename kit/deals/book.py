"""The deals as read: arrays of one length without any name. Customers and owners are numbers in random order, anew at every load."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

OPEN, WON, LOST = "open", "won", "lost"
NEW, EXISTING = "new", "existing"


@dataclass(frozen=True, eq=False)
class Deals:
    """The deals of a firm, one an entry, all arrays (deals,).

    `row`: where it stands in the file, from 1. `customer`: a number from 0. `created`, `closed`: days as datetime64[D], NaT where unknown;
    of an open deal `closed` is only a hope. `status`: "open", "won" or "lost". `amount`: in `currency`, below zero for credit notes,
    NaN where unknown. `kind`: "new" or "existing"; `is_kind_derived`: not said in the file but told from the first won order of each customer.
    `owner`: a number from 0, or -1; None unless it was asked for. `precision_days`: how exactly the dates are known (1, or 7, 31, 92).
    `as_of`: the last day on which the file can say anything, the last of all dates that lie not after the day of reading.
    `is_status_known`: False if the file said nothing and all rows were taken as won.
    """

    row: NDArray[np.int64]
    customer: NDArray[np.int64]
    created: NDArray[np.datetime64]
    closed: NDArray[np.datetime64]
    status: NDArray[np.str_]
    amount: NDArray[np.float64]
    kind: NDArray[np.str_]
    currency: str
    as_of: np.datetime64
    is_kind_derived: bool = False
    is_status_known: bool = True
    precision_days: int = 1
    owner: NDArray[np.int64] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return self.customer.size

    @property
    def is_won(self) -> NDArray[np.bool_]:
        """Which deals were won and have a day on which they were, (deals,)."""
        return (self.status == WON) & ~np.isnat(self.closed)
