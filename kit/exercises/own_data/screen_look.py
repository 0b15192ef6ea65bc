"""A picture of the firm as plain data: columns for a chart, one sentence, and the same as figures. Of numbers only, never of a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.errors import KitError
from kit.messages import Finding, Message, _
from kit.parameters import PERCENT, Parameter, Shown

Figure = tuple[Message | Finding, float, Message | str]  # what, value, unit

PER_CENT = "%"
TENTH = Parameter(Message(""), 0.0, step=0.1)
DAYS, YEARS = _("days"), _("years")


@dataclass(frozen=True)
class Look:
    """A picture: its title, the sentence above it, what must be known about it (`notes`), and `figures` for print and table.

    `kind`, `labels` and `rows` are those of its chart; without a kind there is too little to draw, and the sentence says so.
    """

    key: str
    title: Message
    said: Finding | KitError
    notes: tuple[Finding | Message, ...] = ()
    figures: tuple[Figure, ...] = ()
    kind: str = ""
    labels: Mapping = field(default_factory=dict)
    rows: Mapping[str, list] = field(default_factory=dict)
    description: Message = Message("")


def share(value: float) -> Shown:
    """A share as it is said, in whole per cent."""
    return Shown(PERCENT, float(value))


def tenth(value: float) -> Shown:
    """A number with one decimal."""
    return Shown(TENTH, float(value))
