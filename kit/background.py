"""Work that nobody waits for."""

import asyncio
from collections.abc import Awaitable
from typing import Any

UNDER_WAY: set[asyncio.Future[Any]] = set()  # a task that nobody holds may be thrown away before it is done


def in_background(work: Awaitable[Any]) -> None:
    """Have something done in the loop that is running."""
    task = asyncio.ensure_future(work)
    UNDER_WAY.add(task)
    task.add_done_callback(UNDER_WAY.discard)
