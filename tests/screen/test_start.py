"""What the start page says of what is done and where one goes on."""

import re

import pytest

from kit.exercises import everything
from kit.exercises.customer_forest import game as seasons
from kit.exercises.incentives import game as payday
from kit.exercises.role_chain.game import ROLES
from kit.journal import Event, Journal
from kit.screen.start_page import Overview

BEGUN = {"customer_forest": {"begun": "yes"}, "incentives": {"begun": "yes"}, "role_chain": {"begun.chain": "yes"}}
BOTS = {f"seat.{role}": "hasty" for role in ROLES}
OVER = {
    "customer_forest": {
        "begun": "yes",
        seasons.TALKED.name: "done",
        seasons.PLAYED[1].name: ";".join(["30,20,10,0"] * seasons.SEASONS),
    },
    "incentives": {"begun": "yes"}
    | {one.name: "30,10,5,5" for one in payday.DAYS.values()}
    | {one.name: "0" for one in payday.PULLED.values()},
    "role_chain": {"begun.chain": "yes"} | BOTS,
}
WHERE = {"customer_forest": "season 1 of 12", "incentives": "quarter 1 of 4", "role_chain": "seat “contact maker”"}
EVERYTHING = {verb: {"opened": "yes"} for verb in ("play", "limits", "reflect", "commit", "share")} | {
    "predict": {"guess": "given"}
}


def start_page(language: str = "en", **exercises_steps) -> Overview:
    """The start page of a browser that decided this, by exercise and step."""
    events = [
        Event(f"{exercise}-{step}-{name}", "2026-01-01T00:00:00Z", exercise, step, name, value)
        for exercise, steps in exercises_steps.items()
        for step, decided in steps.items()
        for name, value in decided.items()
    ]
    page = Overview(language)
    page.restore(Journal(tuple(events)).to_text())
    return page


def row(page: Overview, place: int) -> str:
    """A line of the list of exercises, as text."""
    return re.sub("<[^>]+>", " ", page.list.value.split("<tr>")[place + 2])


def test_of_two_exercises_the_one_decided_last_goes_on_however_its_stamp_is_written():
    events = [
        Event("1", "2026-01-01T12:00:00+05:00", "role_chain", "predict", "guess", "given"),  # seven o'clock
        Event("2", "2026-01-01T08:00:00Z", "incentives", "predict", "guess", "given"),
    ]
    page = Overview("en")
    page.restore(Journal(tuple(events)).to_text())
    assert "_incentives.ipynb" in page.next.value


@pytest.mark.parametrize("name", list(BEGUN))
def test_in_the_middle_of_a_game_the_start_page_leads_into_it_whatever_else_is_open(name):
    page = start_page(**{name: EVERYTHING | {"play": {"opened": "yes"} | BEGUN[name]}})
    assert WHERE[name] in page.next.value and "where you left it" in page.next.value
    assert f'_{name}.ipynb#play"' in page.next.value
    assert "6 of 7 steps done" in row(page, list(everything()).index(name))


@pytest.mark.parametrize("name", list(BEGUN))
def test_a_game_that_is_over_or_was_passed_by_holds_nobody_up(name):
    for played in (OVER[name], {}):
        page = start_page(**{name: EVERYTHING | {"play": {"opened": "yes"} | played}})
        assert "7 of 7 steps opened" in row(page, list(everything()).index(name))
        assert "where you left it" not in page.next.value


@pytest.mark.parametrize("name", list(BEGUN))
def test_a_game_begun_before_the_next_step_comes_before_it(name):
    begun = {"predict": {"guess": "given"}, "play": {"opened": "yes"} | BEGUN[name]}
    assert "#play" in start_page(**{name: begun}).next.value
    over = {"predict": {"guess": "given"}, "play": {"opened": "yes"} | OVER[name]}
    assert "#limits" in start_page(**{name: over}).next.value


def test_the_lone_wolfs_case_is_a_game_too():
    chain = OVER["role_chain"] | {"opened": "yes"}
    page = start_page(role_chain=EVERYTHING | {"play": chain | {"begun.wolf": "yes"}})
    assert "seat “contact maker”" in page.next.value
    handed = {f"wolf.{role}.handed": "yes" for role in ROLES}
    assert (
        "the customer asks"
        in start_page(role_chain=EVERYTHING | {"play": chain | {"begun.wolf": "yes"} | handed}).next.value
    )
    assert (
        "where you left it"
        not in start_page(
            role_chain=EVERYTHING | {"play": chain | {"begun.wolf": "yes", "wolf.sent": "yes"} | handed}
        ).next.value
    )


def test_a_guess_that_was_moved_but_not_given_is_still_the_next_step():
    page = start_page(role_chain={"predict": {"faster": 35}})
    assert "#predict" in page.next.value and "not begun" in row(page, 1)


def test_a_round_of_the_culture_check_that_is_not_over_is_said():
    assert "0 of 2 rounds done, the next one is begun" in row(
        start_page(culture_check={"before": {"1.honest": "2"}}), 0
    )
    assert "1 of 2 rounds done" in row(start_page(culture_check={"before": {"through": 1, "lifted": "yes"}}), 0)
    assert "not begun" in row(start_page(), 0)


def test_the_scene_is_said_in_german_too():
    page = start_page("de", customer_forest={"predict": {"guess": "given"}, "play": {"opened": "yes", "begun": "yes"}})
    assert (
        "Weiter mit:" in page.next.value and "Saison 1 von 12" in page.next.value and "mitten im Spiel" in row(page, 3)
    )
