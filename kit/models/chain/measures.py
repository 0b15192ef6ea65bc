"""What can be counted in a year of leads, the same for both cultures.

Every measure is a small function of a `Year`; unless it says otherwise the result is an array whose last axis are the
repetitions, so that blocks are put together with `np.concatenate(..., axis=-1)`. Where there is nothing to average (a
year without an order) the result is NaN. Times are working days, a year has 250 of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.chain.setting import WEEK_DAYS, YEAR_DAYS, YEAR_WEEKS
from kit.models.chain.year_of_leads import Station, Year

TINY_DAYS = 1e-12  # below this nobody worked on a lead: keeps 0/0 out


def cohort_orders(year: Year) -> NDArray:
    """Orders from all leads of the year, whenever they were won, (repetitions,)."""
    return _count(year, np.ones(year.orders.won.shape, bool))


def year_orders(year: Year) -> NDArray:
    """Orders won until the last day of the year, (repetitions,)."""
    return _count(year, year.orders.won <= YEAR_DAYS)


def order_days(year: Year) -> NDArray:
    """Days from first contact to order of every single order of the cohort, all repetitions in one list (orders,)."""
    return year.orders.won - year.orders.contact


def lead_days(year: Year) -> NDArray:
    """Mean days from first contact to order over the orders of the cohort, (repetitions,)."""
    days = np.bincount(year.orders.repetition, order_days(year), year.repetitions)
    return _ratio(days, cohort_orders(year))


def utilisation(year: Year) -> NDArray:
    """Share of the present people's time in the year that is spent on leads, (roles, repetitions)."""
    busy = [(_share_in_year(station) * station.service).sum(axis=0) for station in year.stations]
    present = [station.people * YEAR_DAYS - _away_days(station) for station in year.stations]
    return _ratio(np.array(busy), np.array(present))


def wait_days(year: Year) -> NDArray:
    """Mean days that a lead waits before the role takes it up, over the whole cohort, (roles, repetitions)."""
    return np.array([_mean_wait(station) for station in year.stations])


def _mean_wait(station: Station):
    came = np.isfinite(station.arrive)
    wait = np.subtract(station.start, station.arrive, out=np.zeros(came.shape), where=came)
    return _ratio(wait.sum(axis=0), came.sum(axis=0))


@dataclass(frozen=True, eq=False)
class Errors:
    """Errors that reached the customer per 100 orders of the cohort, by cause, each (repetitions,)."""

    mistakes: NDArray
    asked_again: NDArray
    exaggerated: NDArray


def errors(year: Year) -> Errors:
    """Uncaught mistakes, questions asked again because facts were lost, and exaggerated promises.

    Counted over the leads that became orders: what happened to the others, nobody heard of.
    """
    orders, count = year.orders, cohort_orders(year)
    causes = (orders.mistakes, orders.asked_again, orders.exaggerated)
    return Errors(*(_ratio(100 * np.bincount(orders.repetition, cause, year.repetitions), count) for cause in causes))


def felt_sold_to(year: Year) -> NDArray:
    """Share of the orders of the cohort whose customer felt sold to, (repetitions,).

    The rule, the same for both cultures: the customer met at least one mistake, was asked at least once for what had
    been said before, or got an exaggerated promise. It is a rule of this kit; nobody has measured it.
    """
    orders = year.orders
    felt = orders.exaggerated | (orders.mistakes > 0) | (orders.asked_again > 0)
    return _ratio(_count(year, felt), cohort_orders(year))


@dataclass(frozen=True, eq=False)
class PersonDays:
    """What the people's days of one year were spent on, in person-days, each (repetitions,).

    `away`: between somebody's leaving and the successor's start. `total` is headcount x 250.
    """

    work: NDArray
    rework: NDArray
    coordination: NDArray
    meeting: NDArray
    idle: NDArray
    away: NDArray

    @property
    def total(self) -> NDArray:
        """The sum of all parts, (repetitions,)."""
        return self.work + self.rework + self.coordination + self.meeting + self.idle + self.away


def person_days(year: Year) -> PersonDays:
    """Split the person-days of the year; a lead in hand at the end of the year counts with the share done by then."""
    shares = [_share_in_year(station) for station in year.stations]
    spent = [
        _added(_dot(share, getattr(station, part)) for share, station in zip(shares, year.stations, strict=True))
        for part in ("work", "rework", "coordination", "meeting")
    ]
    away = _added(_away_days(station) for station in year.stations)
    capacity = sum(station.people for station in year.stations) * YEAR_DAYS
    return PersonDays(*spent, idle=capacity - away - _added(spent), away=away)


def _added(parts: Iterable[NDArray]) -> NDArray:
    return np.sum([*parts], axis=0)


def week_queues(year: Year) -> NDArray:
    """Leads that wait before each role at the end of each week, (roles, 50 weeks, repetitions)."""
    return np.array([_weekly(station.arrive) - _weekly(station.start) for station in year.stations])


def _weekly(days):
    """How many of the days lie before the end of each week, (50, repetitions)."""
    repetitions = days.shape[1]
    week = np.minimum(np.ceil(days / WEEK_DAYS), YEAR_WEEKS + 1).astype(int)
    spot = np.maximum(week, 1) * repetitions + np.arange(repetitions)
    counts = np.bincount(spot.ravel(), minlength=(YEAR_WEEKS + 2) * repetitions).reshape(-1, repetitions)
    return counts[1 : YEAR_WEEKS + 1].cumsum(axis=0)


@dataclass(frozen=True, eq=False)
class Counts:
    """Where the leads are at one moment, each (roles, repetitions): came = lost + advanced + waiting + in work.

    `advanced` of the last role are the leads won.
    """

    came: NDArray
    lost: NDArray
    advanced: NDArray
    waiting: NDArray
    working: NDArray


def counts(year: Year, day: float) -> Counts:
    """Count the leads at each role on a day (infinity: at their end)."""
    each = [_counted(station, day) for station in year.stations]
    return Counts(*(np.array(kind) for kind in zip(*each, strict=True)))


def _counted(station, day):
    came, started, done = (
        (moment <= day) & np.isfinite(moment) for moment in (station.arrive, station.start, station.done)
    )
    return (
        came.sum(axis=0),
        (done & ~station.advanced).sum(axis=0),
        (done & station.advanced).sum(axis=0),
        (came & ~started).sum(axis=0),
        (started & ~done).sum(axis=0),
    )


def _count(year, which):
    return np.bincount(year.orders.repetition[which], minlength=year.repetitions)


def _ratio(part, whole):
    """part / whole, NaN where there is no whole."""
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)


def _dot(one, other):
    """Sum of products down the leads, (repetitions,)."""
    return np.einsum("ij,ij->j", one, other)


def _share_in_year(station):
    """The share of each lead's service that lies before the end of the year, (leads, repetitions)."""
    return np.clip((YEAR_DAYS - station.start) / np.maximum(station.service, TINY_DAYS), 0, 1)


def _away_days(station):
    """Person-days of the year in which one person of the station was missing, (repetitions,)."""
    return np.minimum(station.away_until, YEAR_DAYS) - np.minimum(station.away_from, YEAR_DAYS)
