"""Work that waits for a pause or is done in small pieces, so that the page answers in between."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager


class Postponed:
    """At most one piece of work under way: starting a new one ends the one before. What goes wrong in it, `guard` says."""

    def __init__(self, guard: Callable[[], AbstractContextManager]):
        self._guard, self._task = guard, None

    def start(self, work) -> None:
        """Start a coroutine in the kernel's loop; without a loop (a plain script) do it at once."""
        self.stop()
        try:
            self._task = asyncio.get_running_loop().create_task(self._guarded(work))
            self._task.add_done_callback(lambda _task: work.close())  # also what was ended before it began
        except RuntimeError:
            asyncio.run(self._guarded(work))

    def stop(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._task = None

    async def _guarded(self, work) -> None:
        with self._guard():
            await work
