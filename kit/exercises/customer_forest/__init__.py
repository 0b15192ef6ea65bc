"""The customer forest: clear-cutting or forestry on the same finite ground, with the same firms and the same luck.

Order of the file: setting, comparison (simulate, presets, remarks), guesses, evidence, the game. The models are
`kit/models/forest.py` and `kit/exercises/customer_forest/model/policies.py`; outcomes and pictures stand in `kit/exercises/customer_forest/views.py`.
"""

from dataclasses import asdict
from functools import cache, lru_cache

import numpy as np

from kit.contract import Common, Play
from kit.exercise import Exercise, Guess, Laboratory, Preset, Shelf
from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.common import grounds, rehearse_together
from kit.exercises.customer_forest.debrief import RULES
from kit.exercises.customer_forest.debrief_curves import curves
from kit.exercises.customer_forest.drawing import DRAWING
from kit.exercises.customer_forest.game import MOVES
from kit.exercises.customer_forest.model import policies
from kit.exercises.customer_forest.named import POLICIES, named
from kit.exercises.customer_forest.pretend import rehearse
from kit.exercises.customer_forest.questions import FIRST_STEPS, HINTS, QUIZ, REFLECTIONS
from kit.exercises.customer_forest.setting import NEW, OLD, QUARTER_DAYS, ForestSetting
from kit.exercises.customer_forest.views import NAMES, OUTCOMES, PROFIT, VIEWS
from kit.messages import Finding, _
from kit.parameters import PERCENT, Parameter, Shown, levers
from kit.years import remembering_the_first

SPAN = _("{count} times the territory’s future")


drawn = remembering_the_first(policies.draw, ForestSetting, "chance", "places", "years")


def simulate(setting: ForestSetting, years: int, block: int) -> tuple:
    """The territory under both policies with the same firms and the same chance: (old, new)."""
    return policies.compare(setting, (setting.old, setting.new), drawn(setting, years, block))


# Presets: policies, every lever of each


def _policies(side: str) -> tuple[Preset, ...]:
    """The policies as presets of one side."""
    return tuple(
        Preset(key, label, {f"{side}_{name}": value for name, value in asdict(policy).items()})
        for key, (label, policy) in POLICIES.items()
    )


LEFT_OVER = _("{policy}: {left} of a seller’s {all} days go into none of the four tasks.")
COMMONS = _(
    "What theory adds: {sellers} sellers without any agreement get {share} out of one ground of what one careful owner would."
)
CLARK = _(
    "And: on a ground that grows by {growth} a year, at {discount} interest one owner should keep a stock of {stock}; without interest {patient}. The higher the interest, the more felling is right."
)
GROWTH, COST = 0.08, 0.1  # the example of Clark's rule in `MODELS.md`, M3


def remarks(setting: ForestSetting, _outcomes) -> list[Finding]:
    """Days left over, and what the theory of fisheries says to this many sellers and this interest."""
    said = [
        Finding(LEFT_OVER, {"policy": name, "left": QUARTER_DAYS - policy.days, "all": QUARTER_DAYS})
        for name, policy in zip(named(setting), (setting.old, setting.new), strict=True)
        if policy.days < QUARTER_DAYS
    ]

    def percent(share):
        return Shown(PERCENT, round(float(share), 2))

    if setting.sellers > 1:
        said.append(
            Finding(COMMONS, {"sellers": setting.sellers, "share": percent(policies.commons_share(setting.sellers))})
        )
    stocks = {
        name: percent(policies.best_stock(COST, GROWTH, discount))
        for name, discount in (("stock", setting.discount), ("patient", 0.0))
    }
    return [*said, Finding(CLARK, {"growth": percent(GROWTH), "discount": percent(setting.discount), **stocks})]


LABORATORY = Laboratory(
    simulate,
    (_("OLD: clear-cutting"), _("NEW: forestry")),
    SPAN,
    OUTCOMES,
    VIEWS,
    shelves=(
        Shelf("old_policy", _("Old policy: take one"), _policies("old"), keeps=True),
        Shelf("new_policy", _("New policy: take one"), _policies("new"), keeps=True),
    ),
    controls=(
        (_("Forestry: what each seller does"), levers(ForestSetting, NEW)),
        (_("Sellers and time"), ("shown_year", "years", "sellers")),
        (_("Clear-cutting: what each seller does"), levers(ForestSetting, OLD)),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=(),
    map_axes=("churn", "recovery_months"),
    remarks=remarks,
    sides=NAMES,
    named=named,
    times=_("of 100 futures"),
)


# Guesses


@lru_cache(maxsize=4)
def _futures(years: int) -> tuple:
    """400 futures at the start setting with another horizon."""
    return tuple(simulate(ForestSetting(years=years), 50, block) for block in range(8))


def _ahead(years: int) -> int:
    return round(
        100
        * float(
            np.mean(
                [PROFIT.new_is_ahead(PROFIT.measure(old), PROFIT.measure(new)).mean() for old, new in _futures(years)]
            )
        )
    )


@cache
def true_after_three() -> int:
    """In how many of 100 futures forestry is ahead after three years at the start setting."""
    return _ahead(3)


@cache
def true_after_ten() -> int:
    """In how many of 100 futures forestry is ahead after ten years at the start setting."""
    return _ahead(10)


@cache
def true_burned() -> int:
    """Of 100 places, how many are burned under clear-cutting after five years at the start setting."""
    setting = ForestSetting()
    return round(
        100 * float(np.mean([old.burned[-1].mean() for old, _new in _futures(setting.years)])) / setting.places
    )


GUESSES = (
    Guess(
        Parameter(_("Forestry ahead after three years"), 50, 0, 100, 1, _("of 100 futures"), name="after_three"),
        _("In how many of 100 futures has forestry earned more after three years?"),
        true_after_three,
    ),
    Guess(
        Parameter(_("Forestry ahead after ten years"), 50, 0, 100, 1, _("of 100 futures"), name="after_ten"),
        _("And after ten years?"),
        true_after_ten,
    ),
    Guess(
        Parameter(_("Burned under clear-cutting"), 50, 0, 100, 1, _("of 100 firms"), name="burned"),
        _("Clear-cutting for five years: of 100 firms in the territory, how many want no more calls?"),
        true_burned,
    ),
)


# Evidence

OUTCOME_EVIDENCE = ("commons", "five_points", "satisfaction")

# The game, alone and together; widgets are imported where they are asked for, so that whoever only computes needs none


def _screen() -> type:
    from kit.exercises.customer_forest.screen_common import CommonGround

    return CommonGround


def _picture() -> type:
    from kit.exercises.customer_forest.screen_ground import GroundPicture

    return GroundPicture


def _lead() -> type:
    from kit.exercises.customer_forest.screen_lead import Lead

    return Lead


def _printed():
    from kit.exercises.customer_forest.screen_print import printed

    return printed


PLAY = Play(
    facts.read,
    facts.scene,
    facts.facts,
    facts.table,
    _screen,
    rehearse,
    moves=MOVES,
    is_apart=True,
    picture=_picture,
    printed=_printed,
    common=Common(grounds, facts.COMMON, _lead, rehearse_together, facts.scene_together),
    curves=curves,
)

EXERCISE = Exercise(
    number=4,
    name="customer_forest",
    title=_("Clear-cutting or forestry?"),
    step_minutes=(3, 25, 7, 4, 3, 2, 1),
    setting=ForestSetting,
    laboratory=LABORATORY,
    guesses=GUESSES,
    outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ,
    reflections=REFLECTIONS,
    first_steps=FIRST_STEPS,
    hints=HINTS,
    play=PLAY,
    rules=RULES,
    question=_("How long can you live on quick deals?"),
    drawing=DRAWING,
    firm={"fee_eur": "margin_eur", "sellers": "sellers", "churn": "first_year_loss", "alike": "alike"},
)
