"""What is really killed and what really runs full: nothing that the store took is lost, and nothing is there twice."""

import subprocess
import sys
import threading
from contextlib import closing, suppress

import pytest

from kit.room.store import RoomAway, Store
from tests.room.conftest import DELIVERED, KEY, OTHER_KEY, event, is_root, wait_until, writer


def ids(store, room, author=KEY):
    return [entry.event.id for entry in store.read(room) if entry.author == author]


@pytest.mark.parametrize("survived", [0, 1, 40, 150])
def test_a_writer_that_is_killed_has_lost_nothing_that_was_taken(store, url, room, survived):
    with writer("add", url, room, KEY, 0, 1_000_000) as process:
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        said = [process.stdout.readline() for _batch in range(survived)]
        process.kill()
        said += process.stdout.readlines()
        process.wait()
    taken = [number for line in said if line.endswith("\n") for number in line.split()]
    with closing(Store(url)) as fresh:
        kept = ids(fresh, room)
        assert kept == [str(number) for number in range(len(kept))]
        assert kept[: len(taken)] == taken
        again = [event(number) for number in range(len(kept) + 3)]
        assert fresh.add_group(room, KEY, again) == 3
        assert ids(fresh, room) == [one.id for one in again]


def test_a_killed_postgresql_gets_everything_once_when_it_is_back(postgresql, listen):
    url = postgresql.new_database()
    with closing(Store(url)) as store:
        room = store.open_room().id
        listener, reader = listen(url, room), listen(url, room, author="", public=False)
        wait_until(lambda: listener.link.state.connected and reader.link.state.connected)
        given, stop = [], threading.Event()

        def give():
            while not stop.wait(0.001):
                given.append(event(len(given)))
                listener.link.send(given[-1:])

        giving = threading.Thread(target=give)
        giving.start()
        try:
            wait_until(lambda: len(reader.news) > 30)
            postgresql.kill()
            try:
                assert "cannot be reached" in str(wait_until(lambda: listener.link.state.problem))
                wait_until(lambda: listener.link.state.waiting > 30)
                with pytest.raises(RoomAway):
                    store.latest(room)
                seen = len(reader.news)
            finally:
                postgresql.start()
        finally:
            stop.set()
            giving.join()
        wait_until(lambda: listener.link.state == DELIVERED)
        assert ids(store, room) == [one.id for one in given]
        wait_until(lambda: len(reader.news) >= len(given))
        assert reader.heard == [one.id for one in given] and seen < len(given)
        assert [state.connected for state in (listener.states[0], listener.states[-1])] == [True, True]


def test_what_waits_for_a_full_disk_is_stored_when_it_has_space(full_disk, listen):
    url, fill, empty = full_disk
    with closing(Store(url)) as store:
        room = store.open_room().id
        store.add(room, OTHER_KEY, [event("before", "x" * 5000)])
        listener = listen(url, room, public=False)
        wait_until(lambda: listener.heard == ["before"])
        fill()
        events = [event(number, "y" * 1000) for number in range(60)]
        for one in events:
            listener.link.send([one])
        assert "its disk must have space" in str(wait_until(lambda: listener.link.state.problem))
        assert listener.link.state.waiting and not listener.link.state.connected
        assert store.read(room)[0].event.id == "before"
        empty()
        wait_until(lambda: listener.link.state == DELIVERED)
        assert ids(store, room) == [one.id for one in events]
        wait_until(lambda: listener.heard == ["before", *(one.id for one in events)])


@pytest.fixture
def full_disk(tmp_path):
    """A store on a small disk, a function that fills the disk and one that empties it. Only root may mount such a disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not (
        sys.platform == "linux"
        and is_root()
        and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]).returncode == 0
    ):
        pytest.skip("a small disk can be mounted by root on Linux only")
    ballast = disk / "ballast"

    def fill():
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(1024))

    yield f"sqlite:///{disk}/rooms.sqlite", fill, ballast.unlink
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit for the size of a file")
def test_what_waits_for_a_larger_file_is_stored_when_it_may_grow(sqlite_url):
    with closing(Store(sqlite_url)) as store:
        room = store.open_room().id
        store.add(room, OTHER_KEY, [event("before", "x" * 20_000)])
        with writer("link", sqlite_url, room, KEY) as process:
            assert process.stdout.readline() == "ready\n"

            def ask(line):
                process.stdin.write(f"{line}\n")
                process.stdin.flush()
                connected, waiting, problem = process.stdout.readline().split()
                return connected == "True", int(waiting), problem

            wait_until(lambda: ask("state") == (True, 0, "NoneType"))
            ask("full")
            for number in range(60):
                ask(f"send {number}")
            connected, waiting, _problem = wait_until(lambda: (state := ask("state"))[2] == "RoomAway" and state)
            assert not connected and waiting > 0
            assert ids(store, room) == [str(number) for number in range(60 - waiting)]
            ask("space")
            wait_until(lambda: ask("state") == (True, 0, "NoneType"))
            process.stdin.close()
            process.wait()
        assert ids(store, room) == [str(number) for number in range(60)]


def test_who_only_reads_hears_that_nothing_can_be_stored(full_disk, listen, monkeypatch):
    url, fill, empty = full_disk
    monkeypatch.setattr("kit.room.link.TOUCH_SECONDS", 0)
    with closing(Store(url)) as store:
        room = store.open_room().id
        reader = listen(url, room, author="", public=False, touches=True)
        wait_until(lambda: reader.link.state == DELIVERED)
        fill()
        assert "its disk must have space" in str(wait_until(lambda: reader.link.state.problem))
        assert not reader.link.state.connected
        empty()
        wait_until(lambda: reader.link.state == DELIVERED)
