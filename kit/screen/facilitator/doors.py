"""On the facilitator's page: what is tried at the doors of the room, and the way to this page from other devices."""

from datetime import UTC, datetime

from ipywidgets import VBox
from markupsafe import Markup

from kit.errors import KitError
from kit.messages import _
from kit.room.knocks import Heard
from kit.room.place import LEADER, PARTICIPANT
from kit.room.qr_code import qr_code
from kit.screen.text import lines, show, text

TRIED = {
    PARTICIPANT: _("Somebody tried {words} words at the groups’ door that did not fit, since {since}."),
    LEADER: _("Somebody tried {words} words at the door of this page that did not fit, since {since}."),
}
FROM = _("They came from {count} addresses.")
LOCKED = _("The door is closed for them until {until}.")
SLOW = _("They wait longer for each answer.")
NOBODY = _("Nobody got in by that.")
ENTERED = _(
    "Somebody then came in from there with the right word: most likely one of yours who had mistyped it. If not: a new room has a new word, and this page has “New word for other devices”."
)

OTHERS = _("Open this page on another device: co-facilitator or tablet")
BY_HAND = _("or open {address} there and type this word:")
MAY_ALL = _("Whoever comes in by it may do all that you may here, ending the room too.")
SWITCH_ON = _(
    "This page opens on this computer only. For a co-facilitator, or a tablet in your hand, close the kit (Ctrl+C) and start it again as before, with --co-facilitator at the end of the command. The room goes on, and the QR code of this page stands here then."
)
NEW = _("New word for other devices")
SURE = _(
    "Take a new word? The old one lets nobody in any more, and whoever came in by it is out within seconds: pages that are open there stand still."
)
YES, NO = _("Yes, a new word"), _("No, keep this one")
NOT_NEW = _("The word could not be replaced: {reason} Please try again.")
IS_NEW = _("This is the new word. The old one lets nobody in any more.")


class Doors:
    """Says calmly what is tried at the doors, as long as it is."""

    def __init__(self, desk):
        self.desk, self.say, self.box = desk, desk.say, text()
        self.box.add_class("kit-doors")
        self._shown = ""
        desk.on_signs.append(self.show)  # every few seconds, also when nothing is said any more
        self.show()

    def show(self) -> None:
        said = Markup().join(lines(self._sentence(door, heard)) for door, heard in self.desk.ear.heard.items())
        if said != self._shown:
            self._shown = said
            show(self.box, said)

    def _sentence(self, door: str, heard: Heard) -> str:
        notice = heard.notice
        parts = [self.say(TRIED.get(door, TRIED[PARTICIPANT]), words=notice.words, since=self._time(heard.since))]
        if notice.addresses > 1:
            parts.append(self.say(FROM, count=notice.addresses))
        parts.append(self.say(LOCKED, until=self._time(heard.until)) if heard.until else self.say(SLOW))
        parts.append(self.say(ENTERED if notice.entered else NOBODY))
        return " ".join(parts)

    def _time(self, seconds: float) -> str:
        zone = datetime.fromtimestamp(seconds, UTC).astimezone().utcoffset()
        return self.desk.words.time_of_day(int(1000 * seconds), int(zone.total_seconds() // 60) if zone else 0)


class OtherDevices:
    """Link, QR code and word for other devices, with a new word in its place; or how to switch that on."""

    def __init__(self, desk):
        self.desk, self.say, self.word, self.said = desk, desk.say, None, text()
        self.form = desk.form("co", place={}, on_action=self._ask)
        self.box = VBox([self.said])
        self.box.add_class("kit-other-devices")
        if desk.place.leads:
            desk.on_doors = [self.show]
            self.show(self._in_store(lambda store: store.doors(desk.place.room).co_word) or "")
        else:
            self._fold(lines(self.say(SWITCH_ON)))

    def show(self, word: str) -> None:
        """Another word holds: replaced here, or on another page."""
        if word == self.word:
            return
        self.word, address = word, self.desk.place.leads
        by_hand = self.say(BY_HAND, address=address.removeprefix("http://"))
        content = Markup(
            '<div class="kit-entrance"><div>{}</div><div><p>{}</p><p class="kit-word">{}</p></div></div>{}'
        )
        self._fold(content.format(qr_code(address, word), by_hand, word, lines(self.say(MAY_ALL))) if word else lines())
        self.form.unask()
        self.form.actions = [{"key": "new", "label": self.say(NEW)}]
        self.box.children = (self.said, self.form)

    def _fold(self, content: Markup) -> None:
        show(self.said, Markup("<details><summary>{}</summary>{}</details>").format(self.say(OTHERS), content))

    def _ask(self, _key, _values) -> None:
        self.form.message = ""
        self.form.ask(self.say(SURE), self.say(YES), self.say(NO), self._replace)

    def _replace(self) -> None:
        from kit.room import co_facilitator  # needs a library that only a room needs

        if word := self._in_store(lambda store: co_facilitator.replaced(store, self.desk.place.room)):
            self.show(word)
            self.form.message = self.say(IS_NEW)

    def _in_store(self, asked):
        """What the store says; None with a sentence where it is away."""
        try:
            return self.desk.in_store(asked)
        except KitError as error:
            self.form.message = self.say(NOT_NEW, reason=self.say(error))
            return None
