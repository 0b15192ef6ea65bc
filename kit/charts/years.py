"""All years at once: a dot per year, a band from the 10th to the 90th per cent, the median in figures."""

import altair as alt

from kit.charts.theme import cultures, rows


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: culture, part (year, band), value, low, high, offset. Labels: axis, old, new, tick format."""
    scales = cultures(labels["old"], labels["new"])
    y = alt.Y(
        "culture:N",
        sort=[labels["old"], labels["new"]],
        title=None,
        axis=alt.Axis(labelFontWeight="bold", labelLimit=220),
    )
    colour = alt.Color("culture:N", scale=scales["colour"], legend=None)
    value = alt.X(
        "value:Q", title=labels["axis"], scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(format=labels["format"])
    )
    base = alt.Chart(rows())
    years = (
        base.transform_filter("datum.part == 'year'")
        .mark_point(filled=True, size=28, opacity=0.28)
        .encode(
            x=value,
            y=y,
            yOffset=alt.YOffset("offset:Q", scale=alt.Scale(domain=[-1, 1])),
            color=colour,
            shape=alt.Shape("culture:N", scale=scales["shape"], legend=None),
        )
    )
    band = base.transform_filter("datum.part == 'band'")
    middle = alt.YOffset("offset:Q", scale=alt.Scale(domain=[-1, 1]))
    line = band.mark_rule(strokeWidth=5, opacity=0.9, strokeCap="round").encode(
        x=alt.X("low:Q", title=labels["axis"]), x2="high:Q", y=y, yOffset=middle, color=colour
    )
    median = band.mark_tick(thickness=4, size=30, color="#222222").encode(x="value:Q", y=y, yOffset=middle)
    said = band.mark_text(dy=-26, fontWeight="bold", fontSize=16).encode(
        x="value:Q", y=y, yOffset=middle, text=alt.Text("value:Q", format=labels["format"])
    )
    return alt.layer(years, line, median, said).properties(width="container", height=170)
