"""What is in memory of a firm's own list: opened, read with the answers so far, and gone on demand. Nothing here is ever stored or logged."""

import asyncio
import ctypes
import gc
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from kit.deals.book import Deals
from kit.deals.opened import Opened, open_file
from kit.deals.read import example, read
from kit.deals.receipt import Answers, Progress, Reading
from kit.errors import KitError
from kit.messages import _

LOOK_SECONDS = 0.2  # between two looks at how far reading is
UNREADABLE = _("This file could not be read. Save it in your program once more, as xlsx or as CSV, and try that one.")


class Loaded:
    """One list at a time. `deals` is there once no question is open; `asked` holds what a person said about the firm (sellers, margin)."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        """Nothing is left of a list, and its memory goes back to the computer."""
        self.opened: Opened | None = None
        self.reading: Reading | None = None
        self.answers, self.name, self.asked = Answers(), "", {}
        self.known = {}  # what was worked out from the deals, by name
        give_back()

    @property
    def deals(self) -> Deals | None:
        """The deals as numbers; None while nothing is loaded or a question is open."""
        return self.reading.deals if self.reading else None

    def settle(self) -> None:
        """The receipt is accepted: the text of the list and every name in it are dropped; numbers stay."""
        if self.opened is not None and self.deals is not None:
            self.opened = None
            self.reading = replace(self.reading, names=(), questions=())
            give_back()

    async def load(self, name: str, content: bytes | None, tell: Progress) -> None:
        """Open and read a file, or (without content) the invented firm. Raises `KitError`; what was there before is gone then, too."""
        self.forget()
        opened = await _aside(
            lambda progress: example() if content is None else open_file(name, content, progress), tell
        )
        reading = await _aside(lambda progress: read(opened, Answers(), progress), tell)
        self.opened, self.reading, self.name = opened, reading, name

    async def read_again(self, answers: Answers, tell: Progress) -> None:
        """Read the same list with other answers. Raises `KitError`, and leaves everything as it was."""
        opened = self.opened
        self.reading = await _aside(lambda progress: read(opened, answers, progress), tell)
        self.answers, self.known = answers, {}


def give_back() -> None:
    """Have the memory that is free now go back to the computer, where the system lets us ask for it."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


async def _aside(work: Callable[[Progress], object], tell: Progress):
    """Do it beside the loop, so that the page answers meanwhile; `tell` hears how far it is."""
    shares = [0.0]
    done = asyncio.ensure_future(_in_thread(lambda: work(lambda share: shares.append(share))))
    while not done.done():
        await asyncio.wait([done], timeout=LOOK_SECONDS)
        tell(shares[-1])
        del shares[:-1]
    return done.result()


async def _in_thread(work: Callable[[], object]):
    """What goes wrong unexpectedly is said in one sentence; the log learns its kind and no word of it, since a cell may stand in it."""
    try:
        try:
            return await asyncio.to_thread(work)
        except RuntimeError as error:  # Python in a browser has no threads
            if "thread" not in str(error):
                raise
            return work()
    except KitError:
        raise
    except Exception as error:
        logging.getLogger("kit").error("a list could not be read: %s", type(error).__name__)
        raise KitError(UNREADABLE) from None
