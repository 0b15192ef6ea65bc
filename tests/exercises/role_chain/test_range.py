"""The whole range of every setting: whatever people choose, nothing breaks and nothing gets lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.role_chain.model.capacity import break_even_gain, chain_capacity, wolves_capacity
from kit.exercises.role_chain.model.lanes import lanes
from kit.models.chain import measures
from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.setting import ChainSetting
from kit.parameters import Parameter, parameters


def values(parameter: Parameter):
    """Every value a slider or a menu can give."""
    return st.integers(0, parameter.size - 1).map(parameter.at)


settings_of_the_chain = st.builds(
    ChainSetting, **{name: values(parameter) for name, parameter in parameters(ChainSetting).items()}
)


@pytest.mark.parametrize("simulate", [simulate_chain, simulate_wolves])
@given(setting=settings_of_the_chain)
@settings(max_examples=60, deadline=None)
def test_no_setting_breaks_the_model_or_its_laws(simulate, setting):
    year = simulate(setting, draw(setting, 2))
    for day in (0.0, setting.leave_day, 125.0, 250.0, np.inf):
        at = measures.counts(year, day)
        np.testing.assert_array_equal(at.came, at.lost + at.advanced + at.waiting + at.working)
        np.testing.assert_array_equal(at.advanced[:-1], at.came[1:])
    assert (at.came[0] == setting.leads_count).all()
    check_person_days(year)
    check_measures(year)


def check_person_days(year):
    days = measures.person_days(year)
    np.testing.assert_allclose(days.total, year.setting.headcount * 250, rtol=1e-9)
    for part in (days.work, days.rework, days.coordination, days.meeting, days.idle, days.away):
        assert (part >= -1e-6).all()


def check_measures(year):
    """Shares are shares, days are not negative, and NaN stands only where there is nothing to average."""
    orders = measures.cohort_orders(year)
    assert (measures.year_orders(year) <= orders).all()
    for mean in (measures.lead_days(year), measures.felt_sold_to(year), *vars(measures.errors(year)).values()):
        np.testing.assert_array_equal(np.isnan(mean), orders == 0)
        assert (mean[orders > 0] >= 0).all()
    assert (measures.felt_sold_to(year)[orders > 0] <= 1).all()
    assert (measures.order_days(year) >= 0).all()
    used, waits = measures.utilisation(year), measures.wait_days(year)
    assert ((used >= 0) & (used <= 1 + 1e-9))[~np.isnan(used)].all()
    assert (waits[~np.isnan(waits)] >= 0).all()
    assert (measures.week_queues(year) >= 0).all()
    assert all(segment.end > segment.start for segment in lanes(year, month=2, repetition=1))


@given(setting=settings_of_the_chain)
@settings(max_examples=60, deadline=None)
def test_the_break_even_gain_is_where_the_chain_can_do_as_much_as_the_wolves(setting):
    more = setting.gain - break_even_gain(setting)
    if abs(more) > 1e-9:
        assert (chain_capacity(setting) > wolves_capacity(setting)) == (more > 0)
