"""Whose deal a row is: by the customer's number where the table has one, else by name; each becomes a number in random order."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kit.deals.alias import is_total, names_a_total, plain
from kit.deals.opened import Cell
from kit.deals.receipt import Answers, Choice, Question
from kit.deals.table import Table
from kit.messages import Finding, _

LEGAL = re.compile(
    r"\b(gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|eg|ev|e\.?\s?k\.?|se|co|inc|ltd|llc|llp|corp|limited|plc|sarl|sa|bv|nv|cie|und|and|u)\b\.?"
)
GROUP_ASK = _("{count} rows name no customer. Do they belong to the customer above them?")
GROUP_ABOVE, GROUP_LEAVE = _("Yes, as in a grouped report"), _("No, leave them out")
TOTALS_ASK = _("{count} rows with a day have a customer called like a total. Are they totals?")
TOTALS_YES, TOTALS_NO = _("Yes, leave them out"), _("No, they are customers")
ALIKE_ASK = _("{count} customers have names that are spelled almost alike. Are they the same?")
ALIKE_SAME, ALIKE_APART = _("Yes, count them as one"), _("No, keep them apart")
JOINED_ASK = _("In {count} rows “{header}” names several customers. Whose deal is it?")
JOINED_FIRST, JOINED_WHOLE = _("The first one’s"), _("All of them together are a customer of their own")


@dataclass(eq=False)
class Customers:
    """`keys` (rows,): what tells customers apart, "" where none is named; `names` (rows,): what each is called; `questions`."""

    keys: list[str]
    names: list[str]
    questions: list[Question] = field(default_factory=list)

    @property
    def is_named(self) -> NDArray[np.bool_]:
        """Rows that have a customer."""
        return np.array([bool(key) for key in self.keys], bool)

    def numbered(self, rows: NDArray) -> tuple[NDArray[np.int64], tuple[str, ...]]:
        """The customer of each of these rows as a number in random order, anew at every call, and the names by number."""
        names = {}
        for row in rows:
            names.setdefault(self.keys[row], self.names[row])
        mixed = np.random.default_rng().permutation(len(names))
        numbers = {key: int(mixed[place]) for place, key in enumerate(names)}
        called = sorted(names, key=lambda key: numbers[key])
        return np.array([numbers[self.keys[row]] for row in rows], np.int64), tuple(names[key] for key in called)


def customers(
    table: Table, chosen: Mapping[str, int], answers: Answers, has_day: NDArray[np.bool_], has_amount: NDArray[np.bool_]
) -> Customers:
    """Who the customers are, as far as the table says so."""
    made = Customers([""] * len(table.rows), [""] * len(table.rows))
    if "customer" not in chosen and "customer_number" not in chosen:
        return made
    names = _texts(table, chosen, "customer")
    numbers = _texts(table, chosen, "customer_number")
    for column, texts in (("customer_number", numbers), ("customer", names)):
        if column in chosen and not (column == "customer" and "customer_number" in chosen):
            texts[:] = _first_of_several(made, table.headers[chosen[column]], texts, answers, column)
    if names and len(set(numbers)) == 1 < len(set(names)):
        numbers = [""] * len(names)  # the number of the firm itself
    is_deal = has_day & (has_amount if has_amount.any() else has_day)
    keys, called = _keys(numbers, names)
    nameless = [row for row in np.flatnonzero(is_deal).tolist() if not keys[row]]
    if nameless and any(keys):
        taken = _group(made, table, nameless, answers)
        if taken == "above":
            _fill_down(keys, called, is_deal)
    _totals(made, keys, called, is_deal, answers)
    made.keys, made.names = keys, called
    if "customer_number" not in chosen:
        _alike(made, answers, is_deal)
    return made


def _texts(table: Table, chosen: Mapping[str, int], name: str) -> list[str]:
    if name not in chosen:
        return [""] * len(table.rows)
    cells = table.column(chosen[name])
    known = {cell: _text(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _text(cell: Cell) -> str:
    """A cell as a name: blanks at the ends are no other customer, a number keeps its leading zeros."""
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else str(cell)
    if not isinstance(cell, str):
        return str(cell)
    text = " ".join(cell.split())
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    text = html.unescape(text) if "&" in text and ";" in text else text
    return text if any(sign.isalnum() for sign in text) else ""


def _keys(numbers: Sequence[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """By number if there is one; a name without a number is that of the rows that have one."""
    known = {name: number for number, name in zip(numbers, names, strict=True) if number and name}
    keys = [number or known.get(name, name) for number, name in zip(numbers, names, strict=True)]
    return keys, [name or number for number, name in zip(numbers, names, strict=True)]


def _group(made: Customers, table: Table, nameless: Sequence[int], answers: Answers) -> str | None:
    given = answers.given.get("group")
    taken = given if given in ("above", "leave") else None
    choices = (Choice("above", Finding(GROUP_ABOVE)), Choice("leave", Finding(GROUP_LEAVE)))
    examples = tuple(
        " | ".join(str(cell) for cell in table.rows[row] if str(cell).strip())[:80] for row in nameless[:5]
    )
    text = Finding(GROUP_ASK, {"count": len(nameless)})
    made.questions.append(Question("group", text, choices, examples, taken, taken is not None))
    return taken


def _totals(made: Customers, keys: list[str], names: list[str], is_deal: NDArray[np.bool_], answers: Answers):
    """Rows with a day whose customer is called like a total are asked about; without a customer they are left out."""
    rows = [row for row in np.flatnonzero(is_deal).tolist() if keys[row] and names_a_total(names[row])]
    if not rows:
        return
    given = answers.given.get("totals")
    taken = given if given in ("totals", "deals") else None
    choices = (Choice("totals", Finding(TOTALS_YES)), Choice("deals", Finding(TOTALS_NO)))
    examples = tuple(dict.fromkeys(names[row] for row in rows))[:5]
    text = Finding(TOTALS_ASK, {"count": len(rows)})
    made.questions.append(Question("totals", text, choices, examples, taken, taken is not None))
    if taken == "totals":
        for row in rows:
            keys[row] = ""


def _fill_down(keys: list[str], names: list[str], is_deal: NDArray[np.bool_]):
    """Rows without a customer get that of the row above; totals are nobody."""
    last = ("", "")
    for row, key in enumerate(keys):
        if key and not (is_total(names[row]) and not is_deal[row]):
            last = (key, names[row])
        elif not key and is_deal[row]:
            keys[row], names[row] = last


def _first_of_several(made: Customers, header: str, texts: list[str], answers: Answers, column: str) -> list[str]:
    """Cells such as “101;102”, where parts of them stand alone elsewhere."""
    joined = {text for text in texts if ";" in text}
    alone = {text for text in texts if text and ";" not in text}
    if not any(part.strip() in alone for text in joined for part in text.split(";")):
        return texts
    given, key = answers.given.get(f"joined_{column}"), f"joined_{column}"
    taken = given if given in ("first", "whole") else None
    choices = (Choice("first", Finding(JOINED_FIRST)), Choice("whole", Finding(JOINED_WHOLE)))
    asked = Finding(JOINED_ASK, {"count": sum(text in joined for text in texts), "header": header})
    made.questions.append(Question(key, asked, choices, tuple(sorted(joined)[:5]), taken, taken is not None))
    return [text.split(";")[0].strip() if taken == "first" and text in joined else text for text in texts]


def simple(name: str) -> str:
    """A name without its legal form, blanks and signs: what is the same here may be spelled twice.

    >>> simple("Mueller & Soehne GmbH ") == simple("Müller und Söhne")
    True
    """
    return plain(LEGAL.sub(" ", name.casefold().replace("&", " und ")))


def _alike(made: Customers, answers: Answers, is_deal: NDArray[np.bool_]):
    """Names that are spelled almost alike are kept apart unless the caller says that they are the same."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(made.keys[row] for row in np.flatnonzero(is_deal)):
        if name and (key := simple(name)):
            groups.setdefault(key, []).append(name)
    several = [names for names in groups.values() if len(names) > 1]
    if not several:
        return
    given = answers.given.get("alike")
    taken = given if given in ("same", "apart") else "apart"
    choices = (Choice("same", Finding(ALIKE_SAME)), Choice("apart", Finding(ALIKE_APART)))
    count = sum(map(len, several))
    examples = tuple(" = ".join(names) for names in several[:5])
    text = Finding(ALIKE_ASK, {"count": count})
    made.questions.append(Question("alike", text, choices, examples, taken, given == taken))
    if taken == "same":
        one = {name: names[0] for names in several for name in names}
        made.keys = [one.get(key, key) for key in made.keys]
        made.names = list(made.keys)
