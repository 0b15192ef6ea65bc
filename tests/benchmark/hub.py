"""How a hub with several rooms answers on this computer, and what a click costs more than without a hub. Run by hand:

    python tests/benchmark/hub.py                        # 3 rooms of 15 groups, 60 seconds
    python tests/benchmark/hub.py seconds=90 look=40     # each group drags for 5 seconds and talks for 40, not for 10

Starts JupyterHub, its proxy and PostgreSQL as `.hub/README.md` says, on this computer's loop alone, and ends them. The
groups are those of room.py, which speak the browser's part of the protocol; they take their share of the same processors.
"""

import asyncio
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from kit.hub.owned import LEADING
from tests.benchmark.room import ARRIVE_SECONDS, DRAG_SECONDS, LOOK_SECONDS, MOVES_PER_SECOND, Participant, Room, share
from tests.hub.hub import OPERATOR, Facilitator, Hub, Links
from tests.processes import family
from tests.room.conftest import PostgreSQL, programs

CLICKS = 60  # each way, in turns
LANGUAGE = "de"
SETTLE_SECONDS = 20  # after a burst, until prepared pages are there again
MOST_SECONDS = 60  # for pages to be prepared


class HubRoom:
    """A room of a hub, or the same process asked without the proxy, with what `Room` wants to know of its server."""

    def __init__(self, hub: Hub, links: Links, port: int | None = None):
        self.hub, self.links, self.port = hub, links, port or hub.port
        self.lead, self.join = self._by(links.lead), self._by(links.join)

    def _by(self, address: str) -> str:
        return address.replace(f":{self.hub.port}/", f":{self.port}/")

    def address(self, language: str, notebook: str) -> str:
        return f"{self.join.partition('?')[0]}voila/render/{language}/{notebook}.ipynb"

    def is_open(self) -> bool:
        """Whether both servers of the room answer, and not the hub in their place."""
        doors = [one.partition("?")[0].partition("voila/")[0] + "login" for one in (self.join, self.lead)]
        return all('name="password"' in httpx.get(door).text for door in doors)

    def direct(self) -> "HubRoom":
        """The groups' server of this room without the proxy."""
        (process,) = self.hub.room_processes(self.links.room[:8])
        (port,) = {
            one.laddr.port
            for one in process.net_connections("tcp")
            if one.status == "LISTEN" and one.laddr.ip == "127.0.0.1" and self._serves(one.laddr.port)
        }
        return HubRoom(self.hub, self.links, port)

    def _serves(self, port: int) -> bool:
        with suppress(httpx.HTTPError):
            return (
                httpx.get(
                    self._by(self.links.join).replace(f":{self.port}/", f":{port}/").partition("?")[0] + "login"
                ).status_code
                == 200
            )
        return False


class Clicks(Participant):
    """A group that moves its slider one step and waits until its picture has come."""

    async def click(self) -> float:
        started, before = time.perf_counter(), len(self.room.measured.get((self.room.part, "answer"), []))
        await self._move_for(0)
        while len(self.room.measured.get((self.room.part, "answer"), [])) == before:
            await asyncio.sleep(0.001)
        return 1000 * (time.perf_counter() - started)


def processors(hub: Hub) -> dict[str, float]:
    """Seconds of processor so far: hub, proxy, servers of rooms, and what these started, for facilitators and for groups."""
    rooms = [one for one in hub.processes("kit.hub.serve") if "resource_tracker" not in " ".join(one.cmdline())]
    parts = {
        "hub": [hub.process.pid],
        "proxy": [one.pid for one in hub.proxies()],
        "servers": [one.pid for one in rooms],
    }
    for who, leads in (("facilitators’ pages", True), ("groups’ pages", False)):
        own = [one for one in rooms if one.environ().get("JUPYTERHUB_SERVER_NAME", "").endswith(LEADING) is leads]
        parts[who] = [child.pid for one in own for child in family(one)]
    taken = {}
    for part, numbers in parts.items():
        taken[part] = 0.0
        for number in numbers:
            with suppress(psutil.Error):
                times = psutil.Process(number).cpu_times()
                taken[part] += times.user + times.system
    return taken


async def prepared(hub: Hub) -> int:
    """Wait until no more pages are prepared; returns how many processes the rooms have."""
    before, calm, end = -1, 0, time.perf_counter() + MOST_SECONDS
    while calm < 3 and time.perf_counter() < end:
        await asyncio.sleep(3)
        now = sum(len(family(one)) for one in hub.processes("kit.hub.serve"))
        calm, before = (calm + 1 if now == before and psutil.cpu_percent() < 60 else 0), now
    return before


async def run(hub: Hub, rooms: int, people: int, seconds: int, look: int) -> None:
    operator = Facilitator(hub, OPERATOR)
    operator.sign_up()
    operator.sign_in()
    servers = [HubRoom(hub, operator.open(f"Room {number}", people, LANGUAGE)) for number in range(rooms)]
    for server in servers:
        await asyncio.to_thread(hub.until, server.is_open)
    all_rooms = [Room(server, people, everybody=False) for server in servers]
    try:
        for room in all_rooms:
            await room.leader.lead()
        print(f"{await prepared(hub)} processes of the rooms after preparing", flush=True)

        async def each(what) -> None:
            await asyncio.gather(*(room.together(what, ARRIVE_SECONDS) for room in all_rooms))
            await asyncio.sleep(SETTLE_SECONDS)
            await prepared(hub)

        await each(Participant.join)
        print("all have joined", flush=True)
        await each(Participant.guess)
        print("all have guessed", flush=True)
        for room in all_rooms:
            room.part = "load"
        began, before = time.perf_counter(), processors(hub)
        end = began + seconds + 20
        playing = [
            asyncio.create_task(group.play(place / people, end, look))
            for room in all_rooms
            for place, group in enumerate(room.groups)
        ]
        await asyncio.sleep(seconds)
        taken = {part: (spent - before[part]) / seconds for part, spent in processors(hub).items()}
        await asyncio.sleep(8)  # what was decided last comes to the board
        for one in playing:
            one.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
        print(
            f"\neach group drags a slider for {DRAG_SECONDS} s, {MOVES_PER_SECOND} moves a second, then talks for {look} s"
        )
        report(all_rooms, people, seconds, taken)
        memory = (
            sum(child.memory_full_info().pss for one in hub.processes("kit.hub.serve") for child in [one, *family(one)])
            / 2**20
        )
        print(
            f"memory of all rooms: {memory:.0f} MB, {memory / (rooms * people):.0f} MB for each group with all that waits prepared"
        )
        await overhead(all_rooms[0], servers[0])
    finally:
        for room in all_rooms:
            for one in [*room.groups, *room.stuck, room.leader]:
                with suppress(Exception):
                    await one.close()


def report(rooms: list[Room], people: int, seconds: int, taken: dict[str, float]) -> None:
    """One table, the targets beside."""
    print(f"\n{len(rooms)} rooms of {people} groups, {seconds} s on {os.cpu_count()} processors")
    print(f"{'':44}{'count':>7}{'median':>9}{'p95':>9}{'slowest':>9}   target")
    for title, name, scale, unit, target in (
        ("decided to on the facilitator’s board", "on the board", 1, "s", "p95 2"),
        ("slider moved to its picture", "answer", 1000, "ms", ""),
    ):
        found = [scale * one for room in rooms for one in room.measured.get(("load", name), [])]
        figures = "".join(
            f"{one:>9.2f}" for one in (share(found, 50), share(found, 95), max(found, default=float("nan")))
        )
        print(f"{f'{title}, {unit}':44}{len(found):>7}{figures}   {target}")
    stuck, lost = (
        sum(len(room.stuck) for room in rooms),
        sum(not one.connected for room in rooms for one in room.groups),
    )
    waiting = sum(len(room.leader.expected) for room in rooms)
    print(f"groups that got stuck: {stuck} (0); connections lost: {lost} (0); decisions not on a board: {waiting} (0)")
    print("processors: " + ", ".join(f"{part} {one:.2f}" for part, one in taken.items()))


async def overhead(room: Room, server: HubRoom) -> None:
    """Clicks through the hub's proxy and to the same process directly, in turns."""
    for one in room.groups:
        await one.close()
    await prepared(server.hub)
    ways = {"through the hub": server, "without a hub": await asyncio.to_thread(server.direct)}
    groups, times = {}, {way: [] for way in ways}
    for way, there in ways.items():
        own = Room(there, 0, everybody=False)
        own.part = "load"
        groups[way] = Clicks(90, own)
        await groups[way].join()
        await groups[way].guess()
    try:
        for _click in range(CLICKS):
            for way, group in groups.items():
                times[way].append(await group.click())
                await asyncio.sleep(0.3)
        through, direct = (median(times[way]) for way in ways)
        print(
            f"\na click to its picture, median of {CLICKS} in turns: through the hub {through:.1f} ms, without a hub {direct:.1f} ms"
        )
        print(f"the hub costs {through - direct:.1f} ms (20)")
    finally:
        for one in groups.values():
            with suppress(Exception):
                await one.close()


def main(*given: str) -> None:
    asked = {"rooms": 3, "people": 15, "seconds": 60, "look": LOOK_SECONDS} | {
        name: int(value) for name, value in (one.split("=") for one in given)
    }
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryDirectory(prefix="rooms", ignore_cleanup_errors=True) as outer,
    ):
        Path(outer).chmod(0o755)
        inner = Path(outer) / "postgresql"
        inner.mkdir(mode=0o700)
        database = PostgreSQL(programs(), inner)
        hub = None
        try:
            hub = Hub(Path(folder), database.new_database(), PAIR_SELLING_MOST_ROOMS=str(asked["rooms"]))
            asyncio.run(asyncio.wait_for(run(hub, **asked), 1500))
        finally:
            if hub:
                hub.stop()
            database.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
