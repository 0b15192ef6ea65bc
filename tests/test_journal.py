"""The journal: what is decided last counts, and nothing unreadable gets in."""

import json

import pytest
from hypothesis import given, strategies

from kit.errors import JournalError
from kit.journal import LONGEST_TEXT, Event, Journal, read_journal

VALUES = strategies.one_of(strategies.none(), strategies.booleans(), strategies.integers(-9, 9), strategies.text(max_size=9))
NAMES = strategies.sampled_from(["gain", "who", "what"])
EVENTS = strategies.builds(
    Event, id=strategies.uuids().map(str), at=strategies.datetimes().map(lambda at: at.isoformat()),
    exercise=strategies.just("role_chain"), step=NAMES, name=NAMES, value=VALUES,
)  # fmt: skip


def event(value, at="2026-01-01T00:00:00Z", name="gain"):
    return Event(f"{value}{at}", at, "role_chain", "setting", name, value)


def test_of_one_decision_the_latest_counts_whatever_arrives_first():
    early, late = event(1), event(2, at="2026-01-02T00:00:00Z")
    assert Journal().adding([early, late]).decided("role_chain", "setting") == {"gain": 2}
    assert Journal().adding([late]).adding([early]).decided("role_chain", "setting") == {"gain": 2}


def test_the_same_event_twice_is_one():
    assert len(Journal().adding([event(1)]).adding([event(1)]).events) == 1


@given(strategies.lists(EVENTS, max_size=20))
def test_a_saved_journal_reads_back_as_it_was(events):
    journal = Journal().adding(events)
    assert read_journal(journal.to_text()) == journal


@given(strategies.lists(EVENTS, max_size=10), strategies.lists(EVENTS, max_size=10))
def test_taking_over_a_journal_twice_changes_nothing(mine, theirs):
    once = Journal().adding(mine).adding(theirs)
    assert once.adding(theirs) == once or set(once.adding(theirs).events) == set(once.events)


def test_an_empty_storage_is_an_empty_journal():
    assert read_journal("") == Journal()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "damaged"),
        ("[" * 100_000, "damaged"),
        ("[]", "another kind"),
        ('{"version": 1}', "another kind"),
        ('{"version": 2, "events": []}', "version 2"),
        ('{"version": 1, "events": [7]}', "Entry 1"),
        ('{"version": 1, "events": [{"id": "a", "at": "b", "exercise": "c", "step": "d", "name": "e"}]}', "value"),
        (json.dumps({"version": 1, "events": [{**event(1).__dict__, "value": "x" * (LONGEST_TEXT + 1)}]}), "value"),
        (json.dumps({"version": 1, "events": [{**event(1).__dict__, "value": {"deep": 1}}]}), "value"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text, said):
    with pytest.raises(JournalError, match=said):
        read_journal(text)


def test_a_number_longer_than_python_reads_is_a_damaged_state():
    with pytest.raises(JournalError):
        read_journal('{"version": 1, "events": [' + "9" * 5000 + "]}")
