"""How each plan can be gamed, as a picture with a sentence: what the best of six tricks brings a middle seller."""

import numpy as np

from kit.exercise import Picture
from kit.exercises.incentives.model.loopholes import Loophole, loopholes
from kit.messages import Finding, _
from kit.models.pay.setting import (
    MIDDLE,
    NEW,
    OLD,
)
from kit.parameters import PERCENT, Shown
from kit.pictures import pair_rows

TRICKS = {
    "pull": _("pull orders forward"),
    "push": _("keep orders back"),
    "sandbag": _("stay below the quota"),
    "discount": _("give discounts"),
    "cherry": _("hunt instead of care"),
    "rewin": _("let go and win back"),
}
SAID = {
    "pull": _(
        "a seller earns {gain} EUR a year by pulling orders forward (up to {orders}) at {discount} discount; it pays in {quarters} of 100 quarters and costs the firm {cost} EUR."
    ),
    "push": _(
        "a seller earns {gain} EUR a year by keeping orders back (up to {orders}) for the next quarter; it pays in {quarters} of 100 quarters and costs the firm {cost} EUR."
    ),
    "sandbag": _(
        "a seller earns {gain} EUR a year by letting orders go (up to {orders}) so that the quota does not rise; that costs the firm {cost} EUR."
    ),
    "discount": _(
        "a seller earns {gain} EUR a year by giving every new customer {discount} discount; that costs the firm {cost} EUR of margin."
    ),
    "cherry": _(
        "a seller earns {gain} EUR a year by hunting on {days} days a quarter that existing customers would need; that costs the firm {cost} EUR of margin a year."
    ),
    "rewin": _(
        "a seller earns {gain} EUR a year by letting {orders} customers go and winning them back as new; that costs the firm {cost} EUR."
    ),
}
NO_LOOPHOLE = _("we found no trick that brings a seller more than an honest year.")
ROUND_EUR = 10


def _found(old, new) -> dict:
    """All tricks under both plans for the middle seller, (2, tricks, 1)."""
    found = np.empty((2, len(TRICKS), 1), object)
    for side, years in enumerate((old, new)):
        by_name = {one.trick: one for one in loopholes(years.setting, years.plan, MIDDLE, years.response)}
        found[side, :, 0] = [by_name[trick] for trick in TRICKS]
    return {"found": found}


def _found_rows(measured, _setting) -> dict:
    gains = [[one.gain_eur for one in side] for side in measured["found"][..., 0]]
    figures = [
        [
            Finding(_("{eur} EUR"), {"eur": round(eur / ROUND_EUR) * ROUND_EUR}) if eur >= ROUND_EUR else "–"
            for eur in side
        ]
        for side in gains
    ]
    return pair_rows((OLD, NEW), list(TRICKS.values()), gains, gains, gains, figures)


def _said(found) -> Finding:
    best: Loophole = max(found, key=lambda one: one.gain_eur)
    if best.gain_eur < ROUND_EUR:
        return Finding(NO_LOOPHOLE)
    euros = {"gain": round(best.gain_eur / ROUND_EUR) * ROUND_EUR, "cost": round(best.cost_eur / ROUND_EUR) * ROUND_EUR}
    how = {"orders": best.orders, "days": best.days, "quarters": best.quarters, "discount": Shown(PERCENT, best.share)}
    return Finding(SAID[best.trick], euros | how)


LOOPHOLES = Picture(
    "pairs",
    _("Pairs of bars: what each way of gaming the plan brings a middle seller in a year."),
    _found,
    _found_rows,
    lambda measured, _setting: Finding(
        _("Old plan: {old} New plan: {new}"),
        {name: _said(side) for name, side in zip(("old", "new"), measured["found"][..., 0], strict=True)},
    ),
    {
        "axis": _("EUR more per year for the seller (at best)"),
        "items": tuple(TRICKS.values()),
        "old": OLD,
        "new": NEW,
        "format": ",.0f",
    },
    one_year=True,
)
