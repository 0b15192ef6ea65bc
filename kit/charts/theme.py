"""The one look of all charts: calm, Okabe-Ito colours, never colour alone, large enough for a projector."""

import textwrap
from typing import Any

import altair as alt

OLD, NEW = "#D55E00", "#0072B2"
INK, QUIET, GRID = "#222222", "#595959", "#E4E4E4"
FOUR = ("#E69F00", "#56B4E9", "#009E73", "#CC79A7")
PARTS = ("#0072B2", "#D55E00", "#E69F00", "#CC79A7", "#D9D9D9")
TICKS = 4  # asked for; a readable step makes at most five or six of them
LONGEST_TITLE = 44  # characters of an axis title in a line: a phone has no room for more
LONGEST_BESIDE = 30  # the same of an axis beside long labels
CALLED = "names[datum.label] || datum.label"  # what a side is called now; the page says it with the rows
NARROW = "width < 460"
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"


TEXT = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": QUIET}
CONFIG: dict[str, Any] = {  # of every chart of the kit, and of no other: nothing is registered with Altair
    "font": FONT,
    "background": "transparent",
    "autosize": {"type": "fit-x", "contains": "padding"},
    "view": {"stroke": None},
    "axis": {
        **TEXT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "titlePadding": 8,
    },
    "axisX": {"tickCount": TICKS, "labelOverlap": True},
    "axisY": {"domain": False, "ticks": False, "tickCount": TICKS},
    "legend": {**TEXT, "labelFontSize": 13, "titleFontSize": 13, "orient": "top", "title": None, "symbolSize": 120},
    "text": {"font": FONT, "fontSize": 14, "color": INK},
}


def written(chart: alt.TopLevelMixin) -> dict:
    """The specification of a chart in the look of the kit, whatever theme or data transformer a person has enabled."""
    inner = chart.to_dict(context={"top_level": False, "pre_transform": False})
    return {"$schema": alt.SCHEMA_URL, "config": CONFIG, **inner}


def lines(title: str, longest: int = LONGEST_TITLE) -> list[str]:
    """An axis title in lines that fit everywhere."""
    return textwrap.wrap(title, longest)


LINE, GAP = 16, 8  # of an axis title that lies above its axis


def upright(title: str = "", clear: int = 0, **more) -> alt.Axis:
    """The axis of heights, with its title lying above it: nothing is cut where the picture is low, and no head is turned.

    `clear`: pixels between both for what stands above the highest mark.
    """
    above = GAP + clear + LINE * (len(lines(title)) - 1)
    return alt.Axis(
        title=lines(title) if title else None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleBaseline="bottom",
        titleX=0,
        titleY=-above,
        **more,
    )


def legend(title: str = "", wide: int = 2, **more) -> alt.Legend:
    """A legend above the picture and above the title of its axis of heights; one below the other where there is no room."""
    return alt.Legend(columns=columns(wide), offset=14 + LINE * len(lines(title)) if title else 14, **more)


def columns(wide: int) -> alt.ExprRef:
    """The columns of a legend: one below the other where there is no room."""
    return alt.ExprRef(f"{NARROW} ? 1 : width < 640 ? {min(wide, 2)} : {wide}")


def rows(**formats) -> alt.NamedData:
    """The data that `LiveChart` fills."""
    return alt.NamedData(name="rows", **formats)


def cultures(old: str, new: str) -> dict:
    """Colour and shape scales for OLD and NEW by their spoken names."""
    return {
        "colour": alt.Scale(domain=[old, new], range=[OLD, NEW]),
        "shape": alt.Scale(domain=[old, new], range=["circle", "diamond"]),
    }
