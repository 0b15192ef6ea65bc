"""Who is where in a room with three groups: one ahead, one still guessing, one that closes its device."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import next_button, press, wait_for_answer
from tests.browser.room import RoomServer, guess, join, open_exercise

CHAIN = "02_role_chain"
MESSAGE = "Gleich <b>vorn</b> treffen!"


@pytest.fixture
def room(tmp_path):
    """A room of its own: what the facilitator decides here holds for everybody in it."""
    (tmp_path / "room").mkdir()
    opened = RoomServer(tmp_path / "room")
    yield opened
    opened.stop()


def button(leader, german: str):
    return leader.locator(".kit-room .kit-button", has_text=german)


def test_the_facilitator_sees_who_is_where_and_leads_from_there(visit_room, room):
    visitors = {name: visit_room(room) for name in ("Blau", "Rot", "Grün")}
    groups = {name: join(visitor, name) for name, visitor in visitors.items()}
    leader = visit_room(room).page(room.lead)
    rows, first = leader.locator(".kit-who tbody tr"), leader.locator(".kit-next-thing")
    expect(rows.locator("th")).to_have_text(list(groups))
    expect(leader.locator('.kit-who [data-state="here"]')).to_have_count(3)
    rows.first.evaluate("row => (row.isTheSame = true)")

    # one is ahead, one guesses, one has not opened the exercise: it is named
    for name in ("Blau", "Rot"):
        open_exercise(groups[name], CHAIN)
    guess(groups["Blau"])
    expect(rows.filter(has_text="Blau")).to_contain_text("Spielen")
    expect(rows.filter(has_text="Rot")).to_contain_text("noch keine Vorhersage")
    expect(rows.filter(has_text="Grün")).to_contain_text("Startseite")
    expect(first).to_have_text("Warte auf Rot, Grün: 1 von 3 haben vorhergesagt.")

    # the clock opens and holds: with the guess on it, nobody gets to the game
    groups["Grün"].context.close()  # its device is switched off
    leader.locator(".kit-room .kit-several input").check()
    leader.locator(".kit-agenda .kit-clock-list button", has_text="Vorhersage").first.click()
    timer = groups["Rot"].locator(".kit-timers span")
    expect(timer).to_have_text(re.compile(r"^Vorhersage: noch [34]:\d\d$"))
    guess(groups["Rot"])
    expect(groups["Rot"].locator(".kit-play")).to_contain_text("öffnet die Moderation")
    leader.locator(".kit-agenda .kit-primary").click()  # next step: the game
    press(groups["Rot"], next_button(groups["Rot"]))
    expect(groups["Rot"].locator(".kit-play .kit-scene-title")).to_be_visible()
    expect(timer).to_have_text(re.compile(r"^Spielen: noch \d\d:\d\d$"))

    # a message is text, and can be put away; a pause holds every form until it goes on
    act = leader.locator(".kit-room details", has=leader.locator("textarea"))
    act.locator("summary").click()
    act.locator("textarea").fill(MESSAGE)
    act.locator("textarea").press("Tab")
    wait_for_answer(leader)
    button(leader, "Nachricht senden").press("Enter")
    for name in ("Blau", "Rot"):
        expect(groups[name].locator(".kit-led p")).to_have_text(MESSAGE)
    groups["Rot"].locator(".kit-led button").press("Enter")
    expect(groups["Rot"].locator(".kit-led p")).to_be_hidden()
    button(leader, "Alle schauen auf").press("Enter")
    for name in ("Blau", "Rot"):
        expect(groups[name].locator(".kit-paused")).to_contain_text("Pause")
        groups[name].wait_for_function("[...document.querySelectorAll('.kit-form')].every(form => form.inert)")
    expect(first).to_contain_text("Alle sollen aufschauen")
    button(leader, "Fortsetzen").press("Enter")
    for name in ("Blau", "Rot"):
        groups[name].wait_for_function("[...document.querySelectorAll('.kit-form')].every(form => !form.inert)")
    expect(groups["Rot"].locator(".kit-led p")).to_be_hidden()  # put away is put away
    expect(groups["Blau"].locator(".kit-led p")).to_be_visible()

    # one group is moved on, past its game; the others stay held
    act.locator("select").first.select_option(label="Blau")
    act.locator("select").nth(1).select_option("compare")
    wait_for_answer(leader)
    button(leader, "Diesen Schritt öffnen").press("Enter")
    expect(leader.locator(".kit-room .kit-message", has_text="Vergleich“ öffnen für: Blau?")).to_be_visible()
    button(leader, "Diesen Schritt öffnen").press("Enter")
    expect(groups["Blau"].locator(".kit-compare .kit-verdict").first).to_be_visible()
    expect(rows.filter(has_text="Blau")).to_contain_text("Vergleich")
    assert groups["Rot"].locator(".kit-compare .kit-verdict").count() == 0

    # the closed device is not connected by now; its group has left for good
    gone = leader.locator('.kit-who [data-state="gone"]')
    expect(gone).to_contain_text("nicht verbunden")
    expect(gone.locator("th")).to_have_text("Grün")
    act.locator("select").first.select_option(label="Grün")
    wait_for_answer(leader)
    for _asked in range(2):
        button(leader, "ist gegangen").press("Enter")
        wait_for_answer(leader)
    expect(rows.locator("th")).to_have_text(["Blau", "Rot"])
    leader.locator(".kit-who-left summary").click()
    expect(leader.locator(".kit-who-left li")).to_have_text("Grün")
    assert rows.first.evaluate("row => row.isTheSame === true")  # nothing was built anew under anybody's eyes
    assert {name: visitor.page_errors for name, visitor in visitors.items() if visitor.page_errors} == {}
