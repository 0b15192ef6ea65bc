"""A value against one lever: a line per side, a mark where each side is now, and a wall beyond which there is no value any more."""

import altair as alt

from kit.charts.theme import CALLED, cultures, legend, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: at, series, value, part (line, here, wall). Labels: x, y, old, new, wall (what holds to the left of it), x_format, format."""
    scales = cultures(labels["old"], labels["new"])
    both = [labels["old"], labels["new"]]
    shown = legend(labels["y"], symbolSize=140, labelExpr=CALLED)
    x = alt.X(
        "at:Q",
        title=lines(labels["x"]),
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format=labels["x_format"]),
    )
    y = alt.Y("value:Q", scale=alt.Scale(zero=True, nice=True), axis=upright(labels["y"], format=labels["format"]))
    colour = alt.Color("series:N", scale=scales["colour"], legend=shown)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=both, range=[[1, 0], [8, 3]]), legend=None)
    shape = alt.Shape("series:N", scale=scales["shape"], legend=shown)
    base = alt.Chart(rows())
    line = (
        base.transform_filter("datum.part == 'line'")
        .mark_line(strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, strokeDash=dash)
    )
    here = (
        base.transform_filter("datum.part == 'here'")
        .mark_point(filled=True, size=260, stroke="white", strokeWidth=2, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape)
    )
    wall = base.transform_filter("datum.part == 'wall'")
    rule = wall.mark_rule(strokeWidth=2, strokeDash=[3, 3]).encode(x=x, color=colour)
    said = [  # one below the other, where both walls are
        wall.transform_filter(f"datum.series == {name!r}")
        .mark_text(align="left", baseline="top", dx=6, fontSize=13)
        .encode(x=x, y=alt.value(116 + 20 * place), color=colour, text=alt.value(labels["wall"]))
        for place, name in enumerate(both)
    ]
    return alt.layer(rule, line, here, *said).properties(width="container", height=280, usermeta={"lowest": 210})
