"""The action plan: the steps of all exercises and added ones, in one order, with one truth for each."""

import datetime

import pytest

from kit.commitments import (
    CHECK,
    COMMIT,
    EARLIEST,
    MOST_ADDED,
    PLAN,
    STEPS,
    ActionPlan,
    action_plan,
    commitments,
    new_key,
)
from kit.journal import Event, Journal

KNOWN = ("first", "second")
TODAY = datetime.date(2026, 12, 1)
KEY, OTHER = "0000000000a1" + "0" * 10, "0000000000a2" + "0" * 10
AT = "2026-11-20T09:00:00Z"


def journal(at: str = AT, **steps) -> Journal:
    """A journal; steps as first__commit={...}."""
    return Journal(
        tuple(
            Event(f"{place}{name}", at, *place.split("__"), name, value)
            for place, decided in steps.items()
            for name, value in decided.items()
        )
    )


def added(*keys: str, **parts) -> dict:
    return {f"{key}.{name}": value for key in keys for name, value in ({"about": "free"} | parts).items()}


def plan(known: Journal, zone=datetime.UTC) -> ActionPlan:
    return action_plan(known, KNOWN, TODAY, zone)


def test_steps_stand_by_date_and_those_without_one_come_last_in_the_order_of_the_exercises():
    known = journal(
        first__commit={"what": "no day"},
        second__commit={"what": "late", "until": "2027-03-01"},
        plan__commitments=added(OTHER, what="soon", until="2026-12-24") | added(KEY, what="unreadable", until="soon"),
    )
    assert [one.what for one in plan(known).steps] == ["soon", "late", "no day", "unreadable"]


def test_a_step_of_an_exercise_is_what_its_own_step_decided_and_nothing_else():
    known = journal(first__commit={"what": " call ", "who": 7, "until": "2026-12-24", "opened": "yes"})
    [only] = plan(known).steps
    assert (only.key, only.exercise, only.what, only.who) == ("first", "first", "call", "7")
    assert only.place == {"exercise": "first", "step": COMMIT} and only.name("what") == "what" and not only.is_added
    assert plan(journal(first__commit={"opened": "yes", "what": "  "})).steps == ()


def test_an_added_step_belongs_to_an_exercise_or_to_none_and_is_only_a_row_to_fill_in_before_anything_is_typed():
    known = journal(plan__commitments=added(KEY, about="second", what="x") | added(OTHER, about="gone", who="  "))
    [first], [second] = plan(known).steps, plan(known).blank
    assert (first.exercise, second.exercise, second.missing) == ("second", "", ("what", "who", "until"))
    assert plan(known).rows == (first, second) and commitments(known, KNOWN) == (first,)
    assert plan(journal(plan__commitments=added(KEY))).made is None
    assert first.place == {"exercise": PLAN, "step": STEPS} and first.name("what") == f"{KEY}.what" and first.is_added


@pytest.mark.parametrize("key", ["first", "", "0000", "xyz" * 5, "../" + "0" * 12, "0" * 41])
def test_what_is_no_key_is_no_step(key):
    assert plan(journal(plan__commitments=added(key, what="x"))).steps == ()


def test_what_was_removed_is_gone_wherever_it_is_decided():
    known = journal(
        first__commit={"what": "a", "until": "2026-12-24"},
        plan__commitments=added(KEY, what="b"),
        plan__check={"first.result": "done", f"{KEY}.brought": "much"},
    )
    for step in plan(known).steps:
        for place, decisions in step.removed().items():
            known = known.adding(known.deciding(*place, decisions))
    assert plan(known).steps == ()
    assert not [event for event in known.events if event.value]  # nothing of it is carried along


def test_a_plan_holds_no_more_added_steps_than_fit_on_its_page():
    keys = [f"{number:012x}{'0' * 10}" for number in range(MOST_ADDED + 5)]
    assert [one.key for one in plan(journal(plan__commitments=added(*reversed(keys), what="x"))).steps] == keys[
        :MOST_ADDED
    ]


def test_later_keys_come_later():
    keys = [new_key() for _one in range(50)]
    assert len(set(keys)) == 50 and [key[:12] for key in keys] == sorted(key[:12] for key in keys)
    assert plan(journal(plan__commitments=added(*keys[:3]))).blank


# The check


def test_the_answers_of_the_check_belong_to_their_steps():
    known = journal(
        first__commit={"what": "a"},
        second__commit={"what": "b"},
        plan__commitments=added(KEY, what="c", follows="first"),
        plan__check={"first.result": "done", "first.brought": "much", "second.result": "perhaps"},
    )
    found = plan(known)
    assert [(one.result, one.brought) for one in found.steps] == [("done", "much"), ("", ""), ("", "")]
    assert found.is_checked and [one.what for one in found.following(found.steps[0])] == ["c"]
    assert not plan(journal(first__commit={"what": "a"})).is_checked


def test_the_check_is_30_days_after_the_oldest_part_of_the_plan_was_written():
    known = journal(first__commit={"what": "a"}).adding(
        journal("2026-11-25T09:00:00Z", second__commit={"what": "b"}).events
    )
    assert (plan(known).made, plan(known).check_day) == (datetime.date(2026, 11, 20), datetime.date(2026, 12, 20))
    late = journal("2026-11-20T23:30:00Z", first__commit={"what": "a"})
    assert plan(late, datetime.timezone(datetime.timedelta(hours=1))).made == datetime.date(2026, 11, 21)


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "2025-12-31T12:00:00Z", "2031-01-01T00:00:00Z", "", "soon"])
def test_a_clock_that_cannot_be_right_makes_the_plan_one_of_today(at):
    assert plan(journal(at, first__commit={"what": "a"})).made == TODAY
    assert datetime.date(2025, 12, 31) < EARLIEST


def test_the_day_that_somebody_chose_counts_whatever_the_stamps_say():
    def chosen(day):
        return plan(journal(first__commit={"what": "a"}, plan__made={"day": day, "mark": "ab" * 8}))

    assert chosen("2026-10-01").check_day == datetime.date(2026, 10, 31) and chosen("2026-10-01").mark == "ab" * 8
    assert chosen("soon").made == datetime.date(2026, 11, 20)
    assert chosen("9999-12-31").check_day == datetime.date.max


def test_without_a_step_there_is_no_day():
    assert plan(Journal()) == ActionPlan() and ActionPlan().check_day is None
    assert plan(journal(plan__made={"mark": "<script>"}, plan__check={"first.result": "done"})) == ActionPlan()
    assert CHECK == "check"
