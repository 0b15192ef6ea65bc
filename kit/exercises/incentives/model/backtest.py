"""What a plan would have paid for quarters that a firm has really had, and per euro of new and of kept revenue.

The quarters are taken as they were: nobody sells anything else because of the plan. All sellers are taken as equal, so a quota is met by
the mean. Reports and days of helping are in no list of deals; what a plan pays for them is left out. All money is euros.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kit.models.pay.payslip import Quarter, payslip
from kit.models.pay.sellers import next_quota
from kit.models.pay.setting import IncentiveSetting, Plan


@dataclass(frozen=True, eq=False)
class Past:
    """The firm's quarters, all (quarters,): won revenue from new and from existing customers, customers at the start, those
    lost of them, and first orders of customers that left within a year.
    """

    new_eur: NDArray
    kept_eur: NDArray
    customers: NDArray
    lost: NDArray
    early_eur: NDArray


@dataclass(frozen=True)
class Paid:
    """What a plan pays the whole firm in a quarter, on average: for what is sold to new customers, for what existing ones buy or for their
    staying, and for neither of the two.
    """

    new_eur: float
    kept_eur: float
    rest_eur: float

    @property
    def total_eur(self) -> float:
        """All of it."""
        return self.new_eur + self.kept_eur + self.rest_eur


def backtest(setting: IncentiveSetting, plan: Plan, past: Past, sellers: int) -> Paid:
    """What the plan would have paid for the past quarters.

    >>> from kit.models.pay.setting import IncentiveSetting
    >>> past = Past(*(np.array([one]) for one in (100_000.0, 200_000.0, 40.0, 1.0, 0.0)))
    >>> setting = IncentiveSetting()
    >>> backtest(setting, setting.old, past, 4).new_eur  # 12 % of 100,000, and half as much again above 4 quotas of 20,000
    13200.0
    """
    quota, still, paid = float(plan.quota_eur), 0.0, np.zeros(3)
    for new_eur, kept_eur, customers, lost, early_eur in zip(
        past.new_eur, past.kept_eur, past.customers, past.lost, past.early_eur, strict=True
    ):
        orders = float(new_eur) / setting.order_eur / sellers
        counted = Quarter(
            orders=orders,
            customers=float(customers),
            lost=float(lost),
            early=float(early_eur) / setting.order_eur / sellers,
            reports=0.0,
            help_days=0.0,
            team_eur=float(new_eur + kept_eur),
        )
        slip = payslip(setting, plan, counted, quota, still, sellers)
        slip = replace(slip, renewal=plan.renewal * float(kept_eur) / sellers)  # what they really bought
        still = float(still + slip.on_new + slip.clawback)
        quota = float(next_quota(plan, setting, np.asarray(orders), quota))
        on_new = slip.on_new + slip.clawback + plan.pool * float(new_eur) / sellers
        on_kept = slip.renewal + slip.retention + plan.pool * float(kept_eur) / sellers
        paid += sellers * np.array([float(on_new), float(on_kept), float(slip.total - on_new - on_kept)])
    return Paid(*(paid / len(past.new_eur)).tolist())
