"""Text that people typed, made fit to stand among other words: nothing in it turns the sentence round it, or is only invisible.

Direction marks of Unicode reach beyond the text that holds them; here they are dropped, or ended where they begin. A text
that runs from right to left by its own letters is kept and isolated (Unicode annex 9, FSI … PDI).
"""

import re
from unicodedata import bidirectional, category

LONGEST_NAME = 60
FSI, PDI = "\u2068", "\u2069"
ISOLATES = "\u2066\u2067" + FSI
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e]")  # marks, embeddings and overrides
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
FROM_RIGHT = {"R", "AL", "AN"}


def balanced(text: str) -> str:
    """A text whose direction marks end within it; without isolates it has none at all."""
    kept: list[str] = []
    depth = 0
    for letter in TURNING.sub("", text):
        depth += (letter in ISOLATES) - (letter == PDI)
        if depth < 0:
            depth = 0
        else:
            kept.append(letter)
    return "".join(kept) + PDI * depth


def isolated(text: str) -> str:
    r"""A text as it can stand in a sentence of another direction.

    >>> isolated("Blue"), isolated("\u202eBlue"), isolated("\u05db\u05d7") == FSI + "\u05db\u05d7" + PDI
    ('Blue', 'Blue', True)
    """
    text = balanced(text)
    within = text.startswith(FSI) and text.endswith(PDI) and text.count(PDI) == 1
    return FSI + text + PDI if not within and any(bidirectional(letter) in FROM_RIGHT for letter in text) else text


def plain(text: str) -> str:
    """A text without any direction marks, for tables and file names."""
    return re.sub(f"[{ISOLATES}{PDI}]", "", TURNING.sub("", text))


def is_seen(text: str) -> bool:
    """Whether anything of a text can be seen."""
    return any(not (letter.isspace() or category(letter)[0] == "C") for letter in text)


def shortened(name: str) -> str:
    """A name as it fits on a board: on one line, without control characters and direction marks; "" if nothing of it can be seen."""
    name = " ".join(CONTROL.sub("", plain(" ".join(name.split()))).split())
    if not is_seen(name):
        return ""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


# Cells of a table that a spreadsheet opens

FORMULA = "=+-@＝＋－＠"
QUOTES = "'\"`´‘’‚“”„«»"
NUMBER = re.compile("-?[0-9]+([.,][0-9]+)?")
SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Typed text without what no file can hold: control characters (line breaks and tabs stay), halves of characters, open direction marks."""
    return SURROGATE.sub("\ufffd", CONTROL.sub("", balanced(str(text)).replace("\r\n", "\n").replace("\r", "\n")))


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: whatever could begin one gets an apostrophe before it.

    >>> safe("=SUM(A1)"), safe(" @home"), safe("-5"), safe("- 5 %")
    ("'=SUM(A1)", "' @home", '-5', "'- 5 %")
    """
    text = clean(text)
    if NUMBER.fullmatch(text):
        return text
    first = next((one for one in text if not (one.isspace() or one in QUOTES or category(one) == "Cf")), "")
    return f"'{text}" if text.startswith(("\t", "\n")) or (first and first in FORMULA) else text
