"""The customer forest: clear-cutting or forestry on the same finite ground, with the same firms and the same luck.

Order of the file: setting, comparison (simulate, presets, remarks), guesses, evidence, reflection. The models are
`kit/models/forest.py` and `kit/exercises/customer_forest/model/policies.py`; outcomes and pictures stand in `kit/exercises/customer_forest/views.py`.
"""

from functools import cache, lru_cache

import numpy as np

from kit.contract import Common, Play
from kit.exercise import Exercise, Guess, Laboratory, Preset, QuizQuestion, Shelf
from kit.exercises.customer_forest.game import MOVES
from kit.messages import Finding, _
from kit.exercises.customer_forest.model import policies
from kit.parameters import PERCENT, Parameter, Shown
from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.common import grounds
from kit.exercises.customer_forest.debrief import RULES
from kit.exercises.customer_forest.setting import LEVERS, NEW, OLD, QUARTER_DAYS, ForestSetting, levers
from kit.exercises.customer_forest.views import NAMES, OUTCOMES, PROFIT, VIEWS

SPAN = _("{count} times the territory’s future")


def simulate(setting: ForestSetting, years: int, block: int) -> tuple:
    """The territory under both policies with the same firms and the same chance: (old, new)."""
    drawn = (setting.chance, setting.places, setting.years, years)
    chances = _first_chances(*drawn) if block == 0 else policies.draw(setting, years, block)
    return policies.simulate(setting, setting.old, chances), policies.simulate(setting, setting.new, chances)


@lru_cache(maxsize=2)
def _first_chances(chance: int, places: int, years: int, repetitions: int):
    """The chance that is needed again and again while a slider moves, and all that it depends on."""
    return policies.draw(ForestSetting(chance=chance, places=places, years=years), repetitions, 0)


# Presets: policies, every lever of each

POLICIES = {
    "feller": (_("Clear-cutting: nearly everything into winning"), (55, 5, 0, 0), 0.20),
    "balanced": (_("Half and half"), (30, 30, 0, 0), 0.0),
    "forester": (_("Forestry: winning, care, product, amends"), (25, 25, 5, 5), 0.0),
    "gardener": (_("Only care, hardly any winning"), (5, 45, 10, 0), 0.0),
    "idle": (_("Nothing at all"), (0, 0, 0, 0), 0.0),
}  # fmt: skip


def _policies(side: str) -> tuple[Preset, ...]:
    """The policies as presets of one side."""
    return tuple(
        Preset(key, label, {f"{side}_{name}": value for name, value in zip(LEVERS, (*days, promise), strict=True)})
        for key, (label, days, promise) in POLICIES.items()
    )


LEFT_OVER = _("{policy}: {left} of a seller’s {all} days go into none of the four tasks.")
COMMONS = _("What theory adds: {sellers} sellers without any agreement get {share} out of one ground of what one careful owner would.")
CLARK = _("And: on a ground that grows by {growth} a year, at {discount} interest one owner should keep a stock of {stock}; without interest {patient}. The higher the interest, the more felling is right.")
GROWTH, COST = 0.08, 0.1  # the example of Clark's rule in `MODELS.md`, M3


def remarks(setting: ForestSetting, _outcomes) -> list[Finding]:
    """Days left over, and what the theory of fisheries says to this many sellers and this interest."""
    said = [
        Finding(LEFT_OVER, {"policy": name, "left": QUARTER_DAYS - policy.days, "all": QUARTER_DAYS})
        for name, policy in zip(NAMES, (setting.old, setting.new), strict=True) if policy.days < QUARTER_DAYS
    ]  # fmt: skip

    def percent(share):
        return Shown(PERCENT, round(float(share), 2))

    if setting.sellers > 1:
        said.append(Finding(COMMONS, {"sellers": setting.sellers, "share": percent(policies.commons_share(setting.sellers))}))
    stocks = {name: percent(policies.best_stock(COST, GROWTH, discount)) for name, discount in (("stock", setting.discount), ("patient", 0.0))}
    return [*said, Finding(CLARK, {"growth": percent(GROWTH), "discount": percent(setting.discount), **stocks})]


LABORATORY = Laboratory(
    simulate, (_("OLD: clear-cutting"), _("NEW: forestry")), SPAN, OUTCOMES, VIEWS,
    shelves=(Shelf("old_policy", _("Old policy: take one"), _policies("old"), keeps=True), Shelf("new_policy", _("New policy: take one"), _policies("new"), keeps=True)),
    controls=(
        (_("Forestry: what each seller does"), levers(NEW)),
        (_("Sellers and time"), ("shown_year", "years", "sellers")),
        (_("Clear-cutting: what each seller does"), levers(OLD)),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=(), map_axes=("churn", "recovery_months"), remarks=remarks,
)  # fmt: skip


# Guesses


@lru_cache(maxsize=4)
def _futures(years: int) -> tuple:
    """400 futures at the start setting with another horizon."""
    return tuple(simulate(ForestSetting(years=years), 50, block) for block in range(8))


def _ahead(years: int) -> int:
    return round(100 * float(np.mean([PROFIT.new_is_ahead(PROFIT.measure(old), PROFIT.measure(new)).mean() for old, new in _futures(years)])))


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
    return round(100 * float(np.mean([old.burned[-1].mean() for old, _new in _futures(setting.years)])) / setting.places)


GUESSES = (
    Guess(
        Parameter(_("Forestry ahead after three years"), 50, 0, 100, 1, _("of 100 futures"), name="after_three"),
        _("In how many of 100 futures has forestry earned more after three years?"), true_after_three,
    ),
    Guess(
        Parameter(_("Forestry ahead after ten years"), 50, 0, 100, 1, _("of 100 futures"), name="after_ten"),
        _("And after ten years?"), true_after_ten,
    ),
    Guess(
        Parameter(_("Burned under clear-cutting"), 50, 0, 100, 1, _("of 100 firms"), name="burned"),
        _("Clear-cutting for five years: of 100 firms in the territory, how many want no more calls?"), true_burned,
    ),
)  # fmt: skip


# Evidence and reflection

OUTCOME_EVIDENCE = ("commons", "five_points", "satisfaction")

QUIZ = (
    QuizQuestion("quiz_first_year", _("Clear-cutting is ahead at first. Why?"), (
        (_("It wins more, and the firms that it burns are missed only later."), _("Today’s win stands in this year’s books; the burned ground and the customers who leave show in the next ones.")),
        (_("It has the better sellers."), _("Both have the same sellers, the same ground and the same luck. Only the days are divided differently.")),
        (_("Its customers pay more."), _("Every customer brings the same margin here.")),
    ), 0),
    QuizQuestion("quiz_tenure", _("A new customer leaves more often than an old one. How does this model explain that?"), (
        (_("Everybody becomes more loyal with time."), _("Nobody changes in this model. And yet the old ones stay longer: who leaves easily has left already.")),
        (_("Those who leave easily leave first; those who remain stay longer."), _("So the curve flattens although nobody changes. “Everybody alike” forecasts far too few who stay.")),
        (_("Old customers get more care."), _("Care is divided evenly here, over old and new ones.")),
    ), 1),
    QuizQuestion("quiz_felling", _("When is clear-cutting right in this model?"), (
        (_("Never."), _("It is, often: try few years, high interest, an endless market, or care that hardly works.")),
        (_("When the time is short, the interest high or the market endless."), _("Then tomorrow’s forest is worth little or grows back in any case. Look at the map.")),
        (_("Always, if the sellers are good enough."), _("Good sellers fell faster. On a finite ground that brings the end nearer, not the solution.")),
    ), 1),
    QuizQuestion("quiz_commons", _("Four teams share one ground. Each would be better off if all felled less. Why does it not happen by itself?"), (
        (_("Because they do not know it."), _("Even those who know it lose if the others go on: what I leave standing, somebody else fells.")),
        (_("Because what one team leaves standing another may take."), _("So it takes an agreement, and something that holds it. You could try both halfway through the game.")),
        (_("Because care is too dear."), _("Care costs the same days for all. The point is who gets the harvest.")),
    ), 1),
)  # fmt: skip

REFLECTIONS = (
    _("What is finite about your market, and how would you notice that you are burning it?"),
    _("Which customers would be missed least if they left, and what does that say about the others?"),
    _("What did you agree halfway through the game, and what held it, or did not?"),
)

FIRST_STEPS = (
    _("Count the firms in your market that want no more calls from you."),
    _("Call five customers who bought more than a year ago and want nothing from them."),
    _("Ask every new customer for a month who recommended you, and thank them."),
    _("Agree with the team next to yours on ten firms that neither calls for half a year."),
    _("Keep your way, and write down at which figure you would decide otherwise."),
)

HINTS = {
    "predict": (
        _("Winning brings money at once, care brings it later. Ask how many years it takes until the later money has caught up."),
        _("Ask for each way what its customers will be worth when the time is up, and how many firms are left to win."),
    ),
    "play": (
        _("Watch the free firms, not only your customers: what all teams win together must grow back on the same ground."),
        _("One team alone cannot spare the ground, the others take what it leaves. What could you agree on halfway, and what would hold it?"),
    ),
    "compare": (
        _("Move the years from three to ten and back: the same two policies, another winner."),
        _("Set the old policy to “Half and half”. How much of the difference is left, and where is it still large?"),
    ),
    "limits": (
        _("Look for the fields where clear-cutting wins, and ask whether your market is one of them."),
        _("Draw the map with the interest or the number of firms as an axis: who needs the money today, or never runs out of firms, fells with good reason."),
    ),
    "reflect": (_("You can try out what the quiz asks: years, interest and policies are still open above."),),
}

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


PLAY = Play(
    facts.read, facts.scene, facts.facts, facts.table, _screen, moves=MOVES, is_apart=True, picture=_picture,
    common=Common(grounds, facts.COMMON, _lead),
)  # fmt: skip

EXERCISE = Exercise(
    number=4, name="customer_forest", title=_("Clear-cutting or forestry?"), step_minutes=(3, 25, 7, 4, 3, 2, 1),
    setting=ForestSetting, laboratory=LABORATORY, guesses=GUESSES, outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ, reflections=REFLECTIONS, first_steps=FIRST_STEPS, hints=HINTS, play=PLAY, rules=RULES,
)  # fmt: skip
