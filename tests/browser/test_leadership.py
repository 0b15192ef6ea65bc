"""“Who decides?” as people play it: alone with three bots, as four at one screen, and from three screens of a room."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.leadership.decisions import decisions
from kit.exercises.leadership.game import CARDS, SIDES
from kit.exercises.leadership.model.matters import DAYS
from kit.messages import Message
from kit.wording import Language
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
    too_wide,
    wait_for_answer,
)
from tests.browser.room import RoomServer, join

NOTEBOOK = "05_leadership"
EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("lab", "en"), ("app", "de")])


def open_page(visitor, language: str) -> Page:
    """The game, after a guess."""
    page = visitor.open(NOTEBOOK, language)
    leave_guess(page)
    return page


def pick(page: Page, today: int, wished: int) -> None:
    """Pick both degrees of the card on the table and lock them in."""
    expect(page.locator(".kit-play input[type=radio]")).to_have_count(14)
    for place, degree in enumerate((today, wished)):
        page.locator(".kit-play fieldset").nth(place).locator("input").nth(degree - 1).check()
    press_main(page)


def settle(page: Page) -> None:
    """Settle on what is proposed."""
    expect(page.locator(".kit-play .kit-turned")).to_be_visible()
    press_main(page)


def title(language: str, card: int) -> str:
    return decisions(language)[card - 1].title


def see_card(page: Page, language: str, card: int) -> None:
    expect(page.locator(".kit-play .kit-scene-title")).to_have_text(title(language, card))


def live_through(page: Page, language: str) -> None:
    """Five days, one after the other."""
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        expect(page.locator(".kit-play .kit-scene-title")).to_have_text(say(language, day))
        expect(page.locator(".kit-play .kit-diary .kit-day")).to_have_count(DAYS)
        press_main(page)


def figures(page: Page) -> str:
    """What both weeks came to."""
    return page.locator(".kit-play .kit-two-weeks").text_content()


@EVERYWHERE
def test_one_person_plays_with_three_bots_and_lives_through_both_weeks(visit, way, language):
    visitor = visit(way)
    page = open_page(visitor, language)
    alone = Language(language, alone=True)
    expect(page.locator(".kit-play .kit-own-team li")).to_have_count(3)
    shown = page.locator("body").inner_text()
    press_main(page)
    for card in CARDS:
        see_card(page, language, card)
        pick(page, 1 + card % 3, 4 + card % 4)
        expect(page.locator(".kit-play .kit-turned .kit-chip")).to_have_count(8)
        shown += page.locator("body").inner_text()
        if card == 3:  # what lies open stays open when the page is opened again
            table = page.locator(".kit-play .kit-turned").text_content()
            page.reload()
            expect(page.locator(".kit-play .kit-turned")).to_have_text(table)
        settle(page)
    expect(page.locator(".kit-play .kit-scene-title")).to_have_text(alone.say(Message("Your board")))
    expect(page.locator(".kit-play .kit-track")).to_have_count(len(CARDS))
    press_main(page)
    live_through(page, language)
    expect(page.locator(".kit-play .kit-came-to dd")).to_have_count(3)
    page.locator(".kit-play details", has=page.locator("select")).locator("summary").press("Enter")
    page.locator(".kit-play select").first.select_option("7")
    wait_for_answer(page)
    press_main(page)
    live_through(page, language)
    expect(page.locator(".kit-play .kit-two-weeks")).to_be_visible()
    marks = page.locator(".kit-play .kit-track").first
    expect(marks).to_have_attribute("aria-label", re.compile(say(language, "delegate")))
    shown += page.locator("body").inner_text()

    open_all_steps(page)
    code, came = team_code(page), figures(page)
    shown += read_all_steps(page)
    assert language == "en" or english_in(shown) == []
    assert way == "lab" or too_wide(page) == []
    other = visit("app").open(NOTEBOOK, language)
    skip_guess(other)
    skip_game(other)
    open_all_steps(other)
    other.locator(".kit-share input[type=text]").fill(code.lower().replace("-", " "))
    other.locator(".kit-share .kit-button").last.press("Enter")
    expect(other.locator(".kit-code")).to_have_text(code)
    go_to(other, "play")
    assert figures(other) == came
    assert visitor.page_errors == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_four_at_one_screen_pick_behind_a_curtain_and_turn_over_at_once(visit, language):
    visitor = visit("app", size=SIZES[0])
    visitor.context.add_init_script(AS_SEVERAL)
    page = open_page(visitor, language)
    expect(page.locator(".kit-play select")).to_have_value("4")
    press_main(page)
    names = [say(language, "Seat {number}", number=seat) for seat in range(1, 5)]
    for card in (1, 2):
        for seat, name in enumerate(names, start=1):
            see_card(page, language, card)
            expect(page.locator(".kit-play .kit-kicker")).to_contain_text(name)
            expect(page.locator(".kit-play input[type=radio]")).to_have_count(0)  # the curtain
            expect(page.locator(".kit-play .kit-turned")).to_have_count(0)
            press_main(page)
            expect(page.locator(".kit-play input[type=radio]:checked")).to_have_count(
                0
            )  # nothing of whoever picked before
            pick(page, seat, 8 - seat)
            if (card, seat) == (1, 2):  # a pick that slipped is taken back
                press(page, page.locator(".kit-play .kit-button:not(.kit-primary)").first)
                expect(page.locator(".kit-play .kit-kicker")).to_contain_text(name)
                press_main(page)
                pick(page, seat, 8 - seat)
        for name in names:
            expect(page.locator(".kit-play .kit-chip", has_text=name)).to_have_count(2)
        expect(page.locator(".kit-play .kit-extremes")).to_contain_text(names[0])
        settle(page)
    see_card(page, language, 3)
    press(page, page.locator(".kit-play .kit-button:not(.kit-primary)").first)  # back to the card before
    expect(page.locator(".kit-play .kit-turned")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.page_errors == []


def test_who_picks_only_once_hears_what_is_missing(visit):
    page = open_page(visit("app"), "en")
    press_main(page)
    page.locator(".kit-play fieldset").first.locator("input").first.check()
    press_main(page, stays=True)
    expect(page.locator(".kit-play .kit-message")).to_contain_text("Pick twice")


def lead(page: Page, name: str):
    """A button of this game on the facilitator's page."""
    return page.locator(".kit-room").get_by_role("button", name=name)


def test_three_screens_of_a_room_turn_over_together_and_one_drops_out(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader = visit_room(room).page(room.lead)
        expect(leader.locator(".kit-word")).to_be_visible()
        visitors = [visit_room(room) for _screen in range(3)]
        for visitor, name in zip(visitors, ("Blau", "Rot", "Grün"), strict=True):
            join(visitor, name).close()
        expect(leader.locator(".kit-people span")).to_have_text(["Blau", "Rot", "Grün"])
        press(leader, lead(leader, "„Wer entscheidet?“ beginnen"))
        pages = []
        for visitor, language in zip(visitors, ("de", "en", "de"), strict=True):
            page = visitor.page(room.address(language, NOTEBOOK))
            skip_guess(page)
            see_game(page)
            pages.append(page)
        blue, red, green = pages

        pick(blue, 1, 7)
        expect(blue.locator(".kit-play .kit-guess").last).to_contain_text("Rot, Grün")
        expect(blue.locator(".kit-play .kit-turned")).to_have_count(0)
        pick(red, 2, 5)
        pick(green, 4, 4)
        for page in pages:
            expect(page.locator(".kit-play .kit-turned .kit-chip")).to_have_count(6)
        expect(red.locator(".kit-play .kit-extremes")).to_contain_text(re.compile("Grün.*Blau"))
        press(leader, lead(leader, "Das eintragen und weiter"))

        # the third screen goes dark; the facilitator goes on, and nobody waits for it any more
        visitors[2].context.close()
        for page, language in ((blue, "de"), (red, "en")):
            see_card(page, language, 2)
            pick(page, 2, 6)
        expect(blue.locator(".kit-play .kit-guess").last).to_contain_text("Grün")
        expect(leader.locator(".kit-room", has_text="2 haben gelegt. Es fehlen noch: Grün")).to_be_visible()
        press(leader, lead(leader, "Ohne die Fehlenden aufdecken"))
        expect(red.locator(".kit-play .kit-turned .kit-chip")).to_have_count(4)
        press(leader, lead(leader, "Das eintragen und weiter"))

        # somebody comes late and picks at once
        late = visit_room(room)
        join(late, "Gelb").close()
        yellow = late.page(room.address("de", NOTEBOOK))
        skip_guess(yellow)
        see_game(yellow)
        for page in (yellow, blue, red):
            pick(page, 3, 3)
        expect(blue.locator(".kit-play .kit-turned .kit-chip", has_text="Gelb")).to_have_count(2)
        press(leader, lead(leader, "Das eintragen und weiter"))
        for card in CARDS[3:]:
            for page, language in ((blue, "de"), (red, "en"), (yellow, "de")):
                see_card(page, language, card)
                pick(page, 2, 6)
            press(leader, lead(leader, "Das eintragen und weiter"))
        for page, language in ((blue, "de"), (red, "en")):
            press_main(page)
            live_through(page, language)
            press_main(page)
            live_through(page, language)
        assert len(SIDES) == blue.locator(".kit-play .kit-deciding figure").count()
        assert [one.page_errors for one in visitors if one.page_errors] == []
    finally:
        room.stop()
