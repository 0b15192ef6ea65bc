"""What time is spent on: one bar per side, cut into its parts, each named in its legend and in figures."""

import textwrap

import altair as alt

from kit.charts.theme import LONGEST_BESIDE, NARROW, PARTS, legend, lines, rows

BAR_HEIGHT, AROUND = 62, 30
NARROW_LABEL = 14  # characters of a bar's name in a line, where there is little room


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: culture, part, place (order), start, end, share, dark (1: white figures). Labels: axis, bars and parts in
    their order; most (where the axis ends), format of the figures, smallest (below it a part carries no figure).
    """
    bars, parts = labels["bars"], labels["parts"]
    y = alt.Y(
        "culture:N",
        sort=bars,
        title=None,
        axis=alt.Axis(
            labelFontWeight="bold",
            labelLimit=220,
            labelExpr=f"names[datum.label] || ({NARROW} ? broken[datum.label] : datum.label)",
        ),
    )
    x = alt.X(
        "start:Q",
        title=lines(labels["axis"], LONGEST_BESIDE),
        scale=alt.Scale(domain=[0, labels["most"]]),
        axis=alt.Axis(format=labels["format"]),
    )
    scale = alt.Scale(domain=parts, range=list(PARTS))
    base = alt.Chart(rows())
    pieces = base.mark_bar(stroke="white", strokeWidth=1, height=BAR_HEIGHT - 16).encode(
        x=x,
        x2="end:Q",
        y=y,
        color=alt.Color("part:N", scale=scale, legend=legend(wide=3, orient="bottom", labelLimit=260)),
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
    broken = alt.param(name="broken", value={one: textwrap.wrap(one, NARROW_LABEL) for one in bars})
    return (
        alt.layer(pieces, figures)
        .add_params(broken)
        .properties(width="container", height=BAR_HEIGHT * len(bars) + AROUND)
    )
