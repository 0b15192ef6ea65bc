"""The drawing of this exercise: four people at a table with four levers, two of them pulled; each looks at another one."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, circle, ellipse, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant


def _lever(x: float, y: float, is_pulled: bool, knob: str) -> str:
    """A lever in its slot; a pulled one leans to the right."""
    top = (x + 13, y - 26) if is_pulled else (x - 11, y - 27)
    return (
        ellipse(x, y, 13, 5, "ink")
        + ellipse(x, y - 1, 11, 3.6, "ash")
        + stroke(f"M{x} {y - 1}L{top[0]} {top[1]}", "ink", 4.5)
        + circle(*top, 6, knob)
        + circle(top[0] - 1.8, top[1] - 1.8, 1.8, "paper", 0.6)
    )


BACK = plant("lime", 20, 96, 48) + plant("oak", 300, 98, 54) + plant("young", 160, 84, 24)
BEHIND = (
    person(84, 138, 84, "brick", "skin-1", ("long", "earth"), look=1, hands=((-15, -34), (30, -44)))
    + person(140, 134, 84, "denim", "skin-2", ("short", "ink"), look=-0.4, beard=True, mouth="doubt")
    + person(196, 134, 84, "teal", "skin-4", ("bun", "ochre"), look=0.7, hands=((-26, -50), (16, -36)))
    + person(248, 138, 84, "plum", "skin-3", ("crown", "ink"), look=-1, mouth="calm")
)
TABLE = (
    ellipse(166, 170, 136, 12, "shade", 0.35)
    + shape("M50 128Q54 120 66 120H268Q280 120 284 128L300 158Q300 164 292 164H42Q34 164 36 158Z", "wood")
    + shape("M36 158Q34 164 42 164H292Q300 164 300 158V166Q298 172 290 172H46Q38 172 36 166Z", "ring")
    + box(60, 170, 8, 10, "earth", 1)
    + box(268, 170, 8, 10, "earth", 1)
)
LEVERS = (
    _lever(98, 150, True, "money")
    + _lever(146, 150, False, "brick")
    + _lever(194, 150, True, "teal")
    + _lever(242, 150, False, "ochre")
)

DRAWING = land(WIDE, HIGH, HORIZON) + BACK + BEHIND + TABLE + LEVERS
