"""A room in each of both databases: a file, and a real PostgreSQL that the tests start, kill and end themselves."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from kit.journal import Event
from kit.room.entries import NAME
from kit.room.link import Link, State
from kit.room.store import Store
from tests.aside import aside
from tests.processes import end, family

NO_POSTGRESQL = "the room's tests need PostgreSQL: install it (Debian: apt-get install postgresql) and run again"
WRITER = Path(__file__).with_name("writer.py")
BOUND_SECONDS = 60
KEY, OTHER_KEY = "a" * 32, "b" * 32
DELIVERED = State(connected=True, waiting=0, ended=False, problem=None)


def event(name, value=1, step="setting"):
    """A decision whose id is its name."""
    return Event(str(name), "2026-01-01T00:00:00Z", "role_chain", step, "gain", value)


def named(name):
    """A group says what it is called."""
    return Event(f"name {name}", "2026-01-01T00:00:00Z", *NAME, name)


def wait_until(happened):
    """Wait, but not for ever, until a condition holds; returns what it found."""
    end = time.monotonic() + BOUND_SECONDS
    while not (found := happened()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
    return found


class PostgreSQL:
    """A server of its own on a free port. It refuses to run as root, so root starts it as another user."""

    def __init__(self, programs: Path, folder: Path, most: int = 100):
        self.programs, self.folder, self.most = programs, folder, most
        self.user = {"user": self._servant(), "group": self._servant(), "extra_groups": []} if is_root() else {}
        if self.user:
            shutil.chown(folder, self.user["user"], self.user["group"])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()

    @staticmethod
    def _servant() -> int:
        import pwd  # not on Windows, which knows no root either

        return pwd.getpwnam("nobody").pw_uid

    def _run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, "-D", self.folder / "data", *arguments]
        with (self.folder.parent / f"{self.folder.name}.log").open("a") as log:
            subprocess.run(
                command, check=True, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self.user
            )

    def start(self) -> None:
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        settings += f" -c max_connections={self.most}"
        self._run("pg_ctl", "-w", "-t", str(BOUND_SECONDS), "-o", settings, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """kill -9: the postmaster first, then what it started."""
        number = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        postmaster = psutil.Process(int(number))
        processes = [postmaster, *family(postmaster)]
        end(processes)
        psutil.wait_procs(processes, timeout=BOUND_SECONDS)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        import psycopg

        name = f"rooms_{uuid.uuid4().hex}"
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(f"create database {name}")
        return self.url(name)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, of the newest PostgreSQL that is found."""
    found = [Path(os.environ.get("PGBIN", "")), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    known = shutil.which("initdb")
    found += [Path(known).resolve().parent] if known else []
    return next((folder for folder in found if any(folder.glob("initdb*")) and any(folder.glob("pg_ctl*"))), None)


@pytest.fixture(scope="session")
def postgresql():
    folder = programs()
    if folder is None and os.environ.get("CI") == "true":
        pytest.fail(NO_POSTGRESQL)
    if folder is None:
        pytest.skip(NO_POSTGRESQL)
    with cluster(folder) as server:
        yield server


@contextmanager
def cluster(folder: Path, **settings):
    """A PostgreSQL that ends with the tests that use it."""
    with tempfile.TemporaryDirectory(prefix="rooms", ignore_cleanup_errors=True) as outer:
        Path(outer).chmod(0o755)
        inner = Path(outer) / "postgresql"
        inner.mkdir(mode=0o700)
        server = PostgreSQL(folder, inner, **settings)
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{(tmp_path / 'rooms' / 'rooms.sqlite').as_posix()}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    """The address of an empty store."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def store(url):
    with closing(Store(url)) as opened:
        yield opened


@pytest.fixture
def room(store):
    return store.open_room().id


class Listener:
    """A link and all that it was told."""

    def __init__(self, url: str, room: str, **options):
        self.news, self.states = [], []
        options = {"author": KEY, "seconds": 0.05} | options
        make = lambda: Link(url, room, on_news=self.news.extend, on_state=self.states.append, **options)  # noqa: E731
        self.link = aside(make)  # without a loop, so that the link calls from its own thread

    @property
    def heard(self) -> list[str]:
        return [entry.event.id for entry in self.news]


@pytest.fixture
def listen():
    """Make links that are closed in the end."""
    made = []

    def listening(*arguments, **options):
        made.append(Listener(*arguments, **options))
        return made[-1]

    yield listening
    for listener in made:
        listener.link.close()
        assert not listener.link._thread.is_alive()


@contextmanager
def writer(*arguments):
    """A process that runs `writer.py`; killed in the end, if it still runs."""
    command = [sys.executable, "-u", WRITER, *map(str, arguments)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
