"""A place on the page to which sight and keyboard can be led; it shows nothing itself."""

from kit.widgets.fetched import Fetched, script


class ScrollTo(Fetched):
    """Stands before what is to be looked at; `look()` scrolls there and lets the Tab key go on from there."""

    script = script("scroll_to")

    def look(self) -> None:
        """Lead sight and keyboard here, in every browser that shows the page."""
        self.send({"kind": "look"})
