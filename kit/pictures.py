"""Pictures that several laboratories draw alike: all years of an outcome, and bands over time.

Plain declarations as in `kit/exercise.py`; nothing here knows a widget or a chart.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from kit.exercise import Outcome, Picture
from kit.messages import Finding, Message
from kit.wording import Language

BAND = (0.1, 0.5, 0.9)
THOUSAND = 1_000
SHOWN_YEARS = 100  # dots drawn of all years played
PLAIN = frozenset((int, float, str))  # what stands in a column as it is said


def band(values: np.ndarray) -> tuple[float, float, float] | None:
    """Where 8 of 10 begin, the middle, and where they end; None where nothing is known. What has no end is infinite."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    exact = "linear" if np.isfinite(known).all() else "inverted_cdf"  # there is nothing between a figure and no end
    low, middle, high = np.quantile(known, BAND, method=exact).tolist()
    return low, middle, high


def append(columns: dict, *cells) -> None:
    """Add a row to columns of equal length."""
    for column, cell in zip(columns.values(), cells, strict=True):
        column.append(cell)


def years_of(
    outcome: Outcome, names: tuple[Message, Message], description: Message, axis: Message, tick_format: str
) -> Picture:
    """All years of one outcome as dots with band and median."""
    return Picture(
        "years",
        description,
        measure=lambda old, new: {"old": outcome.measure(old), "new": outcome.measure(new)},
        rows=lambda measured, _setting: _year_rows(names, measured),
        finding=ahead(outcome),
        labels={"axis": axis, "old": names[0], "new": names[1], "format": tick_format},
        outcome=outcome,
    )


def ahead(outcome: Outcome):
    """The finding of a picture that has measured an outcome as "old" and "new": who is ahead how often."""
    return lambda measured, _setting: Finding(outcome.ahead, outcome.ahead_in(measured["old"], measured["new"]))


def over_time(
    names: tuple[Message, Message],
    measure,
    description: Message,
    axes: tuple[Message, Message],
    finding,
    judged: Outcome | None = None,
    digits: int = 0,
) -> Picture:
    """Lines with bands: `measure(years)` gives (times, repetitions); `axes` name time and value.

    `finding` gets "values" (side, times, repetitions) and, if an outcome is `judged`, its figures as "old" and "new".
    """

    def measured(old, new) -> dict:
        values = {"values": np.stack([measure(old), measure(new)])}
        return values | ({"old": judged.measure(old), "new": judged.measure(new)} if judged else {})

    return Picture(
        "lines",
        description,
        measured,
        lambda columns, _setting: band_rows(names, columns["values"], digits=digits + 1),
        finding,
        {"x": axes[0], "y": axes[1], "series": names, "format": f",.{digits}f"},
        outcome=judged,
    )


def _year_rows(names, measured) -> dict:
    columns = {name: [] for name in ("culture", "part", "value", "low", "high", "offset")}
    for culture, values in zip(names, (measured["old"], measured["new"]), strict=True):
        known = values[~np.isnan(values)]
        shown = np.round(known[:SHOWN_YEARS], 4)
        # The golden ratio spreads the dots evenly without any chance of its own.
        offsets = np.round((np.arange(len(shown)) * 0.618) % 1 * 1.1 - 0.55, 3)
        for value, offset in zip(shown.tolist(), offsets.tolist(), strict=True):
            append(columns, culture, "year", value, value, value, offset)
        if found := band(values):
            low, middle, high = np.round(found, 4).tolist()
            append(columns, culture, "band", middle, low, high, 0.0)
    return columns


def band_rows(series: tuple[Message, ...], values: np.ndarray, digits: int = 3) -> dict:
    """Lines with bands over time: `values` (series, times, years), times counted from 1."""
    columns = {name: [] for name in ("time", "series", "low", "middle", "high")}
    lows, highs = np.quantile(values, (BAND[0], BAND[-1]), axis=-1).round(digits)
    for one, low, middle, high in zip(series, lows, values.mean(axis=-1).round(digits), highs, strict=True):
        for place, cells in enumerate(zip(low.tolist(), middle.tolist(), high.tolist(), strict=True), start=1):
            append(columns, place, one, *cells)
    return columns


def share_rows(
    bars: tuple[Message, ...], parts: tuple[Message, ...], sizes: np.ndarray, dark: tuple[bool, ...]
) -> dict:
    """Bars cut into parts: `sizes` (bars, parts); `dark` parts carry white figures."""
    columns = {name: [] for name in ("culture", "part", "place", "start", "end", "share", "dark")}
    for bar, row in zip(bars, sizes, strict=True):
        ends = np.cumsum(row)
        for place, (part, size, end) in enumerate(zip(parts, row.tolist(), ends.tolist(), strict=True)):
            append(columns, bar, part, place, round(end - size, 5), round(end, 5), round(size, 5), int(dark[place]))
    return columns


def pair_rows(names: tuple[Message, Message], items, values, lows, highs, figures) -> dict:
    """Pairs of bars for both sides: arrays (2, items)."""
    columns = {name: [] for name in ("item", "culture", "value", "low", "high", "figure", "edge")}
    for culture, *sides in zip(names, values, lows, highs, figures, strict=True):
        for item, value, low, high, figure in zip(items, *sides, strict=True):
            append(
                columns, item, culture, round(value), round(low), round(high), figure, max(0, round(high), round(value))
            )
    return columns


# In the reader's language


def said(words: Language, value: Any) -> Any:
    """A label or a finding in the reader's language; lists are said one by one, other text stays."""
    if isinstance(value, Finding):
        return words.say(value)
    if isinstance(value, tuple | list):
        return [said(words, one) for one in value]
    return words.say(value) if isinstance(value, Message) else value


def labels_of(words: Language, labels: Mapping) -> dict:
    """The labels of a picture in the reader's language."""
    return {name: said(words, label) for name, label in labels.items()}


def rows_of(words: Language, picture: Picture, measured: Mapping, setting: Any) -> dict[str, list]:
    """The columns of a picture in the reader's language; columns of numbers and keys, by far the most, need no look at each cell."""
    columns = picture.rows(measured, setting)
    return {
        name: list(column) if PLAIN.issuperset(map(type, column)) else said(words, list(column))
        for name, column in columns.items()
    }
