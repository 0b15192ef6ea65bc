"""The tables of the store of rooms, and what is asked of them again and again."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    func,
    select,
)

from kit.room.entries import FACILITATOR, NAME, ROOM

TABLES = MetaData()
ROOMS = Table(
    "rooms",
    TABLES,
    Column("id", Text, primary_key=True),
    Column("token", Text),
    Column("opened", Text, nullable=False),
    Column("ended", Text),
)
ENTRIES = Table(
    "entries",
    TABLES,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("room", "author", "event_id", "at", "exercise", "step", "name", "value", "arrived")
    ),
    UniqueConstraint("room", "author", "event_id"),
    Index("entries_in_order", "room", "seq"),
    sqlite_autoincrement=True,
)
LEADS = Table(
    "leads", TABLES, Column("room", Text, primary_key=True), Column("word", Text, nullable=False), Column("next", Text)
)
SIGNS = Table(  # when the page of a group was last known to be on somebody's screen
    "signs",
    TABLES,
    *(Column(name, Text, primary_key=True) for name in ("room", "author")),
    *(Column(name, Text, nullable=False) for name in ("at", "page")),
)
SEATS = Table(  # letters that let another device go on as a group (seats.py)
    "seats",
    TABLES,
    *(Column(name, Text, primary_key=True) for name in ("room", "author")),
    *(
        Column(name, kind, nullable=False)
        for name, kind in (("letters", Text), ("until", BigInteger), ("tries", Integer))
    ),
)
CO_WORDS = Table(  # the word by which others come to the facilitator's page (co_facilitator.py)
    "co_words", TABLES, Column("room", Text, primary_key=True), Column("word", Text, nullable=False)
)
KNOCKS = Table(  # what a server tells the facilitator of wrong words at its door (knocks.py)
    "knocks",
    TABLES,
    *(Column(name, Text, primary_key=True) for name in ("room", "door")),
    Column("beat", Text, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("words", "addresses", "since", "locked", "entered")),
)
IS_NAME = and_(ENTRIES.c.exercise == NAME[0], ENTRIES.c.step == NAME[1], ENTRIES.c.name == NAME[2])
GROUPS = select(func.count(ENTRIES.c.author.distinct())).where(
    ENTRIES.c.room == ROOMS.c.id, ENTRIES.c.author.not_in((FACILITATOR, ROOM)), IS_NAME
)
OPEN_ROOMS = (
    select(ROOMS.c.id, ROOMS.c.token, ROOMS.c.opened).where(ROOMS.c.ended.is_(None)).order_by(ROOMS.c.opened.desc())
)
