"""The culture check: where people stand between two sentences, asked before and after. No model, no score, no better end."""

from dataclasses import dataclass

from kit.contract import Check, Decided
from kit.exercises.culture_check.debrief import RULES
from kit.exercises.culture_check.drawing import DRAWING
from kit.exercises.culture_check.facts import facts, people
from kit.exercises.culture_check.facts_later import compared
from kit.exercises.culture_check.pretend import rehearse
from kit.exercises.culture_check.rounds import AFTER, BEFORE, LATER, NAME, SPREAD, Round
from kit.messages import Finding, _
from kit.parameters import Checked

QUESTION = _("Where do you stand, and where do the others?")
WHY = _("First, because afterwards nobody can say how it was before.")
ROUNDS_DONE, ROUND_BEGUN = _("{done} of 2 rounds done"), _("{done} of 2 rounds done, the next one is begun")


@dataclass(frozen=True)
class NoSetting(Checked):
    """Nothing can be set here."""


def progress(decided: Decided) -> Finding | None:
    """How many rounds are done, and whether another one is begun."""
    rounds = [Round(decided(step)) for step in (BEFORE, AFTER)]
    done, begun = sum(one.is_done for one in rounds), any(one.decided and not one.is_done for one in rounds)
    return Finding(ROUND_BEGUN if begun else ROUNDS_DONE, {"done": done}) if begun or done else None


def due(decided: Decided, over: bool) -> str:
    """The round to answer now: the first before any exercise, the second when all are over, and only with a first one to see beside it."""
    before, after = (Round(decided(step)).is_done for step in (BEFORE, AFTER))
    if over:
        return AFTER if before and not after else ""
    return "" if before else BEFORE


# Widgets are imported where they are asked for, so that whoever only computes needs none.


def _page() -> type:
    from kit.exercises.culture_check.screen import CultureCheck

    return CultureCheck


def _board() -> type:
    from kit.exercises.culture_check.screen_board import CultureBoard

    return CultureBoard


def _printed():
    from kit.exercises.culture_check.screen_print import printed

    return printed


EXERCISE = Check(
    number=1,
    name=NAME,
    title=_("Culture check"),
    minutes=10,
    verbs=(BEFORE, SPREAD, AFTER, LATER),
    setting=NoSetting,
    progress=progress,
    page=_page,
    board=_board,
    rehearse=rehearse,
    due=due,
    why=WHY,
    question=QUESTION,
    drawing=DRAWING,
    people=people,
    facts=facts,
    printed=_printed,
    rules=RULES,
    again=LATER,
    compared=compared,
)
