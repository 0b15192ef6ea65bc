"""The week of “Who decides?”: known answers, laws over boards and weeks, and a second way to the boss's ends."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.leadership.decisions import cards
from kit.exercises.leadership.game import chances, stakes, week
from kit.exercises.leadership.model.matters import (
    AGREE,
    BOSS_MINUTES,
    CONSULT,
    DAY_MINUTES,
    DEGREES,
    DELEGATE,
    GAP_MINUTES,
    INQUIRE,
    MATTERS,
    SELL,
    TELL,
    WEEK_MINUTES,
    Arrival,
    Chances,
    Stakes,
    Week,
    play,
    wrong_share,
)

COUNT = len(cards())
BOARDS = st.lists(st.sampled_from(DEGREES), min_size=COUNT, max_size=COUNT).map(tuple)
LUCKS = st.integers(1, 99)
ONE = Stakes(team_errs=0.35, boss_errs=0.15, patience=240, often=1)
NEVER_ERRS = {"errs": 1.0, "is_seen": 0.0, "is_undone": 1.0, "is_understood": 1.0}


def arrivals(*minutes: int, **dice) -> tuple[Arrival, ...]:
    return tuple(Arrival(minute, 0, 0, **(NEVER_ERRS | dice)) for minute in minutes)


def one_week(degree: int, free, *minutes: int, **dice) -> Week:
    """A week of one kind of decision, with this time between the boss's meetings."""
    return play((degree,), (ONE,), Chances(tuple(free), arrivals(*minutes, **dice)))


# Known answers


def test_a_decision_waits_for_the_boss_s_next_free_time_and_is_done_in_pieces():
    came = one_week(SELL, [(0, 10), (100, 115), (200, 300)], 0, 105)
    assert [one.blocks for one in came.matters] == [((0, 10), (100, 115), (200, 205)), ((205, 235),)]
    assert [one.waited for one in came.matters] == [205, 130] and came.deciding_minutes == 60


def test_telling_takes_half_the_time_of_selling_and_is_carried_out_worse():
    told, sold = (one_week(degree, [(60, 120)], 0, 10, is_understood=0.1) for degree in (TELL, SELL))
    assert [one.waited for one in told.matters] == [75, 80] and [one.waited for one in sold.matters] == [90, 110]
    assert all(one.is_half for one in told.matters) and not any(one.is_half for one in sold.matters)
    assert [one.lost for one in told.matters] == [1, 1] and [one.lost for one in sold.matters] == [0, 0]


def test_who_agrees_waits_for_a_gap_that_is_long_enough_and_who_is_heard_does_not():
    gaps = [(0, 30), (60, 100), (300, 360)]
    assert one_week(CONSULT, gaps, 0).matters[0].blocks == ((0, 30), (60, 70))
    assert one_week(AGREE, gaps, 0).matters[0].blocks == ((300, 345),)
    assert one_week(AGREE, gaps[:2], 0).matters[0].decided is None


def test_whoever_must_ask_waits_and_whoever_decides_does_not():
    waited = {degree: one_week(degree, [(60, 120)], 0).matters[0].waited for degree in DEGREES}
    assert waited == {1: 75, 2: 90, 3: 100, 4: 105, 5: 0, 6: 0, 7: 0}


def test_how_often_a_decision_is_wrong_by_degree():
    assert [round(wrong_share(degree, ONE), 6) for degree in DEGREES] == [
        0.15,
        0.15,
        0.10125,
        0.066429,
        0.20125,
        0.35,
        0.35,
    ]


def test_what_the_boss_reads_in_time_is_mended_and_sometimes_undone_though_it_was_right():
    wrong = {"errs": 0.0, "is_seen": 1.0}
    soon, late = one_week(INQUIRE, [(110, 200)], 0, **wrong), one_week(INQUIRE, [(111, 200)], 0, **wrong)
    assert soon.matters[0].is_mended and soon.matters[0].lost == 1 and soon.wrong == 0
    assert late.wrong == 1 and late.gone == 1
    assert one_week(INQUIRE, [(0, 60)], 0, is_undone=0.0).matters[0].is_undone
    assert one_week(DELEGATE, [(0, 60)], 0, is_undone=0.0).wrong == 0


@pytest.mark.parametrize(("waited", "lost"), [(239, 0), (240, 1), (479, 1), (480, 2), (2000, 2)])
def test_patience_is_worn_out_in_two_steps(waited, lost):
    assert one_week(TELL, [(waited - 15, waited)], 0).matters[0].lost == lost


def test_what_is_not_decided_by_friday_evening_has_lost_whoever_waited():
    assert one_week(TELL, [(0, 10)], 0).matters[0].is_gone and one_week(TELL, [], 2399).matters[0].is_late


# The same by another way


@settings(deadline=None, max_examples=60)
@given(LUCKS, st.sampled_from((TELL, SELL, CONSULT)))
def test_the_ends_are_those_of_a_queue_on_the_clock_of_free_time(luck, degree):
    """LEADERSHIP.md: arrivals and ends on the clock that runs only while the boss is free; one server, in the order of coming."""
    of = chances(luck)
    free = np.zeros(WEEK_MINUTES, bool)
    for start, end in of.free:
        free[start:end] = True
    minutes, clock, ends = np.flatnonzero(free), 0, []
    for arrival in of.arrivals:
        clock = max(clock, int(free[: arrival.minute].sum())) + BOSS_MINUTES[degree]
        ends.append(int(minutes[clock - 1]) + 1 if clock <= len(minutes) else None)
    decided = [one.decided for one in week((degree,) * COUNT, luck).matters]
    known = [place for place, end in enumerate(ends) if end is not None]
    assert [decided[place] for place in known] == [ends[place] for place in known]


# Laws


@settings(deadline=None, max_examples=60)
@given(BOARDS, LUCKS)
def test_a_week_holds_together(board, luck):
    came = week(board, luck)
    blocks = sorted(block for one in came.matters for block in one.blocks)
    assert len(came.matters) == MATTERS and {one.arrival.decision for one in came.matters} == set(range(COUNT))
    assert all(end <= start for (_first, end), (start, _last) in pairwise(blocks))
    assert all(any(start <= first and last <= end for start, end in came.chances.free) for first, last in blocks)
    assert came.deciding_minutes <= came.free_minutes == 5 * sum(GAP_MINUTES)
    for one in came.matters:
        assert sum(end - start for start, end in one.blocks) in (0, BOSS_MINUTES[one.degree])
        assert one.waited >= 0 and (one.waited == 0 or one.degree <= AGREE) and not (one.is_wrong and one.is_mended)
        assert one.is_gone == (one.lost >= 2)


@settings(deadline=None, max_examples=40)
@given(BOARDS, LUCKS)
def test_same_board_and_same_luck_give_the_same_week(board, luck):
    assert play(board, stakes(cards()), chances(luck)) == week(board, luck)


@settings(deadline=None, max_examples=40)
@given(BOARDS, LUCKS, st.integers(0, COUNT - 1))
def test_letting_go_of_one_decision_never_makes_the_others_that_only_tell_wait_longer(board, luck, place):
    """True where no decision needs everybody at one table: then a decision less is a queue less."""
    board = tuple(TELL if degree == AGREE else degree for degree in board)
    before, after = week(board, luck), week((*board[:place], DELEGATE, *board[place + 1 :]), luck)
    assert after.waited_minutes <= before.waited_minutes and after.deciding_minutes <= before.deciding_minutes


@settings(deadline=None, max_examples=40)
@given(BOARDS, LUCKS)
def test_who_knows_more_is_never_wrong_more_often(board, luck):
    of = stakes(cards())
    better = tuple(replace(one, team_errs=one.team_errs / 2, boss_errs=one.boss_errs / 2) for one in of)
    before, after = (play(board, one, chances(luck)) for one in (of, better))
    at_first = [[one.is_wrong and not one.is_undone for one in came.matters] for came in (before, after)]
    assert all(was or not now for was, now in zip(*at_first, strict=True))


def test_nothing_asked_leaves_the_boss_alone():
    came = week((DELEGATE,) * COUNT, 1)
    assert came.deciding_minutes == came.waited_minutes == came.late == 0


def test_a_week_can_be_lost_with_every_single_degree_and_a_mixed_board_does_better_than_each():
    mixed = (1, 5, 3, 3, 3, 4, 6, 1, 7, 6)
    gone = {
        board: mean(week(board, luck).gone for luck in range(1, 100))
        for board in (mixed, *((one,) * COUNT for one in DEGREES))
    }
    assert all(any(week(board, luck).gone > 2 for luck in range(1, 100)) for board in gone)
    assert min(gone, key=gone.__getitem__) == mixed


def test_no_matter_comes_on_friday_afternoon_and_each_day_has_the_same_meetings():
    of = chances(7)
    assert max(one.minute for one in of.arrivals) < WEEK_MINUTES - DAY_MINUTES // 2
    by_day = [sum(end - start for start, end in of.free if start // DAY_MINUTES == day) for day in range(5)]
    assert by_day == [sum(GAP_MINUTES)] * 5
