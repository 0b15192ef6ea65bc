"""Does a coin know who buys? The smallest exercise that has every part; the folder is all that the kit needs to know it."""

from kit.exercises.coin_calls import facts
from kit.exercises.coin_calls.debrief import RULES
from kit.exercises.coin_calls.game import MOVES, rehearse
from kit.exercises.coin_calls.model import simulate
from kit.exercises.coin_calls.setting import CoinSetting
from kit.exercises.coin_calls.views import NAMES, ORDERS, VIEWS

from kit.contract import Play
from kit.exercise import Exercise, Guess, Laboratory, QuizQuestion
from kit.messages import _
from kit.parameters import Parameter

LABORATORY = Laboratory(
    simulate,
    NAMES,
    _("{count} days"),
    (ORDERS,),
    VIEWS,
    shelves=(),
    controls=((_("The new coin"), ("heads", "calls", "chance")),),
    people=(),
    map_axes=("heads", "calls"),
)

AHEAD = Parameter(_("new coin ahead"), 50, 0, 100, 5, _("of 100 days"), name="new_ahead")
GUESS = Guess(
    AHEAD, _("Both coins are fair and meet the same tosses. On how many of 100 days is the new one ahead?"), lambda: 0
)
STREAK = QuizQuestion(
    "quiz_streak",
    _("Three times heads. What comes next?"),
    (
        (_("Tails is due."), _("The coin does not remember.")),
        (_("Nobody knows."), _("Every toss is as open as the first one.")),
    ),
    right=1,
)


def _screen() -> type:
    from kit.exercises.coin_calls.screen import Coin  # here, so that whoever only computes needs no widgets

    return Coin


EXERCISE = Exercise(
    number=9,
    name=facts.NAME,
    title=_("Call the coin"),
    step_minutes=(1, 2, 2, 2, 1, 1, 1),
    setting=CoinSetting,
    laboratory=LABORATORY,
    guesses=(GUESS,),
    outcome_evidence=(),
    quiz=(STREAK,),
    reflections=(_("When did you last praise somebody for luck?"),),
    first_steps=(_("Toss a coin beside your next forecast."),),
    play=Play(facts.read, facts.scene, facts.facts, facts.table, _screen, rehearse, moves=MOVES),
    rules=RULES,
)
