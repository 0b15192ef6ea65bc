"""What came of “Seasons”: the days of every team, what they brought, and what became of the ground and of the agreement."""

from collections.abc import Iterator, Sequence

import numpy as np

from kit.contract import COMMA, TENTHS, Decided, Fact, Names, Played, Said, Table, beside
from kit.divisions import alike
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
    TALK_AFTER,
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
BY_NOBODY = _("days given by nobody")
MISSED = _("seasons for which nobody gave the days")
AS_BEFORE = _("as in the season before")
SCENE = _("season {season} of {seasons}")

TEAM_HEAD, DAYS_SEASON = _("Team"), _("Mean days per season: {tasks}")
OF_ALL = _("Seasons played: {seasons} of {all}.")
TOGETHER = _("All teams together earned {eur} EUR and leave {customers} customers and {burned} burned firms.")
BY_WORD = _("Halfway the teams gave each other their word: at most {limit} days of winning.")
BY_BOND = _("Halfway the teams agreed, binding for all: at most {limit} days of winning.")
NO_LIMIT = _("Halfway the teams agreed on no limit.")
BROKEN_BY = _("The agreement was broken by: {teams}.")
NOT_GIVEN = _("in {count} of {all} seasons nobody gave the days")
NO_RANKING = _("The teams stand in the order in which they came.")
SAME_DAYS = 2.5  # mean days per season: teams that differ by no more in any task did the same
SAME = _("{count} teams did nearly the same and earned {low} to {high} thousand EUR: luck has a large part in that.")
THOUSAND = 1000


def read(decided: Decided, _language: str) -> Game:
    """The ground that follows from decisions."""
    return Game(decided("play"))


def scene(decided: Decided, _language: str, room) -> Finding | None:
    """In which season a ground stands: the common one of a group in a room, else its own."""
    ground, game = common.of_group(room) if room else None, Game(decided("play"))
    return scene_together(ground) if ground else _scene(game) if game.is_begun else None


def scene_together(ground: common.Common) -> Finding | None:
    """In which season a common ground stands."""
    return _scene(ground.game)


def _scene(game: Game) -> Finding | None:
    return Finding(SCENE, {"season": game.now, "seasons": SEASONS}) if game.now else None


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


WON_BEYOND = _("{team}: season {season}, {days} days. Word broken {count} times.")
WON_BEYOND_ONCE = _("{team}: season {season}, {days} days. Word broken once.")
KEPT = _("Kept: {teams}.")
NOT_THERE = _("Nobody gave the days of: {teams}.")
NOBODY_KEPT = _("Nobody kept it.")
EVERYBODY_KEPT = _("Everybody kept it.")


def word(game: Game, own: Sequence) -> list[Finding]:
    """What became of the word given halfway: who broke it first when, how far and how often, who kept it, and who was never there."""
    if game.limit is None or game.binds or len(game.ground.seasons) <= TALK_AFTER:
        return []
    said, kept, absent = [], [], []
    for place, team in enumerate(own):
        if not any(game.is_given(game.teams[place], season) for season in range(TALK_AFTER, len(game.ground.seasons))):
            absent.append(team)
            continue
        beyond = [(number, one) for number, one in enumerate(game.ground.seasons, start=1) if place in one.broken]
        if not beyond:
            kept.append(team)
            continue
        season, days = beyond[0][0], int(beyond[0][1].days[place, 0])
        values = {"team": team, "season": season, "days": days, "count": len(beyond)}
        said.append(Finding(WON_BEYOND if len(beyond) > 1 else WON_BEYOND_ONCE, values))
    gone = [Finding(NOT_THERE, {"teams": beside(absent, COMMA)})] if absent else []
    if kept and not said and not absent:
        return [Finding(EVERYBODY_KEPT)]
    return [*said, *gone, Finding(KEPT, {"teams": beside(kept, COMMA)}) if kept else Finding(NOBODY_KEPT)]


def days_of(game: Game) -> np.ndarray:
    """Days by season, team and task, (seasons, teams, tasks)."""
    return np.array([season.days for season in game.ground.seasons], float)


def equals(divided: Sequence[Sequence[float]], earned_eur: Sequence[float]) -> list[int]:
    """The places of those who did nearly the same (mean days by task) and earned differently; the largest such set."""
    return next(
        (one for one in alike(divided, SAME_DAYS) if len({_thousands(earned_eur[place]) for place in one}) > 1), []
    )


def spread(earned_eur: Sequence[float]) -> Finding:
    """What those earned who did nearly the same."""
    thousands = [_thousands(eur) for eur in earned_eur]
    return Finding(SAME, {"count": len(thousands), "low": min(thousands), "high": max(thousands)})


def same(game: Game) -> Finding | None:
    """What teams of people earned who did nearly the same on one ground, if it differs; a season is over."""
    people = [place for place, team in enumerate(game.teams) if team in game.humans]
    eur = [float(game.ground.earned_eur[place]) for place in people]
    places = equals(days_of(game).mean(axis=0)[people].tolist(), eur)
    return spread([eur[place] for place in places]) if places else None


def _thousands(eur: float) -> int:
    return round(eur / THOUSAND)


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
        if not game.is_given(team, number - 1):
            yield Fact(part, BY_NOBODY, AS_BEFORE)
        yield from (Fact(part, TASK_LABELS[task], int(count), DAYS) for task, count in zip(TASKS, days, strict=True))
    if finished:
        for task, days in zip(TASKS, days_of(game)[:, place].T, strict=True):
            what = Finding(MEAN_DAYS, {"task": TASK_LABELS[task]})
            yield Fact((name,), what, float(days.mean()), DAYS, 1, (float(days.min()), float(days.max())))
        if game.missed.get(team):
            yield Fact((name,), MISSED, len(game.missed[team]))
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
            _days(game, game.teams[place], days[place].tolist()),
            round(float(earned[place])),
            int(finished[-1].customers[place]),
        )
        for place, name in enumerate(own)
    ]
    said = [Finding(OF_ALL, {"seasons": len(finished), "all": SEASONS})]
    said.append(Finding(TOGETHER, game.ground.sums))
    equal = same(game)
    rules = (Finding(NO_RANKING),) if len(game.humans) > 1 else ()
    return Table(
        head,
        tuple(rows),
        rules,
        said=(*said, *([equal] if equal else []), *_agreed(game, own)),
    )


def _days(game: Game, team: int, mean: Sequence[float]) -> Said | tuple[Said, ...]:
    """The mean days of a team, and for how many seasons nobody gave them."""
    shown = beside(Shown(TENTHS, one) for one in mean)
    missed = len(game.missed.get(team, ()))
    return (shown, Finding(NOT_GIVEN, {"count": missed, "all": len(game.ground.seasons)})) if missed else shown


def _agreed(game: Game, own: Sequence) -> list[Finding]:
    if not game.talked or len(own) < 2:
        return []
    if game.limit is None:
        return [Finding(NO_LIMIT)]
    broken = broke(game, own)
    agreed = Finding(BY_BOND if game.binds else BY_WORD, {"limit": game.limit})
    return [agreed, Finding(BROKEN_BY, {"teams": beside(broken, COMMA)})] if broken else [agreed]
