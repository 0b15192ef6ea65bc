"""What came of the calls: in full, and at a glance."""

from collections.abc import Iterator

from kit.exercises.coin_calls.game import CALLS, SIDES, Game

from kit.contract import Decided, Fact, Names, Played, Table, beside
from kit.messages import Finding, _

NAME = "coin_calls"
SCENE, TOSS, CALLED, FELL, RIGHT = (
    _("toss {toss} of {tosses}"),
    _("toss {toss}"),
    _("called"),
    _("fell"),
    _("right calls"),
)


def read(decided: Decided, _language: str) -> Game:
    return Game(decided("play"))


def scene(decided: Decided, language: str, _room) -> Finding | None:
    game = read(decided, language)
    return Finding(SCENE, {"toss": game.now, "tosses": len(CALLS)}) if game.tosses and game.now else None


def facts(played: Played, _names: Names) -> Iterator[Fact]:
    for number, (called, fell) in enumerate(played.game.tosses, start=1):
        part = (Finding(TOSS, {"toss": number}),)
        yield Fact(part, CALLED, SIDES[called])
        yield Fact(part, FELL, SIDES[fell])
    if played.game.now is None:
        yield Fact((), RIGHT, played.game.right)


def table(played: Played, _names: Names) -> Table:
    game = played.game
    rows = ((beside(SIDES[called] for called, _fell in game.tosses), game.right),) if game.now is None else ()
    return Table((CALLED, RIGHT), rows, unfinished=("",) if game.tosses and game.now else ())
