"""What the laboratory compares and shows."""

from kit.exercise import Outcome, View
from kit.messages import Message, _
from kit.pictures import years_of

NAMES = (_("old coin"), _("new coin"))
ORDERS = Outcome(
    "orders",
    _("Orders a day"),
    Message(""),
    lambda orders: orders.astype(float),
    _("NEW brings more in {count}, OLD in {old} of {years} days (± {error})"),
    less_is_better=False,
    digits=0,
)
VIEWS = (
    View(
        "days",
        _("All days"),
        (years_of(ORDERS, NAMES, _("One dot per day: the orders of both coins."), _("orders a day"), ",.0f"),),
    ),
)
