"""The one look of all charts: calm, Okabe-Ito colours, never colour alone, large enough for a projector."""

import altair as alt

OLD, NEW = "#D55E00", "#0072B2"
INK, QUIET, GRID = "#222222", "#595959", "#E4E4E4"
FOUR = ("#E69F00", "#56B4E9", "#009E73", "#CC79A7")
PARTS = ("#0072B2", "#D55E00", "#E69F00", "#CC79A7", "#D9D9D9")
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"


@alt.theme.register("kit", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Vega-Lite configuration used by every chart of the kit."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": QUIET}
    return {
        "config": {
            "font": FONT,
            "background": "transparent",
            "autosize": {"type": "fit-x", "contains": "padding"},
            "view": {"stroke": None},
            "axis": {
                **text,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "titleFontWeight": "normal",
                "gridColor": GRID,
                "domainColor": QUIET,
                "tickColor": QUIET,
                "titlePadding": 8,
            },
            "axisX": {"tickCount": 8},
            "axisY": {"domain": False, "ticks": False},
            "legend": {
                **text,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "orient": "top",
                "title": None,
                "symbolSize": 120,
            },
            "text": {"font": FONT, "fontSize": 14, "color": INK},
        }
    }


def rows(**formats) -> alt.NamedData:
    """The data that `LiveChart` fills."""
    return alt.NamedData(name="rows", **formats)


def cultures(old: str, new: str) -> dict:
    """Colour and shape scales for OLD and NEW by their spoken names."""
    return {
        "colour": alt.Scale(domain=[old, new], range=[OLD, NEW]),
        "shape": alt.Scale(domain=[old, new], range=["circle", "diamond"]),
    }
