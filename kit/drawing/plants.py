"""Trees, stumps, burnt ground and seedlings, in the hand of the forest picture: the foot at (0, 0), a grown tree 100 high.

Each is drawn once in a picture and put where it stands by reference, so that a forest stays light.
"""

from collections.abc import Iterable
from functools import cache

from kit.drawing.pen import circle, ellipse, shape, stroke

Lobes = Iterable[tuple[float, float, float]]  # x, y and radius of each round mass of leaves, the front ones last

WIDE = (
    (0, -84, 17),
    (-17, -75, 18),
    (18, -74, 18),
    (-27, -57, 16),
    (28, -57, 17),
    (10, -62, 20),
    (-11, -53, 20),
    (13, -47, 16),
)
ROUND = ((2, -86, 16), (-15, -72, 18), (17, -70, 17), (-19, -56, 15), (20, -54, 15), (0, -64, 20), (3, -48, 16))
TALL = (
    (0, -93, 13),
    (-11, -80, 14),
    (12, -78, 14),
    (-14, -64, 14),
    (15, -62, 14),
    (0, -70, 16),
    (-3, -53, 14),
    (9, -49, 11),
)
YOUNG = ((0, -76, 18), (-12, -60, 17), (13, -60, 17), (0, -53, 18))
SLIM = ((1, -92, 10), (10, -80, 10), (-9, -76, 10), (-14, -60, 10), (14, -56, 11), (1, -67, 11))
GREEN, GOLD = ("rim", "deep", "leaf", "light"), ("gold-rim", "gold-rim", "gold", "gold-light")


def _trunk(wide: float, height: float) -> str:
    foot, top = wide / 2, wide * 0.42
    return ellipse(0, 2, 30, 7, "shade", 0.45) + shape(
        f"M{-wide} 2Q{-foot} -8 {-top} {-height}H{top}Q{foot} -8 {wide} 2Q0 5 {-wide} 2Z", "bark"
    )


def _crown(lobes: Lobes, paints: tuple[str, str, str, str]) -> str:
    """Round masses with the light from the upper left; a dark rim keeps neighbouring trees apart."""
    rim, deep, full, light = paints
    drawn = "".join(circle(x, y, radius + 1.8, rim) for x, y, radius in lobes)
    for x, y, radius in lobes:
        drawn += circle(x, y, radius, deep) + circle(x - radius * 0.08, y - radius * 0.12, radius * 0.86, full)
        drawn += circle(x - radius * 0.25, y - radius * 0.35, radius * 0.42, light, 0.55)
    return drawn


def _bare() -> str:
    drawn = _trunk(7.5, 50) + stroke("M0 -45Q-3 -65 6 -92", "stump", 6)
    for line in ("M0 -38Q-26 -58 -34 -42", "M0 -44Q26 -64 36 -46", "M-1 -58Q-22 -78 -27 -62", "M2 -68Q20 -86 25 -72"):
        drawn += stroke(line, "stump", 4.2)
    for line in ("M-17 -52Q-20 -60 -21 -66", "M18 -58Q21 -66 23 -71", "M3 -80Q-4 -88 -6 -94"):
        drawn += stroke(line, "stump", 2.5)
    return drawn + ellipse(36, -43, 2.3, 4, "ring")


def _stump() -> str:
    drawn = ellipse(0, 5, 40, 11, "shade", 0.45)
    drawn += shape("M-34 6Q-22 0 -23 -17H23Q22 0 34 6Q14 4 6 12Q-8 3 -34 6Z", "stump")
    for size, paint in ((25, "stump"), (21.5, "wood"), (15, "ring"), (12.5, "wood"), (6.5, "ring"), (4, "wood")):
        drawn += ellipse(0.5, -18.5, size, size * 0.48, paint)
    return drawn + "".join(ellipse(x, y, 4, 1.8, "wood") for x, y in ((-40, -1), (38, -4), (30, 14), (-26, 15)))


def _burnt() -> str:
    drawn = ellipse(0, 0, 62, 25, "char", 0.22) + ellipse(-3, 0, 51, 20, "char", 0.35)
    for x, y, across, down in (
        (-30, 2, 15, 8),
        (-14, -9, 18, 8),
        (12, -9, 19, 9),
        (31, 0, 15, 8),
        (17, 9, 18, 8),
        (-11, 10, 19, 8),
        (0, 0, 32, 13),
    ):
        drawn += ellipse(x, y, across, down, "char")
    drawn += stroke("M3 3Q3 -10 0 -25M2 -10Q8 -13 10 -20", "char", 5)
    ash = ((-28, 4), (-15, -6), (9, 8), (22, -5), (-4, 12), (30, 4))
    return drawn + "".join(ellipse(x, y, 4, 1.3, "ash") for x, y in ash)


def _seedling() -> str:
    drawn = ellipse(0, 1, 25, 9, "stump", 0.8) + stroke("M0 -2Q1 -20 0 -34", "deep", 5.5)
    for side in (-1, 1):
        leaf = f"M0 -30Q{6 * side} -56 {32 * side} -52Q{26 * side} -27 0 -30Z"
        drawn += shape(leaf, "sprout") + stroke(leaf, "deep", 3)
    return drawn


def _tuft() -> str:
    return "".join(
        stroke(f"M0 0Q{bend / 2} {-high / 2} {bend} {-high}", "shade", 2.4)
        for bend, high in ((-7, 12), (0, 15), (7, 11))
    )


MAKERS = {
    "oak": lambda: _trunk(8.5, 50) + _crown(WIDE, GREEN),
    "lime": lambda: _trunk(8, 50) + _crown(ROUND, GREEN),
    "poplar": lambda: _trunk(7, 50) + _crown(TALL, GREEN),
    "young": lambda: _trunk(7, 50) + _crown(YOUNG, GREEN),
    "slim": lambda: _trunk(6.5, 78) + _crown(SLIM, GOLD),
    "bare": _bare,
    "stump": _stump,
    "burnt": _burnt,
    "seedling": _seedling,
    "tuft": _tuft,
}


def plant(kind: str, x: float, y: float, high: float, mirrored: bool = False) -> str:
    """One of `MAKERS` at (x, y); `high`: how high a grown tree would be there."""
    size = high / 100
    across = -size if mirrored else size
    return f'<use href="#kit-{kind}" transform="translate({x:.4g} {y:.4g}) scale({across:.3g} {size:.3g})"/>'


@cache
def _pattern(kind: str) -> str:
    return f'<g id="kit-{kind}">{MAKERS[kind]()}</g>'


def patterns(drawn: str) -> str:
    """What a drawing refers to, each once; wherever it stands twice in a document it is the same."""
    used = [_pattern(kind) for kind in MAKERS if f'href="#kit-{kind}"' in drawn]
    return f"<defs>{''.join(used)}</defs>" if used else ""
