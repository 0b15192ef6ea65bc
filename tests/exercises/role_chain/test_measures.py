"""What is counted: conservation, person-days, work in progress, errors."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from kit.models.chain import measures
from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.measures import (
    cohort_orders,
    counts,
    errors,
    felt_sold_to,
    lead_days,
    order_days,
    person_days,
    utilisation,
    week_queues,
    year_orders,
)
from kit.models.chain.setting import ChainSetting
from kit.models.chain.year_of_leads import Year

DAYS = [0.0, 0.3, 60.0, 104.17, 131.0, 250.0, np.inf]


@pytest.mark.parametrize("day", DAYS)
def test_leads_in_are_lost_won_or_in_progress_at_each_role_and_time(years, day):
    for year in years:
        at = counts(year, day)
        np.testing.assert_array_equal(at.came, at.lost + at.advanced + at.waiting + at.working)
        np.testing.assert_array_equal(at.advanced[:-1], at.came[1:])
        people = [[station.people] for station in year.stations]
        assert (at.working <= people).all()


def test_at_the_end_every_lead_is_lost_or_won(years):
    for year in years:
        end = counts(year, np.inf)
        assert (end.came[0] == year.setting.leads_count).all()
        assert not (end.waiting + end.working).any()
        np.testing.assert_array_equal(end.advanced[-1], cohort_orders(year))
        np.testing.assert_array_equal(counts(year, 250).advanced[-1], year_orders(year))


def test_the_integral_of_work_in_progress_is_the_sum_of_times_in_the_system(years):
    for year in years:
        for station in year.stations:
            for column in range(3):
                came = np.isfinite(station.arrive[:, column])
                arrive, done = station.arrive[came, column], station.done[came, column]
                moments = np.sort(np.concatenate([arrive, done]))
                inside = np.searchsorted(np.sort(arrive), moments[:-1], "right")
                inside -= np.searchsorted(np.sort(done), moments[:-1], "right")
                assert (inside * np.diff(moments)).sum() == pytest.approx((done - arrive).sum(), rel=1e-9)


def test_the_parts_of_the_person_days_add_up_to_all_days_of_the_year(years):
    for year in years:
        days = person_days(year)
        np.testing.assert_allclose(days.total, year.setting.headcount * 250, atol=1e-6)
        for part in (days.work, days.rework, days.coordination, days.meeting, days.idle, days.away):
            assert part.min() >= -1e-6


def test_busy_days_from_the_parts_are_the_time_between_start_and_done(years):
    for year in years:
        busy = sum((np.minimum(s.done, 250) - np.minimum(s.start, 250)).sum(axis=0) for s in year.stations)
        days = person_days(year)
        np.testing.assert_allclose(busy, days.work + days.rework + days.coordination + days.meeting, atol=1e-6)


def test_somebody_who_leaves_is_away_until_replaced():
    setting = ChainSetting(leaver="contact")
    away = person_days(simulate_chain(setting, draw(setting, 10))).away
    assert (away <= 62.5).all()
    assert (away > 58).all()


def test_utilisation_is_a_little_less_than_the_steady_load_because_the_year_starts_empty(over_years):
    used = over_years(utilisation, gain=0.0)
    load = [8 * 0.275 / 3, 4 * (0.5375 + 0.08) / 3, 2.4 * (0.645 + 0.085) / 2, 1.68 * (0.86 + 0.05) / 2]
    assert (used.mean(axis=1) / load).tolist() == pytest.approx([0.98] * 4, abs=0.019)


def test_utilisation_never_exceeds_the_people_present(years):
    for year in years:
        assert ((utilisation(year) >= 0) & (utilisation(year) <= 1 + 1e-9)).all()


def test_utilisation_is_the_share_of_the_days_on_which_people_are_there(years):
    for year in years:
        there = [
            station.people * 250 - (np.minimum(station.away_until, 250) - np.minimum(station.away_from, 250))
            for station in year.stations
        ]
        days = person_days(year)
        np.testing.assert_allclose(
            (utilisation(year) * there).sum(axis=0), days.total - days.idle - days.away, atol=1e-6
        )


def test_queues_at_the_end_of_a_week_are_the_leads_that_wait_then(years):
    for year in years:
        weeks = week_queues(year)
        assert weeks.shape == (len(year.stations), 50, year.repetitions)
        for week in (1, 7, 24, 50):
            np.testing.assert_array_equal(weeks[:, week - 1], counts(year, week * 5.0).waiting)


def test_the_mean_of_single_orders_is_the_mean_of_the_years_weighted_by_orders(years):
    for year in years:
        assert order_days(year).mean() == pytest.approx(np.average(lead_days(year), weights=cohort_orders(year)))
        assert order_days(year).min() > 0


def test_errors_without_a_check_are_one_in_ten_per_stage(over_years):
    assert over_years(lambda year: errors(year).mistakes).mean() == pytest.approx(40, rel=0.02)
    assert over_years(lambda year: errors(year).mistakes, simulate_wolves).mean() == pytest.approx(40, rel=0.02)


@pytest.mark.parametrize(
    ("check", "missed"), [("independent", 0.2), ("low", 0.24), ("moderate", 2.2 / 7), ("high", 0.6)]
)
def test_a_check_leaves_the_share_of_mistakes_that_the_handbook_says(over_years, check, missed):
    left = over_years(lambda year: errors(year).mistakes, check=check)
    assert left.mean() == pytest.approx(40 * missed, rel=0.05)


def test_facts_are_asked_for_again_as_often_as_they_are_lost(over_years):
    again = over_years(lambda year: errors(year).asked_again, handover="spoken")
    assert again.mean() == pytest.approx(3 * 52, rel=0.02)


def test_the_share_that_felt_sold_to_follows_from_independent_causes(over_years):
    felt = over_years(felt_sold_to, overpromise_new=0.5)
    assert felt.mean() == pytest.approx(1 - 0.9**4 * 0.85**3 * 0.5, rel=0.02)
    felt = over_years(felt_sold_to, simulate_wolves)
    assert felt.mean() == pytest.approx(1 - 0.9**4, rel=0.02)


def test_a_better_handover_makes_fewer_customers_feel_sold_to(over_years):
    shares = [over_years(felt_sold_to, handover=form) for form in ("spoken", "mixed", "notes", "sheet")]
    assert all((worse >= better).all() for worse, better in itertools.pairwise(shares))


ARRAYS = [cohort_orders, year_orders, lead_days, utilisation, measures.wait_days, felt_sold_to, week_queues]


@pytest.mark.parametrize("measure", ARRAYS, ids=lambda measure: measure.__name__)
def test_every_measure_has_the_repetitions_as_its_last_axis(years, measure):
    for year in years:
        assert measure(year).shape[-1] == year.repetitions


def test_a_year_without_orders_has_no_mean_and_says_so():
    rare = {"advance_contact": 0.05, "advance_relation": 0.05, "advance_explain": 0.05, "win": 0.05}
    setting = replace(ChainSetting(leads_per_day=2.0), **rare)
    for simulate in (simulate_chain, simulate_wolves):
        year: Year = simulate(setting, draw(setting, 5))
        assert (cohort_orders(year) == 0).any()
        empty = cohort_orders(year) == 0
        for share in (lead_days(year), felt_sold_to(year), errors(year).mistakes):
            np.testing.assert_array_equal(np.isnan(share), empty)
