"""What a year of leads leaves behind in one culture: stations, and the leads that became orders.

Plain data that both cultures share; `kit.models.chain.measures` counts it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.chain.setting import ChainSetting


@dataclass(frozen=True, eq=False)
class Station:
    """All leads that reached one role (or the lone wolves), in the order in which the role took them up.

    Arrays have the shape (leads, repetitions). A column with fewer leads is filled up with leads that arrive, start and
    are done at infinity and advance nowhere. `lead`: number of the lead, from 0 in order of first contact.
    `arrive`, `start`, `done`: days. `work`, `rework`, `coordination`, `meeting`: person-days spent on the lead, which
    add up to done - start. `advanced`: goes on to the next role, at the last one becomes an order.
    `away_from`, `away_until`: days between which one person is missing, (repetitions,), infinite when nobody leaves.
    """

    role: str
    people: int
    lead: NDArray
    arrive: NDArray
    start: NDArray
    done: NDArray
    work: NDArray
    rework: NDArray
    coordination: NDArray
    meeting: NDArray
    advanced: NDArray
    away_from: NDArray
    away_until: NDArray

    @property
    def service(self) -> NDArray:
        """Person-days spent on each lead, (leads, repetitions)."""
        return self.work + self.rework + self.coordination + self.meeting


@dataclass(frozen=True, eq=False)
class Orders:
    """The leads that became orders, of all repetitions in one flat list: every array has the shape (orders,).

    `repetition`, `lead`: whose. `contact`, `won`: days of first contact and order. `mistakes`: not caught by anybody.
    `asked_again`: handovers after which the customer was asked the same thing again. `exaggerated`: got a promise
    beyond the truth.
    """

    repetition: NDArray
    lead: NDArray
    contact: NDArray
    won: NDArray
    mistakes: NDArray
    asked_again: NDArray
    exaggerated: NDArray


@dataclass(frozen=True, eq=False)
class Year:
    """One culture over the leads of one year, all followed to their end, in all repetitions."""

    setting: ChainSetting
    repetitions: int
    stations: tuple[Station, ...]
    orders: Orders

    @property
    def roles(self) -> tuple[str, ...]:
        """The names of the stations, in the order a lead meets them."""
        return tuple(station.role for station in self.stations)


def of_column(figure, spot: NDArray, repetitions: int):
    """A figure at flat positions, where it differs by repetition, (spots,); else the figure itself.

    >>> of_column(0.1, np.array([0, 3]), 2), of_column(np.array([0.1, 0.2]), np.array([0, 3]), 2).tolist()
    (0.1, [0.1, 0.2])
    """
    return figure.take(spot % repetitions) if np.ndim(figure) else figure


def list_orders(contact: NDArray, spot: NDArray, won: NDArray, mistakes, asked_again, exaggerated) -> Orders:
    """List the orders at the flat positions `spot` = lead x repetitions + repetition, won on the days `won`.

    `contact` (leads, repetitions): days of first contact; the other arguments as in `Orders`, shape (orders,).
    """
    lead, repetition = np.divmod(spot, contact.shape[1])
    return Orders(repetition, lead, contact.take(spot), won, mistakes, asked_again, exaggerated)
