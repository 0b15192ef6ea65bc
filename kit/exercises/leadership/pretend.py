"""How a pretend group plays “Who decides?”: three people of nearly the same temper, alone or each with others in a room."""

from collections.abc import Mapping
from random import Random

from kit.contract import BEGUN
from kit.exercises.leadership.degrees import DEGREES
from kit.exercises.leadership.game import PEOPLE, SETTLED, SIDES, WEEKS, Game, pick_name, written_pick

SEATS = 3  # people in a pretend group
MOST_TODAY = 4  # nobody sees more than this delegated today


def rehearse(played: Mapping, temper: float, chance: Random) -> Mapping:
    """What a pretend group decides next: card by card its picks and what is settled, then the two weeks."""
    game = Game(played)
    if not game.is_begun:
        return {BEGUN: "yes", PEOPLE.name: SEATS}
    if game.is_over:
        return {}
    if game.now is None:
        return {WEEKS.name: str(SIDES.index(game.side or SIDES[0]) + 1)}
    given = {pick_name(game.now, seat): picked(temper, chance) for seat in range(1, game.people + 1)}
    settled = Game({**played, **given})
    return given | {SETTLED[side, game.now].name: str(settled.proposed(side, game.now)) for side in SIDES}


def picked(temper: float, chance: Random) -> str:
    """A pick: today mostly the boss, and the newer the temper, the more is wished to be left to the team."""
    today = min(MOST_TODAY, max(1, round(1 + 2 * temper) + chance.choice((-1, 0, 0, 1))))
    wished = min(DEGREES[-1], max(1, round(2 + 4 * temper) + chance.choice((-1, 0, 0, 1))))
    return written_pick(today, wished)
