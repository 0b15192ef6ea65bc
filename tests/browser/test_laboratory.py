"""The laboratory as people use it: picture and levers in one view, a hundred marks, settings kept, linked to and taken out."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SIZES, press, skip_game, skip_guess, slider, wait_for_answer, wait_for_exact

LINK = re.compile(r"02_role_chain\.ipynb\?setting=\w{5}-\w{5}-\w{5}-\w{5}$")
IN_VIEW = """() => {
  const head = document.querySelector('.kit-top').getBoundingClientRect().bottom;
  const inside = (one) => { const box = one.getBoundingClientRect(); return box.top >= head - 1 && box.bottom <= innerHeight + 1; };
  const picture = document.querySelector('.kit-compare svg.marks').getBoundingClientRect();
  return { lever: inside(document.activeElement), said: inside(document.querySelector('.kit-compare .kit-verdict')),
    picture: Math.min(picture.bottom, innerHeight) - Math.max(picture.top, head), wide: document.documentElement.scrollWidth - innerWidth };
}"""

ALL_IN_VIEW = (
    "look => { const seen = look(); return seen.said && seen.lever && seen.picture >= 200 && seen.wide <= 0; }"
)


def laboratory(page: Page) -> Page:
    skip_guess(page)
    skip_game(page)
    expect(page.locator(".kit-compare svg.marks").first).to_be_visible()
    return page


@pytest.mark.parametrize("size", [*SIZES, (360, 740)])
def test_picture_sentence_and_the_lever_under_the_hand_are_in_view_together(visit, size):
    page = laboratory(visit("app", size=size).open("02_role_chain", "de"))
    page.keyboard.press("Shift")  # whoever moves something is not led to the heading any more
    page.locator(".kit-compare details").evaluate_all("all => all.forEach(one => (one.open = true))")
    sliders = page.locator(".kit-levers input[type=range]")
    assert sliders.count() > 5
    for place in (1, sliders.count() - 1):
        sliders.nth(place).scroll_into_view_if_needed()
        sliders.nth(place).focus()
        sliders.nth(place).evaluate("one => one.scrollIntoView({ block: 'end' })")
        page.wait_for_function(f"({ALL_IN_VIEW})({IN_VIEW})")
        seen = page.evaluate(IN_VIEW)
        assert seen["said"] and seen["lever"] and seen["picture"] >= 200 and seen["wide"] <= 0, seen


def marks(page: Page) -> dict[str, int]:
    kinds = page.locator(".kit-marks path").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert kinds == sorted(kinds, key=["new", "same", "old"].index)  # always in the same order
    return {kind: kinds.count(kind) for kind in ("new", "same", "old")}


def test_a_hundred_marks_turn_while_a_slider_moves_and_say_what_they_show(visit):
    page = laboratory(visit("app").open("02_role_chain", "en"))
    wait_for_exact(page, "en")
    before = marks(page)
    assert sum(before.values()) == 100
    gain = slider(page, "compare", "saved by specialising")
    for _step in range(8):
        gain.press("ArrowRight")
    expect(page.locator(".kit-verdict")).to_contain_text("Chain: ")
    wait_for_exact(page, "en")
    after = marks(page)
    assert after["new"] > before["new"]
    expect(page.get_by_role("img", name=f"in {after['new']} chain is ahead")).to_be_visible()


def test_a_kept_setting_is_there_after_a_reload_and_comes_back_and_a_link_carries_it_to_somebody_else(visit):
    visitor = visit("app")
    page = laboratory(visitor.open("02_role_chain", "en"))
    gain = slider(page, "compare", "saved by specialising")
    gain.press("ArrowRight")
    kept = page.locator(".kit-kept-settings")
    press(page, kept.get_by_role("button", name="Keep this setting"), stays=True)
    expect(kept.get_by_role("table").first).to_contain_text("Setting 1")
    gain.press("End")
    wait_for_answer(page)
    page.reload()
    expect(kept.get_by_role("table").last).to_contain_text("21%")
    press(page, kept.get_by_role("button", name="Bring back setting 1"), stays=True)
    expect(gain).to_have_attribute("aria-valuetext", "21%")

    press(page, page.get_by_role("button", name="Link with this setting"), stays=True)
    link = page.locator(".kit-link")
    expect(link).to_have_value(LINK)
    other = visit("app").page(link.input_value())
    skip_guess(other)
    skip_game(other)
    expect(slider(other, "compare", "saved by specialising")).to_have_attribute("aria-valuetext", "21%")
    assert "setting=" not in other.url and visitor.page_errors == []


def test_picture_and_figures_go_out_as_files(visit):
    page = laboratory(visit("app").open("02_role_chain", "de"))
    wait_for_exact(page, "de")
    files = {}
    for name in ("Bild (PNG)", "Bild (SVG)", "Zahlen (CSV)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        files[name] = download.value.path().read_bytes()
    assert files["Bild (PNG)"].startswith(b"\x89PNG") and int.from_bytes(files["Bild (PNG)"][16:20]) >= 1920
    drawn = files["Bild (SVG)"].decode()
    assert "Einzelkämpfer" in drawn and drawn.count("<path") > 100 and 'class="kit-' not in drawn
    rows = list(csv.reader(io.StringIO(files["Zahlen (CSV)"].decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["was", "Wert", "Einheit"] and any("schneller" in row[0] or "Tage" in row[0] for row in rows)


def test_the_picture_fills_the_screen_in_letters_for_the_last_row(visit):
    page = laboratory(visit("app", size=(1920, 1080)).open("02_role_chain", "de"))
    page.get_by_role("button", name="Ganzer Bildschirm").click()
    page.wait_for_function("document.fullscreenElement")
    page.wait_for_function(
        "document.querySelector('.kit-stage-picture svg.marks').getBoundingClientRect().width > 1500"
    )
    sizes = page.evaluate(
        """() => { const svg = document.querySelector('.kit-stage-picture svg.marks');
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        const axis = [...svg.querySelectorAll('text')].map(one => parseFloat(getComputedStyle(one).fontSize) * scale);
        return [...axis, parseFloat(getComputedStyle(document.querySelector('.kit-verdict')).fontSize)]; }"""
    )
    assert min(sizes) >= 28
    page.get_by_role("button", name="Zurück zur Seite").click()
    page.wait_for_function("!document.fullscreenElement")
