"""From the list into the exercises: snapped and clamped values are said, one press puts them there, and both ways lead back."""

import pytest

from kit.contract import FIRM_FIGURES
from kit.exercises import exercises
from kit.exercises.own_data.screen_values import Figure, figures, snapped, starts
from kit.exercises.own_data.steps import INTO
from kit.groups import FIRM, Group, firm_values
from kit.journal import Journal
from kit.messages import Finding, Message
from kit.parameters import Parameter, parameters
from kit.progress import Progress
from kit.screen.page import Page
from tests.exercises.own_data.visitor import Visitor

TAKING = [one for one in exercises().values() if one.firm]


@pytest.fixture(scope="module")
def visitor() -> Visitor:
    """The invented firm with everything asked, and its values in the exercises."""
    visitor = Visitor()
    visitor.invented()
    visitor.page.go(INTO)
    step = visitor.step(INTO)
    visitor.press(step.entry, "count", sellers="4", margin="40")
    visitor.press(step.uses, "use")
    return visitor


def figure(value: float) -> Figure:
    return Figure(value, Finding(Message("")))


@pytest.mark.parametrize("exercise", TAKING, ids=lambda one: one.name)
def test_an_exercise_takes_figures_that_there_are_into_values_that_it_has(exercise):
    assert set(exercise.firm) <= set(parameters(exercise.setting))
    assert set(exercise.firm.values()) <= set(FIRM_FIGURES)


def test_a_value_between_two_steps_goes_to_the_nearest_and_one_beyond_the_slider_to_its_end():
    declared = Parameter(Message("x"), 8.0, 2.0, 16.0, 0.5)
    assert [(one.value, one.kept) for one in (snapped(declared, figure(value)) for value in (4.5, 4.6, 0.3, 40))] == [
        (4.5, "exact"),
        (4.5, "snapped"),
        (2.0, "clamped"),
        (16.0, "clamped"),
    ]


@pytest.mark.parametrize("exercise", TAKING, ids=lambda one: one.name)
def test_every_start_value_is_possible_and_says_where_it_came_from(visitor, exercise):
    found = starts(exercise, figures(visitor.page.loaded.deals, {"sellers": 4, "margin": 0.4}))
    assert {one.parameter.name for one in found} == set(exercise.firm)
    for one in found:
        one.parameter.check(one.value)
        assert visitor.page.say(one.figure.source)
        assert visitor.page.say(one.parameter.label) in visitor.step(INTO).shown.value


def test_what_nobody_said_is_left_out():
    visitor = Visitor()
    visitor.invented()
    found = figures(visitor.page.loaded.deals, {})
    assert {"margin", "margin_eur", "sellers", "customers_per_seller"}.isdisjoint(found) and "order_eur" in found


@pytest.mark.parametrize("exercise", TAKING, ids=lambda one: one.name)
def test_the_page_of_an_exercise_starts_from_them_and_goes_back_to_the_start(visitor, exercise):
    page = Page(exercise, "en")
    page.restore(visitor.page.journal_text())
    given = firm_values(exercise, visitor.page.journal)
    assert given and {name: getattr(page.setting, name) for name in given} == given
    page.decide_setting({})  # as “Back to the start” does
    assert page.setting == page.decided_setting == exercise.setting()


@pytest.mark.parametrize("exercise", TAKING, ids=lambda one: one.name)
def test_an_exercise_with_start_values_is_not_begun_and_the_facilitator_sees_its_setting(visitor, exercise):
    group = Group("a", "A", visitor.page.journal)
    assert not group.begun(exercise) and not Progress(exercise, visitor.page.journal, "en").begun
    assert group.changes(exercise).items() <= firm_values(exercise, visitor.page.journal).items()


def test_taking_them_back_leaves_every_exercise_at_its_start():
    visitor = Visitor()
    visitor.invented()
    visitor.page.go(INTO)
    chain = exercises()["role_chain"]
    visitor.page.decide(chain.name, "setting", {"win": 0.6, "gain": 0.3})  # somebody had moved two sliders before
    step = visitor.step(INTO)
    visitor.press(step.uses, "use")
    used = Group("a", "A", visitor.page.journal).setting(chain)
    assert used.win == firm_values(chain, visitor.page.journal)["win"] != 0.6 and used.gain == 0.3
    visitor.press(step.uses, "back")
    assert all(not firm_values(one, visitor.page.journal) for one in TAKING)
    left = Group("a", "A", visitor.page.journal).changes(chain)
    assert left == {"gain": 0.3} and "back" not in [one["key"] for one in step.uses.actions]


def test_a_start_value_that_is_impossible_is_named_and_left_at_its_default():
    chain = exercises()["role_chain"]
    journal = Journal()
    journal = journal.adding(journal.deciding(FIRM, chain.name, {"win": 7.0, "unknown": 3, "leads_per_day": 4.0}))
    group = Group("a", "A", journal)
    assert group.changes(chain) == {"leads_per_day": 4.0}


def test_start_values_for_a_page_that_takes_none_are_passed_over():
    journal = Journal()
    journal = journal.adding(journal.deciding(FIRM, "own_data", {"win": 0.5}))
    visitor = Visitor(stored=journal.to_text())
    assert visitor.page.header.problem == "" and visitor.step("load").is_open
