"""The clock of a workshop: what is now, what is next, and what is over time. It ticks in the browser, without a kernel."""

import anywidget
import traitlets

from kit.widgets.source import javascript


class Clock(anywidget.AnyWidget):
    """A large clock over the steps of an agenda.

    `items`: steps in their order, each with `block`, `title` and `seconds`. `position`: the step under way, -1 before the
    begin, the number of items after the end; `since`: when it began, `paused`: when it was stopped (0: it runs), `planned`:
    when the workshop is to begin (0: unknown), all three in milliseconds since 1970. `wording`: every word it shows.
    What is pressed is a decision of `place` (names position, since and paused): the browser stores it first, then
    `on_events(events)` hears of it.
    """

    _esm = javascript("journal", "clock")
    items = traitlets.List().tag(sync=True)
    position = traitlets.Int(-1).tag(sync=True)
    since = traitlets.Float(0).tag(sync=True)
    paused = traitlets.Float(0).tag(sync=True)
    planned = traitlets.Float(0).tag(sync=True)
    place = traitlets.Dict().tag(sync=True)
    wording = traitlets.Dict().tag(sync=True)
    locale = traitlets.Unicode("en").tag(sync=True)

    def __init__(self, *, on_events, **traits):
        super().__init__(**traits)
        self._on_events = on_events
        self.on_msg(self._heard)

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "events":
            self._on_events(content["events"])
