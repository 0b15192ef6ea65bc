"""What can go wrong with what people enter: each error says what is wrong, where, and what would be right.

An error carries a `Message` and its values, so the screen can say it in the reader's language. Values that are
themselves messages (the label of a setting) are translated with it.
"""

from functools import partial
from typing import Any

from kit.messages import Message, _


class KitError(Exception):
    """Base of all errors that people may see as one sentence; `others` were found together with it and are said with it."""

    def __init__(self, message: Message, **values: Any):
        super().__init__(message.format(**values))
        self.message = message
        self.values = values
        self.others: tuple[KitError, ...] = ()

    def __reduce__(self):
        """Another process is told the same error, not its sentence alone."""
        return partial(type(self), self.message, **self.values), (), {"others": self.others}

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in the place of a traceback (a hook of IPython): the sentence."""
        return [f"{type(self).__name__}: {self}"]


class SettingError(KitError):
    """A value that a setting does not accept."""


class CodeError(KitError):
    """A team code that was mistyped, belongs elsewhere or is too short to hold what was decided."""


class JournalError(KitError):
    """A saved state that cannot be read."""


class DatasetError(KitError):
    """A data file of the kit (cards, cases) that does not fit its schema."""


class StartError(KitError):
    """The kit cannot be started as asked."""


class RoomError(KitError):
    """What a room refuses; asking again does not help."""


class RoomAway(RoomError):
    """The store or the room is not there now; it may be later."""


NOT_A_NUMBER = _("“{label}” needs a number; “{value}” is not one.")
NOT_WHOLE = _("“{label}” is counted in whole numbers; {value} is not one.")
OUT_OF_RANGE = _("“{label}” must lie between {low} and {high}; {value} does not.")
NOT_A_CHOICE = _("“{label}” has no choice “{value}”; possible are: {choices}.")
