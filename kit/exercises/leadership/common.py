"""“Who decides?” in a room: every screen picks by itself, all are revealed at once, and the facilitator enters what was settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from kit.contract import BEGUN, LUCK, Played
from kit.exercises.leadership.game import CARDS, SETTLED, SIDES, WEEKS, Game, pick_name, read_pick
from kit.exercises.leadership.pretend import picked
from kit.journal import Event
from kit.room import picks

EXERCISE = "leadership"


def _is_pick(_settled: Sequence[str], value: object) -> bool:
    return read_pick(value) is not None


RULES = picks.Rules(EXERCISE, len(CARDS), LUCK, _is_pick, _is_pick)


@dataclass(frozen=True)
class Common(picks.Round):
    """One round of the room; a turn is a card."""

    @cached_property
    def game(self) -> Game:
        """The game as far as it is open to all: picks that are not revealed are not in it."""
        decided: dict[str, str | int] = {BEGUN: "yes", LUCK.name: self.luck, WEEKS.name: str(len(SIDES))}
        for card, picked_now in enumerate(self.revealed, start=1):
            for seat, (key, _name) in enumerate(self.groups, start=1):
                if key in picked_now:
                    decided[pick_name(card, seat)] = picked_now[key]
        for card, degrees in enumerate(self.settled, start=1):
            decided |= dict(zip((SETTLED[side, card].name for side in SIDES), degrees.split(","), strict=True))
        return Game(decided, max(len(self.groups), 2))

    @property
    def played(self) -> Played[Game]:
        """The round as the debrief knows it."""
        return Played(EXERCISE, self.key, self.game, self.teams)


def begin(groups: Sequence[tuple[str, str]], number: int) -> Event:
    """A new round of these groups (key, name), with its number as luck."""
    return picks.begin(RULES, groups, number)


def grounds(entries: Iterable, facts_by: str) -> tuple[Common, ...]:
    """All rounds of a room, the first one first."""
    return picks.rounds(RULES, Common, entries, facts_by)


def of_group(room) -> Common | None:
    """The round under way, in which everybody in the room may pick."""
    return picks.of_room(grounds, room)


def rehearse_together(table: Common, key: str, temper: float, chance: Random) -> Mapping:
    """What a pretend group picks for the card on the table; empty while it has to wait."""
    return {table.pick_name: picked(temper, chance)} if key in table.missing else {}
