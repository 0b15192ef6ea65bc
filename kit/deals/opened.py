"""From the bytes of a file to sheets of cells. Text stays text; of workbooks, numbers and dates stay what they are."""

from dataclasses import dataclass, field
from datetime import datetime

from kit.deals.receipt import Progress

Cell = str | float | datetime
MOST_BYTES = 50_000_000
MOST_ROWS = 300_000


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table as it stands in the file: rows of cells, of any lengths; row 1 of the file is the first."""

    name: str
    rows: list[list[Cell]] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Opened:
    """A file that was opened: its sheets and how they were found (`encoding` and `delimiter` are empty for a workbook)."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""


def open_file(name: str, content: bytes, progress: Progress = lambda _share: None) -> Opened:
    """Open CSV, TSV, a text list, xlsx, xls, xlsb or ods. What it is, the content says, not the name.

    Raises `KitError` for what is none of these, empty, protected by a password, or larger than 50 MB or 300,000 rows.
    """
    raise NotImplementedError
