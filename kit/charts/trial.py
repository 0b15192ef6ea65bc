"""The fair trial: over two assumptions, in how many of 100 years NEW is ahead; where OLD wins; and the present setting."""

import altair as alt

from kit.charts.theme import INK, LINE, NEW, OLD, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: x, y, x2, y2 (cell), share, part (cell, here), winner. Labels: x, y, x_format, y_format, legend, and where both
    axes begin and end (x_range, y_range): the picture stands still while it is being drawn.
    """
    base = alt.Chart(rows())
    cells = base.transform_filter("datum.part == 'cell'")
    x = alt.X(
        "x:Q",
        title=lines(labels["x"]),
        scale=alt.Scale(domain=labels["x_range"], nice=False, zero=False),
        axis=alt.Axis(format=labels["x_format"], grid=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=labels["y_range"], nice=False, zero=False),
        axis=upright(labels["y"], format=labels["y_format"], grid=False),
    )
    scale = alt.Scale(domain=[0, 0.5, 1], range=[OLD, "#F7F7F7", NEW])
    legend = alt.Legend(
        offset=34 + LINE * (len(lines(labels["y"])) - 1),
        title=labels["legend"],
        format=".0%",
        gradientLength=220,
        titleLimit=320,
        orient="top",
    )
    tiles = cells.mark_rect(stroke="white", strokeWidth=0.5).encode(
        x=x, x2="x2:Q", y=y, y2="y2:Q", color=alt.Color("share:Q", scale=scale, legend=legend)
    )
    middle = cells.transform_calculate(mx="(datum.x + datum.x2) / 2", my="(datum.y + datum.y2) / 2")
    letters = middle.mark_text(fontSize=11).encode(
        x="mx:Q",
        y="my:Q",
        text="winner:N",
        color=alt.condition("abs(datum.share - 0.5) > 0.3", alt.value("white"), alt.value(INK)),
    )
    here = base.transform_filter("datum.part == 'here'")
    dot = here.mark_point(filled=True, size=260, color=INK, stroke="white", strokeWidth=3, opacity=1).encode(
        x="x:Q", y="y:Q"
    )
    return alt.layer(tiles, letters, dot).properties(width="container", height=360, usermeta={"lowest": 300})
