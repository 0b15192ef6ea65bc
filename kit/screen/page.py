"""A page: one exercise in one language, its steps, its setting and the journal of the browser that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kit.contract import notebook_of
from kit.errors import SettingError
from kit.exercise import Exercise, guess_state
from kit.groups import setting_decided
from kit.messages import _
from kit.parameters import Checked, restored, values_of
from kit.screen.attendance import attend
from kit.screen.journaled import Journaled
from kit.screen.seat_form import SeatForm
from kit.screen.stage import Stage

MINUTES = _("about {minutes} minutes")
START = _("Start page")
STEPS = _("Steps of this exercise")
WITHOUT_END = {"setting", "view", "predict", "play"}  # whatever moves in these ends no step: a button does
OTHER_LANGUAGE = {"de": ("en", "English"), "en": ("de", "Deutsch")}


class Page(Stage, Journaled):
    """What all steps of an exercise share. `setting` always holds the valid setting that is on the screen."""

    def __init__(self, exercise: Exercise, language: str):
        other, other_name = OTHER_LANGUAGE[language]
        super().__init__(
            language,
            exercise.title,
            steps_label=STEPS,
            back=("00_start.ipynb", START),
            links=[(f"../{other}/{notebook_of(exercise)}", other_name)],
            on_go=self.go,
            on_skip=self.skip,
        )
        self.header.minutes = self.say(MINUTES, minutes=exercise.minutes)
        self.exercise = exercise
        self.setting = exercise.setting()
        self.refused = False  # whether the sliders show an impossible setting; `setting` is the last possible one then
        self.steps = {}
        self._listeners, self._deciders = [], []
        self.attendance = attend(self)
        self.seat_form = SeatForm(self, asks_name=True) if self.attendance else None

    def listen(self, step: Any, heard: Callable[[bool], None]) -> None:
        """Call `heard(live)` after each change of the setting while the step lasts; `live`: a slider is still moving."""
        self._listeners.append((step, heard))

    def listen_decisions(self, step: Any, heard: Callable[[], None]) -> None:
        """Call `heard()` after each decision that reached the journal, while the step lasts."""
        self._deciders.append((step, heard))

    def add(self, step: Any) -> None:
        """Have a step on the page; one of the same verb that was there before ends."""
        before = self.steps.get(step.verb)
        self.steps[step.verb] = step
        if before:
            self.forget(before)
            before.end()

    def forget(self, step: Any) -> None:
        """What a step has listened to is no business of its parts any more."""
        self._listeners = [one for one in self._listeners if one[0] is not step]
        self._deciders = [one for one in self._deciders if one[0] is not step]

    # The journal

    def decided(self, step: str) -> dict:
        """What was decided in a step of this exercise."""
        return self.journal.decided(self.exercise.name, step)

    def hear(self, events: list[dict]) -> dict:
        counts = super().hear(events)
        self._decided_something()
        if not WITHOUT_END.issuperset(event["step"] for event in events):
            self.show_steps()
        return counts

    def write(self, step: str, decisions: Mapping) -> None:
        """Decide something on behalf of the person (a preset, an entered code) and have the browser store it."""
        self.decide(self.exercise.name, step, decisions)
        self._decided_something()

    def _decided_something(self) -> None:
        self.show_here()
        for _step, heard in self._deciders:
            with self.guard():  # one part that fails does not keep the others from hearing
                heard()

    def show_journal(self) -> None:
        self.unfold()

    def heard_room(self) -> None:
        """The room said something: perhaps a step may be opened now, or a common game went on."""
        for step in self.steps.values():
            with self.guard():
                step.heard() if step.is_open else step.restore()
        self.show_steps()

    # The setting

    def change(self, values: dict, live: bool = False) -> None:
        """Put values into the setting; raises `SettingError` and changes nothing for a value out of range."""
        self.setting = self.exercise.setting(**(values_of(self.setting) | values))
        self._refuse(False)
        for _step, heard in self._listeners:
            with self.guard():
                heard(live)

    def try_values(self, values: dict) -> str:
        """Put the values of sliders into the setting; says what is impossible and keeps the last possible setting then."""
        try:
            if values != values_of(self.setting):
                self.change(values, live=True)
        except SettingError as error:
            self._refuse(True)
            return self.words.say(error)
        self._refuse(False)
        return ""

    def _refuse(self, refused: bool) -> None:
        self.refused = refused
        for step in self.steps.values():
            if step.is_open:
                step.show_refused()

    def decide_setting(self, changes: Mapping, keep: bool = False) -> None:
        """Put these changes (a preset, a code, or none) on the default, or with `keep` on what is on the screen."""
        decided = values_of(replace(self.setting if keep else self.exercise.setting(), **changes))
        # Decided first, so that nobody moves on what is seen with an earlier stamp.
        self.decide(self.exercise.name, "setting", decided)
        self.header.note = ""  # what was said about another setting
        self.change(decided)
        self._decided_something()

    @property
    def decided_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is left at its default."""
        return restored(self.exercise.setting, setting_decided(self.exercise, self.journal))[0]

    def _restored_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is named."""
        setting, errors = restored(self.exercise.setting, setting_decided(self.exercise, self.journal))
        if errors:
            self.header.note = " ".join(self.say(error) for error in errors)
        return setting

    # The steps

    def say_people(self, people: str) -> None:
        """Somebody says whether one person (`ALONE`) or `SEVERAL` sit here."""
        self.decide("start", "team", {"people": people})
        self.address()
        self.unfold()

    def say_anew(self) -> None:
        """Make the steps anew that are open."""
        for step in self.steps.values():
            step.close_again()

    @property
    def guess_is_in(self) -> bool:
        return guess_state(self.decided("predict")) != "open"

    def unfold_after(self, verb: str) -> None:
        """A step went on: the ones after it may open now."""
        following = self._after(verb)
        if following and not self.steps[following].is_open:
            self.steps[following].restore()
        self.show_steps()

    def unfold(self) -> None:
        """Bring all steps in line with the journal."""
        setting = self._restored_setting()
        if setting != self.setting:
            self.change(values_of(setting))
        for step in list(self.steps.values()):
            with self.guard():
                step.restore()
        self.show_steps()
