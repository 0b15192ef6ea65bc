"""A whole room in real browsers: groups join by link, play, the board fills, seasons advance, the report downloads."""

import asyncio
import json
import os
import re
import signal
import urllib.request
import uuid

import pytest
from playwright.sync_api import expect
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from tests.aside import run_aside
from tests.browser.pages import LOOK, press_main
from tests.browser.room import RoomServer, guess, join, open_exercise

FOREST, CHAIN = "04_customer_forest", "02_role_chain"
PRANK = "<img src=x onerror=alert(1)>"


def lead(visit_room, room, language="de"):
    """The facilitator's page."""
    return visit_room(room).page(room.lead.replace("/de/", f"/{language}/"))


def choose(page, exercise: str) -> None:
    page.locator(".kit-board input[type=radio]").nth(("culture_check", "role_chain", "incentives", "customer_forest").index(exercise)).check()


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


@pytest.mark.parametrize("address", ["voila/render/de/90_facilitator.ipynb", "voila/render/de/../../room.py", "voila/files/de/guide.md"])
def test_groups_do_not_reach_what_is_not_theirs(visit_room, room, address):
    visitor = visit_room(room)
    visitor.page(room.join)
    answer = visitor.context.request.get(f"http://127.0.0.1:{room.port}/{address}")
    assert answer.status in (403, 404, 500) and "desk.board" not in answer.text() and "Kopfzahl" not in answer.text()


def test_the_facilitators_page_asks_for_another_word(visit_room, room):
    word = room.join.partition("token=")[2]
    answer = visit_room(room).context.request.get(room.lead.partition("?")[0], params={"token": word})
    assert "name=\"password\"" in answer.text()


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
            ("execute_request", {"code": f"open({str(proof)!r}, 'w').close()", "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}),
            ("kernel_info_request", {}),
        ):  # fmt: skip
            header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "u", "version": "5.3", "date": "2026-11-24T00:00:00Z"}
            await socket.write_message(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}))
        answers = []
        while "kernel_info_reply" not in answers:
            answers.append(json.loads(await asyncio.wait_for(socket.read_message(), 30))["msg_type"])
        socket.close()
        while await socket.read_message() is not None:
            pass
        return answers

    cookies = "; ".join(f"{one.name}={one.value}" for handler in opener.handlers for one in getattr(handler, "cookiejar", ()))
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


# A workshop


def test_groups_join_play_and_appear_on_the_board(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room", people=3)
    try:
        leader = lead(visit_room, room)
        expect(leader.locator(".kit-word")).to_have_text(room.join.partition("token=")[2])
        expect(leader.locator(".kit-entrance svg")).to_be_visible()
        visitors = [visit_room(room) for _group in range(3)]
        pages = [join(visitor, name) for visitor, name in zip(visitors, ("Blau", "Blau", PRANK), strict=True)]
        people = leader.locator(".kit-people span")
        expect(people).to_have_text(["Blau", "Blau (2)", PRANK])

        # the prank name goes
        leader.locator(".kit-room summary").nth(1).click()
        leader.locator(".kit-room select").nth(3).select_option(label=PRANK)
        leader.locator(".kit-room input[type=text]").fill("Grün")
        leader.locator(".kit-room input[type=text]").press("Tab")
        leader.wait_for_timeout(LOOK)
        leader.locator(".kit-room").get_by_role("button", name=re.compile("Use this name|Namen nehmen|Diesen Namen")).press("Enter")
        expect(people).to_have_text(["Blau", "Blau (2)", "Grün"])

        # the groups may go as far as the guess
        leader.locator(".kit-room select").nth(2).select_option("predict")
        choose(leader, "customer_forest")
        for page in pages:
            open_exercise(page, FOREST)
        guess(pages[0])
        guess(pages[1], skip=True)
        expect(pages[0].locator(".kit-play .kit-button")).to_have_count(0)
        expect(leader.locator(".kit-board")).to_contain_text("2")
        expect(leader.locator(".kit-board svg.marks")).to_have_count(0)
        guess(pages[2])
        expect(leader.locator(".kit-board svg.marks").first).to_be_visible()
        expect(leader.locator(".kit-board table").first).to_contain_text("Grün")

        # now they may go on, on common ground
        leader.locator(".kit-room select").nth(2).select_option("")
        leader.wait_for_timeout(LOOK)
        begin = leader.locator(".kit-room .kit-primary").first
        begin.press("Enter")
        for page in pages:
            page.locator(".kit-play .kit-primary").first.press("Enter")
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

        # the report has everybody in it
        press_main(leader, "report")
        downloads = leader.locator(".kit-report a[download]")
        expect(downloads).to_have_count(2)
        for place, (ending, inside) in enumerate((("html", "Grün"), ("csv", "Grün"))):
            with leader.expect_download() as caught:
                downloads.nth(place).click()
            saved = tmp_path / f"report.{ending}"
            caught.value.save_as(saved)
            text = saved.read_text(encoding="utf-8-sig")
            assert caught.value.suggested_filename.endswith(ending) and inside in text and "Blau (2)" in text
            assert "<img" not in text
        assert all(visitor.page_errors == [] for visitor in visitors)

        # the end
        leader.locator(".kit-room .kit-button").last.press("Enter")
        leader.locator(".kit-room .kit-button", has_text=re.compile("Yes|Ja")).press("Enter")
        expect(pages[0].locator(".kit-note")).to_contain_text(re.compile("ended|beendet"))
        assert b"Blau" not in (room.folder / "rooms.sqlite").read_bytes()
    finally:
        room.stop()


# Nothing is lost


def test_what_is_killed_comes_back_with_everything(visit_room, tmp_path):
    (tmp_path / "room").mkdir()
    room = RoomServer(tmp_path / "room")
    try:
        visitor = visit_room(room)
        page = join(visitor, "Blau")
        open_exercise(page, CHAIN)
        guess(page)

        for kernel in room.kernels():  # that of the page and those that wait for one
            os.kill(kernel, signal.SIGKILL)
        expect(page.locator(".kit-lost")).to_be_visible()
        page.reload()
        expect(page.locator(".kit-compare .kit-outcomes")).to_be_visible()

        os.kill(room.children()[0], signal.SIGKILL)  # the groups' server; it is started again by itself
        page.wait_for_timeout(3000)
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
