"""Every exercise played to its end: board, debrief, report, table, code and its own page know what was played.

A new exercise is taken up by itself, and fails here by its name until `plays.py` plays it.
"""

import datetime

import pytest

from kit.debrief.workshop import questions
from kit.exercises import exercises
from kit.groups import Session, decisions_of
from kit.parameters import decided_or_default
from kit.report import report_page, report_table
from kit.screen.desk import Desk
from kit.wording import LANGUAGES, Language
from tests.exercises.plays import PLAYS, player
from tests.seen import board_words, words_of

KNOWN = exercises()
ALL = pytest.mark.parametrize("name", KNOWN)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.later.Later.start", lambda _later, work: work.close())


def played(name: str):
    assert name in PLAYS, f"tests/exercises/plays.py has no play of the exercise {name}"
    return PLAYS[name]


def session(name: str) -> Session:
    """Two groups that played the exercise to its end in two ways."""
    return Session((player("Blue", KNOWN[name], played(name).one), player("Red", KNOWN[name], played(name).other)))


def missing(name: str, language: str, shown: str) -> list[str]:
    """What was played and by whom, as far as it is not named."""
    shown = shown.replace("\u00a0", " ")
    return [one for one in ["Blue", "Red", *played(name).named(Language(language))] if one.replace("\u00a0", " ") not in shown]


@ALL
@BOTH
def test_the_board_shows_what_was_played(name, language):
    assert missing(name, language, board_words(language, session(name), name)) == []


@ALL
@BOTH
def test_report_and_table_show_what_was_played(name, language):
    groups = session(name)
    for made in (report_page(language, groups, questions(groups), datetime.date(2026, 11, 28)), report_table(language, groups)):
        assert missing(name, language, made) == []


@ALL
@BOTH
def test_the_debrief_asks_about_what_was_played(name, language):
    asked = [one for one in questions(session(name)) if one.about == name]
    assert {"quiz"} < {one.rule for one in asked}  # more than what every exercise asks for itself
    assert all(Language(language).say(one) for question in asked for one in (question.seen, question.ask))


@ALL
def test_a_team_code_carries_guess_setting_and_moves_there_and_back(name):
    exercise, (blue, _red) = KNOWN[name], session(name).groups
    decided = blue.decided(exercise, "play")
    moves = {move.name: decided_or_default(decided, move) for move in exercise.moves}
    guesses = {one: value for one, value in blue.decided(exercise, "predict").items() if one in exercise.code_parameters}
    found = decisions_of(exercise, exercise.code.encode(moves | guesses))
    assert found["play"] == moves and found["predict"] == guesses


@ALL
@BOTH
def test_the_page_opens_at_the_end_of_the_game(name, language):
    desk, (blue, _red) = Desk(KNOWN[name], language), session(name).groups
    parts = [getattr(desk, verb)() for verb in KNOWN[name].verbs]
    desk._page.restore(blue.journal.to_text())
    assert all(step.is_open for step in desk._page.steps.values())
    assert not any("kit-problem" in word for part in parts for word in words_of(part))
