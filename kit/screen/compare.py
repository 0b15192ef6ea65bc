"""`compare()`: OLD and NEW on the same customers and the same chance, live while a slider moves, exact on release.

The levers stand in a column of their own that scrolls, while the picture stays in view with a sentence and a hundred marks.
"""

import asyncio

from ipywidgets import Box, VBox

from kit.contract import COMMA
from kit.exercise import Outcome, guess_state
from kit.groups import firm_values
from kit.messages import Message, _
from kit.parameters import parameters
from kit.screen.fields import division, field
from kit.screen.figures import Figures
from kit.screen.glossary import glossary
from kit.screen.kept import Kept
from kit.screen.last_possible import LastPossible
from kit.screen.pictures import ViewCharts
from kit.screen.shelves import Shelves
from kit.screen.step import Step
from kit.screen.take_out import TakeOut
from kit.screen.taking_turns import my_turn
from kit.screen.text import lines, show, text
from kit.verdict import hundred
from kit.widgets.hundred import Hundred
from kit.years import BLOCKS, YEARS_PER_BLOCK, Years, joined, play

PAUSE_SECONDS = 0.25  # after a slider was let go of, or anything else was chosen: then the exact years are played
REST_SECONDS = 0.1  # a slider that has not moved for so long rests: then the table of figures follows the picture
HELD_SECONDS = 1.5  # the same while a slider is held still: in a full room all pages share the processors
YEARS_IN_A_ROOM = 25  # at once, while a slider moves in a room; alone it is a whole block

VIEW = _("What do you want to see?")
SIDE, NEITHER = _("{count} {side}"), _("{count} the same")
MARKS = _(
    "A hundred marks, one for each time: in {new} {after} is ahead (diamonds), in {old} {before} (circles), in {same} neither."
)
FROM_FIRM = _("From your own firm: {values}. “Back to the start” brings the usual values back.")
FROM_EXERCISES = _("From the exercises before: {values}. “Back to the start” brings the usual values back.")
BESIDE = _("{label}: you guessed {guess}; at the start setting it is {truth}.")
BESIDE_SKIPPED = _("{label}: at the start setting it is {truth}.")


class Compare(Step):
    verb = "compare"

    def opens_by_itself(self) -> bool:
        return True

    def build(self) -> list:
        page, self.laboratory = self.page, self.page.exercise.laboratory
        self.exact, self.table, self.held, self.charts, self.years = self.later(), self.later(), False, {}, None
        self.settings = self.setting_form(self._groups())
        self.shelves, self.origin = Shelves(self), text()
        self.tabs = self.form(
            place=self.place | {"step": "view"}, groups=[{"fields": [self._tabs()]}], values={"view": self._view_key()}
        )
        self.tabs.observe(lambda _change: self._show_view(), "values")
        self.sentences = Figures(page.words, page.exercise)
        self.hundred, self.pictures = Hundred(), VBox()
        self.figures, self.note, self.beside = text(), text(), text()
        self._say_origin()
        self.kept = Kept(self)
        self.take_out = TakeOut(self, lambda: self.sentences.spreadsheet(self.years, self.page.setting))
        stage = VBox([self.hundred, self.pictures])
        self.last_possible = LastPossible(self.say, stage, self.figures, self.note)
        page.listen(self, lambda _live: self._follow_presets())
        page.listen(self, self._play)
        page.listen_decisions(self, self._let_go)
        self._show_view()
        self.later().start(self._compare_guesses())
        levers = VBox([self.shelves.form, self.origin, self.settings, text(glossary(page.exercise, page.words))])
        meaning = text(self.sentences.meaning())
        rest = VBox([self.take_out.box, self.kept.box, self.figures, self.beside, meaning, self.note])
        right = VBox([self.tabs, self.last_possible.text, stage, rest])
        laboratory = Box([levers, right])
        for part, name in (
            (laboratory, "kit-lab"),
            (levers, "kit-levers"),
            (self.tabs, "kit-views"),
            (stage, "kit-stage-picture"),
            (self.pictures, "kit-pictures"),
            (rest, "kit-rest"),
        ):
            part.add_class(name)
        return [laboratory]

    def refresh(self) -> None:
        self.tabs.values = {"view": self._view_key()}
        self.shelves.renew()
        self._follow_presets()
        self.kept.show()

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

    def _follow_presets(self) -> None:
        """Say which ready-made setting the sliders show, or which they have moved away from, also to what is impossible."""
        self.shelves.follow(self.settings.values)
        self._say_origin()

    def _say_origin(self) -> None:
        """Say which values still stand where the firm's own deals, or the exercises before, have put them."""
        page, along = self.page, self.shelves.along
        said = [
            self._still(FROM_FIRM, firm_values(page.exercise, page.journal)),
            self._still(FROM_EXERCISES, along) if set(along) <= set(page.decided("setting")) else "",
        ]
        show(self.origin, lines(*filter(None, said), kind="kit-guess") if any(said) else "")

    def _still(self, sentence: Message, given: dict) -> str:
        declared = parameters(self.page.exercise.setting)
        standing = [
            self.page.words.label(declared[name]) for name, one in given.items() if self.settings.values[name] == one
        ]
        return self.say(sentence, values=Message(COMMA.join(standing))) if standing else ""

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

    @property
    def judged(self) -> Outcome:
        """The outcome that the sentence above the picture is about: that of the picture, or the first one."""
        of_view = [one.outcome for one in self.view.pictures]
        return next((one for one in self.laboratory.outcomes if one in of_view), self.laboratory.outcomes[0])

    def _show_view(self) -> None:
        if self.view.key not in self.charts:
            self.charts[self.view.key] = ViewCharts(self.page.words, self.laboratory, self.view)
        self.pictures.children = (self.charts[self.view.key].box,)
        self._play(live=False)

    def _play(self, live: bool) -> None:
        """A quick picture at once, the exact one after a pause."""
        years = self.laboratory.draft or YEARS_PER_BLOCK
        if self.page.attendance:
            years = min(years, YEARS_IN_A_ROOM)
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
        self.years, setting = years, self.page.setting
        self._show_hundred(years)
        self.charts[self.view.key].show(years.pictures, setting, live, self.judged)
        self.table.stop()
        if live:
            self.table.start(self._show_figures_at_rest(years, setting))
        else:
            self._show_figures(years, setting)

    async def _show_figures_at_rest(self, years: Years, setting) -> None:
        """While a slider moves, nobody reads a table, and the next picture would wait for it."""
        await asyncio.sleep(REST_SECONDS)
        self._show_figures(years, setting)

    def _show_figures(self, years: Years, setting) -> None:
        show(self.figures, self.sentences.table(years, setting))
        show(self.note, lines(self.sentences.played(years.count)))

    def _show_hundred(self, years: Years) -> None:
        sides, called = years.outcomes[self.judged.key], self.laboratory.called(self.page.setting)
        count = hundred(self.judged, *sides)
        legend = (
            self.say(SIDE, count=count.new, side=called[1]),
            self.say(SIDE, count=count.old, side=called[0]),
            self.say(NEITHER, count=count.same),
        )
        label = self.say(MARKS, new=count.new, after=called[1], old=count.old, before=called[0], same=count.same)
        said = self.sentences.verdict(self.judged, sides, self.page.setting)
        self.hundred.show((count.new, count.old, count.same), legend, label, said)

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
