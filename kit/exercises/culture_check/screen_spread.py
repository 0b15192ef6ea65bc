"""The spread of a group as a picture, as a few sentences and as a table; it never shows a score, a sum or a person."""

from collections.abc import Mapping, Sequence
from importlib import import_module

import numpy as np
from ipywidgets import VBox
from markupsafe import Markup, escape

from kit.contract import notebook_of
from kit.exercise import Exercise
from kit.exercises.culture_check.rounds import (
    AFTER,
    BEFORE,
    FEWEST,
    closest,
    furthest,
    leaning,
    moved_most,
    order,
    persons,
    spread,
)
from kit.exercises.culture_check.statements import Statement
from kit.journal import Journal
from kit.messages import Message, _
from kit.pictures import labels_of
from kit.screen.pictures import live_chart
from kit.screen.specification import prepare
from kit.screen.text import folded, heading, lines, show, table, text
from kit.wording import Language

HEADLINE = _("The widest spread stands at the top")
PICTURE = _(
    "Per statement one dot for each answer, between the first sentence on the left and the second on the right: hollow circles before, filled diamonds after."
)
ROUND_LABELS = {BEFORE: _("before"), AFTER: _("after")}
COUNTS = _("People who have answered: {before}.")
BOTH_COUNTS = _("People who have answered: {before} before, {after} after.")
NO_ANSWER = _("There is no answer that could be shown.")
ONLY_YOU = _("This shows only you: one person’s answers are no group’s.")
ONLY_TWO = _("This shows only the two of you, who can work out each other’s answers. It is no group yet.")
FEW = (NO_ANSWER, ONLY_YOU, ONLY_TWO)  # by how many people
ROW_FEW = _("The row “{round}” stands for fewer than {fewest} people: it shows them, not the group.")
LEANING = _("“{theme}” (left {old}, in between {middle}, right {new})")
FURTHEST = _("You are furthest apart on {statement}.")
CLOSEST = _("You are closest together on {statement}.")
ALSO_FAR, ALSO_CLOSE = _("Just as far apart: {themes}."), _("Just as close together: {themes}.")
ALIKE = _("You are equally far apart on every statement.")
TOO_FEW = _("No statement has {fewest} answers yet, so nothing is said about the group.")
MOVED = _(
    "Between before and after it moved most on “{theme}”: before left {old}, in between {middle}, right {new}; after left {old_after}, in between {middle_after}, right {new_after}."
)
ALSO_MOVED = _("It moved just as far on: {themes}.")
STILL = _("Between before and after nothing moved on any statement.")
TRY_OUT = _("You can try out the first of them in the exercise {exercise}.")
AS_TABLE = _("The same as a table")
STATEMENT, LEFT, RIGHT, RATHER_LEFT, RATHER_RIGHT, MIDDLE = (
    _("Statement"),
    _("left"),
    _("right"),
    _("rather left"),
    _("rather right"),
    _("in between"),
)

CANNOT = _("What this picture cannot tell")
CANNOT_LINES = (
    _(
        "It shows what people say about themselves, in the mood of this day and beside their colleagues. What they do may be something else."
    ),
    _(
        "The statements are our own. Nobody has tested what they measure; they are meant to start a conversation. Neither side is the better one."
    ),
    _(
        "It is no measure of success. The evidence on culture surveys is mixed: a review of 84 studies found links with results, but not always those expected (Hartnell, Ou and Kinicki 2011, Journal of Applied Psychology 96:677). And a link does not say what comes first."
    ),
    _(
        "If something moves between before and after, it may be the workshop, the mood, other people answering, or chance: with few people, one answer makes a visible difference."
    ),
)


def prepare_spread(words: Language) -> None:
    """Have the picture ready while people still answer."""
    prepare([("spread", labels_of(words, ROUND_LABELS))])


class SpreadPicture:
    """The spread as a picture and in words; `show` takes the journals of one screen or of many."""

    def __init__(self, words: Language, asked: Sequence[Statement], exercises: Mapping[str, Exercise]):
        self.words, self.say, self.asked, self.exercises = words, words.say, asked, exercises
        self.findings, self.rest, self.box = text(), text(), VBox()
        self.chart = live_chart(words, "spread", labels_of(words, ROUND_LABELS), PICTURE)
        self.chart.add_class("kit-spreads")
        self.box.children = (self.findings, self.chart, self.rest)

    def clear(self) -> None:
        """Hold nobody's answers any more."""
        self.chart.show({})
        show(self.findings, "")
        show(self.rest, "")

    def show(self, journals: Sequence[Journal], fewest_after: int = 1) -> None:
        """The rounds that are through; `after` only from `fewest_after` people on."""
        people = {step: persons(journals, step, self.asked) for step in (BEFORE, AFTER)}
        counts = {
            step: spread(journals, step, self.asked)
            for step in (BEFORE, AFTER)
            if step == BEFORE or people[step] >= fewest_after
        }
        places = order(counts[BEFORE])
        blocks = [
            self._block(self.asked[place], {step: one[place].tolist() for step, one in counts.items()})
            for place in places
        ]
        marks = import_module("kit.charts.spread").marks  # only now, because it imports Altair
        self.chart.show(marks(blocks), self.say(HEADLINE) if people[BEFORE] >= FEWEST else "")
        show(self.findings, self._findings(counts, {step: people[step] for step in counts}))
        show(
            self.rest,
            self._table(places, counts) + heading(self.say(CANNOT)) + lines(*(self.say(one) for one in CANNOT_LINES)),
        )

    @staticmethod
    def _block(one: Statement, counts: Mapping[str, list[int]]) -> dict:
        return {"theme": one.theme, "old": one.old, "new": one.new, **counts}

    # In words

    def _findings(self, counts: Mapping[str, np.ndarray], people: Mapping[str, int]) -> Markup:
        few = [step for step in people if people[step] < FEWEST]
        said = lines(self.say(BOTH_COUNTS, **people) if AFTER in people else self.say(COUNTS, **people))
        if len(few) == len(people):
            return said + lines(self.say(FEW[max(people.values())]), kind="kit-guess")
        said += lines(*(self.say(ROW_FEW, round=ROUND_LABELS[step], fewest=FEWEST) for step in few), kind="kit-guess")
        said += Markup() if BEFORE in few else self._apart(counts[BEFORE])
        return said + (lines(*self._moved(counts[BEFORE], counts[AFTER])) if AFTER in people and not few else Markup())

    def _apart(self, counts: np.ndarray) -> Markup:
        far, near = furthest(counts), closest(counts)
        if not far:
            return lines(self.say(TOO_FEW, fewest=FEWEST))
        if far == near and len(far) > 1:
            return lines(self.say(ALIKE))
        said = lines(*self._tied(FURTHEST, ALSO_FAR, far, counts), *self._tied(CLOSEST, ALSO_CLOSE, near, counts))
        known = self.exercises.get(self.asked[far[0]].leads_to)
        if known is None:
            return said
        link = Markup('<a href="{}">{}</a>').format(notebook_of(known), self.say(known.title))
        return said + Markup("<p>{}</p>").format(escape(self.say(TRY_OUT)).format(exercise=link))

    def _tied(self, message: Message, also: Message, places: Sequence[int], counts: np.ndarray) -> list[str]:
        first, *others = places
        old, middle, new = leaning(counts[first])
        statement = self.say(LEANING, theme=self.asked[first].theme, old=old, middle=middle, new=new)
        return [self.say(message, statement=statement), *self._others(also, others)]

    def _others(self, also: Message, places: Sequence[int]) -> list[str]:
        return [self.say(also, themes=", ".join(self.asked[place].theme for place in places))] if places else []

    def _moved(self, before: np.ndarray, after: np.ndarray) -> list[str]:
        if not np.any((before.sum(axis=1) >= FEWEST) & (after.sum(axis=1) >= FEWEST)):
            return []
        places = moved_most(before, after)
        if not places:
            return [self.say(STILL)]
        first, *others = places
        names = ("old", "middle", "new")
        values = dict(zip(names, leaning(before[first]), strict=True)) | {
            f"{name}_after": count for name, count in zip(names, leaning(after[first]), strict=True)
        }
        return [self.say(MOVED, theme=self.asked[first].theme, **values), *self._others(ALSO_MOVED, others)]

    def _table(self, places: Sequence[int], counts: Mapping[str, np.ndarray]) -> Markup:
        head = [self.say(one) for one in (STATEMENT, LEFT, RATHER_LEFT, MIDDLE, RATHER_RIGHT, RIGHT)]
        rows = []
        for place in places:
            one, shown = self.asked[place], [step_counts[place].tolist() for step_counts in counts.values()]
            poles = Markup("<b>{}</b><br>{} / {}").format(one.theme, one.old, one.new)
            rows.append([poles, *(" → ".join(map(str, cell)) for cell in zip(*shown, strict=True))])
        made = Markup('<div class="kit-wide">{}</div>').format(table(head, rows, kind="kit-points"))
        return folded(self.say(AS_TABLE), made)
