"""The board: all groups side by side, from pasted codes and from the room. Results are recomputed from what was decided."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from ipywidgets import Box, VBox, Widget
from markupsafe import Markup

from kit.exercises.culture_check.rounds import NAME as CULTURE
from kit.exercises.culture_check.rounds import statements
from kit.exercise import Exercise, guess_state
from kit.gather import Read, read_codes
from kit.exercises.incentives.game import TASK_PARTS
from kit.groups import LEFT_OUT, Group, without_damaged
from kit.messages import _
from kit.report.table import teams
from kit.exercises.culture_check.screen import Declared, culture_board
from kit.screen.facilitator.desk import CODES
from kit.screen.later import Later
from kit.exercises.incentives.screen_end import ROWS, year_figures, mean_days
from kit.screen.pictures import forest_picture, live_chart, mood_line
from kit.exercises.customer_forest.screen import PICTURE
from kit.exercises.customer_forest.screen_end import IN_ALL, rows_of
from kit.exercises.culture_check.screen_spread import SpreadPicture
from kit.screen.text import heading, lines, show, table, text
from kit.exercises.role_chain.setting import ROLE_LABELS, ROLES
from kit.typed import isolated, shortened
from kit.exercises.customer_forest.views import FOREST_WORDS
from kit.years import BLOCKS

ENTER = _("Paste team codes here, one per line with the group’s name before it (Blue: 3F7K0-…)")
PUT = _("Put them on the board")
ACCEPTED = _("Taken over: {names}.")
DOUBLE = _("Already on the board: {names}.")
REPLACED = _("Replaced by a newer code: {names}.")
NO_NAME = _("Line {line}: a code of “{exercise}” without a name is shown as “{name}”.")
LINE = _("Line {line}: {problem}")
GROUP = _("Group {number}")
REMOVE, WHICH = _("Take a code off the board"), _("Which code?")
SURE, NO = _("Take the code of “{group}” off the board? Afterwards only the group has it: {code}"), _("No, leave it there")
MOST_PROBLEMS, LONGEST_PASTE = 12, 60_000
TOO_LONG = _("That is more text than a whole workshop has codes ({most} characters at most). Paste only the codes.")

EXERCISE = _("Which exercise?")
NOBODY = _("Nobody has decided anything in this exercise yet.")
WAITING = _("{given} of {all} groups have guessed. The board opens when all have guessed or gone on without a guess.")
HIDE, HIDDEN, OPEN_NOW = _("When does the board open?"), _("when all have guessed"), _("at once")
GUESSES = _("Predictions against the true answer")
GUESS_CHART = _("One line per group: its guess, and a dashed line at the true answer of the start setting.")
TRUTH = _("true answer")
GROUP_HEAD, TRUE_HEAD, OPEN_GUESS = _("Group"), _("True answer at the start setting"), _("no guess")
RESULTS = _("What each group’s own setting leads to")
RESULT_CHART = _("One line per group: in how many of 100 repetitions the new way is ahead at the group’s own setting, with the error of playing so few.")
AHEAD_AXIS = _("new way ahead, of 100")
EVEN = _("even")
CHANGED, UNCHANGED = _("What it changed"), _("nothing: the start setting")
CHANGE_LINE = _("{label}: {before} → {after}")
GAME = _("What happened in the game")
HANDOVER = _("{sender} → {receiver}")
KEPT = _("{arrived} of {known}")
PAIRED = _("sat in")
ANSWERED, AGAIN, BROKEN, HOURS = _("Questions answered"), _("Asked again"), _("Promises broken"), _("Hours spent")
PLAN_OF = _("{group}, {plan}")
OLD_PLAN, NEW_PLAN = _("old plan"), _("new plan")
DAYS_HEAD = _("Mean days per quarter: {tasks}")
FOREST_OF = _("{name}: {customers} customers, {burned} burned, {eur} EUR earned after {seasons} seasons.")
COMMON = _("Common ground {key}")
MOST_FORESTS = 8
QUICK_BLOCKS, QUIET_SECONDS = 2, 3.0  # 100 years while decisions come in; all 400 after so long without any


class Board:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.later, self.charts, self.texts, self.rows = Later(desk.guard), {}, {}, {}
        self.forests, self.grounds, self.spread = [], [], None
        entry = {"kind": "textarea", "name": "codes", "label": self.say(ENTER), "unstored": True}
        self.entry = desk.form(
            "entry", place={}, groups=[{"fields": [entry]}], values={"codes": ""},
            actions=[{"key": "put", "label": self.say(PUT), "primary": True}], on_action=lambda _key, values: self._put(str(values.get("codes", ""))),
        )  # fmt: skip
        self.told = text()
        self.remove = desk.form("remove", place={}, on_action=self._ask_to_remove)
        choices = [{"key": one.name, "label": self.say(one.title)} for one in (Declared(), *desk.exercises.values())]
        fields = [{"kind": "choice", "name": "exercise", "label": self.say(EXERCISE), "options": choices}]
        if desk.place:
            options = [{"key": "guessed", "label": self.say(HIDDEN)}, {"key": "now", "label": self.say(OPEN_NOW)}]
            fields.append({"kind": "choice", "name": "opens", "label": self.say(HIDE), "options": options})
        self.choice = desk.form("board", groups=[{"fields": fields}], values={"exercise": next(iter(desk.exercises)), "opens": "guessed"})
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
            self.desk.write(CODES, {f"{exercise}|{name}": code for (name, exercise), code in taken.items()})
        said = [self.say(message, names=", ".join(map(isolated, dict.fromkeys(names)))) for message, names in told.items() if names]
        show(self.told, lines(*said) + lines(*problems[:MOST_PROBLEMS], kind="kit-problem"))
        if taken and not problems:
            self.entry.values = {"codes": ""}

    def _problem(self, read: Read) -> str:
        if isinstance(read.error, tuple):
            return self.say(read.error[0], **read.error[1])
        return self.say(LINE, line=read.line, problem=self.say(read.error))

    def _nameless(self, read: Read, known) -> str:
        number = 1
        while (self.say(GROUP, number=number), read.exercise.name) in known:
            number += 1
        return self.say(GROUP, number=number)

    def _show_codes(self) -> None:
        codes = [{"key": f"{exercise}|{name}", "label": f"{isolated(shortened(name))}: {self.say(self.desk.exercises[exercise].title)}"} for name, exercise, _code in self.desk.codes]
        asked = [{"title": self.say(REMOVE), "open": False, "fields": [
            {"kind": "select", "name": "code", "label": self.say(WHICH), "options": [{"key": "", "label": "–"}, *codes], "unstored": True},
        ]}] if codes else []  # fmt: skip
        self.remove.follow(asked, [{"key": "remove", "label": self.say(REMOVE)}] if codes else [], {"code": ""})

    def _ask_to_remove(self, key, values) -> None:
        chosen = str(values.get("code", ""))
        code = next((code for name, exercise, code in self.desk.codes if f"{exercise}|{name}" == chosen), "")
        if code:
            question = self.say(SURE, group=shortened(chosen.partition("|")[2]), code=code)
            self.remove.ask(question, self.say(REMOVE), self.say(NO), lambda: self._remove(key, values))

    def _remove(self, _key, values) -> None:
        if values.get("code"):
            self.desk.write(CODES, {str(values["code"]): ""})

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
        self.later.start(self._draw())

    async def _draw(self) -> None:
        """A quick board at once, the exact one once nothing more comes in; a newer state starts anew."""
        await self._paint(QUICK_BLOCKS)
        await asyncio.sleep(QUIET_SECONDS)
        await self._paint(BLOCKS)

    async def _paint(self, blocks: int) -> None:
        """Part by part, so that the page answers in between."""
        if self.choice.values.get("exercise") == CULTURE:
            self._place(self._culture())
            return
        exercise, session = self.exercise, self.desk.session
        names = session.names()
        groups = [one for one in session.groups if one.begun(exercise)]
        played = [one for one in session.grounds if exercise.name == "customer_forest"]
        if not groups and not played:
            self._place([self._said("note", lines(self.say(NOBODY)))])
            return
        given, _damaged = without_damaged(lambda some: [one for one in some if guess_state(one.decided(exercise, "predict")) != "open"], groups)
        in_room = [one for one in session.groups if not one.key.startswith("code ")]
        missing = [one for one in in_room if one not in (given or [])]
        if self.desk.place and missing and self.choice.values.get("opens") != "now":
            said = self.say(WAITING, given=len(in_room) - len(missing), all=len(in_room))
            self._place([self._said("note", lines(said, kind="kit-guess"))])
            return
        parts = self._part("guesses", lambda some: self._guesses(exercise, some, names), groups, names)
        await asyncio.sleep(0)
        for group in groups:  # what takes longest, remembered afterwards
            without_damaged(lambda some: some[0].years(exercise, blocks), [group])
            await asyncio.sleep(0)
        parts += self._part("results", lambda some: self._results(exercise, some, names, blocks), groups, names)
        await asyncio.sleep(0)
        game = getattr(self, f"_{exercise.name}", lambda *_given: [])
        self._place(parts + self._part("game", lambda some: game(some, names), groups, names))

    def _part(self, key: str, make: Callable[[Sequence[Group]], list[Widget]], groups: Sequence[Group], names: dict) -> list[Widget]:
        """A part of the board; groups of which it cannot be made are named, and the others are shown."""
        made, left_out = without_damaged(make, groups)
        if not left_out:
            return made
        said = self.say(LEFT_OUT, groups=", ".join(names[one.key] for one in left_out))
        return [*(made or []), self._said(f"{key} without", lines(said, kind="kit-problem"))]

    def _culture(self) -> list[Widget]:
        """The culture check of everybody together."""
        if self.spread is None:
            self.spread = SpreadPicture(self.desk.words, statements(self.desk.words.code))
        return culture_board(self.desk.words, self.desk.session, self.spread, at_once=self.choice.values.get("opens") == "now")

    def _place(self, parts: list[Widget]) -> None:
        """Put parts on the page; the same parts stay where they are, so that nothing jumps under the reader's eyes."""
        if tuple(parts) != self.groups.children:
            self.groups.children = parts

    def _said(self, key: str, html: Markup) -> Widget:
        """A text of the board, made once."""
        self.texts.setdefault(key, text())
        show(self.texts[key], html)
        return self.texts[key]

    def _row(self, key: str, parts: Sequence[Widget]) -> Widget:
        """Pictures beside each other where there is room."""
        box = self.rows.setdefault(key, Box())
        box.add_class("kit-pair")
        if tuple(parts) != box.children:
            box.children = tuple(parts)
        return box

    def _chart(self, key: str, kind: str, labels: dict, description) -> Widget:
        """A chart by what is in it; made once, afterwards it only gets rows."""
        name = (key, repr(labels))
        if name not in self.charts:
            self.charts[name] = live_chart(self.desk.words, kind, labels, description)
        return self.charts[name]

    def _strip(self, key: str, axis: str, span: list[float], mark: str, rows: list[tuple], headline: str, description) -> Widget:
        chart = self._chart(key, "strip", {"axis": axis, "range": span, "mark": mark}, description)
        columns = zip(*rows, strict=True)
        chart.show({name: list(column) for name, column in zip(("group", "value", "low", "high", "mark", "figure"), columns, strict=True)}, headline)
        return chart

    def _guesses(self, exercise: Exercise, groups: Sequence[Group], names: dict) -> list[Widget]:
        words, given = self.desk.words, {one.key: one.guesses(exercise) for one in groups}
        truths = {one.parameter.name: one.truth() for one in exercise.guesses}
        charts = []
        for guess in exercise.guesses:
            parameter = guess.parameter
            if parameter.choices:
                continue
            scale, truth = (100 if parameter.percent else 1), truths[parameter.name]
            rows = [
                (names[key], *(scale * said[parameter.name],) * 3, scale * truth, words.number(scale * said[parameter.name]))
                for key, said in given.items() if said
            ]  # fmt: skip
            if rows:
                axis = "%" if parameter.percent else words.say(parameter.unit or parameter.label)
                span = [scale * parameter.low, scale * parameter.high]
                charts.append(self._strip(f"guess {parameter.name}", axis, span, self.say(TRUTH), rows, words.say(guess.question), GUESS_CHART))
        head = [self.say(GROUP_HEAD), *(words.say(one.question) for one in exercise.guesses)]
        rows = [[names[one.key], *(self._guess(guess, given[one.key]) for guess in exercise.guesses)] for one in groups]
        rows.append([self.say(TRUE_HEAD), *(words.value(one.parameter, truths[one.parameter.name]) for one in exercise.guesses)])
        return [self._said("guesses", heading(self.say(GUESSES))), self._row("guesses", charts), self._said("guess table", _wide(table(head, rows)))]

    def _guess(self, guess, given: dict | None) -> str:
        return self.desk.words.value(guess.parameter, given[guess.parameter.name]) if given else self.say(OPEN_GUESS)

    def _results(self, exercise: Exercise, groups: Sequence[Group], names: dict, blocks: int) -> list[Widget]:
        words, laboratory, charts = self.desk.words, exercise.laboratory, []
        for outcome in laboratory.outcomes:
            rows = []
            for group in groups:
                ahead = outcome.ahead_in(*group.years(exercise, blocks).outcomes[outcome.key])
                low, high = max(0, ahead["count"] - ahead["error"]), min(100, ahead["count"] + ahead["error"])
                rows.append((names[group.key], ahead["count"], low, high, 50, f"{ahead['count']} ± {ahead['error']}"))
            if rows:
                charts.append(self._strip(f"ahead {outcome.key}", self.say(AHEAD_AXIS), [0, 100], self.say(EVEN), rows, words.say(outcome.label), RESULT_CHART))
        head = [self.say(GROUP_HEAD), self.say(CHANGED), *(words.say(one.label) for one in laboratory.outcomes)]
        rows = [
            [names[one.key], self._changes(exercise, one),
             *(words.say(outcome.ahead, **outcome.ahead_in(*one.years(exercise, blocks).outcomes[outcome.key])) for outcome in laboratory.outcomes)]
            for one in groups
        ]  # fmt: skip
        if not rows:
            return []
        return [self._said("results", heading(self.say(RESULTS))), self._row("results", charts), self._said("result table", _wide(table(head, rows)))]

    def _changes(self, exercise: Exercise, group: Group) -> Markup | str:
        words, declared, default = self.desk.words, exercise.code_parameters, exercise.setting()
        changed = [
            self.say(CHANGE_LINE, label=words.label(declared[name]), before=words.value(declared[name], getattr(default, name)), after=words.value(declared[name], value))
            for name, value in group.changes(exercise).items()
        ]  # fmt: skip
        return Markup("<br>").join(changed) if changed else self.say(UNCHANGED)

    # The games

    def _role_chain(self, groups: Sequence[Group], names: dict) -> list[Widget]:
        games = {names[one.key]: one.pass_on(self.desk.cases) for one in groups}
        handovers = [self.say(HANDOVER, sender=ROLE_LABELS[one], receiver=ROLE_LABELS[after]) for one, after in zip(ROLES, ROLES[1:], strict=False)]
        rows = []
        for name, game in games.items():
            if game:
                outcome = game.outcome("chain")
                facts = [self.say(KEPT, arrived=len(one.arrived), known=len(one.known)) + (f" ({self.say(PAIRED)})" if one.paired else "") for one in game.handovers]
                hours = self.desk.words.number(sum(outcome.hours.values()), 1)
                rows.append([name, game.case.title, *facts, outcome.right, outcome.again, len(outcome.broken), hours])
        head = [self.say(GROUP_HEAD), self.say(_("Customer")), *handovers, *(self.say(one) for one in (ANSWERED, AGAIN, BROKEN, HOURS))]
        return self._game(head, rows)

    def _incentives(self, groups: Sequence[Group], names: dict) -> list[Widget]:
        words, rows = self.desk.words, []
        for group in groups:
            game = group.payday()
            for side, plan in (("old", OLD_PLAN), ("new", NEW_PLAN)) if game else ():
                year = game.years[side]
                days = " / ".join(words.number(float(one), 1) for one in mean_days(year))
                rows.append([self.say(PLAN_OF, group=names[group.key], plan=plan), days, *year_figures(words, year).values()])
        head = [self.say(GROUP_HEAD), self.say(DAYS_HEAD, tasks=" / ".join(words.say(one.label) for one in TASK_PARTS)), *(words.say(one) for one in ROWS.values())]
        return self._game(head, rows)

    def _customer_forest(self, groups: Sequence[Group], names: dict) -> list[Widget]:
        words, pictures = self.desk.words, []
        for place, played in enumerate(replace(self.desk.session, groups=tuple(groups)).played()[:MOST_FORESTS]):
            if place >= len(self.forests):
                self.forests.append(forest_picture(words, FOREST_WORDS, PICTURE))
            game, picture = played.game, self.forests[place]
            last = game.ground.seasons[-1]
            earned = np.sum([season.earned_eur for season in game.ground.seasons], axis=0)
            called = teams(words, played, names)
            picture.teams = called if len(called) > 1 else []
            rows = rows_of(game.ground)
            picture.names = [called[owner] if owner >= 0 else "" for owner in rows["owner"]]
            name = self.say(COMMON, key=played.name) if played.teams else played.name
            figures = {"customers": int(last.customers.sum()), "burned": last.burned, "eur": round(float(earned.sum())), "seasons": len(game.ground.seasons)}
            picture.show(rows, headline=self.say(FOREST_OF, name=name, **figures), line=mood_line(words, rows))
            per_team = table([self.say(GROUP_HEAD), self.say(IN_ALL)], [[one, words.number(round(float(eur)))] for one, eur in zip(called, earned, strict=True)])
            if place >= len(self.grounds):
                self.grounds.append(VBox([picture, text()]))
            show(self.grounds[place].children[1], per_team)
            pictures.append(self.grounds[place])
        return [self._said("game", heading(self.say(GAME))), self._row("game", pictures)] if pictures else []

    def _game(self, head: list, rows: list[list]) -> list[Widget]:
        said = heading(self.say(GAME)) + _wide(table(head, [[str(cell) for cell in row] for row in rows]))
        return [self._said("game", said)] if rows else []


def _wide(html: Markup) -> Markup:
    return Markup('<div class="kit-wide">{}</div>').format(html)
