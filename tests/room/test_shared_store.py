"""The kernels of a server share one store: few connections for many links, and nothing is lost whatever dies. In PostgreSQL."""

import json
import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from kit.errors import KitError, RoomAway, RoomError
from kit.messages import Message, _
from kit.room import shared_store
from kit.room.database import FEW
from kit.room.entries import FACILITATOR
from kit.room.place import STORE
from kit.room.shared_store import CONNECTIONS, KEY, SOCKET, SharedStore
from kit.room.store import ENDED, TOO_MANY, Store
from tests.room.conftest import BOUND_SECONDS, DELIVERED, cluster, event, wait_until

FEW_CONNECTIONS = 20  # that a PostgreSQL lets in, all in all
LINKS, PROCESSES, EVENTS = 120, 3, 5
HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there every kernel opens the store itself")


@pytest.fixture(scope="module")
def small(postgresql):
    """A PostgreSQL that lets few in."""
    with cluster(postgresql.programs, most=FEW_CONNECTIONS) as server:
        yield server


@contextmanager
def serving(url: str, seconds: int = 2 * BOUND_SECONDS):
    """A server that shares its store: the process, what its kernels know, and a function that waits for the next holder's id."""
    process = subprocess.Popen(
        [sys.executable, HERE / "server.py", url, str(seconds)], stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            known = json.loads(process.stdout.readline())
            yield process, known, lambda: int(process.stdout.readline())
        finally:
            process.kill()


@pytest.fixture
def server(small):
    """A room in an empty store that a server shares; what tests ask of it."""
    url = small.new_database()
    with closing(Store(url)) as store:
        room = store.open_room().id
        with serving(url) as (process, known, next_holder):
            yield Served(url, room, store, process, known, next_holder)


class Served:
    def __init__(self, url, room, store, process, known, next_holder):
        self.url, self.room, self.store, self.process, self.known = url, room, store, process, known
        self.next_holder, self.holder = next_holder, next_holder()

    def asked(self) -> SharedStore:
        """The store as a kernel has it, as soon as the process that holds it answers."""

        def called():
            try:
                return SharedStore(self.known[SOCKET], self.known[KEY])
            except RoomAway:
                return None

        return wait_until(called)


@pytest.fixture
def kernel(server, monkeypatch):
    """This process is a kernel of the server."""
    for name, value in server.known.items():
        monkeypatch.setenv(name, value)
    return server


def connections(url: str) -> int:
    """Connections to the database of this address, without those that ask for it: one that was closed is still seen for a moment."""
    with closing(psycopg.connect(url, autocommit=True, application_name="counting")) as counting:
        query = "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and application_name <> 'counting'"
        return counting.execute(query).fetchone()[0]


def ids(store, room):
    return [one.event.id for one in store.read(room)]


def test_a_hundred_and_twenty_kernels_need_four_connections(server):
    own, each = connections(server.url), LINKS // PROCESSES
    assert own <= FEW  # of the test's own store
    everything = LINKS * EVENTS
    with ExitStack() as stack:
        started = []
        for number in range(PROCESSES):
            command = [sys.executable, HERE / "kernels.py", server.url, server.room, number * each, each, EVENTS]
            process = subprocess.Popen(
                [str(part) for part in command],
                env=os.environ | server.known,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            started.append(stack.enter_context(process))
            stack.callback(process.kill)
        most = 0

        def told():
            nonlocal most
            most = max(most, connections(server.url))
            answers = []
            for process in started:
                process.stdin.write("?\n")
                process.stdin.flush()
                answers.append(process.stdout.readline().strip())
            return set(answers) == {f"{each} {everything} {everything} {everything}"}

        for process in started:
            assert process.stdout.readline() == "sent\n"
            most = max(most, connections(server.url))
        wait_until(told)
    assert len(ids(server.store, server.room)) == len(set(ids(server.store, server.room))) == everything
    assert 1 <= most - own <= CONNECTIONS


def test_a_program_that_asks_for_itself_alone_needs_two_connections(small):
    url = small.new_database()
    with closing(Store(url)) as store, ThreadPoolExecutor(2 * FEW_CONNECTIONS) as threads:
        room = store.open_room().id
        asked = [threads.submit(store.latest, room) for _question in range(500)]
        most = max(connections(url) for _look in range(10))
        assert {one.result() for one in asked} == {0} and most <= FEW


def test_what_waits_when_the_holder_of_the_store_is_killed_is_stored_by_the_next_one(kernel, listen):
    listener = listen(kernel.url, kernel.room)
    listener.link.send([event("before")])
    wait_until(lambda: listener.link.state == DELIVERED)
    given = ["before"]
    for turn in range(3):
        holder = kernel.holder
        for number in range(50):
            if number == 25:
                psutil.Process(holder).kill()
            given.append(f"{turn} {number}")
            listener.link.send([event(given[-1])])
            time.sleep(0.002)
        wait_until(lambda: not listener.link.state.connected)
        kernel.holder = kernel.next_holder()
        assert kernel.holder != holder
        wait_until(lambda: listener.link.state == DELIVERED)
    assert ids(kernel.store, kernel.room) == given
    wait_until(lambda: len(listener.heard) >= len(given))
    assert listener.heard == given


def test_what_waits_for_a_database_that_was_stopped_is_stored_when_it_is_back(kernel, small, listen):
    listener, reader = listen(kernel.url, kernel.room), listen(kernel.url, kernel.room, author="", public=False)
    wait_until(lambda: listener.link.state.connected and reader.link.state.connected)
    small.stop()
    try:
        listener.link.send([event(number) for number in range(300)])
        assert "cannot be reached" in str(wait_until(lambda: listener.link.state.problem))
        time.sleep(3)
        assert listener.link.state.waiting == 300
    finally:
        small.start()
    wait_until(lambda: listener.link.state == DELIVERED)
    wait_until(lambda: len(reader.heard) >= 300)
    assert ids(kernel.store, kernel.room) == reader.heard == [str(number) for number in range(300)]


def test_a_link_hears_of_the_end_of_its_room(kernel, listen):
    listener = listen(kernel.url, kernel.room)
    wait_until(lambda: listener.link.state.connected)
    kernel.store.end(kernel.room)
    wait_until(lambda: listener.link.state.ended)


def test_no_link_waits_for_ever_for_a_holder_that_does_not_answer(kernel, listen, monkeypatch):
    monkeypatch.setattr(shared_store, "ANSWER_SECONDS", 1)
    listener = listen(kernel.url, kernel.room)
    wait_until(lambda: listener.link.state.connected)
    holder = psutil.Process(kernel.holder)
    holder.suspend()
    try:
        listener.link.send([event(number, "x" * 20_000) for number in range(1, 40)])
        assert "does not answer" in str(wait_until(lambda: listener.link.state.problem))
        start = time.monotonic()
        with pytest.raises(RoomAway):
            SharedStore(kernel.known[SOCKET], kernel.known[KEY])
        assert time.monotonic() - start < 10
    finally:
        holder.resume()
    wait_until(lambda: listener.link.state == DELIVERED)
    assert ids(kernel.store, kernel.room) == [str(number) for number in range(1, 40)]


def test_the_holder_ends_with_its_server_however_that_ends(server):
    server.asked().close()
    holder, folder = psutil.Process(server.holder), Path(server.known[SOCKET]).parent
    server.process.kill()
    holder.wait(10)
    wait_until(lambda: not folder.exists())


def test_who_does_not_know_the_key_gets_nothing(server):
    server.asked().close()
    for key in ("", "0" * 64, server.known[KEY][:-1]):
        with pytest.raises(RoomAway):
            SharedStore(server.known[SOCKET], key)
    folder = Path(server.known[SOCKET]).parent
    assert folder.stat().st_mode & 0o077 == 0
    assert server.known[KEY] not in " ".join(psutil.Process(server.holder).cmdline())


def test_only_what_links_ask_is_answered(server):
    with closing(server.asked()) as shared:
        for name in ("end", "rooms", "leader_word", "close", "writing", "_database", "__class__"):
            with pytest.raises(RuntimeError, match=name):
                shared._ask(name)
            assert name == "close" or name.startswith("_") or not hasattr(shared, name)
        assert shared.standing(server.room) == (False, 0)


def test_what_the_room_refuses_is_said_with_its_message(server):
    with closing(server.asked()) as shared:
        with pytest.raises(RoomError) as refused:
            shared.add_group(server.room, "nobody", [event(1)])
        assert refused.value.values == {"author": "nobody"} and isinstance(refused.value.message, Message)
        with pytest.raises(RoomAway, match="no such room"):
            shared.standing("f" * 32)
        assert shared.add(server.room, FACILITATOR, [event(1)]) == 1
        server.store.end(server.room)
        with pytest.raises(RoomError) as refused:
            shared.add(server.room, FACILITATOR, [event(2)])
        assert refused.value.message == ENDED and type(refused.value) is RoomError


def test_an_error_is_the_same_in_another_process():
    error = RoomError(TOO_MANY, most=7)
    error.others = (KitError(_("{of} braces"), of="{all}"),)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.message, again.values) == (RoomError, str(error), TOO_MANY, {"most": 7})
    assert isinstance(again.message, Message) and [str(one) for one in again.others] == ["{all} braces"]


def test_a_long_path_to_the_folder_of_temporary_files_is_no_obstacle(small, tmp_path, monkeypatch):
    deep = tmp_path / ("long" * 30)
    deep.mkdir()
    monkeypatch.setenv("TMPDIR", str(deep))
    url = small.new_database()
    Store(url).close()
    with serving(url) as (process, known, next_holder):
        served = Served(url, "", None, process, known, next_holder)
        served.asked().close()


@pytest.mark.parametrize("url", ["sqlite:///rooms.sqlite", "sqlite+pysqlite:///rooms.sqlite"])
def test_a_store_in_a_file_is_opened_by_every_kernel(url, monkeypatch):
    monkeypatch.setenv(SOCKET, "/left/from/another/server")
    monkeypatch.setenv(STORE, url)
    monkeypatch.setattr(shared_store, "_started", lambda: pytest.fail("nothing is shared"))
    shared_store.share(url)
    with closing(shared_store.opened(url)) as store:
        assert isinstance(store, Store)


def test_a_link_to_another_store_does_not_ask_the_shared_one(server, sqlite_url):
    with closing(shared_store.opened(sqlite_url, server.known)) as store:
        assert isinstance(store, Store)


def test_a_kernel_that_shares_the_store_does_not_load_the_library_of_databases(server):
    server.asked().close()
    program = """if True:
        import sys, time
        from kit.room.link import Link
        told = []
        link = Link(*sys.argv[1:], on_news=told.append, on_state=told.append, seconds=0.05)
        while not link.state.connected:
            time.sleep(0.05)
        link.close()
        print("sqlalchemy" in sys.modules)"""
    done = subprocess.run(
        [sys.executable, "-c", program, server.url, server.room],
        env=os.environ | server.known,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "False\n"
