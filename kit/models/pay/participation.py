"""Who takes part in a plan: whoever would get much less than is usual leaves, and nobody new comes for that.

A seller counts on the expected payslip of the first quarter at the best response, on ground that is still fresh. Usual is
what a seller of that strength counts on under the old plan of the start setting. Below the share `STAYS_FROM` of it the desk is
empty from the first day: nothing is done there, nobody is paid, and the customers buy less (`STILL_BOUGHT`).

>>> usual_pay_eur().round(-2)
array([10000., 12000., 15600.])
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kit.models.pay import euros
from kit.models.pay.payslip import Quarter, payslip
from kit.models.pay.quota import poisson
from kit.models.pay.sellers import best_response, likely_orders
from kit.models.pay.setting import SELLERS, STAYS_FROM, IncentiveSetting, Plan

MOST_LOST = 40  # customers of one seller in a quarter; more count as so many


def staying(setting: IncentiveSetting, plan: Plan) -> NDArray:
    """Which sellers work under a plan, (sellers,); remembered as their best response is."""
    return _staying(setting.without_plans, plan)


@lru_cache(maxsize=16)
def _staying(setting: IncentiveSetting, plan: Plan) -> NDArray:
    return expected_pay_eur(setting, plan) >= STAYS_FROM.default * usual_pay_eur()


@lru_cache(maxsize=1)
def usual_pay_eur() -> NDArray:
    """What is usual per quarter: what they count on under the old plan of the start setting, (sellers,)."""
    setting = IncentiveSetting()
    return expected_pay_eur(setting, setting.old)


def expected_pay_eur(setting: IncentiveSetting, plan: Plan) -> NDArray:
    """What the sellers count on per quarter if all work, (sellers,)."""
    response = best_response(setting, plan)
    strengths, days = np.array(setting.strengths), response.days
    slope = euros.slopes(setting, euros.ground(setting), response.effort, strengths)
    wins = slope.wins * response.effort[:, 0]
    team_eur = (wins * setting.order_eur + (setting.customers - slope.leavers) * setting.quarter_eur).sum()
    lost = np.arange(MOST_LOST + 1)[:, None]
    expected = []
    for seller in range(len(SELLERS)):
        likely = likely_orders(setting, plan, response, seller)
        orders = np.arange(len(likely))
        quarter = Quarter(
            orders=orders,
            customers=setting.customers,
            lost=np.minimum(lost, setting.customers),
            early=slope.early[seller] * orders,
            reports=days[seller, 2] * strengths[seller] / euros.REPORT_DAYS,
            help_days=days[seller, 3],
            team_eur=team_eur,
        )
        slip = payslip(setting, plan, quarter, plan.quota_eur, 0.0, len(SELLERS))
        pay_eur = np.broadcast_to(slip.total, (len(lost), len(orders)))
        expected.append(float(poisson([slope.leavers[seller]], len(lost))[0] @ pay_eur @ likely))
    return np.array(expected)
