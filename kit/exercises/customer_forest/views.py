"""What the laboratory of the customer forest compares and shows: outcomes, pictures and the sentences above them."""

import numpy as np

from kit.exercise import Outcome, Picture, View
from kit.exercises.customer_forest.model import policies
from kit.exercises.customer_forest.named import named
from kit.exercises.customer_forest.setting import NEW, OLD, QUARTER_MONTHS, YEAR_MONTHS
from kit.exercises.customer_forest.views_retention import RETENTION
from kit.messages import Finding, Message, _
from kit.models import forest
from kit.pictures import THOUSAND, append, over_time, years_of

NAMES = (OLD, NEW)


# Outcomes

PROFIT = Outcome(
    "profit",
    _("Profit in all, in euros of today"),
    _("thousand EUR"),
    lambda years: years.discounted_eur.sum(axis=0) / THOUSAND,
    _("NEW earns more in {count}, OLD in {old} of {years} futures (± {error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more profit ({better} instead of {worse})"),
    least=10,
    why=_("about one euro in a hundred."),
    rule=_(
        "“Profit in all”: margin of all customers less the cost of the sellers; later euros count less by the interest."
    ),
)
CUSTOMERS = Outcome(
    "customers",
    _("Customers at the end"),
    Message(""),
    lambda years: years.customers[-1].astype(float),
    _("NEW has more in {count}, OLD in {old} of {years} futures (± {error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more customers ({better} instead of {worse})"),
    least=2,
    why=_("a single customer more or less is chance."),
)
BURNED = Outcome(
    "burned",
    _("Burned contacts at the end"),
    Message(""),
    lambda years: years.burned[-1].astype(float),
    _("NEW burns less in {count}, OLD in {old} of {years} futures (± {error})"),
    digits=0,
    amount=_("{side}: {amount} fewer burned ({better} instead of {worse})"),
    least=2,
    why=_("a single contact more or less is chance."),
)
WON = Outcome(
    "won",
    _("New customers won"),
    Message(""),
    lambda years: years.won.sum(axis=0).astype(float),
    _("NEW wins more in {count}, OLD in {old} of {years} futures (± {error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more new customers ({better} instead of {worse})"),
    least=2,
    why=_("a single customer more or less is chance."),
)
FELT = Outcome(
    "felt",
    _("Customers feel sold to"),
    Message(""),
    lambda years: years.felt,
    _("Fewer feel sold to by NEW in {count}, by OLD in {old} of {years} futures (± {error})"),
    digits=0,
    percent=True,
    rule=_("“Feels sold to”: won with an exaggerated promise. The rule is ours; nobody has measured it."),
    amount=_("{side}: {amount} fewer feel sold to ({better} instead of {worse})"),
    least=0.02,
    why=_("two customers of a hundred."),
)
NEGLECTED = Outcome(
    "neglected",
    _("Customers neglected"),
    Message(""),
    lambda years: years.neglected,
    _("Fewer are neglected by NEW in {count}, by OLD in {old} of {years} futures (± {error})"),
    digits=0,
    percent=True,
    amount=_("{side}: {amount} fewer are neglected ({better} instead of {worse})"),
    least=0.02,
    why=_("two customers of a hundred."),
    rule=_("“Neglected”: nobody came by for a whole year."),
)
OUTCOMES = (PROFIT, CUSTOMERS, BURNED, WON, FELT, NEGLECTED)


# The forest itself

MOST_SEASONS = 60


def forest_of(side: int, description: Message) -> Picture:
    """The territory of one policy in one future, place by place, at the end of the year that is shown."""
    return Picture(
        "forest",
        description,
        measure=lambda old, new: {"stand": np.array([_shown((old, new)[side])], dtype=object)},
        rows=lambda measured, _setting: forest_rows(measured["stand"][0]),
        finding=lambda measured, setting: _forest_finding(measured["stand"][0], named(setting)[side]),
        labels=FOREST_WORDS,
        one_year=True,
    )


FOREST_WORDS = {
    "seedling": _("newly won"),
    "content": _("content customer"),
    "doubtful": _("doubtful"),
    "unhappy": _("about to leave"),
    "stump": _("just lost"),
    "burned": _("burned: wants no more calls"),
    "free": _("not yet a customer"),
    "root": _("recommended"),
}


def _shown(years):
    year = min(years.setting.shown_year, years.setting.years)
    return years.snapshots[year], year


def forest_rows(stand) -> dict:
    """Columns for the forest picture from a snapshot and its year."""
    snapshot, year = stand
    customer, burned = snapshot.place == forest.CUSTOMER, snapshot.place == forest.BURNED
    state = np.where(burned, "burned", np.where(customer, "tree", "free")).astype(object)
    state[burned & snapshot.lost] = "stump"
    state[customer & snapshot.won] = "seedling"
    seasons = np.clip((year * YEAR_MONTHS - 1 - snapshot.since) // QUARTER_MONTHS, 0, MOST_SEASONS)
    return {
        "state": state.tolist(),
        "age": np.where(customer, seasons, 0).tolist(),
        "value": [0.5] * len(state),
        "mood": np.where(customer, snapshot.mood, 0.0).round(2).tolist(),
        "owner": [-1] * len(state),
        "root": np.where(customer & snapshot.won, snapshot.root, -1).tolist(),
    }


def _forest_finding(stand, name: Message) -> Finding:
    snapshot, year = stand
    counts = {
        "customers": int((snapshot.place == forest.CUSTOMER).sum()),
        "burned": int((snapshot.place == forest.BURNED).sum()),
    }
    return Finding(
        _("After year {year}, {policy}: {customers} customers, {burned} burned, {free} free."),
        {
            "policy": name,
            "year": year,
            **counts,
            "free": len(snapshot.place) - sum(counts.values()),
        },
    )


# Money and ground over time


def _by_quarter(values):
    return values[QUARTER_MONTHS - 1 :: QUARTER_MONTHS]


QUARTER = _("quarter")


def _ends(message: Message, digits: int = 0):
    """A sentence with the means of both at the end."""

    def said(measured, _setting) -> Finding:
        old, new = measured["values"][:, -1].mean(axis=-1).round(digits).tolist()
        return Finding(message, {"old": old, "new": new, "before": OLD, "after": NEW})

    return said


def _quarter_profit(years):
    return years.profit_eur.reshape(-1, QUARTER_MONTHS, years.profit_eur.shape[1]).sum(axis=1) / THOUSAND


def _quarter_recommended(years):
    return years.recommended.reshape(-1, QUARTER_MONTHS, years.recommended.shape[1]).sum(axis=1)


NOW = over_time(
    NAMES,
    _quarter_profit,
    _("Lines: profit of each quarter, not discounted."),
    (QUARTER, _("thousand EUR per quarter (mean; band: 8 of 10)")),
    _ends(_("Profit of the last quarter on average: {before} {old}, {after} {new} thousand EUR.")),
)
ADDED = over_time(
    NAMES,
    lambda years: _by_quarter(years.discounted_eur.cumsum(axis=0)) / THOUSAND,
    _("Lines: profit added up, in euros of today."),
    (QUARTER, _("thousand EUR, added up (mean; band: 8 of 10)")),
    _ends(_("Added up in euros of today on average: {before} {old}, {after} {new} thousand EUR.")),
)
KEPT = over_time(
    NAMES,
    lambda years: _by_quarter(years.customers),
    _("Lines: customers at the end of each quarter."),
    (QUARTER, _("customers (mean; band: 8 of 10)")),
    _ends(_("Customers at the end on average: {before} {old}, {after} {new}.")),
)
SCORCHED = over_time(
    NAMES,
    lambda years: _by_quarter(years.burned),
    _("Lines: burned contacts at the end of each quarter."),
    (QUARTER, _("burned contacts (mean; band: 8 of 10)")),
    _ends(_("Burned contacts at the end on average: {before} {old}, {after} {new}.")),
)
RARE = _(
    "Recommended customers in the last quarter on average: {before} {old}, {after} {new}. A customer brings {referral} a year here, while all other firms are free: that makes few roots. How many it is with you nobody has measured, so move the lever."
)


def _recommended(measured, setting) -> Finding:
    """How many came at the end, and why so few."""
    return Finding(RARE, {**_ends(RARE, 1)(measured, setting).values, "referral": setting.referral})


RECOMMENDED = over_time(
    NAMES,
    _quarter_recommended,
    _("Lines: new customers who came by recommendation, quarter by quarter."),
    (QUARTER, _("recommended customers per quarter (mean; band: 8 of 10)")),
    _recommended,
    digits=1,
)


# Break-even

NEVER = _("never")
PER_BAR = 6  # months


def _break_even(old, new) -> dict:
    return {"month": policies.break_even_months(old, new)}


def _break_even_rows(measured, setting) -> dict:
    columns = {name: [] for name in ("label", "place", "count", "never")}
    months = measured["month"]
    for place, last in enumerate(range(PER_BAR, setting.years * YEAR_MONTHS + 1, PER_BAR)):
        inside = (months > last - PER_BAR) & (months <= last)
        append(columns, str(last), place, round(100 * float(inside.mean()), 1), 0)
    append(columns, NEVER, len(columns["place"]), round(100 * float(np.isinf(months).mean()), 1), 1)
    return columns


def _break_even_finding(measured, setting) -> Finding:
    months = measured["month"]
    never = round(100 * float(np.isinf(months).mean()))
    if never >= 50:
        return Finding(
            _("In {never} of 100 futures NEW is not ahead within {years} years."),
            {"never": never, "years": setting.years},
        )
    middle = int(np.quantile(months, 0.5, method="inverted_cdf"))
    return Finding(
        _("In half of the futures NEW is ahead for good by month {month}; in {never} of 100 not within {years} years."),
        {
            "month": middle,
            "never": never,
            "years": setting.years,
        },
    )


BREAK_EVEN = Picture(
    "months",
    _("Bars: in how many of 100 futures the new policy is ahead for good from which month on, or never."),
    _break_even,
    _break_even_rows,
    _break_even_finding,
    {"x": _("NEW is ahead for good"), "y": _("of 100 futures")},
)


# Views

VIEWS = (
    View(
        "forest",
        _("The forest"),
        (
            forest_of(0, _("The territory under the old policy in one future, a tree per customer.")),
            forest_of(1, _("The same territory under the new policy, with the same luck.")),
        ),
    ),
    View("money", _("Profit now and added up"), (NOW, ADDED)),
    View(
        "even",
        _("From when on does it pay?"),
        (
            BREAK_EVEN,
            years_of(
                PROFIT,
                NAMES,
                _("A dot per future: profit in all, in euros of today."),
                _("thousand EUR of today"),
                ",.0f",
            ),
        ),
    ),
    View("ground", _("Customers and burned ground"), (KEPT, SCORCHED)),
    View("referrals", _("Recommendations"), (RECOMMENDED,)),
    View("retention", _("Who stays how long"), (RETENTION,)),
)
