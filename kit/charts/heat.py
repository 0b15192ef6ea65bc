"""How many of each cohort are still there year by year, as a map of shares with the figures in it."""

import altair as alt

from kit.charts.theme import INK, lines, rows, upright

CELL = 30  # pixels
FULL = "#56B4E9"  # light enough for dark figures in every cell


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: cohort (as text), size, year (since the first order), share. Labels: x, y."""
    x = alt.X("year:O", title=lines(labels["x"]), axis=alt.Axis(labelAngle=0, domain=False, ticks=False))
    y = alt.Y("cohort:N", sort="ascending", axis=upright(labels["y"], domain=False, ticks=False))
    scale = alt.Scale(domain=[0, 1], range=["#F4F6F8", FULL])
    base = alt.Chart(rows())
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        x=x, y=y, color=alt.Color("share:Q", scale=scale, legend=None)
    )
    figures = base.mark_text(fontSize=alt.ExprRef("width < 460 ? 11 : 13")).encode(
        x=x,
        y=y,
        text=alt.Text("share:Q", format=".0%"),
        color=alt.value(INK),
    )
    return alt.layer(cells, figures).properties(width="container", height={"step": CELL})
