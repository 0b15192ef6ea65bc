"""What came of “The board meeting”: the proposals, what was decided year by year, and each role's figure beside its aim."""

from collections.abc import Iterator

from kit.contract import COMMA, PERCENT_SIGN, Decided, Fact, Names, Pair, Played, Said, Table, beside
from kit.exercises.redesign import common
from kit.exercises.redesign.game import LUCK, MEETINGS, PULLED, YEARS, Game
from kit.exercises.redesign.game_figures import aim, extremes
from kit.exercises.redesign.game_paths import Path, levers_of, pulled_in
from kit.exercises.redesign.roles import AIMS, ENOUGH, NAMES, ROLES
from kit.exercises.redesign.setting import LEVER_LABELS
from kit.messages import Finding, Message, _
from kit.parameters import Shown

NAME = "redesign"
COMMON = _("The board meeting, round {key}")
SCENE = _("meeting before year {year} of {years}")
YEAR = _("Year {year}")
PROPOSED, WHEN, NOTHING_AT_ALL = _("proposed"), _("{lever} in year {year}"), _("leave everything as it is")
UNTOUCHED, PLAYED, AIM = _("nothing changed, same luck"), _("as decided"), _("aim")
WORST, BEST = _("worst path of the budget, same luck"), _("best path of the budget, same luck")
REACHED, REACHED_OF = _("aims reached"), _("{count} of {all}")
REACHED_UNTOUCHED = _("aims reached, nothing changed, same luck")
NO_LEVER = _("no lever")
WON = _("The board holds together: {reached} of {all} have reached their aims ({who}).")
LOST = _("The board falls apart: {reached} of {all} have reached their aims ({who}); it takes {enough}.")
NOBODY = _("nobody")


def read(decided: Decided, _language: str) -> Game:
    """The decisions of a group, as its game."""
    return Game(decided("play"))


def scene(decided: Decided, _language: str, room) -> Finding | None:
    """Where a game stands: the common one of a group in a room, else its own."""
    table = common.of_group(room) if room else None
    return scene_together(table) if table else where(Game(decided("play")))


def scene_together(table: common.Common) -> Finding | None:
    """Where a common game stands."""
    return where(table.game)


def where(game: Game) -> Finding | None:
    """Where a game stands that was begun; None at its end and before its begin."""
    return Finding(SCENE, {"year": game.now, "years": YEARS}) if game.is_begun and game.now else None


def year_of(year: int) -> Finding:
    """What a year is called."""
    return Finding(YEAR, {"year": year})


def levers(names: tuple[str, ...]) -> Said:
    """Levers in one cell or sentence."""
    return beside([LEVER_LABELS[one] for one in names], COMMA) if names else NO_LEVER


def plan(path: Path) -> Said:
    """A proposal in a sentence."""
    said = [
        Finding(WHEN, {"lever": LEVER_LABELS[lever], "year": year})
        for year in MEETINGS
        for lever in pulled_in(path, year)
    ]
    return beside(said, COMMA) if said else NOTHING_AT_ALL


def shown(role: str, value: float) -> Shown:
    """A figure of a role as it is said."""
    return Shown(AIMS[role].shown, value)


# In full


def facts(played: Played[Game], names: Names) -> Iterator[Fact]:
    """Everything that was proposed and decided, and what it came to."""
    game = played.game
    if not game.is_begun or not (game.settled or game.plans(1)):
        return
    yield Fact((), LUCK.label, game.luck)
    for year in MEETINGS[: len(game.settled) + 1]:
        for seat, path in game.plans(year).items():
            yield Fact((year_of(year), who(played, names, seat)), PROPOSED, plan(path))
        if year <= len(game.settled):
            yield Fact((year_of(year),), PULLED[year].label, levers(levers_of(game.settled[year - 1])))
    if game.is_over:
        for role in ROLES:
            yield from _of_role(game, role)
        yield Fact((), REACHED, _of_all(game.reached))
        yield Fact((), REACHED_UNTOUCHED, _of_all(game.reached_untouched))


def who(played: Played[Game], names: Names, seat) -> Said:
    """Whoever proposed: in a room with the name of the group."""
    role = NAMES[played.game.role_of(seat)]
    key = dict(played.teams).get(seat)
    return beside((role, names.get(key, "") or key[:4])) if key else role


def _of_role(game: Game, role: str) -> Iterator[Fact]:
    """The figure of a role, and what it is measured by."""
    (worst, _path), (best, _other) = extremes(game.luck)[role]
    values = {
        PLAYED: game.value(role),
        AIM: aim(role),
        UNTOUCHED: game.untouched(role),
        WORST: worst,
        BEST: best,
    }
    percent = AIMS[role].shown.percent
    for what, value in values.items():
        unit = Message(PERCENT_SIGN) if percent else AIMS[role].shown.unit
        yield Fact((NAMES[role], AIMS[role].figure), what, 100 * value if percent else value, unit)


# At a glance


def table(played: Played[Game], _names: Names) -> Table:
    """What was decided year by year, and the figures; once all three years are over."""
    game = played.game
    head = (*(year_of(year) for year in MEETINGS), *(AIMS[role].figure for role in ROLES), REACHED)
    if not game.is_over:
        return Table(head, unfinished=("",) if game.is_begun else ())
    decided = (levers(levers_of(bits)) for bits in game.settled)
    row = (*decided, *(shown(role, game.value(role)) for role in ROLES), _of_all(game.reached))
    return Table(head, (row,))


def _of_all(roles: tuple[str, ...]) -> Finding:
    """How many of all aims were reached."""
    return Finding(REACHED_OF, {"count": len(roles), "all": len(ROLES)})


def named(roles: tuple[str, ...]) -> Said:
    """Roles in one sentence."""
    return beside([NAMES[role] for role in roles], COMMA) if roles else NOBODY


def came_to(game: Game) -> Finding:
    """Whether the board holds together, and who has reached their aims."""
    values = {"reached": len(game.reached), "all": len(ROLES), "who": named(game.reached)}
    return Finding(WON, values) if game.is_won else Finding(LOST, values | {"enough": ENOUGH})


def pairs(played: Played[Game]) -> list[Pair]:
    """Each role's figure beside what it would be if nothing had been changed; nothing before the end."""
    game = played.game
    if not game.is_over:
        return []
    return [_pair(game, role) for role in ROLES]


def _pair(game: Game, role: str) -> Pair:
    values = (game.untouched(role), game.value(role))
    times = 100 if AIMS[role].shown.percent else 1
    return Pair(AIMS[role].figure, (UNTOUCHED, PLAYED), tuple(times * one for one in values), low=0)
