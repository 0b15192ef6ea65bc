"""When something happens for the first time: a bar per half-year, and one for never."""

import altair as alt

from kit.charts.theme import NEW, QUIET, rows


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: label, place (order), count (of 100), never (1: the bar for never). Labels: x, y."""
    x = alt.X(
        "label:N", sort=alt.EncodingSortField("place", op="min"), title=labels["x"], axis=alt.Axis(labelAngle=-35)
    )
    y = alt.Y("count:Q", title=labels["y"], axis=alt.Axis(format=".0f"))
    base = alt.Chart(rows())
    bars = base.mark_bar().encode(x=x, y=y, color=alt.condition("datum.never == 1", alt.value(QUIET), alt.value(NEW)))
    figures = (
        base.transform_filter("datum.count >= 0.5")
        .mark_text(dy=-8, fontSize=13)
        .encode(x=x, y=y, text=alt.Text("count:Q", format=".0f"))
    )
    return alt.layer(bars, figures).properties(width="container", height=300)
