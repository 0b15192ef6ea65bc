"""Whatever a browser, a file or the store says of one group: nobody's page breaks, and the others are shown as before."""

import datetime
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.debrief.workshop import step_by_step
from kit.exercises import exercises
from kit.exercises.culture_check import EXERCISE as CHECK
from kit.exercises.culture_check.rounds import NAME as CULTURE
from kit.exercises.culture_check.screen import CultureCheck
from kit.exercises.culture_check.statements import statements
from kit.groups import LEFT_OUT, Group, Session
from kit.journal import Event, Journal
from kit.parameters import parameters, restored
from kit.report.page import report_page
from kit.report.table import report_table
from kit.screen.facilitator.agenda import Agenda
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.debrief import Debrief
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.report import Report
from kit.screen.opened import OpenedExercise
from kit.screen.start_page import Overview
from kit.wording import Language
from tests.aside import run_aside
from tests.exercises.plays import play_of, player
from tests.seen import board_words

KNOWN = exercises()
ALL = pytest.mark.parametrize("name", KNOWN)
TODAY = datetime.date(2026, 11, 28)
PAPER = ("known", "arrived", "right", "again", "broken")

PIECES = st.sampled_from(
    (
        "",
        "given",
        "skipped",
        "yes",
        "no",
        "right",
        "wrong7",
        "wrong" + "9" * 5000,
        "old",
        "human",
        "60,0,0,0",
        "60,0,0,0;1",
        "0,1,2,99",
        "-1",
        "٣",
        "2026-13-45",
        "\u202e<b>",
    )
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(max_size=20)
    | PIECES
)
SLOW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
FEW = settings(SLOW, max_examples=20)


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def places(name: str) -> list[tuple[str, str]]:
    """Everything that a page of an exercise may have written: steps and names."""
    exercise = KNOWN[name]
    written = [(event.step, event.name) for event in player("", exercise, play_of(name).one).journal.events]
    written += (
        [("setting", one) for one in exercise.code_parameters]
        + [("play", move.name) for move in exercise.moves]
        + [("paper", one) for one in PAPER]
    )
    drafts = [
        ("play", one)
        for one in (
            "luck",
            "draft.1",
            "draft.old.1",
            "draft.new.2",
            "chain.relation.since",
            "chain.contact.words",
            "seat.contact",
            "chain.confirmed",
        )
    ]
    return [
        *written,
        *drafts,
        ("limits", "across"),
        ("limits", "upwards"),
        ("limits", "judge"),
        ("reflect", "question1"),
    ]


def damaged(name: str, changes: dict) -> Group:
    """A group that played, and whose storage then says something else in some places."""
    events = [
        Event(str(place), "2026-11-24T11:00:00Z", name, *where, value)
        for place, (where, value) in enumerate(changes.items())
    ]
    group = player("Red", KNOWN[name], play_of(name).other)
    return Group(group.key, group.name, group.journal.adding(events))


def changes(name: str):
    return st.dictionaries(st.sampled_from(places(name)), SCALARS, min_size=1, max_size=8)


def rows_of(group: str, html: str) -> set[str]:
    """The rows of all tables that belong to a group, alone or together with others that did the same."""
    found = {row for row in re.findall("<tr>.*?</tr>", html) if f">{group}<" in row or f">{group}, " in row}
    return {re.sub(f">{group}, [^<]*</th>", f">{group}</th>", row) for row in found}


@ALL
@SLOW
@given(data=st.data())
def test_one_group_whatever_it_sends_leaves_board_debrief_report_and_table_as_they_are_for_the_others(name, data):
    blue, red = player("Blue", KNOWN[name], play_of(name).one), damaged(name, data.draw(changes(name)))
    both, alone = Session((blue, red)), Session((blue,))
    shown = board_words("en", both, name)
    assert rows_of("Blue", board_words("en", alone, name)) <= rows_of("Blue", shown)
    *_before, found = step_by_step(both)
    assert found.left_out == ()
    page, table = report_page("en", both, found.questions, TODAY), report_table("en", both)
    assert "what Blue does" in page and "Red" in page
    assert [line for line in table.splitlines() if line.startswith("Blue,")] == [
        line for line in report_table("en", alone).splitlines() if line.startswith("Blue,")
    ]
    assert "cannot be read" not in shown + page + table  # all of it was checked when it was read


@ALL
@FEW
@given(data=st.data())
def test_the_page_of_an_exercise_opens_whatever_its_browser_kept(name, data):
    desk, group = OpenedExercise(KNOWN[name], "de"), damaged(name, data.draw(changes(name)))
    for verb in KNOWN[name].verbs:
        getattr(desk, verb)()
    desk._page.restore(Journal(tuple(event for event in group.journal.events if finite(event.value))).to_text())
    assert desk._page.steps["predict"].box.children


def finite(value) -> bool:
    """Whether a browser could have kept it."""
    return not isinstance(value, float) or abs(value) < float("inf")


OTHERS = [
    ("start", "team", "name"),
    ("room", "join", "key.x"),
    (CULTURE, "before", "through"),
    (CULTURE, "before", "person"),
    (CULTURE, "before", "lifted"),
    *(
        (CULTURE, step, f"{person}.{one.key}")
        for step in ("before", "after")
        for person in (1, 2)
        for one in statements("en")[:2]
    ),
    *(
        ("facilitator", "agenda", one)
        for one in ("variant", "begins", "ninety.1.exercise", "ninety.0.minutes", "half_day.3.minutes")
    ),
    *(("facilitator", "clock", one) for one in ("position", "since", "paused", "key")),
    ("facilitator", "codes", "role_chain|Blue"),
    ("facilitator", "codes", "x"),
    ("facilitator", "board", "exercise"),
    ("facilitator", "board", "opens"),
    ("facilitator", "report", "title"),
    ("role_chain", "predict", "opened"),
]


@FEW
@given(kept=st.dictionaries(st.sampled_from(OTHERS), SCALARS.filter(finite), min_size=1))
def test_start_page_culture_check_and_the_facilitators_page_open_whatever_their_browser_kept(kept):
    text = Journal(
        tuple(Event(str(place), "2026-11-24", *where, value) for place, (where, value) in enumerate(kept.items()))
    ).to_text()
    Overview("en").restore(text)
    check = CultureCheck(CHECK, "de", exercises())
    parts = [check.before(), check.spread(), check.after()]
    check.restore(text)
    desk = Facilitator("de")
    parts = [*parts, Agenda(desk).box, Report(desk).box]
    board = Board(desk)
    desk.restore(text)
    run_aside(board._draw())
    assert all(part.children for part in parts)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_saved_state_with_a_number_that_no_browser_reads_is_refused_in_a_sentence(value):
    page = Overview("en")
    page._opened(
        f'{{"version": 1, "events": [{{"id": "1", "at": "2026", "exercise": "start", "step": "team", "name": "name", "value": {value}}}]}}'
    )
    assert "Entry 1 of the saved state is damaged" in page.saved.message


# What nobody has thought of: a journal that fails when it is asked


class Broken(Journal):
    """A journal that gives nothing of one step."""

    def decided(self, exercise: str, step: str) -> dict:
        if step == self.events[0].step:
            raise ArithmeticError(step)
        return super().decided(exercise, step)


def broken(name: str, step: str) -> Group:
    group = player("Red", KNOWN[name], play_of(name).other)
    events = sorted(group.journal.events, key=lambda one: one.step != step)
    return Group(group.key, group.name, Broken(tuple(events)))


@ALL
@pytest.mark.parametrize("step", ["predict", "setting", "play", "reflect", "commit"])
def test_a_part_that_cannot_be_made_of_one_group_names_it_and_shows_the_others(name, step):
    blue, red = player("Blue", KNOWN[name], play_of(name).one), broken(name, step)
    red = (
        red
        if any(event.step == step for event in red.journal.events)
        else Group(red.key, red.name, Broken((Event("", "", name, step, "", ""), *red.journal.events)))
    )
    both, alone = Session((blue, red)), Session((blue,))
    shown, said = board_words("en", both, name), LEFT_OUT.format(groups="Red")
    assert (said in shown or step in ("reflect", "commit")) and rows_of(
        "Blue", board_words("en", alone, name)
    ) <= rows_of("Blue", shown)
    *_before, found = step_by_step(both)
    assert found.left_out == (red,)
    page = report_page("en", both, found.questions, TODAY)
    assert said in page and "what Blue does" in page and ("what Red does" in page) == (step != "commit")
    table = report_table("en", both)
    assert step == "reflect" or any(
        line.startswith("Red,") and line.endswith("cannot be read,,") for line in table.splitlines()
    )
    assert any("what Blue does" in line for line in table.splitlines())


def test_the_debrief_names_whom_it_left_out():
    desk = Facilitator("en")
    desk.session = Session(
        (player("Blue", KNOWN["incentives"], play_of("incentives").one), broken("incentives", "play"))
    )
    debrief = Debrief(desk)
    run_aside(debrief._ask())
    assert LEFT_OUT.format(groups="Red") in debrief.told.value and debrief.cards


WHOLE = [
    (name, one)
    for name in KNOWN
    for one, parameter in parameters(KNOWN[name].setting).items()
    if type(parameter.default) is int
]


@pytest.mark.parametrize(("name", "one"), WHOLE)
def test_a_count_is_whole_however_a_file_writes_it(name, one):
    """A model that counts people or years can only count whole ones."""
    setting_class = KNOWN[name].setting
    start = getattr(setting_class(), one)
    setting, errors = restored(setting_class, {one: float(start)})
    assert errors == [] and type(getattr(setting, one)) is int
    setting, errors = restored(setting_class, {one: start - 0.5})
    assert getattr(setting, one) == start and len(errors) == 1
    assert "whole numbers" in Language("en").say(errors[0])
