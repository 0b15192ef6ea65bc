"""The drawing of this exercise: a table of numbers out of which trees grow."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, moved, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant

ROWS, COLUMNS, LEFT, TOP, CELL_WIDE, CELL_HIGH = 4, 4, 66, 104, 34, 15


def _table() -> str:
    """A sheet with a head and figures in it, as if it lay on the ground."""
    wide, high = COLUMNS * CELL_WIDE, (ROWS + 1) * CELL_HIGH
    drawn = box(LEFT - 3, TOP + 3, wide + 10, high + 8, "shade", 4) + box(
        LEFT - 6, TOP - 6, wide + 12, high + 10, "paper", 4
    )
    drawn += box(LEFT - 6, TOP - 6, wide + 12, CELL_HIGH + 4, "denim", 4)
    for row in range(ROWS + 1):
        for column in range(COLUMNS):
            x, y = LEFT + column * CELL_WIDE + 4, TOP + row * CELL_HIGH + 6
            drawn += stroke(f"M{x} {y}h{14 + 7 * ((row + column) % 2)}", "paper" if row == 0 else "rule", 3.5)
    return drawn


TREES = "".join(
    plant(kind, LEFT + column * CELL_WIDE + 16, TOP + row * CELL_HIGH + 8, high)
    for kind, column, row, high in (
        ("young", 0, 1, 26),
        ("oak", 2, 1, 46),
        ("lime", 1, 2, 40),
        ("seedling", 3, 2, 16),
        ("poplar", 3, 4, 52),
        ("oak", 0, 4, 50),
        ("stump", 2, 4, 16),
    )
)
DRAWING = (
    land(WIDE, HIGH, HORIZON)
    + "".join(plant(*one) for one in (("lime", 24, 94, 40), ("poplar", 292, 92, 42), ("tuft", 30, 168, 36)))
    + moved(_table() + TREES, 0, 0)
    + person(262, 160, 80, "plum", "skin-4", ("long", "ink"), look=-0.8, hands=((-24, -48), (16, -40)))
    + shape("M222 108l18 -10l6 12l-18 9z", "wood")
)
