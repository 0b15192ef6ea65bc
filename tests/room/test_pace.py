"""What the clock of the agenda says to groups arrives as it was said, counts on, and is nothing where it is damaged."""

from datetime import UTC, datetime, timedelta

import pytest

from kit.room.pace import Pace, age, read_pace

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def test_what_was_said_is_read_again():
    said = Pace("Break “ä”", 90, True, is_break=True, until="10:40", stand="3 1 0 90")
    assert read_pace(said.to_text()) == said


def test_what_is_left_is_what_was_left_less_what_has_gone_by_since():
    told = Pace("Play", 90, True)
    assert told.left((NOW - timedelta(seconds=30)).isoformat(), NOW) == 60
    assert told.left((NOW - timedelta(minutes=5)).isoformat(), NOW) == -210
    assert told.left("", NOW) == 90 and told.left((NOW + timedelta(hours=1)).isoformat(), NOW) == 90
    assert Pace("Play", 90, False).left((NOW - timedelta(seconds=30)).isoformat(), NOW) == 90


@pytest.mark.parametrize(
    "damaged",
    ["", "{]", "[]", "7", '"x"', "{}", '{"title": "x"}', '{"title": "x", "seconds": "many", "runs": true}', '{"title": "x", "seconds": 1e300, "runs": true}', "[" * 100_000],
)  # fmt: skip
def test_what_is_damaged_says_nothing(damaged):
    assert read_pace(damaged) is None


def test_a_moment_that_is_none_was_just_now():
    assert age("yesterday", NOW) == 0 and age("2026-11-28T08:00:00", NOW) == 0
