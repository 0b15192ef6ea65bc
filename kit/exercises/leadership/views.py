"""What the leadership laboratory compares and shows: outcomes, pictures and the sentences above them."""

import numpy as np

from kit.exercise import Outcome, View
from kit.exercises.leadership.model.team import sellers_share
from kit.exercises.leadership.setting import DAYS, NEW, OLD, ORDERS, WEEK_HOURS
from kit.messages import _
from kit.pictures import years_of

NAMES = (OLD, NEW)

# Outcomes


def sellers_hours(year) -> np.ndarray:
    """Hours a week that all sellers together spend on asking, checking and being coached; one figure per year, all alike."""
    hours = sellers_share(year.setting, year.boss) * year.setting.sellers * WEEK_HOURS
    return np.full(year.orders.shape[1], round(hours, 9))


LEFT = Outcome(
    "orders",
    _("Orders in the year, less what mistakes cost"),
    ORDERS,
    lambda year: year.orders.sum(axis=0).astype(float),
    _("NEW brings more in {count}, OLD in {old} of {years} years (± {error})"),
    less_is_better=False,
    digits=0,
    amount=_("{side}: {amount} more ({better} instead of {worse})"),
    least=5,
    why=_("that is about one in a hundred."),
)
WAIT = Outcome(
    "wait_days",
    _("Wait for a decision, all decisions together"),
    DAYS,
    lambda year: (year.done - year.arrive).mean(axis=0),
    _("NEW waits less in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} less waiting ({better} instead of {worse})"),
    least=0.1,
    why=_("that is less than an hour of work."),
)
WRONG = Outcome(
    "wrong",
    _("Wrong decisions that reach the customer"),
    _("per 100 decisions"),
    lambda year: 100 * year.wrong.mean(axis=0),
    _("NEW lets fewer through in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} fewer wrong decisions ({better} instead of {worse})"),
    least=0.5,
    why=_("one wrong decision in two hundred."),
)
SELLERS_TIME = Outcome(
    "sellers_hours",
    _("Sellers’ time for asking, checking and coaching"),
    _("hours per week, whole team"),
    sellers_hours,
    _("NEW takes less in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} less ({better} instead of {worse})"),
    least=0.5,
    why=_("half an hour for a whole team."),
)
OUTCOMES = (LEFT, WAIT, WRONG, SELLERS_TIME)

VIEWS = (
    View(
        "orders",
        _("Orders"),
        (
            years_of(
                LEFT,
                NAMES,
                _("A dot per year: orders won, less what wrong decisions cost."),
                _("orders in the year, less what mistakes cost"),
                ".0f",
            ),
        ),
    ),
)
