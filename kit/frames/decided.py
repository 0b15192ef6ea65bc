"""What people decided, wherever it is kept: a saved file, team codes, or the store of a room."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from kit import teamcode
from kit.asked import plainly
from kit.errors import KitError
from kit.exercises import exercises
from kit.gather import Read, from_room, read_codes
from kit.groups import decisions_of
from kit.journal import Journal, moment, read_saved
from kit.messages import _

COLUMNS = ["room", "group", "exercise", "step", "name", "value"]
SQLITE = b"SQLite format 3\0"

NOTHING = _("“{given}” is no file that is there, no team code and no address of a room’s store.")
NO_STORE = _("To read the store of a room, one more package is needed: pip install sqlalchemy")

Row = tuple[str, str, str, str, str, Any]


@plainly
def decisions(kept: str | PathLike[str]) -> pd.DataFrame:
    """What was decided, one decision a row, in the order in which it was decided; results are never kept, they follow from it.

    `kept`: the path of a saved state (`pair-selling.json`), of a text with team codes or of a room's store; or the text of one or several
    team codes, one a line, perhaps with a name before each (“Blue: 3F7K0-…”); or the address of a store (`postgresql://…`).

    Columns: `room` (its id; empty outside a room), `group` (its name; empty if none is known), `exercise`, `step`, `name`, `value` (as it was
    decided: number, text, yes or no). Raises `KitError` for what cannot be read; nothing is changed anywhere.

    >>> import kit
    >>> kit.decisions("no such file")
    Traceback (most recent call last):
    ...
    kit.errors.KitError: “no such file” is no file that is there, no team code and no address of a room’s store.
    """
    return pd.DataFrame(list(_rows(kept)), columns=COLUMNS).astype({"value": object})


def _rows(kept: str | PathLike[str]) -> Iterable[Row]:
    text = str(kept)
    if isinstance(kept, str) and "://" in kept:
        return _of_store(kept)
    file = _file(text)
    if file is None:
        read = read_codes(text, exercises())
        if any(one.code for one in read):
            return _of_codes(read)
        raise KitError(NOTHING, given=text[:60])
    content = file.read_bytes()
    if content.startswith(SQLITE):
        return _of_store(f"sqlite:///{file.absolute()}")
    written = content.decode("utf-8", "replace")
    if teamcode.pasted(written) and not written.lstrip().startswith("{"):
        return _of_codes(read_codes(written, exercises()))
    return _of_saved(written)


def _file(text: str) -> Path | None:
    try:
        file = Path(text)
        return file if file.is_file() else None
    except (OSError, ValueError):  # a text that no path can be
        return None


def _of_saved(written: str) -> Iterator[Row]:
    journal = read_saved(written)
    return _of_journal("", str(journal.decided("start", "team").get("name") or ""), journal)


def _of_journal(room: str, group: str, journal: Journal) -> Iterator[Row]:
    in_order = sorted(journal.events, key=lambda event: moment(event.at))
    return ((room, group, one.exercise, one.step, one.name, one.value) for one in in_order)


def _of_codes(lines: Sequence[Read]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        if isinstance(line.error, KitError):
            raise line.error
        if line.error:
            message, values = line.error
            raise KitError(message, **values)
        if line.exercise:
            for step, values in decisions_of(line.exercise, line.code).items():
                rows += [("", line.name, line.exercise.name, step, name, value) for name, value in values.items()]
    return rows


def _of_store(url: str) -> list[Row]:
    """All rooms that have not ended, the oldest first."""
    try:
        from kit.room.store import Store  # a part that is installed only where rooms are opened
    except ImportError as error:
        raise KitError(NO_STORE) from error
    with closing(Store(url, create=False)) as store:
        rooms = [room.id for room in store.rooms() if not room.ended]
        groups = [(room, one) for room in reversed(rooms) for one in from_room(store.read(room))]
    return [row for room, one in groups for row in _of_journal(room, one.name, one.journal)]
