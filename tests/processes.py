"""Processes that end when they like: on a busy machine between being found and being looked at or killed."""

from collections.abc import Iterable
from contextlib import suppress

import psutil


def end(processes: Iterable[psutil.Process | int]) -> None:
    """kill -9 one after the other, unless they have ended by themselves meanwhile."""
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            (psutil.Process(one) if isinstance(one, int) else one).kill()


def family(process: psutil.Process | int) -> list[psutil.Process]:
    """All that a process has started, and what that has started."""
    try:
        return (psutil.Process(process) if isinstance(process, int) else process).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def with_words(processes: Iterable[psutil.Process], *words: str) -> list[psutil.Process]:
    """Those that have all these words in their command."""
    found = []
    for one in processes:
        with suppress(psutil.Error):
            if all(word in " ".join(one.cmdline()) for word in words):
                found.append(one)
    return found
