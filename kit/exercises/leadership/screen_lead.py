"""“Who decides?” on the facilitator's page: it begins a round, says who is missing, and enters what the team settles on."""

from ipywidgets import VBox

from kit.exercises.leadership.common import Common, begin, grounds, latest
from kit.exercises.leadership.game import CARDS, SIDES, written_pick
from kit.exercises.leadership.screen_board import deck, revealed, short_field
from kit.messages import _
from kit.room.entries import ROOM
from kit.screen.text import heading, lines, show, text

TITLE = _("“Who decides?” from everybody’s own screen")
HELP = _(
    "Each screen picks by itself, all turn over at once, the team talks, you enter what it settles on. Whoever joins later is in from the next pick on; whoever is missing can be left out."
)
BEGIN, BEGIN_AGAIN = _("Begin “Who decides?”"), _("Begin a new round of “Who decides?”")
NO_GROUPS = _("Nobody is in the room yet, so nobody can pick.")
PICKING = _("Decision {card} of {cards}, “{title}”: {count} have picked. Still missing: {groups}.")
SETTLING = _("Decision {card} of {cards}, “{title}”: turned over. Enter what the team settles on.")
FINISHED = _("All ten decisions are settled. Everybody now looks at the weeks on their own screen.")
TURN_OVER = _("Turn over without the missing ones")
SETTLE = _("Enter this and go on")
SURE_BEGIN = _(
    "Really begin a new round? The one under way (decision {card} of {cards}) ends for everybody, and there is no way back into it."
)


class Lead:
    """`desk` is the facilitator's page; `box` is shown there, and `show()` follows whenever something has changed."""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.said, self.form = text(), desk.form("decides", place={}, on_action=self._act)
        self.box = VBox([self.said, self.form])

    def _now(self) -> Common | None:
        return latest(grounds(self.desk.entries, ROOM))

    def show(self) -> None:
        """What is going on, and what can be done about it."""
        now = self._now()
        due = now.due() if now else None
        if due:
            self.desk.establish([due])
        said = heading(self.say(TITLE)) + lines(self.say(HELP), *([self._state(now)] if now else []))
        fields, values = [], {}
        actions = [{"key": "begin", "label": self.say(BEGIN_AGAIN if now else BEGIN), "primary": not now}]
        card = now.game.now if now else None
        if now and card and now.is_open and now.given:
            actions = [{"key": f"turn {card}", "label": self.say(TURN_OVER)}, *actions]
        elif now and card and not now.is_open:
            names = {seat: name for seat, (_key, name) in enumerate(now.groups, start=1)}
            said += revealed(self.desk.words, now.game.picks(card), names)
            fields = [short_field(self.desk.words, side, f"{side}.{card}") | {"unstored": True} for side in SIDES]
            values = {f"{side}.{card}": str(now.game.proposed(side, card)) for side in SIDES}
            actions = [{"key": f"settle {card}", "label": self.say(SETTLE), "primary": True}, *actions]
        show(self.said, said)
        self.form.follow([{"fields": fields}] if fields else [], actions, values)

    def _state(self, now: Common) -> str:
        card = now.game.now
        if card is None:
            return self.say(FINISHED)
        at = {"card": card, "cards": len(CARDS), "title": deck(self.desk.words.code)[card - 1].title}
        if not now.is_open:
            return self.say(SETTLING, **at)
        names = self.desk.session.names()
        missing = ", ".join(names.get(key, name) for key, name in now.groups if key in now.missing)
        return self.say(PICKING, count=len(now.given), groups=missing, **at)

    def _act(self, key, values) -> None:
        """What is written down about a round stays so for everybody; a press that comes too late changes nothing."""
        self.form.message, now = "", self._now()
        what, _space, card = key.partition(" ")
        if what == "begin":
            number = (now.number if now else 0) + 1
            if now and now.game.now:
                at = {"card": now.game.now, "cards": len(CARDS)}
                self.desk.ask(self.form, SURE_BEGIN, BEGIN_AGAIN, lambda: self._begin(number), **at)
            else:
                self._begin(number)
        elif now and card == str(now.game.now):
            pick = written_pick(*(values.get(f"{side}.{card}") or 0 for side in SIDES))
            fact = now.reveal() if what == "turn" else now.settle(pick)
            self.desk.establish([fact] if fact else [])

    def _begin(self, number: int) -> None:
        names = self.desk.session.names()
        groups = [(one.key, names[one.key]) for one in self.desk.in_room]
        if not groups:
            self.form.message = self.say(NO_GROUPS)
            return
        self.desk.establish([begin(groups, number)])
