"""The firm's own list in a real browser: brought by button, by drop and by one click, looked at, put into the exercises and taken back, and found nowhere."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.exercises import exercises
from kit.exercises.own_data.screen_figures import LOOKS
from kit.exercises.own_data.steps import VERBS
from kit.places import workshops
from tests.browser.axe import findings
from tests.browser.pages import SIZES, next_button, press, wait_for_answer
from tests.browser.room import join

NOTEBOOK = "07_own_data"
EXPORTS = Path(__file__).parents[1] / "deals" / "exports"
FILES = sorted(one for one in EXPORTS.iterdir() if one.suffix != ".toml")
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
WORDS = {
    "de": {
        "again": "Noch einmal nachsehen",
        "sellers": "Verkäufer arbeiten",
        "margin": "Deckungsbeitrag",
        "forget": "Meine Daten vergessen",
    },
    "en": {"again": "Look again", "sellers": "sellers work", "margin": "is margin", "forget": "Forget my data"},
}
NAMES = ("Müßiggang", "Lindwurm", "Fennek")  # customers of the example exports
DRAWN = """([key, count]) => {
  const figure = document.querySelector(`.kit-own-${key} .kit-figure`);
  return figure?.querySelector('svg.marks')?.querySelectorAll('path').length >= count && figure.querySelector('figcaption')?.textContent && !figure.matches('[aria-busy]');
}"""
DROP = """async ([name, content]) => {
  const zone = document.querySelector('.kit-upload'), data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
  for (const kind of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def step_button(page: Page, step: str):
    return page.locator(".kit-steps button").nth(VERBS.index(step))


def see(page: Page, step: str) -> None:
    """Until a step is the one in view."""
    expect(step_button(page, step)).to_have_attribute("aria-current", "step")
    expect(page.locator(f".kit-step.kit-{step}")).to_be_visible()


def open_page(visitor, language: str) -> Page:
    page = visitor.open(NOTEBOOK, language)
    expect(page.locator(".kit-load .kit-upload")).to_be_visible()
    wait_for_answer(page)
    return page


def invented(page: Page) -> None:
    """One click, and the check is in view."""
    page.locator(".kit-load .kit-form > .kit-actions button").first.press("Enter")
    see(page, "receipt")


def choose(page: Page, path: Path) -> None:
    page.locator(".kit-upload input[type=file]").set_input_files(path)


def answer(page: Page) -> None:
    """Answer what is open with the first answer, until one can go on."""
    see(page, "receipt")
    expect(page.locator(".kit-receipt .kit-scene-title")).to_be_visible()
    while page.locator(".kit-receipt .kit-primary").count():
        open_ones = page.locator(".kit-receipt .kit-group:not(details) fieldset")
        for place in range(open_ones.count()):
            open_ones.nth(place).locator("input").first.check()
        lists = page.locator(".kit-receipt .kit-group:not(details) select")
        for place in range(lists.count()):
            lists.nth(place).select_option(index=1)
        press(page, page.locator(".kit-receipt .kit-primary"))
        wait_for_answer(page)


def go_on(page: Page, step: str) -> None:
    press(page, next_button(page))
    see(page, step)


def see_pictures(page: Page, keys=LOOKS) -> None:
    for key in keys:
        page.wait_for_function(DRAWN, arg=[key, 1])


def stored(page: Page) -> str:
    return page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")


def fill(page: Page, step: str, label: str, typed: str) -> None:
    field = page.locator(f".kit-{step}").get_by_label(re.compile(label))
    field.fill(typed)
    field.press("Tab")


@EVERYWHERE
def test_the_invented_firm_goes_through_all_steps_into_an_exercise_and_back(visit, way, language):
    visitor = visit(way)
    page, words = open_page(visitor, language), WORDS[language]
    invented(page)
    go_on(page, "figures")
    see_pictures(page)
    go_on(page, "plans")
    fill(page, "plans", words["sellers"], "4")
    press(page, page.locator(".kit-plans .kit-primary"), stays=True)
    expect(page.locator(".kit-plans .kit-plans-table")).to_have_count(2)
    expect(page.locator(".kit-plans .kit-apart .kit-plans-table")).to_have_count(1)
    go_on(page, "into")
    fill(page, "into", words["margin"], "40")
    press(page, page.locator(".kit-into .kit-form > .kit-actions button").first, stays=True)
    expect(page.locator(".kit-into .kit-starts")).to_have_count(sum(bool(one.firm) for one in exercises().values()))
    press(page, page.locator(".kit-into .kit-primary"))
    expect(page.locator('.kit-into a[href="02_role_chain.ipynb"]')).to_be_visible()
    events = json.loads(page.evaluate("localStorage.getItem('pair-selling-kit')"))["events"]
    given = {(one["step"], one["name"]): one["value"] for one in events if one["exercise"] == "firm"}
    assert given["role_chain", "win"] == 0.5 and ("incentives", "order_eur") in given

    back = page.locator(".kit-into .kit-actions button").nth(2)
    press(page, back)
    expect(page.locator('.kit-into a[href="02_role_chain.ipynb"]')).to_have_count(0)
    assert visitor.page_errors == []


def test_an_exercise_begins_with_the_values_of_the_firm_until_back_to_the_start(visit):
    visitor = visit("app")
    page = open_page(visitor, "en")
    invented(page)
    go_on(page, "figures")
    go_on(page, "plans")
    go_on(page, "into")
    press(page, page.locator(".kit-into .kit-primary"))
    exercise = visitor.open("02_role_chain", "en")
    press(exercise, exercise.locator(".kit-predict .kit-button").last)
    press(exercise, next_button(exercise))
    shown = exercise.locator(".kit-compare").get_by_role("slider", name=re.compile("new leads"))
    expect(shown).to_have_value("2")
    expect(exercise.locator(".kit-compare .kit-levers")).to_contain_text("From your own firm: new leads")
    press(exercise, exercise.locator(".kit-compare").get_by_role("button", name="Back to the start"), stays=True)
    expect(shown).to_have_value("8")
    expect(exercise.locator(".kit-compare .kit-levers")).not_to_contain_text("From your own firm")
    exercise.reload()
    expect(shown).to_have_value("8")


@LANGUAGES
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_export_is_uploaded_asked_about_and_drawn_and_no_name_is_left(visit, tmp_path, path, language):
    copy = shutil.copy(path, tmp_path / path.name)
    visitor = visit("app")
    page = open_page(visitor, language)
    choose(page, Path(copy))
    answer(page)
    go_on(page, "figures")
    see_pictures(page, ["revenue", "top"])
    assert not any(name in stored(page) for name in NAMES)
    assert not any(name in page.content() for name in NAMES)
    press(page, page.locator(".kit-figures .kit-forget .kit-button"))
    press(page, page.locator(".kit-figures .kit-forget .kit-button").last)
    see(page, "load")
    expect(step_button(page, "receipt")).to_have_attribute("aria-disabled", "true")
    assert visitor.page_errors == []


@EVERYWHERE
def test_a_large_file_arrives_in_pieces_and_says_how_far_it_is(visit, tmp_path, way, language):
    rows = "\n".join(
        f"Customer {number % 900};{1 + number % 28:02d}.{1 + number % 12:02d}.{2016 + number % 9};{number % 977 + 100},50;{'x' * 60}"
        for number in range(20_000)
    )
    file = tmp_path / "large.csv"
    file.write_text(f"Kunde;Datum;Betrag;Notiz\n{rows}\n", encoding="utf-8")
    assert file.stat().st_size > 5 * 256 * 1024
    visitor = visit(way)
    page = open_page(visitor, language)
    page.evaluate("""() => (globalThis.seen = [], new MutationObserver(() => seen.push(document.querySelector('.kit-upload progress').value))
      .observe(document.querySelector('.kit-upload'), { subtree: true, childList: true, attributes: true, characterData: true }))""")
    choose(page, file)
    see(page, "receipt")
    expect(page.locator(".kit-receipt")).to_contain_text(re.compile(r"20[.,]000"))
    assert len({one for one in page.evaluate("seen") if 0 < one < 1}) >= 3


def test_a_file_can_be_dropped_and_beside_the_place_nothing_happens(visit):
    import base64

    page = open_page(visit("app"), "en")
    content = base64.b64encode(FILES[1].read_bytes()).decode()
    page.evaluate(DROP, [FILES[1].name, content])
    see(page, "receipt")
    expect(page.locator(".kit-receipt")).to_contain_text("44")


@LANGUAGES
def test_what_is_no_list_is_one_sentence_and_the_next_file_works(visit, tmp_path, language):
    visitor = visit("app")
    page = open_page(visitor, language)
    for name, content in (
        ("empty.csv", b""),
        ("page.xls", b"<html><body>Sign in</body></html>"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(999)),
    ):
        (tmp_path / name).write_bytes(content)
        choose(page, tmp_path / name)
        expect(page.locator(".kit-upload .kit-message")).to_contain_text(name)
    choose(page, FILES[1])
    see(page, "receipt")
    expect(page.locator(".kit-header")).not_to_contain_text("went wrong")
    assert visitor.page_errors == []


def test_after_a_reload_the_list_is_gone_and_the_page_begins_at_its_beginning(visit):
    page = open_page(visit("app"), "en")
    invented(page)
    go_on(page, "figures")
    page.reload()
    expect(page.locator(".kit-load .kit-upload")).to_be_visible()
    see(page, "load")
    expect(step_button(page, "figures")).to_have_attribute("aria-disabled", "true")


@LANGUAGES
def test_the_first_step_is_short_and_its_buttons_are_in_sight(visit, language):
    for size in SIZES:
        page = open_page(visit("app", size=size), language)
        expect(page.locator(".kit-upload .kit-primary")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    shown = page.locator("main, body").first.inner_text()
    before = shown.split(page.locator(".kit-upload .kit-primary").inner_text())[0]
    assert len(page.locator(".kit-step.kit-load").inner_text().split()) <= 150
    assert len(before.split()) <= 150


@LANGUAGES
def test_on_a_phone_nothing_is_wider_than_the_window(visit, language):
    page = open_page(visit("app", size=(390, 844)), language)
    invented(page)
    for step in ("figures", "plans"):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        go_on(page, step)
    fill(page, "plans", WORDS[language]["sellers"], "4")
    press(page, page.locator(".kit-plans .kit-primary"), stays=True)
    expect(page.locator(".kit-plans .kit-plans-table")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    go_on(page, "into")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@LANGUAGES
def test_assistive_technology_finds_nothing_wrong(visit, language):
    page = open_page(visit("app"), language)
    assert findings(page) == []
    invented(page)
    assert findings(page) == []
    go_on(page, "figures")
    see_pictures(page)
    assert findings(page) == []


def is_clean(text: str) -> bool:
    return not any(name.casefold() in text.casefold() for name in NAMES)


def test_in_a_room_no_name_reaches_the_store_the_log_or_whoever_leads(visit_room, room):
    visitor = visit_room(room)
    join(visitor, "Foxes")
    page = open_page(visitor, "de")
    expect(page.locator(".kit-load")).not_to_contain_text("neben diesem Notebook")
    choose(page, FILES[0])
    answer(page)
    go_on(page, "figures")
    see_pictures(page, ["revenue"])
    go_on(page, "plans")
    go_on(page, "into")
    press(page, page.locator(".kit-into .kit-primary"))
    wait_for_answer(page)
    held = b"".join(one.read_bytes() for one in room.folder.rglob("*") if one.is_file()).decode("utf-8", "replace")
    assert "Foxes" in held and is_clean(held) and is_clean(stored(page))
    lead = visit_room(room).page(room.lead)
    expect(lead.locator("body")).to_contain_text("Foxes")
    assert is_clean(lead.content())


def test_in_jupyterlab_no_name_gets_into_the_notebook_or_the_log(visit):
    visitor = visit("lab")
    page = open_page(visitor, "de")
    choose(page, FILES[0])
    answer(page)
    go_on(page, "figures")
    see_pictures(page, ["revenue"])
    page.keyboard.press("Control+s")
    wait_for_answer(page)
    assert is_clean((workshops() / "de" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"))
    visitor.server.log.flush()
    assert is_clean(Path(visitor.server.log.name).read_text(encoding="utf-8")) and is_clean(stored(page))
