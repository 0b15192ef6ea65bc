"""How long customers stay in both forests, beside two published cohorts and their forecast."""

from functools import cache

import numpy as np

from kit.exercise import Picture
from kit.exercises.customer_forest.cohorts import cohorts
from kit.exercises.customer_forest.setting import NEW, OLD
from kit.messages import Finding, _
from kit.models import retention
from kit.parameters import PERCENT, Shown
from kit.pictures import append

# Retention

FIT_YEARS = 2
FITTED, CONSTANT = _("forecast from two years, customers differ"), _("forecast from two years, everybody alike")
REGULAR, HIGH_END = _("published: ordinary customers"), _("published: top customers")
CURVES = (OLD, NEW, FITTED, CONSTANT, REGULAR, HIGH_END)


def _stayed(old, new) -> dict:
    """Customers of the first year still there after 0, 1, ... years, summed over repetitions: (2, years, 1)."""
    stayed = []
    for years in (old, new):
        left = years.left.sum(axis=1)[: years.setting.years - 1].cumsum()
        stayed.append(years.entered.sum() - np.concatenate([[0], left]))
    return {"stayed": np.stack(stayed)[..., None].astype(float)}


@cache
def published() -> dict:
    """The published cohorts by the name of their curve."""
    known = cohorts()
    return {REGULAR: known["regular"], HIGH_END: known["high_end"]}


def _forecasts(stayed) -> dict:
    """What both models make of the first two years of NEW, year by year."""
    seen, years = stayed[: FIT_YEARS + 1], len(stayed) - 1
    try:
        fitted = retention.fit(seen)
        return {
            FITTED: retention.survival(fitted.alpha, fitted.beta, years),
            CONSTANT: retention.constant_churn_forecast(seen, years),
        }
    except ValueError:  # nobody came, or nobody left: there is nothing to forecast from
        return {}


def _retention_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("year", "series", "share", "known")}
    both = measured["stayed"].sum(axis=-1)
    curves = {name: side / side[0] for name, side in zip((OLD, NEW), both, strict=True) if side[0] > 0}
    curves |= _forecasts(both[1]) | published()
    for name, shares in curves.items():
        for year, share in enumerate(np.asarray(shares).round(4).tolist()):
            append(columns, year, name, share, int(name in (OLD, NEW) or name in published()))
    return columns


def _retention_finding(measured, _setting) -> Finding:
    new = measured["stayed"].sum(axis=-1)[1]
    forecasts = _forecasts(new)
    if not forecasts:
        return Finding(_("Too few customers came in the first year to say how long they stay."))
    year = len(new) - 1
    shares = {"real": new[-1] / new[0], "fitted": forecasts[FITTED][-1], "constant": forecasts[CONSTANT][-1]}
    return Finding(
        _(
            "After {year} years {real} of the new customers under NEW are still there. From the first two years, “customers differ” says {fitted}, “everybody alike” {constant}."
        ),
        {
            "year": year,
            **{name: Shown(PERCENT, round(float(share), 2)) for name, share in shares.items()},
        },
    )


RETENTION = Picture(
    "retention",
    _(
        "Lines: share of the customers won in the first year that are still there, with two forecasts and two published cohorts."
    ),
    _stayed,
    _retention_rows,
    _retention_finding,
    {"x": _("years as a customer"), "y": _("still there"), "series": CURVES},
)
