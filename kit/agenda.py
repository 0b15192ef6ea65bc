"""The agenda of a workshop: variants as a trainer wrote them, made into a timetable of steps.

A variant is a row of blocks. A block is a part of the guide; an exercise takes the minutes it declares itself, every
other block says its own. Within a block the steps share its minutes as the guide's minutes stand to each other.
"""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kit.errors import DatasetError
from kit.guide import Guide, guide
from kit.messages import _
from kit.places import datasets

FILE = "agenda.toml"
LONGEST_BLOCK = 120  # minutes
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


def section(variant: Variant, place: int, decided: Mapping, exercises: Container[str]) -> str:
    """The part of the guide of a block; where it is an exercise, another one may have been chosen for it."""
    planned = variant.blocks[place].section
    chosen = str(decided.get(f"{variant.key}.{place}.exercise"))
    return chosen if planned in exercises and chosen in exercises else planned


def changed(variant: Variant, decided: Mapping, exercises: Container[str], book: Guide) -> list[Block]:
    """The blocks of a variant as the facilitator changed them."""
    blocks = []
    for place, block in enumerate(variant.blocks):
        own = section(variant, place, decided, exercises)
        minutes = decided.get(f"{variant.key}.{place}.minutes", block.minutes)
        possible = type(minutes) in (int, float) and 0 <= minutes <= LONGEST_BLOCK
        name = block.name if own == block.section else book.part(own).title
        blocks.append(Block(own, name, int(minutes) if possible else block.minutes))
    return blocks


def played_order(language: str, decided: Mapping, minutes: Mapping[str, int]) -> tuple[str, ...]:
    """The exercises in the order in which the chosen agenda plays them; raises `DatasetError`. `minutes` of all by name."""
    book = guide(language)
    found = {one.key: one for one in variants(language, book, minutes)}
    variant = found.get(str(decided.get("variant"))) or next(iter(found.values()))
    return in_order(changed(variant, decided, minutes, book), minutes)


def in_order(blocks: Sequence[Block], exercises: Container[str]) -> tuple[str, ...]:
    """The exercises among the blocks that are not left out, each where it comes first."""
    return tuple(dict.fromkeys(one.section for one in blocks if one.section in exercises and one.minutes))


def step_at(place: tuple[int, int], blocks: Sequence[Block], guide: Guide, verbs: Mapping[str, Sequence[str]]) -> str:
    """Which step of an exercise a step on the clock is; "" if none. `verbs`: the steps of each exercise, by its name.

    The guide has one row for each step, in their order. Where a trainer wrote other rows, no step is guessed.
    """
    section = blocks[place[0]].section
    own, rows = verbs.get(section, ()), guide.part(section).rows
    return own[place[1]] if len(own) == len(rows) else ""


def open_until(
    now: tuple[int, int] | None, blocks: Sequence[Block], guide: Guide, verbs: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Up to which step each exercise of the agenda is open when the clock is `now` at this place (None: the agenda is through).

    Of what comes later the first step, of what is now the step that is now, of what is over everything (""), and so where nobody
    can tell.
    """
    found: dict[str, str] = {}
    for place, block in enumerate(blocks):
        steps = verbs.get(block.section)
        if not steps or not block.minutes:
            continue
        if now is not None and place == now[0]:
            found[block.section] = step_at(now, blocks, guide, verbs)
        elif now is None or place < now[0]:
            found[block.section] = ""
        else:
            found.setdefault(block.section, steps[0] if len(guide.part(block.section).rows) == len(steps) else "")
    return found


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
