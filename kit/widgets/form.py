"""A form of native controls: labels, units and numbers in the reader's language, everything by keyboard.

`values` follows every movement of a slider. What is let go of, chosen or typed also arrives as an event for the
journal; the browser has already stored it by then.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import traitlets

from kit.widgets.fetched import script
from kit.widgets.guarded import Guarded


class Form(Guarded):
    """Fields in groups, buttons below, and one line for what is wrong.

    `groups`: dictionaries with `fields` and, where they can be folded, `title` and `open`. A field has `kind` (range,
    choice, several, tick, select, division, portions, text, textarea, date, clock, card), `name`, `label` and what its kind needs (see form.js; portions.js for what is divided).
    `actions`: dictionaries with `key`, `label`, `primary` and, where pressing is itself a decision, `event`.
    `on_events(events)` may give what counts of these decisions now, by name, for a form that has to stand there.
    `scene`: counts the screens that this form has been; a press is heard only on the screen it was meant for.
    """

    script = script("form")
    label = traitlets.Unicode().tag(sync=True)
    locale = traitlets.Unicode("en").tag(sync=True)
    place = traitlets.Dict().tag(sync=True)
    groups = traitlets.List().tag(sync=True)
    actions = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    scene = traitlets.Int().tag(sync=True)
    revision = traitlets.Int(help="How often the kernel has put other values there.").tag(sync=True)
    seen = traitlets.Int(help="The revision on which somebody has moved something.").tag(sync=True)

    _asked_back = ""  # the sentence that goes when something is moved
    _is_moved = False  # whether the change under way comes from the browser

    def __init__(self, *, on_events=None, on_action=None, **traits):
        super().__init__(**traits)
        self._on_events, self._on_action, self._unasked, self.revision = on_events, on_action, None, 0

    def set_state(self, sync_data) -> None:
        """Take over what somebody moved, unless it was moved before the kernel put other values there: it may arrive later."""
        if "values" in sync_data and sync_data.get("seen", self.seen) != self.revision:
            sync_data = {name: value for name, value in sync_data.items() if name != "values"}
        with self._moving():
            super().set_state(sync_data)

    def _stand_where(self, decided: dict) -> None:
        """Stand where decisions stand whose movement was forgotten because the kernel had put other values there."""
        moved = self.values | {name: value for name, value in decided.items() if name in self.values}
        if moved != self.values:
            with self._moving():
                self.values = moved

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """While values change because somebody moved something."""
        self._is_moved = True
        try:
            yield
        finally:
            self._is_moved = False

    def notify_change(self, change) -> None:
        """What the kernel changes is counted in the same message, so that nobody moves or presses between the two."""
        with self.hold_sync():
            if change["name"] == "values" and not self._is_moved:
                self.revision += 1
            if change["name"] == "actions":
                self.scene += 1
            super().notify_change(change)
            if change["name"] == "values" and self._asked_back == self.message:
                self.message = ""

    def redo(self, *, on_action=None, **traits) -> None:
        """Become another form of the same page: faster for the browser than a new one."""
        self._on_action, self._unasked = on_action, None
        with self.hold_sync():
            self.scene += 1
            for name, value in (
                {"label": "", "groups": [], "actions": [], "values": {}, "message": ""} | traits
            ).items():
                setattr(self, name, value)

    def follow(self, groups: list[dict], actions: list[dict], values: dict) -> None:
        """Show these fields and buttons as news come in; what somebody has chosen or typed stays while it is possible."""
        known = {
            field["name"]: [one["key"] for one in field["options"]]
            for group in groups
            for field in group["fields"]
            if "options" in field
        }
        kept = {
            name: value for name, value in self.values.items() if name in values and value in known.get(name, [value])
        }
        with self.hold_sync():
            if actions != (self._unasked or (self.actions,))[0]:
                self.unask()
                self.actions = actions
            self.groups, self.values = groups, values | kept

    def ask(self, question: str, yes: str, no: str, then: Callable[[], None]) -> None:
        """Before something that cannot be taken back: these two buttons stand for all others until one is pressed."""
        self._unasked = self.actions, self._on_action

        def answered(key, _values) -> None:
            self.unask()
            if key == "yes":
                then()

        with self.hold_sync():
            self._on_action, self.message = answered, question
            self.actions = [{"key": "no", "label": no}, {"key": "yes", "label": yes}]

    def say_until_moved(self, sentence: str) -> None:
        """Say what is wrong until something is moved."""
        self.message = self._asked_back = sentence

    def ask_back(self, question: str, key: str, yes: str) -> None:
        """Before something unfinished goes out: ask until something is moved, and offer to go on all the same.

        The main button stays in its place, so that a double click never says yes.
        """
        self.say_until_moved(question)
        self.actions = [*(one for one in self.actions if one["key"] != key), {"key": key, "label": yes}]

    def unask(self) -> None:
        """Take a question back that nobody has answered."""
        if self._unasked:
            (self.actions, self._on_action), self._unasked, self.message = self._unasked, None, ""

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "events" and self._on_events:
            counts = self._on_events(content["events"]) or {}
            if content.get("seen", self.revision) != self.revision:
                self._stand_where(counts)
        if content["kind"] == "action" and self._on_action and self._is_offered(content):
            self._on_action(content["key"], content["values"])

    def _is_offered(self, content) -> bool:
        """Whether a pressed button still stands there: the second click of a double click was meant for the screen before."""
        return content.get("scene", self.scene) == self.scene and content["key"] in [
            action["key"] for action in self.actions
        ]
