"""How a setting declares its values: default, range, step, unit, label and evidence, each said once.

A setting is a frozen dataclass whose fields are made by `number`, `share`, `choice` or `switch`. Sliders, checks,
team codes and evidence cards all read the same declaration, so a default cannot differ between model and screen.
"""

from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import accumulate, pairwise
from math import comb, isfinite
from re import fullmatch

from kit.errors import NOT_A_CHOICE, NOT_A_NUMBER, OUT_OF_RANGE, SettingError
from kit.messages import Message, _

WRONG_PARTS = _("“{label}” needs {wanted} numbers with commas between them, such as {example}; “{value}” has {count}.")
NOT_WHOLE = _("“{label}” needs a whole number for “{part}”; “{value}” is not one.")
NEGATIVE = _("“{part}” in “{label}” must be 0 or more; {count} is less.")
BETWEEN_PORTIONS = _("“{part}” in “{label}” can only be a multiple of {portion}; {count} lies between {below} and {above}.")
ADDS_UP_TO_MORE = _("“{label}” adds up to {sum}; that is {more} more than the {total} there are.")


@dataclass(frozen=True)
class Choice:
    """One of several named values: what it is called and, where it stands for a figure, the figure."""

    key: str
    label: Message
    figure: float | None = None


@dataclass(frozen=True)
class Parameter:
    """The declaration of one value: a number on a grid from `low` to `high`, or one of `choices`.

    `evidence` is the key of a card in `datasets/evidence.toml`, or "" for a decision that needs none (how many
    people, when somebody leaves). `percent` says that a share is shown as per cent. `of` says to whom the value
    belongs where two sides have the same ones (the old and the new plan), `zero` what 0 is called (no quota: “none”).
    """

    label: Message
    default: float | int | bool | str
    low: float = 0
    high: float = 0
    step: float = 1
    unit: Message = Message("")
    percent: bool = False
    evidence: str = ""
    choices: tuple[Choice, ...] = ()
    name: str = ""
    of: Message = Message("")
    zero: Message = Message("")

    @property
    def size(self) -> int:
        """How many values the parameter can take on its grid."""
        return len(self.choices) or round((self.high - self.low) / self.step) + 1

    def index(self, value) -> int:
        """The position of `value` on the grid; raises ValueError for a value between two positions."""
        if self.choices:
            return [choice.key for choice in self.choices].index(value)
        position = (value - self.low) / self.step
        if abs(position - round(position)) > 1e-6:
            raise ValueError(value)
        return round(position)

    def at(self, index: int):
        """The value at a grid position, the exact counterpart of `index`."""
        if self.choices:
            return self.choices[index].key
        value = round(self.low + index * self.step, 10)
        return int(value) if isinstance(self.default, int) else value

    def check(self, value) -> None:
        """Raise `SettingError` unless `value` is a choice or a number within the range."""
        if self.choices:
            if value not in [choice.key for choice in self.choices]:
                raise SettingError(NOT_A_CHOICE, label=self.label, value=str(value)[:40], choices=Shown(self, None))
            return
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise SettingError(NOT_A_NUMBER, label=self.label, value=str(value)[:40])
        if not self.low <= value <= self.high:
            named = {name: Shown(self, number) for name, number in (("value", value), ("low", self.low), ("high", self.high))}
            raise SettingError(OUT_OF_RANGE, label=self.label, **named)

    def figure(self, key: str) -> float:
        """The figure behind a choice, for example the share of facts lost in a spoken handover."""
        return next(choice.figure for choice in self.choices if choice.key == key)


@dataclass(frozen=True)
class Shown:
    """A value in an error message, to be said as its setting shows it (or, without a value, all choices)."""

    parameter: Parameter
    value: float | None

    def __str__(self) -> str:
        return str(self.value) if self.value is not None else ", ".join(choice.label for choice in self.parameter.choices)


@dataclass(frozen=True)
class Division:
    """The declaration of equal portions to be divided over named parts; some may be left over.

    `portion` says how much one portion is in `unit`: 12 portions of 5 days are 60 days. A value is a text of counts in
    this unit, one per part, such as "25,20,5,10"; so it lies in the journal.
    """

    label: Message
    default: str
    parts: tuple[Choice, ...]
    portions: int
    portion: int = 1
    unit: Message = Message("")
    name: str = ""

    def __post_init__(self):
        self.check(self.default)

    @property
    def total(self) -> int:
        """How much there is to divide, in the unit."""
        return self.portions * self.portion

    @property
    def size(self) -> int:
        """In how many ways the portions can be divided."""
        return comb(self.portions + len(self.parts), len(self.parts))

    def counts(self, value) -> tuple[int, ...]:
        """What each part gets, in the unit; raises `SettingError` as `check` does."""
        self.check(value)
        return tuple(int(text) for text in str(value).split(","))

    def together(self, counts) -> str:
        """The value that gives these counts to the parts, the exact counterpart of `counts`."""
        return ",".join(str(count) for count in counts)

    def index(self, value) -> int:
        """The position of `value` among all divisions; raises `SettingError` as `check` does.

        Each part ends with a bar; the places of the bars in the row of portions and bars are ranked by the combinatorial
        number system (Knuth, The Art of Computer Programming 4A, 7.2.1.3, theorem L).
        """
        ends = accumulate(count // self.portion + 1 for count in self.counts(value))
        return sum(comb(end - 1, bar) for bar, end in enumerate(ends, start=1))

    def at(self, index: int) -> str:
        """The division at a position, the exact counterpart of `index`."""
        ends, end = [0], self.portions + len(self.parts)
        for bar in range(len(self.parts), 0, -1):
            while comb(end - 1, bar) > index:
                end -= 1
            index -= comb(end - 1, bar)
            ends.insert(1, end)
        return self.together((end - start - 1) * self.portion for start, end in pairwise(ends))

    def check(self, value) -> None:
        """Raise `SettingError` unless `value` gives whole portions to each part and no more than there are."""
        texts = str(value).split(",")
        if len(texts) != len(self.parts):
            numbers = {"wanted": len(self.parts), "count": len(texts)}
            raise SettingError(WRONG_PARTS, label=self.label, example=self.default, value=str(value)[:40], **numbers)
        together = sum(self._checked(part, text) for part, text in zip(self.parts, texts, strict=True))
        if together > self.total:
            raise SettingError(ADDS_UP_TO_MORE, label=self.label, sum=together, more=together - self.total, total=self.total)

    def _checked(self, part: Choice, text: str) -> int:
        named = {"label": self.label, "part": part.label}
        if not fullmatch("-?[0-9]{1,9}", text):
            raise SettingError(NOT_WHOLE, value=text[:40], **named)
        count = int(text)
        if count < 0:
            raise SettingError(NEGATIVE, count=count, **named)
        below = count // self.portion * self.portion
        if count != below:
            raise SettingError(BETWEEN_PORTIONS, portion=self.portion, count=count, below=below, above=below + self.portion, **named)
        return count


def number(default, low, high, step, label, **more):
    """A dataclass field for a number from `low` to `high` in steps of `step`."""
    return field(default=default, metadata={"parameter": Parameter(label, default, low, high, step, **more)})


def share(default, low, high, step, label, **more):
    """A dataclass field for a share, kept as a fraction and shown as per cent."""
    return number(default, low, high, step, label, percent=True, **more)


def choice(default, choices, label, **more):
    """A dataclass field for one of several named values."""
    return field(default=default, metadata={"parameter": Parameter(label, default, choices=tuple(choices), **more)})


def switch(default, label, **more):
    """A dataclass field for yes or no, kept as the choices "yes" and "no"."""
    return choice(default, (Choice("no", _("no")), Choice("yes", _("yes"))), label, **more)


def parameters(setting) -> dict[str, Parameter]:
    """The declarations of a setting (class or instance) by field name, in the order they were written."""
    return _declared(setting if isinstance(setting, type) else type(setting))


@cache
def _declared(setting_class) -> dict[str, Parameter]:
    return {one.name: replace(one.metadata["parameter"], name=one.name) for one in fields(setting_class)}


class Checked:
    """Base of settings: an instance whose values are all within their declared ranges once it exists."""

    def __post_init__(self):
        for name, parameter in parameters(self).items():
            parameter.check(getattr(self, name))
