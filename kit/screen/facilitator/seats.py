"""Devices that want to be a group which is already there: the facilitator says yes or no, one after the other."""

from ipywidgets import VBox

from kit.messages import _
from kit.room.entries import ANSWER, NO, sign, wishes
from kit.room.names import named
from kit.screen.text import lines, show, text

ASKS = _("A device with the sign {sign} wants to be “{group}”. Is it one of theirs?")
NOTE = _("A device wants to be “{group}”: yes or no is to be said under “Room” below.")
YES, NOT = _("Yes, it is “{group}”"), _("No, it is not")


class Seats:
    """`desk` is the facilitator's page; `box` is shown there, and `show()` follows whenever something has changed.

    The answer names both keys, so that it holds for the group that was seen in the question, whatever the device writes meanwhile.
    """

    def __init__(self, desk):
        self.desk, self.say, self._asked, self._noted = desk, desk.say, ("", ""), ""
        self.said, self.form = text(), desk.form("seats", place={}, on_action=self._answer)
        self.box = VBox()
        self.box.add_class("kit-seat")

    def _waiting(self) -> dict[str, str]:
        """Whose answer is due: keys of device and group; a group that is not there any more cannot be given to anybody."""
        groups = named(self.desk.entries)
        return {device: group for device, group in wishes(self.desk.entries).items() if group in groups}

    def show(self) -> None:
        """The question of who asked first."""
        self._asked = next(iter(self._waiting().items()), ("", ""))
        device, group = self._asked
        names = {"group": self.desk.session.names().get(group, ""), "sign": sign(device)}
        labels = {"yes": YES, NO: NOT}
        actions = [{"key": f"{key} {sign(device)}", "label": self.say(one, **names)} for key, one in labels.items()]
        self.form.follow([], actions if device else [], {})
        show(self.said, lines(self.say(ASKS, **names)) if device else "")
        self.box.children = (self.said, self.form) if device else ()
        self._note(self.say(NOTE, **names) if device else "")

    def _note(self, sentence: str) -> None:
        """Say at the head of the page that somebody waits: whoever leads may look elsewhere just now."""
        if sentence != self._noted:
            header, before = self.desk.header, self._noted
            self._noted = sentence
            if sentence or header.note == before:
                header.note = sentence

    def _answer(self, key: str, _values: dict) -> None:
        device, group = self._asked
        if self._waiting().get(device) == group:
            self.desk.control(ANSWER + device, NO if key.startswith(NO) else group)
        self.show()
