"""The settings that groups chose, each once, and what it leads to; where nobody changed anything, a line for each outcome."""

from collections.abc import Callable, Sequence

from kit.debrief import SPAN
from kit.exercise import Exercise, Outcome
from kit.groups import Group
from kit.messages import Message, _
from kit.pictures import band
from kit.report.pictures import bars
from kit.report.texts import grid
from kit.side_by_side import changes
from kit.wording import Language
from kit.years import Years

GROUP, CHANGED = _("Group"), _("What it changed")
PLAYED = _("{played} played with the same customers and the same chance for both. The band holds 8 of 10.")
SHARES = _("“Ahead” counts of 100; ± is the error of playing so few, and a tie counts for nobody.")
AHEAD, SCALE = _("Who is ahead?"), _("Scale: {low} to {high}")
MEDIAN = _("{median} {unit}")
NOBODY_CHANGED = _("Nobody changed anything: this holds for the start setting.")
# The same in every language.
IN_A_LINE = Message("{old_name}: {old} ({old_span}); {new_name}: {new} ({new_span}). {ahead}")
NOTHING = "–"


class Laboratory:
    """`named(*groups, named)` makes the cell that says whose a row is."""

    def __init__(self, words: Language, named: Callable[..., dict]):
        self.words, self.say, self.named = words, words.say, named

    def part(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """What the template shows of these groups; None without any."""
        if not groups:
            return None
        chosen: dict = {}
        for group in groups:
            chosen.setdefault(group.setting(exercise), []).append(group)
        firsts = [(self.named(*some, named=len(some) == 1), some[0].years(exercise)) for some in chosen.values()]
        played = self.say(PLAYED, played=self.say(exercise.laboratory.span, count=firsts[0][1].count))
        outcomes = exercise.laboratory.outcomes
        if len(chosen) == 1 and not groups[0].changes(exercise):
            said = [self.say(NOBODY_CHANGED), played]
            return {"said": said, "lines": [self._line(exercise, one, firsts[0][1]) for one in outcomes]}
        changed = [
            [self.named(*some), [self.say(one) for one in changes(exercise, some[0])]] for some in chosen.values()
        ]
        return {
            "changes": grid([self.say(GROUP), self.say(CHANGED)], changed),
            "said": [played, self.say(SHARES)],
            "outcomes": [self._outcome(exercise, one, firsts) for one in outcomes],
            "lines": [],
        }

    def _line(self, exercise: Exercise, outcome: Outcome, years: Years) -> dict:
        """An outcome in one line."""
        both, said = years.outcomes[outcome.key], {}
        for name, called, values in zip(("old", "new"), exercise.laboratory.names, both, strict=True):
            main, *more = self._figures(outcome, band(values))
            said |= {f"{name}_name": called, name: main, f"{name}_span": more[0] if more else NOTHING}
        ahead = self.say(outcome.ahead, **outcome.ahead_in(*both))
        return {"label": self.say(outcome.label), "said": self.say(IN_A_LINE, ahead=ahead, **said)}

    def _outcome(self, exercise: Exercise, outcome: Outcome, firsts: list) -> dict:
        """One outcome over all settings, on one scale."""
        sides = [[years.outcomes[outcome.key][side] for side in (0, 1)] for _groups, years in firsts]
        bands = [[band(values) for values in both] for both in sides]
        known = [one for both in bands for one in both if one]
        low, high = (min(one[0] for one in known), max(one[2] for one in known)) if known else (0.0, 1.0)
        rows = [
            [
                groups,
                *(self._figures(outcome, one) for one in both),
                {"bars": bars(both, low, high)},
                self.say(outcome.ahead, **outcome.ahead_in(*values)),
            ]
            for (groups, _years), both, values in zip(firsts, bands, sides, strict=True)
        ]
        scale = self.say(SCALE, low=self._figure(outcome, low), high=self._figure(outcome, high))
        head = [self.say(GROUP), *(self.say(one) for one in exercise.laboratory.names), scale, self.say(AHEAD)]
        return {
            "label": self.say(outcome.label),
            "rule": self.say(outcome.rule) if outcome.rule else "",
            "table": grid(head, rows, "results"),
        }

    def _figure(self, outcome: Outcome, value: float) -> str:
        return (
            self.words.percent(value, outcome.digits) if outcome.percent else self.words.number(value, outcome.digits)
        )

    def _figures(self, outcome: Outcome, known: tuple | None) -> list[str]:
        if known is None:
            return [NOTHING]
        low, middle, high = (self._figure(outcome, value) for value in known)
        main = self.say(MEDIAN, median=middle, unit=self.say(outcome.unit)) if outcome.unit else middle
        return [main, self.say(SPAN, low=low, high=high)]
