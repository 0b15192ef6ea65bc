"""Marks for wording: an English sentence that will be said in the reader's language.

A `Message` is plain data. It can be written in a setting, an error or an exercise without knowing any language;
`kit.wording` looks it up in a catalogue and fills in its placeholders when it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard


class Message(str):
    """An English sentence with `{named}` placeholders, marked for the catalogue."""

    __slots__ = ()


@dataclass(frozen=True)
class Finding:
    """A sentence with its values, said by the screen in the reader's language; values may be findings themselves."""

    message: Message
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Told:
    """A text that a trainer wrote in several languages, by language; the reader's one is said."""

    texts: Mapping[str, str]


def is_typed(value: object) -> TypeGuard[str]:
    """Whether it is text that people typed: a `str` that is no message."""
    return isinstance(value, str) and not isinstance(value, Message)


def _(text: str) -> Message:
    """Mark a text for extraction into the catalogue (`pybabel extract` looks for this name)."""
    return Message(text)


LABEL_OF = _("{side}: {label}")
