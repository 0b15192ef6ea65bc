"""Serves the pages of a room: Voilà on its own, so that nobody in the room can run code.

Two servers share one store. The participants' one listens to the room and asks for the room's word; the facilitator's
one listens to this computer alone. Each is a process of its own, told by its options and its environment what to serve
(`kit/room/start.py` starts both and keeps them running), and ends when the process that started it is gone.
"""

import argparse
import asyncio
import hashlib
import hmac
import os
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import voila.app
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPHeaders, HTTPServerRequest, url_concat
from tornado.web import HTTPError, authenticated
from traitlets.config import Config
from voila.tornado.handler import TornadoVoilaHandler
from voila.voila_identity_provider import VoilaIdentityProvider

from kit.console import open_console
from kit.opening import kernel_rules, language_of, quiet_logs
from kit.own_jupyter import leave_out_system_settings
from kit.pages import PagesApp, Refused, calm_page
from kit.pasted import seen
from kit.room.entries import ORDER, Entry, controls
from kit.room.kernels import Kernels, Pools, Prepared, TooMany, kernels_of_a_room, most_open, most_pages
from kit.room.link import Link
from kit.room.place import LEADER, Place, here

WORD = "PAIR_SELLING_WORD"  # the variable with the word that lets people in
START = "00_start.ipynb"
UNUSED_SECONDS = 600  # a kernel whose page is gone without farewell ends after this time
FOLLOW_SECONDS = 2  # between two looks at what the facilitator plans
REFILL_SECONDS = 20  # after a page was opened, until another one is prepared: others may be opening theirs just now


class Door(LoginFormHandler):
    """Where people arrive without the link: groups can type the room's word from the projector; the facilitator's stands in the terminal."""

    def _render(self, message=None):
        asked = {
            "form_field": self.xsrf_form_html(),
            "wrong": message is not None,
            "next": self.get_argument("next", self.base_url),
        }
        self.write(calm_page(self.settings, "door.html", leading=self.settings["leading"], **asked))


class Guests(VoilaIdentityProvider):
    """Lets in everybody who knows the room's word, in capitals or not, with or without its hyphens, as a chat hands it over."""

    def process_login_form(self, handler):
        typed = plain(handler.get_argument("password", ""))
        return self.generate_anonymous_user(handler) if hmac.compare_digest(typed, plain(self.token)) else None


def plain(word: str) -> bytes:
    """A word as it is compared: its letters and digits, however another program hands them over."""
    return "".join(letter for letter in seen(word)[0] if letter.isalnum()).encode()


def without_word(request: HTTPServerRequest) -> str:
    """The address of a request without the word that let it in."""
    kept = [(name, value) for name, values in request.query_arguments.items() if name != "token" for value in values]
    return url_concat(request.path, kept)


def is_only_fetched_ahead(headers: HTTPHeaders) -> bool:
    """Whether a browser asks for a page that nobody has opened yet, and perhaps never will."""
    return "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))


class Page(TornadoVoilaHandler):
    """A page with a kernel, for a browser that has come in.

    The word leads to the address without it: it is not to stay on a projector, and a program that only looks at a link
    and keeps no cookie costs no kernel. Reading the token sets the cookie that Voilà asks for when a page that is left
    ends its kernel.
    """

    @authenticated
    async def get(self, path=None):
        if "token" in self.request.query_arguments:
            return self.redirect(without_word(self.request))
        if is_only_fetched_ahead(self.request.headers):
            raise HTTPError(503)
        _ = self.xsrf_token
        try:
            async with self.kernel_manager.opening(self.current_user.username):
                await self._open(path)
        except TooMany as error:
            raise Refused(*((429, "many") if error.of_one else (503, "full"))) from error

    async def _open(self, path):
        pages = self.kernel_manager
        planned = isinstance(pages, Prepared) and path in pages.pools.notebooks
        if planned:
            pages.opened[path] += 1
        await super().get(path)
        if planned:
            pages.adapt()


class ToStart(JupyterHandler):
    """The short address leads to the start page, in the language of the browser."""

    @authenticated
    def get(self):
        language = language_of(self.request.headers.get("Accept-Language", self.settings["room_language"]))
        self.redirect(f"{self.base_url}voila/render/{language}/{START}")


class RoomApp(PagesApp):
    """Pages behind a door, with a short address."""

    def init_settings(self):
        place = here()
        self.tornado_settings = {"room_language": self.language, "leading": place is not None and place.role == LEADER}
        settings = super().init_settings()
        if isinstance(self.kernel_manager, Prepared) and place:
            self._follow(self.kernel_manager, place)
        return settings

    def _follow(self, pages: Prepared, place: Place) -> None:
        """Hear from the facilitator which exercises come next."""

        def hear(news: list[Entry]) -> None:
            if order := controls(news).get(ORDER):
                pages.open_in(order.split(","))

        self.link = Link(place.store, place.room, on_news=hear, seconds=FOLLOW_SECONDS, loop=asyncio.get_event_loop())

    def served(self):
        door = (self.base_url + "login", Door)
        usual = [(path, Page if made is TornadoVoilaHandler else made, *more) for path, made, *more in super().served()]
        return [(self.base_url, ToStart), door, *usual]


def main(arguments: list[str] | None = None) -> None:
    """Serve until ended, or until the process that started this one is gone."""
    parser = argparse.ArgumentParser(prog="python -m kit.room.serve")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ip", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--people", type=int, default=0, help="prepare pages for so many")
    asked = parser.parse_args(arguments)
    open_console()
    word = os.environ.pop(WORD)  # no kernel needs it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    quiet_logs()
    leave_out_system_settings()
    notebooks = tuple(
        f"{asked.language}/{path.name}" for path in sorted((asked.folder / asked.language).glob("*.ipynb"))
    )
    voila.app.voila_kernel_manager_factory = kernels_of_a_room  # Voilà has no setting for it
    free, place = psutil.virtual_memory().available, here()
    settings = Config(
        Voila={
            "identity_provider_class": Guests,
            "cookie_secret": hashlib.sha256(f"cookies of {word}".encode()).digest(),
            "token": word,
        },
        VoilaConfiguration={"multi_kernel_manager_class": Kernels, "preheat_kernel": asked.people > 0},
        VoilaKernelManager={"pools": Pools(asked.people, notebooks, most_pages(free)), "fill_delay": REFILL_SECONDS},
        Kernels={"most_open": most_open(free, asked.people)},
        PagesApp={"names": [urlsplit(place.address if place else "").hostname or "localhost"]},
    )
    RoomApp.language = asked.language
    RoomApp.launch_instance(
        [
            str(asked.folder),
            "--no-browser",
            f"--Voila.ip={asked.ip}",
            f"--Voila.port={asked.port}",
            "--Voila.port_retries=0",
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
