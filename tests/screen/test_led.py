"""What whoever leads says reaches the page of a group: pause, message, time left, a step to go on to; and its sign of life."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from kit.exercises import find
from kit.journal import Event, Journal
from kit.room.entries import CLOCK, CONTROL, EVERYBODY, FACILITATOR, GO, PAUSED, ROOM, SAY, SEASON, SHARED, UNTIL, Entry
from kit.room.pace import Pace
from kit.screen import led
from kit.screen.compare import Compare
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.screen.start_page import Overview
from tests.aside import run_aside

FOREST = find("customer_forest")
OTHER = "f" * 32


@pytest.fixture
def page(room):
    made = Page(FOREST, "en")
    for step in (Predict, FOREST.play.screen(), Compare):
        step(made)
    made.restore(Journal().to_text())
    yield made
    made.attendance._link.close()


def tell(page, name: str, value: str, seconds_ago: int = 0) -> None:
    """The facilitator decides something, as the room passes it on."""
    arrived = (datetime.now(UTC) - timedelta(seconds=seconds_ago)).isoformat()
    event = Event(f"{name}{value}", "", "room", CONTROL, name, value)
    page.attendance._heard([Entry(1, FACILITATOR, event, arrived)])


def test_a_pause_is_said_until_it_goes_on(page):
    tell(page, PAUSED, "yes")
    assert page.header.paused.startswith("Paused")
    tell(page, PAUSED, "")
    assert page.header.paused == ""


def test_the_message_that_came_last_is_shown_whether_to_all_or_to_this_group(page):
    tell(page, SAY + page.attendance.key, "<b>Blue</b>")
    tell(page, SAY + OTHER, "for others")
    assert page.header.said["text"] == "<b>Blue</b>"
    tell(page, SAY + EVERYBODY, "all")
    assert page.header.said["text"] == "all"
    tell(page, SAY + EVERYBODY, "")
    assert page.header.said == {}
    tell(page, SAY + EVERYBODY, "x" * 10_000)
    assert len(page.header.said["text"]) == led.LONGEST_MESSAGE


def test_the_time_left_is_counted_from_when_it_was_said(page):
    tell(page, CLOCK, Pace("Play", 90, True, exercise="customer_forest", step="play", stand="1").to_text(), 30)
    (timer,) = page.header.timers
    assert 55 <= timer["left"] <= 60 and timer["runs"] and timer["running"] == "Play: {time} left"
    before = page.header.timers
    tell(page, PAUSED, "yes")
    assert page.header.timers is before  # the browser goes on counting by itself
    tell(page, CLOCK, Pace("Coffee", 300, True, is_break=True, until="10:40", stand="2").to_text())
    assert page.header.timers[0]["running"] == "Break until 10:40: {time} left"
    tell(page, CLOCK, Pace("", 0, False, stand="3").to_text())
    assert page.header.timers == []
    tell(page, CLOCK, "{damaged")
    assert page.header.timers == []


def test_a_group_is_moved_on_past_what_it_did_not_do_also_where_others_are_held(page):
    tell(page, UNTIL + "customer_forest", "predict")
    assert not page.may_open("play")
    tell(page, GO + OTHER, "customer_forest|compare")
    tell(page, GO + page.attendance.key, "role_chain|compare")
    tell(page, GO + page.attendance.key, "customer_forest|nowhere")
    assert page.decided("predict") == {} and not page.steps["compare"].is_open
    tell(page, GO + page.attendance.key, "customer_forest|compare")
    assert page.steps["compare"].is_open
    assert page.decided("predict")["guess"] == "skipped" and page.decided("play")["skipped"] == "yes"
    written = page.journal
    tell(page, PAUSED, "")
    assert page.journal == written  # it is done once


def test_the_start_page_of_a_group_leads_to_the_exercise_that_the_clock_shows(room):
    start = Overview("en")
    start.restore(Journal().to_text())
    assert "01_culture_check" in start.next.value
    tell(start, CLOCK, Pace("Play", 90, True, exercise="customer_forest", step="play", stand="1").to_text())
    assert 'href="04_customer_forest.ipynb#predict"' in start.next.value
    tell(start, CLOCK, Pace("Coffee", 300, True, is_break=True, stand="2").to_text())
    assert "01_culture_check" in start.next.value
    tell(start, CLOCK, Pace("x", 300, True, exercise="nowhere", stand="3").to_text())
    assert "01_culture_check" in start.next.value
    start.attendance._link.close()


def test_a_season_of_a_common_game_counts_down_where_the_facilitator_wants_it(page):
    teams = json.dumps({"groups": [[page.attendance.key, "Blue"], [OTHER, "Red"]], "bots": [], "luck": 1})
    began = (datetime.now(UTC) - timedelta(seconds=40)).isoformat()
    page.write("predict", {"guess": "given"})
    page.go("play")
    tell(page, SEASON, "100")
    page.attendance._heard([Entry(2, ROOM, Event("t", "", "customer_forest", SHARED, "1.1.teams", teams), began)])
    (timer,) = page.header.timers
    assert 55 <= timer["left"] <= 60 and timer["running"] == "This season: {time} left"
    days = [Event("d", "", "customer_forest", SHARED, "1.1.season.1", "20,20,20,0;20,20,20,0")]
    page.attendance._heard([Entry(3, ROOM, one, datetime.now(UTC).isoformat()) for one in days])
    assert page.header.timers[0]["left"] >= 95


def test_a_page_with_somebody_before_it_gives_signs_of_life_and_stops_to_knock_when_nobody_answers(
    page, room, monkeypatch
):
    monkeypatch.setattr(led, "KNOCK_SECONDS", 0.0)
    knocks, signs = [], []
    page.header.knock = lambda: knocks.append(1)
    page.attendance.sign = lambda: signs.append(1)

    async def visit():
        page.attendance.led.here()
        await page.attendance.led._task
        page.header._heard(page.header, {"kind": "here"}, [])
        await page.attendance.led._task

    run_aside(visit())
    assert len(signs) == 2 and len(knocks) == 2 * led.MOST_UNANSWERED


def test_the_store_knows_which_page_is_open(page, room):
    store, opened = room
    run_aside(wait_for(lambda: page.attendance.key in store.signs(opened)))
    assert store.signs(opened)[page.attendance.key].page == "customer_forest"


async def wait_for(happened) -> None:
    for _time in range(600):
        if happened():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never happened")
