"""How many are still there year by year: observed as line with points, forecasts dashed, published cohorts in grey tones."""

import altair as alt

from kit.charts.theme import CALLED, NEW, OLD, legend, lines, rows, upright

COLOURS = (OLD, NEW, "#009E73", "#CC79A7", "#595959", "#A0A0A0")
DASHES = ([1, 0], [1, 0], [6, 3], [2, 3], [1, 0], [1, 0])
SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: year, series, share, known (1: counted, 0: forecast). Labels: x, y, series (in the order of the colours)."""
    series = labels["series"]
    shown = legend(
        orient="bottom", labelLimit=alt.ExprRef("width < 460 ? width - 10 : 320"), symbolOpacity=1, labelExpr=CALLED
    )
    x = alt.X("year:Q", title=lines(labels["x"]), axis=alt.Axis(tickMinStep=1, format="d"))
    y = alt.Y("share:Q", scale=alt.Scale(domain=[0, 1]), axis=upright(labels["y"], format=".0%"))
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=list(COLOURS)), legend=shown)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=list(DASHES)), legend=None)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=series, range=list(SHAPES)), legend=shown)
    base = alt.Chart(rows())
    line = base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash)
    points = base.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    return alt.layer(line, points).properties(width="container", height=280, usermeta={"lowest": 190})
