"""Lines over time (weeks, quarters), each with its band, colour and dash."""

import altair as alt

from kit.charts.theme import CALLED, FOUR, NEW, OLD, legend, lines, rows, upright

DASHES = ([1, 0], [8, 3], [3, 3], [10, 3, 2, 3], [1, 0])


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: time, series, low, middle, high. Labels: x, y, series (in order: OLD and NEW, or up to four and OLD);
    most (where time ends, if it always ends there), format (of the figures, if they need one).
    """
    series = labels["series"]
    colours = [OLD, NEW] if len(series) == 2 else [*FOUR, OLD][: len(series)]
    below = {"orient": "bottom"} if len(series) > 2 else {}  # many of them would push the picture out of a phone
    shown = legend(
        "" if below else labels["y"],
        3,
        **below,
        symbolType="stroke",
        symbolOpacity=1,
        symbolSize=500,
        symbolStrokeWidth=2.5,
        labelLimit=260,
        labelExpr=CALLED,
    )
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=colours), legend=shown)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=list(DASHES[: len(series)])), legend=shown)
    scale = alt.Scale(domain=[0, labels["most"]], nice=False) if "most" in labels else alt.Scale(nice=False, zero=False)
    step = {"tickMinStep": 1, "format": "d"}
    x = alt.X("time:Q", title=lines(labels["x"]), scale=scale, axis=alt.Axis(**step))
    formats = {"format": labels["format"]} if "format" in labels else {}
    axis = upright(labels["y"], **formats)
    base = alt.Chart(rows())
    band = base.mark_area(opacity=0.12).encode(x=x, y=alt.Y("low:Q", axis=axis), y2="high:Q", color=colour)
    line = base.mark_line(strokeWidth=2.5).encode(x=x, y="middle:Q", color=colour, strokeDash=dash)
    return alt.layer(band, line).properties(width="container", height=280, usermeta={"lowest": 190})
