"""What the laboratory of an opened exercise shows: its figures as a DataFrame, its charts as Altair charts with their data inside."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from kit.asked import listed
from kit.charts import is_chart
from kit.charts.theme import CONFIG
from kit.errors import KitError
from kit.exercise import Exercise, Picture
from kit.groups import played_years
from kit.messages import Message, _
from kit.parameters import Checked
from kit.pictures import band, labels_of, rows_of
from kit.verdict import hundred
from kit.wording import Language
from kit.years import BLOCKS, joined, play

WIDTH = 600  # pixels; on a page a chart is as wide as its place
PAPER = "white"
APART: dict[str, Any] = dict.fromkeys(
    ("color", "shape", "strokeDash"), "independent"
)  # two charts of a view show different things

NO_CHART = _("“{exercise}” has no chart “{name}”; there are {names}.")


def results(exercise: Exercise, setting: Checked, words: Language) -> pd.DataFrame:
    """The figures of the laboratory for a setting, as its page shows them: one row per outcome and side.

    Columns: `outcome`, `side` ("old", "new"), `low`, `middle`, `high` (8 of 10 runs lie between low and high; in the unit of the page, shares
    are fractions; NaN where there was nobody whom it concerns), `ahead` (in how many of 100 runs this side is ahead), `label`, `unit`.
    """
    years = played_years(exercise, setting, BLOCKS)
    rows = []
    for outcome in exercise.laboratory.outcomes:
        both = years.outcomes[outcome.key]
        count = hundred(outcome, *both)
        unit = words.say(outcome.unit) if outcome.unit else ""
        for side, values, ahead in zip(("old", "new"), both, (count.old, count.new), strict=True):
            low, middle, high = band(values) or (np.nan, np.nan, np.nan)
            rows.append((outcome.key, side, low, middle, high, ahead, words.say(outcome.label), unit))
    return pd.DataFrame(rows, columns=["outcome", "side", "low", "middle", "high", "ahead", "label", "unit"])


def chart(exercise: Exercise, setting: Checked, name: str, words: Language) -> alt.LayerChart | alt.VConcatChart:
    """A view of the laboratory for a setting, as its page draws it: the charts of the view, below each other where there are several.

    Raises `KitError` for an unknown view, and for one that is a drawing and no chart.
    """
    views = {view.key: view for view in exercise.laboratory.views if any(is_chart(one.kind) for one in view.pictures)}
    if name not in views:
        raise KitError(NO_CHART, exercise=Message(exercise.name), name=str(name)[:40], names=listed(views))
    view, laboratory = views[name], exercise.laboratory
    years = joined([play(laboratory, setting, view, block) for block in range(BLOCKS)], view)
    called = dict(zip(laboratory.short, laboratory.called(setting), strict=True))
    names = {words.say(one): words.said(now) for one, now in called.items() if one != now}
    drawn = [
        _drawn(words, picture, rows_of(words, picture, measured, setting), names)
        for picture, measured in zip(view.pictures, years.pictures, strict=True)
        if is_chart(picture.kind)
    ]
    config: dict[str, Any] = CONFIG | {"background": PAPER}
    usermeta = {"embedOptions": words.formats()}  # how figures are written
    if len(drawn) == 1:
        return drawn[0].properties(usermeta=usermeta).configure(**config)
    return (
        alt.vconcat(*drawn)
        .resolve_scale(**APART)
        .properties(usermeta=usermeta)
        .configure(**{**config, "autosize": alt.Undefined})
    )


def _drawn(words: Language, picture: Picture, rows: Mapping[str, list], names: Mapping[str, str]) -> alt.LayerChart:
    """A chart with its rows inside and a width of its own; `names`: what the sides are called now."""
    made = import_module(f"kit.charts.{picture.kind}").chart(labels_of(words, picture.labels))
    made.data, made.usermeta = pd.DataFrame(rows), alt.Undefined
    return made.add_params(alt.param(name="names", value=dict(names))).properties(
        width=WIDTH, description=words.say(picture.description)
    )
