"""Capacity without chance: where the chain can do as much as the lone wolves."""

from dataclasses import replace

import pytest

from kit.exercises.role_chain.model.capacity import break_even_gain, chain_capacity, wolves_capacity
from kit.models.chain.setting import ChainSetting


def test_the_chain_breaks_even_at_the_known_gain():
    assert break_even_gain(ChainSetting()) == pytest.approx(0.255, abs=0.0005)


@pytest.mark.parametrize("change", [{}, {"people_close": 5}, {"check": "high"}, {"handover": "spoken", "rework": 2.0}])
def test_at_the_break_even_gain_both_cultures_have_the_same_capacity(change):
    setting = replace(ChainSetting(), **change)
    even = replace(setting, gain=min(0.4, break_even_gain(setting)))
    if break_even_gain(setting) <= 0.4:
        assert chain_capacity(even) == pytest.approx(wolves_capacity(even))
    else:
        assert chain_capacity(even) < wolves_capacity(even)


def test_the_base_chain_has_exactly_the_leads_for_which_its_busiest_role_is_full():
    assert chain_capacity(ChainSetting(gain=0.0)) == pytest.approx(2 / (0.3 * (0.645 + 0.085)))
