"""What came of “Pass the customer on”: both ways seat by seat, and what a group counted on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kit.contract import Decided, Fact, Names, Pair, Played, Said, Table
from kit.exercises.role_chain.cases import Case, cases
from kit.exercises.role_chain.game import (
    AGAIN,
    CAREFUL,
    CHAIN,
    CHATTY,
    HASTY,
    HUMAN,
    MOST_AGAIN,
    RIGHT,
    RULE,
    WOLF,
    Game,
    Outcome,
    chosen_case,
    is_sold_to,
)
from kit.messages import LABEL_OF, Finding, Message, _
from kit.models.chain.setting import ROLE_LABELS, ROLES

NAME = "role_chain"
WAYS = {CHAIN: _("Chain"), WOLF: _("Lone wolf")}
ON_PAPER = _("on paper")
PLAYERS = {
    HUMAN: _("one of us"),
    CAREFUL: _("Careful Clara (bot): asks what matters, promises nothing"),
    HASTY: _("Hasty Henry (bot): one question and on he goes"),
    CHATTY: _("Chatty Charlie (bot): a nice talk first"),
}
CUSTOMER, WHO_PLAYS, ASKED, NOTED, OWN_WORDS = (
    _("Customer"),
    _("who plays"),
    _("question asked"),
    _("fact on the note"),
    _("own words on the note"),
)
SAT_IN, YES, NO = _("the next one sat in"), _("yes"), _("no")
ANSWER, ASK_AGAIN = _("answer to “{question}”"), _("“We have to ask you about that again.”")
HANDOVER = _("{sender} → {receiver}")
KNOWN, ARRIVED = _("facts known"), _("facts that arrived")
ANSWERED, AGAIN_COUNT, BROKEN = _("Questions answered"), _("Asked again"), _("Promises broken")
HOURS_SPENT, HOURS = _("Hours spent"), _("hours")
FELT = _("Feels sold to")
PAPER = {
    "known": _("facts known before the three handovers, added up"),
    "arrived": _("of these arrived, added up"),
    "right": ANSWERED,
    "again": AGAIN_COUNT,
    "broken": BROKEN,
}
FACTS, EXPERIENCED = _("Facts that arrived, of those known"), _("What the customer experienced")
KEPT = _("{arrived} of {known}")
HANDED, HANDED_PAIRED = (
    _("{sender} → {receiver}: {arrived} of {known}"),
    _("{sender} → {receiver}: {arrived} of {known}, sat in"),
)
SCENE, SCENE_CUSTOMER = _("case “{case}”, seat “{role}”"), _("case “{case}”, the customer asks")
SCENE_TALK = _("case “{case}”, {talk} of {all}")
TALK = {role: Finding(_("talk {number}"), {"number": number}) for number, role in enumerate(ROLES, 1)}
NOTHING = Message("–")  # the same in every language


def names_of(way: str, role: str) -> Said:
    """What a stage is called: the seat of the chain; a lone wolf has no seats, only talks."""
    return ROLE_LABELS[role] if way == CHAIN else TALK[role]


@dataclass(frozen=True)
class Passed:
    """The cases of a group by way, as far as they were begun, and what was counted on paper by the names of `PAPER`."""

    ways: Mapping[str, Game]
    paper: Mapping[str, int]

    def answered(self, way: str) -> Game | None:
        """The case of a way, if it was played to the customer's answers."""
        game = self.ways.get(way)
        return game if game and game.answered(way) else None


@lru_cache(maxsize=4)
def customers(language: str) -> Mapping[str, Case]:
    """The customers of the kit in a language, read once; raises `DatasetError`."""
    return cases(language)


def read(decided: Decided, language: str) -> Passed:
    """The cases that follow from decisions; none where somebody sits whom the game does not know."""
    return Passed(_ways(decided("play"), language), _paper(decided("paper")))


def _ways(decided: Mapping, language: str) -> dict[str, Game]:
    if any(decided.get(f"seat.{role}", HUMAN) not in PLAYERS for role in ROLES):
        return {}
    games = {way: Game(chosen_case(customers(language), decided, way), decided) for way in WAYS} if decided else {}
    return {way: game for way, game in games.items() if _is_begun(game, way) or game.answered(way)}


def _is_begun(game: Game, way: str) -> bool:
    return game.decided.get(f"begun.{way}") == "yes" or any(game.begun(way, role) for role in ROLES)


def _paper(decided: Mapping) -> dict[str, int]:
    """What was counted on paper; empty where nothing was, or where the counts cannot be."""
    counts = {name: decided.get(name, 0) for name in PAPER}
    possible = all(type(count) is int and 0 <= count < 100 for count in counts.values())
    return counts if possible and any(counts.values()) and counts["arrived"] <= counts["known"] else {}


def way_now(decided: Mapping) -> str:
    """The way that was begun last; empty before the first one."""
    return next((way for way in (WOLF, CHAIN) if decided.get(f"begun.{way}") == "yes"), "")


def scene(decided: Decided, language: str, _room) -> Finding | None:
    """At which seat of which case a group stopped."""
    way = way_now(decided("play"))
    game = Game(chosen_case(customers(language), decided("play"), way), decided("play")) if way else None
    if game is None or game.is_told(way):
        return None
    role = game.role_now(way)
    if not role:
        return Finding(SCENE_CUSTOMER, {"case": game.case.title})
    if way == WOLF:
        return Finding(SCENE_TALK, {"case": game.case.title, "talk": TALK[role], "all": len(ROLES)})
    return Finding(SCENE, {"case": game.case.title, "role": ROLE_LABELS[role]})


# In full


def facts(played: Played[Passed], _names: Names) -> Iterator[Fact]:
    """Everything that was done and what it came to."""
    for way, game in played.game.ways.items():
        label = WAYS[way]
        yield Fact((label,), CUSTOMER, game.case.title)
        for role in ROLES:
            yield from _seat(game, way, role)
        if game.answered(way):
            yield from _answers(game, way)
            yield from _outcome(game, way)
    for name, count in played.game.paper.items():
        yield Fact((ON_PAPER,), PAPER[name], count)


def _seat(game: Game, way: str, role: str) -> Iterator[Fact]:
    """What was done at a seat."""
    part = WAYS[way], names_of(way, role)
    if way == CHAIN:
        yield Fact(part, WHO_PLAYS, PLAYERS[game.player(role)])
    for question in game.asked(way, role):
        yield Fact(part, ASKED, game.seat(role).questions[question].label)
    handed = game.player(role) != HUMAN or game.decided.get(f"{way}.{role}.handed") == "yes"
    if way == WOLF or role == ROLES[-1] or not handed:
        return
    yield Fact(part, SAT_IN, YES if game.paired(role) else NO)
    for number in sorted(game.noted(role)):
        yield Fact(part, NOTED, game.facts[number].text)
    if game.words(role):
        yield Fact(part, OWN_WORDS, game.words(role))


def _answers(game: Game, way: str) -> Iterator[Fact]:
    for final, answer in zip(game.case.end, game.answers(way), strict=True):
        texts = {RIGHT: final.right.text, **{f"wrong{place}": one.text for place, one in enumerate(final.wrong)}}
        yield Fact(
            (WAYS[way],),
            Finding(ANSWER, {"question": final.asks}),
            ASK_AGAIN if answer == AGAIN else texts.get(answer, ""),
        )


def _outcome(game: Game, way: str) -> Iterator[Fact]:
    outcome = game.outcome(way)
    for sender, receiver, one in handovers(game) if way == CHAIN else ():
        part = WAYS[way], Finding(HANDOVER, {"sender": ROLE_LABELS[sender], "receiver": ROLE_LABELS[receiver]})
        yield Fact(part, KNOWN, len(one.known))
        yield Fact(part, ARRIVED, len(one.arrived))
    yield from figures(outcome, WAYS[way])


def handovers(game: Game) -> Iterator[tuple]:
    """The three handovers of the chain as (sender, receiver, handover)."""
    return ((*roles, one) for roles, one in zip(pairwise(ROLES), game.handovers, strict=True))


def figures(outcome: Outcome, way: Said) -> list[Fact]:
    """What became of a case, figure by figure."""
    return [
        Fact((way,), ANSWERED, outcome.right),
        Fact((way,), AGAIN_COUNT, outcome.again),
        Fact((way,), BROKEN, len(outcome.broken)),
        Fact((way,), HOURS_SPENT, sum(outcome.hours.values()), HOURS, digits=1),
        Fact((way,), FELT, YES if outcome.felt_sold_to else NO),
    ]


# At a glance


def table(played: Played[Passed], _names: Names) -> Table:
    """A row for each way that was played to the customer's answers, and one for what was counted on paper."""
    ways, paper = played.game.ways, played.game.paper
    answered = {way: game for way, game in ways.items() if game.answered(way)}
    rows = [_row(game, way) for way, game in answered.items()]
    if paper:
        kept = Finding(KEPT, {"arrived": paper["arrived"], "known": paper["known"]})
        rows.append(((ON_PAPER,), kept, _experienced(paper["right"], paper["again"], paper["broken"]), NOTHING))
    return Table(
        (CUSTOMER, FACTS, EXPERIENCED, HOURS_SPENT),
        tuple(rows),
        (Finding(RULE, {"most": MOST_AGAIN}),),
        unfinished=tuple(WAYS[way] for way in ways if way not in answered),
    )


def _row(game: Game, way: str) -> tuple:
    outcome, arrived = game.outcome(way), []
    for sender, receiver, one in handovers(game) if way == CHAIN else ():
        roles = {"sender": ROLE_LABELS[sender], "receiver": ROLE_LABELS[receiver]}
        arrived.append(
            Finding(
                HANDED_PAIRED if one.paired else HANDED, {"arrived": len(one.arrived), "known": len(one.known), **roles}
            )
        )
    right = Finding(KEPT, {"arrived": outcome.right, "known": len(game.case.end)})
    hours = next(one.shown for one in figures(outcome, WAYS[way]) if one.what == HOURS_SPENT)
    return (
        (WAYS[way], game.case.title),
        tuple(arrived) or NOTHING,
        _experienced(right, outcome.again, len(outcome.broken)),
        hours,
    )


def _experienced(right: Said, again: int, broken: int) -> tuple[Finding, ...]:
    sold = YES if is_sold_to(broken, again) else NO
    said = ((ANSWERED, right), (AGAIN_COUNT, again), (BROKEN, broken), (FELT, sold))
    return tuple(Finding(LABEL_OF, {"side": label, "label": figure}) for label, figure in said)


def pairs(played: Played[Passed]) -> list[Pair]:
    """What the customer experienced of each way that was played to its end."""
    games = {way: played.game.answered(way) for way in (WOLF, CHAIN)}
    if not any(games.values()):
        return []
    outcomes = [game.outcome(way) if game else None for way, game in games.items()]
    asked = max(len(game.case.end) for game in games.values() if game)
    sides = WAYS[WOLF], WAYS[CHAIN]
    right, again = (tuple(getattr(one, name) if one else None for one in outcomes) for name in ("right", "again"))
    hours = tuple(round(sum(one.hours.values()), 1) if one else None for one in outcomes)
    return [
        Pair(ANSWERED, sides, right, 0, asked),
        Pair(AGAIN_COUNT, sides, again, 0, asked),
        Pair(HOURS_SPENT, sides, hours, 0),
    ]
