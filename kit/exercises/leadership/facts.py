"""What came of “Who decides?”: both boards, the picks behind them, and what each board made of the week."""

from collections.abc import Iterator, Mapping
from statistics import mean

from kit.contract import TENTHS, Decided, Fact, Names, Pair, Played, Said, Table
from kit.exercises.leadership import common
from kit.exercises.leadership.decisions import title
from kit.exercises.leadership.degrees import NAMES as DEGREES
from kit.exercises.leadership.game import BOARDS, CARDS, LUCK, SIDES, WHO, Game, Week
from kit.messages import Finding, Message, _
from kit.parameters import Shown

NAME = "leadership"
CARD, DEGREE = Message("{title}"), Message("{number} {name}")  # the same in every language
DECISION, BOARD = _("Decision"), _("the week with the board {board}")
WHO_PICKED = _("{who}: everybody’s picks, smallest and largest")
HOURS = _("working hours")
FIGURES = {
    "waited": (_("mean wait for a decision"), HOURS),
    "late": (_("too late"), Message("")),
    "wrong": (_("wrongly decided"), Message("")),
    "gone": (_("people who have gone"), Message("")),
    "deciding": (_("the boss’s time for these decisions"), HOURS),
    "left": (_("left of the boss’s week"), HOURS),
}
COMMON = _("Who decides? Round {key}")
CARD_SCENE = _("decision {card} of {cards}")
WENT = _(
    "With the board {board} a decision was waited for {waited} hours on average. Of {all} matters {late} were late and {wrong} wrong, and {gone} people have gone. The boss had {left} hours left."
)


def read(decided: Decided, _language: str) -> Game:
    """The boards and weeks that follow from decisions."""
    return Game(decided("play"))


def scene(decided: Decided, _language: str, room) -> Finding | None:
    """Where a game stands: the common one of a group in a room, else its own."""
    table = common.of_group(room) if room else None
    return scene_together(table) if table else where(Game(decided("play")))


def scene_together(table: common.Common) -> Finding | None:
    """Where a common game stands."""
    return where(table.game)


def where(game: Game) -> Finding | None:
    """Where a game stands that was begun; None at its end and before its begin."""
    if not game.is_begun or game.is_over:
        return None
    if game.now:
        return Finding(CARD_SCENE, {"card": game.now, "cards": len(CARDS)})
    return Finding(BOARD, {"board": BOARDS[game.side or SIDES[0]]})


def card(number: int) -> Finding:
    """What a card is called."""
    return Finding(CARD, {"title": title(number)})


def degree(number: int) -> Finding:
    """A degree with its number and its name."""
    return Finding(DEGREE, {"number": number, "name": DEGREES[number]})


# In full


def facts(played: Played[Game], _names: Names) -> Iterator[Fact]:
    """Everything that was decided and what it came to."""
    game = played.game
    if not game.is_begun or not any(game.picks(one) or game.settled(SIDES[0], one) for one in CARDS):
        return
    yield Fact((), LUCK.label, game.luck)
    for number in CARDS:
        yield from _card(game, number)
    for side, week in game.weeks.items() if game.is_over else ():
        yield from figures(week, Finding(BOARD, {"board": BOARDS[side]})).values()


def _card(game: Game, number: int) -> Iterator[Fact]:
    """What was picked and settled for a card."""
    picked = list(game.picks(number).values())
    for place, side in enumerate(SIDES):
        settled, degrees = game.settled(side, number), [one[place] for one in picked]
        if degrees:
            what = Finding(WHO_PICKED, {"who": WHO[side]})
            yield Fact((card(number),), what, mean(degrees), Message(""), 1, (min(degrees), max(degrees)))
        if settled:
            yield Fact((card(number),), WHO[side], degree(settled))


def came_to(week: Week) -> dict[str, float]:
    """The figures of a week by the names of `FIGURES`, in hours or as counts."""
    return {
        "waited": week.waited_minutes / 60 / len(week.matters),
        "late": week.late,
        "wrong": week.wrong,
        "gone": week.gone,
        "deciding": week.deciding_minutes / 60,
        "left": (week.free_minutes - week.deciding_minutes) / 60,
    }


def figures(week: Week, *part: Said) -> Mapping[str, Fact]:
    """What a week came to, by the names of `FIGURES`."""
    came = came_to(week)
    return {name: Fact(part, what, came[name], unit, 1 if unit else 0) for name, (what, unit) in FIGURES.items()}


# At a glance


def table(played: Played[Game], _names: Names) -> Table:
    """A row for each decision once both weeks are over, and what the weeks came to as sentences."""
    game, head = played.game, (DECISION, *(WHO[side] for side in SIDES))
    if not game.is_over:
        return Table(head, unfinished=("",) if game.is_begun else ())
    rows = tuple((card(number), *(degree(game.settled(side, number) or 0) for side in SIDES)) for number in CARDS)
    return Table(head, rows, said=tuple(went(game.weeks[side], side) for side in SIDES))


def went(week: Week, side: str) -> Finding:
    """What a board made of the week, in a sentence."""
    shown = {name: Shown(TENTHS, one) if FIGURES[name][1] else one for name, one in came_to(week).items()}
    return Finding(WENT, {"board": BOARDS[side], "all": len(week.matters), **shown})


PAIRS = ("waited", "gone", "left")


def pairs(played: Played[Game]) -> list[Pair]:
    """What both boards made of the week, figure by figure; nothing before both are over."""
    if not played.game.is_over:
        return []
    weeks = [came_to(played.game.weeks[side]) for side in SIDES]
    sides = tuple(BOARDS.values())
    return [Pair(FIGURES[name][0], sides, tuple(one[name] for one in weeks), low=0) for name in PAIRS]
