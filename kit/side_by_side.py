"""Games of several groups put side by side, for whoever shows them: the board and the report page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.contract import Names, Played, Said, Table
from kit.exercise import Exercise
from kit.groups import Group, Session
from kit.messages import LABEL_OF, Finding, Message, _
from kit.parameters import Shown, parameters

CHANGE, UNCHANGED = _("{label}: {before} → {after}"), _("nothing: the start setting")


@dataclass(frozen=True)
class Block:
    """Rows under one head. `title` is empty where groups stand below each other; `groups` then says whose each row is.

    `played`: the game, where it stands alone.
    """

    title: Said
    said: tuple[Finding, ...]
    head: tuple[Said, ...]
    rows: tuple[tuple, ...]
    groups: tuple[Group, ...] = ()
    played: Played | None = None


@dataclass(frozen=True)
class SideBySide:
    """All that can be shown of a game, and what was begun and not played to the end."""

    blocks: tuple[Block, ...]
    unfinished: tuple[Said, ...]


def side_by_side(
    exercise: Exercise, session: Session, groups: Sequence[Group], names: Names, language: str
) -> SideBySide:
    """The games of these groups, and those that groups of the session played together."""
    alone = {group: group.played(exercise, language) for group in groups}
    tables = {group: exercise.play.table(played, names) for group, played in alone.items()}
    unfinished = tuple(_part(names[group.key], part) for group, table in tables.items() for part in table.unfinished)
    if not exercise.play.is_apart:
        return SideBySide(tuple(_together(tables)), unfinished)
    common = exercise.play.common
    blocks = [
        _block(Finding(common.title, {"key": one.name}), one, exercise.play.table(one, names))
        for one in session.common(exercise)
        if common
    ]
    blocks += [_block(names[group.key], alone[group], table) for group, table in tables.items()]
    return SideBySide(tuple(one for one in blocks if one.rows), unfinished)


def _part(name: str, part: Said) -> Said:
    return Finding(LABEL_OF, {"side": name, "label": part}) if part else name


def _together(tables: Mapping[Group, Table]) -> Iterator[Block]:
    """One block with the rows of all groups."""
    rows = [(group, row) for group, table in tables.items() for row in table.rows]
    if rows:
        first = tables[rows[0][0]]
        yield Block(
            "", first.rules, first.head, tuple(row for _group, row in rows), tuple(group for group, _row in rows)
        )


def _block(title: Said, played: Played, table: Table) -> Block:
    return Block(title, (*table.rules, *table.said), table.head, table.rows, played=played)


def changes(exercise: Exercise, group: Group) -> list[Message | Finding]:
    """What a group changed in the laboratory, line by line; one line if it changed nothing."""
    declared, default = parameters(exercise.setting), exercise.setting()
    lines: list[Message | Finding] = [
        Finding(
            CHANGE,
            {
                "label": declared[name].named,
                "before": Shown(declared[name], getattr(default, name)),
                "after": Shown(declared[name], value),
            },
        )
        for name, value in group.changes(exercise).items()
    ]
    return lines or [UNCHANGED]
