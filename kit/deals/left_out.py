"""Which rows are no deals, and why: each row is left out for the first reason that is true of it."""

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import is_total
from kit.deals.amounts import Amounts
from kit.deals.book import LOST, WON
from kit.deals.calendar import Calendar
from kit.deals.customers import Customers
from kit.deals.money import Money
from kit.deals.receipt import LeftOut
from kit.deals.stages import LEAVE
from kit.deals.table import Table
from kit.messages import _

TOTALS, TEXT = _("totals"), _("text, no deals")
TOO_WIDE = _("more cells than there are headers")
NO_DAY, BAD_DAY = _("no day"), _("a day that cannot be read")
BAD_AMOUNT, NO_CUSTOMER = _("an amount that cannot be read"), _("no customer")
OTHER_CURRENCY, LEFT = _("another currency"), _("left out as you said")
TO_COME, NO_STATUS = _("won on a day that is still to come"), _("no status")


def rows_left_out(
    table: Table,
    calendar: Calendar,
    customers: Customers,
    amounts: Amounts | None,
    money: Money,
    status: NDArray[np.str_],
    closed: NDArray[np.datetime64],
    today: np.datetime64,
) -> tuple[NDArray[np.bool_], list[LeftOut]]:
    """Which rows are deals (rows,), and the others with their reasons."""
    rows = len(table.rows)
    none = np.zeros(rows, bool)
    has_day, is_named = calendar.has_day, customers.is_named
    has_amount = none if amounts is None else ~np.isnan(amounts.values)
    bad_amount = none if amounts is None else amounts.is_bad
    totals = _totals(table, has_day, is_named, has_amount)
    filled = np.logical_or.reduce([none, *calendar.filled.values()])
    counts = (status == WON) | (status == LOST)
    reasons = {
        TOTALS: totals,
        TOO_WIDE: rows_cut(table),
        TEXT: ~has_amount & ~has_day,
        NO_CUSTOMER: ~is_named,
        OTHER_CURRENCY: money.is_other,
        BAD_AMOUNT: bad_amount,
        BAD_DAY: (calendar.is_bad(status) | (filled & ~has_day)) & (counts | ~has_day),
        LEFT: status == LEAVE,
        NO_STATUS: status == "",
        NO_DAY: ~has_day | (counts & np.isnat(closed)),
        TO_COME: (status == WON) & (closed > today),
    }
    kept, left_out = np.ones(rows, bool), []
    for reason, applies in reasons.items():
        out = np.flatnonzero(kept & applies)
        if out.size:
            left_out.append(LeftOut(tuple(table.numbers[row] for row in out), reason))
        kept[out] = False
    return kept, sorted(left_out, key=lambda one: one.rows[0])


def rows_cut(table: Table) -> NDArray[np.bool_]:
    """Rows of a text with something beyond the last header: an amount, perhaps, was cut in two at its comma."""
    width = max((place for place, header in enumerate(table.headers, 1) if header), default=0)
    found = [not table.sheet and any(str(cell).strip() for cell in row[width:]) for row in table.rows]
    return np.array(found, bool)


def _totals(table: Table, has_day, is_named, has_amount) -> NDArray[np.bool_]:
    """Rows without a day that say so in their first words, or have nothing but an amount."""
    found = np.zeros(len(table.rows), bool)
    for row in np.flatnonzero(~has_day):
        texts = [cell.strip() for cell in table.rows[row] if isinstance(cell, str) and cell.strip()]
        numbers = sum(isinstance(cell, float) for cell in table.rows[row])
        alone = has_amount[row] and not is_named[row] and len(texts) + numbers == 1
        found[row] = alone or any(is_total(text) for text in texts[:3])
    return found
