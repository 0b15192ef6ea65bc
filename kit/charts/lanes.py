"""Swim lanes: one line per lead, from first contact to its end; thick where somebody works on it, thin where it waits."""

import altair as alt

from kit.charts.theme import FOUR, OLD, QUIET, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: lead, start, end, who, kind (wait, work, won, lost; span: the days
    that the axis shows in any case, so that two pictures can be compared). Labels: x, y, who (in order)."""
    x = alt.X("start:Q", title=lines(labels["x"]), scale=alt.Scale(zero=False, nice=False))
    y = alt.Y("lead:O", axis=upright(labels["y"], labels=False))
    colour = alt.Color(
        "who:N",
        scale=alt.Scale(domain=labels["who"], range=list(FOUR) if len(labels["who"]) > 1 else [OLD]),
        legend=alt.Legend(columns=2, labelLimit=220, orient="bottom"),  # so that two pictures side by side begin alike,
    )
    base = alt.Chart(rows())
    waits = (
        base.transform_filter("datum.kind == 'wait'")
        .mark_rule(color=QUIET, strokeWidth=1, strokeDash=[2, 2])
        .encode(x=x, x2="end:Q", y=y)
    )
    works = base.transform_filter("datum.kind == 'work'").mark_bar(height=7).encode(x=x, x2="end:Q", y=y, color=colour)
    won = base.transform_filter("datum.kind == 'won'").mark_text(text="★", fontSize=15, dx=7).encode(x=x, y=y)
    lost = (
        base.transform_filter("datum.kind == 'lost'")
        .mark_text(text="×", fontSize=12, dx=5, color=QUIET)
        .encode(x=x, y=y)
    )
    span = base.transform_filter("datum.kind == 'span'").mark_rule(opacity=0).encode(x=x, x2="end:Q")
    return alt.layer(span, waits, works, lost, won).properties(width="container", height=340, usermeta={"lowest": 260})
