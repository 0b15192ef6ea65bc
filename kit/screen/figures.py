"""The figures of the laboratory in words: a table of all outcomes, and the same as a table that a spreadsheet opens."""

from dataclasses import asdict

import numpy as np
from markupsafe import Markup

from kit.contract import PERCENT_SIGN
from kit.exercise import Exercise, Outcome
from kit.messages import LABEL_OF, Finding, _
from kit.parameters import Checked, parameters
from kit.pictures import band
from kit.report.spreadsheet import spreadsheet
from kit.screen.text import folded, lines, table
from kit.verdict import hundred, often, threshold, verdict
from kit.wording import Language
from kit.years import BLOCKS, YEARS_PER_BLOCK, Years

AHEAD = _("Who is ahead?")
HEAD = _("Middle result (small: 8 of 10)")
MEDIAN = _("{median} {unit}")
SPREAD = _("{low} to {high}")
PLAYED = _("{played} played with the same customers and the same chance for both. The band holds 8 of 10.")
DRAFT = _("While you move a slider, {played} are played; let go for {exact}.")
NEARLY = _("What “practically the same” means")
WHAT, VALUE, UNIT = _("what"), _("value"), _("unit")
MIDDLE, LOW, HIGH = _("middle result"), _("8 of 10, from"), _("8 of 10, to")
NEW_AHEAD, OLD_AHEAD, SAME = _("{label}: NEW ahead"), _("{label}: OLD ahead"), _("{label}: the same")
OF_HUNDRED = _("of 100")


def figure(words: Language, outcome: Outcome, value: float, more_digits: int = 0) -> str:
    """A figure of an outcome with its decimals, without unit."""
    digits = outcome.digits + more_digits
    return words.percent(value, digits) if outcome.percent else words.number(value, digits)


def sentence(words: Language, finding: Finding) -> str:
    """A finding as a sentence of its own: names of sides are written small within sentences."""
    said = words.say(finding)
    return said[:1].upper() + said[1:]


class Figures:
    """The figures of one laboratory in one language."""

    def __init__(self, words: Language, exercise: Exercise):
        self.words, self.exercise, self.laboratory = words, exercise, exercise.laboratory

    def verdict(self, outcome: Outcome, sides: tuple, setting: Checked) -> str:
        """The sentence about one outcome: amount first, how often second."""
        return sentence(self.words, verdict(self.laboratory, outcome, *sides, self.laboratory.called(setting)))

    def often(self, outcome: Outcome, sides: tuple, setting: Checked) -> str:
        """How often which side is ahead, for a table that has the amounts already."""
        return sentence(self.words, often(self.laboratory, outcome, *sides, self.laboratory.called(setting)))

    def table(self, years: Years, setting: Checked) -> Markup:
        """All outcomes, and what must be remarked about a setting."""
        say = self.words.say
        rows = [self.row(one, years, setting) for one in self.laboratory.outcomes]
        head = [say(one) for one in (HEAD, *self.laboratory.heads(setting), AHEAD)]
        remarks = [say(one) for one in self.laboratory.remarks(setting, years.outcomes)]
        return table(head, rows, "kit-outcomes") + lines(*remarks, kind="kit-remark")

    def row(self, outcome: Outcome, years: Years, setting: Checked) -> list:
        """One outcome: both sides, and who is ahead."""
        old, new = years.outcomes[outcome.key]
        sides = self.cell(outcome, old, "old"), self.cell(outcome, new, "new")
        return [self.words.say(outcome.label), *sides, self.often(outcome, (old, new), setting)]

    def cell(self, outcome: Outcome, values: np.ndarray, culture: str) -> Markup:
        """The middle result of one side, with its unit, and below it where 8 of 10 lie."""
        found = band(values)
        if found is None:
            return Markup("–")
        low, median, high = (figure(self.words, outcome, value) for value in found)
        unit = self.words.say(outcome.unit) if outcome.unit else ""
        main = self.words.say(MEDIAN, median=median, unit=unit).strip()
        spread = self.words.say(SPREAD, low=low, high=high)
        return Markup('<span class="kit-{}">{}</span><br><span class="kit-spread">{}</span>').format(
            culture, main, spread
        )

    def meaning(self) -> Markup:
        """How the kit's own figures are counted, and what counts as the same."""
        said = lines(*(self.words.say(one.rule) for one in self.laboratory.outcomes if one.rule))
        nearly = [self.words.say(one) for one in map(threshold, self.laboratory.outcomes) if one]
        return said + folded(self.words.say(NEARLY), lines(*nearly)) if nearly else said

    def played(self, count: int) -> str:
        """How many years are behind the figures."""
        exact, span = BLOCKS * YEARS_PER_BLOCK, self.laboratory.span
        played = self.words.say(span, count=count)
        if count < exact:
            return self.words.say(DRAFT, played=played, exact=self.words.say(span, count=exact))
        return self.words.say(PLAYED, played=played)

    def spreadsheet(self, years: Years, setting: Checked) -> str:
        """Setting and outcomes as CSV that a spreadsheet in this language opens by a double click (with byte order mark)."""
        rows = [[WHAT, VALUE, UNIT], *self._setting(setting), *self._outcomes(years, setting)]
        return spreadsheet(self.words, rows)

    def _setting(self, setting: Checked):
        for name, value in asdict(setting).items():
            parameter = parameters(setting)[name]
            if parameter.choices:
                value = next(one.label for one in parameter.choices if one.key == value)
            elif parameter.percent:
                value = 100 * value
            yield parameter.named, value, PERCENT_SIGN if parameter.percent else parameter.unit

    def _outcomes(self, years: Years, setting: Checked):
        for outcome in self.laboratory.outcomes:
            both = years.outcomes[outcome.key]
            factor, unit = (100, PERCENT_SIGN) if outcome.percent else (1, outcome.unit)
            for side, values in zip(self.laboratory.heads(setting), both, strict=True):
                known = band(values)
                found = [factor * one for one in known] if known else ("", "", "")
                label = Finding(LABEL_OF, {"side": outcome.label, "label": side})
                for what, value in zip((LOW, MIDDLE, HIGH), found, strict=True):
                    yield Finding(LABEL_OF, {"side": label, "label": what}), value, unit
            count = hundred(outcome, *both)
            for what, value in ((NEW_AHEAD, count.new), (OLD_AHEAD, count.old), (SAME, count.same)):
                yield Finding(what, {"label": outcome.label}), value, OF_HUNDRED
