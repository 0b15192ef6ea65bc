"""The plan that a group takes home: a calendar file that other programs read, a table, and one page of paper."""

import csv
import datetime
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kit.commitments import ActionPlan, Commitment
from kit.contract import Table
from kit.messages import Message
from kit.report.icalendar import LONGEST_LINE, Day, calendar
from kit.report.own_plan import OwnPlan, undated
from kit.typed import clean, plain
from kit.wording import Language

TITLES = {"first": Message("done"), "second": Message("left")}
MADE, TODAY = datetime.date(2026, 11, 20), datetime.date(2026, 12, 1)
AT = datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
NASTY = '=HYPERLINK("x");, \\ <b>&\nsecond line \u202e äöü 🌳 ' + "word " * 20
STEPS = (
    Commitment(
        "first", "first", "Call, the oldest; customers", "Jana", "2026-12-24", result="done", brought="two orders"
    ),
    Commitment("0" * 22, "", NASTY, "@Tom", "2027-01-31"),
    Commitment("1" * 22, "second", "no day yet", "", "soon"),
    Commitment("2" * 22, "second"),
)


def own(*steps: Commitment, language: str = "en", **more) -> OwnPlan:
    return OwnPlan(Language(language), ActionPlan(steps or STEPS, MADE, "ab" * 11), TITLES, TODAY, "Blue", **more)


# The calendar file


def events(text: str) -> list:
    """What another program reads in a calendar file; it fails for one that breaks the rules."""
    read = Calendar.from_ical(text)
    assert [part.errors for part in read.walk()] == [[]] * len(read.walk())
    return list(read.walk("VEVENT"))


def test_another_program_reads_every_dated_step_and_the_check_as_whole_days():
    first, second, check = events(own().calendar(AT))
    assert (first["SUMMARY"], first["DTSTART"].dt, first["DTEND"].dt) == (
        "Jana: Call, the oldest; customers",
        datetime.date(2026, 12, 24),
        datetime.date(2026, 12, 25),
    )
    assert second["DTSTART"].dt == datetime.date(2027, 1, 31) and second["SUMMARY"].startswith(
        '@Tom: =HYPERLINK("x");,'
    )
    assert (
        check["DTSTART"].dt == MADE + datetime.timedelta(days=30)
        and "- Jana: Call, the oldest; customers\n" in check["DESCRIPTION"]
    )
    assert undated(STEPS) == 2 and "no day yet" in check["DESCRIPTION"]
    assert all(one["DTSTAMP"].dt == AT and one["TRANSP"] == "TRANSPARENT" for one in (first, second, check))


def test_the_file_is_written_as_the_standard_has_it():
    made = own().calendar(AT)
    assert "\r\nSUMMARY:Jana: Call\\, the oldest\\; customers\r\n" in made and "DTSTAMP:20261201T083000Z\r\n" in made
    lengths = [len(line.encode()) for line in made.split("\r\n")]
    assert max(lengths) == LONGEST_LINE and "\\n" in made and "\\\\" in made


def test_an_entry_keeps_its_name_across_exports_so_that_a_calendar_replaces_it():
    names = [str(one["UID"]) for one in events(own().calendar(AT))]
    moved = (STEPS[1], Commitment("first", "first", "otherwise", "Tom", "2028-01-01"))
    again = [str(one["UID"]) for one in events(own(*moved, language="de").calendar(AT + datetime.timedelta(days=9)))]
    assert len(set(names)) == 3 and set(again) == set(names)
    other = OwnPlan(Language("en"), ActionPlan(STEPS, MADE, "cd" * 11), TITLES, TODAY)
    assert not set(names) & {str(one["UID"]) for one in events(other.calendar(AT))}


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.dates())
def test_any_text_and_any_day_come_back_from_another_program_and_no_line_is_too_long(title, text, date):
    made = calendar([Day("one@kit", date, title, text)], AT, title)
    assert made.endswith("END:VCALENDAR\r\n") and "\n" not in made.replace("\r\n", "")
    assert max(len(line.encode()) for line in made.split("\r\n")) <= LONGEST_LINE
    [read] = events(made)
    assert read["SUMMARY"] == plain(" ".join(clean(title).split()))
    assert read["DTSTART"].dt == date
    if text:
        assert str(read["DESCRIPTION"]) == plain(clean(text)).replace("\t", " ")


def test_a_plan_without_a_step_makes_a_file_that_can_be_read():
    empty = OwnPlan(Language("de"), ActionPlan(), TITLES, TODAY)
    assert events(empty.calendar(AT)) == [] and "Im Plan steht noch kein Schritt." in empty.sheet()


# The table


def test_the_table_holds_every_step_and_no_formula():
    first, *rows = csv.reader(io.StringIO(own().spreadsheet().removeprefix("\ufeff")))
    assert first == ["By when", "Who", "What we do", "Exercise", "After 30 days", "What did it bring?"]
    assert rows[0] == ["2026-12-24", "Jana", "Call, the oldest; customers", "done", "fully done", "two orders"]
    assert rows[1][1] == "'@Tom" and rows[1][2].startswith("'=HYPERLINK") and rows[1][3] == "no exercise"
    assert [row[0] for row in rows[2:]] == ["soon", ""] and len(rows) == 4
    german = own(language="de").spreadsheet()
    assert german.startswith("\ufeffBis wann;Wer;") and "erledigt" in german


# The page


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.partition("<body>")[2]))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_holds_all_steps_and_what_people_typed_is_no_markup(language):
    page = own(language=language).sheet()
    assert (
        "<b>&" not in page
        and "&lt;b&gt;" in page
        and "http:" not in page
        and "https:" not in page
        and "<script" not in page
    )
    said = text(page)
    assert said.index("Jana") < said.index("@Tom") < said.index("no day yet")
    assert Language(language).date(MADE + datetime.timedelta(days=30)) in said


def test_the_page_offers_boxes_until_a_step_has_an_answer():
    assert own(STEPS[1]).sheet().count('class="box"') == 3 and own(STEPS[0]).sheet().count('class="box"') == 0


def test_the_page_of_the_check_says_what_became_of_each_step_and_what_moved():
    told = Table((Message("done"), Message("left")), (("Roles", 3), ("<i>", 4)), said=())
    said = own(compared=[(Message("Who"), told)]).check_sheet()
    assert "two orders" in said and "fully done" in said and "Roles" in said and "&lt;i&gt;" in said


def test_the_language_of_one_person_is_that_of_one_person():
    assert "Was ich tue" in OwnPlan(Language("de", alone=True), ActionPlan(STEPS, MADE), TITLES, TODAY).sheet()
