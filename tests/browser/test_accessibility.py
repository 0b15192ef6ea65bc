"""Pages for everybody: axe-core finds nothing serious, everything has a name, and 200 % zoom and a phone are enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.pages import unfold, wait_for_answer

EXERCISES = ("02_role_chain", "03_incentives", "04_customer_forest")
SERIOUS = ("serious", "critical")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
OURS = {"app": None, "lab": {"include": [[".jp-Notebook .jp-RenderedMarkdown"], [".jp-Notebook .jp-OutputArea-output"]]}}


def findings(page: Page, way: str) -> list[str]:
    """What axe-core calls serious, with the place where it stands."""
    wait_for_answer(page)
    found = Axe().run(page, context=OURS[way], options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found if one["impact"] in SERIOUS for node in one["nodes"]]


@pytest.mark.parametrize(("way", "notebook"), [("app", one) for one in EXERCISES] + [("lab", "02_role_chain")])
def test_nothing_serious_stands_in_anybodys_way_in_an_exercise(visit, way, notebook):
    page = visit(way).open(notebook, "de")
    unfold(page)
    assert findings(page, way) == []


@pytest.mark.parametrize(("notebook", "there"), [("00_start", ".kit-step table"), ("90_facilitator", ".kit-clock-stage")])
def test_nothing_serious_stands_in_anybodys_way_on_the_other_pages(visit, notebook, there):
    page = visit("app").open(notebook, "en")
    expect(page.locator(there).first).to_be_visible()
    assert findings(page, "app") == []


@pytest.mark.parametrize("notebook", ["00_start", "90_facilitator"])
@pytest.mark.parametrize("width", [390, 683])  # a phone; a laptop at 200 %
def test_no_page_is_wider_than_a_phone_or_a_zoomed_laptop(visit, notebook, width):
    page = visit("app", size=(width, 768)).open(notebook, "de")
    expect(page.locator(".kit-step .kit-button").first).to_be_visible()
    wait_for_answer(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_picture_says_in_words_what_it_shows(visit):
    page = visit("app").open("02_role_chain", "en")
    unfold(page)
    for picture in page.locator(".kit-picture svg.marks").all():
        assert picture.evaluate("node => (node.closest('[aria-label]') ?? node).getAttribute('aria-label')?.length > 20")
