"""The setting of the customer forest: two policies on the same ground, and what the ground is like.

A seller has 60 working days a quarter and divides them over four tasks; what is left over goes into administration.
Figures marked as assumptions in `datasets/evidence.toml` are nobody's measurement; people are meant to move them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kit.errors import SettingError
from kit.messages import _
from kit.parameters import Checked, Parameter, lever, number, share, side_of

TASKS = ("hunt", "care", "feedback", "rest")
TASK_LABELS = {
    "hunt": _("winning customers"),
    "care": _("caring for customers"),
    "feedback": _("improving the product"),
    "rest": _("making amends on burned ground"),
}
QUARTER_DAYS = 60  # working days of one seller
QUARTER_MONTHS, YEAR_MONTHS = 3, 12

DAYS_QUARTER = _("days per quarter")
OLD, NEW = _("clear-cutting"), _("forestry")
OLD_SIDE, NEW_SIDE = _("old policy"), _("new policy")

LEVERS = {
    "hunt_days": Parameter(TASK_LABELS["hunt"], 0, 0, QUARTER_DAYS, 1, DAYS_QUARTER),
    "care_days": Parameter(TASK_LABELS["care"], 0, 0, QUARTER_DAYS, 1, DAYS_QUARTER),
    "feedback_days": Parameter(TASK_LABELS["feedback"], 0, 0, QUARTER_DAYS, 1, DAYS_QUARTER),
    "rest_days": Parameter(TASK_LABELS["rest"], 0, 0, QUARTER_DAYS, 1, DAYS_QUARTER),
    "promise": Parameter(_("exaggerated promises"), 0.0, 0.0, 1.0, 0.05, percent=True),
}

TOO_MANY_DAYS = _("{policy}: the four tasks take {sum} days; that is {more} more than the {total} days a seller has.")


@dataclass(frozen=True)
class Policy:
    """What each seller does in a quarter, in working days, and the share of new customers promised too much."""

    hunt_days: int
    care_days: int
    feedback_days: int
    rest_days: int
    promise: float

    @property
    def days(self) -> int:
        """Days given to the four tasks."""
        return self.hunt_days + self.care_days + self.feedback_days + self.rest_days


def old(name: str, default):
    """A lever of the old policy."""
    return lever(OLD, LEVERS[name], default)


def new(name: str, default):
    """A lever of the new policy."""
    return lever(NEW, LEVERS[name], default)


@dataclass(frozen=True)
class ForestSetting(Checked):
    """Two policies and one ground. Shares are fractions, money is euros, times are working days unless named otherwise."""

    old_hunt_days: int = old("hunt_days", 55)
    old_care_days: int = old("care_days", 5)
    old_feedback_days: int = old("feedback_days", 0)
    old_rest_days: int = old("rest_days", 0)
    old_promise: float = old("promise", 0.20)

    new_hunt_days: int = new("hunt_days", 25)
    new_care_days: int = new("care_days", 25)
    new_feedback_days: int = new("feedback_days", 5)
    new_rest_days: int = new("rest_days", 5)
    new_promise: float = new("promise", 0.0)

    years: int = number(5, 3, 10, 1, _("how many years are played"), unit=_("years"))
    shown_year: int = number(5, 0, 10, 1, _("year whose forest is shown"), unit=_("years"))
    sellers: int = number(4, 1, 8, 1, _("sellers on this ground"))
    chance: int = number(1, 1, 99, 1, _("other firms, other luck (number)"))

    places: int = number(240, 60, 600, 20, _("firms in the territory"), evidence="ground")
    start_share: float = share(0.25, 0.0, 0.9, 0.05, _("customers among them at the start"), evidence="ground")
    fee_eur: int = number(4_000, 500, 20_000, 500, _("margin per customer"), unit=_("EUR per year"), evidence="ground")
    cost_eur: int = number(
        15_000, 5_000, 40_000, 1_000, _("cost of a seller"), unit=_("EUR per quarter"), evidence="ground"
    )
    discount: float = share(
        0.08, 0.0, 0.40, 0.01, _("interest: how much less a euro counts a year later"), evidence="discount"
    )

    hunting_days: int = number(
        15, 5, 120, 5, _("days of winning per new customer at the start"), unit=_("days"), evidence="hunting"
    )
    win: float = share(0.20, 0.05, 1.0, 0.05, _("contacts that become customers"), evidence="hunting")
    burn: float = share(0.15, 0.0, 1.0, 0.05, _("refused contacts that want no more calls"), evidence="burning")
    recovery_months: int = number(
        36, 3, 240, 3, _("time until a burned contact can be called again"), unit=_("months"), evidence="burning"
    )
    amends_days: int = number(
        4, 1, 60, 1, _("days of amends per burned contact regained"), unit=_("days"), evidence="amends"
    )
    referral: float = number(0.05, 0.0, 2.0, 0.05, _("recommendations per customer and year"), evidence="referral")

    churn: float = share(
        0.30, 0.02, 0.60, 0.01, _("new customers that leave in their first year without care"), evidence="tenure"
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
        1.0, 0.0, 4.0, 0.1, _("effect of a day of care per customer and quarter"), evidence="care"
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
    promise_gain: float = share(
        0.20, 0.0, 1.0, 0.05, _("more wins if every promise were exaggerated"), evidence="promises"
    )
    promise_harm: float = number(
        0.5, 0.0, 2.0, 0.1, _("effect of an exaggerated promise on leaving"), evidence="promises"
    )

    def misfits(self) -> Iterator[SettingError]:
        """Policies that take more days than there are."""
        for name, policy in ((OLD_SIDE, self.old), (NEW_SIDE, self.new)):
            if policy.days > QUARTER_DAYS:
                yield SettingError(
                    TOO_MANY_DAYS, policy=name, sum=policy.days, more=policy.days - QUARTER_DAYS, total=QUARTER_DAYS
                )

    @property
    def old(self) -> Policy:
        """The old policy."""
        return side_of(self, "old", Policy)

    @property
    def new(self) -> Policy:
        """The new policy."""
        return side_of(self, "new", Policy)

    @property
    def customers(self) -> int:
        """Customers at the start."""
        return round(self.start_share * self.places)
