"""The overview of a room on the facilitator's page, and what one can do from there, without a browser."""

from types import SimpleNamespace

import pytest

from kit.agenda import Block, open_until, step_at, timetable
from kit.exercises import exercises
from kit.guide import guide
from kit.journal import Event
from kit.room.entries import AWAY, CLOCK, COUPLED, EVERYBODY, GO, PAUSED, SAY, UNTIL, Entry, Sign
from kit.room.pace import Pace, read_pace
from kit.screen.facilitator.debrief import PLACE, Debrief
from kit.screen.facilitator.monitor import LONGEST_MESSAGE, Monitor
from kit.screen.facilitator.pace import ToGroups
from kit.screen.facilitator.page import Facilitator

KNOWN = exercises()
BLUE, RED = "a" * 32, "b" * 32
AT = "2026-11-28T09:00:00+00:00"
GUIDE = guide("en")
VERBS = {name: one.verbs for name, one in KNOWN.items()}
BLOCKS = [Block("welcome", "Welcome", 10), Block("role_chain", "A", 45), Block("break", "Break", 15), Block("customer_forest", "B", 45)]  # fmt: skip
ITEMS = timetable(BLOCKS, GUIDE)


class Sent:
    """A link that goes nowhere but remembers what was said."""

    def __init__(self):
        self.sent = []

    def send(self, events):
        self.sent += [(event.name, event.value) for event in events]


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


@pytest.fixture
def desk():
    """A page whose room holds two groups: Blue in its game, Red before its guess."""
    made = Facilitator("en")
    made.link, made.minutes_east, made.is_heard = Sent(), 60, True
    made.entries = [
        Entry(place, key, Event(f"{place}", "", exercise, step, name, value), AT)
        for place, (key, exercise, step, name, value) in enumerate(
            [
                (BLUE, "start", "team", "name", "Blue"),
                (RED, "start", "team", "name", "Red <b>"),
                (BLUE, "role_chain", "predict", "guess", "given"),
                (BLUE, "role_chain", "play", "opened", "yes"),
                (RED, "role_chain", "predict", "advantage", 20),
            ],
            start=1,
        )
    ]
    made._gather()
    return made


@pytest.fixture
def monitor(desk):
    made = Monitor(desk)
    made.show()
    return made


def sent(desk) -> list:
    said, desk.link.sent = desk.link.sent, []
    return said


def answer(form, key="yes") -> None:
    form._on_action(key, form.values)


def test_each_group_has_a_row_and_the_next_thing_stands_above(monitor):
    assert [(one["name"], one["where"], one["mark"], one["state"]) for one in monitor.table.rows] == [
        ("Blue", "Lone wolf or chain? · Play", "", "unknown"),
        ("Red <b>", "Lone wolf or chain? · Guess", "no guess yet", "unknown"),
    ]
    assert "Wait for Red &lt;b&gt;: 1 of 2 have guessed." in monitor.next.value
    assert "Groups in the room: 2 · Not guessed yet: Red &lt;b&gt;" in monitor.next.value


def test_rows_are_sent_to_the_browser_only_when_something_in_them_has_changed(monitor, desk):
    monitor.table.now = 0
    desk.signs = {BLUE: Sign(AT)}
    monitor.show()
    assert monitor.table.now > 0 and monitor.table.rows[0]["state"] == "gone"
    monitor.table.now = 0
    monitor.show()
    assert monitor.table.now == 0


def test_in_the_debrief_of_the_agenda_the_next_thing_leads_to_the_questions(monitor, desk):
    assert "href=" not in monitor.next.value
    desk.control(CLOCK, Pace("Collect", 300, True, section="debrief", stand="1").to_text())
    monitor.show()
    assert "It is time for the debrief" in monitor.next.value and f'href="#{PLACE}"' in monitor.next.value
    assert f'id="{PLACE}"' in Debrief(desk).box.children[0].value


def test_pause_holds_everybody_and_goes_on(monitor, desk):
    answer(monitor.pause, "pause")
    assert sent(desk) == [(PAUSED, "yes")] and monitor.pause.actions[0]["label"] == "Go on"
    answer(monitor.pause, "on")
    assert sent(desk) == [(PAUSED, "")] and "Pause" in monitor.pause.actions[0]["label"]


def test_a_message_goes_to_all_or_to_one_and_can_be_taken_back(monitor, desk):
    monitor._act("send", {"whom": EVERYBODY, "text": "  Come \n back ", "step": ""})
    monitor._act("send", {"whom": RED, "text": "Red, please", "step": ""})
    assert sent(desk) == [(SAY + EVERYBODY, "Come back"), (SAY + RED, "Red, please")]
    assert "Sent to Red &lt;b&gt;." in monitor.told.value
    monitor._act("unsay", {})
    assert sent(desk) == [(SAY + EVERYBODY, ""), (SAY + RED, "")]


@pytest.mark.parametrize("typed", ["", " \u200b\u202e ", "x" * (LONGEST_MESSAGE + 1)])
def test_no_message_or_a_long_one_is_refused_in_a_sentence(monitor, desk, typed):
    monitor._act("send", {"whom": EVERYBODY, "text": typed, "step": ""})
    assert monitor.act.message and sent(desk) == []


def test_a_step_is_opened_after_a_question_for_those_that_are_not_that_far(monitor, desk):
    monitor._act("open", {"whom": EVERYBODY, "text": "", "step": ""})
    assert "next one of each group" in monitor.act.message and sent(desk) == []
    answer(monitor.act)
    assert sent(desk) == [(GO + BLUE, "role_chain|compare"), (GO + RED, "role_chain|play")]
    monitor._act("open", {"whom": EVERYBODY, "text": "", "step": "play"})
    assert "for Red <b>?" in monitor.act.message
    answer(monitor.act, "no")
    assert sent(desk) == []
    monitor._act("open", {"whom": BLUE, "text": "", "step": "play"})
    assert "Nobody can be moved on" in monitor.act.message


def test_a_group_that_left_is_folded_away_and_no_longer_waited_for(monitor, desk):
    monitor._act("leave", {"whom": EVERYBODY})
    assert monitor.act.message == "Choose a group first."
    monitor._act("leave", {"whom": RED})
    answer(monitor.act)
    assert sent(desk) == [(AWAY + RED, "yes")]
    monitor.show()
    assert [one["away"] for one in monitor.table.rows] == [False, True] and "Wait for" not in monitor.next.value
    monitor._act("back", {"whom": RED})
    assert sent(desk) == [(AWAY + RED, "")]


# The clock


def place(number: int) -> int:
    """The position on the clock of the first step of a block."""
    return next(at for at, item in enumerate(ITEMS) if item.place == (number, 0))


def test_a_row_of_the_guide_is_the_step_in_its_place_and_none_where_the_rows_are_others():
    assert [step_at((1, row), BLOCKS, GUIDE, VERBS) for row in range(7)] == list(KNOWN["role_chain"].verbs)
    assert step_at((0, 0), BLOCKS, GUIDE, VERBS) == ""
    assert step_at((1, 0), BLOCKS, GUIDE, {"role_chain": ("predict", "play")}) == ""


def test_what_is_to_come_is_closed_what_is_now_is_open_so_far_and_what_is_over_is_open():
    assert open_until((0, 0), BLOCKS, GUIDE, VERBS) == {"role_chain": "predict", "customer_forest": "predict"}
    assert open_until((1, 1), BLOCKS, GUIDE, VERBS) == {"role_chain": "play", "customer_forest": "predict"}
    assert open_until((2, 0), BLOCKS, GUIDE, VERBS) == {"role_chain": "", "customer_forest": "predict"}
    assert open_until(None, BLOCKS, GUIDE, VERBS) == {"role_chain": "", "customer_forest": ""}
    assert open_until((1, 1), BLOCKS, GUIDE, VERBS | {"role_chain": ("predict",)})["role_chain"] == ""


def clock(position: int, since: int = 1_000_000, paused: int = 0):
    return SimpleNamespace(position=position, since=since, paused=paused)


def test_the_room_is_told_what_the_clock_shows_once_for_each_change(desk):
    pace = ToGroups(desk, GUIDE)
    pace.follow(BLOCKS, ITEMS, clock(-1, 0))
    assert sent(desk) == []
    pace.follow(BLOCKS, ITEMS, clock(place(1)), pressed=1_000_000)
    pace.follow(BLOCKS, ITEMS, clock(place(1)))
    ((name, value),) = sent(desk)
    told = read_pace(value)
    assert (name, told.exercise, told.step, told.seconds, told.runs) == (CLOCK, "role_chain", "predict", 240, True)
    pace.follow(BLOCKS, ITEMS, clock(place(1), paused=1_060_000), pressed=9_000_000)
    told = read_pace(sent(desk)[0][1])
    assert (told.seconds, told.runs) == (180, False)
    pace.follow(BLOCKS, ITEMS, clock(place(2), since=2_000_000), pressed=2_300_000)
    told = read_pace(sent(desk)[0][1])
    assert (told.is_break, told.seconds, told.exercise) == (True, 600, "")
    assert told.until == "01:48"  # fifteen minutes after 2000 s, one hour east of UTC
    pace.follow(BLOCKS, ITEMS, clock(len(ITEMS)), pressed=3_000_000)
    assert read_pace(sent(desk)[0][1]).title == ""


def test_coupled_the_clock_opens_and_holds_and_a_page_opened_again_changes_nothing(desk):
    pace = ToGroups(desk, GUIDE)
    pace.follow(BLOCKS, ITEMS, clock(place(1)))
    assert [name for name, _value in sent(desk)] == [CLOCK]
    desk.control(COUPLED, "yes")
    pace.follow(BLOCKS, ITEMS, clock(place(1)))
    told = [(UNTIL + "role_chain", "predict"), (UNTIL + "customer_forest", "predict")]
    assert sent(desk) == [(COUPLED, "yes"), *told]
    pace.follow(BLOCKS, ITEMS, clock(place(1) + 1))
    assert sent(desk)[1:] == [(UNTIL + "role_chain", "play")]
    desk.control(UNTIL + "role_chain", "compare")  # by hand: it stays until the next step
    ToGroups(desk, GUIDE).follow(BLOCKS, ITEMS, clock(place(1) + 1))
    assert sent(desk) == [(UNTIL + "role_chain", "compare")]


def test_before_the_room_was_heard_it_is_told_nothing(desk):
    desk.is_heard = False
    ToGroups(desk, GUIDE).follow(BLOCKS, ITEMS, clock(2))
    assert sent(desk) == []


def test_a_clock_that_was_forgotten_for_days_is_told_once_too(desk):
    pace = ToGroups(desk, GUIDE)
    for _time in range(3):
        pace.follow(BLOCKS, ITEMS, clock(2))
    assert len(sent(desk)) == 1
