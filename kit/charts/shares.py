"""What the day is spent on: one bar per culture, cut into its parts, each named in its legend and in figures."""

import altair as alt

from kit.charts.theme import PARTS, rows


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: culture, part, place (order), start, end, share, dark (1: white figures). Labels: axis, parts."""
    parts = labels["parts"]
    y = alt.Y("culture:N", sort=[labels["old"], labels["new"]], title=None, axis=alt.Axis(labelFontWeight="bold", labelLimit=220))
    base = alt.Chart(rows())
    bars = base.mark_bar(stroke="white", strokeWidth=1, height=46).encode(
        x=alt.X("start:Q", title=labels["axis"], scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")), x2="end:Q", y=y,
        color=alt.Color("part:N", scale=alt.Scale(domain=parts, range=list(PARTS)), legend=alt.Legend(columns=3, labelLimit=260)))
    figures = base.transform_calculate(middle="(datum.start + datum.end) / 2").transform_filter("datum.share >= 0.035").mark_text(fontSize=13).encode(
        x="middle:Q", y=y, text=alt.Text("share:Q", format=".0%"),
        color=alt.condition("datum.dark == 1", alt.value("white"), alt.value("#222222")))
    return alt.layer(bars, figures).properties(width="container", height=200)
