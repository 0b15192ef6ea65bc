"""Which column means what: by the alias table, unless the caller decided; several for the same meaning are a question where it matters."""

from kit.deals.alias import meaning, resembles
from kit.deals.book import LOST, WON
from kit.deals.receipt import FIELDS, NO_COLUMN, Answers, Choice, Column, Question
from kit.deals.stages import MOST_WORDS, stage
from kit.deals.table import Table
from kit.messages import Finding, _

NEEDED = ("customer", "amount", "closed")
ASKED_IF_SEVERAL = ("amount", "closed", "won_on", "lost_on", "created")  # of others the better known name is taken
EXAMPLES = 5
ELSE = "closed_else"  # days that are only hoped for, or known to the month: taken where there is nothing better

SAME_NAME = _("{count} columns are called “{header}”: which one is meant?")
SEVERAL = _("Several columns can be “{meaning}”: {headers}. Which one is meant?")
MISSING = _("No column was found for “{meaning}”. Which one is it?")
COLUMN = _("column {number}: {header}")
NONE, ALL_WON = _("none of them"), _("none of them: all rows are won orders")


def columns_of(table: Table, answers: Answers) -> tuple[dict[str, int], tuple[Column, ...], list[Question]]:
    """The number of the column for each meaning, all columns as they are shown, and what has to be asked about them."""
    candidates: dict[str, list[tuple[int, int]]] = {}
    for number, header in enumerate(table.headers):
        if header and (found := meaning(header)):
            candidates.setdefault(found[0], []).append((found[1], number))
    if not {"closed", "won_on"} & candidates.keys():
        candidates["closed"] = candidates.get(ELSE, [])
    chosen, questions = {}, []
    for name in FIELDS:
        numbers = [number for _rank, number in sorted(candidates.get(name, []))]
        if name == "status":  # of several the one that speaks of wins
            numbers.sort(key=lambda number: not _speaks_of_stages(table, number))
        if name in answers.columns:
            numbers = [one for one in [answers.columns[name]] if one is not None]
        elif given := _given(table, answers, name):
            numbers = [] if given == NO_COLUMN else [int(given)]
        elif name in ASKED_IF_SEVERAL and len(numbers) > 1:
            questions.append(_several(table, name, sorted(numbers)))
            continue
        if numbers:
            chosen[name] = numbers[0]
    taken = set(answers.columns.values())
    for name, number in list(chosen.items()):  # a column that the caller uses for something else is no longer free
        if number in taken and name not in answers.columns:
            del chosen[name]
    open_names = {question.key.removeprefix("column_") for question in questions}
    if "customer" not in chosen and "customer_number" in chosen:
        open_names.add("customer")
    if {"won_on", "closed"} & {*chosen, *open_names}:
        open_names.add("closed")
    for name in NEEDED:
        was_said = name in answers.columns or _given(table, answers, name) == NO_COLUMN
        if name not in chosen and name not in open_names and not (was_said and name == "amount"):
            questions.append(_missing(table, name))
    if not {"status", "won_on"} & chosen.keys() and "status" not in answers.columns:
        questions += _maybe_status(table, answers, candidates)
    if not answers.owners:
        chosen.pop("owner", None)
    meanings = {number: name for name, number in chosen.items()}
    if "owner" in candidates and not answers.owners:
        for _rank, number in candidates["owner"]:
            meanings.setdefault(number, "owner")
    shown = tuple(
        Column(
            number, header, meanings.get(number), None if number in meanings or meaning(header) else resembles(header)
        )
        for number, header in enumerate(table.headers)
        if header
    )
    return chosen, shown, questions


def _given(table, answers, name) -> str:
    """The answer which column is meant, if it is one: its number, or that there is none."""
    given = answers.given.get(f"column_{name}", "")
    return given if given == NO_COLUMN or (given.isdigit() and int(given) < len(table.headers)) else ""


def _several(table, name, numbers):
    headers = [table.headers[number] for number in numbers]
    choices = tuple(_choice(table, number) for number in numbers)
    examples = tuple(" | ".join(_shown(row[n]) for n in numbers if n < len(row)) for row in table.rows[:EXAMPLES])
    if len(set(headers)) == 1:
        text = Finding(SAME_NAME, {"count": len(numbers), "header": headers[0]})
    else:
        text = Finding(SEVERAL, {"meaning": FIELDS[name], "headers": ", ".join(dict.fromkeys(headers))})
    return Question(f"column_{name}", text, choices, examples)


def _maybe_status(table, answers, candidates):
    """A column of an unknown name in which deals are called won or lost: whether it is the status. Without one, all rows are won."""
    known = {number for several in candidates.values() for _rank, number in several}
    likely = [
        number
        for number, header in enumerate(table.headers)
        if header and number not in known and _speaks_of_stages(table, number)
    ]
    if not likely or _given(table, answers, "status"):
        return []
    choices = (*(_choice(table, number) for number in likely), Choice(NO_COLUMN, Finding(ALL_WON)))
    examples = tuple(dict.fromkeys(_shown(cell) for cell in table.column(likely[0])))[:EXAMPLES]
    return [Question("column_status", Finding(MISSING, {"meaning": FIELDS["status"]}), choices, examples)]


def _speaks_of_stages(table, number):
    """Whether the cells are few different words, among them one for won or lost."""
    words = {cell.strip() for cell in table.column(number) if isinstance(cell, str)}
    return len(words) <= MOST_WORDS and any(
        stage(word) in (WON, LOST) for word in words if sum(map(str.isalpha, word)) > 2
    )


def _missing(table, name):
    choices = [_choice(table, number) for number, header in enumerate(table.headers) if header]
    if name == "amount":
        choices.append(Choice(NO_COLUMN, Finding(NONE)))
    return Question(f"column_{name}", Finding(MISSING, {"meaning": FIELDS[name]}), tuple(choices))


def _choice(table, number):
    return Choice(str(number), Finding(COLUMN, {"number": number + 1, "header": table.headers[number]}))


def _shown(cell):
    return cell if isinstance(cell, str) else str(cell)
