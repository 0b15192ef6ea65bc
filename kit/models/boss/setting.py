"""The setting of two ways of leading: how two bosses lead the same team, and what is assumed about the boss's week.

A working day has eight hours, a week five days, a year fifty weeks. Figures marked as assumptions in
`datasets/evidence.toml` are nobody's measurement; people are meant to move them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kit.errors import SettingError
from kit.messages import _
from kit.parameters import PERCENT, Checked, Choice, Parameter, Shown, choice, lever, number, share, side_of

DAY_HOURS, WEEK_DAYS, YEAR_DAYS = 8, 5, 250
WEEK_HOURS = DAY_HOURS * WEEK_DAYS
DAY_MINUTES = 60 * DAY_HOURS
MONTHS = 12

OLD, NEW = _("controlling boss"), _("coach")
DAYS = _("working days")
MINUTES = _("minutes")
PER_DAY = _("per working day")
ORDERS = _("orders")

BLOCK = "block"  # the shape of a week in which every day has its fixed time for decisions
SHAPES = (
    Choice("hour", _("by the hour, spread at random")),
    Choice("half", _("by the half hour, spread at random")),
    Choice(BLOCK, _("in one block; the rest of each day is a fixed approval hour")),
)
MEETING_DAYS = {"hour": 1 / 8, "half": 1 / 16}  # mean length of one meeting where they are spread over the week
CHECKERS = (
    Choice("nobody", _("nobody checks")),
    Choice("high", _("a close colleague")),
    Choice("moderate", _("a colleague asked to doubt")),
    Choice("low", _("somebody from another team")),
    Choice("independent", _("somebody independent")),
)
BOSS_CHECKS = (
    Choice("nobody", _("not at all: signs everything")),
    Choice("high", _("hardly: mostly trusts the seller")),
    Choice("moderate", _("asks to see the reasons")),
    Choice("low", _("looks at most things anew")),
    Choice("independent", _("decides anew, on the boss’s own facts")),
)

LEVERS = {
    "asked": Parameter(_("decisions for which sellers must ask the boss"), 1.0, 0.0, 1.0, 0.05, percent=True),
    "peer": Parameter(_("who checks what sellers decide themselves"), "nobody", choices=CHECKERS),
    "coaching": Parameter(_("coaching by the boss"), 0.0, 0.0, 2.0, 0.05, _("hours per seller and week")),
}

FULL_WEEK = _(
    "{boss}: meetings, customers and coaching fill {share} of the week, {more} more than there is. Take fewer meetings or less coaching."
)


@dataclass(frozen=True)
class Boss:
    """How one boss leads: the share of decisions for which sellers ask, who checks the others, hours of coaching per seller and week."""

    asked: float
    peer: str
    coaching: float


@dataclass(frozen=True)
class LeadershipSetting(Checked):
    """Two bosses, the same team, the same decisions. Shares are fractions; times have their unit in their label."""

    decisions: float = number(6.0, 0.5, 16.0, 0.5, _("decisions of the team"), unit=PER_DAY, evidence="decisions")
    new_asked: float = lever(NEW, LEVERS["asked"], 0.20)
    new_peer: str = lever(NEW, LEVERS["peer"], "high")
    new_coaching: float = lever(NEW, LEVERS["coaching"], 0.5)
    old_asked: float = lever(OLD, LEVERS["asked"], 1.0)
    old_peer: str = lever(OLD, LEVERS["peer"], "nobody")
    old_coaching: float = lever(OLD, LEVERS["coaching"], 0.0)

    busy: float = share(
        0.64, 0.20, 0.90, 0.01, _("of the boss’s week: meetings, reports, customers"), evidence="boss_week"
    )
    shape: str = choice("hour", SHAPES, _("how meetings lie in the boss’s day"), evidence="meeting_shape")
    sellers: int = number(10, 3, 20, 1, _("sellers"))
    minutes: int = number(20, 5, 60, 5, _("time the boss needs for a decision"), unit=MINUTES, evidence="decisions")
    variation: float = number(
        1.0, 0.0, 1.5, 0.25, _("how unequal decisions are (spread of the time for one)"), evidence="decisions"
    )
    asking_minutes: int = number(10, 0, 60, 5, _("a seller’s time to ask the boss"), unit=MINUTES, evidence="asking")
    checking_minutes: int = number(
        20, 0, 60, 5, _("a colleague’s time to check a decision"), unit=MINUTES, evidence="asking"
    )

    mistake: float = share(0.15, 0.0, 0.50, 0.05, _("decisions that sellers get wrong at first"), evidence="experience")
    boss_check: str = choice("moderate", BOSS_CHECKS, _("how the boss checks"), evidence="checking")
    miss: float = share(0.20, 0.0, 1.0, 0.05, _("mistakes that an independent checker misses"), evidence="checking")
    blind: float = share(
        0.05, 0.0, 0.50, 0.05, _("right decisions that the boss undoes, not knowing the customer"), evidence="autonomy"
    )
    skill: float = number(
        0.30, 0.0, 0.80, 0.05, _("what full coaching teaches (standard deviations of skill)"), evidence="coaching_works"
    )
    learn_hours: int = number(
        12, 2, 60, 2, _("hours of coaching after which two thirds are learnt"), unit=_("hours"), evidence="learning"
    )
    pace: float = share(0.0, 0.0, 0.20, 0.01, _("more orders from a fully coached seller"), evidence="coach_sales")

    win: float = share(0.40, 0.05, 0.95, 0.05, _("decisions that become an order"), evidence="decisions")
    delay: float = share(
        0.03, 0.0, 0.15, 0.01, _("chance of the order lost per day of waiting"), evidence="price_of_decisions"
    )
    harm: float = number(
        1.0, 0.0, 3.0, 0.25, _("what a wrong decision costs"), unit=ORDERS, evidence="price_of_decisions"
    )

    chance: int = number(1, 1, 99, 1, _("other decisions, other luck (number)"))

    def misfits(self) -> Iterator[SettingError]:
        """A boss with more than a full week before a single decision is made."""
        for name, boss in ((OLD, self.old), (NEW, self.new)):
            full = self.busy_with(boss)
            if full > 1 + 1e-9:
                values = {"share": Shown(PERCENT, full), "more": Shown(PERCENT, full - 1)}
                yield SettingError(FULL_WEEK, boss=name, **values)

    @property
    def old(self) -> Boss:
        """The controlling boss."""
        return side_of(self, "old", Boss)

    @property
    def new(self) -> Boss:
        """The coach."""
        return side_of(self, "new", Boss)

    @property
    def decision_days(self) -> float:
        """Mean time of the boss for one decision, in working days.

        >>> LeadershipSetting(minutes=24).decision_days
        0.05
        """
        return self.minutes / DAY_MINUTES

    @property
    def decisions_count(self) -> int:
        """Decisions that are followed, the expected number of a year.

        >>> LeadershipSetting().decisions_count
        1500
        """
        return round(self.decisions * YEAR_DAYS)

    def coaching_share(self, boss: Boss) -> float:
        """Share of the boss's week that goes into coaching.

        >>> setting = LeadershipSetting()
        >>> setting.coaching_share(setting.new)
        0.125
        """
        return boss.coaching * self.sellers / WEEK_HOURS

    def busy_with(self, boss: Boss) -> float:
        """Share of the boss's week in which no decision can be made: meetings, reports, customers and coaching."""
        return self.busy + self.coaching_share(boss)

    def load(self, boss: Boss) -> float:
        """Everything that the boss is to do, as a share of the week; from 1 on decisions pile up without end.

        >>> setting = LeadershipSetting()
        >>> round(setting.load(setting.old), 3)
        0.89
        """
        return self.busy_with(boss) + self.decisions * boss.asked * self.decision_days

    def never(self, boss: Boss) -> bool:
        """Whether the decisions that are asked are more than this boss can ever make."""
        return self.decisions * boss.asked > 0 and self.load(boss) >= 1 - 1e-9
