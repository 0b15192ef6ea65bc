"""Asks all rules about a session: those for every exercise, those of each exercise's own game, and those for the whole workshop.

What comes out stands in the order in which the exercises were played; within one, what decisions did before what chance
did, and the most striking first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kit.debrief import CHANCE, Noticed, Question, common, laboratory
from kit.exercises import checks, everything, exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import Message, _

Rule = Callable[[Session], list[Noticed]]
WHOLE = _("The whole workshop")


@dataclass(frozen=True)
class Asked:
    """The questions of a session, and the groups that a rule had to leave out because what they sent cannot be read."""

    questions: tuple[Question, ...] = ()
    left_out: tuple[Group, ...] = ()


def rules() -> Iterator[list[tuple[str, str, Rule]]]:
    """All rules as (name, what it is about, rule), block by block in the order in which they are asked."""
    known = list(exercises().values())
    for everywhere, at_all in ((common.EVERYWHERE, common.AT_ALL), (laboratory.EVERYWHERE, ())):
        block = [(rule.__name__, one.name, partial(rule, exercise=one)) for rule in everywhere for one in known]
        yield block + [(rule.__name__, "", partial(rule, exercises=known)) for rule in at_all]
    yield from ([(rule.__name__, one.name, rule) for rule in one.rules] for one in (*known, *checks().values()))


def step_by_step(session: Session, order: Sequence[str] = ()) -> Iterator[Asked]:
    """What is asked so far, rule by rule, so that a page can answer in between; the last one is all of it.

    `order`: the names of the exercises as they were played; all others follow by their numbers.
    """
    found, left_out = {}, []
    sections = [*order, *exercises(), *checks(), ""]
    for name, about, rule in (one for block in rules() for one in block):
        seen, damaged = without_damaged(partial(_asked, rule, session), session.groups)
        for one in seen or []:
            question = Question(
                f"{name}.{one.of}" if one.of else name, about, one.kind, one.seen, one.ask, one.striking, one.basis
            )
            found.setdefault(question.key, question)
        left_out += [one for one in damaged if one not in left_out]
        ordered = sorted(found.values(), key=lambda one: (sections.index(one.about), one.kind == CHANCE, -one.striking))
        yield Asked(tuple(ordered), tuple(left_out))


def title(about: str) -> Message:
    """What the section of an exercise is called, or that of the whole workshop ("")."""
    known = everything()
    return known[about].title if about in known else WHOLE


def _asked(rule: Rule, session: Session, groups: Sequence[Group]) -> list[Noticed]:
    return rule(replace(session, groups=tuple(groups)))


def questions(session: Session, order: Sequence[str] = ()) -> list[Question]:
    """All questions that the decisions of this session give rise to, exercise by exercise, the most striking first."""
    *_before, found = step_by_step(session, order)
    return list(found.questions)
