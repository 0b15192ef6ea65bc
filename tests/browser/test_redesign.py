"""“The board meeting” as people play it: alone with three bots, as four at one screen, and from three screens of a room."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.redesign.game import MEETINGS, SEATED
from kit.exercises.redesign.roles import NAMES
from kit.exercises.redesign.setting import LEVERS
from tests.browser.pages import (
    AS_SEVERAL,
    SIZES,
    english_in,
    go_to,
    leave_guess,
    open_all_steps,
    press,
    press_main,
    read_all_steps,
    say,
    see_game,
    skip_game,
    skip_guess,
    team_code,
    wait_for_answer,
)
from tests.browser.room import RoomServer, join

NOTEBOOK = "06_redesign"
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])


def open_page(visitor, language: str) -> Page:
    """The game, after a guess."""
    page = visitor.open(NOTEBOOK, language)
    leave_guess(page)
    return page


def propose(page: Page, year: int | str, lever: str) -> None:
    """Propose one lever in a year (0: not at all) and hand the proposal in."""
    expect(page.locator(".kit-play .kit-meet-reckoned")).to_be_visible()
    wait_for_answer(page)
    field = page.locator(".kit-play fieldset").nth(LEVERS.index(lever))
    field.locator(f"input[value='{year}']").check()
    press_main(page)


def see_reveal(page: Page, proposals: int) -> None:
    """All proposals lie on the table."""
    expect(page.locator(".kit-play .kit-meet-plans thead th")).to_have_count(proposals + 1)


def see_year(page: Page, language: str, year: int) -> None:
    expect(page.locator(".kit-play .kit-scene-title")).to_have_text(say(language, "Year {year} is over", year=year))
    expect(page.locator(".kit-play .kit-meet-months")).to_be_visible()


def tracks(page: Page) -> list[str]:
    """What all seats came to: the spoken line of each, which names no person, and whether the aim was reached."""
    seats = page.locator(".kit-play .kit-meet-tracks li")
    said = seats.locator(".kit-meet-track").evaluate_all(
        "tracks => tracks.map((one) => one.getAttribute('aria-label'))"
    )
    return [*said, *seats.locator(".kit-meet-own-figure").all_text_contents()]


@EVERYWHERE
def test_one_person_plays_with_three_bots_who_vote_and_a_motion_is_refused(visit, way, language):
    visitor = visit(way)
    page = open_page(visitor, language)
    expect(page.locator(".kit-play .kit-meet-seats li")).to_have_count(4)
    shown = page.locator("body").inner_text()
    page.locator(".kit-play input[value=product]").check()
    press_main(page)

    reckoned = page.locator(".kit-play .kit-meet-reckoned")
    expect(reckoned).to_contain_text(say(language, "missed"))
    page.locator(".kit-play fieldset").nth(1).locator("input[value='1']").check()
    expect(reckoned).to_contain_text(say(language, "in sight"))
    press_main(page)
    see_reveal(page, 4)
    expect(page.locator(".kit-play .kit-meet-says")).to_have_count(3)
    shown += page.locator("body").inner_text()
    press_main(page)  # the new commission at once: sales and works council say no
    expect(page.locator(".kit-play .kit-problem").first).to_be_visible()
    expect(page.locator(".kit-play .kit-meet-says")).to_have_count(6)
    shown += page.locator("body").inner_text()
    page.reload()  # what was refused stays refused
    expect(page.locator(".kit-play .kit-meet-says")).to_have_count(6)
    page.locator(".kit-play input[value=commission]").uncheck()
    press_main(page)
    see_year(page, language, 1)
    shown += page.locator("body").inner_text()
    for year in MEETINGS[1:]:
        press_main(page)
        propose(page, "0" if year == 2 else "3", "commission")
        see_reveal(page, 4)
        press_main(page)
        see_year(page, language, year)
    press_main(page)
    expect(page.locator(".kit-play .kit-meet-tracks li")).to_have_count(4)
    expect(page.locator(".kit-play .kit-meet-dots circle")).to_have_count(99)
    shown += page.locator("body").inner_text()

    open_all_steps(page)
    code = team_code(page)
    go_to(page, "play")
    came = tracks(page)
    shown += read_all_steps(page)
    assert language == "en" or english_in(shown) == []
    other = visit("app").open(NOTEBOOK, language)
    skip_guess(other)
    skip_game(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower().replace("-", " "))
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    go_to(other, "play")
    expect(other.locator(".kit-play .kit-meet-tracks li")).to_have_count(4)
    assert tracks(other) == came
    assert visitor.page_errors == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_four_at_one_screen_propose_behind_a_curtain_and_decide_together(visit, language):
    visitor = visit("app", size=SIZES[0])
    visitor.context.add_init_script(AS_SEVERAL)
    page = open_page(visitor, language)
    expect(page.locator(".kit-play select")).to_have_value("4")
    press_main(page)
    names = [say(language, NAMES[role]) for role in SEATED]
    for year in MEETINGS:
        for seat, name in enumerate(names):
            expect(page.locator(".kit-play .kit-scene-title")).to_have_text(name)
            expect(page.locator(".kit-play input")).to_have_count(0)  # the curtain
            expect(page.locator(".kit-play .kit-meet-plans")).to_have_count(0)
            press_main(page)
            expect(page.locator(".kit-play input[value='0']:checked")).to_have_count(4 if year == 1 else 3)
            if year == 1:
                propose(page, 1 if seat < 3 else 0, "leadership")
            else:
                press_main(page)
            if (year, seat) == (1, 1):  # a proposal that slipped is taken back
                press(page, page.locator(".kit-play .kit-button:not(.kit-primary)").first)
                expect(page.locator(".kit-play .kit-scene-title")).to_have_text(name)
                press_main(page)
                propose(page, 1, "leadership")
        see_reveal(page, 4)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(page.locator(".kit-play input[value=leadership]:checked")).to_have_count(1 if year == 1 else 0)
        press_main(page)
        see_year(page, language, year)
        press_main(page)
    expect(page.locator(".kit-play .kit-meet-tracks li")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.page_errors == []


def test_a_motion_that_overspends_hears_what_the_budget_is(visit):
    page = open_page(visit("app"), "en")
    press_main(page)
    for place in range(4):
        page.locator(".kit-play fieldset").nth(place).locator("input[value='1']").check()
    press_main(page, stays=True)
    expect(page.locator(".kit-play .kit-message")).to_have_text("17,500 EUR more than the budget of 30,000 EUR.")
    assert page.locator("body").inner_text().count("more than the budget") == 1
    page.locator(".kit-play fieldset").nth(3).locator("input[value='0']").check()
    expect(page.locator(".kit-play .kit-message")).to_have_text("")


def lead(page: Page, name: str):
    """A button of this game on the facilitator's page."""
    return page.locator(".kit-room").get_by_role("button", name=name)


def test_three_screens_of_a_room_propose_together_and_the_facilitator_enters_the_decisions(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader = visit_room(room).page(room.lead)
        expect(leader.locator(".kit-word")).to_be_visible()
        visitors = [visit_room(room) for _screen in range(3)]
        for visitor, name in zip(visitors, ("Blau", "Rot", "Grün"), strict=True):
            join(visitor, name).close()
        expect(leader.locator(".kit-people span")).to_have_text(["Blau", "Rot", "Grün"])
        press(leader, lead(leader, "„Am runden Tisch“ beginnen"))
        pages = []
        for visitor, language in zip(visitors, ("de", "en", "de"), strict=True):
            page = visitor.page(room.address(language, NOTEBOOK))
            skip_guess(page)
            see_game(page)
            pages.append(page)
        blue, red, green = pages
        expect(blue.locator(".kit-play .kit-scene-title")).to_contain_text("Vertrieb")
        expect(red.locator(".kit-play .kit-scene-title")).to_contain_text("Product")
        for year in MEETINGS:
            for page in pages:
                expect(page.locator(".kit-play .kit-meet-plans")).to_have_count(0)
                propose(page, year if year == 1 else "0", "leadership" if year == 1 else "commission")
            for page in pages:
                see_reveal(page, 3)
            expect(red.locator(".kit-play .kit-meet-plans thead")).to_contain_text(re.compile("Blau.*Rot.*Grün"))
            press(leader, lead(leader, "Diese Entscheidung eintragen und weiter"))
            for page, language in zip(pages, ("de", "en", "de"), strict=True):
                see_year(page, language, year)
                press_main(page)
        for page in pages:
            expect(page.locator(".kit-play .kit-meet-tracks li")).to_have_count(4)
        assert tracks(blue) == tracks(green)
        assert all(one.page_errors == [] for one in visitors)
    finally:
        room.stop()
