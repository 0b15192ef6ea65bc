"""Work that waits for a pause or is done in small pieces, so that the page answers in between."""

import asyncio
import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

LESS_URGENT = 10  # steps of niceness behind whatever answers people


class Later:
    """At most one piece of work under way: starting a new one ends the one before."""

    def __init__(self):
        self._task = None

    def start(self, work) -> None:
        """Start a coroutine in the kernel's loop; without a loop (a plain script) do it at once."""
        self.stop()
        try:
            self._task = asyncio.get_running_loop().create_task(_watched(work))
        except RuntimeError:
            asyncio.run(work)

    def stop(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._task = None


async def _watched(work) -> None:
    """What goes wrong is written down; nobody waits for the result."""
    try:
        await work
    except Exception:  # a page must stay calm whatever happens
        logging.getLogger("kit").exception("work for later")


async def aside(work, *given):
    """The result of work that can wait: behind everything that answers people, on Linux; elsewhere after a short pause.

    In a full room all pages share the processors, and what nobody moves must not slow down what somebody moves.
    """
    if sys.platform != "linux":  # only there a single thread may step back
        await asyncio.sleep(0)
        return work(*given)
    return await asyncio.get_running_loop().run_in_executor(_less_urgent(), work, *given)


@cache
def _less_urgent() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "less urgent", _step_back)


def _step_back() -> None:
    me = os.PRIO_PROCESS, threading.get_native_id()
    os.setpriority(*me, max(os.getpriority(*me), LESS_URGENT))  # forward again is not allowed
