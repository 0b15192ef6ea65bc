"""Whose rooms there are in the store of a hub, how long each is kept, and which server of the hub shows which room.

A room has two servers: one for its groups, one for whoever leads it. Their names begin with that of the room.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Integer, MetaData, Table, Text, func, select, update

from kit.errors import RoomError
from kit.messages import _
from kit.room.co_facilitator import first_word
from kit.room.database import Database
from kit.room.entries import SHORT
from kit.room.place import LEADER, PARTICIPANT
from kit.room.store import Room, Store
from kit.room.tables import ENTRIES, GROUPS, LEADS, ROOMS, SIGNS
from kit.wording import LANGUAGES

OWNED = MetaData()
OWNERS = Table(
    "owners",
    OWNED,
    Column("room", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("owner", "title", "language")),
    *(Column(name, Integer, nullable=False) for name in ("people", "keep_days")),
)
LEADING = "-lead"  # ends the name of the server for whoever leads
KEEP_DAYS = (7, 30, 90, 365)  # that one may choose: so long after its last use a room is kept
MOST_TITLE = 80  # characters

NOT_YOURS = _("There is no such room of yours; perhaps it has ended already.")
NO_TITLE = _("A room needs a name of 1 to {most} characters, such as the client and the date.")
NO_NUMBER = _("“Screens” is a whole number from 1 to {most}.")
NO_LANGUAGE = _("The language of a room is “de” or “en”.")
NO_DAYS = _("A room is kept for 7, 30, 90 or 365 days after its last use.")


@dataclass(frozen=True)
class Wish:
    """What a facilitator asks for: the name and language of a room, screens expected, days to keep it after its last use."""

    title: str
    language: str
    people: int
    keep_days: int


@dataclass(frozen=True, kw_only=True)
class OwnRoom(Wish):
    """A room of somebody: `word` lets groups in, `leader_word` whoever leads; `used` is when last something happened (ISO time)."""

    id: str
    word: str
    leader_word: str
    opened: str
    used: str
    groups: int

    @property
    def kept_until(self) -> datetime:
        """When it ends by itself, if nothing happens in it before."""
        return datetime.fromisoformat(self.used) + timedelta(days=self.keep_days)


def servers(room_id: str) -> tuple[str, str]:
    """The names of the two servers of a room: for its groups, for whoever leads it.

    >>> servers("0123456789abcdef")
    ('01234567', '01234567-lead')
    """
    return room_id[:SHORT], room_id[:SHORT] + LEADING


class OwnedRooms:
    """The rooms of a hub. Every method raises `RoomAway` while the store cannot be reached. To be closed after use."""

    def __init__(self, url: str):
        self.store = Store(url)
        self._database = Database(url, OWNED)

    def close(self) -> None:
        """Close all connections."""
        self.store.close()
        self._database.close()

    def open(self, owner: str, wish: Wish) -> Room:
        """A new room of somebody."""
        room = self.store.open_room(new=True)
        self.store.leader_word(room.id)
        first_word(self.store, room.id)
        self._take(owner, room.id, wish)
        return room

    def of(self, owner: str) -> list[OwnRoom]:
        """The open rooms of somebody, the newest first; also those that took the place of one of them."""
        for before in self._rooms(OWNERS.c.owner == owner, LEADS.c.next.is_not(None)):
            self._adopt(owner, before)
        return self._rooms(OWNERS.c.owner == owner)

    def one_of(self, owner: str, room_id: str) -> OwnRoom:
        """One open room of somebody; raises `RoomError` for any other."""
        found = self._rooms(OWNERS.c.owner == owner, ROOMS.c.id == room_id)
        if not found:
            raise RoomError(NOT_YOURS)
        return found[0]

    def served(self, server: str) -> tuple[OwnRoom, str] | None:
        """The open room that a server of the hub shows, and to whom (`LEADER` or `PARTICIPANT`); None if there is none any more.

        It is the room that the server is called after, or the one that has taken its place.
        """
        name = server.removesuffix(LEADING)
        if len(name) != SHORT or not name.isalnum():
            return None
        with self._database.reading() as connection:
            ids = connection.scalars(select(OWNERS.c.room).where(OWNERS.c.room.startswith(name, autoescape=True))).all()
        if len(ids) != 1:
            return None
        (before,) = self._rooms(OWNERS.c.room == ids[0], ended=True)
        current = self.store.current(before.id)
        if current != before.id:
            self._adopt(self._owner(before.id), before)
        found = self._rooms(ROOMS.c.id == current)
        return (found[0], LEADER if server.endswith(LEADING) else PARTICIPANT) if found else None

    def end(self, owner: str, room_id: str) -> None:
        """End a room of somebody and delete what is in it; raises `RoomError` for any other."""
        if not self.store.end(self.one_of(owner, room_id).id):  # somebody else was faster
            raise RoomError(NOT_YOURS)

    def keep(self, owner: str, room_id: str, days: int) -> None:
        """Keep a room of somebody for so many days after its last use."""
        if days not in KEEP_DAYS:
            raise RoomError(NO_DAYS)
        self.one_of(owner, room_id)
        with self._database.writing() as connection:
            connection.execute(update(OWNERS).where(OWNERS.c.room == room_id).values(keep_days=days))

    def end_overdue(self, now: datetime | None = None) -> list[OwnRoom]:
        """End the rooms that nobody has used for as long as their owners wanted them kept; returns them."""
        now = now or datetime.now(UTC)
        overdue = [one for one in self._rooms() if one.kept_until < now]
        for one in overdue:
            self.store.end(one.id)
        return overdue

    def _owner(self, room_id: str) -> str:
        with self._database.reading() as connection:
            return connection.scalar(select(OWNERS.c.owner).where(OWNERS.c.room == room_id))

    def _take(self, owner: str, room_id: str, wish: Wish) -> None:
        row = {"room": room_id, "owner": owner} | {one.name: getattr(wish, one.name) for one in fields(Wish)}
        with self._database.writing() as connection:
            self._database.insert_new(connection, OWNERS, [row])

    def _adopt(self, owner: str, before: OwnRoom) -> None:
        """The room that has taken the place of one of somebody is theirs, too."""
        self._take(owner, self.store.current(before.id), before)

    def _rooms(self, *conditions, ended: bool = False) -> list[OwnRoom]:
        with self._database.reading() as connection:
            rows = (
                connection.execute(KNOWN.where(*conditions, *(() if ended else (ROOMS.c.ended.is_(None),))))
                .mappings()
                .all()
            )
        return [_own_room(**row) for row in rows]


def _last(table: Table, column: str):
    return select(func.max(table.c[column])).where(table.c.room == ROOMS.c.id).scalar_subquery()


KNOWN = (
    select(
        *(ROOMS.c[name] for name in ("id", "token", "opened")),
        *(OWNERS.c[name] for name in ("title", "language", "people", "keep_days")),
        LEADS.c.word.label("leader_word"),
        GROUPS.scalar_subquery().label("groups"),
        _last(ENTRIES, "arrived").label("entered"),
        _last(SIGNS, "at").label("signed"),
    )
    .join(OWNERS, OWNERS.c.room == ROOMS.c.id)
    .join(LEADS, LEADS.c.room == ROOMS.c.id)
    .order_by(ROOMS.c.opened.desc())
)


def _own_room(token: str | None, opened: str, entered: str | None, signed: str | None, **more) -> OwnRoom:
    return OwnRoom(word=token or "", opened=opened, used=max(opened, entered or "", signed or ""), **more)


def wish(title: str, language: str, people: str, keep_days: str, most: int) -> Wish:
    """What somebody typed; raises `RoomError` with what would be right."""
    title = " ".join(title.split())
    if not 1 <= len(title) <= MOST_TITLE:
        raise RoomError(NO_TITLE, most=MOST_TITLE)
    if not (people.isascii() and people.isdecimal() and 1 <= int(people[:6]) <= most):
        raise RoomError(NO_NUMBER, most=most)
    if language not in LANGUAGES:
        raise RoomError(NO_LANGUAGE)
    if keep_days not in map(str, KEEP_DAYS):
        raise RoomError(NO_DAYS)
    return Wish(title, language, int(people), int(keep_days))
