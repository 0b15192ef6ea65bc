"""Years of one territory under a policy: what the sellers do every month, and what becomes of the forest and the money.

All sellers work on the same ground with the same policy. Nobody learns on the way. With `kit/models/forest.py` both
policies meet the same firms and the same luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kit.exercises.customer_forest.model.film import Camera, Film, Snapshot
from kit.exercises.customer_forest.setting import QUARTER_MONTHS, YEAR_MONTHS, ForestSetting, Policy
from kit.models import course, forest


@dataclass(frozen=True, eq=False)
class Seasons:
    """What a policy led to. Arrays are (months, repetitions) unless said otherwise.

    `customers`, `burned` at the end of each month; `won`, `lost` in it; `recommended`: how many of the won came by
    recommendation on average; `profit_eur`; `felt`, `neglected` (repetitions,): shares of the customers at the end who feel sold
    to, because they were promised too much, and whom nobody visited for a year;
    `entered` (repetitions,): customers won in the first year, `left` (years, repetitions): how many of them left in
    their first, second, ... year; `film`: the first repetition.
    """

    setting: ForestSetting
    policy: Policy
    customers: NDArray
    burned: NDArray
    won: NDArray
    lost: NDArray
    recommended: NDArray
    profit_eur: NDArray
    felt: NDArray
    neglected: NDArray
    entered: NDArray
    left: NDArray
    film: Film

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The first repetition year by year, the start first."""
        return self.film.snapshots()

    @property
    def discounted_eur(self) -> NDArray:
        """Profit by month in euros of the start."""
        months = np.arange(1, len(self.profit_eur) + 1)[:, None]
        return self.profit_eur / (1 + self.setting.discount) ** (months / YEAR_MONTHS)


def ground(setting: ForestSetting) -> forest.Ground:
    """The territory of a setting, with rates per working day and month."""
    free = max(setting.places - setting.customers, 1)
    return forest.ground(
        setting, setting.places, 1 / (setting.hunting_days * free * setting.win), 1 / setting.amends_days
    )


def monthly_work(setting: ForestSetting, policy: Policy) -> forest.Work:
    """What all sellers together do in a month."""
    hunt, care, feedback, rest = (
        setting.sellers * days / QUARTER_MONTHS
        for days in (policy.hunt_days, policy.care_days, policy.feedback_days, policy.rest_days)
    )
    return forest.Work(hunt, care, feedback, policy.promise, rest)


def draw(setting: ForestSetting, repetitions: int, block: int = 0) -> forest.Chances:
    """The chance of `repetitions` territories; neither policies nor assumptions change what is drawn."""
    return forest.draw_forest(ground(setting), setting.years * YEAR_MONTHS, repetitions, setting.chance, block)


def simulate(setting: ForestSetting, policy: Policy, chances: forest.Chances) -> Seasons:
    """Follow the territory for `setting.years` years under one policy."""
    return compare(setting, (policy,), chances)[0]


def compare(setting: ForestSetting, policies: Sequence[Policy], chances: forest.Chances) -> tuple[Seasons, ...]:
    """Follow the territory for `setting.years` years under several policies, side by side: each as it is alone."""
    land, repetitions = ground(setting), chances.start.shape[1]
    works = [monthly_work(setting, policy) for policy in policies]
    work = course.beside(works, repetitions)
    camera = Camera(land, work, repetitions)
    followed = course.follow(land, work, course.repeated(chances, len(policies)), camera.see)
    at_start = np.full_like(followed.customers[:1], setting.customers)
    share = recommended_share(land, work, np.concatenate([at_start, followed.customers[:-1]]))
    films = camera.films(share[:, ::repetitions], chances.start[:, 0])
    figures = _figures(setting, work, followed, share, len(policies))
    return tuple(
        Seasons(setting, policy, **{name: each[side] for name, each in figures.items()}, film=films[side])
        for side, policy in enumerate(policies)
    )


def _figures(setting, work, followed, share, sides) -> dict[str, NDArray]:
    """All figures of `Seasons` by name, with the policies as an axis before all others."""
    customers, won, stand = followed.customers.astype(float), followed.won.astype(float), followed.end
    salaries_eur = setting.sellers * setting.cost_eur / QUARTER_MONTHS
    figures = {
        "customers": customers,
        "burned": followed.burned.astype(float),
        "won": won,
        "lost": followed.lost.astype(float),
        "recommended": won * share,
        "profit_eur": setting.fee_eur / YEAR_MONTHS * customers - salaries_eur,
        "felt": _share_of(stand, forest.promised_too_much(stand)),
        "neglected": _share_of(stand, forest.neglected(stand, YEAR_MONTHS * work.care)),
        "entered": won[:YEAR_MONTHS].sum(axis=0),
        "left": _leavers(followed.leavers, setting.years, share.shape[1]),
    }
    return {name: course.apart(values, sides) for name, values in figures.items()}


def _share_of(stand, count) -> NDArray:
    """A count as a share of the customers, (repetitions,); nothing where there are none."""
    return np.where(stand.customers > 0, count / np.maximum(stand.customers, 1), np.nan)


def recommended_share(land, work, customers) -> NDArray:
    """Share of contacts that come by recommendation, of any shape that ends in columns."""
    by_referral = land.referral * customers / land.places
    return by_referral / np.maximum(by_referral + land.reach * work.hunt, 1e-12)


def _leavers(leavers, years, columns) -> NDArray:
    """How many of the customers of the first year leave in their first, second, ... year, (years, columns)."""
    first = (leavers.since >= 0) & (leavers.since < YEAR_MONTHS)
    year = (leavers.month[first] - leavers.since[first] - 1) // YEAR_MONTHS
    return np.bincount(year * columns + leavers.column[first], minlength=years * columns).reshape(years, columns)


def break_even_months(old: Seasons, new: Seasons) -> NDArray:
    """Month (from 1) from which NEW stays ahead in discounted profit added up, (repetitions,); inf where it ends behind."""
    return stays_ahead((new.discounted_eur - old.discounted_eur).cumsum(axis=0))


def stays_ahead(difference: NDArray) -> NDArray:
    """Period (from 1) from which a difference added up stays positive to the end, (columns,) of (periods, columns); or inf.

    A lead that is lost again does not count: at the beginning luck alone makes many.

    >>> stays_ahead(np.array([[1.0], [-1.0], [1.0], [2.0]])).tolist()
    [3.0]
    """
    behind = difference <= 0
    last_behind = np.where(behind.any(axis=0), len(behind) - behind[::-1].argmax(axis=0), 0)
    return np.where(last_behind == len(behind), np.inf, last_behind + 1.0)


def commons_share(sellers: int) -> float:
    """What so many sellers without agreement get out of one ground, as a share of what one careful owner would.

    Cournot's rule for a fishery in balance with linear growth of costs: 4n / (n + 1)^2 (Clark 1990, ch. 2).

    >>> [round(commons_share(sellers), 3) for sellers in (1, 2, 5, 10)]
    [1.0, 0.889, 0.556, 0.331]
    """
    return 4 * sellers / (sellers + 1) ** 2


def best_stock(cost: float, growth: float, discount: float) -> float:
    """The stock, as a share of what the ground can carry, that a single owner should keep (Clark 1990, eq. 2.18).

    Logistic growth at rate `growth`, cost of the last harvest at stock `cost` (share), `discount` per period.

    >>> [round(best_stock(0.1, 0.08, discount), 4) for discount in (0.0, 0.05, 0.1)]
    [0.55, 0.3317, 0.2153]
    """
    half = (cost + 1 - discount / growth) / 4
    return float(half + np.sqrt(half**2 + cost * discount / (2 * growth)))
