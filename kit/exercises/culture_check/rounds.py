"""The culture check: who has answered, and how far a group lies apart.

Knows spreads only. Nobody's answers are compared with their earlier ones, nothing is added up over statements, and
neither end of a statement counts as the better one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kit.exercises.culture_check.statements import Statement
from kit.journal import Journal

NAME = "culture_check"  # the “exercise” under which everything is kept
BEFORE, SPREAD, AFTER, LATER = "before", "spread", "after", "later"  # its steps; all but the spread are its rounds
THROUGH, PERSON, LIFTED = (
    "through",
    "person",
    "lifted",
)  # how many are through, who has the form, whether the curtain is up
MOST_PERSONS = 12  # at one screen
PERSON_MINUTES = {
    BEFORE: 3,
    AFTER: 2,
    LATER: 3,
}  # how long somebody takes in a round; right after the first one the sentences are known
FEWEST = 3  # with fewer people, a spread is no group's
POINTS = {str(point): point for point in range(1, 6)}  # the browser writes the point of a choice as text


# Who has answered


@dataclass(frozen=True)
class Round:
    """One round at one screen, from what its journal decided; what is impossible there counts as not decided.

    People are numbered in the order in which they take the form. Their answers are named “person.statement”.
    """

    decided: Mapping

    @property
    def through(self) -> int:
        """How many people are through."""
        return self._count(THROUGH)

    @property
    def person(self) -> int:
        """Who has the form; 0 while the curtain is down between two people or lifted at the end."""
        following = self.through + 1
        has_form = (
            following <= MOST_PERSONS and not self.is_done and (following == 1 or self._count(PERSON) == following)
        )
        return following if has_form else 0

    @property
    def is_done(self) -> bool:
        """Whether all who wanted to are through, and the curtain is lifted."""
        return self.through > 0 and self.decided.get(LIFTED) == "yes"

    @property
    def persons(self) -> tuple[int, ...]:
        """Everybody whose answers may be shown: nobody before the curtain is lifted."""
        return tuple(range(1, self.through + 1)) if self.is_done else ()

    def answer(self, person: int, key: str) -> int | None:
        """A person's point on a statement, 1 (old) to 5 (new); None where it was left out."""
        return POINTS.get(str(self.decided.get(f"{person}.{key}")))

    def _count(self, name: str) -> int:
        value = self.decided.get(name)
        return value if type(value) is int and 0 <= value <= MOST_PERSONS else 0


def rounds(journals: Iterable[Journal], step: str) -> list[Round]:
    """The same round at several screens."""
    return [Round(journal.decided(NAME, step)) for journal in journals]


def has_begun(journal: Journal, step: str) -> bool:
    """Whether anybody at a screen has answered in a round, or taken the form."""
    return any("." in name or name == THROUGH for name in journal.decided(NAME, step))


def spread(journals: Iterable[Journal], step: str, asked: Sequence[Statement]) -> np.ndarray:
    """How many people chose each point: counts of shape (statements, 5), only from screens whose curtain is lifted."""
    counts = np.zeros((len(asked), len(POINTS)), dtype=int)
    for one in rounds(journals, step):
        for place, statement in enumerate(asked):
            for person in one.persons:
                point = one.answer(person, statement.key)
                if point:
                    counts[place, point - 1] += 1
    return counts


def persons(journals: Iterable[Journal], step: str, asked: Sequence[Statement]) -> int:
    """How many people a spread stands for: all who answered at least one statement at a screen whose curtain is lifted."""
    return sum(
        any(one.answer(person, statement.key) for statement in asked)
        for one in rounds(journals, step)
        for person in one.persons
    )


# How far people lie apart


def apart(counts: np.ndarray) -> np.ndarray:
    """How far people lie apart on each statement: 0 (all on one point) to 1 (half at either end); nan without answers.

    The mean distance between two answers drawn from the group, with replacement, as a share of the largest possible one.
    With cumulative shares F it is the sum of F(1 - F) over the four gaps between five points: the ordinal dispersion
    1 - l² of Blair and Lacy 2000, Sociological Methods & Research 28:251.

    >>> apart(np.array([[0, 0, 7, 0, 0], [3, 0, 0, 0, 3], [2, 2, 2, 2, 2]]))
    array([0. , 1. , 0.8])
    """
    people = counts.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        below = counts.cumsum(axis=-1)[..., :-1] / people
    return (below * (1 - below)).sum(axis=-1) * 4 / (len(POINTS) - 1)


def moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """How far the spread itself moved on each statement, in points: 0 to 4; nan where a round has no answers.

    The smallest total distance by which one distribution turns into the other (earth mover's distance), which for
    ordered points is the sum of the differences between cumulative shares. It needs no matching of people.

    >>> moved(np.array([[4, 0, 0, 0, 0]]), np.array([[0, 0, 0, 0, 2]]))
    array([4.])
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [counts.cumsum(axis=-1) / counts.sum(axis=-1, keepdims=True) for counts in (before, after)]
    return np.abs(shares[1] - shares[0]).sum(axis=-1)


def order(counts: np.ndarray) -> list[int]:
    """The places of all statements, furthest apart first; those nobody answered come last, equal ones stay in order."""
    far = np.nan_to_num(apart(counts), nan=-1.0)
    return sorted(range(len(counts)), key=lambda place: -round(float(far[place]), 9))


def leaning(counts: np.ndarray) -> tuple[int, int, int]:
    """How many lean to the old end, stand in the middle, and lean to the new end of one statement."""
    return int(counts[:2].sum()), int(counts[2]), int(counts[3:].sum())


def furthest(counts: np.ndarray) -> list[int]:
    """The places of the statements on which people lie furthest apart; more than one where they tie."""
    return _most(apart(counts), counts)


def closest(counts: np.ndarray) -> list[int]:
    """The places of the statements on which people lie closest together."""
    return _most(-apart(counts), counts)


def moved_most(before: np.ndarray, after: np.ndarray) -> list[int]:
    """The places of the statements whose spread moved most; none if nothing moved."""
    far = moved(before, after)
    return [place for place in _most(far, before, after) if far[place] > 0]


def _most(values: np.ndarray, *counts: np.ndarray) -> list[int]:
    """The places of the largest value among statements that enough people answered in every round."""
    enough = [place for place in range(len(values)) if all(one[place].sum() >= FEWEST for one in counts)]
    return [place for place in enough if np.isclose(values[place], max(values[enough]))]


# What moved, and what chance alone would move

DEALS = 999  # how often the sheets are dealt out again
SHEETS_SEED = 30  # so that the same answers always give the same figure


def sheets(journals: Iterable[Journal], step: str, asked: Sequence[Statement]) -> np.ndarray:
    """What each person answered in a round: points of shape (people, statements), nan where one was left out; no names, in no order."""
    answered = [
        [one.answer(person, statement.key) or np.nan for statement in asked]
        for one in rounds(journals, step)
        for person in one.persons
    ]
    made = np.array(answered, dtype=float).reshape(len(answered), len(asked))
    return made[~np.isnan(made).all(axis=1)]


def counted(points: np.ndarray) -> np.ndarray:
    """How many people chose each point: counts of shape (statements, 5) of points of shape (people, statements)."""
    return np.stack([(points == point).sum(axis=0) for point in POINTS.values()], axis=-1)


def drift(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """By how many points the mean answer moved to the second sentence (negative: to the first); counts of shape (statements, 5).

    >>> drift(np.array([[4, 0, 0, 0, 0]]), np.array([[2, 2, 0, 0, 0]]))
    array([0.5])
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        means = [(counts * list(POINTS.values())).sum(axis=-1) / counts.sum(axis=-1) for counts in (before, after)]
    return means[1] - means[0]


def by_chance(first: np.ndarray, second: np.ndarray) -> float:
    """In which share of random deals two rounds lie at least as far apart as they do, if the round had made no difference; nan without answers.

    All sheets (points of shape (people, statements)) are shuffled and dealt out to the two rounds anew, each person's answers together; how
    far apart they lie is the mean of `moved` over the statements. A randomisation test (Edgington and Onghena 2007, Randomization Tests),
    with the deal that happened counted in. That some people answered both rounds is not used, so it is on the careful side.
    """
    if not len(first) or not len(second):
        return float("nan")
    every, chance = np.concatenate([first, second]), np.random.default_rng(SHEETS_SEED)
    order_of = np.array([np.arange(len(every)), *(chance.permutation(len(every)) for _deal in range(DEALS))])
    dealt = every[order_of]
    far = _far(dealt[:, : len(first)], dealt[:, len(first) :])
    return float((far >= far[0] - 1e-12).mean())


def _far(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How far two rounds lie apart, per deal: the mean of `moved` over the statements; points of shape (deals, people, statements)."""
    counts = [np.stack([(one == point).sum(axis=1) for point in POINTS.values()], axis=-1) for one in (first, second)]
    return np.nan_to_num(moved(*counts)).mean(axis=-1)
