"""The kernels of a room: pages are prepared before people open them, end when they are left, and are never without limit."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath

import psutil
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Any, Bool, Float, HasTraits, Int, default
from voila.voila_kernel_manager import voila_kernel_manager_factory

from kit.background import in_background

KERNEL_BYTES = 130 * 2**20  # memory of a prepared page
MOST_MEMORY = 0.4  # share of the free memory that prepared pages may take
OPEN_MEMORY = 0.5  # share of the free memory that opened pages may take
MOST_OF_ONE = 8  # pages that one browser may have open
LATECOMERS = 2  # pages of a notebook that stay prepared when everybody has opened it
MANY = 0.25  # share of the people who have opened a notebook when the room has reached it
PAUSE_SECONDS = 4.0  # between pages for later, so that preparing does not slow down those who work on theirs
YIELDING = 5  # by so much the priority of a page lies below that of its server
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)  # pages under preparation; the other processors answer people


@dataclass(frozen=True)
class Pools:
    """How many pages of each notebook are prepared: for everybody of the one that a room has reached and of the next one.

    people: screens expected; notebooks: their paths in the order in which they are opened; most: pages that the memory
    holds. Of those that are over, a few stay for latecomers; those that come later share what is left.
    """

    people: int
    notebooks: tuple[str, ...]
    most: int

    def reached(self, opened: Mapping[str, int]) -> int:
        """The place of the last notebook that many have opened."""
        return max(
            (place for place, name in enumerate(self.notebooks) if opened.get(name, 0) >= MANY * self.people), default=0
        )

    def current(self, opened: Mapping[str, int]) -> tuple[str, ...]:
        """The last notebook that many have opened, and the next one if there is any."""
        reached = self.reached(opened)
        return self.notebooks[reached : reached + 2]

    def place(self, notebook: str) -> int:
        """The place of a notebook in the workshop, behind all others if it has none."""
        return self.notebooks.index(notebook) if notebook in self.notebooks else len(self.notebooks)

    def sizes(self, opened: Mapping[str, int]) -> dict[str, int]:
        """Pages to be kept ready of each notebook, when so many pages were `opened` of each."""
        few = min(LATECOMERS, self.people)
        wanted = {name: max(few, self.people - opened.get(name, 0)) for name in self.notebooks}
        reached = self.reached(opened)
        over, later = self.notebooks[:reached], self.notebooks[reached + 2 :]
        shares = [(name, wanted[name], 1) for name in self.current(opened)]
        shares += [(name, few, 1) for name in over]
        shares += [(name, wanted[name], len(later) - place) for place, name in enumerate(later)]
        free, sizes = self.most, {}
        for name, most, sharing in shares:
            sizes[name] = min(most, free // sharing)
            free -= sizes[name]
        return sizes

    def ordered(self, exercises: Sequence[str]) -> "Pools":
        """The same, when after the start page these exercises are opened in this order and before all others."""
        first, *others = self.notebooks
        places = {name: place for place, name in enumerate(exercises)}
        others.sort(key=lambda name: places.get(PurePosixPath(name).stem.partition("_")[2], len(places)))
        return replace(self, notebooks=(first, *others))


def most_pages(free_bytes: int) -> int:
    """How many pages may be prepared with so much free memory."""
    return int(free_bytes * MOST_MEMORY / KERNEL_BYTES)


def most_open(free_bytes: int, people: int) -> int:
    """How many pages may be open with so much free memory: at least two for each of the people, and as many as one browser may have."""
    return max(MOST_OF_ONE, 2 * people, int(free_bytes * OPEN_MEMORY / KERNEL_BYTES))


class TooMany(Exception):
    """As many pages are open as may be: by one visitor (`of_one`) or by all."""

    def __init__(self, of_one: bool):
        super().__init__()
        self.of_one = of_one


@dataclass(eq=False)
class Opening:
    """A page that a visitor opens or has open; its kernel is known as soon as there is one."""

    visitor: str
    kernel: str = ""


NOW_OPENED = ContextVar[Opening | None](
    "the page for which kernels are started just now; none for those that are prepared", default=None
)


class Kernels(AsyncMappingKernelManager):
    """Ends kernels that a page has left or that no page ever came for, and limits how many pages are open at once.

    A waiting kernel that died is restarted empty; it is ended too, since it has nothing to show any more.
    """

    most_open = Int(help="Pages that all visitors together may have open.").tag(config=True)
    yielding = Bool(
        help="Whether pages leave the processors to what serves everybody: servers, store, the facilitator."
    ).tag(config=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.visited, self.openings = set(), []

    @asynccontextmanager
    async def opening(self, visitor: str) -> AsyncIterator[None]:
        """A page is opened meanwhile. Where too many are open, one that was left makes room, or this raises `TooMany`."""
        others = self.openings = [one for one in self.openings if not one.kernel or one.kernel in self]
        own = [one for one in others if one.visitor == visitor]
        opening = Opening(visitor)
        self.openings.append(opening)
        before = NOW_OPENED.set(opening)
        try:
            if len(own) >= MOST_OF_ONE:
                await self._end_left(own, TooMany(of_one=True))
            elif len(others) > self.most_open:  # this one is among them
                await self._end_left(others, TooMany(of_one=False))
            yield
        finally:
            NOW_OPENED.reset(before)
            if not opening.kernel:
                self.openings.remove(opening)

    async def _end_left(self, openings: Sequence[Opening], otherwise: TooMany) -> None:
        """End the oldest page that nobody looks at any more."""
        left = next(
            (one for one in openings if one.kernel in self.visited and not self._kernel_connections.get(one.kernel)),
            None,
        )
        if left is None:
            raise otherwise
        self.openings.remove(left)
        await self.shutdown_kernel(left.kernel, now=True)

    def give(self, kernel_id: str) -> None:
        """The kernel belongs to the page that is being opened."""
        if opening := NOW_OPENED.get():
            opening.kernel = kernel_id

    def notify_connect(self, kernel_id):
        self.visited.add(kernel_id)
        super().notify_connect(kernel_id)

    async def start_kernel(self, **traits):
        kernel_id = await super().start_kernel(**traits)
        self.give(kernel_id)
        if self.yielding:
            _yield(self.get_kernel(kernel_id).provisioner)
        self.add_restart_callback(kernel_id, partial(self._fallen, kernel_id))
        return kernel_id

    def _fallen(self, kernel_id):
        if kernel_id not in self.visited:
            in_background(self.shutdown_kernel(kernel_id, now=True))


def _yield(provisioner) -> None:
    """Where many pages share few processors, what all of them wait for comes first."""
    lower = psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else min(19, psutil.Process().nice() + YIELDING)
    with suppress(AttributeError, psutil.Error):
        psutil.Process(provisioner.process.pid).nice(lower)


class Turns:
    """Lets a few in at once, of those who wait the one whose name has the smallest `rank`."""

    def __init__(self, at_once: int, rank: Callable[[str], object]):
        self.free, self.rank, self.waiting, self.changed = at_once, rank, [], asyncio.Condition()

    async def enter(self, name: str) -> None:
        async with self.changed:
            self.waiting.append(name)
            try:
                await self.changed.wait_for(lambda: self.free and name == min(self.waiting, key=self.rank))
                self.free -= 1
            finally:
                self.waiting.remove(name)
                self.changed.notify_all()

    async def leave(self, pause: float = 0) -> None:
        await asyncio.sleep(pause)
        async with self.changed:
            self.free += 1
            self.changed.notify_all()


class Prepared(HasTraits):
    """What a room asks of Voilà's prepared pages: one after the other, and nobody waits for one that is not ready."""

    pools = Any(help="The `Pools` of the room.").tag(config=True)
    pause = Float(help="Seconds between pages for later.").tag(config=True)

    def __init__(self, **traits):
        self.opened, self.turns = Counter(), Turns(AT_ONCE, lambda name: self.pools.place(name))
        super().__init__(**traits)

    @default("pause")
    def _usual_pause(self):
        return PAUSE_SECONDS

    @default("kernel_pools_config")
    def _pools_config(self):
        sizes = self.pools.sizes(self.opened)
        return {"default": {"pool_size": 0}} | {name: {"pool_size": size} for name, size in sizes.items()}

    def open_in(self, exercises: Sequence[str]) -> None:
        """Prepare the exercises in the order in which the facilitator will have them opened."""
        self.pools = self.pools.ordered(exercises)
        self.adapt()

    def adapt(self) -> None:
        """Prepare what is missing now; pages that nobody needs soon end, so that there is memory for others."""
        self.kernel_pools_config = self._pools_config()
        current = self.pools.current(self.opened)
        for name in self.pools.notebooks:
            size, ready, pool = self._wanted(name), self.get_pool_size(name), self._pools.get(name, [])
            if name not in current:
                surplus, pool[size:ready] = pool[size:ready], []
                for one in surplus:
                    in_background(self.shutdown_kernel(one.result()["kernel_id"], now=True))
            self.fill_if_needed(notebook_name=name)

    async def get_rendered_notebook(self, notebook_name, **more):
        """Give a prepared page away; it may have waited for hours and is not to count as left before anybody came."""
        *made, kernel_id = await super().get_rendered_notebook(notebook_name, **more)
        self.give(kernel_id)
        self.get_kernel(kernel_id).last_activity = datetime.now(UTC)
        return *made, kernel_id

    async def _initialize(self, notebook_path, kernel_id=None, **traits):
        NOW_OPENED.set(None)
        await self.turns.enter(notebook_path)
        pause = 0
        try:
            if kernel_id is None:
                self._end_if_unwanted(notebook_path)
            if self.opened and (notebook_path,) != self.pools.current(self.opened)[:1]:
                pause = self.pause
            made = await super()._initialize(notebook_path, kernel_id, **traits)
            await asyncio.wait([made["task"]])
            return made | {"process": self._process(made["kernel_id"])}
        finally:
            in_background(self.turns.leave(pause))

    def _end_if_unwanted(self, name: str) -> None:
        pool = self._pools[name]
        if len(pool) > self._wanted(name):
            pool.remove(asyncio.current_task())
            raise asyncio.CancelledError

    def _wanted(self, name: str) -> int:
        return self.kernel_pools_config[name]["pool_size"]

    def get_pool_size(self, notebook_name):
        """How many pages are ready; they come first in the pool, and one that failed or died leaves it."""
        pool = self._pools.get(notebook_name, [])
        pool[:] = [one for one in pool if not one.done() or self._is_ready(one)]
        pool.sort(key=lambda one: not one.done())
        return sum(one.done() for one in pool)

    def _is_ready(self, done: asyncio.Task) -> bool:
        if done.cancelled() or done.exception():
            return False
        process = done.result()["process"]
        return process is not None and process is self._process(done.result()["kernel_id"]) and process.poll() is None

    def _process(self, kernel_id: str):
        """The process of a kernel, another one after each restart; None if there is none (any more)."""
        return getattr(self.get_kernel(kernel_id).provisioner, "process", None) if kernel_id in self else None


def kernels_of_a_room(base_class, preheat_kernel, default_pool_size, page_config_hook=None):
    """Stands in for Voilà's factory of the same signature."""
    made = voila_kernel_manager_factory(base_class, preheat_kernel, default_pool_size, page_config_hook)
    return type("RoomKernels", (Prepared, made), {}) if preheat_kernel else made
