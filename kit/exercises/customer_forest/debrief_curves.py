"""“Seasons” as curves for the board: every team over the seasons, and where the same days end with other luck."""

import numpy as np

from kit.contract import Curves, Names, Played
from kit.debrief.luck import moves, other_lucks
from kit.exercises.customer_forest.debrief_played import harvest
from kit.exercises.customer_forest.facts import teams
from kit.exercises.customer_forest.game import LUCK, MOVES, SEASONS, TALK_AFTER, Game, Ground
from kit.messages import _

CUSTOMERS, EARNED = (
    _("Customers of each team, season by season"),
    _("Earned by each team, thousand EUR, season by season"),
)
UNIT, TALK = _("season"), _("talk")
LUCKS = 10
REACH = (0.1, 0.9)
THOUSAND = 1_000


def curves(played: Played[Game], names: Names) -> list[Curves]:
    """What each team holds and has earned after every season, once one is over."""
    game, seasons = played.game, played.game.ground.seasons
    if not seasons:
        return []
    called = teams(played, names)
    owner = Ground(game.setting, len(game.teams)).owner
    start = np.bincount(owner[owner >= 0], minlength=len(game.teams))
    held = np.array([start, *(season.customers for season in seasons)])
    earned = np.cumsum([np.zeros(len(game.teams)), *(season.earned_eur for season in seasons)], axis=0) / THOUSAND
    others = _with_other_luck(game)
    marks = {TALK_AFTER: TALK} if game.talked else {}
    return [
        Curves(title, UNIT, SEASONS, _lines(called, values), _reach(reached), marks)
        for title, values, reached in (
            (CUSTOMERS, held, [one.customers for one in others]),
            (EARNED, earned, [[eur / THOUSAND for eur in one.earned_eur] for one in others]),
        )
    ]


def _with_other_luck(game: Game) -> list:
    played, luck = moves(MOVES, game.decided), int(game.setting.chance)
    return [harvest(played, other) for other in other_lucks(luck)[:LUCKS] if LUCK.low <= other <= LUCK.high]


def _lines(called: list, values: np.ndarray) -> tuple:
    return tuple((name, tuple(line)) for name, line in zip(called, values.T.tolist(), strict=True))


def _reach(reached: list) -> tuple[tuple[float, float], ...]:
    low, high = np.quantile(np.array(reached, float), REACH, axis=0)
    return tuple(zip(low.tolist(), high.tolist(), strict=True))
