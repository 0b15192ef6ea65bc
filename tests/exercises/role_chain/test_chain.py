"""The role chain: known answers first, then laws."""

from dataclasses import replace

import numpy as np
import pytest

from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.measures import cohort_orders, lead_days, wait_days
from kit.models.chain.setting import ChainSetting

JACKSON = ChainSetting(gain=0.0, overlap_days=0.0, rework=1.0)
PEOPLE = ("people_contact", "people_relation", "people_explain", "people_close")


def near(samples, known, errors=4):
    """Whether the mean of independent repetitions is the known one, up to its Monte-Carlo error."""
    return abs(samples.mean() - known) <= errors * samples.std(ddof=1) / np.sqrt(samples.size)


def steady_waits(year):
    """Mean wait per role of the leads that arrive in the days 50 to 240, (roles, repetitions)."""
    waits = []
    for station in year.stations:
        steady = (station.arrive > 50) & (station.arrive < 240)
        wait = np.subtract(station.start, station.arrive, out=np.zeros(steady.shape), where=steady)
        waits.append(wait.sum(axis=0) / steady.sum(axis=0))
    return np.array(waits)


def test_without_loss_overlap_and_gain_every_role_waits_as_jackson_says(over_years):
    waits = over_years(steady_waits, gain=0.0, overlap_days=0.0, rework=1.0)
    for role, known in zip(waits, (0.11111, 0.22222, 0.64585, 0.65875), strict=True):
        assert near(role, known)


def test_the_base_case_wins_as_many_orders_as_known(over_years):
    orders = over_years(cohort_orders)
    assert near(orders, 168)
    assert np.percentile(orders, [5, 95]) == pytest.approx([148, 189], abs=3)


def test_the_base_case_takes_as_long_as_known(over_years):
    days = over_years(lead_days, gain=0.0)
    assert near(days, 6.370)
    assert np.percentile(days, [5, 50, 95]) == pytest.approx([4.68, 6.06, 9.13], abs=0.3)


@pytest.mark.parametrize(
    ("gain", "known", "faster"), [(0.0, 6.33, 0), (0.1, 4.40, 0), (0.2, 3.31, 0.32), (0.25, 2.91, 0.87), (0.3, 2.59, 1)]
)
def test_the_chain_beats_the_lone_wolf_only_with_enough_gain(over_years, gain, known, faster):
    chain, wolves = over_years(lead_days, gain=gain), over_years(lead_days, simulate_wolves)
    assert chain.mean() == pytest.approx(known, rel=0.02)
    assert (chain < wolves).mean() == pytest.approx(faster, abs=0.05)


def test_waiting_for_a_busy_colleague_nearly_triples_the_time_to_an_order(over_years):
    days = over_years(lead_days, gain=0.0, wait_for_colleague=1.0)
    assert 16 < days.mean() < 20


def test_a_lead_that_meets_nobody_else_takes_its_work():
    setting = replace(JACKSON, leads_per_day=2.0, variation=0.0, **dict.fromkeys(PEOPLE, 12))
    year = simulate_chain(setting, draw(setting, 3))
    np.testing.assert_allclose(year.orders.won - year.orders.contact, 2.15, atol=1e-9)


def lead_ends(station, leads):
    """Day on which the role is done with each lead, (leads, repetitions), infinite where it never comes."""
    ends = np.full((leads + 1, station.arrive.shape[1]), np.inf)
    np.put_along_axis(ends, np.where(np.isfinite(station.arrive), station.lead, leads), station.done, axis=0)
    return ends[:-1]


@pytest.mark.parametrize("stage", range(4))
@pytest.mark.parametrize("setting", [ChainSetting(), ChainSetting(leaver="relation")], ids=["base", "leaver"])
def test_one_more_person_makes_no_lead_later_at_that_role_under_the_same_chances(setting, stage):
    more = replace(setting, **{PEOPLE[stage]: setting.people[stage] + 1})
    draws = draw(setting, 10)
    ends = [lead_ends(simulate_chain(one, draws).stations[stage], draws.leads) for one in (setting, more)]
    assert (ends[1] <= ends[0]).all()


@pytest.mark.parametrize("more", PEOPLE)
def test_one_more_person_anywhere_shortens_the_mean_time_to_an_order(over_years, more):
    usual, shorter = over_years(lead_days), over_years(lead_days, **{more: getattr(ChainSetting(), more) + 1})
    saved = usual - shorter
    assert saved.mean() > 4 * saved.std() / np.sqrt(saved.size)


@pytest.mark.parametrize("change", [{"gain": 0.3}, {"overlap_days": 0.0, "rework": 1.0}, {"rework": 1.2}])
def test_less_work_makes_no_order_later_on_average(over_years, change):
    assert (over_years(lead_days, **change) <= over_years(lead_days)).mean() > 0.99


def test_the_same_setting_and_seed_give_the_same_year():
    setting = ChainSetting(leaver="explain")
    one, other = (simulate_chain(setting, draw(setting, 5)) for _time in range(2))
    for station, again in zip(one.stations, other.stations, strict=True):
        np.testing.assert_array_equal(station.done, again.done)


def test_draws_for_more_leads_give_the_same_year():
    setting = ChainSetting(leads_per_day=4.0)
    for simulate in (simulate_chain, simulate_wolves):
        one, other = (simulate(setting, draw(replace(setting, leads_per_day=leads), 5)) for leads in (4.0, 9.0))
        np.testing.assert_array_equal(lead_days(one), lead_days(other))


def test_both_cultures_win_the_same_leads_when_nobody_exaggerates_or_leaves():
    setting = ChainSetting()
    draws = draw(setting, 5)
    chain, wolves = simulate_chain(setting, draws).orders, simulate_wolves(setting, draws).orders
    won = [sorted(zip(orders.repetition, orders.lead, strict=True)) for orders in (chain, wolves)]
    assert won[0] == won[1]


def test_exaggerated_promises_win_the_known_share_more(over_years):
    more = over_years(cohort_orders, overpromise_new=1.0, overpromise_gain=0.5)
    assert near(more, 168 * 1.5)


def test_leads_reach_each_role_in_the_order_in_which_they_are_handed_on():
    for station in simulate_chain(ChainSetting(), draw(ChainSetting(), 5)).stations:
        came = station.arrive[np.isfinite(station.arrive).all(axis=1)]
        assert (np.diff(came, axis=0) >= 0).all()


@pytest.mark.parametrize("role", ["contact", "relation", "explain", "close"])
def test_only_the_role_that_somebody_leaves_and_the_later_ones_change(role):
    setting = ChainSetting(leaver=role)
    draws = draw(setting, 5)
    with_leaver, without = simulate_chain(setting, draws), simulate_chain(replace(setting, leaver="nobody"), draws)
    place = with_leaver.roles.index(role)
    assert wait_days(with_leaver)[:place].tolist() == wait_days(without)[:place].tolist()
    assert (wait_days(with_leaver)[place] > wait_days(without)[place]).all()


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="2000 leads wanted"):
        simulate_chain(ChainSetting(), draw(ChainSetting(leads_per_day=2.0), 2))
