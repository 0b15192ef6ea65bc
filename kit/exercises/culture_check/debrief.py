"""Questions about the culture check: where the room lies apart, where it is at one, and what moved. Spreads only, never a person."""

from contextlib import suppress

import numpy as np

from kit.debrief import TOGETHER, Noticed
from kit.errors import KitError
from kit.exercises.culture_check.rounds import (
    AFTER,
    BEFORE,
    FEWEST,
    apart,
    closest,
    furthest,
    has_begun,
    leaning,
    moved,
    moved_most,
    persons,
    rounds,
    spread,
)
from kit.exercises.culture_check.statements import Statement, statements
from kit.groups import Session
from kit.messages import Finding, Told, _
from kit.wording import LANGUAGES

WIDE, NARROW = 0.4, 0.25  # of the largest possible spread: above people lie apart, below they are at one
MUCH = 0.5  # points: less may be a single answer


def _asked() -> list[dict[str, Statement]]:
    """The statements by language, one after the other; none if their file cannot be read, which the page of the check says."""
    with suppress(KitError):
        every = [statements(language) for language in LANGUAGES]
        return [dict(zip(LANGUAGES, one, strict=True)) for one in zip(*every, strict=True)]
    return []


def _told(statement: dict[str, Statement], part: str) -> Told:
    return Told({language: getattr(one, part) for language, one in statement.items()})


def _counts(session: Session, step: str, asked: list[dict[str, Statement]]) -> np.ndarray | None:
    """The spread of a round over all screens; None while somebody is still answering, or of fewer people than a group, or of no statements."""
    if not asked:
        return None
    begun = [journal for journal in session.journals if has_begun(journal, step)]
    first = tuple(next(iter(one.values())) for one in asked)
    is_open = any(not one.is_done for one in rounds(begun, step))
    return None if is_open or persons(begun, step, first) < FEWEST else spread(begun, step, first)


def _leaning(counts: np.ndarray, after: str = "") -> dict[str, int]:
    return dict(zip([f"{side}{after}" for side in ("left", "middle", "right")], leaning(counts), strict=True))


APART = _(
    "On “{theme}” you lie furthest apart: {left} lean to the first sentence, {middle} stand in between, {right} lean to the second."
)
ASK_APART = _("“{old}” or “{new}”: when is the first right at your firm, and when the second?")


def room_apart(session: Session) -> list[Noticed]:
    """The statement on which the room lies furthest apart before the exercises."""
    asked = _asked()
    counts = _counts(session, BEFORE, asked)
    if counts is None or not (places := furthest(counts)) or apart(counts)[places[0]] < WIDE:
        return []
    statement, there = asked[places[0]], counts[places[0]]
    values = {name: _told(statement, name) for name in ("theme", "old", "new")} | _leaning(there)
    return [Noticed(TOGETHER, Finding(APART, values), Finding(ASK_APART, values), 0.4 + 0.5 * float(apart(there)))]


AT_ONE = _(
    "On “{theme}” you are nearly at one: {left} lean to the first sentence, {middle} stand in between, {right} lean to the second."
)
ASK_AT_ONE = _("On “{theme}” you are nearly at one: would your customers see it like that, too?")


def room_at_one(session: Session) -> list[Noticed]:
    """The statement on which the room lies closest together before the exercises."""
    asked = _asked()
    counts = _counts(session, BEFORE, asked)
    if counts is None or not (places := closest(counts)) or apart(counts)[places[0]] > NARROW:
        return []
    values = {"theme": _told(asked[places[0]], "theme")} | _leaning(counts[places[0]])
    return [Noticed(TOGETHER, Finding(AT_ONE, values), Finding(ASK_AT_ONE, values), 0.4)]


MOVED = _(
    "Between before and after it moved most on “{theme}”. First sentence, in between, second sentence: {left}, {middle}, {right} before; {left_after}, {middle_after}, {right_after} after."
)
ASK_MOVED = _("On “{theme}” you answered otherwise than at the beginning: what did you see in between?")


def room_moved(session: Session) -> list[Noticed]:
    """The statement on which the spread of the room moved most between the two rounds."""
    asked = _asked()
    before, after = (_counts(session, step, asked) for step in (BEFORE, AFTER))
    if before is None or after is None or not (places := moved_most(before, after)):
        return []
    place = places[0]
    far = float(moved(before, after)[place])
    if far < MUCH:
        return []
    values = {"theme": _told(asked[place], "theme")} | _leaning(before[place]) | _leaning(after[place], "_after")
    return [Noticed(TOGETHER, Finding(MOVED, values), Finding(ASK_MOVED, values), min(1.0, 0.6 + 0.1 * far))]


RULES = (room_apart, room_at_one, room_moved)
