"""The four levers: territory, commission, leadership and organisation, each old or new, in all sixteen combinations.

Order of the file: guesses, the game. The laboratory stands in `views.py`, the model in `model/`, the rules of the game in `game.py`.
"""

from functools import cache

import numpy as np

from kit.contract import Common, Play
from kit.exercise import Exercise, Guess
from kit.exercises.redesign import facts
from kit.exercises.redesign.common import grounds, rehearse_together
from kit.exercises.redesign.debrief import RULES
from kit.exercises.redesign.drawing import DRAWING
from kit.exercises.redesign.game import MOVES
from kit.exercises.redesign.model.sixteen import simulate
from kit.exercises.redesign.pretend import rehearse
from kit.exercises.redesign.questions import FIRST_STEPS, HINTS, QUIZ, REFLECTIONS
from kit.exercises.redesign.setting import LEVER_LABELS, LEVERS, RedesignSetting
from kit.exercises.redesign.views import LABORATORY, OUTCOME_EVIDENCE
from kit.messages import _
from kit.parameters import Choice, Parameter
from kit.years import BLOCKS, YEARS_PER_BLOCK

# Guesses


@cache
def true_figures() -> tuple[np.ndarray, np.ndarray]:
    """Profit and customers who feel sold to of the sixteen at the start setting, (16, worlds), in the worlds that the laboratory plays."""
    played = [simulate(RedesignSetting(), YEARS_PER_BLOCK, block)[1] for block in range(BLOCKS)]
    figures = [(one.sixteen, one.books.felt[:, -1]) for one in played]
    earned, felt = (np.concatenate(parts, axis=-1) for parts in zip(*figures, strict=True))
    return earned, felt


def alone(lever: str) -> int:
    """The place among the sixteen where this lever alone is NEW."""
    return 1 << LEVERS.index(lever)


def true_ahead(combination: int) -> int:
    """In how many of 100 worlds a combination has earned more than all levers OLD after three years."""
    earned, _felt = true_figures()
    return round(100 * float((earned[combination] > earned[0]).mean()))


def true_felt() -> str:
    """Which lever alone leaves fewest customers who feel sold to after three years."""
    felt = true_figures()[1].mean(axis=1)
    return LEVERS[int(np.argmin([felt[alone(lever)] for lever in LEVERS]))]


OF_100 = _("of 100 worlds")
GUESSES = (
    Guess(
        Parameter(_("All four ahead"), 50, 0, 100, 5, OF_100, name="all_ahead"),
        _(
            "All four levers are pulled at once. In how many of 100 possible worlds has that earned more after three years than leaving everything as it is?"
        ),
        lambda: true_ahead(-1),
    ),
    Guess(
        Parameter(_("Commission alone ahead"), 50, 0, 100, 5, OF_100, name="commission_ahead"),
        _("And if only the commission is changed?"),
        lambda: true_ahead(alone("commission")),
    ),
    Guess(
        Parameter(
            _("Fewest feel sold to with"),
            LEVERS[0],
            choices=tuple(Choice(one, LEVER_LABELS[one]) for one in LEVERS),
            name="fewest_sold_to",
        ),
        _("One lever alone: with which do the fewest customers feel sold to after three years?"),
        true_felt,
    ),
)

# The game


def _screen() -> type:
    from kit.exercises.redesign.screen_common import Table  # here, so that whoever only computes needs no widgets

    return Table


def _printed():
    from kit.exercises.redesign.screen_print import printed

    return printed


def _lead() -> type:
    from kit.exercises.redesign.screen_lead import Lead

    return Lead


PLAY = Play(
    facts.read,
    facts.scene,
    facts.facts,
    facts.table,
    _screen,
    rehearse,
    moves=MOVES,
    is_apart=True,
    printed=_printed,
    common=Common(grounds, facts.COMMON, _lead, rehearse_together, facts.scene_together),
    pairs=facts.pairs,
)

EXERCISE = Exercise(
    number=6,
    name="redesign",
    title=_("The four levers"),
    step_minutes=(3, 20, 7, 4, 3, 2, 1),
    setting=RedesignSetting,
    laboratory=LABORATORY,
    guesses=GUESSES,
    outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ,
    reflections=REFLECTIONS,
    first_steps=FIRST_STEPS,
    hints=HINTS,
    play=PLAY,
    rules=RULES,
    question=_("Which change, in which year, and who pays for it?"),
    drawing=DRAWING,
)
