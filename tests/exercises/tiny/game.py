"""The rules of the human game: call a coin three times. A game is nothing but the decisions made so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from kit.exercises.coin_calls.model import toss

from kit.messages import _
from kit.parameters import Choice, Parameter, decided_or_default

OPEN, HEADS, TAILS = "open", "heads", "tails"
SIDES = {HEADS: _("heads"), TAILS: _("tails")}
CHOICES = (Choice(OPEN, _("not yet")), *(Choice(side, label) for side, label in SIDES.items()))
CALLS = tuple(Parameter(_("your call"), OPEN, choices=CHOICES, name=f"call.{number}") for number in (1, 2, 3))
LUCK = Parameter(_("luck of this round (number)"), 1, 1, 99, 1, name="luck")
MOVES = (*CALLS, LUCK)


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """A pretend group calls the next coin."""
    now = Game(played).now
    return {CALLS[now - 1].name: HEADS if chance.random() < temper else TAILS} if now else {}


@dataclass(frozen=True)
class Game:
    """`tosses`: what was called and what fell, as far as it was played; `now`: which toss is next (from 1), None at the end."""

    decided: Mapping

    @property
    def tosses(self) -> list[tuple[str, str]]:
        called = [decided_or_default(self.decided, call) for call in CALLS]
        played = [*called, OPEN].index(OPEN)
        fell = [HEADS if heads else TAILS for heads in toss(int(decided_or_default(self.decided, LUCK)), len(CALLS))]
        return list(zip(called, fell, strict=True))[:played]

    @property
    def now(self) -> int | None:
        return len(self.tosses) + 1 if len(self.tosses) < len(CALLS) else None

    @property
    def right(self) -> int:
        return sum(called == fell for called, fell in self.tosses)
