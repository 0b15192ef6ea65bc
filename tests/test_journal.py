"""The journal: what is decided last counts, and nothing unreadable gets in."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies

from kit.errors import JournalError
from kit.journal import LONGEST_TEXT, Event, Journal, moment, now, read_journal, read_saved, stamp

VALUES = strategies.one_of(
    strategies.none(), strategies.booleans(), strategies.integers(-9, 9), strategies.text(max_size=9)
)
NAMES = strategies.sampled_from(["gain", "who", "what"])
EVENTS = strategies.builds(
    Event,
    id=strategies.uuids().map(str),
    at=strategies.datetimes().map(lambda at: at.isoformat()),
    exercise=strategies.just("role_chain"),
    step=NAMES,
    name=NAMES,
    value=VALUES,
)


def event(value, at="2026-01-01T00:00:00Z", name="gain"):
    return Event(f"{value}{at}", at, "role_chain", "setting", name, value)


def test_of_one_decision_the_latest_counts_whatever_arrives_first():
    early, late = event(1), event(2, at="2026-01-02T00:00:00Z")
    assert Journal().adding([early, late]).decided("role_chain", "setting") == {"gain": 2}
    assert Journal().adding([late]).adding([early]).decided("role_chain", "setting") == {"gain": 2}


def test_of_two_decisions_of_one_moment_the_same_one_counts_for_everybody():
    one, other = (Event(key, "2026-01-01T00:00:00Z", "a", "b", "c", key) for key in "ab")
    assert [Journal().adding(events).decided("a", "b") for events in ([one, other], [other, one])] == [{"c": "b"}] * 2


def test_a_decision_is_stamped_just_after_the_latest_that_is_known_whichever_it_belongs_to():
    later = "8999-01-01T00:00:00.000Z"
    known = Journal((Event("x", later, "other", "step", "name", 1), event(1)))
    (made,) = known.deciding("role_chain", "setting", {"gain": 2})
    assert (made.at, made.key, made.value) == ("8999-01-01T00:00:00.001Z", ("role_chain", "setting", "gain"), 2)
    first, second = known.deciding("role_chain", "setting", {"gain": 2, "leaver": 3})
    assert first.id != second.id and first.at == second.at


def test_a_stamp_without_a_zone_is_read_as_that_of_all_others():
    assert (
        moment("2026-01-01T00:00:00")
        == moment("2026-01-01T00:00:00Z")
        == moment("2026-01-01T02:00:00+02:00")
        == 1_767_225_600_000
    )
    assert moment("8999-12-31T00:00:00Z") > 0 == moment("9000-01-01T00:00:00Z")


HOURS = strategies.integers(-20_000, 20_000)  # more than two years off, either way


@given(strategies.lists(strategies.tuples(strategies.booleans(), VALUES), min_size=1, max_size=12), HOURS)
def test_whatever_the_clocks_say_what_was_decided_last_counts_for_both_who_write(decisions, hours):
    """A browser and a kernel that hear of each other before they decide; the browser's clock is off by some hours."""
    kernel, browser = Journal(), Journal()
    for in_browser, value in decisions:
        writer = browser if in_browser else kernel
        made = (
            [wrong_clock(one, writer, hours) for one in writer.deciding("a", "b", {"name": value})]
            if in_browser
            else writer.deciding("a", "b", {"name": value})
        )
        kernel, browser = kernel.adding(made), browser.adding(made)
    assert kernel == browser
    assert kernel.decided("a", "b") == {"name": decisions[-1][1]}


def wrong_clock(event: Event, known: Journal, hours: int) -> Event:
    """What a writer with another clock would have stamped: its own time, but after all it knows (newEvents in journal.js)."""
    latest = max((moment(one.at) for one in known.events), default=0)
    return replace(event, at=stamp(max(now() + hours * 3_600_000, latest + 1)))


@given(strategies.lists(EVENTS, max_size=8, unique_by=lambda one: one.id), strategies.randoms(use_true_random=False))
def test_who_hears_the_same_decisions_in_another_order_knows_the_same(events, luck):
    shuffled = list(events)
    luck.shuffle(shuffled)
    assert set(Journal().adding(events).events) == set(Journal().adding(shuffled).events)


@pytest.mark.parametrize(
    "at", ["", "yesterday", "+275760-09-13T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "1969-12-31T23:00:00Z"]
)
def test_a_stamp_that_no_clock_wrote_does_not_stand_in_the_way(at):
    known = Journal((event(1, at=at),))
    made = known.deciding("role_chain", "setting", {"gain": 2})
    assert known.adding(made).decided("role_chain", "setting") == {"gain": 2}
    assert moment(made[0].at) > moment(at)


def test_opening_a_saved_state_decides_all_of_it_now_and_a_game_as_a_whole():
    def decided(at, step="play", **names):
        return [Event(f"{step}{name}{at}", at, "incentives", step, name, value) for name, value in names.items()]

    saved = Journal().adding(
        decided("2026-01-01T00:00:00Z", days="first", begun="yes")
        + decided("2026-01-01T00:00:00Z", "commit", what="ask")
    )
    here = Journal().adding(
        decided("2026-02-01T00:00:00Z", days="other", pulled="2") + decided("2026-02-01T00:00:00Z", "commit", who="Ada")
    )
    assert here.replaced_by(saved) and not here.replaced_by(Journal()) and not saved.replaced_by(saved)
    after = here.adding(here.opening(saved))
    assert after.decided("incentives", "play") == {"days": "first", "begun": "yes", "pulled": ""}
    assert after.decided("incentives", "commit") == {"what": "ask", "who": "Ada"}


@pytest.mark.parametrize(
    ("step", "whole"), [("play", True), ("before", True), ("after", True), ("setting", False), ("reflect", False)]
)
def test_games_and_rounds_are_opened_whole_and_other_steps_decision_by_decision(step, whole):
    saved = Journal((Event("1", "2026-01-01T00:00:00Z", "any", step, "one", "saved"),))
    here = Journal((Event("2", "2026-02-01T00:00:00Z", "any", step, "two", "here"),))
    assert here.adding(here.opening(saved)).decided("any", step) == {"one": "saved", "two": "" if whole else "here"}


def test_who_one_is_in_a_room_is_not_decided_anew_by_opening_a_file():
    mine, theirs = (
        Event(key, f"2026-0{place}-01T00:00:00Z", "room", "join", "key.r", key)
        for place, key in ((2, "mine"), (1, "theirs"))
    )
    assert Journal().opening(Journal((theirs,))) == [theirs]
    assert Journal((mine,)).adding(Journal((mine,)).opening(Journal((theirs,)))).decided("room", "join") == {
        "key.r": "mine"
    }


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_is_no_saved_state(text):
    with pytest.raises(JournalError, match="not a saved state"):
        read_saved(text)


def test_the_same_event_twice_is_one():
    assert len(Journal().adding([event(1)]).adding([event(1)]).events) == 1


@given(strategies.lists(EVENTS, max_size=20))
def test_a_saved_journal_reads_back_as_it_was(events):
    journal = Journal().adding(events)
    assert read_journal(journal.to_text()) == journal


def test_a_saved_journal_can_be_read_by_people():
    assert "“größer” 🌲" in Journal((event("“größer” 🌲"),)).to_text()


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
        (json.dumps({"version": 1, "events": [{**event(1).__dict__, "value": "\ud800"}]}), "value"),
        ('{"version": true, "events": []}', "version True"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text, said):
    with pytest.raises(JournalError, match=said):
        read_journal(text)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_no_browser_reads_is_a_damaged_entry_and_the_longest_text_is_none(number):
    def stored(value: str) -> str:
        first = {**event(1).__dict__, "id": "first"}
        return json.dumps(
            {"version": 1, "events": [first, {**event(1).__dict__, "value": "?", "name": "other"}]}
        ).replace('"?"', value)

    with pytest.raises(JournalError, match="Entry 2 .*“value”"):
        read_journal(stored(number))
    assert read_journal(stored(f'"{"x" * LONGEST_TEXT}"')).decided("role_chain", "setting") == {
        "gain": 1,
        "other": "x" * LONGEST_TEXT,
    }


@pytest.mark.parametrize("field", ["id", "at", "exercise", "step", "name"])
def test_the_field_that_is_damaged_is_named(field):
    with pytest.raises(JournalError, match=f"Entry 1 .*“{field}”"):
        read_journal(json.dumps({"version": 1, "events": [{**event(1).__dict__, field: 7}]}))


def test_a_number_longer_than_python_reads_is_a_damaged_state():
    with pytest.raises(JournalError):
        read_journal('{"version": 1, "events": [' + "9" * 5000 + "]}")
