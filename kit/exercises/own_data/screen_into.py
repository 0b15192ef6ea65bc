"""Start values for the exercises: each with where it came from, all at once by one press, and back again by another."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import notebook_of
from kit.exercise import Exercise
from kit.exercises.own_data.screen_asked import Asked
from kit.exercises.own_data.screen_step import DataStep
from kit.exercises.own_data.screen_values import Start, figures, starts
from kit.exercises.own_data.steps import INTO
from kit.groups import FIRM, firm_values
from kit.messages import _
from kit.parameters import parameters
from kit.screen.text import heading, lines, show, table, text

ABOUT = _("These figures can stand where the exercises begin. Two of them nobody can read out of a list of orders:")
COUNT = _("Work out with these")
USE = _("Use these as the starting values")
BACK = _("Take them back")
USED = _(
    "They stand in the exercises now, for this browser. “Back to the start” takes them back there, “Take them back” everywhere."
)
STAYS = _("Only these values go to the exercises, as settings; no row of your list does.")
IN_ROOM = _("In this room whoever leads sees them, as every setting.")
NOTHING = _("Nothing of your list fits a value of this exercise.")
HEAD = (_("Value, and where it came from"), _("from your list"), _("start value"))
CLAMPED = _("beyond the slider, so it stands at its end")
SNAPPED = _("the nearest step of the slider")
LINK = Markup('<p><a href="{}">{}</a></p>')
OPEN_EXERCISE = _("Open “{title}”")


class Into(DataStep):
    """The values, the button that puts them into the exercises, and the one that takes them back."""

    verb = INTO

    def build(self) -> list[Widget]:
        self.asked, self.shown, self.told = Asked(self, margin=True), text(), text()
        self.entry = self.form(
            place={},
            groups=[{"fields": self.asked.fields}],
            values=self.asked.values,
            actions=[{"key": "count", "label": self.say(COUNT)}],
            on_action=self._count,
        )
        self.uses = self.form(
            place={}, on_action=lambda key, _values: self._take() if key == "use" else self._take_back()
        )
        self.page.listen_decisions(self, self._follow)
        self.refresh()
        about = text(lines(self.say(ABOUT)))
        return [about, self.entry, self.shown, self.uses, self.told]

    @property
    def exercises(self) -> list[Exercise]:
        """The exercises that take figures of a firm."""
        return [one for one in self.page.exercises.values() if one.firm]

    def starts(self, exercise: Exercise) -> list[Start]:
        """What an exercise would start from."""
        known = self.loaded.known
        key = "figures", tuple(sorted(self.loaded.asked.items()))
        if key not in known:
            known[key] = figures(self.loaded.deals, self.loaded.asked)
        return starts(exercise, known[key])

    def refresh(self) -> None:
        if self.loaded.deals is None:
            return
        parts = [self._exercise(one) for one in self.exercises]
        said = [STAYS, IN_ROOM] if self.page.attendance else [STAYS]
        show(self.shown, Markup().join(parts) + lines(*(self.say(one) for one in said), kind="kit-note"))
        self._follow()

    def _follow(self) -> None:
        """Say whether values stand in the exercises."""
        stand = any(firm_values(one, self.page.journal) for one in self.exercises)
        back = [{"key": "back", "label": self.say(BACK)}] if stand else []
        actions = [{"key": "use", "label": self.say(USE), "primary": True}, *back]
        if self.uses.actions != actions:
            self.uses.actions = actions
        links = Markup().join(
            LINK.format(notebook_of(one), self.say(OPEN_EXERCISE, title=one.title)) for one in self.exercises
        )
        show(self.told, lines(self.say(USED), kind="kit-guess") + links if stand else "")

    def _exercise(self, exercise: Exercise) -> Markup:
        title, found = heading(self.say(exercise.title)), self.starts(exercise)
        if not found:
            return title + lines(self.say(NOTHING))
        rows = [self._row(one) for one in found]
        return title + Markup('<div class="kit-wide">{}</div>').format(
            table([self.say(one) for one in HEAD], rows, "kit-starts")
        )

    def _row(self, one: Start) -> list:
        words, parameter = self.page.words, one.parameter
        kept = {"clamped": CLAMPED, "snapped": SNAPPED}.get(one.kept)
        start = words.value(parameter, one.value)
        cell = Markup("{}<br><small>{}</small>").format(start, self.say(kept)) if kept else start
        value = one.figure.value
        exact = words.percent(value, 1) if parameter.percent else words.number(value, 0 if _is_whole(value) else 2)
        label = Markup('{}<small class="kit-source">{}</small>').format(
            words.label(parameter), words.say(one.figure.source)
        )
        return [label, exact, cell]

    def _count(self, _key: str, values: dict) -> None:
        self.entry.message = self.asked.take(values)
        if not self.entry.message:
            self.refresh()

    # Into the journal: settings and nothing else

    def _take(self) -> None:
        for exercise in self.exercises:
            values = {one.parameter.name: one.value for one in self.starts(exercise)}
            if values:
                self.page.decide(FIRM, exercise.name, values)
                self._over(exercise, values)
        self._follow()

    def _over(self, exercise: Exercise, values: dict) -> None:
        """Where somebody has moved a value before, it goes to the new start, too."""
        moved = self.page.journal.decided(exercise.name, "setting").keys() & values.keys()
        if moved:
            self.page.decide(exercise.name, "setting", {name: values[name] for name in moved})

    def _take_back(self) -> None:
        for exercise in self.exercises:
            given = firm_values(exercise, self.page.journal)
            if not given:
                continue
            moved = self.page.journal.decided(exercise.name, "setting")
            self.page.decide(FIRM, exercise.name, dict.fromkeys(given))
            declared = parameters(exercise.setting)
            standing = {name: declared[name].default for name, value in given.items() if moved.get(name) == value}
            if standing:
                self.page.decide(exercise.name, "setting", standing)
        self._follow()


def _is_whole(value: float) -> bool:
    """Whether a figure is said without decimals."""
    return value >= 100 or value == round(value)
