"""A whole room in real browsers: groups join by link, play, the board fills, seasons advance, the report downloads."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from dataclasses import asdict
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from kit.exercises import exercises
from kit.room.kernels import MOST_OF_ONE
from tests.aside import run_aside
from tests.browser.pages import next_button, press, press_main, skip_game, wait_for_answer
from tests.browser.room import RoomServer, guess, join, open_exercise
from tests.processes import end
from tests.room.conftest import wait_until

FOREST, CHAIN = "04_customer_forest", "02_role_chain"
ROLE_CHAIN = exercises()["role_chain"]
CHAIN_CODE = ROLE_CHAIN.code.encode(asdict(ROLE_CHAIN.setting(gain=0.2)) | {"guess": "given"})
PRANK = "<img src=x onerror=alert(1)>"


def lead(visit_room, room, language="de"):
    """The facilitator's page."""
    return visit_room(room).page(room.lead.replace("/de/", f"/{language}/"))


def choose(page, exercise: str) -> None:
    page.locator(".kit-board input[type=radio]").nth(
        ("culture_check", "role_chain", "incentives", "customer_forest").index(exercise)
    ).check()


def tell(room, *options: str) -> str:
    """What the command says that opens no room."""
    command = [sys.executable, "-m", "kit", "room", "--language", "de", "--store", room.store, *options]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    ).stdout


# Who gets in


def test_nobody_gets_in_without_the_word_and_everybody_with_it(visit_room, room):
    page = visit_room(room).page(f"http://127.0.0.1:{room.port}/")
    expect(page.locator("input[name=password]")).to_be_visible()
    page.locator("input[name=password]").fill("WRONG-WORD")
    page.locator("button").click()
    expect(page.get_by_role("alert")).to_have_count(2)
    word = room.join.partition("token=")[2]
    page.locator("input[name=password]").fill(word.lower().replace("-", " "))
    page.locator("button").click()
    expect(page.locator(".kit-title")).to_be_visible()


@pytest.mark.parametrize(
    "address", ["voila/render/de/90_facilitator.ipynb", "voila/render/de/../../room.py", "voila/files/de/guide.md"]
)
def test_groups_do_not_reach_what_is_not_theirs(visit_room, room, address):
    visitor = visit_room(room)
    visitor.page(room.join)
    answer = visitor.context.request.get(f"http://127.0.0.1:{room.port}/{address}")
    assert answer.status in (403, 404, 500) and "desk.board" not in answer.text() and "Kopfzahl" not in answer.text()


def test_the_facilitators_page_asks_for_another_word(visit_room, room):
    word = room.join.partition("token=")[2]
    answer = visit_room(room).context.request.get(room.lead.partition("?")[0], params={"token": word})
    assert 'name="password"' in answer.text()


def test_nobody_can_run_code_through_the_websocket(room, tmp_path):
    """With the room's word and a kernel's id, the server still passes no request to execute anything."""
    proof = tmp_path / "proof"
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(f"{room.address('de', '00_start')}?{room.join.partition('?')[2]}") as page:
        html = page.read().decode()
    kernel = re.search(r'"kernelId":\s*"([0-9a-f-]+)"', html).group(1)
    address = f"ws://127.0.0.1:{room.port}/api/kernels/{kernel}/channels"

    async def attack(headers) -> list[str]:
        socket = await websocket_connect(HTTPRequest(address, headers=headers))
        for kind, content in (
            (
                "execute_request",
                {
                    "code": f"open({str(proof)!r}, 'w').close()",
                    "silent": False,
                    "store_history": False,
                    "user_expressions": {},
                    "allow_stdin": False,
                },
            ),
            ("kernel_info_request", {}),
        ):
            header = {
                "msg_id": uuid.uuid4().hex,
                "msg_type": kind,
                "session": "s",
                "username": "u",
                "version": "5.3",
                "date": "2026-11-24T00:00:00Z",
            }
            await socket.write_message(
                json.dumps(
                    {
                        "channel": "shell",
                        "header": header,
                        "parent_header": {},
                        "metadata": {},
                        "content": content,
                        "buffers": [],
                    }
                )
            )
        answers = []
        while "kernel_info_reply" not in answers:
            answers.append(json.loads(await asyncio.wait_for(socket.read_message(), 30))["msg_type"])
        socket.close()
        while await socket.read_message() is not None:
            pass
        return answers

    cookies = "; ".join(
        f"{one.name}={one.value}" for handler in opener.handlers for one in getattr(handler, "cookiejar", ())
    )
    answers = run_aside(attack({"Cookie": cookies}))
    assert "kernel_info_reply" in answers and "execute_reply" not in answers and "execute_input" not in answers
    assert not proof.exists()
    with pytest.raises(HTTPClientError, match="403"):
        run_aside(attack({}))


# A form in use


def test_what_is_being_typed_and_chosen_stays_when_a_group_joins(visit_room, room):
    leader = lead(visit_room, room)
    people = leader.locator(".kit-people span")
    join(visit_room(room), "Rosa")
    expect(people.filter(has_text="Rosa")).to_have_count(1)
    names = leader.locator(".kit-room details", has=leader.locator("input[type=text]"))
    buttons = names.locator(".kit-button")
    expect(buttons.first).to_be_hidden()  # the buttons of a fold are folded away with its fields
    names.locator("summary").click()
    expect(buttons.first).to_be_visible()
    names.locator("select").select_option(label="Rosa")
    typed = names.locator("input[type=text]")
    typed.press_sequentially("Neuer Na")
    typed.press("ArrowLeft")
    join(visit_room(room), "Grau")
    expect(names.locator("option", has_text="Grau")).to_have_count(1)
    typed.press_sequentially("X")  # the caret stands where it stood
    expect(typed).to_have_value("Neuer NXa")
    expect(typed).to_be_focused()
    assert names.locator("select").locator("option:checked").inner_text() == "Rosa"
    names.get_by_role("button", name=re.compile("Use this name|Namen")).press("Enter")
    expect(people.filter(has_text="Neuer NXa")).to_have_count(1)
    expect(typed).to_have_value("")
    expect(names.locator("option", has_text="Neuer NXa")).to_have_count(1)


@pytest.fixture(scope="module")
def inside(room):
    """An opener of addresses that has come in with the room's word, as a browser does."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.open(f"http://127.0.0.1:{room.port}/voila/tree?{urlsplit(room.join).query}").close()
    return opener


def status(opener, address: str, **headers: str) -> int:
    try:
        with opener.open(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            assert "Traceback" not in error.read().decode(errors="replace")
            return error.code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("logout", 404),
        ("nothing", 404),
        ("%FF", 404),
        ("%00", 404),
        ("api/kernels", 404),
        (f"api/kernels/{uuid.UUID(int=0)}", 404),
        ("voila/api/contents/nothing", 404),
        ("voila/api/contents/?format=x", 400),
        (f"voila/api/shutdown/{uuid.UUID(int=0)}", 405),
        ("voila/render/nothing.ipynb", 404),
        ("voila/render/de/guide.md", 403),
        ("voila/render/%FF.ipynb", 400),
        ("voila/templates/kit/static/..%2f..", 404),
        ("voila/templates/kit/static/", 404),
        ("voila/templates/kit", 404),
        ("voila/templates/nothing/static/x", 404),
        ("voila/templates/kit/other/x", 404),
        ("voila/templates/kit/static/%00", 404),
        ("voila/static/..%2f..%2fetc", 403),
        ("voila/labextensions/nothing", 404),
        ("voila/tree/nothing", 404),
        ("?token=%FF", 400),
        ("login?next=%FF", 400),
    ],
)
def test_an_address_that_nobody_foresaw_gets_its_status_and_prints_nothing(room, inside, address, code):
    log = room.folder / "room.log"
    before = log.stat().st_size
    assert status(inside, f"http://127.0.0.1:{room.port}/{address}") == code
    assert status(inside, f"http://127.0.0.1:{room.port + 1}/{address}") in (code, 200, 403)  # nobody has come in there
    assert not re.search(b"Traceback|Error", log.read_bytes()[before:])


def test_no_page_can_log_a_group_out(room, inside):
    status(inside, f"http://127.0.0.1:{room.port}/logout")
    with inside.open(f"http://127.0.0.1:{room.port}/voila/tree") as answer:
        assert "password" not in answer.read().decode()


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    "address", ["", "login", "voila/templates/kit/static/kit-page.css", "voila/render/de/00_start.ipynb", "nothing"]
)
def test_under_a_foreign_name_nothing_is_to_be_had(room, inside, side, address):
    assert status(inside, f"http://127.0.0.1:{room.port + side}/{address}", Host="evil.example") == 403
    assert status(inside, f"http://127.0.0.1:{room.port + side}/login", Host=f"localhost:{room.port}") == 200


def test_the_word_does_not_stay_where_everybody_in_the_room_can_read_it(visit_room, room):
    group, leader = visit_room(room), visit_room(room)
    word = urlsplit(room.join).query
    for page, notebook in (
        (group.page(f"{room.address('de', '00_start')}?{word}"), "00_start"),
        (leader.page(room.lead), "90_facilitator"),
    ):
        expect(page.locator(".kit-title")).to_be_visible()
        assert urlsplit(page.url)[2:] == (f"/voila/render/de/{notebook}.ipynb", "", "")
        assert page.evaluate("performance.getEntriesByType('navigation')[0].name") == page.url
        page.reload()
        expect(page.locator(".kit-title")).to_be_visible()


# How many pages


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are found with pgrep")
def test_who_only_looks_at_the_link_costs_no_page(room, inside):
    before = set(room.kernels())
    address = f"{room.address('de', '02_role_chain')}?{urlsplit(room.join).query}"
    for method in ("GET", "HEAD"):
        for _time in range(3):
            try:  # without cookies, as programs that show what a link leads to
                urllib.request.urlopen(urllib.request.Request(address, method=method)).close()
            except urllib.error.HTTPError as error:
                error.close()
    assert status(inside, room.address("de", "02_role_chain"), **{"Sec-Purpose": "prefetch;prerender"}) == 503
    assert (
        len(set(room.kernels()) - before) <= 2
    )  # that the room itself prepares meanwhile, not one for each of three times


def test_pages_without_limit_get_a_calm_sentence_and_leave_others_alone(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        visitor = visit_room(room)
        word = urlsplit(room.join).query
        answers = [
            visitor.context.request.get(f"{room.address('de', '00_start')}?{word}") for _time in range(MOST_OF_ONE + 1)
        ]
        assert [one.status for one in answers] == [200] * MOST_OF_ONE + [429]
        server, leader = map(psutil.Process, room.children())
        assert server.nice() == leader.nice() < max(psutil.Process(one).nice() for one in room.kernels())
        refused = visitor.page(room.address("de", "00_start"))
        expect(refused.locator("p[lang=de]")).to_contain_text("viele Seiten")
        expect(refused.locator("p[lang=en]")).to_contain_text("many pages")
        join(visit_room(room), "Blau")
    finally:
        room.stop()


# A workshop


def test_groups_join_play_and_appear_on_the_board(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader = lead(visit_room, room)
        expect(leader.locator(".kit-word")).to_have_text(room.join.partition("token=")[2])
        expect(leader.locator(".kit-entrance svg")).to_be_visible()
        visitors = [visit_room(room) for _group in range(3)]
        pages = [join(visitor, name) for visitor, name in zip(visitors, ("Blau", "Rot", PRANK), strict=True)]
        people = leader.locator(".kit-people span")
        expect(people).to_have_text(["Blau", "Rot", PRANK])

        # the prank name goes
        names = leader.locator(".kit-room details", has=leader.locator("input[type=text]"))
        names.locator("summary").click()
        names.locator("select").select_option(label=PRANK)
        names.locator("input[type=text]").fill("Grün")
        names.locator("input[type=text]").press("Tab")
        wait_for_answer(leader)
        leader.locator(".kit-room").get_by_role(
            "button", name=re.compile("Use this name|Namen nehmen|Diesen Namen")
        ).press("Enter")
        expect(people).to_have_text(["Blau", "Rot", "Grün"])

        # the groups may go as far as the guess
        how_far = leader.locator(".kit-room details", has_text=re.compile("How far|Wie weit"))
        how_far.locator("summary").click()
        how_far.locator("select").nth(2).select_option("predict")
        choose(leader, "customer_forest")
        for page in pages:
            open_exercise(page, FOREST)
        guess(pages[0])
        guess(pages[1], skip=True)
        expect(pages[0].locator(".kit-play .kit-button")).to_have_count(0)
        expect(leader.locator(".kit-board")).to_contain_text("2")
        expect(leader.locator(".kit-board .kit-poster")).to_have_count(0)
        guess(pages[2])
        expect(leader.locator(".kit-board .kit-poster").first).to_be_visible()
        expect(leader.locator(".kit-board table").first).to_contain_text("Grün")

        # now they may go on, on common ground
        how_far.locator("select").nth(2).select_option("")
        wait_for_answer(leader)
        leader.locator(".kit-room .kit-primary").first.press("Enter")
        for page in pages:
            press(page, next_button(page))
            expect(page.locator(".kit-play .kit-forest-land")).to_be_visible()
        for page in pages:
            press_main(page)
        for page in pages:
            expect(page.locator(".kit-play h3").first).to_contain_text("2")
            expect(page.locator(".kit-play .kit-teams tbody tr")).to_have_count(3)
        expect(pages[2].locator(".kit-play .kit-teams")).to_contain_text("Grün")

        # one group is missing; the facilitator goes on
        press_main(pages[0])
        expect(pages[0].locator(".kit-play .kit-guess").last).to_contain_text("Grün")
        go_on = leader.locator(".kit-room .kit-actions .kit-button", has_text=re.compile("missing|fehlen"))
        go_on.press("Enter")
        expect(leader.locator(".kit-room .kit-message", has_text=re.compile("Ohne .*Grün weiter"))).to_be_visible()
        go_on.press("Enter")
        for page in pages:
            expect(page.locator(".kit-play h3").first).to_contain_text("3")

        # the report has everybody in it, by name if that is chosen
        leader.locator(".kit-report input[type=radio][value=names]").check()
        press_main(leader, "report", stays=True)
        downloads = leader.locator(".kit-report a[download]")
        expect(downloads).to_have_count(2)
        for place, (ending, inside) in enumerate((("html", "Grün"), ("csv", "Grün"))):
            with leader.expect_download() as caught:
                downloads.nth(place).click()
            saved = tmp_path / f"report.{ending}"
            caught.value.save_as(saved)
            text = saved.read_text(encoding="utf-8-sig")
            assert caught.value.suggested_filename.endswith(ending) and inside in text and "Rot" in text
            assert "<img" not in text
        assert [visitor.page_errors for visitor in visitors if visitor.page_errors] == []

        # the end
        leader.locator(".kit-room .kit-button").last.press("Enter")
        leader.locator(".kit-room .kit-button", has_text=re.compile("Yes|Ja")).press("Enter")
        expect(pages[0].locator(".kit-note")).to_contain_text(re.compile("ended|beendet"))
        assert b"Blau" not in (room.folder / "rooms.sqlite").read_bytes()
    finally:
        room.stop()


def begin_new_room(leader) -> str:
    """Begin a new room on the facilitator's page, when nothing but the button is asked for; the new word."""
    old = leader.locator(".kit-word").all_text_contents()
    leader.get_by_role("button", name=re.compile("Begin a new room|neuen Raum beginnen")).press("Enter")
    if old:
        leader.get_by_role("button", name=re.compile("^(Yes|Ja)")).press("Enter")
    expect(leader.locator(".kit-word")).to_have_text(re.compile(rf"^(?!{(old or ['-'])[0]})\S"))
    return leader.locator(".kit-word").text_content()


def door_is_there(page) -> bool:
    """Whether the server that a page came from asks for a word again."""
    try:
        return 'name="password"' in page.request.get(page.url).text()
    except PlaywrightError:
        return False


def come_in(page, word: str) -> None:
    """Load a page until the door of the new room is there, and type its word."""
    expect(page.locator(".kit-lost")).to_be_visible()
    wait_until(lambda: door_is_there(page))
    page.reload()
    page.locator("input[name=password]").fill(word)
    page.locator("button").click()
    expect(page.locator(".kit-step input[type=text]").first).to_be_visible()


def test_yesterdays_client_is_not_on_todays_projector(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader = lead(visit_room, room)
        group = join(visit_room(room), "Blau")
        expect(leader.locator(".kit-room")).to_contain_text(
            re.compile(r"Raum vom \d+\.\d+\.\d+, \d+:\d+, Gruppen darin: 1")
        )
        leader.locator(".kit-board textarea").fill(f"Altkunde: {CHAIN_CODE}")
        press_main(leader, "board", stays=True)
        choose(leader, "role_chain")
        expect(leader.locator(".kit-board")).to_contain_text("Altkunde")
        title = leader.locator(".kit-report input[type=text]").first
        title.fill("Bericht für Altkunde")
        title.press("Tab")
        expect(title).to_have_value("Bericht für Altkunde")
        leader.reload()
        expect(leader.locator(".kit-board")).to_contain_text("Altkunde")
        expect(title).to_have_value("Bericht für Altkunde")  # the same room: nothing is gone

        old = leader.locator(".kit-word").text_content()
        beside = leader.context.new_page()  # a second tab of the facilitator's, as on the projector
        beside.goto(leader.url)
        expect(beside.locator(".kit-word")).to_have_text(old)
        word = begin_new_room(leader)
        assert word != old and word in room.process.stdout.readline()
        expect(beside.locator(".kit-word")).to_have_text(word)
        expect(beside.locator("body")).not_to_contain_text("Altkunde")
        come_in(group, word)
        expect(group.locator(".kit-step input[type=text]").first).to_have_value("")
        expect(title).to_have_value("")
        expect(leader.locator("body")).not_to_contain_text("Altkunde")
        expect(leader.locator(".kit-room")).to_contain_text("Geräte ohne Namen: 1")
        expect(leader.locator(".kit-people span")).to_have_count(0)
        listed = tell(room, "--list")
        assert listed.count("offen") == 2
        tell(room, "--end", listed.splitlines()[1].partition(":")[0])
        assert b"Blau" not in (room.folder / "rooms.sqlite").read_bytes() and tell(room, "--list").count("offen") == 1
    finally:
        room.stop()


def test_nobody_enters_anything_in_an_ended_room_and_a_new_one_is_one_button_away(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader, visitor = lead(visit_room, room), visit_room(room)
        start = join(visitor, "Blau")
        exercise = visitor.page(room.address("de", CHAIN))
        expect(exercise.locator(".kit-predict .kit-button").first).to_be_visible()
        leader.locator(".kit-room .kit-button").last.press("Enter")
        leader.locator(".kit-room .kit-button", has_text=re.compile("Yes|Ja")).press("Enter")
        late = visitor.page(room.join)  # the old link
        for page in (start, exercise, late):
            expect(page.locator(".kit-steps ~ .kit-note")).to_contain_text("beendet")
            expect(page.locator(".kit-form.kit-kept").filter(visible=True).first).to_be_visible()
            page.wait_for_function("[...document.querySelectorAll('.kit-form.kit-kept')].every(form => form.inert)")
        expect(late.locator(".kit-step input[type=text]").first).to_have_value(
            "Blau"
        )  # it can still be saved and deleted
        assert late.locator(".kit-form:not(.kit-kept)").evaluate_all("forms => forms.every(form => !form.inert)")
        for _time in range(2):
            expect(leader.locator(".kit-room")).to_contain_text("beendet")
            expect(leader.locator(".kit-word, .kit-entrance svg, .kit-room select")).to_have_count(0)
            expect(leader.locator(".kit-room .kit-button")).to_have_count(1)
            leader.reload()
        come_in(start, begin_new_room(leader))
        expect(leader.locator(".kit-room")).to_contain_text("Geräte ohne Namen: 1")
    finally:
        room.stop()


# Nothing is lost


def test_the_facilitators_old_tab_goes_on_after_everything_was_killed(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        leader, group = lead(visit_room, room), join(visit_room(room), "Blau")
        expect(leader.locator(".kit-people span")).to_have_text(["Blau"])
        link = room.lead
        room.kill()
        room.start()
        assert room.lead == link
        for page in (leader, group):
            page.reload()
        expect(leader.locator(".kit-people span")).to_have_text(["Blau"])
        expect(group.locator(".kit-step input[type=text]").first).to_have_value("Blau")
    finally:
        room.stop()


def test_the_facilitators_door_says_where_the_link_is_and_asks_for_no_word_on_the_screen(visit_room, room):
    page = visit_room(room).page(room.lead.partition("?")[0])
    expect(page.locator("main")).to_contain_text("Terminal")
    expect(page.locator("main")).not_to_contain_text(re.compile("screen|Leinwand"))
    page.locator("input[name=password]").fill(urlsplit(room.join).query.partition("=")[2])
    page.locator("button").click()
    expect(page.get_by_role("alert")).to_have_count(2)
    expect(page.locator("main")).not_to_contain_text(re.compile("screen|Leinwand"))
    page.locator("input[name=password]").fill(urlsplit(room.lead).query.partition("=")[2])
    page.locator("button").click()
    expect(page.locator(".kit-word")).to_be_visible()


def test_what_is_killed_comes_back_with_everything(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        visitor = visit_room(room)
        page = join(visitor, "Blau")
        open_exercise(page, CHAIN)
        guess(page)
        skip_game(page)

        end(room.kernels())  # that of the page and those that wait for one
        expect(page.locator(".kit-lost")).to_be_visible()
        page.reload()
        expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()

        killed = room.children()[0]  # the groups' server; it is started again by itself
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: killed not in room.children() and len(room.children()) == 2)
        room.wait_until_open()
        page.reload()
        expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()

        room.kill()  # everything
        link = room.join
        room.start()
        assert room.join == link
        page.reload()
        expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()
        leader = lead(visit_room, room, "en")
        expect(leader.locator(".kit-people span")).to_have_text(["Blau"])
        expect(leader.locator(".kit-board table").first).to_contain_text("Blau")
    finally:
        room.stop()
