"""“Pass the customer on”, played to the end in two ways and up to the second seat."""

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import CHAIN, WOLF
from kit.models.chain.setting import ROLES
from tests.exercises.plays import Play

ONE, OTHER = "bike_warehouse", "mustard_line"


def passed_on(case: str, answer: str) -> dict:
    """Both ways of a case; every question of the customer gets the same answer."""
    seats = {f"{way}.{role}.{done}": "yes" for way in (CHAIN, WOLF) for role in ROLES for done in ("begun", "handed")}
    asked = {f"{way}.{role}.asked": "0,1,2" for way in (CHAIN, WOLF) for role in ROLES}
    answers = {f"{way}.answer{place}": answer for way in (CHAIN, WOLF) for place in range(8)}
    begun = {"case.chain": case, "begun.chain": "yes", "begun.wolf": "yes", "chain.sent": "yes", "wolf.sent": "yes"}
    return begun | seats | asked | answers | {"chain.contact.noted": "0,1", "chain.relation.pairing": "yes"}


FIRST_SEAT = {
    "chain.contact.begun": "yes",
    "chain.contact.asked": "0,1",
    "chain.contact.noted": "0,1",
    "chain.contact.handed": "yes",
}

PLAY = Play(
    passed_on(ONE, "right"),
    passed_on(OTHER, "again"),
    {"case.chain": ONE, "begun.chain": "yes"} | FIRST_SEAT,
    lambda words: [cases(words.code)[key].title for key in (ONE, OTHER)],
)
