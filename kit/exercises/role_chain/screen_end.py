"""How a case ended: the outcome with its rule, the film and the hours folded, and both ways side by side."""

from markupsafe import Markup

from kit.exercises.role_chain.facts import names_of
from kit.exercises.role_chain.game import (
    AGAIN,
    AGAIN_HOURS,
    ANNOYED,
    ASK_HOURS,
    CHAIN,
    CONTENT,
    DOUBTFUL,
    LISTEN_HOURS,
    MOST_AGAIN,
    NOTE_HOURS,
    PAIR_HOURS,
    RIGHT,
    RULE,
    Game,
    Outcome,
)
from kit.exercises.role_chain.screen_talk import place_of, talk
from kit.messages import _
from kit.models.chain.setting import ROLE_LABELS, ROLES, ChainSetting
from kit.parameters import parameters
from kit.screen.text import folded, heading, lines, table
from kit.wording import Language

ANSWERED = _("{right} of {all} questions answered, {again} asked again, {broken} promises broken.")
SOLD = _("This customer feels sold to.")
AT_EASE = _("This customer buys in peace.")
BROKE = _("What broke")
FILM = _("The film of the case: which fact got how far")
FACT, ASKED_FOR = _("Fact"), _("asked for in {questions}")
SIGNS = {"found": "●", "kept": "→", "lost": "✕", "": "–"}
MARKS = {"found": _("found out here"), "kept": _("handed on"), "lost": _("lost here"), "": _("not known")}
LEGEND = _("● found out, → handed on, ✕ lost, – not known")
LOST = _("lost: {sender} → {receiver}")
NEVER = _("nobody found it out")
LOSS = _(
    "Facts that did not survive a handover: {share} of those known. In the laboratory “mixed practice” loses {usual}."
)
HOURS = _("Hours spent")
HOURS_RULE = _(
    "Counted: {listen} h for listening, {ask} h for each question, {note} h for a note, {pair} h each for pairing, {again} h for each time the customer is asked again."
)
HOURS_RULE_WOLF = _(
    "Counted: {listen} h for listening, {ask} h for each question, {again} h for each time the customer is asked again."
)
IN_ALL = _("in all")
BOTH = _("Both ways side by side")
WHAT, AS_CHAIN, AS_WOLF = _("What"), _("Chain"), _("Lone wolf")
CASE = _("Customer")
RIGHT_ANSWERS, ASKED_AGAIN, BROKEN = _("Questions answered"), _("Asked again"), _("Promises broken")
FOUND, ARRIVED = _("Facts found out"), _("Of these known at the end")
FELT, YES, NO = _("Feels sold to"), _("yes"), _("no")
DIFFERENT = _("Two different customers, so this is one try each and no proof. The laboratory plays hundreds of years.")


def verdict(words: Language, outcome: Outcome) -> str:
    """Whether the customer feels sold to, in a sentence."""
    return words.say(SOLD if outcome.felt_sold_to else AT_EASE)


def end(words: Language, game: Game, way: str) -> Markup:
    """The face, the sum and its rule; film and hours for those who want them."""
    outcome, say = game.outcome(way), words.say
    counts = {"right": outcome.right, "all": len(game.case.end), "again": outcome.again, "broken": len(outcome.broken)}
    mood = CONTENT if not outcome.felt_sold_to else ANNOYED if outcome.broken else DOUBTFUL
    sums = lines(say(ANSWERED, **counts)) + lines(say(RULE, most=MOST_AGAIN), kind="kit-quiet")
    said = talk(words, game.seat(ROLES[-1]), mood, "", "", sums)
    said += lines(loss(words, game.lost_share)) if way == CHAIN else Markup()
    if outcome.broken:
        said += folded(say(BROKE), lines(*outcome.broken))
    return said + folded(say(FILM), _facts(words, game, way)) + folded(say(HOURS), _hours(words, game, way))


def loss(words: Language, share: float) -> str:
    """The loss of a game beside what the laboratory assumes."""
    usual = parameters(ChainSetting)["handover"].figure(ChainSetting().handover)
    return words.say(LOSS, share=words.percent(share), usual=words.percent(usual))


def _facts(words: Language, game: Game, way: str) -> Markup:
    needed = {key: [] for key in (fact.key for fact in game.facts)}
    for place, final in enumerate(game.case.end, start=1):
        for key in final.needs:
            needed[key].append(str(place))
    rows = []
    for number, (fact, marks) in enumerate(zip(game.facts, game.trace(way), strict=True)):
        asked = words.say(ASKED_FOR, questions=", ".join(needed[fact.key])) if needed[fact.key] else ""
        told = "; ".join(filter(None, [_fate(words, game, way, number), asked]))
        what = Markup("{}<br><small>{}</small>").format(fact.text, told) if told else fact.text
        rows.append([what, *(_mark(words, mark) for mark in marks)])
    stages = [f"{place_of(role)}. {words.said(names_of(way, role))}" for role in ROLES]
    if way == CHAIN:
        legend = lines(", ".join(stages), words.say(LEGEND))
        heads = [Markup('<abbr title="{}">{}</abbr>').format(one, place) for place, one in enumerate(stages, 1)]
    else:
        legend, heads = lines(words.say(LEGEND)), [str(place_of(role)) for role in ROLES]
    return legend + table([words.say(FACT), *heads], rows, "kit-film")


def _mark(words: Language, mark: str) -> Markup:
    return Markup('<span aria-hidden="true">{}</span><span class="kit-unseen">{}</span>').format(
        SIGNS[mark], words.say(MARKS[mark])
    )


def _fate(words: Language, game: Game, way: str, number: int) -> str:
    lost = game.lost_at(way, number)
    if lost:
        return words.say(LOST, sender=ROLE_LABELS[lost[0]], receiver=ROLE_LABELS[lost[1]])
    return "" if any(game.trace(way)[number]) else words.say(NEVER)


def _hours(words: Language, game: Game, way: str) -> Markup:
    hours = game.outcome(way).hours
    rows = [[words.said(names_of(way, role)), words.number(hours[role], 1)] for role in ROLES]
    rows.append([words.say(IN_ALL), words.number(sum(hours.values()), 1)])
    costs = {"listen": LISTEN_HOURS, "ask": ASK_HOURS, "note": NOTE_HOURS, "pair": PAIR_HOURS, "again": AGAIN_HOURS}
    rule = words.say(HOURS_RULE if way == CHAIN else HOURS_RULE_WOLF, **costs)
    return table(["", words.say(HOURS)], rows) + lines(rule)


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
