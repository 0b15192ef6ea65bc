"""The report as a table for a spreadsheet: every group's predictions, decisions, results and steps, one figure a line.

Numbers are plain (no marks for thousands, units in a column of their own). What people typed can never become a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import category

import numpy as np

from kit.cases import Case
from kit.exercise import Exercise, exercises
from kit.games import pass_on, payday, seasons
from kit.games.pass_on import AGAIN, CAREFUL, CHAIN, CHATTY, HASTY, HUMAN, RIGHT, WOLF
from kit.groups import CUSTOMER_FOREST, INCENTIVES, ROLE_CHAIN, Group, Played, Session
from kit.messages import _
from kit.parameters import Parameter, decided_or_default, parameters
from kit.settings import forest, incentives
from kit.settings.chain import ROLE_LABELS, ROLES
from kit.wording import LABEL_OF, Language, digits_of

MORE_DIGITS = 2  # of results, than on the page: two of them can be compared exactly
PERCENT_SIGN = "%"
DAYS, EUR = _("days"), incentives.EUR

HEAD = (_("group"), _("exercise"), _("step"), _("what"), _("value"), _("unit"))
GUESS, PLAY, COMPARE, STEP = _("Guess"), _("Play"), _("Compare"), _("Our step")
GROUP, TRUTH = _("Group {number}"), _("True answer at the start setting")
NO_GUESS = _("no guess")
FROM_START = _("{label} (start setting: {before})")
MIDDLE, LOW, HIGH = _("{label}, {side}: middle result"), _("{label}, {side}: 8 of 10, from"), _("{label}, {side}: 8 of 10, to")
NEW_AHEAD, OLD_AHEAD = _("{label}: NEW ahead"), _("{label}: OLD ahead")
ERROR, OF_HUNDRED = _("{label}: error of these counts (±)"), _("of 100")

WAYS = {CHAIN: _("Chain"), WOLF: _("Lone wolf")}
ON_PAPER = _("on paper")
PLAYERS = {
    HUMAN: _("one of us"), CAREFUL: _("Careful Clara (bot): asks what matters, promises nothing"),
    HASTY: _("Hasty Henry (bot): one question and on he goes"), CHATTY: _("Chatty Charlie (bot): a nice talk first"),
}  # fmt: skip
CUSTOMER, WHO_PLAYS, ASKED, NOTED, OWN_WORDS = _("Customer"), _("who plays"), _("question asked"), _("fact on the note"), _("own words on the note")
SAT_IN, YES, NO = _("the next one sat in"), _("yes"), _("no")
ANSWER, ASK_AGAIN = _("answer to “{question}”"), _("“We have to ask you about that again.”")
HANDOVER = _("{sender} → {receiver}")
KNOWN, ARRIVED = _("facts known"), _("facts that arrived")
ANSWERED, AGAIN_COUNT, BROKEN = _("Questions answered"), _("Asked again"), _("Promises broken")
HOURS_SPENT, HOURS = _("Hours spent"), _("hours")
FELT = _("Feels sold to")
PAPER = {
    "known": _("facts known before the three handovers, added up"), "arrived": _("of these arrived, added up"),
    "right": ANSWERED, "again": AGAIN_COUNT, "broken": BROKEN,
}  # fmt: skip

PLANS = {payday.OLD: incentives.OLD, payday.NEW: incentives.NEW}
QUARTER = _("{plan}, quarter {quarter}: {what}")
MEAN_DAYS = _("mean days per quarter: {task}")
PAY, WON, PULLED = _("pay (EUR)"), _("new customers"), _("of these signed early, with a discount")
AT_START, AT_END = _("customers at the start"), _("customers at the end")

TEAM, COMMON = _("Team {number}"), _("Common ground {key}")
BOTS = {seasons.FELLER: _("Felix"), seasons.FORESTER: _("Flora"), seasons.COPYCAT: _("Kim"), seasons.MIRROR: _("Mirella")}
NUMBERED = _("{bot} ({number})")
SEASON = _("Season {season}: {what}")
SEASONS_PLAYED, BURNED, EARNED, CUSTOMERS = _("seasons played"), _("burned firms at the end"), _("earned so far (EUR)"), _("customers")
BROKEN_BY = _("agreement broken by")
COMMITMENT = {"what": _("What do we do? (one step, small enough to begin with this week)"), "who": _("Who does it?"), "until": _("By when?")}

Row = tuple[str, str, str, str]  # step, what, value, unit
Line = tuple[str, str, str]  # what, value, unit


def report_table(language: str, session: Session, cases: Mapping[str, Case]) -> str:
    """Everything as CSV that a spreadsheet in this language opens by a double click (with byte order mark)."""
    words = Language(language)
    rows = [[words.say(one) for one in HEAD]]
    names = called(words, session)
    for exercise in exercises().values():
        rows += [[group, words.say(exercise.title), *row] for group, row in _exercise(words, session, exercise, cases, names)]
    written = io.StringIO()
    mark = "," if _decimal(words) == "." else ";"
    csv.writer(written, delimiter=mark, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


# Cells

FORMULA = "=+-@＝＋－＠"
QUOTES = "'\"`´‘’‚“”„«»"
NUMBER = re.compile("-?[0-9]+([.,][0-9]+)?")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Typed text without what no file can hold: control characters (line breaks and tabs stay), halves of characters."""
    return SURROGATE.sub("\ufffd", CONTROL.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n")))


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: whatever could begin one gets an apostrophe before it.

    >>> safe("=SUM(A1)"), safe(" @home"), safe("-5"), safe("- 5 %")
    ("'=SUM(A1)", "' @home", '-5', "'- 5 %")
    """
    text = clean(text)
    if NUMBER.fullmatch(text):
        return text
    first = next((one for one in text if not (one.isspace() or one in QUOTES or category(one) == "Cf")), "")
    return f"'{text}" if text.startswith(("\t", "\n")) or (first and first in FORMULA) else text


def _decimal(words: Language) -> str:
    return words.locale.number_symbols["latn"]["decimal"]


def _number(words: Language, value: float, digits: int = 0) -> str:
    return f"{value:.{digits}f}".replace(".", _decimal(words))


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
    names = session.names().items()
    return {key: clean(name).strip() if group.name.strip() else words.say(GROUP, number=number) for number, (group, (key, name)) in enumerate(zip(session.groups, names, strict=True), start=1)}


def guesses(group: Group, exercise: Exercise) -> dict | None:
    """The guesses by name, None without any; what is impossible counts as left where it stood."""
    given = group.guesses(exercise)
    return {one.parameter.name: decided_or_default(given, one.parameter) for one in exercise.guesses} if given else None


def band(values: np.ndarray) -> tuple[float, float, float] | None:
    """Where 8 of 10 begin, the middle, and where they end; None where nothing is known."""
    known = values[~np.isnan(values)]
    return tuple(float(one) for one in np.quantile(known, [0.1, 0.5, 0.9])) if len(known) else None


def passed_on(group: Group, cases: Mapping[str, Case], way: str) -> pass_on.Game | None:
    """The case of a way if anything of it was played; None if not, or if somebody sits there whom the game does not know."""
    decided = group.journal.decided(ROLE_CHAIN, "play")
    if not cases or any(decided.get(f"seat.{role}", HUMAN) not in PLAYERS for role in ROLES):
        return None
    game = pass_on.Game(pass_on.chosen_case(cases, decided, way), decided)
    begun = decided.get(f"begun.{way}") == "yes" or any(game.begun(way, role) for role in ROLES)
    return game if begun or game.answered(way) else None


def on_paper(group: Group) -> dict[str, int] | None:
    """What was counted on paper, by the names of `PAPER`; None where nothing was, or where the counts cannot be."""
    decided = group.journal.decided(ROLE_CHAIN, "paper")
    counts = {name: decided.get(name, 0) for name in PAPER}
    possible = all(type(count) is int and 0 <= count < 100 for count in counts.values())
    return counts if possible and any(counts.values()) and counts["arrived"] <= counts["known"] else None


def two_years(group: Group) -> payday.Game | None:
    """“Payday” of a group if any quarter was given its days."""
    game = payday.Game(group.journal.decided(INCENTIVES, "play"))
    return game if any(game.days(*place) for place in payday.DAYS) else None


def own_ground(group: Group) -> seasons.Game | None:
    """The ground a group played on by itself, if any team was given its days."""
    game = seasons.Game(group.journal.decided(CUSTOMER_FOREST, "play"))
    return game if any(game.given(team) for team in game.humans) else None


def teams(words: Language, played: Played, names: Mapping[str, str]) -> list[str]:
    """What the teams of a ground are called: by their groups, as bots, or by their numbers."""
    players = {team: played.game.player(team) for team in played.game.teams}
    own = {team: names[key] for team, key in played.teams if key in names}
    return [own.get(team) or _team(words, player, team, list(players.values()).count(player)) for team, player in players.items()]


def _team(words: Language, player: str, team: int, count: int) -> str:
    if player not in BOTS:
        return words.say(TEAM, number=team)
    return words.say(NUMBERED, bot=BOTS[player], number=team) if count > 1 else words.say(BOTS[player])


def broke(game: seasons.Game, called: Sequence[str]) -> list[str]:
    """The teams that won beyond what they had given their word for."""
    return [called[place] for place in sorted({place for season in game.ground.seasons for place in season.broken})]


# Rows of an exercise


def _exercise(words, session, exercise, cases, names) -> Iterator[tuple[str, Row]]:
    groups = [group for group in session.groups if group.begun(exercise)]
    if groups:
        for guess in exercise.guesses:
            yield words.say(TRUTH), (words.say(GUESS), words.say(guess.parameter.label), *_value(words, guess.parameter, guess.truth()))
    for group in groups:
        parts = ((GUESS, _guesses), (COMPARE, _changes), (COMPARE, _results), (STEP, _commitment))
        lines = [(step, line) for step, part in parts for line in part(words, group, exercise)]
        lines[-1:-1] = []
        played = [(PLAY, line) for line in _game(words, group, exercise, cases)]
        for step, line in [*lines[: len(exercise.guesses)], *played, *lines[len(exercise.guesses) :]]:
            yield names[group.key], (words.say(step), *line)
    if exercise.name == CUSTOMER_FOREST:
        yield from _common_grounds(words, session, names)
