"""One folder is an exercise: the smallest one, of which no file of the kit has ever heard, is everywhere at once.

What every exercise keeps to, it keeps to as well (`test_contract.py`, `test_played.py`); here stands where else it appears.
"""

from contextlib import closing
from dataclasses import asdict

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import kit
import kit.exercises
from kit.debrief.laboratory import no_assumption, same_assumption
from kit.gather import read_codes
from kit.groups import Session, decisions_of
from kit.journal import Event, Journal
from kit.room.entries import CONTROL, FACILITATOR, UNTIL, Entry
from kit.room.place import LEADER, Place
from kit.room.store import Store
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.room import RoomPart
from kit.screen.opened import OpenedExercise
from kit.screen.start_page import Overview
from kit.widgets.form import Form
from kit.wording import LANGUAGES, catalogue
from tests import test_arrows as arrows
from tests.aside import run_aside
from tests.exercises.conftest import FOLDER, TINY
from tests.exercises.plays import events, play_of, player
from tests.seen import words_of

BOTH = pytest.mark.parametrize("language", LANGUAGES)
FILES = sorted(FOLDER.glob("*.py"))


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


# The folder


def test_the_kit_does_not_know_it_unless_it_is_there():
    assert TINY not in kit.exercises.everything()


def test_a_whole_exercise_has_less_than_two_hundred_lines_that_are_not_blank():
    lines = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) < 200


def test_all_that_it_says_is_said_in_german_and_nothing_else(tiny):
    said = {found[1] for file in FILES for found in extract_from_file("python", file, keywords={"_": None})}
    own = {message.id for message in read_po((FOLDER / "de.po").read_bytes().splitlines(keepends=True)) if message.id}
    assert said - catalogue("de").keys() == set() and own - said == set()


def test_it_keeps_to_the_arrows(tiny, monkeypatch):
    for file in FILES:
        name = f"kit.exercises.{TINY}.{file.stem}".removesuffix(".__init__")
        monkeypatch.setitem(arrows.MODULES, name, file)
        monkeypatch.setitem(arrows.NAMES, file, name)
    for file in FILES:
        arrows.test_a_file_imports_only_what_its_room_may(file)
        arrows.test_no_exercise_imports_another(file)
    arrows.test_models_know_numpy_and_nothing_else(FOLDER / "model.py")
    arrows.test_there_is_no_circle()


def test_nothing_of_the_kit_names_it():
    assert [
        path
        for path in arrows.KIT.rglob("*")
        if path.suffix in (".py", ".js", ".css", ".j2", ".json", ".html") and TINY in path.read_text(encoding="utf-8")
    ] == []


# Where it appears


@BOTH
def test_its_page_opens_with_all_verbs_by_its_name(tiny, language, capsys):
    desk = kit.open(TINY, language)
    parts = [getattr(desk, verb)() for verb in tiny.verbs]
    desk._page.restore(Journal().adding(events("Blue", tiny, play_of(TINY).one)).to_text())
    assert desk.header.title == desk._page.say(tiny.title) and all(step.is_open for step in desk._page.steps.values())
    assert not any("kit-problem" in word for part in parts for word in words_of(part))


def test_it_is_played_on_its_page_and_once_more(tiny):
    desk = OpenedExercise(tiny, "en")
    box, page = desk.play(), desk._page
    page.restore(Journal().adding(events("Blue", tiny, {})).to_text())

    def press(place: int, key: str = "go") -> None:
        form = [one for one in box.children if isinstance(one, Form)][place]
        form._heard(form, {"kind": "action", "key": key, "values": dict(form.values)}, [])

    for place in (0, 1, 0):
        press(place)
    assert [page.decided("play")[f"call.{toss}"] for toss in (1, 2, 3)] == [
        "heads",
        "tails",
        "heads",
    ] and "Right calls" in box.children[0].value
    press(0)
    assert "Right calls" in box.children[0].value  # asked first
    press(0, "yes")
    assert "Toss 1 of 3" in box.children[0].value and page.decided("play")["luck"] == 2


@BOTH
def test_it_stands_on_the_start_page(tiny, language):
    page = Overview(language)
    assert f'href="09_{TINY}.ipynb"' in page.list.value and page.say(tiny.title) in page.list.value


@BOTH
def test_the_board_offers_it(tiny, language):
    board = Board(Facilitator(language))
    ((field,),) = (group["fields"] for group in board.choice.groups)
    assert {"key": TINY, "label": board.say(tiny.title)} in field["options"]


@BOTH
def test_the_facilitator_of_a_room_says_how_far_groups_may_go_in_it(tiny, language, tmp_path):
    url = f"sqlite:///{tmp_path / 'rooms.sqlite'}"
    with closing(Store(url)) as store:
        room = store.open_room().id
    desk = Facilitator(language)
    desk.place = Place(url, room, LEADER, "http://127.0.0.1:1")
    held = RoomPart(desk).held
    ((*_others, field),) = (group["fields"] for group in held.groups)
    assert (field["name"], field["label"]) == (UNTIL + TINY, desk.say(tiny.title))
    assert [one["key"] for one in field["options"]] == ["", *tiny.verbs[:-1]]


def test_its_steps_wait_in_a_room_until_the_facilitator_opens_them(tiny, room):
    desk = OpenedExercise(tiny, "en")
    desk._page.attendance.entries = [
        Entry(1, FACILITATOR, Event("1", "", "room", CONTROL, UNTIL + TINY, "compare"), "")
    ]
    assert [verb for verb in tiny.verbs if desk._page.is_held(verb)] == ["limits", "reflect", "commit", "share"]


def test_nothing_is_asked_about_assumptions_where_there_are_none(tiny):
    played = Session((player("Blue", tiny, play_of(TINY).one), player("Red", tiny, play_of(TINY).other)))
    assert same_assumption(played, tiny) == [] and no_assumption(played, tiny) == []


# Its team code


def test_its_code_is_read_among_pasted_ones_and_carries_the_game(tiny):
    known = kit.exercises.exercises()
    moves = {move.name: move.default for move in tiny.moves} | play_of(TINY).one | {"luck": 7}
    codes = {one.name: one.code.encode(asdict(one.setting()) | {"guess": "given"}) for one in known.values()}
    codes[TINY] = tiny.code.encode(asdict(tiny.setting(heads=0.7)) | moves)
    read = read_codes("\n".join(f"Blue: {code}" for code in codes.values()), known)
    assert [(one.exercise.name, one.code, one.error) for one in read] == [
        (name, code, None) for name, code in codes.items()
    ]
    decided = decisions_of(tiny, read[-1].code)
    assert decided["play"] == moves and decided["setting"]["heads"] == 0.7


@BOTH
def test_a_pasted_code_brings_its_game_to_the_board(tiny, language, monkeypatch):
    desk = Facilitator(language)
    monkeypatch.setattr(desk, "changed", desk._gather)
    board = Board(desk)
    board._put(f"Blue: {tiny.code.encode(asdict(tiny.setting()) | {'guess': 'given'} | play_of(TINY).one)}")
    board.choice.values = board.choice.values | {"exercise": TINY}
    run_aside(board._draw())
    shown = " ".join(word for part in board.groups.children for word in words_of(part))
    assert "Blue" in shown and [one for one in play_of(TINY).named(desk.words) if one not in shown] == []
