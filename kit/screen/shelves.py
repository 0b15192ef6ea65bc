"""The ready-made settings of a laboratory: one is taken, and says “changed” as soon as somebody moves away from it."""

from functools import cached_property

from kit.exercise import Preset, Shelf
from kit.groups import values_taken_along
from kit.messages import _
from kit.parameters import restored, values_of

TO_START, AS_BEFORE = _("Back to the start"), _("As set in the exercises before")
CHANGED, CHANGED_LABEL = "changed", _("Changed: {preset}")
STEP = "shelf"  # of the journal: which ready-made setting was taken last


class Shelves:
    """The lists of ready-made settings as one form; what was taken is a decision, so that none is lost on its way."""

    def __init__(self, step):
        self.page, self.say = step.page, step.page.say
        self.shelves = step.page.exercise.laboratory.shelves
        self.along = values_taken_along(self.page.exercise, self.page.journal)
        self.form = step.form(
            place=step.place | {"step": STEP},
            groups=[],
            values=dict.fromkeys((one.key for one in self.shelves), ""),
            actions=self._actions(),
            on_action=lambda key, _values: self._to_start() if key == "start" else self._take_along(),
        )
        self.follow(values_of(self.page.setting))
        self.form.observe(lambda change: self._choose(change["old"], change["new"]), "values")
        self._chosen = self.form.values

    def follow(self, values: dict) -> None:
        """Say which ready-made setting these values are, or which one they were before somebody changed them."""
        taken = self.page.decided(STEP)
        standing = {shelf.key: self._standing(shelf, values, str(taken.get(shelf.key, ""))) for shelf in self.shelves}
        groups = [{"fields": [self._field(shelf, *standing[shelf.key]) for shelf in self.shelves]}]
        self._chosen = {key: CHANGED if preset and not holds else preset for key, (preset, holds) in standing.items()}
        with self.form.hold_sync():
            if groups != self.form.groups:
                self.form.groups = groups
            self.form.values = self._chosen

    def _standing(self, shelf: Shelf, values: dict, taken: str) -> tuple[str, bool]:
        """The preset that the values are or were, and whether they are it now; the one that was taken last goes first."""
        known = {preset.key: preset for preset in shelf.presets}
        for key in dict.fromkeys((taken, *known)):
            if key in known and self._holds(shelf, known[key], values):
                return key, True
        return (taken if taken in known else self._first(shelf)), False

    def _first(self, shelf: Shelf) -> str:
        """The preset that the start setting is, if any."""
        start = values_of(self.page.exercise.setting())
        return next((one.key for one in shelf.presets if self._holds(shelf, one, start)), "")

    def _holds(self, shelf: Shelf, preset: Preset, values: dict) -> bool:
        return all(values[name] == value for name, value in self._wanted[shelf.key, preset.key].items())

    @cached_property
    def _wanted(self) -> dict[tuple[str, str], dict]:
        """What each preset asks for, by shelf and preset: a moving slider asks again and again."""
        setting = self.page.exercise.setting
        return {
            (shelf.key, one.key): dict(one.changes) if shelf.keeps else values_of(setting(**one.changes))
            for shelf in self.shelves
            for one in shelf.presets
        }

    def _field(self, shelf: Shelf, preset: str, holds: bool) -> dict:
        options = [] if preset else [{"key": "", "label": "–"}]
        options += [{"key": one.key, "label": self.say(one.label)} for one in shelf.presets]
        if preset and not holds:
            label = next(one.label for one in shelf.presets if one.key == preset)
            options = [{"key": CHANGED, "label": self.say(CHANGED_LABEL, preset=label)}, *options]
        return {"kind": "select", "name": shelf.key, "label": self.say(shelf.label), "options": options}

    def _choose(self, _before: dict, chosen: dict) -> None:
        """Take what somebody has chosen; what the page itself shows there is no choice."""
        shown, self._chosen = self._chosen, chosen
        for shelf in self.shelves:
            for preset in shelf.presets:
                if preset.key == chosen[shelf.key] != shown.get(shelf.key):
                    self.page.write(STEP, {shelf.key: preset.key})
                    self.page.decide_setting(preset.changes, keep=shelf.keeps)

    def renew(self) -> None:
        """Look at the journal anew: what was set in the exercises before, `along`, can be taken over."""
        self.along = values_taken_along(self.page.exercise, self.page.journal)
        if self.form.actions != (actions := self._actions()):
            self.form.actions = actions

    def _actions(self) -> list[dict]:
        return [
            {"key": "start", "label": self.say(TO_START)},
            *([{"key": "before", "label": self.say(AS_BEFORE)}] if self.along else []),
        ]

    def _take_along(self) -> None:
        """Take over what was set in the exercises before; what does not fit to the rest of this setting stays as it is usually."""
        fitting, _errors = restored(self.page.exercise.setting, values_of(self.page.setting) | self.along)
        self.page.decide_setting({name: getattr(fitting, name) for name in self.along}, keep=True)

    def _to_start(self) -> None:
        self.page.write(STEP, {shelf.key: "" for shelf in self.shelves})
        self.page.decide_setting({})
