"""What an exercise declares: plain frozen data, one `EXERCISE` per folder in `kit/exercises`.

The screen turns a declaration into a page. An exercise knows its model and its words, but no widget and no chart: it
names a picture by the name of a file in `kit/charts` and hands over columns of numbers and messages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from kit.contract import Move, PlanPaid, Play
from kit.messages import Finding, Message, _
from kit.parameters import Checked, Choice, Parameter, Shown, decided_or_default, parameters
from kit.teamcode import Scheme

VERBS = ("predict", "play", "compare", "limits", "reflect", "commit", "share")

Measured = Mapping[str, np.ndarray]  # arrays by name, repetitions (years) on the last axis
Labels = Mapping[str, str | float | tuple[str, ...]]  # messages, names of series, formats and numbers
Columns = Mapping[str, list]  # columns of equal length; cells are numbers, texts or messages
Sides = tuple[Message | Finding, Message | Finding]  # what OLD and NEW are called

POINTS = _("percentage points")
OLD_SIDE, NEW_SIDE = _("OLD: {name}"), _("NEW: {name}")


@dataclass(frozen=True)
class Picture:
    """One chart of a view.

    `measure(old, new)` takes from both results what the picture needs, with years on the last axis; `rows(measured,
    setting)` turns it into the columns of the chart `kind`, `finding(measured, setting)` into the sentence above it.
    `labels` are the chart's own words (axis titles with units). `one_year` pictures are drawn from a single year. A picture of
    one `outcome` has that outcome's sentence as its finding.
    """

    kind: str
    description: Message
    measure: Callable[..., Measured]
    rows: Callable[[Measured, Checked], Columns]
    finding: Callable[[Measured, Checked], Finding]
    labels: Labels = field(default_factory=dict)
    one_year: bool = False
    outcome: "Outcome | None" = None


@dataclass(frozen=True)
class View:
    """A tab of the laboratory: one or more pictures."""

    key: str
    label: Message
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Outcome:
    """What is compared, year by year: `measure(result)` gives one figure per year.

    `ahead` says how often which is ahead and has the placeholders {count}, {old}, {years} and {error}; `amount` says by how
    much {side} is ahead, with {amount}, {better} and {worse}. Below `least` (in the unit of the figure) both sides are
    practically the same; `why` says the reason for that threshold. Of what is not `is_judged` (is less pay better?) only lower and higher is
    said. `rule` says how the figure is counted where that is the
    kit's own idea.
    """

    key: str
    label: Message
    unit: Message
    measure: Callable[..., np.ndarray]
    ahead: Message
    less_is_better: bool = True
    digits: int = 1
    percent: bool = False
    rule: Message = Message("")
    amount: Message = _("{side} ahead by {amount} ({better} instead of {worse})")
    least: float = 0.0
    why: Message = Message("")
    is_judged: bool = True

    def shown(self, value: float, with_unit: bool = False) -> Shown:
        """A figure of this outcome, to be said with its decimals and, where it is wanted, its unit."""
        return Shown(
            Parameter(
                Message(""),
                0.0,
                step=10.0 ** -(self.digits + 2 * self.percent),
                unit=self.unit if with_unit else Message(""),
                percent=self.percent,
            ),
            value,
        )

    def apart(self, value: float) -> Shown:
        """A difference between two figures: of shares in percentage points."""
        unit = POINTS if self.percent else self.unit
        return Shown(
            Parameter(Message(""), 0.0, step=10.0**-self.digits, unit=unit), 100 * value if self.percent else value
        )

    def new_is_ahead(self, old: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Years in which NEW is strictly ahead (undecided years count for nobody)."""
        return new < old if self.less_is_better else new > old

    def ahead_in(self, old: np.ndarray, new: np.ndarray) -> dict:
        """The values of `ahead`: NEW in {count} and OLD in {old} of 100 {years}, and the {error} of playing so few.

        Where both are equal in every year there is no error: no further year would tell them apart.
        """
        share = self.new_is_ahead(old, new).mean()
        error = np.sqrt(share * (1 - share) / len(old))
        behind = self.new_is_ahead(new, old).mean()
        return {
            "count": round(100 * share),
            "old": round(100 * behind),
            "years": 100,
            "error": max(1, round(100 * error)) if share or behind else 0,
        }


@dataclass(frozen=True)
class Preset:
    """A named setting: what differs from the default, or from what is on the screen (see `Shelf`)."""

    key: str
    label: Message
    changes: Mapping


@dataclass(frozen=True)
class Shelf:
    """A list of presets. `keeps`: choosing one leaves everything else as it is instead of starting from the default."""

    key: str
    label: Message
    presets: tuple[Preset, ...]
    keeps: bool = False


@dataclass(frozen=True)
class Guess:
    """A question before anything is shown; `truth()` gives the answer at the start setting, as the parameter has it."""

    parameter: Parameter
    question: Message
    truth: Callable[[], float | str]


def nothing_to_remark(_setting: Checked, _outcomes: Mapping) -> list[Finding]:
    """For laboratories whose figures speak for themselves."""
    return []


@dataclass(frozen=True)
class Laboratory:
    """OLD and NEW on the same customers and the same chance: `simulate(setting, years, block)` -> (old, new).

    `names` are the two sides as people know them, `sides` the same in short, as pictures and sentences have them, and
    `named(setting)` what the sides of a setting are called in short, where somebody has made something else of them. `span`
    says with {count} how often what was played, `draft` how many are played while a slider moves if a block would be too slow, `times` of which hundred ("of 100 years"). `remarks(setting, outcomes)` says
    what people must know about their own setting; outcomes are (old, new) arrays by key. `taken_along(decided)` says what of the
    settings of other exercises, decided values by exercise, can be taken over into this one.
    """

    simulate: Callable[..., tuple]
    names: tuple[Message, Message]
    span: Message
    outcomes: tuple[Outcome, ...]
    views: tuple[View, ...]
    shelves: tuple[Shelf, ...]
    controls: tuple[tuple[Message, tuple[str, ...]], ...]
    people: tuple[str, ...]
    map_axes: tuple[str, str]
    remarks: Callable[[Any, Mapping], list[Finding]] = nothing_to_remark
    sides: tuple[Message, Message] | None = None
    named: Callable[[Any], Sides] | None = None
    times: Message = _("of 100 times")
    draft: int | None = None
    taken_along: Callable[[Mapping[str, Mapping]], dict] | None = None

    @property
    def short(self) -> tuple[Message, Message]:
        """Both sides in short, whatever the setting: what the rows of pictures call them."""
        return self.sides or self.names

    def called(self, setting: Checked) -> Sides:
        """What both sides of a setting are called in short."""
        return self.named(setting) if self.named else self.short

    def heads(self, setting: Checked) -> Sides:
        """What stands above the figures of both sides."""
        called = self.called(setting)
        if called == self.short:
            return self.names
        return Finding(OLD_SIDE, {"name": called[0]}), Finding(NEW_SIDE, {"name": called[1]})


@dataclass(frozen=True)
class QuizQuestion:
    """A question with options; each option says why it is right or wrong."""

    key: str
    question: Message
    options: tuple[tuple[Message, Message], ...]
    right: int


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. `number` is its place in the series and in team codes; it never changes.

    `step_minutes` says how long each of the `verbs` takes a group. `play` is the human game, and `rules` are what the debrief
    asks about it (each makes `Noticed` of a session). `hints` are asked for one after the other, by verb. `question` and `drawing` are what it is known
    by on the start page: one short sentence, and what stands in the frame of `kit/drawing`.
    """

    number: int
    name: str
    title: Message
    step_minutes: tuple[int, ...]
    setting: type[Checked]
    laboratory: Laboratory
    guesses: tuple[Guess, ...]
    outcome_evidence: tuple[str, ...]
    play: Play
    rules: tuple[Callable, ...]
    quiz: tuple[QuizQuestion, ...]
    reflections: tuple[Message, ...]
    first_steps: tuple[Message, ...]
    hints: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    question: Message = Message("")
    drawing: str = ""
    firm: Mapping[str, str] = field(default_factory=dict)
    paid: Callable[[Any, Mapping[str, np.ndarray], int], list[PlanPaid]] | None = None
    verbs: tuple[str, ...] = VERBS

    @property
    def moves(self) -> tuple[Move, ...]:
        """The decisions of the human game that a team code carries."""
        return self.play.moves

    @property
    def minutes(self) -> int:
        """How long the whole exercise takes a group."""
        return sum(self.step_minutes)

    @property
    def code(self) -> Scheme:
        """How the decisions of this exercise become a team code."""
        controls = [name for _title, names in self.laboratory.controls for name in names]
        guesses = [guess.parameter.name for guess in self.guesses]
        moves = [move.name for move in self.moves]
        decisions = frozenset([*controls, *self.laboratory.people, *guesses, *moves, GUESS_GIVEN.name])
        return Scheme(self.number, self.code_parameters, decisions)

    @property
    def code_parameters(self) -> dict[str, Move]:
        """Everything a team code carries: the setting, the guesses and the moves."""
        guesses = {guess.parameter.name: guess.parameter for guess in self.guesses}
        moves = {move.name: move for move in self.moves}
        return {**parameters(self.setting), **guesses, GUESS_GIVEN.name: GUESS_GIVEN, **moves}

    def guessed(self, decided: Mapping) -> dict:
        """The guesses in what was decided, by name; what is impossible counts as left where it stood."""
        return {one.parameter.name: decided_or_default(decided, one.parameter) for one in self.guesses}

    @property
    def evidence(self) -> tuple[str, ...]:
        """The keys of all cards of this exercise, each once, assumptions first."""
        keys = [one.evidence for one in parameters(self.setting).values() if one.evidence]
        return tuple(dict.fromkeys([*keys, *self.outcome_evidence]))


GUESS_GIVEN = Parameter(
    _("your guess"),
    "open",
    choices=(Choice("open", _("not yet")), Choice("given", _("given")), Choice("skipped", _("skipped"))),
    name="guess",
)


def guess_state(decided: Mapping) -> str:
    """Whether a guess is "open", "given" or "skipped" by what was decided."""
    return decided_or_default(decided, GUESS_GIVEN)
