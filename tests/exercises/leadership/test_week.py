"""The boss's week as a calendar: every hour is there once, and in its right colour."""

from itertools import pairwise

import numpy as np
import pytest

from kit.exercises.leadership.model import week
from kit.models.boss import team
from kit.models.boss.setting import DAY_HOURS, LeadershipSetting

SETTINGS = [{}, {"shape": "block"}, {"new_asked": 1.0}, {"new_asked": 0.0, "new_coaching": 0.0}, {"decisions": 12.0}]


def year(changes, side):
    setting = LeadershipSetting(**changes)
    return team.simulate(setting, getattr(setting, side), team.draw(setting, 2))


@pytest.mark.parametrize("changes", SETTINGS)
@pytest.mark.parametrize("side", ["old", "new"])
def test_the_pieces_of_every_week_are_the_whole_week_without_overlap(changes, side):
    one = year(changes, side)
    for number in (1, 2, 20, 50):
        pieces = week.week_of(one, number)
        for day in range(5):
            edges = [(piece.start, piece.end) for piece in pieces if piece.day == day]
            assert edges[0][0] == pytest.approx(0, abs=1e-6) and edges[-1][1] == pytest.approx(DAY_HOURS, abs=1e-6)
            assert all(one[1] == pytest.approx(other[0], abs=1e-6) for one, other in pairwise(edges))


@pytest.mark.parametrize("side", ["old", "new"])
def test_the_hours_of_all_weeks_are_those_that_the_desk_and_the_calendar_have(side):
    one = year({}, side)
    hours = dict.fromkeys((week.MEETING, week.COACHING, week.DECIDING, week.FREE), 0.0)
    for number in range(1, week.WEEKS + 1):
        for piece in week.week_of(one, number):
            hours[piece.what] += piece.end - piece.start
    assert sum(hours.values()) == pytest.approx(week.WEEKS * 40, abs=1e-3)
    before = np.minimum(one.calendar.end[:, 0], 250) - np.minimum(one.calendar.start[:, 0], 250)
    coaching = one.calendar.is_coaching[:, 0]
    assert hours[week.MEETING] == pytest.approx(before[~coaching].sum() * DAY_HOURS, abs=1e-3)
    assert hours[week.COACHING] == pytest.approx(before[coaching].sum() * DAY_HOURS, abs=1e-3)
    finished = one.done[:, 0] <= 250
    assert hours[week.DECIDING] == pytest.approx(one.service[finished, 0].sum() * DAY_HOURS, abs=8)


def test_what_lies_on_the_desk_on_friday_is_counted():
    one = year({"decisions": 12.0}, "old")
    assert week.waiting_at(one, 50) > week.waiting_at(one, 10) > 0
    assert week.waiting_at(year({"new_asked": 0.0}, "new"), 20) == 0


def test_the_week_that_is_shown_holds_about_what_weeks_hold():
    one = year({}, "old")
    shown = week.week_of(one, week.middling_week(one))
    met = sum(piece.end - piece.start for piece in shown if piece.what == week.MEETING)
    assert met == pytest.approx(0.64 * 40, abs=2)
