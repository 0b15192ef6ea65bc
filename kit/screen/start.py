"""`overview()`: the start page. Team name, the list of exercises with progress, the saved state."""

from dataclasses import asdict

from ipywidgets import VBox
from markupsafe import Markup, escape

from kit.errors import KitError
from kit.exercise import Exercise, exercises
from kit.journal import Journal, read_event, read_journal
from kit.messages import _
from kit.screen.attend import attend
from kit.screen.fields import text_field
from kit.screen.page import OTHER_LANGUAGE, SAVED, VERB_LABELS, new_events
from kit.screen.share import OPEN, OPENED, SAVE, TOO_LARGE
from kit.screen.text import show, table, text
from kit.widgets.form import Form
from kit.widgets.page import Header, SavedState
from kit.wording import Language

LONGEST_TEAM_NAME = 60

TITLE = _("Pair Selling workshop")
TEAM = _("Your team’s name")
EXERCISE, PROGRESS, TIME = _("Exercise"), _("Progress"), _("Time")
MINUTES = _("{minutes} minutes")
NOT_BEGUN = _("not begun")
DONE = _("{done} of {all} steps opened")
FILE = _("Take your state to another computer, or go on with a saved one:")
FORGET = _("Delete everything stored in this browser")
SURE = _("Really delete everything? Save it as a file first if you still need it.")
YES, NO = _("Yes, delete"), _("No, keep it")
FORGOTTEN = _("Everything stored in this browser is deleted.")
LEAD = _("You lead the workshop? Agenda, clock, board and guide are on the {page}.")
LEAD_PAGE = _("facilitator’s page")
START_PLACE = {"exercise": "start", "step": "team"}


class Overview:
    """The start page in one language; `box` is what the notebook shows."""

    def __init__(self, language: str):
        self.words = Language(language)
        self.say = self.words.say
        self.journal = Journal()
        self.room = attend(self)
        self.exercises = exercises()
        other, other_name = OTHER_LANGUAGE[language]
        self.header = Header(
            title=self.say(TITLE), language=language, links=[{"href": f"../{other}/00_start.ipynb", "label": other_name}],
            on_stored=self._restore, on_unsaved=lambda: None,
        )  # fmt: skip
        self.team = Form(
            locale=language, place=START_PLACE, on_events=self._hear,
            groups=[{"fields": [text_field(self.words, "name", TEAM, LONGEST_TEAM_NAME)]}],
        )  # fmt: skip
        self.list = text()
        wording = {"save": SAVE, "open": OPEN, "too_large": TOO_LARGE}
        self.saved = SavedState(
            wording={name: self.say(message) for name, message in wording.items()},
            file_name="pair-selling.json", on_opened=self._opened,
        )  # fmt: skip
        self.forget = Form(locale=language, on_action=self._forget)
        self._ask(sure=False)
        self._show()
        parts = [self.header, self.team, self.list, text(self.say(FILE)), self.saved, self.forget]
        self.box = VBox(parts if self.room else [*parts, text(self._lead())])
        self.box.add_class("kit-step")

    def _lead(self) -> Markup:
        """The way to the page of whoever leads the workshop; groups of a room have none."""
        page = Markup('<a href="90_facilitator.ipynb">{}</a>').format(self.say(LEAD_PAGE))
        return Markup("<p>{}</p>").format(escape(self.say(LEAD)).format(page=page))

    def _hear(self, events: list[dict]) -> None:
        self._take([read_event(event, place) for place, event in enumerate(events, start=1)])

    def _take(self, events) -> None:
        self.journal = self.journal.adding(events)
        if self.room:
            self.room.tell(events)

    def write_room(self, step: str, decisions: dict) -> None:
        """Decide something that concerns the room and no exercise."""
        events = new_events("room", step, decisions)
        self._take(events)
        self.header.write([asdict(event) for event in events])

    def heard_room(self) -> None:
        """Nothing on this page depends on what others in the room do."""

    def _restore(self, stored: str) -> None:
        self.header.note = self.say(SAVED)
        try:
            self.journal = self.journal.adding(read_journal(stored).events)
        except KitError as error:
            self.header.note = self.words.say(error)
        if self.room:
            self.room.enter()
        self._show()

    def _opened(self, content: str) -> None:
        try:
            self._take(read_journal(content).events)
        except KitError as error:
            self.saved.message = self.words.say(error)
            return
        self.header.write([asdict(event) for event in self.journal.events])
        self.saved.message = self.say(OPENED)
        self._show()

    def _ask(self, sure: bool) -> None:
        self.forget.message = self.say(SURE) if sure else ""
        keys = (("yes", YES), ("no", NO)) if sure else (("ask", FORGET),)
        self.forget.actions = [{"key": key, "label": self.say(label)} for key, label in keys]

    def _forget(self, key, _values) -> None:
        self._ask(sure=key == "ask")
        if key == "yes":
            self.header.forget()
            self.journal = Journal()
            self.header.note = self.say(FORGOTTEN)
            self._show()

    def _show(self) -> None:
        self.team.values = {"name": ""} | self.journal.decided("start", "team")
        show(self.list, table([self.say(EXERCISE), self.say(TIME), self.say(PROGRESS)], [self._row(one) for one in self.exercises.values()]))

    def _row(self, exercise: Exercise) -> list:
        link = Markup('<a href="{}">{}</a>').format(f"{exercise.number:02d}_{exercise.name}.ipynb", self.say(exercise.title))
        return [link, self.say(MINUTES, minutes=exercise.minutes), self._progress(exercise)]

    def _progress(self, exercise: Exercise) -> str:
        done = [verb for verb in exercise.verbs if verb in VERB_LABELS and self.journal.decided(exercise.name, verb)]
        done += ["compare"] if "predict" in done and "compare" in exercise.verbs else []
        if not done:
            return self.say(NOT_BEGUN)
        return self.say(DONE, done=len(done), all=len(exercise.verbs))
