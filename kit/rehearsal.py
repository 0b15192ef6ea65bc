"""Pretend groups for a rehearsal: what each of them decides next, from what it has decided so far.

A facilitator who wants to see a room at work before anybody is in it fills it with them. They go through the exercises in the
order of the agenda, keep to what is held, and play the games as people would, with the games' own rules of thumb. Everything
follows from the journal of a group, so a rehearsal can be stopped and go on at any moment. It knows no screen and no store.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from kit.contract import Check
from kit.errors import SettingError
from kit.exercise import GUESS_GIVEN, Exercise, guess_state
from kit.groups import Group
from kit.journal import Journal
from kit.messages import Message, _
from kit.parameters import parameters, values_of
from kit.progress import OPENED, YES, was_opened
from kit.room.entries import SHARED

NAMES = (_("Trial Red"), _("Trial Blue"), _("Trial Green"), _("Trial Yellow"), _("Trial Violet"), _("Trial Orange"))
WHO = _("somebody of this trial group")
GAME_TURNS = 14  # decisions in a game, about: its minutes are shared among so many
CHECK_MINUTES = 1.0  # a person's answers, or the next one sitting down
TOGETHER_MINUTES = 1.0  # the days of a season on common ground
SIGN = "7e577e577e57"  # with which the key of a pretend group begins, and that of no other
STEP_DAYS = 30  # from today to the day by which a step is to be taken


@dataclass(frozen=True)
class Turn:
    """What a group decides next, after thinking about it for some `minutes`."""

    minutes: float
    exercise: str
    step: str
    decisions: Mapping


@dataclass(frozen=True)
class Programme:
    """What there is to do: `exercises` in the order of the agenda and `checks`, said with `say` where something is typed.

    `grounds`: the common games of the room by exercise; `allows(exercise, verb)`: whether groups may open a step.
    """

    exercises: Sequence[Exercise]
    checks: Sequence[Check]
    say: Callable[[Message], str] = str
    grounds: Mapping[str, Sequence] = field(default_factory=dict)
    allows: Callable[[Exercise, str], bool] = lambda _exercise, _verb: True


@dataclass(frozen=True)
class PretendGroup:
    """A group that the kit plays. `temper` runs from 0 (the old way) to 1 (the new way)."""

    key: str
    name: Message
    temper: float

    def next_turn(self, journal: Journal, programme: Programme) -> Turn | None:
        """What comes next; None when everything is done, or while the group has to wait."""
        chance = Random(f"{self.key} {len(journal.events)}")
        first = self._together(programme, chance) or self._check(journal, programme, chance, over=False)
        if first:
            return first
        turn, is_held = self._exercises(journal, programme, chance)
        return turn if turn or is_held else self._check(journal, programme, chance, over=True)

    def _together(self, programme: Programme, chance: Random) -> Turn | None:
        for exercise in programme.exercises:
            if (common := exercise.play.common) is None:
                continue
            for ground in programme.grounds.get(exercise.name, ()):
                if given := common.rehearse(ground, self.key, self.temper, chance):
                    return Turn(TOGETHER_MINUTES * chance.uniform(0.5, 1.5), exercise.name, SHARED, given)
        return None

    def _check(self, journal: Journal, programme: Programme, chance: Random, over: bool) -> Turn | None:
        for check in programme.checks:
            step = check.due(partial(journal.decided, check.name), over)
            answers = check.rehearse(journal.decided(check.name, step), self.temper, chance) if step else {}
            if answers:
                return Turn(CHECK_MINUTES * chance.uniform(0.5, 1.5), check.name, step, answers)
        return None

    def _exercises(self, journal: Journal, programme: Programme, chance: Random) -> tuple[Turn | None, bool]:
        """The next turn in an exercise, and whether there is none because a step is held: then nothing that comes later is done either."""
        for exercise in programme.exercises:
            steps = list(zip(exercise.verbs, exercise.step_minutes, strict=True))
            opened = [place for place, (verb, _minutes) in enumerate(steps) if _is_open(journal, exercise, verb)]
            for verb, minutes in steps[max(opened, default=0) :]:
                step, decisions = self._in_step(journal, exercise, verb, chance, programme.say)
                if not decisions:
                    continue
                if not programme.allows(exercise, verb):
                    return None, True
                turns = GAME_TURNS if verb == "play" else 1
                return Turn(minutes / turns * chance.uniform(0.5, 1.1), exercise.name, step, decisions), False
        return None, False

    def _in_step(self, journal: Journal, exercise: Exercise, verb: str, chance: Random, say) -> tuple[str, Mapping]:
        """Where something is decided in a step, and what: nothing when the step is through."""
        decided = journal.decided(exercise.name, verb)
        if verb == "predict":
            return verb, _guess(exercise, chance) if guess_state(decided) == "open" else {}
        if verb == "play":
            return verb, exercise.play.rehearse(decided, self.temper, chance)
        if verb == "compare" and was_opened(decided):
            return "setting", {} if journal.decided(exercise.name, "setting") else _tried(exercise, chance)
        if was_opened(decided):
            return verb, {}
        opened = {OPENED: YES}
        if verb == "reflect":
            opened |= {one.key: str(chance.randrange(len(one.options))) for one in exercise.quiz}
        if verb == "commit":
            until = (date.today() + timedelta(STEP_DAYS)).isoformat()
            opened |= {"what": say(chance.choice(exercise.first_steps)), "who": say(WHO), "until": until}
        return verb, opened


def pretend_groups(room: str) -> tuple[PretendGroup, ...]:
    """The pretend groups of a room, the same ones whenever they are asked for, from the old to the new temper."""
    keys = [SIGN + uuid.uuid5(uuid.NAMESPACE_OID, f"{room} {number}").hex[len(SIGN) :] for number in range(len(NAMES))]
    return tuple(
        PretendGroup(key, name, place / (len(NAMES) - 1))
        for place, (key, name) in enumerate(zip(keys, NAMES, strict=True))
    )


def is_pretend(group: Group, say: Callable[[Message], str]) -> bool:
    """Whether a group is one of a rehearsal: by its key in a room, by the name that `say` gives it where it came by a code."""
    return group.key.startswith(SIGN) or group.key in {f"code {say(name)}" for name in NAMES}


def _is_open(journal: Journal, exercise: Exercise, verb: str) -> bool:
    return was_opened(journal.decided(exercise.name, verb))


def _guess(exercise: Exercise, chance: Random) -> Mapping:
    guessed = {one.parameter.name: one.parameter.at(chance.randrange(one.parameter.size)) for one in exercise.guesses}
    return guessed | {GUESS_GIVEN.name: "given"}


def _tried(exercise: Exercise, chance: Random) -> Mapping:
    """A setting that somebody tries in the laboratory: one lever moved, as far as it goes."""
    levers = [name for _title, names in exercise.laboratory.controls for name in names]
    declared = parameters(exercise.setting)
    for name in chance.sample(levers, len(levers)):
        value = declared[name].at(chance.randrange(declared[name].size))
        figures = {one.key: one.figure for one in declared[name].choices}
        if any(one is not None for one in figures.values()) and figures[str(value)] is None:
            continue  # its figure is that of the own game, which only the exercise knows
        try:
            return values_of(exercise.setting(**{name: value}))
        except SettingError:  # what does not fit to the rest is left alone
            continue
    return values_of(exercise.setting())
