"""The wide picture of the start page: cleared land on the left, grown forest on the right, and a way that two people take together."""

from markupsafe import Markup

from kit.drawing import framed
from kit.drawing.land import land
from kit.drawing.pen import ellipse, shape, stroke
from kit.drawing.people import person
from kit.drawing.plants import plant

WIDE, HIGH, HORIZON = 1200, 360, 128

ROWS = (
    # the cleared half, back rows first
    ("stump", 60, 152, 30), ("burnt", 150, 152, 30), ("young", 236, 152, 40), ("stump", 300, 156, 30), ("bare", 396, 162, 70),
    ("burnt", 42, 182, 44), ("stump", 142, 190, 44), ("burnt", 262, 186, 48), ("tuft", 340, 190, 50), ("stump", 352, 200, 42), ("bare", 212, 214, 104),
    ("stump", 66, 232, 58), ("burnt", 148, 246, 66), ("tuft", 226, 250, 60), ("burnt", 330, 240, 60), ("slim", 430, 238, 92),
    ("burnt", 36, 300, 82), ("stump", 222, 298, 78), ("tuft", 118, 300, 70), ("seedling", 408, 290, 70), ("burnt", 318, 326, 88), ("stump", 110, 344, 84),
    # the forest
    ("poplar", 592, 148, 52), ("lime", 640, 150, 60), ("oak", 690, 146, 62), ("lime", 748, 152, 64), ("poplar", 792, 146, 70), ("oak", 842, 150, 66),
    ("lime", 900, 148, 66), ("poplar", 950, 148, 72), ("oak", 1002, 150, 68), ("lime", 1060, 150, 70), ("oak", 1120, 150, 70), ("poplar", 1172, 152, 76),
    ("young", 618, 182, 62), ("oak", 700, 188, 96), ("lime", 782, 184, 96), ("poplar", 850, 186, 104), ("oak", 922, 190, 104), ("lime", 1004, 188, 100),
    ("poplar", 1074, 190, 112), ("oak", 1146, 192, 108),
    ("seedling", 640, 224, 50), ("lime", 742, 236, 122), ("oak", 846, 240, 132), ("lime", 956, 236, 130), ("oak", 1058, 242, 138), ("lime", 1170, 244, 138),
    ("young", 690, 284, 92), ("poplar", 796, 302, 160), ("oak", 908, 316, 176), ("lime", 1032, 312, 172), ("oak", 1150, 326, 186),
    ("seedling", 726, 340, 66), ("tuft", 640, 330, 70), ("tuft", 968, 346, 70),
)  # fmt: skip
WAY = shape(
    "M392 372C452 300 556 268 560 214S506 166 520 134H528C526 166 590 172 606 216S566 312 596 372Z", "shade", 0.25
) + shape("M402 372C462 300 562 268 566 214S510 166 522 134H527C522 166 584 172 600 216S556 312 584 372Z", "way")
PEOPLE = person(
    566, 292, 98, "teal", "skin-3", ("short", "ink"), look=0.8, hands=((-19, -42), (22, -60)), trousers="earth"
) + person(612, 287, 94, "ochre", "skin-1", ("bun", "brick"), look=-0.7, hands=((-20, -50), (26, -92)))
CLOUDS = "".join(
    ellipse(x + shift, y, across, down, "cloud", 0.85)
    for x, y in ((170, 52), (452, 40), (770, 36))
    for shift, across, down in ((-30, 42, 10), (8, 54, 14), (40, 36, 9))
)
BIRDS = "".join(stroke(f"M{x} {y}q5 -6 9 0q4 -6 9 0", "denim", 2, 0.7) for x, y in ((640, 66), (672, 54), (690, 72)))


def panorama() -> Markup:
    """The wide picture, as decoration."""
    planted = "".join(plant(kind, x, y, high, mirrored=x % 4 == 0) for kind, x, y, high in ROWS)
    return framed(land(WIDE, HIGH, HORIZON) + CLOUDS + BIRDS + WAY + planted + PEOPLE, WIDE, HIGH)
