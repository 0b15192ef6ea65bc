"""Work that waits for a pause or is done in small pieces, so that the page answers in between."""

import asyncio
import logging


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
