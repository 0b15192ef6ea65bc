"""A page: one exercise in one language, its steps, its setting and the journal of the browser that shows it."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import cached_property

from ipywidgets import HTML, VBox
from markupsafe import Markup

from kit.errors import JournalError, SettingError
from kit.exercise import Exercise, guess_state
from kit.journal import Event, Journal, read_event, read_journal
from kit.messages import Message, _
from kit.parameters import Checked, restored
from kit.screen.attend import attend
from kit.screen.text import folded, lines, text
from kit.wording import Language
from kit.widgets.form import Form
from kit.widgets.page import Header

SAVED = _("Everything you enter is kept in this browser only.")
NOT_SAVED = _("This browser refuses to store anything. Save your state as a file before you close the page.")
SET_ASIDE = _("Your earlier entries are kept aside in this browser; this page starts anew.")
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


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_events(exercise: str, step: str, decisions: dict) -> list[Event]:
    """Decisions of this moment as events."""
    return [Event(uuid.uuid4().hex, now(), exercise, step, name, value) for name, value in decisions.items()]


class Page:
    """What all steps of an exercise share. `setting` always holds the valid setting that is on the screen."""

    def __init__(self, exercise: Exercise, language: str):
        self.exercise = exercise
        self.words = Language(language)
        self.journal = Journal()
        self.setting = exercise.setting()
        self.steps = {}
        self._listeners, self._deciders = [], []
        self.room = attend(self)
        file_name = f"{exercise.number:02d}_{exercise.name}.ipynb"
        other, other_name = OTHER_LANGUAGE[language]
        self.header = Header(
            title=self.say(exercise.title),
            minutes=self.say(MINUTES, minutes=exercise.minutes),
            language=language,
            links=[
                {"href": "00_start.ipynb", "label": self.say(START)},
                {"href": f"../{other}/{file_name}", "label": other_name},
            ],
            steps_label=self.say(STEPS),
            on_stored=self.restore,
            on_unsaved=self.not_saved,
        )

    def say(self, message: Message, **values) -> str:
        return self.words.say(message, **values)

    def listen(self, heard) -> None:
        """Call `heard(live)` after each change of the setting; `live` is true while a slider is still moving."""
        self._listeners.append(heard)

    def listen_decisions(self, heard: Callable[[], None]) -> None:
        """Call `heard()` after each decision that reached the journal."""
        self._deciders.append(heard)

    # The journal

    def decided(self, step: str) -> dict:
        """What was decided in a step of this exercise."""
        return self.journal.decided(self.exercise.name, step)

    def hear(self, events: list[dict]) -> None:
        """Take over events that the browser has already stored."""
        read = [read_event(event, place) for place, event in enumerate(events, start=1)]
        self._take(read)
        self._decided_something()

    def _take(self, events) -> None:
        self.journal = self.journal.adding(events)
        if self.room:
            self.room.tell(events)

    def write(self, step: str, decisions: dict) -> None:
        """Decide something on behalf of the person (a preset, an entered code) and have the browser store it."""
        self._write(self.exercise.name, step, decisions)
        self._decided_something()

    def write_room(self, step: str, decisions: dict) -> None:
        """Decide something that concerns the room and no exercise."""
        self._write("room", step, decisions)

    def _write(self, exercise: str, step: str, decisions: dict) -> None:
        events = new_events(exercise, step, decisions)
        self._take(events)
        self.header.write([asdict(event) for event in events])

    def _decided_something(self) -> None:
        for heard in self._deciders:
            heard()

    def restore(self, text: str) -> None:
        """Take over the journal of a browser that opens this page, and unfold what was unfolded."""
        self.header.note = self.say(SAVED)
        try:
            self.journal = self.journal.adding(read_journal(text).events)
        except JournalError as error:
            self.header.note = self.say(error) + " " + self.say(SET_ASIDE)
        if self.room:
            self.room.enter()
        self.unfold()

    def take_over(self, journal: Journal) -> None:
        """Take over a journal from a file: the browser stores it, the page shows it."""
        self._take(journal.events)
        self.header.write([asdict(event) for event in self.journal.events])
        self.unfold()

    def heard_room(self) -> None:
        """The room said something: perhaps a step may be opened now, or a common game went on."""
        for step in self.steps.values():
            if step.is_open:
                step.heard()
            else:
                step.restore()
        self.show_steps()

    def not_saved(self) -> None:
        self.header.note = self.say(NOT_SAVED)

    # The setting

    def change(self, values: dict, live: bool = False) -> None:
        """Put values into the setting; raises `SettingError` and changes nothing for a value out of range."""
        self.setting = self.exercise.setting(**(asdict(self.setting) | values))
        for heard in self._listeners:
            heard(live)

    def decide_setting(self, changes: Mapping, keep: bool = False) -> None:
        """Put these changes (a preset, a code, or none) on the default, or with `keep` on what is on the screen."""
        decided = asdict(replace(self.setting if keep else self.exercise.setting(), **changes))
        self.change(decided)
        self.write("setting", decided)

    @property
    def decided_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is left at its default."""
        return restored(self.exercise.setting, self.decided("setting"))[0]

    def _restored_setting(self) -> Checked:
        """The setting of the journal; a value that is not possible is named."""
        setting, errors = restored(self.exercise.setting, self.decided("setting"))
        for error in errors:
            self.header.note = self.say(error)
        return setting

    # The steps

    @property
    def guess_is_in(self) -> bool:
        return guess_state(self.decided("predict")) != "open"

    def is_held(self, verb: str) -> bool:
        """Whether the facilitator of a room has not opened a step yet."""
        return self.room is not None and not self.room.allows(self.exercise, verb)

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
        self.gate = Form(locale=page.words.code, place=self.place, on_events=page.hear, on_action=self._asked)
        self.box = VBox([self.gate])
        self.box.add_class("kit-step")
        self.box.add_class(f"kit-{self.verb}")
        page.steps[self.verb] = self

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
            self.gate.groups = [] if allowed else [{"fields": [{"kind": "card", "name": "folded", "help": self.say(why)}]}]
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

    def setting_form(self, groups: list[dict]) -> Form:
        """A form that moves the setting of the page and follows it; an impossible value is said, not taken."""
        page = self.page
        form = self.form(place=self.place | {"step": "setting"}, groups=groups, values=asdict(page.setting))

        def moved(change) -> None:
            if change["new"] == asdict(page.setting):
                return
            try:
                page.change(change["new"], live=True)
                form.message = ""
            except SettingError as error:
                form.message = page.words.say(error)

        def follow(_live) -> None:
            form.values, form.message = asdict(page.setting), ""

        form.observe(moved, "values")
        page.listen(follow)
        return form

    def form(self, **traits) -> Form:
        """A form whose decisions belong to this step unless `place` says otherwise."""
        return Form(**{"locale": self.page.words.code, "place": self.place, "on_events": self.page.hear} | traits)


def _folded_hints(said: list[str], title: str, next_title: str) -> Markup:
    first, *more = said
    return folded(title, lines(first) + (_folded_hints(more, next_title, next_title) if more else Markup()))
