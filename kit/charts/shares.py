"""What time is spent on: one bar per side, cut into its parts, each named in its legend and in figures."""

import altair as alt

from kit.charts.theme import PARTS, rows

BAR_HEIGHT, AROUND = 62, 76


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: culture, part, place (order), start, end, share, dark (1: white figures). Labels: axis, bars and parts in
    their order; most (where the axis ends), format of the figures, smallest (below it a part carries no figure).
    """
    bars, parts = labels["bars"], labels["parts"]
    y = alt.Y("culture:N", sort=bars, title=None, axis=alt.Axis(labelFontWeight="bold", labelLimit=220))
    x = alt.X(
        "start:Q",
        title=labels["axis"],
        scale=alt.Scale(domain=[0, labels["most"]]),
        axis=alt.Axis(format=labels["format"]),
    )
    scale = alt.Scale(domain=parts, range=list(PARTS))
    base = alt.Chart(rows())
    pieces = base.mark_bar(stroke="white", strokeWidth=1, height=BAR_HEIGHT - 16).encode(
        x=x, x2="end:Q", y=y, color=alt.Color("part:N", scale=scale, legend=alt.Legend(columns=3, labelLimit=260))
    )
    middle = base.transform_calculate(middle="(datum.start + datum.end) / 2").transform_filter(
        f"datum.share >= {labels['smallest']}"
    )
    figures = middle.mark_text(fontSize=13).encode(
        x="middle:Q",
        y=y,
        text=alt.Text("share:Q", format=labels["format"]),
        color=alt.condition("datum.dark == 1", alt.value("white"), alt.value("#222222")),
    )
    return alt.layer(pieces, figures).properties(width="container", height=BAR_HEIGHT * len(bars) + AROUND)
