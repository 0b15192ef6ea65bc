"""People: simple bodies with faces, the feet at (0, 0), about 110 high. They look where they are told to and hold out their hands."""

from kit.drawing.pen import circle, ellipse, moved, shape, stroke

Place = tuple[float, float]

HAIR = {  # behind the head, and on it
    "short": ("", "M-13 -92Q-15 -109 0 -109Q15 -109 13 -92Q11 -100 4 -101Q-6 -102 -13 -92Z"),
    "side": ("", "M-13 -91Q-16 -110 1 -110Q16 -109 13 -93Q10 -101 2 -101Q-3 -95 -13 -91Z"),
    "long": (
        "M-14 -92Q-17 -112 0 -111Q17 -112 14 -92Q14 -78 17 -72Q9 -68 0 -70Q-9 -68 -17 -72Q-14 -78 -14 -92Z",
        "M-13 -91Q-14 -110 0 -110Q14 -110 13 -91Q9 -101 -1 -102Q-8 -100 -13 -91Z",
    ),
    "bun": (
        "M-7 -110A7 7 0 1 1 7 -110A7 7 0 1 1 -7 -110Z",
        "M-13 -91Q-15 -109 0 -109Q15 -109 13 -91Q10 -102 0 -102Q-10 -102 -13 -91Z",
    ),
    "curls": (
        "",
        "M-14 -90Q-19 -97 -14 -101Q-15 -109 -7 -109Q-3 -115 3 -110Q11 -113 12 -105Q19 -102 14 -90Q11 -98 6 -99Q1 -103 -5 -99Q-11 -98 -14 -90Z",
    ),
    "crown": ("", "M-13 -89Q-16 -98 -12 -102Q-12 -95 -13 -89ZM13 -89Q16 -98 12 -102Q12 -95 13 -89Z"),
}
MOUTHS = {
    "smile": "M-4 -85Q0 -81 4 -85",
    "calm": "M-3.5 -84H3.5",
    "doubt": "M-3.5 -83.5Q1 -86 4 -84.5",
}


def person(
    x: float,
    y: float,
    high: float,
    coat: str,
    skin: str,
    hair: tuple[str, str] = ("short", "earth"),
    look: float = 0,
    hands: tuple[Place, Place] = ((-17, -42), (17, -42)),
    mouth: str = "smile",
    trousers: str = "denim",
    held: str = "",
    beard: bool = False,
) -> str:
    """Somebody at (x, y). `look`: -1 to the left, 1 to the right; `hands`: left and right one; `held`: drawn under the hands."""
    style, hue = hair
    behind, on_top = HAIR[style]
    face = 3.4 * look
    drawn = ellipse(0, 1, 21, 5, "shade", 0.45)
    drawn += stroke("M-6 -40L-6.5 -5", trousers, 9) + stroke("M6 -40L6.5 -5", trousers, 9)
    drawn += ellipse(-8, -2, 6.5, 3.4, "ink") + ellipse(8, -2, 6.5, 3.4, "ink")
    drawn += shape(behind, hue) if behind else ""
    drawn += shape("M-15 -36Q-17 -62 -14 -70Q-11 -76 -5 -77H5Q11 -76 14 -70Q17 -62 15 -36Q0 -32 -15 -36Z", coat)
    drawn += shape("M-15 -36Q-16 -46 -16 -52Q-8 -44 15 -46Q15 -40 15 -36Q0 -32 -15 -36Z", "ink", 0.13)
    drawn += shape("M-5 -78Q0 -70 5 -78V-84H-5Z", skin) + shape(
        "M-6 -77Q0 -66 6 -77L3 -78Q0 -71 -3 -78Z", "paper", 0.85
    )
    drawn += circle(0, -92, 13, skin)
    drawn += shape("M-12 -90Q-12 -77 0 -77Q12 -77 12 -90Q7 -84 0 -87Q-7 -84 -12 -90Z", hue) if beard else ""
    drawn += shape(on_top, hue)
    drawn += circle(face - 4.4, -92, 1.6, "ink") + circle(face + 4.4, -92, 1.6, "ink")
    drawn += circle(face - 7.5, -87, 2.4, "blush", 0.35) + circle(face + 7.5, -87, 2.4, "blush", 0.35)
    drawn += moved(stroke(MOUTHS[mouth], "paper" if beard else "ink", 1.5), face, 0)
    arms = [_arm(side, hand, coat) for side, hand in zip((-1, 1), hands, strict=True)]
    return moved(drawn + "".join(arms) + held + "".join(circle(*hand, 4.2, skin) for hand in hands), x, y, high / 110)


def _arm(side: int, hand: Place, coat: str) -> str:
    """An arm that bends a little downwards and outwards, with a thin shadow that keeps it apart from the body."""
    (shoulder, top), (x, y) = (12.5 * side, -69), hand
    bend = ((shoulder + x) / 2 + 3 * side, (top + y) / 2 + 6)
    line = f"M{shoulder} {top}Q{bend[0]:.1f} {bend[1]:.1f} {x} {y}"
    return stroke(line, "ink", 10.5, 0.16) + stroke(line, coat, 8.5)
