"""What was played in “Pass the customer on”, as the debrief looks at it: cases, handovers of people, who knew what, and what figures rest on."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial

from kit.exercises.role_chain.facts import NAME, customers, read
from kit.exercises.role_chain.game import CHAIN, HUMAN, WOLF, Game, Handover
from kit.groups import Group, Session
from kit.messages import Finding, Told, _
from kit.models.chain.setting import ROLES
from kit.wording import LANGUAGES

LANGUAGE = "en"  # of the cases; what is counted is the same in every language
ON_CASES = _(
    "Based on cases played as a chain: {games} (seats of people: {people}, of bots: {bots}). Customers: {customers}."
)
ON_HANDOVERS = _(
    "Based on handovers made by people: {handovers}; those of bots are left out. Cases: {games}, customers: {customers}."
)
ON_BOTH = _(
    "Based on groups that played both ways: {groups}. Customers of the chain: {chain}; of the lone wolf: {wolf}."
)


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


# What figures rest on


def on_cases(games: Sequence[Game]) -> Finding:
    """Whose cases were counted: how many seats people and bots had, and which customers."""
    players = [game.player(role) for game in games for role in ROLES]
    people = players.count(HUMAN)
    values = {"games": len(games), "people": people, "bots": len(players) - people, "customers": called(games)}
    return Finding(ON_CASES, values)


def on_handovers(games: Sequence[Game]) -> Finding:
    """Whose handovers were counted, of which customers."""
    with_people = [game for game in games if handed_over(game)]
    made = sum(len(handed_over(game)) for game in with_people)
    return Finding(ON_HANDOVERS, {"handovers": made, "games": len(with_people), "customers": called(with_people)})


def on_both(pairs: Sequence[tuple[Game, Game]]) -> Finding:
    """How many groups played both ways, and with which customers."""
    chain, wolf = zip(*pairs, strict=True)
    return Finding(ON_BOTH, {"groups": len(pairs), "chain": called(chain), "wolf": called(wolf)})


def called(games: Sequence[Game]) -> Told:
    """What the customers of these games are called; of one that was met more than once, how often."""
    counts = Counter(game.case.key for game in games)
    return Told({language: _listed(counts, language) for language in LANGUAGES})


def _listed(counts: Counter[str], language: str) -> str:
    titles = {key: customers(language)[key].title for key in counts}
    return ", ".join(titles[key] + (f" ({count} ×)" if count > 1 else "") for key, count in counts.items())
