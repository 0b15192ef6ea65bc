"""The human game as people play it: as four, alone with bots, in both languages, with reloads in between."""

import json

import pytest
from playwright.sync_api import Page, expect

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import MOST_NOTED, MOST_QUESTIONS
from kit.models.chain.setting import ROLES
from tests.browser.pages import AS_SEVERAL, go_to, press, press_main, skip_guess, slider, wait_for_answer

CASE = "mustard_line"
USE_LOSS = {"de": "Verlust von", "en": "Use the loss"}
ALL_AT_ONCE = {"de": "Alle acht auf einer Seite", "en": "All eight on one page"}
OPEN = {
    "de": ("8 von 8 Fragen sind noch offen", "Ja, so weiter"),
    "en": ("8 of 8 questions are unanswered", "Yes, go on like this"),
}
TITLE = ".kit-play .kit-scene-title"
LED_TO_THE_TITLE = """() => {
  const title = document.querySelector('.kit-play .kit-scene-title'), box = title?.getBoundingClientRect();
  return document.activeElement === title && box.top > -3 && box.bottom < innerHeight / 2;
}"""
TOO_WIDE = "[...document.querySelectorAll('.kit-play *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).length"


def open_game(visitor, language: str, several: bool = False) -> Page:
    if several:
        visitor.context.add_init_script(AS_SEVERAL)
    page = visitor.open("02_role_chain", language)
    skip_guess(page)
    return page


def choose(page: Page) -> None:
    """Another customer than the first; the page shows at once who that is."""
    wait_for_answer(page)
    before = page.locator(TITLE).text_content()
    page.locator(".kit-play select").first.evaluate("list => list.closest('details')?.setAttribute('open', '')")
    page.locator(".kit-play select").first.select_option(CASE)
    expect(page.locator(TITLE)).not_to_have_text(before)


def go_on(page: Page, then: str) -> None:
    """Press the main button of the game and wait for what comes next."""
    press_main(page)
    expect(page.locator(f".kit-play {then}").first).to_be_visible()


def ask(page: Page, labels: list[str]) -> None:
    for label in labels:
        press(page, page.locator(".kit-play").get_by_role("button", name=label, exact=True))
        expect(page.locator(".kit-play .kit-mine")).to_contain_text(label)


def useful(seat) -> list[str]:
    """The questions that lead to something, the deepest fact first."""
    depth = {fact.key: fact.depth for fact in seat.facts}
    found = sorted((one for one in seat.questions if one.uncovers), key=lambda one: -depth[one.uncovers])
    return [one.label for one in found][:MOST_QUESTIONS]


def hand_over(page: Page, facts: list[str], words: str = "", paired: bool = False) -> None:
    """Write the slip and give it away."""
    game = page.locator(".kit-play")
    go_on(page, "textarea")
    for fact in facts[:MOST_NOTED]:
        game.get_by_role("checkbox", name=fact, exact=True).press("Space")
    if words:
        game.locator("textarea").fill(words)
    if paired:
        game.locator("input[type=radio]").last.check()
    press_main(page)


def answer(page: Page, text: str) -> None:
    press(page, page.locator(".kit-play").get_by_role("button", name=text, exact=True))


def answer_nothing(page: Page, language: str) -> None:
    """Send the customer off without an answer: the page asks back first."""
    question, yes = OPEN[language]
    press(page, page.locator(".kit-play").get_by_role("button", name=ALL_AT_ONCE[language]))
    press_main(page)
    expect(page.locator(".kit-play .kit-message", has_text=question)).to_be_visible()
    expect(page.locator(".kit-play .kit-score")).to_have_count(0)
    press(page, page.locator(".kit-play").get_by_role("button", name=yes))
    expect(page.locator(".kit-play .kit-score")).to_be_visible()


def go_through(page: Page, case) -> None:
    """Question by question to the sum, by Enter alone."""
    for final in case.end:
        expect(page.locator(TITLE)).to_have_text(final.asks)
        page.wait_for_function(LED_TO_THE_TITLE)
        wait_for_answer(page)
        page.keyboard.press("Enter")
    expect(page.locator(".kit-play .kit-film")).to_have_count(1)


@pytest.mark.parametrize(("way", "language"), [("app", "de"), ("lab", "en")])
def test_four_people_play_a_case_to_the_end_and_then_a_lone_wolf(visit, way, language):
    visitor = visit(way)
    page = open_game(visitor, language, several=True)
    choose(page)
    case = cases(language)[CASE]
    game = page.locator(".kit-play")
    press_main(page)
    known = []
    for place, role in enumerate(ROLES):
        seat = case.seats[place]
        expect(game).not_to_contain_text(seat.says)
        go_on(page, "blockquote")
        expect(game).to_contain_text(seat.says)
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
    answer(page, final.wrong[0].text)
    for question in case.end[1:]:
        answer(page, question.right.text)
    press_main(page)
    stay, score = (
        page.get_by_role("button", name="Dabei bleib" if language == "de" else "We stay"),
        game.locator(".kit-score"),
    )
    expect(stay.or_(score).first).to_be_visible()
    if stay.count():
        press(page, stay)
    expect(score).to_be_visible()
    expect(game).to_contain_text(final.wrong[0].breaks)
    go_through(page, case)
    film = page.locator(".kit-play .kit-film").text_content()

    wait_for_answer(page)
    page.reload()
    expect(page.locator(".kit-play .kit-film")).to_have_text(film)

    game.get_by_role("button", name=USE_LOSS[language]).press("Enter")
    go_to(page, "compare")
    expect(slider(page, "compare", "gesparte|saved")).to_be_visible()
    expect(page.locator(".kit-compare select").nth(1)).to_have_value("own")
    go_to(page, "play")

    game.locator("summary", has_text="anderer Kunde" if language == "de" else "Another customer").click()
    game.locator("select").select_option("scope_washer")
    expect(game.locator(".kit-primary")).to_contain_text(cases(language)["scope_washer"].title)
    go_on(page, "blockquote")
    for seat in cases(language)["scope_washer"].seats:
        expect(game).to_contain_text(seat.says)
        ask(page, useful(seat))
        for fact in (fact for fact in seat.facts if fact.depth == 3):
            expect(game).to_contain_text(fact.hint)
            expect(game).not_to_contain_text(fact.text)
        press_main(page)
        expect(game).not_to_contain_text(seat.says)
    answer_nothing(page, language)
    go_through(page, cases(language)["scope_washer"])
    expect(game).to_contain_text(cases(language)["scope_washer"].title)
    assert visitor.page_errors == []


def test_one_person_alone_plays_one_seat_and_meets_the_customer_on_a_phone(visit):
    visitor = visit("app", size=(360, 740))
    page = open_game(visitor, "de")
    case, game = next(iter(cases("de").values())), page.locator(".kit-play")
    go_on(page, "blockquote")  # one click to the first decision; nobody is asked to look away
    expect(game).to_contain_text(case.contact.says)
    ask(page, useful(case.contact))
    expect(game.locator(".kit-face svg")).to_have_attribute("aria-label", "Greta Lindholm: wirkt zufrieden")
    facts = [fact.text for fact in case.contact.facts]
    hand_over(page, facts)
    expect(game).to_contain_text("Emil (Maschine) saß hier, stellte eine Frage und hat übergeben.")
    press(page, game.get_by_role("button", name="Zettel zurückholen"))
    expect(game.get_by_role("checkbox", name=facts[0], exact=True)).to_be_checked()
    press_main(page)
    press_main(page)
    for place, final in enumerate(case.end):
        page.wait_for_function(LED_TO_THE_TITLE)
        expect(game.locator("blockquote")).to_have_text(final.asks)
        answer(page, final.right.text if place else final.wrong[0].text)
        assert page.evaluate(TOO_WIDE) == 0
    press_main(page)
    page.wait_for_function(LED_TO_THE_TITLE)
    expect(game).to_contain_text(case.end[0].wrong[0].breaks)
    press_main(page)
    expect(page.locator(TITLE)).to_have_text(case.end[1].asks)
    wait_for_answer(page)
    page.reload()
    expect(page.locator(TITLE)).to_have_text(case.end[1].asks)
    press(page, game.get_by_role("button", name="Gleich zum Ergebnis"))
    expect(page.locator(TITLE)).to_have_text("Dieser Kunde fühlt sich verkauft.")
    page.evaluate("document.querySelectorAll('.kit-play details').forEach(one => (one.open = true))")
    assert page.evaluate(TOO_WIDE) == 0
    assert visitor.page_errors == []


def test_a_seat_receives_nothing_of_what_the_others_will_hear(visit):
    visitor, received = visit("app"), []
    visitor.context.on(
        "page",
        lambda page: page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(frame))
        ),
    )
    page = open_game(visitor, "en", several=True)
    choose(page)
    press_main(page)
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
