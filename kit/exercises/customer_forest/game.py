"""“Seasons”: the rules of the human game of the customer forest, without any screen.

One to eight teams live from the same finite territory for twelve quarters. Every season each team divides 60 days over
winning, care, the product and making amends on burned ground. All winning happens on the same ground; care goes to a
team's own customers; the product and the burned ground are everybody's. Halfway the teams may agree on a limit. Empty
seats are bots with a character. A game is nothing but the decisions made so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from kit.contract import BEGUN, LUCK
from kit.divisions import Division, Rounds
from kit.exercises.customer_forest.model import policies
from kit.exercises.customer_forest.setting import (
    QUARTER_DAYS,
    QUARTER_MONTHS,
    TASK_LABELS,
    TASKS,
    YEAR_MONTHS,
    ForestSetting,
)
from kit.messages import Message, _
from kit.models import forest
from kit.parameters import Choice, Parameter, decided_or_default

SEASONS, MOST_TEAMS = 12, 8
TALK_AFTER = 6  # seasons; then the teams may agree
PORTION_DAYS = 10
# A ground that burns more easily and is left sooner than the laboratory's, so that twelve seasons show what is done to it.
WORLD = {"places": 120, "start_share": 0.3, "burn": 0.4, "churn": 0.4, "recovery_months": 48}
NOBODY, HUMAN, FELLER, FORESTER, COPYCAT, MIRROR = "nobody", "human", "feller", "forester", "copycat", "mirror"
BOT_DAYS = {FELLER: (60, 0, 0, 0), FORESTER: (20, 30, 10, 0)}
START_DAYS = (30, 20, 10, 0)
FREE, BINDING, WORD = "none", "binding", "word"
# What a team of four earns in three years here, thousand EUR on average over many lucks: all care like Flora; all fell like Felix;
# one fells alone; and the three who care beside it. So felling pays, until all do it.
CARED, FELLED, FELLED_ALONE, BESIDE_A_FELLER = 164, 135, 185, 152

PLAYERS = (
    Choice(HUMAN, _("a team of people")),
    Choice(FELLER, _("Felix the feller (bot): wins, wins, wins")),
    Choice(FORESTER, _("Flora the forester (bot): cares, and wins a little")),
    Choice(COPYCAT, _("Kim the copycat (bot): does what paid best last season")),
    Choice(MIRROR, _("Mirella the mirror (bot): wins as hard as the others do")),
    Choice(NOBODY, _("nobody")),
)
DIVISION = Division(
    _("60 days of this season"),
    "0,0,0,0",
    tuple(Choice(task, TASK_LABELS[task]) for task in TASKS),
    QUARTER_DAYS // PORTION_DAYS,
    PORTION_DAYS,
    _("days"),
)
TEAMS = tuple(range(1, MOST_TEAMS + 1))
FIRST_PLAYERS = (HUMAN, FELLER, FORESTER, MIRROR, *(NOBODY,) * 4)
SEATS = {
    team: Parameter(_("who plays"), player, choices=PLAYERS, name=f"team.{team}")
    for team, player in zip(TEAMS, FIRST_PLAYERS, strict=True)
}
PLAYED = {team: Rounds(_("days by season"), DIVISION, SEASONS, f"days.{team}") for team in TEAMS}
LIMITS = (Choice(FREE, _("no limit")), *(Choice(str(days), Message(str(days))) for days in range(10, 60, PORTION_DAYS)))
LIMIT = Parameter(_("most days of winning per team and season"), FREE, choices=LIMITS, name="limit")
HOLDS = Choice(WORD, _("our word: it can be broken")), Choice(BINDING, _("it binds: nobody can do more"))
BOUND = Parameter(_("What holds the agreement?"), WORD, choices=HOLDS, name="bound")
TALKED = Parameter(
    _("agreement"), "open", choices=(Choice("open", _("not yet")), Choice("done", _("made"))), name="talked"
)
MOVES = (*SEATS.values(), *PLAYED.values(), LIMIT, BOUND, TALKED, LUCK)


@dataclass(frozen=True, eq=False)
class Season:
    """What a season brought; by team where it says so (arrays over `Game.teams`).

    `days` (teams, tasks); `won`, `lost`, `customers`, `earned_eur` (teams,); `place`, `owner` (position in `Game.teams`
    or -1), `since` (month), `mood`, `root`: the ground place by place; `newly`, `gone`: places won and lost; `month`: in which
    of its months (0, 1, 2) a place changed, or -1; `burned`, `free`: how many places; `broken`: positions of teams that won
    beyond an agreement held by word only.
    """

    days: np.ndarray
    won: np.ndarray
    lost: np.ndarray
    customers: np.ndarray
    earned_eur: np.ndarray
    place: np.ndarray
    owner: np.ndarray
    since: np.ndarray
    mood: np.ndarray
    root: np.ndarray
    newly: np.ndarray
    gone: np.ndarray
    month: np.ndarray
    burned: int
    free: int
    broken: tuple[int, ...]


class Ground:
    """One territory and the teams on it: `play(days)` adds a season. Nothing is stored; it follows from the days."""

    def __init__(self, setting: ForestSetting, teams: int):
        self.setting, self.teams = setting, teams
        self.land = policies.ground(setting)
        self.chances = forest.draw_forest(self.land, SEASONS * QUARTER_MONTHS, 1, setting.chance)
        self.lots = np.random.default_rng((setting.chance, 2)).random((SEASONS * QUARTER_MONTHS, self.land.places))
        self.stand = forest.plant(self.land, self.chances)
        # The customers of the start are dealt out in turn.
        self.owner = np.where(
            np.arange(self.land.places) < self.land.customers, np.arange(self.land.places) % teams, -1
        )
        self.root = np.full(self.land.places, -1)
        self.seasons: list[Season] = []

    def play(self, days: np.ndarray, broken: tuple[int, ...] = ()) -> Season:
        """Play the next season with these days (teams, tasks)."""
        days = np.asarray(days, float)
        start = len(self.seasons) * QUARTER_MONTHS
        won, lost, earned = (np.zeros(self.teams) for _count in range(3))
        newly, gone = (np.zeros(self.land.places, bool) for _mask in range(2))
        changed = np.full(self.land.places, -1)
        for month in range(start, start + QUARTER_MONTHS):
            work = self._work(days)
            before = self.stand
            self.stand, happened = forest.grow(self.land, before, work, self.chances, month)
            left, came = happened.lost[:, 0], happened.won[:, 0]
            lost += np.bincount(self.owner[left], minlength=self.teams)
            self.owner = np.where(left, -1, self.owner)
            self._give(before, came, days[:, 0], month)
            won += np.bincount(self.owner[came], minlength=self.teams)
            newly, gone = (newly | came) & ~left, (gone | left) & ~came
            changed[before.place[:, 0] != self.stand.place[:, 0]] = month - start
            earned += self.setting.fee_eur / YEAR_MONTHS * self._held()
        season = self._season(days, won, lost, earned, (newly, gone, changed), broken)
        self.seasons.append(season)
        return season

    @property
    def earned_eur(self) -> np.ndarray:
        """What each team earned in all seasons, (teams,); at least one season was played."""
        return np.sum([season.earned_eur for season in self.seasons], axis=0)

    @property
    def sums(self) -> Mapping[str, int]:
        """What all teams came to together: `eur` earned in all seasons, `customers` and `burned` firms after the last."""
        last = self.seasons[-1]
        return {
            "eur": round(float(self.earned_eur.sum())),
            "customers": int(last.customers.sum()),
            "burned": last.burned,
        }

    def _held(self) -> np.ndarray:
        """Customers by team."""
        return np.bincount(self.owner[self.owner >= 0], minlength=self.teams)

    def _work(self, days) -> forest.Work:
        """What all teams together do in a month; care goes to a team's own customers."""
        hunt, care, feedback, rest = days.T / QUARTER_MONTHS
        each = care / np.maximum(self._held(), 1)
        by_place = np.where(self.owner >= 0, each[self.owner], 0.0)
        return forest.Work(hunt.sum(), care.sum(), feedback.sum(), rest=rest.sum(), care_each=by_place[:, None])

    def _give(self, before, came, hunting, month) -> None:
        """New customers go to the team whose customer recommended them, else by lot to who won hardest."""
        places = np.flatnonzero(came)
        if not len(places):
            return
        work = forest.Work(hunting.sum() / QUARTER_MONTHS, 0.0, 0.0)
        share = float(policies.recommended_share(self.land, work, before.customers)[0])
        known = np.flatnonzero((before.place[:, 0] == forest.CUSTOMER) & (self.owner >= 0))
        for place in places:
            lot = self.lots[month, place]
            if lot < share and len(known):
                self.root[place] = known[int(lot / share * len(known))]
                self.owner[place] = self.owner[self.root[place]]
            else:
                self.root[place] = -1
                self.owner[place] = _by_lot(hunting, (lot - share) / max(1 - share, 1e-9))

    def _season(self, days, won, lost, earned, changes, broken) -> Season:
        place = self.stand.place[:, 0].copy()
        factor = forest.leaving(self.land, self.stand, self._work(days), self.stand.customers)[:, 0]
        mood = np.exp(-YEAR_MONTHS * self.stand.bond[:, 0] * factor)
        newly, gone, month = changes
        ground = place, self.owner.copy(), self.stand.since[:, 0].copy(), mood, self.root.copy(), newly, gone, month
        burned, free = int((place == forest.BURNED).sum()), int((place == forest.FREE).sum())
        return Season(days, won, lost, self._held(), earned, *ground, burned, free, broken)


def _by_lot(weights, lot: float) -> int:
    """One of several by a lot between 0 and 1, as likely as its weight; without any weight all alike."""
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    ends = weights.cumsum() / weights.sum()
    return int(np.searchsorted(ends[:-1], lot, side="right"))


@dataclass(frozen=True)
class Game:
    """The decisions made so far (names and values as in the journal), and the seasons that follow from them.

    `missed`: by team the seasons (from 0) for which nobody gave its days: it worked as in the season before.
    """

    decided: Mapping
    missed: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])

    def _decision(self, move):
        return decided_or_default(self.decided, move)

    @cached_property
    def setting(self) -> ForestSetting:
        """The world of the game: a smaller, harsher ground than the laboratory's, with the luck of this round."""
        return ForestSetting(**WORLD, chance=int(self._decision(LUCK)))

    def player(self, team: int) -> str:
        """Who plays a team."""
        return str(self._decision(SEATS[team]))

    @cached_property
    def teams(self) -> tuple[int, ...]:
        """The teams that play, by their numbers; the first one if nobody was chosen."""
        return tuple(team for team in TEAMS if self.player(team) != NOBODY) or TEAMS[:1]

    @property
    def humans(self) -> tuple[int, ...]:
        """The teams of people."""
        return tuple(team for team in self.teams if self.player(team) in (HUMAN, NOBODY))

    def given(self, team: int) -> tuple[tuple[int, ...], ...]:
        """The days a team of people has given, season by season."""
        return PLAYED[team].rounds(self._decision(PLAYED[team]))

    def is_given(self, team: int, season: int) -> bool:
        """Whether somebody gave the days of a team for a season (from 0), or a bot did."""
        return season not in self.missed.get(team, ())

    @property
    def limit(self) -> int | None:
        """The agreed limit of winning; None without one."""
        limit = self._decision(LIMIT)
        return None if limit == FREE or not self.talked else int(limit)

    @property
    def talked(self) -> bool:
        """Whether the talk halfway is over."""
        return self._decision(TALKED) == "done"

    @property
    def binds(self) -> bool:
        """Whether nobody can win beyond the limit."""
        return self._decision(BOUND) == BINDING

    @cached_property
    def ground(self) -> Ground:
        """The territory after all complete seasons."""
        ground = Ground(self.setting, len(self.teams))
        for season in range(self.complete):
            days = [self._days(team, season, ground) for team in self.teams]
            ground.play(np.array(days), self._broken(days, season))
        return ground

    @property
    def complete(self) -> int:
        """Seasons for which every team of people has given its days; before the talk at most half."""
        given = min((len(self.given(team)) for team in self.humans), default=SEASONS)
        return given if self.talked else min(given, TALK_AFTER)

    @property
    def now(self) -> int | None:
        """The season to be played, from 1; None when the game is over."""
        return self.complete + 1 if self.complete < SEASONS else None

    @property
    def is_begun(self) -> bool:
        """Whether somebody has begun to play."""
        return self.decided.get(BEGUN) == "yes" or bool(self.humans and self.complete)

    @property
    def must_talk(self) -> bool:
        """Whether it is time to talk."""
        return self.complete == TALK_AFTER and not self.talked

    @property
    def turn(self) -> int | None:
        """The team of people whose days are still missing in this season."""
        missing = [team for team in self.humans if len(self.given(team)) <= self.complete]
        return missing[0] if missing and self.now and not self.must_talk else None

    @property
    def last_given(self) -> int | None:
        """The team of people whose days of this season are in, the last one of several; they can still be taken back."""
        ready = [team for team in self.humans if len(self.given(team)) > self.complete]
        return ready[-1] if ready and self.turn else None

    def taken_back(self, team: int) -> str:
        """The days of a team without those of the season under way."""
        return ";".join(DIVISION.together(one) for one in self.given(team)[: self.complete])

    def allowed(self, season: int) -> int:
        """How many days of winning the rules allow in a season (from 0)."""
        return self.limit if self.limit is not None and self.binds and season >= TALK_AFTER else QUARTER_DAYS

    def _days(self, team: int, season: int, ground: Ground) -> tuple[int, ...]:
        player = self.player(team)
        if player in (HUMAN, NOBODY):
            return cut(self.given(team)[season], self.allowed(season))
        days = BOT_DAYS.get(player) or self._follows(player, self.teams.index(team), ground)
        keeps = player in (FORESTER, MIRROR) and season >= TALK_AFTER
        own = self.limit if keeps and self.limit is not None else QUARTER_DAYS
        return cut(days, min(self.allowed(season), own))

    def _follows(self, player: str, place: int, ground: Ground) -> tuple[int, ...]:
        """What a bot does that looks at the last season."""
        if not ground.seasons:
            return START_DAYS
        last = ground.seasons[-1]
        if player == COPYCAT:
            return tuple(int(one) for one in last.days[int(last.earned_eur.argmax())])
        others = np.delete(last.days[:, 0], place)
        hunt = round(float(others.mean()) / PORTION_DAYS) * PORTION_DAYS if len(others) else START_DAYS[0]
        return hunt, QUARTER_DAYS - hunt, 0, 0

    def _broken(self, days, season: int) -> tuple[int, ...]:
        if self.limit is None or self.binds or season < TALK_AFTER:
            return ()
        beyond = [place for place, one in enumerate(days) if one[0] > self.limit]
        return tuple(place for place in beyond if self.is_given(self.teams[place], season))  # else it broke no word

    def ground_if(self, **decided) -> Ground:
        """What would have come of the same decisions but for these: other luck, or an agreement that binds."""
        return Game({**self.decided, **decided}).ground

    def if_all(self, player: str) -> Ground:
        """The same ground and luck if every team had been this bot (feller or forester) all the time."""
        ground = Ground(self.setting, len(self.teams))
        for _season in range(SEASONS):
            ground.play(np.array([BOT_DAYS[player]] * len(self.teams)))
        return ground


def cut(days: tuple[int, ...], most: int) -> tuple[int, ...]:
    """Days with winning cut to what is allowed; the rest goes into care."""
    over = max(0, days[0] - most)
    return days[0] - over, days[1] + over, *days[2:]
