"""What the incentive laboratory compares and shows: outcomes, pictures and the sentences above them."""

import numpy as np

from kit.exercise import Outcome, Picture, View
from kit.exercises.incentives.views_loopholes import LOOPHOLES
from kit.exercises.incentives.views_weeks import WEEKS
from kit.messages import Finding, Message, _
from kit.models.pay import firm
from kit.models.pay.setting import (
    MIDDLE,
    NEW,
    OLD,
    QUARTER_DAYS,
    SELLER_LABELS,
    SELLERS,
    TASK_LABELS,
    TASKS,
)
from kit.pictures import BAND, THOUSAND, ahead, over_time, pair_rows, share_rows, years_of

NAMES = (OLD, NEW)

# Outcomes

EUR = _("EUR")
PROFIT = Outcome(
    "profit",
    _("Left for the firm after pay"),
    _("thousand EUR"),
    lambda years: years.profit_eur.sum(axis=0) / THOUSAND,
    _("NEW leaves more in {count}, OLD in {old} of {years} futures (±\u00a0{error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more left for the firm ({better} instead of {worse})"),
    least=10,
    why=_("about one euro in a hundred."),
    rule=_(
        "“Left for the firm after pay”: margin of all three territories less pay, and less something because uncertain pay is worth less than a safe salary."
    ),
)
ORDERS = Outcome(
    "won",
    _("New customers won"),
    Message(""),
    lambda years: years.won.sum(axis=(0, 1)).astype(float),
    _("NEW wins more in {count}, OLD in {old} of {years} futures (±\u00a0{error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more new customers ({better} instead of {worse})"),
    least=2,
    why=_("a single customer more or less is chance."),
)
CUSTOMERS = Outcome(
    "customers",
    _("Customers at the end"),
    Message(""),
    lambda years: years.customers[-1].sum(axis=0).astype(float),
    _("NEW has more in {count}, OLD in {old} of {years} futures (±\u00a0{error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more customers ({better} instead of {worse})"),
    least=2,
    why=_("a single customer more or less is chance."),
)
PAY = Outcome(
    "pay",
    _("Pay per seller and quarter"),
    EUR,
    lambda years: years.pay_eur.mean(axis=(0, 1)),
    _("NEW costs less in {count}, OLD in {old} of {years} futures (±\u00a0{error})"),
    digits=0,
    amount=_("{side}: {amount} lower ({better} instead of {worse})"),
    is_judged=False,
    least=100,
    why=_("about one euro in a hundred."),
)
FELT = Outcome(
    "felt",
    _("Customers feel sold to"),
    Message(""),
    lambda years: years.felt,
    _("Fewer feel sold to under NEW in {count}, under OLD in {old} of {years} futures (±\u00a0{error})"),
    digits=0,
    percent=True,
    amount=_("{side}: {amount} fewer feel sold to ({better} instead of {worse})"),
    least=0.02,
    why=_("two customers of a hundred."),
    rule=_(
        "“Customers feel sold to” counts two faults. Sold to: won with an exaggerated promise. Neglected: visited by nobody for a whole year; who does nothing only neglects. The rule is ours; nobody has measured it."
    ),
)
OUTCOMES = (PROFIT, ORDERS, CUSTOMERS, PAY, FELT)


# Pictures

REST = _("administration, everything else")
WISH = _("keeps most customers")
TASK_NAMES = tuple(TASK_LABELS[task] for task in TASKS)
DAY_PARTS = (*TASK_NAMES, REST)
DAY_BARS = (OLD, NEW, WISH)


def _days(old, new) -> dict:
    """Days of the middle seller under both plans and those that would keep most customers, (3, parts, 1)."""
    days = np.array([old.response.days[MIDDLE], new.response.days[MIDDLE], firm.wished_days(old.setting)])
    return {"days": np.concatenate([days, QUARTER_DAYS - days.sum(axis=1, keepdims=True)], axis=1)[..., None]}


def _day_rows(measured, _setting) -> dict:
    return share_rows(DAY_BARS, DAY_PARTS, np.maximum(measured["days"][..., 0], 0.0), (True, True, False, False, False))


def _day_finding(measured, _setting) -> Finding:
    old, new, wish = measured["days"][:, :4, 0].round()
    return Finding(
        _("What gets neglected? Old plan: {old} New plan: {new}"),
        {"old": _starved(old, wish), "new": _starved(new, wish)},
    )


def _starved(days, wish) -> Finding:
    """The task that gets the smallest part of the days that would keep most customers."""
    share = np.where(wish > 0, days / np.maximum(wish, 1), np.inf)
    task = int(share.argmin())
    if share[task] >= 1:
        return Finding(_("nothing, each task gets what it needs."))
    return Finding(
        _("{task}: {days} of 60 days; {wish} would keep most customers."),
        {"task": TASK_NAMES[task], "days": int(days[task]), "wish": int(wish[task])},
    )


DAYS = Picture(
    "shares",
    _(
        "Bars: how a middle seller divides 60 working days under both plans, and the division that keeps most customers."
    ),
    _days,
    _day_rows,
    _day_finding,
    {
        "axis": _("working days per quarter (middle seller)"),
        "bars": DAY_BARS,
        "parts": DAY_PARTS,
        "most": QUARTER_DAYS,
        "format": ".0f",
        "smallest": 1.5,
    },
    one_year=True,
)

LINES = {
    "fixed": _("fixed pay"),
    "new": _("commission on new customers"),
    "accelerator": _("more above the quota"),
    "capped": _("cut by the cap"),
    "renewal": _("commission on existing customers"),
    "feedback": _("feedback bonus"),
    "help": _("bonus for helping"),
    "pool": _("team pool"),
    "retention": _("bonus if customers stay"),
    "clawback": _("paid back"),
}


ON_NEW = tuple(place for place, line in enumerate(LINES) if line in ("new", "accelerator", "capped", "clawback"))


def _slip(old, new) -> dict:
    """Lines of the middle seller's payslip in a mean quarter, (2, lines, repetitions)."""
    return {
        "eur": np.stack(
            [[getattr(years.slips, line)[:, MIDDLE].mean(axis=0) for line in LINES] for years in (old, new)]
        )
    }


def _slip_rows(measured, _setting) -> dict:
    means = measured["eur"].mean(axis=-1)
    figures = [
        [Finding(_("{eur} EUR"), {"eur": round(eur)}) if round(eur) else "–" for eur in row] for row in means.tolist()
    ]
    return pair_rows(NAMES, list(LINES.values()), means.tolist(), means.tolist(), means.tolist(), figures)


def _slip_finding(measured, _setting) -> Finding:
    old, new = measured["eur"].mean(axis=-1)
    fixed = [round(100 * side[0] / max(side.sum(), 1.0)) for side in (old, new)]
    on_new = [round(100 * side[list(ON_NEW)].sum() / max(side.sum(), 1.0)) for side in (old, new)]
    values = {"old": fixed[0], "new": fixed[1], "old_new": on_new[0], "new_new": on_new[1]}
    return Finding(
        _(
            "Of the middle seller’s pay {old}% are fixed under OLD and {new}% under NEW; for new customers {old_new}% and {new_new}% are paid."
        ),
        values,
    )


SLIP = Picture(
    "pairs",
    _("Pairs of bars: each line of a middle seller’s payslip in a mean quarter."),
    _slip,
    _slip_rows,
    _slip_finding,
    {
        "axis": _("EUR per quarter (middle seller, mean)"),
        "items": tuple(LINES.values()),
        "old": OLD,
        "new": NEW,
        "format": ",.0f",
    },
)


def _since(measured, _setting) -> Finding:
    """From which quarter on NEW has been ahead on average, or OLD to the end."""
    if np.allclose(*measured["values"].mean(axis=-1)):
        return Finding(_("On average both plans leave the same for the firm."))
    behind = np.flatnonzero(measured["values"][1].mean(axis=-1) <= measured["values"][0].mean(axis=-1))
    first, quarters = (int(behind[-1]) + 2 if len(behind) else 1), measured["values"].shape[1]
    if first > quarters:
        return Finding(
            _("On average the old plan is ahead at the end of the {quarters} quarters."), {"quarters": quarters}
        )
    return Finding(
        _("On average the new plan has been ahead since quarter {first} of {quarters}."),
        {"first": first, "quarters": quarters},
    )


QUARTER = _("quarter")
RESULT = over_time(
    NAMES,
    lambda years: years.profit_eur.cumsum(axis=0) / THOUSAND,
    _("Lines: what is left for the firm, added up quarter by quarter."),
    (QUARTER, _("thousand EUR, added up (mean; band: 8 of 10)")),
    _since,
)
KEPT = over_time(
    NAMES,
    lambda years: years.customers.sum(axis=1),
    _("Lines: customers of the firm at the end of each quarter."),
    (QUARTER, _("customers (mean; band: 8 of 10)")),
    ahead(CUSTOMERS),
    CUSTOMERS,
)
WON = over_time(
    NAMES,
    lambda years: years.won.sum(axis=1),
    _("Lines: new customers won in each quarter."),
    (QUARTER, _("new customers per quarter (mean; band: 8 of 10)")),
    ahead(ORDERS),
    ORDERS,
)

SELLER_NAMES = tuple(SELLER_LABELS[one] for one in SELLERS)


def _sellers(old, new) -> dict:
    """Mean pay per quarter by seller, (2, sellers, repetitions)."""
    return {"eur": np.stack([years.pay_eur.mean(axis=0) for years in (old, new)])}


def _seller_rows(measured, _setting) -> dict:
    lows, highs = np.quantile(measured["eur"], (BAND[0], BAND[-1]), axis=-1)
    means = measured["eur"].mean(axis=-1).tolist()
    figures = [[Finding(_("{eur} EUR"), {"eur": round(eur)}) for eur in row] for row in means]
    return pair_rows(NAMES, SELLER_NAMES, means, lows.tolist(), highs.tolist(), figures)


def _seller_finding(measured, _setting) -> Finding:
    change = np.diff(measured["eur"].mean(axis=-1), axis=0)[0].round().astype(int)
    values = {
        name: Finding(_("{eur} EUR more") if eur >= 0 else _("{eur} EUR less"), {"eur": abs(int(eur))})
        for name, eur in zip(SELLERS, change, strict=True)
    }
    return Finding(
        _("Under NEW the weak seller gets {weak} per quarter, the middle one {middle}, the strong one {strong}."),
        values,
    )


PAID = Picture(
    "pairs",
    _("Pairs of bars: pay per quarter of a weak, a middle and a strong seller."),
    _sellers,
    _seller_rows,
    _seller_finding,
    {
        "axis": _("EUR per quarter (mean; line: 8 of 10)"),
        "items": SELLER_NAMES,
        "old": OLD,
        "new": NEW,
        "format": ",.0f",
    },
)


VIEWS = (
    View("days", _("What the days go into"), (DAYS,)),
    View(
        "result",
        _("What is left for the firm"),
        (
            years_of(
                PROFIT,
                NAMES,
                _("A dot per future: what is left for the firm after pay."),
                _("thousand EUR left for the firm after pay"),
                ",.0f",
            ),
            RESULT,
        ),
    ),
    View("customers", _("Customers"), (KEPT, WON)),
    View("slip", _("The payslip"), (SLIP,)),
    View("sellers", _("Who gains, who loses"), (PAID,)),
    View("weeks", _("Week by week"), (WEEKS,)),
    View("loopholes", _("How to game it"), (LOOPHOLES,)),
)
