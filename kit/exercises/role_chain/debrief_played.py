"""What was played in “Pass the customer on”, as the debrief looks at it: cases, handovers of people, and who knew what."""

from functools import lru_cache, partial

from kit.exercises.role_chain.facts import NAME, read
from kit.exercises.role_chain.game import CHAIN, HUMAN, WOLF, Game, Handover
from kit.exercises.role_chain.setting import ROLES
from kit.groups import Group, Session

LANGUAGE = "en"  # of the cases; what is counted is the same in every language


@lru_cache(maxsize=256)
def case_of(group: Group, way: str) -> Game | None:
    """The case of a group, if it was played to the customer's answers by players that there are."""
    return read(partial(group.journal.decided, NAME), LANGUAGE).answered(way)


def chains(session: Session) -> list[Game]:
    return [game for game in (case_of(group, CHAIN) for group in session.groups) if game]


def both_ways(session: Session) -> list[tuple[Game, Game]]:
    played = ((case_of(group, CHAIN), case_of(group, WOLF)) for group in session.groups)
    return [(chain, wolf) for chain, wolf in played if chain and wolf]


def handed_over(game: Game) -> list[tuple[str, Handover]]:
    """The handovers that people made, with the role that handed over."""
    made = zip(ROLES, game.handovers, strict=False)
    return [(role, handover) for role, handover in made if game.player(role) == HUMAN and handover.known]


def needed(game: Game, place: int) -> frozenset[int]:
    """The facts that a question of the customer needs."""
    keys = game.case.end[place].needs
    return frozenset(number for number, fact in enumerate(game.facts) if fact.key in keys)


def ever_known(game: Game) -> frozenset[int]:
    """What anybody in the chain knew at any time."""
    return frozenset().union(*(game.learnt(CHAIN, role) for role in ROLES))
