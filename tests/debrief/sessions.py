"""Sessions as tests need them: groups from plain decisions, and what a rule said about them."""

from kit.contract import Played
from kit.debrief import Question, workshop
from kit.exercises.customer_forest import game as seasons
from kit.exercises.incentives import game as payday
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.messages import Finding
from kit.models.chain.setting import ROLES
from kit.wording import Language


def group(name: str, steps: dict, key: str = "") -> Group:
    """A group from its decisions: {"incentives.play": {"old.1.days": "60,0,0,0"}}."""
    decided = [(*where.split("."), one, value) for where, values in steps.items() for one, value in values.items()]
    return Group(
        key or f"key of {name}",
        name,
        Journal().adding(Event(f"{name}{place}", "", *one) for place, one in enumerate(decided)),
    )


def session(step: str, *decided: dict) -> Session:
    """A session of groups “A”, “B”, … that decided something in one step."""
    return Session(tuple(group(chr(ord("A") + place), {step: one}) for place, one in enumerate(decided)))


def only(found: list[Question]) -> Question:
    """The one question that a rule asked."""
    (question,) = found
    return question


class Rules:
    """Every rule by its name, asked as the debrief asks it: `rules.quiz(session)`."""

    def __getattr__(self, name: str):
        asked = [(about, rule) for block in workshop.rules() for one, about, rule in block if one == name]
        assert asked, f"there is no rule {name}"
        return lambda session: [
            Question(name, about, one.kind, one.seen, one.ask, one.striking, one.basis)
            for about, rule in asked
            for one in rule(session)
        ]


rules = Rules()


def english(finding: Finding) -> str:
    """A finding in English; figures with their units have plain spaces."""
    return Language("en").say(finding).replace("\u00a0", " ")


# Games


def handed(*senders: dict, way: str = "chain", **more) -> dict:
    """A case passed on by people: per seat what was asked and noted and whether it was paired ("yes"); then the answers."""
    decided = {f"{way}.{role}.handed": "yes" for role in ROLES} | {f"{way}.sent": "yes"}
    for role, given in zip(ROLES, senders, strict=False):
        decided |= {f"{way}.{role}.{name}": value for name, value in given.items()}
    return decided | {f"{way}.{name}": value for name, value in more.items()}


def paydays(old: str, new: str, pulled: str = "0", **more) -> dict:
    """Both years with the same days in every quarter of a plan."""
    days = {one.name: old if side == payday.OLD else new for (side, _quarter), one in payday.DAYS.items()}
    return days | {one.name: pulled for one in payday.PULLED.values()} | more


def paid_eur(decided: dict) -> float:
    """The pay of both years."""
    return sum(float(result.slip.total) for year in payday.Game(decided).years.values() for result in year.results)


def seats(*players: str) -> dict:
    """Who plays which team."""
    return {
        seat.name: player
        for seat, player in zip(seasons.SEATS.values(), (*players, *(seasons.NOBODY,) * 8), strict=False)
    }


def days(*seasons_of_teams: list[str], players: tuple[str, ...] = (), **more) -> dict:
    """A game of teams of people (and bots) with their days season by season, after the talk unless `more` says otherwise."""
    teams = {seasons.PLAYED[team].name: ";".join(given) for team, given in enumerate(seasons_of_teams, start=1)}
    return seats(*(seasons.HUMAN,) * len(seasons_of_teams), *players) | teams | {"talked": "done"} | more


def common(decided: dict, *keys: str) -> Played:
    """A common ground of the groups with these keys."""
    return Played("customer_forest", "1.1", seasons.Game(decided), tuple(enumerate(keys, start=1)))
