"""What a page says and asks about who one is in a room: a name, the way to a group that is there already, and letters for another device."""

import asyncio
from collections.abc import Mapping

from ipywidgets import VBox
from markupsafe import Markup

from kit.groups import Group, Session
from kit.journal import Journal
from kit.messages import _
from kit.room.entries import NAME, NO, answer, sign, wishes
from kit.screen.fields import text_field
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text
from kit.typed import LONGEST_NAME, isolated

PLACE = dict(zip(("exercise", "step"), NAME, strict=False))
LETTERS_SECONDS = 300  # as kit/room/seats.py has them live, which needs a library that a page is not to wait for

TEAM_NAME = _("Your team’s name")
COUNTS = _("You count in this room once you have a name. Until then you can look at everything and try it out.")
TAKEN = _(
    "“{group}” is already in the room. Are you the same people, on another device? Then go on as “{group}”. If not, type another name."
)
ELSEWHERE = _("We are already in the room, on another device")
THE_SAME = _("Yes, we are “{group}”")
WHICH = _("Who are you?")
LETTERS = _("Four letters from your first device")
WHERE = _("It shows them on its start page, in the drawer at the bottom. What was entered on this device is set aside.")
TAKE, ASK = _("Go on as this group"), _("We have no letters: ask the facilitator")
CHOOSE, TYPE = _("Choose your group first."), _("Type the four letters first.")
WRONG = _(
    "These letters do not fit, or not any more: they fit once, for five minutes, and are gone after five wrong tries. Have your first device show new ones."
)
ASKED = _(
    "The facilitator is asked now whether you are “{group}”. Your sign is {sign}. After a yes this page goes on by itself as “{group}”."
)
UNASK = _("Do not ask any more")
REFUSED = _("The facilitator has said no. Type a name of your own, or ask again.")

GIVE = _("Go on on another device")
GIVE_HELP = _(
    "Open the room’s link on the other device, choose “{elsewhere}” there and type the four letters from here. Both devices can then be used."
)
SHOW, SHOW_NEW = _("Show four letters"), _("Show new letters")
SHOWN = _("With these letters one device goes on as “{group}”, once, within five minutes. They are for nobody else.")


class SeatForm:
    """`box` asks who one is, wherever a page asks for it; `give` is for the drawer of the start page. `show()` follows whatever has changed."""

    def __init__(self, page, asks_name: bool):
        self.page, self.say, self.seat = page, page.say, page.attendance.seat
        self.said = text()
        self.name = page.form(place=PLACE)
        self.take = page.form(place={}, on_action=self._take)
        self.asks_name, self._asked, self._offered = asks_name, (), ()
        self._named: dict[str, str] = {}  # keys of the others by what they are called here
        self.box = VBox()
        self.box.add_class("kit-seat")
        self.offer, self.letters = page.form(place={}, on_action=self._offer), text()
        self.give = [self.offer, self.letters]
        self._later = Postponed(page.guard)

    def show(self) -> None:
        """What is asked now; what somebody is typing stays as long as the same is asked."""
        seat, attendance, alone = self.seat, self.page.attendance, self.page.words.alone
        if not attendance.key:
            return
        wished = wishes(attendance.entries).get(attendance.key, "")
        is_refused = answer(attendance.entries, attendance.key) == NO
        asked = seat.name, seat.is_known, seat.rival, tuple(seat.others.items()), wished, is_refused, alone
        if asked != self._asked:
            self._asked = asked
            self._show_asked(wished, is_refused)
        if (seat.name, seat.devices, alone) != self._offered:
            self._offered = seat.name, seat.devices, alone
            self._show_offer()

    # Who are you?

    def _show_asked(self, wished: str, is_refused: bool) -> None:
        if self.seat.name or not self.seat.is_known:
            self.box.children = ()
            return
        names = Session(tuple(Group(key, name, Journal()) for key, name in self.seat.others.items())).names()
        rival = names.get(self.seat.rival, "")
        said = ASKED if wished in names else TAKEN if rival else REFUSED if is_refused else COUNTS
        sentence = self.say(said, group=names.get(wished) or rival, sign=sign(self.page.attendance.key))
        show(self.said, Markup('<div role="status">{}</div>').format(lines(sentence)))
        if self.asks_name:
            self.name.groups = [{"fields": [text_field(self.page.words, NAME[2], TEAM_NAME, LONGEST_NAME)]}]
            self.name.values = {NAME[2]: self.seat.typed}
        self._show_take(names, wished, rival)
        self.box.children = (self.said, *([self.name] if self.asks_name else []), *([self.take] if names else []))

    def _show_take(self, names: Mapping[str, str], wished: str, rival: str) -> None:
        if wished:
            self.take.follow([], [{"key": "unask", "label": self.say(UNASK)}], {})
            return
        self._named = {name: key for key, name in names.items()}
        options = [{"key": "", "label": "–"}, *({"key": name, "label": name} for name in self._named)]
        which = {"kind": "select", "name": "group", "label": self.say(WHICH), "options": options, "unstored": True}
        letters = text_field(self.page.words, "letters", LETTERS, 60) | {"unstored": True, "help": self.say(WHERE)}
        title = self.say(THE_SAME, group=rival) if rival else self.say(ELSEWHERE)
        actions = [{"key": "take", "label": self.say(TAKE)}, {"key": "ask", "label": self.say(ASK)}]
        fields, values = ([letters], {}) if rival else ([which, letters], {"group": ""})
        fold = {"title": title, "open": bool(rival), "fields": fields}
        self.take.follow([fold], actions, values | {"letters": ""})

    def _take(self, key: str, values: dict) -> None:
        group = self.seat.rival or self._named.get(str(values.get("group", "")), "")
        letters = str(values.get("letters", "")).strip()
        self.take.message = ""
        if key == "unask":
            self.seat.wish("")
        elif not group:
            self.take.message = self.say(CHOOSE)
        elif key == "ask":
            self.seat.wish(group)
        elif not letters:
            self.take.message = self.say(TYPE)
        elif not self.seat.take(group, letters):
            self.take.message = self.say(WRONG)
        self.page.show_seat()

    # Letters for another device

    def _show_offer(self) -> None:
        self._later.stop()
        show(self.letters, "")
        help_ = {"kind": "card", "name": "help", "help": self.say(GIVE_HELP, elsewhere=self.say(ELSEWHERE))}
        self.offer.groups = [{"fields": [help_]}] if self.seat.name else []
        self.offer.actions = [{"key": "show", "label": self.say(SHOW)}] if self.seat.name else []

    def _offer(self, _key: str, _values: dict) -> None:
        letters = Markup('<p><span class="kit-code">{}</span></p>').format(self.seat.offer())
        said = letters + lines(self.say(SHOWN, group=isolated(self.seat.name)))
        show(self.letters, Markup('<div role="status">{}</div>').format(said))
        self.offer.actions = [{"key": "show", "label": self.say(SHOW_NEW)}]
        self._later.start(self._clear())

    async def _clear(self) -> None:
        await asyncio.sleep(LETTERS_SECONDS)
        self._show_offer()
