"""What the deals say about the firm: revenue from new and existing customers, concentration, quarter ends, time to close."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.deals.book import Deals

LAST_DAYS = 14
EXPECTED_SHARE = LAST_DAYS / (365.25 / 4)
TOP = 0.20
PUBLISHED_TOP = (0.59, 0.68)  # share of revenue of the top 20 %: subscription firms, others (McCarthy & Winer 2018)


@dataclass(frozen=True, eq=False)
class Revenue:
    """Won revenue by quarter, all (quarters,). `starts`: first day of each quarter; `new`, `existing`: in the currency of the deals."""

    starts: NDArray[np.datetime64]
    new: NDArray[np.float64]
    existing: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Concentration:
    """`share` of the won revenue that the top 20 % of customers (`top` of `customers`) bring; `curve` (customers + 1,): added up from the largest on."""

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
    """Days from created to won (`won`) and to lost (`lost`), sorted; `middle`, `low`, `high`: half of the won ones lie between low and high."""

    won: NDArray[np.int64]
    lost: NDArray[np.int64]
    low: float
    middle: float
    high: float


def revenue(deals: Deals) -> Revenue:
    """New against existing revenue. Raises `KitError` if nothing was won."""
    raise NotImplementedError


def concentration(deals: Deals) -> Concentration:
    """How much hangs on few customers. Raises `KitError` if nothing was won."""
    raise NotImplementedError


def quarter_end(deals: Deals) -> QuarterEnd:
    """The peak at quarter ends. Raises `KitError` if nothing was won or the days are not known exactly enough."""
    raise NotImplementedError


def time_to_close(deals: Deals) -> TimeToClose:
    """How long deals take. Raises `KitError` if the file does not say when deals were created."""
    raise NotImplementedError
