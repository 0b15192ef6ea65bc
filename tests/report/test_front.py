"""Page one of the report: who, when, what was tried, what came out, the steps, the day of the check; and what was noted of the debrief."""

import datetime

import pytest

from kit.debrief import CHANCE, CULTURE, TOGETHER, Question
from kit.debrief.notes import Note, notes
from kit.exercises import exercises
from kit.groups import Session
from kit.messages import Finding, Message
from kit.report.front import MOST_STEPS, ONE_THROW
from kit.report.held import Held, held
from kit.report.names import numbered
from kit.report.page import report_page
from kit.wording import LANGUAGES, Language
from tests.exercises.plays import events
from tests.report.workshops import NAMES, STEP, group, workshop
from tests.test_report import Page

TODAY = datetime.date(2026, 11, 28)
CET = datetime.timezone(datetime.timedelta(hours=1))
WORKSHOP = workshop()
NASTY = "<img src=x onerror=alert(1)> & {name} {{ 7 * 7 }}"


def question(kind: str, seen: str, striking: float = 0.5, about: str = "incentives") -> Question:
    return Question(seen, about, kind, Finding(Message(seen)), Finding(Message("Why?")), striking)


QUESTIONS = [
    question(TOGETHER, "They lay apart."),
    question(CULTURE, "Days moved a little.", 0.3),
    question(CULTURE, "Days moved much.", 0.8),
    question(CHANCE, "Luck decided."),
]


def front(session: Session = WORKSHOP, questions=QUESTIONS, language: str = "en", **more) -> str:
    """The text of page one."""
    written = report_page(language, session, questions, TODAY, **more)
    return Page(written[: written.index("</header>")] + "</header></body></html>").text


def whole(session: Session = WORKSHOP, questions=(), **more) -> str:
    return Page(report_page("en", session, questions, TODAY, **more)).text


def test_it_says_who_when_and_how_long():
    said = front(held=held(["2026-11-28T11:31:40+00:00", "", "never", "2026-11-28T08:02:11+00:00"], CET))
    assert "28 Nov 2026, 09:02 to 12:31 (3 h 29 min)" in said
    assert "6 groups, 18 people answered “Culture check”" in said


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        ([], "28 Nov 2026"),
        (["2026-11-27T08:00:00", "2026-11-28T08:00:00"], "from 27 Nov 2026 to 28 Nov 2026"),
        (["2026-11-28T08:00:00+00:00", "2026-11-28T08:40:00+00:00"], "28 Nov 2026, 09:00 to 09:40 (40 min)"),
    ],
)
def test_nothing_is_said_of_a_length_that_nobody_knows(moments, said):
    assert held(moments, CET).said(Language("en"), TODAY) == said


def test_what_was_tried_comes_with_its_question_and_how_many_tried_it():
    said = front()
    assert all(f"{one.title} {one.question} 6 groups" in said for one in exercises().values())


def test_where_there_is_little_the_appendix_follows_on_page_one_and_else_begins_a_page():
    few = report_page("en", Session((group("Blue", events("Blue", exercises()["role_chain"], {})),)), [], TODAY)
    assert 'class="front short' in few and '<main class="appendix follows">' in few
    many = report_page("en", WORKSHOP, QUESTIONS, TODAY)
    assert 'class="front short' not in many and '<main class="appendix">' in many


def test_three_things_came_out_and_chance_is_always_said():
    said = front()
    assert "Days moved much." in said and "Luck decided." in said
    assert "Days moved a little." not in said and "They lay apart." not in said
    assert ONE_THROW in front(questions=[]) and ONE_THROW not in said
    assert "They lay apart." in front(questions=QUESTIONS[:1])


def test_the_guess_that_lay_furthest_away_is_set_beside_the_model():
    said = front(questions=[])
    gaps = {
        guess.question: abs(float(guess.parameter.at(1)) - float(guess.truth()))
        / (guess.parameter.high - guess.parameter.low)
        for exercise in exercises().values()
        for guess in exercise.guesses
        if not guess.parameter.choices
    }
    furthest = max(gaps, key=gaps.__getitem__)
    assert f"“{furthest}” In the middle, 6 groups guessed" in said
    assert not any(f"“{other}”" in said for other in gaps if other != furthest)


def test_the_steps_that_come_first_stand_there_with_owner_and_day_and_the_day_of_the_check():
    said = front()
    first = STEP[:60]
    assert said.count(first) == min(MOST_STEPS, max(1, MOST_STEPS - max(0, 1 + len(exercises()) - 4)))
    assert f"More steps in the appendix: {6 * len(exercises()) - said.count(first)}." in said
    assert "10 Dec 2026" in said and "15 Dec 2026" not in said
    assert "28 Dec 2026. Who looks what was done" in said


def test_groups_stand_there_by_numbers_unless_names_are_wanted():
    words = Language("en")
    steps_of_nobody = [
        group(one.name, [event for event in one.journal.events if event.name != "who"]) for one in WORKSHOP.groups
    ]
    session = numbered(words, Session(tuple(steps_of_nobody), WORKSHOP.grounds))
    without, named = whole(session, named=False), whole()
    assert not any(name in without for name in NAMES)
    assert "Group 3" in without and all(name in named for name in NAMES)


def test_what_was_noted_in_the_debrief_is_in_it_and_only_what_was_asked():
    decided = {
        "asked|incentives|quiz": "What goes undone?",
        "answer|incentives|quiz": NASTY,
        "asked||steps": "Who notices?",
        "asked|incentives|luck": "",
        "answer|incentives|luck": "never asked",
        "asked": "odd",
    }
    talked = [one for one in notes(decided) if one.question]
    assert talked == [Note("incentives", "quiz", "What goes undone?", NASTY), Note("", "steps", "Who notices?", "")]
    written = report_page("en", WORKSHOP, (), TODAY, notes=talked)
    made = Page(written)
    assert "What goes undone?" in made.text and NASTY in made.text and "never asked" not in made.text
    assert "img" not in made.tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_group_leaves_page_one_to_the_others(language):
    odd = Session((*WORKSHOP.groups[:2], DAMAGED))
    said = front(odd, language=language)
    assert "3" in said and "28" in said and STEP[:60] in said


DAMAGED = group(
    "Odd",
    [
        type(event)(f"x{place}", event.at, event.exercise, event.step, event.name, ["x"])  # type: ignore[arg-type]
        for place, event in enumerate(WORKSHOP.groups[0].journal.events)
    ],
)


def test_what_people_typed_is_shown_and_never_done():
    typed = [
        type(event)(
            event.id, event.at, event.exercise, event.step, event.name, NASTY if event.step == "commit" else event.value
        )
        for event in WORKSHOP.groups[0].journal.events
    ]
    made = Page(report_page("en", Session((group(NASTY, typed),)), QUESTIONS, TODAY, NASTY, held=Held()))
    assert "img" not in made.tags and {name for name, _value in made.attributes if name.startswith("on")} == set()
    assert NASTY[:24] in made.text and "49" not in made.text.replace("149", "")
