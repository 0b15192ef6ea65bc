"""When something happens for the first time: a bar per half-year, and one for never."""

import altair as alt

from kit.charts.theme import NEW, QUIET, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: label, place (order), count (of 100), never (1: the bar for never). Labels: x, y."""
    x = alt.X(
        "label:N",
        sort=alt.EncodingSortField("place", op="min"),
        title=lines(labels["x"]),
        axis=alt.Axis(labelAngle=0, labelExpr="isValid(+datum.label) && !isNaN(+datum.label) ? datum.label : ''"),
    )
    y = alt.Y("count:Q", axis=upright(labels["y"], clear=14, format=".0f"))
    base = alt.Chart(rows())
    bars = base.mark_bar().encode(x=x, y=y, color=alt.condition("datum.never == 1", alt.value(QUIET), alt.value(NEW)))
    figures = (
        base.transform_filter("datum.count >= 0.5 || datum.never == 1")
        .transform_calculate(figure="format(datum.count, '.0f')", name="datum.never == 1 ? datum.label : ''")
        .encode(x=x, y=y)
    )
    counts = figures.mark_text(dy=-8, fontSize=13).encode(text="figure:N")
    never = figures.mark_text(dy=-24, fontSize=13, color=QUIET).encode(text="name:N")
    return alt.layer(bars, counts, never).properties(width="container", height=280, usermeta={"lowest": 190})
