"""Days divided over tasks: one division, and the divisions of a whole game one after the other.

Sisters of `Parameter` for what people decide in a game: they have a label, a default, a size and a place for every value
on a row of whole numbers, so that team codes can carry them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import comb
from re import fullmatch
from typing import Any

from kit.errors import SettingError
from kit.messages import Message, _
from kit.parameters import Choice

WRONG_PARTS = _("“{label}” needs {wanted} numbers with commas between them, such as {example}; “{value}” has {count}.")
NOT_WHOLE = _("“{label}” needs a whole number for “{part}”; “{value}” is not one.")
NEGATIVE = _("“{part}” in “{label}” must be 0 or more; {count} is less.")
BETWEEN_PORTIONS = _(
    "“{part}” in “{label}” can only be a multiple of {portion}; {count} lies between {below} and {above}."
)
ADDS_UP_TO_MORE = _("“{label}” adds up to {sum}; that is {more} more than the {total} there are.")
TOO_MANY_ROUNDS = _("“{label}” holds {count} rounds; the game has {most}.")


@dataclass(frozen=True)
class Division:
    """The declaration of equal portions to be divided over named parts; some may be left over.

    `portion` says how much one portion is in `unit`: 12 portions of 5 days are 60 days. A value is a text of counts in
    this unit, one per part, such as "25,20,5,10"; so it lies in the journal.
    """

    label: Message
    default: str
    parts: tuple[Choice, ...]
    portions: int
    portion: int = 1
    unit: Message = Message("")
    name: str = ""

    def __post_init__(self):
        self.check(self.default)

    @property
    def total(self) -> int:
        """How much there is to divide, in the unit."""
        return self.portions * self.portion

    @property
    def size(self) -> int:
        """In how many ways the portions can be divided."""
        return comb(self.portions + len(self.parts), len(self.parts))

    def counts(self, value: Any) -> tuple[int, ...]:
        """What each part gets, in the unit; raises `SettingError` as `check` does."""
        self.check(value)
        return tuple(int(text) for text in str(value).split(","))

    def together(self, counts: Iterable[int]) -> str:
        """The value that gives these counts to the parts, the exact counterpart of `counts`."""
        return ",".join(str(count) for count in counts)

    def index(self, value: Any) -> int:
        """The position of `value` among all divisions; raises `SettingError` as `check` does.

        Each part ends with a bar; the places of the bars in the row of portions and bars are ranked by the combinatorial
        number system (Knuth, The Art of Computer Programming 4A, 7.2.1.3, theorem L).
        """
        ends = accumulate(count // self.portion + 1 for count in self.counts(value))
        return sum(comb(end - 1, bar) for bar, end in enumerate(ends, start=1))

    def at(self, index: int) -> str:
        """The division at a position, the exact counterpart of `index`."""
        ends, end = [0], self.portions + len(self.parts)
        for bar in range(len(self.parts), 0, -1):
            while comb(end - 1, bar) > index:
                end -= 1
            index -= comb(end - 1, bar)
            ends.insert(1, end)
        return self.together((end - start - 1) * self.portion for start, end in pairwise(ends))

    def check(self, value: Any) -> None:
        """Raise `SettingError` unless `value` gives whole portions to each part and no more than there are."""
        texts = str(value).split(",")
        if len(texts) != len(self.parts):
            numbers = {"wanted": len(self.parts), "count": len(texts)}
            raise SettingError(WRONG_PARTS, label=self.label, example=self.default, value=str(value)[:40], **numbers)
        together = sum(self._checked(part, text) for part, text in zip(self.parts, texts, strict=True))
        if together > self.total:
            raise SettingError(
                ADDS_UP_TO_MORE, label=self.label, sum=together, more=together - self.total, total=self.total
            )

    def _checked(self, part: Choice, text: str) -> int:
        named = {"label": self.label, "part": part.label}
        if not fullmatch("-?[0-9]{1,9}", text):
            raise SettingError(NOT_WHOLE, value=text[:40], **named)
        count = int(text)
        if count < 0:
            raise SettingError(NEGATIVE, count=count, **named)
        below = count // self.portion * self.portion
        if count != below:
            raise SettingError(
                BETWEEN_PORTIONS, portion=self.portion, count=count, below=below, above=below + self.portion, **named
            )
        return count


@dataclass(frozen=True)
class Rounds:
    """The divisions of a game, round by round, as far as it is played: "30,20,10,0;40,20,0,0" are two rounds."""

    label: Message
    division: Division
    most: int
    name: str = ""
    default: str = ""

    @property
    def size(self) -> int:
        """In how many ways 0, 1, ... `most` rounds can be played."""
        return sum(self.division.size**played for played in range(self.most + 1))

    def rounds(self, value: Any) -> tuple[tuple[int, ...], ...]:
        """What each part got in each round; raises `SettingError` as `check` does."""
        self.check(value)
        return tuple(self.division.counts(one) for one in _split(value))

    def adding(self, value: Any, counts: Iterable[int]) -> str:
        """The value with one more round."""
        return ";".join([*_split(value), self.division.together(counts)])

    def index(self, value: Any) -> int:
        """The position of `value` among all games, the shorter ones first; raises `SettingError` as `check` does."""
        self.check(value)
        played = _split(value)
        index = sum(self.division.size**fewer for fewer in range(len(played)))
        return index + sum(self.division.index(one) * self.division.size**place for place, one in enumerate(played))

    def at(self, index: int) -> str:
        """The game at a position, the exact counterpart of `index`."""
        count = 0
        while index >= self.division.size**count:
            index -= self.division.size**count
            count += 1
        return ";".join(
            self.division.at(index // self.division.size**place % self.division.size) for place in range(count)
        )

    def check(self, value: Any) -> None:
        """Raise `SettingError` unless every round is a division and there are not too many."""
        played = _split(value)
        if len(played) > self.most:
            raise SettingError(TOO_MANY_ROUNDS, label=self.label, count=len(played), most=self.most)
        for one in played:
            self.division.check(one)


def _split(value: Any) -> list[str]:
    return str(value).split(";") if value else []


def alike(divided: Sequence[Sequence[float]], near: float) -> list[list[int]]:
    """The places of those that divided nearly alike: no two of them further apart than `near` in any part; the largest set first.

    >>> alike([(30, 20), (60, 0), (31, 19), (60, 0), (30, 22)], near=2)
    [[0, 2], [1, 3]]
    """
    left = list(range(len(divided)))
    found: list[list[int]] = []
    while sets := [one for one in (_around(first, left, divided, near) for first in left) if len(one) > 1]:
        found.append(max(sets, key=len))
        left = [place for place in left if place not in found[-1]]
    return found


def _around(first: int, places: Sequence[int], divided: Sequence[Sequence[float]], near: float) -> list[int]:
    """The place `first` and all others that are near it and near each other."""
    together = [first]
    for place in places:
        if place != first and all(
            abs(one - other) <= near
            for known in together
            for one, other in zip(divided[place], divided[known], strict=True)
        ):
            together.append(place)
    return sorted(together)
