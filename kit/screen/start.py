"""`overview()`: the start page. Team name, the list of exercises with progress, the saved state."""

import datetime
from dataclasses import asdict

from ipywidgets import VBox
from markupsafe import Markup, escape

from kit.cases import cases
from kit.culture import AFTER, BEFORE, Round
from kit.culture import NAME as CULTURE
from kit.errors import KitError
from kit.exercise import Exercise, exercises
from kit.groups import Group, Session
from kit.journal import Journal, read_event, read_journal
from kit.messages import _
from kit.report import file_name, report_page
from kit.screen.attend import attend
from kit.screen.culture import Declared
from kit.screen.facilitator.debrief import COMPUTING, asked
from kit.screen.fields import text_field
from kit.screen.later import Later
from kit.screen.page import OTHER_LANGUAGE, SAVED, VERB_LABELS, new_events
from kit.screen.share import KEEP, OPEN, OPENED, OPEN_IT, SAVE, SURE_FILE, TOO_LARGE
from kit.screen.text import heading, lines, show, table, text
from kit.typed import shortened
from kit.widgets.form import Form
from kit.widgets.page import Header, SavedState, Sheet
from kit.wording import Language

LONGEST_TEAM_NAME = 60

TITLE = _("Pair Selling workshop")
TEAM = _("Your team’s name")
EXERCISE, PROGRESS, TIME = _("Exercise"), _("Progress"), _("Time")
NEXT_STEP = _("Next: {exercise}, “{step}”, about {minutes} minutes.")
BEGIN_WITH = _("Begin with: {exercise}, “{step}”, about {minutes} minutes.")
ALL_DONE = _("You have opened every step of every exercise. Your summary is below.")
GO_THERE = _("Go there")
PAUSE = _("You can stop after every step, also within a long game: everything is kept in this browser, and this page says where to go on.")
SUMMARY = _("Your summary: what you guessed, did, saw and are going to do")
MAKE_SUMMARY = _("Make my summary")
OPEN_SUMMARY, KEEP_SUMMARY = _("Open the summary (print it there or save it as PDF)"), _("Keep the summary as a file")
NAMELESS = _("You")
MINUTES = _("{minutes} minutes")
NOT_BEGUN = _("not begun")
ROUNDS_DONE = _("{done} of 2 rounds done")
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
        self.replace = Form(locale=language)
        self.forget = Form(locale=language, on_action=self._forget)
        self._ask(sure=False)
        self.next, self.told, self.later = text(), text(), Later()
        self.summary = Sheet(label=self.say(OPEN_SUMMARY), keep=self.say(KEEP_SUMMARY))
        self.make = Form(
            locale=language, actions=[{"key": "make", "label": self.say(MAKE_SUMMARY)}], on_action=lambda _key, _values: self.later.start(self._sum_up())
        )
        self._show()
        parts = [self.header, self.team, self.next, self.list, text(heading(self.say(SUMMARY))), self.make, self.told, self.summary]
        parts += [text(self.say(FILE)), self.saved, self.replace, self.forget]
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
            opened = read_journal(content)
        except KitError as error:
            self.saved.message = self.words.say(error)
            return
        self.saved.message = ""
        if self.journal.replaced_by(opened):
            self.replace.ask(self.say(SURE_FILE), self.say(OPEN_IT), self.say(KEEP), lambda: self._take_over(opened))
        else:
            self._take_over(opened)

    def _take_over(self, opened: Journal) -> None:
        self._take(opened.events)
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
        self._show_next()
        show(self.list, table([self.say(EXERCISE), self.say(TIME), self.say(PROGRESS)], [self._culture(), *(self._row(one) for one in self.exercises.values())]))

    def _row(self, exercise: Exercise) -> list:
        return [self._link(exercise), self.say(MINUTES, minutes=exercise.minutes), self._progress(exercise)]

    def _culture(self) -> list:
        """The row of the culture check, which has two rounds instead of steps."""
        check, done = Declared(), [step for step in (BEFORE, AFTER) if Round(self.journal.decided(CULTURE, step)).is_done]
        progress = self.say(ROUNDS_DONE, done=len(done)) if done else self.say(NOT_BEGUN)
        return [self._link(check), self.say(MINUTES, minutes=check.minutes), progress]

    def _link(self, page) -> Markup:
        return Markup('<a href="{}">{}</a>').format(_file(page), self.say(page.title))

    def _opened_steps(self, exercise: Exercise) -> list[str]:
        """The steps of an exercise that were opened, in their order."""
        done = {verb for verb in exercise.verbs if verb in VERB_LABELS and self.journal.decided(exercise.name, verb)}
        done |= {"compare"} if "predict" in done else set()
        return [verb for verb in exercise.verbs if verb in done]

    def _progress(self, exercise: Exercise) -> str:
        done = self._opened_steps(exercise)
        return self.say(DONE, done=len(done), all=len(exercise.verbs)) if done else self.say(NOT_BEGUN)

    # What is next, for somebody who learns alone

    def _show_next(self) -> None:
        """The first step not opened yet, of the exercise that was begun last or else of the first one not begun."""
        begun = [one for one in self.exercises.values() if self._opened_steps(one) and len(self._opened_steps(one)) < len(one.verbs)]
        fresh = [one for one in self.exercises.values() if not self._opened_steps(one)]
        if not begun and not fresh:
            show(self.next, lines(self.say(ALL_DONE), kind="kit-guess"))
            return
        exercise = max(begun, key=self._last_heard) if begun else fresh[0]
        verb = next(one for one in exercise.verbs if one not in self._opened_steps(exercise))
        minutes = exercise.step_minutes[exercise.verbs.index(verb)]
        said = self.say(NEXT_STEP if begun else BEGIN_WITH, exercise=exercise.title, step=VERB_LABELS[verb], minutes=minutes)
        link = Markup('<a class="kit-button kit-primary" href="{}">{}</a>').format(_file(exercise), self.say(GO_THERE))
        show(self.next, Markup('<p class="kit-guess">{} {}</p>').format(said, link) + lines(self.say(PAUSE)))

    def _last_heard(self, exercise: Exercise) -> str:
        return max(event.at for event in self.journal.events if event.exercise == exercise.name)

    async def _sum_up(self) -> None:
        """The report of a workshop with one group in it: this one."""
        show(self.told, lines(self.say(COMPUTING)))
        name = shortened(str(self.journal.decided("start", "team").get("name") or "")) or self.say(NAMELESS)
        session, today, language = Session((Group("me", name, self.journal),)), datetime.date.today(), self.words.code
        found = (await asked(session)).questions
        self.summary.file_name = file_name(name, today, "html")
        self.summary.html = report_page(language, session, found, cases(language), today, name)
        show(self.told, "")


def _file(exercise: Exercise) -> str:
    return f"{exercise.number:02d}_{exercise.name}.ipynb"
