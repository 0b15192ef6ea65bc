"""Opening a room: what is refused in one sentence, what is prepared, and what a kernel is told."""

import asyncio
import socket
import subprocess
import sys

import pytest

from kit.room import kernels, serve
from kit.room import start as room
from kit.room.place import LEADER, PARTICIPANT, Place, here
from kit.start import is_free
from tests.aside import run_aside
from tests.browser.room import free_ports


def said(*options, store="sqlite:///unused.sqlite") -> tuple[int, str]:
    """Exit code and words of the command, which must not get as far as opening anything."""
    command = [sys.executable, "-m", "kit", "room", "--no-browser", "--listen", "127.0.0.1", "--language", "en", "--store", store, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("people", ["0", "-3", "61"])
def test_a_room_is_for_some_people_and_not_for_a_stadium(people):
    assert said("--people", people) == (2, f"“--people” lies between 1 and 60; {people} does not.")


def test_a_port_in_use_is_said_with_one_that_is_free():
    port = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 1))
        other.listen()
        code, words = said("--port", str(port))
    assert code == 2 and f"Port {port + 1} is in use" in words


@pytest.mark.parametrize(("store", "part"), [("nonsense", "sqlite:///"), ("mysql://a@b/c", "mysql"), ("postgresql://u:secret@127.0.0.1:1/rooms", "cannot be reached")])
def test_a_store_that_cannot_be_used_is_said_without_its_password(store, part):
    code, words = said("--port", str(free_ports()), store=store)
    assert code == 2 and part in words and "secret" not in words and "\n" not in words


def test_the_default_store_is_a_file_of_ones_own():
    assert room.default_store().startswith("sqlite:///") and room.default_store().endswith("rooms.sqlite")


def test_the_own_address_is_one_that_this_computer_listens_to():
    with socket.socket() as listener:
        listener.bind((room.own_address(), 0))


# What is prepared

NOTEBOOKS = ("de/00_start.ipynb", "de/02_role_chain.ipynb", "de/03_incentives.ipynb")


def prepared(people: int, memory: float, started: int = 0) -> tuple[int, ...]:
    """Pages prepared of each notebook for so many people, with memory for so many pages."""
    pools = kernels.Pools(people, NOTEBOOKS, kernels.most_pages(int(memory * kernels.KERNEL_BYTES / kernels.MOST_MEMORY)))
    made = pools.settings(started)
    assert made.pop("default") == {"pool_size": 0}  # of the other language
    return tuple(made[name]["pool_size"] for name in NOTEBOOKS)


def test_every_page_of_the_language_is_prepared_for_everybody_if_memory_allows():
    assert prepared(4, 100) == (4, 4, 4)


@pytest.mark.parametrize(("memory", "start", "each"), [(8.5, 4, 2), (4.5, 4, 0), (2.5, 2, 0), (0, 0, 0)])
def test_with_little_memory_the_start_page_comes_first(memory, start, each):
    assert prepared(4, memory) == (start, each, each)


def test_start_pages_that_were_opened_make_room_for_the_exercises_but_for_latecomers():
    assert prepared(20, 30) == (20, 5, 5)
    assert prepared(20, 30, started=10) == (10, 10, 10)
    assert prepared(20, 30, started=50) == (kernels.LATECOMERS, 14, 14)
    assert prepared(1, 30, started=1) == (1, 1, 1)


def test_pages_are_prepared_one_after_the_other_and_the_first_of_the_workshop_first():
    order = []

    async def prepare(turns, name: str) -> None:
        await turns.enter(name)
        try:
            order.append(f"{name} begins")
            await asyncio.sleep(0.01)
            order.append(f"{name} ends")
        finally:
            await turns.leave()

    async def all_at_once():
        turns = kernels.Turns(1)
        given_up = asyncio.create_task(turns.enter("0"))
        given_up.cancel()
        await asyncio.gather(*(prepare(turns, name) for name in ("3", "1", "2", "1")))

    run_aside(all_at_once())
    first, *others = order[::2]
    assert [line.split()[0] for line in (first, *others)] == [line.split()[0] for line in order[1::2]]
    assert others == sorted(others)


class Pool(kernels.Prepared):
    """Prepared pages without a server."""

    def __init__(self, **pages):
        super().__init__()
        self._pools, self.processes = pages, {}

    def _process(self, kernel_id):
        return self.processes.get(kernel_id)


class Process:
    """A process that has ended, or not."""

    def __init__(self, ended=None):
        self.ended = ended

    def poll(self):
        return self.ended


def test_only_a_page_that_is_ready_is_given_to_anybody_and_what_failed_or_died_is_forgotten():
    async def look():
        ready, failed, coming, dead, fresh = (asyncio.get_running_loop().create_future() for _ in range(5))
        pool = Pool(page=[failed, dead, coming, fresh, ready])
        assert pool.get_pool_size("page") == 0
        failed.set_exception(RuntimeError("no kernel"))
        for kernel, page, process in (("ready", ready, Process()), ("dead", dead, Process(ended=-9)), ("fresh", fresh, Process())):
            page.set_result({"kernel_id": kernel, "process": process})
            pool.processes[kernel] = process
        pool.processes["fresh"] = Process()  # died and was restarted, empty
        assert pool.get_pool_size("page") == 1 and pool._pools["page"] == [ready, coming]
        assert pool.get_pool_size("other") == 0

    run_aside(look())


@pytest.mark.parametrize("typed", ["K7QM-2XWD-9HTRB", "k7qm-2xwd-9htrb", " k7qm 2xwd 9htrb ", "K7QM2XWD9HTRB"])
def test_a_word_may_be_typed_in_any_way(typed):
    assert serve.plain(typed) == b"K7QM2XWD9HTRB"


# Where a kernel is


def test_a_kernel_knows_its_place_by_what_its_server_says():
    place = Place("sqlite:///a", "b", LEADER, "http://c")
    assert here(place.variables()) == place
    assert here({}) is None and here({"PAIR_SELLING_STORE": "x"}) is None


def test_without_a_role_one_is_a_participant():
    assert here({"PAIR_SELLING_STORE": "x", "PAIR_SELLING_ROOM": "y"}).role == PARTICIPANT


def test_free_ports_are_free():
    port = free_ports()
    assert is_free(port) and is_free(port + 1)
