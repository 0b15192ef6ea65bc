"""What was played in “Seasons”, as the debrief looks at it: grounds, their teams of people, and the same decisions with other luck."""

from dataclasses import dataclass
from functools import lru_cache

from kit.contract import Names, Played
from kit.debrief.luck import Moves, Runner, moves, with_luck
from kit.exercises.customer_forest.common import NAME
from kit.exercises.customer_forest.game import LUCK, MOVES, Game, Ground
from kit.groups import Group, Session
from kit.messages import Finding, _

MOSTLY = 0.75  # of the seasons
TEAM, TEAM_OF = _("team {number}"), _("team {number} of {group}")


@dataclass(frozen=True, eq=False)
class Team:
    """A team of people: its game, its number and place there, and what it is called."""

    game: Game
    number: int
    called: str | Finding

    @property
    def place(self) -> int:
        """Its position in the arrays of a season."""
        return self.game.teams.index(self.number)

    @property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """What it gave in the seasons that are over, by task."""
        return self.game.given(self.number)[: len(self.game.ground.seasons)]

    def gave(self, season: int) -> bool:
        """Whether somebody gave the days of a season (from 0)."""
        return self.game.is_given(self.number, season)

    @property
    def decided(self) -> tuple[tuple[int, ...], ...]:
        """The days that somebody gave, in the seasons that are over."""
        return tuple(days for season, days in enumerate(self.days) if self.gave(season))

    @property
    def was_there(self) -> bool:
        """Whether its days were mostly given: only then its earnings come from what people decided."""
        return len(self.decided) >= MOSTLY * len(self.days)

    def runner(self) -> Runner:
        """Its earnings, and what the same moves of all teams of the ground earn it with other luck."""
        played, place = moves(MOVES, self.game.decided), self.place
        return Runner(
            self.called,
            self.game.setting.chance,
            float(self.game.ground.earned_eur[place]),
            lambda luck: harvest(played, luck).earned_eur[place],
        )


@dataclass(frozen=True)
class Harvest:
    """What came of a ground: earned and customers at the end by team, and how many firms were burned after each season."""

    earned_eur: tuple[float, ...]
    burned: tuple[int, ...]
    customers: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def harvest(played: Moves, luck: int) -> Harvest:
    """The ground of these teams with this luck."""
    return harvested(_replayed(played, luck).ground)


@lru_cache(maxsize=4096)
def harvest_if_all(played: Moves, luck: int, player: str) -> Harvest:
    """The same ground and luck if every team had been this bot."""
    return harvested(_replayed(played, luck).if_all(player))


def harvested(ground: Ground) -> Harvest:
    """What came of a ground on which at least one season was played."""
    burned, customers = tuple(season.burned for season in ground.seasons), ground.seasons[-1].customers
    return Harvest(tuple(ground.earned_eur.tolist()), burned, tuple(int(one) for one in customers))


def _replayed(played: Moves, luck: int) -> Game:
    return Game(with_luck(MOVES, played, LUCK, luck))


@lru_cache(maxsize=256)
def _alone(group: Group) -> Game | None:
    """The ground that a group played on by itself, if a season is over."""
    game = Game(group.journal.decided(NAME, "play"))
    return game if game.humans and game.ground.seasons else None


def grounds(session: Session) -> list[list[Team]]:
    """All grounds on which a season was played, each as its teams of people: the common ones first."""
    names = session.names()
    common = [_on_common(one, names) for one in session.grounds if one.exercise == NAME and one.game.ground.seasons]
    alone = [_of_group(game, names[group.key]) for group in session.groups if (game := _alone(group))]
    return [teams for teams in common + alone if teams]


def _on_common(ground: Played[Game], names: Names) -> list[Team]:
    keys = dict(ground.teams)
    return [
        Team(ground.game, number, names.get(keys.get(number, "")) or Finding(TEAM, {"number": number}))
        for number in ground.game.humans
    ]


def _of_group(game: Game, group: str) -> list[Team]:
    numbers = game.humans
    return [
        Team(game, number, group if len(numbers) == 1 else Finding(TEAM_OF, {"number": number, "group": group}))
        for number in numbers
    ]


def teams(session: Session) -> list[Team]:
    return [team for ground in grounds(session) for team in ground]
