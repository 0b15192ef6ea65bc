"""“Who decides?” in a room: every screen picks by itself, all are revealed at once, and the facilitator enters what was settled.

Everything follows from the entries of the room. Whoever comes later is in from the next pick on; whoever was missing when a card
was turned over is not waited for any more, and is in again as soon as they pick. What was revealed and what was settled is written
down as a fact with a fixed id. The store takes a fact only once, so it does not matter who writes it and how often.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from kit.contract import BEGUN, LUCK, Played
from kit.errors import KitError
from kit.exercises.leadership.game import CARDS, SETTLED, SIDES, WEEKS, Game, pick_name, read_pick
from kit.exercises.leadership.pretend import picked
from kit.journal import Event, Journal
from kit.room.entries import ROOM, SHARED
from kit.room.names import called, gone
from kit.typed import isolated, shortened

EXERCISE = "leadership"
BEGAN = re.compile(r"([0-9]{1,6})\.table")


@dataclass(frozen=True)
class Common:
    """One round of the room. `groups`: (key, name) of everybody who is or was in it, those of the beginning first.

    `revealed`: for each card that was turned over, in their order, the picks by key; `settled`: the boards as far as they are
    settled; `given`: who has picked for the card on the table; `waited_for`: the keys without which it is not turned over.
    """

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

    @cached_property
    def game(self) -> Game:
        """The game as far as it is open to all: picks that are not revealed are not in it."""
        decided: dict[str, str | int] = {BEGUN: "yes", LUCK.name: self.luck, WEEKS.name: str(len(SIDES))}
        for card, picks in enumerate(self.revealed, start=1):
            for seat, (key, _name) in enumerate(self.groups, start=1):
                if key in picks:
                    decided[pick_name(card, seat)] = picks[key]
        for card, degrees in enumerate(self.settled, start=1):
            decided |= dict(zip((SETTLED[side, card].name for side in SIDES), degrees.split(","), strict=True))
        return Game(decided, max(len(self.groups), 2))

    @property
    def played(self) -> Played[Game]:
        """The round as the debrief knows it."""
        teams = tuple((seat, key) for seat, (key, _name) in enumerate(self.groups, start=1))
        return Played(EXERCISE, self.key, self.game, teams)

    @property
    def is_played(self) -> bool:
        """Whether a card was turned over."""
        return bool(self.revealed)

    @property
    def is_open(self) -> bool:
        """Whether there is a card on the table that is not turned over."""
        return self.game.now is not None and len(self.revealed) < self.game.now

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
        """What a pick for the card on the table is called in the journal of a group."""
        return f"{self.key}.pick.{self.game.now}"

    def due(self) -> Event | None:
        """The picks as a fact, once nobody is missing."""
        return None if self.missing else self.reveal()

    def reveal(self) -> Event | None:
        """The picks as a fact, whoever is missing; None where nobody has picked."""
        if not self.is_open or not self.given:
            return None
        return _fact(f"{self.key}.reveal.{self.game.now}", json.dumps(dict(sorted(self.given.items()))))

    def settle(self, pick: str) -> Event | None:
        """What the team settled on for the card that is turned over; None when it is not the time."""
        if self.game.now is None or self.is_open or read_pick(pick) is None:
            return None
        return _fact(f"{self.key}.settled.{self.game.now}", pick)


def _fact(name: str, value: str) -> Event:
    return Event(name, "", EXERCISE, SHARED, name, value)


def begin(groups: Sequence[tuple[str, str]], number: int) -> Event:
    """A new round of these groups (key, name), with its number as luck."""
    return _fact(f"{number}.table", json.dumps({"groups": list(groups), "luck": number}, ensure_ascii=False))


def grounds(entries: Iterable, facts_by: str) -> tuple[Common, ...]:
    """All rounds of a room, the first one first. `entries` have `author` and `event`; facts come from `facts_by`."""
    entries = list(entries)
    facts: dict[str, str] = {}
    decided: dict[str, list[Event]] = {}
    for entry in entries:
        event = entry.event
        if (event.exercise, event.step) != (EXERCISE, SHARED) or not isinstance(event.value, str):
            continue
        if entry.author == facts_by:
            facts.setdefault(event.name, event.value)
        else:
            decided.setdefault(entry.author, []).append(event)
    given = {author: Journal().adding(events).decided(EXERCISE, SHARED) for author, events in decided.items()}
    numbers = sorted(int(found[1]) for name in facts if (found := BEGAN.fullmatch(name)))
    names, nobody = called(entries), gone(entries)
    return tuple(one for number in numbers if (one := _round(number, facts, given, names, nobody)))


def of_group(room) -> Common | None:
    """The round under way, in which everybody in the room may pick; `room` is a page's part in it, with its `entries`."""
    return latest(grounds(room.entries, ROOM))


def latest(found: Sequence[Common]) -> Common | None:
    """The round that began last."""
    return found[-1] if found else None


def rehearse_together(table: Common, key: str, temper: float, chance: Random) -> Mapping:
    """What a pretend group picks for the card on the table; empty while it has to wait."""
    return {table.pick_name: picked(temper, chance)} if key in table.missing else {}


def _round(
    number: int, facts: Mapping, given: Mapping[str, Mapping], names: Mapping[str, str], nobody
) -> Common | None:
    """A round as the facts tell it, up to the first one that cannot be read; None where nobody can say who plays."""
    told = _told(facts[f"{number}.table"])
    if told is None:
        return None
    first, luck = told
    revealed, settled = _revealed(number, facts), []
    for card in CARDS[: len(revealed)]:
        degrees = facts.get(f"{number}.settled.{card}", "")
        if read_pick(degrees) is None:
            break
        settled.append(degrees)
    revealed = revealed[: len(settled) + 1]
    name = f"{number}.pick.{len(settled) + 1}"
    is_open = len(revealed) == len(settled) < len(CARDS)
    now = {key: one[name] for key, one in given.items() if is_open and read_pick(one.get(name))}
    everybody = dict.fromkeys([*dict(first), *(key for picks in revealed for key in picks), *sorted(now)])
    known = dict(first) | {key: isolated(name) for key, name in names.items() if name}
    waited_for = frozenset(revealed[-1] if revealed else dict(first)) - nobody
    groups = tuple((key, known.get(key) or isolated(key[:4])) for key in everybody)
    return Common(number, luck, groups, tuple(revealed), tuple(settled), now, waited_for)


def _told(fact: str) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """Groups and luck of a round; None where the fact is damaged."""
    try:
        told = json.loads(fact)
        groups = tuple((str(key), isolated(shortened(str(name)))) for key, name in told["groups"])
        LUCK.check(told["luck"])
        return (groups, int(told["luck"])) if groups else None
    except (KeyError, TypeError, ValueError, RecursionError, KitError):
        return None


def _revealed(number: int, facts: Mapping[str, str]) -> list[Mapping[str, str]]:
    """The picks of all cards that were turned over, up to the first one that cannot be read."""
    found = []
    for card in CARDS:
        try:
            picks = json.loads(facts.get(f"{number}.reveal.{card}", ""))
            known = {str(key): str(pick) for key, pick in picks.items() if read_pick(pick)}
        except (AttributeError, TypeError, ValueError, RecursionError):
            break
        if not known:
            break
        found.append(known)
    return found
