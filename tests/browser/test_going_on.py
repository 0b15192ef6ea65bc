"""Where one goes on: the start page knows the scene of a game, its link leads there, and so does a reload."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises import find
from kit.wording import Language
from tests.browser.pages import open_step, press_main, skip_game, skip_guess, wait_for_answer, wait_for_guess

IN_SIGHT = """step => {
  const heading = document.activeElement, top = heading?.getBoundingClientRect().top;
  const head = document.querySelector('.kit-top')?.getBoundingClientRect().bottom;
  return location.hash === `#${step}` && /^H[123]$/.test(heading?.tagName) && top > head - 1 && top < innerHeight / 2;
}"""
SCROLLED = "Math.max(...[...document.querySelectorAll('#rendered_cells, html')].map(one => one.scrollTop))"
GO_THERE = ".kit-step a.kit-primary"


def begin(page: Page, presses: int) -> None:
    """Skip the guess and press the game's main button so many times."""
    skip_guess(page)
    for _press in range(presses):
        press_main(page)


def in_sight(page: Page, step: str) -> None:
    """Sight and keyboard are led to the heading of what a step shows now."""
    page.wait_for_function(IN_SIGHT, arg=step)


@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_game_goes_on_where_it_was_left_from_the_start_page_and_after_a_reload(visit, way):
    visitor = visit(way)
    page = visitor.open("04_customer_forest", "de")
    begin(page, presses=1)
    expect(page.locator(".kit-play .kit-scene-title")).to_contain_text("Saison 1:")
    press_main(page)
    expect(page.locator(".kit-play .kit-scene-title")).to_contain_text("Saison 2:")
    in_sight(page, "play")
    page.reload()
    in_sight(page, "play")
    expect(page.locator(".kit-play .kit-scene-title")).to_contain_text("Saison 2:")

    page.goto(visitor.server.address("de", "00_start"))
    said = page.locator(GO_THERE)
    expect(said).to_contain_text(Language("de").say(find("customer_forest").title))
    expect(said).to_contain_text("Saison 2 von 12")
    expect(page.locator(".kit-tile", has_text="Forstwirtschaft")).to_contain_text("mitten im Spiel")
    wait_for_answer(page)  # the link is made anew when the page knows what is stored
    page.locator(GO_THERE).press("Enter")
    in_sight(page, "play")
    assert visitor.page_errors == []


@pytest.mark.parametrize("way", ["app", "lab"])
def test_go_there_ends_at_the_step_it_names_with_its_heading(visit, way):
    visitor = visit(way)
    page = visitor.open("03_incentives", "de")
    skip_guess(page)
    skip_game(page)
    open_step(page, "limits")
    page.goto(visitor.server.address("de", "00_start"))
    expect(page.locator(GO_THERE)).to_contain_text("Faire Probe")
    wait_for_answer(page)  # the link is made anew when the page knows what is stored
    page.locator(GO_THERE).press("Enter")
    in_sight(page, "limits")
    expect(page.get_by_role("heading", name="Faire Probe")).to_be_in_viewport()


def test_whoever_scrolls_is_not_pulled_back_and_a_page_without_a_step_opens_at_its_top(visit):
    visitor = visit("app")
    page = visitor.open("02_role_chain", "en")
    wait_for_guess(page)
    assert page.evaluate(SCROLLED) == 0
    page.locator(".kit-predict input[type=range]").first.press("ArrowRight")
    expect(page).to_have_url(re.compile("#predict$"))
    skip_guess(page)
    skip_game(page)
    page.reload()
    in_sight(page, "compare")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"{SCROLLED} > 100")
    scrolled = page.evaluate(SCROLLED)
    for _look in range(3):  # the page would have led there again by now
        page.evaluate("new Promise(done => setTimeout(done, 250))")
        assert page.evaluate(SCROLLED) >= scrolled
