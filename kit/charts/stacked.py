"""Money of each year, cut into two parts that stand on each other."""

import altair as alt

from kit.charts.theme import NEW, legend, lines, rows, upright

BELOW = "#B9C6D0"


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: year (as text), part, amount, place (0: below). Labels: x, y, parts (from below), format."""
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=labels["parts"], range=[BELOW, NEW]),
        legend=legend(orient="bottom", labelLimit=260),
    )
    x = alt.X("year:O", title=lines(labels["x"]), axis=alt.Axis(labelAngle=0, labelOverlap=True))
    y = alt.Y("amount:Q", axis=upright(labels["y"], format=labels["format"]))
    bars = alt.Chart(rows()).mark_bar().encode(x=x, y=y, color=colour, order=alt.Order("place:Q"))
    return bars.properties(width="container", height=260, usermeta={"lowest": 190})
