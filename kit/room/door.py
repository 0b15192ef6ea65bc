"""The door of a room's pages: who has the word is let in, who tries words is slowed and then locked out for a while.

Whoever is in has a signed cookie, which is never slowed or counted. The cookie of a co-facilitator says by which word they
came (as a hash that only this server can make): when the word is replaced, it lets nobody in any more.
"""

import asyncio
import hashlib
import hmac
import json
import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from tornado.httputil import HTTPServerRequest
from traitlets import Instance, Unicode
from voila.voila_identity_provider import VoilaIdentityProvider

from kit.errors import KitError
from kit.pages import Refused, calm_page
from kit.pasted import seen
from kit.room.knocks import tell
from kit.room.place import LEADER, Place
from kit.room.proxies import FOR
from kit.room.tries import Notice, Tries, is_own

LOG = logging.getLogger("kit")
CO = "co-"  # how the names of co-facilitators begin
FOLLOW_SECONDS = 2  # between two looks at the word for co-facilitators


class Door(LoginFormHandler):
    """Where people arrive without the link: groups can type the room's word from the projector; the facilitator's stands in the terminal."""

    def _render(self, message=None):
        asked = {
            "form_field": self.xsrf_form_html(),
            "wrong": message is not None,
            "next": self.get_argument("next", self.base_url),
        }
        self.write(calm_page(self.settings, "door.html", leading=self.settings["leading"], **asked))

    @allow_unauthenticated
    async def post(self):
        """A word was typed; who is in already is asked for none."""
        guests = self.identity_provider
        user = self.current_user or await guests.by_word(self, self.get_argument("password", ""))
        if user is None:
            self.set_status(401)
            return self._render(message="wrong")
        guests.set_login_cookie(self, user)
        self._redirect_safe(self.get_argument("next", default=self.base_url))


class Guests(VoilaIdentityProvider):
    """Lets in everybody who knows the room's word, in capitals or not, with or without its hyphens, as a chat hands it over."""

    tries = Instance(Tries, (), help="The wrong words that were tried.")
    co_word = Unicode(help="A second word that lets in; none if empty.")

    async def get_user_token(self, handler):
        """Who comes by a word in the address or in a header; None for whoever is in already and gives a wrong one."""
        word = self.get_token(handler)
        if word and (known := self.get_user_cookie(handler)):
            return known if any(self._fits(plain(word))) else None  # only a right word does without a form's secret
        return await self.by_word(handler, word) if word else None

    async def by_word(self, handler, word: str):
        """Who comes by a word; None for a wrong one. Raises `Refused` where the door is locked.

        A wrong word counts before the answer waits, so that many tries at once are as many tries.
        """
        typed, caller = plain(word), outside(handler.request)
        if caller and (seconds := self.tries.locked(caller)):
            raise Refused(429, "locked", minutes=math.ceil(seconds / 60))
        is_first, is_co = self._fits(typed)
        if caller and typed:
            (self.tries.right(caller) if is_first or is_co else self.tries.wrong(caller, typed))
            await asyncio.sleep(self.tries.delay(caller))
        if not (is_first or is_co):
            return None
        user = self.generate_anonymous_user(handler)
        return user if is_first else replace(user, username=CO + user.username)

    def get_handlers(self):
        """None of Jupyter's own doors, which would count nothing."""
        return []

    def process_login_form(self, handler):
        """Nobody: words are judged by `by_word` alone."""
        return None

    def _fits(self, typed: bytes) -> tuple[bool, bool]:
        """Whether this is the first word, and whether it is the one for co-facilitators."""
        first, co = (hmac.compare_digest(typed, plain(word)) for word in (self.token, self.co_word))
        return first, co and bool(self.co_word)

    def user_to_cookie(self, user):
        by = {"by": self._by_co_word()} if user.username.startswith(CO) else {}
        return json.dumps(json.loads(super().user_to_cookie(user)) | by)

    def user_from_cookie(self, cookie_value):
        user, by = super().user_from_cookie(cookie_value), json.loads(cookie_value).get("by", "")
        return None if user.username.startswith(CO) and (not self.co_word or by != self._by_co_word()) else user

    def _by_co_word(self) -> str:
        return hashlib.sha256(f"came by {self.co_word} and {self.token}".encode()).hexdigest()


def plain(word: str) -> bytes:
    """A word as it is compared: its letters and digits, however another program hands them over."""
    return "".join(letter for letter in seen(word)[0] if letter.isalnum()).encode()


def outside(request: HTTPServerRequest) -> str:
    """The address from which a request comes; "" for this computer itself, whose words are never counted.

    A tunnel on this computer comes from it too, and says so: whoever uses one is somewhere else.
    """
    address = request.remote_ip or ""
    return "" if is_own(address) and FOR not in request.headers else address


def log_without_words(handler) -> None:
    """What goes wrong is logged by its path: the rest of an address may hold a word."""
    if handler.get_status() >= 500:
        LOG.error("%d %s %s", handler.get_status(), handler.request.method, handler.request.path)


class Watch:
    """A thread that visits the store: tells what happens at the door, and follows the word for co-facilitators.

    `on_co_word` hears each new word in `loop`. While the store is away the last word holds, and what is to be told waits.
    """

    def __init__(self, place: Place, tries: Tries, loop: asyncio.AbstractEventLoop, on_co_word: Callable[[str], None]):
        self._place, self._tries, self._loop, self._on_co_word = place, tries, loop, on_co_word
        self._store, self._word, self._told = None, "", ""
        self._follows = place.role == LEADER and bool(place.leads)
        if self._follows:
            self._calmly(self._follow)  # known before anybody comes
        threading.Thread(target=self._run, name="door", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(FOLLOW_SECONDS)
            self._calmly(self._visit)

    def _calmly(self, visit: Callable[[], None]) -> None:
        try:
            visit()
        except (KitError, TimeoutError):
            self._part()  # the store is away, or the server is busy; the pages say so
        except Exception as error:
            LOG.warning("The door could not ask the store: %r", error)
            self._part()

    def _visit(self) -> None:
        notice = asyncio.run_coroutine_threadsafe(self._notice(), self._loop).result(FOLLOW_SECONDS)
        if self._follows:
            self._follow()
        if notice or self._told:
            self._tell(notice)

    def _follow(self) -> None:
        store = self._opened()
        word = store.doors(store.current(self._place.room)).co_word
        if word != self._word:
            self._word = word
            self._loop.call_soon_threadsafe(self._on_co_word, word)

    def _tell(self, notice: Notice | None) -> None:
        store = self._opened()
        room = store.current(self._place.room)
        if self._told and (not notice or self._told != room):
            tell(store, self._told, self._place.role, None)
            self._told = ""
        if notice:
            tell(store, room, self._place.role, notice)
            self._told = room

    def _opened(self):
        from kit.room.store import Store  # slow to import

        self._store = self._store or Store(self._place.store, create=False, connections=1)
        return self._store

    def _part(self) -> None:
        store, self._store = self._store, None
        if store:
            store.close()

    async def _notice(self) -> Notice | None:
        return self._tries.notice()
