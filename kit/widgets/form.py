"""A form of native controls: labels, units and numbers in the reader's language, everything by keyboard.

`values` follows every movement of a slider. What is let go of, chosen or typed also arrives as an event for the
journal; the browser has already stored it by then.
"""

from collections.abc import Callable

import anywidget
import traitlets

from kit.widgets.source import javascript


class Form(anywidget.AnyWidget):
    """Fields in groups, buttons below, and one line for what is wrong.

    `groups`: dictionaries with `fields` and, where they can be folded, `title` and `open`. A field has `kind` (range,
    choice, several, select, division, portions, text, textarea, date, clock, card), `name`, `label` and what its kind needs (see form.js).
    `actions`: dictionaries with `key`, `label`, `primary` and, where pressing is itself a decision, `event`.
    """

    _esm = javascript("journal", "form")
    label = traitlets.Unicode().tag(sync=True)
    locale = traitlets.Unicode("en").tag(sync=True)
    place = traitlets.Dict().tag(sync=True)
    groups = traitlets.List().tag(sync=True)
    actions = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_events=None, on_action=None, **traits):
        super().__init__(**traits)
        self._on_events, self._on_action = on_events, on_action
        self._unasked = None
        self.on_msg(self._heard)

    def redo(self, *, on_action=None, **traits) -> None:
        """Become another form of the same page: faster for the browser than a new one."""
        self._on_action, self._unasked = on_action, None
        with self.hold_sync():
            for name, value in ({"label": "", "groups": [], "actions": [], "values": {}, "message": ""} | traits).items():
                setattr(self, name, value)

    def follow(self, groups: list[dict], actions: list[dict], values: dict) -> None:
        """Show these fields and buttons as news come in; what somebody has chosen or typed stays while it is possible."""
        known = {field["name"]: [one["key"] for one in field["options"]] for group in groups for field in group["fields"] if "options" in field}
        kept = {name: value for name, value in self.values.items() if name in values and value in known.get(name, [value])}
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

    def unask(self) -> None:
        """Take a question back that nobody has answered."""
        if self._unasked:
            (self.actions, self._on_action), self._unasked, self.message = self._unasked, None, ""

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "events" and self._on_events:
            self._on_events(content["events"])
        # The second click of a double click belongs to the screen before: its key is no longer offered.
        if content["kind"] == "action" and self._on_action and content["key"] in [action["key"] for action in self.actions]:
            self._on_action(content["key"], content["values"])
