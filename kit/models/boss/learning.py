"""What coaching teaches (model M5): how fast, and how much more rarely sellers are wrong then. Nobody has measured it for sellers."""

from math import exp
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

NORMAL = NormalDist()


def learnt(hours: NDArray, tau: float) -> NDArray:
    """Share (0 to 1) of what coaching can teach that is learnt after these hours; `tau` hours teach 1 - 1/e of it."""
    return 1 - np.exp(-np.asarray(hours) / tau)


def mean_learnt(hours: float, tau: float) -> float:
    """The mean share over a time in which `hours` of coaching come evenly.

    >>> [round(mean_learnt(h, 1.0), 6) for h in (1, 2, 4)]
    [0.367879, 0.567668, 0.754579]
    """
    years = hours / tau
    return 1 - (1 - exp(-years)) / years if years else 0.0


def mistake_after(mistake: float, skill: float) -> float:
    """Share of decisions gone wrong after skill has grown by `skill` standard deviations, if it was `mistake` before.

    >>> [round(mistake_after(e, 0.59), 5) for e in (0.05, 0.15, 0.25, 0.35)]
    [0.01271, 0.05193, 0.10303, 0.1647]
    """
    if not 0 < mistake < 1:
        return mistake
    return NORMAL.cdf(NORMAL.inv_cdf(mistake) - skill)


def mistakes(mistake: float, skill: float, learnt_share: NDArray) -> NDArray:
    """`mistake_after` for each share that is learnt of a full growth of `skill`; same shape."""
    return np.array([mistake_after(mistake, skill * one) for one in np.ravel(learnt_share).tolist()]).reshape(
        np.shape(learnt_share)
    )
