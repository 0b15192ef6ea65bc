"""The setting of pay: two pay plans, lever by lever, and the world in which both are tried.

A quarter has 60 working days and four tasks. Figures marked as assumptions in `datasets/evidence.toml` are nobody's
measurement; people are meant to move them. Levers of a plan are decisions and need no card.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from kit.errors import SettingError
from kit.messages import Message, _
from kit.parameters import PERCENT, Checked, Parameter, Shown, lever, number, share, side_of

TASKS = ("hunt", "care", "feedback", "help")
TASK_LABELS = {
    "hunt": _("new customers"),
    "care": _("existing customers"),
    "feedback": _("passing on feedback"),
    "help": _("helping colleagues"),
}
SELLERS = ("weak", "middle", "strong")
MIDDLE = SELLERS.index("middle")
SELLER_LABELS = {"weak": _("weak seller"), "middle": _("middle seller"), "strong": _("strong seller")}

QUARTER_DAYS = 60  # working days
QUARTER_MONTHS, YEAR_MONTHS, YEAR_QUARTERS = 3, 12, 4
QUARTER_WEEKS = 13

EUR = _("EUR")
EUR_QUARTER = _("EUR per quarter")
NEW_BUSINESS = _("EUR of new business per quarter")
NONE = _("none")
OLD, NEW = _("old plan"), _("new plan")
Value = TypeVar("Value", int, float)

LEVERS = {
    "fixed_eur": Parameter(_("fixed pay"), 0, 0, 30_000, 250, EUR_QUARTER),
    "new": Parameter(_("commission on new customers"), 0.0, 0.0, 0.40, 0.01, percent=True),
    "renewal": Parameter(_("commission on existing customers"), 0.0, 0.0, 0.20, 0.01, percent=True),
    "feedback_eur": Parameter(_("bonus per report that the product team can use"), 0, 0, 500, 25, EUR),
    "help_eur": Parameter(_("bonus per day of helping"), 0, 0, 300, 10, EUR),
    "pool": Parameter(_("team pool, share of all sales"), 0.0, 0.0, 0.20, 0.01, percent=True),
    "clawback": Parameter(_("paid back if a new customer leaves within a year"), 0.0, 0.0, 1.0, 0.1, percent=True),
    "quota_eur": Parameter(_("quota"), 0, 0, 100_000, 5_000, NEW_BUSINESS, zero=NONE),
    "accelerator": Parameter(_("commission above the quota"), 1.0, 1.0, 4.0, 0.1, _("times as much")),
    "cap_eur": Parameter(_("cap: nothing is paid beyond it"), 0, 0, 200_000, 5_000, NEW_BUSINESS, zero=NONE),
    "ratchet": Parameter(_("next quota rises by this share of what was above it"), 0.0, 0.0, 1.0, 0.1, percent=True),
    "retention_eur": Parameter(_("bonus if customers stay"), 0, 0, 5_000, 100, EUR_QUARTER),
    "retention_share": Parameter(
        _("paid if at least this many stay in a quarter"), 0.95, 0.80, 1.0, 0.01, percent=True
    ),
}

# Who takes part (`model/participation.py`). Both are assumptions, the same for everybody: they are no sliders, so team codes stay.
STAYS_FROM = Parameter(
    _("sellers stay from this share of their usual pay on"),
    0.65,
    0.0,
    1.0,
    0.05,
    percent=True,
    evidence="participation",
)
STILL_BOUGHT = Parameter(
    _("what customers still buy where nobody looks after them"),
    0.50,
    0.0,
    1.0,
    0.05,
    percent=True,
    evidence="participation",
)

TOO_MUCH_PAID = _(
    "{plan}: of a new order, commission ({commission}) and pool ({pool}) would pay out {sum}, which is {more} more than the order brings."
)
CAP_BELOW_QUOTA = _(
    "{plan}: the cap ({cap} EUR) lies {less} EUR below the quota ({quota} EUR), so nobody could ever reach the quota. Raise the cap or lower the quota first."
)


@dataclass(frozen=True)
class Plan:
    """What one plan pays for; the levers by the names of `LEVERS`."""

    fixed_eur: int
    new: float
    renewal: float
    feedback_eur: int
    help_eur: int
    pool: float
    clawback: float
    quota_eur: int
    accelerator: float
    cap_eur: int
    ratchet: float
    retention_eur: int
    retention_share: float

    @property
    def is_linear(self) -> bool:
        """Whether each new order pays the same, however many there were before."""
        return self.cap_eur == 0 and (self.quota_eur == 0 or self.accelerator == 1.0)

    @property
    def top_rate(self) -> float:
        """The highest commission rate on new business that the plan can pay."""
        return self.new * (self.accelerator if self.quota_eur else 1.0)


def old(name: str, default: Value) -> Value:
    """A lever of the old plan."""
    return lever(OLD, LEVERS[name], default)


def new(name: str, default: Value) -> Value:
    """A lever of the new plan."""
    return lever(NEW, LEVERS[name], default)


@dataclass(frozen=True)
class IncentiveSetting(Checked):
    """Two plans and one world. Shares are fractions, money is euros, times are working days unless named otherwise."""

    old_fixed_eur: int = old("fixed_eur", 9_000)
    old_new: float = old("new", 0.12)
    old_renewal: float = old("renewal", 0.0)
    old_feedback_eur: int = old("feedback_eur", 0)
    old_help_eur: int = old("help_eur", 0)
    old_pool: float = old("pool", 0.0)
    old_clawback: float = old("clawback", 0.0)
    old_quota_eur: int = old("quota_eur", 20_000)
    old_accelerator: float = old("accelerator", 1.5)
    old_cap_eur: int = old("cap_eur", 0)
    old_ratchet: float = old("ratchet", 0.0)
    old_retention_eur: int = old("retention_eur", 0)
    old_retention_share: float = old("retention_share", 0.95)

    new_fixed_eur: int = new("fixed_eur", 5_000)
    new_new: float = new("new", 0.08)
    new_renewal: float = new("renewal", 0.03)
    new_feedback_eur: int = new("feedback_eur", 50)
    new_help_eur: int = new("help_eur", 0)
    new_pool: float = new("pool", 0.02)
    new_clawback: float = new("clawback", 0.5)
    new_quota_eur: int = new("quota_eur", 0)
    new_accelerator: float = new("accelerator", 1.0)
    new_cap_eur: int = new("cap_eur", 0)
    new_ratchet: float = new("ratchet", 0.0)
    new_retention_eur: int = new("retention_eur", 500)
    new_retention_share: float = new("retention_share", 0.95)

    budget_eur: int = number(12_000, 5_000, 40_000, 500, _("pay budget per seller"), unit=EUR_QUARTER)
    years: int = number(3, 1, 5, 1, _("how far the firm looks ahead"), unit=_("years"), evidence="horizon")
    chance: int = number(1, 1, 99, 1, _("other customers, other luck (number)"))

    order_eur: int = number(
        10_000, 2_000, 50_000, 1_000, _("what a customer buys"), unit=_("EUR per year"), evidence="business"
    )
    margin: float = share(0.40, 0.05, 0.95, 0.05, _("margin before the sellers’ pay"), evidence="business")
    customers: int = number(30, 8, 60, 2, _("customers per seller at the start"), evidence="business")
    prospects: int = number(60, 20, 200, 4, _("firms per seller that could become customers"), evidence="business")

    wins: float = number(1.5, 0.5, 6.0, 0.1, _("new customers from 20 days of hunting"), evidence="hunting")
    win: float = share(0.20, 0.05, 1.0, 0.05, _("contacts that become customers"), evidence="hunting")
    burn: float = share(0.20, 0.0, 1.0, 0.05, _("refused contacts that want no more calls"), evidence="burning")
    recovery_months: int = number(
        24, 3, 120, 3, _("time until a burned contact can be called again"), unit=_("months"), evidence="burning"
    )
    referral: float = number(0.05, 0.0, 0.5, 0.01, _("recommendations per customer and year"), evidence="burning")

    churn: float = share(
        0.30, 0.05, 0.60, 0.01, _("new customers that leave in their first year without care"), evidence="tenure"
    )
    alike: float = number(
        2.0,
        0.5,
        10.0,
        0.5,
        _("how alike customers are (small: some stay forever, some leave at once)"),
        evidence="tenure",
    )
    care_effect: float = number(
        1.5, 0.0, 4.0, 0.1, _("effect of a day of care per customer and quarter"), evidence="care"
    )
    quality_effect: float = number(
        0.8, 0.0, 2.0, 0.1, _("effect of a product freed of all complaints"), evidence="quality"
    )
    quality_days: int = number(
        180,
        30,
        900,
        30,
        _("days of feedback, all sellers together, that halve the complaints"),
        unit=_("days"),
        evidence="quality",
    )

    aging: float = share(
        0.03, 0.0, 0.20, 0.01, _("of what was repaired, new complaints in a month"), evidence="quality"
    )

    temptation: float = number(
        1.5, 0.0, 5.0, 0.1, _("exaggerated promises per 100% of commission"), evidence="temptation"
    )
    promise_gain: float = share(
        0.20, 0.0, 1.0, 0.05, _("more wins if every promise were exaggerated"), evidence="temptation"
    )
    promise_harm: float = number(
        0.5, 0.0, 2.0, 0.1, _("effect of an exaggerated promise on leaving"), evidence="temptation"
    )

    effort_cost: float = number(1.0, 0.3, 3.0, 0.1, _("how hard one more day is"), evidence="multitask")
    compete: float = share(0.30, 0.0, 0.90, 0.05, _("how much the tasks compete for attention"), evidence="multitask")
    base_effort: float = number(
        0.30,
        0.0,
        0.70,
        0.05,
        _("what is done of each task without any pay for it"),
        unit=_("times 20 days"),
        evidence="multitask",
    )
    risk: float = number(1.0, 0.0, 5.0, 0.25, _("how much sellers dislike wavering pay"), evidence="risk")
    noise_new: float = number(
        0.45, 0.0, 3.0, 0.05, _("chance in what is measured of new customers"), evidence="measuring"
    )
    noise_care: float = number(0.90, 0.0, 3.0, 0.05, _("chance in what is measured of care"), evidence="measuring")
    noise_feedback: float = number(
        1.70, 0.0, 5.0, 0.05, _("chance in what is measured of feedback"), evidence="measuring"
    )
    noise_help: float = number(0.90, 0.0, 3.0, 0.05, _("chance in what is measured of helping"), evidence="measuring")
    horizon_quarters: int = number(4, 1, 12, 1, _("how far sellers look ahead"), unit=_("quarters"), evidence="horizon")

    spread: float = share(0.40, 0.0, 0.80, 0.05, _("how much weaker and stronger the others sell"), evidence="strength")
    help_wins: float = number(
        1.0, 0.0, 4.0, 0.1, _("new customers of colleagues from 20 days of helping"), evidence="helping"
    )

    pull_discount: float = share(0.10, 0.0, 0.60, 0.01, _("discount for signing a quarter early"), evidence="pulling")
    elasticity: float = number(1.5, 0.0, 5.0, 0.1, _("more orders per 1% of discount"), unit=_("%"), evidence="pulling")
    rewin: float = share(0.50, 0.0, 1.0, 0.05, _("lost customers that can be won back as new"), evidence="pulling")

    def misfits(self) -> Iterator[SettingError]:
        """Levers of a plan that do not fit together."""
        for name, plan in ((OLD, self.old), (NEW, self.new)):
            yield from _misfits(name, plan)

    @property
    def old(self) -> Plan:
        """The old plan."""
        return side_of(self, "old", Plan)

    @property
    def new(self) -> Plan:
        """The new plan."""
        return side_of(self, "new", Plan)

    @cached_property
    def without_plans(self) -> "IncentiveSetting":
        """The same assumptions without any plan: what a plan leads to is remembered by these, and nobody's lever renews it."""
        return replace(
            self, **{f"{side}_{name}": one.default for side in ("old", "new") for name, one in LEVERS.items()}
        )

    @property
    def strengths(self) -> tuple[float, float, float]:
        """What the weak, the middle and the strong seller reach, in multiples of the middle one."""
        return 1 - self.spread, 1.0, 1 + self.spread

    @property
    def noise(self) -> tuple[float, ...]:
        """Standard deviations of what is measured, by task, in units of 20 days."""
        return self.noise_new, self.noise_care, self.noise_feedback, self.noise_help

    @property
    def margin_eur(self) -> float:
        """Margin per customer and year before the sellers' pay."""
        return self.margin * self.order_eur

    @property
    def quarter_eur(self) -> float:
        """What a customer buys in a quarter."""
        return self.order_eur / YEAR_QUARTERS


def _misfits(name: Message, plan: Plan) -> Iterator[SettingError]:
    """Where the levers of a plan do not fit together, and by how much."""
    together = plan.top_rate + plan.pool
    if together > 1 + 1e-9:
        parts = {"commission": plan.top_rate, "pool": plan.pool, "sum": together, "more": together - 1}
        yield SettingError(TOO_MUCH_PAID, plan=name, **{one: Shown(PERCENT, value) for one, value in parts.items()})
    if plan.cap_eur and plan.cap_eur < plan.quota_eur:
        yield SettingError(
            CAP_BELOW_QUOTA, plan=name, cap=plan.cap_eur, quota=plan.quota_eur, less=plan.quota_eur - plan.cap_eur
        )
