"""The human game as people play it: as four, alone with bots, in both languages, with reloads in between."""

import json

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import MOST_NOTED, MOST_QUESTIONS
from kit.exercises.role_chain.setting import ROLES
from tests.browser.pages import press, press_main, skip_guess, slider, wait_for_answer

CASE = "mustard_line"
STAY = {"de": "Dabei bleiben wir", "en": "We stay with these answers"}
USE_LOSS = {"de": "Mit unserem Verlust", "en": "Use our loss"}
OPEN = {
    "de": ("8 von 8 Fragen sind noch offen", "Ja, so weiter"),
    "en": ("8 of 8 questions are unanswered", "Yes, go on like this"),
}


def open_game(visitor, language: str) -> Page:
    page = visitor.open("02_role_chain", language)
    skip_guess(page)
    expect(page.locator(".kit-compare .kit-picture svg").first).to_be_visible()
    press_main(page)
    page.locator(".kit-play select").first.select_option(CASE)
    return page


def go_on(page: Page, then: str) -> None:
    """Press the main button of the game and wait for what comes next."""
    press(page, page.locator(".kit-play .kit-primary").first)
    expect(page.locator(f".kit-play {then}").first).to_be_visible()


def ask(page: Page, labels: list[str]) -> None:
    for count, label in enumerate(labels, start=2):
        press(page, page.locator(".kit-play").get_by_role("button", name=label, exact=True))
        expect(page.locator(".kit-play blockquote")).to_have_count(count)


def useful(seat) -> list[str]:
    """The questions that lead to something, the deepest fact first."""
    depth = {fact.key: fact.depth for fact in seat.facts}
    found = sorted((one for one in seat.questions if one.uncovers), key=lambda one: -depth[one.uncovers])
    return [one.label for one in found][:MOST_QUESTIONS]


def hand_over(page: Page, facts: list[str], words: str = "", paired: bool = False) -> None:
    game = page.locator(".kit-play")
    wait_for_answer(page)
    for fact in facts[:MOST_NOTED]:
        game.get_by_role("checkbox", name=fact, exact=True).press("Space")
    if words:
        game.locator("textarea").fill(words)
    if paired:
        game.locator("input[type=radio]").last.check()
    press_main(page)


def answer_nothing(page: Page, language: str) -> None:
    """Send the customer off without an answer: the page asks back first."""
    question, yes = OPEN[language]
    press_main(page)
    expect(page.locator(".kit-play .kit-message", has_text=question)).to_be_visible()
    expect(page.locator(".kit-play .kit-film")).to_have_count(0)
    press(page, page.locator(".kit-play").get_by_role("button", name=yes))


@pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
def test_four_people_play_a_case_to_the_end_and_then_a_lone_wolf(visit, way, language):
    visitor = visit(way)
    page = open_game(visitor, language)
    case = cases(language)[CASE]
    go_on(page, ".kit-guess")
    known = []
    for place, role in enumerate(ROLES):
        seat = case.seats[place]
        go_on(page, "blockquote")
        expect(page.locator(".kit-play")).to_contain_text(seat.says)
        ask(page, useful(seat))
        known += [fact.text for fact in seat.facts]
        if role != ROLES[-1]:
            hand_over(page, known[-MOST_NOTED:], words="<b>Achtung</b>" if place == 0 else "", paired=place == 2)
            expect(page.locator(".kit-play blockquote")).to_have_count(0)
        if place == 0:
            wait_for_answer(page)
            page.reload()
            expect(page.locator(".kit-play .kit-primary")).to_be_visible()
    press_main(page)
    final = case.end[0]
    page.locator(".kit-play").get_by_label(final.wrong[0].text, exact=True).check()
    for question in case.end[1:]:
        page.locator(".kit-play").get_by_label(question.right.text, exact=True).check()
    press_main(page)
    stay, film_there = page.get_by_role("button", name=STAY[language]), page.locator(".kit-play .kit-film")
    expect(stay.or_(film_there).first).to_be_visible()
    if stay.count():
        press(page, stay)
    expect(film_there).to_be_visible()
    expect(page.locator(".kit-play")).to_contain_text(final.wrong[0].breaks)
    film = page.locator(".kit-play .kit-film").text_content()

    wait_for_answer(page)
    page.reload()
    expect(page.locator(".kit-play .kit-film")).to_have_text(film)

    page.locator(".kit-play").get_by_role("button", name=USE_LOSS[language]).press("Enter")
    expect(slider(page, "compare", "gesparte|saved")).to_be_visible()
    expect(page.locator(".kit-compare select").nth(1)).to_have_value("own")

    page.locator(".kit-play select").select_option("scope_washer")
    go_on(page, "blockquote")
    for seat in cases(language)["scope_washer"].seats:
        expect(page.locator(".kit-play")).to_contain_text(seat.says)
        ask(page, useful(seat))
        for fact in (fact for fact in seat.facts if fact.depth == 3):
            expect(page.locator(".kit-play")).to_contain_text(fact.hint)
            expect(page.locator(".kit-play")).not_to_contain_text(fact.text)
        press_main(page)
        expect(page.locator(".kit-play")).not_to_contain_text(seat.says)
    answer_nothing(page, language)
    expect(page.locator(".kit-play .kit-film")).to_be_visible()
    expect(page.locator(".kit-play")).to_contain_text(cases(language)["scope_washer"].title)
    assert visitor.page_errors == []


def test_one_person_plays_with_bots_in_the_other_seats(visit):
    page = open_game(visit("app"), "de")
    seats = page.locator(".kit-play select")
    for place, player in enumerate(("careful", "hasty", "chatty"), start=1):
        seats.nth(place).select_option(player)
    go_on(page, ".kit-guess")
    go_on(page, "blockquote")
    ask(page, useful(cases("de")[CASE].seats[-1]))
    press_main(page)
    expect(page.locator(".kit-play fieldset")).to_have_count(8)
    answer_nothing(page, "de")
    expect(page.locator(".kit-play .kit-film")).to_be_visible()


def test_a_seat_receives_nothing_of_what_the_others_will_hear(visit):
    visitor, received = visit("app"), []
    visitor.context.on(
        "page",
        lambda page: page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(frame))
        ),
    )
    page = open_game(visitor, "en")
    go_on(page, ".kit-guess")
    go_on(page, "blockquote")
    case = cases("en")[CASE]
    ask(page, useful(case.seats[0]))
    sent = "".join(frame if isinstance(frame, str) else frame.decode("utf-8", "replace") for frame in received)
    says = case.seats[0].says
    assert any(one in sent for one in (says, json.dumps(says)[1:-1], says.split(",")[0]))
    later = [fact.text for seat in case.seats[1:] for fact in seat.facts] + [question.asks for question in case.end]
    assert [text for text in later if text[:30] in sent] == []


def test_the_sheets_for_paper_open_and_a_wrong_count_is_said(visit):
    page = open_game(visit("app"), "en")
    make = page.locator(".kit-play").get_by_role("button", name="Make the sheets")
    expect(make).to_be_hidden()
    page.locator(".kit-play summary", has_text="Without a screen").click()
    make.press("Enter")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the sheets to print").click()
    expect(opened.value.get_by_role("heading", name="Observer sheet")).to_be_visible()
    arrived = page.locator(".kit-play").get_by_role("slider", name="of these arrived")
    arrived.press("ArrowRight")
    expect(page.locator(".kit-play .kit-message", has_text="count again")).to_be_visible()
