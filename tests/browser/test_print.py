"""Every page with everything unfolded: it is open to everybody (axe-core), and prints whole, in both front ends: nothing cut, nothing around it."""

import re
from math import ceil

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import findings
from tests.browser.pages import wait_for_guess
from tests.browser.stage import EXERCISES, walk

NOTEBOOKS = ("00_start", "01_culture_check", "02_role_chain", "03_incentives", "04_customer_forest", "90_facilitator")
A4_PIXELS = (703, 1032)  # 210 x 297 mm less the margins
SHEET = re.compile(rb"/Type\s*/Page\b")
CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  if (!one.checkVisibility() || one.matches('select, option, input, textarea') || one.closest('svg')) return false;
  const style = getComputedStyle(one), hides = side => !['visible', 'clip'].includes(style[side]);
  const cut = hides('overflowY') && one.scrollHeight > one.clientHeight + 2 || hides('overflowX') && one.scrollWidth > one.clientWidth + 2;
  return cut || one.getBoundingClientRect().right > innerWidth + 2;
}).map(one => `${one.tagName}.${one.className}`)"""
UNSAID = """() => [...document.querySelectorAll('.kit-picture svg.marks')]
  .filter(one => !((one.closest('[aria-label]') ?? one).getAttribute('aria-label')?.length > 20)).length"""
AROUND = ".jp-SideBar, .lm-MenuBar, .jp-Toolbar, #jp-top-panel, #jp-menu-panel, #jp-bottom-panel, .jp-Notebook-footer, .jp-CodeCell .jp-InputArea"


def look_at_everything(page: Page, way: str, notebook: str) -> None:
    """Open all that a page can show, one step after the other; each is open to everybody as it stands in view."""
    if notebook not in EXERCISES:
        expect(page.locator(".kit-step .kit-button:visible").first).to_be_visible()
        assert findings(page, way) == []
        return
    for step in walk(page):
        if step in ("compare", "limits"):
            expect(page.locator(f".kit-{step} :is(.kit-picture svg, .kit-forest-land)").first).to_be_visible()
        assert findings(page, way) == [], step


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_page_is_open_to_everybody_says_in_words_what_its_pictures_show_and_prints_whole(visit, way, notebook):
    page = visit(way).open(notebook, "de")
    look_at_everything(page, way, notebook)
    assert page.evaluate(UNSAID) == 0
    folded = page.locator("details:not([open])").count()
    printed = page.pdf(format="A4")
    page.set_viewport_size({"width": A4_PIXELS[0], "height": A4_PIXELS[1]})
    page.emulate_media(media="print")
    height = page.evaluate("document.documentElement.scrollHeight")
    assert page.evaluate(CUT) == []
    assert page.evaluate(f"[...document.querySelectorAll('{AROUND}')].filter(one => one.checkVisibility()).length") == 0
    last = page.locator("h1, h2").filter(visible=True).last.bounding_box()
    assert last["y"] + page.evaluate("scrollY") < height
    assert len(SHEET.findall(printed)) >= ceil(0.95 * height / A4_PIXELS[1])
    assert height > A4_PIXELS[1] * (4 if notebook[:2] in ("02", "03", "04") else 0.7)
    assert page.locator("details:not([open])").count() == folded
    buttons = page.locator(".kit-button")
    assert not any(button.is_visible() for button in buttons.all())


def test_a_notebook_of_the_kit_prints_whole_for_authors_too(visit):
    visitor = visit("lab")
    page = visitor.page(visitor.server.address("en", "02_role_chain").replace("/doc/", "/lab/"))
    wait_for_guess(page)
    sheets = len(SHEET.findall(page.pdf(format="A4")))
    page.emulate_media(media="print")
    assert page.evaluate(f"[...document.querySelectorAll('{AROUND}')].filter(one => one.checkVisibility()).length") == 0
    assert sheets > 1
