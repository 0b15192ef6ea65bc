"""Common grounds: groups of a room play Seasons on one territory, each from its own screen.

Everything follows from the entries of the room. A group gives its days for a season; once all groups of a ground have
given theirs (or the facilitator goes on without the missing ones) the season is written down as one fact with a fixed
id. The store takes a fact only once, so it does not matter who writes it, how often, and who is killed meanwhile.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from kit.contract import Played
from kit.errors import KitError
from kit.exercises.customer_forest.game import (
    BOUND,
    DIVISION,
    HUMAN,
    LIMIT,
    LUCK,
    MOST_TEAMS,
    NOBODY,
    PLAYED,
    SEASONS,
    SEATS,
    START_DAYS,
    TALKED,
    TEAMS,
    Game,
)
from kit.exercises.customer_forest.pretend import wished
from kit.journal import Event, Journal
from kit.parameters import decided_or_default
from kit.room.entries import ROOM, SHARED
from kit.typed import isolated, shortened

NAME = "customer_forest"
TEAMS_FACT = re.compile(r"([0-9]{1,6}\.[0-9]{1,6})\.teams")


@dataclass(frozen=True)
class Common:
    """One common ground. `key` is "round.ground"; `groups` are (key, name when the round began), in order of the teams.

    `seasons`: for each finished season the days of every group; `given`: days of the season under way by group;
    `agreed`: limit and what holds it, once the talk halfway is over; `missed`: for each finished season the groups whose days
    nobody gave.
    """

    key: str
    groups: tuple[tuple[str, str], ...]
    bots: tuple[str, ...]
    luck: int
    seasons: tuple[tuple[str, ...], ...]
    agreed: tuple[str, str] | None
    given: Mapping[str, str]
    missed: tuple[frozenset[str], ...] = ()

    @property
    def round(self) -> int:
        """Which round of the room this is, from 1."""
        return int(self.key.split(".")[0])

    @cached_property
    def game(self) -> Game:
        """The game as far as its seasons are finished."""
        humans = len(self.groups)
        players = [HUMAN] * humans + list(self.bots)
        decided: dict[str, str | int] = {
            SEATS[team].name: players[team - 1] if team <= len(players) else NOBODY for team in TEAMS
        }
        for place in range(humans):
            decided[PLAYED[place + 1].name] = ";".join(season[place] for season in self.seasons)
        decided[LUCK.name] = self.luck
        if self.agreed:
            decided |= {LIMIT.name: self.agreed[0], BOUND.name: self.agreed[1], TALKED.name: "done"}
        return Game(decided, {team: self._missed(key) for team, (key, _name) in enumerate(self.groups, start=1)})

    def _missed(self, key: str) -> frozenset[int]:
        """The seasons (from 0) for which a group did not give its days."""
        return frozenset(season for season, groups in enumerate(self.missed) if key in groups)

    @property
    def played(self) -> Played[Game]:
        """The ground as the debrief knows it."""
        return Played(
            NAME, self.key, self.game, tuple((place, key) for place, (key, _name) in enumerate(self.groups, start=1))
        )

    @property
    def is_played(self) -> bool:
        """Whether a season is over."""
        return bool(self.seasons)

    @property
    def open(self) -> bool:
        """Whether days can be given now."""
        return self.game.now is not None and not self.game.must_talk

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the groups whose days are missing in the season under way."""
        return tuple(key for key, _name in self.groups if key not in self.given) if self.open else ()

    def days_name(self, season: int) -> str:
        """What the days of a season (from 1) are called in the journal of a group."""
        return f"{self.key}.days.{season}"

    def due(self) -> Event | None:
        """The season as a fact, once every group has given its days."""
        return self.closed() if self.open and not self.missing else None

    def closed(self) -> Event | None:
        """The season as a fact; groups whose days are missing work as in the season before."""
        if not self.open:
            return None
        days = [self.given.get(key) or self._as_before(place) for place, (key, _name) in enumerate(self.groups)]
        return _fact(f"{self.key}.season.{self.game.now}", ";".join(days))

    def _as_before(self, place: int) -> str:
        return self.seasons[-1][place] if self.seasons else DIVISION.together(START_DAYS)

    def agreement(self, limit: str, bound: str) -> Event | None:
        """The agreement halfway as a fact; None when it is not the time to talk."""
        return _fact(f"{self.key}.talk", f"{limit},{bound}") if self.game.must_talk else None


def _fact(name: str, value: str) -> Event:
    return Event(name, "", NAME, SHARED, name, value)


def begin(groups: Sequence[tuple[str, str]], number: int, bots: Sequence[str] = ()) -> list[Event]:
    """A new round with its number as luck: groups (key, name) dealt out evenly over as many grounds as they need."""
    seats = MOST_TEAMS - len(bots)
    count = max(1, -(-len(groups) // seats))
    return [
        _fact(
            f"{number}.{ground + 1}.teams",
            json.dumps({"groups": list(groups[ground::count]), "bots": list(bots), "luck": number}, ensure_ascii=False),
        )
        for ground in range(count)
    ]


def grounds(entries: Iterable, facts_by: str) -> tuple[Common, ...]:
    """All common grounds of a room, the first round first. `entries` have `author` and `event`; facts come from `facts_by`.

    Of two divisions of one group the one decided last counts, as on its own page, whichever arrives first.
    """
    facts, decided, said = {}, {}, set()
    for entry in entries:
        event = entry.event
        if (event.exercise, event.step) != (NAME, SHARED) or not isinstance(event.value, str):
            continue
        if entry.author == facts_by:
            facts.setdefault(event.name, event.value)
        else:
            decided.setdefault(entry.author, []).append(event)
            said.add((entry.author, event.name, event.value))
    given = {author: Journal().adding(events).decided(NAME, SHARED) for author, events in decided.items()}
    keys = sorted(
        (found[1] for name in facts if (found := TEAMS_FACT.fullmatch(name))),
        key=lambda key: [int(one) for one in key.split(".")],
    )
    return tuple(ground for key in keys if (ground := _ground(key, facts, given, said)))


def of_group(room) -> Common | None:
    """The ground on which a group plays in the latest round; `room` is its page's part in the room, with `entries` and its `key`."""
    found = latest(grounds(room.entries, ROOM))
    return next((one for one in found if room.key in dict(one.groups)), None)


def began(entries: Iterable, ground: Common) -> str:
    """When the season under way began (ISO time): with the last fact about the ground; "" if that is not known yet."""
    facts = (one for one in entries if one.author == ROOM and one.event.name.startswith(f"{ground.key}."))
    return max((one.arrived for one in facts), default="")


def latest(found: Sequence[Common]) -> list[Common]:
    """The grounds of the latest round."""
    return [one for one in found if one.round == max(other.round for other in found)]


def _ground(
    key: str, facts: Mapping[str, str], given: Mapping[str, Mapping[str, str]], said: Set[tuple[str, str, str]]
) -> Common | None:
    """The ground that the facts tell, as far as they can be read; None where nobody can say who plays on it.

    `given`: what each group decided on common grounds, by its key and by name; `said`: all it ever decided there.
    """
    told = _told(facts[f"{key}.teams"])
    if told is None:
        return None
    groups, bots, luck = told
    agreed = _agreed(facts[f"{key}.talk"]) if f"{key}.talk" in facts else None
    before = Common(key, groups, bots, luck, _seasons(key, facts, len(groups)), agreed, {})
    season = len(before.seasons)
    name, most = before.days_name(season + 1), before.game.allowed(season)
    now = {one: given[one][name] for one, _name in groups if name in given.get(one, {})}
    missed = tuple(
        frozenset(one for (one, _name), days in zip(groups, played, strict=True) if (one, name, days) not in said)
        for played, name in zip(before.seasons, map(before.days_name, range(1, SEASONS + 1)), strict=False)
    )
    return replace(before, given={one: days for one, days in now.items() if _possible(days, most)}, missed=missed)


def rehearse_together(ground: Common, key: str, temper: float, chance: Random) -> Mapping:
    """The days that a pretend group gives for the season under way; empty while it has to wait."""
    if key not in ground.missing:
        return {}
    return {ground.days_name(len(ground.seasons) + 1): DIVISION.together(wished(ground.game, temper, chance))}


def _told(fact: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], int] | None:
    """Groups, bots and luck of a ground; None where the fact is damaged."""
    try:
        told = json.loads(fact)
        groups = tuple((str(key), isolated(shortened(str(name)))) for key, name in told["groups"])
        LUCK.check(told["luck"])
        bots, luck = tuple(map(str, told["bots"])), int(told["luck"])
    except (KeyError, TypeError, ValueError, RecursionError, KitError):
        return None
    return (groups, bots, luck) if groups and len(groups) + len(bots) <= MOST_TEAMS else None


def _seasons(key: str, facts: Mapping[str, str], teams: int) -> tuple[tuple[str, ...], ...]:
    """The finished seasons, up to the first one that cannot be read."""
    found = []
    while len(found) < SEASONS:
        days = facts.get(f"{key}.season.{len(found) + 1}", "").split(";")
        if len(days) != teams or not all(_possible(one, DIVISION.total) for one in days):
            break
        found.append(tuple(days))
    return tuple(found)


def _agreed(fact: str) -> tuple[str, str]:
    """Limit and what holds it; what is impossible counts as nothing agreed."""
    limit, _comma, bound = fact.partition(",")
    decided = {LIMIT.name: limit, BOUND.name: bound}
    return decided_or_default(decided, LIMIT), decided_or_default(decided, BOUND)


def _possible(days: str, most: int) -> bool:
    """Whether a group can give these days: a division of the season that keeps to a binding agreement."""
    try:
        return DIVISION.counts(days)[0] <= most
    except KitError:
        return False
