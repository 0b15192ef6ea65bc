"""The culture check: where people stand between two sentences, asked before and after. No model, no score, no better end."""

from dataclasses import dataclass

from kit.contract import Check, Decided
from kit.exercises.culture_check.rounds import AFTER, BEFORE, NAME, SPREAD, Round
from kit.messages import Finding, _
from kit.parameters import Checked

ROUNDS_DONE, ROUND_BEGUN = _("{done} of 2 rounds done"), _("{done} of 2 rounds done, the next one is begun")


@dataclass(frozen=True)
class NoSetting(Checked):
    """Nothing can be set here."""


def progress(decided: Decided) -> Finding | None:
    """How many rounds are done, and whether another one is begun."""
    rounds = [Round(decided(step)) for step in (BEFORE, AFTER)]
    done, begun = sum(one.is_done for one in rounds), any(one.decided and not one.is_done for one in rounds)
    return Finding(ROUND_BEGUN if begun else ROUNDS_DONE, {"done": done}) if begun or done else None


# Widgets are imported where they are asked for, so that whoever only computes needs none.


def _page() -> type:
    from kit.exercises.culture_check.screen import CultureCheck

    return CultureCheck


def _board() -> type:
    from kit.exercises.culture_check.screen_board import CultureBoard

    return CultureBoard


EXERCISE = Check(1, NAME, _("Culture check"), 10, (BEFORE, SPREAD, AFTER), NoSetting, progress, _page, _board)
