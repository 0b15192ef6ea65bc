"""Retention: two real cohorts and their published fit, laws of churn, and SciPy as a referee of another kind."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import betaln, roots_jacobi
from scipy.stats import CensoredData, ecdf

from kit.models.retention import (
    constant_churn_forecast,
    expected_lifetime_value,
    fit,
    fit_pooled,
    gauss_jacobi_types,
    kaplan_meier,
    log_likelihood,
    residual_lifetime_value,
    retention_rates,
    survival,
)

REGULAR = np.array([100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3])
HIGH_END = np.array([100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4])
COHORTS = {"Regular": REGULAR, "High End": HIGH_END}
FITTED = {name: fit(10 * cohort[:8]) for name, cohort in COHORTS.items()}  # years 0 to 7 of 1,000 customers

# Weeks in remission under 6-MP (Freireich et al. 1963), and whether the relapse was seen.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [one == "x" for one in "xxx.x.x..xx...xx....."]

each_cohort = pytest.mark.parametrize("name", COHORTS)
size = st.floats(0.05, 50)


# Known answers


@pytest.mark.parametrize(
    ("name", "alpha", "beta", "likelihood"),
    [("Regular", 0.7041, 1.1820, -1680.265), ("High End", 0.6681, 3.8061, -1611.158)],
)
def test_the_fit_of_the_published_cohorts_is_the_known_one(name, alpha, beta, likelihood):
    found = FITTED[name]
    assert (round(found.alpha, 4), round(found.beta, 4)) == (alpha, beta)
    assert round(found.log_likelihood, 3) == likelihood


POOLED = [10000, 8000, 6480, 5307, 4391]


def test_one_cohort_pooled_is_the_cohort_alone():
    for name, cohort in COHORTS.items():
        assert fit_pooled([cohort[:8]]) == fit(cohort[:8]), name


def test_the_fit_of_pooled_cohorts_is_the_known_one():
    found = fit_pooled([POOLED, POOLED[:4], POOLED[:3], POOLED[:2]])
    assert (round(found.alpha, 3), round(found.beta, 3)) == (3.798, 15.192)
    assert round(found.log_likelihood, 2) == -40255.84


def test_cohorts_without_a_renewal_say_nothing_and_no_cohort_says_too_little():
    assert fit_pooled([POOLED, [700]]) == fit(POOLED)
    for cohorts in ([], [[5]], [[5, 3]], [[5, 5, 5]], [[5, 0, 0]], [[3, 5, 1]]):
        with pytest.raises(ValueError):
            fit_pooled(cohorts)


def test_the_band_of_a_survival_curve_holds_it_and_stays_between_nobody_and_all():
    curve = kaplan_meier(WEEKS, RELAPSED)
    low, high = curve.band()
    assert (low < curve.survival).all() and (curve.survival < high).all() and low.min() > 0 and high.max() < 1
    assert [round(float(one[0]), 4) for one in (low, high)] == [
        0.6197,
        0.9516,
    ]  # as R's survfit with conf.type "log-log"
    ends = kaplan_meier([1, 2], [True, True]).band()
    assert (ends[0][-1], ends[1][-1]) == (0, 0)


def test_the_years_after_the_fit_are_forecast_as_known():
    regular = FITTED["Regular"]
    later = 100 * survival(regular.alpha, regular.beta, 12)[8:]
    assert later.round(2).tolist() == [22.01, 20.44, 19.12, 17.99, 17.00]


@each_cohort
def test_the_forecast_of_twelve_years_misses_what_happened_by_less_than_two_points(name):
    found = FITTED[name]
    np.testing.assert_allclose(100 * survival(found.alpha, found.beta, 12), COHORTS[name], atol=2)


def test_constant_churn_sees_4_6_per_cent_in_year_12_where_17_3_stayed():
    assert round(100 * constant_churn_forecast(REGULAR[:8], 12)[12], 1) == 4.6
    assert REGULAR[12] == 17.3


@pytest.mark.parametrize(("name", "fees"), [("Regular", 3.6949), ("High End", 5.9223)])
def test_a_new_customer_is_worth_the_known_number_of_fees(name, fees):
    assert round(expected_lifetime_value(FITTED[name].alpha, FITTED[name].beta, 0.1), 4) == fees


@pytest.mark.parametrize(("fees_paid", "fees"), [(1, 2.9644), (2, 4.1031), (3, 4.8698)])
def test_who_has_stayed_is_worth_the_known_number_of_further_fees(fees_paid, fees):
    regular = FITTED["Regular"]
    assert round(residual_lifetime_value(regular.alpha, regular.beta, 0.1, fees_paid), 4) == fees


def test_kaplan_and_meier_see_the_known_remissions():
    seen = kaplan_meier(WEEKS, RELAPSED)
    assert seen.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert seen.survival.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert np.sqrt(seen.variance).round(4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert seen.median == 23


# Laws


@given(alpha=size, beta=size)
def test_the_cohort_shrinks_and_its_retention_rises(alpha, beta):
    left, kept = survival(alpha, beta, 30), retention_rates(alpha, beta, 30)
    assert left[0] == 1 and (np.diff(left) < 0).all() and (left > 0).all()
    assert (np.diff(kept) > 0).all()
    np.testing.assert_allclose(left[1:] / left[:-1], kept)


def test_with_large_alpha_and_beta_all_customers_have_the_same_churn():
    np.testing.assert_allclose(survival(0.2e8, 0.8e8, 24), 0.8 ** np.arange(25), rtol=1e-5)
    assert expected_lifetime_value(0.2e8, 0.8e8, 0.1) == pytest.approx(1.1 / 0.3)


@given(alpha=st.floats(0.1, 20), beta=st.floats(0.1, 20), customers=st.sampled_from([1, 100, 25_000]))
@settings(max_examples=50, deadline=None)
def test_the_fit_finds_what_the_cohort_was_made_with(alpha, beta, customers):
    found = fit(customers * survival(alpha, beta, 15))
    assert (found.alpha, found.beta) == pytest.approx((alpha, beta), rel=1e-3)


def test_a_cohort_with_constant_churn_is_fitted_by_constant_churn():
    cohort = 1000 * 0.7 ** np.arange(9)
    found = fit(cohort)
    np.testing.assert_allclose(survival(found.alpha, found.beta, 20), 0.7 ** np.arange(21), atol=1e-5)
    np.testing.assert_allclose(constant_churn_forecast(cohort, 20), 0.7 ** np.arange(21))


def test_a_cohort_of_those_who_leave_at_once_and_those_who_stay_for_good_is_fitted_as_such():
    found = fit([100, 60, 60, 60, 60])
    np.testing.assert_allclose(survival(found.alpha, found.beta, 20)[1:], 0.6, atol=1e-5)


@given(alpha=size, beta=size, points=st.integers(1, 20))
@settings(deadline=None)
def test_the_types_have_the_moments_of_the_beta_distribution(alpha, beta, points):
    churn, share = gauss_jacobi_types(alpha, beta, points)
    assert (churn >= 0).all() and (churn <= 1).all() and (np.diff(churn) > 0).all() and (share >= 0).all()
    step = np.arange(2 * points - 1)
    moments = np.cumprod(np.append(1, (alpha + step) / (alpha + beta + step)))
    np.testing.assert_allclose([share @ churn**power for power in range(2 * points)], moments, atol=1e-11)


@given(alpha=size, beta=size)
@example(0.7041, 1.1820)
@example(0.6681, 3.8061)
@example(0.34, 0.66)  # about the worst there is
@settings(deadline=None)
def test_twelve_types_lose_customers_like_the_whole_distribution_for_60_months(alpha, beta):
    churn, share = gauss_jacobi_types(alpha, beta)
    assert (share.sum(), share @ churn) == pytest.approx((1, alpha / (alpha + beta)))
    left = [share @ (1 - churn) ** month for month in range(61)]
    exact = np.exp(betaln(alpha, beta + np.arange(61)) - betaln(alpha, beta))
    np.testing.assert_allclose(left, exact, rtol=0, atol=1e-5)


@given(alpha=size, beta=size, rate=st.floats(0.01, 1))
@settings(deadline=None)
def test_a_customer_is_worth_the_fee_and_what_remains_and_more_with_each_renewal(alpha, beta, rate):
    remains = [residual_lifetime_value(alpha, beta, rate, fees_paid) for fees_paid in (1, 2, 3)]
    assert expected_lifetime_value(alpha, beta, rate) == pytest.approx(1 + remains[0] / (1 + rate))
    assert remains == sorted(remains)


@given(durations=st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_without_censoring_kaplan_meier_is_the_share_still_there(durations):
    seen = kaplan_meier(durations, [True] * len(durations))
    there = np.array([np.mean(np.array(durations) > time) for time in seen.times])
    np.testing.assert_allclose(seen.survival, there, atol=1e-12)
    np.testing.assert_allclose(seen.variance, there * (1 - there) / len(durations), atol=1e-12)
    assert seen.median == sorted(durations)[(len(durations) - 1) // 2]


def test_where_nobody_was_seen_leaving_there_is_no_median():
    seen = kaplan_meier([3, 5], [False, False])
    assert (seen.times.size, seen.survival.size, seen.variance.size, seen.median) == (0, 0, 0, np.inf)


# Referees of another kind


def paper_likelihood(alpha, beta, survivors):
    """As in the paper: who left in period t counts with P(t), who stayed with S(last); alpha, beta may be arrays."""
    counts = np.append(-np.diff(survivors), survivors[-1])
    alpha, beta, t = np.asarray(alpha)[..., None], np.asarray(beta)[..., None], np.arange(len(survivors))
    chances = np.where(t < t[-1], betaln(alpha + 1, beta + t), betaln(alpha, beta + t)) - betaln(alpha, beta)
    return chances @ counts


@each_cohort
def test_scipy_finds_the_same_most_likely_cohort(name):
    cohort, exact = 10 * COHORTS[name][:8], {"xatol": 1e-8, "fatol": 1e-10}
    scipy = minimize(lambda x: -paper_likelihood(*np.exp(x), cohort), [0, 0], method="Nelder-Mead", options=exact)
    assert (FITTED[name].alpha, FITTED[name].beta) == pytest.approx(tuple(np.exp(scipy.x)), rel=1e-6)
    assert FITTED[name].log_likelihood == pytest.approx(-scipy.fun, abs=1e-8)


cohorts = (
    st.lists(st.integers(0, 1000), min_size=3, max_size=15)
    .map(lambda cohort: sorted(cohort, reverse=True))
    .filter(lambda cohort: cohort[1] > 0 and cohort[-1] < cohort[0])
)
CHURN, TOTAL = np.meshgrid(np.linspace(0.01, 0.99, 50), np.geomspace(1e-4, 1e4, 50))


@given(cohort=cohorts)
@example([988, 438, 438, 435, 388, 350, 193, 130, 4])  # two maxima: the lower one is nearer to alpha + beta = 1
@settings(max_examples=200, deadline=None)
def test_no_place_of_a_wide_grid_is_more_likely_than_the_fit(cohort):
    grid = paper_likelihood(CHURN * TOTAL, (1 - CHURN) * TOTAL, cohort)
    assert fit(cohort).log_likelihood >= grid.max() - 1e-5 * cohort[0]


@given(alpha=size, beta=size, cohort=cohorts)
def test_the_likelihood_is_that_of_the_paper(alpha, beta, cohort):
    assert log_likelihood(alpha, beta, cohort) == pytest.approx(paper_likelihood(alpha, beta, cohort), rel=1e-8)


@given(alpha=size, beta=size, points=st.integers(1, 30))
@settings(deadline=None)
def test_the_types_are_the_roots_that_scipy_finds(alpha, beta, points):
    roots, weights = roots_jacobi(points, beta - 1, alpha - 1)
    churn, share = gauss_jacobi_types(alpha, beta, points)
    np.testing.assert_allclose(churn, (1 + roots) / 2, atol=1e-10)
    np.testing.assert_allclose(share, weights / weights.sum(), atol=1e-8)


def mean_over_churn(value, alpha, beta):
    """The mean of a function of the churn over Beta(alpha, beta), by adaptive integration."""
    area, _error = quad(value, 0, 1, weight="alg", wvar=(alpha - 1, beta - 1), epsabs=1e-12, epsrel=1e-10, limit=200)
    return area / np.exp(betaln(alpha, beta))


@pytest.mark.parametrize(("alpha", "beta"), [(0.7041, 1.182), (0.6681, 3.8061), (0.2, 0.3), (4, 30)])
@pytest.mark.parametrize("rate", [0.001, 0.01, 0.1, 1])
def test_the_value_of_a_customer_is_the_mean_over_all_customers(alpha, beta, rate):
    worth = mean_over_churn(lambda churn: (1 + rate) / (rate + churn), alpha, beta)
    assert expected_lifetime_value(alpha, beta, rate) == pytest.approx(worth, rel=1e-7)
    for fees_paid in (1, 4):
        worth = mean_over_churn(lambda churn: (1 - churn) * (1 + rate) / (rate + churn), alpha, beta + fees_paid - 1)
        assert residual_lifetime_value(alpha, beta, rate, fees_paid) == pytest.approx(worth, rel=1e-7)


@given(customers=st.lists(st.tuples(st.integers(0, 15), st.booleans()), min_size=1, max_size=40))
@settings(deadline=None)
def test_scipy_sees_the_same_survival(customers):
    durations, observed = np.array(customers).T
    observed = observed.astype(bool)
    seen = kaplan_meier(durations, observed)
    scipy = ecdf(CensoredData(uncensored=durations[observed], right=durations[~observed])).sf
    np.testing.assert_allclose(seen.survival, scipy.evaluate(seen.times), atol=1e-12)


# What is refused

NOTHING_SAID = "survivors must show somebody who stays for the first period and somebody who leaves."


@pytest.mark.parametrize(
    ("survivors", "sentence"),
    [
        ([100, 60], "survivors must be one list: the start and at least two periods."),
        ([[100, 60, 50]], "survivors must be one list: the start and at least two periods."),
        ([100, 60, 61], "survivors must not grow from one period to the next."),
        ([100, 60, -1], "survivors must be numbers that are not negative."),
        ([100, np.nan, 5], "survivors must be numbers that are not negative."),
        ([100, 100, 100], NOTHING_SAID),
        ([100, 0, 0], NOTHING_SAID),
    ],
)
@pytest.mark.parametrize(
    "read",
    [fit, lambda cohort: constant_churn_forecast(cohort, 3), lambda cohort: log_likelihood(1, 1, cohort)],
    ids=["fit", "constant churn", "likelihood"],
)
def test_what_is_no_cohort_is_refused_in_one_sentence(read, survivors, sentence):
    with pytest.raises(ValueError) as caught:
        read(survivors)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (lambda: survival(0, 1, 3), "alpha must be a positive number; 0 is not."),
        (lambda: survival(1, np.inf, 3), "beta must be a positive number; inf is not."),
        (lambda: retention_rates(1, 1, -1), "periods must not be negative; -1 is."),
        (lambda: expected_lifetime_value(1, 1, 0), "rate must be at least 0.0001 per period; 0 is not."),
        (lambda: residual_lifetime_value(1, 1, 0.1, 0), "fees_paid must be a positive number; 0 is not."),
        (lambda: gauss_jacobi_types(-1, 1), "alpha must be a positive number; -1 is not."),
        (lambda: gauss_jacobi_types(1, 1, 0), "points must be a positive number; 0 is not."),
        (lambda: kaplan_meier([1, -2], [True, True]), "durations must be numbers that are not negative."),
        (
            lambda: kaplan_meier([1, 2], [True]),
            "durations and observed must be two lists of the same length, with at least one customer.",
        ),
    ],
)
def test_other_wrong_input_is_refused_in_one_sentence(refused, sentence):
    with pytest.raises(ValueError) as caught:
        refused()
    assert str(caught.value) == sentence
