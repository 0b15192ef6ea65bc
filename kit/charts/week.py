"""A week as a calendar: the days side by side, the hours from top to bottom, each piece filled by what it went into."""

import altair as alt

from kit.charts.theme import QUIET, legend, rows, upright

COLOURS = ("#0072B2", "#CC79A7", "#E69F00", "#E4E4E4")


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: day, place (order), start, end (hours), what. Labels: y, days and whats in their order (at most four), hours of a day."""
    x = alt.X(
        "day:N", sort=labels["days"], title=None, axis=alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False)
    )
    y = alt.Y(
        "start:Q",
        scale=alt.Scale(domain=[labels["hours"], 0], nice=False),
        axis=upright(labels["y"], clear=24, format=".0f", values=list(range(0, labels["hours"] + 1, 2)), grid=False),
    )
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=labels["whats"], range=list(COLOURS[: len(labels["whats"])])),
        legend=legend(orient="bottom", labelLimit=260),
    )
    pieces = (
        alt.Chart(rows())
        .mark_bar(stroke="white", strokeWidth=0.6, cornerRadius=1)
        .encode(x=x, y=y, y2="end:Q", color=colour)
    )
    frame = (
        alt.Chart(rows())
        .transform_filter("datum.start == 0")
        .mark_bar(fill=None, stroke=QUIET, strokeWidth=0.6)
        .encode(x=x, y=alt.datum(0), y2=alt.datum(labels["hours"]))
    )
    return alt.layer(pieces, frame).properties(width="container", height=300, usermeta={"lowest": 230})
