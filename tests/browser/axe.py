"""What axe-core says about a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import wait_for_answer

SERIOUS = ("serious", "critical")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
OURS = {
    "app": None,
    "lab": {"include": [[".jp-Notebook .jp-RenderedMarkdown"], [".jp-Notebook .jp-OutputArea-output"]]},
}


def findings(page: Page, way: str = "app") -> list[str]:
    """What axe-core calls serious, with the place where it stands."""
    wait_for_answer(page)
    found = Axe().run(page, context=OURS[way], options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found if one["impact"] in SERIOUS for node in one["nodes"]]
