"""The culture check in a real browser: people take turns at one keyboard, and nobody sees what is not theirs to see."""

import json
import re
import sys

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.culture_check.statements import statements
from tests.browser.axe import findings
from tests.browser.pages import AS_SEVERAL, next_button, press, wait_for_answer
from tests.processes import end

EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
NOTEBOOK = "01_culture_check"
HERE = {"de": "Geantwortet haben", "en": "People who have answered"}
THEMES = {language: {one.key: one.theme for one in statements(language)} for language in HERE}
COUNT = len(THEMES["en"])


def focus(page: Page) -> str:
    """The text of what the keyboard is on."""
    return page.evaluate("document.activeElement.textContent")


def answer(page: Page, step: str, points) -> None:
    """Choose a point per statement with the keyboard alone, beginning at the first; None leaves a statement out."""
    wait_for_answer(page)  # whether several sit here is known when the page has read what is stored
    expect(page.locator(f".kit-{step} fieldset")).to_have_count(COUNT)
    page.locator(f".kit-{step} fieldset input").first.focus()
    for point in points:
        if point is not None:
            page.keyboard.press("Space")
            for _step in range(point - 1):
                page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")


def close(page: Page, step: str) -> None:
    """The keyboard is on the button below the last statement now."""
    assert "kit-primary" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    expect(page.locator(f".kit-{step} fieldset")).to_have_count(0)


def wait_for_sight(page: Page) -> None:
    """Until the keyboard was led to where the screen has changed."""
    page.wait_for_function("document.activeElement.classList.contains('kit-sight')")
    wait_for_answer(page)


def press_next(page: Page, step: str, tabs: int = 1, lifts: bool = False) -> None:
    """Tab from where the screen changed to a button, and press it; whoever lifts the curtain is led to the picture."""
    wait_for_sight(page)
    for _tab in range(tabs):
        page.keyboard.press("Tab")
    assert "kit-button" in page.evaluate("document.activeElement.className"), focus(page)
    page.keyboard.press("Enter")
    if lifts:
        expect(page.locator(".kit-spread")).to_be_visible()
        wait_for_answer(page)
    else:
        wait_for_sight(page)


def answer_again(page: Page) -> None:
    """Go on from the picture to the second round, by keyboard."""
    press(page, next_button(page))
    expect(page.locator(".kit-after fieldset")).to_have_count(COUNT)


def take_turns(page: Page, step: str, people) -> None:
    """All answer one after the other and lift the curtain."""
    for place, points in enumerate(people):
        if place:
            press_next(page, step)
        answer(page, step, points)
        close(page, step)
    press_next(page, step, tabs=2, lifts=True)


def dots(page: Page, round_: str = "circle") -> int:
    """How many answers the picture shows as hollow circles (before) or filled diamonds (after)."""
    fill = {"circle": "white", "diamond": "#0072B2"}[round_]
    return page.locator(f'.kit-spreads svg.marks path[fill="{fill}"]:not([opacity="0"])').count()


def together(visitor):
    """Several people sit at this screen."""
    visitor.context.add_init_script(AS_SEVERAL)
    return visitor


def stored(page: Page) -> dict:
    """What the browser keeps of the culture check: value by step and name."""
    events = json.loads(page.evaluate("localStorage.getItem('pair-selling-kit')"))["events"]
    return {(one["step"], one["name"]): one["value"] for one in events if one["exercise"] == "culture_check"}


FIRST, SECOND = [1] * COUNT, [5, None] + [1] * (COUNT - 2)


@EVERYWHERE
def test_two_people_take_turns_by_keyboard_and_see_both_rounds(visit, way, language):
    visitor = together(visit(way))
    page = visitor.open(NOTEBOOK, language)
    answer(page, "before", FIRST)
    close(page, "before")
    press_next(page, "before")
    expect(page.locator(".kit-before fieldset")).to_have_count(COUNT)
    assert page.locator(".kit-before input:checked").count() == 0
    expect(page.locator(".kit-spread svg.marks")).to_have_count(0)
    answer(page, "before", SECOND)
    close(page, "before")
    press_next(page, "before", tabs=2, lifts=True)
    expect(page.locator(".kit-spread svg.marks")).to_be_visible()
    expect(page.locator(".kit-spread")).to_contain_text(f"{HERE[language]}")
    assert dots(page) == 2 * COUNT - 1 and dots(page, "diamond") == 0
    first = page.locator(".kit-spreads svg.marks text").first
    expect(first).to_have_text(THEMES[language]["roles"])

    page.reload()
    expect(page.locator(".kit-spread svg.marks")).to_be_visible()
    assert dots(page) == 2 * COUNT - 1
    expect(page.locator(".kit-before fieldset")).to_have_count(0)

    answer_again(page)
    take_turns(page, "after", [SECOND, FIRST, SECOND])
    page.wait_for_function("document.querySelectorAll('.kit-spreads svg.marks path[fill=\"#0072B2\"]').length > 0")
    assert dots(page) == 2 * COUNT - 1 and dots(page, "diamond") == 3 * COUNT - 2
    expect(page.locator(".kit-spreads svg.marks")).to_be_in_viewport()
    assert stored(page)[("after", "through")] == 3
    assert visitor.page_errors == []


def test_a_group_of_three_reads_where_it_is_apart_and_what_moved_with_a_link_to_the_exercise(visit):
    page = together(visit("app")).open(NOTEBOOK, "en")
    take_turns(page, "before", [FIRST, SECOND, FIRST])
    said = page.locator(".kit-spread .kit-text").first
    expect(said).to_contain_text("furthest apart on “Who looks after a customer” (left 2, in between 0, right 1)")
    expect(said.locator("a")).to_have_attribute("href", "02_role_chain.ipynb")
    answer_again(page)
    take_turns(page, "after", [FIRST, FIRST, FIRST])
    expect(said).to_contain_text("moved most on “Who looks after a customer”")
    assert findings(page) == []


def test_the_form_is_open_to_everybody(visit):
    page = visit("app").open(NOTEBOOK, "de")
    expect(page.locator(".kit-before fieldset")).to_have_count(COUNT)
    assert findings(page) == []
    group = page.get_by_role("group", name=re.compile(THEMES["de"]["pay"]))
    expect(group.get_by_role("radio")).to_have_count(6)
    expect(group.get_by_role("radio").first).to_have_accessible_name(statements("de")[6].old)


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_a_killed_kernel_takes_no_answer_along_and_opens_no_curtain(visit, servers):
    page = together(visit("app")).open(NOTEBOOK, "en")
    answer(page, "before", FIRST)
    close(page, "before")
    press_next(page, "before")
    answer(page, "before", [5, 4])
    end(servers("app").kernels())
    page.locator(".kit-before fieldset").nth(2).locator("input").nth(2).check()
    page.reload()
    expect(page.locator(".kit-before input:checked")).to_have_count(3)
    checked = page.locator(".kit-before input").evaluate_all(
        "all => all.map((one, place) => one.checked ? place : -1).filter((place) => place >= 0)"
    )
    assert checked == [4, 6 + 3, 12 + 2]
    expect(page.locator(".kit-spread svg.marks")).to_have_count(0)
    assert stored(page)[("before", "through")] == 1


def test_on_a_phone_nothing_is_wider_than_the_window_and_the_screen_that_comes_next_is_in_sight(visit):
    page = together(visit("app", size=(390, 844))).open(NOTEBOOK, "de")

    def fits() -> bool:
        return page.evaluate("document.documentElement.scrollWidth") <= 390

    answer(page, "before", FIRST)
    assert fits()
    close(page, "before")
    expect(page.locator(".kit-before .kit-button").first).to_be_in_viewport()
    assert fits()
    press_next(page, "before", tabs=2, lifts=True)
    expect(page.locator(".kit-spreads svg.marks")).to_be_visible()
    page.locator(".kit-spread summary").press("Enter")
    wait_for_answer(page)
    assert fits()
    old, new, dot = (
        page.locator(f".kit-spreads svg.marks {where}").first.bounding_box()
        for where in ("text", "text >> nth=-1", 'path[fill="white"]')
    )
    assert old["x"] >= 0 and new["x"] + new["width"] <= 390 and dot["x"] > 60
