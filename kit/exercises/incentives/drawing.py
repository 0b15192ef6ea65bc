"""The drawing of this exercise: a payslip with one fat arrow to new customers and three thin ones to whatever else is work."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.pen import box, circle, ellipse, moved, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant


def _slip() -> str:
    """The payslip: figures, and a sum with a line above it."""
    drawn = shape(
        "M-33 -52H33V48L27 53L21.5 48L16 53L10.5 48L5 53L-.5 48L-6 53L-11.5 48L-17 53L-22.5 48L-28 53L-33 48Z",
        "shade",
        0.4,
    )
    sheet = box(-36, -56, 66, 8, "paper", 2) + shape(
        "M-36 -52H30V44L24 49L18.5 44L13 49L7.5 44L2 49L-3.5 44L-9 49L-14.5 44L-20 49L-25.5 44L-31 49L-36 44Z", "paper"
    )
    sheet += box(-29, -48, 30, 6, "teal", 2) + circle(19, -44, 6, "way") + stroke("M16.5 -44H21.5", "rule", 1.6)
    for place, long in enumerate((26, 34, 22, 30)):
        y = -31 + place * 12
        sheet += stroke(f"M-28 {y}H{-28 + long}", "rule", 2.6) + stroke(f"M14 {y}H22", "rule", 2.6)
    sheet += stroke("M-29 17H23", "ink", 1.6) + box(-29, 23, 24, 7, "ink", 2) + box(5, 22, 18, 9, "money", 2)
    return moved(drawn + sheet, 72, 92, 1.28, -5)


def _arrow(line: str, tip: tuple[float, float], turned: float, thick: float, paint: str) -> str:
    """A curved arrow; the head grows with the line."""
    head = moved(shape("M-1 -5.5L9 0L-1 5.5Q1.5 0 -1 -5.5Z", paint), *tip, 0.55 + thick / 7.5, turned)
    return stroke(line, paint, thick) + head


ARROWS = (
    _arrow("M122 70Q152 32 196 38", (195, 38), 10, 17, "brick")
    + _arrow("M126 94Q168 80 214 89", (214, 89), 14, 2.8, "denim")
    + _arrow("M126 108Q180 101 232 126", (232, 126), 27, 2.8, "denim")
    + _arrow("M126 124Q150 128 173 146", (173, 146), 40, 2.8, "denim")
)
NEW = ellipse(262, 54, 56, 14, "field") + "".join(
    plant("seedling", x, y, high) for x, y, high in ((234, 49, 34), (258, 45, 32), (294, 52, 38), (270, 61, 46))
)
OLD_CUSTOMER = plant("oak", 250, 110, 46) + plant("young", 282, 114, 34)
VOICE = moved(
    shape("M-16 -12Q-16 -18 -10 -18H12Q18 -18 18 -12V-4Q18 2 12 2H-1L-9 10L-7 2H-10Q-16 2 -16 -4Z", "ink", 0.25)
    + shape("M-17 -13Q-17 -19 -11 -19H11Q17 -19 17 -13V-5Q17 1 11 1H-2L-10 9L-8 1H-11Q-17 1 -17 -5Z", "paper")
    + stroke("M-10 -12H10M-10 -6H4", "rule", 2.4),
    262, 144, 1.25,
)  # fmt: skip
COLLEAGUE = person(199, 177, 54, "plum", "skin-3", ("curls", "ink"), look=-0.8, hands=((-27, -72), (17, -42)))

DRAWING = (
    land(WIDE, HIGH, HORIZON) + plant("lime", 22, 94, 44) + NEW + OLD_CUSTOMER + VOICE + COLLEAGUE + _slip() + ARROWS
)
