"""Lines over the weeks of a year, each with its band, colour and dash."""

import altair as alt

from kit.charts.theme import FOUR, OLD, rows


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: week, series, low, middle, high. Labels: x, y, series (in order)."""
    series = labels["series"]
    legend = alt.Legend(columns=3, symbolSize=500, symbolStrokeWidth=2.5, labelLimit=260)
    scale = alt.Scale(domain=series, range=[*FOUR, OLD][: len(series)])
    colours = alt.Color("series:N", scale=scale, legend=legend)
    dashes = [[1, 0], [8, 3], [3, 3], [10, 3, 2, 3], [1, 0]][: len(series)]
    x = alt.X("week:Q", title=labels["x"], scale=alt.Scale(domain=[0, 50], nice=False), axis=alt.Axis(values=[0, 10, 20, 30, 40, 50]))
    base = alt.Chart(rows())
    band = base.mark_area(opacity=0.12).encode(
        x=x, y=alt.Y("low:Q", title=labels["y"]), y2="high:Q", color=colours)
    line = base.mark_line(strokeWidth=2.5).encode(
        x=x, y="middle:Q", color=colours,
        strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=dashes), legend=legend))
    return alt.layer(band, line).properties(width="container", height=300)
