"""What a person does on a page of the kit, in their own words."""

import re
from collections.abc import Iterator

from playwright.sync_api import ElementHandle, Locator, Page, TimeoutError, expect

from kit.exercise import VERBS
from kit.wording import catalogue

WORDS = {
    "de": {"gain": "gesparte Arbeit", "exact": "400 Jahre", "percent": "21\u00a0%"},
    "en": {"gain": "saved by specialising", "exact": "400 years", "percent": "21%"},
}


DRAWN = """old => {
  const figures = [...document.querySelectorAll('.kit-pictures .kit-figure')];
  return !old?.isConnected && figures.length > 0 && figures.every(figure =>
    figure.querySelector('svg.marks path, canvas') && document.querySelector('.kit-compare .kit-verdict')?.textContent
    && (figure.querySelector('figcaption')?.textContent || figure.querySelector('figcaption').hidden)
    && figure.querySelector('svg.marks, canvas').getBoundingClientRect().width > 200);
}"""

# What is there last in a step, where that takes a while.
SHOWN_IN = {
    "compare": ".kit-compare :is(.kit-picture svg, canvas)",
    "limits": ".kit-limits :is(.kit-picture svg, canvas)",
    "share": ".kit-share .kit-outcomes",
}

# A browser in which several people said that they sit at this screen.
AS_SEVERAL = """localStorage.getItem('pair-selling-kit') ?? localStorage.setItem('pair-selling-kit', JSON.stringify({ version: 1, events: [
  { id: 'people', exercise: 'start', step: 'team', name: 'people', value: 'several', at: '2026-01-01T00:00:00Z' }] }))"""

SIZES = (390, 844), (1366, 768), (1920, 1080)
STEPS = VERBS  # as the head shows them


def say(language: str, english: str, **values) -> str:
    """A sentence of the source as a group reads it."""
    text = catalogue(language).get(english, english)
    return text.format(**values) if values else text


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
    """Go on without a guess; the page goes to the game."""
    wait_for_guess(page)
    press(page, page.locator(".kit-predict .kit-button").last)
    see_game(page)


def leave_guess(page: Page) -> None:
    """Give the guess as it stands; the page goes to the game."""
    wait_for_guess(page)
    press_main(page, "predict")
    see_game(page)


def give_guess(page: Page) -> None:
    """Guess 60 of 100 years by keyboard and press the button by keyboard; the page goes to the game."""
    slider = page.locator(".kit-predict input[type=range]").first
    slider.focus()
    for _step in range(2):
        slider.press("ArrowRight")
    press_main(page, "predict")
    see_game(page)


def see_game(page: Page) -> None:
    """The game is in view, open, and the laboratory is not there yet."""
    see_step(page, "play")
    expect(page.locator(".kit-play .kit-scene-title")).to_be_visible()


def skip_game(page: Page) -> None:
    """Go on without the game, by the button at the foot of the page; the laboratory comes into view with its picture."""
    see_step(page, "play")
    press(page, next_button(page))
    see_laboratory(page)


def see_laboratory(page: Page) -> None:
    """The laboratory is in view, and its first picture is drawn."""
    see_step(page, "compare")
    expect(page.locator(".kit-compare :is(.kit-picture svg, canvas)").first).to_be_visible()


# The steps, one of which is in view


def step_button(page: Page, step: str) -> Locator:
    """The button of a step in the head."""
    return page.locator(".kit-steps button").nth(STEPS.index(step))


def next_button(page: Page) -> Locator:
    """The button at the foot of a page that leads on."""
    return page.locator(".kit-foot .kit-next")


def see_step(page: Page, step: str) -> None:
    """Until a step is the one in view."""
    expect(step_button(page, step)).to_have_attribute("aria-current", "step")
    expect(page.locator(f".kit-step.kit-{step}")).to_be_visible()
    expect(page.locator(".kit-step").filter(visible=True)).to_have_count(1)


def go_to(page: Page, step: str) -> None:
    """Go to a step that may be opened, or is open, by its button in the head."""
    expect(step_button(page, step)).to_have_attribute("aria-disabled", "false")
    wait_for_answer(page)
    step_button(page, step).press("Enter")
    see_step(page, step)
    page.wait_for_function("document.activeElement.matches('h1, h2, h3, .kit-step')")  # the keyboard is led there, too


def go_on(page: Page, step: str) -> None:
    """Go on to the next step, by the button at the foot of the page; it is `step`."""
    press(page, next_button(page))
    see_step(page, step)


def read_all_steps(page: Page) -> str:
    """What a page shows in all its steps, one after the other."""
    shown = []
    for step in STEPS:
        go_to(page, step)
        shown.append(page.locator("body").inner_text())
    return "\n".join(shown)


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
    go_to(page, "compare")
    tabs = page.locator(".kit-compare .kit-views .kit-option")
    for place in range(tabs.count()):
        shown = page.locator(".kit-pictures > *")
        old = shown.element_handle() if place and shown.count() else None
        tabs.nth(place).click()
        page.wait_for_function(DRAWN, arg=old)
        yield place


def open_step(page: Page, step: str) -> None:
    """Open a step by its button in the head: it invites nobody any more, and it is in view."""
    go_to(page, step)
    expect(page.locator(f".kit-{step} .kit-primary")).to_have_count(0)


def open_all_steps(page: Page) -> None:
    """Open the steps after the laboratory one after the other; the last one stays in view."""
    for step in STEPS[STEPS.index("compare") + 1 :]:
        open_step(page, step)


def unfold(page: Page) -> None:
    """Guess, open the game, go on without it, and open every step."""
    leave_guess(page)
    skip_game(page)
    expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
    open_all_steps(page)
    expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()


def too_wide(page: Page) -> list[tuple[int, str]]:
    """Where a page with everything opened is wider than its window: widths of windows and steps in view."""
    found = []
    for width, height in SIZES:
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": height})
            page.reload()
        for step in reversed(STEPS):  # the last one is in view
            go_to(page, step)
            expect(page.locator(SHOWN_IN.get(step, f".kit-{step}")).first).to_be_visible()
            wait_for_answer(page)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append((width, step))
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


def open_drawer(page: Page) -> None:
    """Open the drawer of the start page with name, saving and summary, by keyboard."""
    wait_for_answer(page)
    handle = page.locator(".kit-drawer summary").first
    handle.press("Enter")
    expect(page.locator(".kit-drawer .kit-button").first).to_be_visible()
