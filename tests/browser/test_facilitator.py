"""The facilitator's page as a trainer uses it, without a room: clock, codes, board, debrief, guide."""

import json
import re
import sys
from dataclasses import asdict

import pytest
from playwright.sync_api import expect

from kit.exercises import exercises
from tests.browser.axe import findings
from tests.browser.pages import press, press_main, wait_for_answer
from tests.processes import end

EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
CHAIN = exercises()["role_chain"]
CODES = {
    name: CHAIN.code.encode(asdict(CHAIN.setting(gain=gain)) | {"guess": "given"})
    for name, gain in (("Blau", 0.1), ("<i>Rot</i>", 0.4))
}


def number(page) -> int:
    """The seconds that the clock shows."""
    minutes, seconds = page.locator(".kit-clock-left").inner_text().lstrip("+").split(":")
    return 60 * int(minutes) + int(seconds)


def go_on(page) -> None:
    """Begin, or the next step."""
    page.locator(".kit-clock-stage .kit-primary:visible").press("Enter")


@EVERYWHERE
def test_codes_become_a_board_questions_and_words_for_every_step(visit, way, language):
    visitor = visit(way)
    page = visitor.open("90_facilitator", language)
    expect(page.locator(".kit-clock-stage")).to_be_visible()
    entry = page.locator(".kit-board textarea")
    wrong = CODES["Blau"][:8] + ("A" if CODES["Blau"][8] != "A" else "B") + CODES["Blau"][9:]
    entry.fill("\n".join([*(f"{name}: {code}" for name, code in CODES.items()), f"Grün: {wrong}"]))
    press_main(page, "board", stays=True)
    expect(page.locator(".kit-board .kit-text .kit-problem")).to_contain_text("2")
    expect(page.locator(".kit-board .kit-poster").first).to_be_visible()
    expect(page.locator(".kit-board table").first).to_contain_text("<i>Rot</i>")
    expect(page.locator(".kit-board table").nth(1)).to_contain_text("40")
    press_main(page, "debrief", stays=True)
    expect(page.locator(".kit-question").first).to_be_visible()

    go_on(page)
    expect(page.locator(".kit-say")).to_contain_text(re.compile("[„“]"))
    with page.context.expect_page() as opened:
        page.locator(".kit-agenda a[target]").first.click()
    expect(opened.value.locator("h1")).to_be_visible()
    assert opened.value.locator("table").count() >= 7
    with page.context.expect_page() as opened:
        page.locator(".kit-agenda a[target]").last.click()
    expect(opened.value.locator("section h1").nth(4)).to_be_visible()  # three exercises, the debrief, the observers
    wait_for_answer(page)
    page.reload()
    expect(page.locator(".kit-board table").first).to_contain_text("<i>Rot</i>")
    assert visitor.page_errors == []


def test_the_clock_and_its_next_step_stay_in_sight_where_one_looks_at_something_else(visit):
    visitor = visit("app")
    page = visitor.open("90_facilitator", "de")
    expect(page.locator(".kit-clock-stage")).to_be_visible()
    strip = page.locator(".kit-header .kit-clock-strip")
    go_on(page)
    expect(strip).to_be_hidden()
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.locator(".kit-debrief").scroll_into_view_if_needed()
        expect(strip).to_be_visible()
        box = strip.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height / 4 and box["x"] + box["width"] <= width
    step = page.locator(".kit-clock-step").text_content()
    expect(strip).to_contain_text(step)
    strip.get_by_role("button", name="Nächster Schritt").press("Enter")
    expect(strip).not_to_contain_text(step)
    page.locator(".kit-clock-stage").scroll_into_view_if_needed()
    expect(strip).to_be_hidden()
    assert visitor.page_errors == []


def test_a_question_goes_to_the_big_screen_is_ticked_off_and_answered_and_a_reload_keeps_all_of_it(visit):
    visitor = visit("app")
    page = visitor.open("90_facilitator", "de")
    expect(page.locator(".kit-clock-stage")).to_be_visible()
    page.locator(".kit-board textarea").fill("\n".join(f"{name}: {code}" for name, code in CODES.items()))
    press_main(page, "board", stays=True)
    press_main(page, "debrief")
    cards = page.locator(".kit-question")
    expect(cards.nth(2)).to_be_visible()
    wait_for_answer(page)
    shown = cards.locator(".kit-ask").all_inner_texts()
    assert len(shown) >= 3 and all(one.endswith("?") for one in shown)

    cards.first.get_by_role("button").press("Enter")
    expect(cards.first.get_by_role("checkbox")).to_be_checked()
    expect(cards.first.locator(".kit-message")).not_to_be_empty()
    expect(cards.first.get_by_role("button")).to_be_focused()
    assert decided(page, "screen", "question") == shown[0]

    cards.nth(1).get_by_role("textbox").press_sequentially("Ada: <b>zu spät</b>, immer")
    expect(cards.nth(1).get_by_role("checkbox")).to_be_checked()  # whatever was answered was asked
    expect(cards.nth(1).get_by_role("textbox")).to_be_focused()
    cards.nth(2).get_by_role("checkbox").press("Space")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert findings(page) == [], scheme

    page.reload()
    expect(cards).to_have_count(len(shown))
    for way in ("kept", "made anew"):
        expect(cards.first.locator(".kit-message")).not_to_be_empty()
        expect(cards.nth(1).get_by_role("textbox")).to_have_value("Ada: <b>zu spät</b>, immer")
        expect(page.locator(".kit-question input:checked")).to_have_count(3)
        assert cards.locator(".kit-ask").all_inner_texts() == shown, way
        if way == "kept":
            press(page, page.locator(".kit-make .kit-button").first, stays=True)
            expect(page.locator(".kit-debrief .kit-guess")).to_have_count(0)
    press(page, page.locator(".kit-make .kit-button").nth(1))
    expect(cards.first.locator(".kit-message")).to_be_empty()
    assert decided(page, "screen", "question") == "" and visitor.page_errors == []


def decided(page, step: str, name: str):
    """What this browser has stored of a decision."""
    wait_for_answer(page)
    events = json.loads(page.evaluate("localStorage.getItem('pair-selling-kit')"))["events"]
    return next(one["value"] for one in events if (one["step"], one["name"]) == (step, name))


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_the_clock_goes_on_without_a_kernel_and_after_a_reload(visit, servers):
    page = visit("app").open("90_facilitator", "de")
    expect(page.locator(".kit-clock-stage")).to_be_visible()
    go_on(page)
    first = page.locator(".kit-clock-step").inner_text()
    end(servers("app").kernels())
    before = number(page)
    page.wait_for_function(
        "seconds => { const [m, s] = document.querySelector('.kit-clock-left').textContent.split(':'); return 60 * m + +s < seconds; }",
        arg=before,
    )
    go_on(page)
    expect(page.locator(".kit-clock-step")).not_to_have_text(first)
    second = page.locator(".kit-clock-step").inner_text()
    page.reload()
    expect(page.locator(".kit-clock-step")).to_have_text(second)
    expect(page.locator(".kit-say")).to_be_visible()


def test_over_time_is_said_in_words_and_what_comes_then(visit):
    page = visit("app", size=(390, 844)).open("90_facilitator", "de")
    expect(page.locator(".kit-clock-stage")).to_be_visible()
    page.clock.install()
    go_on(page)
    page.clock.fast_forward("03:10")
    expect(page.locator(".kit-clock-left")).to_have_text(re.compile(r"\+1:1\d"))
    expect(page.locator(".kit-clock-over")).not_to_be_empty()
    expect(page.locator(".kit-clock-stage")).to_have_class(re.compile("kit-clock-late"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
