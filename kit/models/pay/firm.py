"""Years of a firm with three sellers under one plan: what they do (M2) grows or fells their customer forests (M3).

Each seller has a territory of their own; all pass feedback to the same product; help makes colleagues win more. Every
quarter ends with a payslip. Who would get much less than is usual does not work under a plan, and the desk stays empty
(`kit/models/pay/participation.py`). Nobody learns, leaves or changes the plan on the way, and no order is
moved in time: `loopholes` (beside the exercise) says what that could bring.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from kit.models import course, forest
from kit.models.pay import euros, participation
from kit.models.pay.payslip import Payslip, Quarter, payslip
from kit.models.pay.principal_agent import risk_premium
from kit.models.pay.sellers import Response, best_response, next_quota
from kit.models.pay.setting import (
    QUARTER_DAYS,
    QUARTER_MONTHS,
    SELLERS,
    STILL_BOUGHT,
    TASKS,
    YEAR_MONTHS,
    IncentiveSetting,
    Plan,
)

WISH_DAYS = 5


@dataclass(frozen=True, eq=False)
class Years:
    """What a plan led to. Arrays are (quarters, sellers, repetitions) unless said otherwise.

    `won`, `lost`, `customers` (at the end of each quarter); `slips`: the payslips, each line such an array; `profit_eur`
    (quarters, repetitions): margin of all territories less pay and less the price of wavering pay; `felt` (repetitions,):
    share of customers at the end who feel sold to or neglected; `premium_eur`: price of wavering pay per quarter and seller
    (sellers,). `staying` (sellers,): who works under this plan; `response` is what they do, or would do.
    """

    setting: IncentiveSetting
    plan: Plan
    response: Response
    won: NDArray
    lost: NDArray
    customers: NDArray
    slips: Payslip
    profit_eur: NDArray
    felt: NDArray
    premium_eur: NDArray
    staying: NDArray

    @property
    def pay_eur(self) -> NDArray:
        """Pay by quarter, seller and repetition."""
        return np.asarray(self.slips.total)


def draw(setting: IncentiveSetting, repetitions: int, block: int = 0) -> forest.Chances:
    """The chance of all territories of `repetitions` firms; neither plans nor assumptions change what is drawn."""
    return forest.draw_forest(
        euros.ground(setting), setting.years * YEAR_MONTHS, len(SELLERS) * repetitions, setting.chance, block
    )


def simulate(setting: IncentiveSetting, plan: Plan, chances: forest.Chances) -> Years:
    """Follow the firm for `setting.years` years under one plan."""
    return compare(setting, (plan,), chances)[0]


def compare(setting: IncentiveSetting, plans: Sequence[Plan], chances: forest.Chances) -> tuple[Years, ...]:
    """Follow the firm for `setting.years` years under several plans, side by side: each as it is alone."""
    columns = chances.start.shape[1]
    works = [_work_of_those_there(setting, plan, columns // len(SELLERS)) for plan in plans]
    work = course.beside(works, columns)
    followed = course.follow(euros.ground(setting), work, course.repeated(chances, len(plans)))
    counts = course.apart(np.stack(_counts(followed)), len(plans))
    felt = _felt(followed.end, work, len(plans))
    return tuple(_settle(setting, plan, *one) for plan, *one in zip(plans, counts, felt, strict=True))


def _counts(followed: course.Course) -> list[NDArray]:
    """By month and column: won, lost, of these from before the quarter and in their first year, customers at the end."""
    gone = followed.leavers
    from_before = gone.since < gone.month // QUARTER_MONTHS * QUARTER_MONTHS
    early = gone.month - gone.since <= YEAR_MONTHS
    return [followed.won, followed.lost, followed.lost_of(from_before), followed.lost_of(early), followed.customers]


def _work_of_those_there(setting, plan, repetitions) -> forest.Work:
    """What is done in a month while the desks of those who leave for their pay stay empty."""
    response = best_response(setting, plan)
    at_work = replace(response, effort=response.effort * participation.staying(setting, plan)[:, None])
    return monthly_work(setting, plan, at_work, repetitions)


def monthly_work(setting: IncentiveSetting, plan: Plan, response: Response, repetitions: int) -> forest.Work:
    """What the sellers do in a month, per column (seller by seller, all repetitions of each)."""
    days = response.days * np.array(setting.strengths)[:, None] / QUARTER_MONTHS
    hunt, care, feedback, helping = days.T
    helped = setting.help_wins / setting.wins * (helping.sum() - helping) / (len(SELLERS) - 1)
    columns = [np.repeat(one, repetitions) for one in (hunt + helped, care)]
    return forest.Work(*columns, feedback=feedback.sum(), promise=euros.promise(setting, plan))


def kept_customers(setting: IncentiveSetting, days: NDArray) -> NDArray:
    """Customers of a territory on average over the years if all three divide a quarter so, (ways,).

    `days` (ways, tasks). The mean forest, without chance; no plan enters, and no promise is exaggerated.
    """
    helped = setting.help_wins / setting.wins * days[:, 3]
    hunt, care, feedback = days[:, 0] + helped, days[:, 1], len(SELLERS) * days[:, 2]
    work = forest.Work(*(one / QUARTER_MONTHS for one in (hunt, care, feedback)))
    return forest.expected(euros.ground(setting), work, setting.years * YEAR_MONTHS, len(days)).mean(axis=0)


def wished_days(setting: IncentiveSetting) -> NDArray:
    """The division of a quarter's 60 days (tasks,) that keeps most customers; all are tried in steps of five days.

    Remembered, and never to be changed: no plan enters.
    """
    return _wished_days(setting.without_plans)


@lru_cache(maxsize=4)
def _wished_days(setting: IncentiveSetting) -> NDArray:
    days = _divisions(QUARTER_DAYS // WISH_DAYS, len(TASKS)) * float(WISH_DAYS)
    return days[kept_customers(setting, days).argmax()]


@cache
def _divisions(portions: int, parts: int) -> NDArray:
    """All ways to divide equal portions over parts, (ways, parts)."""
    ways = product(range(portions + 1), repeat=parts - 1)
    return np.array([(*way, portions - sum(way)) for way in ways if sum(way) <= portions])


def _felt(stand, work, plans):
    """Share of all customers of the firm who feel sold to or neglected, (plans, repetitions)."""
    sold_to = forest.sold_to(stand, YEAR_MONTHS * work.care).reshape(plans, len(SELLERS), -1).sum(axis=1)
    everybody = stand.customers.reshape(plans, len(SELLERS), -1).sum(axis=1)
    return np.where(everybody > 0, sold_to / np.maximum(everybody, 1), np.nan)


def _settle(setting, plan, counts, felt) -> Years:
    """Count by quarter, write the payslips and draw up the result."""
    response, staying = best_response(setting, plan), participation.staying(setting, plan)
    quarters = counts.reshape(5, -1, QUARTER_MONTHS, len(SELLERS), counts.shape[-1] // len(SELLERS))
    won, lost, lost_old, early = quarters[:4].sum(axis=2)
    customers = quarters[4, :, -1]
    at_start = np.concatenate([np.full_like(customers[:1], setting.customers), customers[:-1]])
    slips = _slips(setting, plan, response, staying, won, lost_old, early, at_start)
    premium = risk_premium(response.pay, setting.risk, np.square(setting.noise)) * euros.UNIT_EUR * staying
    margin = setting.margin * setting.quarter_eur * ((at_start + customers) * _bought(staying)).sum(axis=1) / 2
    profit = margin - np.sum(slips.total, axis=1) - premium.sum()
    return Years(setting, plan, response, won, lost, customers, slips, profit, felt, premium, staying)


def _bought(staying: NDArray) -> NDArray:
    """What share of the usual the customers of a territory buy, (sellers, 1)."""
    return np.where(staying, 1.0, STILL_BOUGHT.default)[:, None]


def _slips(setting, plan, response, staying, won, lost, early, at_start) -> Payslip:
    """The payslips of all quarters, each line (quarters, sellers, repetitions); at an empty desk nothing is paid."""
    strengths = np.array(setting.strengths)[:, None]
    reports = response.days[:, 2:3] * strengths / euros.REPORT_DAYS
    sales = (won * setting.order_eur + (at_start - lost) * setting.quarter_eur) * _bought(staying)
    team, paid = sales.sum(axis=1), staying[:, None]
    quota, unclawed, slips = np.full(won.shape[1:], float(plan.quota_eur)), np.zeros(won.shape[1:]), []
    for place in range(len(won)):
        quarter = Quarter(
            won[place], at_start[place], lost[place], early[place], reports, response.days[:, 3:4], team[place]
        )
        slip = payslip(setting, plan, quarter, quota, unclawed, len(SELLERS))
        slips.append(slip)
        unclawed = unclawed + slip.on_new + slip.clawback
        quota = next_quota(plan, setting, won[place], quota)
    return Payslip(
        **{line: np.stack([getattr(slip, line) * paid for slip in slips]) for line in Payslip.__dataclass_fields__}
    )
