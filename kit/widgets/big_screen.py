"""Windows of the big screen: the links that open them, their keys, and the full screen."""

import traitlets

from kit.widgets.fetched import script
from kit.widgets.guarded import Guarded


class Projector(Guarded):
    """Opens windows of the big screen, or is in one of them.

    `on_window(kind)` is called when the page turns out to be such a window, or fills the screen with what the remote chooses
    ("follow"), and with "" when it does not any more. `on_act(key)`: somebody pressed a key there (next, previous, hide).
    `wording`: `open`, `only`, `here`, `app`, `keys` and the names of what windows show.
    """

    script = script("big_screen")
    wording = traitlets.Dict().tag(sync=True)

    def __init__(self, *, on_window, on_act, **traits):
        super().__init__(**traits)
        self._on_window, self._on_act = on_window, on_act

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "window":
            self._on_window(str(content.get("show", "")))
        if content["kind"] == "act" and content.get("key") in ("next", "previous", "hide"):
            self._on_act(content["key"])
