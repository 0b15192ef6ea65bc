"""Finds team codes in what people paste: chats, mails and word processors change dashes and add marks, labels and brackets.

What is allowed in a code is kept, whatever stands around and between its blocks. A code is only found where all its check
characters are right, so that ordinary words are never taken for one. Positions are those of the pasted text.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
# What may stand between two blocks of one code: anything; only spaces and dashes; no space either. The loosest that fits counts.
GAPS = (re.compile(r"[\W_]*"), re.compile(r"[^\w:;,!?()\[\]{}<>\"'“”„«»|/=]*|_*"), re.compile(r"[^\w\s]*|_*"))
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # drawn as nothing, although they count as letters or marks

Block = tuple[str, int, int]  # its characters, and where it begins and ends
# How many of these blocks are a complete code, from the first one on; 0 for none.
Measure = Callable[[Sequence[str]], int]


@dataclass(frozen=True)
class Pasted:
    """A code in a pasted text: its blocks, and where it begins and ends there."""

    blocks: tuple[str, ...]
    start: int
    end: int


def seen(text: str) -> tuple[str, list[int]]:
    """What a person sees of a text, in capitals and usual letters, and where each character stands in the text."""
    shown = [
        (letter, place)
        for place, typed in enumerate(text)
        for letter in unicodedata.normalize("NFKC", typed).upper()
        if unicodedata.category(letter) != "Cf" and letter not in BLANK
    ]
    return "".join(letter for letter, _place in shown), [place for _letter, place in shown]


def codes_in(text: str, size: int, read: dict[int, str], measure: Measure) -> list[Pasted]:
    """All complete codes with blocks of `size` characters; `read` puts misread characters right, `measure` knows codes."""
    shown, places = seen(text)
    blocks = [block for word in WORD.finditer(shown) for block in _cut(word, size)]
    for gap in GAPS:
        found = [code for run in _runs(blocks, shown, gap) for code in _parsed(run, read, measure)]
        if found:
            return [
                Pasted(tuple(one for one, _start, _end in code), places[code[0][1]], places[code[-1][2] - 1] + 1)
                for code in found
            ]
    return []


def _cut(word: re.Match[str], size: int) -> list[Block | None]:
    """A word as blocks; None where it cannot be any."""
    if len(word.group()) % size:
        return [None]
    return [
        (word.group()[start : start + size], word.start() + start, word.start() + start + size)
        for start in range(0, len(word.group()), size)
    ]


def _runs(blocks: Sequence[Block | None], shown: str, gap: re.Pattern[str]) -> list[list[Block]]:
    """Blocks one after the other with nothing but such gaps between them."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        if block is None or (runs[-1] and not gap.fullmatch(shown, runs[-1][-1][2], block[1])):
            runs.append([])
        if block is not None:
            runs[-1].append(block)
    return [run for run in runs if run]


def _parsed(run: Sequence[Block], read: dict[int, str], measure: Measure) -> list[list[Block]]:
    """A run as complete codes one after the other; nothing if anything is left over, for then a block may be missing or doubled."""
    blocks = [(text.translate(read), start, end) for text, start, end in run]
    found: list[list[Block]] = []
    while blocks:
        count = measure([text for text, _start, _end in blocks])
        if not count:
            return []
        found.append(blocks[:count])
        blocks = blocks[count:]
    return found
