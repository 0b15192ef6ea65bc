"""How long the firm's customers stay: cohorts by the year of their first won order, survivors by their last one.

Nobody tells a file of orders that they have left, so losses are derived: who ordered for the last time is lost, unless that was so short a
time ago that the next order may still come. The model is `kit/models/retention.py`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.deals.book import Deals
from kit.errors import KitError
from kit.messages import _
from kit.models.retention import Fit, KaplanMeier, fit_pooled, kaplan_meier
from kit.models.retention import survival as share_still_there

GAPS = 2  # so many usual gaps without an order, and a customer is taken as lost
LEAST_GAP_YEARS = 0.5  # nobody is lost sooner than after GAPS of these
YEAR_DAYS = 365.25

NOTHING_WON = _(
    "No deal was won on a known day. Right would be an export that has the won deals with the day of each order."
)
TOO_LITTLE = _("The cohorts say too little for a forecast: it needs two full years in which somebody stayed and somebody left. Right would be an export of more years.")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Cohorts:
    """Cohorts of customers, one a row; every loss is derived.

    `years` (cohorts,): the year of the first won order. `survivors` (cohorts, periods + 1): customers still there at the start and after each
    year, which are those with an order in that year or later; NaN where the year has not come. `known` (cohorts,): how many of these
    periods are sure; in later ones (the running year, and the last usual gaps) an order may still come, so they are no loss yet.
    `gap_years`: the usual (median) gap between two orders; `lost_after_years`: so long without an order, and a customer is taken as lost.
    """

    years: NDArray[np.int64]
    survivors: NDArray[np.float64]
    known: NDArray[np.int64]
    gap_years: float
    lost_after_years: float

    @property
    def sure(self) -> tuple[NDArray[np.float64], ...]:
        """The survivors of each cohort in the periods that are sure, (known + 1,) each."""
        return tuple(row[: known + 1] for row, known in zip(self.survivors, self.known, strict=True))


@dataclass(frozen=True, eq=False)
class Forecast:
    """The pooled fit of all cohorts in their sure periods, and the share still there at the start and after each year, (periods + 1,)."""

    fit: Fit
    share: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lives:
    """Each customer with a won order, (customers,): `customer`, days of the `first` and the `last` one, and whether it `is_lost` (derived);
    a lost one was given up on the day `given_up`."""

    customer: NDArray[np.int64]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    is_lost: NDArray[np.bool_]
    given_up: NDArray[np.datetime64]
    gap_years: float
    lost_after_years: float


def lives(deals: Deals) -> Lives:
    """The first and the last won order of each customer. Raises `KitError` if nothing was won."""
    won = deals.is_won
    if not won.any():
        raise KitError(NOTHING_WON)
    customer, day = deals.customer[won], deals.closed[won]
    order = np.lexsort((day, customer))
    customer, day = customer[order], day[order]
    starts = np.flatnonzero(np.diff(customer, prepend=-1))
    ends = np.append(starts[1:], customer.size) - 1
    same = customer[1:] == customer[:-1]
    gaps = np.diff(day).astype(float)[same]
    gap_years = float(np.median(gaps[gaps > 0])) / YEAR_DAYS if (gaps > 0).any() else 1.0
    lost_after = GAPS * max(gap_years, LEAST_GAP_YEARS)
    given_up = day[ends] + np.timedelta64(round(lost_after * YEAR_DAYS), "D")
    is_lost = given_up < deals.as_of
    return Lives(customer[starts], day[starts], day[ends], is_lost, given_up, gap_years, lost_after)


def cohorts(deals: Deals) -> Cohorts:
    """Retention by cohort. Raises `KitError` if no deal was won."""
    found = lives(deals)
    first, last = _year(found.first), _year(found.last)
    now = max(int(_year(deals.as_of)), int(last.max()))
    years = np.unique(first)
    periods = np.arange(now - years.min() + 1)
    reached = years[:, None] + periods
    survivors = np.array(
        [[((first == year) & (last >= one)).sum() for one in row] for year, row in zip(years, reached, strict=True)],
        float,
    )
    survivors[reached > now] = np.nan
    over = deals.as_of + 1 - np.timedelta64(round(max(1.0, found.lost_after_years) * YEAR_DAYS), "D")
    last_known = int(_year(over))  # a year is sure when even who ordered on the day before it would be given up by now
    known = np.clip(last_known - years, 0, None)
    return Cohorts(years, survivors, known, found.gap_years, found.lost_after_years)


def forecast(found: Cohorts, periods: int = 10) -> Forecast:
    """The forecast for all cohorts together, fitted to their sure periods. Raises `KitError` if too little is known of them."""
    try:
        fit = fit_pooled(found.sure)
    except ValueError as error:
        raise KitError(TOO_LITTLE) from error
    return Forecast(fit, share_still_there(fit.alpha, fit.beta, periods))


def survival(deals: Deals) -> KaplanMeier:
    """Years from the first to the last won order of each customer; who may still order again is taken as still there (censored).

    The time runs to the last order for those taken as lost and to `as_of` for the others. Raises `KitError` if nothing was won.
    """
    found = lives(deals)
    end = np.where(found.is_lost, found.last, max(deals.as_of, found.last.max()))
    return kaplan_meier((end - found.first).astype("timedelta64[D]").astype(float) / YEAR_DAYS, found.is_lost)


def _year(day):
    return day.astype("datetime64[Y]").astype(int) + 1970
