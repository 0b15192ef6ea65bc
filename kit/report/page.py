"""The report as one page to print: what groups guessed, set, played and want to do, with pictures made of plain SVG.

The page needs nothing but itself: no script, no request to anywhere. Everything that people typed is escaped by the
template; long texts are cut here, the table has them whole.
"""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.debrief import CHANCE, CULTURE, SPAN, TOGETHER, Question
from kit.evidence import cards
from kit.exercise import Exercise, Outcome
from kit.exercises import exercises
from kit.groups import LEFT_OUT, Group, Session, without_damaged
from kit.messages import _, is_typed
from kit.report.guesses import Guesses
from kit.report.pictures import bars
from kit.report.table import band, called
from kit.report.texts import grid, said, sentence, short
from kit.side_by_side import Block, changes, side_by_side
from kit.typed import isolated
from kit.wording import Language

LONGEST_TITLE, LONGEST_NAME, LONGEST_WHO, LONGEST_STEP = 120, 60, 120, 600
CHECK_DAYS = 30

SENTENCES = {
    "groups": _("Groups"),
    "about": _("What this report is, and what it is not"),
    "guesses": _("Predictions against the true answer"),
    "strip_legend": _(
        "Circles: the groups by their numbers. Grey bar: from the smallest to the largest guess, with a diamond at the middle one. Dashed line: the true answer at the start setting."
    ),
    "truth": _("true answer"),
    "settings": _("What each group’s own setting leads to"),
    "bar_legend": _(
        "The bars hold 8 of 10 results, the mark stands at the middle one: O, light with a circle, is OLD; N, dark with a diamond, is NEW."
    ),
    "old": _("O"),
    "new": _("N"),
    "game": _("What happened in the game"),
    "quiz": _("Short quiz"),
    "questions": _("To talk about"),
    "fair": _("These are questions, no marks. What chance did is nobody’s merit and nobody’s fault."),
    "plan": _("Action plan"),
    "evidence": _("Where the assumptions come from"),
    "counter": _("What speaks against each of these claims stands beside it in the kit, in the step “Fair trial”."),
}
ABOUT = (
    _(
        "Everything that groups decided and what it led to, for the people who were there: names and steps they take are in it, so keep it as you would keep minutes."
    ),
    _(
        "The laboratories are models: they show what follows from assumptions, not what your market will do. Where the assumptions come from, and how well they are supported, stands at the end."
    ),
    _(
        "Chance has a part in everything. Results of the laboratories come from many repetitions and show how far those lie apart; a game is played once, so it is one throw of the dice."
    ),
    _(
        "This is no ranking: the groups stand in the order in which they came. They tried out different things, and chance had its part in it."
    ),
)
TITLE = _("Pair Selling workshop")
NOBODY = _("No group has decided anything yet, so there is nothing to report.")

GROUP, CHANGED = _("Group"), _("What it changed")

PLAYED = _("{played} played with the same customers and the same chance for both. The band holds 8 of 10.")
SHARES = _("“Ahead” counts of 100; ± is the error of playing so few, and a tie counts for nobody.")
AHEAD, SCALE = _("Who is ahead?"), _("Scale: {low} to {high}")
MEDIAN = _("{median} {unit}")

HALF = _("Begun, but not played to the end: {groups}.")
KEPT = _("{arrived} of {known}")
QUESTION, RIGHT_ANSWER, RIGHT_GROUPS = _("Question"), _("Right answer"), _("Groups that were right")
WHOLE = _("The whole workshop")
KINDS = {TOGETHER: _("Where you lie together or apart"), CULTURE: _("What decisions did"), CHANCE: _("What chance did")}
PLAN_HEAD = GROUP, _("Exercise"), _("What we do"), _("Who"), _("By when")
CHECK = _("After 30 days, on {date}: done? What did it bring?")
NO_PLAN = _("No group has written down a step yet.")
CARD_HEAD = _("Claim"), _("Source"), _("Certainty")
CERTAINTY = {
    "H": _("well supported"),
    "M": _("second-hand or partly supported"),
    "L": _("weakly supported"),
    "A": _("assumption, nobody measured it"),
}

NOTHING = "–"
KEPT = _("{arrived} of {known}")


def report_page(
    language: str, session: Session, questions: Sequence[Question], today: datetime.date, title: str = ""
) -> str:
    """The whole report in one language as one self-contained HTML page."""
    return Report(Language(language), session).page(questions, today, title)


@cache
def _template():
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


class Report:
    """A session in one language, part by part as plain data for the template."""

    def __init__(self, words: Language, session: Session):
        self.words, self.say, self.session = words, words.say, session
        self.names = {key: short(name, LONGEST_NAME) for key, name in called(words, session).items()}
        self.shown = {
            group.key: {"number": number, "name": self.names[group.key]}
            for number, group in enumerate(session.groups, start=1)
        }
        self.guesses = Guesses(words, self.shown)

    def page(self, questions: Sequence[Question], today: datetime.date, title: str) -> str:
        """The page itself."""
        played = [
            one
            for one in exercises().values()
            if any(group.begun(one) for group in self.session.groups) or self.session.common(one)
        ]
        return _template().render(
            language=self.words.code,
            words={name: self.say(message) for name, message in SENTENCES.items()},
            title=short(title, LONGEST_TITLE) or self.say(TITLE),
            date=self.words.date(today),
            about=[self.say(one) for one in ABOUT],
            nobody="" if played else self.say(NOBODY),
            groups=list(self.shown.values()),
            exercises=[self._exercise(one) for one in played],
            questions=self._questions(questions),
            plan=self._plan(today) if played else None,
            no_plan=self.say(NO_PLAN),
            cards=self._cards(played),
        )

    def _group(self, *groups: Group, named: bool = True) -> dict:
        return {"groups": [self.shown[group.key] for group in groups], "named": named}

    def _exercise(self, exercise: Exercise) -> dict:
        """The parts of an exercise; a group of which a part cannot be made is named, and the others are shown."""
        groups = [group for group in self.session.groups if group.begun(exercise)]
        parts = {
            "guesses": lambda some: (
                [
                    self.guesses.picture(one, {group.key: group.guesses(exercise) for group in some})
                    for one in exercise.guesses
                ]
                if some
                else []
            ),
            "guessed": partial(self.guesses.table, exercise),
            "settings": partial(self._settings, exercise),
            "game": partial(self._game, exercise),
            "quiz": partial(self._quiz, exercise),
        }
        made = {name: without_damaged(lambda some, make=make: make(some) or {}, groups) for name, make in parts.items()}
        return {
            "title": self.say(exercise.title),
            "left_out": self._left_out(group for _part, some in made.values() for group in some),
            **{name: part for name, (part, _left_out) in made.items()},
        }

    def _left_out(self, groups: Iterable[Group]) -> str:
        """Whom a part could not be made of."""
        names = dict.fromkeys(isolated(self.names[group.key]) for group in groups)
        return self.say(LEFT_OUT, groups=", ".join(names)) if names else ""

    # The laboratory

    def _settings(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """The settings that groups chose, each once, and what it leads to."""
        if not groups:
            return None
        chosen: dict = {}
        for group in groups:
            chosen.setdefault(group.setting(exercise), []).append(group)
        firsts = [(self._group(*some, named=len(some) == 1), some[0].years(exercise)) for some in chosen.values()]
        changed = [
            [self._group(*some), [self.say(one) for one in changes(exercise, some[0])]] for some in chosen.values()
        ]
        played = self.say(exercise.laboratory.span, count=firsts[0][1].count)
        return {
            "changes": grid([self.say(GROUP), self.say(CHANGED)], changed),
            "said": [self.say(PLAYED, played=played), self.say(SHARES)],
            "outcomes": [self._outcome(exercise, one, firsts) for one in exercise.laboratory.outcomes],
        }

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

    # The games

    def _game(self, exercise: Exercise, groups: Sequence[Group]) -> dict:
        played = side_by_side(exercise, self.session, groups, self.names, self.words.code)
        parts = [self._block(one) for one in played.blocks]
        if played.unfinished:
            half = self.say(HALF, groups=", ".join(self.words.said(one) for one in played.unfinished))
            last = parts[-1] if parts and not exercise.play.is_apart else {"title": "", "said": [], "tables": []}
            parts = [*(one for one in parts if one is not last), last | {"said": [*last["said"], half]}]
        return {"parts": parts} if parts else {}

    def _block(self, block: Block) -> dict:
        head = [self.words.said(one) for one in block.head]
        rows = [[self._cell(one) for one in row] for row in block.rows]
        if block.groups:
            head = [self.say(GROUP), *head]
            rows = [[self._group(group), *row] for group, row in zip(block.groups, rows, strict=True)]
        sentences = [sentence(self.words, one) for one in block.said]
        return {
            "title": said(self.words, block.title) if block.title else "",
            "said": sentences,
            "tables": [grid(head, rows, "game chain" if block.groups and len(head) < 6 else "game")],
        }

    def _cell(self, value) -> str | list | dict:
        """A cell for the template; what people typed is kept from turning what stands beside it."""
        if isinstance(value, tuple):
            return [said(self.words, one) for one in value]
        return {"team": short(value, LONGEST_NAME)} if is_typed(value) else said(self.words, value)

    # What is left to think about and to do

    def _quiz(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """How many groups were right, of those that answered; who, is nobody's business."""
        rows = []
        for one in exercise.quiz:
            places = {str(place) for place in range(len(one.options))}
            given = [
                answer for group in groups if (answer := group.decided(exercise, "reflect").get(one.key)) in places
            ]
            if given:
                rows.append(
                    [
                        self.say(one.question),
                        self.say(one.options[one.right][0]),
                        self.say(KEPT, arrived=given.count(str(one.right)), known=len(given)),
                    ]
                )
        return (
            grid([self.say(QUESTION), self.say(RIGHT_ANSWER), self.say(RIGHT_GROUPS)], rows, "quiz") if rows else None
        )

    def _questions(self, questions: Sequence[Question]) -> list[dict]:
        """The questions by exercise and kind, in their order."""
        known, found = exercises(), []
        for about in dict.fromkeys(one.about for one in questions):
            asked = {
                kind: [
                    {"seen": sentence(self.words, one.seen), "ask": sentence(self.words, one.ask)}
                    for one in questions
                    if (one.about, one.kind) == (about, kind)
                ]
                for kind in KINDS
            }
            kinds = [{"title": self.say(KINDS[kind]), "asked": some} for kind, some in asked.items() if some]
            found.append({"title": self.say(known[about].title if about in known else WHOLE), "kinds": kinds})
        return found

    def _plan(self, today: datetime.date) -> dict | None:
        check = self.say(CHECK, date=self.words.date(today + datetime.timedelta(days=CHECK_DAYS)))
        made = [
            without_damaged(partial(self._steps, exercise), self.session.groups) for exercise in exercises().values()
        ]
        rows = [row for some, _left_out in made for row in some or []]
        left_out = self._left_out(group for _some, groups in made for group in groups)
        return (
            grid([*(self.say(one) for one in PLAN_HEAD), check], rows, "plan") | {"left_out": left_out}
            if rows or left_out
            else None
        )

    def _steps(self, exercise: Exercise, groups: Sequence[Group]) -> list[list]:
        return [
            [
                self._group(group),
                self.say(exercise.title),
                short(step["what"], LONGEST_STEP) or NOTHING,
                short(step["who"], LONGEST_WHO) or NOTHING,
                self._until(step["until"]),
                "",
            ]
            for group in groups
            if (step := group.commitment(exercise))
        ]

    def _until(self, typed: str) -> str:
        try:
            return self.words.date(datetime.date.fromisoformat(typed))
        except ValueError:
            return short(typed, LONGEST_WHO) or NOTHING

    def _cards(self, played: Sequence[Exercise]) -> dict | None:
        known = cards(self.words.code)
        used = [known[key] for key in dict.fromkeys(key for one in played for key in one.evidence) if key in known]
        rows = [[one.claim, one.source or NOTHING, self.say(CERTAINTY[one.certainty])] for one in used]
        return grid([self.say(one) for one in CARD_HEAD], rows, "cards") if rows else None
