"""A group of a room is people, not a device: it goes on on another one, in the middle of a common game too."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.pages import open_drawer, press, press_main, see_game, skip_guess, wait_for_answer
from tests.browser.room import RoomServer, join

FOREST = "04_customer_forest"


def in_game(page: Page, season: int) -> None:
    """The page shows this season of the common game, which two teams play."""
    expect(page.locator(".kit-play .kit-kicker, .kit-play h3").first).to_contain_text(str(season))
    if season > 1:
        expect(page.locator(".kit-play .kit-teams tbody tr")).to_have_count(2)


def play(visitor) -> Page:
    """Open the common game by the link of the exercise."""
    page = visitor.page(visitor.server.address("de", FOREST))
    skip_guess(page)
    see_game(page)
    return page


def letters_of(start: Page) -> str:
    """The letters that the start page of a group shows."""
    open_drawer(start)
    press(start, start.get_by_role("button", name=re.compile("Buchstaben zeigen")), stays=True)
    code = start.locator(".kit-drawer .kit-code")
    expect(code).to_have_text(re.compile("^[A-Z]{4}$"))
    return code.text_content()


def type_letters(page: Page, letters: str) -> None:
    """Say that one is Blue, with these letters."""
    seat = page.locator(".kit-seat")
    if not seat.locator("select").is_visible():
        seat.locator("summary").press("Enter")
    seat.locator("select").select_option(label="Blau")
    seat.get_by_label("Vier Buchstaben").fill(letters)
    seat.get_by_role("button", name="So weitermachen").press("Enter")


def key_of(page: Page) -> str:
    """The key of the group that a browser is in the room."""
    return page.evaluate(
        "() => JSON.parse(localStorage.getItem('pair-selling-kit')).events.find(one => one.step === 'join' && one.name.startsWith('key.')).value"
    )


def test_a_group_goes_on_on_other_devices_in_the_middle_of_a_common_game(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader = visit_room(room).page(room.lead)
        people = leader.locator(".kit-people span")
        first, red, second, third, fourth = (visit_room(room) for _device in range(5))
        start, _red_start = join(first, "Blau"), join(red, "Rot")
        looks = second.page(
            f"{room.address('de', FOREST)}?{urlsplit(room.join).query}"
        )  # only looks, by the link of an exercise
        expect(looks.locator(".kit-seat")).to_contain_text("sobald ihr einen Namen habt")
        expect(people).to_have_text(["Blau", "Rot"])
        expect(leader.locator(".kit-room")).to_contain_text("Geräte ohne Namen: 1")
        leader.locator(".kit-room .kit-primary").first.press("Enter")
        blue, other = play(first), play(red)
        for page in (blue, other):
            in_game(page, 1)
            expect(page.locator(".kit-play")).to_contain_text("Rot" if page is blue else "Blau")
            press_main(page)
        for page in (blue, other):
            in_game(page, 2)

        # by letters, wrong ones first; the second device then plays the season that is under way
        letters = letters_of(start)
        expect(leader.locator("body")).not_to_contain_text(letters)
        type_letters(looks, "XXXX" if letters != "XXXX" else "YYYY")
        expect(looks.locator(".kit-seat .kit-message").last).to_contain_text("passen nicht")
        assert key_of(looks) != key_of(start)
        type_letters(looks, f" {letters.lower()}")
        expect(looks.locator(".kit-seat > *")).to_have_count(0)
        see_game(looks)  # not in the step that was in view before
        in_game(looks, 2)
        assert key_of(looks) == key_of(start)
        expect(start.locator(".kit-note").first).to_contain_text("Noch ein Gerät ist jetzt „Blau“")
        press_main(looks)
        expect(blue.locator(".kit-play .kit-guess").first).to_contain_text(
            "abgegeben"
        )  # the first device sees that its days are in
        press_main(other)
        for page in (blue, looks, other):
            in_game(page, 3)
        expect(people).to_have_text(["Blau", "Rot"])

        # the first device dies; a third one by the facilitator's nod
        first.context.close()
        asks = third.page(room.join)
        asks.locator(".kit-seat summary").press("Enter")
        asks.locator(".kit-seat select").select_option(label="Blau")
        asks.locator(".kit-seat").get_by_role("button", name="Keine Buchstaben").press("Enter")
        expect(asks.locator(".kit-seat")).to_contain_text("Euer Zeichen ist")
        sign = re.search(r"Zeichen ist (\w\w)", asks.locator(".kit-seat").inner_text()).group(1)
        expect(leader.locator(".kit-room .kit-seat")).to_contain_text(f"Zeichen {sign} will „Blau“ sein")
        press(leader, leader.get_by_role("button", name="Ja, das ist „Blau“"))
        name = asks.locator(".kit-step input[type=text]").first
        expect(name).to_have_value("Blau")
        wait_for_answer(asks)
        third_game = third.page(room.address("de", FOREST))
        in_game(third_game, 3)
        press_main(third_game)
        press_main(other)
        for page in (looks, third_game, other):
            in_game(page, 4)

        # its file, opened on one more device, is no double
        open_drawer(asks)
        with asks.expect_download() as caught:
            asks.locator(".kit-saved").get_by_role("button", name="Als Datei speichern").press("Enter")
        file = tmp_path / "blue.json"
        caught.value.save_as(file)
        opens = fourth.page(room.join)
        expect(opens.locator(".kit-seat")).to_be_visible()
        open_drawer(opens)
        opens.locator(".kit-saved input[type=file]").set_input_files(file)
        expect(opens.locator(".kit-drawer .kit-message", has_text="Ihr seid „Blau“")).to_be_visible()
        opens.get_by_role("button", name="Ja, als „Blau“ weitermachen").press("Enter")
        expect(opens.locator(".kit-step input[type=text]").first).to_have_value("Blau")
        assert key_of(opens) == key_of(asks) and key_of(other) != key_of(asks)

        # who types a name that is there is asked, and counts under another one
        late = join(visit_room(room), "blau")
        expect(late.locator(".kit-seat")).to_contain_text("„Blau“ ist schon im Raum")
        expect(people).to_have_text(["Blau", "Rot"])
        late.locator(".kit-step input[type=text]").first.fill("Gelb")
        late.locator(".kit-step input[type=text]").first.press("Tab")
        expect(people).to_have_text(["Blau", "Rot", "Gelb"])
        expect(leader.locator(".kit-room")).not_to_contain_text("Geräte ohne Namen")
        assert [one.page_errors for one in (first, red, second, third, fourth) if one.page_errors] == []
    finally:
        room.stop()
