"""What a person does on a page of the kit, in their own words."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from kit.wording import catalogue

WORDS = {
    "de": {"gain": "gesparte Arbeit", "exact": "400 Jahre", "percent": "21\u00a0%"},
    "en": {"gain": "saved by specialising", "exact": "400 years", "percent": "21%"},
}


DRAWN = """old => {
  const figures = [...document.querySelectorAll('.kit-pictures .kit-figure')];
  return !old?.isConnected && figures.length > 0 && figures.every(figure =>
    figure.querySelector('svg.marks path, canvas') && figure.querySelector('figcaption')?.textContent
    && figure.querySelector('svg.marks, canvas').getBoundingClientRect().width > 200);
}"""

LOOK = 300  # milliseconds in which a person looks at a new screen; its words arrive a moment before its buttons


def press_main(page: Page, step: str = "play") -> None:
    """Look at the screen, then press the one main button of a step by keyboard."""
    page.wait_for_timeout(LOOK)
    button = page.locator(f".kit-{step} .kit-primary")
    expect(button).to_have_count(1)  # the button of the screen before may stand there for a moment
    button.press("Enter")


def wait_for_guess(page: Page) -> None:
    expect(page.locator(".kit-predict .kit-primary")).to_be_visible()


def give_guess(page: Page) -> None:
    """Guess 60 of 100 years by keyboard and press the button by keyboard."""
    slider = page.locator(".kit-predict input[type=range]").first
    slider.focus()
    for _step in range(2):
        slider.press("ArrowRight")
    press_main(page, "predict")
    expect(page.locator(".kit-compare .kit-picture svg").first).to_be_visible()


def slider(page: Page, step: str, name: str):
    """The slider of a setting, found by its accessible name."""
    return page.locator(f".kit-{step}").get_by_role("slider", name=re.compile(name))


def figures(page: Page) -> str:
    """The table of outcomes in the laboratory."""
    return page.locator(".kit-compare .kit-outcomes").text_content()


def wait_for_exact(page: Page, language: str) -> None:
    """Until the exact years have been played."""
    expect(page.locator(".kit-compare")).to_contain_text(WORDS[language]["exact"])
    expect(page.locator(".kit-compare .kit-lab .kit-text").last).to_contain_text(WORDS[language]["exact"] + " ")


def look_at_views(page: Page) -> Iterator[int]:
    """Open the views of the laboratory one after the other; the number of each, when all its pictures are drawn."""
    tabs = page.locator(".kit-pictures").locator("xpath=preceding-sibling::*").locator(".kit-option")
    for place in range(tabs.count()):
        shown = page.locator(".kit-pictures > *")
        old = shown.element_handle() if place and shown.count() else None
        tabs.nth(place).click()
        page.wait_for_function(DRAWN, arg=old)
        yield place


def open_step(page: Page, step: str) -> None:
    page.locator(f".kit-{step} .kit-primary").press("Enter")
    expect(page.locator(f".kit-{step} .kit-primary")).to_have_count(0)


def open_all_steps(page: Page) -> None:
    for step in ("limits", "reflect", "commit", "share"):
        open_step(page, step)


def unfold(page: Page) -> None:
    """Guess, open the game and every step."""
    wait_for_guess(page)
    press_main(page, "predict")
    expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
    page.locator(".kit-play .kit-primary").first.press("Enter")
    open_all_steps(page)
    expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()


def team_code(page: Page) -> str:
    expect(page.locator(".kit-code")).to_have_text(re.compile(r"\w{5}-\w{5}-\w{5}-\w{5}"))
    return page.locator(".kit-code").text_content()


def english_in(shown: str) -> list[str]:
    """The English texts of the kit, longer than 8 characters and translated otherwise, that stand in what a German page shows."""
    english = [text for text, german in catalogue("de").items() if len(text) > 8 and "{" not in text and text != german]
    return [text for text in english if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", shown)]


def results(page: Page) -> str:
    """The results that the team code stands for."""
    return page.locator(".kit-share .kit-outcomes").text_content()
