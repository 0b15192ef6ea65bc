"""Widgets that a page can rely on: what the browser sends arrives once, is confirmed, and no error in hearing it is swallowed."""

from collections import deque
from contextlib import nullcontext

import traitlets

from kit.widgets.fetched import Fetched

REMEMBERED = 500  # messages that the browser may send again because it missed the answer


class Guarded(Fetched):
    """A widget that hears messages of the browser in `_heard(self, widget, content, buffers)`.

    `guard()` is a context entered around everything that a message or a changed trait sets off; without one, errors go
    where ipywidgets sends them, which is nowhere that people look.
    """

    private = traitlets.Bool(help="Whether nothing of it is read from or stored in the browser's journal.").tag(
        sync=True
    )

    def __init__(self, *, guard=nullcontext, **traits):
        self._guard, self._known = guard, deque(maxlen=REMEMBERED)
        super().__init__(**traits)
        self.on_msg(self._receive)

    def set_state(self, sync_data) -> None:
        with self._guard():
            super().set_state(sync_data)

    def _receive(self, widget, content, buffers) -> None:
        """Confirm a message that has an id, and hear it the first time it comes (deliver in journal.js)."""
        known = content.get("id")
        if known:
            self.send({"kind": "heard", "id": known})
            if known in self._known:
                return
            self._known.append(known)
        with self._guard():
            self._heard(widget, content, buffers)

    def _heard(self, widget, content, buffers) -> None:
        """What a message of the browser means; nothing by default."""
