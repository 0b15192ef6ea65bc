"""What the kit prints: on any console, and without harm where there is none.

An address has to reach people whatever letters their console knows, and what is printed never stands in the way of what
is done next.
"""

import codecs
import os
import sys

NUMBERS = {"stdout": 1, "stderr": 2}  # of the two streams, for the system and for programs that are started
NEAREST = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "–": "-",
    "…": "...",
}


def open_console() -> None:
    """Have both streams take every letter; one that is missing (as with pythonw) or closed leads nowhere."""
    for name in NUMBERS:
        stream = getattr(sys, name)
        if stream is None or stream.closed:
            _lead_nowhere(name)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="nearest")


def say(sentence: str, to: str = "stdout") -> None:
    """Print a sentence at once; a console that has gone meanwhile gets nothing, now and later."""
    try:
        print(sentence, file=getattr(sys, to), flush=True)
    except (OSError, ValueError):
        _lead_nowhere(to)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that a console does not know."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(NEAREST.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


codecs.register_error("nearest", _nearest)


def _lead_nowhere(name: str) -> None:
    """Also for the programs that will be started: they would take the free number for a file of their own."""
    number, nothing = NUMBERS[name], os.open(os.devnull, os.O_RDWR)
    if nothing == number:
        os.set_inheritable(number, True)
    else:
        os.dup2(nothing, number)
        os.close(nothing)
    setattr(sys, name, open(number, "w", encoding="utf-8", errors="nearest", closefd=False))  # noqa: SIM115 (it stays open)
