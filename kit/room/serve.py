"""Serves the pages of a room: Voilà on its own, so that nobody in the room can run code.

Two servers share one store. The participants' one listens to the room and asks for the room's word; the facilitator's
one listens to this computer alone. Each is a process of its own, told by its options and its environment what to serve
(`kit/room/start.py` starts both and keeps them running), and ends when the process that started it is gone.
"""

import argparse
import asyncio
import hashlib
import os
import sys
import threading
import time
from pathlib import Path

import voila.app
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPHeaders, HTTPServerRequest, url_concat
from tornado.web import HTTPError, authenticated
from traitlets.config import Config

from kit.background import in_background
from kit.console import open_console
from kit.early import Early
from kit.memory import free_memory
from kit.opening import kernel_rules, language_of, quiet_logs
from kit.own_jupyter import leave_out_system_settings
from kit.pages import Refused
from kit.room import listening
from kit.room.door import CO, Door, Guests, Watch, log_without_words
from kit.room.entrance import host_of
from kit.room.entries import ORDER, Entry, controls
from kit.room.kernels import (
    PAUSE_SECONDS,
    Kernels,
    Opening,
    Pools,
    Prepared,
    TooMany,
    kernels_of_a_room,
    most_open,
    most_pages,
)
from kit.room.link import Link
from kit.room.place import LEADER, Place, here
from kit.room.shared_store import share
from kit.room.start import LEADER_NOTEBOOK

WORD = "PAIR_SELLING_WORD"  # the variable with the word that lets people in
START = "00_start.ipynb"
UNUSED_SECONDS = 600  # a kernel whose page is gone without farewell ends after this time
FOLLOW_SECONDS = 2  # between two looks at what the facilitator plans
OPENING_SECONDS = 30  # until a page that nobody has connected to is open
REFILL_SECONDS = 20  # after a page was opened, until another one is prepared: others may be opening theirs just now


def without_word(request: HTTPServerRequest) -> str:
    """The address of a request without the word that let it in."""
    kept = [(name, value) for name, values in request.query_arguments.items() if name != "token" for value in values]
    return url_concat(request.path, kept)


def is_only_fetched_ahead(headers: HTTPHeaders) -> bool:
    """Whether a browser asks for a page that nobody has opened yet, and perhaps never will."""
    return "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))


class Page(Early):
    """A page with a kernel, for a browser that has come in.

    The word leads to the address without it: it is not to stay on a projector, and a program that only looks at a link
    and keeps no cookie costs no kernel.
    """

    @authenticated
    async def get(self, path=None):
        if "token" in self.request.query_arguments:
            return self.redirect(without_word(self.request))
        if is_only_fetched_ahead(self.request.headers):
            raise HTTPError(503)
        try:
            async with self.kernel_manager.opening(self.current_user.username):
                await self._open(path)
        except TooMany as error:
            raise Refused(*((429, "many") if error.of_one else (503, "full"))) from error

    async def _open(self, path):
        pages = self.settings["kernel_manager"]
        planned = isinstance(pages, Prepared) and path in pages.pools.notebooks
        if planned:
            pages.opened[path] += 1
        await super().get(path)
        if planned:
            pages.adapt()


class ToStart(JupyterHandler):
    """The short address leads to the start page, or to the facilitator's, in the language of the browser."""

    @authenticated
    def get(self):
        language = language_of(self.request.headers.get("Accept-Language", self.settings["room_language"]))
        page = LEADER_NOTEBOOK if self.settings["leading"] else START
        self.redirect(f"{self.base_url}voila/render/{language}/{page}")


class RoomApp(listening.Listening):
    """Pages behind a door, with a short address."""

    def init_settings(self):
        place = here()
        self.tornado_settings = {
            "room_language": self.language,
            "leading": place is not None and place.role == LEADER,
            "log_function": log_without_words,
        }
        settings = super().init_settings()
        if place:
            self.watch = Watch(place, self.identity_provider.tries, asyncio.get_event_loop(), self._co_word)
        if isinstance(self.kernel_manager, Prepared) and place:
            self._follow(self.kernel_manager, place)
        return settings

    def _follow(self, pages: Prepared, place: Place) -> None:
        """Hear from the facilitator which exercises come next."""

        def hear(news: list[Entry]) -> None:
            if order := controls(news).get(ORDER):
                pages.open_in(order.split(","))

        self.link = Link(place.store, place.room, on_news=hear, seconds=FOLLOW_SECONDS, loop=asyncio.get_event_loop())

    def _co_word(self, word: str) -> None:
        """Another word lets co-facilitators in from now on: whoever came by the one before is out, with their pages."""
        self.identity_provider.co_word = word
        for page in self.kernel_manager.openings:
            if page.visitor.startswith(CO):
                in_background(self._close(page))

    async def _close(self, page: Opening) -> None:
        """End a page, but not while it is being opened: its browser would wait for the rest of it."""
        pages, end = self.kernel_manager, time.monotonic() + OPENING_SECONDS
        while page.kernel not in pages.visited and time.monotonic() < end:
            await asyncio.sleep(1)
        if page.kernel in pages:
            await pages.shutdown_kernel(page.kernel, now=True)

    def served(self):
        door = (self.base_url + "login", Door)
        usual = [(path, Page if made is Early else made, *more) for path, made, *more in super().served()]
        short = self.base_url.rstrip("/")  # as people type it
        return [*((address, ToStart) for address in (self.base_url, short) if address), door, *usual]


def main() -> None:
    """Serve until ended, or until the process that started this one is gone."""
    asked = options()
    open_console()
    word = os.environ.pop(WORD)  # no kernel needs it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(asked, word)


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """What is served, by the command line or by these arguments."""
    parser = argparse.ArgumentParser(prog="python -m kit.room.serve")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ip", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--people", type=int, default=0, help="prepare pages for so many")
    parser.add_argument(
        "--memory", type=int, default=0, help="bytes of memory to reckon with; what is free if left out"
    )
    parser.add_argument("--sharing", type=int, default=1, help="rooms that share the processors")
    listening.add_options(parser)
    return parser.parse_args(arguments)


def serve(asked: argparse.Namespace, word: str) -> None:
    """Serve the pages of the room in which this process is (`here`) to whoever knows the word, until ended."""
    quiet_logs()
    leave_out_system_settings()
    notebooks = tuple(
        f"{asked.language}/{path.name}" for path in sorted((asked.folder / asked.language).glob("*.ipynb"))
    )
    voila.app.voila_kernel_manager_factory = kernels_of_a_room  # Voilà has no setting for it
    free, place = asked.memory or free_memory(), here()
    if place:
        share(place.store)
    settings = Config(
        Voila={
            "identity_provider_class": Guests,
            "cookie_secret": hashlib.sha256(f"cookies of {word}".encode()).digest(),
            "token": word,
        },
        VoilaConfiguration={"multi_kernel_manager_class": Kernels, "preheat_kernel": asked.people > 0},
        VoilaKernelManager={
            "pools": Pools(asked.people, notebooks, most_pages(free)),
            "fill_delay": REFILL_SECONDS,
            "pause": PAUSE_SECONDS * asked.sharing,
        },
        Kernels={"most_open": most_open(free, asked.people), "yielding": asked.people > 0},
        PagesApp={
            "names": [host_of(place.address) or "localhost", host_of(place.leads) or "localhost"] if place else []
        },
    )
    RoomApp.language, RoomApp.ways = asked.language, listening.ways(asked)
    RoomApp.launch_instance(
        [
            str(asked.folder),
            "--no-browser",
            f"--Voila.ip={asked.ip}",
            f"--Voila.port={asked.port}",
            f"--Voila.base_url={asked.base_url}",
            "--Application.log_level=ERROR",
            *kernel_rules(UNUSED_SECONDS),
        ],
        config=settings,
    )


def _end_with_parent() -> None:
    """The standard input closes when the process that started this one ends, however it ends."""
    sys.stdin.read()
    os._exit(0)  # kernels end by themselves when their server is gone


if __name__ == "__main__":
    main()
