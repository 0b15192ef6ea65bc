"""What columns and their words are called: the alias table of `datasets/deal_columns.toml`, which trainers may add to."""

import difflib
import html
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache

from kit.errors import DatasetError
from kit.messages import _
from kit.places import datasets

UNREADABLE = _("datasets/{file} cannot be read: {reason}. Right would be the file as it came with the kit.")
FILE = "deal_columns.toml"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})
MONEY = re.compile(r"(?:^|[\s(\[,/_-])(?:in\s+)?(teur|tchf|t€|k€|keur|tsd\.?\s*(?:€|eur)?|mio\.?\s*(?:€|eur)?|m€|eur|euro|€|chf|sfr\.?|usd|us\$|\$|gbp|£|jpy)\s*[)\]]?\s*$")  # fmt: skip
CODES = {"€": "EUR", "euro": "EUR", "eur": "EUR", "chf": "CHF", "sfr": "CHF", "sfr.": "CHF", "usd": "USD", "us$": "USD", "$": "USD", "gbp": "GBP", "£": "GBP", "jpy": "JPY"}  # fmt: skip
ALIKE = 0.82


def plain(text: str) -> str:
    """Letters, digits, signs of money and % alone, small, ä as ae: two headers with the same are the same."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).casefold().translate(UMLAUTS)
    return re.sub(r"[^\w%€$£?]|_", "", text)


@cache
def table() -> dict:
    """The alias table as it stands in its file; raises `DatasetError`."""
    try:
        return tomllib.loads((datasets() / FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=FILE, reason=str(error).rstrip(".")) from error


@cache
def headers() -> dict[str, tuple[str, int]]:
    """Every known header in plain letters: what it means, and its rank there (0 first)."""
    found = {}
    for meaning, names in table()["columns"].items():
        for rank, name in enumerate(names):
            found.setdefault(plain(name), (meaning, rank))
    return found


@cache
def words(kind: str) -> frozenset[str]:
    """The known words of a kind (won, lost, open, new, existing, total, blank) in plain letters."""
    return frozenset(plain(word) or word for word in table()["words"][kind])


@cache
def _prefix() -> re.Pattern[str]:
    names = "|".join(re.escape(one.casefold()) for one in table()["prefixes"])
    return re.compile(rf"^(?:{names})\s*[-–—:.]\s+")


@cache
def meaning(header: str) -> tuple[str, int] | None:
    """What a header means and its rank, or None: as it stands, without its currency, and without the name of the thing before it."""
    said = " ".join(unicodedata.normalize("NFKC", html.unescape(header)).casefold().split()).strip("↑↓▲▼★*: ")
    bare = MONEY.sub("", said)
    for one in (said, bare, _prefix().sub("", said), _prefix().sub("", bare)):
        if found := headers().get(plain(one)):
            return found
    return None


def money_of(header: str) -> tuple[str, float]:
    """The currency and the unit that a header names: “Umsatz in TEUR” is ("EUR", 1000), “Betrag” ("", 1)."""
    found = MONEY.search(" ".join(unicodedata.normalize("NFKC", header).casefold().split()))
    if not found:
        return "", 1.0
    unit = found[1].replace(" ", "")
    factor = 1e6 if unit.startswith(("mio", "m€")) else 1e3 if unit.startswith(("t", "k")) else 1.0
    code = next((CODES[sign] for sign in CODES if sign in unit), "")
    return code, factor


def known_headers(row: Iterable[object]) -> int:
    """How many different meanings the cells of a row have."""
    return len({found[0] for cell in row if isinstance(cell, str) and len(cell) < 80 and (found := meaning(cell))})


def resembles(header: str) -> str | None:
    """What an unknown header may mean, by the likeness of its letters; only ever offered."""
    close = difflib.get_close_matches(plain(header), headers(), n=1, cutoff=ALIKE)
    return headers()[close[0]][0] if close else None


def is_total(text: str) -> bool:
    """Whether a cell names a total: one of the words, alone or with something before or behind it; or stars, as SAP prints them."""
    if re.fullmatch(r"\*+", text.strip()):
        return True
    parts = [plain(part) for part in re.split(r"[\s:(]+", text)]
    return plain(text) in words("total") or any(part in words("total") for part in (parts[0], parts[-1]))


def names_a_total(text: str) -> bool:
    """Whether the name of a customer can only be that of a total: the word alone, or as the first or last one of a name; a firm may begin
    with “Total”, as an energy company does.

    >>> names_a_total("Summe Müller"), names_a_total("Gesamt"), names_a_total("Total Energies")
    (True, True, False)
    """
    parts = [plain(part) for part in re.split(r"[\s:(]+", text.strip())]
    return (
        plain(text) in words("total")
        or parts[-1] in words("total")
        or (parts[0] in words("total") and parts[0] != "total")
    )


def is_blank(text: str) -> bool:
    """Whether a cell says that it says nothing."""
    text = text.strip()
    if text[:1].isdigit():
        return False
    return not text or text.casefold() in words("blank") or (plain(text) in words("blank") if plain(text) else True)
