"""The spread of a group between two poles: a dot per answer, stacked over five points, one row per round.

Where there is room the poles stand at both ends of the dots; on a phone they stand above them. Both layouts are in the
rows (in text lines from the top); the picture takes the one that its width allows.
"""

import textwrap
from collections.abc import Mapping, Sequence
from math import ceil

import altair as alt

from kit.charts.theme import INK, NEW, QUIET, rows

LINE = 19  # pixels per line
POINTS = 5
CHARACTERS = {"wide": 36, "narrow": 22}  # of a pole, per line
NARROW = "width < 900"
FIRST, AFTERWARDS = "before", "after"
RAIL = "#B8B8B8"


def chart(labels: dict) -> alt.TopLevelMixin:
    """Columns: as `marks` makes them. Labels: before, after (the words for the rounds)."""
    base = alt.layer(*_poles(), *_rounds(labels), data=rows()).transform_calculate(
        line=f"{NARROW} ? datum.narrow : datum.wide"
    )
    left = f"{NARROW} ? 66 : 0.29 * width + 66"
    right = f"{NARROW} ? width - 4 : 0.71 * width - 12"
    params = [alt.param(name="left", expr=left), alt.param(name="gap", expr=f"(({right}) - ({left})) / {POINTS}")]
    return (
        base.transform_filter("isValid(datum.line)")
        .add_params(*params)
        .properties(width="container", height={"step": LINE})
    )


def _only(*kinds: str) -> str:
    return " || ".join(f"datum.kind == '{kind}'" for kind in kinds)


def _y() -> alt.Y:
    return alt.Y("line:O", axis=None)


def _poles() -> list[alt.Chart]:
    """The themes, and the two sentences between which the dots lie."""
    words = {
        "text": alt.expr(f"{NARROW} ? datum.thin : datum.text"),
        "baseline": "middle",
        "lineBreak": "\n",
        "lineHeight": LINE,
    }
    small = alt.expr(f"{NARROW} ? 12.5 : 14")
    theme = (
        alt.Chart()
        .mark_text(**words, align="left", x=0, fontSize=alt.expr(f"{NARROW} ? 13.5 : 15"), fontWeight="bold")
        .encode(y=_y())
    )
    old = alt.Chart().mark_text(**words, align="left", x=0, fontSize=small).encode(y=_y())
    end = {"x": alt.expr(f"{NARROW} ? width : 0.71 * width"), "align": alt.expr(f"{NARROW} ? 'right' : 'left'")}
    new = alt.Chart().mark_text(**words, **end, fontSize=small).encode(y=_y())
    empty = alt.Chart().mark_point(opacity=0, x=0).encode(y=_y())  # keeps lines on which nothing stands
    return [
        one.transform_filter(_only(kind))
        for kind, one in (("line", empty), ("theme", theme), ("old", old), ("new", new))
    ]


def _rounds(labels: dict) -> list[alt.Chart]:
    """The rounds: a line with five points, what the round is called, and the answers on it."""
    place, pitch = "left + (datum.point - 0.5) * gap", "min(15, gap / (datum.across + 0.4))"
    ends = {"x": alt.expr("left + 0.5 * gap"), "x2": alt.expr(f"left + {POINTS - 0.5} * gap")}
    line = (
        alt.Chart()
        .transform_filter(_only(FIRST, AFTERWARDS))
        .mark_rule(**ends, color=RAIL, strokeWidth=2)
        .encode(y=_y())
    )
    tick = (
        alt.Chart()
        .transform_filter(_only("tick"))
        .mark_point(x=alt.expr(place), shape="stroke", angle=90, size=60, strokeWidth=2, color=RAIL, opacity=1)
        .encode(y=_y())
    )
    made = [line, tick]
    shapes = {
        FIRST: {"shape": "circle", "fill": "white", "stroke": INK},
        AFTERWARDS: {"shape": "diamond", "fill": NEW, "stroke": NEW},
    }
    for name, look in shapes.items():
        called = (
            alt.Chart()
            .transform_filter(_only(name))
            .mark_text(
                x=alt.expr("left - 4"), align="right", baseline="middle", fontSize=12.5, text=labels[name], color=QUIET
            )
        )
        dots = (
            alt.Chart()
            .transform_filter(_only(f"{name} dot"))
            .mark_point(
                **look,
                x=alt.expr(f"{place} + datum.shift * {pitch}"),
                size=alt.expr(f"pow({pitch} - 2.5, 2)"),
                strokeWidth=2,
                opacity=1,
            )
        )
        made += [called.encode(y=_y()), dots.encode(y=_y())]
    return made


def marks(blocks: Sequence[Mapping]) -> dict[str, list]:
    """The columns for blocks with `theme`, `old`, `new` and the counts per point of the rounds `before` and perhaps `after`."""
    most = max((count for block in blocks for name in (FIRST, AFTERWARDS) for count in block.get(name, ())), default=0)
    across = max(3, ceil(most / 5))  # dots beside each other, so that no stack becomes a tower
    made, wide, narrow = [], 0, 0
    for block in blocks:
        made.append(_mark("theme", wide, narrow, text=block["theme"], thin=block["theme"]))
        poles = {
            side: {layout: textwrap.wrap(block[side], CHARACTERS[layout]) for layout in CHARACTERS}
            for side in ("old", "new")
        }
        made += [
            _mark(side, wide + 1, narrow + 1, text="\n".join(lines["wide"]), thin="\n".join(lines["narrow"]))
            for side, lines in poles.items()
        ]
        beside = wide + 1  # beside the poles, or below them
        narrow += 1 + max(len(lines["narrow"]) for lines in poles.values())
        for name in (FIRST, AFTERWARDS):
            if name in block:
                levels = max(1, ceil(max(block[name]) / across))
                made += _round(name, block[name], beside + levels - 1, narrow + levels - 1, across)
                beside, narrow = beside + levels, narrow + levels
        wide = max(beside, wide + 1 + max(len(lines["wide"]) for lines in poles.values())) + 1
        narrow += 1
    made += [_mark("line", line if line < wide - 1 else None, line) for line in range(max(wide, narrow - 1))]
    return {column: [one[column] for one in made] for column in _mark("", 0, 0)}


def _round(name: str, counts: Sequence[int], wide: int, narrow: int, across: int) -> list[dict]:
    """One round of a block whose lowest dots lie on these lines."""
    made = [_mark(name, wide, narrow), *(_mark("tick", wide, narrow, point) for point in range(1, POINTS + 1))]
    for point, count in enumerate(counts, start=1):
        for dot in range(count):
            level, place = divmod(dot, across)
            beside = min(across, count - level * across)
            made.append(_mark(f"{name} dot", wide - level, narrow - level, point, place - (beside - 1) / 2, across))
    return made


def _mark(
    kind: str,
    wide: int | None,
    narrow: int | None,
    point: int = 0,
    shift: float = 0,
    across: int = 1,
    text: str = "",
    thin: str = "",
) -> dict:
    return {
        "kind": kind,
        "wide": wide,
        "narrow": narrow,
        "point": point,
        "shift": shift,
        "across": across,
        "text": text,
        "thin": thin,
    }
