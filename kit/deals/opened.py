"""From the bytes of a file to sheets of cells. Text stays text; in a workbook, numbers and dates stay what they are."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kit.deals.receipt import Progress
from kit.deals.text import decoded, rows_of
from kit.errors import KitError
from kit.messages import _

Cell = str | float | datetime
MOST_BYTES = 50_000_000
MOST_ROWS = 300_000
MOST_UNPACKED = 800_000_000  # bytes

EMPTY = _("“{file}” is empty. Right would be an export with one row for each deal: CSV, Excel (xlsx, xls) or ods.")
TOO_LARGE = _(
    "“{file}” has {size} MB; the page reads up to {limit} MB. Right would be an export of fewer years or fewer columns."
)
TOO_LONG = _("“{file}” has more than {limit} rows. Right would be an export of fewer years.")
LOCKED = _("“{file}” is protected by a password. Right would be the same file saved without one.")
WEB_PAGE = _(
    "“{file}” is a web page and no workbook, whatever its name says. Right would be: open it in Excel or LibreOffice and save it as xlsx or CSV."
)
NO_TABLE_FILE = _(
    "“{file}” is {kind} and holds no table. Right would be an export with one row for each deal: CSV, Excel (xlsx, xls) or ods."
)
BROKEN = _("“{file}” looks like a workbook but cannot be opened: it is damaged or of another kind. Right would be xlsx or CSV, saved anew.")  # fmt: skip
PICTURE, PDF, ARCHIVE, OTHER, DOCUMENT = (
    _("a picture"),
    _("a PDF"),
    _("an archive"),
    _("no text"),
    _("a text document or a presentation"),
)

KINDS = ((b"\x89PNG", PICTURE), (b"\xff\xd8\xff", PICTURE), (b"GIF8", PICTURE), (b"BM", PICTURE), (b"II*\0", PICTURE), (b"RIFF", PICTURE), (b"%PDF", PDF), (b"\x1f\x8b", ARCHIVE), (b"7z\xbc\xaf", ARCHIVE), (b"Rar!", ARCHIVE))  # fmt: skip
TAGS = re.compile(rb"^\s*<(!doctype html|html|head|table|meta|body|\?xml|style|div)", re.IGNORECASE)
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
MAC_DAYS = 1462  # from 1900 to 1904
SIGNS = (("€", "EUR"), ("CHF", "CHF"), ("£", "GBP"), ("EUR", "EUR"), ("USD", "USD"), ("GBP", "GBP"), ("$", "USD"))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table as it stands in the file: rows of cells, of any lengths; row 1 of the file is the first."""

    name: str
    rows: list[list[Cell]] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Opened:
    """A file that was opened: its sheets and how they were found. `encoding` and `delimiter` are empty for a workbook, `currency` (of the
    formats of its numbers) for a text, and `epoch_days` is what its bare day numbers lack (1462 in a workbook of an old Mac)."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    currency: str = ""
    epoch_days: int = 0


def open_file(name: str, content: bytes, progress: Progress = lambda _share: None) -> Opened:
    """Open CSV, TSV, a text list, xlsx, xls, xlsb or ods. What it is, the content says, not the name.

    Raises `KitError` for what is none of these, empty, protected by a password, or larger than 50 MB or 300,000 rows.
    """
    if len(content) > MOST_BYTES:
        size = round(len(content) / 1e6)
        raise KitError(TOO_LARGE, file=name, size=size, limit=MOST_BYTES // 1_000_000)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise KitError(EMPTY, file=name)
    if content.startswith((OLE, ZIP)):
        return _workbook(name, content, progress)
    for start, kind in KINDS:
        if content.startswith(start):
            raise KitError(NO_TABLE_FILE, file=name, kind=kind)
    text, encoding = decoded(content)
    if TAGS.match(text[:200].encode()):
        raise KitError(WEB_PAGE, file=name)
    if sum(sign < " " and sign not in "\t\r\n\f" for sign in text[:4000]) > 0.02 * min(len(text), 4000):
        raise KitError(NO_TABLE_FILE, file=name, kind=OTHER)
    if text.count("\n") > 8 * MOST_ROWS:  # with line breaks within cells a row may have several lines
        raise KitError(TOO_LONG, file=name, limit=MOST_ROWS)
    rows, delimiter = rows_of(text.replace("\0", ""), progress)
    if len(rows) > MOST_ROWS + 100:
        raise KitError(TOO_LONG, file=name, limit=MOST_ROWS)
    return Opened(name, (Sheet("", rows),), encoding, delimiter)  # pyright: ignore[reportArgumentType]


def _workbook(name: str, content: bytes, progress: Progress) -> Opened:
    # Imported here, because a page that opens no workbook needs none of it.
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    currency, epoch_days = _formats(name, content) if content.startswith(ZIP) else ("", 0)
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise KitError(LOCKED, file=name)
    try:
        book = load_workbook(io.BytesIO(content))
        shown = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        sheets = []
        for count, one in enumerate(shown):
            sheet = book.get_sheet_by_name(one)
            if (sheet.end or (0,))[0] >= MOST_ROWS + 100:  # the last row, from 0
                raise KitError(TOO_LONG, file=name, limit=MOST_ROWS)
            sheets.append(Sheet(one, [list(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]))
            progress((count + 1) / len(shown))
    except PasswordError as error:
        raise KitError(LOCKED, file=name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise KitError(BROKEN, file=name) from error
    if not any(sheet.rows for sheet in sheets):
        raise KitError(EMPTY, file=name)
    return Opened(name, tuple(sheets), currency=currency, epoch_days=epoch_days)


def _cell(value) -> Cell:
    if isinstance(value, (str, datetime)):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return "" if value is None else str(value) if not isinstance(value, timedelta) else value.total_seconds() / 86_400


def _formats(name: str, content: bytes) -> tuple[str, int]:
    """Of an xlsx: the one currency in which its numbers are shown, or nothing, and the days its calendar lacks."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            files = set(book.namelist())
            if sum(one.file_size for one in book.infolist()) > MOST_UNPACKED:
                raise KitError(TOO_LONG, file=name, limit=MOST_ROWS)
            if any(one.startswith(("word/", "ppt/")) for one in files):
                raise KitError(NO_TABLE_FILE, file=name, kind=DOCUMENT)
            if "content.xml" not in files and not any(one.startswith("xl/") for one in files):
                raise KitError(NO_TABLE_FILE, file=name, kind=ARCHIVE)
            styles, workbook = (
                book.read(one).decode("utf-8", errors="replace") if one in files else ""
                for one in ("xl/styles.xml", "xl/workbook.xml")
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise KitError(BROKEN, file=name) from error
    used = set(re.findall(r'<xf [^>]*numFmtId="(\d+)"', styles.partition("<cellXfs")[2].partition("</cellXfs")[0]))
    formats = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    formats |= {b: a for a, b in re.findall(r'<numFmt formatCode="([^"]*)" numFmtId="(\d+)"', styles)}
    said = {_sign(text) for number, text in formats.items() if number in used} - {""}
    is_mac = re.search(r'date1904="(1|true)"', workbook) is not None
    return (said.pop() if len(said) == 1 else ""), MAC_DAYS * is_mac


def _sign(text: str) -> str:
    """The currency of a number format; `[$-407]` is a language and none."""
    text = re.sub(r"\[\$-[^\]]*\]", "", text)
    return next((code for sign, code in SIGNS if sign in text), "")
