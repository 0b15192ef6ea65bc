"""How hard a middle seller hunts week by week: where a quota or a cap makes one order worth more than another."""

import numpy as np

from kit.exercise import Picture
from kit.messages import Finding, _
from kit.models.pay.setting import MIDDLE, NEW, OLD, QUARTER_WEEKS
from kit.pictures import append

NAMES = (OLD, NEW)
ONE_UNEVEN = _(
    "{uneven}: how hard sellers hunt differs by up to {days} days at the same point of the quarter, depending on how close the quota is. {even}: every week is worked alike."
)


def _week_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("time", "series", "low", "middle", "high")}
    for name, weeks in zip(NAMES, measured["weeks"][..., 0].round(1), strict=True):
        for place in range(QUARTER_WEEKS):
            append(columns, place + 1, name, *weeks[:, place].tolist())
    return columns


def _week_finding(measured, _setting) -> Finding:
    old, new = measured["weeks"][..., 0]
    widest = [round(float((side[2] - side[0]).max())) for side in (old, new)]
    if max(widest) < 1:
        return Finding(
            _(
                "Under both plans every week is worked alike: neither has a quota or a cap that would make one order worth more than another."
            )
        )
    if min(widest) < 1:
        side = int(np.argmax(widest))
        return Finding(ONE_UNEVEN, {"days": widest[side], "uneven": NAMES[side], "even": NAMES[1 - side]})
    return Finding(
        _(
            "How hard sellers hunt depends on how close the quota is: it differs by up to {old} days under OLD and {new} days under NEW at the same point of the quarter."
        ),
        {"old": widest[0], "new": widest[1]},
    )


WEEKS = Picture(
    "lines",
    _("Lines: how hard a middle seller hunts in each week of a quarter, depending on how close the quota is."),
    lambda old, new: {"weeks": np.stack([years.response.weeks[MIDDLE] for years in (old, new)])[..., None]},
    _week_rows,
    _week_finding,
    {
        "x": _("week of the quarter"),
        "y": _("days of hunting, at this pace for a quarter"),
        "series": NAMES,
        "most": QUARTER_WEEKS,
        "format": ".0f",
    },
    one_year=True,
)
