"""A game in which a room picks together, turn after turn (kit/room/picks.py): the screen of a group, and the facilitator's part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ipywidgets import VBox
from markupsafe import Markup

from kit.journal import Event
from kit.messages import Message
from kit.room.entries import ROOM, SHARED
from kit.room.picks import latest
from kit.screen.common_game import CommonGame
from kit.screen.text import heading, lines, show, text


class CommonPicks(CommonGame):
    """What a group sees: until all picks of a turn are revealed, its own can be changed.

    A game says how everybody `picks_alone` at first, that its own pick `is_in`, and with {count} and {groups} how many have `picked`.
    """

    picks_alone = is_in = picked = Message("")

    def is_over(self) -> bool:
        common = self.common()
        return common.game.is_over if common else super().is_over()

    def hand_in(self, common, pick: str) -> None:
        """The pick of this group for the turn that is on."""
        self.page.write(SHARED, {common.pick_name: pick})
        self.refresh()

    def status(self, common) -> Markup:
        """What holds now, and who is still missing."""
        if self.page.attendance.key not in common.given:
            return lines(self.say(self.picks_alone)) if common.now == 1 else Markup()
        names = dict(common.groups)
        missing = ", ".join(names[one] for one in common.missing)
        return lines(
            self.say(self.is_in), self.say(self.picked, count=len(common.given), groups=missing), kind="kit-guess"
        )


@dataclass(frozen=True)
class LeadWords:
    """What the facilitator's part says: `asking` of a turn with {count} and {groups}, `settling` when it is revealed, `sure_begin` before a
    round under way ends; these with what the game says `at` a turn.
    """

    title: Message
    help: Message
    begin: Message
    begin_again: Message
    nobody: Message
    asking: Message
    settling: Message
    finished: Message
    reveal: Message
    settle: Message
    sure_begin: Message


class PicksLead:
    """The facilitator's part. `desk` is the page; `box` is shown there, and `show()` follows whenever something has changed.

    A game gives its `words`, the `name` of its form, its `rounds(entries, facts_by)` and `begin(groups, number)`; `at(common)`, what
    sentences of a turn hold; `choice(common)`, what is shown and asked when the picks are revealed; and `settled(common, values)`,
    the fact that this makes, or None.
    """

    words: LeadWords
    name = ""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.said, self.form = text(), desk.form(self.name, place={}, on_action=self._act)
        self.box = VBox([self.said, self.form])

    def _now(self) -> Any:
        return latest(self.rounds(self.desk.entries, ROOM))

    def show(self) -> None:
        """What is going on, and what can be done about it."""
        now, words = self._now(), self.words
        if now and (due := now.due()):
            self.desk.establish([due])
        said = heading(self.say(words.title)) + lines(self.say(words.help), *([self._state(now)] if now else []))
        fields, values = [], {}
        actions = [{"key": "begin", "label": self.say(words.begin_again if now else words.begin), "primary": not now}]
        turn = now.now if now else None
        if now and turn and now.is_open and now.given:
            actions = [{"key": f"turn {turn}", "label": self.say(words.reveal)}, *actions]
        elif now and turn and not now.is_open:
            revealed, fields, values = self.choice(now)
            said += revealed
            actions = [{"key": f"settle {turn}", "label": self.say(words.settle), "primary": True}, *actions]
        show(self.said, said)
        self.form.follow([{"fields": fields}] if fields else [], actions, values)

    def _state(self, now) -> str:
        if now.now is None:
            return self.say(self.words.finished)
        if not now.is_open:
            return self.say(self.words.settling, **self.at(now))
        names = self.desk.session.names()
        missing = ", ".join(names.get(key, name) for key, name in now.groups if key in now.missing)
        return self.say(self.words.asking, count=len(now.given), groups=missing, **self.at(now))

    def _act(self, key, values) -> None:
        """What is written down about a round stays so for everybody; a press that comes too late changes nothing."""
        self.form.message, now = "", self._now()
        what, _space, turn = key.partition(" ")
        if what == "begin":
            number = (now.number if now else 0) + 1
            if now and now.now:
                asked = self.words.sure_begin, self.words.begin_again, lambda: self._begin(number)
                self.desk.ask(self.form, *asked, **self.at(now))
            else:
                self._begin(number)
        elif now and turn == str(now.now):
            fact = now.reveal() if what == "turn" else self.settled(now, values)
            self.desk.establish([fact] if fact else [])

    def _begin(self, number: int) -> None:
        names = self.desk.session.names()
        groups = [(one.key, names[one.key]) for one in self.desk.in_room]
        if not groups:
            self.form.message = self.say(self.words.nobody)
            return
        self.desk.establish([self.begin(groups, number)])

    def rounds(self, entries, facts_by: str) -> tuple:
        raise KeyError(self.name)

    def begin(self, groups, number: int) -> Event:
        raise KeyError(self.name)

    def at(self, common) -> Mapping[str, Any]:
        raise KeyError(self.name)

    def choice(self, common) -> tuple[Markup, list[dict], dict]:
        raise KeyError(self.name)

    def settled(self, common, values: Mapping) -> Event | None:
        raise KeyError(self.name)
