"""Pages for everybody: 200 % zoom and a phone are enough. What axe-core finds, test_print.py asks of every page with everything unfolded."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import wait_for_answer


@pytest.mark.parametrize("notebook", ["00_start", "90_facilitator"])
def test_no_page_is_wider_than_a_phone_or_a_zoomed_laptop(visit, notebook):
    page = visit("app", size=(390, 768)).open(notebook, "de")
    expect(page.locator(".kit-step .kit-button").first).to_be_visible()
    wait_for_answer(page)
    for width in (390, 683):  # a phone; a laptop at 200 %
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
