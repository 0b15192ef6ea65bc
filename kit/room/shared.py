"""Common grounds: groups of a room play Seasons on one territory, each from its own screen.

Everything follows from the entries of the room. A group gives its days for a season; once all groups of a ground have
given theirs (or the facilitator goes on without the missing ones) the season is written down as one fact with a fixed
id. The store takes a fact only once, so it does not matter who writes it, how often, and who is killed meanwhile.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kit.errors import KitError
from kit.games.seasons import BOUND, DIVISION, HUMAN, LIMIT, LUCK, MOST_TEAMS, NOBODY, PLAYED, SEATS, START_DAYS, TALKED, TEAMS, Game
from kit.groups import CUSTOMER_FOREST, Played
from kit.journal import Event
from kit.room.entries import SHARED


@dataclass(frozen=True)
class Common:
    """One common ground. `key` is "round.ground"; `groups` are (key, name when the round began), in order of the teams.

    `seasons`: for each finished season the days of every group; `given`: days of the season under way by group;
    `agreed`: limit and what holds it, once the talk halfway is over.
    """

    key: str
    groups: tuple[tuple[str, str], ...]
    bots: tuple[str, ...]
    luck: int
    seasons: tuple[tuple[str, ...], ...]
    agreed: tuple[str, str] | None
    given: Mapping[str, str]

    @property
    def round(self) -> int:
        """Which round of the room this is, from 1."""
        return int(self.key.split(".")[0])

    @cached_property
    def game(self) -> Game:
        """The game as far as its seasons are finished."""
        humans = len(self.groups)
        players = [HUMAN] * humans + list(self.bots)
        decided = {SEATS[team].name: players[team - 1] if team <= len(players) else NOBODY for team in TEAMS}
        for place in range(humans):
            decided[PLAYED[place + 1].name] = ";".join(season[place] for season in self.seasons)
        decided[LUCK.name] = self.luck
        if self.agreed:
            decided |= {LIMIT.name: self.agreed[0], BOUND.name: self.agreed[1], TALKED.name: "done"}
        return Game(decided)

    @property
    def played(self) -> Played:
        """The ground as the debrief knows it."""
        return Played(self.key, self.game, tuple((place, key) for place, (key, _name) in enumerate(self.groups, start=1)))

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
    return Event(name, "", CUSTOMER_FOREST, SHARED, name, value)


def begin(groups: Sequence[tuple[str, str]], number: int, bots: Sequence[str] = ()) -> list[Event]:
    """A new round with its number as luck: groups (key, name) dealt out evenly over as many grounds as they need."""
    seats = MOST_TEAMS - len(bots)
    count = max(1, -(-len(groups) // seats))
    return [
        _fact(f"{number}.{ground + 1}.teams", json.dumps({"groups": list(groups[ground::count]), "bots": list(bots), "luck": number}, ensure_ascii=False))
        for ground in range(count)
    ]


def grounds(entries: Iterable, facts_by: str) -> tuple[Common, ...]:
    """All common grounds of a room, the first round first. `entries` have `author` and `event`; facts come from `facts_by`."""
    facts, given = {}, {}
    for entry in entries:
        event = entry.event
        if (event.exercise, event.step) != (CUSTOMER_FOREST, SHARED) or not isinstance(event.value, str):
            continue
        if entry.author == facts_by:
            facts.setdefault(event.name, event.value)
        else:
            given.setdefault(event.name, {})[entry.author] = event.value
    keys = sorted((name.removesuffix(".teams") for name in facts if name.endswith(".teams")), key=lambda key: [int(one) for one in key.split(".")])
    return tuple(_ground(key, facts, given) for key in keys)


def _ground(key: str, facts: Mapping[str, str], given: Mapping[str, Mapping[str, str]]) -> Common:
    told = json.loads(facts[f"{key}.teams"])
    groups = tuple((one, name) for one, name in told["groups"])
    seasons = []
    while f"{key}.season.{len(seasons) + 1}" in facts:
        seasons.append(tuple(facts[f"{key}.season.{len(seasons) + 1}"].split(";")))
    limit, _comma, bound = facts.get(f"{key}.talk", "").partition(",")
    before = Common(key, groups, tuple(told["bots"]), int(told["luck"]), tuple(seasons), (limit, bound) if bound else None, {})
    now = given.get(before.days_name(len(seasons) + 1), {})
    most = before.game.allowed(len(seasons))
    valid = {one: now[one] for one, _name in groups if one in now and _possible(now[one], most)}
    return Common(key, groups, before.bots, before.luck, before.seasons, before.agreed, valid)


def _possible(days: str, most: int) -> bool:
    """Whether a group can give these days: a division of the season that keeps to a binding agreement."""
    try:
        return DIVISION.counts(days)[0] <= most
    except KitError:
        return False
