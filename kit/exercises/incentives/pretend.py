"""How a pretend group lives through “Payday”: days between habit and what the plan pays for, now and then an order pulled forward."""

from collections.abc import Mapping
from random import Random

from kit.contract import BEGUN
from kit.exercises.incentives.game import DAYS, FIRST, OLD, PORTION_DAYS, PULLED, START_DAYS, Game
from kit.exercises.incentives.model.year import ME
from kit.models.pay.setting import QUARTER_DAYS

PULLS = 0.25  # how often an order is pulled forward that is there


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """What a pretend group decides next: the days of a quarter, then its end, eight times."""
    game = Game(played)
    if not game.is_begun:
        return {BEGUN: "yes", FIRST.name: OLD}
    if game.now is None:
        return {}
    side, quarter = game.now
    days = game.days(side, quarter)
    if days is None:
        return {DAYS[side, quarter].name: DAYS[side, quarter].together(_days(game, side, temper, chance))}
    ready = len(game.years[side].ending(days).ready)
    return {PULLED[side, quarter].name: str(int(ready > 0 and chance.random() < PULLS))}


def _days(game: Game, side: str, temper: float, chance: Random) -> tuple[int, ...]:
    """Habit and what the plan pays for, mixed by chance; whoever likes the new way cares a little more. In whole portions."""
    paid, weight = game.years[side].colleagues.days[ME], chance.random()
    wished = [weight * float(one) + (1 - weight) * start for one, start in zip(paid, START_DAYS, strict=True)]
    wished[1] += 10 * temper
    portions = [int(one / sum(wished) * QUARTER_DAYS / PORTION_DAYS) for one in wished]
    portions[0] += QUARTER_DAYS // PORTION_DAYS - sum(portions)
    return tuple(PORTION_DAYS * one for one in portions)
