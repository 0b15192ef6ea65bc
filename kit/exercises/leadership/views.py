"""What the leadership laboratory compares and shows: outcomes, pictures and the sentences above them."""

import numpy as np

from kit.exercise import Outcome, View
from kit.exercises.leadership.views_boss import WAITING_CURVE, week_picture
from kit.messages import Finding, _
from kit.models.boss.setting import DAYS, MONTHS, NEW, OLD, ORDERS, WEEK_HOURS, YEAR_DAYS
from kit.models.boss.team import sellers_share
from kit.pictures import over_time, years_of

NAMES = (OLD, NEW)

# Outcomes


def sellers_hours(year) -> np.ndarray:
    """Hours a week that all sellers together spend on asking, checking and being coached; one figure per year, all alike."""
    hours = sellers_share(year.setting, year.boss) * year.setting.sellers * WEEK_HOURS
    return np.full(year.orders.shape[1], round(hours, 9))


def wait_days(year) -> np.ndarray:
    """Mean days from asking to the decision, over all decisions: 0 for those that nobody asks; infinite where the queue has no end."""
    if year.setting.never(year.boss):
        return np.full(year.orders.shape[1], np.inf)
    return (year.done - year.arrive).mean(axis=0)


def wrong_by_month(year) -> np.ndarray:
    """Wrong decisions that reach the customer, per 100 decisions of a month, (12, repetitions)."""
    month = np.minimum((year.arrive * (MONTHS / YEAR_DAYS)).astype(int), MONTHS - 1)
    years = year.wrong.shape[1]
    cell = (month * years + np.arange(years)).ravel()
    counts = np.bincount(cell, minlength=MONTHS * years)
    wrong = np.bincount(cell, weights=year.wrong.ravel(), minlength=MONTHS * years)
    return (100 * wrong / np.maximum(counts, 1)).reshape(MONTHS, years)


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
    wait_days,
    _("NEW waits less in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} less waiting ({better} instead of {worse})"),
    least=0.1,
    why=_("that is less than an hour of work."),
)
WRONG = Outcome(
    "wrong",
    _("Wrong decisions that reach the customer"),
    _("of 100"),
    lambda year: 100 * year.wrong.mean(axis=0),
    _("NEW lets fewer through in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} fewer wrong ({better} instead of {worse})"),
    least=0.5,
    why=_("one wrong decision in two hundred."),
)
SELLERS_TIME = Outcome(
    "sellers_hours",
    _("Time of all sellers for asking, checking and coaching"),
    _("hours per week"),
    sellers_hours,
    _("NEW takes less in {count}, OLD in {old} of {years} years (± {error})"),
    amount=_("{side}: {amount} less ({better} instead of {worse})"),
    least=0.5,
    why=_("half an hour for a whole team."),
)
OUTCOMES = (LEFT, WAIT, WRONG, SELLERS_TIME)


def _learning(measured, _setting) -> Finding:
    """What went wrong in the first month and in the last, on both sides."""
    old, new = measured["values"].mean(axis=-1).round(1)
    values = {"old": float(old[0]), "old_end": float(old[-1]), "new": float(new[0]), "new_end": float(new[-1])}
    return Finding(LEARNING, {"before": OLD, "after": NEW} | values)


LEARNING = _("Wrong decisions of 100, first and last month: {before} {old} and {old_end}, {after} {new} and {new_end}.")

VIEWS = (
    View("waiting", _("Waiting for the boss"), (WAITING_CURVE,)),
    View(
        "week",
        _("The boss’s week"),
        (
            week_picture(0, _("A calendar: one week of the controlling boss, hour by hour.")),
            week_picture(1, _("A calendar: the same week of the coach, hour by hour.")),
        ),
    ),
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
    View(
        "wrong",
        _("Wrong decisions"),
        (
            years_of(
                WRONG,
                NAMES,
                _("A dot per year: wrong decisions that reach the customer."),
                _("wrong decisions, per 100 decisions"),
                ".0f",
            ),
        ),
    ),
    View(
        "learning",
        _("Learning over the year"),
        (
            over_time(
                NAMES,
                wrong_by_month,
                _("Lines: wrong decisions that reach the customer, month by month."),
                (_("month of the year"), _("per 100 decisions (mean; band: 8 of 10)")),
                _learning,
                digits=0,
            ),
        ),
    ),
)
