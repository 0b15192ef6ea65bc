"""Which pages of a room are prepared, in which order, and which of them are given to people."""

import asyncio
from collections import Counter
from contextlib import closing
from datetime import datetime
from types import SimpleNamespace

import psutil
import pytest

from kit.journal import Event
from kit.room import kernels
from kit.room.entries import CONTROL, FACILITATOR, ORDER, ROOM
from kit.room.place import PARTICIPANT, Place
from kit.room.serve import RoomApp
from tests.aside import run_aside
from tests.room.conftest import BOUND_SECONDS, KEY

START, CULTURE, CHAIN, PAY, FOREST = NOTEBOOKS = tuple(
    f"de/0{place}_{name}.ipynb"
    for place, name in enumerate(("start", "culture_check", "role_chain", "incentives", "customer_forest"))
)


def pools(people: int, most: int) -> kernels.Pools:
    return kernels.Pools(people, NOTEBOOKS, most)


def prepared(people: int, most: int, **opened: int) -> tuple[int, ...]:
    """Pages prepared of each notebook for so many people, with memory for so many pages."""
    names = {"start": START, "culture": CULTURE, "chain": CHAIN, "pay": PAY}
    return tuple(
        pools(people, most).sizes({names[name]: count for name, count in opened.items()})[name] for name in NOTEBOOKS
    )


# How many


def test_every_page_of_the_language_is_prepared_for_everybody_if_memory_allows():
    assert prepared(4, 100) == (4, 4, 4, 4, 4)


@pytest.mark.parametrize(
    ("most", "sizes"), [(9, (4, 4, 0, 0, 1)), (6, (4, 2, 0, 0, 0)), (2, (2, 0, 0, 0, 0)), (0, (0, 0, 0, 0, 0))]
)
def test_with_little_memory_what_people_open_first_comes_first(most, sizes):
    assert prepared(4, most) == sizes


def test_what_a_page_needs_becomes_how_many_fit():
    assert kernels.most_pages(int(30.5 * kernels.KERNEL_BYTES / kernels.MOST_MEMORY)) == 30


def test_pages_that_were_opened_make_room_for_the_next_ones_but_for_latecomers():
    assert prepared(20, 30) == (20, 10, 0, 0, 0)
    assert prepared(20, 30, start=15) == (5, 20, 1, 2, 2)
    assert prepared(20, 30, start=50) == (2, 20, 2, 3, 3)
    assert prepared(1, 30, start=1) == (1, 1, 1, 1, 1)


def test_what_many_have_opened_is_now_and_the_next_one_is_ready_for_everybody():
    assert prepared(20, 48, start=20, culture=4) == (2, 16, 10, 10, 10)
    assert prepared(20, 48, start=20, culture=5) == (2, 15, 20, 5, 6)
    assert prepared(20, 48, start=20, chain=20) == (2, 2, 2, 20, 20)
    assert prepared(20, 48, start=20, chain=20, pay=21) == (2, 2, 2, 2, 20)


@pytest.mark.parametrize("people", [1, 3, 40])
@pytest.mark.parametrize("most", range(0, 100, 7))
def test_never_more_than_memory_holds_and_nothing_is_left_out_that_fits(people, most):
    for opened in ({}, {START: people}, {START: people, CHAIN: people // 2}, dict.fromkeys(NOTEBOOKS, 2 * people)):
        sizes = pools(people, most).sizes(opened)
        assert set(sizes) == set(NOTEBOOKS) and min(sizes.values()) >= 0 and sum(sizes.values()) <= most
        now = pools(people, most).current(opened)[0]
        assert sizes[now] == min(most, max(min(kernels.LATECOMERS, people), people - opened.get(now, 0)))


def test_the_agenda_says_what_comes_next():
    planned = pools(20, 48).ordered(["role_chain", "customer_forest", "what this kit does not have"])
    assert planned.notebooks == (START, CHAIN, FOREST, CULTURE, PAY)
    assert planned.sizes({START: 20})[CHAIN] == 20
    assert planned.current({START: 20, CHAIN: 5}) == (CHAIN, FOREST)
    assert planned.current({START: 20, CHAIN: 4}) == (START, CHAIN)
    assert planned.current({FOREST: 20}) == (FOREST, CULTURE) and planned.current({PAY: 20}) == (PAY,)
    assert planned.ordered([]).notebooks == planned.notebooks


# In which order


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
        turns = kernels.Turns(1, rank=int)
        given_up = asyncio.create_task(turns.enter("0"))
        given_up.cancel()
        await asyncio.gather(*(prepare(turns, name) for name in ("10", "1", "2", "1")))

    run_aside(all_at_once())
    begun, ended = ([line.split()[0] for line in lines] for lines in (order[::2], order[1::2]))
    assert begun == ended and len(begun) == 4
    assert begun[1:] == sorted(begun[1:], key=int)  # the very first had nobody to wait for


# What is given to people


class Process:
    """A process that has ended, or not."""

    def __init__(self, ended=None):
        self.ended = ended

    def poll(self):
        return self.ended


class Voila:
    """Prepares pages as Voilà does, but they are empty and ready at once."""

    def __init__(self, **traits):
        super().__init__(**traits)
        self._pools, self.processes, self.ended = {}, {}, []
        self.kernel = SimpleNamespace(last_activity=datetime.min)

    def fill_if_needed(self, notebook_name):
        pool = self._pools.setdefault(notebook_name, [])
        for _page in range(self.kernel_pools_config[notebook_name]["pool_size"] - len(pool)):
            pool.append(asyncio.ensure_future(self._initialize(notebook_name)))

    async def _initialize(self, notebook_path, kernel_id=None):
        kernel_id = f"{notebook_path} {len(self.processes)}"
        self.processes[kernel_id] = Process()
        return {"kernel_id": kernel_id, "task": asyncio.ensure_future(asyncio.sleep(0))}

    async def shutdown_kernel(self, kernel_id, now=False):
        self.ended.append(kernel_id)

    async def get_rendered_notebook(self, notebook_name):
        return "page", [], f"{notebook_name} 0"

    def get_kernel(self, _kernel_id):
        return self.kernel

    def give(self, kernel_id):
        self.given = kernel_id


class Pool(kernels.Prepared, Voila):
    """Prepared pages without a server."""

    def _process(self, kernel_id):
        return self.processes.get(kernel_id)

    def pages(self) -> tuple[int, ...]:
        """How many pages of each notebook are ready or on their way."""
        return tuple(len(self._pools.get(name, [])) for name in NOTEBOOKS)

    async def prepare(self) -> None:
        """Until nothing is on its way."""
        while coming := [one for pool in self._pools.values() for one in pool if not one.done()]:
            await asyncio.wait(coming)


def test_only_a_page_that_is_ready_is_given_to_anybody_and_what_failed_or_died_is_forgotten():
    async def look():
        ready, failed, coming, dead, fresh = (asyncio.get_running_loop().create_future() for _ in range(5))
        pool = Pool()
        pool._pools["page"] = [failed, dead, coming, fresh, ready]
        assert pool.get_pool_size("page") == 0
        failed.set_exception(RuntimeError("no kernel"))
        for kernel, page, process in (
            ("ready", ready, Process()),
            ("dead", dead, Process(ended=-9)),
            ("fresh", fresh, Process()),
        ):
            page.set_result({"kernel_id": kernel, "process": process})
            pool.processes[kernel] = process
        pool.processes["fresh"] = Process()  # died and was restarted, empty
        assert pool.get_pool_size("page") == 1 and pool._pools["page"] == [ready, coming]
        assert pool.get_pool_size("other") == 0

    run_aside(look())


def test_when_the_agenda_changes_what_waits_makes_room_and_what_is_not_needed_ends(monkeypatch):
    monkeypatch.setattr(kernels, "PAUSE_SECONDS", 0.001)

    async def change():
        pool = Pool(pools=pools(8, 16))
        pool.adapt()
        assert pool.pages() == (8, 8, 0, 0, 0) and not pool.processes
        await asyncio.sleep(0)
        pool.open_in(["role_chain"])
        await pool.prepare()
        assert pool.pages() == (8, 0, 8, 0, 0) and pool.ended == []
        assert not any(kernel.startswith(CULTURE) for kernel in pool.processes)  # none was begun in vain

        pool.open_in(["incentives"])
        await pool.prepare()
        assert (
            pool.pages() == (8, 0, 0, 8, 0)
            and len(pool.ended) == 8
            and all(kernel.startswith(CHAIN) for kernel in pool.ended)
        )

    run_aside(change())


def test_pages_for_later_leave_time_to_those_who_work_on_theirs(monkeypatch):
    monkeypatch.setattr(kernels, "PAUSE_SECONDS", 0.05)

    async def seconds(opened: Counter) -> float:
        pool, loop = Pool(pools=pools(4, 8)), asyncio.get_running_loop()
        pool.opened, pool.turns.free, begun = opened, 1, loop.time()
        pool.adapt()
        await pool.prepare()
        return loop.time() - begun

    paused = run_aside(seconds(Counter({START: 4})))
    assert paused >= 4 * 0.05
    assert run_aside(seconds(Counter())) < paused  # before anybody is there, nobody is slowed down


def test_the_server_hears_from_the_facilitator_what_comes_next_and_from_nobody_else(store, url, room):
    def say(author, name, order):
        store.add(room, author, [Event(f"{author} {order}", "2026-01-01T00:00:00Z", "room", CONTROL, name, order)])

    async def follow():
        heard, app = asyncio.Queue(), RoomApp()
        pages = SimpleNamespace(open_in=heard.put_nowait)
        app._follow(pages, Place(url, room, PARTICIPANT, ""))
        with closing(app.link):
            async with asyncio.timeout(BOUND_SECONDS):
                return await heard.get()

    for author, name in ((KEY, ORDER), (ROOM, ORDER), (FACILITATOR, "until.incentives")):
        say(author, name, "incentives")
    say(FACILITATOR, ORDER, "role_chain,customer_forest")
    assert run_aside(follow()) == ["role_chain", "customer_forest"]


# How many are open, and for how long


@pytest.fixture
def limited(monkeypatch, tmp_path):
    """limited(**traits) makes a manager of real kernels; at most two pages are open for one visitor and three for all."""
    monkeypatch.setattr(kernels, "MOST_OF_ONE", 2)
    return lambda **traits: kernels.Kernels(connection_dir=str(tmp_path), most_open=3, **traits)


async def opened(pages, visitor: str, looks: bool = True) -> str:
    """Open a page as a visitor does: its kernel. Whoever `looks` has a browser that connects."""
    async with pages.opening(visitor):
        kernel = await pages.start_kernel(kernel_name="python3")
    if looks:
        pages.notify_connect(kernel)
    return kernel


async def refused(pages, visitor: str) -> bool:
    """Whether a visitor gets no further page; what is said then is how many are open: their own, or all."""
    with pytest.raises(kernels.TooMany) as caught:
        await opened(pages, visitor)
    return caught.value.of_one


def test_one_browser_cannot_open_pages_without_limit_but_goes_on_when_it_leaves_one(limited):
    async def visit():
        pages = limited()
        try:
            first, second = await opened(pages, "a"), await opened(pages, "a")
            assert await refused(pages, "a")
            other = await opened(pages, "b")
            pages.notify_disconnect(first)
            third = await opened(pages, "a")
            assert {second, third, other} == set(pages.list_kernel_ids())
            await pages.shutdown_kernel(second)
            await opened(pages, "a")
        finally:
            await pages.shutdown_all(now=True)

    run_aside(visit())


def test_all_together_cannot_open_pages_without_limit_either(limited):
    async def visit():
        pages = limited()
        try:
            first = await opened(pages, "a")
            for visitor in ("b", "c"):
                await opened(pages, visitor)
            assert not await refused(pages, "d")
            pages.notify_disconnect(first)
            await opened(pages, "d")
            assert first not in pages and len(pages.list_kernel_ids()) == 3
        finally:
            await pages.shutdown_all(now=True)

    run_aside(visit())


def test_programs_that_never_connect_reach_the_limit_even_all_at_once_and_harm_nobody_else(limited):
    async def visit():
        pages = limited()
        try:
            tried = await asyncio.gather(
                *(opened(pages, "program", looks=False) for _time in range(6)), return_exceptions=True
            )
            assert Counter(type(one) for one in tried) == {str: 2, kernels.TooMany: 4}
            await opened(pages, "person")
        finally:
            await pages.shutdown_all(now=True)

    run_aside(visit())


def test_a_page_that_failed_to_open_does_not_count(limited):
    async def visit():
        pages = limited()
        for _time in range(9):
            with pytest.raises(LookupError):
                async with pages.opening("a"):
                    raise LookupError
        assert pages.openings == []

    run_aside(visit())


def test_a_kernel_that_no_page_ever_came_for_ends_like_one_that_was_left(limited):
    async def visit():
        pages = limited(cull_idle_timeout=1, cull_interval=1)
        try:
            left = await opened(pages, "a", looks=False)
            looked_at = await opened(pages, "b")
            async with asyncio.timeout(BOUND_SECONDS):
                while left in pages:
                    await asyncio.sleep(0.1)
            assert looked_at in pages
        finally:
            await pages.shutdown_all(now=True)

    run_aside(visit())


def test_pages_of_groups_leave_the_processors_to_what_serves_everybody(limited):
    async def priority(**traits) -> int:
        pages = limited(**traits)
        try:
            kernel = await opened(pages, "a")
            return psutil.Process(pages.get_kernel(kernel).provisioner.process.pid).nice()
        finally:
            await pages.shutdown_all(now=True)

    own = psutil.Process().nice()
    assert run_aside(priority(yielding=True)) == min(19, own + kernels.YIELDING)
    assert run_aside(priority()) == own


def test_a_page_that_waited_for_hours_is_not_taken_for_left_when_it_is_given_away():
    async def give():
        pool = Pool()
        *_page, kernel = await pool.get_rendered_notebook(START)
        assert pool.given == kernel and pool.kernel.last_activity.year > 2000

    run_aside(give())


@pytest.mark.parametrize(("gigabytes", "people", "most"), [(4, 8, 15), (16, 8, 63), (2, 20, 40)])
def test_more_pages_may_be_open_where_there_is_memory_but_always_two_for_each_of_the_people(gigabytes, people, most):
    assert kernels.most_open(gigabytes * 2**30, people) == max(most, 2 * people)


def test_whoever_leads_may_open_windows_also_where_a_room_has_little_memory():
    assert kernels.most_open(2**29, people=0) == kernels.MOST_OF_ONE
