"""The head of a page with the browser's journal, and what a person takes along (code and file)."""

import traitlets

from kit.widgets.fetched import Fetched, script
from kit.widgets.guarded import Guarded


class Header(Guarded):
    """Title, steps and notes of a page; passes the stored journal of this browser to the kernel and back.

    `on_stored(text, minutes_east)` is called whenever a browser opens the page or another tab of it has decided something;
    `minutes_east` is how far the browser's time zone lies east of UTC. `problem` is said at the foot of the window.
    `steps`: dicts with verb, label, minutes, purpose, state ("locked", "ready", "open", "done"), why (it is locked), prose (whether that of its
    cells is shown) and next (label, step, skip, primary, or why not); `here`: the step in which somebody was last. `on_go(verb)` is called
    when somebody wants to go to a step, `on_skip(verb)` when they go on without it. `foot` is said quietly below the page.
    `wording`: what the head says by itself: `unsaved`, `emptied`, `silent`, `close`, `save`, `done`, `locked`, `ahead` and `away`.
    """

    script = script("header")
    title = traitlets.Unicode().tag(sync=True)
    minutes = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    links = traitlets.List().tag(sync=True)
    steps = traitlets.List().tag(sync=True)
    steps_label = traitlets.Unicode().tag(sync=True)
    here = traitlets.Unicode().tag(sync=True)
    foot = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    wording = traitlets.Dict().tag(sync=True)
    paused = traitlets.Unicode(help="What is said while the facilitator wants everybody to look up.").tag(sync=True)
    said = traitlets.Dict(help="A message: `id` and `text`; it can be put away.").tag(sync=True)
    timers = traitlets.List(
        help="Countdowns: `key`, `left` (seconds from the moment on that it arrives), `runs`, and what is said while it is `running` and `over`, with {time}."
    ).tag(sync=True)
    over = traitlets.Bool(help="Whether forms take nothing any more, because the room has ended.").tag(sync=True)

    def __init__(self, *, on_stored, on_go=None, on_skip=None, **traits):
        super().__init__(**traits)
        self.on_here = lambda: None  # called when somebody is there: knocked for, or by themselves
        self._on_stored, self._on_step = on_stored, {"go": on_go, "skip": on_skip}

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "here":
            self.on_here()
        if content["kind"] == "stored":
            self._on_stored(content["text"], content.get("minutes_east", 0))
        asked = self._on_step.get(content["kind"])
        if asked:
            asked(str(content.get("step", "")))

    def write(self, events: list[dict]) -> None:
        """Have the browser store these events."""
        self.send({"kind": "write", "events": events})

    def show(self, step: str) -> None:
        """Have the browser bring a step into view."""
        self.send({"kind": "show", "step": step})

    def look(self, step: str) -> None:
        """Have the browser show the heading of the scene of a step at the top of the window and give it the focus."""
        self.send({"kind": "look", "step": step})

    def knock(self) -> None:
        """Ask whether somebody is there."""
        self.send({"kind": "knock"})

    def set_aside(self, events: list[dict] | None = None) -> None:
        """Have the browser keep aside what it stored for the kit and start anew, with these events if any are given."""
        self.send({"kind": "aside"} | ({"events": events} if events else {}))

    def reload(self, anew: bool = False) -> None:
        """Have the browser open the page once more; `anew`: where the journal is, and not in the step that was in view."""
        self.send({"kind": "reload", "anew": anew})

    def forget(self) -> None:
        """Have the browser delete everything it stored for the kit."""
        self.send({"kind": "forget"})


class SavedState(Guarded):
    """The team code to copy, the saved state as a file, and a file opened again (`on_opened(text)`).

    `on_save()` gives the text of all that the kernel knows: a browser may have stored less, or nothing.
    """

    script = script("saved_state")
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


class Sheet(Fetched):
    """Links to a page made here (`html`, complete): open it in a tab of its own (`label`, if any) or `keep` it as a file.

    `kind` is its media type, so that a table can be kept as well.
    """

    script = script("sheet")
    html = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode("text/html").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    keep = traitlets.Unicode().tag(sync=True)
    file_name = traitlets.Unicode().tag(sync=True)
