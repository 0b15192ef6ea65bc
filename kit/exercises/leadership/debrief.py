"""Questions about “Who decides?”: where people lay apart, what they want to let go of, what it did to waits, and what luck did.

A team is a group with its own game, or a round that screens of a room played together.
"""

from statistics import mean

from kit.contract import TENTHS
from kit.debrief import CHANCE, CULTURE, TOGETHER, Noticed, span
from kit.debrief.luck import NEARLY_ALL, error, other_lucks
from kit.exercises.leadership.facts import NAME, came_to, card
from kit.exercises.leadership.game import CARDS, SIDES, TODAY, WISHED, Game, week
from kit.groups import Session
from kit.messages import Finding, _
from kit.parameters import Shown

FAR = 3  # degrees between two people: then they mean different things
HALF = 0.5  # of the teams: then a tendency is worth a question


def teams(session: Session) -> list[Game]:
    """All games in which a board was settled, those of groups first."""
    own = [Game(group.journal.decided(NAME, "play")) for group in session.groups]
    together = [one.game for one in session.grounds if one.exercise == NAME]
    return [game for game in (*own, *together) if game.board(TODAY) and game.board(WISHED)]


def _played(session: Session) -> list[Game]:
    """Those that lived through both weeks."""
    return [game for game in teams(session) if game.is_over]


def _degrees(games: list[Game], side: str, number: int) -> list[int]:
    return [degree for game in games if (degree := game.settled(side, number))]


APART = _(
    "“{decision}”: who decides that today? In {count} of {all} teams the picks lay {far} degrees or more apart, up to {most}."
)
ASK_APART = _("You work side by side and see “{decision}” so differently: what happened the last time it came up?")


def furthest_apart(session: Session) -> list[Noticed]:
    """The card on which people saw today's practice most differently."""
    games = [game for game in teams(session) if any(len(game.picks(number)) > 1 for number in CARDS)]
    spreads = {number: [_spread(game, number) for game in games] for number in CARDS}
    if not games:
        return []
    number = max(CARDS, key=lambda one: mean(spreads[one]))
    count = sum(one >= FAR for one in spreads[number])
    if not count:
        return []
    values = {"decision": card(number), "count": count, "all": len(games), "far": FAR, "most": max(spreads[number])}
    return [Noticed(TOGETHER, Finding(APART, values), Finding(ASK_APART, values), 0.5 + 0.4 * count / len(games))]


def _spread(game: Game, number: int) -> int:
    """How far the picks for today lie apart, in degrees."""
    picked = [today for today, _wished in game.picks(number).values()]
    return max(picked) - min(picked) if picked else 0


LET_GO = _("Most is to move on “{decision}”: from {today} to {wished} on average (1 the boss, 7 the team).")
ASK_LET_GO = _("“{decision}”: what has to happen before the team can have it, and who takes the first step?")


def let_go(session: Session) -> list[Noticed]:
    """The card on which today and wish lie furthest apart."""
    games = teams(session)
    if not games:
        return []
    moved = {one: mean(_degrees(games, WISHED, one)) - mean(_degrees(games, TODAY, one)) for one in CARDS}
    number = max(CARDS, key=lambda one: abs(moved[one]))
    if abs(moved[number]) < 1:
        return []
    shown = {side: Shown(TENTHS, mean(_degrees(games, side, number))) for side in SIDES}
    values = {"decision": card(number), **shown}
    return [Noticed(CULTURE, Finding(LET_GO, values), Finding(ASK_LET_GO, values), 0.8)]


STAYS = _("“{decision}” is to stay as it is in {count} of {all} teams.")
ASK_STAYS = _("“{decision}” may stay as it is: what makes it work?")


def stays(session: Session) -> list[Noticed]:
    """The card that most teams do not want to change."""
    games = teams(session)
    same = {one: sum(game.settled(TODAY, one) == game.settled(WISHED, one) for game in games) for one in CARDS}
    number = max(CARDS, key=lambda one: same[one])
    if not games or same[number] < HALF * len(games):
        return []
    values = {"decision": card(number), "count": same[number], "all": len(games)}
    return [Noticed(CULTURE, Finding(STAYS, values), Finding(ASK_STAYS, values), 0.3)]


BOSS = _(
    "A decision waited {before} hours with today’s boards and {after} with the wished ones; the boss had {left_before} and {left_after} hours left."
)
ASK_BOSS = _("What would your boss do with the hours that are left over, and would you notice?")


def boss_week(session: Session) -> list[Noticed]:
    """What the boards do to the waits and to the boss's week."""
    games = _played(session)
    if not games:
        return []
    came = {side: [came_to(game.weeks[side]) for game in games] for side in SIDES}
    values = {
        name: span([one[figure] for one in came[side]], lambda hours: Shown(TENTHS, round(hours, 1)))
        for name, figure, side in (
            ("before", "waited", TODAY),
            ("after", "waited", WISHED),
            ("left_before", "left", TODAY),
            ("left_after", "left", WISHED),
        )
    }
    return [Noticed(CULTURE, Finding(BOSS, values), Finding(ASK_BOSS), 0.6)]


MISTAKES = _(
    "In {lucks} weeks with other luck the wished board loses fewer people than today’s in {count} (± {error}), more in {more}."
)
MISTAKES_MANY = _(
    "Teams whose wished board loses fewer people than today’s in nearly every week, with {lucks} other lucks: {sure} of {all}; in the others luck has a say."
)
ASK_MISTAKES = _(
    "Waiting and mistakes have different victims: which of the two hurts your customers more, and how do you know?"
)


def other_weeks(session: Session) -> list[Noticed]:
    """Whether the wished board does better with other lucks, too."""
    games = _played(session)
    if not games:
        return []
    found = [_ahead(game) for game in games]
    lucks = len(other_lucks(games[0].luck))
    if len(games) == 1:
        count, more = found[0]
        values = {"lucks": lucks, "count": count, "more": more, "error": error(count, lucks)}
        return [Noticed(CHANCE, Finding(MISTAKES, values), Finding(ASK_MISTAKES), 0.5)]
    sure = sum(count >= NEARLY_ALL * lucks for count, _more in found)
    values = {"lucks": lucks, "sure": sure, "all": len(games)}
    return [Noticed(CHANCE, Finding(MISTAKES_MANY, values), Finding(ASK_MISTAKES), 0.5)]


def _ahead(game: Game) -> tuple[int, int]:
    """In how many weeks with other luck the wished board loses fewer people, and in how many more."""
    boards = {side: board for side in SIDES if (board := game.board(side))}
    gone = [[week(boards[side], luck).gone for side in SIDES] for luck in other_lucks(game.luck)]
    return sum(today > wished for today, wished in gone), sum(today < wished for today, wished in gone)


RULES = (furthest_apart, let_go, stays, boss_week, other_weeks)
