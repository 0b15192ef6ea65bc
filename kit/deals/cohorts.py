"""How long the firm's customers stay: cohorts by the year of their first won order, survivors by their last one."""

from dataclasses import dataclass

from numpy.typing import NDArray

from kit.deals.book import Deals
from kit.models.retention import Fit, KaplanMeier


@dataclass(frozen=True, eq=False)
class Cohorts:
    """Cohorts of customers, one a row. `years` (cohorts,): the year of the first won order. `survivors` (cohorts, periods + 1): customers
    still there at the start and after each year, NaN where the year is not over. `known` (cohorts,): how many of these periods are sure;
    later ones (the running year, and the last usual gaps between two orders) may still change and are no loss yet. Losses are derived: a
    customer is taken as lost who ordered for the last time. `gap_years`: the usual gap between two orders."""

    years: NDArray
    survivors: NDArray
    known: NDArray
    gap_years: float


@dataclass(frozen=True, eq=False)
class Forecast:
    """The pooled fit of all cohorts and the share still there by year, (periods + 1,); None of both where the cohorts say too little."""

    fit: Fit
    share: NDArray


def cohorts(deals: Deals) -> Cohorts:
    """Retention by cohort. Raises `KitError` if no deal was won."""
    raise NotImplementedError


def forecast(found: Cohorts, periods: int = 10) -> Forecast:
    """The forecast for all cohorts together. Raises `KitError` if too little is known of them."""
    raise NotImplementedError


def survival(deals: Deals) -> KaplanMeier:
    """Years from the first to the last won order of each customer; who ordered within the usual gaps is still there."""
    raise NotImplementedError
