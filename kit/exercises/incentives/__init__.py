"""What a pay plan really pays for: two plans, the same sellers, the same customers and the same chance.

Order of the file: setting, comparison (simulate, presets, remarks), guesses, evidence, the game. The models are
`kit/models/pay/sellers.py` (what is done), `kit/models/pay/firm.py` (what comes of it) and `kit/exercises/incentives/model/loopholes.py`; outcomes
and pictures stand in `kit/exercises/incentives/views.py`.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from kit.contract import PlanPaid, Play, beside
from kit.exercise import Exercise, Guess, Laboratory, Preset, Shelf, Sides
from kit.exercises.incentives import facts
from kit.exercises.incentives.debrief import GUESSED, RULES
from kit.exercises.incentives.drawing import DRAWING
from kit.exercises.incentives.game import MOVES
from kit.exercises.incentives.model.backtest import Past, backtest
from kit.exercises.incentives.pretend import rehearse
from kit.exercises.incentives.questions import FIRST_STEPS, HINTS, QUIZ, REFLECTIONS
from kit.exercises.incentives.views import MIDDLE, NAMES, OUTCOMES, PAY, PROFIT, VIEWS
from kit.messages import Finding, Message, _
from kit.models.pay import firm
from kit.models.pay.participation import staying
from kit.models.pay.sellers import best_response
from kit.models.pay.setting import (
    LEVERS,
    NEW,
    OLD,
    QUARTER_DAYS,
    SELLER_LABELS,
    SELLERS,
    STAYS_FROM,
    STILL_BOUGHT,
    TASKS,
    IncentiveSetting,
    Plan,
)
from kit.parameters import PERCENT, Parameter, Shown, levers
from kit.years import remembering_the_first

OWN_PLAN = _("your own plan (the old plan of this exercise)")
SPAN = _("{count} times the firm’s future")


drawn = remembering_the_first(firm.draw, IncentiveSetting, "chance", "customers", "prospects", "years")


def simulate(setting: IncentiveSetting, years: int, block: int) -> tuple:
    """The firm under both plans with the same customers and the same chance: (old, new)."""
    return firm.compare(setting, (setting.old, setting.new), drawn(setting, years, block))


# Presets: plans from practice, every lever of each

PLANS = {
    "quota": (_("Quota with accelerator"), {"fixed_eur": 9_000, "new": 0.12, "quota_eur": 20_000, "accelerator": 1.5}),
    "pure": (_("Commission on new customers only, no fixed pay"), {"new": 0.40}),
    "capped": (
        _("Quota with accelerator and cap"),
        {"fixed_eur": 8_500, "new": 0.12, "quota_eur": 20_000, "accelerator": 2.0, "cap_eur": 40_000},
    ),
    "rising": (
        _("Quota that rises with success"),
        {"fixed_eur": 9_000, "new": 0.12, "quota_eur": 20_000, "accelerator": 2.0, "ratchet": 0.5},
    ),
    "both": (_("Commission on new and on existing customers"), {"fixed_eur": 5_500, "new": 0.10, "renewal": 0.05}),
    "stay": (_("Salary and a bonus if customers stay"), {"fixed_eur": 9_500, "new": 0.04, "retention_eur": 2_000}),
    "pool": (_("Salary and a team pool"), {"fixed_eur": 6_000, "pool": 0.07}),
    "salary": (_("Salary only"), {"fixed_eur": 11_500}),
    "mixed": (
        _("A bit of everything: new, existing, feedback, team"),
        {
            "fixed_eur": 5_000,
            "new": 0.08,
            "renewal": 0.03,
            "feedback_eur": 50,
            "pool": 0.02,
            "clawback": 0.5,
            "retention_eur": 500,
        },
    ),
}


def _plans(side: str) -> tuple[Preset, ...]:
    """The plans as presets of one side; levers that a plan does not name are off."""
    off = {name: lever.default for name, lever in LEVERS.items()}
    return tuple(
        Preset(key, label, {f"{side}_{name}": value for name, value in (off | changed).items()})
        for key, (label, changed) in PLANS.items()
    )


# What people must know about their own setting

OVER_BUDGET = _(
    "The {plan} costs {pay} EUR per seller and quarter. That is {more} EUR more than the budget of {budget} EUR."
)
WITHIN_BUDGET = _("The {plan} costs {pay} EUR per seller and quarter; the budget is {budget} EUR.")
PAYS_LITTLE_BELOW = 0.85  # of the usual pay; nobody's measurement: from here on the page warns
PAYS_LITTLE = _(
    "The {plan} pays {pay} EUR per seller and quarter: {share} of the {usual} EUR that sellers are used to. In practice people would leave for that, and fewer would come. In this model they only leave below {stays}. So do not believe all it says in favour of the {plan}."
)
ALL_LEAVE = _(
    "For what the {plan} pays nobody works: all sellers leave, and nobody new comes. The desks stay empty, and customers buy only {bought}."
)
SOME_LEAVE = _(
    "For what the {plan} pays not everybody works: {sellers} would get less than {stays} of what is usual and leave. That desk stays empty, and its customers buy only {bought}."
)
OVER_MARGIN = _("The {plan} pays up to {paid} of a new order, but only {margin} of it is margin in the first year.")


def remarks(setting: IncentiveSetting, outcomes) -> list[Finding]:
    """Budget and margin of both plans, and a pay for which nobody would stay."""
    said = []
    usual_eur = max(round(float(np.median(outcomes[PAY.key][0]))), usual_pay_eur())
    for name, plan, pay in zip(NAMES, (setting.old, setting.new), outcomes[PAY.key], strict=True):
        stays = staying(setting, plan)
        said += [] if stays.all() else [_leaving(name, stays)]
        pay_eur = round(float(np.median(pay)))
        rest = setting.budget_eur - pay_eur
        values = {"plan": name, "pay": pay_eur, "budget": setting.budget_eur, "more": -rest}
        said.append(Finding(OVER_BUDGET if rest < 0 else WITHIN_BUDGET, values))
        if stays.all() and pay_eur < PAYS_LITTLE_BELOW * usual_eur:
            figures = {"pay": pay_eur, "usual": usual_eur, "share": Shown(PERCENT, pay_eur / usual_eur)}
            said.append(Finding(PAYS_LITTLE, {"plan": name, "stays": STAYS} | figures))
        if plan.top_rate + plan.pool > setting.margin:
            shares = {"paid": Shown(PERCENT, plan.top_rate + plan.pool), "margin": Shown(PERCENT, setting.margin)}
            said.append(Finding(OVER_MARGIN, {"plan": name} | shares))
    return said


STAYS, BOUGHT = (Shown(PERCENT, float(one.default)) for one in (STAYS_FROM, STILL_BOUGHT))


def _leaving(name: Message, stays: np.ndarray) -> Finding:
    """Whom a plan loses, and what becomes of their customers."""
    if not stays.any():
        return Finding(ALL_LEAVE, {"plan": name, "bought": BOUGHT})
    leave = [SELLER_LABELS[one] for one, stay in zip(SELLERS, stays, strict=True) if not stay]
    return Finding(SOME_LEAVE, {"plan": name, "sellers": beside(leave), "stays": STAYS, "bought": BOUGHT})


@cache
def usual_pay_eur() -> int:
    """What the old plan pays per seller and quarter at the start setting."""
    return round(float(np.median(PAY.measure(simulate(IncentiveSetting(), 50, 0)[0]))))


CHANGED = _("{plan}, changed")
START_PLAN = IncentiveSetting().old


def named(setting: IncentiveSetting) -> Sides:
    """What both plans are called: an old plan that somebody has changed is the old one no more."""
    return OLD if setting.old == START_PLAN else Finding(CHANGED, {"plan": OLD}), NEW


LABORATORY = Laboratory(
    simulate,
    (_("OLD plan"), _("NEW plan")),
    SPAN,
    OUTCOMES,
    VIEWS,
    shelves=(
        Shelf("old_plan", _("Old plan: take one from practice"), _plans("old"), keeps=True),
        Shelf("new_plan", _("New plan: take one from practice"), _plans("new"), keeps=True),
    ),
    controls=(
        (_("New plan, lever by lever"), levers(IncentiveSetting, NEW)),
        (_("Budget and horizon"), ("budget_eur", "years")),
        (_("Old plan, lever by lever"), levers(IncentiveSetting, OLD)),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=(),
    map_axes=("churn", "care_effect"),
    remarks=remarks,
    sides=NAMES,
    named=named,
    times=_("of 100 futures"),
)


# Guesses


@cache
def true_care_days() -> int:
    """Days that a middle seller gives to existing customers under the old plan at the start setting."""
    setting = IncentiveSetting()
    return round(float(best_response(setting, setting.old).days[MIDDLE, TASKS.index("care")]))


@cache
def true_share() -> int:
    """In how many of 100 futures the new plan leaves more for the firm at the start setting."""
    pairs = [simulate(IncentiveSetting(), 50, block) for block in range(8)]
    return round(
        100
        * float(np.mean([PROFIT.new_is_ahead(PROFIT.measure(old), PROFIT.measure(new)).mean() for old, new in pairs]))
    )


def true_discount() -> float:
    """From this discount on it no longer pays to pull an order over the quota (b_low / b_high, `MODELS.md` M2)."""
    return round(1 - 1 / IncentiveSetting().old.accelerator, 2)


GUESSES = (
    Guess(
        GUESSED,
        _(
            "Somebody in sales thinks only of their own commission, under the old plan. How many of 60 working days do existing customers get?"
        ),
        true_care_days,
    ),
    Guess(
        Parameter(_("New plan ahead"), 50, 0, 100, 5, _("of 100 futures"), name="new_ahead"),
        _("In how many of 100 futures does the new plan leave more for the firm after three years?"),
        true_share,
    ),
    Guess(
        Parameter(_("Discount that still pays"), 0.10, 0.0, 0.60, 0.01, percent=True, name="pays_until"),
        _(
            "Above the quota each order pays half as much again. Up to which discount does it pay a seller to pull an order forward over the quota?"
        ),
        true_discount,
    ),
)


# A firm's own quarters


def paid(setting: IncentiveSetting, past: Mapping[str, np.ndarray], sellers: int) -> list[PlanPaid]:
    """What the plan of this setting and the nine from practice would have paid for the quarters that a firm has had."""
    known = Past(*(past[one] for one in ("new_eur", "kept_eur", "customers", "lost", "early_eur")))
    plans = [(OWN_PLAN, setting.old)]
    plans += [(label, made(changed)) for label, changed in PLANS.values()]
    return [_paid(setting, name, plan, known, sellers, name is OWN_PLAN) for name, plan in plans]


def made(changed: Mapping) -> Plan:
    """A plan of which only some levers are on."""
    return Plan(**({name: one.default for name, one in LEVERS.items()} | {**changed}))  # pyright: ignore[reportArgumentType]


def _paid(setting: IncentiveSetting, name: Message, plan: Plan, past: Past, sellers: int, is_own: bool) -> PlanPaid:
    found, days = backtest(setting, plan, past, sellers), best_response(setting, plan).days[MIDDLE]
    new_eur, kept_eur = (float(one.mean()) for one in (past.new_eur, past.kept_eur))
    return PlanPaid(
        name,
        is_own,
        found.total_eur,
        found.new_eur / new_eur if new_eur > 0 else None,
        found.kept_eur / kept_eur if kept_eur > 0 else None,
        found.rest_eur,
        (float(days[TASKS.index("hunt")]), float(days[TASKS.index("care")]), QUARTER_DAYS),
    )


# Evidence

OUTCOME_EVIDENCE = ("bonuses_work", "quota_removed", "year_end", "pair_talks", "participation")

# The game


def _screen() -> type:
    from kit.exercises.incentives.screen import Payday  # here, so that whoever only computes needs no widgets

    return Payday


PLAY = Play(facts.read, facts.scene, facts.facts, facts.table, _screen, rehearse, moves=MOVES, pairs=facts.pairs)

EXERCISE = Exercise(
    number=3,
    name="incentives",
    title=_("What the plan really pays for"),
    step_minutes=(4, 20, 8, 5, 4, 2, 2),
    setting=IncentiveSetting,
    laboratory=LABORATORY,
    guesses=GUESSES,
    outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ,
    reflections=REFLECTIONS,
    first_steps=FIRST_STEPS,
    hints=HINTS,
    play=PLAY,
    rules=RULES,
    question=_("What becomes of the work that nobody pays for?"),
    drawing=DRAWING,
    firm={
        "order_eur": "order_eur",
        "margin": "margin",
        "customers": "customers_per_seller",
        "churn": "first_year_loss",
        "alike": "alike",
    },
    paid=paid,
)
