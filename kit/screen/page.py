"""A page: one exercise in one language, its steps, its setting and the journal of the browser that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import cached_property

from ipywidgets import HTML, VBox, Widget
from markupsafe import Markup

from kit.errors import SettingError
from kit.exercise import Exercise, guess_state
from kit.messages import _
from kit.parameters import Checked, restored
from kit.screen.attendance import attend
from kit.screen.journaled import Journaled
from kit.screen.postponed import Postponed
from kit.screen.text import folded, lines, text
from kit.widgets.form import Form

MINUTES = _("about {minutes} minutes")
START = _("Start page")
STEPS = _("Steps of this exercise")
HINT, NEXT_HINT = _("A hint"), _("One more hint")
VERB_LABELS = {
    "predict": _("Guess"),
    "play": _("Play"),
    "compare": _("Compare"),
    "limits": _("Fair trial"),
    "reflect": _("Reflect"),
    "commit": _("Our step"),
    "share": _("Take along"),
}
OTHER_LANGUAGE = {"de": ("en", "English"), "en": ("de", "Deutsch")}


class Page(Journaled):
    """What all steps of an exercise share. `setting` always holds the valid setting that is on the screen."""

    def __init__(self, exercise: Exercise, language: str):
        other, other_name = OTHER_LANGUAGE[language]
        super().__init__(
            language,
            exercise.title,
            steps_label=STEPS,
            links=[("00_start.ipynb", START), (f"../{other}/{exercise.number:02d}_{exercise.name}.ipynb", other_name)],
        )
        self.header.minutes = self.say(MINUTES, minutes=exercise.minutes)
        self.exercise = exercise
        self.setting = exercise.setting()
        self.refused = False  # whether the sliders show an impossible setting; `setting` is the last possible one then
        self.steps = {}
        self._listeners, self._deciders = [], []
        self.attendance = attend(self)

    def listen(self, step: "Step", heard: Callable[[bool], None]) -> None:
        """Call `heard(live)` after each change of the setting while the step lasts; `live`: a slider is still moving."""
        self._listeners.append((step, heard))

    def listen_decisions(self, step: "Step", heard: Callable[[], None]) -> None:
        """Call `heard()` after each decision that reached the journal, while the step lasts."""
        self._deciders.append((step, heard))

    def add(self, step: "Step") -> None:
        """Have a step on the page; one of the same verb that was there before ends."""
        before = self.steps.get(step.verb)
        self.steps[step.verb] = step
        if before:
            self._listeners = [one for one in self._listeners if one[0] is not before]
            self._deciders = [one for one in self._deciders if one[0] is not before]
            before.end()

    # The journal

    def decided(self, step: str) -> dict:
        """What was decided in a step of this exercise."""
        return self.journal.decided(self.exercise.name, step)

    def hear(self, events: list[dict]) -> dict:
        counts = super().hear(events)
        self._decided_something()
        return counts

    def write(self, step: str, decisions: Mapping) -> None:
        """Decide something on behalf of the person (a preset, an entered code) and have the browser store it."""
        self.decide(self.exercise.name, step, decisions)
        self._decided_something()

    def _decided_something(self) -> None:
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
        self.setting = self.exercise.setting(**(asdict(self.setting) | values))
        self._refuse(False)
        for _step, heard in self._listeners:
            with self.guard():
                heard(live)

    def try_values(self, values: dict) -> str:
        """Put the values of sliders into the setting; says what is impossible and keeps the last possible setting then."""
        try:
            if values != asdict(self.setting):
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
        decided = asdict(replace(self.setting if keep else self.exercise.setting(), **changes))
        # Decided first, so that nobody moves on what is seen with an earlier stamp.
        self.decide(self.exercise.name, "setting", decided)
        self.change(decided)
        self._decided_something()

    @property
    def decided_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is left at its default."""
        return restored(self.exercise.setting, self.decided("setting"))[0]

    def _restored_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is named."""
        setting, errors = restored(self.exercise.setting, self.decided("setting"))
        if errors:
            self.header.note = " ".join(self.say(error) for error in errors)
        return setting

    # The steps

    @property
    def guess_is_in(self) -> bool:
        return guess_state(self.decided("predict")) != "open"

    def is_held(self, verb: str) -> bool:
        """Whether the facilitator of a room has not opened a step yet."""
        return self.attendance is not None and not self.attendance.allows(self.exercise, verb)

    def may_open(self, verb: str) -> bool:
        """Whether a step can be unfolded: the guess is given or skipped, and the step before it is open."""
        if self.is_held(verb):
            return False
        verbs = [one for one in self.exercise.verbs if one in self.steps]
        before = [one for one in verbs[: verbs.index(verb)] if not self.steps[one].optional]
        return not before or (self.guess_is_in and all(self.steps[one].is_open for one in before))

    def unfold(self) -> None:
        """Bring all steps in line with the journal."""
        setting = self._restored_setting()
        if setting != self.setting:
            self.change(asdict(setting))
        for step in list(self.steps.values()):
            with self.guard():
                step.restore()
        self.show_steps()

    def show_steps(self) -> None:
        self.header.steps = [
            {"label": self.say(VERB_LABELS[verb]), "open": step.is_open} for verb, step in self.steps.items()
        ]


class Step:
    """One verb on a page. While it is folded it has built nothing; `build` makes its parts once."""

    verb = ""
    invitation = _("Open this step")
    optional = False  # later steps open without this one
    folded = _("This step opens after the one before it.")
    held = _("The facilitator opens this step.")

    def __init__(self, page: Page):
        self.page = page
        self.say = page.say
        self.is_open = False
        self._laters = []
        self.gate = page.form(place=self.place, on_action=self._asked)
        self.box = VBox([self.gate])
        self.box.add_class("kit-step")
        self.box.add_class(f"kit-{self.verb}")
        page.add(self)

    def end(self) -> None:
        """The step was made anew: nothing that this one began goes on."""
        for one in self._laters:
            one.stop()
        close(self.box)

    def later(self) -> Postponed:
        """Work of this step that waits or is done in small pieces."""
        self._laters.append(Postponed(self.page.guard))
        return self._laters[-1]

    @property
    def place(self) -> dict:
        return {"exercise": self.page.exercise.name, "step": self.verb}

    @property
    def decided(self) -> dict:
        """What was decided in this step."""
        return self.page.decided(self.verb)

    def restore(self) -> None:
        """Show what the journal knows: folded, inviting, or open with everything entered."""
        allowed = self.page.may_open(self.verb)
        if not self.is_open and allowed and self.opens_by_itself():
            self.open()
        elif self.is_open:
            self.refresh()
        else:
            why = self.held if self.page.is_held(self.verb) else self.folded
            self.gate.groups = (
                [] if allowed else [{"fields": [{"kind": "card", "name": "folded", "help": self.say(why)}]}]
            )
            self.gate.actions = self._invitation() if allowed else []

    def _invitation(self) -> list[dict]:
        return [{"key": "open", "label": self.say(self.invitation), "primary": True, "event": "opened"}]

    def opens_by_itself(self) -> bool:
        return self.decided.get("opened") == "yes"

    def _asked(self, _key, _values) -> None:
        if self.page.may_open(self.verb):
            self.page.unfold()

    def open(self) -> None:
        self.is_open = True
        self.fill(self.build())
        self.show_refused()

    def fill(self, parts: list) -> None:
        """Show these parts, and below them the hints for whoever asks."""
        self.box.children = (*parts, *self.hints())

    def hints(self) -> list:
        """What is shown of the hints: all, or nothing where there are none."""
        return [self._hints] if self.verb in self.page.exercise.hints else []

    @cached_property
    def _hints(self) -> HTML:
        """The hints of the exercise for this step, folded one within the other; made once, so that they stay unfolded."""
        said = [self.say(one) for one in self.page.exercise.hints[self.verb]]
        return text(_folded_hints(said, self.say(HINT), self.say(NEXT_HINT)))

    def build(self) -> list:
        """The parts of the open step."""
        raise KeyError(self.verb)

    def refresh(self) -> None:
        """Show what the journal knows in an open step."""

    def heard(self) -> None:
        """The room said something while this step is open."""

    def show_refused(self) -> None:
        """Say whether pictures and figures are still those of the last possible setting (`page.refused`)."""

    def setting_form(self, groups: list[dict]) -> Form:
        """A form that moves the setting of the page and follows it; an impossible value is said, not taken."""
        page = self.page
        form = self.form(place=self.place | {"step": "setting"}, groups=groups, values=asdict(page.setting))

        def moved(change) -> None:
            form.message = page.try_values(change["new"])

        def follow(_live) -> None:
            form.values, form.message = asdict(page.setting), ""

        form.observe(moved, "values")
        page.listen(self, follow)
        return form

    def form(self, **traits) -> Form:
        """A form whose decisions belong to this step unless `place` says otherwise."""
        return self.page.form(**{"place": self.place} | traits)


def close(widget: Widget) -> None:
    """Close a widget and all that it shows."""
    for one in getattr(widget, "children", ()):
        close(one)
    widget.close()


def _folded_hints(said: list[str], title: str, next_title: str) -> Markup:
    first, *more = said
    return folded(title, lines(first) + (_folded_hints(more, next_title, next_title) if more else Markup()))
