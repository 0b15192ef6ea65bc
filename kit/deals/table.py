"""Finds the table in a sheet: the row of its headers, and below it the rows that may be deals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kit.deals.alias import known_headers, meaning
from kit.deals.opened import Cell, Opened, Sheet
from kit.errors import KitError
from kit.messages import _

LOOKED_AT = 80  # rows in which the headers are looked for
KNOWN_AT_LEAST = 2
DAYS = {"closed", "closed_else", "won_on"}  # a sheet without any of them is a pivot beside the list
RULE = re.compile(r"[-=_+|*.\s]*")

NO_TABLE = _(
    "“{file}” holds no table of deals: no row was found with headers such as customer, date and amount. Right would be an export with one row for each deal and the names of the columns above."
)
NO_ROWS = _("“{file}” has the headers of a table and no row below them. Right would be one row for each deal.")


@dataclass(frozen=True, eq=False)
class Table:
    """A table: the sheet it is on, the row (from 1) of its headers, the headers, and the rows below with their numbers (from 1)."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    numbers: list[int] = field(repr=False)
    rows: list[list[Cell]] = field(repr=False)

    def column(self, number: int) -> list[Cell]:
        """The cells of a column, "" where a row is too short."""
        return [row[number] if number < len(row) else "" for row in self.rows]


def tables(opened: Opened) -> list[Table]:
    """The tables of a file, one at most on each sheet. Raises `KitError` if there is none or all are empty."""
    found = [table for sheet in opened.sheets if (table := _table(sheet))]
    if not found:
        raise KitError(NO_TABLE, file=opened.name)
    full = [table for table in found if table.rows]
    if not full:
        raise KitError(NO_ROWS, file=opened.name)
    dated = [table for table in full if DAYS & {found[0] for header in table.headers if (found := meaning(header))}]
    return dated or full


def _table(sheet: Sheet) -> Table | None:
    top = sheet.rows[:LOOKED_AT]
    counts = [known_headers(row) for row in top]
    best = max(counts, default=0)
    place = counts.index(best) if counts else 0
    headers = [_text(cell) for cell in top[place]] if top else []
    pairs = [_together(above, below) for above, below in pairwise(top)]
    both = max((known_headers(pair) for pair in pairs), default=0)
    if both > best:
        place = next(at for at, pair in enumerate(pairs) if known_headers(pair) == both) + 1
        headers, best = pairs[place - 1], both
    if best < KNOWN_AT_LEAST:
        return None
    width = max(len(headers), max(map(len, sheet.rows[place + 1 : place + 200]), default=0))
    headers = [*headers, *[""] * (width - len(headers))]
    kept = [(at, row) for at, row in enumerate(sheet.rows[place + 1 :], place + 2) if _is_row(row, sheet.rows[place])]
    return Table(sheet.name, place + 1, tuple(headers), [at for at, _row in kept], [row for _at, row in kept])


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _together(above: Sequence[Cell], below: Sequence[Cell]) -> list[str]:
    """Two lines of headers as one: a merged heading stands over all columns up to the next one."""
    if sum(bool(_text(cell)) for cell in above) < 2:
        return [_text(cell) for cell in below]
    heading, made = "", []
    for place in range(max(len(above), len(below))):
        over = _text(above[place]) if place < len(above) else ""
        under = _text(below[place]) if place < len(below) else ""
        heading = over or heading
        whole = f"{heading} {under}".strip()
        made.append(whole if meaning(whole) or not under else under if meaning(under) or not over else whole)
    return made


def _is_row(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether anything is in a row that is not blank, a rule or the headers once more."""
    if row == header:
        return False
    if row and isinstance(row[0], str) and row[0][:1].isalnum():
        return True
    return any(not isinstance(cell, str) or not RULE.fullmatch(cell) or "*" in cell for cell in row)
