"""From the bytes of a text file to rows: which letters they stand for, and what stands between two cells."""

import contextlib
import csv
import io
import re
from collections import Counter
from itertools import islice

from kit.deals.alias import known_headers
from kit.deals.receipt import Progress

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OLD = ("cp1252", "cp850", "mac_roman")  # where the first fits as well as another one, it is taken
COMMON = re.compile(r"(?<=[A-Za-zäöüÄÖÜß])[äöüßéèêëàâçñåøæôîï]|[ÄÖÜÉØÅ](?=[a-zA-Zäöü])|€")
DELIMITERS = ";,\t|"
SAMPLE_LINES = 400
SEPARATOR = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
WIDE_GAP = 2  # blanks between two columns of a list without delimiters


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, else the old encoding in which most letters make words.

    Lines of a file that was put together from several are read one by one.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    if wide := _wide(content):
        return content.decode(wide, errors="replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    lines = content.splitlines(keepends=True)
    foreign = [line for line in lines if not line.isascii()]
    older = [line for line in foreign if not _is_utf8(line)]
    old = max(OLD, key=lambda one: _words(b"".join(older[:2000]), one))
    if len(older) == len(foreign):
        return content.decode(old, errors="replace"), old
    said = (line.decode("utf-8" if _is_utf8(line) else old, errors="replace") for line in lines)
    return "".join(said), f"utf-8, {old}"


def _wide(content):
    """UTF-16 without a mark: every second byte is empty."""
    start = content[:2000]
    if len(start) > 8 and start[1::2].count(0) > 0.4 * len(start):
        return "utf-16-le"
    return "utf-16-be" if len(start) > 8 and start[::2].count(0) > 0.4 * len(start) else ""


def _is_utf8(line):
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _words(content, encoding):
    """How many letters of German, French or Nordic words, less what is no letter at all."""
    text = content.decode(encoding, errors="replace")
    return len(COMMON.findall(text)) - 2 * text.count("\ufffd")


def rows_of(text: str, progress: Progress) -> tuple[list[list[str]], str]:
    """The rows of a text file and its delimiter, which the first line may say (`sep=;`)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, below = text.partition("\n")
    said = SEPARATOR.match(first.lstrip("\ufeff"))
    if said:
        return [[], *_split(below, said[1], progress)], said[1]
    delimiter, known = _delimiter(text)
    if known < 2 and (inner := _unquoted(text)):
        return rows_of(inner, progress)
    if known < 2:
        below = _by_position(text)
        if not delimiter or max(known_headers(row) for row in below[:60]) > known:
            return below, ""
    return _split(text, delimiter, progress), delimiter


def _unquoted(text):
    """The text of a file whose lines were quoted whole, as Excel does to a CSV that it has read as one column; else nothing."""
    lines = text.strip("\n").split("\n")
    if not all(line.startswith('"') and line.endswith('"') and len(line) > 2 for line in lines):
        return ""
    whole = [row[0] for row in csv.reader(lines, delimiter="\0") if row]
    return (
        "\n".join(whole)
        if len(whole) == len(lines) and any(set(DELIMITERS) & set(row) for row in whole) and whole != lines
        else ""
    )


def _delimiter(text):
    """What most headers lie between, or else what cuts most lines into the same number of cells; nothing if it cuts none; and how many headers."""
    lines = list(islice(io.StringIO(text), SAMPLE_LINES))
    best, best_score = "", (0, 0, 0)
    for one in DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=one) if len(row) > 1]
        if rows:
            width, count = Counter(map(len, rows)).most_common(1)[0]
            score = (max(known_headers(row) for row in rows[:60]), count, width)
            best, best_score = (one, score) if score > best_score else (best, best_score)
    return best, best_score[0]


def _split(text, delimiter, progress):
    """Rows by the delimiter; where a quotation mark is never closed, with such marks as text if that makes more rows alike."""
    try:
        return _rows(text, delimiter, progress, strict=True)
    except csv.Error:
        found = []
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            with contextlib.suppress(csv.Error):  # a cell without end
                found.append(_rows(text, delimiter, progress, quoting=quoting))
        return max(found, key=_alike)


def _rows(text, delimiter, progress, **dialect):
    total, rows = text.count("\n") + 1, []
    for count, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, **dialect)):
        rows.append(row)
        if count % 20_000 == 0:
            progress(min(1.0, count / total))
    return rows


def _alike(rows):
    """How many rows have the commonest width of more than one cell."""
    return max(Counter(len(row) for row in rows if len(row) > 1).values(), default=0)


def _by_position(text):
    """Rows of a list whose columns stand below each other: cut where (almost) all lines are blank for two places."""
    lines = [line.expandtabs(8).rstrip() for line in text.split("\n")]
    full = [line for line in lines if len(line.split("  ")) > 2]
    if not full:
        return [[line] for line in lines]
    width = max(map(len, full))
    used = Counter(place for line in full for place, sign in enumerate(line) if sign != " ")
    blank = [used[place] <= 0.01 * len(full) for place in range(width)]
    starts = [p for p in range(width) if not blank[p] and all(blank[max(0, p - WIDE_GAP) : p])]
    ends = [*starts[1:], None]
    return [[line[a:b].strip() for a, b in zip(starts, ends, strict=True)] if line else [] for line in lines]
