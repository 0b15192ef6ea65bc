"""The JavaScript and the style of the widgets, as files that a page fetches from its server under addresses that change with their content."""

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# Script of a widget: the files that it is made of, shared parts (the journal) first.
SCRIPTS = {
    "big_screen": ("journal", "big_screen"),
    "clock": ("journal", "clock"),
    "drawn_chart": ("vega_runtime", "drawn_chart"),
    "forest_picture": ("journal", "forest_symbols", "forest_picture"),
    "form": ("journal", "portions", "form"),
    "groups_table": ("groups_table",),
    "header": ("journal", "whereabouts", "stage", "led", "header"),
    "hundred": ("hundred",),
    "live_chart": ("vega_runtime", "live_chart"),
    "saved_state": ("journal", "saved_state"),
    "scroll_to": ("scroll_to",),
    "sheet": ("journal", "sheet"),
    "take_out": ("journal", "picture_file", "take_out"),
    "upload": ("journal", "upload"),
    "vega": ("vega",),
}
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
    "plan",
    "big_screen",
]
LAST = ["forced", "print"]  # what the system and paper want goes before everything else
SHEET = "kit.css"
PLACE = "kit/files"  # below the address of a server


@cache
def javascript(*names: str) -> str:
    """The named files one after the other, as one module; shared parts (the journal) come first."""
    return "\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in names)


@cache
def style() -> str:
    """The one style sheet of the kit: its own parts, and the `look.css` of every exercise that has one."""
    own = [HERE / "style" / f"{name}.css" for name in SHEETS]
    looks = sorted(HERE.parent.glob("exercises/*/look.css"))
    last = [HERE / "style" / f"{name}.css" for name in LAST]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in (*own, *looks, *last))


@cache
def address(name: str) -> str:
    """Where a page finds a script (`header.js`) or the sheet, below the address of its server; it names the content."""
    return f"{PLACE}/{hashlib.blake2b(text_of(name).encode(), digest_size=8).hexdigest()}/{name}"


def text_of(name: str) -> str:
    """What is found there. Raises KeyError for a name that is no script's."""
    return style() if name == SHEET else javascript(*SCRIPTS[name.removesuffix(".js")])


def text_at(asked: str) -> str:
    """What is found at an address; raises KeyError for one that nothing is, or is no longer, found at."""
    name = asked.rpartition("/")[2]
    text = text_of(name)
    if address(name) != asked:
        raise KeyError(asked)
    return text
