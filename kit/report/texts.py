"""Texts and tables of the report page: what people typed is kept short, and turns nothing that stands beside it."""

import datetime
from collections.abc import Iterable

from kit.commitments import Commitment
from kit.contract import Said
from kit.messages import Finding, _, is_typed
from kit.typed import clean, plain
from kit.wording import Language

LONGEST_SAID = 400  # characters
HAS_PASSED = _("{date} (has passed)")


def short(text: str, most: int) -> str:
    """Typed text as it stands on the page: on one line, at most so long, without marks that turn the text around it."""
    line = " ".join(plain(clean(text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def sentence(words: Language, finding: Finding) -> str:
    """A finding in the reader's language; text within it that people typed is kept short."""
    return words.say(_shortened(finding))


def _shortened(value):
    if isinstance(value, Finding):
        return Finding(value.message, {name: _shortened(one) for name, one in value.values.items()})
    return short(value, LONGEST_SAID) if is_typed(value) else value


def said(words: Language, value: Said) -> str:
    """A value as it stands alone in a cell or a title."""
    shown = _shortened(value)
    return shown if is_typed(shown) else words.said(shown)


def by_when(words: Language, step: Commitment, today: datetime.date, most: int) -> str:
    """The day of a step, as it was typed where it is none; one that has gone by without an answer says so."""
    if step.day is None:
        return short(step.until, most)
    date = words.date(step.day)
    return words.say(HAS_PASSED, date=date) if step.is_past(today) else date


def grid(head: Iterable, rows: Iterable[Iterable], kind: str = "") -> dict:
    """A table for the template; a cell is a text, lines of text, groups, a team, or bars."""
    return {"head": list(head), "rows": [list(row) for row in rows], "kind": kind}
