"""“Payday”: the rules of the human game of the incentive exercise, without any screen.

One person is the middle seller of the model's firm. A year of four quarters is played under the old plan and the same
year, with the same firms and the same luck, under the new one. A game is nothing but the decisions made so far. The two
colleagues do what the model's sellers would do under the plan. Every customer that leaves is traced: its chance is
looked at again with more care, a better product or no pressure, and the first that would have kept it is the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kit.contract import BEGUN, LUCK
from kit.divisions import Division
from kit.exercises.incentives import setting as plans
from kit.exercises.incentives.model import euros, firm
from kit.exercises.incentives.model.payslip import Payslip, Quarter, payslip
from kit.exercises.incentives.model.sellers import Response, best_response, next_quota
from kit.exercises.incentives.setting import (
    MIDDLE,
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
from kit.messages import Message, _
from kit.models import forest
from kit.parameters import Choice, Parameter, decided_or_default

OLD, NEW = "old", "new"
ME = MIDDLE
PORTION_DAYS = 5
MOST_PULLED = 3
CARE_DAYS = 1.0  # a day per customer and quarter: what a leaver is tried with again
HEARD = 0.5  # half of all complaints solved: what a leaver is tried with again
PRESSED, CARE, PRODUCT, BOTH, OWN = "pressed", "care", "product", "both", "own"

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
class Leaver:
    """A customer that left, by its place, and why."""

    place: int
    reason: str

    @property
    def avoidable(self) -> bool:
        """Whether anything the seller could do would have kept it."""
        return self.reason != OWN


@dataclass(frozen=True)
class Ending:
    """The last week of a quarter: places won so far, and places that would become customers in the next one anyway."""

    won: tuple[int, ...]
    ready: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Result:
    """What a quarter brought.

    `days` by task; `won`, `pulled`: places of new customers and of those that signed a quarter early; `leavers`;
    `kept`: customers that would have left without care; customers `at_start`, how many of them `stayed`, and `customers`
    at the end; `quality` of the product (0 to 1); `slip`: the payslip in euros, under `quota_eur`; `margin_eur`: the
    firm's margin here.
    """

    days: tuple[float, ...]
    won: tuple[int, ...]
    pulled: tuple[int, ...]
    leavers: tuple[Leaver, ...]
    kept: int
    at_start: int
    stayed: int
    customers: int
    quality: float
    slip: Payslip
    quota_eur: float
    margin_eur: float


@dataclass(frozen=True, eq=False)
class _Stand:
    """Where a year stands between two quarters."""

    stand: forest.Forest
    quota_eur: float
    unclawed_eur: float


class Year:
    """One year under one plan: quarters are played one after the other from decisions, never stored."""

    def __init__(self, setting: IncentiveSetting, plan: Plan, chances: forest.Chances):
        self.setting, self.plan, self.chances = setting, plan, chances
        self.land = euros.ground(setting)
        self.colleagues = best_response(setting, plan)
        self.results: list[Result] = []
        self._stands = [_Stand(forest.plant(self.land, chances), float(plan.quota_eur), 0.0)]

    def _work(self, days: tuple[float, ...]) -> forest.Work:
        """What all three do in a month; the person exaggerates nothing."""
        effort = self.colleagues.effort.copy()
        effort[ME] = np.array(days) / euros.UNIT_DAYS
        response = Response(effort, self.colleagues.pay, self.colleagues.weeks)
        work = firm.monthly_work(self.setting, self.plan, response, repetitions=1)
        promise = np.full(len(SELLERS), work.promise)
        promise[ME] = 0.0
        return replace(work, promise=promise)

    @property
    def quota_eur(self) -> float:
        """The quota of the quarter to come; it may have risen."""
        return self._stands[-1].quota_eur

    def ending(self, days: tuple[float, ...]) -> Ending:
        """What the last week of the next quarter looks like after these days."""
        work, quarter = self._work(days), len(self.results)
        stand, months = self._months(work, quarter)
        after, _nothing = self._months(work, quarter + 1, stand)
        ready = (after.wins > stand.wins)[:, ME] & (stand.place[:, ME] == forest.FREE)
        return Ending(_won(months), tuple(np.flatnonzero(ready)[:MOST_PULLED].tolist()))

    def play(self, days: tuple[float, ...], pulled_count: int) -> Result:
        """Play the next quarter."""
        quarter, before = len(self.results), self._stands[-1]
        work, ready = self._work(days), self.ending(days).ready
        stand, months = self._months(work, quarter)
        pulled = ready[: max(0, min(pulled_count, len(ready)))]
        leavers, kept = self._trace(months, work, quarter)
        slip, result_quota, stayed = self._slip(before, stand, months, days, len(pulled))
        stand = self._pull(stand, pulled, (quarter + 1) * QUARTER_MONTHS - 1)
        customers = before.stand.customers[ME], stand.customers[ME]
        margin = self.setting.margin * self.setting.quarter_eur * sum(map(int, customers)) / 2
        margin -= len(pulled) * self.setting.pull_discount * self.setting.order_eur
        ended = int(before.stand.customers[ME]), stayed, int(stand.customers[ME]), float(stand.quality[ME])
        result = Result(days, _won(months), pulled, leavers, kept, *ended, slip, before.quota_eur, float(margin))
        self._stands.append(_Stand(stand, result_quota, before.unclawed_eur + float(slip.on_new + slip.clawback)))
        self.results.append(result)
        return result

    def _months(self, work, quarter, stand=None):
        """Three months: the forest after them, and what happened with the factor of leaving in each."""
        stand, months = stand or self._stands[-1].stand, []
        for month in range(quarter * QUARTER_MONTHS, (quarter + 1) * QUARTER_MONTHS):
            factor = forest.leaving(self.land, stand, work, stand.customers)[ME]
            before = stand
            stand, happened = forest.grow(self.land, stand, work, self.chances, month)
            months.append((happened, (before, factor)))
        return stand, months

    def _trace(self, months, work, quarter) -> tuple[tuple[Leaver, ...], int]:
        """Why each leaver left, and how many stayed only because of care."""
        leavers = []
        kept, left = (np.zeros(self.land.places, bool) for _mask in range(2))
        for number, (happened, (stand, factor)) in enumerate(months):
            event = self.chances.event[quarter * QUARTER_MONTHS + number, :, ME]
            care = self.land.care * work.care[ME] / max(int(stand.customers[ME]), 1)
            without = stand.bond[:, ME] * factor * np.exp(care)
            staying = (stand.place[:, ME] == forest.CUSTOMER) & ~happened.lost[:, ME]
            kept |= staying & (event < without)
            left |= happened.lost[:, ME]
            for place in np.flatnonzero(happened.lost[:, ME]).tolist():
                leavers.append(Leaver(place, self._reason(stand, place, float(event[place]), factor, care)))
        return tuple(leavers), int((kept & ~left).sum())

    def _reason(self, stand, place, event, factor, care) -> str:
        """The first thing that would have kept this customer with the same luck."""
        rate = float(stand.bond[place, ME]) * factor
        unpressed = np.exp(-self.setting.promise_harm * float(stand.promised[place, ME]))
        cared = np.exp(min(0.0, care - self.setting.care_effect * CARE_DAYS))
        heard = np.exp(-self.setting.quality_effect * max(0.0, HEARD - float(stand.quality[ME])))
        tries = {PRESSED: unpressed, CARE: cared, PRODUCT: heard, BOTH: cared * heard}
        return next((reason for reason, change in tries.items() if change < 1 and event >= rate * change), OWN)

    def _pull(self, stand, pulled, month):
        """The forest after some firms signed a quarter early, under pressure."""
        place, bond, since, wins, promised = (
            one.copy() for one in (stand.place, stand.bond, stand.since, stand.wins, stand.promised)
        )
        for spot in pulled:
            kind = self.chances.kind[int(wins[spot, ME]) % forest.WINS_DRAWN, spot, ME]
            place[spot, ME], since[spot, ME], promised[spot, ME] = forest.CUSTOMER, month, 1.0
            bond[spot, ME] = forest.bonds_of(self.land, self.land.weights, kind) * np.exp(self.setting.promise_harm)
            wins[spot, ME] += 1
        return forest.Forest(place, bond, since, wins, promised, stand.quality)

    def _slip(self, before, stand, months, days, pulled):
        """The payslip of the quarter, the quota of the next one, and how many of the customers at the start stayed."""
        setting, plan = self.setting, self.plan
        won = np.sum([happened.won.sum(axis=0) for happened, _rest in months], axis=0).astype(float)
        began = len(self.results) * QUARTER_MONTHS
        lost = np.sum(
            [(happened.lost & (stood.since < began)).sum(axis=0) for happened, (stood, _factor) in months], axis=0
        )
        early = sum(
            int((happened.lost[:, ME] & (stood.since[:, ME] >= 0)).sum()) for happened, (stood, _factor) in months
        )
        won[ME] += pulled * (1 - setting.pull_discount)
        at_start = before.stand.customers
        team_eur = float((won * setting.order_eur + (at_start - lost) * setting.quarter_eur).sum())
        quarter = Quarter(
            won[ME], int(at_start[ME]), int(lost[ME]), early, days[2] / euros.REPORT_DAYS, days[3], team_eur
        )
        slip = payslip(setting, plan, quarter, before.quota_eur, before.unclawed_eur, len(SELLERS))
        return slip, float(next_quota(plan, setting, won[ME], before.quota_eur)), int(at_start[ME] - lost[ME])

    @property
    def pay_eur(self) -> float:
        """What the person got in the quarters that were played."""
        return sum(float(result.slip.total) for result in self.results)

    @property
    def leavers(self) -> list[Leaver]:
        """The customers that left in the quarters that were played, with why."""
        return [leaver for result in self.results for leaver in result.leavers]

    @property
    def felt_sold_to(self) -> float:
        """Share of the customers at the end who feel sold to: pressed into signing, or visited by nobody for a year."""
        stand = self._stands[-1].stand
        sold_to = forest.sold_to(stand, float(sum(result.days[1] for result in self.results)))[ME]
        return float(sold_to / max(int(stand.customers[ME]), 1))


def _won(months) -> tuple[int, ...]:
    """Places won in these months, in their order."""
    return tuple(place for happened, _before in months for place in np.flatnonzero(happened.won[:, ME]).tolist())


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

    def selfish(self, side: str) -> Year:
        """The same year as the model's seller would play it: every quarter the best response, no order pulled."""
        year = Year(self.setting, self.plan(side), self.chances)
        days = tuple(float(one) for one in year.colleagues.days[ME])
        for _quarter in QUARTERS:
            year.play(days, 0)
        return year
