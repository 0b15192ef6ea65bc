"""The report as a table for a spreadsheet: every group's predictions, decisions, results and steps, one figure a line.

Numbers are plain (no marks for thousands, units in a column of their own). What people typed can never become a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import category

import numpy as np

from kit.exercises.role_chain.cases import Case
from kit.exercise import Exercise, exercises
from kit.exercises.role_chain import game as pass_on
from kit.exercises.incentives import game as payday
from kit.exercises.customer_forest import game as seasons
from kit.exercises.role_chain.game import AGAIN, CAREFUL, CHAIN, CHATTY, HASTY, HUMAN, RIGHT, WOLF
from kit.groups import CUSTOMER_FOREST, INCENTIVES, ROLE_CHAIN, Group, Played, Session, without_damaged
from kit.messages import _
from kit.parameters import Parameter, parameters
from kit.exercises.customer_forest import setting as forest
from kit.exercises.incentives import setting as incentives
from kit.exercises.role_chain.setting import ROLE_LABELS, ROLES
from kit.typed import balanced, is_seen, plain
from kit.wording import LABEL_OF, Language, digits_of

MORE_DIGITS = 2  # of results, than on the page: two of them can be compared exactly
PERCENT_SIGN = "%"
DAYS, EUR = _("days"), incentives.EUR

HEAD = (_("group"), _("exercise"), _("step"), _("what"), _("value"), _("unit"))
GUESS, PLAY, COMPARE, STEP = _("Guess"), _("Play"), _("Compare"), _("Our step")
GROUP, TRUTH = _("Group {number}"), _("True answer at the start setting")
NO_GUESS = _("no guess")
UNREADABLE = _("cannot be read")
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
    """Typed text without what no file can hold: control characters (line breaks and tabs stay), halves of characters, open direction marks."""
    return SURROGATE.sub("\ufffd", CONTROL.sub("", balanced(str(text)).replace("\r\n", "\n").replace("\r", "\n")))


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
    names = session.names()
    numbered = enumerate(session.groups, start=1)
    return {one.key: plain(clean(names[one.key])).strip() if is_seen(one.name) else words.say(GROUP, number=number) for number, one in numbered}


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
    for guess in exercise.guesses if groups else ():
        yield words.say(TRUTH), (words.say(GUESS), words.say(guess.parameter.label), *_value(words, guess.parameter, guess.truth()))
    for group in groups:
        for step, make in _parts(words, exercise, cases).items():
            lines, left_out = without_damaged(lambda some, make=make: [line for one in some for line in make(one)], [group])
            yield from ((names[group.key], (words.say(step), *line)) for line in ([(words.say(UNREADABLE), "", "")] if left_out else lines))
    if exercise.name == CUSTOMER_FOREST:
        yield from ((whose, (words.say(PLAY), *line)) for whose, line in _common_grounds(words, session, names))


def _parts(words: Language, exercise: Exercise, cases: Mapping[str, Case]) -> dict:
    """What makes the lines of a group, by step."""
    return {
        GUESS: lambda group: _guesses(words, group, exercise), PLAY: lambda group: _game(words, group, exercise, cases),
        COMPARE: lambda group: [*_changes(words, group, exercise), *_results(words, group, exercise)], STEP: lambda group: _commitment(words, group, exercise),
    }  # fmt: skip


def _guesses(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    given = group.guesses(exercise)
    for parameter in (one.parameter for one in exercise.guesses):
        said = _value(words, parameter, given[parameter.name]) if given else (words.say(NO_GUESS), "")
        yield words.say(parameter.label), *said


def _changes(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    declared, default = parameters(exercise.setting), exercise.setting()
    for name, value in group.changes(exercise).items():
        before = words.value(declared[name], getattr(default, name))
        yield words.say(FROM_START, label=words.label(declared[name]), before=before), *_value(words, declared[name], value)


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


def _commitment(words: Language, group: Group, exercise: Exercise) -> Iterator[Line]:
    step = group.commitment(exercise)
    return ((words.say(label), step[part], "") for part, label in COMMITMENT.items() if step.get(part))


# The games


def _game(words: Language, group: Group, exercise: Exercise, cases: Mapping[str, Case]) -> Iterable[Line]:
    if exercise.name == ROLE_CHAIN:
        return _chain(words, group, cases)
    if exercise.name == INCENTIVES:
        return _payday(words, two_years(group))
    return _own_ground(words, own_ground(group)) if exercise.name == CUSTOMER_FOREST else ()


def _under(words: Language, part: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that belong to a part of the game."""
    return ((words.say(LABEL_OF, side=part, label=what), value, unit) for what, value, unit in lines)


def _chain(words: Language, group: Group, cases: Mapping[str, Case]) -> Iterator[Line]:
    for way, label in WAYS.items():
        game = passed_on(group, cases, way)
        if game is None:
            continue
        yield from _under(words, label, [(words.say(CUSTOMER), game.case.title, "")])
        for role in ROLES:
            part = words.say(LABEL_OF, side=label, label=ROLE_LABELS[role])
            yield from _under(words, part, _seat(words, game, way, role))
        if game.answered(way):
            yield from _under(words, label, [*_answers(words, game, way), *_outcome(words, game, way)])
    for name, count in (on_paper(group) or {}).items():
        yield words.say(LABEL_OF, side=ON_PAPER, label=PAPER[name]), str(count), ""


def _seat(words: Language, game: pass_on.Game, way: str, role: str) -> Iterator[Line]:
    """What was done at a seat."""
    if way == CHAIN:
        yield words.say(WHO_PLAYS), words.say(PLAYERS[game.player(role)]), ""
    for question in game.asked(way, role):
        yield words.say(ASKED), game.seat(role).questions[question].label, ""
    handed = game.player(role) != HUMAN or game.decided.get(f"{way}.{role}.handed") == "yes"
    if way == WOLF or role == ROLES[-1] or not handed:
        return
    yield words.say(SAT_IN), words.say(YES if game.paired(role) else NO), ""
    for number in sorted(game.noted(role)):
        yield words.say(NOTED), game.facts[number].text, ""
    if game.words(role):
        yield words.say(OWN_WORDS), game.words(role), ""


def _answers(words: Language, game: pass_on.Game, way: str) -> Iterator[Line]:
    for final, answer in zip(game.case.end, game.answers(way), strict=True):
        texts = {RIGHT: final.right.text, **{f"wrong{place}": one.text for place, one in enumerate(final.wrong)}}
        yield words.say(ANSWER, question=final.asks), words.say(ASK_AGAIN) if answer == AGAIN else texts.get(answer, ""), ""


def _outcome(words: Language, game: pass_on.Game, way: str) -> Iterator[Line]:
    outcome = game.outcome(way)
    for sender, receiver, one in zip(ROLES, ROLES[1:], game.handovers, strict=False) if way == CHAIN else ():
        part = words.say(HANDOVER, sender=ROLE_LABELS[sender], receiver=ROLE_LABELS[receiver])
        yield from _under(words, part, [(words.say(KNOWN), str(len(one.known)), ""), (words.say(ARRIVED), str(len(one.arrived)), "")])
    for label, count in ((ANSWERED, outcome.right), (AGAIN_COUNT, outcome.again), (BROKEN, len(outcome.broken))):
        yield words.say(label), str(count), ""
    yield words.say(HOURS_SPENT), _number(words, sum(outcome.hours.values()), 1), words.say(HOURS)
    yield words.say(FELT), words.say(YES if outcome.felt_sold_to else NO), ""


def _payday(words: Language, game: payday.Game | None) -> Iterator[Line]:
    if game is None:
        return
    yield words.say(payday.FIRST.label), words.say(PLANS[game.sides[0]]), ""
    yield words.say(payday.LUCK.label), str(game.setting.chance), ""
    for (side, quarter), division in payday.DAYS.items():
        days, pulled = game.days(side, quarter), game.pulled(side, quarter)
        lines = [(words.say(one.label), str(count), words.say(DAYS)) for one, count in zip(division.parts, days or (), strict=False)]
        lines += [(words.say(payday.PULLED[side, quarter].label), str(pulled), "")] if pulled is not None else []
        yield from ((words.say(QUARTER, plan=PLANS[side], quarter=quarter, what=what), *rest) for what, *rest in lines)
    for side, plan in PLANS.items() if game.now is None else ():
        yield from _under(words, plan, _year(words, game.years[side]))


def _year(words: Language, year: payday.Year) -> Iterator[Line]:
    for task, days in zip(payday.TASK_PARTS, mean_days([one.days for one in year.results]), strict=True):
        yield words.say(MEAN_DAYS, task=task.label), _number(words, days, 2), words.say(DAYS)
    for label, count in year_figures(year).items():
        yield words.say(label), str(count), ""


def mean_days(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Days by task, mean of the rounds."""
    return np.array(rounds, float).mean(axis=0).tolist()


def year_figures(year: payday.Year) -> dict:
    """What a year of “Payday” came to, by its label."""
    results = year.results
    return {
        PAY: round(sum(float(one.slip.total) for one in results)), WON: sum(len(one.won) + len(one.pulled) for one in results),
        PULLED: sum(len(one.pulled) for one in results), AT_START: results[0].at_start, AT_END: results[-1].customers,
    }  # fmt: skip


def _own_ground(words: Language, game: seasons.Game | None) -> Iterator[Line]:
    if game is None:
        return
    played = Played("", game, ())
    for place, name in enumerate(teams(words, played, {})):
        yield from _under(words, name, _team_lines(words, game, place))
    yield from _ground(words, game, teams(words, played, {}))


def _common_grounds(words: Language, session: Session, names: Mapping[str, str]) -> Iterator[tuple[str, Line]]:
    for played in session.grounds:
        ground, own = words.say(COMMON, key=played.name), teams(words, played, names)
        for place, name in enumerate(own):
            yield from ((name, line) for line in _under(words, ground, _team_lines(words, played.game, place)))
        yield from ((ground, line) for line in _ground(words, played.game, own))


def _team_lines(words: Language, game: seasons.Game, place: int) -> Iterator[Line]:
    """What a team did season by season, and what came of it for the team."""
    team, finished = game.teams[place], game.ground.seasons
    given = game.given(team) if team in game.humans else [season.days[place] for season in finished]
    for number, days in enumerate(given, start=1):
        for task, count in zip(forest.TASKS, days, strict=True):
            yield words.say(SEASON, season=number, what=forest.TASK_LABELS[task]), str(int(count)), words.say(DAYS)
    if finished:
        yield words.say(EARNED), str(round(float(sum(season.earned_eur[place] for season in finished)))), ""
        yield words.say(CUSTOMERS), str(int(finished[-1].customers[place])), ""


def _ground(words: Language, game: seasons.Game, called: Sequence[str]) -> Iterator[Line]:
    """What holds for a whole ground."""
    yield words.say(seasons.LUCK.label), str(game.setting.chance), ""
    yield words.say(SEASONS_PLAYED), str(len(game.ground.seasons)), ""
    if game.talked:
        yield words.say(seasons.LIMIT.label), words.value(seasons.LIMIT, str(game.limit) if game.limit is not None else seasons.FREE), ""
    if game.limit is not None:
        yield words.say(seasons.BOUND.label), words.value(seasons.BOUND, seasons.BINDING if game.binds else seasons.WORD), ""
    if broke(game, called):
        yield words.say(BROKEN_BY), ", ".join(broke(game, called)), ""
    if game.ground.seasons:
        yield words.say(BURNED), str(game.ground.seasons[-1].burned), ""
