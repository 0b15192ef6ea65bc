"""The setting of the redesign: four levers, what NEW means for each, what nobody has measured, and what a change costs.

What NEW is (a pay plan, a boss, a chain, an inbox) has the names and the declarations of the settings it comes from, so that a
team can take along what it set in the exercises before (`OWN`). All else in those settings stays at its start value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kit.errors import SettingError
from kit.messages import _
from kit.models.boss.setting import LeadershipSetting
from kit.models.chain.setting import ChainSetting
from kit.models.pay.setting import NEW as NEW_PLAN
from kit.models.pay.setting import IncentiveSetting
from kit.parameters import Checked, Choice, choice, levers, number, parameters, restored, share

LEVERS = ("territory", "commission", "leadership", "organisation")
LEVER_LABELS = {
    "territory": _("territory"),
    "commission": _("commission"),
    "leadership": _("leadership"),
    "organisation": _("organisation"),
}
OLD_LABELS = {
    "territory": _("own territories"),
    "commission": _("old pay plan"),
    "leadership": _("controlling boss"),
    "organisation": _("lone wolves"),
}
NEW_LABELS = {
    "territory": _("one shared ground"),
    "commission": _("new pay plan"),
    "leadership": _("coach"),
    "organisation": _("role chain"),
}
OLD, NEW = _("all four levers OLD"), _("the levers as set")
SIDES = (Choice("old", _("OLD")), Choice("new", _("NEW")))
YEARS = _("years")
MONTHS = _("months")
EUR = _("EUR")


def taken(setting: type[Checked], name: str, **changed) -> Any:
    """The field of another setting, with its default, range, unit, label and card, but for what is `changed`."""
    declared = replace(parameters(setting)[name], name="", **changed)
    return field(default=declared.default, metadata={"parameter": declared})


def _cost(default: int, label) -> Any:
    return number(default, 0, 100_000, 2_500, label, unit=EUR, evidence="change_price")


@dataclass(frozen=True)
class RedesignSetting(Checked):
    """One firm, four levers. Shares are fractions, money is euros; times have their unit in their label."""

    territory: str = choice("new", SIDES, LEVER_LABELS["territory"])
    commission: str = choice("new", SIDES, LEVER_LABELS["commission"])
    leadership: str = choice("new", SIDES, LEVER_LABELS["leadership"])
    organisation: str = choice("new", SIDES, LEVER_LABELS["organisation"])

    years: int = number(3, 1, 5, 1, _("how far the firm looks ahead"), unit=YEARS, evidence="horizon")
    dearness: float = number(
        1.0, 0.0, 4.0, 0.25, _("how dear every change is"), unit=_("times the assumption"), evidence="change_price"
    )
    ignorance: float = share(
        0.50, 0.0, 0.90, 0.05, _("how far each assumption may be off, up and down"), evidence="ignorance"
    )
    chance: int = number(1, 1, 99, 1, _("other customers, other luck (number)"))

    # What of days, mistakes and saved work reaches money
    delay: float = taken(LeadershipSetting, "delay")
    phi: float = share(
        0.50,
        0.0,
        1.0,
        0.05,
        _("of those who feel sold to, customers that leave as if promised too much"),
        evidence="phi",
    )
    freed: float = share(0.50, 0.0, 1.0, 0.05, _("of saved selling time that goes into care"), evidence="freed")
    # The middle between agreement (0) and the theory of a commons without any, 1 - 4n/(n + 1)^2 = .25 for three.
    shared_loss: float = share(
        0.12, 0.0, 0.30, 0.01, _("hunting lost where nobody owns a customer"), evidence="commons"
    )

    # What the change itself costs
    contact_loss: float = share(
        0.154, 0.0, 0.30, 0.002, _("sales of a year lost with a customer’s contact"), evidence="contact_change"
    )
    new_contact: float = share(
        0.50, 0.0, 1.0, 0.05, _("customers who get a new contact (territory, organisation)"), evidence="contact_change"
    )
    depth: float = share(
        0.20, 0.0, 0.60, 0.05, _("value lost at first when the organisation changes"), evidence="reorganisation"
    )
    recovery_months: int = number(
        3, 1, 12, 1, _("until a new organisation works as well as the old"), unit=MONTHS, evidence="reorganisation"
    )
    leaving: float = share(
        0.25, 0.0, 1.0, 0.05, _("chance that the strong seller leaves after a pay cut above 5%"), evidence="pay_cut"
    )
    replace_months: int = taken(ChainSetting, "replace_months")
    territory_eur: int = _cost(10_000, _("cost of changing territories"))
    commission_eur: int = _cost(7_500, _("cost of changing the pay plan"))
    leadership_eur: int = _cost(10_000, _("cost of changing leadership"))
    organisation_eur: int = _cost(20_000, _("cost of changing the organisation"))
    budget_eur: int = number(25_000, 0, 200_000, 2_500, _("budget of change"), unit=_("EUR per year"))

    # The firm and its market
    decisions: float = taken(LeadershipSetting, "decisions")
    leads_per_day: float = taken(ChainSetting, "leads_per_day")
    prospects: int = taken(IncentiveSetting, "prospects")
    churn: float = taken(IncentiveSetting, "churn")

    # What NEW is
    inbox: str = taken(ChainSetting, "inbox", default="shared", label=_("how the new territory shares the leads"))
    new_fixed_eur: int = taken(IncentiveSetting, "new_fixed_eur")
    new_new: float = taken(IncentiveSetting, "new_new")
    new_renewal: float = taken(IncentiveSetting, "new_renewal")
    new_feedback_eur: int = taken(IncentiveSetting, "new_feedback_eur")
    new_help_eur: int = taken(IncentiveSetting, "new_help_eur")
    new_pool: float = taken(IncentiveSetting, "new_pool")
    new_clawback: float = taken(IncentiveSetting, "new_clawback")
    new_quota_eur: int = taken(IncentiveSetting, "new_quota_eur")
    new_accelerator: float = taken(IncentiveSetting, "new_accelerator")
    new_cap_eur: int = taken(IncentiveSetting, "new_cap_eur")
    new_ratchet: float = taken(IncentiveSetting, "new_ratchet")
    new_retention_eur: int = taken(IncentiveSetting, "new_retention_eur")
    new_retention_share: float = taken(IncentiveSetting, "new_retention_share")
    new_asked: float = taken(LeadershipSetting, "new_asked")
    new_peer: str = taken(LeadershipSetting, "new_peer")
    new_coaching: float = taken(LeadershipSetting, "new_coaching")
    gain: float = taken(ChainSetting, "gain")
    overlap_days: float = taken(ChainSetting, "overlap_days")
    handover: str = taken(ChainSetting, "handover")
    own_loss: float = taken(ChainSetting, "own_loss")
    check: str = taken(ChainSetting, "check")

    def misfits(self) -> Iterator[SettingError]:
        """What does not fit together in one of the settings behind it."""
        for made in (ChainSetting, IncentiveSetting, LeadershipSetting):
            try:
                self._of(made)
            except SettingError as error:
                yield error

    def _of(self, made: type) -> Any:
        """A setting of another exercise, with every value that has the same name here."""
        mine = {one.name for one in fields(self)}
        return made(**{one.name: getattr(self, one.name) for one in fields(made) if one.name in mine - {"inbox"}})

    @property
    def chain(self) -> ChainSetting:
        """Leads, lone wolves and the role chain; lone wolves of old own their territories."""
        return replace(self._of(ChainSetting), inbox="territories")

    @property
    def pay(self) -> IncentiveSetting:
        """Both pay plans, the sellers and their customers."""
        return self._of(IncentiveSetting)

    @property
    def boss(self) -> LeadershipSetting:
        """Both bosses and the decisions of the team."""
        return self._of(LeadershipSetting)

    @property
    def costs_eur(self) -> tuple[float, ...]:
        """What pulling each lever costs, in the order of `LEVERS`.

        >>> RedesignSetting(dearness=2.0).costs_eur
        (20000.0, 15000.0, 20000.0, 40000.0)
        """
        return tuple(self.dearness * getattr(self, f"{name}_eur") for name in LEVERS)

    @property
    def combination(self) -> int:
        """Which of the sixteen is set: lever number i counts 2^i where it is NEW.

        >>> RedesignSetting().combination, RedesignSetting(territory="old").combination
        (15, 14)
        """
        return sum((getattr(self, name) == "new") << place for place, name in enumerate(LEVERS))


# What a team set before: for each lever the exercise, its setting, and the values that are taken along.
OWN = {
    "territory": ("role_chain", ChainSetting, ("inbox",)),
    "commission": ("incentives", IncentiveSetting, levers(IncentiveSetting, NEW_PLAN)),
    "leadership": ("leadership", LeadershipSetting, ("new_asked", "new_peer", "new_coaching")),
    "organisation": ("role_chain", ChainSetting, ("gain", "overlap_days", "handover", "own_loss", "check")),
}


def own(lever: str, decided: Mapping[str, Mapping]) -> dict[str, Any]:
    """What NEW means for a lever as the team set it before: values by name, empty if it left everything as it was.

    `decided`: the settings that were decided, by the name of the exercise.
    """
    exercise, setting_class, names = OWN[lever]
    setting, _errors = restored(setting_class, decided.get(exercise, {}))
    start = setting_class()
    return {name: value for name in names if (value := getattr(setting, name)) != getattr(start, name)}


def own_levers(decided: Mapping[str, Mapping]) -> dict[str, Any]:
    """What NEW means for all levers as the team set it before."""
    return {name: value for lever in LEVERS for name, value in own(lever, decided).items()}
