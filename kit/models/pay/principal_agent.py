"""What a self-interested seller does under a linear plan, and what plan a firm would choose (Holmström & Milgrom 1991).

    measured x = e + noise, noise ~ N(0, V);  pay a + b'x;  cost of effort 1/2 (e - e0)' K (e - e0);  value B'e
    K = c [(1 - k) I + k 11'];  exponential utility with risk aversion r

Efforts, pay and values are in units (20 working days, `kit/models/pay/euros.py`); the last axis runs over the tasks. The
theory knows one seller, one period and noise that effort does not change. It knows no envy, pride or habit.

>>> taste = Taste(cost=1.0, compete=0.3, base=(0.3, 0.3, 0.3))
>>> (respond(np.array([0.8, 0.0, 0.0]), taste) - 0.3).round(3)
array([ 0.929, -0.214, -0.214])
"""

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Taste:
    """How effort feels: `cost` c, `compete` k (0 to below 1), `base` e0 of each task done without any pay for it, and
    `most`, the effort there is time for in all.
    """

    cost: float
    compete: float
    base: tuple[float, ...]
    most: float = inf

    @property
    def matrix(self) -> NDArray:
        """K, (tasks, tasks)."""
        tasks = len(self.base)
        return self.cost * ((1 - self.compete) * np.eye(tasks) + self.compete * np.ones((tasks, tasks)))


def effort_cost(effort: ArrayLike, taste: Taste) -> NDArray:
    """What an effort (..., tasks) costs the seller beyond the base, (...)."""
    extra = np.asarray(effort) - np.asarray(taste.base)
    together = extra.sum(axis=-1)
    return taste.cost / 2 * ((1 - taste.compete) * (extra**2).sum(axis=-1) + taste.compete * together**2)


def respond(pay: ArrayLike, taste: Taste, hunt: ArrayLike | None = None) -> NDArray:
    """The effort (..., tasks) that earns most for `pay` (..., tasks) per unit, never negative and never above `most`.

    With `hunt` (...,) the first task is given and only the others are chosen. The cost matrix makes every task worth
    doing down to one common level (as water fills a vessel), so the active set at zero comes out of one sort.
    """
    pay, base = np.asarray(pay, float), np.asarray(taste.base)
    given = np.asarray(0.0 if hunt is None else hunt, float)
    if hunt is not None:
        shape = np.broadcast_shapes(pay.shape[:-1], given.shape)
        pay = np.broadcast_to(pay[..., 1:], (*shape, pay.shape[-1] - 1))
        base = base[1:]
    width, pull = taste.cost * (1 - taste.compete), taste.cost * taste.compete
    worth = pay + width * base
    sums = np.cumsum(-np.sort(-worth, axis=-1), axis=-1)
    counts = np.arange(1, base.size + 1)
    before = np.asarray(given - sum(taste.base))[..., None]
    levels = pull * (before + sums / width) / (1 + pull * counts / width)
    level = np.maximum(levels.max(axis=-1), pull * before[..., 0])
    if taste.most < inf:
        room = np.maximum(taste.most - np.asarray(given), 0.0)[..., None]
        level = np.maximum(level, ((sums - width * room) / counts).max(axis=-1))
    chosen = np.maximum(0.0, worth - level[..., None]) / width
    return (
        chosen
        if hunt is None
        else np.concatenate([np.broadcast_to(given, chosen.shape[:-1])[..., None], chosen], axis=-1)
    )


def best_pay(
    worth: ArrayLike, taste: Taste, risk: float, noise: ArrayLike, measured: ArrayLike | None = None
) -> NDArray:
    """The linear pay b* with the largest surplus; tasks that are not `measured` (tasks,) cannot be paid for.

    `worth` B (tasks,): value of a unit to the firm; `noise`: variances V of what is measured. With all tasks measured
    this is (I + r K V)^-1 B. Pay may be negative: then the firm pays for *not* doing a task.
    """
    inverse = np.linalg.inv(taste.matrix)
    worth, noise = np.asarray(worth, float), np.diag(np.asarray(noise, float))
    can = np.ones(len(worth), bool) if measured is None else np.asarray(measured, bool)
    pay = np.zeros(len(worth))
    pay[can] = np.linalg.solve((inverse + risk * noise)[np.ix_(can, can)], (inverse @ worth)[can])
    return pay


def surplus(pay: ArrayLike, worth: ArrayLike, taste: Taste, risk: float, noise: ArrayLike) -> float:
    """What firm and seller have together beyond the base: value less cost of effort less the price of risk."""
    effort = respond(pay, taste)
    value = np.asarray(worth) @ (effort - np.asarray(taste.base))
    return float(value - effort_cost(effort, taste) - risk_premium(pay, risk, noise))


def risk_premium(pay: ArrayLike, risk: float, noise: ArrayLike) -> NDArray:
    """What wavering pay must be worth more than a safe salary, 1/2 r b'Vb, (...)."""
    return risk / 2 * (np.asarray(pay) ** 2 * np.asarray(noise)).sum(axis=-1)
