"""People who program, in a real JupyterLab: code in view, charts without another host, tries that nobody else meets."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.cell import CellServer
from tests.browser.pages import skip_game, skip_guess, slider, wait_for_answer

APART = """import altair as alt, kit
exercise = kit.open("role_chain", "en", journal=False)
alt.renderers.enable("kit")"""


def test_the_notebook_for_analysts_stays_a_notebook_and_draws_its_charts(visit):
    visitor = visit("lab")
    page = visitor.open("08_for_analysts", "de")
    cells = page.locator(".jp-CodeCell")
    expect(cells.first).to_contain_text('kit.exercises(language="de")')
    expect(page.locator(".kit-cover")).to_have_count(0)
    expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible()  # before that, nothing runs
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator(".jp-OutputArea svg.marks").first).to_be_visible()
    expect(page.locator(".jp-OutputArea")).to_contain_text(["Einzelkämpfer oder Kette?"])
    expect(page.locator(".kit-page")).to_have_count(0)
    assert visitor.page_errors == []


def test_in_the_app_the_notebook_for_analysts_shows_its_code_and_charts(visit):
    page = visit("app").open("08_for_analysts", "en")
    expect(page.locator("svg.marks")).to_have_count(3)
    expect(page.get_by_text("retention.fit(known[:8])")).to_be_visible()


@pytest.fixture
def apart(tmp_path):
    """A page that somebody keeps to themselves."""
    verbs = ["predict", "play", "compare", "share"]
    cells = [nbformat.v4.new_code_cell(source) for source in (APART, *(f"exercise.{verb}()" for verb in verbs))]
    server = CellServer(tmp_path, nbformat.v4.new_notebook(cells=cells, metadata={"kit": {"language": "en"}}))
    yield server
    server.stop()


def test_what_is_tried_apart_moves_the_page_and_is_stored_nowhere(apart, browser):
    context = browser.new_context()
    page = context.new_page()
    stored = '{"version": 1, "events": [{"id": "1", "exercise": "role_chain", "step": "setting", "name": "gain", "value": 0.1, "at": "2026-01-01T00:00:00Z"}]}'
    page.add_init_script(f"localStorage.setItem('pair-selling-kit', {stored!r})")
    page.goto(apart.page)
    skip_guess(page)
    skip_game(page)
    gain = slider(page, "compare", "saved by specialising")
    expect(gain).to_have_attribute("aria-valuetext", "20%")  # not what the group before had
    gain.press("ArrowRight")
    wait_for_answer(page)
    expect(gain).to_have_attribute("aria-valuetext", "21%")
    assert page.evaluate("localStorage.getItem('pair-selling-kit')") == stored
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('pair-selling')).length") == 1
    context.close()
