"""Reads the JavaScript and the style that the widgets send to the browser."""

from pathlib import Path

HERE = Path(__file__).parent


def javascript(*names: str) -> str:
    """The named files one after the other, as one module; shared parts (the journal) come first."""
    return "\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in names)


def style() -> str:
    """The one style sheet of the kit."""
    return (HERE / "kit.css").read_text(encoding="utf-8")
