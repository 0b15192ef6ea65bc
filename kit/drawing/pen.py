"""How everything is drawn: flat shapes as SVG text, their colours as custom properties of the page with a colour of their own to fall back on.

No gradients and nothing that has to be loaded, so that a drawing is the same in a page, in the report and on paper. Dark pages give the
colours other values (`kit/widgets/style/drawing.css`).
"""

COLOURS = {
    "sky": "#dcebf2",
    "glow": "#f3f4e6",
    "cloud": "#f6fafb",
    "far": "#bcd3d3",
    "hill": "#a3c3ac",
    "ground": "#d9cda4",
    "field": "#c9cf9f",
    "way": "#efe6c8",
    "shade": "#8f7f4d",
    "rim": "#0a3520",
    "deep": "#0f4429",
    "leaf": "#1f7046",
    "light": "#4aa672",
    "gold-rim": "#6f681c",
    "gold": "#b9ad45",
    "gold-light": "#e6dc8a",
    "sprout": "#5fb34a",
    "bark": "#4a3020",
    "stump": "#6a3818",
    "wood": "#fbeac2",
    "ring": "#d99a4e",
    "char": "#2a2420",
    "ash": "#978b82",
    "ink": "#2b2622",
    "paper": "#fffdf6",
    "rule": "#b9b19c",
    "teal": "#2a7f86",
    "ochre": "#d6942a",
    "brick": "#b4533a",
    "plum": "#75557f",
    "denim": "#3f5a78",
    "earth": "#6b5846",
    "skin-1": "#f1c9a5",
    "skin-2": "#c98f64",
    "skin-3": "#8a5a3b",
    "skin-4": "#e5b48c",
    "blush": "#d9694f",
    "money": "#2e7d4f",
}


def colour(name: str) -> str:
    """A colour of the palette as an SVG paint: what the page says, or else the palette's own."""
    return f"var(--kit-draw-{name},{COLOURS[name]})"


def number(value: float) -> str:
    """A length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def ellipse(x: float, y: float, across: float, down: float, paint: str, opacity: float = 1) -> str:
    """A filled ellipse around (x, y)."""
    at = f'cx="{number(x)}" cy="{number(y)}" rx="{number(across)}" ry="{number(down)}"'
    return f'<ellipse {at} fill="{colour(paint)}"{_faint(opacity)}/>'


def circle(x: float, y: float, radius: float, paint: str, opacity: float = 1) -> str:
    """A filled circle around (x, y)."""
    return ellipse(x, y, radius, radius, paint, opacity)


def shape(outline: str, paint: str, opacity: float = 1) -> str:
    """A filled outline, written as SVG writes paths."""
    return f'<path d="{outline}" fill="{colour(paint)}"{_faint(opacity)}/>'


def stroke(line: str, paint: str, thick: float, opacity: float = 1) -> str:
    """A line with round ends."""
    pen = f'stroke="{colour(paint)}" stroke-width="{number(thick)}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{line}" fill="none" {pen}{_faint(opacity)}/>'


def box(x: float, y: float, wide: float, high: float, paint: str, round_by: float = 0) -> str:
    """A filled rectangle with its upper left corner at (x, y)."""
    at = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"'
    return f'<rect {at} rx="{number(round_by)}" fill="{colour(paint)}"/>'


def moved(parts: str, x: float, y: float, size: float = 1, turned: float = 0, mirrored: bool = False) -> str:
    """Something drawn around its foot at (0, 0), put to (x, y)."""
    across = -size if mirrored else size
    how = f"translate({number(x)} {number(y)})"
    how += f" rotate({number(turned)})" if turned else ""
    how += f" scale({across:.3g} {size:.3g})" if (across, size) != (1, 1) else ""
    return f'<g transform="{how}">{parts}</g>'


def _faint(opacity: float) -> str:
    return f' opacity="{opacity:.2g}"' if opacity < 1 else ""
