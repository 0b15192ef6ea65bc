"""From working days and euros to the units of the theory, and back: the one place where this is said.

One unit of effort is 20 working days, so a quarter has room for three. One unit of money is 2,500 EUR: with the default
`effort_cost` of 1, the twentieth extra day of one task is felt as dear as 125 EUR (2,500 / 20), the first as nothing.
Days that go into none of the four tasks are administration and everything else. What a unit of effort earns is the slope
of the expected payslip; where pay depends on care already given, `kit/models/pay/sellers.py` finds the point where both agree.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models import forest
from kit.models.pay.principal_agent import Taste
from kit.models.pay.setting import (
    QUARTER_DAYS,
    QUARTER_MONTHS,
    SELLERS,
    TASKS,
    YEAR_MONTHS,
    IncentiveSetting,
    Plan,
)

UNIT_DAYS, UNIT_EUR = 20, 2_500
UNITS = QUARTER_DAYS / UNIT_DAYS
REPORT_DAYS = 2  # days to write down and pass on one report
TEAM = len(SELLERS)


@dataclass(frozen=True, eq=False)
class Slopes:
    """What the customers of one seller do for a bit more effort; arrays follow the sellers.

    `wins`: new customers per unit of hunting. `early`: share of new customers that leave within a year, `early_less`:
    by how much a unit of care lowers it. `leavers`: customers lost per quarter, `kept`: fewer lost per unit of care,
    `kept_by_quality`: fewer lost per quarter after a unit of feedback.
    """

    wins: NDArray
    early: NDArray
    early_less: NDArray
    leavers: NDArray
    kept: NDArray
    kept_by_quality: NDArray


def taste(setting: IncentiveSetting) -> Taste:
    """How effort feels to the sellers of a setting."""
    return Taste(setting.effort_cost, setting.compete, (setting.base_effort,) * len(TASKS), UNITS)


def ground(setting: IncentiveSetting) -> forest.Ground:
    """The territory of one seller, with rates per working day and month."""
    reach = setting.wins / (UNIT_DAYS * setting.prospects * setting.win)
    return forest.ground(setting, setting.customers + setting.prospects, reach)


def promise(setting: IncentiveSetting, plan: Plan) -> float:
    """Share of new customers that get an exaggerated promise: it follows the highest commission that the seller keeps."""
    return min(1.0, setting.temptation * plan.top_rate * (1 - plan.clawback))


def slopes(setting: IncentiveSetting, land: forest.Ground, effort: NDArray, strengths: NDArray) -> Slopes:
    """The slopes at an effort (sellers, tasks) in units."""
    per_customer = UNIT_DAYS * strengths / setting.customers  # days of care per customer from one unit
    factor = np.exp(-setting.care_effect * per_customer * effort[:, 1])
    stays = np.exp(-YEAR_MONTHS * np.outer(factor, land.bonds))
    leavers = setting.customers * QUARTER_MONTHS * (land.start_weights @ land.bonds) * factor
    early_less = setting.care_effect * per_customer * factor * (stays @ (land.weights * YEAR_MONTHS * land.bonds))
    better = setting.quality_effect * forest.HALVED * UNIT_DAYS * strengths / setting.quality_days
    return Slopes(
        wins=setting.wins * strengths,
        early=1 - stays @ land.weights,
        early_less=early_less,
        leavers=leavers,
        kept=leavers * setting.care_effect * per_customer,
        kept_by_quality=leavers * better,
    )


def order_eur(setting: IncentiveSetting, plan: Plan, slope: Slopes, rate: float) -> NDArray:
    """What one new order pays its seller at this commission rate, after the expected clawback, with the pool, (sellers,)."""
    return setting.order_eur * (rate * (1 - plan.clawback * slope.early) + plan.pool / TEAM)


def unit_pay(setting: IncentiveSetting, plan: Plan, slope: Slopes, effort: NDArray, strengths: NDArray) -> NDArray:
    """What one more unit of each task pays, (sellers, tasks), in units of money; new business at the base commission."""
    stay_eur = setting.quarter_eur * (plan.renewal + plan.pool / TEAM) * setting.horizon_quarters
    tipping = plan.retention_eur * _poisson(int(setting.customers * (1 - plan.retention_share) + 1e-9), slope.leavers)
    back_eur = plan.clawback * plan.new * setting.order_eur * slope.wins * effort[:, 0] * slope.early_less
    reports_eur = plan.feedback_eur * UNIT_DAYS / REPORT_DAYS * strengths
    colleagues_eur = setting.help_wins * strengths * setting.order_eur * plan.pool / TEAM
    team_eur = setting.quarter_eur * (plan.renewal + plan.pool) * setting.horizon_quarters
    return (
        np.stack(
            [
                slope.wins * order_eur(setting, plan, slope, plan.new),
                slope.kept * (stay_eur + tipping) + back_eur,
                reports_eur + slope.kept_by_quality * setting.horizon_quarters * (team_eur / 2 + tipping),
                plan.help_eur * UNIT_DAYS + colleagues_eur,
            ],
            axis=-1,
        )
        / UNIT_EUR
    )


def _poisson(count: int, means: NDArray) -> NDArray:
    """Chance of exactly `count` events for each mean."""
    logs = np.log(np.arange(1, count + 1)).sum()
    return np.exp(count * np.log(np.maximum(means, 1e-300)) - means - logs)
