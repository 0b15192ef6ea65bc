"""The columns of days of a table together: one order of day and month for all, one time zone, and the days that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kit.deals import days
from kit.deals.book import LOST, WON
from kit.deals.days import BAD, BLANK, DAY, MONTH, ORDER, ORDERS, UTC, YEAR, ZONES, Days, column, local_day, possible
from kit.deals.receipt import Answers, Choice, Question
from kit.deals.table import Table
from kit.messages import Finding, Message, _

NAMES = ("created", "closed", "won_on", "lost_on")
SEPARATORS = {".": "dot", "/": "slash", "-": "dash"}
ORDER_ASK = _("Dates such as “{text}”: what stands first?")
ORDER_MIXED = _("Dates such as “{text}” do not all have the same order ({count} fit no single one). What stands first? The others are left out.")  # fmt: skip
FIRST = {
    DAY: _("the day: {text} is {date}"),
    MONTH: _("the month: {text} is {date}"),
    YEAR: _("the year: {text} is {date}"),
}
SWAP_ASK = _("“{header}”: Excel has read only some of these dates, those that also make sense with the month first. Has it swapped day and month there?")  # fmt: skip
SWAP_YES, SWAP_NO = _("Yes, swap them back"), _("No, they are right")
ZONE_ASK = _("Times in this file are in UTC, and {count} of them fall on another day on the spot. Which days count?")
ZONE_NAMES = {
    "utc": _("as they stand (UTC)"),
    "berlin": _("Central Europe"),
    "london": _("United Kingdom"),
    "new_york": Message("New York"),
    "chicago": Message("Chicago"),
    "los_angeles": Message("Los Angeles"),
}


@dataclass(eq=False)
class Calendar:
    """The days of the table by meaning, (rows,) each; which cells hold something that is no day; the questions; how exact the days are."""

    rows: int
    found: dict[str, NDArray[np.datetime64]] = field(default_factory=dict)
    bad: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    filled: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    nonsense: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    precision_days: int = 1

    def day(self, name: str) -> NDArray[np.datetime64]:
        """The days of a meaning, NaT where there is none."""
        return self.found.get(name, np.full(self.rows, np.datetime64("NaT", "D")))

    def is_there(self, name: str) -> NDArray[np.bool_]:
        """Where a day of this meaning stands, readable or not."""
        return self.filled.get(name, np.zeros(self.rows, bool))

    @property
    def has_day(self) -> NDArray[np.bool_]:
        """Rows in which any day can be read, whatever its order."""
        said = [self.filled[name] & ~self.nonsense[name] for name in self.filled]
        return np.logical_or.reduce([np.zeros(self.rows, bool), *said])

    def closed(self, status: NDArray[np.str_]) -> NDArray[np.datetime64]:
        """The day on which each deal was won or lost; of an open one the day that is hoped for."""
        closed = self.day("closed")
        for name, which in (("won_on", WON), ("lost_on", LOST)):
            own = self.day(name)
            closed = np.where((status == which) & ~np.isnat(own), own, closed)
        return closed

    def is_bad(self, status: NDArray[np.str_]) -> NDArray[np.bool_]:
        """Where the day that counts cannot be read."""
        none = np.zeros(self.rows, bool)
        bad = self.bad.get("closed", none) | self.bad.get("created", none)
        return (
            bad | (self.bad.get("won_on", none) & (status == WON)) | (self.bad.get("lost_on", none) & (status == LOST))
        )


def calendar(table: Table, chosen: Mapping[str, int], answers: Answers, epoch_days: int) -> Calendar:
    """All days of a table, as far as they can be told."""
    made = Calendar(len(table.rows))
    columns = {
        name: column(table.headers[chosen[name]], table.column(chosen[name]), epoch_days)
        for name in NAMES
        if name in chosen
    }
    orders = {}
    for separator, word in SEPARATORS.items():
        orders[separator], question = _order(list(columns.values()), separator, word, answers)
        made.questions += [question] if question else []
    zone, question = _zone(list(columns.values()), answers)
    made.questions += [question] if question else []
    for name, one in columns.items():
        is_swapped, question = _swap(name, one, answers)
        made.questions += [question] if question else []
        made.found[name], made.bad[name], precision = one.days(orders, zone, is_swapped)
        made.filled[name] = ~one.where(BLANK)
        made.nonsense[name] = one.where(BAD)
        if name in ("closed", "won_on"):
            made.precision_days = max(made.precision_days, precision)
    return made


def _order(columns: list[Days], separator: str, word: str, answers: Answers) -> tuple[str, Question | None]:
    """What stands first in dates with a separator, and the question if more than one order fits, or none."""
    texts = [pair for each in columns for pair in each.ordered(separator)]
    if not texts:
        return DAY, None
    counted, total = possible(said for said, _text in texts), len(texts)
    fitting = [order for order in ORDERS if counted[order] == total]
    if separator == "." and DAY in fitting:
        return DAY, None  # nobody writes the month first with dots
    if len(fitting) == 1:
        return fitting[0], None
    differing = [
        (said, text) for said, text in texts if len({said.orders.get(order) for order in (fitting or ORDERS)}) > 1
    ]
    if fitting and not differing:
        return fitting[0], None
    given, key = answers.given.get(f"dates_{word}"), f"dates_{word}"
    open_orders = fitting or [order for order in ORDERS if counted[order]]
    taken = given if given in open_orders else None
    text = _clearest(differing, open_orders[0], open_orders)[1]
    choices = tuple(_choice(order, *_clearest(differing, order, open_orders)) for order in open_orders)
    asked = (
        Finding(ORDER_ASK, {"text": text})
        if fitting
        else Finding(ORDER_MIXED, {"text": text, "count": total - max(counted.values())})
    )
    examples = tuple(dict.fromkeys(text for _said, text in differing))[:5]
    return taken or open_orders[0], Question(key, asked, choices, examples, taken, taken is not None)


def _clearest(differing, order, orders):
    """A cell that this order can read, best one that all orders can."""
    readable = [pair for pair in differing if pair[0].orders.get(order) is not None]
    return next((pair for pair in readable if all(pair[0].orders.get(one) is not None for one in orders)), readable[0])


def _choice(order, said, text):
    day = np.datetime64(said.orders[order], "D").astype(object)
    return Choice(order, Finding(FIRST[order], {"text": text, "date": day}))


def _zone(columns: list[Days], answers: Answers) -> tuple[str, Question | None]:
    """In which time zone days count, and the question if it matters to any."""
    moments = {one.seconds for each in columns for one in each.different if one.kind == UTC and one.seconds % 86_400}
    if not moments:
        return "utc", None
    differing = [one for one in moments if len({local_day(one, zone) for zone in ("utc", "berlin", "los_angeles")}) > 1]
    if not differing:
        return "utc", None
    given = answers.given.get("zone")
    taken = given if given in ZONES else None
    texts = {
        one.seconds: text
        for each in columns
        for one, text in zip(each.different, each.texts, strict=True)
        if one.kind == UTC
    }
    examples = tuple(texts[one] for one in sorted(differing)[:5] if texts.get(one))
    choices = tuple(Choice(zone, Finding(name)) for zone, name in ZONE_NAMES.items())
    question = Question(
        "zone", Finding(ZONE_ASK, {"count": len(differing)}), choices, examples, taken, taken is not None
    )
    return taken or "utc", question


def _swap(name: str, one: Days, answers: Answers) -> tuple[bool, Question | None]:
    """Whether Excel has swapped day and month in the dates that it could read, and the question."""
    written = [said for said in one.different if said.kind == ORDER]
    native = [
        said.day
        for said, is_date in zip(one.different, one.is_native, strict=True)
        if is_date and said.kind == days.SURE
    ]
    if len(written) < 2 or len(native) < 2 or not all(said.orders[MONTH] is None for said in written):
        return False, None
    of_month = [np.datetime64(day, "D").astype(object) for day in native]
    if any(day.day > 12 for day in of_month):
        return False, None
    given = answers.given.get(f"swap_{name}")
    taken = given if given in ("yes", "no") else None
    choices = (Choice("yes", Finding(SWAP_YES)), Choice("no", Finding(SWAP_NO)))
    examples = (*[text for text in one.texts if text][:2], *[day.isoformat() for day in of_month[:2]])
    text = Finding(SWAP_ASK, {"header": one.header})
    return taken == "yes", Question(f"swap_{name}", text, choices, examples, taken, taken is not None)
