"""Reads the JavaScript and the style that the widgets send to the browser."""

from pathlib import Path

HERE = Path(__file__).parent
SHEETS = [
    "tokens",
    "drawing",
    "head",
    "form",
    "text",
    "laboratory",
    "forest",
    "facilitator",
    "clock",
    "start",
    "big_screen",
]
LAST = ["forced", "print"]  # what the system and paper want goes before everything else


def javascript(*names: str) -> str:
    """The named files one after the other, as one module; shared parts (the journal) come first."""
    return "\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in names)


def style() -> str:
    """The one style sheet of the kit: its own parts, and the `look.css` of every exercise that has one."""
    own = [HERE / "style" / f"{name}.css" for name in SHEETS]
    looks = sorted(HERE.parent.glob("exercises/*/look.css"))
    last = [HERE / "style" / f"{name}.css" for name in LAST]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in (*own, *looks, *last))
