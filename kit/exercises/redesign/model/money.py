"""What the years of a path come to in euros: margin, pay, what the change itself costs, and what others than the cashier look at.

Pay follows the plan of the year; a new plan begins with its own quota and takes nothing back of what the old one paid.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.exercises.redesign.model.counted import Counted
from kit.exercises.redesign.model.world import (
    COMBINATIONS,
    COMMISSION,
    LEADERSHIP,
    ORGANISATION,
    TERRITORY,
    World,
)
from kit.models.pay import euros
from kit.models.pay.payslip import Quarter, payslip
from kit.models.pay.principal_agent import risk_premium
from kit.models.pay.sellers import next_quota
from kit.models.pay.setting import QUARTER_MONTHS, SELLERS, STILL_BOUGHT, YEAR_MONTHS, YEAR_QUARTERS


@dataclass(frozen=True, eq=False)
class Books:
    """What paths came to, (paths, years, columns) unless said otherwise; money is euros a year.

    `profit_eur`: after everything. `before_eur`: margin less pay and less the price of wavering pay, as if the change cost nothing;
    `dip_eur`: margin lost by the change, `change_eur` what was paid for it. `sales_eur`: what customers bought. `won`, `lost`: customers in the year, `customers`: at its end,
    `felt`: share of them who feel sold to or neglected. `pay_eur` (paths, years, sellers, columns). `gone`: whether the strong seller
    left in that year. `wait_days`: for a decision, `order_days`: from contact to order, `busy`: share of the people's time that leads
    take, `load`: of the boss's week. `quarters_eur` (paths, quarters, columns): profit quarter by quarter.
    """

    profit_eur: NDArray
    before_eur: NDArray
    dip_eur: NDArray
    change_eur: NDArray
    sales_eur: NDArray
    won: NDArray
    lost: NDArray
    customers: NDArray
    felt: NDArray
    pay_eur: NDArray
    gone: NDArray
    wait_days: NDArray
    order_days: NDArray
    busy: NDArray
    load: NDArray
    quarters_eur: NDArray

    @property
    def total_eur(self) -> NDArray:
        """Profit of all years together, after everything, (paths, columns)."""
        return self.profit_eur.sum(axis=1)


def lost_in_month(depth: NDArray | float, recovery_months: int, months: int = YEAR_MONTHS) -> NDArray:
    """Share of the value lost in each month after a change: `depth` at first, down to nothing over `recovery_months`; months first.

    >>> round(float(lost_in_month(0.20, 6).mean()), 6)
    0.05
    """
    left = np.maximum(0.0, 1 - (np.arange(months) + 0.5) / recovery_months)
    return left.reshape(-1, *(1,) * np.ndim(depth)) * np.minimum(depth, 1.0)


def kept_by_quarter(world: World, paths: NDArray, years: int) -> NDArray:
    """Share of the margin that is left by what changing costs in sales, (paths, quarters, columns)."""
    setting, figures = world.setting, world.figures
    kept = np.ones((len(paths), years * YEAR_QUARTERS, world.columns))
    dip = lost_in_month(setting.dearness * figures["depth"], setting.recovery_months)
    dip = dip.reshape(YEAR_QUARTERS, QUARTER_MONTHS, -1).mean(axis=1)
    contact = np.minimum(setting.dearness * figures["contact_loss"], 1.0)
    for year in range(years):
        quarters = slice(year * YEAR_QUARTERS, (year + 1) * YEAR_QUARTERS)
        now = paths == year + 1
        moves = now[:, TERRITORY].astype(int) + now[:, ORGANISATION]
        changed = 1 - (1 - setting.new_contact) ** moves
        kept[:, quarters] *= 1 - changed[:, None, None] * contact
        kept[:, quarters] *= 1 - now[:, ORGANISATION, None, None] * dip
        alone = _alone(world, paths, year)
        leaves = (now[:, COMMISSION] & alone)[:, None] * world.gone
        kept[:, quarters] *= 1 - (leaves * np.minimum(figures["contact_loss"], 1.0) / len(SELLERS))[:, None]
    return kept


def _alone(world: World, paths: NDArray, year: int) -> NDArray:
    """On which paths a customer knows nobody but their own seller in a year, (paths,)."""
    pulled = (paths > 0) & (paths <= year + 1)
    shared = pulled[:, TERRITORY] & (world.setting.inbox == "shared")
    return ~(shared | pulled[:, ORGANISATION])


def settle(world: World, paths: NDArray, codes: list[NDArray], counted: list[Counted]) -> Books:
    """Write the payslips quarter by quarter and draw up the books."""
    years, pay, start = len(codes), world.setting.pay, world.setting.pay.customers
    counts = Counted.joined(counted)
    quarters = years * YEAR_QUARTERS
    won, lost, lost_old, early = (
        one.reshape(quarters, QUARTER_MONTHS, *one.shape[1:]).sum(axis=1)
        for one in (counts.won, counts.lost, counts.lost_before, counts.early)
    )
    at_end = counts.customers[QUARTER_MONTHS - 1 :: QUARTER_MONTHS]
    at_start = np.concatenate([np.full_like(at_end[:1], start), at_end[:-1]])
    plans = np.array([COMBINATIONS[one, COMMISSION] for one in codes])  # (years, paths)
    bought = np.array([_bought(world, one) for one in codes])[..., None].repeat(YEAR_QUARTERS, axis=0)
    paid = _pay(world, plans, won, lost_old, early, at_start, bought)
    paid = paid * counts.at_work.reshape(quarters, QUARTER_MONTHS, *paid.shape[1:]).mean(axis=1)
    sales = pay.quarter_eur * ((at_start + at_end) * bought).sum(axis=2) / 2
    margin = pay.margin * sales
    premium = np.array([_premium(world, plan) for plan in (0, 1)])[plans].repeat(YEAR_QUARTERS, axis=0)[..., None]
    before = margin - paid.sum(axis=2) - premium
    kept = kept_by_quarter(world, paths, years).swapaxes(0, 1)
    dip = margin * (1 - kept)
    change = np.array(
        [((paths == year + 1) * np.array(world.setting.costs_eur)).sum(axis=1) for year in range(years)]
    )  # (years, paths)
    by_quarter = before - dip
    by_quarter[::YEAR_QUARTERS] -= change[..., None]
    yearly = {
        "before_eur": _yearly(before),
        "dip_eur": _yearly(dip),
        "profit_eur": _yearly(by_quarter),
        "sales_eur": _yearly(sales * kept),
        "won": _yearly(won.sum(axis=2)),
        "lost": _yearly(lost.sum(axis=2)),
        "pay_eur": _yearly(paid),
    }
    everybody = at_end[YEAR_QUARTERS - 1 :: YEAR_QUARTERS].sum(axis=2)
    felt = np.where(everybody > 0, counts.sold_to / np.maximum(everybody, 1), np.nan)
    return Books(
        **{name: values.swapaxes(0, 1) for name, values in yearly.items()},
        change_eur=np.broadcast_to(change.T[..., None], (len(paths), years, world.columns)),
        customers=everybody.swapaxes(0, 1),
        felt=felt.swapaxes(0, 1),
        gone=np.array([(paths[:, COMMISSION] == year + 1)[:, None] & world.gone for year in range(years)]).swapaxes(
            0, 1
        ),
        quarters_eur=by_quarter.swapaxes(0, 1),
        **_work(world, codes),
    )


def _yearly(figures: NDArray) -> NDArray:
    """Sums by year of figures (quarters, ...)."""
    return figures.reshape(-1, YEAR_QUARTERS, *figures.shape[1:]).sum(axis=1)


def _work(world: World, codes: list[NDArray]) -> dict[str, NDArray]:
    """Waiting and work under the combination of each year, (paths, years, columns)."""
    each = COMBINATIONS[np.array(codes).T]  # (paths, years, levers)
    organisation, territory, boss = each[..., ORGANISATION], each[..., TERRITORY], each[..., LEADERSHIP]
    return {
        "wait_days": world.leading.wait_days[boss],
        "load": world.leading.load[boss],
        "order_days": world.selling.days[organisation, territory],
        "busy": world.selling.busy[organisation, territory],
    }


def _bought(world: World, codes: NDArray) -> NDArray:
    """What share of the usual the customers of each seller buy, (paths, sellers): less where nobody looks after them."""
    staying = np.array(world.staying)[COMBINATIONS[codes, COMMISSION]]
    cared = np.where(world.is_shared[codes][:, None], staying.any(axis=1, keepdims=True), staying)
    return np.where(cared, 1.0, float(STILL_BOUGHT.default))


def _premium(world: World, plan: int) -> float:
    """Price of wavering pay of all sellers in a quarter."""
    setting = world.setting.pay
    each = risk_premium(world.responses[plan].pay, setting.risk, np.square(setting.noise)) * euros.UNIT_EUR
    return float((each * world.staying[plan]).sum())


def _pay(world: World, plans, won, lost, early, at_start, bought) -> NDArray:
    """Pay by quarter, path, seller and column; `plans` (years, paths): 0 for the old one."""
    setting, paid = world.setting.pay, np.zeros(won.shape)
    sales = won * setting.order_eur + (at_start - lost) * setting.quarter_eur
    team = (sales * bought).sum(axis=2)
    for plan, terms in enumerate(world.plans):
        reports = world.responses[plan].days[:, 2:3] * np.array(setting.strengths)[:, None] / euros.REPORT_DAYS
        help_days = world.responses[plan].days[:, 3:4]
        quota, unclawed = np.full(won.shape[1:], float(terms.quota_eur)), np.zeros(won.shape[1:])
        for place in range(len(won)):
            here = np.flatnonzero(plans[place // YEAR_QUARTERS] == plan)
            if not here.size:
                continue
            quarter = Quarter(
                orders=won[place, here],
                customers=at_start[place, here],
                lost=lost[place, here],
                early=early[place, here],
                reports=reports,
                help_days=help_days,
                team_eur=team[place, here][:, None],
            )
            slip = payslip(setting, terms, quarter, quota[here], unclawed[here], len(SELLERS))
            paid[place, here] = slip.total * world.staying[plan][:, None]
            unclawed[here] += slip.on_new + slip.clawback
            quota[here] = next_quota(terms, setting, won[place, here], quota[here])
    return paid
