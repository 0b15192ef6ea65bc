"""What one group, or one person alone, takes home: a page for each exercise with picture, guess, result, game, answers and step.

The trainer's report (`page.py`) puts groups side by side; this page knows one and compares it with nobody. It needs nothing but
itself, like the report, and everything that people typed is escaped by the template.
"""

import datetime
from collections.abc import Sequence

import numpy as np

from kit.commitments import ActionPlan, Commitment
from kit.drawing import drawing
from kit.exercise import Exercise, Guess, guess_state
from kit.groups import Group, without_damaged
from kit.messages import _, is_typed
from kit.pictures import band
from kit.report.own_plan import CHECK_ON
from kit.report.pictures import bars
from kit.report.templates import template
from kit.report.texts import by_when, said, sentence, short
from kit.side_by_side import changes
from kit.wording import Language

SENTENCES = {
    "title": _("What you take along"),
    "guess": _("Your guess"),
    "result": _("What your setting leads to"),
    "game": _("What you did in the game"),
    "answers": _("What you answered"),
    "step": _("Your step"),
    "steps": _("Your steps"),
    "more": _("More steps of the plan"),
    "old": _("O"),
    "new": _("N"),
    "unreadable": _("Something in this part cannot be read, so it is left out."),
    "model": _(
        "The models show what follows from assumptions, not what your market will do. A game is one throw of the dice."
    ),
}
NOTHING_YET = _("Nothing is here yet: begin with an exercise, and come back.")
GUESSED = _("You guessed {guess} · the model says {truth}")
WITHOUT_GUESS = _("You went on without a guess · the model says {truth}")
CHANGED, START_SETTING = _("You changed: {changes}."), _("This is the start setting; you changed nothing.")
MIDDLE_OF = _("The figure is the middle one of {played}; the bar holds 8 of 10.")
HALF_PLAYED = _("Begun, and not played to the end.")
QUIZ_AS_MODEL = _("Short quiz: {right} of {all} answered as the model would.")
BY = _("by {until}")
FIGURE = _("{median} {unit}")
MOST_CHANGES, MOST_ROWS, LONGEST_ANSWER, LONGEST_STEP, LONGEST_NAME = 5, 8, 240, 500, 60
SCALE = 100  # units of the picture of a guess from its lowest to its highest value


def summary_page(words: Language, group: Group, today: datetime.date, exercises: Sequence[Exercise]) -> str:
    """The summary in the language of `words`, said to one person where these are `alone`; of those of the exercises that were begun."""
    return Summary(words, group).page(today, exercises)


class Summary:
    """One group in one language, part by part as plain data for the template."""

    def __init__(self, words: Language, group: Group):
        self.words, self.say, self.group = words, words.say, group

    def page(self, today: datetime.date, of: Sequence[Exercise]) -> str:
        """The page itself."""
        begun = [one for one in of if self.group.begun(one)]
        plan = self.group.plan([one.name for one in of], today)
        check = self.say(CHECK_ON, date=self.words.date(plan.check_day)) if plan.check_day else ""
        return template("summary.html.j2").render(
            language=self.words.code,
            words={name: self.say(message) for name, message in SENTENCES.items()},
            name=short(self.group.name, LONGEST_NAME),
            date=self.words.date(today),
            nothing="" if begun else self.say(NOTHING_YET),
            exercises=[self._exercise(one, plan, today) for one in begun],
            more_steps=self._steps(plan, "", today) if len(of) > 1 else [],
            check=check if begun else "",
        )

    def _exercise(self, exercise: Exercise, plan: ActionPlan, today: datetime.date) -> dict:
        """The parts of an exercise; what cannot be read of it hides nothing else."""
        makers = {
            "guesses": self._guesses,
            "result": self._result,
            "game": self._game,
            "answers": self._answers,
            "steps": lambda one: self._steps(plan, one.name, today),
        }
        made = {
            name: without_damaged(lambda _group, make=make: make(exercise) or {}, [self.group])
            for name, make in makers.items()
        }
        return {
            "title": self.say(exercise.title),
            "question": self.say(exercise.question) if exercise.question else "",
            "drawing": drawing(exercise),
            "unreadable": any(left_out for _part, left_out in made.values()),
            **{name: part for name, (part, _left_out) in made.items()},
        }

    def _has_guessed(self, exercise: Exercise) -> bool:
        """Whether the guess is behind them: before, nothing of the model is told."""
        return guess_state(self.group.decided(exercise, "predict")) != "open"

    def _guesses(self, exercise: Exercise) -> list[dict]:
        if not self._has_guessed(exercise):
            return []
        given = self.group.guesses(exercise)
        return [self._guess(one, given) for one in exercise.guesses]

    def _guess(self, guess: Guess, given: dict | None) -> dict:
        parameter, truth = guess.parameter, guess.truth()
        model = self.words.value(parameter, truth)
        asked = {"question": self.say(guess.question), "guess": None, "truth": None}
        if not given:
            return asked | {"said": self.say(WITHOUT_GUESS, truth=model)}
        own = given[parameter.name]
        told = asked | {"said": self.say(GUESSED, guess=self.words.value(parameter, own), truth=model)}
        if parameter.choices:
            return told
        span = (parameter.high - parameter.low) or 1
        at = [round(SCALE * (float(value) - parameter.low) / span, 1) for value in (own, truth)]
        return told | {"guess": at[0], "truth": at[1]}

    def _result(self, exercise: Exercise) -> dict:
        if not self._has_guessed(exercise):
            return {}
        laboratory, years = exercise.laboratory, self.group.years(exercise)
        changed = changes(exercise, self.group) if self.group.changes(exercise) else []
        told = ", ".join(said(self.words, one) for one in changed[:MOST_CHANGES])
        rows = []
        for outcome in laboratory.outcomes:
            both = [band(values) for values in years.outcomes[outcome.key]]
            known = [one for one in both if one]
            low, high = (min(one[0] for one in known), max(one[2] for one in known)) if known else (0.0, 1.0)
            figures = [
                self._figure(outcome, float(np.nanmedian(values))) if one else "–"
                for one, values in zip(both, years.outcomes[outcome.key], strict=True)
            ]
            rows.append({"label": self.say(outcome.label), "figures": figures, "bars": bars(both, low, high)})
        played = self.say(laboratory.span, count=years.count)
        return {
            "names": [self.say(one) for one in laboratory.names],
            "changed": self.say(CHANGED, changes=told + (" …" if len(changed) > MOST_CHANGES else ""))
            if told
            else self.say(START_SETTING),
            "rows": rows,
            "note": self.say(MIDDLE_OF, played=played),
        }

    def _figure(self, outcome, value: float) -> str:
        if outcome.percent:
            return self.words.percent(value, outcome.digits)
        number = self.words.number(value, outcome.digits)
        return self.say(FIGURE, median=number, unit=self.say(outcome.unit)) if outcome.unit else number

    def _game(self, exercise: Exercise) -> dict:
        """What a game came to, with what was counted one below the other where that is more than what was played."""
        played = self.group.played(exercise, self.words.code)
        table = exercise.play.table(played, {self.group.key: self.group.name})
        rows = [
            [[self.words.said(one)] for one in table.head],
            *([self._cell(one) for one in row] for row in table.rows),
        ]
        if len(table.head) > len(rows):
            rows = [list(column) for column in zip(*rows, strict=True)]
        told = [sentence(self.words, one) for one in table.said]
        if table.unfinished:
            told.append(self.say(HALF_PLAYED))
        if not table.rows and not told:
            return {}
        return {
            "head": rows[0] if table.rows else [],
            "rows": rows[1 : MOST_ROWS + 1] if table.rows else [],
            "said": told,
        }

    def _cell(self, value) -> list[str]:
        if isinstance(value, tuple):
            return [said(self.words, one) for one in value]
        return [short(value, LONGEST_NAME) if is_typed(value) else said(self.words, value)]

    def _answers(self, exercise: Exercise) -> dict:
        decided = self.group.decided(exercise, "reflect")
        free = [
            {"question": self.say(question), "said": short(str(answer), LONGEST_ANSWER)}
            for place, question in enumerate(exercise.reflections, start=1)
            if (answer := decided.get(f"question{place}"))
        ]
        answered = [
            one for one in exercise.quiz if decided.get(one.key) in [str(place) for place in range(len(one.options))]
        ]
        right = sum(decided[one.key] == str(one.right) for one in answered)
        quiz = self.say(QUIZ_AS_MODEL, right=right, all=len(exercise.quiz)) if answered else ""
        return {"free": free, "quiz": quiz} if free or quiz else {}

    def _steps(self, plan: ActionPlan, exercise: str, today: datetime.date) -> list[str]:
        """The steps about an exercise ("": about none), in a line each."""
        return [self._step(one, today) for one in plan.steps if one.exercise == exercise and one.what]

    def _step(self, step: Commitment, today: datetime.date) -> str:
        until = by_when(self.words, step, today, LONGEST_NAME)
        by = self.say(BY, until=until) if until else ""
        return " – ".join(one for one in (short(step.who, LONGEST_NAME), short(step.what, LONGEST_STEP), by) if one)
