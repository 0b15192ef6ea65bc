"""What the start page says of what is done and where one goes on."""

import asyncio
import json
import re

import pytest

from kit.exercises import everything, exercises
from kit.exercises.customer_forest import game as seasons
from kit.exercises.incentives import game as payday
from kit.exercises.role_chain.game import ROLES
from kit.journal import Event, Journal
from kit.places import workshops
from kit.screen.start_page import Overview
from kit.wording import LANGUAGES
from tests.exercises.plays import play_of

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
ASKED = {question.key for exercise in exercises().values() for question in exercise.quiz}
EVERYTHING = {verb: {"opened": "yes"} for verb in ("limits", "share")} | {
    "predict": {"guess": "given"},
    "setting": {"anything": 1},
    "reflect": {"opened": "yes", "question1": "an answer"} | dict.fromkeys(ASKED, "0"),
    "commit": {"opened": "yes", "what": "a step", "who": "Jana", "until": "2027-01-31"},
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
    """A picture of the shelf, as text."""
    return re.sub("<[^>]+>", " ", page.list.value.split("<li")[place + 1])


def links(shown: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', shown)


def test_before_everything_else_comes_the_culture_check_and_says_why():
    page = start_page()
    assert links(page.next.value) == ["01_culture_check.ipynb#before"]
    assert "Start with: Culture check" in page.next.value and "how it was before" in page.next.value
    begun = start_page(culture_check={"before": {"1.honest": "2"}})
    assert links(begun.next.value) == ["01_culture_check.ipynb#before"] and "Go on with: " in begun.next.value


def test_after_the_culture_check_comes_the_first_exercise_and_after_the_last_exercise_its_second_round():
    answered = {"before": {"through": 1, "lifted": "yes"}}
    assert links(start_page(culture_check=answered).next.value) == ["02_role_chain.ipynb#predict"]
    through = {name: EVERYTHING | {"play": {"opened": "yes"} | play_of(name).one} for name in exercises()}
    assert links(start_page(culture_check=answered, **through).next.value) == ["01_culture_check.ipynb#after"]
    both = answered | {"after": {"through": 1, "lifted": "yes"}}
    for done in (start_page(culture_check=both, **through), start_page(**through)):
        assert links(done.next.value) == [] and "Everything is done" in done.next.value


def test_once_an_exercise_was_begun_nobody_is_sent_back_to_a_culture_check_that_is_worthless_now():
    page = start_page(role_chain={"predict": {"guess": "given"}})
    assert links(page.next.value) == ["02_role_chain.ipynb#play"]


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
    assert WHERE[name] in page.next.value and "Go on with: " in page.next.value
    assert f'_{name}.ipynb#play"' in page.next.value
    tile = page.list.value.split("<li")[list(everything()).index(name) + 1]
    assert "in the middle of the game: " in tile and WHERE[name] in tile and f'_{name}.ipynb#play"' in tile


@pytest.mark.parametrize("name", list(BEGUN))
def test_what_is_done_counts_and_not_what_was_opened(name):
    place = list(everything()).index(name)
    opened = {verb: {"opened": "yes"} for verb in ("play", "limits", "reflect", "commit", "share")}
    assert "3 of 7 steps done" in row(start_page(**{name: opened | {"predict": {"guess": "skipped"}}}), place)
    passed_by = start_page(**{name: EVERYTHING | {"play": {"opened": "yes"}}})
    assert "6 of 7 steps done" in row(passed_by, place)
    through = start_page(**{name: EVERYTHING | {"play": {"opened": "yes"} | OVER[name]}})
    assert "✓ done" in row(through, place)


@pytest.mark.parametrize("name", list(BEGUN))
def test_a_game_that_is_over_or_was_passed_by_holds_nobody_up(name):
    for played in (OVER[name], {}):
        page = start_page(**{name: EVERYTHING | {"play": {"opened": "yes"} | played}})
        assert f"_{name}.ipynb" not in page.next.value


@pytest.mark.parametrize("name", list(BEGUN))
def test_a_game_begun_before_the_next_step_comes_before_it(name):
    begun = {"predict": {"guess": "given"}, "play": {"opened": "yes"} | BEGUN[name]}
    assert "#play" in start_page(**{name: begun}).next.value
    over = {"predict": {"guess": "given"}, "play": {"opened": "yes"} | OVER[name]}
    assert "#compare" in start_page(**{name: over}).next.value
    looked = over | {"setting": {"anything": 1}}
    assert "#limits" in start_page(**{name: looked}).next.value


def test_one_goes_on_where_one_was_also_in_a_step_that_was_opened_and_left():
    seen = {"predict": {"guess": "skipped"}, "reflect": {"opened": "yes"}}
    assert "#reflect" in start_page(incentives=seen).next.value
    noted = seen | {"reflect": {"opened": "yes", "question1": "nothing"}}
    assert "#reflect" in start_page(incentives=noted).next.value
    answered = seen | {"reflect": {"opened": "yes"} | {one.key: "0" for one in everything()["incentives"].quiz}}
    assert "#commit" in start_page(incentives=answered).next.value


def test_the_lone_wolfs_case_is_a_game_too():
    chain = OVER["role_chain"] | {"opened": "yes"}
    page = start_page(role_chain=EVERYTHING | {"play": chain | {"begun.wolf": "yes"}})
    assert "talk 1 of 4" in page.next.value
    handed = {f"wolf.{role}.handed": "yes" for role in ROLES}
    asked = start_page(role_chain=EVERYTHING | {"play": chain | {"begun.wolf": "yes"} | handed})
    assert "the customer asks" in asked.next.value
    sent = chain | {"begun.wolf": "yes", "wolf.sent": "yes"} | handed
    assert "_role_chain.ipynb" not in start_page(role_chain=EVERYTHING | {"play": sent}).next.value


def test_a_guess_that_was_moved_but_not_given_is_nothing_yet():
    page = start_page(role_chain={"predict": {"faster": 35}}, culture_check={"before": {"through": 1, "lifted": "yes"}})
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


def test_whoever_is_alone_is_spoken_to_as_one_person_and_several_as_a_group():
    page = start_page("de")
    label = lambda: page.team.groups[0]["fields"][0]["label"]  # noqa: E731
    assert (label(), page.team.values["people"]) == ("Dein Name", "alone") and "stehst du" in page.list.value
    assert "du eingibst" in page.header.foot and "deinen Stand" in page.header.wording["unsaved"]
    page.hear([{"id": "1", "at": "2026-01-01T00:00:00Z", "exercise": "start", "step": "team", "name": "people", "value": "several"}])  # fmt: skip
    assert "ihr eingebt" in page.header.foot and "euren Stand" in page.header.wording["unsaved"]
    assert label() == "Euer Teamname" and "steht ihr" in page.list.value
    assert start_page("de", start={"team": {"people": "several"}}).team.values["people"] == "several"


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_much_stands_before_the_one_big_step(language):
    prose = json.loads((workshops() / language / "00_start.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"]
    step = re.sub("<[^>]+>", " ", start_page(language).next.value)
    assert len("".join(prose).split()) <= 40 and len(("".join(prose) + step).split()) <= 60


def test_the_summary_is_made_when_asked_for_and_speaks_to_one_person():
    page = start_page("de", start={"team": {"name": "Ada <x>"}}, role_chain={"predict": {"guess": "skipped"}})
    assert page.summary.sheet.html == ""
    asyncio.run(page.summary.sum_up())
    assert "Ada &lt;x&gt;" in page.summary.sheet.html and "Du hast nichts vorhergesagt" in page.summary.sheet.html
