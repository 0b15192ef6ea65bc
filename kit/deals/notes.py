"""What the receipt says beside the rows: how the file was read, and what was taken for granted."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kit.deals.amounts import Amounts
from kit.deals.book import OPEN, WON, Deals
from kit.deals.calendar import Calendar
from kit.deals.money import Money
from kit.deals.opened import Opened
from kit.deals.table import Table
from kit.messages import Finding, Message, _

ENCODING = _("Read as text in {encoding}, with “{delimiter}” between the columns; the headers stand in row {row}.")
BY_POSITION = _("Read as text in {encoding}, its columns by their position; the headers stand in row {row}.")
ON_SHEET = _("Read from the sheet “{sheet}”; the headers stand in row {row}.")
BY_NUMBER = _("Customers are told apart by “{header}”.")
TAB = _("tab")
ALL_WON = _("No column says whether a deal was won: all rows are taken as won orders.")
NO_CREATED = _("No column says when a deal was created: how long deals take is not known.")
DERIVED = _(
    "No column says whether a customer is new: the first won order of each customer counts as new, all others as existing."
)
DERIVED_PARTLY = _("{count} rows do not say whether the customer is new: for them the first won order counts as new.")
CREDIT = _("{count} amounts are negative: they are taken as credit notes, and lower the revenue.")
NO_AMOUNT = _("{count} won deals have no amount: they count as deals and bring no revenue.")
MONTH_END = _("The closing days of {count} open deals are hopes ({ends} of them ends of months): they are not used.")
COARSE = _("The days are only known to {days} days: the peak at quarter ends cannot be told.")
MIXED = _(
    "Amounts are written in two ways, with comma and with point before the cents; each was read as it alone can be read."
)
FORMAT = _("The currency comes from the format of the cells.")


def notes_of(
    opened: Opened,
    table: Table,
    chosen: Mapping[str, int],
    calendar: Calendar,
    amounts: Amounts | None,
    money: Money,
    deals: Deals,
    kinds_unknown: int,
    status: NDArray[np.str_],
) -> tuple[Finding, ...]:
    """The notes in the order in which a table is read."""
    is_won, is_open = status == WON, status == OPEN
    negative, missing = int((deals.amount < 0).sum()), int((is_won & np.isnan(deals.amount)).sum())
    hoped = deals.closed[is_open & ~np.isnat(deals.closed)]
    ends = int(((hoped + 1).astype("datetime64[M]") != hoped.astype("datetime64[M]")).sum())
    said = (
        (True, _how(opened, table)),
        ({"customer", "customer_number"} <= chosen.keys(), _by_number(table, chosen)),
        (not deals.is_status_known, Finding(ALL_WON)),
        ("created" not in chosen, Finding(NO_CREATED)),
        (deals.is_kind_derived, Finding(DERIVED)),
        (bool(kinds_unknown) and not deals.is_kind_derived, Finding(DERIVED_PARTLY, {"count": kinds_unknown})),
        (negative > 0, Finding(CREDIT, {"count": negative})),
        ("amount" in chosen and missing > 0, Finding(NO_AMOUNT, {"count": missing})),
        (hoped.size > 0, Finding(MONTH_END, {"count": int(hoped.size), "ends": ends})),
        (calendar.precision_days > 1, Finding(COARSE, {"days": calendar.precision_days})),
        (amounts is not None and amounts.has_mixed, Finding(MIXED)),
        (money.is_from_format, Finding(FORMAT)),
    )
    return tuple(finding for applies, finding in said if applies)


def _by_number(table: Table, chosen: Mapping[str, int]) -> Finding:
    return Finding(BY_NUMBER, {"header": table.headers[chosen.get("customer_number", 0)]})


def _how(opened: Opened, table: Table) -> Finding:
    if not opened.encoding:
        return Finding(ON_SHEET, {"sheet": table.sheet, "row": table.header_row})
    if not opened.delimiter:
        return Finding(BY_POSITION, {"encoding": opened.encoding, "row": table.header_row})
    delimiter = TAB if opened.delimiter == "\t" else Message(opened.delimiter)
    return Finding(ENCODING, {"encoding": opened.encoding, "delimiter": delimiter, "row": table.header_row})
