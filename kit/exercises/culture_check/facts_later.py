"""The round that is answered 30 days later, beside the first one: per statement and over all, with what chance alone would do.

It counts how many statements moved and where to, and adds up no answers: neither end is the better one. It is for those who answered; what
others see of a group are spreads of at least three people (`facts.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from math import floor

import numpy as np

from kit.contract import TENTHS, Said, Table, beside
from kit.exercises.culture_check.rounds import (
    BEFORE,
    FEWEST,
    LATER,
    by_chance,
    counted,
    drift,
    leaning,
    sheets,
)
from kit.exercises.culture_check.statements import Statement, statements
from kit.messages import Finding, Message, _
from kit.parameters import Shown

STATEMENT, FIRST_TIME, NOW, WHERE_TO = _("Statement"), _("the first time"), _("30 days later"), _("moved by")
EACH, DOT = _("{round}: left · in between · right"), " · "
POINT_NAMES = {1: _("left"), 2: _("rather left"), 3: _("in between"), 4: _("rather right"), 5: _("right")}
LEFT_OUT = _("left out")
TO_RIGHT, TO_LEFT, NOT_MOVED = _("{points} to the right"), _("{points} to the left"), _("not at all")
PEOPLE = _(
    "People who answered: {first} the first time, {later} 30 days later. Left is the first sentence of a statement, right the second; neither is the better one."
)
IN_SUM = _(
    "Of {all} statements, {right} moved to the right, {left} to the left, and {still} did not move. “Moved by” is the difference of the mean answers, on a scale from 1 to 5."
)
ONE_PERSON = _(
    "With {people} people a single person who changes an answer by two points moves a statement by {points}: smaller differences than that are one person’s mood."
)
CHANCE = _(
    "Dealt out to the two rounds at random, the same answer sheets lie at least this far apart in {count} of 100 cases."
)
CHANCE_OFTEN = _(
    "So chance alone does this often: nothing here says that the group as a whole thinks otherwise by now."
)
CHANCE_SELDOM = _(
    "So it is more than chance usually does. What caused it (the workshop, the weeks since, or other people answering) these figures cannot say."
)
FEW = _(
    "With fewer than {fewest} people in a round nothing can be said about a group: take it as a reason to talk about single statements."
)
ALONE_BOTH = _(
    "These are one person’s answers, twice. A step of one point may be nothing but the mood of the day; ask yourself about the statements that moved further."
)
OFTEN = 0.05  # of the deals: below, chance is called a poor explanation
SAME = 0.05  # points: less is no movement


def compared(journals: Iterable, language: str) -> Table | None:
    """Both rounds of the people at these screens; None before somebody has answered both."""
    kept, asked = list(journals), statements(language)
    first, later = (sheets(kept, step, asked) for step in (BEFORE, LATER))
    if not len(first) or not len(later):
        return None
    moves = np.nan_to_num(drift(counted(first), counted(later)))
    single = len(first) == len(later) == 1
    rows = [
        (one.theme, *(_answers(points[:, place], single) for points in (first, later)), _move(moves[place], single))
        for place, one in enumerate(asked)
    ]
    said = (_people(first, later), *_in_sum(moves, asked), *_honestly(first, later, single))
    both = (FIRST_TIME, NOW) if single else (Finding(EACH, {"round": one}) for one in (FIRST_TIME, NOW))
    return Table((STATEMENT, *both, WHERE_TO), tuple(rows), said=said)


def _people(first: np.ndarray, later: np.ndarray) -> Finding:
    return Finding(PEOPLE, {"first": len(first), "later": len(later)})


def _answers(points: np.ndarray, single: bool) -> Said:
    if single:
        return LEFT_OUT if np.isnan(points[0]) else POINT_NAMES[int(points[0])]
    old, middle, new = leaning(counted(points[:, None])[0])
    return beside((old, middle, new), DOT)


def _move(points: float, single: bool) -> Said:
    if abs(points) < SAME:
        return NOT_MOVED
    shown = round(abs(points)) if single else _tenths(abs(points))
    return Finding(TO_RIGHT if points > 0 else TO_LEFT, {"points": shown})


def _in_sum(moves: np.ndarray, asked: Sequence[Statement]) -> Iterator[Finding]:
    right, left = int((moves >= SAME).sum()), int((moves <= -SAME).sum())
    yield Finding(IN_SUM, {"all": len(asked), "right": right, "left": left, "still": len(asked) - right - left})


def _honestly(first: np.ndarray, later: np.ndarray, single: bool) -> Iterator[Finding]:
    """What a change of few people's marks can say."""
    fewest = min(len(first), len(later))
    if single:
        yield _plain(ALONE_BOTH)
    elif fewest < FEWEST:
        yield Finding(FEW, {"fewest": FEWEST})
    else:
        yield Finding(ONE_PERSON, {"people": fewest, "points": _tenths(2 / fewest)})
        share = by_chance(first, later)
        yield Finding(CHANCE, {"count": max(1, floor(100 * share + 0.5))})
        yield _plain(CHANCE_OFTEN if share >= OFTEN else CHANCE_SELDOM)


def _plain(message: Message) -> Finding:
    return Finding(message, {})


def _tenths(points: float) -> Shown:
    return Shown(TENTHS, points)
