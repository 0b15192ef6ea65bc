"""The posters of an exercise: the common game, what was guessed, what came of the games, where settings lead, and single games, in this order.

Groups stand in the order in which they came, in every poster. Where there are more than a screen has rows for, it is told
how many said what, and nobody by name. Where nobody has changed a setting, all outcomes are one poster.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from kit.contract import Names, Pair, Played
from kit.drawing.teams import round_up
from kit.exercise import Exercise, Guess, Outcome
from kit.groups import Group, Session
from kit.messages import LABEL_OF, _
from kit.posters.lines import curves
from kit.posters.rows import Bar, Row, Scale, bars, strip
from kit.posters.sheet import Poster, Sheet
from kit.side_by_side import side_by_side
from kit.wording import Language
from kit.years import BLOCKS

MOST_ROWS = 12  # of groups by name on one poster
MOST_SCENES = 8  # games that have a picture of their own
BINS, TENS = 8, 10  # parts of a scale, and those of one that can be cut into ten
TRUE, EVEN, GROUPS, ONE_GROUP = _("true answer"), _("even"), _("{count} groups"), _("1 group")
TRUE_VALUE = _("true answer: {truth}")
AHEAD_AXIS, OF = _("of 100"), _("{title} ({number} of {all})")
UNCHANGED = _("With the start settings the new way is ahead so often, in 100 runs")
AHEAD = _("{outcome}: so often the new way is ahead, in 100 runs")
START_OF = _("start setting: {count}")
REACH = _("The bars at the end: where the same decisions end in 8 of 10 games with other luck.")
LINES_SAID, ROWS_SAID, BARS_SAID = (
    _("One line per team, with its name at its end."),
    _("One line per group, in the order in which they came."),
    _("One bar per answer: how many groups gave it."),
)
FROM_TO = _("{low} to {high}")


@dataclass(frozen=True)
class Scene(Poster):
    """A game that has a picture of its own, made by its exercise."""

    played: Played | None = None


@dataclass(frozen=True)
class Posters:
    """The posters of an exercise in one language; `names` are what groups are called on them, by key."""

    words: Language
    exercise: Exercise
    session: Session
    groups: Sequence[Group]
    names: Names
    blocks: int = BLOCKS

    def all(self, answers: bool = True) -> list[Poster]:
        """In the order in which they are shown; without `answers` none that gives away what is still to be found out."""
        return [*self.common(), *(self.answers() if answers else ()), *self.alone()]

    def answers(self) -> list[Poster]:
        """Guesses beside the truth, what came of games, and where settings lead."""
        return [*self.guesses(), *self.figures(), *self.results()]

    # What was played

    def common(self) -> list[Poster]:
        """Games that groups played together, each with its curves."""
        return [one for title, played in self._apart if played.teams for one in self._game(title, played)]

    def alone(self) -> list[Poster]:
        """Games that a group played by itself and that have a picture of their own."""
        found = [(title, played) for title, played in self._apart if not played.teams]
        names = [played.name for _title, played in found]  # two groups may be called the same
        numbers = [names[:place].count(name) for place, name in enumerate(names)]
        return [
            one
            for (title, played), number in zip(found[:MOST_SCENES], numbers, strict=False)
            for one in self._game(title, played, number)
        ]

    @cached_property
    def _apart(self) -> list[tuple[str, Played]]:
        """Games that stand alone, with what they are called."""
        if not self.exercise.play.is_apart:
            return []
        found = side_by_side(self.exercise, self.session, self.groups, self.names, self.words.code).blocks
        return [(self.words.said(one.title) if one.title else "", one.played) for one in found if one.played]

    def _game(self, title: str, played: Played, number: int = 0) -> list[Poster]:
        """The picture of a game and its curves; of a game of one group only the first of them."""
        key = ("common " if played.teams else "alone ") + played.name + (f" ({number + 1})" if number else "")
        found: list[Poster] = [Scene(key, title, played=played)] if self.exercise.play.picture else []
        shown = list(self.exercise.play.curves(played, self.names))
        is_only = bool(played.teams) and len(self.session.common(self.exercise)) == 1
        for place, one in enumerate(shown if played.teams else shown[:1]):
            said = self.words.said(one.title)
            name = said if is_only else self.words.say(LABEL_OF, side=title, label=said)
            below = (self.words.say(REACH),) if one.reach else ()
            found.append(Poster(f"{key} {place}", name, partial(self._curves, one), below))
        return found

    def _curves(self, shown, sheet: Sheet) -> Markup:
        said = self.words.said
        names = [said(name) for name, _values in shown.lines]
        label = f"{said(shown.title)}. {self.words.say(LINES_SAID)} " + "; ".join(
            f"{name}: {self._plain(values[0])} → {self._plain(values[-1])}"
            for name, (_name, values) in zip(names, shown.lines, strict=True)
        )
        marks = {place: said(one) for place, one in shown.marks.items()}
        return curves(sheet, shown, names, said(shown.unit), marks, self._plain, label)

    def _plain(self, value: float) -> str:
        return self.words.number(value, 0 if value == round(value) or abs(value) >= 20 else 1)

    def figures(self) -> list[Poster]:
        """Every figure of games that groups played by themselves, group by group."""
        played = [
            (group, self.exercise.play.pairs(group.played(self.exercise, self.words.code))) for group in self.groups
        ]
        played = [(group, pairs) for group, pairs in played if pairs]
        found = []
        for place, first in enumerate(played[0][1] if played else ()):
            of_all = [(group, pairs[place]) for group, pairs in played]
            parts = [of_all[start : start + MOST_ROWS] for start in range(0, len(of_all), MOST_ROWS)]
            for number, part in enumerate(parts):
                title = self.words.said(first.title)
                title = title[:1].upper() + title[1:]
                title = self.words.say(OF, title=title, number=number + 1, all=len(parts)) if len(parts) > 1 else title
                found.append(Poster(f"pairs {place} {number}", title, partial(self._pair_rows, part, of_all)))
        return found

    def _pair_rows(
        self, part: Sequence[tuple[Group, Pair]], of_all: Sequence[tuple[Group, Pair]], sheet: Sheet
    ) -> Markup:
        first = of_all[0][1]
        values = [value for _group, pair in of_all for value in pair.values if value is not None]
        low = min(values) if first.low is None else min(first.low, *values)
        high = max([one.high for _group, one in of_all if one.high is not None], default=round_up(max([*values, 1])))
        rows = [
            Row(
                self.names[group.key],
                pair.values,
                " → ".join("–" if one is None else self._plain(one) for one in pair.values),
            )
            for group, pair in part
        ]
        scale = Scale(low, high, "", self._plain)
        return strip(sheet, rows, scale, self._said(first.title, rows), [self.words.said(one) for one in first.sides])

    def _said(self, title, rows: Sequence[Row]) -> str:
        return f"{self.words.said(title)}. {self.words.say(ROWS_SAID)} " + "; ".join(
            f"{one.name}: {one.figure}" for one in rows
        )

    # What was guessed

    def guesses(self) -> list[Poster]:
        """One poster per question that somebody has answered."""
        given = [(group, said) for group in self.groups if (said := group.guesses(self.exercise))]
        if not given:
            return []
        return [
            Poster(f"guess {one.parameter.name}", self.words.say(one.question), partial(self._guess, one, given))
            for one in self.exercise.guesses
        ]

    def _guess(self, guess: Guess, given: Sequence[tuple[Group, dict]], sheet: Sheet) -> Markup:
        parameter, truth = guess.parameter, guess.truth()
        said = [(group, values[parameter.name]) for group, values in given]
        if parameter.choices:
            found = [
                Bar(self.words.say(one.label), sum(value == one.key for _group, value in said), one.key == truth)
                for one in parameter.choices
            ]
            return self._bars(sheet, found, self.words.say(guess.question))
        times = 100 if parameter.percent else 1
        unit = "%" if parameter.percent else self.words.say(parameter.unit) if parameter.unit else ""
        low, high, true = times * parameter.low, times * parameter.high, times * float(truth)
        if len(said) > MOST_ROWS:
            return self._many(sheet, [times * value for _group, value in said], low, high, true, unit, guess.question)
        written = self.words.value(parameter, truth)
        scale = Scale(low, high, unit, self._plain, true, self.words.say(TRUE_VALUE, truth=written), is_true=True)
        rows = [
            Row(
                self.names[group.key],
                (times * value,),
                self.words.value(parameter, value).partition("\u00a0")[0]
                if not parameter.percent
                else self.words.value(parameter, value),
            )
            for group, value in said
        ]
        return strip(sheet, rows, scale, self._said(guess.question, rows))

    def _many(
        self, sheet: Sheet, values: Sequence[float], low: float, high: float, true: float | None, unit: str, title
    ) -> Markup:
        """How many groups lie in which part of a scale."""
        parts = TENS if not (high - low) % TENS else BINS
        step = (high - low) / parts

        def place_of(value: float) -> int:
            return min(parts - 1, max(0, int((value - low) / (step or 1))))

        places = [place_of(value) for value in values]
        found = [
            Bar(
                self.words.say(FROM_TO, low=self._plain(low + step * place), high=self._plain(low + step * (place + 1)))
                + (f" {unit}" if unit == "%" else ""),
                places.count(place),
                true is not None and place_of(true) == place,
            )
            for place in range(parts)
        ]
        return self._bars(sheet, found, self.words.said(title))

    def _bars(self, sheet: Sheet, found: Sequence[Bar], title: str) -> Markup:
        label = f"{title} {self.words.say(BARS_SAID)} " + "; ".join(f"{one.label}: {one.count}" for one in found)
        return bars(sheet, found, self._counted, self.words.say(TRUE), label)

    def _counted(self, count: int) -> str:
        return self.words.say(ONE_GROUP) if count == 1 else self.words.say(GROUPS, count=count)

    # Where settings lead

    def results(self) -> list[Poster]:
        """One poster per outcome; groups that changed nothing are one row of it, and if nobody did, all outcomes are one poster."""
        if not self.groups:
            return []
        changed = [group for group in self.groups if group.changes(self.exercise)]
        alike = [group for group in self.groups if group not in changed]
        if not changed:
            return [Poster("ahead", self.words.say(UNCHANGED), partial(self._all_outcomes, alike[0]), is_played=True)]
        return [
            Poster(
                f"ahead {one.key}",
                self.words.say(AHEAD, outcome=one.label),
                partial(self._outcome, one, changed, alike),
                is_played=True,
            )
            for one in self.exercise.laboratory.outcomes
        ]

    def _all_outcomes(self, group: Group, sheet: Sheet) -> Markup:
        rows = [self._ahead(self.words.say(one.label), one, group) for one in self.exercise.laboratory.outcomes]
        return strip(sheet, rows, self._of_hundred(), self._said(UNCHANGED, rows))

    def _outcome(self, outcome: Outcome, changed: Sequence[Group], alike: Sequence[Group], sheet: Sheet) -> Markup:
        if len(changed) > MOST_ROWS:
            values = [self._ahead("", outcome, group).values[0] or 0 for group in (*changed, *alike)]
            return self._many(sheet, values, 0, 100, None, "", outcome.label)
        rows = [self._ahead(self.names[group.key], outcome, group) for group in changed]
        if alike:
            counted = self.words.say(START_OF, count=self._counted(len(alike)))
            name = self.names[alike[0].key] if len(alike) == 1 else counted
            rows.append(self._ahead(name, outcome, alike[0]))
        return strip(sheet, rows, self._of_hundred(), self._said(outcome.label, rows))

    def _of_hundred(self) -> Scale:
        return Scale(0, 100, self.words.say(AHEAD_AXIS), self._plain, 50, self.words.say(EVEN))

    def _ahead(self, name: str, outcome: Outcome, group: Group) -> Row:
        """In how many of 100 the new way is ahead at the setting of a group, with the error of playing so few."""
        found = outcome.ahead_in(*group.years(self.exercise, self.blocks).outcomes[outcome.key])
        count, error = found["count"], found["error"]
        return Row(name, (count,), f"{count} ± {error}", (max(0, count - error), min(100, count + error)))
