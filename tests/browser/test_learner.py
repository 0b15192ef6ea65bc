"""Somebody learns alone: the start page leads through everything, nothing is lost, and a summary remains."""

import re

from playwright.sync_api import Page, expect

from kit.exercises import exercises
from kit.wording import Language
from tests.browser.pages import (
    go_to,
    leave_guess,
    open_all_steps,
    open_drawer,
    press,
    skip_game,
    wait_for_answer,
    wait_for_guess,
)

GERMAN = Language("de", alone=True)
NEXT = ".kit-next a.kit-primary"
EXERCISES = list(exercises().values())


def go_on(page: Page) -> None:
    """Follow the start page to where it says one should go on."""
    wait_for_answer(page)
    page.locator(NEXT).press("Enter")
    wait_for_guess(page)


def back(page: Page) -> None:
    page.locator('.kit-header a[href="00_start.ipynb"]').first.press("Enter")
    expect(page).to_have_url(re.compile("00_start"))
    expect(page.locator(".kit-tile").first).to_be_visible()
    wait_for_answer(page)


def ask_for_hints(page: Page, exercise, step: str) -> None:
    """Open one hint after the other by keyboard."""
    titles = page.locator(f".kit-{step} summary", has_text=re.compile("Tipp"))
    for place, hint in enumerate(exercise.hints[step]):
        said = page.locator(f".kit-{step}").get_by_text(GERMAN.say(hint), exact=True)
        expect(said).to_be_hidden()
        titles.nth(place).press("Enter")
        expect(said).to_be_visible()


def learn(page: Page, step: str) -> None:
    """Guess, skip the game (bots play it in other tests), and open everything after it."""
    leave_guess(page)
    skip_game(page)
    expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
    open_all_steps(page)
    go_to(page, "commit")
    page.locator(".kit-commit textarea").fill(step)
    page.locator(".kit-commit textarea").press("Tab")
    go_to(page, "share")
    expect(page.locator(".kit-share .kit-outcomes")).to_be_visible()


def test_the_start_page_leads_one_person_through_everything(visit, tmp_path):
    visitor = visit("app")
    page = visitor.open("00_start", "de")
    expect(page.locator(NEXT)).to_contain_text("Kulturcheck")
    open_drawer(page)
    page.locator(".kit-step input[type=text]").first.fill("Ada <allein>")
    page.locator(".kit-step input[type=text]").first.press("Tab")
    for number, exercise in enumerate(EXERCISES):
        if number:
            expect(page.locator(NEXT)).to_contain_text(GERMAN.say(exercise.title))
            go_on(page)
        else:
            page.locator(f".kit-tile a[href*={exercise.name}]").press("Enter")  # whoever leaves the culture check out
            wait_for_guess(page)
        ask_for_hints(page, exercise, "predict")
        learn(page, f"Schritt {number}")
        go_to(page, "compare")
        ask_for_hints(page, exercise, "compare")
        back(page)
    expect(page.locator(NEXT)).to_have_count(0)

    # quiz answered otherwise comes back
    page.goto(visitor.server.address("de", "02_role_chain"))
    go_to(page, "reflect")
    quiz = page.locator(".kit-reflect fieldset")
    expect(quiz.first).to_be_visible()
    for question, right in zip(quiz.all(), (one.right for one in EXERCISES[0].quiz), strict=True):
        question.locator("input[type=radio]").nth((right + 1) % 3).check()
    press(page, page.locator(".kit-reflect .kit-button", has_text=re.compile("again|noch einmal|nochmal")))
    expect(page.locator(".kit-reflect input[type=radio]:checked")).to_have_count(0)
    for question, right in zip(quiz.all(), (one.right for one in EXERCISES[0].quiz), strict=True):
        question.locator("input[type=radio]").nth(right).check()
    expect(page.locator(".kit-reflect .kit-guess")).to_be_visible()
    expect(page.locator(".kit-reflect .kit-button")).to_have_count(0)

    # the summary has everything in it
    back(page)
    open_drawer(page)
    page.locator(".kit-button", has_text=re.compile("summary|Zusammenfassung")).first.press("Enter")
    with page.expect_download() as caught:
        page.locator("a[download]").click()
    caught.value.save_as(tmp_path / "summary.html")
    summary = (tmp_path / "summary.html").read_text(encoding="utf-8")
    assert "Ada &lt;allein&gt;" in summary and "<allein>" not in summary
    for number, exercise in enumerate(EXERCISES):
        assert GERMAN.say(exercise.title) in summary and f"Schritt {number}" in summary

    # another computer: nothing there, the file is opened, everything is there again
    with page.expect_download() as caught:
        page.locator(".kit-button", has_text="Als Datei speichern").press("Enter")
    caught.value.save_as(tmp_path / "state.json")
    elsewhere = visit("app").open("00_start", "de")
    expect(elsewhere.locator(NEXT)).to_be_visible()
    elsewhere.locator("input[type=file]").set_input_files(tmp_path / "state.json")
    expect(elsewhere.locator(NEXT)).to_have_count(0)
    expect(elsewhere.locator(".kit-step input[type=text]").first).to_have_value("Ada <allein>")
    assert visitor.page_errors == []
