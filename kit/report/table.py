"""The report as a table for a spreadsheet: every group's predictions, decisions, results and steps, one figure a line.

Numbers are plain (no marks for thousands, units in a column of their own). What people typed can never become a formula.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kit.commitments import commitments
from kit.contract import PERCENT_SIGN, Check, Fact, Names, Said
from kit.exercise import Exercise
from kit.exercises import checks, exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import LABEL_OF, Finding, Message, _, is_typed
from kit.parameters import Parameter, parameters
from kit.pictures import band
from kit.report.own_plan import HEAD as HEAD_OF_PLAN
from kit.report.own_plan import RESULT_LABELS, WITHOUT
from kit.report.spreadsheet import decimal, spreadsheet
from kit.typed import clean, is_seen, plain
from kit.wording import Language, digits_of

MORE_DIGITS = 2  # of results, than on the page: two of them can be compared exactly

HEAD = (_("group"), _("exercise"), _("step"), _("what"), _("value"), _("unit"))
GUESS, PLAY, COMPARE, STEP = _("Guess"), _("Play"), _("Compare"), _("One step")
EVERYBODY = _("all together")
GROUP, TRUTH = _("Group {number}"), _("True answer at the start setting")
NO_GUESS = _("no guess")
UNREADABLE = _("cannot be read")
FROM_START = _("{label} (start setting: {before})")
MIDDLE, LOW, HIGH = (
    _("{label}, {side}: middle result"),
    _("{label}, {side}: 8 of 10, from"),
    _("{label}, {side}: 8 of 10, to"),
)
NEW_AHEAD, OLD_AHEAD = _("{label}: NEW ahead"), _("{label}: OLD ahead")
ERROR, OF_HUNDRED = _("{label}: error of these counts (±)"), _("of 100")

COMMITMENT = {
    "what": _("What do we do? (one step, small enough to begin with this week)"),
    "who": _("Who does it?"),
    "until": _("By when?"),
}

Row = tuple[str, str, str, str]  # step, what, value, unit
Line = tuple[str, str, str]  # what, value, unit


def report_table(language: str, session: Session) -> str:
    """Everything as CSV that a spreadsheet in this language opens by a double click (with byte order mark)."""
    words = Language(language)
    names = called(words, session)
    rows: list[Iterable[Said]] = [HEAD]
    for exercise in exercises().values():
        rows += [(group, exercise.title, *row) for group, row in _exercise(words, session, exercise, names)]
    rows += _free(words, session, names)
    for check in checks().values():
        rows += [(EVERYBODY, check.title, *row) for row in _check(words, session, check)]
    return spreadsheet(words, rows)


# Cells


def _number(words: Language, value: float, digits: int = 0) -> str:
    return f"{value:.{digits}f}".replace(".", decimal(words))


def _value(words: Language, parameter: Parameter, value) -> tuple[str, str]:
    """A value of a setting and its unit, as two cells."""
    if parameter.choices:
        return words.value(parameter, value), ""
    if parameter.percent:
        return _number(words, 100 * value, digits_of(parameter)), PERCENT_SIGN
    return _number(words, value, digits_of(parameter)), words.say(parameter.unit) if parameter.unit else ""


# What page and table read from a session in the same way


def called(words: Language, session: Session) -> dict[str, str]:
    """What every group is called, by key; a group without a name by its number."""
    names = session.names()
    numbered = enumerate(session.groups, start=1)
    return {
        one.key: plain(clean(names[one.key])).strip() if is_seen(one.name) else words.say(GROUP, number=number)
        for number, one in numbered
    }


# Rows of an exercise


def _exercise(words: Language, session: Session, exercise: Exercise, names: Names) -> Iterator[tuple[str, Row]]:
    groups = [group for group in session.groups if group.begun(exercise)]
    for guess in exercise.guesses if groups else ():
        yield (
            words.say(TRUTH),
            (words.say(GUESS), words.say(guess.parameter.label), *_value(words, guess.parameter, guess.truth())),
        )
    for group in groups:
        for step, make in _parts(words, exercise, names).items():
            lines, left_out = without_damaged(
                lambda some, make=make: [line for one in some for line in make(one)], [group]
            )
            yield from (
                (names[group.key], (words.say(step), *line))
                for line in ([(words.say(UNREADABLE), "", "")] if left_out else lines or [])
            )
    yield from _together(words, session, exercise, names)


def _parts(words: Language, exercise: Exercise, names: Names) -> dict[Message, Callable[[Group], Iterable[Line]]]:
    """What makes the lines of a group, by step."""
    return {
        GUESS: lambda group: _guesses(words, group, exercise),
        PLAY: lambda group: (
            _fact(words, fact) for fact in exercise.play.facts(group.played(exercise, words.code), names)
        ),
        COMPARE: lambda group: [*_changes(words, group, exercise), *_results(words, group, exercise)],
        STEP: lambda group: _commitments(words, group, exercise.name),
    }


def _guesses(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    given = group.guesses(exercise)
    for parameter in (one.parameter for one in exercise.guesses):
        value, unit = _value(words, parameter, given[parameter.name]) if given else (words.say(NO_GUESS), "")
        yield words.say(parameter.label), value, unit


def _changes(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    declared, default = parameters(exercise.setting), exercise.setting()
    for name, value in group.changes(exercise).items():
        before = words.value(declared[name], getattr(default, name))
        yield (
            words.say(FROM_START, label=words.label(declared[name]), before=before),
            *_value(words, declared[name], value),
        )


def _results(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    years = group.years(exercise)
    for outcome in exercise.laboratory.outcomes:
        sides, label = years.outcomes[outcome.key], words.say(outcome.label)
        factor, unit = (100, PERCENT_SIGN) if outcome.percent else (1, words.say(outcome.unit) if outcome.unit else "")
        for side, values in zip(exercise.laboratory.names, sides, strict=True):
            low, middle, high = band(values) or (None, None, None)
            for what, figure in ((MIDDLE, middle), (LOW, low), (HIGH, high)):
                shown = _number(words, factor * figure, outcome.digits + MORE_DIGITS) if figure is not None else ""
                yield words.say(what, label=label, side=side), shown, unit
        ahead = outcome.ahead_in(*sides)
        for what, name in ((NEW_AHEAD, "count"), (OLD_AHEAD, "old"), (ERROR, "error")):
            yield words.say(what, label=label), str(ahead[name]), words.say(OF_HUNDRED)


def _commitments(words: Language, group: Group, exercise: str) -> Iterator[Line]:
    """The steps about an exercise ("": about none), with what came of them."""
    for step in commitments(group.journal, exercises()):
        if step.exercise != exercise:
            continue
        yield from (
            (words.say(label), getattr(step, part), "") for part, label in COMMITMENT.items() if getattr(step, part)
        )
        if step.result:
            yield words.say(HEAD_OF_PLAN["result"]), words.say(RESULT_LABELS[step.result]), ""
        if step.brought:
            yield words.say(HEAD_OF_PLAN["brought"]), step.brought, ""


def _free(words: Language, session: Session, names: Names) -> Iterator[tuple[Said, ...]]:
    """The steps that are about no exercise."""
    for group in session.groups:
        lines = without_damaged(lambda some: list(_commitments(words, some[0], "")), [group])[0] or []
        yield from ((names[group.key], WITHOUT, STEP, *line) for line in lines)


# What everybody was asked


def _check(words: Language, session: Session, check: Check) -> list[Row]:
    """What may be said of all people of the session together, and never of one."""

    def facts(groups: Sequence[Group]) -> list[Row]:
        found = check.facts(replace(session, groups=tuple(groups)).journals, words.code)
        return [(_text(words, one.part[0]), *_fact(words, replace(one, part=one.part[1:]))) for one in found]

    return without_damaged(facts, session.groups)[0] or []


# The games


def _fact(words: Language, fact: Fact) -> Line:
    """A fact as a line: what it is called after all parts to which it belongs."""
    what = fact.what
    for part in reversed(fact.part):
        what = Finding(LABEL_OF, {"side": part, "label": what})
    if isinstance(fact.value, int | float):
        return words.say(what), _number(words, fact.value, fact.digits), _text(words, fact.unit)
    return words.say(what), _text(words, fact.value), _text(words, fact.unit)


def _text(words: Language, said: Said) -> str:
    """A cell: what people typed stays as it is."""
    return said if is_typed(said) else words.said(said)


def _together(words: Language, session: Session, exercise: Exercise, names: Names) -> Iterator[tuple[str, Row]]:
    """What groups played together: the facts of a team under its name, the others under that of the game."""
    common = exercise.play.common
    if not common:
        return
    for played in session.common(exercise):
        title = Finding(common.title, {"key": played.name})
        for fact in exercise.play.facts(played, names):
            if fact.part:
                yield (
                    _text(words, fact.part[0]),
                    (words.say(PLAY), *_fact(words, replace(fact, part=(title, *fact.part[1:])))),
                )
            else:
                yield words.say(title), (words.say(PLAY), *_fact(words, fact))
