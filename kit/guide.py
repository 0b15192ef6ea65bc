"""The facilitator's guide: one text per language that is read, printed, and shown step by step beside the clock.

`workshops/<language>/guide.md` is written for people; a comment above a heading (`<!-- name -->`) names the part
that belongs to a block of the agenda. In such a part the first paragraph says what it is for, the table holds the steps (minutes, step, say, expect), paragraphs
that begin with a quotation in italics are objections with an answer, and the one that begins with the word for head-count
says what to do with odd numbers; any other that begins with words in italics is a note of that name. Points of a list are read too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import mistune
from markupsafe import Markup

from kit.errors import DatasetError
from kit.messages import _
from kit.places import own_workshops

MARK = re.compile(r"^<!-- (\w+) -->$", re.MULTILINE)
OBJECTION = re.compile(r"^\*([„“].+?[“”])\*\s+(.+)$", re.DOTALL)
HEADS = re.compile(r"^\*(Kopfzahl|Head-count)\.\*\s+(.+)$", re.DOTALL)

NOTE = re.compile(r"^\*([^*]+?)\*\s+(.+)$", re.DOTALL)

UNREADABLE = _("The guide {file} cannot be read: {reason}.")
NO_MINUTES = _(
    "In the guide {file}, part “{part}”: the step “{step}” needs whole minutes in the first column; “{minutes}” is none."
)
NO_PART = _("The guide {file} has no part “{part}”: the comment line above its heading is missing.")

_markdown = mistune.create_markdown(escape=True, plugins=["table"])


@dataclass(frozen=True)
class Row:
    """One step of a block: planned minutes, its name, what to say and what to expect (the last two as HTML)."""

    minutes: int
    step: str
    say: Markup
    expect: Markup


@dataclass(frozen=True)
class Part:
    """A part of the guide. `objections` are pairs (what somebody says, an honest answer), `notes` pairs (name, what it says).

    `aim`: its first paragraph, if it has one; `lists`: its lists with their points.
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    objections: tuple[tuple[Markup, Markup], ...]
    heads: Markup
    aim: Markup = Markup()
    notes: tuple[tuple[Markup, Markup], ...] = ()
    lists: tuple[tuple[Markup, ...], ...] = ()

    @property
    def minutes(self) -> int:
        """What its steps take together."""
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True)
class Guide:
    """The guide in one language."""

    file: str
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].lstrip("# ").strip()

    @property
    def html(self) -> Markup:
        """The whole guide, safe to show."""
        return Markup(_markdown(MARK.sub("", self.text)))

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The marked parts by key, in the order of the text; raises `DatasetError`."""
        _before, *pieces = MARK.split(self.text)
        return {key: self._part(key, body) for key, body in zip(pieces[::2], pieces[1::2], strict=True)}

    def part(self, key: str) -> Part:
        """One part; raises `DatasetError` that names the part if it is missing."""
        if key not in self.parts:
            raise DatasetError(NO_PART, file=self.file, part=key)
        return self.parts[key]

    def _part(self, key: str, body: str) -> Part:
        paragraphs = [one.strip() for one in re.split(r"\n\s*\n", body) if one.strip()]
        title = paragraphs[0].partition("\n")[0].lstrip("# ").strip() if paragraphs else key
        tables = [one for one in paragraphs if one.startswith("|")]
        rows = [self._row(key, line) for line in (tables[0].splitlines()[2:] if tables else [])]
        objections = [found.groups() for found in map(OBJECTION.match, paragraphs) if found]
        heads = [found.group(2) for found in map(HEADS.match, paragraphs) if found]
        others = [one for one in paragraphs[1:] if not OBJECTION.match(one) and not HEADS.match(one)]
        notes = [found.groups() for found in map(NOTE.match, others) if found]
        aim = others[0] if others and others[0][0] not in "|*-<" else ""
        lists = [re.split(r"\n- ", one[2:]) for one in others if one.startswith("- ")]
        return Part(
            key,
            title,
            tuple(rows),
            _pairs(objections),
            _inline(heads[0]) if heads else Markup(),
            _inline(aim) if aim else Markup(),
            _pairs(notes),
            tuple(tuple(_inline(point) for point in points) for points in lists),
        )

    def _row(self, key: str, line: str) -> Row:
        minutes, step, say, expect = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))][:4]
        if not minutes.isdecimal():
            raise DatasetError(NO_MINUTES, file=self.file, part=key, step=step, minutes=minutes)
        return Row(int(minutes), step, _inline(say), _inline(expect))


def _pairs(found: Iterable[Sequence[str]]) -> tuple[tuple[Markup, Markup], ...]:
    return tuple((_inline(one), _inline(said)) for one, said in found)


def _inline(text: str) -> Markup:
    """A paragraph without its surrounding tag."""
    return Markup(re.sub(r"^<p>|</p>\n?$", "", str(_markdown(" ".join(text.split())))))


def guide(language: str, folder: Path | None = None) -> Guide:
    """The guide of a language, as a trainer may have rewritten it; raises `DatasetError`."""
    path = (folder or own_workshops()) / language / "guide.md"
    try:
        return Guide(path.name, path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=path.name, reason=str(error).rstrip(".")) from error
