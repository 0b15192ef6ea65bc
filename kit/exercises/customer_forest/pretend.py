"""How a pretend group farms a territory: between felling and caring, as its temper is, alone or on common ground."""

from collections.abc import Mapping
from random import Random

from kit.contract import BEGUN
from kit.exercises.customer_forest.game import (
    BOUND,
    DIVISION,
    FREE,
    LIMIT,
    LIMITS,
    PLAYED,
    PORTION_DAYS,
    TALKED,
    WORD,
    Game,
    cut,
)

FAITHFUL = 0.3  # from this temper on, a group keeps an agreement that only its word holds


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """What a pretend group decides next on its own ground: days season by season, halfway an agreement or none."""
    game = Game(played)
    if not game.is_begun:
        return {BEGUN: "yes"}
    if game.must_talk:
        limit = LIMITS[3].key if temper > chance.random() else FREE
        return {LIMIT.name: limit, BOUND.name: WORD, TALKED.name: "done"}
    if game.turn is None:
        return {}
    move = PLAYED[game.turn]
    days = wished(game, temper, chance)
    return {move.name: move.adding(";".join(map(DIVISION.together, game.given(game.turn))), days)}


def wished(game: Game, temper: float, chance: Random) -> tuple[int, ...]:
    """Days of the season under way: the old temper wins, the new one cares and keeps its word; chance moves a portion or two."""
    portions = DIVISION.portions
    hunt = min(portions, max(0, round(portions * (1 - 0.75 * temper)) + chance.choice((-1, 0, 0, 1))))
    care = min(portions - hunt, round((portions - hunt) * 0.7))
    feedback = min(portions - hunt - care, chance.choice((0, 1)))
    days = tuple(PORTION_DAYS * one for one in (hunt, care, feedback, portions - hunt - care - feedback))
    most = game.allowed(game.complete)
    return cut(days, most if game.limit is None or temper < FAITHFUL else min(most, game.limit))
