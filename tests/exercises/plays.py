"""A whole game of every exercise, as groups play it: decisions by step, and what must be named wherever it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain import game as pass_on
from kit.exercises.incentives import game as payday
from kit.exercises.customer_forest import game as seasons
from kit.groups import Group
from kit.journal import Event, Journal
from kit.exercises.role_chain.setting import ROLES
from kit.wording import Language


@dataclass(frozen=True)
class Play:
    """A game to its end in two ways, and `named(words)`: what was played, in the reader's language."""

    one: dict
    other: dict
    named: Callable[[Language], list[str]]


def _passed_on(case: str, answer: str) -> dict:
    seats = {f"{way}.{role}.{done}": "yes" for way in (pass_on.CHAIN, pass_on.WOLF) for role in ROLES for done in ("begun", "handed")}
    asked = {f"{way}.{role}.asked": "0,1,2" for way in (pass_on.CHAIN, pass_on.WOLF) for role in ROLES}
    answers = {f"{way}.answer{place}": answer for way in (pass_on.CHAIN, pass_on.WOLF) for place in range(8)}
    begun = {"case.chain": case, "begun.chain": "yes", "begun.wolf": "yes", "chain.sent": "yes", "wolf.sent": "yes"}
    return begun | seats | asked | answers | {"chain.contact.noted": "0,1", "chain.relation.pairing": "yes"}


def _two_years(old: str, new: str) -> dict:
    days = {one.name: old if side == payday.OLD else new for (side, _quarter), one in payday.DAYS.items()}
    return {"begun": "yes"} | days | {one.name: "1" for one in payday.PULLED.values()}


def _seasons(*days: str) -> dict:
    seats = {seat.name: seasons.NOBODY for seat in seasons.SEATS.values()} | {"team.1": seasons.HUMAN, "team.2": seasons.HUMAN, "team.3": seasons.FELLER}
    rounds = {seasons.PLAYED[team].name: ";".join([one] * seasons.SEASONS) for team, one in enumerate(days, start=1)}
    return {"begun": "yes"} | seats | rounds | {"talked": "done", "limit": "20", "bound": seasons.WORD}


PLAYS = {
    "role_chain": Play(
        _passed_on("bike_warehouse", "right"), _passed_on("mustard_line", "again"),
        lambda words: [cases(words.code)[key].title for key in ("bike_warehouse", "mustard_line")],
    ),
    "incentives": Play(
        _two_years("30,15,10,5", "20,25,10,5"), _two_years("60,0,0,0", "60,0,0,0"), lambda words: [words.say(part.label) for part in payday.TASK_PARTS],
    ),
    "customer_forest": Play(
        _seasons("30,20,10,0", "20,40,0,0"), _seasons("60,0,0,0", "60,0,0,0"), lambda words: [words.say("Team {number}", number=1), "Felix"],
    ),
}  # fmt: skip


def player(name: str, exercise, play: dict) -> Group:
    """A group that went through every step of an exercise and played its game."""
    guesses = {guess.parameter.name: guess.parameter.at(1) for guess in exercise.guesses}
    steps = {
        "predict": guesses | {"guess": "given"}, "play": play | {"opened": "yes"}, "view": {"view": exercise.laboratory.views[-1].key}, "limits": {"opened": "yes"},
        "reflect": {one.key: "0" for one in exercise.quiz} | {"opened": "yes"},
        "commit": {"what": f"what {name} does", "who": f"who of {name}", "until": "2026-12-24", "opened": "yes"}, "share": {"opened": "yes"},
    }  # fmt: skip
    events = [Event(f"{step} {one}", "2026-11-24T10:00:00Z", exercise.name, step, one, value) for step, values in steps.items() for one, value in values.items()]
    return Group(name.encode().hex().zfill(32)[:32], name, Journal().adding(events))
