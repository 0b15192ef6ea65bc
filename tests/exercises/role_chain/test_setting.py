"""The setting of the chain: every declared value can be set, and loss follows the time together."""

from dataclasses import replace

import pytest

from kit.models.chain.setting import HANDOVERS, ChainSetting
from kit.parameters import parameters


@pytest.mark.parametrize("name", parameters(ChainSetting))
def test_every_value_of_the_grid_is_accepted_and_found_again(name):
    parameter = parameters(ChainSetting)[name]
    for index in range(parameter.size):
        value = parameter.at(index)
        assert type(value) is type(parameter.default)
        assert getattr(replace(ChainSetting(), **{name: value}), name) == value
        assert parameter.index(value) == index
    assert parameter.at(parameter.index(parameter.default)) == parameter.default


@pytest.mark.parametrize("form", HANDOVERS, ids=lambda form: form.key)
def test_at_the_usual_time_together_the_loss_is_the_published_one(form):
    own = 0.37
    assert ChainSetting(handover=form.key, own_loss=own).lost_share == (own if form.key == "own" else form.figure)


def test_more_time_together_loses_less_and_loss_stays_a_share():
    spoken = ChainSetting(handover="spoken", overlap0_days=0.05)
    losses = [replace(spoken, overlap_days=days / 100).lost_share for days in range(26)]
    assert losses == sorted(losses, reverse=True)
    assert all(0 < loss <= 1 for loss in losses)


def test_people_and_leads_add_up():
    setting = ChainSetting(leads_per_day=2.5, people_close=7)
    assert setting.headcount == sum(setting.people) == 15
    assert setting.leads_count == 625
