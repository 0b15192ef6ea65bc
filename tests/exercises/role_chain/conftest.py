"""Years that several tests look at, simulated once."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.setting import ChainSetting

BLOCKS = range(16)


@pytest.fixture(scope="session")
def drawn():
    """The chances of 800 years of the default setting, in blocks of 50."""
    return [draw(ChainSetting(), 50, block) for block in BLOCKS]


@pytest.fixture(scope="session")
def over_years(drawn):
    """A function (measure, simulate=chain, **changes): over all drawn years."""

    @cache
    def measured(measure, simulate=simulate_chain, **changes):
        setting = replace(ChainSetting(), **changes)
        return np.concatenate([measure(simulate(setting, draws)) for draws in drawn], axis=-1)

    return measured


@pytest.fixture(
    scope="session",
    params=[
        {},
        {"leaver": "relation", "inbox": "territories", "check": "high", "wait_for_colleague": 0.5},
        {"leaver": "close", "inbox": "shared", "variation": 0.5, "people_contact": 1, "overpromise_old": 0.5},
        {"leaver": "contact", "leave_month": 12, "replace_months": 12, "handover": "spoken", "overlap_days": 0.0},
    ],
    ids=["base", "territories", "shared", "leaver at the end"],
)
def years(request):
    """Both cultures in several settings, 20 repetitions each."""
    setting = replace(ChainSetting(), **request.param)
    draws = draw(setting, 20)
    return simulate_chain(setting, draws), simulate_wolves(setting, draws)
