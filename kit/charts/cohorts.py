"""Every cohort as a thin grey line, all of them together as a thick one, and what the model expects after that, dashed."""

import altair as alt

from kit.charts.theme import INK, NEW, legend, lines, rows, upright

GREY = "#A0A0A0"


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: year, cohort (which line), kind (one of `series`), share. Labels: x, y, series: a cohort, all together, the forecast."""
    series = labels["series"]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=series, range=[GREY, INK, NEW]), legend=None)
    shown = legend(orient="bottom", symbolType="stroke", symbolOpacity=1, symbolSize=500, symbolStrokeWidth=2.5)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=series, range=[[1, 0], [1, 0], [6, 3]]), legend=None)
    wide = alt.StrokeWidth("kind:N", scale=alt.Scale(domain=series, range=[1.2, 3, 3]), legend=None)
    x = alt.X("year:Q", title=lines(labels["x"]), axis=alt.Axis(tickMinStep=1, format="d"))
    y = alt.Y("share:Q", scale=alt.Scale(domain=[0, 1]), axis=upright(labels["y"], format=".0%"))
    base = alt.Chart(rows())
    line = base.mark_line().encode(
        x=x, y=y, detail="cohort:N", color=colour.copy(deep=True), strokeDash=dash, strokeWidth=wide
    )
    line.encoding.color.legend = shown
    return line.properties(width="container", height=280, usermeta={"lowest": 190})
