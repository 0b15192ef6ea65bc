"""What the hub shows of its own: to a facilitator the list of own rooms, to everybody what is there instead of a room that is not open.

JupyterHub runs these handlers; they speak the language of the browser. Rooms belong to whoever opened them; their servers all
belong to one user of the hub with whom nobody can sign in, so that no link names a person.
"""

import asyncio
import logging
from time import monotonic

from jupyterhub.handlers import BaseHandler
from tornado.web import HTTPError, authenticated

from kit.background import in_background
from kit.errors import KitError, RoomAway, RoomError
from kit.hub.owned import KEEP_DAYS, OwnedRooms, OwnRoom, servers, wish
from kit.messages import Message, _
from kit.opening import language_of
from kit.pages import JOURNAL
from kit.room.place import MY_ROOMS
from kit.room.qr_code import link_of, qr_code
from kit.room.start import LEADER_NOTEBOOK, MOST_PEOPLE
from kit.wording import LANGUAGES, Language

LOG = logging.getLogger("kit")
ROOMS_USER = "rooms"  # of the hub, to whom all servers of rooms belong
MOST_ROOMS = 30  # of one facilitator, open at once
AGAIN_SECONDS = 15.0  # after a server could not be started, until it is tried again
NOT_STARTED: dict[
    str, tuple[float, Message]
] = {}  # when this hub last could not start a server, and what people are told, by its name

TOO_MANY = _("You have {most} rooms open. End one of them first.")
OPENED = _("“{title}” is open. Groups can come in.")
ENDED = _("“{title}” has ended; all that was entered in it is deleted.")
KEPT = _("“{title}” is kept for {days} days after its last use.")
TEXTS = {
    "title": MY_ROOMS,
    "sign_out": _("Sign out"),
    "new": _("Open a new room"),
    "name": _("Name of the room (client and date; only you see it)"),
    "screens": _("Screens that will join"),
    "language": _("Language of your page"),
    "keep": _("Keep it after its last use for"),
    "days": _("{days} days"),
    "open": _("Open the room"),
    "lead": _("To your page"),
    "join": _("Groups join at"),
    "word": _("The room’s word"),
    "code": _("QR code for the projector"),
    "runs": _("open now"),
    "sleeps": _("asleep: it wakes up when somebody comes"),
    "groups": _("Groups in it: {count}"),
    "used": _("Opened on {opened}, last used on {date}; ends by itself on {until}"),
    "change": _("Change"),
    "end": _("End the room"),
    "sure": _(
        "Everything entered in this room is deleted from the hub. Save the report first. Groups keep what is in their browsers."
    ),
    "yes": _("Yes, end it and delete everything"),
    "none": _("You have no room open."),
    "refused": _("Not done: {reason}"),
}
GONE = _("This room has ended, or there never was one at this address. Ask whoever leads the workshop for a new link.")
FULL = _(
    "As many rooms are open as this hub bears. As soon as one goes to sleep or ends, this one opens; this page tries again by itself."
)
TROUBLE = _(
    "The room could not be opened just now. This page tries again by itself; whoever runs this hub finds the reason in its log."
)
STILL = _("This browser still keeps what you entered:")
SAVE = _("Save as file")
WAKES = _("The room is being opened. This page goes on by itself in a few seconds.")
AWAY = _(
    "The database of the rooms cannot be reached just now. This page tries again by itself; what you entered is kept."
)


class Calm(BaseHandler):
    """A page in the language of the browser. `rooms` and `public` come from `configure`."""

    def initialize(self, rooms, public: str):
        self._connected, self.public, self.opened = rooms, public.rstrip("/"), None

    @property
    def rooms(self) -> OwnedRooms:
        """To be asked in another thread: the database may be slow or away."""
        return self._connected()

    @property
    def language(self) -> Language:
        return Language(language_of(self.request.headers.get("Accept-Language", "en")))

    async def show(self, template: str, **said) -> None:
        """Answer with a page."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(await self.render_template(template, code=self.language.code, **said))

    def address(self, server: str) -> str:
        """Where people find a server of the hub."""
        return f"{self.public}{self.base_url}user/{ROOMS_USER}/{server}"

    def wake(self, server: str) -> None:
        """Have a server of a room started, if it is not running."""
        user = self.user_from_username(ROOMS_USER)
        spawner = user.spawners[server]
        if not spawner.active and not spawner.pending and not failed_just_now(server):
            in_background(self._start(user, server))

    async def _start(self, user, server: str) -> None:
        NOT_STARTED.pop(server, None)
        try:
            await self.spawn_single_user(user, server)
        except Exception as error:
            is_full = isinstance(error, HTTPError) and error.status_code == 429
            NOT_STARTED[server] = monotonic(), FULL if is_full else TROUBLE
            LOG.error("the server %s could not be started: %r", server, error)


class MyRooms(Calm):
    """The rooms of whoever has signed in: open, find again, keep, end."""

    @authenticated
    async def get(self):
        await self._list()

    @authenticated
    async def post(self):
        doing = {"open": self._open, "keep": self._keep, "end": self._end}.get(self.get_argument("do", ""))
        if doing is None:
            return await self._list()
        try:
            said = await asyncio.to_thread(doing, self.current_user.name)
        except KitError as error:
            self.set_status(503 if isinstance(error, RoomAway) else 400)
            return await self._list(self.language.say(TEXTS["refused"], reason=self.language.say(error)), failed=True)
        for server in servers(self.opened.id) if self.opened else ():  # ready when the first one comes
            self.wake(server)
        await self._list(said)

    def _open(self, owner: str) -> str:
        asked = wish(
            *(self.get_argument(name, "") for name in ("title", "language", "people", "keep_days")), MOST_PEOPLE
        )
        if len(self.rooms.of(owner)) >= MOST_ROOMS:
            raise RoomError(TOO_MANY, most=MOST_ROOMS)
        self.opened = self.rooms.open(owner, asked)
        return self.language.say(OPENED, title=asked.title)

    def _keep(self, owner: str) -> str:
        days = self.get_argument("keep_days", "")
        room = self._named(owner)
        self.rooms.keep(owner, room.id, int(days) if days.isdecimal() else 0)
        return self.language.say(KEPT, title=room.title, days=days)

    def _end(self, owner: str) -> str:
        room = self._named(owner)
        self.rooms.end(owner, room.id)
        return self.language.say(ENDED, title=room.title)

    def _named(self, owner: str) -> OwnRoom:
        return self.rooms.one_of(owner, self.get_argument("room", ""))

    async def _list(self, said: str = "", failed: bool = False) -> None:
        try:
            own = await asyncio.to_thread(lambda: self.rooms.of(self.current_user.name))
        except RoomAway:
            self.set_status(503)
            return await self.show("pair-selling-wait.html", sentence=self.language.say(AWAY), again=5)
        say, running = self.language.say, self.user_from_username(ROOMS_USER).spawners
        await self.show(
            "pair-selling-rooms.html",
            texts={name: say(text) for name, text in TEXTS.items() if "{" not in text},
            said=said,
            failed=failed,
            typed={name: self.get_argument(name, "") if failed else "" for name in ("title", "people")},
            languages=LANGUAGES,
            days=[(days, say(TEXTS["days"], days=days)) for days in KEEP_DAYS],
            most=MOST_PEOPLE,
            rooms=[self._shown(room, running) for room in own],
        )

    def _shown(self, room: OwnRoom, running) -> dict:
        groups, leader = servers(room.id)
        say, join = self.language.say, link_of(self.address(groups), room.word)
        return {
            "room": room,
            "join": join,
            "code": qr_code(self.address(groups), room.word),
            "lead": f"{self.address(leader)}/voila/render/{room.language}/{LEADER_NOTEBOOK}?token={room.leader_word}",
            "runs": any(name in running and running[name].active for name in servers(room.id)),
            "groups": say(TEXTS["groups"], count=room.groups),
            "used": say(
                TEXTS["used"],
                opened=self.language.moment(room.opened),
                date=self.language.moment(room.used),
                until=self.language.date(room.kept_until.date()),
            ),
        }


class NoServer(Calm):
    """Whoever comes to a room whose server is not running: it is started, or the page says that there is no such room."""

    async def get(self, server: str, _rest: str | None = None):
        try:
            found = await asyncio.to_thread(lambda: self.rooms.served(server))
        except RoomAway:
            self.set_status(503)
            return await self.show("pair-selling-wait.html", sentence=self.language.say(AWAY), again=5)
        if found is None:
            self.set_status(404)
            say, journal = self.language.say, f"{JOURNAL}{self.base_url}user/{ROOMS_USER}/{server}"
            return await self.show(
                "pair-selling-wait.html", sentence=say(GONE), again=0, journal=journal, kept=say(STILL), save=say(SAVE)
            )
        self.wake(server)
        here = self.request.uri.removeprefix(self.hub.base_url.rstrip("/"))
        await self.show(
            "pair-selling-wait.html",
            sentence=self.language.say(failed_just_now(server) or WAKES),
            again=2,
            address=f"{self.public}{self.base_url.rstrip('/')}{here}",
        )


class ToRooms(BaseHandler):
    """Pages of JupyterHub on which people would start servers of their own: there are none here."""

    def get(self, *_more):
        self.redirect(f"{self.hub.base_url}rooms")


def failed_just_now(server: str) -> Message | None:
    """What people are told of a server that could not be started a moment ago; None of any other."""
    at, told = NOT_STARTED.get(server, (-AGAIN_SECONDS, None))
    return told if monotonic() < at + AGAIN_SECONDS else None
