"""After a full session no customer and no seller is found anywhere: journal, room, code, report, table, summary, log, print page, notebook."""

import datetime
import logging

import pytest

from kit.exercises import exercises
from kit.exercises.own_data.steps import INTO, PAY, PICTURES, RECEIPT
from kit.frames.decided import decisions
from kit.groups import Group, Session, code_of
from kit.places import workshops
from kit.report.page import report_page
from kit.report.summary import summary_page
from kit.report.table import report_table
from kit.wording import LANGUAGES, Language
from tests.exercises.own_data.visitor import Visitor

CUSTOMER, SELLER, STREET = "Zwirbelsberger", "Quarksdottir", "Kummerlandgasse"
TODAY = datetime.date(2026, 11, 29)


class Attendance:
    """A part in a room that remembers what it was told."""

    foot, seat, key = "", None, "A"

    def __init__(self):
        self.told = []

    def tell(self, events) -> None:
        self.told += events

    def allows(self, _exercise, _verb) -> bool:
        return True

    def enter(self) -> None:
        """Nothing to do."""


def table() -> bytes:
    """A list with a name in every corner, and one cell that no reader can make sense of."""
    rows = ["Kunde;Datum;Betrag;Verkäufer;Straße"]
    for number in range(80):
        customer = f"{CUSTOMER} {number % 9} GmbH"
        day = f"{1 + number % 28:02d}.{1 + number % 12:02d}.{2019 + number % 6}"
        rows.append(f"{customer};{day};{1000 + number},50;{SELLER} {number % 6};{STREET} {number}")
    return "\n".join([*rows, f"{CUSTOMER} 3 GmbH;{CUSTOMER};{SELLER};{SELLER};{STREET}"]).encode()


@pytest.fixture(scope="module")
def session():
    """Everything that a page has left behind after all of its steps, the sellers' column switched on; and its log."""
    said = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(f"{record.getMessage()} {record.exc_info}")
    logging.getLogger().addHandler(handler)
    logging.getLogger("kit").setLevel(logging.DEBUG)
    visitor = Visitor("de")
    visitor.page.attendance = Attendance()
    visitor.bring(f"{CUSTOMER}.csv", table())
    visitor.answer_all()
    visitor.press(visitor.step(RECEIPT).answers, "again", owners="yes")
    visitor.answer_all()
    for verb in (PICTURES, PAY, INTO):
        visitor.page.go(verb)
    visitor.press(visitor.step(PAY).entry, "count", sellers="4")
    visitor.press(visitor.step(INTO).entry, "count", sellers="4", margin="40")
    visitor.press(visitor.step(INTO).uses, "use")
    visitor.bring("broken.xlsx", b"PK\x03\x04" + CUSTOMER.encode() * 200)
    logging.getLogger().removeHandler(handler)
    return visitor, said


def is_clean(text: str) -> bool:
    return not any(one.casefold() in text.casefold() for one in (CUSTOMER, SELLER, STREET))


def test_the_session_went_through_all_steps(session):
    visitor, _said = session
    assert {"receipt", "figures", "plans", "into"} <= {one.step for one in visitor.page.journal.events}
    assert any(one.exercise == "firm" for one in visitor.page.journal.events)


def test_the_journal_the_saved_file_and_what_a_room_is_told_hold_no_name(session):
    visitor, _said = session
    assert is_clean(visitor.page.journal_text())
    assert visitor.page.attendance.told and is_clean(str(visitor.page.attendance.told))
    assert {one.exercise for one in visitor.page.journal.events} <= {"own_data", "firm"}
    for one in visitor.page.journal.events:  # settings are numbers, everything else is a yes
        assert one.value == "yes" or isinstance(one.value, int | float)


def test_codes_report_table_summary_and_frames_hold_no_name(session, tmp_path):
    visitor, _said = session
    group = Group("a", "A", visitor.page.journal)
    for exercise in exercises().values():
        assert is_clean(code_of(exercise, group.setting(exercise), {}, {}))
    for language in LANGUAGES:
        assert is_clean(report_page(language, Session((group,)), (), TODAY))
        assert is_clean(report_table(language, Session((group,))))
        assert is_clean(summary_page(Language(language), group, TODAY, list(exercises().values())))
    file = tmp_path / "pair-selling.json"
    file.write_text(visitor.page.journal_text(), encoding="utf-8")
    assert is_clean(decisions(str(file)).to_csv())


def test_the_log_holds_no_name(session):
    _visitor, said = session
    assert is_clean("\n".join(said))


def test_nothing_that_was_loaded_is_left_on_the_page_when_another_file_fails(session):
    visitor, _said = session
    assert is_clean(visitor.seen()) and visitor.page.loaded.reading is None


def test_print_page_and_table_hold_no_name():
    visitor = Visitor("de")
    visitor.bring("list.csv", table())
    visitor.answer_all()
    visitor.page.go(PICTURES)
    step = visitor.step(PICTURES)
    assert is_clean(step.paper.html) and is_clean(step.table.html) and is_clean(visitor.seen())


def test_the_notebooks_hold_no_output():
    for language in LANGUAGES:
        assert '"outputs": []' in (workshops() / language / "07_own_data.ipynb").read_text(encoding="utf-8")
