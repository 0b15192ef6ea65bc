"""How a game of “Pass the customer on” ended: the outcome with its rule, the film of the case, and both ways side by side."""

from markupsafe import Markup

from kit.exercises.role_chain.game import (
    AGAIN,
    AGAIN_HOURS,
    ASK_HOURS,
    CHAIN,
    LISTEN_HOURS,
    MOST_AGAIN,
    NOTE_HOURS,
    PAIR_HOURS,
    RIGHT,
    Game,
)
from kit.exercises.role_chain.setting import ROLE_LABELS, ROLES, ChainSetting
from kit.messages import _
from kit.parameters import parameters
from kit.screen.text import heading, lines, table
from kit.wording import Language

ENDED = _("What the customer experienced")
ANSWERED = _("{right} of {all} questions answered, {again} times asked again, {broken} promises broken.")
SOLD = _("This customer feels sold to.")
AT_EASE = _("This customer buys in peace.")
RULE = _(
    "The rule: a customer feels sold to when a promise is broken or when they are asked the same thing again more than {most} times."
)
BREAKS = _("Broken: {what}")
FILM = _("The film of the case: which fact got how far")
FACT, NEEDED_FOR = _("Fact"), _("Asked for in")
MARKS = {"found": _("● found"), "kept": _("→ kept"), "lost": _("✕ lost"), "": ""}
LOST = _("lost: {sender} → {receiver}")
NEVER = _("nobody found it out")
LOSS = _(
    "Facts that did not survive a handover: {share} of those known. In the laboratory “mixed practice” loses {usual}."
)
HOURS = _("Hours spent")
HOURS_RULE = _(
    "Counted: {listen} h for listening, {ask} h for each question, {note} h for a note, {pair} h each for pairing, {again} h for each time the customer is asked again."
)
BOTH = _("Both ways side by side")
WHAT, AS_CHAIN, AS_WOLF = _("What"), _("Chain"), _("Lone wolf")
CASE = _("Customer")
RIGHT_ANSWERS, ASKED_AGAIN, BROKEN = _("Questions answered"), _("Asked again"), _("Promises broken")
FOUND, ARRIVED = _("Facts found out"), _("Of these known at the end")
FELT, YES, NO = _("Feels sold to"), _("yes"), _("no")
DIFFERENT = _("Two different customers, so this is one try each and no proof. The laboratory plays hundreds of years.")


def film(words: Language, game: Game, way: str) -> Markup:
    """Outcome, rule, film and hours of one way."""
    outcome, say = game.outcome(way), words.say
    counts = {"right": outcome.right, "all": len(game.case.end), "again": outcome.again, "broken": len(outcome.broken)}
    verdict = say(SOLD if outcome.felt_sold_to else AT_EASE)
    said = heading(say(ENDED)) + lines(say(ANSWERED, **counts)) + lines(verdict, kind="kit-guess")
    said += lines(*(say(BREAKS, what=what) for what in outcome.broken), say(RULE, most=MOST_AGAIN))
    said += heading(say(FILM)) + _facts(words, game, way)
    if way == CHAIN:
        said += lines(loss(words, game.lost_share))
    return said + _hours(words, game, way)


def loss(words: Language, share: float) -> str:
    """The loss of a game beside what the laboratory assumes."""
    usual = parameters(ChainSetting)["handover"].figure(ChainSetting().handover)
    return words.say(LOSS, share=words.percent(share), usual=words.percent(usual))


def _facts(words: Language, game: Game, way: str) -> Markup:
    needed = {key: [] for key in (fact.key for fact in game.facts)}
    for place, final in enumerate(game.case.end, start=1):
        for key in final.needs:
            needed[key].append(str(place))
    rows = [
        [
            fact.text,
            *(words.say(MARKS[mark]) if mark else "–" for mark in marks),
            _fate(words, marks),
            ", ".join(needed[fact.key]) or "–",
        ]
        for fact, marks in zip(game.facts, game.trace(way), strict=True)
    ]
    head = [words.say(FACT), *(words.say(ROLE_LABELS[role]) for role in ROLES), "", words.say(NEEDED_FOR)]
    return Markup('<div class="kit-wide">{}</div>').format(table(head, rows, "kit-film"))


def _fate(words: Language, marks: list[str]) -> Markup | str:
    if "lost" in marks:
        place = marks.index("lost")
        lost = words.say(LOST, sender=ROLE_LABELS[ROLES[place - 1]], receiver=ROLE_LABELS[ROLES[place]])
        return Markup('<span class="kit-lostfact">{}</span>').format(lost)
    return "" if any(marks) else words.say(NEVER)


def _hours(words: Language, game: Game, way: str) -> Markup:
    hours = game.outcome(way).hours
    row = [words.say(HOURS), *(words.number(hours[role], 1) for role in ROLES), words.number(sum(hours.values()), 1)]
    costs = {"listen": LISTEN_HOURS, "ask": ASK_HOURS, "note": NOTE_HOURS, "pair": PAIR_HOURS, "again": AGAIN_HOURS}
    head = ["", *(words.say(ROLE_LABELS[role]) for role in ROLES), words.say(_("in all"))]
    return table(head, [row]) + lines(words.say(HOURS_RULE, **costs))


def side_by_side(words: Language, chain: Game, wolf: Game) -> Markup:
    """The chain's case and the lone wolf's case in one table."""
    say, ways = words.say, ((chain, CHAIN), (wolf, "wolf"))
    outcomes = [game.outcome(way) for game, way in ways]
    found = [len(frozenset().union(*(game.learnt(way, role) for role in ROLES))) for game, way in ways]
    rows = [
        [say(CASE), *(game.case.title for game, _way in ways)],
        [say(FOUND), *(str(count) for count in found)],
        [say(ARRIVED), *(str(len(game.known(way, ROLES[-1]))) for game, way in ways)],
        [say(RIGHT_ANSWERS), *(str(game.answers(way).count(RIGHT)) for game, way in ways)],
        [say(ASKED_AGAIN), *(str(game.answers(way).count(AGAIN)) for game, way in ways)],
        [say(BROKEN), *(str(len(one.broken)) for one in outcomes)],
        [say(HOURS), *(words.number(sum(one.hours.values()), 1) for one in outcomes)],
        [say(FELT), *(say(YES if one.felt_sold_to else NO) for one in outcomes)],
    ]
    return heading(say(BOTH)) + table([say(WHAT), say(AS_CHAIN), say(AS_WOLF)], rows) + lines(say(DIFFERENT))
