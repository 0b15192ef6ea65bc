"""The firm's own customers: a list of deals is read in this kernel's memory, shown in the kit's terms, and gives start values to the exercises.

Nothing of a list is a decision: the journal knows only which steps were opened and, if somebody wants it, start values of exercises.
"""

from dataclasses import dataclass

from kit.contract import Check, Decided
from kit.exercises.own_data.drawing import DRAWING
from kit.exercises.own_data.steps import LOAD, NAME, STEP_MINUTES, VERBS
from kit.messages import Finding, _
from kit.parameters import Checked

OPENED = _("{done} of {all} steps opened")


@dataclass(frozen=True)
class NoSetting(Checked):
    """Nothing can be set here."""


def progress(decided: Decided) -> Finding | None:
    """How many steps were opened; the first one is open by itself."""
    done = sum(decided(verb).get("opened") == "yes" for verb in VERBS if verb != LOAD)
    return Finding(OPENED, {"done": done + 1, "all": len(VERBS)}) if done else None


# Widgets are imported where they are asked for, so that whoever only computes needs none.


def _page() -> type:
    from kit.exercises.own_data.screen import OwnData

    return OwnData


EXERCISE = Check(
    number=7,
    name=NAME,
    title=_("Your own customers"),
    minutes=sum(STEP_MINUTES),
    verbs=VERBS,
    step_minutes=STEP_MINUTES,
    setting=NoSetting,
    progress=progress,
    page=_page,
    rehearse=lambda _decided, _temper, _chance: {},
    question=_("What do your own orders say about all this?"),
    drawing=DRAWING,
)
