"""How far somebody is in an exercise: what is done (not: what was only opened), and where it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kit.commitments import COMMITMENT
from kit.contract import BEGUN, Check
from kit.exercise import Exercise, guess_state
from kit.groups import Group
from kit.journal import Event, Journal
from kit.messages import Finding

OPENED, SKIPPED, YES = "opened", "skipped", "yes"  # decisions of a step
ALSO = {"compare": ("setting", "view")}  # what is decided in a step and kept under other names
STEP_OF = {name: step for step, names in ALSO.items() for name in names}
LOOKED_AT = {"compare", "limits"}  # steps in which nothing has to be entered: through once somebody went on from them


def was_opened(decided: Mapping) -> bool:
    """Whether somebody opened a step."""
    return decided.get(OPENED) == YES


def game_is_begun(played: Mapping) -> bool:
    """Whether a human game was begun (a game of several parts marks each)."""
    return any(value == YES for name, value in played.items() if name.split(".")[0] == BEGUN)


@dataclass(frozen=True)
class Progress:
    """An exercise in a journal. `room`: the page's part in a room, or None; a common game stands there."""

    exercise: Exercise
    journal: Journal
    language: str
    room: object = None

    def decided(self, verb: str) -> dict:
        """What was decided in a step, by name, without what was emptied again."""
        kept = [self.journal.decided(self.exercise.name, step) for step in (verb, *ALSO.get(verb, ()))]
        return {name: value for one in kept for name, value in one.items() if value not in ("", None)}

    @property
    def scene(self) -> Finding | None:
        """Where the game stands, if it was begun and is not over."""
        return self.exercise.play.scene(partial(self.journal.decided, self.exercise.name), self.language, self.room)

    @property
    def begun(self) -> bool:
        """Whether anything was done; a guess that was moved and not given is nothing yet."""
        return self._furthest > 0 or self._is_behind("predict") or self.scene is not None

    @property
    def done(self) -> tuple[str, ...]:
        """The steps in which something was done, in their order; a guess that was skipped is none."""
        return tuple(verb for verb in self.exercise.verbs if self.is_done(verb))

    @property
    def last(self) -> str:
        """The step in which something was decided last; empty if nothing was."""
        steps = ((event.order, STEP_OF.get(event.step, event.step)) for event in self._own)
        return max((one for one in steps if one[1] in self.exercise.verbs), default=(None, ""))[1]

    @property
    def next(self) -> str:
        """The step where one was, or the one after it; empty if nothing is left. A step passed over holds nobody up."""
        if self.scene:
            return "play"
        left = self.exercise.verbs[self._furthest :]
        return next((verb for verb in left if not self._is_behind(verb)), "")

    @property
    def last_heard(self) -> tuple[int, str]:
        """The order of what was decided last."""
        return max((event.order for event in self._own), default=(0, ""))

    @property
    def _own(self) -> list[Event]:
        return [event for event in self.journal.events if event.exercise == self.exercise.name]

    @property
    def _furthest(self) -> int:
        """The place of the last step in which anything was decided."""
        return max((place for place, verb in enumerate(self.exercise.verbs) if self.decided(verb)), default=0)

    def _is_behind(self, verb: str) -> bool:
        decided = self.decided(verb)
        skipped = guess_state(decided) == SKIPPED if verb == "predict" else decided.get(SKIPPED) == YES
        return skipped or self.is_done(verb)

    def is_done(self, verb: str) -> bool:
        """Whether a step is through: the guess given, the game over, every question of the quiz answered, the commitment complete."""
        decided = self.decided(verb)
        if verb == "predict":
            return guess_state(decided) == "given"
        if verb == "play":
            played = Group("", "", self.journal).played(self.exercise, self.language)
            return self.scene is None and bool(decided and self.exercise.play.table(played, {}).rows)
        if verb == "reflect":
            return all(decided.get(question.key) for question in self.exercise.quiz)
        if verb == "commit":
            return all(str(decided.get(part, "")).strip() for part in COMMITMENT)
        if verb in LOOKED_AT:
            return bool(decided.keys() - {OPENED}) or self._went_on(verb)
        return was_opened(decided)

    def _went_on(self, verb: str) -> bool:
        later = self.exercise.verbs[self.exercise.verbs.index(verb) + 1 :]
        return bool(later) and bool(self.decided(later[0]))


def goes_on(
    exercises: Sequence[Progress], checks: Sequence[Check], journal: Journal
) -> tuple[Exercise | Check, str] | None:
    """What is next for somebody who learns alone, and its step; None when everything is done.

    What was begun last goes on. A check comes before the first exercise, or else after the last one.
    """

    def asked(over: bool) -> list[tuple[Check, str]]:
        due = [(one, one.due(partial(journal.decided, one.name), over)) for one in checks]
        return [(one, step) for one, step in due if step]

    begun = [one for one in exercises if one.begun]
    if open_ones := [one for one in begun if one.next]:
        latest = max(open_ones, key=lambda one: one.last_heard)
        return latest.exercise, latest.next
    if not begun and (first := asked(over=False)):
        return first[0]
    if fresh := [one for one in exercises if not one.begun]:
        return fresh[0].exercise, fresh[0].next
    return next(iter(asked(over=True)), None)
