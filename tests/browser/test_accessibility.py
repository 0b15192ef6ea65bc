"""Pages for everybody: 200 % zoom and a phone are enough, in the dark too. What axe-core finds in the usual look, test_print.py asks of every step."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.pages import skip_game, skip_guess, wait_for_answer
from tests.browser.stage import EXERCISES, play_on, walk


@pytest.mark.parametrize("notebook", ["00_start", "90_facilitator"])
def test_no_page_is_wider_than_a_phone_or_a_zoomed_laptop(visit, notebook):
    page = visit("app", size=(390, 768)).open(notebook, "de")
    expect(page.locator(".kit-step .kit-button:visible").first).to_be_visible()
    wait_for_answer(page)
    for width in (390, 683):  # a phone; a laptop at 200 %
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("notebook", EXERCISES)
def test_every_step_in_the_dark_on_a_zoomed_laptop_is_open_to_everybody(visit, notebook):
    page = visit("app", size=(683, 384)).open(notebook, "de")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for step in walk(page):
        assert findings(page) == [], step


def test_a_picture_whose_rows_are_still_reckoned_is_open_to_everybody(visit):
    page = visit("app").open("06_redesign", "de")
    skip_guess(page)
    skip_game(page)
    expect(page.locator(".kit-picture svg:visible").first).to_be_visible()
    # As Vega writes a layer that has no rows yet, at which a busy computer stays for a while.
    page.evaluate(
        """() => [...document.querySelectorAll('.kit-picture svg')].find(one => one.checkVisibility()).firstChild.insertAdjacentHTML('beforeend',
        '<g class="mark-rect" role="graphics-symbol" aria-roledescription="rect mark container"></g>')"""
    )
    assert findings(page) == []


@pytest.mark.parametrize("notebook", EXERCISES)
def test_every_scene_of_a_game_is_open_to_everybody_in_the_light_and_in_the_dark(visit, notebook):
    page = visit("app").open(notebook, "de")
    page.emulate_media(reduced_motion="reduce")
    skip_guess(page)
    for _action in range(6):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert findings(page) == [], scheme
        play_on(page)
