"""How pretend people answer the culture check: one after the other, between the two ends as their temper is."""

from collections.abc import Mapping
from random import Random

from kit.exercises.culture_check.rounds import LIFTED, PERSON, POINTS, THROUGH, Round
from kit.exercises.culture_check.statements import statements

PEOPLE = (3, 5)  # at a screen


def rehearse(decided: Mapping, temper: float, chance: Random) -> Mapping:
    """What the next person answers; after the last one the curtain is lifted."""
    now = Round(decided)
    if now.is_done:
        return {}
    if not now.person:
        last = now.through >= chance.randint(*PEOPLE) or now.through >= PEOPLE[1]
        return {LIFTED: "yes"} if last else {PERSON: now.through + 1}
    answers = {f"{now.person}.{one.key}": _point(temper, chance) for one in statements("en")}
    return answers | {THROUGH: now.person}


def _point(temper: float, chance: Random) -> str:
    points = list(POINTS)
    return points[round(min(1.0, max(0.0, chance.gauss(temper, 0.25))) * (len(points) - 1))]
