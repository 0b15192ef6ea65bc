"""How a full room answers on this computer: so many groups at once, each with a page of its own. Run by hand:

    python tests/benchmark/room.py                        # 40 people, 60 seconds, each dragging a third of the time
    python tests/benchmark/room.py people=40 seconds=60 all=1    # everybody drags all the time, once a second
    python tests/benchmark/room.py people=40 mbit=20      # only arriving: all at once, over a line that they share
    python tests/benchmark/room.py people=100 mbit=20     # more than a room prepares pages for

Opens a room as `python -m kit room` does and ends it at the end. The groups are no browsers but speak the browser's part
of the protocol (as form.js, header.js and ipywidgets do); only the first page after the QR code is opened in Chromium,
once in a quiet room and once under load. The groups and Chromium take their share of the same processors, which in a
workshop they do not: what they take is printed too.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

sys.path.insert(0, str(Path(__file__).parents[2]))

from kit.exercises import find
from kit.parameters import parameters
from kit.room.serve import REFILL_SECONDS
from kit.room.start import MOST_PEOPLE
from kit.room.store import Store
from kit.screen.facilitator.page import PAUSE_SECONDS, POLL_SECONDS
from kit.screen.figures import PLAYED
from kit.side_by_side import CHANGE
from kit.wording import Language
from kit.years import BLOCKS, YEARS_PER_BLOCK
from tests.benchmark.line import Line
from tests.browser.conftest import FLAGS, browser_path
from tests.browser.room import RoomServer

LANGUAGE, NOTEBOOK, EXERCISE, AGENDA = "de", "02_role_chain", "role_chain", "half_day"
PROTOCOL = "v1.kernel.websocket.jupyter.org"
ARRIVE_SECONDS = 20  # within which all groups open a page
DRAG_SECONDS, LOOK_SECONDS, MOVES_PER_SECOND = 5, 10, 3
SLIDERS = ("gain", "leads_per_day", "overlap_days")  # the third one never draws new customers, the second one always
OPENINGS = 5
LINE_DELAY_MS = 10  # one way, over the shared line
AT_ONCE_SECONDS = 2  # within which all groups scan the code, where they share a line
QUIET_PROCESSORS = (
    0.2  # what other programs may take when the measurement begins; after five minutes it begins all the same
)
PATIENCE_SECONDS = 120  # for anything that has to come in the end
WORDS = Language(LANGUAGE)


def share(values: list[float], percent: int) -> float:
    """A percentile; nan of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else float("nan")


class Browser:
    """What a browser with one page does: keeps cookies and the journal, holds the models of the widgets, plays its part."""

    def __init__(self):
        self.http = httpx.AsyncClient(
            follow_redirects=True,
            timeout=PATIENCE_SECONDS,
            headers={"Accept-Language": LANGUAGE},
            limits=httpx.Limits(keepalive_expiry=2),  # a proxy ends those that wait five; a browser would ask again
        )
        self.journal: dict[tuple, dict] = {}
        self.socket, self.reader, self.connected = None, None, False

    async def open(self, address: str) -> float:
        """Open a page; returns the seconds until its last byte was there."""
        started = time.perf_counter()
        page = await self.http.get(address)
        taken = time.perf_counter() - started
        self.kernel = re.search(r'"?kernelId"?: "([^"]+)', page.text).group(1)
        self.session, self.models, self.sent, self.pending, self.waiting = uuid.uuid4().hex, {}, 0, {}, {}
        self.origin = f"{page.url.scheme}://{page.url.host}:{page.url.port}"
        cookies = "; ".join(
            f"{one.name}={one.value}"
            for one in self.http.cookies.jar
            if one.name.endswith((str(page.url.port), "_xsrf"))
        )
        self.base = str(page.url).partition("/voila/")[0]  # a hub leads to a room by a path of its own
        channels = f"ws{self.base[4:]}/api/kernels/{self.kernel}/channels?session_id={self.session}"
        request = HTTPRequest(
            channels, headers={"Cookie": cookies, "Origin": self.origin}, connect_timeout=PATIENCE_SECONDS
        )
        self.socket = await websocket_connect(
            request, subprotocols=[PROTOCOL], max_message_size=100 * 2**20, compression_options={}
        )
        self.reader = asyncio.create_task(self._read(self.socket))
        self._send(
            "comm_open",
            {"comm_id": uuid.uuid4().hex, "target_name": "jupyter.widget.control", "data": {}},
            {"version": "1.0.0"},
        )
        control = self.last["content"]["comm_id"]
        self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        self.header = await self.model(lambda state: "steps_label" in state)
        self.custom(self.header, {"kind": "stored", "text": self._stored()})
        return taken

    async def leave(self) -> None:
        """Close the page: it ends its kernel."""
        self.reader.cancel()
        self.socket.close()
        token = self.http.cookies.get("_xsrf", domain="127.0.0.1") or next(
            (one.value for one in self.http.cookies.jar if one.name == "_xsrf"), ""
        )
        await self.http.post(f"{self.base}/voila/api/shutdown/{self.kernel}", data={"_xsrf": token})

    async def close(self) -> None:
        if self.reader:
            self.reader.cancel()
            self.socket.close()
        await self.http.aclose()

    # To the kernel

    def _send(self, kind: str, content: dict, metadata: dict | None = None) -> str:
        header = {
            "msg_id": uuid.uuid4().hex,
            "username": "",
            "session": self.session,
            "date": datetime.now(UTC).isoformat(),
            "msg_type": kind,
            "version": "5.3",
        }
        self.last = {"header": header, "content": content}
        parts = [json.dumps(part).encode() for part in (header, {}, metadata or {}, content)]
        self.socket.write_message(serialize_msg_to_ws_v1(parts, "shell"), binary=True)
        return header["msg_id"]

    def custom(self, model: str, content: dict) -> str:
        return self._send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}})

    def update(self, model: str, state: dict) -> None:
        """As ipywidgets: one change of a model under way, of those that wait only the newest."""
        self.models[model].update(state)
        if model in self.pending.values():
            self.waiting[model] = self.waiting.get(model, {}) | state
            return
        self._send_update(model, state)

    def _send_update(self, model: str, state: dict) -> None:
        self.pending[
            self._send("comm_msg", {"comm_id": model, "data": {"method": "update", "state": state, "buffer_paths": []}})
        ] = model
        self.updated(model, self.last["header"]["msg_id"])

    def updated(self, model: str, message: str) -> None:
        """A change was sent."""

    def decide(self, model: str, decisions: dict, place: dict | None = None) -> list[dict]:
        """Write decisions into the journal and tell the kernel, as form.js does."""
        place = place or self.models[model]["place"]
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        events = [
            {"id": uuid.uuid4().hex[:20], "at": at, **place, "name": name, "value": value}
            for name, value in decisions.items()
        ]
        self._record(events)
        self.custom(model, {"kind": "events", "events": events})
        return events

    # From the kernel

    async def model(self, matches) -> str:
        """The id of the first model with such a state; waits until it is there."""
        end = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < end:
            for one, state in list(self.models.items()):
                if matches(state):
                    return one
            await asyncio.sleep(0.02)
        raise TimeoutError("a part of the page has not come")

    async def _read(self, socket) -> None:
        self.connected = True
        while (message := await socket.read_message()) is not None:
            _channel, parts = deserialize_msg_from_ws_v1(message)
            kind, parent = json.loads(parts[0])["msg_type"], json.loads(parts[1]).get("msg_id", "")
            self.arrived(len(message))
            if kind == "status":
                if parent in self.pending and json.loads(parts[3])["execution_state"] == "idle":
                    model = self.pending.pop(parent)
                    if model in self.waiting:
                        self._send_update(model, self.waiting.pop(model))
            elif kind in ("comm_open", "comm_msg"):
                content = json.loads(parts[3])
                self._heard(content["comm_id"], content["data"], parent)
        self.connected = False

    def _heard(self, model: str, data: dict, parent: str) -> None:
        if data.get("method") == "update_states":
            for one, found in data["states"].items():
                self.models[one] = self.models.get(one, {}) | found["state"]
        elif data.get("method") == "custom":
            self._asked(model, data["content"])
        elif "state" in data:
            self.models.setdefault(model, {}).update(data["state"])
            self.shown(model, data["state"], parent)

    def _asked(self, model: str, content: dict) -> None:
        if content["kind"] in ("aside", "forget"):
            self.journal.clear()
        if content["kind"] == "write":
            self._record(content["events"])
        if content["kind"] == "knock":
            self.custom(model, {"kind": "here"})
        if content["kind"] in ("forget", "write"):
            self.custom(model, {"kind": "written"})

    def shown(self, model: str, state: dict, parent: str) -> None:
        """The kernel has changed what is on the page."""

    def arrived(self, size: int) -> None:
        """So many bytes came."""

    # The journal

    def _record(self, events: list[dict]) -> None:
        self.journal |= {(event["exercise"], event["step"], event["name"]): event for event in events}

    def _stored(self) -> str:
        return json.dumps({"version": 1, "events": list(self.journal.values())}) if self.journal else ""


class Participant(Browser):
    """A group that joins, guesses, and then drags a slider of the laboratory."""

    def __init__(self, number: int, room: "Room"):
        super().__init__()
        self.name, self.room, self.slider = f"P{number:02d}", room, SLIDERS[number % len(SLIDERS)]
        self.form, self.bytes = "", 0
        self.moves, self.order = [], {}
        self.unsent, self.released = [], None
        parameter = parameters(find(EXERCISE).setting)[self.slider]
        self.steps = [parameter.at(place) for place in range(parameter.size)]
        self.place, self.direction = self.steps.index(parameter.default), 1

    async def join(self) -> None:
        """Scan the code, fetch what the page consists of, type a name, look, and go on to the exercise."""
        started = time.perf_counter()
        self.room.note("start page", await self.open(self.room.seen_from_afar(self.room.server.join)))
        await self._assets()
        team = await self.model(lambda state: state.get("place") == {"exercise": "start", "step": "team"})
        self.room.note("first control", time.perf_counter() - started)
        self.decide(team, {"name": self.name})

    async def _assets(self) -> None:
        """The files that Chromium fetched for this page, six at a time as a browser does."""
        started, six = time.perf_counter(), asyncio.Semaphore(6)

        async def fetch(path: str) -> None:
            async with six:
                await self.http.get(self.origin + path)

        await asyncio.gather(*map(fetch, self.room.assets))
        self.room.note("all files of the first page", time.perf_counter() - started)

    async def guess(self) -> None:
        """Open the exercise, give the guess and go on without the game; then the laboratory opens."""
        await self.leave()
        self.room.note(
            "exercise page", await self.open(self.room.seen_from_afar(self.room.server.address(LANGUAGE, NOTEBOOK)))
        )
        given = await self.model(lambda state: any(action["key"] == "given" for action in state.get("actions", ())))
        await asyncio.sleep(2)
        started = time.perf_counter()
        self.decide(given, {"guess": "given"})
        self.custom(given, {"kind": "action", "key": "given", "values": self.models[given]["values"]})
        self.custom(self.header, {"kind": "skip", "step": "play", "id": uuid.uuid4().hex[:20]})
        self.form = await self.model(
            lambda state: self.slider in state.get("values", {}) and state.get("place", {}).get("step") == "setting"
        )
        await self.model(lambda state: state.get("revision", 0) > 0)
        self.room.note("guess given to laboratory", time.perf_counter() - started)
        await asyncio.sleep(3)

    # Dragging

    async def play(self, phase: float, end: float, look: int = LOOK_SECONDS) -> None:
        """Drag and look in turn; `phase` in 0..1 is where in the turn this group begins."""
        if self.room.all:
            await asyncio.sleep(phase)
            while time.perf_counter() < end:
                for _move in range(15):
                    await self._move_for(1)
                self.release()
            return
        turn = DRAG_SECONDS + look
        await asyncio.sleep(phase * turn)
        while time.perf_counter() < end:
            for _move in range(DRAG_SECONDS * MOVES_PER_SECOND):
                await self._move_for(1 / MOVES_PER_SECOND)
            self.release()
            await asyncio.sleep(look)

    async def _move_for(self, seconds: float) -> None:
        if not 0 <= self.place + self.direction < len(self.steps):
            self.direction = -self.direction
        self.place += self.direction
        self.unsent.append(time.perf_counter())
        self.update(self.form, {"values": self.models[self.form]["values"] | {self.slider: self.steps[self.place]}})
        self.moved = time.perf_counter()
        await asyncio.sleep(seconds)

    def release(self) -> None:
        value = self.steps[self.place]
        events = self.decide(self.form, {self.slider: value})
        self.released = self.moved
        self.room.decided(self.name, events[0]["id"], self.slider, value)

    def updated(self, model: str, message: str) -> None:
        if model == self.form:
            self.order[message] = len(self.order)
            self.moves += [(self.order[message], moved) for moved in self.unsent]
            self.unsent = []

    def shown(self, model: str, state: dict, parent: str) -> None:
        if "revision" in state and parent in self.order:  # of the pictures, one is in view and drawn at once
            answered = self.order[parent]
            for order, moved in self.moves:
                if order <= answered:
                    self.room.note("answer", time.perf_counter() - moved)
            self.moves = [one for one in self.moves if one[0] > answered]
        if self.released and self.room.exact in str(state.get("value", "")):
            self.room.note("exact years", time.perf_counter() - self.released)
            self.released = None

    def arrived(self, size: int) -> None:
        self.bytes += size


class Facilitator(Browser):
    """The facilitator's page: notes when a decision of a group stands on its board."""

    def __init__(self, room: "Room"):
        super().__init__()
        self.room, self.bytes, self.expected = room, 0, {}

    async def lead(self) -> None:
        """Open the page, choose an agenda, and have the board show everything at once: whoever never guesses would hold it back."""
        await self.open(self.room.server.lead)
        agenda = await self.model(lambda state: "variant" in state.get("values", {}))
        self.update(agenda, {"values": self.models[agenda]["values"] | {"variant": AGENDA}})
        self.decide(agenda, {"variant": AGENDA})
        board = await self.model(lambda state: "opens" in state.get("values", {}))
        self.update(board, {"values": self.models[board]["values"] | {"opens": "now"}})
        self.decide(board, {"opens": "now"})

    def expect(self, name: str, line: str) -> None:
        self.expected[name] = (line, time.perf_counter())

    def shown(self, model: str, state: dict, parent: str) -> None:
        text = state.get("value")
        if not self.expected or not isinstance(text, str) or "<tr>" not in text:
            return
        for row in text.split("<tr>"):
            name = row[: row.find("</th>")].rpartition(">")[2]
            line, sent = self.expected.get(name, ("", 0))
            if line and line in row:
                del self.expected[name]
                self.room.note("on the board", time.perf_counter() - sent)

    def arrived(self, size: int) -> None:
        self.bytes += size


class Room:
    """The room, everybody in it, and what was measured, by the part of the run in which it was."""

    def __init__(self, server: RoomServer, people: int, everybody: bool, mbit: float = 0):
        self.server, self.all, self.part = server, everybody, "before"
        self.line = Line(server.port, mbit, LINE_DELAY_MS) if mbit else None
        self.measured: dict[tuple[str, str], list[float]] = {}
        self.assets: list[str] = []
        self.sent: dict[str, float] = {}
        self.stuck: list[Participant] = []
        count = WORDS.say(find(EXERCISE).laboratory.span, count=BLOCKS * YEARS_PER_BLOCK)
        self.exact = WORDS.say(PLAYED, played=count)
        self.groups = [Participant(number, self) for number in range(people)]
        self.leader = Facilitator(self)

    def seen_from_afar(self, address: str) -> str:
        """An address of the groups at the end of the line that they share, if they share one."""
        return address.replace(f":{self.server.port}/", f":{self.line.port}/") if self.line else address

    def note(self, what: str, seconds: float) -> None:
        self.measured.setdefault((self.part, what), []).append(seconds)

    def decided(self, name: str, event: str, slider: str, value) -> None:
        self.sent[event] = time.perf_counter()
        parameter = parameters(find(EXERCISE).setting)[slider]
        if value != parameter.default:
            after = WORDS.say(CHANGE, label="", before="", after=WORDS.value(parameter, value)).rpartition("→")[2]
            self.leader.expect(name, f"{WORDS.label(parameter)}: {WORDS.value(parameter, parameter.default)} →{after}")

    async def watch_store(self) -> None:
        """Read the store every 50 ms, as an impatient facilitator would."""
        store = Store(self.server.store, create=False)
        room = await asyncio.to_thread(store.open_room)
        seen, signed = 0, 0.0
        try:
            while True:
                if (
                    started := time.perf_counter()
                ) > signed + 1:  # one more than the groups give, to see what one takes
                    await asyncio.to_thread(store.sign, room.id, "0" * 32)
                    signed = time.perf_counter()
                    self.note("sign of life", signed - started)
                for entry in await asyncio.to_thread(store.read, room.id, seen):
                    seen = entry.seq
                    if entry.event.id in self.sent:
                        self.note("in the store", time.perf_counter() - self.sent.pop(entry.event.id))
                await asyncio.sleep(0.05)
        finally:
            store.close()

    async def together(self, what, within: float) -> None:
        """All groups do the same, evenly spread over some seconds."""

        async def one(group: Participant, wait: float) -> None:
            await asyncio.sleep(wait)
            try:
                await what(group)
            except Exception as error:  # the others go on, as in a workshop; it is counted
                self.stuck.append(group)
                kinds = Counter(str(state.get("place") or state.get("_model_name")) for state in group.models.values())
                print(
                    f"{group.name} is stuck ({what.__name__}, kernel {group.kernel}): {error!r}; connected {group.connected}; {dict(kinds)}",
                    flush=True,
                )

        await asyncio.gather(
            *(one(group, within * place / len(self.groups)) for place, group in enumerate(self.groups))
        )
        self.groups = [group for group in self.groups if group not in self.stuck]

    # First page in Chromium

    async def first_pages(self, times: int = OPENINGS) -> None:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            for _time in range(times):
                context = await browser.new_context(locale="de-DE", viewport={"width": 390, "height": 844})
                page = await context.new_page()
                fetched = []
                page.on("response", lambda response, fetched=fetched: fetched.append(response.url))
                page.on("pageerror", lambda error: print(f"a first page says: {error}", flush=True))
                started = time.perf_counter()
                try:
                    await page.goto(self.server.join, timeout=1000 * PATIENCE_SECONDS)
                    await page.locator(".kit-step input[type=text]").first.wait_for(timeout=1000 * PATIENCE_SECONDS)
                except PlaywrightError as error:  # it counts, as slow as it was
                    print(f"a first page did not come: {str(error).splitlines()[0]}", flush=True)
                self.note("first page", time.perf_counter() - started)
                await page.wait_for_timeout(500)
                origin = f"http://127.0.0.1:{self.server.port}"
                self.assets = self.assets or [
                    url.removeprefix(origin)
                    for url in fetched
                    if url.startswith((f"{origin}/voila/", f"{origin}/kit/")) and "/render/" not in url
                ]
                await context.close()
            await browser.close()


class Processors:
    """How many processors each part of the room takes between two looks."""

    def __init__(self, server: RoomServer):
        self.server = server
        self.before, self.at = self._read(), time.perf_counter()

    def _read(self) -> dict[str, dict[int, float]]:
        groups, leader = (psutil.Process(pid) for pid in self.server.children())
        me = psutil.Process()
        parts = {
            "server of the groups": [groups],
            "pages of the groups": groups.children(recursive=True),
            "facilitator": [leader, *leader.children(recursive=True)],
            "this script": [me],
        }
        read = {part: {} for part in parts}
        for part, processes in parts.items():
            for one in processes:
                with suppress(psutil.Error):
                    times = one.cpu_times()
                    read[part][one.pid] = times.user + times.system
        busy = psutil.cpu_times()
        return read | {"all": {0: sum(busy) - busy.idle - busy.iowait}}

    def look(self) -> dict[str, float]:
        """Processors taken since the last look, by part; “others” are Chromium and what else runs here."""
        now, at = self._read(), time.perf_counter()
        taken = {
            part: sum(spent - self.before[part].get(pid, 0) for pid, spent in now[part].items()) / (at - self.at)
            for part in now
        }
        self.before, self.at = now, at
        total = taken.pop("all")
        return taken | {"others": max(0.0, total - sum(taken.values()))}


async def quiet(server: RoomServer, most_seconds: float = 300, others: float = 9) -> float:
    """Wait until all pages are prepared and nothing is done any more, by `others` neither; returns the seconds that took."""
    started, calm, kernels = time.perf_counter(), 0, -1
    processors = Processors(server)
    while calm < 5 and time.perf_counter() - started < most_seconds:
        await asyncio.sleep(2)
        taken, before, kernels = processors.look(), kernels, len(server.kernels())
        calm = (
            calm + 1
            if kernels == before
            and taken["pages of the groups"] + taken["server of the groups"] < 0.4
            and taken["others"] < others
            else 0
        )
    return time.perf_counter() - started


def memory(server: RoomServer) -> dict[str, float]:
    """Megabytes of the kernels of the groups and of their server."""
    rss = pss = 0
    kernels = [psutil.Process(pid) for pid in server.kernels()]
    for one in kernels:
        found = one.memory_full_info()
        rss, pss = rss + found.rss, pss + getattr(found, "pss", found.rss)
    own = psutil.Process(server.children()[0]).memory_full_info()
    return {"kernels": len(kernels), "rss": rss / 2**20, "pss": pss / 2**20, "server": own.rss / 2**20}


async def arrive(server: RoomServer, people: int, mbit: float) -> None:
    """All groups at once over one line; prints when the first and when the last of them has a control."""
    await asyncio.to_thread(server.wait_until_open)
    room = Room(server, people, everybody=False, mbit=mbit)
    try:
        filled = await quiet(server)
        print(f"{len(server.kernels())} pages prepared after {filled:.0f} s", flush=True)
        await room.first_pages(times=1)
        await asyncio.sleep(REFILL_SECONDS)
        await quiet(server)
        room.line.taken()
        room.part, started = "arriving", time.perf_counter()
        await room.together(Participant.join, AT_ONCE_SECONDS)
        everybody = time.perf_counter() - started
        taken = sorted(room.measured[("arriving", "first control")])
        print(
            f"{people} groups share {mbit:g} Mbit/s, {2 * LINE_DELAY_MS} ms; all scan the code within {AT_ONCE_SECONDS} s"
        )
        print(f"first control: quickest {taken[0]:.1f} s, median {share(taken, 50):.1f} s, slowest {taken[-1]:.1f} s")
        print(f"all have one after {everybody:.1f} s (45); stuck: {len(room.stuck)} (0)")
        print(f"over the line: {room.line.taken() / 1e6:.1f} MB, for each {len(room.assets)} files")
    finally:
        for one in [*room.groups, *room.stuck]:
            with suppress(Exception):
                await one.close()
        room.line.close()


async def run(server: RoomServer, people: int, seconds: int, everybody: bool) -> None:
    loads = {"before": os.getloadavg()[0]}
    await asyncio.to_thread(server.wait_until_open)
    room = Room(server, people, everybody)
    await room.leader.lead()
    filled = await quiet(server)
    prepared = len(server.kernels())
    print(f"{prepared} pages prepared after {filled:.0f} s", flush=True)
    watching = asyncio.create_task(room.watch_store())
    try:
        room.part = "idle"
        await room.first_pages()
        await asyncio.sleep(REFILL_SECONDS)
        await quiet(server)
        processors = Processors(server)
        room.part = "arriving"
        await room.together(Participant.join, ARRIVE_SECONDS)
        print("all have joined", flush=True)
        await asyncio.sleep(REFILL_SECONDS)
        await quiet(server)
        await room.together(Participant.guess, ARRIVE_SECONDS)
        print("all have guessed", flush=True)
        await asyncio.sleep(REFILL_SECONDS)
        await quiet(server, others=QUIET_PROCESSORS)
        loads["load"] = os.getloadavg()[0]

        room.part = "load"
        for group in room.groups:
            group.bytes = 0
        processors.look()
        started = time.perf_counter()
        end = started + seconds + OPENINGS * 8 + 15
        playing = [asyncio.create_task(group.play(place / people, end)) for place, group in enumerate(room.groups)]
        await asyncio.sleep(15)  # until everybody has begun
        room.measured = {key: found for key, found in room.measured.items() if key[0] != "load"}
        processors.look()
        received = sum(group.bytes for group in room.groups)
        await asyncio.sleep(seconds)
        taken = processors.look()
        received = (sum(group.bytes for group in room.groups) - received) / seconds
        unanswered = sum(len(group.moves) + len(group.unsent) for group in room.groups)
        held = memory(server)
        room.part = "load and Chromium"
        await room.first_pages()
        taken_with = processors.look()
        for one in playing:
            one.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
        report(room, people, seconds, everybody, loads, taken, taken_with, held, received, unanswered)
    finally:
        watching.cancel()
        for one in [*room.groups, *room.stuck, room.leader]:
            with suppress(Exception):
                await one.close()


def report(room: Room, people, seconds, everybody, loads, taken, taken_with, held, received, unanswered) -> None:
    """One table, the targets beside."""
    what = (
        "everybody drags all the time, 1 move a second"
        if everybody
        else f"{DRAG_SECONDS} s of dragging, {MOVES_PER_SECOND} moves a second, {LOOK_SECONDS} s of looking"
    )
    print(f"\n{people} groups: {what}; {seconds} s measured on {os.cpu_count()} processors")
    print(
        f"load average {loads['before']:.1f} before the room was opened, {loads['load']:.1f} before the groups played\n"
    )
    print(f"{'':52}{'count':>7}{'median':>9}{'p95':>9}{'slowest':>9}   target")

    def row(title: str, part: str, name: str, scale: float = 1000, unit: str = "ms", target: str = "") -> None:
        found = [scale * one for one in room.measured.get((part, name), [])]
        figures = "".join(
            f"{one:>9.{0 if scale == 1000 else 1}f}"
            for one in (share(found, 50), share(found, 95), max(found, default=float("nan")))
        )
        print(f"{f'{title}, {unit}':52}{len(found):>7}{figures}   {target}")

    row("slider moved to its picture", "load", "answer", target="p95 150")
    row("the same while Chromium opens pages too", "load and Chromium", "answer", target="")
    row("let go to exact years", "load", "exact years", 1, "s")
    row("decided to in the store", "load", "in the store", 1, "s")
    lag = share(room.measured.get(("load", "in the store"), []), 95)
    print(
        f"{'  p95 + poll + pause of the facilitator, s':52}{'':7}{'':9}{lag + POLL_SECONDS * 1.1 + PAUSE_SECONDS:>9.1f}{'':9}   2"
    )
    row("decided to on the facilitator’s board", "load", "on the board", 1, "s", "p95 2")
    row("a sign of life into the store", "load", "sign of life", target="p95 50")
    row("join link to name field, quiet room (Chromium)", "idle", "first page", 1, "s", "median 3")
    row("join link to name field, under load (Chromium)", "load and Chromium", "first page", 1, "s", "median 3")
    row(f"start page, all within {ARRIVE_SECONDS} s", "arriving", "start page", 1, "s", "")
    row(f"its {len(room.assets)} files", "arriving", "all files of the first page", 1, "s", "")
    row(f"exercise page, all within {ARRIVE_SECONDS} s", "arriving", "exercise page", 1, "s", "")
    row("guess given to laboratory drawn", "arriving", "guess given to laboratory", 1, "s", "")
    lost = sum(not group.connected for group in room.groups)
    print(f"\ngroups that got stuck: {len(room.stuck)}; connections lost: {lost}")
    print(f"moves not answered when the time was over: {unanswered}; to the groups {received / 1e6:.2f} MB a second")
    print(
        f"memory: {held['kernels']} kernels {held['pss']:.0f} MB PSS ({held['rss']:.0f} MB RSS), their server {held['server']:.0f} MB"
    )
    for title, found in (("processors under load", taken), ("with Chromium", taken_with)):
        print(f"{title}: " + ", ".join(f"{part} {one:.2f}" for part, one in found.items()))


def main(*given: str) -> None:
    asked = {"people": 40, "seconds": 60, "all": 0, "mbit": 0} | {
        name: int(value) for name, value in (one.split("=") for one in given)
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = RoomServer(Path(folder), people=min(asked["people"], MOST_PEOPLE), memory=None)
        try:
            people, seconds, mbit = asked["people"], asked["seconds"], asked["mbit"]
            work = arrive(server, people, mbit) if mbit else run(server, people, seconds, bool(asked["all"]))
            asyncio.run(asyncio.wait_for(work, 1800 + 3 * seconds))
        finally:
            server.log.seek(0)
            said = server.log.read()
            if said:
                print(f"what the room's servers said, the end of it:\n{said[-4000:]}")
            try:
                server.stop()
            except Exception:  # it must not outlive this script
                server.kill()
                raise


if __name__ == "__main__":
    main(*sys.argv[1:])
