"""A column of money: what each cell can mean with a decimal comma and with a decimal point, and what the whole column says about it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import is_blank
from kit.deals.opened import Cell
from kit.deals.receipt import Answers, Choice, Question
from kit.messages import Finding, _

COMMA, POINT = "comma", "point"
NAN = float("nan")
BLANK, BAD, SURE = "blank", "bad", "sure"
CODES = {"€": "EUR", "eur": "EUR", "euro": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP", "chf": "CHF", "fr": "CHF", "sfr": "CHF", "¥": "JPY", "jpy": "JPY", "zł": "PLN", "pln": "PLN", "czk": "CZK", "kč": "CZK", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "huf": "HUF", "cad": "CAD", "aud": "AUD", "krw": "KRW", "inr": "INR", "₹": "INR", "try": "TRY", "ron": "RON", "cny": "CNY", "brl": "BRL", "zar": "ZAR", "sgd": "SGD", "hkd": "HKD"}  # fmt: skip
UNITS = {"t": 1e3, "k": 1e3, "tsd": 1e3, "mio": 1e6, "m": 1e6, "mn": 1e6, "teur": 1e3, "t€": 1e3, "k€": 1e3, "keur": 1e3, "tchf": 1e3, "m€": 1e6}  # fmt: skip
BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | dict.fromkeys("\u2212\u2013\u2014\u2010\u2011", "-") | dict.fromkeys("’´`‘", "'"))  # fmt: skip
NUMBER = re.compile(r"\d[\d.,' ]*\d|\d|[.,]\d+")
SIMPLE = re.compile(r"(-?)(\d[\d.,']*\d|\d) ?(€|EUR|)")  # most cells, read at once
SIDES = re.compile(r"[^\W\d_]+\$?|[€$£¥₹%]")
READINGS = {
    COMMA: (re.compile(r"(?:[1-9]\d{0,2}(?:([.' ])\d{3})(?:\1\d{3})*|\d*)(?:,\d+)?"), ".' ", ","),
    POINT: (re.compile(r"(?:[1-9]\d{0,2}(?:([,' ])\d{3})(?:\1\d{3})*|\d*)(?:\.\d+)?"), ",' ", "."),
}

DECIMAL_ASK = _(
    "“{header}”: is it the comma or the point that stands before the cents? Some amounts can be read both ways."
)
AS_COMMA = _("Comma before the cents: “{text}” is {value}")
AS_POINT = _("Point before the cents: “{text}” is {value}")


@dataclass(eq=False)
class Amounts:
    """`values` (rows,), NaN where there is none; `is_bad`: something stands there that is no amount; `codes`: the currency that the cell
    names, or nothing; `questions` of the column; `has_mixed`: whether both ways of writing occur."""

    values: NDArray[np.float64]
    is_bad: NDArray[np.bool_]
    codes: list[str]
    questions: list[Question] = field(default_factory=list)
    has_mixed: bool = False


def parsed(text: str) -> tuple[str, float, float, str]:
    """What a cell says: (BLANK or BAD, 0, 0, ""), (SURE, value, value, currency), or COMMA, POINT or "both" with the value of each reading.

    >>> parsed("1.234,56-"), parsed("CHF 1’234.50"), parsed("1.234")
    (('comma', -1234.56, nan, ''), ('point', nan, 1234.5, 'CHF'), ('both', 1234.0, 1.234, ''))
    """
    nothing = NAN
    text = text.translate(BLANKS).strip().strip("\"'=").strip()
    if is_blank(text):
        return BLANK, nothing, nothing, ""
    if simple := SIMPLE.fullmatch(text):
        return _number(simple[2], -1.0 if simple[1] else 1.0, "EUR" if simple[3] else "")
    found = NUMBER.search(text)
    if not found or NUMBER.search(text, found.end()):
        return _scientific(text)
    core, around = found[0], (text[: found.start()] + " " + re.sub(r"^[.,]-+", "", text[found.end() :])).casefold()
    factor, code = 1.0, ""
    for sign in SIDES.findall(around):
        if sign in UNITS:
            factor, code = (
                factor * UNITS[sign],
                code or ("EUR" if "eur" in sign or "€" in sign else "CHF" if "chf" in sign else ""),
            )
        elif sign in CODES:
            code = CODES[sign]
        else:
            return BAD, nothing, nothing, ""
    rest = re.sub(r"[\s.]", "", SIDES.sub("", around))
    if rest not in ("", "-", "()", "(-)", "-()", "+"):
        return BAD, nothing, nothing, ""
    factor *= -1 if rest in ("-", "()") or rest in ("(-)", "-()") else 1
    return _number(core, factor, code)


def _number(core, factor, code):
    """What a bare number says, with a decimal comma and with a decimal point."""
    if core.isdigit():
        value = factor * float(core)
        return SURE, value, value, code
    comma, point = (_read(core, *READINGS[one]) * factor for one in (COMMA, POINT))
    kind = _kind(comma, point)
    return kind, comma, point, code


def _kind(comma, point):
    if comma != comma:  # NaN
        return POINT if point == point else BAD
    if point != point:
        return COMMA
    return SURE if comma == point else "both"


def _read(core, pattern, groups, decimal):
    if not pattern.fullmatch(core):
        return NAN
    for sign in groups:
        core = core.replace(sign, "")
    return float(core.replace(decimal, "."))


def _scientific(text):
    if re.fullmatch(r"-?\d+(?:[.,]\d+)?[eE][+-]?\d+", text):
        value = float(text.replace(",", "."))
        return SURE, value, value, ""
    return BAD, float("nan"), float("nan"), ""


def amounts(header: str, cells: Sequence[Cell], answers: Answers, key: str = "decimal") -> Amounts:
    """Convert a column. It takes the way of writing in which all cells can be read; if two fit with different values, it asks."""
    known, seen = {}, []
    for cell in cells:
        if isinstance(cell, str):
            found = known.get(cell)
            if found is None:
                found = known[cell] = parsed(cell)
        elif isinstance(cell, datetime):
            found = (BAD, float("nan"), float("nan"), "")
        else:
            found = (SURE, float(cell), float(cell), "")
        seen.append(found)
    kinds = Counter(one[0] for one in seen)
    questions, point = [], kinds[POINT] > kinds[COMMA]
    if kinds["both"]:
        asked = _decimal_question(header, known, kinds, answers, key)
        questions += asked
        point = asked[0].taken == POINT if asked else point
    chosen = 2 if point else 1
    other = 3 - chosen
    values = np.array([one[chosen] if one[chosen] == one[chosen] else one[other] for one in seen], float)
    is_bad = np.array([one[0] == BAD for one in seen], bool)
    codes = [one[3] for one in seen]
    return Amounts(values, is_bad, codes, questions, has_mixed=bool(kinds[COMMA] and kinds[POINT]))


def _decimal_question(header, known, kinds, answers, key):
    """The question which sign stands before the cents, unless the other cells of the column settle it."""
    unsure = [text for text, found in known.items() if found[0] == "both"]
    if not answers.given.get(key) and bool(kinds[COMMA]) != bool(kinds[POINT]):
        settled = COMMA if kinds[COMMA] else POINT
        decimal = READINGS[settled][2]
        as_decimal = [text for text in unsure if decimal in text]
        three = any(
            re.search(rf"[{decimal}]\d{{3}}(?!\d)", text) for text, found in known.items() if found[0] == settled
        )
        if not as_decimal or three:  # else three decimals would stand among two: thousands, perhaps
            return [_settled(settled)]
    text = unsure[0]
    choices = tuple(
        Choice(one, Finding(said, {"text": text.strip(), "value": known[text][place]}))
        for one, said, place in ((COMMA, AS_COMMA, 1), (POINT, AS_POINT, 2))
    )
    given = answers.given.get(key)
    taken = given if given in (COMMA, POINT) else None
    return [
        Question(key, Finding(DECIMAL_ASK, {"header": header}), choices, tuple(unsure[:5]), taken, taken is not None)
    ]


def _settled(notation):
    """No question, but the answer that the column itself gives."""
    return Question("", Finding(DECIMAL_ASK, {"header": ""}), (), (), notation)
