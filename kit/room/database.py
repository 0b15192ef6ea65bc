"""The database behind the URL of a store: SQLite or PostgreSQL, and what the two need to behave alike.

Knows connections, transactions and what can go wrong with them; nothing of rooms and their tables.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from kit.errors import RoomAway, RoomError
from kit.messages import _

LEAST_FREE = 64 * 1024  # bytes on the disk of a file: with less, the next decisions do not fit
PATIENCE_SECONDS = 5  # until a connection or a lock is given up
FEW = 2  # connections of a program that asks for itself alone
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# No transaction around a single query.
READING = {"sqlite": {"reading": True}, "postgresql": {"isolation_level": "AUTOCOMMIT"}}

WRONG_URL = _(
    "The address of the store cannot be used. Right would be sqlite:///folder/rooms.sqlite or postgresql://name:password@server/database; characters such as @ and / in the password must be URL-encoded."
)
UNKNOWN_KIND = _(
    "Rooms cannot be stored in a database of the kind “{kind}”. Right would be an address that begins with sqlite:/// or postgresql://."
)
NO_DRIVER = _("A room in PostgreSQL needs one more package: pip install psycopg psycopg-binary.")
UNREACHABLE = _(
    "The store “{place}” cannot be reached or written to. Its database must be running and let the kit in, and its disk must have space."
)


class Database:
    """Transactions on a database; all of them raise `RoomAway` while it cannot be reached. To be closed after use.

    `tables` are created where they are missing; without them nothing is, no file either. Paths are relative to the current
    folder. `place` says where the database is, without name and password. A wrong URL raises `RoomError`. Never more than
    so many `connections` are open to PostgreSQL; who finds all of them taken waits for one, with patience.
    """

    def __init__(self, url: str, tables: MetaData | None = None, connections: int = FEW):
        address = _address(url)
        dialect = address.get_backend_name()
        self.file = Path(address.database).absolute() if dialect == "sqlite" else None
        self.place = str(self.file or f"{address.host or ''}/{address.database or ''}")
        self._inode = None
        self._insert = INSERT[dialect]
        self._engine = _sqlite_engine(address, self.file) if self.file else _postgresql_engine(address, connections)
        self._reader = self._engine.execution_options(**READING[dialect])
        if tables is not None:
            self._create(tables)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def writing(self):
        """A transaction; on SQLite nobody else writes meanwhile."""
        return self._connected(self._engine)

    def reading(self):
        """A connection for single queries."""
        return self._connected(self._reader)

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict]) -> int:
        """Insert the rows that no unique constraint forbids; returns how many."""
        command = self._insert(table).on_conflict_do_nothing().inline()
        return connection.execute(command, rows, execution_options={"preserve_rowcount": True}).rowcount

    def put(self, connection: Connection, table: Table, row: dict) -> None:
        """Insert a row, or put it in the place of the one with the same key."""
        command, keys = self._insert(table).values(row), [column.name for column in table.primary_key]
        others = {name: value for name, value in row.items() if name not in keys}
        connection.execute(command.on_conflict_do_update(index_elements=keys, set_=others))

    @property
    def has_space(self) -> bool:
        """Whether the disk of a file has any space left; of another server nobody knows here."""
        with self._reaching():
            return not self.file or shutil.disk_usage(self.file.parent).free >= LEAST_FREE

    def forget(self) -> bool:
        """Have a file hold nothing of what was deleted; False if readers are in the way. PostgreSQL does so in its own time."""
        if not self.file:
            return True
        with self.reading() as connection:
            connection.exec_driver_sql("VACUUM")
            busy, *_pages = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        return not busy

    def _create(self, tables: MetaData) -> None:
        with self._reaching():
            if self.file and not self.file.exists():
                self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.file.touch(mode=0o600)
        with self.writing() as connection:
            if not self.file:  # two kernels that create the same table would be in each other's way
                connection.execute(select(func.pg_advisory_xact_lock(int.from_bytes(b"rooms", "big"))))
            tables.create_all(connection)

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        """One transaction. A file that was replaced meanwhile is opened anew: its old connections write into nowhere."""
        with self._reaching():
            inode = self.file and self.file.stat().st_ino
            if inode != self._inode:
                self._engine.dispose()
                self._inode = inode
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise RoomAway(UNREACHABLE, place=self.place) from error


def _address(url: str) -> URL:
    """A URL with the driver of its database; raises `RoomError`."""
    try:
        address = make_url(url)
    except (SQLAlchemyError, ValueError):
        raise RoomError(WRONG_URL) from None  # its own words may hold the password
    kind = address.get_backend_name()
    if kind not in DRIVERS:
        raise RoomError(UNKNOWN_KIND, kind=kind[:40])
    no_file = kind == "sqlite" and address.database in (None, "", ":memory:")
    torn = kind != "sqlite" and "@" in f"{address.host}{address.database}"
    if no_file or torn or "\0" in url:
        raise RoomError(WRONG_URL)
    return address.set(drivername=DRIVERS[kind])


def _sqlite_engine(address: URL, file: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        opened = sqlite3.connect(
            f"{file.as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        with ExitStack() as stack:
            stack.callback(opened.close)
            opened.text_factory = lambda stored: str(stored, "utf-8", "replace")
            _write_ahead(opened)
            for setting in ("synchronous=NORMAL", "secure_delete=ON"):
                opened.execute(f"PRAGMA {setting}").close()
            stack.pop_all()
        return opened

    engine = create_engine(address, creator=connect)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write_ahead(opened: sqlite3.Connection) -> None:
    """Keep a log, so that readers and a writer do not wait for each other.

    Of those that open a new file at the same moment SQLite turns away all but one, without any patience.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return opened.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _postgresql_engine(address: URL, connections: int) -> Engine:
    """Connections that give up after a while, also where the other side has gone without a word."""
    patience = {
        "connect_timeout": PATIENCE_SECONDS,
        "keepalives_idle": PATIENCE_SECONDS,
        "tcp_user_timeout": 1000 * PATIENCE_SECONDS,
        "options": f"-c lock_timeout={PATIENCE_SECONDS}s -c idle_in_transaction_session_timeout={PATIENCE_SECONDS}s",
    }
    try:
        return create_engine(
            address,
            connect_args={**patience, "prepare_threshold": None, **address.query},
            pool_pre_ping=True,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=PATIENCE_SECONDS,
        )
    except ImportError as error:
        raise RoomError(NO_DRIVER) from error
