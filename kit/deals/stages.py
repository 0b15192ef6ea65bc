"""The words of a firm for won, lost and open, and for new and existing customers."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import plain, words
from kit.deals.book import EXISTING, LOST, NEW, OPEN, WON
from kit.deals.opened import Cell
from kit.deals.receipt import Answers, Choice, Question
from kit.messages import Finding, _

LEAVE = "leave"
STAGE_ASK = _("“{header}” says “{word}” in {count} rows: is such a deal won, lost or still open?")
AS_WON, AS_LOST, AS_OPEN, AS_NOTHING = _("won"), _("lost"), _("still open"), _("leave these rows out")
STAGE_CHOICES = (
    Choice(WON, Finding(AS_WON)),
    Choice(LOST, Finding(AS_LOST)),
    Choice(OPEN, Finding(AS_OPEN)),
    Choice(LEAVE, Finding(AS_NOTHING)),
)
MOST_WORDS = 30  # more different words are no stages
STAGES = (OPEN, LOST, WON, LEAVE, "")


def stage(word: str) -> str | None:
    """What a stage word means, or None if nobody told.

    >>> stage("Closed Won"), stage("Angebot versendet"), stage("Beim Chef")
    ('won', 'open', None)
    """
    said = plain(word)
    for known in (WON, LOST):
        if said in words(known):
            return known
    if any(part in said for part in ("verloren", "lost", "absage")):
        return LOST
    if any(part in said for part in ("gewonnen", "closedwon")) and "nicht" not in said:
        return WON
    if any((len(one) > 3 and said.startswith(one)) or said == one for one in words(OPEN)):
        return OPEN
    return None


def stages(header: str, cells: Sequence[Cell], answers: Answers) -> tuple[NDArray[np.str_], list[Question]]:
    """The stage of each deal (rows,): open, won, lost, leave, or "" for what is blank or not told yet; and one question for each unknown word."""
    texts = _words(cells)
    counted = Counter(text for text in texts if text)
    meanings, questions = {"": ""}, []
    for place, (word, count) in enumerate(counted.most_common()):
        known, key = stage(word), f"stage_{plain(word)}"
        given = answers.given.get(key)
        if known and given not in STAGES[:4]:
            meanings[word] = known
            continue
        taken = given if given in STAGES[:4] else None
        if place < MOST_WORDS:
            text = Finding(STAGE_ASK, {"header": header, "word": word[:60], "count": count})
            questions.append(Question(key, text, STAGE_CHOICES, (word[:60],), taken, taken is not None))
        meanings[word] = taken or ""
    return np.array([meanings[text] for text in texts]), questions


def kinds(cells: Sequence[Cell]) -> tuple[NDArray[np.str_], list[str]]:
    """Whether each deal is with a new or an existing customer (rows,), "" where nothing known is said; and the words that are not known."""
    texts = _words(cells)
    meanings, unknown = {}, []
    for word in dict.fromkeys(texts):
        said = plain(word)
        is_new, is_old = said in words(NEW), said in words(EXISTING)
        if not is_new and not is_old:
            is_old = said.startswith(("existing", "bestand"))
            is_new = said.startswith(("new", "neu")) and not is_old
        meanings[word] = NEW if is_new else EXISTING if is_old else ""
        unknown += [word] if word and not meanings[word] else []
    return np.array([meanings[text] for text in texts]), unknown


def _words(cells: Sequence[Cell]) -> list[str]:
    known = {cell: _word(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _word(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else str(cell)
    return " ".join(cell.split()) if isinstance(cell, str) else ""
