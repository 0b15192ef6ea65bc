"""The drawing of this exercise: two people on a row of dots between two signs, each where they see themselves."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, ellipse, moved, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant


def _sign(x: float, y: float, paint: str, to_the_right: bool) -> str:
    """A sign that points away from the middle, with two lines of writing."""
    board = "M-30 -96H22L34 -82L22 -68H-30Q-33 -68 -33 -71V-93Q-33 -96 -30 -96Z"
    drawn = (
        ellipse(0, 1, 16, 4.5, "shade", 0.45) + box(-4, -106, 8, 107, "bark", 3) + box(-4, -106, 3, 107, "stump", 1.5)
    )
    drawn += moved(shape(board, "ink", 0.22), 1.5, 2.5) + shape(board, "wood") + shape(board, paint, 0.22)
    return moved(drawn + stroke("M-22 -87H14M-22 -77H4", paint, 4), x, y, 1, 0, not to_the_right)


SPOTS = ((76, 146), (118, 151), (160, 153), (202, 151), (244, 146))
DOTS = "".join(ellipse(x, y + 1.5, 12.5, 5.4, "shade", 0.5) + ellipse(x, y, 12, 5, "paper") for x, y in SPOTS)
STANDING = ellipse(118, 152, 17, 7, "teal", 0.9) + ellipse(202, 152, 17, 7, "ochre", 0.9)
LINE = stroke("M58 142Q160 164 262 142", "way", 7)
PEOPLE = person(
    118, 152, 84, "teal", "skin-3", ("short", "ink"), look=0.7, hands=((-18, -44), (24, -72)), mouth="calm"
) + person(202, 152, 84, "ochre", "skin-1", ("long", "brick"), look=-0.7, hands=((-23, -50), (18, -44)))

DRAWING = (
    land(WIDE, HIGH, HORIZON)
    + "".join(
        plant(*one)
        for one in (
            ("lime", 146, 92, 44),
            ("young", 172, 94, 34),
            ("poplar", 100, 90, 36),
            ("oak", 226, 92, 42),
            ("tuft", 20, 160, 40),
            ("tuft", 288, 168, 40),
        )
    )
    + _sign(40, 140, "brick", to_the_right=False)
    + _sign(280, 140, "denim", to_the_right=True)
    + LINE
    + DOTS
    + STANDING
    + PEOPLE
)
