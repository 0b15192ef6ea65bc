"""The big screen of a room with forty groups: a window for the projector, another one in another browser, two facilitators' tabs."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from kit.exercises import exercises
from kit.groups import Session
from kit.journal import Event
from kit.posters.exercise import Posters, Scene
from kit.posters.sheet import PROJECTOR, short_names
from kit.room.store import Store
from kit.screen.facilitator.big_slides import slide
from kit.widgets.source import style
from kit.wording import LANGUAGES, Language
from tests.browser.room import RoomServer
from tests.exercises.plays import play_of, player

KNOWN = exercises()
CHAIN = KNOWN["role_chain"]
AT = "2026-11-28T10:00:00Z"
ALL = 40
NAMES = [
    f"{number:02d} Die allerbeste Vertriebsmannschaft 👩‍👩‍👧‍👦 im ganzen Land"[:60].ljust(60, "!")
    for number in range(ALL)
]

# Every text that is seen on the big screen: what it says, how large its type is, and whether it stands on it (the list of steps moves by itself).
SEEN = """() => [...document.querySelectorAll('.kit-big *')].flatMap((node) => {
  const own = [...node.childNodes].filter((one) => one.nodeType === 3 && one.data.trim());
  const box = node.getBoundingClientRect();
  if (!own.length || node.closest('style, title') || !box.width || getComputedStyle(node).visibility !== 'visible' || !node.checkVisibility()) return [];
  const scale = node.ownerSVGElement ? node.getScreenCTM().a : 1;
  return [{ text: node.textContent.trim(), size: parseFloat(getComputedStyle(node).fontSize) * scale,
            inside: Boolean(node.closest('.kit-clock-list')) || box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1 }];
})"""


def fill(room: RoomServer) -> None:
    """Forty groups with names of sixty signs; all but the last one have guessed."""
    store = Store(room.store)
    for number, name in enumerate(NAMES):
        decided = [("start", "team", "name", name)]
        if number < ALL - 1:
            decided += [("role_chain", "predict", "guess", "given")]
            decided += [
                ("role_chain", "predict", one.parameter.name, one.parameter.at(1 + number % 2)) for one in CHAIN.guesses
            ]
        events = [Event(uuid.uuid4().hex, AT, *one) for one in decided]
        store.add_group(store.open_room().id, f"{number + 1:032x}", events)
    store.close()


def choose(page, label: str) -> None:
    """Choose something on the remote control."""
    page.locator(".kit-remote").get_by_label(label, exact=True).check()


def readable(page, size: float) -> None:
    """Everything stands on the screen, nothing is smaller than `size` of 1080 lines, and something is a thirtieth of its height."""
    seen = page.evaluate(SEEN)
    height = page.viewport_size["height"]
    assert [one for one in seen if not one["inside"]] == []
    assert [one for one in seen if one["size"] < size * height / 1080 - 0.1] == []
    assert max(one["size"] for one in seen) >= height / 30


def at_both_sizes(page, size: float = 28) -> None:
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        readable(page, size)


def test_all_windows_follow_the_facilitator_and_are_read_from_the_last_row(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        fill(room)
        visitor, other = visit_room(room), visit_room(room)
        leader = visitor.page(room.lead)
        expect(leader.locator(".kit-now")).to_contain_text("Beitreten")
        with leader.context.expect_page() as opened:
            leader.get_by_role("link", name="Fenster für den Beamer öffnen").click()
        screen = opened.value
        screen.set_viewport_size({"width": 1920, "height": 1080})

        # how to join: the word, and those who came last; nothing else of the page is seen
        expect(screen.locator(".kit-join-count")).to_have_text("40 Gruppen sind da")
        expect(screen.locator(".kit-join-word")).to_have_text(room.join.partition("token=")[2])
        expect(screen.locator(".kit-join-names li")).to_have_count(13)
        expect(screen.locator(".kit-join-names li").first).to_have_text(re.compile(r"^39 Die allerb\S*…$"))
        assert "token" not in screen.url and screen.url.endswith("?show=follow")
        for part in (".kit-agenda", ".kit-room", ".kit-remote", ".kit-debrief", ".kit-title"):
            expect(screen.locator(part).first).not_to_be_visible()
        at_both_sizes(screen)
        choose(leader, "mit Nummern")
        expect(screen.locator(".kit-join-names li").first).to_have_text("Gruppe 40")

        # the clock, in every window
        beside = visitor.page(leader.url)
        expect(beside.locator(".kit-agenda .kit-clock-stage")).to_be_visible()
        choose(beside, "die Uhr")
        expect(screen.locator(".kit-big .kit-clock-stage")).to_be_visible()
        expect(screen.locator(".kit-big .kit-button").first).not_to_be_visible()
        at_both_sizes(screen)
        leader.locator(".kit-agenda .kit-primary:visible").first.press("Enter")
        step = leader.locator(".kit-agenda .kit-clock-step").inner_text()
        expect(beside.locator(".kit-agenda .kit-clock-step")).to_have_text(step)
        expect(screen.locator(".kit-big .kit-clock-step")).to_have_text(step)

        # the pictures: a curtain until all have guessed, or until somebody lifts it
        choose(leader, "die Bilder")
        leader.locator(".kit-remote select").first.select_option("role_chain")
        expect(screen.locator(".kit-curtain p")).to_have_text("39 von 40 haben vorhergesagt")
        at_both_sizes(screen)
        expect(screen.locator(".kit-poster")).to_have_count(0)
        screen.keyboard.press("h")
        expect(screen.locator(".kit-curtain p")).to_have_text("Lösungen und Ergebnisse kommen später.")
        leader.get_by_label("Lösungen und Ergebnisse zeigen").check()
        foot = screen.locator(".kit-slide-foot")
        expect(foot).to_have_text("Einzelkämpfer oder Kette? · 1 / 4")
        expect(screen.locator(".kit-poster text").first).to_be_visible()
        at_both_sizes(screen)
        expect(leader.locator(".kit-now")).to_contain_text("Auf dem Großbild steht Bild 1 von 4")
        screen.keyboard.press("ArrowRight")
        expect(foot).to_have_text("Einzelkämpfer oder Kette? · 2 / 4")
        expect(leader.locator(".kit-now")).to_contain_text("Bild 2 von 4")
        expect(beside.locator(".kit-now")).to_contain_text("Bild 2 von 4")

        # another browser with the facilitator's link, and a window that always shows the pictures
        far = other.page(room.lead + "&show=board")
        expect(far.locator(".kit-slide-foot")).to_have_text("Einzelkämpfer oder Kette? · 2 / 4")
        assert "token" not in far.url
        beside.locator(".kit-remote").get_by_role("button", name="Nächstes Bild").press("Enter")
        for window in (screen, far):
            expect(window.locator(".kit-slide-foot")).to_have_text("Einzelkämpfer oder Kette? · 3 / 4")
        far.keyboard.press(" ")
        for window in (screen, far):
            expect(window.locator(".kit-curtain")).to_be_visible()
        expect(leader.locator(".kit-now")).to_contain_text("Der Vorhang ist zu")
        choose(leader, "eine Frage")
        expect(screen.locator(".kit-ask")).to_be_visible()
        box = screen.locator(".kit-ask").bounding_box()
        assert abs(2 * box["x"] + box["width"] - screen.viewport_size["width"]) < 2  # a question stands in the middle
        expect(far.locator(".kit-curtain")).to_be_visible()

        # the whole screen, and back
        screen.bring_to_front()
        screen.keyboard.press("f")
        screen.wait_for_function("document.fullscreenElement === document.documentElement")
        assert visitor.page_errors == other.page_errors == []
    finally:
        room.stop()


NASTY = (
    "WWWWWWWWWWWWWWWWWWWW",
    "👩‍👩‍👧‍👦" * 15,
    "<b>fett</b> & mehr davon",
    "漢字漢字漢字漢字漢字",
    "مجموعة المبيعات الأولى",
    "Gruppe Blau",
)
BARE = "<!doctype html><html data-show='board'><style>{}</style><body class='kit-page'><div class='kit-big'><div class='kit-text'>{}</div></div>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_every_exercise_is_read_from_the_last_row(browser, language):
    page = browser.new_page()
    for name, exercise in KNOWN.items():
        play = play_of(name)
        groups = [player(one, exercise, play.other if place % 2 else play.one) for place, one in enumerate(NASTY)]
        names = dict(zip([one.key for one in groups], short_names(NASTY), strict=True))
        entries = play.together([(one.key, one.name) for one in groups]) if play.together else []
        grounds = tuple(one.played for one in exercise.play.common.grounds(entries, "room")) if entries else ()
        found = Posters(Language(language), exercise, Session(tuple(groups), grounds), groups, names, 1).all()
        for poster in found:
            if not isinstance(poster, Scene):
                shown = slide(poster.title, poster.draw(PROJECTOR), poster.said, f"{exercise.title} · 1 / 9")
                page.set_content(BARE.format(style(), shown))
                at_both_sizes(page)
    page.close()
