"""How long customers stay: the shifted-beta-geometric model of a cohort, and Kaplan-Meier where some are still there.

Each customer leaves with the same probability (the churn) at every renewal; churn differs between customers by a
Beta(alpha, beta) distribution. So the retention of a cohort rises although nobody changes: who leaves easily has left.
`survivors` (periods + 1,) are the customers of a cohort at the start and after each renewal, in any unit. The model
knows no prices, no seasons, nobody who comes back. Source: Fader & Hardie 2007, J. Interactive Marketing 21:76.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

CLOSE = 1e-9  # a step of the fit that is too small to matter
FAR = np.log(1e6)  # |log(alpha + beta)| beyond which a cohort cannot be told from the limits named at `fit`
STARTS = (1, 1000)  # alpha + beta from where the fit looks for a maximum
NORMAL_95 = 1.959964  # standard errors to each side of a 95 % band
LOWEST_RATE = 1e-4  # per period; near 0 the value of a customer may have no bound


def retention_rates(alpha: float, beta: float, periods: int) -> NDArray:
    """Share of those still there that each renewal keeps, (periods,), rising. Source: Fader & Hardie 2007, eq. 8.

    >>> retention_rates(0.7041, 1.1820, 4).round(3)
    array([0.627, 0.756, 0.819, 0.856])
    """
    _check_positive(alpha=alpha, beta=beta)
    if periods < 0:
        raise ValueError(f"periods must not be negative; {periods} is.")
    renewal = np.arange(periods)
    return (beta + renewal) / (alpha + beta + renewal)


def survival(alpha: float, beta: float, periods: int) -> NDArray:
    """Share of the cohort still there at the start and after each renewal, (periods + 1,)."""
    return np.concatenate([[1.0], retention_rates(alpha, beta, periods).cumprod()])


def log_likelihood(alpha: float, beta: float, survivors: ArrayLike) -> float:
    """Logarithm of the probability of a cohort (periods + 1,), without the number of orders people can leave in."""
    survivors = _cohort(survivors)
    return _likelihood(alpha, beta, survivors[:-1], survivors[1:])


def _likelihood(alpha, beta, faced, kept):
    """The same for how many faced each renewal and how many of them it kept, (periods,) both."""
    stay = retention_rates(alpha, beta, faced.size)
    leave = alpha / (alpha + beta + np.arange(stay.size))
    return float((kept * np.log(stay) + (faced - kept) * np.log(leave)).sum())


@dataclass(frozen=True)
class Fit:
    """The Beta(alpha, beta) of churn under which a cohort is most likely, and its log-likelihood."""

    alpha: float
    beta: float
    log_likelihood: float


def fit(survivors: ArrayLike) -> Fit:
    """Fit the shifted-beta-geometric model to a cohort (periods + 1,) by maximum likelihood.

    Where retention does not rise, the likelihood grows for ever towards one churn for all; where everybody who stays
    once stays for good, towards churn of either 0 or 1. The fit stops there with alpha + beta about 1e6 or 1e-6.
    Raises ValueError for a cohort that says nothing about churn. Method: Newton in the logarithms of both, from two
    sides, because a cohort whose retention rises and then falls may have two maxima.

    >>> round(fit([1000, 631, 468, 382, 326, 289, 262, 241]).log_likelihood, 3)
    -1680.265
    """
    survivors = _cohort(survivors)
    return _highest(survivors[:-1], survivors[1:])


def fit_pooled(cohorts: Iterable[ArrayLike]) -> Fit:
    """Fit one model to several cohorts together, each (its periods + 1,), of any ages: who faced a renewal and stayed, added up.

    Raises ValueError for what is no cohort, and if all together say nothing about churn. Source: as `fit`, with log-likelihoods added.

    >>> regular = [1000, 631, 468, 382, 326, 289, 262, 241]
    >>> pooled = fit_pooled([regular, regular[:5], regular[:3]])
    >>> round(pooled.alpha, 4), round(pooled.beta, 4), round(pooled.log_likelihood, 3)
    (0.737, 1.2444, -4101.121)
    """
    faced, kept = pooled(cohorts)
    if faced.size < 2 or not kept[0] or (faced == kept).all():
        raise ValueError(
            "the cohorts must show two periods, somebody who stays for the first one and somebody who leaves."
        )
    return _highest(faced, kept)


def pooled(cohorts: Iterable[ArrayLike]) -> tuple[NDArray, NDArray]:
    """How many faced each renewal and how many of them it kept, over cohorts of any ages, (periods,) both."""
    checked = [_survivors(one, least=1) for one in cohorts]
    periods = max((one.size for one in checked), default=1) - 1
    faced, kept = np.zeros(periods), np.zeros(periods)
    for one in checked:
        faced[: one.size - 1] += one[:-1]
        kept[: one.size - 1] += one[1:]
    return faced[faced > 0], kept[faced > 0]


def _highest(faced, kept):
    """The higher of the maxima that are reached from two sides."""
    constant = np.array([(faced - kept).sum(), kept.sum()]) / faced.sum()
    peaks = [_climb(np.log(total * constant), faced, kept) for total in STARTS]
    return max(peaks, key=lambda peak: peak.log_likelihood)


def _climb(place, faced, kept):
    """The maximum that is reached uphill from a place (log alpha, log beta)."""
    step = np.ones(2)
    while np.abs(step).max() > CLOSE and abs(np.logaddexp(*place)) < FAR:
        step = _newton_step(*np.exp(place), faced=faced, kept=kept)
        here = _likelihood(*np.exp(place), faced=faced, kept=kept)
        while np.abs(step).max() > CLOSE and _likelihood(*np.exp(place + step), faced=faced, kept=kept) <= here:
            step = step / 2
        place = place + step
    alpha, beta = np.exp(place).tolist()
    return Fit(alpha, beta, _likelihood(alpha, beta, faced, kept))


def _newton_step(alpha, beta, faced, kept):
    """A step in (log alpha, log beta), (2,), of length 2 at most; absolute curvatures make every step lead uphill."""
    renewal = np.arange(faced.size)
    both, one = 1 / (alpha + beta + renewal), 1 / (beta + renewal)
    slope = np.array([(faced - kept).sum() / alpha, kept @ one]) - faced @ both
    bend = faced @ both**2 - np.diag([(faced - kept).sum() / alpha**2, kept @ one**2])
    scale = np.array([alpha, beta])  # from derivatives by alpha and beta to those by their logarithms
    curvature, axes = np.linalg.eigh(bend * np.outer(scale, scale) + np.diag(slope * scale))
    curvature = np.maximum(np.abs(curvature), 1e-14 * np.abs(curvature).max())
    step = axes @ (axes.T @ (slope * scale) / curvature)
    return step / max(1, np.linalg.norm(step) / 2)


def constant_churn_forecast(survivors: ArrayLike, periods: int) -> NDArray:
    """Share still there if all had the same churn, fitted to the cohort by maximum likelihood, (periods + 1,)."""
    survivors = _cohort(survivors)
    return (survivors[1:].sum() / survivors[:-1].sum()) ** np.arange(periods + 1)


def expected_lifetime_value(alpha: float, beta: float, rate: float) -> float:
    """Value of a new customer in fees: one at once and one at each renewal, discounted by `rate` per period.

    Raises ValueError for a rate below 0.0001. Source: Fader & Hardie 2010, Marketing Science 29:85, as a sum.

    >>> round(expected_lifetime_value(0.70408, 1.18204, 0.1), 4)
    3.6949
    """
    if not LOWEST_RATE <= rate < np.inf:
        raise ValueError(f"rate must be at least {LOWEST_RATE} per period; {rate} is not.")
    periods = int(40 / np.log1p(rate)) + 1  # what comes later is discounted by more than e^40
    return float((survival(alpha, beta, periods) / (1 + rate) ** np.arange(periods + 1)).sum())


def residual_lifetime_value(alpha: float, beta: float, rate: float, fees_paid: int) -> float:
    """Value in fees still to come from a customer who has paid so many, just before the next renewal is decided.

    1 fee paid means no renewal yet. Source: Fader & Hardie 2010; who renewed n times has churn Beta(alpha, beta + n).

    >>> [round(residual_lifetime_value(0.70408, 1.18204, 0.1, fees_paid), 4) for fees_paid in (1, 2, 3)]
    [2.9644, 4.1031, 4.8698]
    """
    _check_positive(alpha=alpha, beta=beta, fees_paid=fees_paid)
    return (1 + rate) * (expected_lifetime_value(alpha, beta + fees_paid - 1, rate) - 1)


def gauss_jacobi_types(alpha: float, beta: float, points: int = 12) -> tuple[NDArray, NDArray]:
    """A few types of customers that stand for Beta(alpha, beta): churn, rising, and share of each, both (points,).

    Exact for the mean of every polynomial in the churn up to degree 2 points - 1. Source: Golub & Welsch 1969.

    >>> gauss_jacobi_types(1, 1, 2)[0].round(4)
    array([0.2113, 0.7887])
    """
    _check_positive(alpha=alpha, beta=beta, points=points)
    total, k = alpha + beta, np.arange(1, points)
    n = 2 * k + total - 2
    centre = np.append(alpha / total, (1 + (alpha - beta) * (total - 2) / (n * (n + 2))) / 2)
    k, n = k[1:], n[1:]  # the formula of the width is 0/0 for the first: it is the variance of the Beta distribution
    width = k * (k + alpha - 1) * (k + beta - 1) * (k + total - 2) / ((n + 1) * n**2 * (n - 1))
    width = np.append(alpha * beta / (total**2 * (total + 1)), width)[: points - 1]
    churn, axes = np.linalg.eigh(np.diag(centre) + np.diag(np.sqrt(width), -1))  # reads the lower half only
    return np.clip(churn, 0, 1), axes[0] ** 2


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """Share still there after each time at which somebody left, with Greenwood's variance, all (times,)."""

    times: NDArray
    survival: NDArray
    variance: NDArray

    @property
    def median(self) -> float:
        """The first time after which at most half are still there; infinity if there is none."""
        return float(min(self.times[self.survival <= 0.5 + 1e-12], default=np.inf))

    def band(self, errors: float = NORMAL_95) -> tuple[NDArray, NDArray]:
        """Low and high of the survival, (times,) both, 95 % unless said otherwise; never below 0 or above 1.

        Through the logarithm of the logarithm; the survival itself where it is 0 or 1. Source: Kalbfleisch & Prentice 1980.
        """
        inside = (self.survival > 0) & (self.survival < 1)
        share = np.where(inside, self.survival, 0.5)
        width = errors * np.sqrt(self.variance) / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(width), share ** np.exp(-width)
        return np.where(inside, low, self.survival), np.where(inside, high, self.survival)


def kaplan_meier(durations: ArrayLike, observed: ArrayLike) -> KaplanMeier:
    """Estimate survival from how long each customer has been there, (customers,), and whether the end was seen.

    Who is last seen at the time when others leave was still there then. The variance is 0 where nobody is left.
    Source: Kaplan & Meier 1958; Greenwood 1926.
    """
    durations, observed = np.asarray(durations, float), np.asarray(observed, bool)
    if durations.ndim != 1 or durations.shape != observed.shape or not durations.size:
        raise ValueError("durations and observed must be two lists of the same length, with at least one customer.")
    _check_numbers("durations", durations)
    times, left = np.unique(durations[observed], return_counts=True)
    present = durations.size - np.searchsorted(np.sort(durations), times)
    share = (1 - left / present).cumprod()
    risk = np.divide(left, present * (present - left), out=np.zeros(times.size), where=present > left)
    return KaplanMeier(times, share, share**2 * risk.cumsum())


def _cohort(survivors):
    """The survivors as an array; raises ValueError for what is no cohort or says nothing about churn."""
    survivors = _survivors(survivors, least=3)
    if survivors[1] == 0 or survivors[-1] == survivors[0]:
        raise ValueError("survivors must show somebody who stays for the first period and somebody who leaves.")
    return survivors


def _survivors(survivors, least):
    """Survivors as an array of at least so many numbers; raises ValueError for what is none."""
    survivors = np.asarray(survivors, float)
    if survivors.ndim != 1 or survivors.size < least:
        periods = "at least two periods" if least > 1 else "what was left after each period"
        raise ValueError(f"survivors must be one list: the start and {periods}.")
    _check_numbers("survivors", survivors)
    if (np.diff(survivors) > 0).any():
        raise ValueError("survivors must not grow from one period to the next.")
    return survivors


def _check_numbers(name, values):
    if not (np.isfinite(values) & (values >= 0)).all():
        raise ValueError(f"{name} must be numbers that are not negative.")


def _check_positive(**values):
    for name, value in values.items():
        if not 0 < value < np.inf:
            raise ValueError(f"{name} must be a positive number; {value} is not.")
