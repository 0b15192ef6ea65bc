"""Pairs of bars: for each item OLD and NEW below each other, with the figure and, where there is one, the band."""

import altair as alt

from kit.charts.theme import INK, cultures, rows

PAIR_HEIGHT, AROUND = 46, 40


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: item, culture, value, low, high (a band of no width is not drawn), figure (the value as text), edge (where
    the figure stands). Labels: axis, items in their order, old, new, format of the axis.
    """
    scales = cultures(labels["old"], labels["new"])
    sides = [labels["old"], labels["new"]]
    y = alt.Y("item:N", sort=labels["items"], title=None, axis=alt.Axis(labelLimit=260))
    offset = alt.YOffset("culture:N", sort=sides, scale=alt.Scale(domain=sides))
    x = alt.X("value:Q", title=labels["axis"], axis=alt.Axis(format=labels["format"]))
    base = alt.Chart(rows())
    bars = base.mark_bar(height=15).encode(
        x=x,
        y=y,
        yOffset=offset,
        color=alt.Color("culture:N", scale=scales["colour"], legend=alt.Legend(columns=2, labelLimit=260)),
    )
    band = (
        base.transform_filter("datum.low < datum.high")
        .mark_rule(strokeWidth=2, color=INK)
        .encode(x=alt.X("low:Q", title=labels["axis"]), x2="high:Q", y=y, yOffset=offset)
    )

    figures = base.mark_text(fontSize=12, baseline="middle", align="left", dx=5).encode(
        x="edge:Q", y=y, yOffset=offset, text="figure:N"
    )
    return alt.layer(bars, band, figures).properties(
        width="container", height=PAIR_HEIGHT * len(labels["items"]) + AROUND
    )
