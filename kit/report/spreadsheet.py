"""Rows as CSV that a spreadsheet in the reader's language opens by a double click; nothing in it can become a formula."""

import csv
import io
from collections.abc import Iterable

from kit.contract import Said
from kit.messages import is_typed
from kit.typed import safe
from kit.wording import Language


def decimal(words: Language) -> str:
    """The mark before the decimals, as the spreadsheets of this language read it."""
    return words.locale.number_symbols["latn"]["decimal"]


def spreadsheet(words: Language, rows: Iterable[Iterable[Said]]) -> str:
    """The rows with a byte order mark; what people typed stays as it is, all else is said."""
    written, mark = io.StringIO(), "," if decimal(words) == "." else ";"
    cells = ([safe(_cell(words, one)) for one in row] for row in rows)
    csv.writer(written, delimiter=mark, lineterminator="\r\n").writerows(cells)
    return "\ufeff" + written.getvalue()


def _cell(words: Language, cell: Said) -> str:
    if isinstance(cell, float):
        return f"{cell:.6g}".replace(".", decimal(words))
    if isinstance(cell, int) or is_typed(cell):
        return str(cell)
    return words.said(cell) if cell else ""
