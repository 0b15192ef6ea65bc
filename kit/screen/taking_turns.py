"""One after the other on the whole computer, also between processes: a lock on a file, where the system has one."""

import asyncio
import os
from contextlib import asynccontextmanager
from time import monotonic

from platformdirs import user_cache_path

try:
    import fcntl
except ImportError:  # Windows, and Python in a browser: nobody waits
    fcntl = None

LOOK_SECONDS, PATIENCE_SECONDS = 0.1, 20.0


@asynccontextmanager
async def my_turn():
    """Wait until no other page of this person is at it, or for `PATIENCE_SECONDS` at most; then it is this one's turn.

    For work that can wait: in a full room all pages share the processors, and what nobody moves must not slow down what
    somebody moves. The system ends the turn of a process that dies.
    """
    file = _file()
    try:
        until = monotonic() + PATIENCE_SECONDS
        while file is not None and not _is_mine(file) and monotonic() < until:
            await asyncio.sleep(LOOK_SECONDS)
        yield
    finally:
        if file is not None:
            os.close(file)


def _file() -> int | None:
    """The file that is locked; None where there is none, or no place to write."""
    try:
        return (
            os.open(user_cache_path("pair-selling-kit", ensure_exists=True) / "turn", os.O_RDWR | os.O_CREAT, 0o600)
            if fcntl
            else None
        )
    except OSError:
        return None


def _is_mine(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
