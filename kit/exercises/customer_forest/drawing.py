"""The drawing of this exercise: a forest beside a clearing with stumps and burnt ground, and somebody who plants."""

from kit.drawing import HIGH, HORIZON, WIDE
from kit.drawing.land import land
from kit.drawing.people import person
from kit.drawing.plants import plant

ROWS = (
    ("poplar", 178, 88, 40), ("lime", 205, 92, 46), ("oak", 240, 90, 44), ("young", 265, 92, 36), ("poplar", 290, 92, 48), ("burnt", 40, 92, 24),
    ("stump", 92, 94, 22), ("young", 150, 93, 32), ("bare", 16, 106, 50), ("oak", 192, 116, 60), ("lime", 264, 112, 62), ("oak", 306, 118, 66),
    ("stump", 70, 122, 34), ("burnt", 118, 118, 36), ("slim", 66, 100, 44), ("lime", 232, 138, 76), ("oak", 290, 154, 86),
    ("tuft", 92, 132, 40), ("burnt", 34, 146, 48), ("seedling", 142, 152, 40), ("stump", 96, 164, 46), ("tuft", 206, 170, 50), ("seedling", 244, 170, 44),
)  # fmt: skip
PLANTER = person(180, 158, 66, "teal", "skin-4", ("bun", "ink"), look=-0.9, hands=((-32, -34), (19, -46)))

DRAWING = (
    land(WIDE, HIGH, HORIZON)
    + "".join(plant(kind, x, y, high, mirrored=x % 4 == 0) for kind, x, y, high in ROWS[:19])
    + PLANTER
    + "".join(plant(kind, x, y, high) for kind, x, y, high in ROWS[19:])
)
