"""Lone wolf or Pair Selling: the same customers, worked by all-rounders or by a chain of four interlocking roles.

Order of the file: setting, comparison (simulate, presets), guesses, evidence, reflection. The model is
`kit/exercises/role_chain/model/chain.py`; what it does not know stands on the evidence cards. Outcomes and pictures stand in
`kit/exercises/role_chain/views.py`.
"""

from functools import cache, lru_cache

import numpy as np

from kit.contract import Play
from kit.exercise import Exercise, Guess, Laboratory, Preset, QuizQuestion, Shelf
from kit.messages import _
from kit.exercises.role_chain.model import chain, measures, wolves
from kit.exercises.role_chain.model.chances import draw
from kit.parameters import Choice, Parameter, parameters
from kit.exercises.role_chain import facts
from kit.exercises.role_chain.debrief import RULES
from kit.exercises.role_chain.setting import ROLE_LABELS, ROLES, ChainSetting
from kit.exercises.role_chain.views import DAYS, OUTCOMES, VIEWS

PEOPLE = tuple(f"people_{role}" for role in ROLES)


def simulate(setting: ChainSetting, years: int, block: int) -> tuple:
    """Both cultures on the same draws: (lone wolves, chain)."""
    draws = _first_draws(setting.chance, setting.variation, setting.leads_per_day, years) if block == 0 else draw(setting, years, block)
    return wolves.simulate_wolves(setting, draws), chain.simulate_chain(setting, draws)


@lru_cache(maxsize=2)
def _first_draws(chance: int, variation: float, leads_per_day: float, years: int):
    """The draws that are needed again and again while a slider moves, and all that they depend on."""
    return draw(ChainSetting(chance=chance, variation=variation, leads_per_day=leads_per_day), years, 0)


# Presets

PRESETS = (
    Preset("small", _("Small firm: four people, three leads a day"), {"leads_per_day": 3.0, **dict.fromkeys(PEOPLE, 1)}),
    Preset("spoken", _("Handing over in passing: spoken only, no time together"), {"handover": "spoken", "overlap_days": 0.0}),
    Preset("careful", _("Careful chain: sheet, time together, the next role checks"), {"handover": "sheet", "overlap_days": 0.1, "check": "moderate"}),
    Preset("inbox", _("Lone wolves with one shared inbox"), {"inbox": "shared"}),
    Preset("leaver", _("The explainer leaves in month six, and so does one lone wolf"), {"leaver": "explain"}),
    Preset("rush", _("Rush: ten and a half leads a day"), {"leads_per_day": 10.5}),
)

LABORATORY = Laboratory(
    simulate, (_("OLD: lone wolves"), _("NEW: chain")), _("{count} years"), OUTCOMES, VIEWS,
    shelves=(Shelf("preset", _("Ready-made settings"), PRESETS),),
    controls=(
        (_("Customers and people"), ("leads_per_day",)),
        (_("How the chain works"), ("gain", "overlap_days", "handover", "own_loss", "check")),
        (_("How the lone wolves work, and promises"), ("inbox", "overpromise_old", "overpromise_new")),
        (_("Somebody leaves"), ("leaver", "leave_month", "replace_months")),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=PEOPLE, map_axes=("gain", "overlap_days"),
)  # fmt: skip


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
    return gain.at(low)


GUESSES = (
    Guess(
        Parameter(_("Chain faster"), 50, 0, 100, 5, _("of 100 years"), name="faster"),
        _("In how many of 100 years is the chain faster from first contact to order?"), true_share,
    ),
    Guess(
        Parameter(_("Longest wait"), "contact", choices=tuple(Choice(role, ROLE_LABELS[role]) for role in ROLES), name="bottleneck"),
        _("Before which role of the chain do leads wait longest?"), true_bottleneck,
    ),
    Guess(
        Parameter(_("Saving that makes the chain as fast"), 0.1, 0.0, 0.4, 0.01, percent=True, name="needed"),
        _("How much work must specialising save so that the chain is as fast as the lone wolves?"), true_gain,
    ),
)  # fmt: skip


# Evidence and reflection

OUTCOME_EVIDENCE = ("fast_answer", "pair_talks", "pair_work")

QUIZ = (
    QuizQuestion("quiz_queues", _("Nobody works slower in the chain. Why can an order still take longer there?"), (
        (_("Each lead waits in up to four queues, and every handover costs the time of two."), _("Lone wolves have one queue and no handover. The chain must win that time back by specialising.")),
        (_("The chain gets more difficult leads."), _("Both ways get exactly the same leads; that is what makes the comparison fair.")),
        (_("People in the chain have less to do."), _("Both have the same number of people and the same leads. Look at “What the day is spent on”.")),
    ), 0),
    QuizQuestion("quiz_checker", _("A close colleague looks over your offer. How many of your mistakes does she catch?"), (
        (_("Nearly everything, four eyes see more than two."), _("Whoever knows you well tends to miss what you missed. The handbook figure is less than half.")),
        (_("Less than half of your mistakes."), _("Whoever knows you well tends to miss what you missed. Somebody independent catches far more, but must find the time.")),
        (_("Nothing at all."), _("In this model only somebody who checks their own work catches nothing. A colleague catches some.")),
    ), 1),
    QuizQuestion("quiz_measured", _("Which of these figures has nobody measured?"), (
        (_("How much is lost at a spoken handover."), _("That was measured, though in medicine: about half of the facts at each handover.")),
        (_("How much a firm loses when a seller leaves."), _("That was measured: 13 to 18% of the annual sales of the territory.")),
        (_("How much work specialised roles save in sales."), _("We found no study, only practitioners’ claims. So the slider decides, and you should doubt it.")),
    ), 2),
    QuizQuestion("quiz_rush", _("One role is busy 19 of 20 hours. What does one more lead a day do?"), (
        (_("Waiting grows a little, in proportion."), _("Waiting does not grow in proportion: near full use it explodes. Try the rush.")),
        (_("Waiting before this role grows steeply."), _("Near full use every unevenness piles up, and one role holds up the whole chain.")),
        (_("Nothing, there is still an hour free."), _("The free hour is an average. On uneven days there is none, and the queue hardly comes down again.")),
    ), 1),
)  # fmt: skip

REFLECTIONS = (
    _("What contradicted your guess, and what contradicts your own experience?"),
    _("At which handover does your firm lose most, and how would you notice?"),
    _("Where do customers of yours have to tell the same thing twice?"),
)

FIRST_STEPS = (
    _("For one week, note at every handover what the next colleague had to ask again."),
    _("Choose one customer and let two people hold the next talk together."),
    _("Write a handover sheet with eight lines and use it for five customers."),
    _("Let somebody from another team look over the next large offer."),
    _("Keep your way, and write down at which number of leads a day you would decide otherwise."),
)

HINTS = {
    "predict": (
        _("Both ways have the same people and the same customers. Count what the chain adds (queues and handovers) and what it saves (by specialising), and ask which weighs more."),
        _("The longest queue need not stand before the longest work. Ask which role has the least time left over."),
    ),
    "play": (
        _("At the end the customer asks eight questions. Ask now for what somebody must know then: figures, dates, people, promises."),
        _("Your note holds four facts. What is nice to know costs a place; what the next seat cannot find out by itself is worth one."),
    ),
    "compare": (
        _("Change one thing, look, and change it back before you change the next. The table says who is ahead, and how surely."),
        _("Set “Handing over in passing” and “Careful chain” side by side: what happens to the days, and what to the customers who feel sold to?"),
    ),
    "limits": (
        _("Start at the dot: how far is it to the next field with another letter? A short way means that the result hangs on this assumption."),
        _("Draw the map anew with the two assumptions that you doubt most. Their cards say whether anybody has measured them."),
    ),
    "reflect": (_("You can try out what the quiz asks: “What the day is spent on” and the ready-made settings are still open above."),),
}

# The game


def _screen() -> type:
    from kit.exercises.role_chain.screen import PassOn  # here, so that whoever only computes needs no widgets

    return PassOn


PLAY = Play(facts.read, facts.scene, facts.facts, facts.table, _screen)

EXERCISE = Exercise(
    number=2, name="role_chain", title=_("Lone wolf or chain?"), step_minutes=(4, 20, 8, 5, 4, 2, 2),
    setting=ChainSetting, laboratory=LABORATORY, guesses=GUESSES, outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ, reflections=REFLECTIONS, first_steps=FIRST_STEPS, hints=HINTS, play=PLAY, rules=RULES,
)  # fmt: skip
