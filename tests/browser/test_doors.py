"""A room by https with a co-facilitator, in real browsers: who comes in, who is out again, and what is said of words tried by force."""

import ssl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPSConnection

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from kit.room.tries import MOST
from tests.browser.axe import findings
from tests.browser.pages import press, say, wait_for_answer
from tests.browser.room import RoomServer, join
from tests.room.conftest import wait_until

SOMEBODY = "203.0.113.7"


@pytest.fixture(scope="module")
def room(tmp_path_factory, browser):
    options = ("--https", "--co-facilitator", "--behind-proxy", "127.0.0.1")
    opened = RoomServer(tmp_path_factory.mktemp("doors"), options=options)
    opened.co = opened.said()
    yield opened
    opened.stop()


@pytest.fixture
def visit_doors(visit_room, room):
    return lambda **more: visit_room(room, **{"ignore_https_errors": True} | more)


def try_word(port: int, word: str) -> int:
    """What somebody gets who comes through the proxy with a word: the status."""
    connection = HTTPSConnection("127.0.0.1", port, timeout=60, context=ssl._create_unverified_context())
    with closing(connection):
        connection.request("GET", f"/?token={word}", headers={"X-Forwarded-For": SOMEBODY})
        return connection.getresponse().status


def kernels(room) -> list[str]:
    """The kernels of the facilitator's server."""
    command = ["pgrep", "-P", str(room.children()[1]), "-f", "ipykernel"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def test_a_browser_warns_of_the_self_made_certificate_and_after_the_warning_cookies_stay_encrypted(visit_doors, room):
    with pytest.raises(PlaywrightError, match="ERR_CERT_AUTHORITY_INVALID"):
        visit_doors(ignore_https_errors=False).page(room.join)
    visitor = visit_doors()
    page = join(visitor, "Blau")
    assert page.url.startswith("https://")
    cookies = visitor.context.cookies()
    assert {one["name"].partition("-")[0] for one in cookies} == {"username", "_xsrf"}
    assert all(one["secure"] for one in cookies), cookies
    assert visitor.page_errors == []


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_a_co_facilitator_leads_along_until_there_is_a_new_word(visit_doors, room):
    first, other = visit_doors(), visit_doors(size=(820, 1180))
    lead = first.page(room.lead)
    expect(lead.locator(".kit-clock-stage")).to_be_visible()
    assert (
        room.co.startswith(f"https://127.0.0.1:{room.port + 1}/?token=")
        and room.lead.partition("token=")[2] not in room.co
    )
    co = other.page(room.co)
    expect(co.locator(".kit-clock-stage")).to_be_visible()
    assert "token" not in co.url and co.url.endswith("/90_facilitator.ipynb")

    box = ".kit-room input[type=checkbox]"
    for one, another in ((lead, co), (co, lead)):  # what one decides, the other's page follows
        wait_for_answer(one)
        before = one.locator(box).first.is_checked()
        one.locator(box).first.press("Space")
        expect(another.locator(box).first).to_be_checked(checked=not before)

    details = lead.locator(".kit-other-devices details")
    details.locator("summary").press("Enter")
    word = room.co.partition("token=")[2]
    expect(details.locator(".kit-word")).to_have_text(word)
    expect(details.locator("svg")).to_be_visible()
    for scheme in ("light", "dark"):
        lead.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert findings(lead) == [], scheme
    button = lead.locator(".kit-other-devices .kit-button")
    press(lead, button)
    before = kernels(room)
    press(lead, lead.locator(".kit-other-devices .kit-button").filter(has_text=say("de", "Yes, a new word")))
    expect(details.locator(".kit-word")).not_to_have_text(word)

    start = room.co.partition("?")[0]
    asked = other.context.request
    wait_until(lambda: len(kernels(room)) == len(before) - 1 or time.sleep(0.5))  # their page stands still
    wait_until(lambda: asked.get(f"{start}login", max_redirects=0).status == 200 or time.sleep(1))  # the door, again
    co.goto(start)
    expect(co.locator("input[name=password]")).to_be_visible()
    co.locator("input[name=password]").fill(details.locator(".kit-word").text_content().lower())
    co.locator("button").click()
    expect(co.locator(".kit-clock-stage")).to_be_visible()
    lead.reload()
    expect(lead.locator(".kit-clock-stage")).to_be_visible()  # who came by the first word stays
    assert first.page_errors == []


def test_words_tried_by_force_are_said_on_the_facilitators_page_and_the_group_inside_notices_nothing(visit_doors, room):
    inside = visit_doors()
    page = join(inside, "Rot")
    lead = visit_doors().page(room.lead)
    expect(lead.locator(".kit-clock-stage")).to_be_visible()
    with ThreadPoolExecutor(MOST) as pool:
        assert set(pool.map(lambda number: try_word(room.port, f"GUESS{number}"), range(MOST))) == {302}
    right = room.join.partition("token=")[2]
    assert try_word(room.port, right) == 429
    said = lead.locator(".kit-doors")
    expect(said).to_contain_text(say("de", "Nobody got in by that."))
    expect(said).to_contain_text(f" {MOST} ")
    expect(lead.locator(".kit-doors p")).to_have_count(1)
    page.reload()
    expect(page.locator(".kit-title")).to_be_visible()
    locked = visit_doors(extra_http_headers={"X-Forwarded-For": SOMEBODY}).page(room.join)
    expect(locked.locator("p[lang=de]")).to_contain_text("noch 5 Minuten zu")
    expect(locked.locator("p[lang=en]")).to_contain_text("closed for 5 minutes more")
