"""Page one, for whoever was not there: who, when and how long, what was tried, what came out, one picture, and who does what by when.

What came out are three sentences at most, chosen by rule: the guess that lay furthest from the model, what decisions did most
strikingly, and what chance did. Where a rule has nothing to say, nothing takes its place but a warning against chance.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from kit.commitments import CHECK_DAYS
from kit.debrief import CHANCE, CULTURE, TOGETHER, Question
from kit.exercise import Exercise, Guess
from kit.exercises import checks, exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import _
from kit.parameters import Shown
from kit.rehearsal import is_pretend
from kit.report.guesses import Guesses
from kit.report.held import Held
from kit.report.plan import Plan
from kit.report.texts import sentence
from kit.wording import Language

MOST_STEPS, MOST_TRIED = 6, 4  # of both together, as many as one page holds
FEW = 4  # of both: then page one is not full, and the appendix follows on it
NEAR = 0.05  # of a scale: a guess so near to the answer was right

GROUPS_COUNT, ONE_GROUP = _("{count} groups"), _("one group")
PRETEND = _("{groups} (pretend groups of a rehearsal among them: {count})")
PEOPLE = _("{count} people answered “{title}”")
PEOPLE_COUNT = _("{count} people")
IN_COMMON = _("Played together on common ground.")
GUESSED, DECIDED, CHANCED, SEEN = _("The guess"), _("Decisions"), _("Chance"), _("The groups")
FAR = _(
    "“{question}” In the middle, {count} groups guessed {guess}; the model says {truth} with the assumptions it starts from."
)
FAR_ONE = _("“{question}” The group guessed {guess}; the model says {truth} with the assumptions it starts from.")
CLOSE = _("“{question}” The guesses were close to what the model says with the assumptions it starts from: {truth}.")
ONE_THROW = _("Each game was played once, so it is one throw of the dice: no result here says who is better.")
CHECK = _("{date}. Who looks what was done, and what it brought?")
MORE_STEPS = _("More steps in the appendix: {count}.")
NO_STEPS = _("No group has written down a step.")


class Front:
    """The first page of a session in one language, as plain data for the template."""

    def __init__(self, words: Language, session: Session, guesses: Guesses, plan: Plan):
        self.words, self.say, self.session, self.guesses, self.plan = words, words.say, session, guesses, plan

    def page(self, played: Sequence[Exercise], questions: Sequence[Question], today: datetime.date, held: Held) -> dict:
        """Everything on it but the picture of a game, which the report draws."""
        furthest = self._furthest(played)
        steps, tried = self.plan.first(today), [*self._asked_all(), *(self._tried(one) for one in played)]
        most = max(1, MOST_STEPS - max(0, len(tried) - MOST_TRIED))
        check = today + datetime.timedelta(days=CHECK_DAYS)
        return {
            "when": held.said(self.words, today),
            "who": self._who(),
            "tried": tried,
            "came": list(self._came(furthest, questions)),
            "guess": self._picture(furthest),
            "steps": steps[:most],
            "is_short": len(tried) + len(steps) <= FEW,
            "more": self.say(MORE_STEPS, count=len(steps) - most) if len(steps) > most else "",
            "no_steps": "" if steps else self.say(NO_STEPS),
            "check": self.say(CHECK, date=self.words.date(check)),
        }

    # Who, and what

    def _who(self) -> str:
        groups = self._groups(len(self.session.groups))
        pretend = sum(is_pretend(one, self.say) for one in self.session.groups)
        said = [self.say(PRETEND, groups=groups, count=pretend) if pretend else groups]
        asked = [(one, self._people(one)) for one in checks().values()]
        return ", ".join([*said, *(self.say(PEOPLE, count=count, title=one.title) for one, count in asked if count)])

    def _people(self, check) -> int:
        counted = without_damaged(
            lambda some: check.people(replace(self.session, groups=tuple(some)).journals), self.session.groups
        )[0]
        return counted or 0

    def _asked_all(self) -> Iterator[dict]:
        for check in checks().values():
            people = self._people(check)
            if people:
                yield self._line(check, self.say(PEOPLE_COUNT, count=people))

    def _line(self, one, count: str, more: str = "") -> dict:
        return {"title": self.say(one.title), "question": self.say(one.question), "count": count, "more": more}

    def _tried(self, exercise: Exercise) -> dict:
        count = sum(group.begun(exercise) for group in self.session.groups)
        return self._line(exercise, self._groups(count), self.say(IN_COMMON) if self.session.common(exercise) else "")

    def _groups(self, count: int) -> str:
        return self.say(ONE_GROUP) if count == 1 else self.say(GROUPS_COUNT, count=count)

    # What came out

    def _furthest(self, played: Sequence[Exercise]) -> tuple[Exercise, Guess, list[float]] | None:
        """The guess in figures whose middle lay furthest from the answer, in parts of its scale."""
        found = []
        for exercise in played:
            for guess in exercise.guesses:
                given = without_damaged(partial(_given, exercise, guess), self.session.groups)[0]
                if given and not guess.parameter.choices:
                    found.append((_gap(guess, given), exercise, guess, given))
        best = max(found, key=lambda one: one[0], default=None)
        return best[1:] if best else None

    def _came(self, furthest, questions: Sequence[Question]) -> Iterator[dict]:
        if furthest:
            yield {
                "kind": self.say(GUESSED),
                "title": self.say(furthest[0].title),
                "said": self._guess_said(*furthest[1:]),
            }
        told = [self._first(questions, CULTURE), self._first(questions, CHANCE)]
        if not told[0]:
            told[0] = self._first([one for one in questions if one.about in exercises()], TOGETHER)
        for kind, question in zip(
            (DECIDED if told[0] and told[0].kind == CULTURE else SEEN, CHANCED), told, strict=True
        ):
            if question:
                about = exercises().get(question.about)
                title = self.say(about.title) if about else ""
                yield {"kind": self.say(kind), "title": title, "said": sentence(self.words, question.seen)}
        if told[1] is None and self.session.groups:
            yield {"kind": self.say(CHANCED), "title": "", "said": self.say(ONE_THROW)}

    def _guess_said(self, guess: Guess, given: list[float]) -> str:
        parameter, truth = guess.parameter, Shown(guess.parameter, guess.truth())
        if _gap(guess, given) <= NEAR:
            return self.say(CLOSE, question=guess.question, truth=truth)
        middle = self.guesses.middle(parameter, float(np.median(given)))
        message = FAR_ONE if len(given) == 1 else FAR
        return self.say(message, question=guess.question, count=len(given), guess=middle, truth=truth)

    @staticmethod
    def _first(questions: Sequence[Question], kind: str) -> Question | None:
        return max((one for one in questions if one.kind == kind), key=lambda one: one.striking, default=None)

    def _picture(self, furthest) -> dict | None:
        if furthest is None:
            return None
        exercise, guess, _given = furthest
        picture = without_damaged(
            lambda some: self.guesses.picture(guess, {one.key: one.guesses(exercise) for one in some}),
            self.session.groups,
        )[0]
        return picture or None


def _given(exercise: Exercise, guess: Guess, groups: Sequence[Group]) -> list[float]:
    """What the groups that guessed said."""
    return [said[guess.parameter.name] for group in groups if (said := group.guesses(exercise))]


def _gap(guess: Guess, given: list[float]) -> float:
    span = (guess.parameter.high - guess.parameter.low) or 1
    return abs(float(np.median(given)) - float(guess.truth())) / span
