"""What an exercise hands over about its human game, so that whoever shows games meets the name of none.

Board, report, table, debrief, room and start page ask every exercise for its `Play`, in a loop. A game is nothing but the
decisions made so far; what it came to is worked out in one place (`facts`, `table`) and read by all of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

from markupsafe import Markup

from kit.divisions import Division, Rounds
from kit.messages import Finding, Message, _
from kit.parameters import PERCENT, Parameter, Shown

Move = Parameter | Division | Rounds
Said = Message | Finding | Shown | str | float  # a `str` that is no message was typed by people
Decided = Callable[[str], Mapping]  # what was decided in a step, by name
Names = Mapping[str, str]  # what groups are called, by key
PERCENT_SIGN = "%"  # the same in every language
TENTHS = Parameter(Message(""), 0.0, step=0.1)  # shows a figure with one decimal: `Shown(TENTHS, days)`
STROKE, COMMA = " / ", ", "  # between values that stand beside each other
BEGUN = "begun"  # decision: a group has begun its game
LUCK = Parameter(
    _("luck of this round (number)"), 1, 1, 99, 1, name="luck"
)  # with which everything that chance does can be had again
# What a firm's own deals can say of it, by key: an exercise declares which of its values start there (`Exercise.firm`).
FIRM_FIGURES = {
    "leads_per_day": _("new deals per working day"),
    "won_share": _("won deals, of those that were decided"),
    "first_year_loss": _("customers that leave after their first year"),
    "alike": _("how alike customers are"),
    "order_eur": _("what a customer buys in a year"),
    "margin": _("margin"),
    "margin_eur": _("margin per customer and year"),
    "sellers": _("sellers"),
    "customers_per_seller": _("customers per seller"),
}
Rehearse = Callable[[Mapping, float, Random], Mapping]  # what a pretend group decides next, after what it decided
Ground = TypeVar("Ground")  # a common game of some groups, as its exercise makes it
Game = TypeVar("Game")  # whatever an exercise makes of decisions


def beside(values: Iterable[Said], mark: str = STROKE) -> Finding:
    """Values in one cell or sentence, with a mark between them."""
    named = {f"value{place}": value for place, value in enumerate(values)}
    return Finding(Message(mark.join(f"{{{name}}}" for name in named)), named)


@dataclass(frozen=True)
class Fact:
    """One figure or decision of a game: `what` of which `part` (from the outside in), its `value` and `unit`.

    `digits`: decimals of a value that is a number. `spread`: the smallest and the largest of what a mean was made of.
    """

    part: tuple[Said, ...]
    what: Message | Finding
    value: Said
    unit: str = Message("")
    digits: int = 0
    spread: tuple[float, float] | None = None

    @property
    def shown(self) -> Said:
        """The value as it stands in a cell whose head says the unit; a percentage says it itself."""
        if isinstance(self.value, str | Finding | Shown):
            return self.value
        if self.unit == PERCENT_SIGN:
            return Shown(PERCENT, self.value / 100)
        return Shown(Parameter(Message(""), 0.0, step=10.0**-self.digits), self.value)


@dataclass(frozen=True)
class Table:
    """What a game came to, as rows that can stand below those of other groups.

    `head` and the cells of `rows` are said in the reader's language; a cell may be a tuple of lines. `rules`: how figures are counted,
    once for all games; `said`: what holds for this game as a whole; `unfinished`: parts that were begun and not played to the end.
    """

    head: tuple[Said, ...]
    rows: tuple[tuple[Said | tuple[Said, ...], ...], ...] = ()
    rules: tuple[Finding, ...] = ()
    said: tuple[Finding, ...] = ()
    unfinished: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """Something to look at on paper: what it is called, what was drawn or set as a table (`markup`, safe to show), and what it says in words.

    `looks`: the style rules that the markup needs; `legend`: what its signs mean.
    """

    title: str
    markup: Markup
    said: tuple[str, ...] = ()
    looks: str = ""
    legend: Markup = Markup()


@dataclass(frozen=True)
class Pair:
    """One figure of a game on both of its sides, to stand below those of other groups: `values` (OLD, NEW), None where a side was not played.

    `sides`: what they are called; `low` and `high`: the least and the most that is drawn, where the game knows them.
    """

    title: Said
    sides: tuple[Said, ...]
    values: tuple[float | None, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curves:
    """A value of several teams, round by round: `lines` are pairs of a name and its values from the start (before the first round) on.

    `rounds`: how many there are when all is over, and `unit` what one of them is called; `reach`: the smallest and the largest last value of
    each line with other luck; `marks`: what happened after a round, by its number.
    """

    title: Said
    unit: Said
    rounds: int
    lines: tuple[tuple[Said, tuple[float, ...]], ...]
    reach: tuple[tuple[float, float], ...] = ()
    marks: Mapping[int, Said] = field(default_factory=dict)


@dataclass(frozen=True)
class Played(Generic[Game]):
    """A game of one group, or of several together: `teams` holds pairs (team number, group key) of groups with own screens."""

    exercise: str
    name: str
    game: Game
    teams: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Common(Generic[Ground]):
    """A game that groups of a room play together, each from its own screen.

    `grounds(entries, facts_by)` gives all of them from the entries of a room, each with `played` and `is_played`; `title` has the placeholder
    {key}; `lead()` gives the part of the facilitator's page (made of the page) that begins it and leads through.
    `rehearse(ground, key, temper, chance)`: what the pretend group with this key gives now, as decisions of the step that is shared;
    empty while it has to wait. `scene(ground)`: where a ground stands, None when it is over.
    """

    grounds: Callable[[Iterable, str], Sequence[Ground]]
    title: Message
    lead: Callable[[], type]
    rehearse: Callable[[Ground, str, float, Random], Mapping]
    scene: Callable[[Ground], Finding | None]


@dataclass(frozen=True, eq=False)
class Play(Generic[Game]):
    """A human game.

    `moves`: the decisions that a team code carries, by their names in the journal. `read(decided, language)`: the game that
    follows from decisions. `scene(decided, language, room)`: where a game stands that was begun and is not over, else None; `room`
    is the page's part in a room or None. `facts(played, names)` and `table(played, names)`: what it came to, in full and at a
    glance. `is_apart`: each game has a table of its own. `screen()`: the step of the page, `picture()`: the picture of a game on
    the board, both made where widgets are known. `rehearse(played, temper, chance)`: what a pretend group decides next after what it
    `played` (decisions by name), empty at the end; its temper runs from 0 (the old way) to 1 (the new way).
    `printed()`: what draws games for paper, as a function of a language, the games of a session (common ones first) and names
    that gives `Drawn`.
    `pairs(played)` and `curves(played, names)`: what the board draws of it.
    """

    read: Callable[[Decided, str], Game]
    scene: Callable[[Decided, str, object], Finding | None]
    facts: Callable[[Played[Game], Names], Iterable[Fact]]
    table: Callable[[Played[Game], Names], Table]
    screen: Callable[[], type]
    rehearse: Rehearse
    moves: tuple[Move, ...] = ()
    is_apart: bool = False
    picture: Callable[[], type] | None = None
    printed: Callable[[], Callable[..., Iterable[Drawn]]] | None = None
    common: Common | None = None
    pairs: Callable[[Played[Game]], Sequence[Pair]] = lambda _played: ()
    curves: Callable[[Played[Game], Names], Sequence[Curves]] = lambda _played, _names: ()


@dataclass(frozen=True)
class PlanPaid:
    """What a pay plan would have paid a firm in a quarter: for `new_eur` and `kept_eur` of revenue, and `rest_eur` for neither; in cents per
    euro `per_new` and `per_kept` as fractions of it, None where there was no such revenue. `is_own`: the plan that is set in the exercise. `behaviour`: what its model expects of
    somebody who looks after their own pay: working days of a quarter for new and for existing customers, and of how many.
    """

    plan: Said
    is_own: bool
    total_eur: float
    per_new: float | None
    per_kept: float | None
    rest_eur: float
    behaviour: tuple[float, float, int]


@dataclass(frozen=True, eq=False)
class Check:
    """Something that people are asked without a laboratory: a page of its own, a row on the start page, a picture on the board.

    `progress(decided)`: how far it is; None if it was not begun. `page()`: the page, made of this declaration, a language and the
    exercises it can lead to; `board()`: its part of the board, if there is any, made of a language and these
    exercises, with `parts(session, at_once)`.
    `due(decided, over)`: the step to answer before the first exercise, or when all are `over`; empty if none, and `why` says the reason.
    `question`: what it is about, `drawing`: what it is known by (see `kit/drawing`). `rehearse(decided, temper, chance)`: what a
    pretend group answers next in a step of which it `decided` this, empty when it is through.
    Of everybody together, from their journals: `rules` ask for the debrief, `people(journals)` counts who answered, `facts(journals, language)` gives what may be said
    of all (its first part is the step), and `printed()` what draws it for paper, as a function of a language and journals. None of them
    says anything of a person, or of too few people.
    `again`: the step that is answered once more 30 days after the workshop, and `compared(journals, language)` that round beside the first one, for
    those who answered; None before both are answered.
    """

    number: int
    name: str
    title: Message
    minutes: int
    verbs: tuple[str, ...]
    setting: type
    progress: Callable[[Decided], Finding | None]
    page: Callable[[], type]
    rehearse: Rehearse
    board: Callable[[], type] | None = None
    hints: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    step_minutes: tuple[int, ...] = ()
    due: Callable[[Decided, bool], str] = lambda _decided, _over: ""
    why: Message = Message("")
    question: Message = Message("")
    drawing: str = ""
    people: Callable[[Iterable], int] = lambda _journals: 0
    facts: Callable[[Iterable, str], Iterable[Fact]] = lambda _journals, _language: ()
    printed: Callable[[], Callable[..., Iterable[Drawn]]] | None = None
    rules: tuple[Callable, ...] = ()
    again: str = ""
    compared: Callable[[Iterable, str], Table | None] = lambda _journals, _language: None


def notebook_of(page) -> str:
    """The file of an exercise or a check, in the folder of each language.

    >>> from types import SimpleNamespace
    >>> notebook_of(SimpleNamespace(number=9, name="dice_bets"))
    '09_dice_bets.ipynb'
    """
    return f"{page.number:02d}_{page.name}.ipynb"
