"""Up to three settings that a group keeps: what each changes, where it leads, and a way back to it."""

import asyncio
import json
from collections.abc import Mapping

from ipywidgets import VBox
from markupsafe import Markup

from kit.exercise import Exercise, Outcome
from kit.groups import played_years
from kit.messages import _
from kit.parameters import Checked, changes, parameters, restored, values_of
from kit.screen.figures import figure
from kit.screen.taking_turns import my_turn
from kit.screen.text import heading, lines, show, table, text
from kit.verdict import middle
from kit.years import BLOCKS

STEP, PLACES = "kept", ("first", "second", "third")

KEPT = _("Kept settings")
KEEP = _("Keep this setting")
BRING_BACK, DROP = _("Bring back setting {number}"), _("Drop setting {number}")
REFUSED = _("The values on the sliders do not fit together, so there is nothing to keep.")
KNOWN = _("This setting is kept already, as setting {number}.")
NUMBER, OUTCOME = _("Setting {number}"), _("Middle results (● OLD, ◆ NEW)")
START = _("Setting {number} is the start setting.")
DIFFERS = _("What differs from the start")
BOTH = Markup('<span class="kit-old">●\u00a0{}</span> <span class="kit-new">◆\u00a0{}</span>')


def written(setting: Checked) -> str:
    """A setting as the journal keeps it: what differs from the start."""
    return json.dumps(changes(setting))


def read(exercise: Exercise, value: object) -> Checked | None:
    """A kept setting; None for a place that is empty or cannot be read. What is impossible by now stands at its default."""
    try:
        changed = json.loads(value) if isinstance(value, str) and value else None
    except (ValueError, RecursionError):
        return None
    return restored(exercise.setting, changed)[0] if isinstance(changed, dict) else None


class Kept:
    """The kept settings of a page as a table, with the buttons below it."""

    def __init__(self, step):
        self.step, self.page, self.say = step, step.page, step.page.say
        self.table, self.playing = text(), step.later()
        self.form = step.form(place={}, on_action=lambda key, _values: self._asked(key))
        self.box = VBox([self.table, self.form])
        self.box.add_class("kit-kept-settings")
        self.show()

    def settings(self) -> dict[str, Checked]:
        """The kept settings by place."""
        decided = self.page.decided(STEP)
        found = {place: read(self.page.exercise, decided.get(place)) for place in PLACES}
        return {place: setting for place, setting in found.items() if setting is not None}

    def show(self) -> None:
        """What the journal knows; figures that are not known yet come a moment later."""
        kept = self.settings()
        numbers = {place: PLACES.index(place) + 1 for place in kept}
        self.form.actions = [
            *([{"key": "keep", "label": self.say(KEEP)}] if len(kept) < len(PLACES) else []),
            *({"key": f"back {one}", "label": self.say(BRING_BACK, number=numbers[one])} for one in kept),
            *({"key": f"drop {one}", "label": self.say(DROP, number=numbers[one])} for one in kept),
        ]
        self.form.message = ""
        if not kept:
            show(self.table, "")
            return
        self.playing.start(self._play(kept))

    async def _play(self, kept: Mapping[str, Checked]) -> None:
        async with my_turn():
            for setting in kept.values():
                played_years(self.page.exercise, setting, BLOCKS)
                await asyncio.sleep(0)
        show(self.table, self._table(kept))

    def _table(self, kept: Mapping[str, Checked]) -> Markup:
        words, exercise = self.page.words, self.page.exercise
        head = [self.say(OUTCOME), *(self.say(NUMBER, number=PLACES.index(place) + 1) for place in kept)]
        years = [played_years(exercise, setting, BLOCKS) for setting in kept.values()]
        rows = [
            [self.say(outcome.label), *(self._both(outcome, one.outcomes[outcome.key]) for one in years)]
            for outcome in exercise.laboratory.outcomes
        ]
        changed = {name for one in kept.values() for name in changes(one)}
        differing = [
            [words.label(one), *(words.value(one, getattr(setting, name)) for setting in kept.values())]
            for name, one in parameters(exercise.setting).items()
            if name in changed
        ]
        differs = [self.say(DIFFERS), *head[1:]]
        more = table(differs, differing, "kit-differs") if differing else lines(self.say(START, number=1))
        wide = Markup('<div class="kit-wide">{}</div>')
        return heading(self.say(KEPT)) + wide.format(table(head, rows, "kit-kept")) + wide.format(more)

    def _both(self, outcome: Outcome, sides) -> Markup:
        shown = [figure(self.page.words, outcome, one) if (one := middle(side)) is not None else "–" for side in sides]
        return BOTH.format(*shown)

    def _asked(self, key: str) -> None:
        what, _space, place = key.partition(" ")
        if what == "keep":
            return self._keep()
        elif what == "drop":
            self.page.write(STEP, {place: ""})
        elif place in (kept := self.settings()):
            self.page.decide_setting(values_of(kept[place]))
        self.show()
        return None

    def _keep(self) -> None:
        """Keep what is on the screen in the first free place, unless it is kept already."""
        if self.page.refused:
            self.form.message = self.say(REFUSED)
            return
        kept = self.settings()
        known = next((place for place, setting in kept.items() if setting == self.page.setting), None)
        free = [place for place in PLACES if place not in kept]
        if known is None and free:
            self.page.write(STEP, {free[0]: written(self.page.setting)})
            self.show()
        elif known is not None:
            self.form.message = self.say(KNOWN, number=PLACES.index(known) + 1)
