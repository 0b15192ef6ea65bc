"""Pairs of bars: for each item OLD and NEW below each other, with the figure and, where there is one, the band."""

import textwrap

import altair as alt

from kit.charts.theme import CALLED, INK, LONGEST_BESIDE, NARROW, columns, cultures, lines, rows

PAIR_HEIGHT, AROUND = 34, 20
NARROW_LABEL = 20  # characters of an item in a line, where there is little room


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: item, culture, value, low, high (a band of no width is not drawn), figure (the value as text), edge (where
    the figure stands). Labels: axis, items in their order, old, new, format of the axis.
    """
    scales = cultures(labels["old"], labels["new"])
    sides = [labels["old"], labels["new"]]
    y = alt.Y(
        "item:N",
        sort=labels["items"],
        title=None,
        axis=alt.Axis(
            labelLimit=260,
            labelFontSize=alt.ExprRef(f"{NARROW} ? 12 : 13"),
            labelExpr=f"{NARROW} ? broken[datum.label] : datum.label",
        ),
    )
    offset = alt.YOffset("culture:N", sort=sides, scale=alt.Scale(domain=sides))
    x = alt.X("value:Q", title=lines(labels["axis"], LONGEST_BESIDE), axis=alt.Axis(format=labels["format"]))
    broken = {one: textwrap.wrap(one, NARROW_LABEL) for one in labels["items"]}
    base = alt.Chart(rows())
    bars = base.mark_bar(height=12).encode(
        x=x,
        y=y,
        yOffset=offset,
        color=alt.Color(
            "culture:N", scale=scales["colour"], legend=alt.Legend(columns=columns(2), labelLimit=260, labelExpr=CALLED)
        ),
    )
    band = (
        base.transform_filter("datum.low < datum.high")
        .mark_rule(strokeWidth=2, color=INK)
        .encode(x=alt.X("low:Q", title=lines(labels["axis"], LONGEST_BESIDE)), x2="high:Q", y=y, yOffset=offset)
    )

    figures = base.mark_text(fontSize=12, baseline="middle", align="left", dx=5).encode(
        x="edge:Q", y=y, yOffset=offset, text="figure:N"
    )
    return (
        alt.layer(bars, band, figures)
        .add_params(alt.param(name="broken", value=broken))
        .properties(width="container", height=PAIR_HEIGHT * len(labels["items"]) + AROUND)
    )
