"""Shares beside each other, a row each: a mark with its band, or a grey bar from the lowest to the highest that is known."""

import altair as alt

from kit.charts.theme import FONT, INK, NEW, legend, lines, rows

ROW = 46
GREY, GREEN = "#C4CAD0", "#009E73"


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: row (a text; in the order of `place`), place, series, value, low, high (each may be null). Labels: x, format, series
    (up to two, for marks; what is in neither is a grey bar), and most (where the axis ends) if there is an end.
    """
    series = labels["series"]
    scale = alt.Scale(domain=[0, labels["most"]]) if "most" in labels else alt.Scale(domainMin=0)
    x = alt.X("value:Q", title=lines(labels["x"]), scale=scale, axis=alt.Axis(format=labels["format"]))
    y = alt.Y(
        "row:N",
        sort=alt.EncodingSortField("place", "min"),
        title=None,
        axis=alt.Axis(
            labelLimit=alt.ExprRef("width < 460 ? 170 : 300"),
            labelFontSize=alt.ExprRef("width < 460 ? 11 : 13"),
            domain=False,
            ticks=False,
            labelPadding=14,
            labelExpr="split(datum.label, '\\n')",
        ),
    )
    base = alt.Chart(rows())
    grey = (
        base.transform_filter("isValid(datum.low) && !isValid(datum.value)")
        .mark_bar(aria=False, color=GREY, height=16)
        .encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y)
    )
    marks = base.transform_filter("isValid(datum.value)")
    called = legend(orient="bottom", labelLimit=300) if len(series) > 1 else None
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=[NEW, GREEN][: len(series)]), legend=called)
    shape = alt.Shape(
        "series:N", scale=alt.Scale(domain=series, range=["diamond", "circle"][: len(series)]), legend=called
    )
    band = (
        marks.transform_filter("isValid(datum.low)")
        .mark_rule(aria=False, strokeWidth=4, opacity=0.45)
        .encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y, color=colour)
    )
    points = marks.mark_point(filled=True, size=150, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    figures = marks.mark_text(dy=-15, fontSize=13, font=FONT, color=INK).encode(
        x=x, y=y, text=alt.Text("value:Q", format=labels["format"])
    )
    return alt.layer(grey, band, points, figures).properties(width="container", height={"step": ROW})
