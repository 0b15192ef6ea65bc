"""The board: all groups side by side, from pasted codes and from the room. Results are recomputed from what was decided."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from ipywidgets import VBox, Widget

from kit.contract import Check
from kit.exercise import Exercise, guess_state
from kit.gather import Read, read_codes
from kit.groups import LEFT_OUT, Group, without_damaged
from kit.messages import _
from kit.posters.exercise import Posters
from kit.screen.facilitator.board_parts import BoardParts
from kit.screen.facilitator.shown import Shown
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text
from kit.typed import isolated, shortened

ENTER = _("Paste team codes here, one per line with the group’s name before it (Blue: 3F7K0-…)")
PUT = _("Put them on the board")
ACCEPTED = _("Taken over: {names}.")
DOUBLE = _("Already on the board: {names}.")
REPLACED = _("Replaced by a newer code: {names}.")
NO_NAME = _("Line {line}: a code of “{exercise}” without a name is shown as “{name}”.")
LINE = _("Line {line}: {problem}")
REMOVE, WHICH = _("Take a code off the board"), _("Which code?")
SURE, NO = (
    _("Take the code of “{group}” off the board? Afterwards only the group has it: {code}"),
    _("No, leave it there"),
)
MOST_PROBLEMS, LONGEST_PASTE = 12, 60_000
TOO_LONG = _("That is more text than a whole workshop has codes ({most} characters at most). Paste only the codes.")

EXERCISE = _("Which exercise?")
NOBODY = _("Nobody has decided anything in this exercise yet.")
WAITING = _("{given} of {all} groups have guessed. The board opens when all have guessed or gone on without a guess.")
HIDE, HIDDEN, OPEN_NOW = _("When does the board open?"), _("when all have guessed"), _("at once")


class Board:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.later, self.parts, self.shown = Postponed(desk.guard), BoardParts(desk.words), Shown(desk, self._show)
        entry = {"kind": "textarea", "name": "codes", "label": self.say(ENTER), "unstored": True}
        self.entry = desk.form(
            "entry",
            place={},
            groups=[{"fields": [entry]}],
            values={"codes": ""},
            actions=[{"key": "put", "label": self.say(PUT), "primary": True}],
            on_action=lambda _key, values: self._put(str(values.get("codes", ""))),
        )
        self.told = text()
        self.is_behind = False  # whether years are still to be played
        self.remove = desk.form("remove", place={}, on_action=self._ask_to_remove)
        choices = [{"key": one.name, "label": self.say(one.title)} for one in desk.on_board.values()]
        fields = [{"kind": "choice", "name": "exercise", "label": self.say(EXERCISE), "options": choices}]
        if desk.place:
            options = [{"key": "guessed", "label": self.say(HIDDEN)}, {"key": "now", "label": self.say(OPEN_NOW)}]
            fields.append({"kind": "choice", "name": "opens", "label": self.say(HIDE), "options": options})
        self.choice = desk.form(
            "board", groups=[{"fields": fields}], values={"exercise": next(iter(desk.exercises)), "opens": "guessed"}
        )
        self.choice.observe(lambda _change: self._show(), "values")
        self.groups = VBox()
        self.box = VBox([self.entry, self.told, self.remove, self.choice, self.groups])
        self.box.add_class("kit-step")
        self.box.add_class("kit-board")
        desk.listen(self, self._heard)
        self._heard()

    # Codes

    def _put(self, pasted: str) -> None:
        self.entry.message = ""
        if len(pasted) > LONGEST_PASTE:
            self.entry.message = self.say(TOO_LONG, most=LONGEST_PASTE)
            return
        known = {(name, exercise): code for name, exercise, code in self.desk.codes}
        owners = {code: name for name, _exercise, code in self.desk.codes}
        taken, told = {}, {ACCEPTED: [], DOUBLE: [], REPLACED: []}
        problems = []
        for read in read_codes(pasted, self.desk.exercises):
            if read.error:
                problems.append(self._problem(read))
                continue
            name = read.name or self._nameless(read, known | taken)
            if not read.name:
                problems.append(self.say(NO_NAME, line=read.line, exercise=read.exercise.title, name=name))
            place = (name, read.exercise.name)
            if read.code in owners:
                told[DOUBLE].append(owners[read.code])
                continue
            told[REPLACED if place in known | taken else ACCEPTED].append(name)
            owners[read.code] = name
            taken[place] = read.code
        if taken:
            self.desk.decide_codes({f"{exercise}|{name}": code for (name, exercise), code in taken.items()})
        said = [
            self.say(message, names=", ".join(map(isolated, dict.fromkeys(names))))
            for message, names in told.items()
            if names
        ]
        show(self.told, lines(*said) + lines(*problems[:MOST_PROBLEMS], kind="kit-problem"))
        if taken and not problems:
            self.entry.values = {"codes": ""}

    def _problem(self, read: Read) -> str:
        if isinstance(read.error, tuple):
            return self.say(read.error[0], **read.error[1])
        return self.say(LINE, line=read.line, problem=self.say(read.error))

    def _nameless(self, read: Read, known) -> str:
        number = 1
        while (self.desk.nameless.format(number=number), read.exercise.name) in known:
            number += 1
        return self.desk.nameless.format(number=number)

    def _show_codes(self) -> None:
        codes = [
            {
                "key": f"{exercise}|{name}",
                "label": f"{isolated(shortened(name))}: {self.say(self.desk.exercises[exercise].title)}",
            }
            for name, exercise, _code in self.desk.codes
        ]
        asked = (
            [
                {
                    "title": self.say(REMOVE),
                    "open": False,
                    "fields": [
                        {
                            "kind": "select",
                            "name": "code",
                            "label": self.say(WHICH),
                            "options": [{"key": "", "label": "–"}, *codes],
                            "unstored": True,
                        },
                    ],
                }
            ]
            if codes
            else []
        )
        self.remove.follow(asked, [{"key": "remove", "label": self.say(REMOVE)}] if codes else [], {"code": ""})

    def _ask_to_remove(self, key, values) -> None:
        chosen = str(values.get("code", ""))
        code = next((code for name, exercise, code in self.desk.codes if f"{exercise}|{name}" == chosen), "")
        if code:
            question = self.say(SURE, group=shortened(chosen.partition("|")[2]), code=code)
            self.remove.ask(question, self.say(REMOVE), self.say(NO), lambda: self._remove(key, values))

    def _remove(self, _key, values) -> None:
        if values.get("code"):
            self.desk.decide_codes({str(values["code"]): ""})

    # What is shown

    @property
    def exercise(self) -> Exercise:
        known = self.desk.exercises
        return known.get(self.choice.values.get("exercise")) or next(iter(known.values()))

    def _heard(self) -> None:
        decided = {name: value for name, value in self.desk.decided("board").items() if name in ("exercise", "opens")}
        if decided and self.choice.values != self.choice.values | decided:
            self.choice.values = self.choice.values | decided
        self._show_codes()
        self._show()

    def _show(self) -> None:
        if self.desk.is_window:  # which has no board
            self.later.stop()
        else:
            self.later.start(self._draw())

    async def _draw(self) -> None:
        """At once all but where settings lead, which follows when its years are played; a newer state starts anew."""
        await self._paint()
        if self.is_behind:
            await self.shown.settle(self.exercise, self._begun)
            await self._paint()

    @property
    def _begun(self) -> list[Group]:
        return [one for one in self.desk.session.groups if one.begun(self.exercise)]

    async def _paint(self) -> None:
        """Part by part, so that the page answers in between."""
        self.is_behind = False
        if check := self.desk.checks.get(self.choice.values.get("exercise")):
            self._place(self._check(check))
            return
        exercise, session = self.exercise, self.desk.session
        names, labels = session.names(), self.shown.labels()
        groups = self._begun
        if not groups and not session.common(exercise):
            self._place([self.parts.said("note", lines(self.say(NOBODY)))])
            return
        given, _damaged = without_damaged(
            lambda some: [one for one in some if guess_state(one.decided(exercise, "predict")) != "open"], groups
        )
        in_room = self.desk.in_room
        missing = [one for one in in_room if one not in (given or [])]
        if self.desk.place and missing and self.choice.values.get("opens") != "now":
            said = self.say(WAITING, given=len(in_room) - len(missing), all=len(in_room))
            self._place([self.parts.said("note", lines(said, kind="kit-guess"))])
            return
        parts = []
        for make in (self.parts.games, self.parts.guesses, self.parts.results, self.parts.alone):
            some = groups
            if make == self.parts.results:  # no figure is shown that a better one of the same setting would replace
                self.is_behind, some = not self.shown.is_settled(exercise, groups), self.shown.settled(exercise, groups)
            if some is None:
                parts += self.parts.computing(exercise)
            else:
                parts += self._part(make.__name__, partial(self._posters, make, labels), some, names)
            await asyncio.sleep(0)
        self._place(parts)

    def _posters(self, make: Callable, labels: dict, some: Sequence[Group]) -> list[Widget]:
        """A part of the board, made of the posters of some groups."""
        posters = Posters(self.desk.words, self.exercise, self.desk.session, some, labels)
        return make(posters, self.desk.session.names())

    def _part(
        self, key: str, make: Callable[[Sequence[Group]], list[Widget]], groups: Sequence[Group], names: dict
    ) -> list[Widget]:
        """A part of the board; groups of which it cannot be made are named, and the others are shown."""
        made, left_out = without_damaged(make, groups) if groups else (make([]), ())
        if not left_out:
            return made
        said = self.say(LEFT_OUT, groups=", ".join(names[one.key] for one in left_out))
        return [*(made or []), self.parts.said(f"{key} without", lines(said, kind="kit-problem"))]

    def _check(self, check: Check) -> list[Widget]:
        """Something that everybody was asked, put together."""
        return self.shown.check(check).parts(self.desk.session, at_once=self.choice.values.get("opens") == "now")

    def _place(self, parts: list[Widget]) -> None:
        """Put parts on the page; the same parts stay where they are, so that nothing jumps under the reader's eyes."""
        if tuple(parts) != self.groups.children:
            self.groups.children = parts
