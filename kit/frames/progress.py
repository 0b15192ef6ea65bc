"""Work in pieces that may take long: it says how far it is, and what is done is kept when somebody interrupts it."""

import sys
import warnings
from collections.abc import Iterable
from time import monotonic
from typing import IO, Any, TypeVar

from IPython import get_ipython

from kit.messages import Message, _
from kit.wording import Language

PATIENCE_SECONDS = 2  # whoever waits no longer than this needs no news
NEWS_SECONDS = 0.2

HOW_FAR = _("{name}: {done} of {all}, about {seconds} s left")
INTERRUPTED = _("Interrupted: {done} of {all} are done and are in the result.")

Piece = TypeVar("Piece")


def as_far_as_it_goes(pieces: Iterable[Piece], count: int, name: str, words: Language) -> list[Piece]:
    """All pieces; after an interruption those that are done, with a warning. If none is done the interruption goes on."""
    done: list[Piece] = []
    news = News(count, name, words)
    try:
        for piece in pieces:
            done.append(piece)
            news.tell(len(done))
    except KeyboardInterrupt:
        if not done:
            raise
        warnings.warn(words.say(INTERRUPTED, done=len(done), all=count), stacklevel=4)
    finally:
        news.end()
    return done


class News:
    """One line that says how far it is: at a terminal and in a notebook, and only where it takes long."""

    def __init__(self, count: int, name: str, words: Language):
        self.count, self.name, self.words = count, Message(name), words
        self.begun = self.told = monotonic()
        self.longest = 0

    def tell(self, done: int) -> None:
        """So many pieces are done."""
        now = monotonic()
        if now - self.begun < PATIENCE_SECONDS or (now - self.told < NEWS_SECONDS and done < self.count):
            return
        self.told = now
        left = round((now - self.begun) / done * (self.count - done))
        self._write(self.words.say(HOW_FAR, name=self.name, done=done, all=self.count, seconds=left))

    def end(self) -> None:
        """Nothing more will come: the line goes."""
        if self.longest:
            self._write("")

    def _write(self, line: str) -> None:
        stream = _stream()
        if stream is None:
            return
        self.longest = max(self.longest, len(line))
        stream.write(f"\r{line:<{self.longest}}" + ("" if line else "\r"))
        stream.flush()


def _stream() -> IO[str] | None:
    """Where a person reads: in a notebook below the cell, else at a terminal."""
    shell: Any = get_ipython()
    if shell is not None and hasattr(shell, "kernel"):
        return sys.stdout
    return sys.stderr if sys.stderr and sys.stderr.isatty() else None
