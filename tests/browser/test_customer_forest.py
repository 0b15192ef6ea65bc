"""The customer forest as people use it: twelve seasons with several teams, an agreement, the laboratory with its forests."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.customer_forest import EXERCISE
from kit.exercises.customer_forest.game import SEASONS, TALK_AFTER
from tests.browser.pages import (
    SIZES,
    english_in,
    go_to,
    leave_guess,
    look_at_views,
    open_all_steps,
    press_main,
    read_all_steps,
    say,
    skip_game,
    skip_guess,
    slider,
    team_code,
    too_wide,
    wait_for_answer,
)

NOTEBOOK = "04_customer_forest"
EXACT = {"de": "400-mal", "en": "400 times"}
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])
REVISION = re.compile(r"\d+")


def open_page(visitor, language: str) -> Page:
    """The game, after a guess."""
    page = visitor.open(NOTEBOOK, language)
    leave_guess(page)
    return page


def begin(page: Page, players: dict[int, str]) -> None:
    """Choose who plays, begin."""
    seats = page.locator(".kit-play select")
    expect(seats).to_have_count(8)
    fold = page.locator(".kit-play details", has=page.locator("select"))
    if not fold.get_attribute("open"):
        fold.locator("summary").first.press("Enter")
    for place, player in players.items():
        seats.nth(place).select_option(player)
    press_main(page)
    expect(page.locator(".kit-play .kit-portions")).to_be_visible()
    expect(page.locator(".kit-play canvas").first).to_be_visible()


def heading(page: Page) -> str:
    return page.locator(".kit-play h3").first.text_content()


def give(page: Page, language: str, more_care: int = 0) -> None:
    """Give the days of the team whose turn it is, and wait for what comes next."""
    before = heading(page)
    winning = slider(page, "play", f"^{say(language, 'winning customers')}$")
    caring = slider(page, "play", f"^{say(language, 'caring for customers')}$")
    wait_for_answer(page)
    for _step in range(more_care):
        winning.press("ArrowLeft")
        caring.press("ArrowRight")
    press_main(page)
    expect(page.locator(".kit-play h3").first).not_to_have_text(before)


@EVERYWHERE
def test_three_teams_and_a_bot_play_twelve_seasons(visit, way, language):
    visitor = visit(way)
    page = open_page(visitor, language)
    begin(page, {0: "human", 1: "human", 2: "feller", 3: "mirror"})
    canvas = page.locator(".kit-play canvas").first
    first_label, shown = canvas.get_attribute("aria-label"), ""
    for season in range(1, SEASONS + 1):
        give(page, language, more_care=1 if season == 2 else 0)
        give(page, language)
        if season == 3:
            expect(canvas).to_have_attribute("aria-label", re.compile(r"(season|Saison) 3\b"))
            wait_for_answer(page)
            label = canvas.get_attribute("aria-label")
            page.reload()
            expect(page.locator(".kit-play canvas").first).to_have_attribute("aria-label", label)
            canvas = page.locator(".kit-play canvas").first
        if season == TALK_AFTER:
            expect(page.locator(".kit-play")).to_contain_text(
                say(language, "Halfway: do you want to agree on something?")
            )
            shown += page.locator(".kit-play").inner_text()
            page.locator(".kit-play select").select_option("20")
            page.locator(".kit-play input[type=radio][value=binding]").check()
            press_main(page)
            expect(page.locator(".kit-play .kit-bubbles")).to_contain_text(
                say(language, "If it binds, what can I do. Then I care a bit.")
            )
            shown += page.locator(".kit-play").inner_text()
            press_main(page)
            expect(page.locator(".kit-play .kit-portions")).to_be_visible()
            wait_for_answer(page)
            # Nobody can give more than agreed: the slider ends there.
            winning = slider(page, "play", f"^{say(language, 'winning customers')}$")
            slider(page, "play", f"^{say(language, 'caring for customers')}$").press("ArrowLeft")
            winning.press("End")
            expect(winning).to_have_value("20")
            slider(page, "play", f"^{say(language, 'caring for customers')}$").press("ArrowRight")
            give(page, language)
            wait_for_answer(page)
            expect(winning).to_have_value("20")
            give(page, language)
        if season == SEASONS - 1:
            break
    expect(page.locator(".kit-play .kit-harvest li")).to_have_count(4)
    expect(page.locator(".kit-play .kit-curve")).to_have_count(2)
    expect(page.locator(".kit-play")).to_contain_text(say(language, "After three years"))
    assert canvas.get_attribute("aria-label") != first_label
    table = page.locator(".kit-play .kit-teams").text_content()

    open_all_steps(page)
    code = team_code_of_any_length(page)
    shown += read_all_steps(page)
    assert language == "en" or english_in(shown) == []
    other = visit("app").open(NOTEBOOK, language)
    skip_guess(other)
    skip_game(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower())
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    go_to(other, "play")
    expect(other.locator(".kit-play .kit-teams")).to_have_text(table)
    assert visitor.page_errors == []


def team_code_of_any_length(page: Page) -> str:
    code = team_code(page)
    assert len(code.split("-")) > 4  # it carries the seasons
    return code


@EVERYWHERE
def test_the_laboratory_shows_both_forests_and_every_view_and_refuses_more_days_than_a_seller_has_with_the_sum(
    visit, way, language
):
    visitor = visit(way)
    page = open_page(visitor, language)
    skip_game(page)
    compare = page.locator(".kit-compare")
    expect(compare.locator(".kit-lab .kit-text").last).to_contain_text(EXACT[language])
    expect(compare.locator("canvas[role=img]")).to_have_count(2)
    expect(compare.locator("canvas[role=img]").first).to_have_attribute("aria-label", REVISION)
    before = compare.locator("figcaption").first.text_content()
    slider(page, "compare", f"^{say(language, 'year whose forest is shown')}$").press("ArrowLeft")
    expect(compare.locator("figcaption").first).not_to_have_text(before)

    assert len(list(look_at_views(page))) == len(EXERCISE.laboratory.views)
    before = compare.locator(".kit-outcomes").text_content()
    compare.locator("select").first.select_option("idle")
    expect(compare.locator(".kit-outcomes")).not_to_have_text(before)

    page.get_by_role("button", name=say(language, "Back to the start")).press("Enter")
    wait_for_answer(page)
    care = slider(page, "compare", f"^{say(language, 'caring for customers')}$").first
    care.press("End")
    expect(page.locator(".kit-compare .kit-message", has_text="95")).to_be_visible()
    expect(page.locator(".kit-compare .kit-message", has_text="95")).to_contain_text("35")
    assert visitor.page_errors == []


def test_the_german_page_speaks_german_from_beginning_to_end_in_a_notebook_too(visit):
    page = open_page(visit("lab"), "de")
    begin(page, {1: "nobody", 2: "forester", 3: "copycat"})
    shown = ""
    for _season in range(TALK_AFTER):
        give(page, "de")
    shown += page.locator(".kit-play").inner_text()
    press_main(page)
    shown += page.locator(".kit-play").inner_text()
    press_main(page)
    expect(page.locator(".kit-play .kit-portions")).to_be_visible()
    for _season in range(SEASONS - TALK_AFTER):
        give(page, "de")
    for _view in look_at_views(page):
        shown += page.locator(".kit-compare").inner_text()
    open_all_steps(page)
    shown += read_all_steps(page)
    assert english_in(shown) == []


IN_THE_WINDOW = """parts => parts.every(one => {
  const { top, bottom } = document.querySelector(`.kit-play ${one}`).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
})"""


def test_alone_the_season_its_forest_and_the_main_button_are_in_one_window_and_enter_plays_the_next_one(visit):
    page = open_page(visit("app"), "de")
    press_main(page)
    for season in (1, 2, 3):
        title = page.locator(".kit-play .kit-scene-title")
        expect(title).to_contain_text(f"Saison {season}")
        expect(title).to_be_focused()
        page.wait_for_function(IN_THE_WINDOW, arg=[".kit-scene-title", ".kit-forest-land", ".kit-primary"])
        press_main(page)
    expect(page.locator(".kit-play .kit-forest figcaption")).to_contain_text("Nach Saison 3")
    expect(page.locator(".kit-play .kit-curve .kit-named")).to_have_count(2)


def test_a_team_at_the_same_screen_takes_its_days_back_before_the_season_happens(visit):
    page = open_page(visit("app"), "de")
    begin(page, {1: "human", 2: "nobody", 3: "nobody"})
    give(page, "de", more_care=1)
    before = heading(page)
    page.locator(".kit-play .kit-actions .kit-button", has_text="zurücknehmen").press("Enter")
    expect(page.locator(".kit-play h3").first).not_to_have_text(before)
    expect(slider(page, "play", "^Pflege der Kunden$")).to_have_value("30")
    expect(page.locator(".kit-play .kit-forest figcaption")).to_contain_text("Vor der ersten Saison")


def test_no_part_of_the_page_is_wider_than_its_window(visit):
    page = open_page(visit("app", size=SIZES[0]), "de")
    begin(page, {0: "human"})
    give(page, "de")
    skip_game(page)
    open_all_steps(page)
    assert too_wide(page) == []


def test_days_that_do_not_exist_grey_the_pictures_and_say_whose_they_are(visit):
    page = visit("app", size=SIZES[0]).open(NOTEBOOK, "de")
    skip_guess(page)
    skip_game(page)
    pictures, said = page.locator(".kit-compare .kit-stage-picture"), page.locator(".kit-compare .kit-last-possible")
    expect(pictures.locator(".kit-forest-land, svg").first).to_be_visible()
    expect(said).to_have_text("")
    policy = page.locator(".kit-compare select").last
    policy.select_option(index=1)
    wait_for_answer(page)  # the sliders stand at the days of the policy
    expect(policy).not_to_have_value("")
    sliders = page.locator(".kit-compare details").first.get_by_role("slider")
    for place in range(2):
        sliders.nth(place).press("End")
    expect(said).to_contain_text("letzten Einstellung, die möglich war")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        expect(said).to_be_visible()
        expect(pictures).to_have_css("opacity", "0.4")
    expect(policy).to_have_value("changed")  # the days are nobody's policy any more
    sliders.nth(0).press("Home"), sliders.nth(1).press("Home")
    expect(said).to_have_text("")
    expect(pictures).to_have_css("opacity", "1")
