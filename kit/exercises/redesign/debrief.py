"""Questions about “The board meeting”: which lever set the seats apart, what was put off, who paid, whose seat was empty, and what luck did.

A team is a group with its own game, or a round that screens of a room played together.
"""

from kit.contract import COMMA, beside
from kit.debrief import CHANCE, CULTURE, TOGETHER, Noticed, span
from kit.debrief.luck import NEARLY_ALL, error, other_lucks
from kit.exercises.redesign.facts import NAME, levers
from kit.exercises.redesign.game import YEARS, Game
from kit.exercises.redesign.game_figures import aims_reached
from kit.exercises.redesign.game_paths import NOTHING, pulled_in
from kit.exercises.redesign.roles import ENOUGH, FINANCE, NAMES, ROLES
from kit.exercises.redesign.setting import LEVER_LABELS, LEVERS
from kit.groups import Session
from kit.messages import Finding, _


def teams(session: Session) -> list[Game]:
    """All games in which something was decided, those of groups first."""
    own = [Game(group.journal.decided(NAME, "play")) for group in session.groups]
    together = [one.game for one in session.grounds if one.exercise == NAME]
    return [game for game in (*own, *together) if game.settled]


def _over(session: Session) -> list[Game]:
    """Those that went through all three years."""
    return [game for game in teams(session) if game.is_over]


APART = _(
    "Before the first year “{lever}” set the seats apart most: {count} of {all} proposals wanted it, and {never} never."
)
ASK_APART = _("“{lever}”: who had most to lose by it, and did the others know that figure before they were told?")


def apart(session: Session) -> list[Noticed]:
    """The lever that about half of the proposals wanted and the other half never."""
    plans = [plan for game in teams(session) for plan in game.plans(1).values()]
    if not plans:
        return []
    wanted = {lever: sum(bool(plan[place]) for plan in plans) for place, lever in enumerate(LEVERS)}
    lever = max(LEVERS, key=lambda one: min(wanted[one], len(plans) - wanted[one]))
    if not 0 < wanted[lever] < len(plans):
        return []
    values = {"lever": LEVER_LABELS[lever], "count": wanted[lever], "all": len(plans)}
    values["never"] = len(plans) - wanted[lever]
    return [Noticed(TOGETHER, Finding(APART, values), Finding(ASK_APART, values), 0.8)]


FIRST = _("In the first year {count} of {all} boards pulled nothing; the others began with {levers}.")
FIRST_ALL = _("Every board began in the first year, with {levers}.")
ASK_FIRST = _("What did you put off for whose sake, and was waiting a decision or a lack of one?")


def begun(session: Session) -> list[Noticed]:
    """With what the boards began, and how many waited."""
    games = teams(session)
    first = [pulled_in(game.before(2), 1) for game in games]
    if not any(first):
        return []
    chosen = tuple(lever for lever in LEVERS if any(lever in one for one in first))
    values = {"count": sum(not one for one in first), "all": len(games), "levers": levers(chosen)}
    seen = Finding(FIRST if values["count"] else FIRST_ALL, values)
    return [Noticed(CULTURE, seen, Finding(ASK_FIRST), 0.5)]


PAID = _("“{role}” missed its aim in {count} of {all} boards, most often of all.")
ASK_PAID = _("Who paid for the others’ aims, and what could have been given back to them?")


def paid(session: Session) -> list[Noticed]:
    """The role whose aim was missed most often."""
    games = _over(session)
    missed = {role: sum(role not in game.reached for game in games) for role in ROLES}
    role = max(ROLES, key=lambda one: missed[one])
    if not games or not missed[role]:
        return []
    values = {"role": NAMES[role], "count": missed[role], "all": len(games)}
    return [Noticed(CULTURE, Finding(PAID, values), Finding(ASK_PAID), 0.4 + 0.4 * missed[role] / len(games))]


EMPTY = _("In a board of this room nobody sat for: {roles}.")
ASK_EMPTY = _("Who in your firm speaks for a seat that is empty when such things are decided?")


def empty(session: Session) -> list[Noticed]:
    """Seats of common rounds that nobody had."""
    games = [one.game for one in session.grounds if one.exercise == NAME and one.game.settled]
    nobody = [role for role in ROLES if any(role not in game.seats.values() for game in games)]
    if not nobody:
        return []
    values = {"roles": beside([NAMES[role] for role in nobody], COMMA)}
    return [Noticed(TOGETHER, Finding(EMPTY, values), Finding(ASK_EMPTY), 0.6)]


DIP = _(
    "Against leaving everything as it is, with the same luck, the boards had {first} thousand EUR after one year and {last} after three."
)
ASK_DIP = _("Who would have stopped the change after the first year, and would that have been right?")


def dip(session: Session) -> list[Noticed]:
    """What the decisions brought in money, after one year and after three."""
    games = [game for game in _over(session) if game.path != NOTHING]
    if not games:
        return []
    after = {
        name: span([game.value(FINANCE, year) - game.untouched(FINANCE, year) for game in games], _thousand)
        for name, year in (("first", 1), ("last", YEARS))
    }
    return [Noticed(CULTURE, Finding(DIP, after), Finding(ASK_DIP), 0.6)]


def _thousand(eur: float) -> int:
    return round(eur / 1_000)


LUCK_ONE = _(
    "The same decisions with {lucks} other lucks: in {count} (± {error}) at least {enough} of {all} aims are reached."
)
LUCK_MANY = _(
    "Boards whose decisions reach at least {enough} of {roles} aims with nearly every one of {lucks} other lucks: {sure} of {all}; with nearly none: {never}. In the others luck has a say."
)
ASK_LUCK = _("After one single year: by what would you notice whether it was the decision or luck?")


def other_years(session: Session) -> list[Noticed]:
    """Whether the board would have held together with other lucks."""
    games = _over(session)
    if not games:
        return []
    counts, lucks = [_held(game) for game in games], len(other_lucks(games[0].luck))
    values = {"lucks": lucks, "enough": ENOUGH}
    if len(games) == 1:
        values |= {"count": counts[0], "error": error(counts[0], lucks), "all": len(ROLES)}
        return [Noticed(CHANCE, Finding(LUCK_ONE, values), Finding(ASK_LUCK), 0.5)]
    values |= {"roles": len(ROLES), "all": len(games)}
    values["sure"] = sum(count >= NEARLY_ALL * lucks for count in counts)
    values["never"] = sum(count <= (1 - NEARLY_ALL) * lucks for count in counts)
    return [Noticed(CHANCE, Finding(LUCK_MANY, values), Finding(ASK_LUCK), 0.5)]


def _held(game: Game) -> int:
    """With how many other lucks the same decisions reach aims enough."""
    reached = aims_reached(game.path)
    return sum(bool(reached[luck - 1] >= ENOUGH) for luck in other_lucks(game.luck))


RULES = (apart, begun, paid, empty, dip, other_years)
