"""Where the system chooses the colours (a contrast theme), every picture stays as readable as it is without one."""

import pytest
import segno
from playwright.sync_api import Locator, Page, expect

from kit.widgets.source import style
from tests.browser.pages import go_on, look_at_views, skip_game, skip_guess, wait_for_answer

SCHEMES = ("dark", "light")
EXACT = ".kit-compare .kit-lab .kit-text"
COLOURS = "picture => [...picture.querySelectorAll('svg *')].map(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke].join())"
# Words of a chart against the ground they stand on: the first ground that is not transparent, as the browser computed it.
UNREADABLE = """picture => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3).map(one => one / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  let ground = picture;
  while (channels(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const paper = getComputedStyle(ground).backgroundColor;
  return [...picture.querySelectorAll('svg text')].filter(one => one.textContent.trim() && getComputedStyle(one).fill !== 'rgb(255, 255, 255)')
    .map(one => [one.textContent, getComputedStyle(one).fill, paper]).filter(([, fill]) => contrast(fill, paper) < 4.5);
}"""


def same_in_every_scheme(page: Page, pictures: Locator) -> None:
    """All marks keep the colours that tell them apart, of the light or the dark page, and all words are readable, whatever the system chooses."""
    expect(page.locator(".kit-figure[aria-busy]")).to_have_count(0)  # nothing is being drawn any more
    for picture in pictures.all():
        for scheme in SCHEMES:
            page.emulate_media(forced_colors="none", color_scheme=scheme)
            usual = picture.evaluate(COLOURS)
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            assert page.evaluate("matchMedia('(forced-colors: active)').matches")
            assert picture.evaluate(COLOURS) == usual
            assert picture.evaluate(UNREADABLE) == []
        page.emulate_media(forced_colors="none", color_scheme="light")


@pytest.mark.parametrize("notebook", ["02_role_chain", "03_incentives", "04_customer_forest"])
def test_all_charts_of_an_exercise_are_as_readable_as_without_a_contrast_theme(visit, notebook):
    page = visit("app").open(notebook, "de")
    skip_guess(page)
    skip_game(page)
    expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
    page.emulate_media(reduced_motion="reduce")
    for _view in look_at_views(page):
        wait_for_answer(page)  # what stands below the pictures belongs to this view now
        expect(page.locator(EXACT).last).to_contain_text("400")
        expect(page.locator(EXACT).last).not_to_contain_text("Loslassen")  # after that nothing is drawn anew
        charts = page.locator(".kit-compare .kit-picture:visible")
        if charts.count():  # the forest is a drawing that no theme changes
            same_in_every_scheme(page, charts)
    go_on(page, "limits")
    expect(page.locator(".kit-limits .kit-lab .kit-text", has_text="121")).to_contain_text("liegt auf")
    same_in_every_scheme(page, page.locator(".kit-limits .kit-picture"))


def test_a_qr_code_stays_dark_on_white_and_bars_of_the_clock_stay_there(browser):
    page = browser.new_page()
    code = segno.make("http://192.168.1.20:8899/?token=ABCD-EFGH-JKMN", error="m").svg_inline(
        omitsize=True, border=2, dark="#000", light="#fff"
    )
    bar = '<div class="kit-clock-stage"><div class="kit-clock-bar" style="width:200px;height:8px"><span style="width:50%"></span></div></div>'
    page.set_content(f"<style>{style()}</style><div class='kit-text kit-entrance'>{code}</div>{bar}")
    same_in_every_scheme(page, page.locator(".kit-entrance svg"))
    for scheme in SCHEMES:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        colours = [
            page.locator(f".kit-clock-bar{part}").evaluate("one => getComputedStyle(one).backgroundColor")
            for part in ("", " span")
        ]
        assert len(set(colours)) == 2
    page.close()
