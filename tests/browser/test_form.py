"""A form that is changed while somebody uses it: what is the same stays where it is, with focus, caret, choice and folds."""

import pytest
from playwright.sync_api import expect

from kit.exercises.customer_forest.setting import TASKS
from kit.widgets.form import Form
from tests.browser.alone import Alone

NAMES = {
    "kind": "select",
    "name": "group",
    "label": "Which group?",
    "unstored": True,
    "options": [{"key": "a", "label": "Blue"}, {"key": "b", "label": "Red"}],
}
TEXT = {
    "kind": "text",
    "name": "name",
    "label": "New name",
    "unstored": True,
    "longest": 20,
    "too_long": "{length} of {most}",
}
CHOICE = {
    "kind": "choice",
    "name": "bots",
    "label": "Bots",
    "unstored": True,
    "options": [{"key": "", "label": "none"}, {"key": "two", "label": "two"}],
}
DAYS = {
    "kind": "portions",
    "name": "days",
    "label": "Days",
    "left": "left",
    "total": 60,
    "portion": 10,
    "unit": "days",
    "unstored": True,
    "parts": [{"key": task, "label": task, "most": 20 if task == "hunt" else 60} for task in TASKS],
}
USE = [{"key": "use", "label": "Use this name", "primary": True}]


@pytest.fixture
def show(alone):
    """show(groups, values, actions) puts a form on a page; at the end no page had an error."""

    def shown(groups: list[dict], values: dict, actions: list[dict] | tuple = ()) -> Alone:
        form = Form(
            groups=groups, values=values, actions=list(actions), place={"exercise": "facilitator", "step": "names"}
        )
        return alone(Alone, form, "portions form")

    return shown


def fold(*fields: dict) -> list[dict]:
    return [{"title": "Names", "open": False, "fields": list(fields)}]


def with_green(field: dict) -> dict:
    return field | {"options": [*field["options"], {"key": "c", "label": "Green"}]}


def test_news_leave_text_caret_choice_fold_and_buttons_as_they_are(show):
    shown = show(fold(NAMES, TEXT, CHOICE), {"group": "", "name": "", "bots": ""}, USE)
    page = shown.page
    expect(page.get_by_role("button", name="Use this name")).to_be_hidden()
    page.locator("summary").click()
    page.get_by_label("Which group?").select_option("b")
    page.get_by_label("two").check()
    typed = page.get_by_label("New name")
    typed.press_sequentially("Gren")
    typed.press("ArrowLeft")
    page.evaluate("window.before = [...document.querySelectorAll('select, input, details, button')]")
    shown.change(groups=fold(with_green(NAMES), TEXT, CHOICE))
    page.keyboard.type("e")
    expect(typed).to_have_value("Green")
    expect(typed).to_be_focused()
    expect(page.get_by_label("two")).to_be_checked()
    expect(page.get_by_role("button", name="Use this name")).to_be_visible()
    assert page.get_by_label("Which group?").locator("option").all_inner_texts() == ["Blue", "Red", "Green"]
    assert page.get_by_label("Which group?").input_value() == "b"
    assert page.evaluate("before.every((node) => node.isConnected)")  # a list that is open stays open


def test_a_text_that_is_too_long_to_be_stored_stays_when_a_group_joins(show):
    shown = show(fold(NAMES, TEXT), {"group": "", "name": ""}, USE)
    shown.page.locator("summary").click()
    typed = shown.page.get_by_label("New name")
    typed.fill("x" * 30)
    shown.page.get_by_label("Which group?").focus()
    expect(shown.page.locator(".kit-problem")).to_have_text("30 of 20")
    shown.change(groups=fold(with_green(NAMES), TEXT))
    expect(typed).to_have_value("x" * 30)


def test_fields_that_go_and_fields_that_come_leave_the_others(show):
    shown = show([{"fields": [TEXT, CHOICE]}], {"name": "", "bots": "two"}, USE)
    typed = shown.page.get_by_label("New name")
    typed.press_sequentially("Gr")
    shown.change(groups=[{"fields": [NAMES, TEXT]}], values={"name": "", "group": "a"})
    shown.page.keyboard.type("ün")
    expect(typed).to_have_value("Grün")
    assert [one.inner_text() for one in shown.page.locator("label").all()] == ["Which group?", "New name"]


def test_another_form_in_its_place_has_its_own_values_and_buttons(show):
    shown = show([{"fields": [DAYS]}], {"days": "10,0,0,0"}, USE)
    shown.change(groups=[{"fields": [DAYS]}], values={"days": "0,30,0,0"}, actions=[{"key": "next", "label": "Next"}])
    assert [one.input_value() for one in shown.page.locator("input").all()] == ["0", "30", "0", "0"]
    assert shown.page.locator("button").all_inner_texts() == ["Next"]


def test_no_slider_gives_more_than_is_allowed_for_its_part(show):
    shown = show([{"fields": [DAYS]}], {"days": "10,0,0,0"})
    hunt, care = shown.page.locator("input").nth(0), shown.page.locator("input").nth(1)
    for _press in range(4):
        hunt.press("ArrowRight")
    assert hunt.input_value() == "20" and hunt.get_attribute("max") == "20"
    care.press("End")
    assert care.input_value() == "40"
    assert abs(3 * hunt.bounding_box()["width"] - care.bounding_box()["width"]) < 3  # a day is as long on every slider


BLOCKS = DAYS | {"blocks": True, "less": "less for {part}", "more": "more for {part}"}


def full(shown: Alone, part: int) -> int:
    """How many blocks lie in a pile; the last pile is what is left."""
    return shown.page.locator(".kit-pile").nth(part).locator(".kit-full").count()


def test_days_as_blocks_are_moved_by_buttons_by_keys_and_by_pressing_on_a_pile(show):
    shown = show([{"fields": [BLOCKS]}], {"days": "10,0,0,0"})
    page = shown.page
    more, less = (page.get_by_role("button", name=f"{way} for rest", exact=True) for way in ("more", "less"))
    expect(less).to_be_disabled()
    more.click()
    more.press("Enter")
    assert [full(shown, part) for part in range(5)] == [1, 0, 0, 2, 3]
    less.click()
    page.get_by_role("slider", name="feedback").press("ArrowRight")
    assert page.get_by_role("slider", name="feedback").get_attribute("aria-valuetext") == "10\u00a0days"
    care = page.locator(".kit-pile").nth(1).locator("span")
    box = care.nth(2).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert [full(shown, part) for part in range(5)] == [1, 3, 1, 1, 0]
    expect(more).to_be_disabled()  # nothing is left
    assert page.evaluate("model.get('values').days") == "10,30,10,10"


def test_no_pile_of_blocks_is_wider_than_a_phone(show):
    shown = show([{"fields": [BLOCKS | {"total": 60, "portion": 5}]}], {"days": "10,0,0,0"})
    shown.page.set_viewport_size({"width": 360, "height": 800})
    assert shown.page.evaluate("document.documentElement.scrollWidth <= 360")
    assert all(one.bounding_box()["width"] >= 38 for one in shown.page.locator(".kit-step-by").all())
