"""How a setting declares its values: default, range, step, unit, label and evidence, each said once.

A setting is a frozen dataclass whose fields are made by `number`, `share`, `choice` or `switch`. Sliders, checks,
team codes and evidence cards all read the same declaration, so a default cannot differ between model and screen.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cache
from math import inf
from typing import Any

from kit.errors import NOT_A_CHOICE, NOT_A_NUMBER, NOT_WHOLE, OUT_OF_RANGE, SettingError
from kit.messages import LABEL_OF, Finding, Message, _

SHOWN_BELOW = 1e12  # numbers from here on are no figures that a language could write as a value


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
    def named(self) -> Message | Finding:
        """What the value is called, with the side it belongs to where two sides have it."""
        return Finding(LABEL_OF, {"side": self.of, "label": self.label}) if self.of else self.label

    @property
    def is_count(self) -> bool:
        """Whether only whole numbers are possible."""
        return isinstance(self.default, int) and float(self.step).is_integer()

    @property
    def size(self) -> int:
        """How many values the parameter can take on its grid."""
        return len(self.choices) or round((self.high - self.low) / self.step) + 1

    def index(self, value: Any) -> int:
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
        return int(value) if self.is_count else value

    def check(self, value) -> None:
        """Raise `SettingError` unless `value` is a choice or a number within the range."""
        if self.choices:
            if value not in [choice.key for choice in self.choices]:
                raise SettingError(NOT_A_CHOICE, label=self.label, value=str(value)[:40], choices=Shown(self, None))
            return
        if isinstance(value, bool) or not isinstance(value, int | float) or not -inf < value < inf:
            raise SettingError(NOT_A_NUMBER, label=self.label, value=str(value)[:40])
        if self.is_count and value != int(value):
            raise SettingError(NOT_WHOLE, label=self.label, value=value)
        if not self.low <= value <= self.high:
            shown = Shown(self, value) if abs(value) < SHOWN_BELOW else str(value)[:40]
            raise SettingError(
                OUT_OF_RANGE, label=self.label, value=shown, low=Shown(self, self.low), high=Shown(self, self.high)
            )

    def figure(self, key: str) -> float:
        """The figure behind a choice, for example the share of facts lost in a spoken handover."""
        return next(choice.figure for choice in self.choices if choice.key == key and choice.figure is not None)


@dataclass(frozen=True)
class Shown:
    """A value in an error message, to be said as its setting shows it (or, without a value, all choices)."""

    parameter: Parameter
    value: float | str | None

    def __str__(self) -> str:
        return (
            str(self.value) if self.value is not None else ", ".join(choice.label for choice in self.parameter.choices)
        )


def number(default, low, high, step, label, **more):
    """A dataclass field for a number from `low` to `high` in steps of `step`."""
    return field(default=default, metadata={"parameter": Parameter(label, default, low, high, step, **more)})


def share(default, low, high, step, label, **more):
    """A dataclass field for a share, kept as a fraction and shown as per cent."""
    return number(default, low, high, step, label, percent=True, **more)


def choice(default, choices, label, **more):
    """A dataclass field for one of several named values."""
    return field(default=default, metadata={"parameter": Parameter(label, default, choices=tuple(choices), **more)})


def parameters(setting) -> dict[str, Parameter]:
    """The declarations of a setting (class or instance) by field name, in the order they were written."""
    return _declared(setting if isinstance(setting, type) else type(setting))


@cache
def _declared(setting_class) -> dict[str, Parameter]:
    return {one.name: replace(one.metadata["parameter"], name=one.name) for one in fields(setting_class)}


# The same levers for two sides, such as an old and a new plan: `old_quota_eur` and `new_quota_eur` of one declaration.


def lever(side: Message, declared: Parameter, default):
    """A dataclass field for a lever of one side."""
    return field(default=default, metadata={"parameter": replace(declared, default=default, of=side)})


def side_of(setting: "Checked", prefix: str, made: type):
    """What one side does, as the dataclass `made` of its levers without their prefix."""
    return made(**{one.name: getattr(setting, f"{prefix}_{one.name}") for one in fields(made)})


def levers(setting_class: type, side: Message) -> tuple[str, ...]:
    """The names of the settings that are levers of one side, in their order."""
    return tuple(name for name, one in parameters(setting_class).items() if one.of == side)


# Shows a share in a sentence: `Shown(PERCENT, share)`.
PERCENT = Parameter(Message(""), 0.0, 0.0, 1.0, 0.01, percent=True)


def decided_or_default(decided: Mapping, move) -> Any:  # of the kind that the move's default is
    """What was decided for a parameter (or a sister of it), or its default where there is nothing or nothing possible."""
    value = decided.get(move.name, move.default)
    try:
        move.check(value)
    except SettingError:
        return move.default
    return whole(value, move)


def whole(value: Any, declared) -> Any:
    """A possible value of the kind that is declared: a count that a file or a page wrote as 3.0 is 3."""
    is_count = isinstance(declared, Parameter) and declared.is_count
    return int(value) if is_count and isinstance(value, float) else value


class Checked:
    """Base of settings: an instance whose values are all within their declared ranges, and fit together, once it exists.

    What is impossible is raised as one `SettingError` that names everything (`others`).
    """

    def __post_init__(self):
        errors = [*self._out_of_range()] or [*self.misfits()]
        if errors:
            errors[0].others = tuple(errors[1:])
            raise errors[0]

    def _out_of_range(self) -> Iterator[SettingError]:
        for name, parameter in parameters(self).items():
            try:
                parameter.check(getattr(self, name))
            except SettingError as error:
                yield error

    def misfits(self) -> Iterator[SettingError]:
        """What does not fit together although each value is possible."""
        return iter(())


def values_of(setting: Checked) -> dict[str, Any]:
    """All values of a setting by name."""
    return {name: getattr(setting, name) for name in parameters(setting)}


def changes(setting: Checked) -> dict[str, Any]:
    """What differs from the start setting, by name."""
    start = type(setting)()
    return {name: value for name, value in values_of(setting).items() if value != getattr(start, name)}


def restored(setting_class, decided: Mapping) -> tuple[Checked, list[SettingError]]:
    """The setting that was decided, with what is impossible left at its default, and an error for each such value."""
    kept, errors = {}, []
    for name, parameter in parameters(setting_class).items():
        value = decided.get(name, parameter.default)
        try:
            parameter.check(value)
            kept[name] = whole(value, parameter)
        except SettingError as error:
            errors.append(error)
    try:
        return setting_class(**kept), errors
    except SettingError as error:  # each value is possible, but not all together: take over what fits
        errors.append(error)
    setting = setting_class()
    for name, value in kept.items():
        with suppress(SettingError):
            setting = replace(setting, **{name: value})
    return setting, errors


# Units

OF_ONE = {
    _("days"): _("day"),
    _("days per quarter"): _("day per quarter"),
    _("working days"): _("working day"),
    _("hours"): _("hour"),
    _("minutes"): _("minute"),
    _("months"): _("month"),
    _("quarters"): _("quarter"),
    _("years"): _("year"),
    _("orders"): _("order"),
    _("customers"): _("customer"),
}  # what one of a unit is called


def unit_of_one(unit: Message) -> Message:
    """The unit as it stands behind a whole one; the same where it has no other form.

    >>> unit_of_one(Message("years")), unit_of_one(Message("EUR"))
    ('year', 'EUR')
    """
    return OF_ONE.get(unit, unit)
