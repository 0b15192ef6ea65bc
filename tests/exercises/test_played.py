"""Groups that played every exercise: whatever shows what was played knows it, in both languages.

A new exercise is taken up by itself, and fails here by its name until it keeps to the contract (`problems.py`) and its
`plays.py` plays it.
"""

import datetime
import re
from dataclasses import replace
from functools import lru_cache

import pytest
from ipywidgets import HTML

from kit.contract import Fact
from kit.debrief.workshop import questions
from kit.exercises import exercises
from kit.gather import session as gathered
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.messages import Finding, Message
from kit.report.page import HALF, report_page
from kit.report.table import report_table
from kit.room.entries import Entry
from kit.screen.facilitator.debrief import Debrief
from kit.screen.facilitator.page import Facilitator
from kit.screen.start_page import FINISHED, IN_A_GAME, Overview
from kit.wording import LANGUAGES, Language
from tests.aside import run_aside
from tests.exercises.conftest import TINY
from tests.exercises.plays import AT, events, key_of, play_of
from tests.exercises.problems import GROUPS, problems_of
from tests.seen import board_words

ALL = pytest.mark.parametrize("exercise", [*exercises(), TINY], indirect=True)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def everything(name: str, how: str) -> Group:
    """A group that played every exercise there is, `how`: "one", "other" or "half"."""
    decided = [event for one in exercises().values() for event in events(name, one, getattr(play_of(one.name), how))]
    return Group(key_of(name), name, Journal().adding(decided))


def session() -> Session:
    """Three groups: two played everything to its end in two ways, one stopped everywhere in the middle."""
    return _session(*exercises().values())


@lru_cache(maxsize=2)
def _session(*_known) -> Session:
    return Session((everything("Blue", "one"), everything("Red", "other"), everything("Green", "half")))


@lru_cache(maxsize=2)
def asked(of: Session) -> list:
    return questions(of)


@lru_cache(maxsize=4)
def report(language: str, of: Session) -> str:
    return report_page(language, of, asked(of), datetime.date(2026, 11, 28)).replace("\u00a0", " ")


@lru_cache(maxsize=4)
def spreadsheet(language: str, of: Session) -> str:
    return report_table(language, of).replace('""', '"').replace("\u00a0", " ")


def missing(exercise, language: str, shown: str) -> list[str]:
    """What was played and by whom, as far as it is not named."""
    shown = shown.replace("\u00a0", " ")
    return [
        one
        for one in ["Blue", "Red", *play_of(exercise.name).named(Language(language))]
        if one.replace("\u00a0", " ") not in shown
    ]


# The contract


@ALL
def test_an_exercise_hands_over_all_its_parts(exercise):
    assert problems_of(exercise, play_of(exercise.name)) == []


def test_an_exercise_that_nobody_plays_is_named():
    with pytest.raises(
        AssertionError,
        match="Nobody plays the exercise nobodys_game: tests/exercises/nobodys_game/plays.py with a PLAY is missing",
    ):
        play_of("nobodys_game")


RAW = Message("this sentence is not marked")


def facts(fact: Fact):
    """A play's facts are this one."""
    return {"facts": lambda _played, _names: [fact]}


def table(**changes):
    """A play's table is changed."""
    return lambda play: {"table": lambda played, names: replace(play.table(played, names), **changes)}


def failing() -> type:
    from kit.screen.game import GameStep

    return GameStep  # has no `screen`


BROKEN = {
    "It hands over no play.": {"play": None},
    "It has no rules.": {"rules": ()},
    "It has no guesses.": {"guesses": ()},
    "It has no quiz.": {"quiz": ()},
    "It has no first_steps.": {"first_steps": ()},
    "It has 7 steps and minutes for 2.": {"step_minutes": (1, 2)},
    "Its rules ask nothing": {"rules": (lambda _session: [],)},
}
BROKEN_PLAY = {
    "Its play hands over no read.": {"read": None},
    "Its play hands over no facts.": {"facts": None},
    "Its play hands over no table.": {"table": None},
    "Its play hands over no screen.": {"screen": None},
    "Its screen is no GameStep.": {"screen": lambda: dict},
    "Its page does not open in the middle of the game": {"screen": failing},
    "Its scene says nothing in the middle": {"scene": lambda *_given: None},
    "Its scene says something before the game.": {"scene": lambda *_given: Finding(RAW)},
    "Its scene cannot be said": {"scene": lambda *_given: Finding(Message("toss {toss}"))},
    "Its scene has no German sentence": {"scene": lambda *_given: Finding(RAW)},
    "It has no facts of a game at the end.": {"facts": lambda _played, _names: []},
    "The fact “heads” has no value.": facts(Fact((), Message("heads"), None)),
    "The fact “heads” has a value that nobody can say": facts(Fact((), Message("heads"), [1])),
    "The unit of the fact “heads” cannot be said": facts(Fact((), Message("heads"), 1, None)),
    "The unit of the fact “heads” has no German sentence": facts(Fact((), Message("heads"), 1, RAW)),
    "A part of the fact “heads” cannot be said": facts(Fact((None,), Message("heads"), 1)),
    "A row of its table has 3 cells; the head has 1.": table(head=(RAW,), rows=((1, 2, 3),)),
    "The figure 77 of its table is not among its facts.": table(head=(RAW,), rows=((77,),)),
    "Something in its table has no German sentence": table(head=(RAW, RAW)),
    "Its table has no row": table(rows=()),
    "Its table names something unfinished in a game played to its end.": table(unfinished=("",)),
    "Its table does not say that a game is unfinished.": table(unfinished=()),
}


def is_named(exercise, lack: str) -> bool:
    return any(
        one.startswith(f"{exercise.name}: ") and lack in one for one in problems_of(exercise, play_of(exercise.name))
    )


@pytest.mark.parametrize("lack", BROKEN)
def test_a_part_that_is_missing_is_named_with_the_exercise(tiny, lack):
    assert is_named(replace(tiny, **BROKEN[lack]), lack)


@pytest.mark.parametrize("lack", BROKEN_PLAY)
def test_what_is_wrong_in_a_play_is_named_with_the_exercise(tiny, lack):
    changes = BROKEN_PLAY[lack](tiny.play) if callable(BROKEN_PLAY[lack]) else BROKEN_PLAY[lack]
    assert is_named(replace(tiny, play=replace(tiny.play, **changes)), lack)


# Wherever a game is shown


@ALL
@BOTH
def test_the_board_shows_what_was_played(exercise, language):
    assert missing(exercise, language, board_words(language, session(), exercise.name)) == []


@ALL
@BOTH
def test_report_and_table_show_what_was_played(exercise, language):
    for made in (report(language, session()), spreadsheet(language, session())):
        assert Language(language).say(exercise.title) in made and missing(exercise, language, made) == []


@ALL
@BOTH
def test_every_fact_stands_in_the_table(exercise, language):
    words, shown = Language(language), spreadsheet(language, session())
    played = session().groups[0].played(exercise, language)
    said = [words.said(fact.what).replace("\u00a0", " ") for fact in exercise.play.facts(played, session().names())]
    assert said and [one for one in said if one not in shown] == []


@ALL
@BOTH
def test_the_report_names_who_did_not_play_to_the_end(exercise, language):
    words, (*_done, green) = Language(language), session().groups
    page = report(language, session())
    begun = page[page.index(f"<h2>{words.say(exercise.title)}</h2>") :]
    if exercise.play.table(green.played(exercise, language), {}).unfinished:
        assert re.search(re.escape(words.say(HALF).partition(":")[0]) + ":[^<]*Green", begun)


@ALL
@BOTH
def test_the_debrief_asks_about_what_was_played(exercise, language):
    about = [one for one in asked(session()) if one.about == exercise.name]
    assert {"quiz"} < {one.rule for one in about}  # more than what every exercise asks for itself
    assert {rule.__name__ for rule in exercise.rules} & {one.rule for one in about}
    assert all(Language(language).say(one) for question in about for one in (question.seen, question.ask))


@BOTH
def test_the_debrief_of_the_page_has_a_part_for_every_exercise_and_leaves_nobody_out(tiny, language):
    desk = Facilitator(language)
    desk.session = session()
    debrief = Debrief(desk)
    run_aside(debrief._ask())
    said = " ".join(one.value for one in debrief.questions.children if isinstance(one, HTML))
    assert "kit-problem" not in debrief.told.value
    assert [one.name for one in exercises().values() if desk.say(one.title) not in said] == []


@ALL
@BOTH
@pytest.mark.parametrize("how", ["one", "half"])
def test_the_start_page_says_how_far_a_game_is(exercise, language, how):
    page, play = Overview(language), play_of(exercise.name)
    page.restore(Journal().adding(events("Blue", exercise, getattr(play, how))).to_text())
    scene = exercise.play.scene(lambda step: page.journal.decided(exercise.name, step), language, None)
    said = page.say(IN_A_GAME, scene=page.say(scene)) if how == "half" else page.say(FINISHED)
    assert said in page.list.value and page.say(exercise.title) in page.list.value
    assert (scene is not None) == (how == "half") and (not scene or page.say(scene) in page.next.value)


# Groups that play together


@pytest.mark.parametrize("exercise", [one.name for one in exercises().values() if one.play.common], indirect=True)
@BOTH
def test_what_groups_play_together_is_shown_under_their_names(exercise, language):
    names = [Entry(0, key, Event(key, AT, "start", "team", "name", name), "") for key, name in GROUPS]
    entries = [*names, *play_of(exercise.name).together(GROUPS)]
    of = gathered([], entries, exercises())
    assert [one.name for one in of.groups] == [name for _key, name in GROUPS] and len(of.common(exercise)) == 1
    title = Language(language).say(exercise.play.common.title, key=of.common(exercise)[0].name)
    for shown in (
        board_words(language, of, exercise.name),
        report_page(language, of, questions(of), datetime.date(2026, 11, 28)),
        report_table(language, of),
    ):
        assert [one for one in (title, *(name for _key, name in GROUPS)) if one not in shown] == []
