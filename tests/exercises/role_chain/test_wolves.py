"""Lone wolves: known answers, ways to share the leads, and what happens when one leaves."""

from dataclasses import replace

import numpy as np
import pytest

from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.measures import cohort_orders, lead_days, person_days, wait_days
from kit.models.chain.setting import ChainSetting

LEAVES = ChainSetting(leaver="contact")


def test_lone_wolves_take_as_long_as_known(over_years):
    assert over_years(lead_days, simulate_wolves).mean() == pytest.approx(3.18, abs=0.03)


def steady_wait(year):
    """Mean wait of the leads that arrive after day 50, (repetitions,)."""
    station = year.stations[0]
    return np.average(station.start - station.arrive, axis=0, weights=station.arrive > 50)


def test_random_territories_wait_as_long_as_pollaczek_and_khinchine_say(over_years):
    waits = over_years(steady_wait, simulate_wolves, inbox="territories")
    per_day, mean_work, mean_square_work = 0.8, 0.848, 1.7084
    known = per_day * mean_square_work / (2 * (1 - per_day * mean_work))
    assert waits.mean() == pytest.approx(known, rel=0.02)


def test_sharing_never_waits_longer_on_average(over_years):
    shared, turn, random = (over_years(lead_days, simulate_wolves, inbox=inbox) for inbox in INBOXES)
    assert (shared < turn).all()
    assert (turn < random).mean() > 0.95


INBOXES = ("shared", "turn", "territories")


@pytest.mark.parametrize("inbox", INBOXES)
def test_the_way_to_share_leads_changes_no_order_and_no_work(inbox):
    draws = draw(ChainSetting(), 5)
    one, other = (simulate_wolves(replace(ChainSetting(), inbox=way), draws) for way in ("turn", inbox))
    assert cohort_orders(one).tolist() == cohort_orders(other).tolist()
    np.testing.assert_allclose(one.stations[0].work, other.stations[0].work)


@pytest.mark.parametrize("inbox", INBOXES)
def test_who_leaves_takes_orders_along_in_proportion_to_the_assumed_share(inbox):
    draws = draw(LEAVES, 50)
    nobody, none, some = (
        cohort_orders(simulate_wolves(replace(LEAVES, inbox=inbox, **change), draws)).sum()
        for change in ({"leaver": "nobody"}, {"territory_loss": 0.0}, {"territory_loss": 0.3})
    )
    assert nobody >= none > some
    # Dealt out in turn, the empty desk gets no leads until the successor works, so it has fewer orders to lose.
    after = 1 - (LEAVES.back_day if inbox == "turn" else LEAVES.leave_day) / 250
    assert none - some == pytest.approx(0.3 * after * nobody / LEAVES.headcount, rel=0.15)


def test_only_open_leads_of_the_territory_are_lost_on_the_day_somebody_leaves():
    draws = draw(LEAVES, 50)
    station = simulate_wolves(replace(LEAVES, territory_loss=0.0), draws).stations[0]
    before = simulate_wolves(replace(LEAVES, leaver="nobody"), draws).stations[0]
    lost = station.done == LEAVES.leave_day
    np.testing.assert_array_equal(station.advanced, before.advanced & ~lost)
    assert (before.done[lost] > LEAVES.leave_day).all()
    assert (before.arrive[lost] < LEAVES.leave_day).all()
    owners = np.where(lost, station.lead % LEAVES.headcount, -1)
    assert all(len(set(column) - {-1}) <= 1 for column in owners.T)


@pytest.mark.parametrize("inbox", INBOXES)
def test_nobody_works_in_the_place_of_the_one_who_left(inbox):
    setting = replace(LEAVES, inbox=inbox, replace_months=12, leads_per_day=16.0)
    days = person_days(simulate_wolves(setting, draw(setting, 10)))
    assert (days.idle >= -1e-6).all()
    assert (days.away == 250 - setting.leave_day).all()


def test_lone_wolves_neither_hand_over_nor_check():
    setting = ChainSetting(check="independent", handover="spoken", gain=0.4)
    draws = draw(setting, 5)
    days = person_days(simulate_wolves(setting, draws))
    assert not (days.rework + days.coordination + days.meeting).any()
    assert not simulate_wolves(setting, draws).orders.asked_again.any()


def test_both_cultures_have_the_same_people_and_leads(years):
    chain, wolves = years
    assert sum(station.people for station in chain.stations) == wolves.stations[0].people
    np.testing.assert_array_equal(chain.stations[0].arrive, wolves.stations[0].arrive)


def test_with_little_work_to_share_the_shared_inbox_and_the_chain_alike_do_not_wait():
    setting = ChainSetting(leads_per_day=2.0, inbox="shared", people_contact=12)
    draws = draw(setting, 5)
    assert wait_days(simulate_wolves(setting, draws)).max() < 0.001
    assert wait_days(simulate_chain(setting, draws))[0].max() < 0.001
