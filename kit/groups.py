"""Groups and what they decided: from a team code, a saved state or the room. Results are recomputed, never stored.

A group is nothing but a name and a journal, so everything that is shown of it (board, debrief, report) follows from its
decisions. A session is all groups with the games they played together.
"""

import datetime
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, count
from typing import TypeVar

from kit.commitments import COMMITMENT, ActionPlan, action_plan
from kit.contract import Played
from kit.exercise import GUESS_GIVEN, Exercise, guess_state
from kit.journal import Journal
from kit.messages import _
from kit.parameters import Checked, changes, decided_or_default, parameters, restored, values_of
from kit.typed import isolated
from kit.years import BLOCKS, Years, joined, play

FIRM = "firm"  # in a journal, as if it were an exercise: start values from a firm's own deals, a step for each exercise that takes some
Made = TypeVar("Made")

LEFT_OUT = _("Left out here, because something that came from there cannot be read: {groups}.")


@dataclass(frozen=True)
class Group:
    """A group with all its decisions. `key` is unique and never shown; two groups may have the same `name`."""

    key: str
    name: str
    journal: Journal

    def decided(self, exercise: Exercise, step: str) -> dict:
        """What was decided in a step: value by name."""
        return self.journal.decided(exercise.name, step)

    def begun(self, exercise: Exercise) -> bool:
        """Whether the group has decided anything in an exercise."""
        return any(event.exercise == exercise.name for event in self.journal.events)

    def guesses(self, exercise: Exercise) -> dict | None:
        """The guesses by name, what is impossible as left where it stood; None if none were given (skipped, or not yet)."""
        decided = self.decided(exercise, "predict")
        return exercise.guessed(decided) if guess_state(decided) == "given" else None

    def setting(self, exercise: Exercise) -> Checked:
        """The group's own setting of the laboratory (the start setting where it changed nothing)."""
        return restored(exercise.setting, setting_decided(exercise, self.journal))[0]

    def changes(self, exercise: Exercise) -> dict:
        """What differs from the start setting: value by name."""
        return changes(self.setting(exercise))

    def years(self, exercise: Exercise, blocks: int = BLOCKS) -> Years:
        """The group's setting played: exactly, as its own page shows it, or with fewer blocks of 50 years."""
        return played_years(exercise, self.setting(exercise), blocks)

    def commitment(self, exercise: Exercise) -> dict[str, str]:
        """The step the group takes (what, who, until); empty if it wrote nothing."""
        decided = self.decided(exercise, "commit")
        said = {part: str(decided.get(part) or "").strip() for part in COMMITMENT}
        return said if any(said.values()) else {}

    def plan(self, exercises: Iterable[str], today: datetime.date) -> ActionPlan:
        """All steps that the group takes, by date; `exercises`: their names."""
        return action_plan(self.journal, exercises, today)

    def played(self, exercise: Exercise, language: str) -> Played:
        """The human game of an exercise as far as it was played."""
        return played_by(self, exercise, language)


@dataclass(frozen=True)
class Session:
    """All groups in the order in which they came, and the grounds that groups played together.

    `others`: journals of screens that belong to no group; what everybody is asked alone counts there as well.
    """

    groups: tuple[Group, ...] = ()
    grounds: tuple[Played, ...] = ()
    others: tuple[Journal, ...] = ()

    @property
    def journals(self) -> list[Journal]:
        """The journals of all screens."""
        return [*(group.journal for group in self.groups), *self.others]

    def common(self, exercise: Exercise) -> tuple[Played, ...]:
        """The games of an exercise that groups played together."""
        return tuple(one for one in self.grounds if one.exercise == exercise.name)

    def names(self) -> dict[str, str]:
        """What each group is called among other words, by key; a name that occurs again gets a number."""
        said = {}
        for group in self.groups:
            numbered = (f"{group.name} ({number})" for number in count(2))
            said[group.key] = next(name for name in chain([group.name], numbered) if name not in said.values())
        return {key: isolated(name) for key, name in said.items()}


def firm_values(exercise: Exercise, journal: Journal) -> dict:
    """Start values of an exercise that came from a firm's own deals, by name; empty where there are none."""
    given, takes = journal.decided(FIRM, exercise.name), getattr(exercise, "firm", {})  # a check takes none
    return {name: value for name, value in given.items() if name in takes and value is not None}


def values_taken_along(exercise: Exercise, journal: Journal) -> dict:
    """What this exercise can take over of settings decided in others, by name; empty where nothing was changed there."""
    if not exercise.laboratory.taken_along:
        return {}
    names = {event.exercise for event in journal.events}
    return exercise.laboratory.taken_along({name: journal.decided(name, "setting") for name in names})


def setting_decided(exercise: Exercise, journal: Journal) -> dict:
    """What was decided of a setting, by name: what somebody moved goes before start values of the own firm."""
    return firm_values(exercise, journal) | journal.decided(exercise.name, "setting")


def without_damaged(
    make: Callable[[Sequence[Group]], Made], groups: Sequence[Group]
) -> tuple[Made | None, tuple[Group, ...]]:
    """What `make(groups)` gives; where it fails, what it gives without the groups at fault, and these groups.

    At fault is who makes it fail alone, else the first without whom it works. If nobody is, there is None, and all of them.
    What one group sent must never hide the others; the details go to the log.
    """
    made = _tried(make, groups)
    if made is not None:
        return made, ()
    left_out = [one for one in groups if _tried(make, [one]) is None]
    left_out = (
        left_out
        or [one for one in groups if _tried(make, [other for other in groups if other is not one]) is not None][:1]
        or groups
    )
    return _tried(make, [one for one in groups if one not in left_out]), tuple(left_out)


def _tried(make: Callable[[Sequence[Group]], Made], groups: Sequence[Group]) -> Made | None:
    try:
        return make(groups)
    except Exception:  # whatever it is, it belongs to what somebody sent
        logging.getLogger("kit").exception("a part of a session could not be made of %s groups", len(groups))
        return None


@lru_cache(maxsize=256)
def played_years(exercise: Exercise, setting: Checked, blocks: int) -> Years:
    """Blocks of 50 years of a setting; remembered, because a board asks again and again."""
    return joined([play(exercise.laboratory, setting, None, block) for block in range(blocks)], None)


@lru_cache(maxsize=256)
def played_by(group: Group, exercise: Exercise, language: str) -> Played:
    """The human game that follows from what a group decided; remembered with all that was worked out from it."""
    return Played(exercise.name, group.name, exercise.play.read(partial(group.decided, exercise), language))


def code_of(exercise: Exercise, setting: Checked, predicted: Mapping, played: Mapping) -> str:
    """The team code of what was decided in an exercise; raises `CodeError` for a game that no code can carry."""
    state = guess_state(predicted)
    guessed = exercise.guessed(predicted) if state == "given" else {}
    moves = {move.name: decided_or_default(played, move) for move in exercise.moves}
    return exercise.code.encode(values_of(setting) | guessed | {GUESS_GIVEN.name: state} | moves)


def decisions_of(exercise: Exercise, code: str) -> dict[str, dict]:
    """What a team code of this exercise says: decisions by step and name; raises `CodeError` or `SettingError`."""
    changed = exercise.code.decode(code)
    setting = exercise.setting(**{name: changed[name] for name in changed if name in parameters(exercise.setting)})
    guesses = {one.parameter.name: one.parameter.default for one in exercise.guesses} | {GUESS_GIVEN.name: "skipped"}
    return {
        "setting": values_of(setting),
        "predict": {name: changed.get(name, value) for name, value in guesses.items()},
        "play": {move.name: changed.get(move.name, move.default) for move in exercise.moves},
    }
