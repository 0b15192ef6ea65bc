"""Rows below each other: one mark per group on a common scale, both sides of a figure, or how many said what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kit.posters.sheet import BODY, FIGURE, SMALL, Sheet, diamond, disc, drawn, line, paragraph, width_of, words

TOP, FOOT, GAP = 64, 96, 24  # for what stands above the rows, for the figures of the scale, and between columns
ROW, LOWEST, HIGHEST = 60, 44, 110
NAMES, LABELS = 270, 620  # columns of names and of longer labels
TICKS = 4
TOUCHING = 26  # between two marks of a row


@dataclass(frozen=True)
class Row:
    """What one row says: `values` on the scale (OLD and NEW, or one), the `reach` of chance, and the `figure` in words."""

    name: str
    values: tuple[float | None, ...]
    figure: str
    reach: tuple[float, float] | None = None


@dataclass(frozen=True)
class Scale:
    """From where to where, what a `mark` on it means for all rows (`is_true`: it is the right answer), its unit, and how its figures are written."""

    low: float
    high: float
    unit: str
    written: Callable[[float], str]
    mark: float | None = None
    meaning: str = ""
    is_true: bool = False

    def share(self, value: float) -> float:
        """Where on the scale a value lies, from 0 to 1."""
        return min(1.0, max(0.0, (value - self.low) / ((self.high - self.low) or 1)))


def height_of(rows: int, sheet: Sheet, around: float) -> float:
    """The height of each row: as much as there is, or as it takes."""
    return min(HIGHEST, max(LOWEST, (sheet.high - around) / max(1, rows))) if sheet.high else ROW


def strip(sheet: Sheet, rows: Sequence[Row], scale: Scale, label: str, key: Sequence[str] = ()) -> Markup:
    """One row per group: its mark on the scale and its figure in a column of its own, so that nothing crosses it. `key`: what OLD and NEW are called."""
    figures = 40 + max((len(row.figure) for row in rows), default=4) * FIGURE * 0.56
    start, end = NAMES + GAP, sheet.wide - figures - GAP
    names = NAMES
    if any(len(row.name) > 18 for row in rows):
        start, names = min(LABELS, sheet.wide * 0.4) + GAP, min(LABELS, sheet.wide * 0.4)
    foot = FOOT if scale.unit else FOOT - 34
    each = height_of(len(rows), sheet, TOP + foot)
    below = TOP + each * len(rows)
    parts = [_axis(scale, start, end, TOP - 12, below)]
    for number, row in enumerate(rows):
        y = TOP + each * (number + 0.5)
        parts.append(_row(row, y, each, scale, start, end, names))
        parts.append(
            words(row.figure, sheet.wide, y + 12, size=FIGURE, anchor="end", kind="kit-poster-figure", room=figures)
        )
    if scale.mark is not None:
        parts.append(_mark(scale, scale.mark, start, end, below, sheet.wide))
    if key:
        parts.append(_key(key, start))
    return drawn(sheet.wide, below + foot, label, *parts)


def _row(row: Row, y: float, each: float, scale: Scale, start: float, end: float, names: float) -> Markup:
    def across(value: float) -> float:
        return start + (end - start) * scale.share(value)

    said = (
        words(row.name, names, y + 10, anchor="end", room=names)
        if len(row.name) <= 18
        else paragraph(row.name, names, y, names, anchor="end", most=2)
    )
    drawn_row = said + line(start, y, end, y, "kit-poster-rung")
    if row.reach:
        drawn_row += line(across(row.reach[0]), y, across(row.reach[1]), y, "kit-poster-reach")
    if len(row.values) == 1:
        return drawn_row + (diamond(across(row.values[0]), y, 15) if row.values[0] is not None else Markup())
    known = [one for one in row.values if one is not None]
    if len(known) > 1:
        drawn_row += line(across(known[0]), y, across(known[1]), y, "kit-poster-between")
    close = len(known) > 1 and abs(across(known[0]) - across(known[1])) < TOUCHING  # then one stands above the other
    for value, shape, side in zip(row.values, (disc, diamond), (-1, 1), strict=False):
        if value is not None:
            drawn_row += shape(across(value), y + min(15, 0.22 * each) * side * close, 15 if shape is diamond else 12)
    return drawn_row


def _axis(scale: Scale, start: float, end: float, top: float, below: float) -> Markup:
    parts = Markup()
    for tick in range(TICKS + 1):
        value = scale.low + (scale.high - scale.low) * tick / TICKS
        x = start + (end - start) * tick / TICKS
        anchor = "start" if not tick else "end" if tick == TICKS else "middle"
        written = scale.written(value)
        parts += line(x, top, x, below, "kit-poster-rung")
        parts += words(written, x, below + 40, size=SMALL, anchor=anchor, kind="kit-poster-quiet")
    if scale.unit:
        parts += words(scale.unit, end, below + 78, size=SMALL, anchor="end", kind="kit-poster-quiet", room=end - start)
    return parts


def _mark(scale: Scale, mark: float, start: float, end: float, below: float, wide: float) -> Markup:
    """The rule that holds for all rows; its words stand above them, where nothing else does."""
    x = start + (end - start) * scale.share(mark)
    half = width_of(scale.meaning, FIGURE) / 2  # all of its words stand on the sheet
    middle = max(half, min(x, wide - half))
    said = words(scale.meaning, middle, 34, size=FIGURE, anchor="middle", kind="kit-poster-meaning", room=wide)
    kind = "kit-poster-truth" if scale.is_true else "kit-poster-middle"
    return Markup('<g class="{}">{}{}</g>').format(kind, line(x, TOP - 18, x, below, "kit-poster-mark"), said)


def _key(names: Sequence[str], start: float) -> Markup:
    """What both shapes stand for, above the rows."""
    second = start + 60 + len(names[0]) * BODY * 0.56 + 60
    return (
        disc(start + 14, 26, 12)
        + words(names[0], start + 40, 36)
        + diamond(second + 14, 26, 15)
        + words(names[1], second + 40, 36)
    )


@dataclass(frozen=True)
class Bar:
    """How many said something; `is_true`: it is the right answer."""

    label: str
    count: int
    is_true: bool = False


def bars(sheet: Sheet, found: Sequence[Bar], counted: Callable[[int], str], true: str, label: str) -> Markup:
    """One bar per answer, in the order of the answers."""
    long = max(len(one.label) for one in found) > 18
    names = min(LABELS, sheet.wide * 0.4) if long else NAMES
    most = max(1, *(one.count for one in found))
    start, end = names + GAP, sheet.wide - 250
    each = height_of(len(found), sheet, 20)
    parts = []
    for number, one in enumerate(found):
        y = 10 + each * (number + 0.5)
        length = (end - start) * one.count / most
        parts.append(
            paragraph(one.label, names, y, names, size=BODY if each > 70 or not long else SMALL, anchor="end", most=2)
        )
        parts.append(
            Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="6"/>').format(
                "kit-poster-bar kit-poster-right" if one.is_true else "kit-poster-bar",
                start,
                y - each * 0.32,
                max(3, length),
                each * 0.64,
            )
        )
        said = counted(one.count) if one.count else "" if one.is_true else "0"
        if one.is_true:
            said = f"{said} · ◆ {true}" if said else f"◆ {true}"
        wide = len(said) * FIGURE * 0.5
        inside = start + length + 16 + wide > sheet.wide
        x = start + length - 16 if inside else start + length + 16
        kind = "kit-poster-figure kit-poster-on" if inside else "kit-poster-figure"
        parts.append(
            words(said, x, y + 12, size=FIGURE if each > 50 else BODY, anchor="end" if inside else "start", kind=kind)
        )
    return drawn(sheet.wide, 20 + each * len(found), label, *parts)
