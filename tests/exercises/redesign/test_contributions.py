"""Shapley values and interactions of the levers against a known polynomial, against all 24 orders, and their laws."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.exercises.redesign.model.contributions import interactions, marginal, ranges, shapley

A, B, C, D = np.arange(16) >> np.arange(4)[:, None] & 1
POLYNOMIAL = 10 * A + 6 * B + 4 * C + 2 * D + 5 * A * B - 3 * B * C + 4 * A * B * C * D
NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=16, max_size=16).map(np.array)


def over_all_orders(v):
    """What each lever adds, on average over all orders of pulling them: no weights, only a walk."""
    added = np.zeros(4)
    for order in permutations(range(4)):
        code = 0
        for lever in order:
            added[lever] += v[code | 1 << lever] - v[code]
            code |= 1 << lever
    return added / 24


def test_the_polynomial_has_its_known_contributions():
    assert shapley(POLYNOMIAL) == pytest.approx([13.5, 8, 3.5, 3])


def test_the_polynomial_has_its_known_interactions():
    found = interactions(POLYNOMIAL)
    assert found[0, 1] == pytest.approx(19 / 3)
    assert found[1, 2] == pytest.approx(-5 / 3)
    assert [found[pair] for pair in ((0, 2), (0, 3), (1, 3), (2, 3))] == pytest.approx([4 / 3] * 4)


def test_main_effects_do_not_add_up_and_contributions_do():
    main = marginal(POLYNOMIAL).mean(axis=1)
    assert main == pytest.approx([13, 7.5, 3, 2.5])
    assert (main.sum(), shapley(POLYNOMIAL).sum()) == (pytest.approx(26), pytest.approx(28))


@given(NUMBERS)
def test_a_walk_through_all_orders_finds_the_same(v):
    assert shapley(v) == pytest.approx(over_all_orders(v), abs=1e-6)


@given(st.lists(NUMBERS, min_size=1, max_size=3))
def test_contributions_add_up_in_every_column(columns):
    v = np.stack(columns, axis=-1)
    assert shapley(v).sum(axis=0) == pytest.approx(v[-1] - v[0], abs=1e-6)


@given(NUMBERS)
def test_a_lever_that_changes_nothing_contributes_nothing(v):
    v = v[np.arange(16) & ~0b0100]
    assert shapley(v)[2] == 0
    assert [interactions(v)[pair] for pair in ((0, 2), (1, 2), (2, 3))] == pytest.approx([0] * 3, abs=1e-6)


@given(NUMBERS)
def test_levers_that_change_the_same_contribute_the_same(v):
    swapped = (A << 1) | (B << 0) | (C << 2) | (D << 3)
    v = v + v[swapped]
    assert shapley(v)[0] == pytest.approx(shapley(v)[1], abs=1e-6)


@given(NUMBERS)
def test_a_contribution_lies_within_its_range(v):
    least, most = ranges(v)
    assert (least - 1e-6 <= shapley(v)).all() and (shapley(v) <= most + 1e-6).all()


def test_what_are_no_combinations_is_refused():
    with pytest.raises(ValueError, match="15 values"):
        shapley(np.zeros(15))
