"""In which currency and in what unit the amounts are."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import meaning, money_of
from kit.deals.amounts import CODES, Amounts
from kit.deals.receipt import Answers, Choice, Question
from kit.deals.table import Table
from kit.messages import Finding, Message, _

USUAL = ("EUR", "CHF", "USD", "GBP")
CURRENCY_ASK = _("The file does not say in which currency the amounts are. Which one is it?")
FORMAT_ASK = _("Only the format of the cells says in which currency the amounts are ({currency}). Is it right?")
CURRENCIES_ASK = _(
    "The amounts are in several currencies, and the kit knows no rates. Which ones count? The others are left out."
)
CODE, CODE_ROWS = Message("{code}"), _("{code} ({count} rows)")
OTHER = _("another one")
NO_CENTS = {"JPY", "KRW"}
UNIT_ASK = _("“{header}” names thousands or millions. Are the amounts to be read times {factor}?")
HUNDREDTH_ASK = _("“{header}”: {currency} has no cents, but all amounts have two decimals, as some SAP lists write them. Is 111.00 to be read as 11,100?")  # fmt: skip
HUNDREDTH_YES, HUNDREDTH_NO = _("Yes, times 100"), _("No, as they stand")
UNIT_YES, UNIT_NO = _("Yes"), _("No, they are whole amounts")


@dataclass(eq=False)
class Money:
    """`currency` of the amounts that count; `is_other` (rows,): rows in another one; `factor` to whole units; `questions`; `is_from_format`."""

    currency: str
    is_other: NDArray[np.bool_]
    factor: float = 1.0
    questions: list[Question] = field(default_factory=list)
    is_from_format: bool = False


def money(
    table: Table,
    chosen: Mapping[str, int],
    answers: Answers,
    found: Amounts | None,
    hint: str,
    has_day: NDArray[np.bool_],
) -> Money:
    """What the currency is: of a column of its own, of the cells, of the header, of the cells' format, or as the caller says."""
    made = Money("", np.zeros(len(table.rows), bool))
    if found is None:
        return made
    number = chosen["amount"]
    header = table.headers[number]
    from_header, factor = money_of(header)
    codes = _codes(table, chosen, number, found)
    counted = Counter(code for code, is_deal in zip(codes, has_day | ~has_day.any(), strict=True) if code and is_deal)
    if len(counted) > 1:
        _several(made, counted, codes, answers)
    elif counted:
        made.currency = next(iter(counted))
    elif from_header:
        made.currency = from_header
    else:
        _unsaid(made, hint, answers)
    made.factor = _hundredth(made, table, number, answers)
    if factor != 1:
        given = answers.given.get("unit")
        taken = given if given in ("yes", "no") else None
        choices = (Choice("yes", Finding(UNIT_YES)), Choice("no", Finding(UNIT_NO)))
        asked = Finding(UNIT_ASK, {"header": header, "factor": int(factor)})
        examples = tuple(str(cell) for cell in table.column(number)[:5])
        made.questions.append(Question("unit", asked, choices, examples, taken, taken is not None))
        made.factor *= factor if taken == "yes" else 1.0
    return made


def _codes(table: Table, chosen: Mapping[str, int], number: int, found: Amounts) -> list[str]:
    """The currency of each row: of the column of currencies that stands with the amount, else of the amount itself."""
    column = _beside(table, chosen, number)
    if column is None:
        return found.codes
    return [_code(cell) or code for cell, code in zip(table.column(column), found.codes, strict=True)]


def _beside(table: Table, chosen: Mapping[str, int], number: int) -> int | None:
    """The column of currencies that belongs to an amount: named after it, or the nearest one, the one before first."""
    columns = [
        place for place, header in enumerate(table.headers) if header and (meaning(header) or ("",))[0] == "currency"
    ]
    columns += [place for place, header in enumerate(table.headers) if place not in columns and header.casefold() in (f"{table.headers[number]} currency".casefold(), f"{table.headers[number]} währung".casefold())]  # fmt: skip
    if "currency" in chosen and len(columns) < 2:
        return chosen["currency"]
    named = [place for place in columns if table.headers[number].casefold() in table.headers[place].casefold()]
    return min(
        named or columns, key=lambda place: (abs(place - number), place > number), default=chosen.get("currency")
    )


def _code(cell) -> str:
    text = cell.strip() if isinstance(cell, str) else ""
    if text.casefold().strip(".") in CODES:
        return CODES[text.casefold().strip(".")]
    code = text[:3].upper()
    return code if len(text) >= 3 and code.isalpha() and code.isascii() and (len(text) == 3 or text[3] in " -(") else ""


def _several(made: Money, counted: Counter, codes: list[str], answers: Answers):
    given = answers.given.get("currency")
    taken = given if given in counted else None
    choices = tuple(
        Choice(code, Finding(CODE_ROWS, {"code": code, "count": count})) for code, count in counted.most_common()
    )
    made.questions.append(Question("currency", Finding(CURRENCIES_ASK), choices, (), taken, taken is not None))
    made.currency = taken or counted.most_common(1)[0][0]
    made.is_other = np.array([code not in ("", made.currency) for code in codes], bool)


def _unsaid(made: Money, hint: str, answers: Answers):
    given = answers.given.get("currency")
    codes = USUAL if hint in USUAL or not hint else (hint, *USUAL)
    is_code = bool(given) and len(given or "") == 3
    taken = given if is_code else hint or None
    choices = tuple(Choice(code, Finding(CODE, {"code": code})) for code in codes)
    text = Finding(FORMAT_ASK, {"currency": hint}) if hint else Finding(CURRENCY_ASK)
    choices = (*choices, Choice("XXX", Finding(OTHER)))
    made.questions.append(Question("currency", text, choices, (), taken, is_code))
    made.currency, made.is_from_format = taken or "", bool(hint and not is_code)


def _hundredth(made: Money, table: Table, number: int, answers: Answers) -> float:
    """100 where amounts of a currency without cents were divided by it, as the caller says, else 1."""
    if made.currency not in NO_CENTS:
        return 1.0
    texts = [
        cell.strip() for cell in table.column(number) if isinstance(cell, str) and any(sign.isdigit() for sign in cell)
    ]
    if not texts or not all(re.search(r"[.,]\d\d\D*$", text) for text in texts):
        return 1.0
    given = answers.given.get("hundredth")
    taken = given if given in ("yes", "no") else None
    choices = (Choice("yes", Finding(HUNDREDTH_YES)), Choice("no", Finding(HUNDREDTH_NO)))
    text = Finding(HUNDREDTH_ASK, {"header": table.headers[number], "currency": made.currency})
    made.questions.append(Question("hundredth", text, choices, tuple(texts[:5]), taken, taken is not None))
    return 100.0 if taken == "yes" else 1.0
