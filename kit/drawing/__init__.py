"""Drawings in the hand of the forest picture: own SVG made in code. Every exercise brings one of its own (`drawing.py` in its folder)."""

from markupsafe import Markup

from kit.drawing.land import land
from kit.drawing.plants import patterns, plant

WIDE, HIGH = 320, 180  # the frame of every exercise's drawing
HORIZON = 74
PLAIN = (
    land(WIDE, HIGH, HORIZON)
    + plant("oak", 96, 128, 84)
    + plant("seedling", 176, 140, 46)
    + plant("young", 236, 132, 62, mirrored=True)
)  # of an exercise without a drawing of its own


def drawing(exercise) -> Markup:
    """The drawing of an exercise (of anything that has a `drawing`), as decoration: whoever does not see it misses nothing."""
    return framed(exercise.drawing or PLAIN, WIDE, HIGH)


def framed(drawn: str, wide: int, high: int) -> Markup:
    """What was drawn as a picture of its own, which fills the place that it gets and is cut at the sides rather than squeezed."""
    return Markup(
        '<svg class="kit-drawing" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{}</svg>'
    ).format(wide, high, Markup(patterns(drawn) + drawn))
