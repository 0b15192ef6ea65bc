"""`compare()`: OLD and NEW on the same customers and the same chance, live while a slider moves, exact on release."""

import asyncio
from dataclasses import asdict

import numpy as np
from ipywidgets import Box, VBox
from markupsafe import Markup

from kit.exercise import Outcome, Preset, Shelf, guess_state
from kit.messages import _
from kit.parameters import parameters
from kit.screen.fields import division, field
from kit.screen.last_possible import LastPossible
from kit.screen.page import Step
from kit.screen.pictures import ViewCharts
from kit.screen.taking_turns import my_turn
from kit.screen.text import lines, show, table, text
from kit.wording import Language
from kit.years import BLOCKS, YEARS_PER_BLOCK, Years, joined, play

PAUSE_SECONDS = 0.25  # after a slider was let go of, or anything else was chosen: then the exact years are played
HELD_SECONDS = 1.5  # the same while a slider is held still: in a full room all pages share the processors
YEARS_IN_A_ROOM = 25  # at once, while a slider moves in a room; alone it is a whole block

AHEAD = _("Who is ahead?")
TO_START = _("Back to the start")
VIEW = _("What do you want to see?")
HEAD = _("Middle result (small: 8 of 10)")
MEDIAN = _("{median} {unit}")
SPREAD = _("{low} to {high}")
PLAYED = _("{played} played with the same customers and the same chance for both. The band holds 8 of 10.")
DRAFT = _("While you move a slider, {played} are played; let go for {exact}.")
BESIDE = _("{label}: you guessed {guess}; at the start setting it is {truth}.")
BESIDE_SKIPPED = _("{label}: at the start setting it is {truth}.")


class Compare(Step):
    verb = "compare"

    def opens_by_itself(self) -> bool:
        return True

    def build(self) -> list:
        page, self.laboratory = self.page, self.page.exercise.laboratory
        self.exact, self.held, self.charts, self.years = self.later(), False, {}, None
        self.settings = self.setting_form(self._groups())
        self.presets = self.form(
            groups=[{"fields": [self._shelf(one) for one in self.laboratory.shelves]}],
            values=self._nothing_chosen(),
            actions=[{"key": "start", "label": self.say(TO_START)}],
            on_action=lambda _key, _values: self._to_start(),
        )
        self.presets.observe(lambda change: self._choose(change["old"], change["new"]), "values")
        self.tabs = self.form(
            place=self.place | {"step": "view"}, groups=[{"fields": [self._tabs()]}], values={"view": self._view_key()}
        )
        self.tabs.observe(lambda _change: self._show_view(), "values")
        self.figures, self.note, self.beside, self.pictures = text(), text(), text(), VBox()
        self.last_possible = LastPossible(self.say, self.pictures, self.figures, self.note)
        page.listen(self, lambda _live: self._follow_presets())
        page.listen(self, self._play)
        page.listen_decisions(self, self._let_go)
        self._show_view()
        self.later().start(self._compare_guesses())
        left = VBox([self.presets, self.settings])
        self.pictures.add_class("kit-pictures")
        right = VBox([self.tabs, self.last_possible.text, self.pictures, self.beside, self.figures, self.note])
        laboratory = Box([left, right])
        laboratory.add_class("kit-lab")
        return [laboratory]

    def refresh(self) -> None:
        self.tabs.values = {"view": self._view_key()}

    def show_refused(self) -> None:
        self.last_possible.show(self.page.refused)
        if self.page.refused:
            self._follow_presets()

    # What a person can move

    def _groups(self) -> list[dict]:
        declared = parameters(self.page.exercise.setting)
        people = [declared[name] for name in self.laboratory.people]
        groups = []
        for place, (title, names) in enumerate(self.laboratory.controls):
            fields = [field(self.page.words, declared[name]) for name in names]
            if place == 0 and people:
                fields.append(division(self.page.words, people))
            groups.append({"title": self.say(title), "open": place < 2, "fields": fields})
        return groups

    def _shelf(self, shelf: Shelf) -> dict:
        options = [{"key": "", "label": "–"}]
        options += [{"key": one.key, "label": self.say(one.label)} for one in shelf.presets]
        return {
            "kind": "select",
            "name": shelf.key,
            "label": self.say(shelf.label),
            "options": options,
            "unstored": True,
        }

    def _nothing_chosen(self) -> dict:
        return {shelf.key: "" for shelf in self.laboratory.shelves}

    def _choose(self, before: dict, chosen: dict) -> None:
        for shelf in self.laboratory.shelves:
            for preset in shelf.presets:
                if preset.key == chosen[shelf.key] != before[shelf.key]:
                    self.page.decide_setting(preset.changes, keep=shelf.keeps)

    def _follow_presets(self) -> None:
        """The name of a preset goes when somebody moves away from it, also to what is impossible."""
        values = self.settings.values
        chosen = {
            shelf.key: preset.key
            for shelf in self.laboratory.shelves
            for preset in shelf.presets
            if preset.key == self.presets.values.get(shelf.key) and self._holds(shelf, preset, values)
        }
        self.presets.values = self._nothing_chosen() | chosen

    def _holds(self, shelf: Shelf, preset: Preset, values: dict) -> bool:
        wanted = preset.changes if shelf.keeps else asdict(self.page.exercise.setting(**preset.changes))
        return all(values[name] == value for name, value in wanted.items())

    def _to_start(self) -> None:
        self.presets.values = self._nothing_chosen()
        self.page.decide_setting({})

    def _tabs(self) -> dict:
        options = [{"key": view.key, "label": self.say(view.label)} for view in self.laboratory.views]
        return {"kind": "choice", "name": "view", "label": self.say(VIEW), "options": options}

    def _view_key(self) -> str:
        keys = [view.key for view in self.laboratory.views]
        chosen = self.page.decided("view").get("view", keys[0])
        return chosen if chosen in keys else keys[0]

    # What happens then

    @property
    def view(self):
        return next(view for view in self.laboratory.views if view.key == self.tabs.values["view"])

    def _show_view(self) -> None:
        if self.view.key not in self.charts:
            self.charts[self.view.key] = ViewCharts(self.page.words, self.view)
        self.pictures.children = (self.charts[self.view.key].box,)
        self._play(live=False)

    def _play(self, live: bool) -> None:
        """A quick picture at once, the exact one after a pause."""
        years = YEARS_IN_A_ROOM if self.page.attendance else YEARS_PER_BLOCK
        self._show(play(self.laboratory, self.page.setting, self.view, years=years), live)
        self.held = live and self.page.setting != self.page.decided_setting
        self.exact.start(self._play_exactly(HELD_SECONDS if self.held else PAUSE_SECONDS))

    def _let_go(self) -> None:
        """A decision was made: if it is what the screen shows, no slider is held any more."""
        if self.held and self.page.setting == self.page.decided_setting:
            self.held = False
            self.exact.start(self._play_exactly(PAUSE_SECONDS))

    async def _play_exactly(self, pause: float) -> None:
        await asyncio.sleep(pause)
        view, setting, blocks = self.view, self.page.setting, []
        async with my_turn():
            for block in range(BLOCKS):
                blocks.append(play(self.laboratory, setting, view, block))
                await asyncio.sleep(0)
        self._show(joined(blocks, view), live=False)

    def _show(self, years: Years, live: bool) -> None:
        self.years = years
        rows = [self._row(one) for one in self.laboratory.outcomes]
        head = [self.say(one) for one in (HEAD, *self.laboratory.names, AHEAD)]
        remarks = [self.page.words.say(one) for one in self.laboratory.remarks(self.page.setting, years.outcomes)]
        show(self.figures, table(head, rows, "kit-outcomes") + lines(*remarks, kind="kit-remark"))
        rules = [self.say(one.rule) for one in self.laboratory.outcomes if one.rule]
        show(self.note, lines(self._played(years.count), *rules))
        self.charts[self.view.key].show(years.pictures, self.page.setting, live)

    def _played(self, count: int) -> str:
        exact = BLOCKS * YEARS_PER_BLOCK
        played = self.say(self.laboratory.span, count=count)
        if count < exact:
            return self.say(DRAFT, played=played, exact=self.say(self.laboratory.span, count=exact))
        return self.say(PLAYED, played=played)

    def _row(self, outcome: Outcome) -> list:
        old, new = self.years.outcomes[outcome.key]
        ahead = self.say(outcome.ahead, **outcome.ahead_in(old, new))
        return [self.say(outcome.label), self._figure(outcome, old, "old"), self._figure(outcome, new, "new"), ahead]

    def _figure(self, outcome: Outcome, values: np.ndarray, culture: str) -> Markup:
        known = values[~np.isnan(values)]
        if not len(known):
            return Markup("–")
        low, median, high = (figure(self.page.words, outcome, value) for value in np.quantile(known, [0.1, 0.5, 0.9]))
        main = self.say(MEDIAN, median=median, unit=self.say(outcome.unit) if outcome.unit else "").strip()
        spread = self.say(SPREAD, low=low, high=high)
        return Markup('<span class="kit-{}">{}</span><br><span class="kit-spread">{}</span>').format(
            culture, main, spread
        )

    async def _compare_guesses(self) -> None:
        """The guesses beside what the start setting really gives."""
        await asyncio.sleep(2 * PAUSE_SECONDS)
        decided = self.page.decided("predict")
        given = self.page.exercise.guessed(decided) if guess_state(decided) == "given" else {}
        sentences = []
        for guess in self.page.exercise.guesses:
            parameter = guess.parameter
            values = {"label": self.say(parameter.label), "truth": self.page.words.value(parameter, guess.truth())}
            if given:
                values["guess"] = self.page.words.value(parameter, given[parameter.name])
            sentences.append(self.say(BESIDE if "guess" in values else BESIDE_SKIPPED, **values))
            await asyncio.sleep(0)
        show(self.beside, lines(*sentences, kind="kit-guess"))


def figure(words: Language, outcome: Outcome, value: float, more_digits: int = 0) -> str:
    """A figure of an outcome with its decimals, without unit."""
    digits = outcome.digits + more_digits
    return words.percent(value, digits) if outcome.percent else words.number(value, digits)
