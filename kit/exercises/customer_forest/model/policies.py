"""Years of one territory under a policy: what the sellers do every month, and what becomes of the forest and the money.

All sellers work on the same ground with the same policy. Nobody learns on the way. With `kit/models/forest.py` both
policies meet the same firms and the same luck.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.exercises.customer_forest.setting import QUARTER_MONTHS, YEAR_MONTHS, ForestSetting, Policy
from kit.models import forest


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The first repetition at the end of a year, place by place: `place`, `since` (month), `mood` (share of customers
    like this one that would stay a year), `won`, `lost` in the last quarter and `root` (place that recommended it or -1).
    """

    place: NDArray
    since: NDArray
    mood: NDArray
    won: NDArray
    lost: NDArray
    root: NDArray


@dataclass(frozen=True, eq=False)
class Seasons:
    """What a policy led to. Arrays are (months, repetitions) unless said otherwise.

    `customers`, `burned` at the end of each month; `won`, `lost` in it; `recommended`: how many of the won came by
    recommendation on average; `profit_eur`; `felt`, `neglected` (repetitions,): shares of the customers at the end who feel sold
    to, because they were promised too much, and whom nobody visited for a year;
    `entered` (repetitions,): customers won in the first year, `left` (years, repetitions): how many of them left in
    their first, second, ... year; `snapshots`: the first repetition year by year, the start first.
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
    snapshots: tuple[Snapshot, ...]

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
    land, work = ground(setting), monthly_work(setting, policy)
    months, repetitions = len(chances.event), chances.start.shape[1]
    counts = np.zeros((4, months, repetitions))  # customers, burned, won, lost
    recommended = np.zeros((months, repetitions))
    left = np.zeros((setting.years, repetitions), int)
    stand = forest.plant(land, chances)
    pictures = _Pictures(land, work, chances, stand)
    for month in range(months):
        before = stand
        stand, happened = forest.grow(land, stand, work, chances, month)
        counts[:, month] = stand.customers, stand.burned, forest.count(happened.won), forest.count(happened.lost)
        recommended[month] = counts[2, month] * recommended_share(land, work, before)
        _count_leavers(left, before, happened, month)
        pictures.add(before, stand, happened, month)
    profit = setting.fee_eur / YEAR_MONTHS * counts[0] - setting.sellers * setting.cost_eur / QUARTER_MONTHS
    entered = counts[2, :YEAR_MONTHS].sum(axis=0)
    promised, unvisited = forest.promised_too_much(stand), forest.neglected(stand, YEAR_MONTHS * work.care)
    return Seasons(
        setting,
        policy,
        *counts,
        recommended=recommended,
        profit_eur=profit,
        felt=_share_of(stand, promised),
        neglected=_share_of(stand, unvisited),
        entered=entered,
        left=left,
        snapshots=tuple(pictures.taken),
    )


def _share_of(stand, count) -> NDArray:
    """A count as a share of the customers, (repetitions,); nothing where there are none."""
    return np.where(stand.customers > 0, count / np.maximum(stand.customers, 1), np.nan)


def recommended_share(land, work, stand) -> NDArray:
    """Share of contacts that come by recommendation."""
    by_referral = land.referral * stand.customers / land.places
    return by_referral / np.maximum(by_referral + land.reach * work.hunt, 1e-12)


def _count_leavers(left, before, happened, month) -> None:
    """Count in which of their years the customers of the first year leave."""
    spots = np.flatnonzero(happened.lost)
    since = before.since.take(spots)
    first = (since >= 0) & (since < YEAR_MONTHS)
    years = (month - since[first] - 1) // YEAR_MONTHS
    np.add.at(left, (years, spots[first] % left.shape[1]), 1)


class _Pictures:
    """Keeps what the forest picture needs of the first repetition, year by year."""

    def __init__(self, land, work, chances, stand):
        self.land, self.work, self.chances = land, work, chances
        places = land.places
        self.root = np.full(places, -1)
        self.won, self.lost = np.zeros(places, bool), np.zeros(places, bool)
        self.taken = [self._snapshot(stand)]

    def add(self, before, stand, happened, month) -> None:
        won, lost = happened.won[:, 0], happened.lost[:, 0]
        self.won, self.lost = self.won | won, self.lost | lost
        if won.any():
            self._recommend(before, won)
        if (month + 1) % YEAR_MONTHS == 0:
            self.taken.append(self._snapshot(stand))
        if (month + 1) % QUARTER_MONTHS == 0:
            self.won, self.lost = np.zeros_like(won), np.zeros_like(lost)

    def _recommend(self, before, won) -> None:
        """Who recommended the new ones: by lot, as often and as evenly as the model does."""
        customers = np.flatnonzero(before.place[:, 0] == forest.CUSTOMER)
        share = float(recommended_share(self.land, self.work, before)[0])
        for place in np.flatnonzero(won):
            lot = float(self.chances.start[place, 0])
            known = lot < share and len(customers) > 0
            self.root[place] = customers[int(lot / share * len(customers))] if known else -1

    def _snapshot(self, stand) -> Snapshot:
        factor = forest.leaving(self.land, stand, self.work, stand.customers)[0]
        mood = np.exp(-YEAR_MONTHS * stand.bond[:, 0] * factor)
        return Snapshot(stand.place[:, 0].copy(), stand.since[:, 0].copy(), mood, self.won, self.lost, self.root.copy())


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
