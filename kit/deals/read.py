"""Reads a table of deals: finds it, maps its columns, converts them one by one, asks where there is doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kit.deals.amounts import Amounts, amounts
from kit.deals.book import EXISTING, LOST, NEW, OPEN, WON, Deals
from kit.deals.calendar import Calendar, calendar
from kit.deals.customers import Customers, customers
from kit.deals.left_out import rows_cut, rows_left_out
from kit.deals.mapping import columns_of
from kit.deals.money import Money, money
from kit.deals.notes import notes_of
from kit.deals.opened import Opened, open_file
from kit.deals.receipt import Answers, Choice, Progress, Question, Reading, Receipt
from kit.deals.repeated import Repeated, repeated
from kit.deals.stages import LEAVE, STAGE_CHOICES, kinds, stages
from kit.deals.table import Table, tables
from kit.errors import KitError
from kit.messages import Finding, _
from kit.places import datasets

SHEET_ASK = _("Several sheets hold a table of deals. Which one is meant?")
SHEET, ALL_SHEETS = _("{name} ({count} rows)"), _("all of them, below each other")
ALL = "all"
BLANK_STAGE_ASK = _("{count} rows say nothing about their status. Are these deals won, lost or still open?")
CUT = _("In “{file}” the rows have more cells than there are headers: the commas within amounts cut them in two. Right would be an export with semicolons or as xlsx.")  # fmt: skip
NO_DEALS = _("No deal could be read from “{file}”: {rows} rows, and in none of them a customer with a day. Right would be one row for each deal with customer, day and amount.")  # fmt: skip
ONLY_OPEN = _("All {count} deals in “{file}” are open or lost. Right would be an export that has the won deals, too, best of several years.")  # fmt: skip
ONE_CUSTOMER = _("All {count} won deals in “{file}” belong to one customer. Right would be an export of all customers, with the customer’s name or number in a column.")  # fmt: skip


def read(
    opened: Opened, answers: Answers | None = None, progress: Progress = lambda _share: None, today: date | None = None
) -> Reading:
    """Read an opened file with the answers given so far; `reading.deals` is there once no question is open.

    Questions of one reading do not depend on each other: what can only be asked later (the stage words of a column that is not chosen yet)
    comes with the next reading. Raises `KitError` if there is no table of deals in the file or none is left.
    """
    answers = answers or Answers()
    table, questions = _chosen_table(tables(opened), answers)
    chosen, columns, asked = columns_of(table, answers)
    questions += asked
    progress(0.1)
    parts = _Parts(opened, table, chosen, answers, np.datetime64(today or date.today(), "D"))
    questions += parts.convert(progress)
    done = not any(question.is_open for question in questions)
    if not done:
        receipt = Receipt(len(table.rows), 0)
        return Reading(table.sheet, table.header_row, columns, tuple(questions), receipt)
    deals, names, receipt, more = parts.deals()
    progress(1.0)
    questions += more
    if any(question.is_open for question in more):
        return Reading(table.sheet, table.header_row, columns, tuple(questions), Receipt(len(table.rows), 0))
    return Reading(table.sheet, table.header_row, columns, tuple(questions), receipt, deals, names)


def example() -> Opened:
    """The invented firm that comes with the kit (`datasets/deals.csv`), opened."""
    path = datasets() / "deals.csv"
    return open_file(path.name, path.read_bytes())


def _chosen_table(found: list[Table], answers: Answers) -> tuple[Table, list[Question]]:
    """The table that is meant, and the question which one."""
    if len(found) == 1:
        return found[0], []
    by_name = {one.sheet: one for one in found}
    choices = [Choice(name, Finding(SHEET, {"name": name, "count": len(one.rows)})) for name, one in by_name.items()]
    is_same = len({one.headers for one in found}) == 1
    if is_same:
        choices.append(Choice(ALL, Finding(ALL_SHEETS)))
    given = answers.given.get("sheet")
    taken = given if given in by_name or (given == ALL and is_same) else None
    question = Question("sheet", Finding(SHEET_ASK), tuple(choices), (), taken, taken is not None)
    if taken == ALL:
        first = found[0]
        numbers = [number for one in found for number in one.numbers]
        rows = [row for one in found for row in one.rows]
        return Table(first.sheet, first.header_row, first.headers, numbers, rows), [question]
    return by_name[taken] if taken else max(found, key=lambda one: len(one.rows)), [question]


@dataclass(eq=False)
class _Parts:
    """The columns of one table while they are converted."""

    opened: Opened
    table: Table
    chosen: Mapping[str, int]
    answers: Answers
    today: np.datetime64

    def convert(self, progress: Progress) -> list[Question]:
        """Convert what can be converted; the questions of the columns."""
        questions: list[Question] = []
        self.calendar: Calendar = calendar(self.table, self.chosen, self.answers, self.opened.epoch_days)
        questions += self.calendar.questions
        progress(0.5)
        self.amounts: Amounts | None = None
        if "amount" in self.chosen:
            header = self.table.headers[self.chosen["amount"]]
            cells = self.table.column(self.chosen["amount"])
            self.amounts = amounts(header, cells, self.answers)
            questions += [question for question in self.amounts.questions if question.key]
        progress(0.7)
        self.has_day = self.calendar.has_day
        self.has_amount = (
            np.zeros(len(self.table.rows), bool) if self.amounts is None else ~np.isnan(self.amounts.values)
        )
        self.customers: Customers = customers(self.table, self.chosen, self.answers, self.has_day, self.has_amount)
        questions += self.customers.questions
        self.status, asked = self._status()
        questions += asked
        self.money: Money = money(
            self.table, self.chosen, self.answers, self.amounts, self.opened.currency, self.has_day
        )
        questions += self.money.questions
        progress(0.8)
        return questions

    def _status(self) -> tuple[NDArray[np.str_], list[Question]]:
        """The stage of each row; where there is no column for it, from the days on which deals were won and lost, or all are won."""
        rows = len(self.table.rows)
        won_on, lost_on = (self.calendar.is_there(name) for name in ("won_on", "lost_on"))
        if "status" in self.chosen:
            number = self.chosen["status"]
            found, questions = stages(self.table.headers[number], self.table.column(number), self.answers)
            asked = {question.key for question in questions if question.is_open}
            found = np.where((found == "") & won_on, WON, np.where((found == "") & lost_on, LOST, found))
            blank = (
                (found == "")
                & self.has_day
                & self.customers.is_named
                & np.array([not str(cell).strip() for cell in self.table.column(number)])
            )
            if blank.any() and not asked:
                given = self.answers.given.get("stage_blank")
                taken = given if given in (WON, LOST, OPEN, LEAVE) else None
                text = Finding(BLANK_STAGE_ASK, {"count": int(blank.sum())})
                questions.append(Question("stage_blank", text, STAGE_CHOICES, (), taken, taken is not None))
                found = np.where(blank, taken or "", found)
            return found, questions
        if "won_on" in self.chosen:
            return np.where(won_on, WON, np.where(lost_on, LOST, OPEN)), []
        return np.full(rows, WON), []

    def deals(self) -> tuple[Deals, tuple[str, ...], Receipt, list[Question]]:
        """The deals, the customers' names by their numbers, the receipt, and what can only be asked now."""
        closed = self.calendar.closed(self.status)
        kept, left_out = rows_left_out(
            self.table, self.calendar, self.customers, self.amounts, self.money, self.status, closed, self.today
        )
        values = (
            np.full(len(self.table.rows), np.nan) if self.amounts is None else self.amounts.values * self.money.factor
        )
        again: Repeated = repeated(self.table, self.chosen, self.answers, kept, values)
        kept, values = again.kept, again.values
        rows = np.flatnonzero(kept)
        self._check(rows)
        number, names = self.customers.numbered(rows)
        kind, is_derived = self._kinds(rows, number, closed)
        days = np.concatenate([self.calendar.day("created")[rows], closed[rows][self.status[rows] != OPEN]])
        days = days[~np.isnat(days) & (days <= self.today)]
        deals = Deals(
            row=np.array(self.table.numbers, np.int64)[rows],
            customer=number,
            created=self.calendar.day("created")[rows],
            closed=closed[rows],
            status=self.status[rows],
            amount=values[rows],
            kind=kind,
            currency=self.money.currency,
            as_of=days.max(),
            is_kind_derived=is_derived,
            is_status_known="status" in self.chosen or "won_on" in self.chosen,
            precision_days=self.calendar.precision_days,
            owner=self._owners(rows),
        )
        receipt = Receipt(
            len(self.table.rows),
            len(deals),
            (*left_out, *again.left_out),
            notes_of(
                self.opened,
                self.table,
                self.chosen,
                self.calendar,
                self.amounts,
                self.money,
                deals,
                self.kinds_unknown,
                self.status[rows],
            ),
        )
        return deals, names, receipt, again.questions

    def _check(self, rows):
        """Raise `KitError` where what is left says nothing about customers."""
        is_won = self.status[rows] == WON
        if not rows.size and rows_cut(self.table).all():
            raise KitError(CUT, file=self.opened.name)
        if not rows.size:
            raise KitError(NO_DEALS, file=self.opened.name, rows=len(self.table.rows))
        if not is_won.any():
            raise KitError(ONLY_OPEN, file=self.opened.name, count=int(rows.size))
        if len({self.customers.keys[row] for row in rows[is_won]}) == 1:
            raise KitError(ONE_CUSTOMER, file=self.opened.name, count=int(is_won.sum()))

    def _kinds(self, rows, customer, closed) -> tuple[NDArray[np.str_], bool]:
        """New or existing (deals,): as the file says, else new up to the first won order of the customer; open ones as it is now."""
        said = np.full(rows.size, "", dtype="<U8")
        if "kind" in self.chosen:
            cells = self.table.column(self.chosen["kind"])
            said = kinds([cells[row] for row in rows])[0].astype("<U8")
        self.kinds_unknown = int((said == "").sum()) if "kind" in self.chosen else 0
        if (said != "").all():
            return said, False
        day, is_won = closed[rows], self.status[rows] == WON
        order = np.lexsort((rows, day))  # a day before another one, then as they stand in the file
        first = np.full(customer.max() + 1, -1)
        for place in order[is_won[order] & ~np.isnat(day[order])][::-1]:
            first[customer[place]] = place
        first_day = np.where(first >= 0, day[first], np.datetime64("NaT"))[customer]
        is_later = np.where(self.status[rows] == OPEN, first[customer] >= 0, day > first_day)
        is_new = np.where(is_won, first[customer] == np.arange(rows.size), ~is_later)
        derived = np.where(is_new, NEW, EXISTING)
        return np.where(said == "", derived, said), bool((said == "").all())

    def _owners(self, rows) -> NDArray[np.int64] | None:
        """Sellers as numbers in random order, -1 for nobody; None unless they were asked for."""
        if "owner" not in self.chosen:
            return None
        cells = self.table.column(self.chosen["owner"])
        texts = [str(cells[row]).strip() for row in rows]
        people = sorted({text for text in texts if text})
        mixed = np.random.default_rng().permutation(len(people))
        numbers = {text: int(mixed[place]) for place, text in enumerate(people)} | {"": -1}
        return np.array([numbers[text] for text in texts], np.int64)
