"""How a plan can be gamed: each trick is played against the plan and its best use is returned in euros.

All tricks are judged by the same expected payslip, for one seller and one year, beside an honest year with the same
work. What a trick costs the firm is the margin it loses, not the pay. Nobody is accused: the finder reads the plan.
Tricks that move orders know how the quarter ends and what the next one brings on average; that is more than a seller
knows, so their gain is an upper bound.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.pay import euros
from kit.models.pay.firm import kept_customers
from kit.models.pay.quota import poisson
from kit.models.pay.sellers import (
    Response,
    after_clawback,
    best_response,
    commission_eur,
    likely_orders,
    next_quota,
)
from kit.models.pay.setting import YEAR_QUARTERS, IncentiveSetting, Plan

MOST_MOVED = 3
WORTHWHILE_EUR = 25
SPLITS = 41
DISCOUNTS = np.linspace(0.0, 0.5, 51)
REWON_PER_YEAR = 2
TRICKS = ("pull", "push", "sandbag", "discount", "cherry", "rewin")


@dataclass(frozen=True)
class Loophole:
    """The best use of one trick: the seller's `gain_eur` and the firm's `cost_eur` per year; `orders`, `share` (of a
    discount or of effort held back) and `days` say how, `quarters` in how many of 100 quarters it pays.
    """

    trick: str
    gain_eur: float
    cost_eur: float
    orders: int = 0
    share: float = 0.0
    days: int = 0
    quarters: int = 0


def loopholes(
    setting: IncentiveSetting, plan: Plan, seller: int, response: Response | None = None
) -> tuple[Loophole, ...]:
    """All tricks for one seller (number in `SELLERS`), the most profitable first; those that gain nothing have 0."""
    response = response or best_response(setting, plan)
    year = _Honest(setting, plan, seller, response)
    found = (
        _moved(year, "pull", setting.pull_discount),
        _moved(year, "push", 0.0),
        _sandbag(year),
        _discount(year),
        _cherry(year),
        _rewin(year),
    )
    return tuple(sorted(found, key=lambda one: -one.gain_eur))


class _Honest:
    """What a quarter brings without any trick: chances of each number of orders, and what they pay."""

    def __init__(self, setting, plan, seller, response):
        self.setting, self.plan, self.seller = setting, plan, seller
        self.effort, strengths = response.effort, np.array(setting.strengths)
        self.strength = strengths[seller]
        self.land, self.strengths = euros.ground(setting), strengths
        self.slope = euros.slopes(setting, self.land, self.effort, strengths)
        self.wins = float(self.slope.wins[seller])
        self.kept = float(1 - plan.clawback * self.slope.early[seller])
        self.likely = likely_orders(setting, plan, response, seller)
        self.orders = np.arange(len(self.likely))

    def commission(self, orders, quota_eur=None) -> NDArray:
        """Expected commission on new business for these orders (fractions allowed), after clawback."""
        new_eur = np.maximum(np.asarray(orders, float), 0.0) * self.setting.order_eur
        return after_clawback(self.plan, new_eur, commission_eur(self.plan, new_eur, quota_eur), self.kept)

    def next_quota(self, orders):
        """The quota after a quarter with so many orders."""
        return next_quota(self.plan, self.setting, orders, self.plan.quota_eur)


def _moved(year: _Honest, trick: str, discount: float) -> Loophole:
    """Pull orders of the next quarter into this one at a discount, or keep orders of this one back for the next."""
    now, then = year.orders[:, None], year.orders[None, :]
    chance = year.likely[:, None] * year.likely[None, :]
    honest = year.commission(now) + year.commission(then, year.next_quota(now))
    gains = [np.zeros_like(honest)]
    for moved in range(1, MOST_MOVED + 1):
        if trick == "pull":
            there, here = np.minimum(moved, then), now + np.minimum(moved, then) * (1 - discount)
            left = then - there
        else:
            there = np.minimum(moved, now)
            here, left = now - there, then + there
        gains.append(year.commission(here) + year.commission(left, year.next_quota(here)) - honest)
    # The seller sees this quarter's orders, not yet the next one's, and chooses how many to move.
    expected = np.stack([(gain * year.likely[None, :]).sum(axis=1) for gain in gains])
    best, gain, typical, quarters = _chosen(expected, year.likely)
    moves = np.minimum(best[:, None], then if trick == "pull" else now)
    setting, moved_orders = year.setting, float((moves * chance).sum())
    each = discount * setting.order_eur if trick == "pull" else setting.margin_eur / YEAR_QUARTERS
    return Loophole(
        trick, YEAR_QUARTERS * gain, YEAR_QUARTERS * moved_orders * each, typical, discount, quarters=quarters
    )


def _chosen(expected: NDArray, likely: NDArray) -> tuple[NDArray, float, int, int]:
    """The best move by orders won, its expected gain, how much is typically moved, and in how many of 100 quarters.

    `expected` (moves, orders): gain of moving 0, 1, 2, ...; less than `WORTHWHILE_EUR` is not worth the trouble.
    """
    worthwhile = np.where(expected >= WORTHWHILE_EUR, expected, 0.0)
    best, gains = worthwhile.argmax(axis=0), worthwhile.max(axis=0)
    share = float(likely[best > 0].sum())
    typical = round(float((best * likely).sum()) / share) if share > 0 else 0
    return best, float(gains @ likely), typical, round(100 * share)


def _sandbag(year: _Honest) -> Loophole:
    """Let orders go so that the quota does not rise: pays only where the quota follows the result, and pays steeply."""
    now, then = year.orders[:, None], year.orders[None, :]

    def paid(orders):
        later = (year.commission(then, year.next_quota(orders)) * year.likely[None, :]).sum(axis=1)
        return year.commission(orders)[:, 0] + year.setting.horizon_quarters * later

    honest = paid(now)
    expected = np.stack([paid(np.maximum(now - held, 0)) - honest for held in range(MOST_MOVED + 1)])
    best, gain, typical, quarters = _chosen(expected, year.likely)
    cost = float((np.minimum(best, year.orders) * year.likely).sum()) * year.setting.margin_eur
    return Loophole("sandbag", YEAR_QUARTERS * gain, YEAR_QUARTERS * cost, typical, quarters=quarters)


def _discount(year: _Honest) -> Loophole:
    """Give every new customer a discount: commission is on sales, the margin is not the seller's."""
    setting = year.setting
    mean = float((year.orders * year.likely).sum())
    more = 1 + setting.elasticity * DISCOUNTS
    most = mean * more[-1]
    chances = poisson(mean * more, int(most + 5 * np.sqrt(most) + 4))
    orders = np.arange(chances.shape[1])
    paid = (chances * year.commission(orders[None, :] * (1 - DISCOUNTS[:, None]))).sum(axis=1)
    best = int((paid - paid[0]).argmax())
    share, gain = float(DISCOUNTS[best]), float(paid[best] - paid[0]) * YEAR_QUARTERS
    margin = setting.order_eur * mean * (setting.margin - (setting.margin - DISCOUNTS) * more)
    cost = float(margin[best]) * YEAR_QUARTERS
    return Loophole("discount", gain, cost if gain > 0 else 0.0, share=share)


def _cherry(year: _Honest) -> Loophole:
    """Hunt on days that would keep more customers if they went into care, the total of both staying the same."""
    setting, plan, seller = year.setting, year.plan, year.seller
    chosen = year.effort[seller]
    ways = np.tile(chosen, (SPLITS + 1, 1))  # the last one stays as it is chosen
    ways[:-1, 1] = np.linspace(0.0, chosen[:2].sum(), SPLITS)
    ways[:-1, 0] = chosen[:2].sum() - ways[:-1, 1]
    customers = kept_customers(setting, ways * euros.UNIT_DAYS)
    wish = ways[customers.argmax()]
    moved = float(wish[1] - chosen[1])
    if moved * euros.UNIT_DAYS < 1:
        return Loophole("cherry", 0.0, 0.0)
    between = year.effort.copy()
    between[seller] = (wish + chosen) / 2
    slope = euros.slopes(setting, year.land, between, year.strengths)
    pay = euros.unit_pay(setting, plan, slope, between, year.strengths)[seller] * euros.UNIT_EUR * moved
    gain = YEAR_QUARTERS * (
        float(pay[0]) if plan.is_linear else _more_commission(year, wish[0], moved)
    ) - YEAR_QUARTERS * float(pay[1])
    cost = setting.margin_eur * float(customers.max() - customers[-1])
    return Loophole("cherry", max(0.0, gain), cost if gain > 0 else 0.0, days=round(moved * euros.UNIT_DAYS))


def _more_commission(year, before, moved):
    """Expected extra commission per quarter for so much more hunting."""
    most = year.wins * (before + moved)
    count = int(most + 5 * np.sqrt(most) + 4)
    chances = poisson(year.wins * np.array([before, before + moved]), count)
    paid = chances @ year.commission(np.arange(count))
    return float(paid[1] - paid[0])


def _rewin(year: _Honest) -> Loophole:
    """Let customers go after a year and win them again as new ones."""
    setting, plan = year.setting, year.plan
    again = float((year.commission(year.orders + 1) - year.commission(year.orders)) @ year.likely)
    kept_eur = plan.renewal * setting.order_eur + plan.retention_eur * _tipping(year)
    each = setting.rewin * (again + plan.renewal * setting.order_eur / 2) - kept_eur
    gain = REWON_PER_YEAR * each
    cost = REWON_PER_YEAR * setting.margin_eur * (1 - setting.rewin / 2)
    return Loophole("rewin", max(0.0, gain), cost if gain > 0 else 0.0, orders=REWON_PER_YEAR)


def _tipping(year):
    """Chance that one customer less costs the retention bonus of its quarter."""
    allowed = int(year.setting.customers * (1 - year.plan.retention_share) + 1e-9)
    return float(poisson([year.slope.leavers[year.seller]], allowed + 2)[0, allowed])
