"""The drawing of the action plan: a sheet with boxes, some of them ticked, and people who go and do it."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant

LEFT, TOP, ROW, ROWS, TICKED = 98, 34, 26, 4, 2  # the sheet, and how many of its lines are done


def _sheet() -> str:
    """A sheet on a board: a line and a box for each step; the first ones are ticked, a plant grows out of the last one."""
    wide, high = 118, ROWS * ROW + 26
    drawn = box(LEFT - 2, TOP + 4, wide + 12, high + 4, "shade", 6) + box(
        LEFT - 8, TOP - 6, wide + 16, high + 10, "wood", 6
    )
    drawn += box(LEFT, TOP, wide, high, "paper", 3) + box(LEFT + wide / 2 - 18, TOP - 11, 36, 12, "denim", 4)
    for row in range(ROWS):
        y = TOP + 20 + row * ROW
        drawn += box(LEFT + 10, y, 15, 15, "rule", 3) + box(LEFT + 12, y + 2, 11, 11, "paper", 2)
        drawn += stroke(f"M{LEFT + 34} {y + 4}h{62 - 9 * (row % 2)}", "rule", 3.5)
        drawn += stroke(f"M{LEFT + 34} {y + 12}h{38 + 11 * (row % 2)}", "rule", 3.5)
        drawn += stroke(f"M{LEFT + 13} {y + 7}l4 5l9 -13", "leaf", 4) if row < TICKED else ""
    return drawn


DRAWING = (
    land(WIDE, HIGH, HORIZON)
    + "".join(plant(*one) for one in (("oak", 34, 98, 52), ("poplar", 292, 96, 50), ("lime", 262, 92, 34)))
    + _sheet()
    + plant("seedling", LEFT + 106, TOP + 20 + 3 * ROW + 14, 20)
    + person(56, 168, 84, "teal", "skin-2", ("short", "ink"), look=0.7, hands=((24, -52), (-14, -40)))
    + person(252, 168, 80, "brick", "skin-1", ("long", "earth"), look=-0.7, hands=((-22, -46), (16, -40)))
    + shape("M80 112l8 -13l5 3l-8 13l-6 2z", "gold")
)
