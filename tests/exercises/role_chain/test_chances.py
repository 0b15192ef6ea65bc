"""The random numbers: same seed, same customers, whatever else is decided."""

from dataclasses import fields, replace

import numpy as np
import pytest

from kit.models.chain.chances import Draws, draw
from kit.models.chain.setting import ChainSetting

SMALL = ChainSetting(leads_per_day=2.0)


def arrays(draws: Draws):
    """Every single array of the draws."""
    for one in fields(draws):
        drawn = getattr(draws, one.name)
        yield from drawn if isinstance(drawn, tuple) else (drawn,)


def same(one: Draws, other: Draws):
    return [bool(np.array_equal(a, b)) for a, b in zip(arrays(one), arrays(other), strict=True)]


def test_the_same_setting_draws_the_same():
    assert all(same(draw(SMALL, 3), draw(SMALL, 3)))


def test_no_other_setting_changes_the_draws():
    other = replace(SMALL, gain=0.4, people_close=9, handover="spoken", leaver="close", win=0.9, inbox="shared")
    assert all(same(draw(SMALL, 3), draw(other, 3)))


def test_the_first_leads_stay_the_same_when_more_come():
    many = draw(replace(SMALL, leads_per_day=7.5), 3)
    assert all(same(draw(SMALL, 3), many.first(SMALL.leads_count)))


def test_variation_changes_the_work_and_nothing_else():
    one, other = draw(SMALL, 3), draw(replace(SMALL, variation=0.5), 3)
    changed = [not equal for equal in same(one, other)]
    assert sum(changed) == len(one.work)
    assert not any(np.array_equal(a, b) for a, b in zip(one.work, other.work, strict=True))


@pytest.mark.parametrize("other", [{"chance": 2}, {"block": 1}])
def test_another_chance_or_block_draws_everything_anew(other):
    block = other.pop("block", 0)
    assert not any(same(draw(SMALL, 3), draw(replace(SMALL, **other), 3, block)))


@pytest.mark.parametrize("variation", [0.0, 0.25, 0.5, 1.0, 1.5])
def test_work_has_mean_one_and_the_wanted_variation(variation):
    work = np.stack(draw(ChainSetting(variation=variation), 50).work)
    assert work.mean() == pytest.approx(1, abs=0.01)
    assert work.std() == pytest.approx(variation, abs=0.02)


def test_no_two_quantities_share_a_stream():
    flat = [drawn.ravel()[:20].tolist() for drawn in arrays(draw(replace(SMALL, variation=0.5), 30)) if drawn.ndim > 1]
    assert len({tuple(numbers) for numbers in flat}) == len(flat)


def test_more_leads_than_drawn_are_refused():
    with pytest.raises(ValueError, match="501 leads wanted, 500 drawn"):
        draw(SMALL, 2).first(501)


def test_nobody_can_change_the_draws():
    with pytest.raises(ValueError, match="read-only"):
        draw(SMALL, 2).work[0][0, 0] = 5
