"""The incentive exercise as people use it: eight quarters of Payday, a plan designed and gamed, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.incentives.game import QUARTERS
from kit.wording import Language, catalogue
from tests.browser.pages import (
    SIZES,
    english_in,
    look_at_views,
    open_all_steps,
    press_main,
    skip_guess,
    slider,
    team_code,
    too_wide,
    wait_for_answer,
    wait_for_guess,
)

NOTEBOOK = "03_incentives"
EXACT = {"de": "400-mal", "en": "400 times"}
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])


def say(language: str, english: str) -> str:
    return catalogue(language).get(english, english)


def open_page(visitor, language: str) -> Page:
    page = visitor.open(NOTEBOOK, language)
    wait_for_guess(page)
    press_main(page, "predict")
    expect(page.locator(".kit-compare .kit-picture svg").first).to_be_visible()
    return page


def begin(page: Page, language: str) -> None:
    """Open the game and begin the first year."""
    press_main(page)
    expect(page.locator(".kit-play")).to_contain_text(say(language, "What the two plans pay for"))
    press_main(page)
    expect(page.locator(".kit-play .kit-portions")).to_be_visible()


def play_quarter(page: Page, language: str, portions: int, pulled: int = 0) -> None:
    """Give `portions` more of five days to the existing customers, work, and close the quarter."""
    expect(page.locator(".kit-play .kit-portions")).to_be_visible()
    wait_for_answer(page)
    care = slider(page, "play", f"^{say(language, 'existing customers')}$")
    for _step in range(abs(portions)):
        care.press("ArrowRight" if portions > 0 else "ArrowLeft")
    press_main(page)
    expect(page.locator(".kit-play .kit-portions")).to_have_count(0)
    expect(page.locator(".kit-play .kit-primary")).to_have_text(say(language, "Close the quarter: to the payslip"))
    options = page.locator(".kit-play input[type=radio]")
    if pulled and options.count():
        options.nth(min(pulled, options.count() - 1)).press("Space")
    press_main(page)
    expect(page.locator(".kit-play .kit-slip")).to_be_visible()
    expect(page.locator(".kit-play input[type=radio]")).to_have_count(0)


@EVERYWHERE
def test_a_person_plays_eight_quarters_and_sees_what_they_did(visit, way, language):
    visitor = visit(way)
    page = open_page(visitor, language)
    begin(page, language)
    for place in range(2 * len(QUARTERS)):
        play_quarter(
            page, language, portions=-1 if place == 0 else 1 if place == 4 else 0, pulled=1 if place == 1 else 0
        )
        if place == 2:  # in the middle of a year, with the next days half given
            slider(page, "play", f"^{say(language, 'existing customers')}$").press("ArrowLeft")
            wait_for_answer(page)
            left = page.locator(".kit-play .kit-left").text_content()
            page.reload()
            expect(page.locator(".kit-play .kit-left")).to_have_text(left)
            slider(page, "play", f"^{say(language, 'existing customers')}$").press("ArrowRight")
    expect(page.locator(".kit-play .kit-picture svg")).to_be_visible()
    expect(page.locator(".kit-play .kit-wide-table")).to_be_visible()
    table, headline = (
        page.locator(".kit-play .kit-wide-table").text_content(),
        page.locator(".kit-play figcaption").text_content(),
    )
    assert re.search(r"\d", headline)

    open_all_steps(page)
    code = team_code(page)
    assert language == "en" or english_in(page.locator("body").inner_text()) == []
    other = visit("app").open(NOTEBOOK, language)
    skip_guess(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower().replace("-", " "))
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    press_main(other)
    expect(other.locator(".kit-play .kit-wide-table")).to_have_text(table)
    assert visitor.page_errors == []


@EVERYWHERE
def test_a_person_designs_a_plan_reads_how_it_is_gamed_and_gets_the_sum_of_one_that_does_not_add_up(
    visit, way, language
):
    visitor = visit(way)
    page = open_page(visitor, language)
    compare = page.locator(".kit-compare")
    expect(compare.locator(".kit-lab .kit-text").last).to_contain_text(EXACT[language])
    before = compare.locator(".kit-outcomes").text_content()
    compare.locator("select").nth(1).select_option("capped")
    expect(compare.locator(".kit-outcomes")).not_to_have_text(before)
    expect(slider(page, "compare", say(language, "cap: nothing is paid beyond it")).first).to_have_value("40000")

    compare.get_by_role("radio", name=say(language, "How to game it")).check()
    expect(compare.locator("figcaption")).to_contain_text("EUR")
    figure = compare.locator(".kit-figure svg.marks")
    expect(figure).to_be_visible()

    fixed = slider(page, "compare", f"^{say(language, 'fixed pay')}$").first
    remark = compare.locator(".kit-remark").last
    before = remark.text_content()
    fixed.press("End")
    expect(remark).not_to_have_text(before)
    expect(remark).to_contain_text(Language(language).number(12000))

    wait_for_answer(page)  # the name of the plan is gone since it was moved away from
    compare.locator("select").nth(1).select_option("pure")  # 40% on new customers
    expect(slider(page, "compare", f"^{say(language, 'commission on new customers')}$").first).to_have_value("0.4")
    quota = slider(page, "compare", f"^{say(language, 'quota')}$").first
    quota.press("ArrowRight")
    expect(quota).to_have_value("5000")
    wait_for_answer(page)
    slider(page, "compare", f"^{say(language, 'commission above the quota')}$").first.press("End")
    percent = "160\u00a0%" if language == "de" else "160%"
    expect(compare.locator(".kit-message", has_text=percent)).to_be_visible()
    expect(compare.locator(".kit-message", has_text=percent)).to_contain_text(percent.replace("160", "60"))
    assert visitor.page_errors == []


def test_a_quarter_without_any_days_is_not_worked(visit):
    page = open_page(visit("app"), "en")
    begin(page, "en")
    for one in page.locator(".kit-play input[type=range]").all():
        one.press("Home")
    press_main(page, stays=True)
    expect(page.locator(".kit-play .kit-message")).to_contain_text("at least five days")
    # Nobody can give more days than there are.
    first, second = page.locator(".kit-play input[type=range]").all()[:2]
    first.press("End")
    second.press("End")
    expect(second).to_have_attribute("aria-valuetext", "0\u00a0days")


def test_the_german_page_speaks_german_from_beginning_to_end_in_a_notebook_too(visit):
    page = open_page(visit("lab"), "de")
    begin(page, "de")
    for _quarter in range(2 * len(QUARTERS)):
        play_quarter(page, "de", 0, pulled=1)
    shown = ""
    for _view in look_at_views(page):
        shown += page.locator(".kit-compare").inner_text()
    open_all_steps(page)
    shown += page.locator("body").inner_text()
    assert english_in(shown) == []


def test_no_part_of_the_page_is_wider_than_its_window(visit):
    page = open_page(visit("app", size=SIZES[0]), "de")
    begin(page, "de")
    for _quarter in range(2 * len(QUARTERS)):
        play_quarter(page, "de", 0)
    open_all_steps(page)
    assert too_wide(page) == []
