"""A hub as an operator starts it: JupyterHub, its proxy, PostgreSQL; two facilitators, three rooms, groups at home.

Everything that can fall over in a hub does so here, one after the other, while groups go on; nothing entered is lost.
"""

import os
import re
import signal
import threading
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from kit.room.certificate import self_made
from tests.browser.conftest import Visitor
from tests.browser.pages import wait_for_answer
from tests.hub.hub import OPERATOR, PASSWORD, Facilitator, Hub, folder_of_proxy, links, said
from tests.processes import family, with_words
from tests.room.conftest import postgresql  # noqa: F401

pytest.importorskip("jupyterhub", reason='a hub needs more packages: pip install -e ".[hub]"')
NO_PROXY = "a hub needs its proxy: npm install --prefix .venv configurable-http-proxy"
ENGLISH = re.compile(r"\b(the|room|sign|server|hub)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def hub(tmp_path_factory, postgresql):  # noqa: F811
    if folder_of_proxy() is None and os.environ.get("CI") == "true":
        pytest.fail(NO_PROXY)
    if folder_of_proxy() is None:
        pytest.skip(NO_PROXY)
    one = Hub(tmp_path_factory.mktemp("hub"), postgresql.new_database())
    try:
        yield one
    finally:
        one.stop()


@pytest.fixture(scope="module")
def operator(hub):
    one = Facilitator(hub, OPERATOR)
    assert "You can sign in" in said(one.sign_up())
    assert one.sign_in().url.path == "/hub/rooms"
    return one


@pytest.fixture
def facilitator(hub, operator):
    """facilitator(name) signs in, after an operator has approved the account."""

    def known(name: str, language: str = "en") -> Facilitator:
        one = Facilitator(hub, name, language)
        if one.sign_in().url.path != "/hub/rooms":
            one.sign_up()
            operator.approve(name)
            assert one.sign_in().url.path == "/hub/rooms"
        return one

    return known


@pytest.fixture
def visit_hub(browser, hub):
    """A new visitor of the hub; at the end nobody has asked another host for anything."""
    visitors = []

    def visitor(**more) -> Visitor:
        visitors.append(Visitor(browser, hub, **more))
        return visitors[-1]

    yield visitor
    foreign = [url for one in visitors for url in one.foreign]
    for one in visitors:
        one.leave()
    assert foreign == []


BACK_MS = 180_000  # pages try again at growing distances, of up to a minute


def join(visitor: Visitor, link: str, name: str) -> Page:
    """Open the link of a room, type a name."""
    page = visitor.page(link)
    type_name(page, name)
    wait_for_answer(page)
    return page


def type_name(page: Page, name: str) -> None:
    field = page.locator(".kit-step input[type=text]").first
    field.fill(name)
    field.press("Tab")


def people(page: Page):
    return page.locator(".kit-people span")


# Who may do what


def test_nobody_leads_a_room_without_the_consent_of_the_operator(hub, operator):
    stranger = Facilitator(hub, "stranger")
    assert "Asked for" in said(stranger.sign_up())
    page = stranger.sign_in()
    assert page.url.path == "/hub/login" and "wrong" in said(page)
    assert stranger.list().url.path == "/hub/login"
    # Nor by a link from elsewhere that an operator follows.
    operator.http.get("/hub/authorize/stranger", headers={"Sec-Fetch-Site": "cross-site"})
    assert stranger.sign_in().url.path == "/hub/login"


def test_whoever_is_not_approved_any_more_is_out_also_where_they_had_signed_in(hub, facilitator, operator):
    dora = facilitator("dora")
    room = dora.open("Dora’s")
    operator.approve("dora")  # once more takes it back
    hub.until(lambda: dora.list().url.path == "/hub/login")
    assert dora.sign_in().url.path == "/hub/login"
    operator.approve("dora")
    assert dora.sign_in().url.path == "/hub/rooms"
    assert [one.title for one in links(dora.list())] == ["Dora’s"]
    dora.end(room)


def test_a_wrong_password_is_answered_in_one_sentence_and_many_are_not_answered_any_more(hub, facilitator):
    facilitator("carla")
    guesser = Facilitator(hub, "carla")
    for number in range(6):
        page = guesser.sign_in(f"wrong password {number}")
        assert page.url.path == "/hub/login" and "Name or password are wrong" in said(page)
    assert guesser.sign_in(PASSWORD).url.path == "/hub/login"  # for five minutes not even with the right one


def test_nobody_signs_in_as_the_user_to_whom_the_servers_belong(hub, operator):
    thief = Facilitator(hub, "rooms")
    thief.sign_up()
    operator.http.get("/hub/authorize/rooms")
    page = thief.sign_in()
    assert page.url.path != "/hub/rooms" and thief.list().url.path != "/hub/rooms"


def test_facilitators_start_no_servers_of_their_own_and_see_nothing_of_others(hub, facilitator):
    anna, ben = facilitator("anna"), facilitator("ben")
    mine = anna.open("Only Anna’s")
    for address in ("/hub/home", "/hub/token", "/hub/spawn", "/hub/spawn/anna", "/hub/spawn/rooms/x"):
        assert anna.http.get(address).url.path == "/hub/rooms"
    for method, address in (
        ("GET", "/hub/api/users"),
        ("POST", "/hub/api/users/anna/server"),
        ("DELETE", "/hub/api/users/rooms/servers/x"),
    ):
        assert anna.http.request(method, address).status_code in (403, 404)
    assert "Only Anna’s" not in ben.list().text
    for what in ({"do": "end"}, {"do": "keep", "keep_days": "7"}):
        refused = ben.do(what.pop("do"), room=mine.room, **what)
        assert refused.status_code == 400 and "There is no such room of yours" in said(refused)
    assert [one.room for one in links(anna.list())] == [mine.room]
    anna.end(mine)


def test_a_form_that_comes_from_elsewhere_opens_nothing(hub, facilitator):
    anna = facilitator("anna")
    before = len(links(anna.list()))
    sent = anna.http.post(
        "/hub/rooms", data={"do": "open", "title": "x", "people": "1", "language": "en", "keep_days": "30"}
    )
    assert sent.status_code == 403 and len(links(anna.list())) == before


def test_a_room_asks_the_hub_for_nothing(hub, facilitator):
    anna = facilitator("anna")
    room = anna.open("Anna’s")
    (server,) = hub.until(lambda: hub.room_processes(room.room[:8]))
    token = {"Authorization": f"token {server.environ()['JUPYTERHUB_API_TOKEN']}"}
    for method, address in (
        ("GET", "users"),
        ("GET", "users/anna"),
        ("POST", "users/rooms/servers/other"),
        ("DELETE", f"users/rooms/servers/{room.room[:8]}"),
        ("POST", "users/rooms/tokens"),
        ("GET", "proxy"),
    ):
        assert anna.http.request(method, f"/hub/api/{address}", headers=token).status_code in (403, 404), address
    kernel, *_others = hub.until(lambda: with_words(family(server), "ipykernel"))
    assert [name for name in kernel.environ() if name.startswith("JUPYTERHUB")] == []
    anna.end(room)


def test_a_co_facilitator_comes_in_by_a_word_of_their_own(hub, facilitator, visit_hub):
    anna = facilitator("anna")
    room = anna.open("Together")
    lead = visit_hub().page(room.lead)
    word = lead.locator(".kit-other-devices .kit-word").text_content()
    link = f"{room.lead.partition('voila/')[0]}?token={word}"
    other = visit_hub(size=(390, 844)).page(link)
    expect(other.get_by_role("heading", name=re.compile("Agenda")).first).to_be_visible()
    join(visit_hub(), room.join, "Foxes")
    for page in (lead, other):
        expect(people(page)).to_have_text(["Foxes"])
    assert (
        "password" in anna.http.get(link.replace(word, room.join.partition("=")[2])).text
    )  # the groups' word does not lead
    anna.end(room)


def test_the_facilitators_page_says_which_room_it_is_and_leads_back_to_all_of_them(hub, facilitator, visit_hub):
    anna = facilitator("anna")
    room = anna.open("Müller <AG>", language="de")
    lead = visit_hub().page(room.lead)
    expect(lead.locator(".kit-room")).to_contain_text("Raum „Müller <AG>“, eröffnet am")
    lead.get_by_role("link", name="Meine Räume").click()
    lead.locator("input[name=username]").fill("anna")
    lead.locator("input[name=password]").fill(PASSWORD)
    lead.locator("input[name=password]").press("Enter")
    expect(lead.get_by_role("heading", name="Müller <AG>")).to_be_visible()
    anna.end(room)


def test_the_address_without_its_last_stroke_leads_to_the_door_as_people_type_it(hub, facilitator):
    anna = facilitator("anna")
    room = anna.open("Typed")
    short = room.join.partition("/?")[0]
    hub.until(lambda: 'name="password"' in anna.http.get(short).text)
    anna.end(room)


def test_what_a_browser_keeps_of_a_room_that_has_ended_can_still_be_saved(hub, facilitator, visit_hub):
    anna = facilitator("anna")
    room = anna.open("Over")
    page = join(visit_hub(), room.join, "Foxes")
    anna.end(room)
    hub.until(lambda: "has ended" in said(anna.http.get(room.join)))
    page.goto(room.join)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Als Datei speichern").click()
    assert "Foxes" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_a_word_tried_by_force_closes_the_door_for_that_address_whatever_it_forges(hub, facilitator, visit_hub):
    anna = facilitator("anna")
    room = anna.open("Besieged")
    door = f"{room.lead.partition('voila/')[0]}?token="
    hub.until(lambda: 'name="password"' in anna.http.get(door + "WRONG").text)
    thief = httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2"), timeout=60, follow_redirects=True)
    with thief:
        for number in range(40):
            answer = thief.get(
                f"{door}{number}", headers={"X-Forwarded-For": f"10.1.1.{number}", "X-Real-IP": f"10.1.1.{number}"}
            )
            if answer.status_code == 429:
                break
        assert answer.status_code == 429 and number < 30
        assert thief.get(room.lead).status_code == 429  # not even with the right word
    lead = visit_hub().page(room.lead)
    expect(lead.locator(".kit-doors")).to_contain_text("The door is closed for them until")
    anna.end(room)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": "   "}, "needs a name"),
        ({"people": "61"}, "whole number from 1 to 60"),
        ({"keep_days": "1"}, "7, 30, 90 or 365"),
    ],
)
def test_bad_input_gets_one_sentence(facilitator, typed, says):
    asked = {"title": "<script>x</script>", "people": "1", "language": "en", "keep_days": "30"} | typed
    page = facilitator("anna").do("open", **asked)
    assert page.status_code == 400 and says in said(page)
    assert "<script>x" not in page.text


def test_the_pages_of_the_hub_are_german_where_the_browser_is(facilitator):
    anna = facilitator("anna", "de")
    mine = anna.open("Müller & Söhne", language="de")
    text = re.sub(r"<style.*?</style>|<[^>]+>|https?://\S+", " ", anna.list().text, flags=re.S)
    assert not ENGLISH.search(text.replace("Hub", "")), ENGLISH.findall(text)
    assert "Müller &amp; Söhne" in text
    ended = anna.end(mine)
    assert "ist beendet" in said(ended)
    assert "vielleicht ist er schon beendet" in said(anna.do("end", room=mine.room))
    gone = anna.http.get(mine.join)
    assert gone.status_code == 404 and "Dieser Raum ist beendet" in said(gone)


# What falls over


def test_nothing_entered_is_lost_whatever_falls_over_and_no_room_sees_another(hub, facilitator, visit_hub, postgresql):  # noqa: F811
    anna, ben = facilitator("anna"), facilitator("ben")
    rooms = [anna.open("Anna one"), anna.open("Anna two"), ben.open("Ben’s")]
    names = ["Foxes", "Bears", "Owls"]
    groups = [join(visit_hub(), room.join, name) for room, name in zip(rooms, names, strict=True)]
    leaders = [visit_hub().page(room.lead) for room in rooms]
    for leader, name in zip(leaders, names, strict=True):
        expect(people(leader)).to_have_text([name])

    # The hub is ended without a word and started again; what is entered meanwhile is there.
    hub.end(signal.SIGKILL)
    type_name(groups[0], "Red foxes")
    expect(people(leaders[0])).to_have_text(["Red foxes"])
    hub.start()
    for beside in ("kit.hub.overdue", "kit.hub.asleep"):  # those of the hub that was ended have gone
        hub.until(lambda beside=beside: len(hub.processes(beside)) == 1)
    assert [one.title for one in links(anna.list())][:2] == ["Anna two", "Anna one"]

    # The proxy is killed; the hub starts it again, and the pages find back by themselves.
    (proxy,) = hub.proxies()
    proxy.kill()
    expect(groups[1].get_by_text("Die Verbindung zur Seite ist")).to_be_visible()
    type_name(groups[1], "Brown bears")
    hub.until(lambda: hub.proxies() and anna.list().status_code == 200)
    expect(people(leaders[1])).to_have_text(["Brown bears"], timeout=BACK_MS)

    # The database is away for half a minute.
    postgresql.kill()
    type_name(groups[2], "Night owls")
    assert "database of the rooms cannot be reached" in said(anna.list())
    back = threading.Timer(25, postgresql.start)
    back.start()
    back.join()
    expect(people(leaders[2])).to_have_text(["Night owls"], timeout=BACK_MS)
    assert hub.until(lambda: len(links(ben.list())) == 1)

    # The process of a room is killed. Its groups load the page again; it wakes up and knows them.
    server = rooms[0].room[:8]
    (process,) = hub.room_processes(server)
    process.kill()
    groups[0].reload()
    expect(groups[0].locator(".kit-step input[type=text]").first).to_have_value("Red foxes")
    type_name(groups[0], "Grey foxes")
    expect(people(leaders[0])).to_have_text(["Grey foxes"], timeout=BACK_MS)

    # Each room has kept to itself, in the store and in the browsers.
    for leader, name in zip(leaders, ["Grey foxes", "Brown bears", "Night owls"], strict=True):
        expect(people(leader)).to_have_text([name])
    pages = [one.context.new_page() for one in groups]
    for page, other in zip(pages, [*rooms[1:], rooms[0]], strict=True):  # another room's address with one's own cookie
        page.goto(other.join.partition("?")[0] + "voila/render/en/02_role_chain.ipynb")
        expect(page.locator("input[name=password]")).to_be_visible()

    # Two end the same room: it ends, and the second one is told.
    press_end = {"room": rooms[2].room}
    second = Facilitator(hub, "ben")
    second.sign_in()
    assert "has ended" in said(ben.do("end", **press_end))
    assert "perhaps it has ended already" in said(second.do("end", **press_end))
    expect(groups[2].locator("body")).to_contain_text("Der Raum ist beendet")
    for room in rooms[:2]:
        anna.end(room)


def test_a_hub_by_https_sets_no_cookie_that_is_ever_sent_in_the_clear(tmp_path, postgresql):  # noqa: F811
    if folder_of_proxy() is None:
        pytest.skip(NO_PROXY)
    file = str(self_made(["127.0.0.1"], tmp_path).file)
    hub = Hub(tmp_path, postgresql.new_database(), PAIR_SELLING_CERTIFICATE=file, PAIR_SELLING_KEY=file)
    try:
        anna = Facilitator(hub, OPERATOR)
        anna.sign_up()
        anna.sign_in()
        room = anna.open("Encrypted")
        for link in (room.join, room.lead):
            assert link.startswith("https://")
            hub.until(lambda link=link: "kit-words" in anna.http.get(link).text)
        cookies = list(anna.http.cookies.jar)
        assert len(cookies) > 4 and [one.name for one in cookies if not one.secure] == []
    finally:
        hub.stop()


def test_a_room_that_nobody_uses_sleeps_keeps_its_data_and_wakes_for_the_next_one(browser, tmp_path, postgresql):  # noqa: F811
    if folder_of_proxy() is None:
        pytest.skip(NO_PROXY)
    hub = Hub(tmp_path, postgresql.new_database(), PAIR_SELLING_IDLE_SECONDS="20", PAIR_SELLING_MOST_ROOMS="1")
    try:
        anna = Facilitator(hub, OPERATOR)
        anna.sign_up()
        anna.sign_in()
        room = anna.open("Sleepy")
        visitor = Visitor(browser, hub)
        page = join(visitor, room.join, "Foxes")
        hub.until(lambda: "Groups in it: 1" in anna.list().text)
        page.goto("about:blank")
        other = anna.open("Too many")
        hub.until(lambda: "As many rooms are open as this hub bears" in said(anna.http.get(other.join)))
        anna.do("end", room=other.room)
        hub.until(lambda: "asleep" in anna.list().text and not hub.processes("kit.hub.serve"), 120)
        page.goto(room.join)
        expect(page.locator(".kit-step input[type=text]").first).to_have_value("Foxes")
        assert "open now" in anna.list().text
        visitor.leave()
    finally:
        hub.stop()
