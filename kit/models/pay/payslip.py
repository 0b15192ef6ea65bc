"""The payslip: what each line of a plan pays for one quarter.

The lines add up to the pay. Money is euros; every figure may be an array, for example (sellers, repetitions).
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from kit.models.pay.sellers import commission_eur
from kit.models.pay.setting import IncentiveSetting, Plan

Figure = NDArray | float


@dataclass(frozen=True, eq=False)
class Quarter:
    """What counts for the pay of one quarter: `orders` new customers (with discount less than one each), `customers`
    at its start, `lost` of them, `early` leavers in their first year, `reports` and `help_days` of the seller,
    `team_eur` the sales of the whole team.
    """

    orders: Figure
    customers: Figure
    lost: Figure
    early: Figure
    reports: Figure
    help_days: Figure
    team_eur: Figure


@dataclass(frozen=True, eq=False)
class Payslip:
    """Euros by line. `capped` and `clawback` are negative or zero."""

    fixed: Figure
    new: Figure
    accelerator: Figure
    capped: Figure
    renewal: Figure
    feedback: Figure
    help: Figure
    pool: Figure
    retention: Figure
    clawback: Figure

    @property
    def total(self) -> Figure:
        """All lines together."""
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def on_new(self) -> Figure:
        """What new business has paid, before any clawback."""
        return self.new + self.accelerator + self.capped


def payslip(
    setting: IncentiveSetting, plan: Plan, quarter: Quarter, quota_eur: Figure, still_to_claw: Figure, team: int
) -> Payslip:
    """The payslip of a quarter.

    `quota_eur`: the quota of this quarter (it may have risen). `still_to_claw`: commission on new business that has
    been paid and not been taken back yet: a clawback never takes more. `team`: sellers who share the pool.
    """
    new_eur = np.asarray(quarter.orders) * setting.order_eur
    paid = commission_eur(plan, new_eur, quota_eur)
    uncapped = plan.new * new_eur
    accelerator = (
        plan.new * (plan.accelerator - 1) * np.maximum(new_eur - quota_eur, 0.0) if plan.quota_eur else 0.0 * new_eur
    )
    stayed = quarter.lost <= np.floor(quarter.customers * (1 - plan.retention_share) + 1e-9)
    back = plan.clawback * plan.new * setting.order_eur * quarter.early
    return Payslip(
        fixed=plan.fixed_eur + 0.0 * new_eur,
        new=uncapped,
        accelerator=accelerator,
        capped=paid - uncapped - accelerator,
        renewal=plan.renewal * setting.quarter_eur * (quarter.customers - quarter.lost),
        feedback=plan.feedback_eur * quarter.reports + 0.0 * new_eur,
        help=plan.help_eur * quarter.help_days + 0.0 * new_eur,
        pool=plan.pool * quarter.team_eur / team + 0.0 * new_eur,
        retention=plan.retention_eur * stayed + 0.0 * new_eur,
        clawback=-np.minimum(back, still_to_claw + paid),
    )
