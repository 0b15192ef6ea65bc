"""The workshop clock in a real browser: on a page of its own with a time that the test sets, and once with a real kernel."""

import json
import sys
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from kit.widgets.clock import WORDS, Clock
from kit.widgets.source import javascript
from tests.browser.alone import Alone
from tests.browser.cell import CellServer
from tests.processes import end

GERMAN = {
    "clock": "Uhr des Workshops",
    "begin": "Beginnen",
    "next": "Nächster Schritt",
    "back": "Einen Schritt zurück",
    "pause": "Anhalten",
    "go_on": "Fortsetzen",
    "more": "Eine Minute mehr",
    "restart": "Zurück an den Anfang",
    "full": "Ganzer Bildschirm (Esc beendet)",
    "leave": "Zurück zur Seite",
    "empty": "Die Agenda hat keine Schritte.",
    "not_begun": "Bereit, wenn ihr es seid",
    "finished": "Die Agenda ist geschafft",
    "until_begin": "bis zum Beginn",
    "time_now": "Uhrzeit",
    "left": "übrig",
    "over": "über der Zeit",
    "is_paused": "angehalten",
    "this_step": "Dieser Schritt",
    "whole_agenda": "Ganze Agenda",
    "then": "dann {time} {step}",
    "last": "Das ist der letzte Schritt.",
    "ends": "so wie es läuft, endet es um {time}",
    "ends_planned": "geplantes Ende {planned}, so wie es läuft {time}",
    "ended": "zu Ende seit {time}",
    "all": "Alle Schritte",
    "minutes": "{minutes} Min.",
    "seconds": "{seconds} s",
    "now": "jetzt",
    "done": "fertig",
}
PLACE = {"exercise": "facilitator", "step": "clock"}
ITEMS = [
    {"key": "0.0", "block": "Ankommen", "title": "Die Frage", "seconds": 180},
    {"key": "0.1", "block": "Ankommen", "title": "Gruppen", "seconds": 90},
    {"key": "1.0", "block": "Kette", "title": "Eure Vorhersage", "seconds": 240},
    {"key": "1.1", "block": "Kette", "title": "Reicht weiter", "seconds": 1200},
]
WHOLE = sum(item["seconds"] for item in ITEMS)
NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # nine o'clock in Berlin
NOW = int(NINE.timestamp() * 1000)
BERLIN = ZoneInfo("Europe/Berlin")


def berlin(milliseconds: int) -> str:
    """A time of day as the page is told it."""
    return datetime.fromtimestamp(milliseconds / 1000, BERLIN).time().isoformat(timespec="seconds")


class Shown(Alone):
    """A clock on an empty page at nine o'clock; the time stands still until the test lets it pass."""

    def __init__(self, browser, size=(1366, 768), **traits):
        clock = Clock(**{"items": ITEMS, "wording": GERMAN, "locale": "de", "place": PLACE} | traits)
        super().__init__(
            browser, clock, "clock", viewport={"width": size[0], "height": size[1]}, timezone_id="Europe/Berlin"
        )

    def before(self) -> None:
        self.page.clock.install(time=NOW / 1000 - 1)
        self.page.clock.pause_at(NOW / 1000)

    def text(self, name: str) -> str:
        return self.page.locator(f".kit-clock-{name}").text_content()

    def time(self) -> str:
        """The time in the largest type with the word beside it."""
        return self.page.get_by_role("timer").text_content()

    def button(self, key: str):
        return self.page.get_by_role("button", name=GERMAN[key])

    def press(self, key: str) -> None:
        self.button(key).click()

    def passes(self, seconds: float) -> None:
        self.page.clock.run_for(int(seconds * 1000))

    def sleeps(self, seconds: int) -> None:
        """Time passes as for a laptop that was closed: no timer runs in between."""
        self.page.clock.fast_forward(seconds * 1000)

    def decided(self) -> dict:
        """What the browser's journal holds."""
        stored = json.loads(self.page.evaluate("localStorage.getItem('pair-selling-kit')"))
        return {event["name"]: event["value"] for event in stored["events"]}

    def rows(self) -> list[str]:
        return [" ".join(row.split()) for row in self.page.locator(".kit-clock-list button").all_text_contents()]


@pytest.fixture
def show(alone):
    """show(...) puts a clock on a page; at the end no page had an error."""
    return partial(alone, Shown)


# Reading


def test_lengths_of_steps_are_half_minutes_or_tens_of_seconds(show):
    lengths = {17: "20 s", 43: "40 s", 3: "10 s", 55: "1 Min.", 60: "1 Min.", 147: "2,5 Min.", 240: "4 Min."}
    shown = show(
        items=[
            {"key": f"0.{place}", "block": "Pause", "title": "x", "seconds": one} for place, one in enumerate(lengths)
        ]
    )
    assert [row.rpartition("x ")[2].replace("\u00a0", " ") for row in shown.rows()] == list(lengths.values())


# Deciding


def test_what_is_pressed_is_stored_before_the_kernel_hears_of_it(show):
    shown = show()
    for key, position, step in (("begin", 0, "0.0"), ("next", 1, "0.1"), ("back", 0, "0.0"), ("back", -1, "")):
        shown.press(key)
        assert shown.decided() == {"position": position, "since": NOW if position >= 0 else 0, "paused": 0, "key": step}
        sent = shown.page.evaluate("sent.pop()")
        assert sent["kind"] == "events"
        assert json.loads(sent["stored"])["events"] == sent["events"]
        assert {(event["exercise"], event["step"]) for event in sent["events"]} == {("facilitator", "clock")}


def test_a_workshop_is_gone_through_from_begin_to_end(show):
    shown = show()
    assert shown.text("step") == GERMAN["not_begun"]
    shown.press("begin")
    assert (shown.text("block"), shown.text("step"), shown.time()) == ("Ankommen", "Die Frage", "3:00 übrig")
    assert shown.text("then") == "dann 09:03 Gruppen"
    shown.press("next")
    assert shown.text("then") == "dann 09:01 Kette: Eure Vorhersage"
    shown.press("next")
    shown.press("next")
    assert shown.text("then") == GERMAN["last"]
    shown.press("next")
    assert (shown.text("step"), shown.text("end")) == (GERMAN["finished"], "zu Ende seit 09:00")
    assert shown.button("next").get_attribute("aria-disabled") == "true"
    shown.press("restart")
    assert shown.text("step") == GERMAN["not_begun"]
    expect(shown.button("restart")).to_be_hidden()


def test_a_click_on_a_step_goes_there(show):
    shown = show(position=0, since=NOW)
    shown.passes(30)
    assert shown.rows() == [
        "jetzt Die Frage 3 Min.",
        "09:03 Gruppen 1,5 Min.",
        "09:04 Eure Vorhersage 4 Min.",
        "09:08 Reicht weiter 20 Min.",
    ]
    shown.page.get_by_role("button", name="Eure Vorhersage").click()
    assert shown.rows() == [
        "fertig Die Frage 3 Min.",
        "fertig Gruppen 1,5 Min.",
        "jetzt Eure Vorhersage 4 Min.",
        "09:04 Reicht weiter 20 Min.",
    ]
    expect(shown.page.locator("[aria-current=step]")).to_have_text("jetzt Eure Vorhersage 4 Min.")
    expect(shown.page.locator(".kit-clock-past")).to_have_count(2)
    shown.passes(20)
    shown.page.get_by_role("button", name="Eure Vorhersage").click()
    assert shown.time() == "3:40 übrig"


def test_a_step_left_by_mistake_goes_on_and_one_returned_to_later_begins_anew(show):
    shown = show(position=0, since=NOW - 100_000)
    shown.press("next")
    shown.passes(20)
    shown.press("back")
    assert shown.time() == "1:00 übrig"
    shown.press("next")
    shown.passes(70)
    shown.press("back")
    assert shown.time() == "3:00 übrig"


def test_a_pause_holds_the_step_and_moves_the_end(show):
    shown = show(position=0, since=NOW)
    shown.passes(60)
    shown.press("pause")
    shown.passes(600)
    assert shown.time() == "2:00 übrig · angehalten"
    assert shown.rows()[1].startswith("09:13")
    shown.press("go_on")
    shown.passes(1)
    assert shown.time() == "1:59 übrig"
    assert shown.decided()["since"] == NOW + 600_000


@pytest.mark.parametrize(("gone", "left"), [(60, "3:00 übrig"), (180, "1:00 übrig"), (300, "1:00 übrig")])
def test_one_more_minute_is_a_minute_from_now_at_least(show, gone, left):
    shown = show(position=0, since=NOW - gone * 1000)
    shown.press("more")
    assert shown.time() == left


# The time


def test_what_is_over_is_said_with_a_sign_and_a_word(show):
    shown = show(position=0, since=NOW - 178_500)
    said = []
    for _second in range(4):
        said.append(shown.time())
        shown.passes(1)
    assert said == ["0:02 übrig", "0:01 übrig", "0:00 übrig", "+0:01 über der Zeit"]
    shown.passes(132)
    assert shown.time() == "+2:14 über der Zeit"
    shown.passes(4000)
    assert shown.time() == "+1:08:54 über der Zeit"


def test_a_laptop_that_slept_is_right_at_once(show):
    shown = show(position=0, since=NOW)
    shown.sleeps(3600)
    assert shown.time() == "+57:00 über der Zeit"
    assert shown.rows()[1].startswith("10:00")


def test_the_end_is_told_as_planned_and_as_it_goes(show):
    shown = show(position=0, since=NOW, planned=berlin(NOW - 600_000))
    assert shown.text("end") == "geplantes Ende 09:18, so wie es läuft 09:28"
    shown.passes(480)
    assert shown.text("end") == "geplantes Ende 09:18, so wie es läuft 09:33"
    shown.change(planned="")
    assert shown.text("end") == "so wie es läuft, endet es um 09:33"


def test_before_the_begin_the_clock_waits_for_the_planned_time(show):
    shown = show(planned=berlin(NOW + 754_000))
    assert shown.time() == "12:34 bis zum Beginn"
    assert shown.text("then") == "dann 09:12 Ankommen: Die Frage"
    shown.passes(760)
    assert shown.time() == "09:12 Uhrzeit"


@pytest.mark.parametrize(("locale", "said"), [("de", "dann 14:03 Gruppen"), ("en", "dann 2:03 PM Gruppen")])
def test_times_of_day_are_written_as_readers_are_used_to(show, locale, said):
    shown = show(locale=locale, position=0, since=NOW + 18_000_000, paused=NOW + 18_000_000)
    shown.sleeps(18_000)
    assert shown.text("then").replace("\u202f", " ") == said  # the space before PM differs between browsers


def test_the_bars_show_the_step_and_the_whole_agenda(show):
    shown = show(position=2, since=NOW - 60_000)
    step, whole = (shown.page.get_by_role("progressbar", name=GERMAN[name]) for name in ("this_step", "whole_agenda"))
    assert step.get_attribute("aria-valuenow") == "25"
    assert whole.get_attribute("aria-valuenow") == str(round(100 * (180 + 90 + 60) / WHOLE))
    shown.passes(600)
    assert step.get_attribute("aria-valuenow") == "100"


@pytest.mark.parametrize(("position", "title"), [(99, "finished"), (-7, "not_begun")])
def test_a_position_beyond_the_agenda_is_the_nearest_possible(show, position, title):
    assert show(position=position, since=NOW).text("step") == GERMAN[title]


def test_an_agenda_that_becomes_shorter_or_empty_is_followed(show):
    shown = show(position=3, since=NOW)
    shown.change(items=ITEMS[:2])
    assert (shown.text("step"), len(shown.rows())) == (GERMAN["finished"], 2)
    shown.press("back")
    assert shown.text("step") == "Gruppen"
    shown.change(items=[])
    assert (shown.text("step"), shown.text("end")) == (GERMAN["empty"], "")
    shown.button("begin").focus()
    shown.page.keyboard.press("Enter")
    assert shown.decided()["position"] == 1


def test_a_clock_that_leaves_the_page_stops(show):
    shown = show(position=0, since=NOW)
    assert shown.page.evaluate("(leave(), model.heard())") == 0
    shown.passes(60)
    shown.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown.time() == "3:00 übrig"


# Reading and pressing


def test_names_are_text_never_markup(show):
    evil = "<img src=x onerror='document.title = `caught`'>$& {time}"
    shown = show(
        items=[dict(ITEMS[0], block=evil, title=evil), dict(ITEMS[1], block="Kette", title=evil)], position=0, since=NOW
    )
    assert (shown.text("block"), shown.text("step"), shown.text("then")) == (evil, evil, f"dann 09:03 Kette: {evil}")
    assert shown.page.locator(".kit-clock-stage img").count() == 0


def test_the_keyboard_is_enough_and_keeps_its_place(show):
    shown = show()
    shown.page.keyboard.press("Tab")
    for _step in range(len(ITEMS) + 3):
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator(":focus")).to_have_class("kit-button kit-primary")
    assert shown.text("step") == GERMAN["finished"]
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    assert shown.text("step") == "Reicht weiter"


def test_a_double_click_and_a_key_held_down_are_one_step(show):
    shown = show(position=0, since=NOW)
    shown.button("next").dblclick()
    assert shown.text("step") == "Gruppen"
    for _repeat in range(5):
        shown.page.keyboard.down("Enter")
    shown.page.keyboard.up("Enter")
    assert shown.text("step") == "Eure Vorhersage"


def test_only_a_new_step_is_read_out(show):
    shown = show(position=0, since=NOW)
    live = shown.page.locator("[role=status], [role=alert], [aria-live]")
    expect(live).to_have_text(["AnkommenDie Frage"])
    shown.page.evaluate("""window.said = 0;
      new MutationObserver(() => said++).observe(document.querySelector('[role=status]'), { subtree: true, childList: true, characterData: true });""")
    shown.passes(240)
    assert shown.page.evaluate("said") == 0
    shown.press("next")
    assert shown.page.evaluate("said") == 1


def test_the_full_screen_shows_the_clock_alone_and_large(show):
    shown = show(size=(1920, 1080), position=0, since=NOW)
    shown.press("full")
    shown.page.wait_for_function("document.fullscreenElement?.classList.contains('kit-clock-stage')")
    expect(shown.button("leave")).to_be_visible()
    assert (
        shown.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.kit-clock-left')).fontSize)")
        >= 0.22 * 1080
    )
    shown.press("next")
    assert shown.text("step") == "Gruppen"
    shown.press("leave")
    shown.page.wait_for_function("!document.fullscreenElement")
    expect(shown.button("full")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_everything_has_room_at_any_width(show, width):
    shown = show(size=(width, 844), position=0, since=NOW - 9_000_000)
    assert shown.time() == "+2:27:00 über der Zeit"
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    board = shown.page.locator(".kit-clock-main").bounding_box()
    for part in (".kit-clock-left", ".kit-clock-over", ".kit-clock-step"):
        box = shown.page.locator(part).bounding_box()
        assert box["x"] + box["width"] <= board["x"] + board["width"] + 1


def test_the_words_are_those_that_the_clock_shows():
    source = javascript("clock")
    assert set(GERMAN) == set(WORDS)
    assert [name for name in WORDS if f'"{name}"' not in source] == []


# With a kernel, and without one

CELL = """
from kit.journal import read_journal
from kit.widgets.clock import Clock
from kit.widgets.page import Header
from ipywidgets import Label, VBox

heard = Label()
clock = Clock(items={items!r}, wording={wording!r}, locale="de", place={place!r},
              on_events=lambda events: setattr(heard, "value", f"heard {{events[0]['value']}}"))

def restore(text, _minutes_east):
    decided = read_journal(text).decided("facilitator", "clock")
    with clock.hold_sync():
        for name in {{"position", "since", "paused"}} & set(decided):
            setattr(clock, name, decided[name])

VBox([Header(title="Uhr", on_stored=restore), clock, heard])
"""


@pytest.fixture
def clock_server(tmp_path):
    server = CellServer(tmp_path, CELL.format(items=ITEMS, wording=GERMAN, place=PLACE))
    yield server
    server.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_a_dead_kernel_stops_neither_the_clock_nor_its_buttons_and_a_reload_finds_the_step(visit_room, clock_server):
    visitor = visit_room(clock_server)
    page = visitor.page(clock_server.page)
    title, digits = page.locator(".kit-clock-step"), page.locator(".kit-clock-left")
    page.get_by_role("button", name=GERMAN["begin"]).click()
    expect(title).to_have_text("Die Frage")
    expect(page.get_by_text("heard 0")).to_be_visible()

    end(clock_server.kernels())
    expect(page.locator("#kit-lost")).to_be_visible()
    for name in ("next", "next", "pause", "go_on", "next"):
        page.get_by_role("button", name=GERMAN[name]).click()
    expect(title).to_have_text("Reicht weiter")
    expect(digits).to_have_text("19:57")

    page.reload()
    expect(title).to_have_text("Reicht weiter")
    expect(digits).not_to_have_text("20:00")
    page.get_by_role("button", name=GERMAN["back"]).click()
    expect(title).to_have_text("Eure Vorhersage")
    expect(page.get_by_text("heard 2")).to_be_visible()
    assert visitor.page_errors == []
