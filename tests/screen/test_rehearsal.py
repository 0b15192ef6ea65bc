"""The rehearsal on the facilitator's page: six groups play every exercise to the end, joined both ways, with board, debrief and report open."""

import asyncio
import datetime

import pytest

from kit.debrief.workshop import questions
from kit.exercises import exercises
from kit.groups import Group
from kit.journal import Journal
from kit.progress import Progress
from kit.report.page import report_page
from kit.report.table import report_table
from kit.room.entries import FACILITATOR, ROOM, Entry
from kit.room.place import LEADER, Place
from kit.screen.facilitator.monitor import Monitor
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.rehearsal import WAITING, Rehearsal
from kit.screen.postponed import Postponed
from kit.wording import LANGUAGES
from tests.aside import run_aside
from tests.seen import board_words

KNOWN = exercises()
AS_FAST_AS_IT_GOES = 1e9
QUIET = 50  # looks at groups that all wait, until it is clear that nothing more comes


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr(Postponed, "start", lambda _later, work: work.close())


class Store:
    """A link to a store that has everything at once, and begins and leads the common ground as a facilitator would."""

    def __init__(self, desk):
        self.desk = desk

    def send(self, events, author=FACILITATOR):
        known = {(one.author, one.event.name) for one in self.desk.entries if one.author == ROOM}
        events = [one for one in events if author != ROOM or (author, one.name) not in known]
        self.desk.entries += [Entry(0, author, event, "2026-11-28T10:00:00Z") for event in events]


def room_of(language: str, monkeypatch) -> Facilitator:
    """The facilitator's page of a room, which nobody has joined yet."""
    desk = Facilitator(language)
    desk.place = Place("sqlite://", "a room", LEADER, "")
    desk.link = Store(desk)
    monkeypatch.setattr(desk, "changed", desk._gather)
    return desk


def play_to_the_end(desk: Facilitator) -> Rehearsal:
    """Let the pretend groups in, lead the common ground to its end, and wait until all have done everything."""
    rehearsal = Rehearsal(desk, AS_FAST_AS_IT_GOES)
    forest = next(one for one in KNOWN.values() if one.play.common)
    lead = forest.play.common.lead()(desk)

    async def leads() -> None:
        while len(desk.in_room) < len(rehearsal.groups):
            await asyncio.sleep(0)
            desk._gather()
        lead._begin(1, ())
        heard = quiet = 0
        while quiet < QUIET:
            await asyncio.sleep(0)
            quiet = quiet + 1 if desk.say(WAITING) in rehearsal.said.value else 0
            if len(desk.entries) > heard:
                heard, quiet = len(desk.entries), 0
                for ground in forest.play.common.grounds(desk.entries, ROOM):
                    facts = [ground.due(), ground.agreement("20", "word")]
                    desk.link.send([one for one in facts if one], author=ROOM)

    async def both() -> None:
        playing = asyncio.ensure_future(rehearsal._play())
        await leads()
        assert not playing.done(), playing.exception()
        playing.cancel()

    run_aside(both())
    desk._gather()
    return rehearsal


def is_through(desk: Facilitator, group: Group) -> bool:
    """Whether a group has done every step of every exercise, and its common game is over."""
    done = [set(Progress(one, group.journal, "en").done) == set(one.verbs) for one in KNOWN.values()]
    grounds = KNOWN["customer_forest"].play.common.grounds(desk.entries, ROOM)
    return all(done) and [one.game.now for one in grounds] == [None]


def shown_everywhere(desk: Facilitator, language: str, names: list[str], with_games=lambda _exercise: True) -> None:
    """Board, debrief, report and table know all these groups in every exercise."""
    asked = questions(desk.session)
    page = report_page(language, desk.session, asked, datetime.date(2026, 11, 28))
    table = report_table(language, desk.session)
    for exercise in KNOWN.values():
        shown = board_words(language, desk.session, exercise.name)
        assert [one for one in names if one not in shown] == []
        own = {one.rule for one in asked if one.about == exercise.name} & {one.__name__ for one in exercise.rules}
        assert own or not with_games(exercise)
        assert desk.say(exercise.title) in page
    assert [one for one in names if one not in table] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_groups_play_everything_in_a_room_to_the_end_with_board_debrief_and_report(language, monkeypatch):
    desk = room_of(language, monkeypatch)
    names = [desk.say(one.name) for one in play_to_the_end(desk).groups]
    assert [one.name for one in desk.in_room] == names
    assert all(is_through(desk, one) for one in desk.in_room)
    shown_everywhere(desk, language, names)
    page = report_page(language, desk.session, (), datetime.date(2026, 11, 28))
    assert {"de": "6 Gruppen (davon Probegruppen: 6)", "en": "pretend groups of a rehearsal among them: 6"}[
        language
    ] in page
    monitor = Monitor(desk)
    monitor.show()
    assert {one["state"] for one in monitor.table.rows} == {"pretend"}


def test_without_a_room_six_groups_come_to_the_board_by_their_codes_and_go_again(monkeypatch):
    desk = Facilitator("de")
    monkeypatch.setattr(desk, "changed", desk._gather)
    rehearsal = Rehearsal(desk)
    assert [one["label"] for one in rehearsal.form.actions] == ["Sechs Probegruppen auf die Tafel setzen"]
    run_aside(rehearsal._codes())
    names = [desk.say(one.name) for one in rehearsal.groups]
    assert [one.name for one in desk.session.groups] == names
    shown_everywhere(desk, "de", names, with_games=lambda exercise: exercise.moves)  # what a code carries
    rehearsal.show()
    assert [one["label"] for one in rehearsal.form.actions] == ["Probegruppen von der Tafel nehmen"]
    rehearsal._take_off()
    assert desk.session.groups == ()


def test_pretend_groups_are_asked_about_where_people_are_go_on_after_a_stop_and_leave_the_board(monkeypatch):
    desk = room_of("en", monkeypatch)
    desk.link.send(Journal().deciding("start", "team", {"name": "People"}), author="a" * 32)
    desk._gather()
    rehearsal = Rehearsal(desk, AS_FAST_AS_IT_GOES)
    rehearsal._fill()
    assert not rehearsal.is_on and "beside the groups of people" in rehearsal.form.message
    rehearsal._begin()
    run_aside(for_a_while(rehearsal))
    rehearsal._stop()
    desk._gather()
    written = len(desk.entries)
    assert len(desk.in_room) == 7 and written > 20
    rehearsal.show()
    assert [one["key"] for one in rehearsal.form.actions] == ["fill", "off"]
    run_aside(for_a_while(Rehearsal(desk, AS_FAST_AS_IT_GOES)))  # the page was loaded anew
    desk._gather()
    assert len(desk.in_room) == 7 and len(desk.entries) > written
    named = [one for one in desk.entries if one.event.name == "name"]
    assert len(named) == 7  # nobody comes in twice
    rehearsal._take_off()
    desk._gather()
    assert [one.name for one in desk.in_room] == ["People"]


async def for_a_while(rehearsal: Rehearsal) -> None:
    """Let the groups decide a few things."""
    playing = asyncio.ensure_future(rehearsal._play())
    before = len(rehearsal.desk.entries)
    while len(rehearsal.desk.entries) < before + 100:
        await asyncio.sleep(0)
    playing.cancel()
