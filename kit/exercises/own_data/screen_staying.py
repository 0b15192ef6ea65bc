"""What each picture of the customers shows that stay: cohorts as a map and as curves with the forecast, and survival with its band."""

import numpy as np

from kit.deals import cohorts as staying
from kit.deals.book import Deals
from kit.exercises.own_data.screen_look import PER_CENT, Look, share, tenth
from kit.messages import Finding, Message, _

MOST_YEARS, STEEP = 10, 1.96
SINCE_FIRST = _("years since the first order")
STILL_THERE = _("still there")

# Retention

MAP, CURVES = _("Who stays, year by year"), _("How it may go on")
DERIVED = _(
    "Losses are derived: your list holds orders and no goodbyes. A customer counts as lost after the last order; the running year and the usual gap of {gap} years between two orders are no loss yet."
)
MAP_SAID = _("Of the {count} customers won in {year}, {share} were still ordering {years} years later.")
MAP_YOUNG = _("{count} cohorts; the oldest is from {year}. None is old enough yet to have lost anybody for sure.")
MAP_SHOWN = _(
    "A map: a row for each year of a first order, a column for each year since, and in it how many are still there."
)
COHORT = _("year of the first order (customers)")
COHORT_SHARE = _("of the customers won in {year}, still there after {years} years")
CURVES_SAID = _(
    "Of 100 new customers about {one} are there after one year and {five} after five, if all goes on as so far."
)
CURVES_NOTE = _(
    "The dashed line is a forecast from all cohorts together: customers differ, and whoever leaves easily leaves first (shifted-beta-geometric model, Fader & Hardie 2007)."
)
CURVES_SHOWN = _("Lines: how many of each cohort are still there, all cohorts together, and the forecast.")
EACH, TOGETHER, FORECAST = _("one cohort"), _("all together"), _("forecast")
FORECAST_SHARE = _("forecast: still there after {years} years")
YEAR_LOSS = _("forecast: leave after the first year, on average")

MAP_LABELS = {"x": SINCE_FIRST, "y": COHORT}
CURVE_LABELS = {"x": SINCE_FIRST, "y": STILL_THERE, "series": (EACH, TOGETHER, FORECAST)}
SURVIVAL_LABELS = {"x": SINCE_FIRST, "y": STILL_THERE}


def _known(found) -> list[tuple[int, np.ndarray]]:
    """Year and survivors of each cohort, as far as they are sure."""
    return [
        (int(year), one[: int(known) + 1])
        for year, one, known in zip(found.years, found.survivors, found.known, strict=True)
    ]


def retention_map(deals: Deals) -> Look:
    """How many of each cohort are still there."""
    found = staying.cohorts(deals)
    known = _known(found)
    rows = {"cohort": [], "year": [], "share": []}
    figures = []
    for year, survivors in known:
        for years, count in enumerate(survivors.tolist()):
            rows["cohort"].append(f"{year} ({survivors[0]:.0f})")
            rows["year"].append(years)
            rows["share"].append(round(count / survivors[0], 4))
            what = Finding(COHORT_SHARE, {"year": str(year), "years": years})
            figures.append((what, 100 * count / survivors[0], PER_CENT))
    old = [one for one in known if one[1].size > 1]
    if old:
        year, survivors = max(old, key=lambda one: (one[1].size, one[1][0]))
        values = {"count": int(survivors[0]), "year": str(year), "years": survivors.size - 1}
        said = Finding(MAP_SAID, values | {"share": share(survivors[-1] / survivors[0])})
    else:
        said = Finding(MAP_YOUNG, {"count": len(known), "year": str(known[0][0])})
    notes = (Finding(DERIVED, {"gap": tenth(found.gap_years)}),)
    return Look("map", MAP, said, notes, tuple(figures), "heat", MAP_LABELS, rows, MAP_SHOWN)


def retention_curves(deals: Deals) -> Look:
    """Each cohort, all of them together, and the forecast."""
    found = staying.cohorts(deals)
    known = _known(found)
    most = max(one.size for _year, one in known)
    expected = staying.forecast(found, MOST_YEARS)
    rows = {"year": [], "cohort": [], "kind": [], "share": []}

    def line(name: str, kind: Message, shares) -> None:
        for years, one in enumerate(np.asarray(shares, float).tolist()):
            for column, value in zip(rows, (years, name, kind, round(one, 4)), strict=True):
                rows[column].append(value)

    for year, survivors in known:
        line(str(year), EACH, survivors / survivors[0])
    line("together", TOGETHER, pooled([one for _year, one in known], most))
    line("forecast", FORECAST, expected.share)
    fit = expected.fit
    figures = [
        (Finding(FORECAST_SHARE, {"years": years}), 100 * float(one), PER_CENT)
        for years, one in enumerate(expected.share)
    ]
    figures += [
        (YEAR_LOSS, 100 * fit.alpha / (fit.alpha + fit.beta), PER_CENT),
        (_("alpha of the forecast"), fit.alpha, ""),
        (_("beta of the forecast"), fit.beta, ""),
    ]
    said = Finding(
        CURVES_SAID, {"one": round(100 * float(expected.share[1])), "five": round(100 * float(expected.share[5]))}
    )
    return Look("curves", CURVES, said, (CURVES_NOTE,), tuple(figures), "cohorts", CURVE_LABELS, rows, CURVES_SHOWN)


def pooled(cohorts: list[np.ndarray], most: int) -> np.ndarray:
    """The share still there of all cohorts together: each year's renewal of those that are old enough, one after the other.

    >>> pooled([np.array([10.0, 8.0, 4.0]), np.array([10.0, 6.0])], 3).round(2).tolist()
    [1.0, 0.7, 0.35]
    """
    shares = [1.0]
    for year in range(1, most):
        old = [one for one in cohorts if one.size > year]
        faced, kept = sum(one[year - 1] for one in old), sum(one[year] for one in old)
        if not faced:
            break
        shares.append(shares[-1] * float(kept / faced))
    return np.array(shares)


SURVIVAL = _("How long customers stay")
HALF = _("Half of all customers have ordered for the last time after {years} years.")
MORE_THAN_HALF = _(
    "Nobody is known to have left after more than {years} years; {share} of the customers stay longer than that."
)
SURVIVAL_NOTE = _(
    "The band holds the true share in 95 of 100 cases (Kaplan-Meier with Greenwood’s variance). Who may still order counts as there."
)
SURVIVAL_SHOWN = _("Steps: how many customers are still there after so many years, with a band.")
STAY_SHARE = _("still there after {years} years")


def survival(deals: Deals) -> Look:
    """Kaplan-Meier with its band on the log-log scale, which stays between 0 and 1."""
    found = staying.survival(deals)
    if not found.times.size:
        return Look("survival", SURVIVAL, Finding(NOBODY_LEFT), (SURVIVAL_NOTE,))
    times, shares, low, high = curve(found)
    median = float(found.median) if np.isfinite(found.median) else None
    rows = {"time": times, "low": low, "middle": shares, "high": high, "median": [median] * len(times)}
    said = (
        Finding(HALF, {"years": tenth(median)})
        if median is not None
        else Finding(MORE_THAN_HALF, {"years": tenth(times[-1]), "share": share(shares[-1])})
    )
    figures = tuple(
        (
            Finding(STAY_SHARE, {"years": tenth(year)}),
            100 * shares[int(np.searchsorted(times, year, side="right")) - 1],
            PER_CENT,
        )
        for year in range(1, int(times[-1]) + 1)
    )
    return Look(
        "survival", SURVIVAL, said, (SURVIVAL_NOTE,), figures, "survival", SURVIVAL_LABELS, rows, SURVIVAL_SHOWN
    )


NOBODY_LEFT = _("So far nobody has left for sure, so there is no curve to draw yet.")


def curve(found) -> tuple[list, list, list, list]:
    """Times, shares and the band of a Kaplan-Meier estimate, from the start on."""
    shares = np.concatenate([[1.0], found.survival])
    variance = np.concatenate([[0.0], found.variance])
    inner = (shares > 0) & (shares < 1)
    safe = np.where(inner, shares, 0.5)
    wide = np.where(inner, STEEP * np.sqrt(variance) / (safe * np.abs(np.log(safe))), 0.0)
    low, high = np.where(inner, safe ** np.exp(wide), shares), np.where(inner, safe ** np.exp(-wide), shares)
    times = np.concatenate([[0.0], found.times])
    return tuple(np.round(one, 4).tolist() for one in (times, shares, low, high))


LOOKS = {
    "map": (MAP, retention_map),
    "curves": (CURVES, retention_curves),
    "survival": (SURVIVAL, survival),
}
CHARTS = (("heat", MAP_LABELS), ("cohorts", CURVE_LABELS), ("survival", SURVIVAL_LABELS))
