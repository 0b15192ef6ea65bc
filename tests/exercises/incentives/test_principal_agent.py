"""The linear pay plan: known answers, limits, the conditions of an optimum, and SciPy as a referee of another kind."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, lsq_linear, minimize

from kit.models.pay.principal_agent import Taste, best_pay, effort_cost, respond, risk_premium, surplus

BASE = 0.3
TASTE = Taste(cost=1.0, compete=0.3, base=(BASE,) * 3)
WORTH, NOISE, RISK = np.array([1.0, 0.8, 0.4]), np.array([0.2, 0.8, 3.0]), 1.0
OLD = np.array([0.8, 0.0, 0.0])
NO_BASE = Taste(cost=1.0, compete=0.5, base=(0.0, 0.0))


def best(worth=WORTH, taste=TASTE, risk=RISK, noise=NOISE, **more):
    return best_pay(worth, taste, risk, noise, **more)


def gained(pay, worth=WORTH, taste=TASTE, risk=RISK, noise=NOISE):
    return surplus(pay, worth, taste, risk, noise)


# Known answers


def test_under_the_old_plan_care_and_feedback_starve():
    assert (respond(OLD, TASTE) - BASE).round(3).tolist() == [0.929, -0.214, -0.214]
    assert round(gained(OLD), 4) == 0.2360


def test_the_best_plan_that_pays_only_for_hunting_is_known():
    only = best(measured=[True, False, False])
    assert only.round(4).tolist() == [0.6168, 0, 0]
    assert round(gained(only), 4) == 0.2588


def test_the_best_plan_pays_for_all_three():
    assert best().round(4).tolist() == [0.7062, 0.3878, 0.0661]
    assert (respond(best(), TASTE) - BASE).round(3).tolist() == [0.698, 0.243, -0.216]
    assert round(gained(best()), 4) == 0.4031


def test_without_dislike_of_risk_the_seller_is_paid_what_the_work_is_worth():
    np.testing.assert_allclose(best(risk=0.0), WORTH)
    assert round(gained(WORTH, risk=0.0), 4) == 0.6375


def test_one_task_with_risk_2_and_variance_one_half_is_paid_half():
    one = Taste(cost=1.0, compete=0.0, base=(0.0,))
    assert best([1], one, 2.0, [0.5]) == pytest.approx([0.5])
    assert gained([0.5], [1], one, 2.0, [0.5]) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("worth", "measured", "paid"),
    [
        ([1, 1], [True, True], [0.571429, 0.571429]),
        ([1, 1], [True, False], [0.363636, 0]),
        ([1, 2.5], [True, False], [-0.181818, 0]),
    ],
)
def test_a_task_is_paid_less_when_it_keeps_from_one_that_cannot_be_measured(worth, measured, paid):
    assert best(worth, NO_BASE, 1.0, [0.5, 0.5], measured=measured).round(6).tolist() == paid


def test_the_old_plan_beats_fixed_pay_while_care_is_worth_less_than_1_90():
    def lead(care):
        worth = [1.0, care, 0.4]
        return gained(OLD, worth) - gained(np.zeros(3), worth)

    assert lead(1.89) > 0 > lead(1.91)
    assert gained(np.zeros(3)) == pytest.approx(0)


def test_the_old_plan_is_better_the_less_the_tasks_compete():
    leads = [gained(OLD, taste=replace(TASTE, compete=k / 20)) for k in range(9)]
    assert leads == sorted(leads, reverse=True)
    assert leads[0] > leads[6] + 0.1


# Limits


@pytest.mark.parametrize("worth", [0.2, 1.0, 3.0])
def test_one_task_without_risk_is_paid_its_full_worth(worth):
    one = Taste(cost=2.0, compete=0.0, base=(0.3,))
    assert best([worth], one, 0.0, [5.0]) == pytest.approx([worth])
    assert best([worth], one, 4.0, [0.0]) == pytest.approx([worth])


def test_what_is_measured_worse_and_worse_is_paid_as_if_it_could_not_be_measured():
    nearly = best(noise=[0.2, 1e9, 1e9])
    np.testing.assert_allclose(nearly, best(measured=[True, False, False]), atol=1e-6)


def test_without_pay_the_base_is_done_and_costs_nothing():
    np.testing.assert_allclose(respond(np.zeros(3), TASTE), BASE)
    assert effort_cost([BASE] * 3, TASTE) == pytest.approx(0)


def test_tasks_that_do_not_compete_are_answered_one_by_one():
    taste = Taste(cost=2.0, compete=0.0, base=(0.1, 0.2, 0.3))
    np.testing.assert_allclose(respond([1.0, -5.0, 0.4], taste), [0.1 + 1.0 / 2, 0, 0.3 + 0.4 / 2])


def test_the_price_of_risk_is_half_the_aversion_times_the_variance_of_pay():
    assert risk_premium([1.0, 2.0], 3.0, [0.5, 0.25]) == pytest.approx(3 / 2 * (1 * 0.5 + 4 * 0.25))


# Laws

tasks_count = st.integers(1, 5)
money = st.floats(-3, 6)


@st.composite
def offers(draw):
    """A pay and a taste, with or without a limit of time; `hunt` is given or None."""
    count = draw(tasks_count)
    pay = np.array(draw(st.lists(money, min_size=count, max_size=count)))
    base = tuple(draw(st.lists(st.floats(0, 1), min_size=count, max_size=count)))
    most = draw(st.just(np.inf) | st.floats(0.2, 4))
    taste = Taste(draw(st.floats(0.3, 3)), draw(st.just(0.0) | st.floats(0, 0.9)), base, most)
    hunt = draw(st.none() | st.floats(0, min(most, 4))) if count > 1 else None
    return pay, taste, hunt


def costs(effort, taste):
    """The cost once more, by the matrix."""
    extra = effort - np.array(taste.base)
    return extra @ taste.matrix @ extra / 2


def earned(effort, pay, taste):
    return pay @ effort - costs(effort, taste)


@given(offers(), st.data())
def test_the_cost_of_effort_is_the_quadratic_form_of_its_matrix(offer, data):
    _pay, taste, _hunt = offer
    count = len(taste.base)
    effort = np.array(data.draw(st.lists(st.floats(0, 4), min_size=count, max_size=count)))
    off = taste.cost * taste.compete
    np.testing.assert_allclose(taste.matrix, np.full((count, count), off) + np.eye(count) * (taste.cost - off))
    assert effort_cost(effort, taste) == pytest.approx(costs(effort, taste), abs=1e-9)


@given(offers())
@example((np.array([2.0, -1.0, 0.5]), Taste(1.0, 0.3, (0.3, 0.3, 0.3), 1.0), None))
@example((np.array([5.0, 5.0]), Taste(1.0, 0.0, (0.0, 0.0), 1.0), 1.0))
@settings(max_examples=400)
def test_at_the_response_no_task_and_no_more_time_would_pay_better(offer):
    """The conditions of Karush, Kuhn and Tucker, which for this concave pay are also sufficient."""
    pay, taste, hunt = offer
    effort = respond(pay, taste, hunt)
    free = slice(None) if hunt is None else slice(1, None)
    assert (effort >= 0).all()
    assert effort.sum() <= taste.most + 1e-9
    assert hunt is None or effort[0] == hunt
    more = (pay - taste.matrix @ (effort - np.array(taste.base)))[free]  # what a bit more of each would earn
    done = effort[free] > 1e-9
    full = effort.sum() > taste.most - 1e-7
    price = max(0.0, more.max()) if full else 0.0
    assert (more <= price + 1e-6).all()
    np.testing.assert_allclose(more[done], price, atol=1e-6)


@given(offers())
@settings(max_examples=60, deadline=None)
def test_scipy_finds_no_better_effort_and_the_same_one(offer):
    pay, taste, hunt = offer
    count = len(pay)
    effort = respond(pay, taste, hunt)
    bounds = [(0, 50)] * count
    start = np.full(count, min(0.1, taste.most / count / 2))
    if hunt is not None:
        assume(taste.most - hunt > 1e-3)  # else there is nothing left to choose
        bounds[0], start[0] = (hunt, hunt), hunt
        start[1:] = np.minimum(0.1, (taste.most - hunt) / count / 2)
    time = [LinearConstraint(np.ones(count), -np.inf, taste.most)] if taste.most < np.inf else []
    found = minimize(
        lambda e: -earned(e, pay, taste),
        start,
        jac=lambda e: taste.matrix @ (e - np.array(taste.base)) - pay,
        bounds=bounds,
        constraints=time,
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 300},
    )
    assert found.success
    assert earned(effort, pay, taste) >= -found.fun - 1e-7
    np.testing.assert_allclose(effort, found.x, atol=2e-3)


@given(offers())
@settings(max_examples=100, deadline=None)
def test_bounded_least_squares_gives_the_same_effort_to_six_digits(offer):
    """Completing the square: with K = L L', the seller is as near to L^-1 (pay + K e0) as effort may be."""
    pay, taste, _hunt = offer
    assume(taste.most == np.inf)
    root = np.linalg.cholesky(taste.matrix)
    goal = np.linalg.solve(root, pay + taste.matrix @ np.array(taste.base))
    found = lsq_linear(root.T, goal, bounds=(0, np.inf), method="bvls", tol=1e-14)
    np.testing.assert_allclose(respond(pay, taste), found.x, atol=1e-6)


@given(offers())
def test_a_given_hunt_that_is_the_best_one_changes_nothing_else(offer):
    pay, taste, _hunt = offer
    effort = respond(pay, taste)
    assume(len(pay) > 1)
    np.testing.assert_allclose(respond(pay, taste, hunt=effort[0]), effort, atol=1e-7)


@given(offers())
def test_pay_for_a_task_never_makes_less_of_it_be_done(offer):
    pay, taste, hunt = offer
    last = len(pay) - 1
    raised = pay + 0.5 * (np.arange(len(pay)) == last)
    assert respond(raised, taste, hunt)[last] >= respond(pay, taste, hunt)[last] - 1e-9


def test_many_pays_and_hunts_at_once_are_answered_as_one_by_one():
    chance = np.random.default_rng(1)
    taste = Taste(1.2, 0.4, (0.3, 0.1, 0.2, 0.5), 2.0)
    pays, hunts = chance.uniform(-1, 3, (5, 4)), np.linspace(0, 2, 5)
    np.testing.assert_allclose(respond(pays, taste), [respond(pay, taste) for pay in pays])
    single = [respond(pay, taste, hunt=hunt) for pay, hunt in zip(pays, hunts, strict=True)]
    np.testing.assert_allclose(respond(pays, taste, hunt=hunts), single)
    np.testing.assert_allclose(respond(pays[2], taste, hunt=hunts)[3], respond(pays[2], taste, hunt=hunts[3]))


@given(
    worth=st.lists(st.floats(0, 3), min_size=3, max_size=3),
    compete=st.floats(0, 0.85),
    risk=st.floats(0, 4),
    noise=st.lists(st.floats(0.05, 4), min_size=3, max_size=3),
    can=st.lists(st.booleans(), min_size=3, max_size=3),
)
@settings(deadline=None)
def test_no_other_plan_has_a_larger_surplus_than_the_best_one(worth, compete, risk, noise, can):
    """With so large a base nobody stops at zero, as the formula supposes; SciPy looks for something better."""
    taste = Taste(1.0, compete, (40.0,) * 3)
    pay = best(worth, taste, risk, noise, measured=can)
    assert not pay[~np.array(can)].any()

    def lost(some):
        return -gained(np.where(can, some, 0.0), worth, taste, risk, noise)

    found = minimize(lost, np.array(worth) / 2, method="L-BFGS-B")
    assert -lost(pay) >= -found.fun - 1e-6


def test_the_surplus_is_what_the_closed_form_says():
    inverse, half_risk = np.linalg.inv(TASTE.matrix), RISK / 2 * np.diag(NOISE)
    for pay in (OLD, best(), np.array([0.3, 0.2, 0.1])):
        closed = WORTH @ inverse @ pay - pay @ (inverse / 2 + half_risk) @ pay
        assert gained(pay) == pytest.approx(closed)
