"""The summary of one group: its own figures beside the model's, no other group, and nothing of the model before the guess."""

import datetime
import re
from html import unescape

import numpy as np
import pytest

from kit.exercises import exercises
from kit.groups import Group
from kit.journal import Event, Journal
from kit.report.summary import LONGEST_ANSWER, summary_page
from kit.wording import LANGUAGES, Language
from tests.exercises.plays import AT, events, play_of

TODAY = datetime.date(2026, 11, 28)
ALL = pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def decided(exercise, **steps) -> list[Event]:
    return [
        Event(f"{step} {name}", AT, exercise.name, step, name, value)
        for step, values in steps.items()
        for name, value in values.items()
    ]


def page(language: str, made: list[Event], alone: bool = False, name: str = "Ada", only=None) -> str:
    return summary_page(
        Language(language, alone),
        Group("me", name, Journal(tuple(made))),
        TODAY,
        [only] if only else list(exercises().values()),
    )


def plain(text: str) -> str:
    """With one kind of space."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


def words(html: str) -> str:
    return plain(unescape(re.sub("<[^>]+>", " ", html.partition("</head>")[2])))


@ALL
@BOTH
def test_it_has_picture_guess_result_game_and_step_of_what_was_begun_and_nothing_else(exercise, language):
    say, html = Language(language), page(language, events("Ada", exercise, play_of(exercise.name).one))
    shown = words(html)
    assert exercise.drawing in html and html.count("<section") == 1
    for guess in exercise.guesses:
        own, model = (plain(say.value(guess.parameter, value)) for value in (guess.parameter.at(1), guess.truth()))
        assert own in shown and model in shown
    assert plain(play_of(exercise.name).named(say)[0]) in shown
    years = Group("", "", Journal()).years(exercise)
    for outcome in exercise.laboratory.outcomes:
        for side in years.outcomes[outcome.key]:
            median = float(np.nanmedian(side))
            assert (say.percent if outcome.percent else say.number)(median, outcome.digits).replace(
                "\u00a0", " "
            ) in shown
    assert "what Ada does" in shown and "who of Ada" in shown and say.date(datetime.date(2026, 12, 24)) in shown


@ALL
def test_it_ranks_nobody_marks_nobody_and_speaks_of_no_groups(exercise):
    shown = words(page("en", events("Ada", exercise, play_of(exercise.name).one)))
    assert not re.search(r"right answer|true answer|Groups|ranking|first place|winner", shown)


@ALL
def test_nothing_of_the_model_is_told_before_the_guess_is_behind(exercise):
    moved = {guess.parameter.name: guess.parameter.at(1) for guess in exercise.guesses}
    shown = words(page("en", decided(exercise, predict=moved, play={"opened": "yes"})))
    assert "model says" not in shown and "Your guess" not in shown and "setting leads to" not in shown
    skipped = words(page("en", decided(exercise, predict=moved | {"guess": "skipped"})))
    assert skipped.count("You went on without a guess · the model says") == len(exercise.guesses)


def test_one_person_is_spoken_to_as_one():
    made = events("Ada", *(lambda one: (one, play_of(one.name).half))(exercises()["role_chain"]))
    assert "Du hast" in page("de", made, alone=True) and "Ihr habt" not in page("de", made, alone=True)
    assert "Ihr habt" in page("de", made) and "nicht zu Ende gespielt" in page("de", made)


@BOTH
def test_whatever_people_typed_is_text_and_cut_and_the_page_asks_nobody_for_anything(language):
    exercise = exercises()["incentives"]
    nasty = '</p><script>alert(1)</script><img src="https://example.org/x">' + "x" * 2000
    made = decided(exercise, predict={"guess": "skipped"}, reflect={"question1": nasty}, commit={"what": nasty})
    html = page(language, made, name=nasty)
    assert "<script" not in html and "<img" not in html and "x" * LONGEST_ANSWER not in words(html).split(nasty[:5])[1]
    assert not re.search(r'(?:src|href)="(?!#)|url\(|@import', html) and "default-src 'none'" in html


def test_what_cannot_be_read_hides_nothing_else(monkeypatch):
    exercise = exercises()["incentives"]
    monkeypatch.setattr(Group, "played", lambda *_given: 1 / 0)
    shown = words(page("en", events("Ada", exercise, play_of(exercise.name).one)))
    assert "cannot be read" in shown and "model says" in shown and "what Ada does" in shown


def test_of_all_exercises_each_begins_a_page_and_one_alone_can_be_had():
    made = [event for one in exercises().values() for event in events("Ada", one, play_of(one.name).one)]
    assert page("de", made).count('<section class="page">') == len(exercises())
    first = next(iter(exercises().values()))
    assert page("de", made, only=first).count("<section") == 1
    assert "Hier ist noch nichts" in page("de", [])
