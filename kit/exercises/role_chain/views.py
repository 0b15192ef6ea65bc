"""What the laboratory of the role chain compares and shows: outcomes, pictures and the sentences above them."""

import numpy as np

from kit.exercise import Outcome, Picture, View
from kit.exercises.role_chain.model import lanes
from kit.messages import Finding, Message, _
from kit.models.chain import measures
from kit.models.chain.setting import ROLE_LABELS, ROLES
from kit.pictures import append, band_rows, share_rows, years_of

NAMES = OLD, NEW = _("lone wolves"), _("chain")
SHOWN_MONTH, SHOWN_LEADS = 3, 26
ALL_IN_ONE = _("lone wolf")
ALL_WOLVES = _("all lone wolves together")

# Outcomes


DAYS = Outcome(
    "days",
    _("Days from first contact to order"),
    _("days"),
    measures.lead_days,
    _("NEW is faster in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} faster ({better} instead of {worse})"),
    least=0.1,
    why=_("that is less than an hour of work."),
)
ORDERS = Outcome(
    "orders",
    _("Orders in the year"),
    _("orders"),
    measures.year_orders,
    _("NEW wins more in {count}, OLD in {old} of {years} years (± {error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more ({better} instead of {worse})"),
    least=2,
    why=_("that is about one in a hundred."),
)
FELT = Outcome(
    "felt",
    _("Customers feel sold to"),
    Message(""),
    measures.felt_sold_to,
    _("Fewer feel sold to by NEW in {count}, by OLD in {old} of {years} years (± {error})"),
    digits=0,
    percent=True,
    amount=_("{side}: {amount} fewer feel sold to ({better} instead of {worse})"),
    least=0.02,
    why=_("two customers of a hundred."),
    rule=_(
        "“Feels sold to”: met a mistake, was asked the same thing twice, or got an exaggerated promise; one of these is enough, which is stricter than the game. The rule is ours; nobody has measured it."
    ),
)
OUTCOMES = (DAYS, ORDERS, FELT)


# Pictures


def _queues(old, new) -> dict:
    """Waiting leads: roles of the chain and, last, all lone wolves together, (5, weeks, years)."""
    return {
        "waiting": np.concatenate([measures.week_queues(new), measures.week_queues(old).sum(axis=0, keepdims=True)])
    }


def _queue_finding(measured, _setting) -> Finding:
    means = measured["waiting"].mean(axis=(1, 2))
    longest = int(np.argmax(means[:-1]))
    values = {
        "role": QUEUE_SERIES[longest],
        "leads": round(float(means[longest]), 1),
        "wolves": round(float(means[-1]), 1),
    }
    if not values["leads"]:
        return Finding(_("In the chain hardly any lead waits. With the lone wolves {wolves} wait in all."), values)
    return Finding(
        _(
            "In the chain most leads wait for the {role}: {leads} on average. With the lone wolves {wolves} wait in all."
        ),
        values,
    )


QUEUE_SERIES = (*(ROLE_LABELS[role] for role in ROLES), ALL_WOLVES)
QUEUES = Picture(
    "lines",
    _("Lines over the weeks of a year: how many leads wait for each role."),
    _queues,
    lambda measured, _setting: band_rows(QUEUE_SERIES, measured["waiting"]),
    _queue_finding,
    {
        "x": _("week of the year"),
        "y": _("leads waiting (mean; band: 8 of 10 years)"),
        "series": QUEUE_SERIES,
        "most": 50,
    },
)


PART_NAMES = ("work", "rework", "coordination", "meeting", "idle")
PARTS = (_("work"), _("rework"), _("coordination"), _("waiting for a colleague"), _("idle"))


def _day(old, new) -> dict:
    """Shares of the paid time, (culture, part, years)."""
    days = np.array([[getattr(measures.person_days(year), part) for part in PART_NAMES] for year in (old, new)])
    return {"share": days / days.sum(axis=1, keepdims=True)}


def _day_rows(measured, _setting) -> dict:
    return share_rows(NAMES, PARTS, measured["share"].mean(axis=-1), (True, True, False, False, False))


def _day_finding(measured, _setting) -> Finding:
    shares = np.round(100 * measured["share"].mean(axis=-1))
    values = {"extra": int(shares[1, 1:4].sum()), "idle_new": int(shares[1, 4]), "idle_old": int(shares[0, 4])}
    return Finding(
        _(
            "Handovers, waiting for each other and rework take {extra}% of the chain’s time. Free time: chain {idle_new}%, lone wolves {idle_old}%."
        ),
        values,
    )


DAY = Picture(
    "shares",
    _("Bars: what the paid time is spent on in both cultures."),
    _day,
    _day_rows,
    _day_finding,
    {"axis": _("share of the paid time"), "bars": NAMES, "parts": PARTS, "most": 1, "format": ".0%", "smallest": 0.035},
)


ERRORS = Outcome(
    "errors",
    _("Mistakes that reach the customer"),
    _("per 100 orders"),
    lambda year: measures.errors(year).mistakes,
    _("NEW lets fewer mistakes through in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} fewer mistakes reach the customer ({better} instead of {worse})"),
    least=1,
    why=_("one mistake in a hundred orders."),
)


WHO = tuple(ROLE_LABELS[role] for role in ROLES)
KINDS = ("won", "lost")


def lanes_of(culture: int, description) -> Picture:
    """Single leads of one month of one year."""
    return Picture(
        "lanes",
        description,
        measure=lambda old, new: _month(old, new, culture),
        rows=_lane_rows,
        finding=lambda measured, _setting: _lane_finding(measured, culture),
        labels={
            "x": _("working day of the year"),
            "y": _("one line per lead"),
            "who": WHO if culture else (ALL_IN_ONE,),
        },
        one_year=True,
    )


def _month(old, new, culture: int) -> dict:
    """The leads of one culture, and the days that both together need."""
    both = [_segments(old), _segments(new)]
    every = len({segment.lead for segment in lanes.lanes((old, new)[culture], SHOWN_MONTH)})
    days = [day for segments in both for one in segments for day in (one.start, one.end)] or [0.0]
    return {"segments": both[culture], "span": np.array([min(days), max(days)]), "all": np.array([every])}


def _segments(year) -> np.ndarray:
    """The segments of the first leads of the month shown, with a mark at the end of each lead."""
    month = lanes.lanes(year, SHOWN_MONTH)
    shown = sorted({segment.lead for segment in month})[:SHOWN_LEADS]
    ends = [lanes.Segment(one.lead, one.role, one.ended, one.end, one.end, "") for one in month if one.ended in KINDS]
    return np.array([one for one in month + ends if one.lead in shown], dtype=object)


def _lane_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("lead", "start", "end", "who", "kind")}
    first = measured["segments"][0].lead if len(measured["segments"]) else 0
    append(columns, first, *np.round(measured["span"], 1).tolist(), "", "span")
    for one in measured["segments"]:
        append(
            columns, one.lead, round(one.start, 3), round(one.end, 3), ROLE_LABELS.get(one.role, ALL_IN_ONE), one.kind
        )
    return columns


def _lane_finding(measured, culture: int) -> Finding:
    segments = measured["segments"]
    leads, won = len({one.lead for one in segments}), sum(one.kind == "won" for one in segments)
    values = {"culture": (OLD, NEW)[culture], "leads": leads, "all": int(measured["all"][0]), "won": won}
    if leads == values["all"]:
        return Finding(_("{culture}: of {leads} leads {won} become orders (★)"), values)
    return Finding(_("{culture}: of the first {leads} of {all} leads {won} become orders (★)"), values)


VIEWS = (
    View(
        "days",
        _("Days to the order"),
        (
            years_of(
                DAYS,
                NAMES,
                _("A dot per year: days from first contact to order."),
                _("working days from first contact to order (mean of a year)"),
                ".1f",
            ),
        ),
    ),
    View(
        "orders",
        _("Orders"),
        (years_of(ORDERS, NAMES, _("A dot per year: orders won in the year."), _("orders won in the year"), ".0f"),),
    ),
    View("queues", _("Where leads wait"), (QUEUES,)),
    View("day", _("What the day is spent on"), (DAY,)),
    View(
        "errors",
        _("Mistakes and “felt sold to”"),
        (
            years_of(
                ERRORS,
                NAMES,
                _("A dot per year: mistakes that reach the customer."),
                _("mistakes that reach the customer, per 100 orders"),
                ".0f",
            ),
            years_of(
                FELT,
                NAMES,
                _("A dot per year: share of customers who feel sold to."),
                _("customers who feel sold to"),
                ".0%",
            ),
        ),
    ),
    View(
        "month",
        _("One month, lead by lead"),
        (
            lanes_of(0, _("One line per lead: how single leads fare with the lone wolves.")),
            lanes_of(1, _("One line per lead: how the same leads fare in the chain.")),
        ),
    ),
)
