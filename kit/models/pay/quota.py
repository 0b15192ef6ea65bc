"""A quarter with a quota: week by week the seller decides how hard to hunt, seeing how many orders are in.

Exact dynamic program, backwards from the last week, over the orders won so far. The seller counts expected pay (risk is
priced elsewhere). Commission that is paid per order without quota or cap gives the same effort in every week.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class Program:
    """The best a seller can do: `policy` (periods, states) is the number of the chosen effort, `value` (periods + 1,
    states) what is still to be had from there.
    """

    policy: NDArray
    value: NDArray


def program(terminal: NDArray, gains: NDArray, cost: NDArray, periods: int) -> Program:
    """Choose in each period and state the effort that earns most.

    `terminal` (states,): pay at the end by orders won. `gains` (efforts, steps): chance of 0, 1, 2, ... orders in a
    period under each effort; orders beyond the last state count as the last state. `cost` (efforts,): cost per period.
    """
    steps = gains.shape[1]
    states = len(terminal)
    value, policy = np.empty((periods + 1, states)), np.empty((periods, states), int)
    value[periods] = terminal
    after = np.minimum(np.arange(states)[:, None] + np.arange(steps), states - 1)
    for period in range(periods - 1, -1, -1):
        worth = value[period + 1][after] @ gains.T - cost
        policy[period] = worth.argmax(axis=1)
        value[period] = worth[np.arange(states), policy[period]]
    return Program(policy, value)


def paths(policy: NDArray, gains: NDArray) -> NDArray:
    """How likely each state is before each period and at the end when the policy is followed, (periods + 1, states)."""
    periods, states = policy.shape
    steps = gains.shape[1]
    likely = np.zeros((periods + 1, states))
    likely[0, 0] = 1.0
    for period in range(periods):
        flow = likely[period][:, None] * gains[policy[period]]
        for step in range(steps):
            reached = states - step
            likely[period + 1, step:] += flow[:reached, step]
            likely[period + 1, -1] += flow[reached:, step].sum()
    return likely


def poisson(means: ArrayLike, steps: int) -> NDArray:
    """Chances of 0, 1, ... events for each mean, (means, steps); the last step holds everything beyond it."""
    counts = np.arange(steps)
    factorial = np.cumsum(np.log(np.maximum(counts, 1)))
    means = np.asarray(means, float)[:, None]
    chances = np.exp(counts * np.log(np.maximum(means, 1e-300)) - means - factorial)
    chances[:, -1] = np.maximum(0.0, 1 - chances[:, :-1].sum(axis=1))
    return chances
