"""How many chose which point between two sentences, statement by statement; it never shows a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kit.posters.sheet import SMALL, Sheet, disc, drawn, line, paragraph, words

AT_ONCE = 3  # statements on one poster: their sentences are long
KEY, EACH, TRACK = 60, 206, 520  # room for what stands above, height of a statement, width of its five points
LARGEST, SMALLEST = 34, 21


@dataclass(frozen=True)
class Statement:
    """What a statement says at both ends, and how many chose each point: in one round, or before and after."""

    theme: str
    left: str
    right: str
    rounds: tuple[tuple[int, ...], ...]


def statements(sheet: Sheet, shown: Sequence[Statement], rounds: Sequence[str], label: str) -> Markup:
    """Statements below each other; `rounds` are called so where there are two of them."""
    both = any(len(one.rounds) > 1 for one in shown)
    above = KEY if both else 10
    each = max(EACH, (sheet.high - above - 10) / AT_ONCE) if sheet.high else EACH
    parts = [_key(rounds, sheet.wide / 2)] if both else []
    side = (sheet.wide - TRACK) / 2 - 70
    for number, one in enumerate(shown):
        top = above + each * number
        middle = top + 46 + (each - 46) / 2
        parts.append(
            words(one.theme, sheet.wide / 2, top + 30, anchor="middle", kind="kit-poster-strong", room=sheet.wide)
        )
        parts.append(paragraph(one.left, side, middle, side, anchor="end", most=5))
        parts.append(paragraph(one.right, sheet.wide - side, middle, side, most=5))
        most = max(1, *(count for counts in one.rounds for count in counts))
        for place, counts in enumerate(one.rounds):
            y = middle if len(one.rounds) == 1 else middle + (place * 2 - 1) * 36
            parts.append(_points(counts, most, sheet.wide / 2, y, filled=place > 0))
    return drawn(sheet.wide, above + each * len(shown) + 10, label, *parts)


def _key(rounds: Sequence[str], centre: float) -> Markup:
    """Which circles stand for which round."""
    return (
        disc(centre - 220, 22, 16, "kit-poster-before")
        + words(rounds[0], centre - 190, 32, size=SMALL)
        + disc(centre + 60, 22, 16, "kit-poster-after")
        + words(rounds[1], centre + 90, 32, size=SMALL)
    )


def _points(counts: Sequence[int], most: int, centre: float, y: float, filled: bool) -> Markup:
    apart = TRACK / (len(counts) - 1)
    start = centre - TRACK / 2
    said = line(start, y, start + TRACK, y, "kit-poster-rung")
    for point, count in enumerate(counts):
        if not count:
            continue
        size = SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5
        x = start + apart * point
        said += Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(
            "kit-poster-after" if filled else "kit-poster-before", x, y, size
        )
        said += words(str(count), x, y + 10, size=SMALL, anchor="middle", kind="kit-poster-on" if filled else "")
    return said
