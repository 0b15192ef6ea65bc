"""The drawing of this exercise: a boss behind a pile of papers, people in a queue before the desk, and one who decides and walks on."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, circle, ellipse, moved, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant


def _sheet(x: float, y: float, turned: float, large: float = 1.0) -> str:
    """A paper with a few lines and a field for the signature."""
    drawn = box(-8, -10, 16, 20, "ink", 1.6) + box(-7.2, -9.2, 14.4, 18.4, "paper", 1.2)
    drawn += stroke("M-4.5 -5H4.5M-4.5 -1.5H3M-4.5 2H4.5", "rule", 1.3)
    return moved(drawn + stroke("M-4 6.2Q-2 4.4 0 6.2T4 6", "brick", 1.3), x, y, large, turned)


BACK = plant("lime", 24, 100, 52) + plant("oak", 302, 108, 60) + plant("young", 206, 96, 30)
WAY = shape("M96 200Q150 150 210 140T330 128V152Q252 160 214 172T170 200Z", "way", 0.9)
DESK = (
    ellipse(62, 172, 64, 9, "shade", 0.35)
    + box(8, 132, 104, 9, "earth", 2)
    + box(14, 141, 92, 31, "earth", 1)
    + box(20, 146, 80, 21, "shade", 1)
)
PILE = "".join(
    _sheet(24 + 1.6 * (place % 3), 128 - 4.2 * place, 90 + (-5, 4, -2, 6)[place % 4], 0.95) for place in range(9)
)
BOSS = person(66, 150, 92, "denim", "skin-1", ("crown", "ink"), look=0.6, hands=((-22, -30), (24, -32)))
CLOCK = circle(104, 38, 15, "ink") + circle(104, 38, 13, "paper") + stroke("M104 38V29.5M104 38L110 42", "ink", 2)
QUEUE = (
    person(136, 172, 76, "ochre", "skin-3", ("curls", "ink"), look=-0.9, hands=((-20, -40), (18, -34)))
    + person(168, 180, 76, "plum", "skin-2", ("bun", "brick"), look=-0.9, hands=((-20, -38), (18, -34)))
    + _sheet(116, 140, -8, 0.8)
    + _sheet(148, 150, 6, 0.8)
)
DECIDES = person(258, 160, 84, "teal", "skin-4", ("long", "earth"), look=1, hands=((-18, -38), (28, -58)))
SIGNED = _sheet(291, 100, 8, 0.9)

DRAWING = land(WIDE, HIGH, HORIZON) + BACK + WAY + BOSS + DESK + PILE + CLOCK + QUEUE + DECIDES + SIGNED
