"""Questions that every exercise gives rise to: guesses, the quiz, and the steps people want to take."""

import datetime
from collections.abc import Mapping, Sequence

from kit.debrief import TOGETHER, Noticed, span
from kit.exercise import Exercise, guess_state
from kit.groups import Session
from kit.messages import Finding, _
from kit.parameters import Parameter, Shown

WIDE = 0.4  # of a scale between the smallest and the largest guess
NEAR = 0.05  # of a scale: closer to the answer is neither too high nor too low
MOST, HALF = 2 / 3, 0.5  # of the groups: then a tendency is worth a question


# Guesses

APART = _("“{label}”: the guesses of {all} groups run from {guesses}.")
ANSWERS = _("“{label}”: {all} groups gave {different} different answers.")
ASK_APART = _("Your guesses on “{label}” lie far apart: which case of your own did each of you have in mind?")


def guesses_apart(session: Session, exercise: Exercise) -> list[Noticed]:
    """The guess in which the groups lie furthest apart."""
    guessed = [(one.parameter, _guessed(session, exercise, one.parameter)) for one in exercise.guesses]
    widest, values = max(guessed, key=lambda one: _apart(*one))
    if _apart(widest, values) < WIDE:
        return []
    said = {"label": widest.label, "all": len(values)}
    said |= (
        {"different": len(set(values))} if widest.choices else {"guesses": span(values, lambda one: Shown(widest, one))}
    )
    seen = Finding(ANSWERS if widest.choices else APART, said)
    return [Noticed(TOGETHER, seen, Finding(ASK_APART, said), 0.3 + 0.4 * _apart(widest, values))]


def _guessed(session: Session, exercise: Exercise, parameter: Parameter) -> list:
    """What the groups that gave a guess answered."""
    return [given[parameter.name] for group in session.groups if (given := group.guesses(exercise))]


def _apart(parameter: Parameter, values: list) -> float:
    """How far answers lie apart: 0 where all are the same, 1 at the ends of the scale or where all differ."""
    if len(values) < 2:
        return 0.0
    if parameter.choices:
        return (len(set(values)) - 1) / (min(len(values), len(parameter.choices)) - 1)
    return (max(values) - min(values)) / (parameter.high - parameter.low)


ABOVE = _("“{label}”: {count} of {all} groups guessed clearly more than the laboratory says, which is about {truth}.")
BELOW = _("“{label}”: {count} of {all} groups guessed clearly less than the laboratory says, which is about {truth}.")
ASK_ABOVE = _("Most of you guessed more than the laboratory says for “{label}”: who has an example from work?")
ASK_BELOW = _("Most of you guessed less than the laboratory says for “{label}”: who has an example from work?")


def guesses_on_one_side(session: Session, exercise: Exercise) -> list[Noticed]:
    """The guess that most groups gave on the same side of what the laboratory says."""
    found = []
    for guess in exercise.guesses:
        values, scale = _guessed(session, exercise, guess.parameter), guess.parameter.high - guess.parameter.low
        if guess.parameter.choices or len(values) < 2:
            continue
        truth = guess.truth()
        above, below = (sum(sign * (value - truth) > NEAR * scale for value in values) for sign in (1, -1))
        said = {
            "label": guess.parameter.label,
            "truth": Shown(guess.parameter, truth),
            "count": max(above, below),
            "all": len(values),
        }
        found.append((max(above, below) / len(values), above > below, said))
    share, is_above, said = max(found, key=lambda one: one[0], default=(0.0, False, {}))
    if share < MOST:
        return []
    seen, ask = (ABOVE, ASK_ABOVE) if is_above else (BELOW, ASK_BELOW)
    return [Noticed(TOGETHER, Finding(seen, said), Finding(ask, said), 0.2 + 0.5 * share)]


SKIPPED = _("Groups that went on without a guess: {count} of {all}.")
ASK_SKIPPED = _("Whoever went on without a guess: what would you have said, and what surprised you then?")


def guesses_skipped(session: Session, exercise: Exercise) -> list[Noticed]:
    """Groups that chose to go on without a guess."""
    answers = [guess_state(group.decided(exercise, "predict")) for group in session.groups]
    count, together = answers.count("skipped"), answers.count("skipped") + answers.count("given")
    if together < 2 or not count:
        return []
    said = {"count": count, "all": together}
    return [Noticed(TOGETHER, Finding(SKIPPED, said), Finding(ASK_SKIPPED), 0.1 + 0.3 * count / together)]


# Quiz

QUIZ = _("“{question}” Groups that chose another answer than the laboratory’s: {count} of {all}.")
ASK_QUIZ = _("“{question}” Who answered otherwise than the laboratory, and what at work speaks for it?")


def quiz(session: Session, exercise: Exercise) -> list[Noticed]:
    """The question that most groups answered otherwise, if at least half of them did."""
    found = []
    for one in exercise.quiz:
        chosen = [str(group.decided(exercise, "reflect").get(one.key)) for group in session.groups]
        answers = [answer for answer in chosen if answer in map(str, range(len(one.options)))]
        others = len(answers) - answers.count(str(one.right))
        if len(answers) >= 2 and others >= HALF * len(answers):
            found.append((others / len(answers), {"question": one.question, "count": others, "all": len(answers)}))
    if not found:
        return []
    share, said = max(found, key=lambda one: one[0])
    return [Noticed(TOGETHER, Finding(QUIZ, said), Finding(ASK_QUIZ, said), 0.2 + 0.4 * share)]


# Steps

WITH_STEP = _("Groups that have written down a step so far: {count} of {all}.")
ASK_WITH_STEP = _("Groups without a step: what could you begin this week without asking anybody?")


def steps_missing(session: Session, exercises: Sequence[Exercise]) -> list[Noticed]:
    """Groups without any step while others have one."""
    active = [group for group in session.groups if any(group.begun(exercise) for exercise in exercises)]
    count = sum(any(group.commitment(exercise) for exercise in exercises) for group in active)
    if not 0 < count < len(active):
        return []
    said = {"count": count, "all": len(active)}
    return [Noticed(TOGETHER, Finding(WITH_STEP, said), Finding(ASK_WITH_STEP), 0.6)]


OPEN_STEPS = _("Steps written down: {all}. Without a date: {undated}; without anybody who does it: {nameless}.")
ASK_OPEN_STEPS = _("Steps without a name or a date: who does them, by when, and who asks about it?")


def steps_open(session: Session, exercises: Sequence[Exercise]) -> list[Noticed]:
    """Steps without a date or without a person."""
    steps = [step for some in _steps(session, exercises).values() for step in some]
    undated, nameless = sum(not _dated(step) for step in steps), sum(not step["who"] for step in steps)
    if len(steps) < 2 or not undated + nameless:
        return []
    said = {"all": len(steps), "undated": undated, "nameless": nameless}
    return [Noticed(TOGETHER, Finding(OPEN_STEPS, said), Finding(ASK_OPEN_STEPS), 0.6)]


def _steps(session: Session, exercises: Sequence[Exercise]) -> dict[Exercise, list[dict[str, str]]]:
    """All steps of all groups by the exercise, if anybody has begun it."""
    begun = [one for one in exercises if any(group.begun(one) for group in session.groups)]
    return {one: [step for group in session.groups if (step := group.commitment(one))] for one in begun}


def _dated(step: Mapping[str, str]) -> bool:
    try:
        datetime.date.fromisoformat(step["until"])
    except ValueError:
        return False
    return True


TOPIC = _("Most steps belong to “{title}”: {count} of {all}.")
ASK_TOPIC = _("Most of your steps belong to “{title}”: which trouble at work are they to end?")


def steps_on_one_topic(session: Session, exercises: Sequence[Exercise]) -> list[Noticed]:
    """The exercise to which most steps belong, where people worked on several."""
    steps = _steps(session, exercises)
    counts = {exercise: len(some) for exercise, some in steps.items()}
    together = sum(counts.values())
    if len(steps) < 2 or together < 3 or max(counts.values()) < MOST * together:
        return []
    most = max(counts, key=counts.__getitem__)
    said = {"title": most.title, "count": counts[most], "all": together}
    return [Noticed(TOGETHER, Finding(TOPIC, said), Finding(ASK_TOPIC, said), 0.3)]


EVERYWHERE = (guesses_apart, guesses_on_one_side, guesses_skipped, quiz)  # asked about each exercise
AT_ALL = (steps_missing, steps_open, steps_on_one_topic)  # asked about the whole workshop
