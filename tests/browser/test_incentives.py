"""The incentive exercise as people use it: eight quarters of Payday, a plan designed and gamed, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.incentives.game import QUARTERS
from kit.messages import Message
from kit.wording import Language, catalogue
from tests.browser.pages import (
    SIZES,
    english_in,
    go_to,
    leave_guess,
    look_at_views,
    open_all_steps,
    press_main,
    read_all_steps,
    skip_game,
    skip_guess,
    slider,
    team_code,
    too_wide,
    wait_for_answer,
)

NOTEBOOK = "03_incentives"
EXACT = {"de": "400-mal", "en": "400 times"}
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])


def say(language: str, english: str) -> str:
    return catalogue(language).get(english, english)


def open_page(visitor, language: str) -> Page:
    """The game, after a guess."""
    page = visitor.open(NOTEBOOK, language)
    leave_guess(page)
    return page


def open_laboratory(visitor, language: str) -> Page:
    """The laboratory, without the game."""
    page = open_page(visitor, language)
    skip_game(page)
    return page


def begin(page: Page, language: str) -> None:
    """Begin the first year."""
    expect(page.locator(".kit-play .kit-scene-title")).to_have_text(say(language, "One year in sales, lived twice"))
    press_main(page)
    expect(page.locator(".kit-play .kit-blocks")).to_be_visible()


def play_quarter(page: Page, language: str, portions: int, pulled: int = 0) -> None:
    """Give `portions` more of five days to the existing customers, work, close the quarter and read the payslip."""
    expect(page.locator(".kit-play .kit-blocks")).to_be_visible()
    wait_for_answer(page)
    care = slider(page, "play", f"^{say(language, 'existing customers')}$")
    for _step in range(abs(portions)):
        care.press("ArrowRight" if portions > 0 else "ArrowLeft")
    press_main(page)
    expect(page.locator(".kit-play .kit-blocks")).to_have_count(0)
    expect(page.locator(".kit-play .kit-weeks > li")).to_have_count(12)
    expect(page.locator(".kit-play .kit-primary")).to_have_text(say(language, "Close the quarter: to the payslip"))
    options = page.locator(".kit-play input[type=radio]")
    if pulled and options.count():
        options.nth(min(pulled, options.count() - 1)).press("Space")
    press_main(page)
    expect(page.locator(".kit-play .kit-slip")).to_be_visible()
    expect(page.locator(".kit-play input[type=radio]")).to_have_count(0)
    expect(page.locator(".kit-play .kit-scene-title")).to_be_in_viewport(ratio=1)
    press_main(page)


def play_year(page: Page, language: str, pulled: int = 0) -> None:
    """Four quarters as they are proposed."""
    for _quarter in QUARTERS:
        play_quarter(page, language, 0, pulled)


def begin_again(page: Page, language: str) -> None:
    """Read what the first year came to and begin it anew."""
    expect(page.locator(".kit-play .kit-scene-title")).to_have_text(
        Language(language, alone=True).say(Message("Your first year is over"))
    )
    press_main(page)


@EVERYWHERE
def test_a_person_plays_eight_quarters_and_sees_what_they_did(visit, way, language):
    visitor = visit(way)
    page = open_page(visitor, language)
    begin(page, language)
    for place in range(2 * len(QUARTERS)):
        if place == len(QUARTERS):
            begin_again(page, language)
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
    expect(
        page.locator(".kit-play .kit-wide-table")
    ).to_be_hidden()  # a picture first; the figures are there for who wants them
    page.locator(".kit-play .kit-wide").locator("xpath=..").locator("summary").click()
    expect(page.locator(".kit-play .kit-wide-table")).to_be_visible()
    table, headline = (
        page.locator(".kit-play .kit-wide-table").text_content(),
        page.locator(".kit-play figcaption").text_content(),
    )
    assert re.search(r"\d", headline)

    open_all_steps(page)
    code = team_code(page)
    assert language == "en" or english_in(read_all_steps(page)) == []
    other = visit("app").open(NOTEBOOK, language)
    skip_guess(other)
    skip_game(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower().replace("-", " "))
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    go_to(other, "play")
    expect(other.locator(".kit-play .kit-wide-table")).to_have_text(table)
    assert visitor.page_errors == []


@EVERYWHERE
def test_a_person_designs_a_plan_reads_how_it_is_gamed_and_gets_the_sum_of_one_that_does_not_add_up(
    visit, way, language
):
    visitor = visit(way)
    page = open_laboratory(visitor, language)
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
    # Nobody can give more days than there are, by a key or by a button.
    first, second = page.locator(".kit-play input[type=range]").all()[:2]
    more = page.get_by_role("button", name="more for “new customers”")
    more.click()
    expect(first).to_have_attribute("aria-valuetext", "5\u00a0days")
    first.press("End")
    second.press("End")
    expect(second).to_have_attribute("aria-valuetext", "0\u00a0days")
    expect(more).to_be_disabled()


def test_the_german_page_speaks_german_from_beginning_to_end_in_a_notebook_too(visit):
    page = open_page(visit("lab"), "de")
    begin(page, "de")
    play_year(page, "de", pulled=1)
    begin_again(page, "de")
    play_year(page, "de", pulled=1)
    shown = ""
    for _view in look_at_views(page):
        shown += page.locator(".kit-compare").inner_text()
    open_all_steps(page)
    shown += read_all_steps(page)
    assert english_in(shown) == []


def test_no_part_of_the_page_is_wider_than_its_window(visit):
    page = open_page(visit("app", size=SIZES[0]), "de")
    begin(page, "de")
    play_year(page, "de")
    begin_again(page, "de")
    play_year(page, "de")
    open_all_steps(page)
    assert too_wide(page) == []


def test_a_plan_that_pays_nothing_loses_its_people_and_does_not_win(visit):
    page = open_laboratory(visit("app"), "de")
    compare = page.locator(".kit-compare")
    levers = compare.locator("details.kit-group").first.locator("input[type=range]")
    for one in levers.all():
        one.press("Home")
    expect(compare.locator(".kit-remark", has_text="Dafür arbeitet niemand")).to_be_visible()
    compare.get_by_role("radio", name="Was der Firma bleibt").check()
    left = compare.get_by_role("row", name="Bleibt der Firma nach der Bezahlung")
    expect(left).to_contain_text("Alter Plan in 100, neuer Plan in 0 von 100")


def test_what_moves_in_a_quarter_stands_still_for_whoever_wants_less_motion(visit):
    page = open_page(visit("app"), "en")
    page.emulate_media(reduced_motion="reduce")
    begin(page, "en")
    press_main(page)
    week = page.locator(".kit-play .kit-weeks > li").last
    assert (
        week.evaluate("e => getComputedStyle(e).animationDuration + ' ' + getComputedStyle(e).animationDelay")
        == "0s 0s"
    )
