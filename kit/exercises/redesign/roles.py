"""The four who sit in “The board meeting”: what each is called, which figure is theirs, and what each wants of it.

The figures are counted by `game.py`; here is only what they are called and what they are measured by.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kit.messages import Message, _
from kit.parameters import Parameter

ROLES = SALES, FINANCE, PRODUCT, WORKS = ("sales", "finance", "product", "works")
NAMES = {SALES: _("Sales"), FINANCE: _("Finance"), PRODUCT: _("Product"), WORKS: _("Works council")}
SEATED = (SALES, PRODUCT, FINANCE, WORKS)  # the order in which people take the seats; bots have the others
CALLED = {SALES: "Vera", FINANCE: "Hakan", PRODUCT: "Lena", WORKS: "Bernd"}  # the bots
ENOUGH = 3  # of the four: so many carry a motion, and with so many aims reached the board holds together


@dataclass(frozen=True)
class Aim:
    """What a role wants of its figure: at least (where less is better: at most) `share` of what it is if nothing is changed.

    `figure` is what the figure is called at the end, and `so_far` before that; `wish` says the aim and has the placeholder {aim};
    `counted` is a figure with what it counts, placeholder {value}; aims are rounded to whole `step`s.
    """

    figure: Message
    so_far: Message
    wish: Message
    counted: Message
    shown: Parameter
    share: float
    step: float
    less_is_better: bool = False

    def is_reached(self, value: float, aim: float) -> bool:
        """Whether a figure is as good as the aim."""
        return value <= aim if self.less_is_better else value >= aim


AIMS: Mapping[str, Aim] = {
    SALES: Aim(
        _("orders in three years"),
        _("orders"),
        _("At least {aim} orders from new customers in three years"),
        _("{value} orders"),
        Parameter(Message(""), 0.0, step=1.0),
        0.90,
        1,
    ),
    FINANCE: Aim(
        _("profit after change in three years"),
        _("profit after change"),
        _("At least {aim} of profit after change in three years"),
        _("{value} of profit"),
        Parameter(Message(""), 0.0, step=1.0, unit=_("EUR")),
        0.90,
        5_000,
    ),
    PRODUCT: Aim(
        _("customers who feel sold to, at the end"),
        _("customers who feel sold to"),
        _("At most {aim} of the customers feel sold to at the end"),
        _("{value} of customers who feel sold to"),
        Parameter(Message(""), 0.0, step=0.01, percent=True),
        0.5,
        0.01,
        less_is_better=True,
    ),
    WORKS: Aim(
        _("pay of whoever loses most, of what it would have been"),
        _("pay of whoever loses most"),
        _("Nobody gets less than {aim} of the pay that the old way would have brought"),
        _("{value} of the old pay for whoever loses most"),
        Parameter(Message(""), 0.0, step=0.01, percent=True),
        0.90,
        0.01,
    ),
}
