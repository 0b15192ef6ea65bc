"""What the deals say about the firm: revenue from new and existing customers, concentration, quarter ends, time to close."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.deals.book import LOST, NEW, Deals
from kit.deals.cohorts import NOTHING_WON
from kit.errors import KitError
from kit.messages import _

LAST_DAYS = 14
QUARTER_DAYS = 365.25 / 4
EXPECTED_SHARE = LAST_DAYS / QUARTER_DAYS
TOP = 0.20
PUBLISHED_TOP = (0.59, 0.68)  # share of revenue of the top 20 %: subscription firms, others (McCarthy & Winer 2018)
NORMAL_95 = 1.959964

NO_AMOUNTS = _(
    "The won deals have no amounts above zero. Right would be an export with a column for the amount of each deal."
)
NO_DAYS = _("The days are only known to {days} days, so the ends of quarters cannot be told. Right would be an export with the day of each order.")  # fmt: skip
NO_CREATED = _("No won deal says when it was created, so nobody can tell how long it took. Right would be an export with the creation date.")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Revenue:
    """Won revenue by quarter, all (quarters,), none left out in between. `starts`: first day of each; `new`, `existing`: in the currency of the deals."""

    starts: NDArray[np.datetime64]
    new: NDArray[np.float64]
    existing: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Concentration:
    """`share` of the won revenue that the top 20 % of customers (`top` of `customers`) bring; `curve` (customers + 1,): added up from the largest on, as a share."""

    share: float
    top: int
    customers: int
    curve: NDArray[np.float64]


@dataclass(frozen=True)
class QuarterEnd:
    """Of `won` deals `late` were won in the last 14 days of a quarter: `share`, its 95 % band (Wilson) and what chance alone would give."""

    won: int
    late: int
    share: float
    low: float
    high: float
    expected: float = EXPECTED_SHARE


@dataclass(frozen=True, eq=False)
class TimeToClose:
    """Days from created to won (`won`) and to lost (`lost`), sorted; of the won ones half lie between `low` and `high`, and half below `middle`."""

    won: NDArray[np.int64]
    lost: NDArray[np.int64]
    low: float
    middle: float
    high: float


def quarter_of(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """The quarter of each day, counted from the first one of 1970."""
    return days.astype("datetime64[M]").astype(np.int64) // 3


def starts_of(quarters: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """The first day of each quarter."""
    return (3 * quarters).astype("datetime64[M]").astype("datetime64[D]")


def revenue(deals: Deals) -> Revenue:
    """New against existing revenue by quarter. Raises `KitError` if nothing was won or no amount is known."""
    won, amount = _won(deals)
    quarter = quarter_of(deals.closed[won])
    place, is_new = quarter - quarter.min(), deals.kind[won] == NEW
    both = [
        np.bincount(place, np.where(which, amount, 0.0), int(place.max()) + 1).astype(float)
        for which in (is_new, ~is_new)
    ]
    return Revenue(starts_of(np.arange(quarter.min(), quarter.max() + 1)), *both)


def concentration(deals: Deals) -> Concentration:
    """How much of the revenue hangs on few customers; 20 % of them, rounded up. Raises `KitError` if nothing was won or no amount is known."""
    won, amount = _won(deals)
    by_customer = np.bincount(deals.customer[won], amount, deals.customer.max() + 1)
    largest = np.sort(by_customer[np.unique(deals.customer[won])])[::-1]
    top = int(np.ceil(TOP * largest.size - 1e-9))
    curve = np.concatenate([[0.0], largest.cumsum()]) / largest.sum()
    return Concentration(float(curve[top]), top, largest.size, curve)


def quarter_end(deals: Deals) -> QuarterEnd:
    """The peak at quarter ends, of won deals alone. Raises `KitError` if nothing was won or the days are not known exactly enough."""
    if deals.precision_days > 1:
        raise KitError(NO_DAYS, days=deals.precision_days)
    days = deals.closed[deals.is_won]
    if not days.size:
        raise KitError(NOTHING_WON)
    left = (starts_of(quarter_of(days) + 1) - days).astype(np.int64)  # 1 on the last day
    late, won = int((left <= LAST_DAYS).sum()), int(days.size)
    return QuarterEnd(won, late, late / won, *wilson(late, won))


def wilson(count: int, total: int, errors: float = NORMAL_95) -> tuple[float, float]:
    """The band of a share, 95 % unless said otherwise. Source: Wilson 1927, JASA 22:209.

    >>> [round(share, 4) for share in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    share, square = count / total, errors**2 / total
    middle = (share + square / 2) / (1 + square)
    half = errors * np.sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def time_to_close(deals: Deals) -> TimeToClose:
    """How long deals take, in days; who was closed before it was created is left out. Raises `KitError` if no creation day is known."""
    took = (deals.closed - deals.created).astype("timedelta64[D]")
    is_known = ~np.isnat(took)
    days = np.where(is_known, took.astype(np.int64), -1)
    won, lost = (np.sort(days[(days >= 0) & which]) for which in (deals.is_won, deals.status == LOST))
    if not won.size:
        raise KitError(NO_CREATED)
    return TimeToClose(won, lost, *(float(one) for one in np.quantile(won, (0.25, 0.5, 0.75))))


def _won(deals: Deals) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which deals were won, and their amounts, 0 where unknown; raises `KitError` where there is nothing to count."""
    won = deals.is_won
    if not won.any():
        raise KitError(NOTHING_WON)
    amount = np.nan_to_num(deals.amount[won])
    if amount.sum() <= 0:
        raise KitError(NO_AMOUNTS)
    return won, amount
