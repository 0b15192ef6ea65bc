"""Several territories side by side over many months: each has exactly the figures that it has alone."""

from dataclasses import replace

import numpy as np
import pytest

from kit.models import course, forest
from kit.models.forest import CUSTOMER, Work
from tests.models.test_forest import GROUND, WORK

MONTHS, COLUMNS = 30, 6
CHANCES = forest.draw_forest(GROUND, MONTHS, COLUMNS, 3)
WORKS = (
    WORK,
    Work(hunt=np.linspace(0, 30, COLUMNS), care=0.5, feedback=1.0, promise=0.7, rest=2.0),
    replace(WORK, hunt=0.0),
)


def alone(work):
    return course.follow(GROUND, work, CHANCES)


@pytest.fixture(scope="module")
def together():
    work = course.beside(WORKS, COLUMNS)
    return course.follow(GROUND, work, course.repeated(CHANCES, len(WORKS)))


@pytest.mark.parametrize("side", range(len(WORKS)))
def test_each_territory_is_what_it_is_alone(together, side):
    one = alone(WORKS[side])
    for name in ("customers", "burned", "won", "lost"):
        np.testing.assert_array_equal(course.apart(getattr(together, name), len(WORKS))[side], getattr(one, name))
    for name in ("place", "bond", "since", "wins", "promised", "quality"):
        found = course.apart(getattr(together.end, name), len(WORKS))[side]
        np.testing.assert_array_equal(found, getattr(one.end, name), err_msg=name)


def test_what_is_counted_is_what_happened_month_by_month():
    stand, found = forest.plant(GROUND, CHANCES), alone(WORK)
    for month in range(MONTHS):
        before = stand
        stand, happened = forest.grow(GROUND, before, WORK, CHANCES, month)
        np.testing.assert_array_equal(found.won[month], happened.won.sum(axis=0))
        np.testing.assert_array_equal(found.lost[month], happened.lost.sum(axis=0))
        np.testing.assert_array_equal(found.customers[month], (stand.place == CUSTOMER).sum(axis=0))
        then = found.leavers.month == month
        spots = np.argwhere(happened.lost)
        np.testing.assert_array_equal(found.leavers.column[then], spots[:, 1])
        np.testing.assert_array_equal(found.leavers.since[then], before.since[happened.lost])
    assert found.lost.any()


def test_only_chosen_leavers_are_counted():
    found = alone(WORK)
    of_the_start = found.leavers.since < 0
    counted = found.lost_of(of_the_start) + found.lost_of(~of_the_start)
    np.testing.assert_array_equal(counted, found.lost)
    assert found.lost_of(of_the_start).sum() == of_the_start.sum() > 0


def test_whoever_watches_sees_the_start_and_every_month():
    seen = []
    end = course.follow(GROUND, WORK, CHANCES, seen.append).end
    assert len(seen) == MONTHS + 1
    assert (seen[0].customers == GROUND.customers).all()
    assert seen[-1] is end


def test_nothing_happens_where_nobody_is_and_nobody_comes():
    empty = replace(GROUND, customers=0, reach=0.0, referral=0.0)
    found = course.follow(empty, WORK, CHANCES)
    assert not (found.won.any() or found.lost.any() or found.customers.any())
    assert found.won.shape == found.lost.shape == (MONTHS, COLUMNS)
