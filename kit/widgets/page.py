"""The head of a page with the browser's journal, and what a person takes along (code and file)."""

import anywidget
import traitlets

from kit.widgets.guarded import Guarded
from kit.widgets.source import javascript, style


class Header(Guarded):
    """Title, steps and notes of a page; passes the stored journal of this browser to the kernel and back.

    `on_stored(text, minutes_east)` is called whenever a browser opens the page or another tab of it has decided something;
    `minutes_east` is how far the browser's time zone lies east of UTC. `problem` is said at the foot of the window.
    `wording`: what the head says by itself: `unsaved`, `emptied`, `silent`, `close` and `save`.
    """

    _esm = javascript("journal", "whereabouts", "header")
    _css = style()
    title = traitlets.Unicode().tag(sync=True)
    minutes = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    links = traitlets.List().tag(sync=True)
    steps = traitlets.List().tag(sync=True)
    steps_label = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    wording = traitlets.Dict().tag(sync=True)
    over = traitlets.Bool(help="Whether forms take nothing any more, because the room has ended.").tag(sync=True)

    def __init__(self, *, on_stored, **traits):
        super().__init__(**traits)
        self._on_stored = on_stored

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "stored":
            self._on_stored(content["text"], content.get("minutes_east", 0))

    def write(self, events: list[dict]) -> None:
        """Have the browser store these events."""
        self.send({"kind": "write", "events": events})

    def set_aside(self) -> None:
        """Have the browser keep aside what it stored for the kit and start anew."""
        self.send({"kind": "aside"})

    def reload(self) -> None:
        """Have the browser open the page anew."""
        self.send({"kind": "reload"})

    def forget(self) -> None:
        """Have the browser delete everything it stored for the kit."""
        self.send({"kind": "forget"})


class SavedState(Guarded):
    """The team code to copy, the saved state as a file, and a file opened again (`on_opened(text)`).

    `on_save()` gives the text of all that the kernel knows: a browser may have stored less, or nothing.
    """

    _esm = javascript("journal", "saved_state")
    wording = traitlets.Dict().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    file_name = traitlets.Unicode().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_opened, on_save, **traits):
        super().__init__(**traits)
        self._on_opened, self._on_save = on_opened, on_save

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "opened":
            self._on_opened(content["text"])
        if content["kind"] == "save":
            self.send({"kind": "known", "text": self._on_save()})


class Sheet(anywidget.AnyWidget):
    """Links to a page made here (`html`, complete): open it in a tab of its own (`label`, if any) or `keep` it as a file.

    `kind` is its media type, so that a table can be kept as well.
    """

    _esm = javascript("journal", "sheet")
    html = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode("text/html").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    keep = traitlets.Unicode().tag(sync=True)
    file_name = traitlets.Unicode().tag(sync=True)
