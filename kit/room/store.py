"""The store of rooms: what the kernels of a workshop write into one database, and read from it by number.

Entries are only ever added. Whoever has read up to a number (`seq`) has missed nothing below it, and an event counts once
however often it is sent. Ending a room deletes what is in it. The store knows nothing of pages, loops or exercises.
"""

import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, inspect, or_, select, update

from kit.errors import JournalError, RoomAway, RoomError
from kit.journal import LONGEST_TEXT, Event, read_event
from kit.messages import _
from kit.room.database import FEW, UNREACHABLE, Database
from kit.room.entries import FACILITATOR, ROOM, SHARED, Entry, Knock, Said, Sign, is_key
from kit.room.tables import CO_WORDS, ENTRIES, GROUPS, IS_NAME, KNOCKS, LEADS, OPEN_ROOMS, ROOMS, SEATS, SIGNS, TABLES
from kit.room.tries import Notice

MOST_ENTRIES = 5_000  # of one group in one room
LONGEST_ID = 200  # characters in the id of an event: the index of PostgreSQL takes no long texts
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 5 bits each, none that looks like another

UNKNOWN_ROOM = _("The store “{place}” knows no such room. Open the room again, or use the store that it was opened in.")
ENDED = _("The room has ended; it takes nothing any more.")
IN_USE = _(
    "The room has ended, but others are reading the file “{place}”, so that traces may be left in it. Close their pages and end the room again."
)
FOREIGN_AUTHOR = _("“{author}” is not the key of a group: that would be 32 characters from 0 to 9 and a to f.")
TOO_MANY = _(
    "A group can enter {most} decisions in a room; this one has used them up, and the room takes no more of it."
)
UNREADABLE = _("Decision {number} is damaged or longer than {most} characters; the room does not take it.")


@dataclass(frozen=True)
class Room:
    """A room that is open: its id, the word that lets groups in (`token`, 65 bits), and when it was opened (ISO time)."""

    id: str
    token: str
    opened: str


@dataclass(frozen=True)
class Known:
    """A room of the store, open or ended: how many groups are in it, when it was opened and when it ended (ISO times; "" if not)."""

    id: str
    opened: str
    ended: str
    groups: int


class Store:
    """The rooms of a database. Every method raises `RoomAway` while it cannot be reached. To be closed after use.

    A store that is not to `create` anything finds its file and its tables there, or cannot be reached.
    """

    def __init__(self, url: str, create: bool = True, connections: int = FEW):
        self.url = url
        self._database = Database(url, TABLES if create else None, connections)
        self.place = self._database.place

    @property
    def exists(self) -> bool:
        """Whether a file is there; of a database on a server nobody knows before it is asked."""
        return self._database.file is None or self._database.file.exists()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def writing(self):
        """A transaction, for what has rules of its own in the same database (seats.py)."""
        return self._database.writing()

    def reading(self):
        """A connection for single queries, for the same."""
        return self._database.reading()

    def put(self, connection: Connection, table: Table, row: dict) -> None:
        """A row in the place of the one with the same key, for the same."""
        self._database.put(connection, table, row)

    # Rooms

    def open_room(self, new: bool = False) -> Room:
        """The newest room that has not ended; a new one if there is none, or if one is asked for."""
        with self._database.writing() as connection:
            row = None if new else connection.execute(OPEN_ROOMS).first()
            return Room(*row) if row else _new_room(connection)

    def room(self, room_id: str) -> Room | None:
        """A room that is open; None if it has ended or never was."""
        with self._database.reading() as connection:
            row = connection.execute(OPEN_ROOMS.where(ROOMS.c.id == room_id)).first()
        return Room(*row) if row else None

    def rooms(self) -> list[Known]:
        """All rooms that ever were in this store, the newest first."""
        query = select(ROOMS.c.id, ROOMS.c.opened, func.coalesce(ROOMS.c.ended, ""), GROUPS.scalar_subquery())
        with self._database.reading() as connection:
            return [Known(*row) for row in connection.execute(query.order_by(ROOMS.c.opened.desc()))]

    def leader_word(self, room_id: str) -> str:
        """The word that opens the facilitator's page of a room, made at the first call and the same ever after."""
        with self._database.writing() as connection:
            return self._leader_word(connection, room_id)

    def open_next(self, room_id: str) -> Room:
        """The room that takes the place of this one, with the same words for the facilitators; asked again, it is the same room."""
        with self._database.writing() as connection:
            last = _current(connection, room_id)
            row = connection.execute(OPEN_ROOMS.where(ROOMS.c.id == last)).first() if last != room_id else None
            if row:
                return Room(*row)
            room, word = _new_room(connection), self._leader_word(connection, last)
            connection.execute(insert(LEADS).values(room=room.id, word=word))
            connection.execute(update(LEADS).where(LEADS.c.room == last).values(next=room.id))
            if co_word := connection.scalar(select(CO_WORDS.c.word).where(CO_WORDS.c.room == last)):
                connection.execute(insert(CO_WORDS).values(room=room.id, word=co_word))
        return room

    def go_on(self, room_id: str) -> Room | None:
        """The room itself goes on, whatever took its place before; None if it has ended or never was."""
        with self._database.writing() as connection:
            connection.execute(update(LEADS).where(LEADS.c.room == room_id).values(next=None))
        return self.room(room_id)

    def current(self, room_id: str) -> str:
        """The id of the room that has taken the place of this one in the end; its own if none has."""
        with self._database.reading() as connection:
            return _current(connection, room_id)

    def ended(self, room_id: str) -> bool:
        """Whether a room has ended; raises `RoomAway` for one that never was."""
        with self._database.reading() as connection:
            return self._ended(connection, select(ROOMS.c.ended).where(ROOMS.c.id == room_id))

    def standing(self, room_id: str) -> tuple[bool, int]:
        """Whether a room has ended, and its highest number: `ended` and `latest` in one question."""
        highest = select(func.max(ENTRIES.c.seq)).where(ENTRIES.c.room == room_id).scalar_subquery()
        with self._database.reading() as connection:
            row = self._known(connection, select(ROOMS.c.ended, highest).where(ROOMS.c.id == room_id))
        return row[0] is not None, row[1] or 0

    def end(self, room_id: str) -> bool:
        """Delete all that was entered in a room, which stays ended for ever; may be repeated. Says whether it was open until now.

        Raises `RoomAway` where a file still holds traces because somebody is reading it.
        """
        with self._database.writing() as connection:
            is_open = (ROOMS.c.id == room_id) & ROOMS.c.ended.is_(None)
            was_open = connection.execute(update(ROOMS).where(is_open).values(ended=_now(), token=None)).rowcount
            connection.execute(delete(ENTRIES).where(ENTRIES.c.room == room_id))
            for table in (SIGNS, SEATS, KNOCKS):
                if inspect(connection).has_table(
                    table.name
                ):  # not in a store that was last opened by an earlier version
                    connection.execute(delete(table).where(table.c.room == room_id))
        if not self._database.forget():
            raise RoomAway(IN_USE, place=self._database.place)
        return bool(was_open)

    def _leader_word(self, connection: Connection, room_id: str) -> str:
        self._database.insert_new(connection, LEADS, [{"room": room_id, "word": secrets.token_hex(16)}])
        return connection.scalar(select(LEADS.c.word).where(LEADS.c.room == room_id))

    def _ended(self, connection: Connection, query: Select) -> bool:
        return self._known(connection, query).ended is not None

    def _known(self, connection: Connection, query: Select) -> Row:
        row = connection.execute(query).first()
        if row is None:
            raise RoomAway(UNKNOWN_ROOM, place=self._database.place)
        return row

    def touch(self, room_id: str) -> None:
        """Write something that changes nothing; raises `RoomAway` where nothing can be stored.

        On a full disk such a little may still fit into the log of a file, so its space is looked at too.
        """
        if not self._database.has_space:
            raise RoomAway(UNREACHABLE, place=self._database.place)
        with self._database.writing() as connection:
            connection.execute(update(ROOMS).where(ROOMS.c.id == room_id).values(opened=ROOMS.c.opened))

    # Entries

    def add_group(self, room_id: str, key: str, events: Sequence[Event]) -> int:
        """As `add`, for a group, which writes under its own key only."""
        if not is_key(key):
            raise RoomError(FOREIGN_AUTHOR, author=key[:40])
        return self.add(room_id, key, events)

    def add(self, room_id: str, author: str, events: Sequence[Event]) -> int:
        """Store what is new among the events, all or nothing; returns how many were new.

        NUL and halves of surrogate pairs, which no database or browser takes, become U+FFFD. Raises `RoomError` for a room
        that has ended, an author who is nobody, a group with more than `MOST_ENTRIES`, an event that could not be read.
        """
        if author not in (FACILITATOR, ROOM) and not is_key(author):
            raise RoomError(FOREIGN_AUTHOR, author=author[:40])
        known = {"room": room_id, "author": author, "arrived": _now()}
        rows = [_row(event, number) | known for number, event in enumerate(events, start=1)]
        if not rows:
            return 0
        with self._database.writing() as connection:
            # PostgreSQL locks the row, so that one writes into a room after the other and numbers become visible in order;
            # SQLite passes over the lock, there only one writes at a time anyway.
            if self._ended(connection, select(ROOMS.c.ended).where(ROOMS.c.id == room_id).with_for_update()):
                raise RoomError(ENDED)
            added = self._database.insert_new(connection, ENTRIES, rows)
            mine = select(func.count()).where(ENTRIES.c.room == room_id, ENTRIES.c.author == author)
            if added and is_key(author) and connection.scalar(mine) > MOST_ENTRIES:
                raise RoomError(TOO_MANY, most=MOST_ENTRIES)
        return added

    def read(self, room_id: str, after: int = 0, public: bool = False, own: str = "") -> list[Entry]:
        """The entries after a number, in order; damaged ones are passed over.

        `public`: only what every group may know, which includes the names of all, and what the group with the key `own` wrote.
        """
        query = select(ENTRIES).where(ENTRIES.c.room == room_id, ENTRIES.c.seq > after).order_by(ENTRIES.c.seq)
        if public:
            authors = (FACILITATOR, ROOM, own)
            query = query.where(or_(ENTRIES.c.author.in_(authors), ENTRIES.c.step == SHARED, IS_NAME))
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [entry for entry in map(_entry, rows) if entry]

    def latest(self, room_id: str) -> int:
        """The highest number in a room; 0 if nothing was entered."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(ENTRIES.c.seq)).where(ENTRIES.c.room == room_id)) or 0

    # Signs of life

    def sign(self, room_id: str, key: str, page: str = "") -> None:
        """This page of a group is on somebody's screen now. One row of each group, however often it is said; none in a room that has ended."""
        row = {"room": room_id, "author": key, "at": _now(), "page": page}
        with self._database.writing() as connection:
            if not self._ended(
                connection, select(ROOMS.c.ended).where(ROOMS.c.id == room_id).with_for_update(read=True)
            ):
                self._database.put(connection, SIGNS, row)

    def signs(self, room_id: str) -> dict[str, Sign]:
        """The last sign of life of each group."""
        with self._database.reading() as connection:
            rows = connection.execute(select(SIGNS).where(SIGNS.c.room == room_id))
            return {row.author: Sign(row.at, row.page) for row in rows}

    # The doors

    def doors(self, room_id: str) -> Said:
        """What the servers say of their doors (knocks.py), and the word for co-facilitators (co_facilitator.py)."""
        with self._database.reading() as connection:
            rows = connection.execute(select(KNOCKS).where(KNOCKS.c.room == room_id).order_by(KNOCKS.c.door)).all()
            co_word = connection.scalar(select(CO_WORDS.c.word).where(CO_WORDS.c.room == room_id)) or ""
        return Said(tuple(_knock(*row) for row in rows), co_word)


def _knock(_room, door, beat, words, addresses, since, locked, entered) -> Knock:
    return Knock(door, beat, Notice(words, addresses, since, locked, bool(entered)))


def _new_room(connection: Connection) -> Room:
    room = Room(uuid.uuid4().hex, new_word(), _now())
    connection.execute(insert(ROOMS).values(asdict(room)))
    return room


def _current(connection: Connection, room_id: str) -> str:
    while following := connection.scalar(select(LEADS.c.next).where(LEADS.c.room == room_id)):
        room_id = following
    return room_id


def new_word() -> str:
    """A word that people can type and nobody guesses, such as K7QM-2XWD-9HTRB."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(13))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _row(event: Event, number: int) -> dict:
    """What is stored of an event; raises `RoomError` for one that `_entry` could not read again."""
    try:
        stored = {name: _clean(value) for name, value in asdict(event).items()}
        read_event(stored, number)
        stored["value"] = json.dumps(stored["value"], ensure_ascii=False)
    except (JournalError, ValueError) as error:
        raise RoomError(UNREADABLE, number=number, most=LONGEST_TEXT) from error
    if len(stored["id"]) > LONGEST_ID:
        raise RoomError(UNREADABLE, number=number, most=LONGEST_ID)
    return {"event_id": stored.pop("id"), **stored}


def _clean(value):
    """A text without NUL and without halves of surrogate pairs; whole pairs become one character."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


def _entry(row) -> Entry | None:
    """The entry in a row; None if it was damaged by hand."""
    try:
        found = read_event({**row, "id": row["event_id"], "value": json.loads(row["value"])}, row["seq"])
    except (JournalError, TypeError, ValueError, RecursionError):
        return None
    return Entry(row["seq"], row["author"], found, row["arrived"])
