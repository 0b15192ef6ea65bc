"""What each lever contributes and which levers need each other: Shapley values and interactions of any value of combinations.

`v` (2^n, ...): a value of each combination, lever number i counting 2^i where it is NEW; all else (columns) goes through, so bands need
no resampling. Sources: Shapley 1953; Grabisch & Roubens 1999 for pairs. Main effects of a factorial design do not add up; these do.
"""

from math import comb, log2

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _levers(v: NDArray) -> int:
    levers = round(log2(len(v)))
    if 2**levers != len(v):
        raise ValueError(f"{len(v)} values are no combinations of levers")
    return levers


def _without(count: int, *levers: int) -> NDArray:
    """All combinations in which these levers are OLD."""
    codes = np.arange(2**count)
    return codes[(codes & sum(1 << one for one in levers)) == 0]


def _weights(codes: NDArray, others: int) -> NDArray:
    """How often a combination stands before a lever, over all orders of the others: 1 / ((others + 1) C(others, size))."""
    return np.array([1 / ((others + 1) * comb(others, int(code).bit_count())) for code in codes])


def marginal(v: ArrayLike) -> NDArray:
    """What pulling each lever adds to every combination of the others, (n, 2^(n-1), ...)."""
    v = np.asarray(v, float)
    count = _levers(v)
    return np.stack([v[codes | 1 << lever] - v[codes] for lever in range(count) for codes in [_without(count, lever)]])


def shapley(v: ArrayLike) -> NDArray:
    """The contribution of each lever, (n, ...): what it adds, on average over all orders of pulling them. They sum to v(all) - v(none).

    >>> a, b, c, d = np.arange(16) >> np.arange(4)[:, None] & 1
    >>> value = 10 * a + 6 * b + 4 * c + 2 * d + 5 * a * b - 3 * b * c + 4 * a * b * c * d
    >>> shapley(value).round(6).tolist()
    [13.5, 8.0, 3.5, 3.0]
    """
    v = np.asarray(v, float)
    count = _levers(v)
    weights = _weights(_without(count, 0), count - 1)
    return np.einsum("s,is...->i...", weights, marginal(v))


def ranges(v: ArrayLike) -> tuple[NDArray, NDArray]:
    """The least and the most that each lever adds, depending on what else is changed, two arrays (n, ...)."""
    added = marginal(v)
    return added.min(axis=1), added.max(axis=1)


def interactions(v: ArrayLike) -> dict[tuple[int, int], NDArray]:
    """By how much two levers bring more together than each alone, (...) by pair; negative where they stand in each other's way.

    >>> a, b, c, d = np.arange(16) >> np.arange(4)[:, None] & 1
    >>> found = interactions(10 * a + 6 * b + 4 * c + 2 * d + 5 * a * b - 3 * b * c + 4 * a * b * c * d)
    >>> round(float(found[0, 1]), 4), round(float(found[1, 2]), 4), round(float(found[2, 3]), 4)
    (6.3333, -1.6667, 1.3333)
    """
    v = np.asarray(v, float)
    count = _levers(v)
    found = {}
    for one in range(count):
        for other in range(one + 1, count):
            codes = _without(count, one, other)
            both = v[codes | 1 << one | 1 << other] - v[codes | 1 << one] - v[codes | 1 << other] + v[codes]
            found[one, other] = np.einsum("s,s...->...", _weights(codes, count - 2), both)
    return found
