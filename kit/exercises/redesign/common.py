"""“The board meeting” in a room: every screen proposes by itself, all are revealed at once, and the facilitator enters what was decided.

The seats go round: sales, product, finance, works council, sales again. Nobody speaks for a seat that nobody has.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from kit.contract import BEGUN, LUCK, Played
from kit.exercises.redesign.game import PULLED, SEATED, YEARS, Game, plan_name
from kit.exercises.redesign.game_paths import NOTHING, goes_on, is_spent, path_of, read_plan, written
from kit.exercises.redesign.pretend import planned
from kit.journal import Event
from kit.room import picks

EXERCISE = "redesign"


def _is_pick(settled: Sequence[str], value: object) -> bool:
    return goes_on(settled, read_plan(value))


def _is_settled(settled: Sequence[str], value: object) -> bool:
    return path_of((*settled, str(value))) is not None


def _by_itself(settled: Sequence[str]) -> str | None:
    return written(()) if is_spent(path_of(settled) or NOTHING) else None


RULES = picks.Rules(EXERCISE, YEARS, LUCK, _is_pick, _is_settled, _by_itself)


@dataclass(frozen=True)
class Common(picks.Round):
    """One round of the room; a turn is a meeting."""

    @cached_property
    def game(self) -> Game:
        """The game as far as it is open to all: proposals that are not revealed are not in it."""
        decided: dict[str, str | int] = {BEGUN: "yes", LUCK.name: self.luck}
        for year, plans in enumerate(self.revealed, start=1):
            decided |= {plan_name(year, seat): plans[key] for seat, key in self.teams if key in plans}
        decided |= {PULLED[year].name: bits for year, bits in enumerate(self.settled, start=1)}
        return Game(decided, tuple((seat, self.role_of(key)) for seat, key in self.teams))

    @property
    def played(self) -> Played[Game]:
        """The round as the debrief knows it."""
        return Played(EXERCISE, self.key, self.game, self.teams)

    def role_of(self, key: str) -> str:
        """Which seat a screen has; whoever is not in the round yet gets the next one."""
        keys = [one for one, _name in self.groups]
        return SEATED[(keys.index(key) if key in keys else len(keys)) % len(SEATED)]


def begin(groups: Sequence[tuple[str, str]], number: int) -> Event:
    """A new round of these groups (key, name), with its number as luck."""
    return picks.begin(RULES, groups, number)


def grounds(entries: Iterable, facts_by: str) -> tuple[Common, ...]:
    """All rounds of a room, the first one first."""
    return picks.rounds(RULES, Common, entries, facts_by)


def of_group(room) -> Common | None:
    """The round under way, in which everybody in the room may propose."""
    return picks.of_room(grounds, room)


def rehearse_together(table: Common, key: str, temper: float, chance: Random) -> Mapping:
    """What a pretend group proposes; empty while it has to wait."""
    return {table.pick_name: planned(table.game, temper, chance)} if key in table.missing else {}
