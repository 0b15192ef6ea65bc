"""What came of “Seasons”: the days of every team, what they brought, and what became of the ground and of the agreement."""

from collections.abc import Iterator, Sequence

import numpy as np

from kit.contract import COMMA, TENTHS, Decided, Fact, Names, Played, Table, beside
from kit.exercises.customer_forest import common
from kit.exercises.customer_forest.game import (
    BINDING,
    BOUND,
    COPYCAT,
    FELLER,
    FORESTER,
    FREE,
    LIMIT,
    LUCK,
    MIRROR,
    SEASONS,
    WORD,
    Game,
)
from kit.exercises.customer_forest.setting import TASK_LABELS, TASKS
from kit.messages import Finding, Message, _
from kit.parameters import Shown

TEAM, COMMON = _("Team {number}"), _("Common ground {key}")
BOTS = {FELLER: _("Felix"), FORESTER: _("Flora"), COPYCAT: _("Kim"), MIRROR: _("Mirella")}
NUMBERED = _("{bot} ({number})")
SEASON, DAYS = _("Season {season}"), _("days")
SEASONS_PLAYED, EARNED, CUSTOMERS = _("seasons played"), _("earned so far (EUR)"), _("customers")
SUMS = {
    "eur": _("earned by all teams (EUR)"),
    "customers": _("customers of all teams"),
    "burned": _("burned firms at the end"),
}
MEAN_DAYS = _("mean days per season: {task}")
BROKEN = _("agreement broken by")
SCENE = _("season {season} of {seasons}")

TEAM_HEAD, DAYS_SEASON = _("Team"), _("Mean days per season: {tasks}")
OF_ALL = _("Seasons played: {seasons} of {all}.")
TOGETHER = _("All teams together earned {eur} EUR and leave {customers} customers and {burned} burned firms.")
BY_WORD = _("Halfway the teams gave each other their word: at most {limit} days of winning.")
BY_BOND = _("Halfway the teams agreed, binding for all: at most {limit} days of winning.")
NO_LIMIT = _("Halfway the teams agreed on no limit.")
BROKEN_BY = _("The agreement was broken by: {teams}.")


def read(decided: Decided, _language: str) -> Game:
    """The ground that follows from decisions."""
    return Game(decided("play"))


def scene(decided: Decided, _language: str, room) -> Finding | None:
    """In which season a ground stands: the common one of a group in a room, else its own."""
    ground = common.of_group(room) if room else None
    game = ground.game if ground else Game(decided("play"))
    return Finding(SCENE, {"season": game.now, "seasons": SEASONS}) if game.now and (ground or game.is_begun) else None


# Teams


def teams(played: Played[Game], names: Names) -> list[Message | Finding | str]:
    """What the teams of a ground are called: by their groups, as bots, or by their numbers."""
    own = {team: names[key] for team, key in played.teams if key in names}
    return [own.get(team) or called(played.game, team) for team in played.game.teams]


def called(game: Game, team: int) -> Message | Finding:
    """A bot by its name, numbered where it plays twice; a team of people by its number."""
    player = game.player(team)
    if player not in BOTS:
        return Finding(TEAM, {"number": team})
    is_twice = [game.player(one) for one in game.teams].count(player) > 1
    return Finding(NUMBERED, {"bot": BOTS[player], "number": team}) if is_twice else BOTS[player]


def broke(game: Game, names: Sequence) -> list:
    """The teams that won beyond what they had given their word for."""
    return [names[place] for place in sorted({place for season in game.ground.seasons for place in season.broken})]


def days_of(game: Game) -> np.ndarray:
    """Days by season, team and task, (seasons, teams, tasks)."""
    return np.array([season.days for season in game.ground.seasons], float)


# In full


def facts(played: Played[Game], names: Names) -> Iterator[Fact]:
    """Everything that was decided and what it came to."""
    game = played.game
    if not played.teams and not any(game.given(team) for team in game.humans):
        return
    own = teams(played, names)
    for place, name in enumerate(own):
        yield from _team(game, place, name)
    yield from _ground(game, own)


def _team(game: Game, place: int, name) -> Iterator[Fact]:
    """What a team did season by season, and what came of it for the team."""
    team, finished = game.teams[place], game.ground.seasons
    given = game.given(team) if team in game.humans else [season.days[place] for season in finished]
    for number, days in enumerate(given, start=1):
        part = name, Finding(SEASON, {"season": number})
        yield from (Fact(part, TASK_LABELS[task], int(count), DAYS) for task, count in zip(TASKS, days, strict=True))
    if finished:
        for task, days in zip(TASKS, days_of(game)[:, place].T, strict=True):
            what = Finding(MEAN_DAYS, {"task": TASK_LABELS[task]})
            yield Fact((name,), what, float(days.mean()), DAYS, 1, (float(days.min()), float(days.max())))
        yield Fact((name,), EARNED, round(float(game.ground.earned_eur[place])))
        yield Fact((name,), CUSTOMERS, int(finished[-1].customers[place]))


def _ground(game: Game, own: Sequence) -> Iterator[Fact]:
    """What holds for a whole ground."""
    yield Fact((), LUCK.label, game.setting.chance)
    yield Fact((), SEASONS_PLAYED, len(game.ground.seasons))
    if game.talked:
        yield Fact((), LIMIT.label, Shown(LIMIT, FREE if game.limit is None else str(game.limit)))
    if game.limit is not None:
        yield Fact((), BOUND.label, Shown(BOUND, BINDING if game.binds else WORD))
    if broke(game, own):
        yield Fact((), BROKEN, beside(broke(game, own), COMMA))
    if game.ground.seasons:
        yield from (Fact((), SUMS[name], figure) for name, figure in game.ground.sums.items())


# At a glance


def table(played: Played[Game], names: Names) -> Table:
    """A row for each team, once a season is over."""
    game, own = played.game, teams(played, names)
    finished = game.ground.seasons
    head = (TEAM_HEAD, Finding(DAYS_SEASON, {"tasks": beside(TASK_LABELS[task] for task in TASKS)}), EARNED, CUSTOMERS)
    if not finished:
        return Table(head, unfinished=("",) if any(game.given(team) for team in game.humans) else ())
    earned, days = game.ground.earned_eur, days_of(game).mean(axis=0)
    rows = [
        (
            name,
            beside(Shown(TENTHS, one) for one in days[place].tolist()),
            round(float(earned[place])),
            int(finished[-1].customers[place]),
        )
        for place, name in enumerate(own)
    ]
    said = [Finding(OF_ALL, {"seasons": len(finished), "all": SEASONS})]
    said.append(Finding(TOGETHER, game.ground.sums))
    return Table(head, tuple(rows), said=(*said, *_agreed(game, own)))


def _agreed(game: Game, own: Sequence) -> list[Finding]:
    if not game.talked or len(own) < 2:
        return []
    if game.limit is None:
        return [Finding(NO_LIMIT)]
    broken = broke(game, own)
    agreed = Finding(BY_BOND if game.binds else BY_WORD, {"limit": game.limit})
    return [agreed, Finding(BROKEN_BY, {"teams": beside(broken, COMMA)})] if broken else [agreed]
