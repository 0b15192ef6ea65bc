"""The action plan in a real browser: changed by keyboard, kept over a reload, taken home as paper, table and calendar, and checked."""

import csv
import datetime
import io
import json
import re

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from kit.screen.plan_page import DECLARED
from tests.browser.axe import findings
from tests.browser.pages import AS_SEVERAL, SIZES, english_in, press, wait_for_answer, wait_until_stored
from tests.browser.sheets import A4_POINTS, printed, sheets, sizes

NOTEBOOK = "09_plan"
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
STEP = {"what": "Call the oldest; customers, ünd more", "who": "Jana", "until": "2030-05-17"}


def seeded(**steps) -> str:
    """A script that fills an empty browser with these decisions, written long ago; steps as incentives__commit={...}."""
    events = [
        {
            "id": f"{place}{name}",
            "at": "2026-02-01T09:00:00Z",
            "step": place.split("__")[1],
            "name": name,
            "value": value,
        }
        | {"exercise": place.split("__")[0]}
        for place, decided in steps.items()
        for name, value in decided.items()
    ]
    stored = json.dumps(json.dumps({"version": 1, "events": events}))
    return f"localStorage.getItem('pair-selling-kit') ?? localStorage.setItem('pair-selling-kit', {stored})"


def stored(page: Page, exercise: str, step: str) -> dict:
    events = json.loads(page.evaluate("localStorage.getItem('pair-selling-kit') ?? '{\"events\": []}'"))["events"]
    return {one["name"]: one["value"] for one in events if (one["exercise"], one["step"]) == (exercise, step)}


def go(page: Page, step: str) -> None:
    """Go to a step by its button in the head."""
    wait_for_answer(page)
    button = page.locator(".kit-steps button").nth(DECLARED.verbs.index(step))
    button.press("Enter")
    expect(button).to_have_attribute("aria-current", "step")
    expect(page.locator(f".kit-step.kit-{step}")).to_be_visible()
    wait_for_answer(page)


def type_step(page: Page, what: str, who: str, until: str) -> None:
    """Fill the row on whose beginning the keyboard stands, with the keyboard alone."""
    page.wait_for_function("document.activeElement.classList.contains('kit-sight')")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.tagName") == "A":  # the title leads to the exercise
        page.keyboard.press("Tab")
    page.keyboard.type(what)
    page.keyboard.press("Tab")
    page.keyboard.type(who)
    page.keyboard.press("Tab")
    page.locator(":focus").fill(until)
    wait_until_stored(page, until)
    wait_for_answer(page)


def add(page: Page) -> None:
    """Press the button that adds a step; it stays where it is."""
    press(page, page.locator(".kit-plan-add button"), stays=True)


def download(page: Page, ending: str) -> bytes:
    link = page.locator(f'.kit-take_along a[download$=".{ending}"]')
    with page.expect_download() as waiting:
        link.press("Enter")
    return waiting.value.path().read_bytes()


@EVERYWHERE
def test_steps_are_added_by_keyboard_kept_over_a_reload_and_taken_home(visit, way, language):
    visitor = visit(way)
    page = visitor.open(NOTEBOOK, language)
    expect(page.locator(".kit-plan-add button")).to_be_visible()
    add(page)
    type_step(page, **STEP)
    page.reload()
    expect(page.locator(".kit-commitments textarea")).to_have_value(STEP["what"])
    expect(page.locator(".kit-commitments input[type=date]")).to_have_value(STEP["until"])
    expect(page.locator(".kit-commitments .kit-plan-row .kit-guess")).to_have_count(0)

    go(page, "take_along")
    [step, check] = Calendar.from_ical(download(page, "ics")).walk("VEVENT")
    assert step["SUMMARY"] == f"{STEP['who']}: {STEP['what']}" and step["DTSTART"].dt.isoformat() == STEP["until"]
    assert check["DTSTART"].dt == datetime.date.today() + datetime.timedelta(days=30)
    [_head, row] = csv.reader(
        io.StringIO(download(page, "csv").decode("utf-8-sig")), delimiter=";" if language == "de" else ","
    )
    assert row[:3] == [STEP["until"], STEP["who"], STEP["what"]]
    paper = visitor.context.new_page()
    pdf = printed(paper, download(page, "html").decode())
    assert len(sheets(pdf)) == 1 and sizes(pdf) == {A4_POINTS}
    again = [str(one["UID"]) for one in Calendar.from_ical(download(page, "ics")).walk("VEVENT")]
    assert again == [str(step["UID"]), str(check["UID"])]
    assert visitor.page_errors == []


def test_a_step_changed_in_the_plan_is_changed_in_its_exercise_and_back(visit):
    visitor = visit("app")
    visitor.context.add_init_script(
        seeded(
            incentives__predict={"guess": "skipped"},
            incentives__play={"skipped": "yes"},
            **{f"incentives__{verb}": {"opened": "yes"} for verb in ("compare", "limits", "reflect")},
            incentives__commit={"what": "old words", "opened": "yes"},
        )
    )
    page = visitor.open(NOTEBOOK, "en")
    page.locator(".kit-commitments textarea").fill("new words")
    wait_until_stored(page, "new words")
    wait_for_answer(page)
    page.locator(".kit-commitments .kit-plan-row h3 a").click()
    expect(page).to_have_url(re.compile("03_incentives.ipynb#commit"))
    field = page.locator(".kit-commit textarea")
    expect(field).to_have_value("new words")
    field.fill("words of the exercise")
    wait_until_stored(page, "words of the exercise")
    wait_for_answer(page)
    page.locator('.kit-commit a[href="09_plan.ipynb"]').click()
    expect(page.locator(".kit-commitments textarea")).to_have_value("words of the exercise")


def test_a_step_is_removed_after_a_yes_only_and_stays_away(visit):
    visitor = visit("app")
    visitor.context.add_init_script(seeded(incentives__commit={"what": "one"}, leadership__commit={"what": "two"}))
    page = visitor.open(NOTEBOOK, "de")
    rows = page.locator(".kit-commitments .kit-plan-row")
    expect(rows).to_have_count(2)
    press(page, rows.first.locator("button"))
    press(page, rows.first.locator("button").first)  # no, keep it
    expect(rows).to_have_count(2)
    press(page, rows.first.locator("button"))
    press(page, rows.first.locator("button").last)
    expect(rows).to_have_count(1)
    page.reload()
    expect(page.locator(".kit-commitments textarea")).to_have_value("two")
    assert stored(page, "incentives", "commit")["what"] == ""


def test_the_check_asks_for_each_step_keeps_what_is_said_and_makes_next_steps(visit):
    visitor = visit("app")
    visitor.context.add_init_script(AS_SEVERAL)
    visitor.context.add_init_script(seeded())
    page = visitor.open(NOTEBOOK, "de")
    add(page)
    type_step(page, **STEP)
    go(page, "check")
    asked = page.locator(".kit-check .kit-plan-asked")
    expect(asked).to_have_count(1)
    asked.locator("input[type=radio]").first.press("Space")
    asked.locator("textarea").first.fill("Zwei Aufträge")
    wait_until_stored(page, "Zwei Aufträge")
    press(page, asked.locator(".kit-actions button").first, stays=True)
    type_step(page, "Weiter so", "Tom", "2030-06-01")
    expect(page.locator(".kit-check")).to_contain_text("erledigt 1, zum Teil 0")
    page.reload()
    expect(asked.locator("textarea").first).to_have_value("Zwei Aufträge")
    expect(asked.locator("input[type=radio]").first).to_be_checked()
    go(page, "commitments")
    expect(page.locator(".kit-commitments .kit-plan-row")).to_have_count(2)
    go(page, "check")
    page.locator(".kit-plan-day input").fill("2026-03-01")
    expect(page.locator(".kit-check .kit-guess").first).to_contain_text("31.03.2026")
    link = page.locator('.kit-check a[download$=".html"]')
    with page.expect_download() as waiting:
        link.press("Enter")
    html = waiting.value.path().read_text(encoding="utf-8")
    assert "Zwei Aufträge" in html and "Weiter so" in html
    assert visitor.page_errors == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_window_is_too_narrow_the_page_is_open_to_everybody_and_german_is_german(visit, language):
    visitor = visit("app")
    long = {"what": "Donaudampfschifffahrtsgesellschaft" * 6, "who": "x" * 90, "until": "2026-01-05"}
    answers = {f"{person}.{key}": "2" for person in (1, 2, 3) for key in ("roles", "pay", "peace")}
    through = {"through": 3, "lifted": "yes"}
    steps = {"incentives__commit": long, "leadership__commit": {"what": "Termin"}}
    visitor.context.add_init_script(
        seeded(**steps, culture_check__before=answers | through, culture_check__later=answers | through)
    )
    page = visitor.open(NOTEBOOK, language)
    expect(page.locator(".kit-plan-row").filter(visible=True).first).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for step in DECLARED.verbs:
            go(page, step)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
                width,
                step,
            )
            told = page.locator(".kit-told")
            assert step != "check" or told.evaluate("table => table.getBoundingClientRect().right <= innerWidth")
            assert findings(page) == []
            assert language != "de" or english_in(page.locator("body").inner_text()) == []


def test_the_start_page_leads_to_the_plan_whose_check_is_due(visit):
    visitor = visit("app")
    visitor.context.add_init_script(seeded(incentives__commit={"what": "one"}))
    page = visitor.open("00_start", "en")
    tile = page.locator('.kit-tile:has(a[href^="09_plan"])')
    expect(tile).to_contain_text("the 30-day check is due")
    tile.locator("a").press("Enter")
    expect(page.locator(".kit-check .kit-plan-asked")).to_be_visible()
