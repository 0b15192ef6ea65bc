"""What the weak, the middle and the strong seller do under a plan when each looks after their own pay.

Linear plans follow `kit/models/pay/principal_agent.py`; with quota, accelerator or cap, hunting follows the dynamic program of
`kit/models/pay/quota.py` week by week. Nobody here is lazy or bad: they do what is paid, as far as effort is worth it.
"""

# What a loop over STEPS finds is known after it: there are steps.
# pyright: reportPossiblyUnboundVariable=false

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kit.models.pay import euros
from kit.models.pay.principal_agent import effort_cost, respond
from kit.models.pay.quota import Program, paths, poisson, program
from kit.models.pay.setting import QUARTER_WEEKS, TASKS, IncentiveSetting, Plan

STEPS = (1 / 2,) * 12 + (1 / 4,) * 18 + (1 / 10,) * 40  # towards the point where pay and effort agree
SETTLED = 1e-5  # units
EFFORTS = np.linspace(0.0, euros.UNITS, 61)  # whole working days of hunting per quarter
BAND = (0.1, 0.9)
SPARE_ORDERS = 9  # beyond what is likely, so that some can still be moved


@dataclass(frozen=True, eq=False)
class Response:
    """The best response to a plan.

    `effort` (sellers, tasks): mean over the quarter, in units of 20 days. `pay` (sellers, tasks): what a unit pays at
    this point, in units of money. `weeks` (sellers, 3, weeks): hunting days of a quarter at the pace of each week, low,
    mean and high over the ways the quarter can go (8 of 10 lie between).
    """

    effort: NDArray
    pay: NDArray
    weeks: NDArray

    @property
    def days(self) -> NDArray:
        """Working days per quarter, (sellers, tasks)."""
        return self.effort * euros.UNIT_DAYS


def best_response(setting: IncentiveSetting, plan: Plan) -> Response:
    """What each seller does under a plan; remembered, because years, remarks and tricks of one setting all begin with it."""
    return _best_response(setting.without_plans, plan)


@lru_cache(maxsize=16)
def _best_response(setting: IncentiveSetting, plan: Plan) -> Response:
    taste, land, strengths = euros.taste(setting), euros.ground(setting), np.array(setting.strengths)
    effort = np.full((len(strengths), len(TASKS)), setting.base_effort)
    for step in STEPS:
        slope = euros.slopes(setting, land, effort, strengths)
        pay = euros.unit_pay(setting, plan, slope, effort, strengths)
        away = respond(pay, taste) - effort
        effort = effort + step * away
        if np.abs(away).max() < SETTLED:
            break
    if plan.is_linear:
        effort = respond(pay, taste)
        steady = np.repeat(effort[:, None, :1] * euros.UNIT_DAYS, 3, axis=1)
        return Response(effort, pay, np.repeat(steady, QUARTER_WEEKS, axis=2))
    order_eur = euros.order_eur(setting, plan, slope, 0.0)
    kept = 1 - plan.clawback * slope.early
    quarters = [_quarter(setting, plan, taste, *one) for one in zip(pay, slope.wins, order_eur, kept, strict=True)]
    return Response(*(np.stack([quarter[part] for quarter in quarters]) for part in range(3)))


def commission_eur(plan: Plan, new_eur: NDArray, quota_eur: NDArray | float | None = None) -> NDArray:
    """Commission on a quarter's new business with accelerator and cap, before any clawback; any shape."""
    quota = plan.quota_eur if quota_eur is None else quota_eur
    counted = np.minimum(new_eur, plan.cap_eur) if plan.cap_eur else np.asarray(new_eur, float)
    above = np.maximum(counted - quota, 0.0) if plan.quota_eur else 0.0
    return plan.new * (counted + (plan.accelerator - 1) * above)


def next_quota(plan: Plan, setting: IncentiveSetting, orders: NDArray, quota_eur: NDArray | float) -> NDArray:
    """The quota of the next quarter: it rises by a share of what was above it."""
    return quota_eur + plan.ratchet * np.maximum(np.asarray(orders) * setting.order_eur - quota_eur, 0.0) * (
        plan.quota_eur > 0
    )


def after_clawback(plan: Plan, new_eur: NDArray, paid_eur: NDArray, kept: float) -> NDArray:
    """Commission that is left when `kept` of the new customers are not clawed back: only the base rate is taken back."""
    return np.maximum(paid_eur - (1 - kept) * plan.new * new_eur, 0.0)


def quarter_program(
    setting: IncentiveSetting, plan: Plan, taste, pay: NDArray, wins: float, pool_eur: float, kept: float
) -> tuple[Program, NDArray, NDArray]:
    """The quota game of one seller: program, chances of orders per week and the effort (efforts, tasks) behind them."""
    effort = respond(pay, taste, hunt=EFFORTS)
    cost = effort_cost(effort, taste) - effort[:, 1:] @ pay[1:]
    means = wins * EFFORTS / QUARTER_WEEKS
    most = means[-1] * QUARTER_WEEKS
    orders = np.arange(int(most + 4 * np.sqrt(most) + 4))
    new_eur = orders * setting.order_eur
    raised = next_quota(plan, setting, orders, plan.quota_eur) - plan.quota_eur
    later = raised * plan.new * (plan.accelerator - 1)  # next quarter's accelerator begins so much later
    terminal = after_clawback(plan, new_eur, commission_eur(plan, new_eur), kept) + pool_eur * orders - later
    gains = poisson(means, int(means[-1] + 5 * np.sqrt(means[-1]) + 3))
    return program(terminal / euros.UNIT_EUR, gains, cost / QUARTER_WEEKS, QUARTER_WEEKS), gains, effort


def likely_orders(setting: IncentiveSetting, plan: Plan, response: Response, seller: int) -> NDArray:
    """How likely 0, 1, 2, ... orders of a quarter are: with a quota as the program steers them, else by chance alone."""
    slope = euros.slopes(setting, euros.ground(setting), response.effort, np.array(setting.strengths))
    if plan.is_linear:
        mean = float(slope.wins[seller] * response.effort[seller, 0])
        return poisson([mean], int(mean + 5 * np.sqrt(mean) + SPARE_ORDERS))[0]
    pool_eur, kept = euros.order_eur(setting, plan, slope, 0.0), 1 - plan.clawback * slope.early
    one = (values[seller] for values in (response.pay, slope.wins, pool_eur, kept))
    best, gains, _effort = quarter_program(setting, plan, euros.taste(setting), *one)
    return paths(best.policy, gains)[-1]


def _quarter(setting, plan, taste, pay, wins, pool_eur, kept):
    """Mean effort, pay and weekly hunting of one seller over a quarter with a quota."""
    best, gains, effort = quarter_program(setting, plan, taste, pay, wins, pool_eur, kept)
    likely = paths(best.policy, gains)[:-1]
    mean = np.einsum("ws,wst->t", likely, effort[best.policy]) / QUARTER_WEEKS
    hunting = EFFORTS[best.policy] * euros.UNIT_DAYS
    weeks = np.stack(
        [_quantile(hunting, likely, BAND[0]), (hunting * likely).sum(axis=1), _quantile(hunting, likely, BAND[1])]
    )
    # The slope that alone would bring about the same hunting: what the quota is worth per unit on average.
    return mean, np.concatenate([[taste.matrix[0] @ (mean - np.asarray(taste.base))], pay[1:]]), weeks


def _quantile(values, likely, share):
    """Per week the value below which this share of the ways lies."""
    order = values.argsort(axis=1)
    sums = np.take_along_axis(likely, order, axis=1).cumsum(axis=1)
    place = np.minimum((sums < share * sums[:, -1:]).sum(axis=1), values.shape[1] - 1)
    return np.take_along_axis(values, np.take_along_axis(order, place[:, None], axis=1), axis=1)[:, 0]
