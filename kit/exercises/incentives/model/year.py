"""A year of “Payday” under one plan: the middle seller's days are a person's, all else is the model's firm.

The two colleagues do what the model's sellers would do under the plan. Every customer that leaves is traced: its chance is
looked at again with more care, a better product or no pressure, and the first that would have kept it is the reason.
"""

from dataclasses import dataclass, replace

import numpy as np

from kit.models import forest
from kit.models.pay import euros, firm
from kit.models.pay.payslip import Payslip, Quarter, payslip
from kit.models.pay.sellers import Response, best_response, next_quota
from kit.models.pay.setting import MIDDLE, QUARTER_MONTHS, SELLERS, IncentiveSetting, Plan

ME = MIDDLE
MOST_PULLED = 3
CARE_DAYS = 1.0  # a day per customer and quarter: what a leaver is tried with again
HEARD = 0.5  # half of all complaints solved: what a leaver is tried with again
PRESSED, CARE, PRODUCT, BOTH, OWN = "pressed", "care", "product", "both", "own"
MONTH_WEEKS = 4


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
class Happening:
    """A firm that came or left in a week (from 1) of the quarter. The model knows the month; within it they are spread evenly."""

    week: int
    place: int
    came: bool


@dataclass(frozen=True)
class Ending:
    """The last week of a quarter: places won so far, and places that would become customers in the next one anyway.

    `passed`: what happened in its twelve weeks; `extra_eur`: by how much the payslip grows for 0, 1, 2, ... pulled forward.
    """

    won: tuple[int, ...]
    ready: tuple[int, ...]
    passed: tuple[Happening, ...]
    extra_eur: tuple[float, ...]


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
        work = self._work(days)
        stand, months = self._months(work, len(self.results))
        ready, before = self._ready(work, stand), self._stands[-1]
        slips = [self._slip(before, stand, months, days, count)[0].total for count in range(len(ready) + 1)]
        return Ending(_won(months), ready, _passed(months), tuple(float(slip - slips[0]) for slip in slips))

    def _ready(self, work, stand) -> tuple[int, ...]:
        """Places that would become customers in the quarter after this one anyway."""
        after, _nothing = self._months(work, len(self.results) + 1, stand)
        free = (after.wins > stand.wins)[:, ME] & (stand.place[:, ME] == forest.FREE)
        return tuple(np.flatnonzero(free)[:MOST_PULLED].tolist())

    def play(self, days: tuple[float, ...], pulled_count: int) -> Result:
        """Play the next quarter."""
        quarter, before, work = len(self.results), self._stands[-1], self._work(days)
        stand, months = self._months(work, quarter)
        ready = self._ready(work, stand)
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
    def pressed(self) -> int:
        """Customers at the end who were pressed into signing by a discount."""
        stand = self._stands[-1].stand
        return int(((stand.place == forest.CUSTOMER) & (stand.promised > 0))[:, ME].sum())

    @property
    def neglected(self) -> int:
        """About how many customers at the end were visited by nobody in the quarters that were played."""
        stand, days = self._stands[-1].stand, float(sum(result.days[1] for result in self.results))
        customers = int(stand.customers[ME])
        return round(customers * float(np.exp(-forest.VISITS_PER_DAY * days / max(customers, 1))))

    @property
    def felt_sold_to(self) -> float:
        """Share of the customers at the end who were pressed into signing, or visited by nobody for the year: one or both."""
        stand = self._stands[-1].stand
        sold_to = forest.sold_to(stand, float(sum(result.days[1] for result in self.results)))[ME]
        return float(sold_to / max(int(stand.customers[ME]), 1))


def _won(months) -> tuple[int, ...]:
    """Places won in these months, in their order."""
    return tuple(place for happened, _before in months for place in np.flatnonzero(happened.won[:, ME]).tolist())


def _passed(months) -> tuple[Happening, ...]:
    """Who came and left in these months, in their order."""
    found = []
    for number, (happened, _before) in enumerate(months):
        some = [
            (place, came)
            for mask, came in ((happened.won, True), (happened.lost, False))
            for place in np.flatnonzero(mask[:, ME]).tolist()
        ]
        some.sort()
        weeks = (MONTH_WEEKS * number + 1 + MONTH_WEEKS * place // len(some) for place in range(len(some)))
        found += [Happening(week, place, came) for week, (place, came) in zip(weeks, some, strict=True)]
    return tuple(found)
