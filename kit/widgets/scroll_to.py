"""A place on the page to which sight and keyboard can be led; it shows nothing itself."""

import anywidget

from kit.widgets.source import javascript


class ScrollTo(anywidget.AnyWidget):
    """Stands before what is to be looked at; `look()` scrolls there and lets the Tab key go on from there."""

    _esm = javascript("scroll_to")

    def look(self) -> None:
        """Lead sight and keyboard here, in every browser that shows the page."""
        self.send({"kind": "look"})
