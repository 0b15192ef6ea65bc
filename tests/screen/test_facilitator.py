"""The facilitator's page without a browser: codes on the board, agenda, rooms and what they say."""

from dataclasses import asdict

import pytest

from kit.debrief.notes import Note, notes
from kit.errors import RoomAway
from kit.exercises import exercises
from kit.groups import Session
from kit.journal import Event, Journal
from kit.room.database import UNREACHABLE
from kit.room.entries import FACILITATOR, ORDER, Entry
from kit.room.link import State
from kit.room.place import LEADER, Place
from kit.screen.facilitator.agenda import Agenda
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.debrief import Debrief
from kit.screen.facilitator.page import CODES, IN_ROOM, NAME, Facilitator
from kit.screen.journaled import SAVED
from tests.aside import run_aside

KNOWN = exercises()
CHAIN, FOREST = KNOWN["role_chain"], KNOWN["customer_forest"]
A, B = "a" * 32, "b" * 32


class Sent:
    """A link that goes nowhere but remembers what was said."""

    def __init__(self):
        self.sent = []

    def send(self, events):
        self.sent += [(event.name, event.value) for event in events]


def code(exercise, **changes) -> str:
    return exercise.code.encode(asdict(exercise.setting(**changes)) | {"guess": "given"})


BLUE, RED, BLUE_LATER = code(CHAIN, gain=0.3), code(CHAIN, gain=0.1), code(CHAIN, gain=0.2)


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


@pytest.fixture
def desk(monkeypatch):
    """A page whose changes show at once."""
    made = Facilitator("en")
    monkeypatch.setattr(made, "changed", made._gather)
    return made


def put(board, pasted: str) -> str:
    """Paste codes; what the page then says."""
    board._put(pasted)
    return board.told.value


def shown(board) -> str:
    """Everything the board says in words."""
    board.later.stop()
    run_aside(board._draw())
    return " ".join(child.value for child in board.groups.children if hasattr(child, "value"))


def test_codes_are_taken_over_and_stand_on_the_board(desk):
    board = Board(desk)
    assert "Taken over: Blue, Red." in put(board, f"Blue: {BLUE}\nRed: {RED}")
    words = shown(board)
    assert "Blue" in words and "Red" in words and "30%" in words
    assert board.entry.values == {"codes": ""}


def test_a_double_is_recognised_and_changes_nothing(desk):
    board = Board(desk)
    put(board, f"Blue: {BLUE}")
    assert "Already on the board: Blue." in put(board, f"Somebody else: {BLUE}")
    assert desk.codes == [("Blue", "role_chain", BLUE)]


def test_a_newer_code_of_the_same_group_replaces_the_older_one(desk):
    board = Board(desk)
    put(board, f"Blue: {BLUE}")
    assert "Replaced by a newer code: Blue." in put(board, f"Blue: {BLUE_LATER}")
    assert desk.codes == [("Blue", "role_chain", BLUE_LATER)]


def test_a_wrong_block_is_named_and_the_good_ones_are_taken_over(desk):
    board = Board(desk)
    wrong = RED[:7] + ("A" if RED[7] != "A" else "B") + RED[8:]
    said = put(board, f"Blue: {BLUE}\nRed: {wrong}\nthanks!")
    assert "Taken over: Blue." in said and "Line 2: Block 2" in said and "Line 3 holds no team code" in said
    assert [name for name, *_rest in desk.codes] == ["Blue"]


def test_codes_without_names_get_numbers(desk):
    board = Board(desk)
    assert "without a name is shown as “Group 2”" in put(board, f"{BLUE}\n{RED}")
    assert [name for name, *_rest in desk.codes] == ["Group 1", "Group 2"]


def test_names_are_text_on_the_board(desk):
    board = Board(desk)
    said = put(board, f"<img src=x onerror=alert(1)>: {BLUE}")
    assert "<img" not in said and "<img" not in shown(board)


def test_an_endless_paste_is_refused_in_a_sentence(desk):
    board = Board(desk)
    board._put("x" * 70_000)
    assert "more text than a whole workshop has codes" in board.entry.message


def test_a_code_can_be_taken_off(desk):
    board = Board(desk)
    put(board, f"Blue: {BLUE}\nRed: {RED}")
    board._remove("remove", {"code": "role_chain|Blue"})
    assert [name for name, *_rest in desk.codes] == ["Red"]


def test_the_board_is_there_again_after_a_reload(desk):
    put(Board(desk), f"Blue: {BLUE}")
    anew = Facilitator("de")
    anew.restore(desk.journal.to_text())
    assert [group.name for group in anew.session.groups] == ["Blue"]


def test_a_damaged_journal_is_said_and_the_page_goes_on(desk):
    desk.restore("{]")
    assert "not a saved state" in desk.header.note
    assert put(Board(desk), f"Blue: {BLUE}")


def test_a_code_of_another_version_in_the_journal_is_passed_over(desk):
    stored = Journal().adding(
        [
            Event("1", "2026", NAME, CODES, "gone|Blue", BLUE),
            Event("2", "2026", NAME, CODES, "role_chain|Blue", "nonsense"),
        ]
    )
    desk.restore(stored.to_text())
    assert desk.session.groups == ()


def test_the_debrief_asks_about_what_happened(desk):
    put(Board(desk), f"Blue: {BLUE}\nRed: {RED}")
    debrief = Debrief(desk)
    assert debrief.questions.children == ()
    run_aside(debrief._ask())
    assert len(debrief.cards) >= 2 and all(card.box in debrief.questions.children for card in debrief.cards.values())

    anew = Facilitator("en")
    anew.restore(desk.journal.to_text())
    assert [card.words.value for card in Debrief(anew).cards.values()] == [
        card.words.value for card in debrief.cards.values()
    ]


def test_a_question_is_put_on_the_big_screen_ticked_off_and_answered_and_stays_so_when_they_are_made_anew(desk):
    put(Board(desk), f"Blue: {BLUE}\nRed: {RED}")
    debrief = Debrief(desk)
    run_aside(debrief._ask())
    first, second = list(debrief.cards.values())[:2]
    first._put("screen", {})
    assert desk.decided("screen") == {"question": first.one.ask, "card": first.one.key, "show": "question"}
    ticked, answer = second.names
    second._heard([asdict(event) for event in Journal().deciding(NAME, "debrief", {answer: "<b>Ada</b>"})])
    desk.changed()
    assert notes(desk.decided("debrief")) == (
        Note(first.one.about, first.one.rule, first.one.ask, ""),
        Note(second.one.about, second.one.rule, second.one.ask, "<b>Ada</b>"),
    )
    assert first.form.message and not second.form.message and second.form.values[ticked]

    forms = [first.form, second.form]
    desk.session = Session()
    run_aside(debrief._ask())
    assert [card.form for card in debrief.cards.values()] == forms  # all others are gone, these two stay
    assert second.form.values == {ticked: second.one.ask, answer: "<b>Ada</b>"}
    debrief._pressed("off", {})
    assert desk.decided("screen")["question"] == "" and not first.form.message


def test_the_foot_says_where_what_is_entered_is_kept_in_a_room_and_without_one(desk):
    desk.restore("")
    assert desk.header.foot == desk.say(SAVED)
    leading = Facilitator("en")
    leading.place, leading.link = Place("sqlite://", "a room", LEADER, ""), Sent()
    leading.restore("")
    assert leading.header.foot == leading.say(IN_ROOM)


def test_questions_go_with_the_room_and_an_agenda_says_their_order(desk):
    put(Board(desk), f"Blue: {BLUE}\nRed: {RED}")
    debrief = Debrief(desk)
    run_aside(debrief._ask())
    assert desk.order == ()
    desk.write("agenda", {"variant": "half_day"})
    assert desk.order == ("role_chain", "customer_forest", "incentives")
    desk.over = True
    desk.changed()
    assert debrief.questions.children == () and "Blue" not in repr(desk.decided("debrief"))


def test_without_a_room_the_page_says_how_to_open_one(desk):
    assert "python -m kit room" in desk.room().children[0].value


def test_the_room_is_told_the_order_of_the_agenda_once_it_was_chosen(desk):
    desk.link = Sent()
    agenda = Agenda(desk)
    desk.changed()
    assert desk.link.sent == []  # the agenda that stands there first may be nobody's
    for decisions in (
        {"variant": "half_day"},
        {"half_day.1.minutes": 30},
        {"half_day.1.exercise": "incentives"},
        {"half_day.4.minutes": 0},
    ):
        desk.write("agenda", decisions)
    assert [one for one in desk.link.sent if one[0] == ORDER] == [
        (ORDER, order)
        for order in ("role_chain,customer_forest,incentives", "incentives,customer_forest", "incentives")
    ]
    desk.write("clock", {"position": 0})
    assert len([one for one in desk.link.sent if one[0] == ORDER]) == 3 and agenda.variant.key == "half_day"


@pytest.mark.parametrize("part", ["agenda", "board", "debrief", "report", "room"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_part_fails(part, language):
    made = getattr(Facilitator(language), part)()
    assert "kit-problem" not in getattr(made, "value", "")


def test_the_board_waits_until_all_in_the_room_have_guessed(desk, monkeypatch):
    board = Board(desk)
    monkeypatch.setattr(desk, "place", object())
    desk.entries = [
        Entry(1, A, Event("1", "1", "role_chain", "predict", "guess", "given"), ""),
        Entry(2, B, Event("2", "1", "start", "team", "name", "Red"), ""),
        Entry(3, FACILITATOR, Event("3", "1", "room", "control", "name." + A, "Blue"), ""),
    ]
    desk._gather()
    assert "1 of 2 groups have guessed" in shown(board) and "Blue" not in shown(board)
    board.choice.values = board.choice.values | {"opens": "now"}
    assert "Blue" in shown(board)


def test_the_note_says_where_decisions_are_and_that_they_are_not_stored(desk):
    desk.restore("")
    assert desk.header.foot == "Everything you enter is kept in this browser only."
    desk._state(State(connected=True))
    assert desk.header.note == ""
    desk._state(State(problem=RoomAway(UNREACHABLE, place="rooms.sqlite")))
    assert desk.header.note.startswith(
        "What groups decide does not reach the room’s store at the moment. The store “rooms.sqlite” cannot be reached or written to."
    )
    desk._state(State(ended=True))
    assert "has ended" in desk.header.note
