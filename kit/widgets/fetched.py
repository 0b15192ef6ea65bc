"""Widgets whose script the page fetches as a file from its server: once per browser, compressed, beside the kernel's work.

Where no server of the kit serves the page (a Jupyter that has its kernels elsewhere), the page asks the kernel for it.
"""

import anywidget
import traitlets

from kit.widgets.source import SHEET, address, javascript, text_at


def script(name: str) -> traitlets.Unicode:
    """The trait that says where the script of a widget is found."""
    return traitlets.Unicode(address(f"{name}.js")).tag(sync=True)


class Fetched(anywidget.AnyWidget):
    """A widget with a trait `script`; what it sends to the browser by itself is a small script that fetches the own one."""

    _esm = javascript("loader")
    sheet = traitlets.Unicode(address(SHEET), help="Where the style sheet is found.").tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(self._hand_over)

    def _hand_over(self, _widget, content, _buffers) -> None:
        """Give the page a file that its server does not have."""
        if content.get("kind") != "fetch":
            return
        try:
            text = text_at(str(content.get("file")))
        except KeyError:
            return  # no page of this kit asks for it
        self.send({"kind": "fetched", "file": content["file"], "text": text})
