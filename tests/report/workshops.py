"""Workshops as the report gets them: groups that played everything, a common ground to its end, and the culture check in both rounds."""

from collections.abc import Sequence

from kit.contract import Played
from kit.exercises import exercises
from kit.exercises.culture_check.rounds import AFTER, BEFORE, NAME
from kit.exercises.culture_check.statements import statements
from kit.exercises.customer_forest import game as seasons
from kit.groups import Group, Session
from kit.journal import Event, Journal
from tests.exercises.plays import AT, events, key_of, play_of

NAMES = ("Blue", "Red", "A green group with quite a long name", "Foxes 🦊", "Yellow", "Field sales South")
DAYS = ("30,20,10,0", "60,0,0,0", "20,30,10,0", "40,20,0,0", "30,20,10,0", "20,40,0,0")
STEP = "We call five old customers and want nothing from them, and afterwards we write down what they told us."


def answers(people: int, lifted: str = "yes", rounds: Sequence[str] = (BEFORE, AFTER)) -> list[Event]:
    """The culture check at one screen: everybody stands somewhere, in the second round one point further."""
    found = []
    for more, step in enumerate(rounds):
        decided = {"through": people, "lifted": lifted} | {
            f"{person}.{one.key}": str(1 + (person + place + more) % 5)
            for person in range(1, people + 1)
            for place, one in enumerate(statements("en"))
        }
        found += [Event(f"{step} {name}", AT, NAME, step, name, value) for name, value in decided.items()]
    return found


def group(name: str, decided: Sequence[Event]) -> Group:
    """A group that decided this."""
    return Group(key_of(name), name, Journal().adding(decided))


def workshop(count: int = len(NAMES), people: int = 3) -> Session:
    """So many groups that played everything, on one ground in common, with so many people each in the culture check."""
    groups = []
    for place, name in enumerate(NAMES[:count]):
        decided = answers(people)
        for exercise in exercises().values():
            play = play_of(exercise.name)
            decided += events(name, exercise, (play.one, play.other, play.half)[place % 3])
            who = {"what": STEP, "who": name, "until": f"2026-12-{10 + place}"}
            decided += [Event(f"{exercise.name} {one}", AT, exercise.name, "commit", one, who[one]) for one in who]
        groups.append(group(name, decided))
    seats = {f"team.{team}": "human" if team <= count else "nobody" for team in range(1, 9)}
    days = {f"days.{team}": ";".join([one] * 12) for team, one in enumerate(DAYS[:count], start=1)}
    ground = seasons.Game(seats | days | {"talked": "done", "limit": "20", "bound": "word"})
    teams = tuple((team, one.key) for team, one in enumerate(groups, start=1))
    return Session(tuple(groups), (Played("customer_forest", "1.1", ground, teams),))
