"""What each picture of the firm's revenue shows: new against existing, concentration, quarter ends, time to close."""

import numpy as np

from kit.deals import measures
from kit.deals.book import Deals
from kit.exercises.own_data.screen_look import DAYS, PER_CENT, Look, share
from kit.messages import Finding, _

REVENUE = _("Where the revenue comes from")
FROM_NEW, FROM_EXISTING = _("from new customers"), _("from existing customers")
REVENUE_SAID = _("In {year} {share} of the won revenue came from existing customers.")
REVENUE_NOTE = _("Amounts are in {currency}. The year {year} is not over in your list.")
REVENUE_WHOLE = _("Amounts are in {currency}.")
KIND_DERIVED = _(
    "Your list does not say who was new, so the first won order of each customer counts as new, and all later ones as existing."
)
REVENUE_SHOWN = _("Bars: the won revenue of each year, from existing and from new customers.")
YEAR, WON_REVENUE = _("year"), _("won revenue")
IN_YEAR = _("{year}: {part}")


def revenue(deals: Deals) -> Look:
    """Won revenue by year, from existing and from new customers."""
    found = measures.revenue(deals)
    year_of = found.starts.astype("datetime64[Y]").astype(int) + 1970
    years = np.unique(year_of)
    rows = {"year": [], "part": [], "amount": [], "place": []}
    figures, sums = [], {}
    for year in years.tolist():
        sums[year] = parts = [float(one[year_of == year].sum()) for one in (found.existing, found.new)]
        for place, (part, amount) in enumerate(zip((FROM_EXISTING, FROM_NEW), parts, strict=True)):
            for column, value in zip(rows, (str(year), part, round(amount, 2), place), strict=True):
                rows[column].append(value)
            figures.append((Finding(IN_YEAR, {"year": str(year), "part": part}), amount, deals.currency))
    last = int(years[-1])
    is_over = deals.as_of >= np.datetime64(f"{last}-12-31")
    told = last if is_over or years.size == 1 else int(years[-2])
    existing, new = sums[told]
    said = Finding(
        REVENUE_SAID, {"year": str(told), "share": share(existing / (existing + new) if existing + new else 0.0)}
    )
    note = Finding(REVENUE_WHOLE if is_over else REVENUE_NOTE, {"currency": deals.currency, "year": str(last)})
    notes = (note, KIND_DERIVED) if deals.is_kind_derived else (note,)
    return Look("revenue", REVENUE, said, notes, tuple(figures), "stacked", REVENUE_LABELS, rows, REVENUE_SHOWN)


TOP = _("What hangs on few customers")
TOP_SAID = _("The largest {top} of {customers} customers, a fifth of them, bring {share} of the won revenue.")
TOP_NOTE = _(
    "Grey is what was published: {low} of the revenue at subscription firms and {high} at others, on average over 339 listed firms (McCarthy & Winer 2018). “80 to 20” is not it."
)
TOP_SHOWN = _("A mark on a line from 0 to 100 per cent, with the published range below it.")
OWN, PUBLISHED = _("your customers"), _("published")
TOP_SHARE = _("share of the largest fifth of customers")
OF_REVENUE, OF_DEALS = _("of the won revenue"), _("of the won deals")


def _ranges(*given) -> dict:
    """Rows of a picture of shares: (row, series, value, low, high)."""
    columns = {name: [] for name in ("row", "place", "series", "value", "low", "high")}
    for place, (row, series, value, low, high) in enumerate(given):
        for column, one in zip(columns, (row, place, series, value, low, high), strict=True):
            columns[column].append(one)
    return columns


def concentration(deals: Deals) -> Look:
    """How much the largest fifth of the customers brings."""
    found = measures.concentration(deals)
    low, high = measures.PUBLISHED_TOP
    said = Finding(TOP_SAID, {"top": found.top, "customers": found.customers, "share": share(found.share)})
    rows = _ranges((OWN, OWN, round(found.share, 4), None, None), (PUBLISHED, PUBLISHED, None, low, high))
    note = Finding(TOP_NOTE, {"low": share(low), "high": share(high)})
    return Look(
        "top", TOP, said, (note,), ((TOP_SHARE, 100 * found.share, PER_CENT),), "ranges", TOP_LABELS, rows, TOP_SHOWN
    )


ENDS = _("The end of the quarter")
MORE = _(
    "{late} of {won} won deals ({share}) fell into the last 14 days of a quarter. That is more than chance explains."
)
LESS = _(
    "{late} of {won} won deals ({share}) fell into the last 14 days of a quarter. That is less than chance would give."
)
MAYBE = _("{late} of {won} won deals ({share}) fell into the last 14 days of a quarter. That may be chance.")
ENDS_NOTE = _(
    "If days did not matter, {expected} would fall there. The band holds the true share in 95 of 100 cases: {low} to {high}. Only won deals count."
)
ENDS_SHOWN = _("A mark with its band on a line of shares, and below it what chance alone would give.")
WON_LATE, CHANCE = _("your won deals"), _("by chance")
LATE_SHARE, LATE_LOW, LATE_HIGH = (
    _("won in the last 14 days of a quarter"),
    _("won in the last 14 days of a quarter, band from"),
    _("won in the last 14 days of a quarter, band to"),
)


def quarter_end(deals: Deals) -> Look:
    """Whether deals are won at the end of the quarter."""
    found = measures.quarter_end(deals)
    message = MORE if found.low > found.expected else LESS if found.high < found.expected else MAYBE
    said = Finding(message, {"late": found.late, "won": found.won, "share": share(found.share)})
    bounds = {"expected": share(found.expected), "low": share(found.low), "high": share(found.high)}
    rows = _ranges(
        (WON_LATE, WON_LATE, round(found.share, 4), round(found.low, 4), round(found.high, 4)),
        (CHANCE, CHANCE, round(found.expected, 4), None, None),
    )
    figures = (
        (LATE_SHARE, 100 * found.share, PER_CENT),
        (LATE_LOW, 100 * found.low, PER_CENT),
        (LATE_HIGH, 100 * found.high, PER_CENT),
    )
    return Look("ends", ENDS, said, (Finding(ENDS_NOTE, bounds),), figures, "ranges", ENDS_LABELS, rows, ENDS_SHOWN)


TIME = _("How long deals take")
TIME_SAID = _("Half of the won deals were won within {middle} days; the middle half took {low} to {high} days.")
TIME_LOST = _("Lost deals were given up after {days} days (the middle one of {count}).")
TIME_SHOWN = _("Bars: how many won deals took how many days, with a line at the middle one.")
TO_WON, WON_DEALS = _("days from the first entry to the order"), _("won deals")
TIME_LOW, TIME_MIDDLE, TIME_HIGH = (
    _("days to the order: a quarter is faster than"),
    _("days to the order: the middle deal"),
    _("days to the order: a quarter is slower than"),
)
BINS = 14
LONG = 0.98  # beyond this share of the deals the picture ends, so that one endless deal does not flatten all others


def time_to_close(deals: Deals) -> Look:
    """Days from the first entry of a deal to its order."""
    found = measures.time_to_close(deals)
    most = max(float(np.quantile(found.won, LONG)), 1.0)
    counts, edges = np.histogram(found.won[found.won <= most], bins=min(BINS, max(1, int(most))), range=(0, most))
    rows = {
        "low": np.round(edges[:-1], 1).tolist(),
        "high": np.round(edges[1:], 1).tolist(),
        "count": counts.tolist(),
        "median": [found.middle] * counts.size,
    }
    said = Finding(TIME_SAID, {name: round(getattr(found, name)) for name in ("low", "middle", "high")})
    lost = Finding(
        TIME_LOST, {"days": round(float(np.median(found.lost))) if found.lost.size else 0, "count": found.lost.size}
    )
    figures = ((TIME_LOW, found.low, DAYS), (TIME_MIDDLE, found.middle, DAYS), (TIME_HIGH, found.high, DAYS))
    notes = (lost,) if found.lost.size else ()
    return Look("time", TIME, said, notes, figures, "bins", TIME_LABELS, rows, TIME_SHOWN)


REVENUE_LABELS = {"x": YEAR, "y": WON_REVENUE, "parts": (FROM_EXISTING, FROM_NEW), "format": "~s"}
TOP_LABELS = {"x": OF_REVENUE, "format": ".0%", "series": (OWN,), "most": 1}
ENDS_LABELS = {"x": OF_DEALS, "format": ".0%", "series": (WON_LATE, CHANCE), "most": 1}
TIME_LABELS = {"x": TO_WON, "y": WON_DEALS}
LOOKS = {
    "revenue": (REVENUE, revenue),
    "top": (TOP, concentration),
    "ends": (ENDS, quarter_end),
    "time": (TIME, time_to_close),
}
CHARTS = (("stacked", REVENUE_LABELS), ("ranges", TOP_LABELS), ("ranges", ENDS_LABELS), ("bins", TIME_LABELS))
