"""Lone wolf or Pair Selling: the same customers, worked by all-rounders or by a chain of four interlocking roles.

Order of the file: setting, comparison (simulate, presets), guesses, evidence, the game. The model is
`kit/models/chain/chain.py`; what it does not know stands on the evidence cards. Outcomes and pictures stand in
`kit/exercises/role_chain/views.py`.
"""

from functools import cache, lru_cache

import numpy as np

from kit.contract import Play
from kit.exercise import Exercise, Guess, Laboratory, Preset, Shelf
from kit.exercises.role_chain import facts
from kit.exercises.role_chain.debrief import RULES
from kit.exercises.role_chain.drawing import DRAWING
from kit.exercises.role_chain.pretend import rehearse
from kit.exercises.role_chain.questions import FIRST_STEPS, HINTS, QUIZ, REFLECTIONS
from kit.exercises.role_chain.views import DAYS, NAMES, OUTCOMES, VIEWS
from kit.messages import _
from kit.models.chain import chain, measures, wolves
from kit.models.chain.chances import draw
from kit.models.chain.setting import ROLE_LABELS, ROLES, ChainSetting
from kit.parameters import Choice, Parameter, parameters
from kit.years import remembering_the_first

PEOPLE = tuple(f"people_{role}" for role in ROLES)


drawn = remembering_the_first(draw, ChainSetting, "chance", "variation", "leads_per_day")


def simulate(setting: ChainSetting, years: int, block: int) -> tuple:
    """Both cultures on the same draws: (lone wolves, chain)."""
    chances = drawn(setting, years, block)
    return wolves.simulate_wolves(setting, chances), chain.simulate_chain(setting, chances)


# Presets

PRESETS = (
    Preset(
        "small", _("Small firm: four people, three leads a day"), {"leads_per_day": 3.0, **dict.fromkeys(PEOPLE, 1)}
    ),
    Preset(
        "spoken",
        _("Handing over in passing: spoken only, no time together"),
        {"handover": "spoken", "overlap_days": 0.0},
    ),
    Preset(
        "careful",
        _("Careful chain: sheet, time together, the next role checks"),
        {"handover": "sheet", "overlap_days": 0.1, "check": "moderate"},
    ),
    Preset("inbox", _("Lone wolves with one shared inbox"), {"inbox": "shared"}),
    Preset("leaver", _("The explainer leaves in month six, and so does one lone wolf"), {"leaver": "explain"}),
    Preset("rush", _("Rush: ten and a half leads a day"), {"leads_per_day": 10.5}),
)

LABORATORY = Laboratory(
    simulate,
    (_("OLD: lone wolves"), _("NEW: chain")),
    _("{count} years"),
    OUTCOMES,
    VIEWS,
    shelves=(Shelf("preset", _("Ready-made settings"), PRESETS),),
    controls=(
        (_("Customers and people"), ("leads_per_day",)),
        (_("How the chain works"), ("gain", "overlap_days", "handover", "own_loss", "check")),
        (_("How the lone wolves work, and promises"), ("inbox", "overpromise_old", "overpromise_new")),
        (_("Somebody leaves"), ("leaver", "leave_month", "replace_months")),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=PEOPLE,
    map_axes=("gain", "overlap_days"),
    sides=NAMES,
    times=_("of 100 years"),
)


# Guesses


@lru_cache(maxsize=64)
def _faster(gain: float) -> float:
    """Share of years in which the chain is faster at the start setting with another specialisation gain."""
    blocks = [simulate(ChainSetting(gain=gain), 50, block) for block in range(4)]
    return float(np.mean([DAYS.new_is_ahead(DAYS.measure(old), DAYS.measure(new)).mean() for old, new in blocks]))


@cache
def true_share() -> int:
    """In how many of 100 years the chain is faster at the start setting."""
    return round(100 * _faster(ChainSetting().gain))


@cache
def true_bottleneck() -> str:
    """The role before which leads wait longest at the start setting."""
    _old, new = simulate(ChainSetting(), 50, 0)
    return ROLES[int(np.argmax(np.nanmean(measures.wait_days(new), axis=-1)))]


@cache
def true_gain() -> float:
    """The smallest specialisation gain at which the chain is faster in half of the years."""
    gain = parameters(ChainSetting)["gain"]
    low, high = 0, gain.size - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _faster(gain.at(middle)) >= 0.5 else (middle + 1, high)
    return float(gain.at(low))


GUESSES = (
    Guess(
        Parameter(_("Chain faster"), 50, 0, 100, 5, _("of 100 years"), name="faster"),
        _("In how many of 100 years is the chain faster from first contact to order?"),
        true_share,
    ),
    Guess(
        Parameter(
            _("Longest wait"),
            "contact",
            choices=tuple(Choice(role, ROLE_LABELS[role]) for role in ROLES),
            name="bottleneck",
        ),
        _("Before which role of the chain do leads wait longest?"),
        true_bottleneck,
    ),
    Guess(
        Parameter(_("Saving that makes the chain as fast"), 0.1, 0.0, 0.4, 0.01, percent=True, name="needed"),
        _("How much work must specialising save so that the chain is as fast as the lone wolves?"),
        true_gain,
    ),
)


# Evidence

OUTCOME_EVIDENCE = ("fast_answer", "pair_talks", "pair_work")

# The game


def _screen() -> type:
    from kit.exercises.role_chain.screen import PassOn  # here, so that whoever only computes needs no widgets

    return PassOn


def _printed():
    from kit.exercises.role_chain.screen_print import printed

    return printed


PLAY = Play(facts.read, facts.scene, facts.facts, facts.table, _screen, rehearse, printed=_printed, pairs=facts.pairs)

EXERCISE = Exercise(
    number=2,
    name="role_chain",
    title=_("Lone wolf or chain?"),
    step_minutes=(4, 20, 8, 5, 4, 2, 2),
    setting=ChainSetting,
    laboratory=LABORATORY,
    guesses=GUESSES,
    outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ,
    reflections=REFLECTIONS,
    first_steps=FIRST_STEPS,
    hints=HINTS,
    play=PLAY,
    rules=RULES,
    question=_("Four people for one customer: faster, or only more handovers?"),
    drawing=DRAWING,
    firm={"leads_per_day": "leads_per_day", "win": "won_share"},
)
