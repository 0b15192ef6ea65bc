"""Turn after turn, everybody in a room picks on their own screen, all picks are revealed at once, and the facilitator enters what was settled.

Everything follows from the entries of the room. Whoever comes later is in from the next pick on; whoever was missing when a turn
was revealed is not waited for any more, and is in again as soon as they pick. What was revealed and what was settled is written
down as a fact with a fixed id. The store takes a fact only once, so it does not matter who writes it and how often.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kit.errors import KitError
from kit.journal import Event, Journal
from kit.parameters import Parameter
from kit.room.entries import ROOM, SHARED
from kit.room.names import called, gone
from kit.typed import isolated, shortened

BEGAN = re.compile(r"([0-9]{1,6})\.table")
Possible = Callable[[Sequence[str], object], bool]  # of what was settled so far, and a value
ByItself = Callable[[Sequence[str]], str | None]  # of what was settled so far


@dataclass(frozen=True)
class Rules:
    """What is picked in an exercise: in how many turns, with which luck, and what can be picked and settled in the next turn.

    `by_itself` says what the next turn comes to where there is nothing left to pick, else None.
    """

    exercise: str
    turns: int
    luck: Parameter
    is_pick: Possible
    is_settled: Possible
    by_itself: ByItself = lambda _settled: None


@dataclass(frozen=True)
class Round:
    """One round of a room. `groups`: (key, name) of everybody who is or was in it, those of the beginning first.

    `revealed`: for each turn that was revealed, in their order, the picks by key; `settled`: what was settled, turn by turn;
    `given`: who has picked in this turn; `waited_for`: the keys without which it is not revealed.
    """

    rules: Rules
    number: int
    luck: int
    groups: tuple[tuple[str, str], ...]
    revealed: tuple[Mapping[str, str], ...]
    settled: tuple[str, ...]
    given: Mapping[str, str]
    waited_for: frozenset[str]

    @property
    def key(self) -> str:
        """What this round is called among all."""
        return str(self.number)

    @property
    def now(self) -> int | None:
        """The turn (from 1) that is on; None when all are settled."""
        return len(self.settled) + 1 if len(self.settled) < self.rules.turns else None

    @property
    def teams(self) -> tuple[tuple[int, str], ...]:
        """The groups as teams: number and key."""
        return tuple((seat, key) for seat, (key, _name) in enumerate(self.groups, start=1))

    @property
    def is_played(self) -> bool:
        """Whether a turn was revealed."""
        return bool(self.revealed)

    @property
    def is_open(self) -> bool:
        """Whether there is something to pick that is not revealed."""
        return self.now is not None and len(self.revealed) < self.now

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of those who are waited for."""
        return (
            tuple(key for key, _name in self.groups if key in self.waited_for - self.given.keys())
            if self.is_open
            else ()
        )

    @property
    def pick_name(self) -> str:
        """What a pick of this turn is called in the journal of a group."""
        return f"{self.key}.pick.{self.now}"

    def due(self) -> Event | None:
        """The picks as a fact, once nobody is missing."""
        return None if self.missing else self.reveal()

    def reveal(self) -> Event | None:
        """The picks as a fact, whoever is missing; None where nobody has picked."""
        if not self.is_open or not self.given:
            return None
        return self._fact("reveal", json.dumps(dict(sorted(self.given.items()))))

    def settle(self, value: str) -> Event | None:
        """What was settled for the turn that is revealed; None when it is not the time, or not possible."""
        if self.now is None or self.is_open or not self.rules.is_settled(self.settled, value):
            return None
        return self._fact("settled", value)

    def _fact(self, what: str, value: str) -> Event:
        return _fact(self.rules, f"{self.key}.{what}.{self.now}", value)


Made = TypeVar("Made", bound=Round)


def _fact(rules: Rules, name: str, value: str) -> Event:
    return Event(name, "", rules.exercise, SHARED, name, value)


def begin(rules: Rules, groups: Sequence[tuple[str, str]], number: int) -> Event:
    """A new round of these groups (key, name), with its number as luck."""
    told = {"groups": list(groups), "luck": number}
    return _fact(rules, f"{number}.table", json.dumps(told, ensure_ascii=False))


def rounds(rules: Rules, made: type[Made], entries: Iterable, facts_by: str) -> tuple[Made, ...]:
    """All rounds of a room, the first one first. `entries` have `author` and `event`; facts come from `facts_by`."""
    entries = list(entries)
    facts: dict[str, str] = {}
    decided: dict[str, list[Event]] = {}
    for entry in entries:
        event = entry.event
        if (event.exercise, event.step) != (rules.exercise, SHARED) or not isinstance(event.value, str):
            continue
        if entry.author == facts_by:
            facts.setdefault(event.name, event.value)
        else:
            decided.setdefault(entry.author, []).append(event)
    given = {author: Journal().adding(events).decided(rules.exercise, SHARED) for author, events in decided.items()}
    numbers = sorted(int(found[1]) for name in facts if (found := BEGAN.fullmatch(name)))
    names, nobody = called(entries), gone(entries)
    found = (_round(rules, made, number, facts, given, names, nobody) for number in numbers)
    return tuple(one for one in found if one)


def latest(found: Sequence[Made]) -> Made | None:
    """The round that began last."""
    return found[-1] if found else None


def of_room(grounds: Callable[[Iterable, str], Sequence[Made]], room) -> Made | None:
    """The round under way, in which everybody in the room may pick; `room` is a page's part in it, with its `entries`."""
    return latest(grounds(room.entries, ROOM))


def _round(
    rules: Rules,
    made: type[Made],
    number: int,
    facts: Mapping,
    given: Mapping[str, Mapping],
    names: Mapping[str, str],
    nobody,
) -> Made | None:
    """A round as the facts tell it, up to the first one that cannot be read; None where nobody can say who plays."""
    told = _told(rules, facts[f"{number}.table"])
    if told is None:
        return None
    first, luck = told
    revealed, settled = _turns(rules, number, facts)
    name = f"{number}.pick.{len(settled) + 1}"
    is_open = len(revealed) == len(settled) < rules.turns
    now = {key: one[name] for key, one in given.items() if is_open and rules.is_pick(settled, one.get(name))}
    everybody = dict.fromkeys([*dict(first), *(key for picks in revealed for key in picks), *sorted(now)])
    known = dict(first) | {key: isolated(name) for key, name in names.items() if name}
    last = next((picks for picks in reversed(revealed) if picks), None)
    waited_for = frozenset(dict(first) if last is None else last) - nobody
    groups = tuple((key, known.get(key) or isolated(key[:4])) for key in everybody)
    return made(rules, number, luck, groups, tuple(revealed), tuple(settled), now, waited_for)


def _told(rules: Rules, fact: str) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """Groups and luck of a round; None where the fact is damaged."""
    try:
        told = json.loads(fact)
        groups = tuple((str(key), isolated(shortened(str(name)))) for key, name in told["groups"])
        rules.luck.check(told["luck"])
        return (groups, int(told["luck"])) if groups else None
    except (KeyError, TypeError, ValueError, RecursionError, KitError):
        return None


def _turns(rules: Rules, number: int, facts: Mapping[str, str]) -> tuple[list[Mapping[str, str]], list[str]]:
    """The picks of all turns that were revealed and what was settled, up to the first that cannot be read."""
    revealed, settled = [], []
    for turn in range(1, rules.turns + 1):
        given = rules.by_itself(settled)
        if given is not None:
            revealed.append({})
            settled.append(given)
            continue
        try:
            picks = json.loads(facts.get(f"{number}.reveal.{turn}", ""))
            known = {str(key): str(pick) for key, pick in picks.items() if rules.is_pick(settled, pick)}
        except (AttributeError, TypeError, ValueError, RecursionError):
            break
        if not known:
            break
        revealed.append(known)
        value = facts.get(f"{number}.settled.{turn}", "")
        if not rules.is_settled(settled, value):
            break
        settled.append(value)
    return revealed, settled
