"""Questions for the debrief, made from what the groups really did.

Each rule looks at a session and says, if it finds something, what it saw (counts and figures of the groups) and what to
ask about it. Rules know no screen. A rule never calls a group better: it shows the spread, and says where chance alone
could have made the difference. Groups are named only where luck speaks; everything else is counted.
"""

from collections.abc import Callable, Iterator, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial, wraps
from importlib import import_module

from kit.exercise import Exercise, Finding, exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import _

TOGETHER, CULTURE, CHANCE = "together", "culture", "chance"
ROOMS = ("kit.debrief.common", "kit.debrief.laboratory", *(f"kit.exercises.{name}.debrief" for name in ("role_chain", "incentives", "customer_forest")))  # in the order of a workshop


@dataclass(frozen=True)
class Question:
    """What was seen in the data of the groups, and what to ask about it.

    `about`: name of the exercise, or "" for the whole session. `kind`: how the groups lie apart or together
    ("together"), what their decisions made ("culture"), or what luck made ("chance"). `striking`: 0 to 1, what comes
    first when there is little time.
    """

    rule: str
    about: str
    kind: str
    seen: Finding
    ask: Finding
    striking: float


SPAN = _("{low} to {high}")
Rule = Callable[[Session], list[Question]]


def everywhere(rule: Callable[[Session, Exercise], list[Question]]) -> Rule:
    """A rule that looks at one exercise, as a rule that looks at all of them."""

    @wraps(rule)
    def everywhere_asked(session: Session) -> list[Question]:
        return [question for exercise in exercises().values() for question in rule(session, exercise)]

    return everywhere_asked


def listed(names: Iterable[str]) -> str:
    """Names as they stand in a sentence."""
    return ", ".join(names)


def span(figures: Iterable, shown: Callable = lambda figure: figure):
    """From the smallest to the largest figure, each as `shown`; one figure where both look the same."""
    figures = list(figures)
    low, high = shown(min(figures)), shown(max(figures))
    return low if low == high else Finding(SPAN, {"low": low, "high": high})


@dataclass(frozen=True)
class Asked:
    """The questions of a session, and the groups that a rule had to leave out because what they sent cannot be read."""

    questions: tuple[Question, ...] = ()
    left_out: tuple[Group, ...] = ()


def step_by_step(session: Session) -> Iterator[Asked]:
    """What is asked so far, rule by rule, so that a page can answer in between; the last one is all of it."""
    found, left_out = [], []
    for room in ROOMS:
        made, before = [], found
        for rule in import_module(room).RULES:
            seen, damaged = without_damaged(partial(_asked, rule, session), session.groups)
            made += seen or []
            left_out += [one for one in damaged if one not in left_out]
            found = before + sorted(made, key=lambda one: -one.striking)
            yield Asked(tuple(found), tuple(left_out))


def _asked(rule: Rule, session: Session, groups: Sequence[Group]) -> list[Question]:
    return rule(replace(session, groups=tuple(groups)))


def questions(session: Session) -> list[Question]:
    """All questions that the decisions of this session give rise to, exercise by exercise, the most striking first."""
    *_before, found = step_by_step(session)
    return list(found.questions)