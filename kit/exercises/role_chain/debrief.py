"""Questions about “Pass the customer on”: what handovers lost, what became of promises, and what it cost.

The game has no luck but the customer that a group chose. So nearly everything here was made by decisions; how hard a
customer is, four careful bots show.
"""

from functools import lru_cache
from itertools import combinations

from kit.debrief import CHANCE, CULTURE, TOGETHER, Noticed, span
from kit.exercises.role_chain.debrief_both import hours, sold_to
from kit.exercises.role_chain.debrief_played import (
    LANGUAGE,
    called,
    case_of,
    chains,
    ever_known,
    handed_over,
    needed,
    on_cases,
    on_handovers,
)
from kit.exercises.role_chain.facts import customers
from kit.exercises.role_chain.game import (
    AGAIN,
    CAREFUL,
    CHAIN,
    HUMAN,
    MOST_NOTED,
    NOTE_HOURS,
    PAIR_HOURS,
    RIGHT,
    Game,
    Handover,
)
from kit.groups import Session
from kit.messages import Finding, _
from kit.models.chain.setting import ROLE_LABELS, ROLES
from kit.parameters import PERCENT, Shown

CLEARLY = 0.1  # more of the facts lost than at the next worst handover
HALF = 0.5  # of a difference between two groups that the customer alone explains


# What the customer got from the chain

PASSED_ON = _(
    "The chain answered {right} of the customer’s {questions} questions. {lost} of the facts known on the way did not reach the end."
)
PASSED_ON_ALL = _(
    "Of the customer’s questions the chains answered {right} of {questions}. Of the facts known on the way {lost} did not reach the end."
)
ASK_PASSED_ON = _("If the customer told it: what was it like to be passed on from one of you to the next?")


def passed_on(session: Session) -> list[Noticed]:
    """What the customers got from chains in which people sat, of one group as well."""
    games = [game for game in chains(session) if any(game.player(role) == HUMAN for role in ROLES)]
    known, arrived = (
        sum(len(some(game)) for game in games) for some in (ever_known, lambda game: game.known(CHAIN, ROLES[-1]))
    )
    if not games or not known:
        return []
    values = {
        "right": sum(game.answers(CHAIN).count(RIGHT) for game in games),
        "questions": sum(len(game.case.end) for game in games),
        "lost": _percent(1 - arrived / known),
    }
    seen = PASSED_ON_ALL if len(games) > 1 else PASSED_ON
    wrong = 1 - values["right"] / values["questions"]
    return [Noticed(CULTURE, Finding(seen, values), Finding(ASK_PASSED_ON), 0.4 + 0.5 * wrong, basis=on_cases(games))]


# Handovers

WEAK = _("Most was lost between {sender} and {receiver}: {lost} of {known} known facts did not arrive there.")
WEAK_SPREAD = _(
    "Most was lost between {sender} and {receiver}: {lost} of {known} known facts did not arrive there, in single games {spread}."
)
ASK_WEAK = _("What got lost between {sender} and {receiver}, and who would have needed it?")


def weak_handover(session: Session) -> list[Noticed]:
    """The handover that loses clearly more than the two others, over all games."""
    made = [(role, one) for game in chains(session) for role, one in handed_over(game)]
    by_role = {role: [one for sender, one in made if sender == role] for role, _one in made}
    ranked = sorted(by_role, key=lambda role: -_lost(by_role[role]))
    if len(ranked) < 2 or _lost(by_role[ranked[0]]) < _lost(by_role[ranked[1]]) + CLEARLY:
        return []
    worst, there = ranked[0], by_role[ranked[0]]
    values = {
        "sender": ROLE_LABELS[worst],
        "receiver": ROLE_LABELS[ROLES[ROLES.index(worst) + 1]],
        "lost": sum(len(one.known - one.arrived) for one in there),
        "known": sum(len(one.known) for one in there),
        "spread": span([_lost([one]) for one in there], _percent),
    }
    return [
        Noticed(
            TOGETHER,
            Finding(WEAK_SPREAD if len(there) > 1 else WEAK, values),
            Finding(ASK_WEAK, values),
            min(1.0, 0.4 + _lost(there)),
            basis=on_handovers(chains(session)),
        )
    ]


def _lost(handovers: list[Handover]) -> float:
    known = sum(len(one.known) for one in handovers)
    return sum(len(one.known - one.arrived) for one in handovers) / known if known else 0.0


def _percent(share: float) -> Shown:
    return Shown(PERCENT, round(share, 2))


ROOM_LEFT = _(
    "Handover notes with room left: {count} of {all}. Facts that were known and would still have fitted on them: {facts}."
)
ASK_ROOM = _("There was room left on your note: what did you leave off, and why?")


def room_on_notes(session: Session) -> list[Noticed]:
    """Notes that hold fewer facts than were known and allowed."""
    notes = [one for game in chains(session) for _role, one in handed_over(game) if not one.paired]
    room = [min(MOST_NOTED, len(one.known)) - len(one.arrived) for one in notes]
    count = sum(left > 0 for left in room)
    if len(notes) < 2 or not count:
        return []
    values = {"count": count, "all": len(notes), "facts": sum(room)}
    return [
        Noticed(
            CULTURE,
            Finding(ROOM_LEFT, values),
            Finding(ASK_ROOM),
            0.3 + 0.5 * count / len(notes),
            basis=on_handovers(chains(session)),
        )
    ]


SAT_IN = _(
    "Facts that arrived where the next seat sat in: {paired} of {paired_known}; by note alone: {noted} of {noted_known}. Sitting in took {hours} hours more than notes would have."
)
ASK_SAT_IN = _("With which of your customers would it be worth it to sit in at the handover, and with which not?")


def sitting_in(session: Session) -> list[Noticed]:
    """What arrived with and without pairing, and what pairing cost."""
    made = [one for game in chains(session) for _role, one in handed_over(game)]
    paired, noted = [one for one in made if one.paired], [one for one in made if not one.paired]
    if not paired or not noted:
        return []
    counts = {"paired": paired, "noted": noted}
    values: dict[str, float] = {name: sum(len(one.arrived) for one in some) for name, some in counts.items()}
    values |= {f"{name}_known": sum(len(one.known) for one in some) for name, some in counts.items()}
    values["hours"] = len(paired) * (2 * PAIR_HOURS - NOTE_HOURS)
    return [
        Noticed(
            CULTURE,
            Finding(SAT_IN, values),
            Finding(ASK_SAT_IN),
            0.4 + 0.5 * _lost(noted),
            basis=on_handovers(chains(session)),
        )
    ]


# What the customer met

MISSING = _(
    "Facts that the customer’s questions needed and that were unknown at the end: {missing}. Lost on the way: {lost}; never found out: {never}."
)
ASK_MISSING = _("What happens more often in your firm: that something gets lost on the way, or that nobody asks?")


def missing_facts(session: Session) -> list[Noticed]:
    """Whether needed facts were lost on the way or never found out."""
    games, lost, never = chains(session), 0, 0
    for game in games:
        wanted = frozenset().union(*(needed(game, place) for place in range(len(game.case.end))))
        missing = wanted - game.known(CHAIN, ROLES[-1])
        lost += len(missing & ever_known(game))
        never += len(missing - ever_known(game))
    if not lost + never:
        return []
    values = {"missing": lost + never, "lost": lost, "never": never}
    return [
        Noticed(
            CULTURE,
            Finding(MISSING, values),
            Finding(ASK_MISSING),
            0.3 + 0.5 * max(lost, never) / (lost + never),
            basis=on_cases(games),
        )
    ]


PROMISES = _(
    "Promises broken in the chain: {broken}, in {games} of {all} cases. In {known} of these somebody in the chain had known better."
)
PROMISES_HERE = _("Promises broken in the chain: {broken}. In {known} of these somebody in the chain had known better.")
ASK_PROMISES = _("How did you come to promise the customer something that could not be kept?")


def broken_promises(session: Session) -> list[Noticed]:
    """Promises that break, and whether somebody in the chain had known better."""
    games = chains(session)
    wrong = [[ever_known(game) >= needed(game, place) for place in _broken(game)] for game in games]
    broken, hit = sum(map(len, wrong)), sum(map(bool, wrong))
    if not broken:
        return []
    values = {"broken": broken, "games": hit, "all": len(games), "known": sum(map(sum, wrong))}
    seen = Finding(PROMISES if len(games) > 1 else PROMISES_HERE, values)
    return [Noticed(CULTURE, seen, Finding(ASK_PROMISES), 0.5 + 0.4 * hit / len(games), basis=on_cases(games))]


def _broken(game: Game) -> list[int]:
    """Which of the customer's questions were answered by a promise that breaks."""
    possible = [[f"wrong{number}" for number in range(len(final.wrong))] for final in game.case.end]
    return [place for place, answer in enumerate(game.answers(CHAIN)) if answer in possible[place]]


ASKED_AGAIN = _(
    "Asked again in the chain: {times} times per case, {sum} in all. In {known} of these the answer had been known to somebody in the chain."
)
ASKED_AGAIN_HERE = _(
    "Times the customer was asked again in the chain: {sum}. In {known} of these the answer had been known to somebody in the chain."
)
ASK_AGAIN = _("Which of your customers has to tell you the same thing twice, and what do they say about it?")


def asked_again(session: Session) -> list[Noticed]:
    """How often the customer was asked again for what somebody had known."""
    games = chains(session)
    again = [
        [ever_known(game) >= needed(game, place) for place, answer in enumerate(game.answers(CHAIN)) if answer == AGAIN]
        for game in games
    ]
    counts = [len(one) for one in again]
    if not any(counts) or (len(games) > 1 and min(counts) == max(counts)):
        return []
    values = {"times": span(counts), "sum": sum(counts), "known": sum(map(sum, again))}
    seen = Finding(ASKED_AGAIN if len(games) > 1 else ASKED_AGAIN_HERE, values)
    striking = 0.3 + 0.4 * values["known"] / values["sum"]
    return [Noticed(TOGETHER, seen, Finding(ASK_AGAIN), striking, basis=on_cases(games))]


DOUBTED = _(
    "Promises that stood although a colleague who had sat in knew facts against them: {count}, in {games} of {all} cases."
)
DOUBTED_HERE = _("Promises that stood although a colleague who had sat in knew facts against them: {count}.")
ASK_DOUBTED = _("A colleague had doubts and the promise stood all the same: what happened just then?")


def doubts(session: Session) -> list[Noticed]:
    """Answers that stood against the doubt of a colleague who sat in."""
    confirmed = [game for game in chains(session) if game.decided.get(f"{CHAIN}.confirmed") == "yes"]
    stood = [len(game.doubts(CHAIN)) for game in confirmed]
    if not any(stood):
        return []
    hit = sum(map(bool, stood))
    values = {"count": sum(stood), "games": hit, "all": len(confirmed)}
    seen = Finding(DOUBTED if len(confirmed) > 1 else DOUBTED_HERE, values)
    return [Noticed(CULTURE, seen, Finding(ASK_DOUBTED), 0.5 + 0.4 * hit / len(confirmed), basis=on_cases(confirmed))]


# Luck

EASIER = _(
    "{a} answered {right_a} of {questions} questions, {b} {right_b}, with another customer. The same four careful bots answer {bots_a} and {bots_b} with these two customers: the choice of the customer made a part of it."
)
WHOM = _("Customer of {a}: {case_a}; of {b}: {case_b}.")
ASK_EASIER = _("How do you tell a good talk from an easy customer?")


def easier_customer(session: Session) -> list[Noticed]:
    """Two groups whose different answers come at least by half from the customers that they chose."""
    names = session.names()
    played = [(names[group.key], game) for group in session.groups if (game := case_of(group, CHAIN))]
    right = [(name, game, game.answers(CHAIN).count(RIGHT), _bots_right(game.case.key)) for name, game in played]
    pairs = [sorted(pair, key=lambda one: -one[2]) for pair in combinations(right, 2)]
    led = [(a, b) for a, b in pairs if a[2] > b[2] and a[3] - b[3] >= HALF * (a[2] - b[2])]
    if not led:
        return []
    a, b = max(led, key=lambda pair: pair[0][2] - pair[1][2])
    values = {
        "a": a[0],
        "b": b[0],
        "right_a": a[2],
        "right_b": b[2],
        "bots_a": a[3],
        "bots_b": b[3],
        "questions": len(a[1].case.end),
    }
    met = {"a": a[0], "b": b[0], "case_a": called([a[1]]), "case_b": called([b[1]])}
    return [Noticed(CHANCE, Finding(EASIER, values), Finding(ASK_EASIER), 0.5, basis=Finding(WHOM, met))]


@lru_cache(maxsize=64)
def _bots_right(key: str) -> int:
    """How many of the customer's questions four careful bots answer."""
    return Game(customers(LANGUAGE)[key], {f"seat.{role}": CAREFUL for role in ROLES}).outcome(CHAIN).right


RULES = (
    passed_on,
    weak_handover,
    room_on_notes,
    sitting_in,
    missing_facts,
    broken_promises,
    asked_again,
    doubts,
    hours,
    sold_to,
    easier_customer,
)
