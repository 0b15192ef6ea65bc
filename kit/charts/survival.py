"""How many are still there after a time, as steps with the band of 95 in 100; a rule where half are gone."""

import altair as alt

from kit.charts.theme import NEW, QUIET, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: time, low, middle, high, median (the same in all rows, or null). Labels: x, y."""
    x = alt.X("time:Q", title=lines(labels["x"]), scale=alt.Scale(nice=False, domainMin=0))
    y = alt.Y("middle:Q", scale=alt.Scale(domain=[0, 1]), axis=upright(labels["y"], format=".0%"))
    base = alt.Chart(rows())
    band = base.mark_area(interpolate="step-after", opacity=0.18, color=NEW).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    line = base.mark_line(interpolate="step-after", strokeWidth=2.5, color=NEW).encode(x=x, y=y)
    half = (
        base.transform_filter("isValid(datum.median)")
        .transform_aggregate(median="min(median)")
        .mark_rule(aria=False, strokeDash=[4, 3], color=QUIET)
        .encode(x="median:Q")
    )
    return alt.layer(band, line, half).properties(width="container", height=260, usermeta={"lowest": 190})
