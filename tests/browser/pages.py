"""What a person does on a page of the kit, in their own words."""

import re
from collections.abc import Iterator

from playwright.sync_api import ElementHandle, Locator, Page, TimeoutError, expect

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

SIZES = (390, 844), (1366, 768), (1920, 1080)


def wait_for_answer(page: Page) -> None:
    """Until the kernel has answered everything that this page has sent: it hears one thing after the other, and the journal once more as the last."""
    expect(page.locator(".kit-header")).to_be_visible()
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('kit-recorded', { detail: {} }))"
    )  # as if another page in this window had decided something
    page.wait_for_function("globalThis.pairSellingJournal.waiting.size === 0")


def wait_until_stored(page: Page, typed: str) -> None:
    """Until the browser has stored what somebody has typed: that happens a moment after the last key."""
    page.wait_for_function(
        "typed => localStorage.getItem('pair-selling-kit')?.includes(JSON.stringify(typed))", arg=typed
    )


def press(page: Page, button: Locator, stays: bool = False) -> None:
    """Press a button by keyboard when everything before is answered, and see it go: the next screen has buttons of its own.

    `stays`: the button is there for ever, or what is pressed is refused with a sentence.
    """
    wait_for_answer(page)
    expect(button).to_have_count(1)
    pressed = button.element_handle()
    pressed.press("Enter")
    if not stays:
        see_it_go(page, pressed)


def see_it_go(page: Page, pressed: ElementHandle) -> None:
    """Until a pressed button is gone. While JupyterLab opens, it may take the keyboard away just then: a person presses again."""
    gone = "pressed => !pressed.isConnected"
    try:
        page.wait_for_function(gone, arg=pressed, timeout=15_000)
    except TimeoutError:
        if page.evaluate("pressed => (pressed.focus(), pressed.isConnected)", pressed):
            page.keyboard.press("Enter")
        page.wait_for_function(gone, arg=pressed)


def press_main(page: Page, step: str = "play", stays: bool = False) -> None:
    """Press the one main button of a step."""
    press(page, page.locator(f".kit-{step} .kit-primary"), stays)


def wait_for_guess(page: Page) -> None:
    """Until the page asks for the guess, and the kernel knows what this browser has stored."""
    expect(page.locator(".kit-predict .kit-primary")).to_be_visible()
    wait_for_answer(page)


def skip_guess(page: Page) -> None:
    """Go on without a guess."""
    wait_for_guess(page)
    press(page, page.locator(".kit-predict .kit-button").last)


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
    press_main(page, step)
    expect(page.locator(f".kit-{step} .kit-primary")).to_have_count(0)


def open_all_steps(page: Page) -> None:
    for step in ("limits", "reflect", "commit", "share"):
        open_step(page, step)


def unfold(page: Page) -> None:
    """Guess, open the game and every step."""
    wait_for_guess(page)
    press_main(page, "predict")
    expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
    press_main(page)
    open_all_steps(page)
    expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()


def too_wide(page: Page) -> list[int]:
    """The widths of windows in which a page with everything unfolded, opened as it stands, is wider than its window."""
    found = []
    for width, height in SIZES:
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": height})
            page.reload()
        expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()
        expect(page.locator(".kit-compare .kit-picture svg, .kit-compare canvas").first).to_be_visible()
        wait_for_answer(page)
        found += (
            [width]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            else []
        )
    return found


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
