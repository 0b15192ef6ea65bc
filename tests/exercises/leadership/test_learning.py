"""What coaching teaches: known answers and laws."""

import numpy as np
import pytest

from kit.models.boss.learning import learnt, mean_learnt, mistake_after, mistakes


@pytest.mark.parametrize(("h", "share"), [(1, 0.367879), (2, 0.567668), (4, 0.754579)])
def test_the_mean_of_what_is_learnt_is_the_known_one_and_that_of_the_curve(h, share):
    assert mean_learnt(h * 12, 12) == pytest.approx(share, abs=5e-7)
    assert learnt(np.linspace(0, h * 12, 100_001), 12).mean() == pytest.approx(share, abs=1e-5)


@pytest.mark.parametrize(("before", "after"), [(0.05, 0.01271), (0.15, 0.05193), (0.25, 0.10303), (0.35, 0.16470)])
def test_mistakes_after_the_mean_effect_of_the_trials_are_the_known_ones(before, after):
    assert mistake_after(before, 0.59) == pytest.approx(after, abs=5e-6)


def test_nothing_is_learnt_without_hours_and_nothing_changes_without_skill():
    assert mean_learnt(0, 12) == 0 and learnt(np.zeros(3), 12).tolist() == [0, 0, 0]
    assert mistake_after(0.15, 0.0) == pytest.approx(0.15)
    assert mistake_after(0.0, 0.5) == 0 and mistake_after(1.0, 0.5) == 1


def test_who_learns_more_errs_less_and_every_day_counts():
    days = learnt(np.arange(250) / 10, 12)
    errs = mistakes(0.2, 0.6, days)
    assert (np.diff(days) > 0).all() and (np.diff(errs) < 0).all()
    assert errs.shape == days.shape and errs[0] == pytest.approx(0.2)
