"""How many deals took how long: bars over time, and a rule at the middle one."""

import altair as alt

from kit.charts.theme import INK, NEW, lines, rows, upright


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: low, high, count, median (the same in all rows). Labels: x, y."""
    x = alt.X("low:Q", title=lines(labels["x"]), scale=alt.Scale(nice=False))
    base = alt.Chart(rows())
    bars = base.mark_bar(color=NEW, opacity=0.75, stroke="white").encode(
        x=x, x2="high:Q", y=alt.Y("count:Q", axis=upright(labels["y"], tickMinStep=1)), y2=alt.datum(0)
    )
    middle = (
        base.transform_aggregate(median="min(median)")
        .mark_rule(aria=False, strokeWidth=2.5, color=INK)
        .encode(x="median:Q")
    )
    return alt.layer(bars, middle).properties(width="container", height=220, usermeta={"lowest": 170})
