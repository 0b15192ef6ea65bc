"""All years at once: a dot per year, a band from the 10th to the 90th per cent, the median in figures, each side with its name."""

import altair as alt

from kit.charts.theme import cultures, lines, rows

ROW = 88  # pixels per side: its name, the median, the dots


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: culture, part (year, band), value, low, high, offset. Labels: axis, old, new, tick format."""
    scales = cultures(labels["old"], labels["new"])
    y = alt.Y("culture:N", sort=[labels["old"], labels["new"]], title=None, axis=None)
    colour = alt.Color("culture:N", scale=scales["colour"], legend=None)
    value = alt.X(
        "value:Q",
        title=lines(labels["axis"]),
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(format=labels["format"]),
    )
    base = alt.Chart(rows())
    middle = alt.YOffset("offset:Q", scale=alt.Scale(domain=[-1, 1]))
    years = (
        base.transform_filter("datum.part == 'year'")
        .mark_point(filled=True, size=28, opacity=0.28)
        .encode(
            x=value,
            y=y,
            yOffset=middle,
            color=colour,
            shape=alt.Shape("culture:N", scale=scales["shape"], legend=None),
        )
    )
    band = base.transform_filter("datum.part == 'band'")
    line = band.mark_rule(strokeWidth=5, opacity=0.9, strokeCap="round").encode(
        x=alt.X("low:Q", title=lines(labels["axis"])), x2="high:Q", y=y, yOffset=middle, color=colour
    )
    median = band.mark_tick(thickness=4, size=30, color="#222222").encode(x="value:Q", y=y, yOffset=middle)
    said = band.mark_text(dy=28, fontWeight="bold", fontSize=16).encode(
        x="value:Q", y=y, yOffset=middle, text=alt.Text("value:Q", format=labels["format"])
    )
    called = (
        band.transform_calculate(name="names[datum.culture] || datum.culture")
        .mark_text(x=0, dy=-32, align="left", fontWeight="bold", fontSize=14)
        .encode(y=y, yOffset=middle, text="name:N", color=colour)
    )
    return alt.layer(years, line, median, said, called).properties(width="container", height=2 * ROW)
