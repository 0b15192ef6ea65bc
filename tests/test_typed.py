"""Names and other typed text stand among other words without turning them round."""

import datetime
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.exercises import exercises
from kit.gather import from_room, read_codes, session
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.messages import _
from kit.report.page import report_page
from kit.report.table import report_table
from kit.room.entries import FACILITATOR, RENAMED, Entry
from kit.screen.commit import said
from kit.typed import FSI, LONGEST_NAME, PDI, balanced, isolated, shortened
from kit.wording import Language

TURNED, HEBREW = "\u202eRLO name\u2066", "\u05db\u05d7\u05d5\u05dc"
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.sampled_from(MARKS + HEBREW + "ab 1,()\n\t\x00\x1b") | st.characters(), max_size=30)
A, B = "a" * 32, "b" * 32
MISSING = _("Days are missing from: {groups}.")
ENGLISH = Language("en")


def ends_where_it_begins(text: str) -> bool:
    """Whether no direction mark of a text reaches beyond it."""
    depth = 0
    for letter in text:
        depth += (letter in "\u2066\u2067\u2068\u202a\u202b\u202d\u202e") - (letter in "\u2069\u202c")
        if depth < 0 or letter in "\u202a\u202b\u202c\u202d\u202e":
            return False
    return depth == 0


@given(TEXTS)
def test_whatever_was_typed_ends_where_it_begins(text):
    assert ends_where_it_begins(balanced(text)) and ends_where_it_begins(isolated(text))
    assert [one for one in isolated(text) if one not in MARKS] == [one for one in text if one not in MARKS]


@given(TEXTS)
def test_a_text_from_right_to_left_is_isolated_once_and_any_other_stays(text):
    turned = any(bidirectional(one) in ("R", "AL", "AN") and one not in MARKS for one in text)
    assert isolated(isolated(text)) == isolated(text)
    assert (FSI in isolated(text.translate({ord(one): None for one in MARKS}))) == turned


@given(TEXTS)
def test_a_name_is_one_line_that_can_be_seen_or_nothing(text):
    name = shortened(text)
    assert len(name) <= LONGEST_NAME and not set(name) & set(MARKS + "\n\t\x00\x1b\x7f\x85") and name == name.strip()
    assert shortened(name) == name


@pytest.mark.parametrize("typed", ["\u200b\u202e", "\u2066\u2069 ", "\x00\x1b", "\ufeff"])
def test_a_name_of_which_nothing_can_be_seen_is_none(typed):
    assert from_room([Entry(1, A, Event("1", "1", "start", "team", "name", typed), "")]) == []


def test_names_of_the_room_of_codes_and_of_the_facilitator_lose_their_marks():
    room = [
        Entry(1, A, Event("1", "1", "start", "team", "name", TURNED), ""),
        Entry(2, B, Event("2", "1", "start", "team", "name", "x"), ""),
    ]
    room.append(Entry(3, FACILITATOR, Event("3", "1", "room", "control", RENAMED + B, TURNED), ""))
    code = exercises()["role_chain"].code.encode({"gain": 0.3})
    (read,) = read_codes(f"{TURNED}: {code}", exercises())
    found = session([(TURNED, "role_chain", code)], room, exercises())
    assert [one.name for one in found.groups] + [read.name] == ["RLO name"] * 4
    assert list(found.names().values()) == ["RLO name", "RLO name (2)", "RLO name (3)"]


def test_a_name_from_right_to_left_is_isolated_among_others():
    two = Session((Group(A, HEBREW, Journal()), Group(B, "Red", Journal())))
    names = two.names()
    assert (
        ENGLISH.say(MISSING, groups=", ".join(names.values()))
        == f"Days are missing from: {FSI}{FSI}{HEBREW}{PDI}, Red{PDI}."
    )


def test_free_text_in_a_sentence_cannot_turn_the_rest():
    (noted,) = said(
        ENGLISH, {"what": "call\u202e five", "who": f"{HEBREW}\u2069", "until": "2999-01-01"}, datetime.date(2026, 1, 1)
    )
    assert ends_where_it_begins(noted) and noted.startswith(f"Noted: {FSI}{HEBREW}{PDI} – call five")


def test_the_report_isolates_and_the_table_holds_plain_names():
    steps = {"what": f"\u202e{HEBREW} first", "who": TURNED, "until": "2026-12-01"}
    events = tuple(Event(name, "", "role_chain", "commit", name, value) for name, value in steps.items())
    groups = Session((Group(A, f"{HEBREW}", Journal(events)), Group(B, "Red", Journal(events))))
    page = report_page("en", groups, [], datetime.date(2026, 11, 28), TURNED)
    table = report_table("en", groups)
    assert f"<bdi>{HEBREW}</bdi>" in page and all(ends_where_it_begins(one) for one in (page, table))
    assert f"\n{HEBREW}," in table and FSI + HEBREW not in table.replace(f"{HEBREW} first", "")
