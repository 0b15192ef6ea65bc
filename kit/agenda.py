"""The agenda of a workshop: variants as a trainer wrote them, made into a timetable of steps.

A variant is a row of blocks. A block is a part of the guide; an exercise takes the minutes it declares itself, every
other block says its own. Within a block the steps share its minutes as the guide's minutes stand to each other.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kit.errors import DatasetError
from kit.guide import Guide
from kit.messages import _
from kit.places import datasets

FILE = "agenda.toml"
Kind = TypeVar("Kind")
UNREADABLE = _("The file {file} cannot be read: {reason}.")
INCOMPLETE = _("In {file}, variant “{variant}”: “{field}” is missing or of the wrong kind.")
WRONG_SUM = _("In {file}, variant “{variant}” is to take {minutes} minutes, but its blocks add up to {sum}.")


@dataclass(frozen=True)
class Block:
    """One block of the agenda: a part of the guide, its heading, and minutes (0: left out)."""

    section: str
    name: str
    minutes: int


@dataclass(frozen=True)
class Variant:
    """A named agenda."""

    key: str
    name: str
    blocks: tuple[Block, ...]

    @property
    def minutes(self) -> int:
        return sum(block.minutes for block in self.blocks)


@dataclass(frozen=True)
class Item:
    """A step on the clock: seconds, its names, and where its words stand (position of the block, row of the part)."""

    seconds: int
    block: str
    title: str
    place: tuple[int, int]


def variants(language: str, guide: Guide, minutes: Mapping[str, int], text: str | None = None) -> tuple[Variant, ...]:
    """All variants in one language; `minutes` of the exercises by name. Raises `DatasetError`."""
    try:
        entries = tomllib.loads(text if text is not None else (datasets() / FILE).read_text(encoding="utf-8-sig"))[
            "variant"
        ]
    except (OSError, ValueError, KeyError) as error:
        raise DatasetError(UNREADABLE, file=FILE, reason=str(error).rstrip(".")) from error
    return tuple(_variant(entry, language, guide, minutes) for entry in entries)


def _variant(entry: dict, language: str, guide: Guide, minutes: Mapping[str, int]) -> Variant:
    key = str(entry.get("key", "?"))

    def get(place: dict, field: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        value = place.get(field, default)
        if not isinstance(value, kind):
            raise DatasetError(INCOMPLETE, file=FILE, variant=key, field=field)
        return value

    blocks = []
    for one in get(entry, "blocks", list):
        section = get(one, "section", str)
        name = get(one, "name", dict, {}).get(language) or guide.part(section).title
        blocks.append(Block(section, name, get(one, "minutes", int, minutes.get(section))))
    made = Variant(get(entry, "key", str), get(get(entry, "name", dict), language, str), tuple(blocks))
    if made.minutes != get(entry, "minutes", int):
        raise DatasetError(WRONG_SUM, file=FILE, variant=key, minutes=entry["minutes"], sum=made.minutes)
    return made


def timetable(blocks: Sequence[Block], guide: Guide) -> tuple[Item, ...]:
    """All steps of the blocks that are not left out; the seconds of a block's steps add up to its minutes."""
    items = []
    for place, block in enumerate(blocks):
        rows = guide.part(block.section).rows
        if not block.minutes:
            continue
        ends = [0]
        for row in rows:
            ends.append(ends[-1] + row.minutes)
        seconds = [round(block.minutes * 60 * end / (ends[-1] or 1)) for end in ends]
        for number, row in enumerate(rows):
            items.append(Item(seconds[number + 1] - seconds[number], block.name, row.step, (place, number)))
    return tuple(items)
