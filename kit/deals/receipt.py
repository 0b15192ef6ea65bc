"""What a reading says about itself: the columns it took, the questions it has, and the receipt. Plain data, said by whoever shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kit.deals.book import Deals
from kit.messages import Finding, Message, _

Progress = Callable[[float], None]  # is told the share that is done, 0 to 1

FIELDS = {  # what a column can mean
    "customer": _("customer"),
    "customer_number": _("number of the customer"),
    "amount": _("amount"),
    "currency": _("currency"),
    "closed": _("day of the order (closed)"),
    "won_on": _("day on which it was won"),
    "lost_on": _("day on which it was lost"),
    "created": _("day on which it was created"),
    "status": _("status (won, lost, open)"),
    "kind": _("new or existing customer"),
    "id": _("number of the deal"),
    "owner": _("seller"),
}
ALL_READ = _("{rows} rows read, {deals} deals, none left out.")
READ = _("{rows} rows read, {deals} deals, {out} left out ({why}).")
ROW_OUT, ROWS_OUT = _("row {rows}: {reason}"), _("rows {rows}: {reason}")
MANY_OUT = _("rows {rows} and {more} more: {reason}")
MOST_SHOWN = 8
NO_COLUMN = "none"  # the answer that no column is meant


@dataclass(frozen=True)
class Choice:
    """One answer to a question: its key, and what it says."""

    key: str
    label: Finding


@dataclass(frozen=True)
class Question:
    """One doubt. `examples` are cells as they stand in the file (at most five); `taken` is the answer with which the reading goes on,
    None while it cannot; `is_answered` says whether the caller gave it."""

    key: str
    text: Finding
    choices: tuple[Choice, ...]
    examples: tuple[str, ...] = ()
    taken: str | None = None
    is_answered: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing can be read before it is answered."""
        return self.taken is None


@dataclass(frozen=True)
class Answers:
    """What the caller has decided. `columns`: fields of `FIELDS` and the number of the column for each, None for no column; the rest is
    mapped by the alias table. `given`: answers by the key of their question. `owners`: whether the seller's column is read at all."""

    columns: Mapping[str, int | None] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    owners: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the table: its number from 0, its header, what it is taken for (a key of `FIELDS`, or None: dropped) and, if nothing is
    known of it, what its header resembles."""

    number: int
    header: str
    field: str | None = None
    did_you_mean: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no deals: where they stand in the file, from 1, and why."""

    rows: tuple[int, ...]
    reason: Message


@dataclass(frozen=True)
class Receipt:
    """What was read: rows below the header, deals among them, the rest with its reason; `notes` say how it was read and what was taken for granted."""

    rows: int
    deals: int
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Finding, ...] = ()

    def sentences(self) -> tuple[Finding, ...]:
        """The receipt as sentences: "44 rows read, 42 deals, 2 left out (rows 41, 42: totals)"."""
        out = sum(len(one.rows) for one in self.left_out)
        counts = {"rows": self.rows, "deals": self.deals, "out": out}
        if not out:
            return (Finding(ALL_READ, counts), *self.notes)
        parts = Message("; ".join("{part%d}" % place for place in range(len(self.left_out))))  # noqa: UP031
        why = Finding(parts, {f"part{place}": _rows_said(one) for place, one in enumerate(self.left_out)})
        return (Finding(READ, {**counts, "why": why}), *self.notes)


def _rows_said(left_out: LeftOut) -> Finding:
    shown = Message(", ".join(map(str, left_out.rows[:MOST_SHOWN])))
    values = {"rows": shown, "reason": left_out.reason, "more": len(left_out.rows) - MOST_SHOWN}
    if len(left_out.rows) == 1:
        return Finding(ROW_OUT, values)
    return Finding(ROWS_OUT if len(left_out.rows) <= MOST_SHOWN else MANY_OUT, values)


@dataclass(frozen=True, eq=False)
class Reading:
    """One try at a file: the sheet and the row (from 1) of the headers, the columns, the questions, the receipt, and the deals once no
    question is open. `names` are the customers by their numbers: in memory only, for whoever looks a number up, and never to be stored."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    receipt: Receipt
    deals: Deals | None = None
    names: tuple[str, ...] = field(default=(), repr=False)
