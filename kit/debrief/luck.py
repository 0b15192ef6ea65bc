"""The same decisions with other luck: what a difference owes to what people did, and what to the dice.

Whatever was decided in a game is played again with lucks that it did not have. Only the luck differs, so whoever is ahead
nearly always is ahead because of the decisions; whoever is ahead about as often as behind was lucky this time. Where
neither is so, nothing is claimed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from kit.contract import LUCK, Move
from kit.messages import Finding
from kit.parameters import Parameter, decided_or_default

LUCKS = 24  # other lucks that are played
COIN, NEARLY_ALL = 0.4, 0.9  # shares of lucks: behind so often is luck, ahead so often is not
Moves = tuple  # the values of all moves of a game in their order, as its rules read them


@dataclass(frozen=True)
class Runner:
    """Somebody who earned something: what they are called, with which luck, and `again(luck)` for any other one."""

    called: str | Finding
    luck: int
    earned_eur: float
    again: Callable[[int], float]


@dataclass(frozen=True)
class Duel:
    """Who was ahead of two, and in how many of `lucks` games with other luck `first` and `second` would have been."""

    winner: Runner
    other: Runner
    first: int
    second: int
    lucks: int

    @property
    def error(self) -> int:
        """How far the counts can be off."""
        return error(self.first, self.lucks)

    @property
    def luck_decided(self) -> bool:
        """Whether the other one would have been ahead about as often; a tie counts half for each."""
        return self.lucks - self.first + self.second >= 2 * COIN * self.lucks

    @property
    def decisions_decided(self) -> bool:
        """Whether the one who was ahead nearly always is."""
        return self.first >= NEARLY_ALL * self.lucks

    @property
    def counts(self) -> Mapping:
        """The figures for a sentence."""
        return {"first": self.first, "second": self.second, "lucks": self.lucks, "error": self.error}


def error(count: int, lucks: int) -> int:
    """How far a count can be off because only so many lucks were played (one standard deviation, at least 1)."""
    return max(1, round(sqrt(count * (lucks - count) / lucks)))


def extremes(runners: Sequence[Runner]) -> Duel | None:
    """Who earned most against who earned least; None where nobody is ahead of anybody."""
    ranked = _ranked(runners)
    return _duel(ranked[0], ranked[-1]) if ranked else None


def lucky(runners: Sequence[Runner]) -> Duel | None:
    """A lead that luck decided: of the first over the last, else over the second; None where it was not luck."""
    ranked = _ranked(runners)
    followers = dict.fromkeys((len(ranked) - 1, 1)) if ranked else ()
    duels = (_duel(ranked[0], ranked[place]) for place in followers if ranked[place].earned_eur < ranked[0].earned_eur)
    return next((duel for duel in duels if duel.luck_decided), None)


def _ranked(runners: Sequence[Runner]) -> list[Runner]:
    """Who earned most first; nobody where all earned the same."""
    ranked = sorted(runners, key=lambda one: -one.earned_eur)
    return ranked if len(ranked) > 1 and ranked[0].earned_eur > ranked[-1].earned_eur else []


def _duel(winner: Runner, other: Runner) -> Duel:
    lucks = other_lucks(winner.luck, other.luck)
    pairs = [(winner.again(luck), other.again(luck)) for luck in lucks]
    return Duel(winner, other, sum(one > two for one, two in pairs), sum(two > one for one, two in pairs), len(lucks))


def other_lucks(*had: int) -> tuple[int, ...]:
    """The first lucks that were not had."""
    return tuple([luck for luck in range(int(LUCK.low), int(LUCK.high) + 1) if luck not in had][:LUCKS])


# A game again


def moves(play: Sequence[Move], decided: Mapping) -> Moves:
    """All moves of a game as its rules read them: what is impossible counts as not decided."""
    return tuple(decided_or_default(decided, move) for move in play)


def with_luck(play: Sequence[Move], played: Moves, luck: Parameter, value: int) -> dict:
    """The same decisions with another luck."""
    return dict(zip([move.name for move in play], played, strict=True)) | {luck.name: value}
