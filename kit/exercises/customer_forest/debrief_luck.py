"""Whether luck or the days decided who earned more in “Seasons”, and what equal days earned."""

from statistics import mean

from kit.debrief import CHANCE, CULTURE, Noticed
from kit.debrief.luck import Runner, extremes, lucky
from kit.exercises.customer_forest.debrief_played import Team, grounds
from kit.exercises.customer_forest.facts import equals, spread
from kit.exercises.customer_forest.game import SEATS
from kit.groups import Session
from kit.messages import Finding, _

MOST_ARENAS = 2  # whose luck is played again: each takes about a second

BY_LUCK = _(
    "{a} earned {more} EUR more than {b}. With other luck the same days bring {a} more in {first} and {b} more in {second} of {lucks} games (± {error}): luck decided here."
)
ASK_BY_LUCK = _("Luck decided who was ahead: whom in your firm do people copy only because a year went well?")
BY_DAYS = _(
    "Teams in the same position earned {low} to {high} EUR. With other luck the days that earned most are ahead of those that earned least in {first} of {lucks} games (± {error}): the days decided here, not luck."
)
ASK_BY_DAYS = _("The days decided who earned more: what did these teams leave behind for the others?")


def ahead_by_luck(session: Session) -> list[Noticed]:
    """Leads in earnings that luck decided."""
    duels = [duel for duel in map(lucky, _arenas(session)) if duel]
    more = [round(duel.winner.earned_eur - duel.other.earned_eur) for duel in duels]
    values = [
        {"a": duel.winner.called, "b": duel.other.called, "more": eur, **duel.counts}
        for duel, eur in zip(duels, more, strict=True)
    ]
    return [Noticed(CHANCE, Finding(BY_LUCK, one), Finding(ASK_BY_LUCK), 0.8) for one in values]


def ahead_by_days(session: Session) -> list[Noticed]:
    """Leads in earnings that the days decided."""
    duels = [duel for duel in map(extremes, _arenas(session)) if duel and duel.decisions_decided]
    values = [
        {"low": round(duel.other.earned_eur), "high": round(duel.winner.earned_eur), **duel.counts} for duel in duels
    ]
    return [Noticed(CULTURE, Finding(BY_DAYS, one), Finding(ASK_BY_DAYS), 0.7) for one in values]


ASK_SAME = _("Same work, different money: how would somebody at your firm explain the difference?")


def same_days(session: Session) -> list[Noticed]:
    """Teams in the same position that did nearly the same and earned differently: the ones with most such teams."""
    found = [equal for circle in _circles(session) if (equal := _equals(circle))]
    if not found:
        return []
    return [Noticed(CHANCE, spread([one.earned_eur for one in max(found, key=len)]), Finding(ASK_SAME), 0.9)]


def _equals(circle: list[Team]) -> list[Runner]:
    """Those of a circle who did nearly the same, unless it was the little in which they differ that decided."""
    runners = [team.runner() for team in circle]
    days = [[mean(task) for task in zip(*team.days, strict=True)] for team in circle]
    equal = [runners[place] for place in equals(days, [one.earned_eur for one in runners])]
    duel = extremes(equal)
    return equal if duel and not duel.decisions_decided else []


def _arenas(session: Session) -> list[list[Runner]]:
    """Teams whose earnings come from their own days, by the circle in which they can be compared."""
    there = [[team.runner() for team in circle if team.was_there] for circle in _circles(session)]
    return [runners for runners in there if len(runners) > 1]


def _circles(session: Session) -> list[list[Team]]:
    """Teams that can be compared: on one ground, or alone among the same bots; the largest such circles."""
    finished = [ground for ground in grounds(session) if ground[0].game.now is None]
    circles = [ground for ground in finished if len(ground) > 1]
    single = [ground[0] for ground in finished if len(ground) == 1]
    circles += [[team for team in single if _seats(team) == seats] for seats in dict.fromkeys(map(_seats, single))]
    return sorted((circle for circle in circles if len(circle) > 1), key=len, reverse=True)[:MOST_ARENAS]


def _seats(team: Team) -> tuple[str, ...]:
    return tuple(team.game.player(seat) for seat in SEATS)
