"""The drawing of this exercise: four people hand a customer's card on, from the one who meets the customer to the one who agrees."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, circle, moved, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant


def _card(x: float, y: float, turned: float) -> str:
    """A customer's card: a face and three lines."""
    drawn = box(-9, -6.5, 18, 13, "ink", 2) + box(-8.2, -5.7, 16.4, 11.4, "paper", 1.6)
    drawn += circle(-4, -1.6, 2, "brick") + shape("M-7 3.6Q-7 .8 -4 .8T-1 3.6Z", "brick")
    return moved(drawn + stroke("M1.5 -2.5H6M1.5 .3H6M1.5 3H4.5", "rule", 1.2), x, y, 1.5, turned)


BACK = (
    plant("lime", 22, 102, 60) + plant("young", 61, 96, 34) + plant("oak", 300, 108, 66) + plant("poplar", 268, 99, 48)
)
WAY = shape("M-10 176Q70 132 160 140T330 150V172Q240 156 160 158T60 190H-10Z", "way", 0.9)
PEOPLE = (
    person(53, 156, 92, "teal", "skin-2", ("curls", "ink"), look=0.8, hands=((-19, -46), (30, -60)))
    + person(123, 150, 92, "ochre", "skin-1", ("bun", "brick"), look=-0.9, hands=((-31, -58), (22, -40)))
    + person(193, 150, 92, "plum", "skin-3", ("crown", "ink"), look=1, hands=((-20, -44), (33, -60)), beard=True)
    + person(264, 156, 92, "brick", "skin-4", ("long", "earth"), look=-0.9, hands=((-31, -58), (19, -42)))
)
HANDED = _card(89, 103, -7)

DRAWING = (
    land(WIDE, HIGH, HORIZON) + BACK + WAY + PEOPLE + HANDED + plant("tuft", 18, 166, 40) + plant("tuft", 306, 170, 44)
)
