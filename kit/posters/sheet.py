"""What every poster is made of: a sheet, words on it that keep to their room, and marks."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

from markupsafe import Markup

from kit.typed import isolated

BODY, FIGURE, SMALL = 30, 36, 28  # sizes of type on a sheet
LONGEST = 14  # columns of a name
EXTENDS = {"\u200d", "\u20e3"} | {chr(one) for one in (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400))}
FLAGS = range(0x1F1E6, 0x1F200)
NARROW, WIDE = "ijlftrI.,:;|'!()[] ", "mwMW@%&<>…"


@dataclass(frozen=True)
class Sheet:
    """The size of what is drawn on, in its own units: type of `BODY` is read from the last row when the sheet fills a screen. `high` 0: as high as it must be."""

    wide: int
    high: int = 0


PROJECTOR, BOARD = Sheet(1600, 700), Sheet(1080)


@dataclass(frozen=True)
class Poster:
    """A picture with its title. `key` is the same as long as it shows the same thing; `draw(sheet)` gives an SVG; `said` stands below it.

    `is_played`: its figures come from years that have to be played first.
    """

    key: str
    title: str
    draw: Callable[[Sheet], Markup] = lambda _sheet: Markup()
    said: tuple[str, ...] = ()
    is_played: bool = False


def signs(text: str) -> list[str]:
    """A text in what people see as one sign each: an accent, a colour of skin or a flag is not torn apart."""
    found: list[str] = []
    for letter in text:
        joined = found and (
            letter in EXTENDS
            or combining(letter)
            or category(letter) in ("Mn", "Me")
            or found[-1].endswith("\u200d")
            or (ord(letter) in FLAGS and len(found[-1]) == 1 and ord(found[-1]) in FLAGS)
        )
        if joined:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def columns(sign: str) -> int:
    """How many columns a sign takes: two where it is as wide as high."""
    return 2 if east_asian_width(sign[0]) in "WF" or (len(sign) > 1 and ord(sign[0]) > 0x2000) else 1


def cut(name: str, most: int = LONGEST) -> str:
    """A name in at most so many columns.

    >>> cut("Blue"), cut("The very best team of all")
    ('Blue', 'The very best…')
    """
    kept, room = signs(name), most
    if sum(map(columns, kept)) <= most:
        return name
    short = ""
    for sign in kept:
        room -= columns(sign)
        if room < 1:
            break
        short += sign
    return short.rstrip() + "…"


def short_names(names: Sequence[str], most: int = LONGEST) -> list[str]:
    """Names cut for a poster; of those that would be the same each later one has a number."""
    found: list[str] = []
    for name in names:
        short, number = cut(name, most), 2
        while short in found:
            behind = f" ({number})"
            short, number = cut(name, most - len(behind)) + behind, number + 1
        found.append(short)
    return [isolated(one) for one in found]


def width_of(text: str, size: float) -> float:
    """About how wide a text is in the widest type that the kit is seen in."""
    return size * sum(map(_width, signs(text)))


def _width(sign: str) -> float:
    if columns(sign) == 2:
        return 1.3
    if sign in NARROW:
        return 0.4
    return 1.0 if sign in WIDE else 0.75 if sign.isupper() else 0.64


def words(
    text: str, x: float, y: float, *, size: int = BODY, anchor: str = "start", kind: str = "", room: float = 0
) -> Markup:
    """A line of text; what would be wider than its `room` is squeezed into it."""
    squeezed = Markup()
    if room and width_of(text, size) > room:
        squeezed = Markup(' textLength="{:.0f}" lengthAdjust="spacingAndGlyphs"').format(room)
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="{}" class="{}"{}>{}</text>').format(
        x, y, size, anchor, kind, squeezed, text
    )


def paragraph(
    text: str, x: float, y: float, room: float, *, size: int = SMALL, anchor: str = "start", most: int = 4
) -> Markup:
    """A text in lines of at most `room`, the middle of all at `y`."""
    lines = textwrap.wrap(
        text, max(8, int(room / (size * 0.53))), max_lines=most, placeholder=" …", break_long_words=False
    )
    top = y - (len(lines) - 1) * size * 0.6 + size * 0.35
    return Markup().join(
        words(line, x, top + number * size * 1.2, size=size, anchor=anchor, room=room)
        for number, line in enumerate(lines)
    )


def line(x: float, y: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return Markup('<path class="{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(kind, x, y, x2, y2)


def diamond(x: float, y: float, size: float, kind: str = "kit-poster-new") -> Markup:
    """The shape of NEW."""
    return Markup('<path class="{}" d="M{:.1f} {:.1f}l{s} {s}l-{s} {s}l-{s} -{s}z"/>').format(kind, x, y - size, s=size)


def disc(x: float, y: float, size: float, kind: str = "kit-poster-old") -> Markup:
    """The shape of OLD."""
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>').format(kind, x, y, size)


def drawn(wide: float, high: float, label: str, *parts: Markup) -> Markup:
    """A finished picture; `label` says in words what it shows."""
    return Markup('<svg class="kit-poster" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">{}</svg>').format(
        wide, high, label, Markup().join(parts)
    )
