"""Where one goes on: the start page knows the scene of a game, its link leads there, and so does a reload."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises import find
from kit.wording import Language
from tests.browser.pages import press_main, skip_guess, wait_for_guess

IN_SIGHT = """step => {
  const box = document.querySelector(`.kit-step.kit-${step}`)?.getBoundingClientRect();
  return Boolean(box) && box.top > -3 && box.top < innerHeight / 2 && document.activeElement?.closest('.kit-step')?.classList.contains(`kit-${step}`);
}"""
GO_THERE = ".kit-step a.kit-primary"


def begin(page: Page, presses: int) -> None:
    """Skip the guess and press the game's main button so many times."""
    skip_guess(page)
    for _press in range(presses):
        press_main(page)


def in_sight(page: Page, step: str) -> None:
    """ScrollTo and keyboard are led to a step."""
    expect(page.locator(f".kit-{step} .kit-primary")).to_be_visible()
    page.wait_for_function(IN_SIGHT, arg=step)


@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_game_goes_on_where_it_was_left_from_the_start_page_and_after_a_reload(visit, way):
    visitor = visit(way)
    page = visitor.open("04_customer_forest", "de")
    begin(page, presses=2)  # open the game, begin
    expect(page.locator(".kit-play")).to_contain_text("Saison 1 von 12")
    press_main(page)
    expect(page.locator(".kit-play")).to_contain_text("Saison 2 von 12")
    page.reload()
    in_sight(page, "play")
    expect(page.locator(".kit-play")).to_contain_text("Saison 2 von 12")

    page.goto(visitor.server.address("de", "00_start"))
    said = page.locator(".kit-guess").first
    expect(said).to_contain_text(Language("de").say(find("customer_forest").title))
    expect(said).to_contain_text("Saison 2 von 12")
    expect(page.locator(".kit-step table tr", has_text="Forstwirtschaft")).to_contain_text("mitten im Spiel")
    page.locator(GO_THERE).press("Enter")
    in_sight(page, "play")
    assert visitor.page_errors == []


@pytest.mark.parametrize("way", ["app", "lab"])
def test_go_there_ends_at_the_step_it_names_with_its_heading(visit, way):
    visitor = visit(way)
    page = visitor.open("03_incentives", "de")
    begin(page, presses=1)
    page.goto(visitor.server.address("de", "00_start"))
    expect(page.locator(".kit-guess").first).to_contain_text("Faire Probe")
    page.locator(GO_THERE).press("Enter")
    in_sight(page, "limits")
    expect(page.get_by_role("heading", name="Faire Probe")).to_be_in_viewport()


def test_whoever_scrolls_is_not_pulled_back_and_a_page_without_a_step_opens_at_its_top(visit):
    visitor = visit("app")
    page = visitor.open("02_role_chain", "en")
    wait_for_guess(page)
    assert page.evaluate("scrollY") == 0
    page.locator(".kit-predict input[type=range]").first.press("ArrowRight")
    expect(page).to_have_url(re.compile("#predict$"))
    page.goto(visitor.server.address("en", "02_role_chain") + "#share")
    page.reload()
    expect(page.locator(".kit-share")).to_be_in_viewport()
    page.mouse.wheel(0, -100_000)
    page.wait_for_function("scrollY === 0")
    for _look in range(3):  # the page looked three times more
        page.evaluate("new Promise(done => setTimeout(done, 250))")
        assert page.evaluate("scrollY") == 0
