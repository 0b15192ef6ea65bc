"""How a pretend group plays “The board meeting”: four people who change little or much, as their temper is."""

from collections.abc import Mapping
from random import Random

from kit.contract import BEGUN
from kit.exercises.redesign.game import PEOPLE, PULLED, YEARS, Game, plan_name
from kit.exercises.redesign.game_paths import Path, with_year, written, written_plan
from kit.exercises.redesign.roles import ROLES
from kit.exercises.redesign.setting import LEVERS


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """What a pretend group decides next: four proposals, then what more than half of them want."""
    game = Game(played)
    if not game.is_begun:
        return {BEGUN: "yes", PEOPLE.name: len(ROLES)}
    if game.now is None:
        return {}
    given = {plan_name(game.now, seat): planned(game, temper, chance) for seat in game.seats}
    return given | {PULLED[game.now].name: written(Game({**played, **given}).wanted(game.now))}


def planned(game: Game, temper: float, chance: Random) -> str:
    """A proposal: the newer the temper, the more levers, and the sooner."""
    path: Path = game.path
    year = game.now or YEARS
    for lever in chance.sample(LEVERS, len(LEVERS)):
        if chance.random() < 0.35 + 0.5 * temper:
            later = min(YEARS, year + (chance.random() > 0.5 + 0.5 * temper))
            path = with_year(path, (lever,), later) or path
    return written_plan(path)
