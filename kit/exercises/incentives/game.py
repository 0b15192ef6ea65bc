"""“Payday”: the rules of the human game of the incentive exercise, without any screen.

One person is the middle seller of the model's firm. A year of four quarters is played under the old plan and the same
year, with the same firms and the same luck, under the new one. A game is nothing but the decisions made so far.
`kit/exercises/incentives/model/year.py` plays a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kit.contract import BEGUN, LUCK
from kit.divisions import Division
from kit.exercises.incentives.model.year import ME, MOST_PULLED, Year
from kit.messages import Message, _
from kit.models import forest
from kit.models.pay import euros
from kit.models.pay import setting as plans
from kit.models.pay.setting import (
    QUARTER_DAYS,
    QUARTER_MONTHS,
    SELLERS,
    TASK_LABELS,
    TASKS,
    YEAR_MONTHS,
    YEAR_QUARTERS,
    IncentiveSetting,
    Plan,
)
from kit.parameters import Choice, Parameter, decided_or_default

OLD, NEW = "old", "new"
PORTION_DAYS = 5
SIDES = (Choice(OLD, plans.OLD), Choice(NEW, plans.NEW))
FIRST = Parameter(_("Which plan first?"), OLD, choices=SIDES, name="first")
NOTHING, OPEN = "0,0,0,0", "open"
START_DAYS = (30, 15, 10, 5)
TASK_PARTS = tuple(Choice(task, TASK_LABELS[task]) for task in TASKS)
COUNTS = (
    Choice(OPEN, _("not yet decided")),
    *(Choice(str(count), Message(str(count))) for count in range(MOST_PULLED + 1)),
)


def _days(side: str, quarter: int) -> Division:
    return Division(
        _("Your 60 days"),
        NOTHING,
        TASK_PARTS,
        QUARTER_DAYS // PORTION_DAYS,
        PORTION_DAYS,
        _("days"),
        f"{side}.{quarter}.days",
    )


def _pulled(side: str, quarter: int) -> Parameter:
    return Parameter(_("orders pulled forward"), OPEN, choices=COUNTS, name=f"{side}.{quarter}.pulled")


QUARTERS = tuple(range(1, YEAR_QUARTERS + 1))
DAYS = {(side, quarter): _days(side, quarter) for side in (OLD, NEW) for quarter in QUARTERS}
PULLED = {place: _pulled(*place) for place in DAYS}
MOVES = (FIRST, LUCK, *DAYS.values(), *PULLED.values())


@dataclass(frozen=True)
class Game:
    """The decisions made so far (names and values as in the journal), and the two years that follow from them."""

    decided: Mapping

    def _decision(self, move):
        return decided_or_default(self.decided, move)

    @cached_property
    def setting(self) -> IncentiveSetting:
        """The world of the game: the start setting, with the luck of this round."""
        return IncentiveSetting(chance=int(self._decision(LUCK)))

    @property
    def sides(self) -> tuple[str, str]:
        """Which plan is played first."""
        return (NEW, OLD) if self._decision(FIRST) == NEW else (OLD, NEW)

    def plan(self, side: str) -> Plan:
        """The plan of a side."""
        return self.setting.new if side == NEW else self.setting.old

    @cached_property
    def chances(self) -> forest.Chances:
        """The luck of both years, with a quarter more, from which orders can be pulled."""
        months = YEAR_MONTHS + QUARTER_MONTHS
        return forest.draw_forest(euros.ground(self.setting), months, len(SELLERS), self.setting.chance)

    def days(self, side: str, quarter: int) -> tuple[int, ...] | None:
        """The days of a quarter by task; None while they are not given."""
        value = self._decision(DAYS[side, quarter])
        return None if value == NOTHING else DAYS[side, quarter].counts(value)

    def last_days(self, side: str, quarter: int) -> tuple[int, ...]:
        """What a quarter begins with: the days of the quarter before."""
        return (self.days(side, quarter - 1) if quarter > 1 else None) or START_DAYS

    def pulled(self, side: str, quarter: int) -> int | None:
        """How many orders were pulled into a quarter; None while it is not closed."""
        value = self._decision(PULLED[side, quarter])
        return None if value == OPEN or self.days(side, quarter) is None else int(value)

    @cached_property
    def years(self) -> dict[str, Year]:
        """Both years as far as they are played."""
        played = {side: Year(self.setting, self.plan(side), self.chances) for side in (OLD, NEW)}
        for side, year in played.items():
            for quarter in QUARTERS:
                days, pulled = self.days(side, quarter), self.pulled(side, quarter)
                if days is None or pulled is None:
                    break
                year.play(days, pulled)
        return played

    @property
    def is_begun(self) -> bool:
        """Whether somebody has begun to play."""
        return self.decided.get(BEGUN) == "yes" or self.days(self.sides[0], QUARTERS[0]) is not None

    @property
    def now(self) -> tuple[str, int] | None:
        """The side and quarter (from 1) that is to be played; None when both years are over."""
        for side in self.sides:
            done = len(self.years[side].results)
            if done < YEAR_QUARTERS:
                return side, done + 1
        return None

    @property
    def last(self) -> tuple[str, int] | None:
        """The side and quarter (from 1) that was closed last; None before that."""
        for side in reversed(self.sides):
            done = len(self.years[side].results)
            if done and (side == self.sides[0] or self.now is None or self.now[0] == side):
                return side, done
        return None

    def selfish(self, side: str) -> Year:
        """The same year as the model's seller would play it: every quarter the best response, no order pulled."""
        year = Year(self.setting, self.plan(side), self.chances)
        days = tuple(float(one) for one in year.colleagues.days[ME])
        for _quarter in QUARTERS:
            year.play(days, 0)
        return year
