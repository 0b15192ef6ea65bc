"""What tells teams apart in pictures: the colour and the mark of each, as at the foot of its trees (`widgets/forest_symbols.js`)."""

from math import cos, pi, sin

from markupsafe import Markup

TEAM_COLOURS = ("#0072b2", "#e69f00", "#d55e00", "#56b4e9", "var(--kit-ink, #222)", "#f0e442", "#cc79a7", "#009e73")
# Corners, turn and how far the inner corners reach.
MARKS = ((24, 0, 1), (4, pi / 4, 0.707), (3, -pi / 2, 0.5), (4, 0, 0.707), (5, -pi / 2, 0.45), (3, pi / 2, 0.5))
MARKS += ((4, pi / 4, 0.35), (24, 0, 1))
STEPS = (1, 2, 3, 4, 5, 6, 8, 10)


def mark(team: int, x: float, y: float, size: float) -> Markup:
    """The mark of a team."""
    corners, turn, inner = MARKS[team % len(MARKS)]
    points = " ".join(
        f"{x + size * reach * cos(angle):.1f},{y + size * reach * sin(angle):.1f}"
        for point in range(corners * 2)
        for angle, reach in [(turn + point * pi / corners, inner if point % 2 else 1)]
    )
    return Markup('<polygon points="{}" fill="{}"/>').format(points, TEAM_COLOURS[team % len(TEAM_COLOURS)])


def round_up(value: float) -> float:
    """The next round figure for the top of an axis.

    >>> round_up(37), round_up(0.5), round_up(81)
    (40.0, 1.0, 100.0)
    """
    size = 1.0
    while size * 10 < value:
        size *= 10
    return next(size * step for step in STEPS if size * step >= value or step == STEPS[-1])
