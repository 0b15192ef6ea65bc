"""Figures below each other, ahead or behind of nothing: a row each, with its band, the whole range behind it, and a text at the end."""

import altair as alt

from kit.charts.theme import INK, NARROW, NEW, OLD, lines, rows

ROW, CLOSE = 34, 26  # pixels: a row, and one of many
MANY = 10  # rows: more of them stand closer, so that a laptop shows them at once
LETTER, GAP = 6.3, 8  # pixels: a letter of a text, and what is left free before it
MOST_SHARE = 0.6  # of the width that texts may take
GREY, PAPER = "#C4CAD0", "#fff"


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: row (a text; in the order of `place`), place, value, low, high (where 8 of 10 lie), least, most (a grey range behind it;
    null where there is none), edge (where the row ends), figure (the text beside it), side ("ahead", "behind" or "even"). Labels: x, format; rows, where there are many.
    """
    y = alt.Y(
        "row:N",
        sort=alt.EncodingSortField("place", "min"),
        title=None,
        axis=alt.Axis(
            labelLimit=300,
            labelFontSize=alt.ExprRef(f"{NARROW} ? 10.5 : 13"),
            labelExpr=f"{NARROW} ? split(datum.label, ' + ') : datum.label",
            minExtent=alt.ExprRef(f"{NARROW} ? 96 : 235"),
            domain=False,
            ticks=False,
            labelPadding=8,
        ),
    )
    x = alt.X("value:Q", title=lines(labels["x"]), axis=alt.Axis(format=labels["format"]))
    colour = alt.Color(
        "side:N", scale=alt.Scale(domain=["ahead", "behind", "even"], range=[NEW, OLD, INK]), legend=None
    )
    shape = alt.Shape(
        "side:N",
        scale=alt.Scale(domain=["ahead", "behind", "even"], range=["diamond", "circle", "square"]),
        legend=None,
    )
    base = alt.Chart(rows())
    beside = (  # the texts stand below each other, right of all bands and of the line, where the axis is made longer for them
        base.transform_calculate(letters="length(datum.figure)")
        .transform_joinaggregate(left="min(low)", right="max(edge)", letters="max(letters)")
        .transform_calculate(right="max(datum.right, 0)", left="min(datum.left, 0)")
        .transform_calculate(share=f"min({MOST_SHARE}, ({LETTER} * datum.letters + {GAP}) / max(width, 1))")
        .transform_calculate(end="datum.right + (datum.right - datum.left) * datum.share / (1 - datum.share)")
    )
    room = beside.mark_point(aria=False, opacity=0).encode(x="end:Q")
    clear = (  # no grid line runs through the texts
        beside.transform_filter("datum.place == 0")
        .mark_rect(aria=False, color=PAPER, xOffset=GAP / 2)
        .encode(x="right:Q", x2="end:Q", y=alt.value(0), y2=alt.value("height"))
    )
    zero = base.mark_rule(aria=False, color=INK, strokeWidth=1).encode(x=alt.datum(0))
    grey = (
        base.transform_filter("isValid(datum.least)")
        .mark_bar(aria=False, color=GREY, height=14)
        .encode(x="least:Q", x2="most:Q", y=y)
    )
    band = base.mark_rule(aria=False, strokeWidth=4, opacity=0.45).encode(x="low:Q", x2="high:Q", y=y, color=colour)
    points = base.mark_point(filled=True, size=120, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    texts = beside.mark_text(align="left", baseline="middle", dx=GAP, fontSize=12).encode(
        x="right:Q", y=y, text="figure:N"
    )
    step = CLOSE if labels.get("rows", 0) > MANY else ROW
    return alt.layer(room, clear, grey, zero, band, points, texts).properties(width="container", height={"step": step})
