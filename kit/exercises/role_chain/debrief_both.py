"""Questions about both ways of “Pass the customer on”: what chain and lone wolf cost, and what their customers felt."""

from kit.debrief import CULTURE, TOGETHER, Noticed, span
from kit.exercises.role_chain.debrief_played import both_ways, on_both
from kit.exercises.role_chain.game import CHAIN, WOLF
from kit.groups import Session
from kit.messages import Finding, _

HOURS = _(
    "Hours per case: {chain} in the chain, {wolf} as lone wolf. The chain took longer in {count} of {all} groups; each played two different customers."
)
HOURS_HERE = _("Hours for a case: {chain} in the chain, {wolf} as lone wolf, with two different customers.")
ASK_HOURS = _("Chain and lone wolf took different hours: what did the customer get for them?")


def hours(session: Session) -> list[Noticed]:
    """What both ways cost in hours."""
    pairs = both_ways(session)
    both = [
        [sum(game.outcome(way).hours.values()) for game, way in zip(pair, (CHAIN, WOLF), strict=True)] for pair in pairs
    ]
    if not both:
        return []
    chain, wolf = zip(*both, strict=True)
    longer = sum(one > other for one, other in both)
    values = {"chain": span(chain), "wolf": span(wolf), "count": longer, "all": len(both)}
    seen = Finding(HOURS if len(both) > 1 else HOURS_HERE, values)
    return [Noticed(TOGETHER, seen, Finding(ASK_HOURS), 0.35, basis=on_both(pairs))]


SOLD_TO = _(
    "Customers who felt sold to, group by group: both {both}, only the one of the chain {chain}, only the one of the lone wolf {wolf}, neither {neither}."
)
SOLD_TO_HERE = _("Of your two customers, felt sold to: {count}.")
ASK_SOLD_TO = _("What would a customer who feels sold to tell a colleague about you?")


def sold_to(session: Session) -> list[Noticed]:
    """In which of both ways customers felt sold to."""
    pairs = both_ways(session)
    felt = [(chain.outcome(CHAIN).felt_sold_to, wolf.outcome(WOLF).felt_sold_to) for chain, wolf in pairs]
    if not any(map(any, felt)):
        return []
    basis = on_both(pairs)
    if len(felt) == 1:
        count = sum(felt[0])
        return [
            Noticed(
                CULTURE, Finding(SOLD_TO_HERE, {"count": count}), Finding(ASK_SOLD_TO), 0.4 + 0.2 * count, basis=basis
            )
        ]
    kinds = {"both": (True, True), "chain": (True, False), "wolf": (False, True), "neither": (False, False)}
    values = {name: felt.count(kind) for name, kind in kinds.items()}
    striking = 0.4 + 0.4 * values["both"] / len(felt)
    return [Noticed(CULTURE, Finding(SOLD_TO, values), Finding(ASK_SOLD_TO), striking, basis=basis)]
