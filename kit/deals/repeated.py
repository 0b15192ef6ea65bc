"""Deals that stand in the table more than once: by their number, or whole rows where there is no number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kit.deals.receipt import Answers, Choice, LeftOut, Question
from kit.deals.table import Table
from kit.messages import Finding, _

SAME_ID_ASK = _("{count} rows repeat the number of another deal (“{header}”). How do they count?")
SAME_ROW_ASK = _("{count} rows are the same as another one, cell by cell. How do they count?")
ONCE, ADD, EACH = (
    _("each deal once, by its first row"),
    _("one deal, its amounts added up"),
    _("each row is a deal of its own"),
)
REPEATED, ADDED = _("repeats another row"), _("added to the first row of the deal")


@dataclass(eq=False)
class Repeated:
    """Which rows are deals now, their amounts (rows,), the question and the rows that were left out."""

    kept: NDArray[np.bool_]
    values: NDArray[np.float64]
    questions: list[Question] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def repeated(
    table: Table, chosen: Mapping[str, int], answers: Answers, kept: NDArray[np.bool_], values: NDArray[np.float64]
) -> Repeated:
    """What becomes of deals that stand there more than once."""
    made = Repeated(kept.copy(), values)
    firsts: dict[object, int] = {}
    again: dict[int, int] = {}
    by_id = "id" in chosen
    for row in np.flatnonzero(kept).tolist():
        cells = table.rows[row]
        key = _id(cells[chosen["id"]] if chosen["id"] < len(cells) else "") if by_id else tuple(cells)
        if key in ("", ()):
            continue
        first = firsts.setdefault(key, row)
        if first != row:
            again[row] = first
    if not again:
        return made
    given = answers.given.get("repeated")
    taken = given if given in (("once", "add", "each") if by_id else ("once", "each")) else None
    choices = [Choice("once", Finding(ONCE)), Choice("add", Finding(ADD)), Choice("each", Finding(EACH))]
    header = table.headers[chosen["id"]] if by_id else ""
    text = (
        Finding(SAME_ID_ASK, {"count": len(again), "header": header})
        if by_id
        else Finding(SAME_ROW_ASK, {"count": len(again)})
    )
    examples = tuple(" | ".join(str(cell) for cell in table.rows[row])[:100] for row in list(again)[:5])
    choices = tuple(choices if by_id else choices[::2])
    made.questions.append(Question("repeated", text, choices, examples, taken, taken is not None))
    if taken in ("once", "add"):
        made.kept[list(again)] = False
        numbers = tuple(table.numbers[row] for row in again)
        made.left_out.append(LeftOut(numbers, ADDED if taken == "add" else REPEATED))
    if taken == "add":
        made.values = values.copy()
        for row, first in again.items():
            made.values[first] = np.nansum([made.values[first], values[row]])
    return made


def _id(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell
