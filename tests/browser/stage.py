"""What the stage of a page shows: one step at a time. Asked of a page as it stands in the browser."""

from playwright.sync_api import Page, expect

from kit.exercises import exercises
from tests.browser.pages import STEPS, go_on, skip_guess, wait_for_answer, wait_for_guess

EXERCISES = tuple(f"{one.number:02d}_{one.name}" for one in exercises().values())

# Words that somebody sees without opening anything, with the place of each: before the first control of a step or after it.
WORDS = r"""() => {
  const first = [...document.querySelectorAll('.kit-step :is(input, select, textarea, .kit-primary)')].find(one => one.checkVisibility({ visibilityProperty: true }));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = { before: [], all: [] };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement, range = document.createRange();
    range.selectNodeContents(node);
    if (holder.closest('script, style, noscript, option, .kit-state') || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (![...range.getClientRects()].some(one => one.width > 1 && one.height > 1)) continue;
    const words = node.data.match(/[\p{L}\d.,:%-]*\p{L}[\p{L}\d.,:%-]*/gu) ?? [];
    found.all.push(...words);
    const rail = holder.closest('.kit-steps, a');
    if (!rail && first.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) found.before.push(...words);
  }
  return found;
}"""

# The lines of headings, paragraphs and labels that are in view, as the browser broke them.
LINES = """() => {
  const seen = one => one.checkVisibility({ visibilityProperty: true }), lines = [];
  for (const block of document.querySelectorAll('.kit-place :is(h2, h3, h4, p, label, legend, li)')) {
    if (!seen(block) || block.closest('.kit-header, svg, table') || block.querySelector('p, li, label')) continue;
    let last = null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!seen(node.parentElement) || node.parentElement.closest('.kit-unseen, svg, .jp-InternalAnchorLink')) continue;
      for (let place = 0; place < node.length; place++) {
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        const box = range.getClientRects()[0];
        if (!box?.width) continue;
        const middle = (box.top + box.bottom) / 2;
        if (last !== null && Math.abs(last - middle) < 8) lines[lines.length - 1] += node.data[place];
        else lines.push(node.data[place]);
        last = middle;
      }
    }
  }
  return lines;
}"""

# Where headings, paragraphs, questions and what they ask for begin; what stands in a frame of its own begins with its frame, and what
# takes a picture out below its picture.
LEFT = """() => [...document.querySelectorAll('.kit-place :is(h2, h3, h4, p, legend, label, summary, textarea, input[type=text], .kit-actions)')]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1
    && !one.closest('.kit-header, svg, table, li, .kit-picture, .kit-take-out') && !one.parentElement.closest('.kit-card, .kit-guess'))
  .map(one => one.matches('.kit-option') ? one.closest('fieldset') : one)
  .map(one => [Math.round(one.getBoundingClientRect().left), one.textContent.slice(0, 60)])"""

# What reaches beyond the window, or is cut off there; what somebody can move sideways within its own box may.
WIDER = """() => [...document.querySelectorAll('body *')].filter(one => {
  if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('svg, .kit-unseen, .kit-state')) return false;
  for (let box = one.parentElement; box !== document.body; box = box.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth && !box.matches('.kit-place, .jp-Notebook')) return false;
  }
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.right > innerWidth + 1;
}).map(one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)} ${one.textContent.slice(0, 40)}`)"""


def step_in_view(page: Page) -> str:
    """The step that the page shows now."""
    shown = page.locator(".kit-step").evaluate_all(
        "all => all.filter(one => one.checkVisibility({ visibilityProperty: true })).map(one => /kit-(?!step)(\\w+)/.exec(one.className.replace('kit-step', ''))[1])"
    )
    assert len(shown) == 1, shown
    return shown[0]


def walk(page: Page):
    """Every step of an exercise in its order, each in view, without the game."""
    expect(page.locator(".kit-top .kit-steps [aria-current]")).to_be_visible()
    wait_for_guess(page)
    yield "predict"
    skip_guess(page)
    yield "play"
    for step in STEPS[2:]:
        go_on(page, step)
        wait_for_answer(page)
        yield step


def play_on(page: Page) -> None:
    """Do what the scene asks for, as it stands: pick where nothing is picked, a question where there is one to ask, else the main
    button; then the next scene is there."""
    wait_for_answer(page)
    unpicked = page.locator(".kit-play fieldset.kit-choice:not(:has(:checked)):visible")
    while unpicked.count():
        unpicked.first.locator("input").first.check()
    scene = page.locator(".kit-play .kit-scene-title").evaluate("one => one.closest('.kit-play').innerText")
    asks = page.locator(".kit-play :has(.kit-speaks) + * .kit-button:not(.kit-primary):visible")
    (asks if asks.count() else page.locator(".kit-play .kit-primary:visible")).first.press("Enter")
    page.wait_for_function("scene => document.querySelector('.kit-play').innerText !== scene", arg=scene)
    wait_for_answer(page)
