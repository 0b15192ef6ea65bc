"""The kernels of a room: pages are prepared before people open them, and end when they are left."""

import asyncio
import os
from dataclasses import dataclass
from functools import partial

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Any, HasTraits, default
from voila.voila_kernel_manager import voila_kernel_manager_factory

KERNEL_BYTES = 130 * 2**20  # memory of a prepared page
MOST_MEMORY = 0.4  # share of the free memory that prepared pages may take
LATECOMERS = 2  # start pages that stay prepared when everybody is there
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)  # pages under preparation; the other processors answer people


@dataclass(frozen=True)
class Pools:
    """How many pages of each notebook are prepared: the start page for everybody, the others as far as memory reaches.

    people: screens expected; notebooks: their paths, the start page first; most: pages that the memory holds.
    """

    people: int
    notebooks: tuple[str, ...]
    most: int

    def settings(self, started: int = 0) -> dict[str, dict]:
        """Voilà's setting `kernel_pools_config`, when `started` start pages were opened and make room for the others."""
        start, *others = self.notebooks
        waiting = min(self.most, max(min(LATECOMERS, self.people), self.people - started))
        each = min(self.people, (self.most - waiting) // max(1, len(others)))
        sizes = {start: waiting} | dict.fromkeys(others, each)
        return {"default": {"pool_size": 0}} | {name: {"pool_size": size} for name, size in sizes.items()}


def most_pages(free_bytes: int) -> int:
    """How many pages may be prepared with so much free memory."""
    return int(free_bytes * MOST_MEMORY / KERNEL_BYTES)


class Kernels(AsyncMappingKernelManager):
    """Ends kernels that a page has left, but never one that still waits for its page.

    A waiting kernel that died is restarted empty; it is ended too, since it has nothing to show any more.
    """

    def __init__(self, **traits):
        super().__init__(**traits)
        self.visited = set()

    def notify_connect(self, kernel_id):
        self.visited.add(kernel_id)
        super().notify_connect(kernel_id)

    async def start_kernel(self, **traits):
        kernel_id = await super().start_kernel(**traits)
        self.add_restart_callback(kernel_id, partial(self._fallen, kernel_id))
        return kernel_id

    def _fallen(self, kernel_id):
        if kernel_id not in self.visited:
            asyncio.ensure_future(self.shutdown_kernel(kernel_id, now=True))

    async def cull_kernel_if_idle(self, kernel_id):
        if kernel_id in self.visited:
            await super().cull_kernel_if_idle(kernel_id)


class Turns:
    """Lets a few in at once, of those who wait the one with the smallest key first."""

    def __init__(self, at_once: int):
        self.free, self.waiting, self.changed = at_once, [], asyncio.Condition()

    async def enter(self, key: str) -> None:
        async with self.changed:
            self.waiting.append(key)
            try:
                await self.changed.wait_for(lambda: self.free and key == min(self.waiting))
                self.free -= 1
            finally:
                self.waiting.remove(key)
                self.changed.notify_all()

    async def leave(self) -> None:
        async with self.changed:
            self.free += 1
            self.changed.notify_all()


class Prepared(HasTraits):
    """What a room asks of Voilà's prepared pages: one after the other, and nobody waits for one that is not ready."""

    pools = Any(help="The `Pools` of the room.").tag(config=True)

    def __init__(self, **traits):
        self.started, self.turns = 0, Turns(AT_ONCE)
        super().__init__(**traits)

    @default("kernel_pools_config")
    def _pools_config(self):
        return self.pools.settings()

    async def _initialize(self, notebook_path, kernel_id=None, **traits):
        await self.turns.enter(notebook_path)
        try:
            made = await super()._initialize(notebook_path, kernel_id, **traits)
            await asyncio.wait([made["task"]])
            return made | {"process": self._process(made["kernel_id"])}
        finally:
            await self.turns.leave()

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

    async def get_rendered_notebook(self, notebook_name, **traits):
        rendered = await super().get_rendered_notebook(notebook_name, **traits)
        start, *others = self.pools.notebooks
        if notebook_name == start:
            self.started += 1
            self.kernel_pools_config = self.pools.settings(self.started)
            for other in others:
                self.fill_if_needed(notebook_name=other)
        return rendered


def kernels_of_a_room(base_class, preheat_kernel, default_pool_size, page_config_hook=None):
    """Stands in for Voilà's factory of the same signature."""
    made = voila_kernel_manager_factory(base_class, preheat_kernel, default_pool_size, page_config_hook)
    return type("RoomKernels", (Prepared, made), {}) if preheat_kernel else made
