"""What files are called that people keep, and what groups are called where their names are nobody's business."""

import datetime
import re
import unicodedata
from dataclasses import replace

from kit.groups import Session
from kit.messages import _
from kit.wording import Language

NUMBERED = _("Group {number}")
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


def numbered(words: Language, session: Session) -> Session:
    """The same session with numbers for names, in the order in which the groups came."""
    called = (words.say(NUMBERED, number=number) for number in range(1, len(session.groups) + 1))
    groups = (replace(one, name=name) for one, name in zip(session.groups, called, strict=True))
    return replace(session, groups=tuple(groups))


def _plain(text: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", text).strip("-")
