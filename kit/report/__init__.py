"""The report to take home: one page to print, and the same decisions and results as a table for a spreadsheet."""

import datetime
import re
import unicodedata

from kit.report.page import report_page
from kit.report.table import report_table

__all__ = ["file_name", "report_page", "report_table"]

KIT = "pair-selling"
LONGEST_STEM = 60
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def file_name(title: str, today: datetime.date, ending: str) -> str:
    """A file name that every system takes: the title (or the kit's name) in plain letters, the date, the ending.

    >>> file_name("Vertrieb: Übung 3/4", datetime.date(2026, 3, 9), "html")
    'Vertrieb-Uebung-3-4-2026-03-09.html'
    """
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", title).translate(SPELLED))
    stem = _plain(re.sub("[\u0300-\u036f]", "", spelled))[:LONGEST_STEM].strip("-")
    return f"{stem or KIT}-{today.isoformat()}.{_plain(ending) or 'txt'}"


def _plain(text: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", text).strip("-")
