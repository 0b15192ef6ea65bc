"""Nothing entered is lost or played by itself: wrong clocks, full and refused storages, two tabs, double clicks, a silent kernel."""

import datetime
import json
import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.journal import read_journal
from kit.screen.journaled import CLOSE, EMPTIED, FAILED, NOT_SAVED, SILENT
from kit.wording import Language
from tests.browser.cell import CellServer
from tests.browser.pages import (
    AS_SEVERAL,
    go_to,
    leave_guess,
    open_all_steps,
    open_drawer,
    open_step,
    press,
    press_main,
    skip_game,
    slider,
    wait_for_answer,
)

ENGLISH, GERMAN, ALONE = Language("en"), Language("de"), Language("de", alone=True)
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('Access is denied', 'SecurityError'); }})"
FULL = """{
  const refuse = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };
  Storage.prototype.setItem = refuse;
}"""


def stored(page: Page) -> dict:
    """What the browser's journal holds: values by exercise, step and name."""
    events = json.loads(page.evaluate("localStorage.getItem('pair-selling-kit')") or '{"events": []}')["events"]
    return {(one["exercise"], one["step"], one["name"]): one["value"] for one in events}


def days(page: Page) -> list:
    return [value for (_exercise, _step, name), value in stored(page).items() if name.startswith("days.") and value]


def open_game(page: Page) -> None:
    """Guess, come to the game and begin it."""
    leave_guess(page)
    press_main(page)
    expect(page.locator(".kit-play .kit-portions")).to_be_visible()


# Two clocks


@pytest.mark.parametrize("minutes", [10, -3 * 365 * 24 * 60], ids=["fast", "years ago"])
def test_a_browser_with_a_wrong_clock_loses_no_decision(visit, minutes):
    page = visit("app").context.new_page()
    page.clock.set_system_time(datetime.datetime.now() + datetime.timedelta(minutes=minutes))
    page.goto(visit("app").server.address("en", "02_role_chain"))
    leave_guess(page)
    skip_game(page)
    leads = slider(page, "compare", "leads")
    start = leads.input_value()
    for _step in range(3):
        leads.press("ArrowRight")
    moved = leads.input_value()
    page.get_by_role("button", name="Back to the start").click()
    expect(leads).to_have_value(start)
    for _step in range(3):
        leads.press("ArrowRight")
    wait_for_answer(page)
    open_step(page, "limits")
    expect(page.locator(".kit-limits .kit-figure").first).to_be_visible()
    go_to(page, "compare")
    expect(leads).to_have_value(moved)
    go_to(page, "limits")
    page.reload()
    expect(page.locator(".kit-limits .kit-figure").first).to_be_visible()
    go_to(page, "compare")
    expect(leads).to_have_value(moved)


def test_the_agenda_begins_at_the_time_that_was_typed_wherever_the_browser_is(browser, servers):
    context = browser.new_context(timezone_id="Asia/Kolkata")
    page = context.new_page()
    page.goto(servers("app").address("en", "90_facilitator"))
    begin = page.get_by_label("Begin (hours and minutes")
    begin.fill("23:59")
    begin.press("Tab")
    expect(page.locator(".kit-clock-then")).to_contain_text("11:59")
    context.close()


def test_the_clock_of_a_seat_begins_at_nothing_whatever_the_browser_thinks(visit):
    page = visit("app").context.new_page()
    page.clock.set_system_time(datetime.datetime.now() + datetime.timedelta(minutes=10))
    page.add_init_script(AS_SEVERAL)  # whoever is alone has no pace to keep
    page.goto(visit("app").server.address("en", "02_role_chain"))
    leave_guess(page)
    for label in ("Begin as a chain", "I sit here"):
        press(page, page.locator(".kit-play").get_by_role("button", name=label))
    expect(page.locator(".kit-clock .kit-value")).to_have_text(re.compile(r"^0:\d\d$"))


# A storage that takes nothing


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["refused", "full"])
def test_what_a_browser_does_not_store_is_in_the_saved_file(visit, script):
    visitor = visit("app")
    visitor.context.add_init_script(script)
    page = visitor.open("02_role_chain", "en")
    leave_guess(page)
    expect(page.locator(".kit-note").first).to_have_text(ENGLISH.say(NOT_SAVED))
    skip_game(page)
    page.get_by_role("button", name="Back to the start").click()  # decided by the kernel
    open_all_steps(page)
    go_to(page, "commit")
    page.locator(".kit-commit textarea").fill("Ask twice")
    page.locator(".kit-commit textarea").press("Tab")
    go_to(page, "share")
    with page.expect_download() as saved:
        page.locator(".kit-share").get_by_role("button", name="Save as file").click()
    journal = read_journal(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert journal.decided("role_chain", "predict")["guess"] == "given"
    assert journal.decided("role_chain", "commit")["what"] == "Ask twice"
    with page.expect_download() as beside:  # also where the sentence stands
        page.locator(".kit-notices").get_by_role("button", name="Save as file").click()
    assert set(read_journal(Path(beside.value.path()).read_text(encoding="utf-8")).events) == set(journal.events)
    assert journal.decided("role_chain", "setting") and journal.decided("role_chain", "share") == {"opened": "yes"}


@pytest.mark.parametrize(
    ("notebook", "field", "language"),
    [("00_start", "text", ALONE), ("01_culture_check", "radio", ALONE), ("90_facilitator", "text", GERMAN)],
)
def test_every_page_says_that_nothing_is_stored(visit, notebook, field, language):
    visitor = visit("app")
    visitor.context.add_init_script(FULL)
    page = visitor.open(notebook, "de")
    if notebook == "00_start":
        open_drawer(page)
    first = page.locator(f".kit-step input[type={field}]").first
    if field == "text":
        first.fill("10:00")
        first.press("Tab")
    else:
        first.check()
    expect(page.locator(".kit-note").first).to_have_text(language.say(NOT_SAVED))


def test_a_storage_with_room_again_gets_everything(visit):
    visitor = visit("app")
    page = visitor.open("00_start", "en")
    open_drawer(page)
    name = page.locator(".kit-step input[type=text]").first
    expect(name).to_be_visible()
    page.evaluate("window.kept = Storage.prototype.setItem; " + FULL + "; 0")
    name.fill("Blue")
    name.press("Tab")
    expect(page.locator(".kit-note").first).to_have_text(ENGLISH.say(NOT_SAVED))
    page.evaluate("Storage.prototype.setItem = window.kept; 0")
    name.fill("Bluer")
    name.press("Tab")
    expect(page.locator(".kit-note").first).not_to_have_text(ENGLISH.say(NOT_SAVED))
    assert stored(page)["start", "team", "name"] == "Bluer"


def test_a_damaged_entry_is_kept_aside_once_and_nothing_after_it_is_lost(visit):
    visitor = visit("app")
    damaged = '{"version": 1, "events": [{"id": "1", "at": "2026-01-01T00:00:00Z", "exercise": "start", "step": "team", "name": "name"}]}'
    visitor.context.add_init_script(
        f"localStorage.getItem('pair-selling-kit') ?? localStorage.setItem('pair-selling-kit', '{damaged}')"
    )
    page = visitor.open("00_start", "en")
    open_drawer(page)
    name = page.locator(".kit-step input[type=text]").first
    name.fill("Blue")
    name.press("Tab")
    wait_for_answer(page)
    page.reload()
    expect(name).to_have_value("Blue")
    aside = page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('pair-selling-kit-unreadable')).map(([, text]) => text)"
    )
    assert aside == [damaged]


# Two tabs


def test_a_second_tab_follows_the_game_and_nobody_plays_what_nobody_chose(visit):
    visitor = visit("app")
    first = visitor.open("03_incentives", "en")
    open_game(first)
    second = visitor.open("03_incentives", "en")
    expect(second.locator(".kit-play .kit-portions")).to_be_visible()
    first.bring_to_front()
    first.locator(".kit-play input[type=range]").first.press("ArrowRight")
    press_main(first)  # work
    expect(first.locator(".kit-play .kit-portions")).to_have_count(0)
    press_main(first)  # close the quarter
    press_main(first)  # read the payslip
    expect(first.locator(".kit-play")).to_contain_text("Quarter 2 of 4")
    expect(second.locator(".kit-play")).to_contain_text("Quarter 2 of 4")
    second.bring_to_front()
    for _work_close_read in range(3):
        press_main(second)
    for page in (first, second):
        expect(page.locator(".kit-play")).to_contain_text("Quarter 3 of 4")
    played = {name: value for (_exercise, _step, name), value in stored(first).items() if name.startswith("old.")}
    for page in (first, second):
        page.reload()
        expect(page.locator(".kit-play")).to_contain_text("Quarter 3 of 4")
    assert {
        name: value for (_exercise, _step, name), value in stored(second).items() if name.startswith("old.")
    } == played


def test_a_tab_whose_entries_were_deleted_elsewhere_says_so(visit):
    visitor = visit("app")
    page = visitor.open("02_role_chain", "de")
    leave_guess(page)
    start = visitor.open("00_start", "de")
    open_drawer(start)
    start.get_by_role("button", name=re.compile("^Alles")).click()
    start.get_by_role("button", name=re.compile("^Ja, löschen")).click()
    expect(page.get_by_text(ALONE.say(EMPTIED))).to_be_in_viewport(ratio=1)
    assert stored(page) == {}
    expect(page.locator(".kit-play .kit-form").first).to_have_js_property("inert", True)
    expect(page.locator(".kit-step .kit-form:not([inert])")).to_have_count(0)  # nothing is added to what is gone


def test_a_storage_that_was_emptied_by_the_browser_gets_no_half_a_game(visit):
    page = visit("app").open("04_customer_forest", "en")
    open_game(page)
    page.evaluate("localStorage.clear()")
    page.locator(".kit-play .kit-primary").press("Enter")
    expect(page.get_by_text(ENGLISH.say(EMPTIED))).to_be_in_viewport(ratio=1)
    assert stored(page) == {}


# Clicks and keys that come twice


GAPS = (0, 120, 180, 250, 350, 450)  # milliseconds between two clicks


def test_a_double_click_plays_one_season(visit):
    page = visit("app").open("04_customer_forest", "en")
    open_game(page)
    for season, gap in enumerate(GAPS, start=1):
        double_click(page, gap)
        expect(page.locator(".kit-play h3").first).to_contain_text(
            f"Season {season + 1}:" if season < len(GAPS) else "Halfway"
        )
        wait_for_answer(page)
        assert [value.count(";") for value in days(page)] == [season - 1]


def test_a_double_click_works_or_closes_one_quarter(visit):
    page = visit("app").open("03_incentives", "en")
    open_game(page)
    for place, gap in enumerate(GAPS[1:]):
        double_click(page, gap)
        # One after the other: days given, quarter closed, payslip read.
        expect(page.locator(".kit-play .kit-portions")).to_have_count(int(place % 3 == 2))
        wait_for_answer(page)
        played = [
            name
            for (_exercise, _step, name), value in stored(page).items()
            if re.fullmatch(r"old\.\d\.(days|pulled)", name) and value
        ]
        assert len(played) == place + 1 - (place + 1) // 3


def double_click(page: Page, gap: int) -> None:
    """Two clicks at the place of the main button, the second so many milliseconds after the first."""
    button = page.locator(".kit-play .kit-primary")
    expect(button).to_have_count(1)
    button.click(trial=True)  # when it can be pressed
    box = button.bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(*at)
    page.wait_for_timeout(gap)  # the time between the two clicks is what is tried here
    page.mouse.click(*at)
    page.wait_for_function("() => !document.documentElement.classList.contains('kit-held')")


def test_a_phone_that_is_slow_plays_what_was_tapped_and_no_more(browser, servers):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(servers("app").address("en", "04_customer_forest"))
    open_game(page)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 8})
    for season in (1, 2):
        button = page.locator(".kit-play .kit-primary")
        button.tap(trial=True)  # when it can be pressed
        box = button.bounding_box()
        for _tap in range(2):
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator(".kit-play")).to_contain_text(f"Season {season + 1}:")
    wait_for_answer(page)
    assert [value.count(";") for value in days(page)] == [1]
    context.close()


# A kernel that does not answer


def test_what_a_silent_kernel_has_not_heard_is_said_and_arrives_once(visit, servers):
    page = visit("app").open("04_customer_forest", "en")
    open_game(page)
    silent = servers("app").kernels()  # that of the page, which may have waited prepared, and those that wait now
    for pid in silent:
        os.kill(pid, signal.SIGSTOP)
    try:
        page.locator(".kit-play .kit-primary").click()
        expect(page.get_by_text(ENGLISH.say(SILENT))).to_be_in_viewport(ratio=1, timeout=15_000)
        page.locator(".kit-foot").scroll_into_view_if_needed()
        expect(page.get_by_text(ENGLISH.say(SILENT))).to_be_in_viewport(ratio=1)
    finally:
        for pid in silent:
            os.kill(pid, signal.SIGCONT)
    expect(page.locator(".kit-play")).to_contain_text("Season 2:")
    expect(page.get_by_text(ENGLISH.say(SILENT))).to_be_hidden()
    wait_for_answer(page)
    assert [value.count(";") for value in days(page)] == [0]


# An error after the page has opened

FAULTY = """
from ipywidgets import VBox
from kit.screen.journaled import Journaled

page = Journaled("de")
form = page.form(actions=[{"key": "go", "label": "Los"}], on_action=lambda _key, _values: 1 / 0)
VBox([page.header, form])
"""


@pytest.fixture
def faulty(tmp_path):
    server = CellServer(tmp_path, FAULTY)
    yield server
    server.stop()


def test_an_error_in_a_click_is_said_at_the_foot_of_the_window_and_can_be_put_away(visit_room, faulty):
    page = visit_room(faulty).page(faulty.page)
    page.get_by_role("button", name="Los").click()
    said = page.get_by_text(ALONE.say(FAILED))
    expect(said).to_be_in_viewport()
    assert "ZeroDivisionError" not in page.content()
    page.get_by_role("button", name=ALONE.say(CLOSE)).click()
    expect(said).to_be_hidden()
