"""Asks all rules about a session: those for every exercise, those of each exercise's own game, and those for the whole workshop."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kit.debrief import Noticed, Question, common, laboratory
from kit.exercises import exercises
from kit.groups import Group, Session, without_damaged

Rule = Callable[[Session], list[Noticed]]


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
    yield from ([(rule.__name__, one.name, rule) for rule in one.rules] for one in known)


def step_by_step(session: Session) -> Iterator[Asked]:
    """What is asked so far, rule by rule, so that a page can answer in between; the last one is all of it."""
    found, left_out = [], []
    for block in rules():
        made, before = [], found
        for name, about, rule in block:
            seen, damaged = without_damaged(partial(_asked, rule, session), session.groups)
            made += [Question(name, about, one.kind, one.seen, one.ask, one.striking) for one in seen or []]
            left_out += [one for one in damaged if one not in left_out]
            found = before + sorted(made, key=lambda one: -one.striking)
            yield Asked(tuple(found), tuple(left_out))


def _asked(rule: Rule, session: Session, groups: Sequence[Group]) -> list[Noticed]:
    return rule(replace(session, groups=tuple(groups)))


def questions(session: Session) -> list[Question]:
    """All questions that the decisions of this session give rise to, exercise by exercise, the most striking first."""
    *_before, found = step_by_step(session)
    return list(found.questions)
