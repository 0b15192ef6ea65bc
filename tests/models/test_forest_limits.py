"""Limits of the customer forest that are known in closed form: Bass, logistic growth, and the sBG cohort.

The month is a step in time, so Bass and the logistic curve are met only as it shrinks: the tests ask for the order.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import betaln

from kit.models.forest import Ground, Work, draw_forest, expected, grow, monthly, next_quality, plant, types

NOBODY, ONE = np.zeros(1), np.ones(1)
EMPTY = Ground(
    places=1000,
    customers=0,
    reach=0.0,
    win=1.0,
    burn=0.0,
    recovery=0.0,
    referral=0.0,
    bonds=NOBODY,
    weights=ONE,
    start_weights=ONE,
    care=0.0,
    quality=0.0,
    learning=0.0,
    decay=0.0,
)
IDLE = Work(0.0, 0.0, 0.0)
STEPS = (12, 24, 48, 96)  # per year
INNOVATION, IMITATION = 0.03, 0.38


def bass(years, p=INNOVATION, q=IMITATION):
    gone = np.exp(-(p + q) * years)
    return (1 - gone) / (1 + q / p * gone)


def share_after(years, steps):
    """Share of places won after so many years if a step is 1/steps of a year."""
    ground = replace(EMPTY, reach=INNOVATION / steps, referral=IMITATION / steps)
    return expected(ground, Work(1.0, 0.0, 0.0), years * steps)[-1, 0] / EMPTY.places


def first_order(errors):
    """Whether each halving of the step halves the error, the better the smaller the step."""
    ratios = np.divide(errors[:-1], errors[1:])
    return np.allclose(ratios, 2, atol=0.15) and abs(ratios[-1] - 2) < abs(ratios[0] - 2)


@pytest.mark.parametrize(("years", "known"), [(5, 0.3312), (10, 0.8128)])
def test_without_churn_and_burning_the_forest_grows_as_bass_says(years, known):
    assert round(bass(years), 4) == known
    assert share_after(years, 12) == pytest.approx(known, abs=0.02)
    errors = [share_after(years, steps) - bass(years) for steps in STEPS]
    assert first_order(errors)
    assert 2 * share_after(years, 192) - share_after(years, 96) == pytest.approx(known, abs=1e-4)


def test_single_forests_grow_as_bass_says():
    steps, years, columns = 48, 5, 160
    ground = replace(EMPTY, reach=INNOVATION / steps, referral=IMITATION / steps)
    chances = draw_forest(ground, years * steps, columns, 2)
    stand = plant(ground, chances)
    for step in range(years * steps):
        stand, _happened = grow(ground, stand, Work(1.0, 0.0, 0.0), chances, step)
    shares = stand.customers / ground.places
    error = shares.std() / np.sqrt(columns)
    assert error < 0.004
    assert shares.mean() == pytest.approx(bass(years), abs=4.5 * error + 0.003)


def logistic_error(steps, growth=0.9, loss=0.3, years=6):
    """How far the customers are from the logistic curve when those who leave can be called again at once."""
    ground = replace(EMPTY, customers=100, referral=growth / steps, recovery=1e9, bonds=loss / steps * ONE)
    most = ground.places * (1 - loss / growth)
    curve = most / (1 + (most / 100 - 1) * np.exp(-(growth - loss) * years))
    assert 150 < curve < 0.9 * most  # on the way, neither at the start nor at the end
    return expected(ground, IDLE, years * steps)[-1, 0] - curve


def test_without_hunting_and_with_those_lost_free_again_at_once_growth_is_logistic():
    errors = [logistic_error(steps) for steps in (*STEPS, 192)]
    assert abs(errors[-1]) < 2
    assert first_order(errors[1:])


def sbg(alpha, beta, years):
    """Share of a cohort still there: the mean of (1 - theta)^years over Beta(alpha, beta)."""
    return np.exp(betaln(alpha, beta + years) - betaln(alpha, beta))


@pytest.mark.parametrize(("churn", "alike"), [(0.3, 2.0), (0.3733, 1.8861), (0.1493, 4.4742), (0.1, 0.5), (0.5, 10.0)])
def test_without_entry_the_forest_is_the_shifted_beta_geometric_cohort(churn, alike):
    yearly, weights = types(churn, alike)
    ground = replace(EMPTY, customers=1000, bonds=monthly(yearly), weights=weights, start_weights=weights)
    stay = expected(ground, IDLE, 60)[::12, 0] / 1000
    np.testing.assert_allclose(stay, sbg(churn * alike, (1 - churn) * alike, np.arange(6)), atol=1e-5)
    assert stay[1] == pytest.approx(1 - churn)


def test_the_survivors_of_many_forests_follow_the_beta_mixture():
    yearly, weights = types(0.3733, 1.8861)  # the published Regular cohort
    ground = replace(EMPTY, customers=1000, bonds=monthly(yearly), weights=weights, start_weights=weights)
    columns = 60
    chances = draw_forest(ground, 48, columns, 3)
    stand = plant(ground, chances)
    for month in range(48):
        stand, _happened = grow(ground, stand, IDLE, chances, month)
        if month % 12 == 11:
            years = (month + 1) // 12
            stay = sbg(0.3733 * 1.8861, (1 - 0.3733) * 1.8861, years)
            error = np.sqrt(stay * (1 - stay) / (1000 * columns))
            assert stand.customers.mean() / 1000 == pytest.approx(stay, abs=4.5 * error)


def test_types_have_the_mean_they_were_asked_for_and_the_less_alike_the_wider_they_lie():
    spreads = []
    for alike in (0.5, 2.0, 10.0):
        yearly, weights = types(0.3, alike)
        assert len(yearly) == len(weights) == 12
        assert weights.sum() == pytest.approx(1)
        assert weights @ yearly == pytest.approx(0.3)
        spreads.append(weights @ (yearly - 0.3) ** 2)
        assert spreads[-1] == pytest.approx(0.3 * 0.7 / (alike + 1))
    assert spreads == sorted(spreads, reverse=True)


def test_twelve_monthly_chances_are_the_yearly_one():
    yearly = np.array([0.0, 0.05, 0.3, 0.9])
    np.testing.assert_allclose(1 - np.exp(-monthly(yearly)) ** 12, yearly)
    assert np.isfinite(monthly(np.array([1.0]))).all()


def test_burned_places_recover_exponentially():
    ground = replace(EMPTY, customers=1000, recovery=0.1, bonds=1e9 * ONE)  # all leave in the first month
    chances = draw_forest(ground, 13, 20, 4)
    stand = plant(ground, chances)
    for month in range(13):
        stand, _happened = grow(ground, stand, IDLE, chances, month)
        stay = np.exp(-0.1 * month)
        error = np.sqrt(stay * (1 - stay) / 20_000)
        assert stand.burned.mean() / 1000 == pytest.approx(stay, abs=4.5 * error + 1e-12)
    assert not stand.customers.any()


def test_quality_settles_where_repair_and_aging_are_in_balance():
    ground, heard = replace(EMPTY, learning=0.01, decay=0.03), 1 - np.exp(-0.01 * 20)
    quality = 0.0
    for _month in range(400):
        quality = next_quality(ground, quality, 20.0)
    assert quality == pytest.approx(heard / (heard + 0.03))


def test_without_aging_the_complaints_that_are_left_fall_by_the_same_share_each_day():
    ground, quality = replace(EMPTY, learning=np.log(2) / 60), 0.0
    for days in (10.0, 25.0, 25.0):
        quality = next_quality(ground, quality, days)
    assert quality == pytest.approx(0.5)
