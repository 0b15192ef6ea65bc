"""The setting of the role chain: what is decided and what is assumed, with range, unit, label and evidence.

Figures marked as assumptions in `datasets/evidence.toml` are nobody's measurement; people are meant to move them.
"""

from dataclasses import dataclass
from math import exp

from kit.messages import _
from kit.parameters import Checked, Choice, choice, number, parameters, share

YEAR_DAYS = 250  # working days
YEAR_WEEKS = 50
MONTH_DAYS = YEAR_DAYS / 12
WEEK_DAYS = 5

ROLES = ("contact", "relation", "explain", "close")

ROLE_LABELS = {
    "contact": _("contact maker"),
    "relation": _("relationship manager"),
    "explain": _("explainer"),
    "close": _("negotiator"),
}

PER_DAY = _("per working day")
DAYS = _("days")
PERSON_DAYS = _("person-days")
TIMES = _("times as much")

OWN = "own"  # form of the handover: the one that the group itself played
HANDOVERS = (
    Choice("spoken", _("spoken only"), 0.52),
    Choice("mixed", _("mixed practice"), 0.15),
    Choice("notes", _("own notes"), 0.03),
    Choice("sheet", _("structured sheet"), 0.002),
    Choice(OWN, _("as in your own game")),
)

CHECKS = (
    Choice("nobody", _("nobody checks")),
    Choice("high", _("the next role, a close colleague")),
    Choice("moderate", _("the next role, asked to doubt")),
    Choice("low", _("somebody from another team")),
    Choice("independent", _("somebody independent")),
)

INBOXES = (
    Choice("turn", _("dealt out in turn")),
    Choice("territories", _("own territories")),
    Choice("shared", _("one shared inbox")),
)

LEAVERS = (
    Choice("nobody", _("nobody leaves")),
    *(Choice(role, ROLE_LABELS[role]) for role in ROLES),
)


@dataclass(frozen=True)
class ChainSetting(Checked):
    """Both cultures under the same customers: what a firm decides, and what nobody has measured.

    Times are working days or person-days, shares are fractions. A field without an evidence key is a decision.
    """

    leads_per_day: float = number(8.0, 2.0, 16.0, 0.5, _("new leads"), unit=PER_DAY, evidence="leads")
    people_contact: int = number(3, 1, 12, 1, _("contact makers"))
    people_relation: int = number(3, 1, 12, 1, _("relationship managers"))
    people_explain: int = number(2, 1, 12, 1, _("explainers"))
    people_close: int = number(2, 1, 12, 1, _("negotiators"))

    # Nobody measured what specialising gains: the default is the middle of the range.
    gain: float = share(0.20, 0.0, 0.40, 0.01, _("work saved by specialising"), evidence="specialisation")
    overlap_days: float = number(
        0.05, 0.0, 0.25, 0.01, _("time together at a handover, for each of the two"), unit=DAYS, evidence="overlap"
    )
    handover: str = choice("mixed", HANDOVERS, _("form of the handover"), evidence="handover")
    overlap0_days: float = number(
        0.10, 0.05, 0.50, 0.05, _("extra time together that cuts the loss to a third"), unit=DAYS, evidence="half_lost"
    )
    own_loss: float = share(0.15, 0.0, 1.0, 0.01, _("facts lost at a handover in your own game"))
    rework: float = number(1.5, 1.0, 3.0, 0.1, _("work when facts were lost"), unit=TIMES, evidence="rework")
    wait_for_colleague: float = share(
        0.0, 0.0, 1.0, 0.25, _("meetings that must wait for a busy colleague"), evidence="meeting"
    )

    work_contact: float = number(0.25, 0.05, 2.0, 0.05, _("work to make contact"), unit=PERSON_DAYS, evidence="work")
    work_relation: float = number(
        0.50, 0.05, 2.0, 0.05, _("work to build the relation"), unit=PERSON_DAYS, evidence="work"
    )
    work_explain: float = number(0.60, 0.05, 2.0, 0.05, _("work to explain"), unit=PERSON_DAYS, evidence="work")
    work_close: float = number(0.80, 0.05, 2.0, 0.05, _("work to negotiate"), unit=PERSON_DAYS, evidence="work")
    variation: float = number(
        1.0, 0.0, 1.5, 0.25, _("how unequal leads are (spread of the work per lead)"), evidence="variation"
    )

    advance_contact: float = share(0.50, 0.05, 0.95, 0.05, _("leads that talk to us"), evidence="advance")
    advance_relation: float = share(0.60, 0.05, 0.95, 0.05, _("talks that become a relation"), evidence="advance")
    advance_explain: float = share(0.70, 0.05, 0.95, 0.05, _("relations that lead to an offer"), evidence="advance")
    win: float = share(0.40, 0.05, 0.95, 0.05, _("offers that become orders"), evidence="advance")

    check: str = choice("nobody", CHECKS, _("who checks at a handover"), evidence="checking")
    check_days: float = number(0.05, 0.0, 0.25, 0.01, _("time for one check"), unit=PERSON_DAYS, evidence="checking")
    mistake: float = share(0.10, 0.0, 0.30, 0.05, _("stages in which a mistake is made"), evidence="mistakes")
    miss: float = share(0.20, 0.0, 1.0, 0.05, _("mistakes that an independent checker misses"), evidence="checking")

    overpromise_old: float = share(0.0, 0.0, 1.0, 0.1, _("exaggerated promises of lone wolves"), evidence="overpromise")
    overpromise_new: float = share(0.0, 0.0, 1.0, 0.1, _("exaggerated promises of the chain"), evidence="overpromise")
    overpromise_gain: float = share(
        0.20, 0.0, 1.0, 0.05, _("more orders if every promise were exaggerated"), evidence="overpromise"
    )

    # In turn is the kindest way of owning leads: with random territories their leads take a third longer.
    inbox: str = choice("turn", INBOXES, _("how lone wolves share the leads"), evidence="pooling")
    leaver: str = choice("nobody", LEAVERS, _("who leaves the chain, while one lone wolf leaves too"))
    leave_month: int = number(6, 1, 12, 1, _("month in which somebody leaves"))
    replace_months: int = number(3, 1, 12, 1, _("months until the successor works"))
    territory_loss: float = share(
        0.15, 0.0, 0.30, 0.01, _("orders lost when the customers’ contact leaves"), evidence="leaver"
    )

    chance: int = number(1, 1, 99, 1, _("other customers, other luck (number)"))

    @property
    def people(self) -> tuple[int, ...]:
        """People per role, in the order of `ROLES`."""
        return self.people_contact, self.people_relation, self.people_explain, self.people_close

    @property
    def headcount(self) -> int:
        """People in the chain, and just as many lone wolves."""
        return sum(self.people)

    @property
    def work_days(self) -> tuple[float, ...]:
        """Mean person-days of work per lead and stage without any specialisation, in the order of `ROLES`."""
        return self.work_contact, self.work_relation, self.work_explain, self.work_close

    @property
    def advances(self) -> tuple[float, ...]:
        """Share of leads that leave each stage for the next; the last is the share won."""
        return self.advance_contact, self.advance_relation, self.advance_explain, self.win

    def win_share(self, overpromise: float) -> float:
        """Share of offers won when a share of the promises is exaggerated; never more than all.

        >>> round(ChainSetting(overpromise_gain=0.5).win_share(1.0), 6)
        0.6
        """
        return min(1.0, self.win * (1 + self.overpromise_gain * overpromise))

    @property
    def leads_count(self) -> int:
        """Leads that are followed, the expected number of a year.

        >>> ChainSetting().leads_count
        2000
        """
        return round(self.leads_per_day * YEAR_DAYS)

    @property
    def leave_day(self) -> float:
        """Day on which somebody leaves: the first of `leave_month`."""
        return (self.leave_month - 1) * MONTH_DAYS

    @property
    def back_day(self) -> float:
        """Day on which the successor starts; may lie beyond the year."""
        return self.leave_day + self.replace_months * MONTH_DAYS

    @property
    def lost_share(self) -> float:
        """Share of handovers in which facts are lost: the figure of the form of handover at the usual time together.

        The figures of `HANDOVERS` are taken to hold at the default `overlap_days`; every `overlap0_days` more leave
        exp(-1) of the loss, less time together loses more (never above 1). `MODELS.md`, M1, calibrated there: with
        this reading its known lead times come out, with the figure as the loss at no overlap they do not.

        >>> ChainSetting().lost_share
        0.15
        """
        declared = parameters(self)
        more_days = self.overlap_days - float(declared["overlap_days"].default)
        figure = self.own_loss if self.handover == OWN else declared["handover"].figure(self.handover)
        return min(1.0, figure * exp(-more_days / self.overlap0_days))
