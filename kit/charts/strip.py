"""One line per group: its value with the reach of chance, and a mark that holds for all (the true answer, an even game)."""

import altair as alt

from kit.charts.theme import GRID, INK, NEW, QUIET, rows

LINE = 30  # pixels per group


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: group, value, low, high (equal where there is no reach), mark, figure (the value as text).

    Labels: axis, range (lowest and highest value), mark (what the rule stands for).
    """
    scale = alt.Scale(domain=labels["range"], nice=False)
    x = alt.X("value:Q", title=labels["axis"], scale=scale)
    y = alt.Y("group:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, grid=True, gridColor=GRID))
    base = alt.Chart(rows())
    mark = base.mark_rule(strokeDash=[5, 4], color=QUIET, strokeWidth=2).encode(
        x=alt.X("mark:Q", scale=scale, title=labels["axis"])
    )
    said = (
        base.transform_window(place="row_number()")
        .transform_filter("datum.place == 1")
        .mark_text(align="left", baseline="bottom", dx=4, dy=-3, color=QUIET, text=labels["mark"], fontSize=12)
        .encode(x=alt.X("mark:Q", scale=scale), y=alt.value(0))
    )
    reach = base.mark_rule(strokeWidth=3, color=INK).encode(
        x=alt.X("low:Q", scale=scale, title=labels["axis"]), x2="high:Q", y=y
    )
    point = base.mark_point(filled=True, size=130, shape="diamond", color=NEW, opacity=1).encode(x=x, y=y)
    figure = base.mark_text(align="left", dx=12, fontSize=13).encode(x=x, y=y, text="figure:N")
    return alt.layer(mark, reach, point, figure, said).properties(
        width="container", height={"step": LINE}, padding={"top": 22, "left": 5, "right": 45, "bottom": 5}
    )
