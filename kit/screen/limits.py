"""`limits()`: the fair trial. Where does the way win that is behind at the start? And what is every assumption worth?"""

import asyncio
from dataclasses import replace

import numpy as np
from ipywidgets import Box, VBox

from kit.contract import PERCENT_SIGN
from kit.errors import SettingError
from kit.evidence import cards
from kit.messages import Finding, Message, _
from kit.parameters import Checked, Parameter, parameters
from kit.pictures import append
from kit.report.spreadsheet import spreadsheet
from kit.screen.fields import card, field
from kit.screen.figures import NEW_AHEAD, OLD_AHEAD
from kit.screen.last_possible import LastPossible
from kit.screen.pictures import live_chart
from kit.screen.step import Step
from kit.screen.take_out import picture_out
from kit.screen.text import heading, lines, show, text
from kit.years import play

TILES = 11  # per side of the map
YEARS = 20  # per tile
CLEARLY = 2 / 3  # of them: a way that is ahead in so many wins a tile

ACROSS = _("Across")
UPWARDS = _("Upwards")
JUDGED_BY = _("Judged by")
AGAIN = _("Draw the map again")
NOT_TWICE = _("Choose two different assumptions for the map.")
LEGEND = _("NEW ahead (ties count half)")
DESCRIPTION = _(
    "Map over two assumptions: where the old way wins and where the new one does; a dot marks your setting."
)
OLD_LETTER = _("O")
NEW_LETTER = _("N")
UNDECIDED = "·"
AXIS = _("{label} ({unit})")
PROGRESS = _("Drawing the map: {done} of {all} fields …")
OLD_WINS = _("OLD (O) wins on {old} of {all} fields, NEW (N) on {new}; the rest is undecided. The dot is your setting.")
OLD_LEADS = _("At the start setting OLD leads. The question is where NEW wins.")
NEW_LEADS = _("At the start setting NEW leads. The question is where OLD wins.")
NEITHER_LEADS = _("At the start setting neither leads clearly. The question is what tips the balance.")
STALE = _("You have changed other assumptions since this map was drawn. Draw it again to see whether it still holds.")
IMPOSSIBLE = _("Empty: {count} fields whose two values do not fit together with the rest of your setting.")
TILE_NOTE = _("Each field plays {played}. A letter stands where one way wins at least two thirds of them.")
ASSUMPTIONS = _("Every assumption and what speaks for and against it")


class Limits(Step):
    verb = "limits"
    invitation = _("Open the fair trial")

    def build(self) -> list:
        page = self.page
        self.laboratory = page.exercise.laboratory
        self.drawing, self.tiles, self.drawn_for, self.chart, self.at_start = self.later(), {}, None, None, {}
        declared = parameters(page.exercise.setting)
        self.axes = {
            name: one for name, one in declared.items() if not one.choices and one.size > 2 and name != "chance"
        }
        across, upwards = self.laboratory.map_axes
        judges = [one.key for one in self.laboratory.outcomes]
        chosen = {"across": across, "upwards": upwards, "judge": judges[0]} | self.decided
        axes = {chosen["across"], chosen["upwards"]}
        if len(axes) < 2 or not axes <= self.axes.keys() or chosen["judge"] not in judges:
            chosen = {"across": across, "upwards": upwards, "judge": judges[0]}
        self.questions = self.form(
            groups=[{"fields": self._questions()}],
            values={name: chosen[name] for name in ("across", "upwards", "judge")},
            actions=[{"key": "again", "label": self.say(AGAIN)}],
            on_action=lambda _key, _values: self._draw(),
        )
        self.questions.observe(lambda _change: self._draw(), "values")
        self.progress, self.map = text(), VBox()
        self.map.add_class("kit-map")
        self.take_out = picture_out(self, "map", self._spreadsheet)
        self.last_possible = LastPossible(self.say, self.map)
        self.assumptions = self.setting_form(self._assumptions(declared))
        page.listen(self, lambda _live: self._show_map())
        self._draw()
        laboratory = Box(
            [VBox([self.questions, self.progress]), VBox([self.last_possible.text, self.map, self.take_out])]
        )
        laboratory.add_class("kit-lab")
        return [laboratory, text(heading(self.say(ASSUMPTIONS))), self.assumptions]

    def show_refused(self) -> None:
        self.last_possible.show(self.page.refused)

    def _questions(self) -> list[dict]:
        names = [{"key": name, "label": self.page.words.label(one)} for name, one in self.axes.items()]
        judges = [{"key": one.key, "label": self.say(one.label)} for one in self.laboratory.outcomes]
        return [
            {"kind": "select", "name": "across", "label": self.say(ACROSS), "options": names},
            {"kind": "select", "name": "upwards", "label": self.say(UPWARDS), "options": names},
            {"kind": "choice", "name": "judge", "label": self.say(JUDGED_BY), "options": judges},
        ]

    def _assumptions(self, declared: dict[str, Parameter]) -> list[dict]:
        """One folded group per evidence card: the card and all sliders that hang on it."""
        known = cards(self.page.words.code)
        groups = []
        for key in self.page.exercise.evidence:
            hanging = [field(self.page.words, one) for one in declared.values() if one.evidence == key]
            shown = {"kind": "card", "name": f"card-{key}", "card": card(self.page.words, known[key])}
            groups.append({"title": known[key].claim, "fields": [shown, *hanging]})
        return groups

    # The map

    def _draw(self) -> None:
        chosen = self.questions.values
        self.questions.message = ""
        if chosen["across"] == chosen["upwards"]:
            self.questions.message = self.say(NOT_TWICE)
            return
        self.judge = next(one for one in self.laboratory.outcomes if one.key == chosen["judge"])
        self.across, self.upwards = self.axes[chosen["across"]], self.axes[chosen["upwards"]]
        self.tiles, self.drawn_for = {}, self.page.setting
        labels = {
            "x": self._axis(self.across),
            "x_format": _ticks(self.across),
            "y": self._axis(self.upwards),
            "y_format": _ticks(self.upwards),
            "legend": self.say(LEGEND),
            "x_range": (self.across.low, self.across.high),
            "y_range": (self.upwards.low, self.upwards.high),
        }
        self.chart = live_chart(self.page.words, "trial", labels, DESCRIPTION)
        self.map.children = (self.chart,)
        self.drawing.start(self._play_tiles())

    def _axis(self, parameter: Parameter) -> str:
        label = self.page.words.label(parameter)
        return self.say(AXIS, label=label, unit=self.say(parameter.unit)) if parameter.unit else label

    async def _play_tiles(self) -> None:
        order = [(across, upwards) for upwards in range(TILES) for across in range(TILES)]
        for done, place in enumerate(order, start=1):
            self.tiles[place] = self._share(*place)
            if done % TILES == 0:
                self._show_map()
            await asyncio.sleep(0)
        self._show_map()

    def _share(self, across: int, upwards: int) -> tuple[float, float] | None:
        """In which share of years NEW is ahead on one tile, and OLD; None where the two values do not fit together with the rest."""
        values = {self.across.name: _centre(self.across, across), self.upwards.name: _centre(self.upwards, upwards)}
        try:
            setting = replace(self.drawn_for, **values)
        except SettingError:
            return None
        return self._ahead(setting)

    def _ahead(self, setting: Checked) -> tuple[float, float]:
        old, new = play(self.laboratory, setting, None, years=YEARS).outcomes[self.judge.key]
        return float(self.judge.new_is_ahead(old, new).mean()), float(self.judge.new_is_ahead(new, old).mean())

    def _question(self) -> Message:
        """What is to be looked for: where the way wins that does not lead at the start setting."""
        if self.judge.key not in self.at_start:
            self.at_start[self.judge.key] = self._ahead(self.page.exercise.setting())
        new, old = self.at_start[self.judge.key]
        return NEITHER_LEADS if max(new, old) < CLEARLY else NEW_LEADS if new > old else OLD_LEADS

    def _show_map(self) -> None:
        if self.chart is None:
            return
        columns = {name: [] for name in ("x", "y", "x2", "y2", "share", "part", "winner")}
        for (across, upwards), (new, old) in sorted(self._possible().items()):
            x, x2 = _edges(self.across, across)
            y, y2 = _edges(self.upwards, upwards)
            row = (x, y, x2, y2, (1 + new - old) / 2, "cell", self._letter(new, old))
            append(columns, *row)
        here = self.page.setting
        x, y = getattr(here, self.across.name), getattr(here, self.upwards.name)
        append(columns, x, y, x, y, 0.5, "here", "")
        self.chart.show(columns)
        show(self.progress, self._said())

    def _spreadsheet(self) -> str:
        """The map as a table: for each field that could be played, in how many of 100 which side is ahead."""
        axes = (self.across, self.upwards)
        units = [PERCENT_SIGN if one.percent else one.unit for one in axes]
        head = [
            Finding(AXIS, {"label": one.named, "unit": unit}) if unit else one.named
            for one, unit in zip(axes, units, strict=True)
        ]
        ahead = [Finding(what, {"label": self.judge.label}) for what in (NEW_AHEAD, OLD_AHEAD)]
        rows = [
            [
                *(_shown(one, place) for one, place in zip(axes, places, strict=True)),
                *(round(100 * one) for one in shares),
            ]
            for places, shares in sorted(self._possible().items())
        ]
        return spreadsheet(self.page.words, [[*head, *ahead], *rows])

    def _possible(self) -> dict[tuple[int, int], tuple[float, float]]:
        """The tiles that could be played."""
        return {place: shares for place, shares in self.tiles.items() if shares is not None}

    def _letter(self, new: float, old: float) -> str:
        if max(new, old) < CLEARLY:
            return UNDECIDED
        return self.say(NEW_LETTER if new > old else OLD_LETTER)

    def _said(self):
        everything = TILES * TILES
        if len(self.tiles) < everything:
            return lines(self.say(PROGRESS, done=len(self.tiles), all=everything))
        played = self._possible().values()
        old = sum(share[1] >= CLEARLY for share in played)
        new = sum(share[0] >= CLEARLY for share in played)
        sentences = [
            self.say(self._question()),
            self.say(OLD_WINS, old=old, new=new, all=everything),
            self.say(TILE_NOTE, played=self.say(self.laboratory.span, count=YEARS)),
        ]
        if len(played) < everything:
            sentences.append(self.say(IMPOSSIBLE, count=everything - len(played)))
        axes = {name: getattr(self.drawn_for, name) for name in (self.across.name, self.upwards.name)}
        if replace(self.page.setting, **axes) != self.drawn_for:
            sentences.append(self.say(STALE))
        return lines(*sentences)


def _edges(parameter: Parameter, tile: int) -> tuple[float, float]:
    edges = np.linspace(parameter.low, parameter.high, TILES + 1)
    return float(edges[tile]), float(edges[tile + 1])


def _centre(parameter: Parameter, tile: int):
    """The value played on a tile: its middle, for whole numbers the nearest one."""
    middle = sum(_edges(parameter, tile)) / 2
    return round(middle) if isinstance(parameter.default, int) else middle


def _shown(parameter: Parameter, tile: int) -> float:
    """The value played on a tile as it stands in a table: a share in per cent."""
    return float(_centre(parameter, tile)) * (100 if parameter.percent else 1)


def _ticks(parameter: Parameter) -> str:
    return ".0%" if parameter.percent else ",~f"
