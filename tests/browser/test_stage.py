"""The stage: one step in view, few words, short lines, every scene's heading in sight, nothing wider than a phone, nothing seen too early."""

import nbformat
import pytest
from playwright.sync_api import Page, expect

from kit.places import workshops
from tests.browser.cell import CellServer
from tests.browser.pages import (
    SIZES,
    STEPS,
    go_to,
    see_step,
    skip_guess,
    step_button,
    wait_for_answer,
    wait_for_guess,
)
from tests.browser.stage import EXERCISES, LEFT, LINES, WIDER, WORDS, play_on, step_in_view, walk

SEEN_IN = {
    "predict",
    "limits",
    "reflect",
    "commit",
}  # steps that are a column of text; elsewhere something stands beside it
ON_TOP = """() => {
  const title = document.querySelector('.kit-play .kit-scene-title'), box = title?.getBoundingClientRect();
  return document.activeElement === title && box.top >= document.querySelector('.kit-top').getBoundingClientRect().bottom - 1 && box.bottom <= innerHeight;
}"""
BARE = """addEventListener('DOMContentLoaded', () => {
  window.bare = 0;
  const look = () => {
    if (document.querySelector('#main, .lm-Widget') && !document.querySelector('.kit-cover, .kit-top')) bare++;
    requestAnimationFrame(look);
  };
  look();
})"""


@pytest.mark.parametrize("notebook", EXERCISES)
def test_an_exercise_has_few_words_before_its_first_control_short_lines_and_one_left_edge(visit, notebook):
    page = visit("app").open(notebook, "de")
    for step in walk(page):
        if step == "predict":
            words = page.evaluate(WORDS)
            assert len(words["before"]) <= 60, " ".join(words["before"])
            assert len(words["all"]) <= 150, " ".join(words["all"])
        assert [line for line in page.evaluate(LINES) if len(line) > 75] == []
        if step in SEEN_IN:
            assert len({left for left, _said in page.evaluate(LEFT)}) == 1, page.evaluate(LEFT)


@pytest.mark.parametrize("notebook", EXERCISES)
def test_nothing_is_wider_than_a_small_phone_and_charts_are_high_enough_to_read(visit, notebook):
    page = visit("app", size=(360, 740)).open(notebook, "de")
    for step in walk(page):
        if step in ("compare", "limits"):
            picture = page.locator(f".kit-{step} .kit-picture svg.marks, .kit-{step} .kit-forest-land").first
            expect(picture).to_be_visible()
            assert picture.bounding_box()["height"] >= 220
        wait_for_answer(page)
        assert page.evaluate(WIDER) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def title(page: Page) -> str:
    return page.locator(".kit-play .kit-scene-title").text_content()


@pytest.mark.parametrize("notebook", EXERCISES)
@pytest.mark.parametrize(("way", "size"), [("app", size) for size in SIZES] + [("lab", SIZES[1])])
def test_the_heading_of_every_scene_is_in_sight_and_a_game_goes_on_in_the_scene_that_was_left(
    visit, way, size, notebook
):
    visitor = visit(way, size=size)
    page = visitor.open(notebook, "de")
    skip_guess(page)
    for _action in range(5):
        play_on(page)
        page.wait_for_function(ON_TOP)
    left = title(page)
    page.reload()
    see_step(page, "play")
    page.wait_for_function(ON_TOP)
    assert title(page) == left
    page.goto(visitor.server.address("de", "00_start"))
    wait_for_answer(page)  # the link is made anew when the page knows what is stored
    page.locator(".kit-step a.kit-primary").press("Enter")
    see_step(page, "play")
    page.wait_for_function(ON_TOP)
    assert title(page) == left
    see_step(page, "play")  # also when the last cells of the page have come
    assert visitor.page_errors == []


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the keyboard is there."""
    for _tab in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(wanted)


@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_locked_step_says_why_and_the_laboratory_comes_after_the_game_or_its_open_skip_by_keyboard_alone(visit, way):
    page = visit(way).open("03_incentives", "de")
    skip_guess(page)
    laboratory = page.locator(".kit-compare")
    for step in STEPS[2:]:
        step_button(page, step).press("Enter")
        expect(page.locator(".kit-top .kit-why")).not_to_be_empty()
        assert step_in_view(page) == "play"
        expect(step_button(page, step)).to_have_attribute("aria-disabled", "true")
    expect(laboratory).to_be_hidden()
    assert laboratory.locator(".kit-picture, .kit-outcomes, input").count() == 0
    for _action in range(2):
        play_on(page)
        expect(laboratory).to_be_hidden()

    tab_to(page, ".kit-foot .kit-next")
    page.keyboard.press("Enter")
    see_step(page, "compare")
    expect(laboratory.locator(".kit-picture svg").first).to_be_visible()
    tab_to(page, ".kit-foot .kit-next")
    page.keyboard.press("Enter")
    see_step(page, "limits")
    page.locator(".kit-steps button").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    see_step(page, "play")
    assert step_in_view(page) == "play"


GO_BACK_AND_MOVE_ON = """async (byHand) => {
  document.querySelector('.kit-steps button').click();
  const heading = () => document.activeElement.matches('h1, h2, h3');
  while (!heading()) await new Promise(requestAnimationFrame);
  if (byHand) dispatchEvent(new Event('wheel')); // a screen reader or a voice gives the focus without one
  document.querySelector('.kit-go-on button').focus();
}"""


@pytest.mark.parametrize("by_hand", [True, False])
def test_whoever_has_moved_on_before_the_kernel_answers_is_not_led_back(visit, by_hand):
    page = visit("app").open("02_role_chain", "de")
    skip_guess(page)
    page.evaluate(GO_BACK_AND_MOVE_ON, by_hand)
    wait_for_answer(page)
    page.wait_for_timeout(700)  # as long as somebody is led
    assert page.evaluate("document.activeElement.matches('.kit-go-on button')")


def test_jupyterlab_around_a_page_is_never_seen_while_it_opens(visit):
    visitor = visit("lab")
    visitor.context.add_init_script(BARE)
    page = visitor.open("02_role_chain", "de")
    wait_for_guess(page)
    expect(page.locator(".kit-cover")).to_have_count(0)
    assert page.evaluate("bare") == 0


def test_a_notebook_that_a_trainer_has_edited_opens_as_a_stage_too(visit, browser, tmp_path):
    notebook = nbformat.read(workshops() / "de" / "03_incentives.ipynb", 4)
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    prose[0].source = "# Unser Bonusplan\n\nWir reden heute über Geld."
    prose[1].source = "## Was erwartet ihr?\n\nBitte *jeder* für sich."
    place = notebook.cells.index(prose[2])
    notebook.cells.insert(place, nbformat.v4.new_markdown_cell("### Aus unserem Haus\n\nLetztes Jahr waren es elf."))
    notebook.cells.remove(prose[4])  # the fair trial has no prose any more
    server = CellServer(tmp_path, notebook)
    try:
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="de-DE")
        page.goto(server.page)
        expect(page.locator(".kit-top h1")).to_have_text("Unser Bonusplan")
        told = page.get_by_text("Letztes Jahr waren es elf.")
        for step in walk(page):
            assert step_in_view(page) == step
            assert told.is_visible() == (step == "play")
            expect(page.locator(".kit-steps [aria-current]")).to_have_count(1)
        go_to(page, "predict")
        expect(page.get_by_role("heading", name="Was erwartet ihr?")).to_be_in_viewport()
        page.close()
    finally:
        server.stop()
