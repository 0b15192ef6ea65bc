"""The pictures of the report page: places and sizes for the template, in units of the picture."""

from collections.abc import Sequence

WIDTH, MARGIN, RADIUS, TICKS = 420, 22, 8.5, 5
BARS_FROM, BARS_TO = 14, 146


def strip(
    dots: list[tuple[int, float]], truth: float, middle: float, ticks: list[tuple[float, str]], truth_said: str
) -> dict:
    """Numbered circles on a scale, piled up where they would cover each other, with the spread and the true answer."""
    low, high = ticks[0][0], ticks[-1][0]

    def across(value: float) -> float:
        return round(MARGIN + (value - low) / (high - low) * (WIDTH - 2 * MARGIN), 1)

    rows: list[float] = []  # where the last circle of each row stands
    placed = []
    for number, value in sorted(dots, key=lambda one: (one[1], one[0])):
        x = across(value)
        row = next((row for row, last in enumerate(rows) if x - last >= 2 * RADIUS + 1), len(rows))
        rows[row : row + 1] = [x]
        placed.append((number, x, row))
    axis = 26 + max(2, len(rows)) * (2 * RADIUS + 1)
    values = [value for _number, value in dots]
    side = "start" if across(truth) < WIDTH / 3 else "end" if across(truth) > WIDTH * 2 / 3 else "middle"
    return {
        "width": WIDTH,
        "height": axis + 24,
        "axis": axis,
        "left": MARGIN,
        "right": WIDTH - MARGIN,
        "radius": RADIUS,
        "dots": [
            {"number": number, "x": x, "y": round(axis - 7 - RADIUS - row * (2 * RADIUS + 1), 1)}
            for number, x, row in placed
        ],
        "low": across(min(values)),
        "high": across(max(values)),
        "middle": across(middle),
        "truth": {"x": across(truth), "side": side, "said": truth_said},
        "ticks": [{"x": across(value), "said": said} for value, said in ticks],
    }


def bars(both: Sequence[tuple | None], low: float, high: float) -> dict:
    """The bands of OLD and NEW on one scale."""
    span = high - low or 1.0
    return {
        side: [round(BARS_FROM + (value - low) / span * (BARS_TO - BARS_FROM), 1) for value in known] if known else None
        for side, known in zip(("old", "new"), both, strict=True)
    }
