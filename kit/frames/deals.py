"""A firm's own deals as a table: read from any export, without names, and its cohorts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kit.asked import language_asked, listed, plainly
from kit.deals import cohorts as own
from kit.deals.alias import plain
from kit.deals.book import Deals
from kit.deals.opened import open_file
from kit.deals.read import read
from kit.deals.receipt import FIELDS, Answers, Question
from kit.deals.table import tables
from kit.errors import KitError
from kit.messages import Message, _
from kit.wording import Language

NO_FILE = _("“{file}” cannot be read: {reason}. Right would be the path of an export: CSV, Excel (xlsx, xls) or ods.")
STILL_OPEN = _("“{file}”: {question} Answer with {key}=…, one of: {choices}.")
NO_FIELD = _("A column cannot mean “{name}”; it can mean {names}.")
NO_COLUMN = _("There is no column “{name}”; there are {names}.")
NO_ANSWER = _("“{name}” is no question about this file; questions are {names}.")
NOT_DEALS = _("This is no table of deals: {names} are missing. Right would be what kit.read_deals(path) gives.")
COLUMNS = ("row", "customer", "created", "closed", "status", "kind", "amount")


@plainly
def read_deals(
    path: Any,
    *,
    columns: Mapping[str, str | None] | None = None,
    owners: bool = False,
    language: str | None = None,
    **answers: str,
) -> pd.DataFrame:
    """The deals of an export (CSV, TSV, text list, xlsx, xls, xlsb, ods), one a row, without any name.

    Columns: `row` (where it stands in the file, from 1), `customer` (a number in random order, anew at each call), `created`, `closed`
    (days; of an open deal a hope), `status` ("won", "lost", "open"), `kind` ("new", "existing"), `amount` (in the currency of
    `.attrs["currency"]`), and with `owners=True` `owner` (a number, -1 for none). `.attrs["receipt"]` says what was read and left out.
    `columns` maps meanings to headers where the alias table is wrong: `columns={"amount": "Net"}`, None for no column.

    What can be read in two ways is a `KitError` that says the question, the name to answer it by, and the answers:
    `kit.read_deals(path, dates_slash="day", currency="EUR")`. Others are raised for files that hold no deals.

    >>> import kit
    >>> from kit.places import datasets
    >>> deals = kit.read_deals(datasets() / "deals.csv")
    >>> deals.attrs["currency"], len(deals)
    ('EUR', 1100)
    """
    words = Language(language_asked(language))
    try:
        content = Path(path).read_bytes()
    except (OSError, TypeError, ValueError) as error:
        raise KitError(NO_FILE, file=str(path)[:80], reason=str(getattr(error, "strerror", None) or error)) from error
    opened = open_file(Path(path).name, content)
    chosen = _columns(tables(opened)[0].headers, columns or {})
    reading = read(opened, Answers(chosen, answers, owners))
    for question in reading.questions:
        if question.is_open:
            raise KitError(
                STILL_OPEN,
                file=opened.name,
                question=question.text,
                key=Message(question.key),
                choices=_choices(question, words),
            )
    unknown = [name for name in answers if name not in {question.key for question in reading.questions}]
    if unknown and not _was_column(unknown[0], answers):
        names = listed(question.key for question in reading.questions) or Message("–")
        raise KitError(NO_ANSWER, name=unknown[0], names=names)
    assert reading.deals is not None  # no question is open
    table = _table(reading.deals)
    table.attrs |= {"receipt": [words.say(one) for one in reading.receipt.sentences()]}
    return table


def _was_column(name: str, answers: Mapping[str, str]) -> bool:
    """Whether it is the answer which column is meant, or by which stage a word stands: with it, the question is gone."""
    return name.startswith(("column_", "dates_", "decimal", "stage_", "repeated", "totals")) and bool(answers[name])


def _choices(question: Question, words: Language) -> Message:
    return Message("; ".join(f'"{one.key}" ({words.say(one.label)})' for one in question.choices))


def _columns(headers: tuple[str, ...], columns: Mapping[str, str | None]) -> dict[str, int | None]:
    """The numbers of the columns asked for by their headers; raises `KitError`."""
    places = {plain(header): number for number, header in reversed(list(enumerate(headers))) if header}
    for name, header in columns.items():
        if name not in FIELDS:
            raise KitError(NO_FIELD, name=str(name)[:40], names=listed(FIELDS))
        if header is not None and plain(str(header)) not in places:
            raise KitError(NO_COLUMN, name=str(header)[:40], names=listed(header for header in headers if header))
    return {name: None if header is None else places[plain(header)] for name, header in columns.items()}


def _table(deals: Deals) -> pd.DataFrame:
    made = pd.DataFrame({name: getattr(deals, name) for name in COLUMNS})
    if deals.owner is not None:
        made["owner"] = deals.owner
    made.attrs = {"currency": deals.currency, "as_of": str(deals.as_of), "is_kind_derived": deals.is_kind_derived}
    return made


@plainly
def cohorts(deals: pd.DataFrame, *, language: str | None = None) -> pd.DataFrame:
    """How many customers of each year stay, from a table of `read_deals`: a row for each cohort and year.

    Columns: `cohort` (the year of the first won order), `year` (years since, 0 for the first), `customers` (still there: with an order in
    that year or later), `share` (of those of year 0), `is_sure` (False where an order may still come, so that it is no loss yet). Losses
    are derived from the last order. `.attrs["forecast"]`: the share still there after 0, 1, … 10 years by the shifted-beta-geometric model of
    all cohorts together, if they say enough. Raises `KitError` for another table, and if no deal was won.

    >>> import kit
    >>> from kit.places import datasets
    >>> table = kit.cohorts(kit.read_deals(datasets() / "deals.csv"))
    >>> table[table.year == 0].share.unique().tolist(), len(table.attrs["forecast"])
    ([1.0], 11)
    """
    language_asked(language)
    missing = [name for name in ("customer", "closed", "status") if name not in getattr(deals, "columns", ())]
    if missing:
        raise KitError(NOT_DEALS, names=listed(missing))
    found = own.cohorts(_deals(deals))
    rows = []
    for year, survivors, known in zip(found.years, found.survivors, found.known, strict=True):
        for since in np.flatnonzero(~np.isnan(survivors)).tolist():
            rows.append((int(year), since, int(survivors[since]), survivors[since] / survivors[0], since <= known))
    made = pd.DataFrame(rows, columns=["cohort", "year", "customers", "share", "is_sure"])
    try:
        made.attrs["forecast"] = own.forecast(found).share.tolist()
    except KitError as error:
        made.attrs["forecast_missing"] = str(error)
    return made


def _deals(table: pd.DataFrame) -> Deals:
    closed = table["closed"].to_numpy().astype("datetime64[D]")
    said = table.attrs.get("as_of")
    count, nothing = len(table), np.full(len(table), np.datetime64("NaT", "D"))
    days = closed[~np.isnat(closed)]
    return Deals(
        row=np.arange(1, count + 1),
        customer=pd.factorize(table["customer"])[0].astype(np.int64),
        created=nothing,
        closed=closed,
        status=table["status"].to_numpy().astype(str),
        amount=np.full(count, np.nan),
        kind=np.full(count, ""),
        currency="",
        as_of=np.datetime64(said, "D") if said else max(days, default=np.datetime64("1970-01-01", "D")),
    )
