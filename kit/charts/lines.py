"""Lines over time (weeks, quarters), each with its band, colour and dash."""

import altair as alt

from kit.charts.theme import FOUR, NEW, OLD, rows

DASHES = ([1, 0], [8, 3], [3, 3], [10, 3, 2, 3], [1, 0])


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: time, series, low, middle, high. Labels: x, y, series (in order: OLD and NEW, or up to four and OLD);
    most (where time ends, if it always ends there), format (of the figures, if they need one).
    """
    series = labels["series"]
    colours = [OLD, NEW] if len(series) == 2 else [*FOUR, OLD][: len(series)]
    legend = alt.Legend(
        columns=3, symbolType="stroke", symbolOpacity=1, symbolSize=500, symbolStrokeWidth=2.5, labelLimit=260
    )
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=colours), legend=legend)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=list(DASHES[: len(series)])), legend=legend)
    scale = alt.Scale(domain=[0, labels["most"]], nice=False) if "most" in labels else alt.Scale(nice=False, zero=False)
    step = {"tickMinStep": 1, "format": "d"}
    x = alt.X("time:Q", title=labels["x"], scale=scale, axis=alt.Axis(**step))
    axis = alt.Axis(format=labels["format"]) if "format" in labels else alt.Axis()
    base = alt.Chart(rows())
    band = base.mark_area(opacity=0.12).encode(
        x=x, y=alt.Y("low:Q", title=labels["y"], axis=axis), y2="high:Q", color=colour
    )
    line = base.mark_line(strokeWidth=2.5).encode(x=x, y="middle:Q", color=colour, strokeDash=dash)
    return alt.layer(band, line).properties(width="container", height=300)
