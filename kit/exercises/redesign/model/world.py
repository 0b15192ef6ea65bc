"""One firm in many possible worlds: everything that no lever changes, drawn once, and what each of the sixteen combinations does.

A column of a world is one draw of chance and, with `ignorance`, of the assumptions: all levers meet the same columns.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from kit.exercises.redesign.model.parts import DRAWN_BOSS, DRAWN_CHAIN, Leading, Selling, leading, selling
from kit.exercises.redesign.setting import LEVERS, RedesignSetting
from kit.models import forest
from kit.models.boss.setting import LeadershipSetting
from kit.models.chain.setting import ChainSetting
from kit.models.pay import euros, firm, participation
from kit.models.pay.sellers import Response, best_response
from kit.models.pay.setting import QUARTER_MONTHS, SELLERS, Plan

COMBINATIONS = np.arange(2 ** len(LEVERS))[:, None] >> np.arange(len(LEVERS)) & 1  # (16, levers): 1 where NEW
TERRITORY, COMMISSION, LEADERSHIP, ORGANISATION = range(len(LEVERS))
DRAWN_GROUND = (
    "reach",
    "burn",
    "recovery",
    "referral",
    "care",
    "quality",
    "learning",
    "promise_gain",
    "promise_harm",
    "haste",
)
DRAWN_HERE = ("delay", "phi", "freed", "shared_loss", "contact_loss", "depth", "leaving")
DRAWN = (*DRAWN_CHAIN, *DRAWN_BOSS, *DRAWN_GROUND, *DRAWN_HERE)
STRONG = SELLERS.index("strong")
PAY_CUT = 0.05  # from this share of the usual pay on the strong seller thinks of leaving
IGNORANCE, LEAVER = 71, 72  # streams of chance, apart from those of the models


@dataclass(frozen=True, eq=False)
class Days:
    """What is done in a month under each combination: `hunt`, `care`, `feedback` (16, sellers, columns) working days, `promise` (16,) share of
    customers promised too much, `felt` (16, columns) share of the others that feel sold to all the same.
    """

    hunt: NDArray
    care: NDArray
    feedback: NDArray
    promise: NDArray
    felt: NDArray


@dataclass(frozen=True, eq=False)
class World:
    """`columns` possible worlds of one setting. `off`: by which factor each of `DRAWN` is off, (columns,). `chances`: of all territories
    (columns seller by seller). `gone` (columns,): whether the strong seller leaves when the new plan comes.
    """

    setting: RedesignSetting
    columns: int
    off: dict[str, NDArray]
    selling: Selling
    leading: Leading
    chances: forest.Chances
    gone: NDArray

    def luck(self, number: int) -> "World":
        """One of the worlds alone, counted from 1."""
        only = slice(number - 1, number)
        sold = Selling(**{part.name: getattr(self.selling, part.name)[..., only] for part in fields(Selling)})
        led = Leading(**{part.name: getattr(self.leading, part.name)[..., only] for part in fields(Leading)})
        event, kind, start = (
            one.reshape(*one.shape[:-1], len(SELLERS), self.columns)[..., only].reshape(*one.shape[:-1], -1)
            for one in (self.chances.event, self.chances.kind, self.chances.start)
        )
        off = {name: factor[only] for name, factor in self.off.items()}
        return World(self.setting, 1, off, sold, led, forest.Chances(event, kind, start), self.gone[only])

    @cached_property
    def shared_chances(self) -> forest.Chances:
        """The same chance for the firms of all territories on one ground."""
        event, kind = (
            one.reshape(len(one), -1, len(SELLERS), self.columns).swapaxes(1, 2).reshape(len(one), -1, self.columns)
            for one in (self.chances.event, self.chances.kind)
        )
        return forest.Chances(event, kind, as_one_ground(self.chances.start.reshape(-1, len(SELLERS), self.columns)))

    @cached_property
    def figures(self) -> dict[str, NDArray]:
        """The assumptions of M4 by column, shares never above 1."""
        return {name: np.minimum(getattr(self.setting, name) * self.off[name], 1.0) for name in DRAWN_HERE}

    @cached_property
    def plans(self) -> tuple[Plan, Plan]:
        """The old and the new pay plan."""
        return self.setting.pay.old, self.setting.pay.new

    @cached_property
    def responses(self) -> tuple[Response, Response]:
        """What the sellers do under both plans. Held at the setting: no column and no other lever changes it."""
        old, new = (best_response(self.setting.pay, plan) for plan in self.plans)
        return old, new

    @cached_property
    def staying(self) -> tuple[NDArray, NDArray]:
        """Who works under both plans at all, (sellers,)."""
        old, new = (participation.staying(self.setting.pay, plan) for plan in self.plans)
        return old, new

    @cached_property
    def is_shared(self) -> NDArray:
        """Under which combinations nobody owns a customer, (16,)."""
        return (COMBINATIONS[:, TERRITORY] == 1) & (self.setting.inbox == "shared")

    @cached_property
    def days(self) -> Days:
        """What is done under each combination."""
        each = [self._done(*combination) for combination in COMBINATIONS.tolist()]
        return Days(*(np.array(part) for part in zip(*each, strict=True)))

    def _done(self, territory, commission, boss, organisation):
        """Hunting, care and feedback (sellers, columns), promise and felt (columns,) under one combination."""
        pay, plan, response = self.setting.pay, self.plans[commission], self.responses[commission]
        at_work = replace(response, effort=response.effort * self.staying[commission][:, None])
        usual = firm.monthly_work(pay, plan, at_work, 1)
        reports = at_work.days[:, 2] * np.array(pay.strengths) / QUARTER_MONTHS
        time = (1 - self.leading.time[boss]) / (1 - self.leading.time[0])
        hunt = np.asarray(usual.hunt)[:, None] * time
        saved = 1 - self.selling.effort[organisation, territory] / self.selling.effort[0, 0]
        care = np.maximum(np.asarray(usual.care)[:, None] * time + self.figures["freed"] * saved * hunt, 0.0)
        kept = 1 - self.figures["shared_loss"] * (territory and self.setting.inbox == "shared")
        felt = 1 - (1 - self.selling.felt[organisation, territory]) * (1 - self.leading.wrong[boss])
        hunt = hunt * self.speed(territory, boss, organisation) * kept
        return hunt, care, reports[:, None] * time, usual.promise, self.figures["phi"] * felt

    def speed(self, territory: int, boss: int, organisation: int) -> NDArray:
        """By how much the same day of hunting brings more than with all levers OLD, (columns,)."""
        orders, days = self.selling.orders, self.selling.days
        later = days[organisation, territory] - days[0, 0] + self.leading.wait_days[boss] - self.leading.wait_days[0]
        pace = (1 + self.leading.pace[boss]) / (1 + self.leading.pace[0])
        more = orders[organisation, territory] / np.maximum(orders[0, 0], 1)
        return more * np.exp(-self.figures["delay"] * later) * pace

    def ground(self, shared: bool) -> forest.Ground:
        """One territory, or the ground of all three; what is drawn differs by column, (columns,)."""
        land = euros.ground(self.setting.pay)
        drawn = {name: getattr(land, name) * self.off[name] for name in DRAWN_GROUND}
        drawn["burn"] = np.minimum(drawn["burn"], 1.0)
        if not shared:
            return replace(land, **drawn)
        drawn["reach"] = drawn["reach"] / len(SELLERS)
        return replace(land, **drawn, places=land.places * len(SELLERS), customers=land.customers * len(SELLERS))


def as_one_ground(values: NDArray) -> NDArray:
    """Values (places, ..., sellers, columns) of territories as those of one ground, (places x sellers, ... x columns)."""
    moved = np.moveaxis(values, -2, 0)
    return moved.reshape(moved.shape[0] * moved.shape[1], -1)


def factors(chance: int, ignorance: float, columns: int, block: int) -> dict[str, NDArray]:
    """By which factor each assumption is off, evenly between 1 - `ignorance` and 1 + `ignorance`, each (columns,)."""
    streams = np.random.default_rng((chance, block, IGNORANCE)).spawn(len(DRAWN))
    return {name: 1 + ignorance * (2 * one.random(columns) - 1) for name, one in zip(DRAWN, streams, strict=True)}


@lru_cache(maxsize=10)
def world(setting: RedesignSetting, columns: int = 25, block: int = 0) -> World:
    """`columns` possible worlds, the same for all combinations and paths; remembered."""
    drawn = setting.ignorance, columns, block
    off = factors(setting.chance, *drawn)
    luck = np.random.default_rng((setting.chance, block, LEAVER)).random(columns)
    gone = luck < np.minimum(setting.leaving * off["leaving"], 1.0) * loses_pay(setting)
    sold, led = _selling(setting.chain, setting.inbox, *drawn), _leading(setting.boss, *drawn)
    return World(setting, columns, off, sold, led, firm.draw(setting.pay, columns, block), gone)


@lru_cache(maxsize=10)
def _selling(chain: ChainSetting, inbox: str, ignorance: float, columns: int, block: int) -> Selling:
    return selling(chain, inbox, factors(chain.chance, ignorance, columns, block), columns, block)


@lru_cache(maxsize=10)
def _leading(boss: LeadershipSetting, ignorance: float, columns: int, block: int) -> Leading:
    return leading(boss, factors(boss.chance, ignorance, columns, block), columns, block)


def loses_pay(setting: RedesignSetting) -> bool:
    """Whether the strong seller counts on clearly less under the new plan than under the old.

    >>> loses_pay(RedesignSetting()), loses_pay(RedesignSetting(new_new=0.20))
    (True, False)
    """
    pay = setting.pay
    old, new = (participation.expected_pay_eur(pay, plan)[STRONG] for plan in (pay.old, pay.new))
    return bool(new < (1 - PAY_CUT) * old)
