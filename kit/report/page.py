"""The report as one page to print: what groups guessed, set, played and want to do, with pictures made of plain SVG.

The page needs nothing but itself: no script, no request to anywhere. Everything that people typed is escaped by the
template; long texts are cut here, the table has them whole.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.contract import Said
from kit.debrief import CHANCE, CULTURE, SPAN, TOGETHER, Question
from kit.evidence import cards
from kit.exercise import Exercise, Guess, Outcome
from kit.exercises import exercises
from kit.groups import LEFT_OUT, Group, Session, without_damaged
from kit.messages import Finding, Message, _
from kit.parameters import Parameter, parameters
from kit.report.pictures import TICKS, bars, strip
from kit.report.table import NO_GUESS, TRUTH, band, called, clean
from kit.side_by_side import Block, side_by_side
from kit.typed import isolated, plain
from kit.wording import Language, digits_of

LONGEST_TITLE, LONGEST_NAME, LONGEST_WHO, LONGEST_STEP, LONGEST_SAID = 120, 60, 120, 600, 400
CHECK_DAYS = 30

SENTENCES = {
    "groups": _("Groups"),
    "about": _("What this report is, and what it is not"),
    "guesses": _("Predictions against the true answer"),
    "strip_legend": _("Circles: the groups by their numbers. Grey bar: from the smallest to the largest guess, with a diamond at the middle one. Dashed line: the true answer at the start setting."),
    "truth": _("true answer"),
    "settings": _("What each group’s own setting leads to"),
    "bar_legend": _("The bars hold 8 of 10 results, the mark stands at the middle one: O, light with a circle, is OLD; N, dark with a diamond, is NEW."),
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
    _("Everything that groups decided and what it led to, for the people who were there: names and steps they take are in it, so keep it as you would keep minutes."),
    _("The laboratories are models: they show what follows from assumptions, not what your market will do. Where the assumptions come from, and how well they are supported, stands at the end."),
    _("Chance has a part in everything. Results of the laboratories come from many repetitions and show how far those lie apart; a game is played once, so it is one throw of the dice."),
    _("This is no ranking: the groups stand in the order in which they came. They tried out different things, and chance had its part in it."),
)  # fmt: skip
TITLE = _("Pair Selling workshop")
NOBODY = _("No group has decided anything yet, so there is nothing to report.")

GROUP, CHANGED, UNCHANGED = _("Group"), _("What it changed"), _("nothing: the start setting")
CHANGE_LINE = _("{label}: {before} → {after}")
GUESSED = _("Guesses run from {low} to {high}, with {middle} in the middle; the true answer at the start setting is {truth}.")
GUESSED_ALIKE = _("Guessed: {guess}; the true answer at the start setting is {truth}.")
NOBODY_GUESSED = _("Nobody guessed; the true answer at the start setting is {truth}.")
TRUE_ANSWER = _("The true answer at the start setting is {truth}.")
TRUTH_AT = _("true answer: {truth}")

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
CERTAINTY = {"H": _("well supported"), "M": _("second-hand or partly supported"), "L": _("weakly supported"), "A": _("assumption, nobody measured it")}

NOTHING = "–"
KEPT = _("{arrived} of {known}")


def report_page(
    language: str, session: Session, questions: Sequence[Question], today: datetime.date, title: str = ""
) -> str:
    """The whole report in one language as one self-contained HTML page."""
    return Report(Language(language), session).page(questions, today, title)


@cache
def _template():
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("report.html.j2")


def short(text: str, most: int) -> str:
    """Typed text as it stands on the page: on one line, at most so long, without marks that turn the text around it."""
    line = " ".join(plain(clean(text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def sentence(words: Language, finding: Finding) -> str:
    """A finding in the reader's language; text within it that people typed is kept short."""
    return words.say(_shortened(finding))


def _shortened(value):
    if isinstance(value, Finding):
        return Finding(value.message, {name: _shortened(one) for name, one in value.values.items()})
    return short(value, LONGEST_SAID) if isinstance(value, str) and not isinstance(value, Message) else value


def _said(words: Language, value: Said) -> str:
    """A value as it stands alone in a cell or a title."""
    shown = _shortened(value)
    return shown if isinstance(shown, str) and not isinstance(shown, Message) else words.said(shown)


def grid(head: Iterable, rows: Iterable[Iterable], kind: str = "") -> dict:
    """A table for the template; a cell is a text, lines of text, groups, a team, or bars."""
    return {"head": list(head), "rows": [list(row) for row in rows], "kind": kind}


class Report:
    """A session in one language, part by part as plain data for the template."""

    def __init__(self, words: Language, session: Session):
        self.words, self.say, self.session = words, words.say, session
        self.names = {key: short(name, LONGEST_NAME) for key, name in called(words, session).items()}
        self.shown = {group.key: {"number": number, "name": self.names[group.key]} for number, group in enumerate(session.groups, start=1)}

    def page(self, questions: Sequence[Question], today: datetime.date, title: str) -> str:
        """The page itself."""
        played = [one for one in exercises().values() if any(group.begun(one) for group in self.session.groups) or self.session.common(one)]
        return _template().render(
            language=self.words.code, words={name: self.say(message) for name, message in SENTENCES.items()},
            title=short(title, LONGEST_TITLE) or self.say(TITLE), date=self.words.date(today), about=[self.say(one) for one in ABOUT],
            nobody="" if played else self.say(NOBODY), groups=list(self.shown.values()), exercises=[self._exercise(one) for one in played],
            questions=self._questions(questions), plan=self._plan(today) if played else None, no_plan=self.say(NO_PLAN), cards=self._cards(played),
        )  # fmt: skip

    def _group(self, *groups: Group, named: bool = True) -> dict:
        return {"groups": [self.shown[group.key] for group in groups], "named": named}

    def _exercise(self, exercise: Exercise) -> dict:
        """The parts of an exercise; a group of which a part cannot be made is named, and the others are shown."""
        groups = [group for group in self.session.groups if group.begun(exercise)]
        parts = {
            "guesses": lambda some: [self._guess(one, {group.key: group.guesses(exercise) for group in some}) for one in exercise.guesses] if some else [],
            "guessed": partial(self._guessed, exercise), "settings": partial(self._settings, exercise),
            "game": partial(self._game, exercise), "quiz": partial(self._quiz, exercise),
        }  # fmt: skip
        made = {name: without_damaged(lambda some, make=make: make(some) or {}, groups) for name, make in parts.items()}
        return {
            "title": self.say(exercise.title), "left_out": self._left_out(group for _part, some in made.values() for group in some),
            **{name: part for name, (part, _left_out) in made.items()},
        }  # fmt: skip

    def _left_out(self, groups: Iterable[Group]) -> str:
        """Whom a part could not be made of."""
        names = dict.fromkeys(isolated(self.names[group.key]) for group in groups)
        return self.say(LEFT_OUT, groups=", ".join(names)) if names else ""

    # Guesses

    def _guess(self, guess: Guess, given: Mapping[str, dict | None]) -> dict:
        """The picture of a question: numbers on a scale, or choices with the groups beside them."""
        parameter, truth = guess.parameter, guess.truth()
        values = {key: said[parameter.name] for key, said in given.items() if said}
        show = partial(self.words.value, parameter)
        picture = {"question": self.say(guess.question), "strip": None, "options": []}
        if parameter.choices:
            picture["options"] = [
                {"label": self.say(one.label), "true": one.key == truth, "groups": [self.shown[key] for key, value in values.items() if value == one.key]}
                for one in parameter.choices
            ]  # fmt: skip
            return picture | {"said": self.say(TRUE_ANSWER, truth=show(truth))}
        if not values:
            return picture | {"said": self.say(NOBODY_GUESSED, truth=show(truth))}
        low, high, middle = min(values.values()), max(values.values()), float(np.median(list(values.values())))
        if show(low) == show(high):
            said = self.say(GUESSED_ALIKE, guess=show(low), truth=show(truth))
        else:
            said = self.say(GUESSED, low=show(low), high=show(high), middle=self._middle(parameter, middle), truth=show(truth))
        dots = [(self.shown[key]["number"], value) for key, value in values.items()]
        ticks = [(one, self._tick(parameter, one)) for one in np.linspace(parameter.low, parameter.high, TICKS)]
        return picture | {"said": said, "strip": strip(dots, truth, middle, ticks, self.say(TRUTH_AT, truth=show(truth)))}

    def _middle(self, parameter: Parameter, value: float) -> str:
        """The middle one; of an even count it can lie between two steps, so it may need one decimal more."""
        digits, shown = digits_of(parameter), 100 * value if parameter.percent else value
        digits += abs(round(shown, digits) - shown) > 1e-6
        if parameter.percent:
            return self.words.percent(value, digits)
        number = self.words.number(value, digits)
        return self.say(MEDIAN, median=number, unit=self.say(parameter.unit)) if parameter.unit else number

    def _tick(self, parameter: Parameter, value: float) -> str:
        return self.words.percent(value) if parameter.percent else self.words.number(value, 0 if value == int(value) else 1)

    def _guessed(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        if not groups:
            return None
        declared = [one.parameter for one in exercise.guesses]
        rows = []
        for group in groups:
            given = group.guesses(exercise)
            rows.append([self._group(group), *(self.words.value(one, given[one.name]) if given else self.say(NO_GUESS) for one in declared)])
        rows.append([self.say(TRUTH), *(self.words.value(one.parameter, one.truth()) for one in exercise.guesses)])
        return grid([self.say(GROUP), *(self.say(one.label) for one in declared)], rows, "last")

    # The laboratory

    def _settings(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """The settings that groups chose, each once, and what it leads to."""
        if not groups:
            return None
        chosen: dict = {}
        for group in groups:
            chosen.setdefault(group.setting(exercise), []).append(group)
        firsts = [(self._group(*some, named=len(some) == 1), some[0].years(exercise)) for some in chosen.values()]
        changes = [[self._group(*some), self._changes(exercise, some[0])] for some in chosen.values()]
        played = self.say(exercise.laboratory.span, count=firsts[0][1].count)
        return {
            "changes": grid([self.say(GROUP), self.say(CHANGED)], changes),
            "said": [self.say(PLAYED, played=played), self.say(SHARES)],
            "outcomes": [self._outcome(exercise, one, firsts) for one in exercise.laboratory.outcomes],
        }

    def _changes(self, exercise: Exercise, group: Group) -> list[str]:
        words, declared, default = self.words, parameters(exercise.setting), exercise.setting()
        changes = [
            self.say(CHANGE_LINE, label=words.label(declared[name]), before=words.value(declared[name], getattr(default, name)), after=words.value(declared[name], value))
            for name, value in group.changes(exercise).items()
        ]  # fmt: skip
        return changes or [self.say(UNCHANGED)]

    def _outcome(self, exercise: Exercise, outcome: Outcome, firsts: list) -> dict:
        """One outcome over all settings, on one scale."""
        sides = [[years.outcomes[outcome.key][side] for side in (0, 1)] for _groups, years in firsts]
        bands = [[band(values) for values in both] for both in sides]
        known = [one for both in bands for one in both if one]
        low, high = (min(one[0] for one in known), max(one[2] for one in known)) if known else (0.0, 1.0)
        rows = [
            [groups, *(self._figures(outcome, one) for one in both), {"bars": bars(both, low, high)}, self.say(outcome.ahead, **outcome.ahead_in(*values))]
            for (groups, _years), both, values in zip(firsts, bands, sides, strict=True)
        ]  # fmt: skip
        scale = self.say(SCALE, low=self._figure(outcome, low), high=self._figure(outcome, high))
        head = [self.say(GROUP), *(self.say(one) for one in exercise.laboratory.names), scale, self.say(AHEAD)]
        return {"label": self.say(outcome.label), "rule": self.say(outcome.rule) if outcome.rule else "", "table": grid(head, rows, "results")}

    def _figure(self, outcome: Outcome, value: float) -> str:
        return self.words.percent(value, outcome.digits) if outcome.percent else self.words.number(value, outcome.digits)

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
        said = [sentence(self.words, one) for one in block.said]
        return {"title": _said(self.words, block.title) if block.title else "", "said": said, "tables": [grid(head, rows, "game chain" if block.groups and len(head) < 6 else "game")]}

    def _cell(self, value) -> str | list | dict:
        """A cell for the template; what people typed is kept from turning what stands beside it."""
        if isinstance(value, tuple):
            return [_said(self.words, one) for one in value]
        is_typed = isinstance(value, str) and not isinstance(value, Message)
        return {"team": short(value, LONGEST_NAME)} if is_typed else _said(self.words, value)

    # What is left to think about and to do

    def _quiz(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """How many groups were right, of those that answered; who, is nobody's business."""
        rows = []
        for one in exercise.quiz:
            places = {str(place) for place in range(len(one.options))}
            given = [answer for group in groups if (answer := group.decided(exercise, "reflect").get(one.key)) in places]
            if given:
                rows.append([self.say(one.question), self.say(one.options[one.right][0]), self.say(KEPT, arrived=given.count(str(one.right)), known=len(given))])
        return grid([self.say(QUESTION), self.say(RIGHT_ANSWER), self.say(RIGHT_GROUPS)], rows, "quiz") if rows else None

    def _questions(self, questions: Sequence[Question]) -> list[dict]:
        """The questions by exercise and kind, in their order."""
        known, found = exercises(), []
        for about in dict.fromkeys(one.about for one in questions):
            asked = {
                kind: [{"seen": sentence(self.words, one.seen), "ask": sentence(self.words, one.ask)} for one in questions if (one.about, one.kind) == (about, kind)]
                for kind in KINDS
            }  # fmt: skip
            kinds = [{"title": self.say(KINDS[kind]), "asked": some} for kind, some in asked.items() if some]
            found.append({"title": self.say(known[about].title if about in known else WHOLE), "kinds": kinds})
        return found

    def _plan(self, today: datetime.date) -> dict | None:
        check = self.say(CHECK, date=self.words.date(today + datetime.timedelta(days=CHECK_DAYS)))
        made = [without_damaged(partial(self._steps, exercise), self.session.groups) for exercise in exercises().values()]
        rows = [row for some, _left_out in made for row in some or []]
        left_out = self._left_out(group for _some, groups in made for group in groups)
        return grid([*(self.say(one) for one in PLAN_HEAD), check], rows, "plan") | {"left_out": left_out} if rows or left_out else None

    def _steps(self, exercise: Exercise, groups: Sequence[Group]) -> list[list]:
        return [
            [self._group(group), self.say(exercise.title), short(step["what"], LONGEST_STEP) or NOTHING, short(step["who"], LONGEST_WHO) or NOTHING, self._until(step["until"]), ""]
            for group in groups if (step := group.commitment(exercise))
        ]  # fmt: skip

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
