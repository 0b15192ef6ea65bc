"""`overview()`: the start page. Team name, the list of exercises with progress, the saved state."""

from functools import partial

from ipywidgets import VBox
from markupsafe import Markup, escape

from kit.contract import Check
from kit.exercise import Exercise, guess_state
from kit.exercises import checks, exercises
from kit.groups import Group, Session
from kit.journal import Journal
from kit.messages import _
from kit.report import file_name, report_page
from kit.screen.attendance import attend
from kit.screen.facilitator.debrief import COMPUTING, asked
from kit.screen.fields import text_field
from kit.screen.journaled import SAVE, Journaled
from kit.screen.page import OTHER_LANGUAGE, VERB_LABELS
from kit.screen.postponed import Postponed
from kit.screen.share import OPEN, TOO_LARGE
from kit.screen.text import heading, lines, show, table, text
from kit.typed import shortened
from kit.widgets.page import SavedState, Sheet

LONGEST_TEAM_NAME = 60

TITLE = _("Pair Selling workshop")
TEAM = _("Your team’s name")
EXERCISE, PROGRESS, TIME = _("Exercise"), _("Progress"), _("Time")
NEXT_STEP = _("Next: {exercise}, “{step}”, about {minutes} minutes.")
IN_A_GAME = _("Next: {exercise}, “{step}”, where you left it: {scene}.")
BEGIN_WITH = _("Begin with: {exercise}, “{step}”, about {minutes} minutes.")
ALL_DONE = _("You have opened every step of every exercise. Your summary is below.")
GO_THERE = _("Go there")
PAUSE = _(
    "You can stop after every step, also within a long game: everything is kept in this browser, and this page says where to go on."
)
SUMMARY = _("Your summary: what you guessed, did, saw and are going to do")
MAKE_SUMMARY = _("Make my summary")
OPEN_SUMMARY, KEEP_SUMMARY = _("Open the summary (print it there or save it as PDF)"), _("Keep the summary as a file")
NAMELESS = _("You")
MINUTES = _("{minutes} minutes")
NOT_BEGUN = _("not begun")
DONE = _("{done} of {all} steps opened")
DONE_BUT_GAME = _("{done} of {all} steps done, and you are in the middle of the game: {scene}")
FILE = _("Take your state to another computer, or go on with a saved one:")
FORGET = _("Delete everything stored in this browser")
SURE = _("Really delete everything? Save it as a file first if you still need it.")
YES, NO = _("Yes, delete"), _("No, keep it")
FORGOTTEN = _("Everything stored in this browser is deleted.")
LEAD = _("You lead the workshop? Agenda, clock, board and guide are on the {page}.")
LEAD_PAGE = _("facilitator’s page")
START_PLACE = {"exercise": "start", "step": "team"}


class Overview(Journaled):
    """The start page in one language; `box` is what the notebook shows."""

    def __init__(self, language: str):
        other, other_name = OTHER_LANGUAGE[language]
        super().__init__(language, TITLE, links=[(f"../{other}/00_start.ipynb", other_name)])
        self.attendance = attend(self)
        self.exercises, self.checks = exercises(), checks()
        self.team = self.form(
            place=START_PLACE, groups=[{"fields": [text_field(self.words, "name", TEAM, LONGEST_TEAM_NAME)]}]
        )
        self.list = text()
        wording = {"save": SAVE, "open": OPEN, "too_large": TOO_LARGE}
        self.saved = SavedState(
            wording={name: self.say(message) for name, message in wording.items()},
            file_name="pair-selling.json",
            on_opened=self._opened,
            on_save=self.journal_text,
            guard=self.guard,
        )
        self.replace = self.form()
        self.forget = self.form(
            actions=[{"key": "ask", "label": self.say(FORGET)}],
            on_action=lambda _key, _values: self.forget.ask(self.say(SURE), self.say(YES), self.say(NO), self._forget),
        )
        self.next, self.told, self.later = text(), text(), Postponed(self.guard)
        self.summary = Sheet(label=self.say(OPEN_SUMMARY), keep=self.say(KEEP_SUMMARY))
        self.make = self.form(
            actions=[{"key": "make", "label": self.say(MAKE_SUMMARY)}],
            on_action=lambda _key, _values: self.later.start(self._sum_up()),
        )
        self.show_journal()
        parts = [
            self.header,
            self.team,
            self.next,
            self.list,
            text(heading(self.say(SUMMARY))),
            self.make,
            self.told,
            self.summary,
        ]
        parts += [text(self.say(FILE)), self.saved, self.replace, self.forget]
        self.box = VBox(parts if self.attendance else [*parts, text(self._lead())])
        self.box.add_class("kit-step")

    def _lead(self) -> Markup:
        """The way to the page of whoever leads the workshop; groups of a room have none."""
        page = Markup('<a href="90_facilitator.ipynb">{}</a>').format(self.say(LEAD_PAGE))
        return Markup("<p>{}</p>").format(escape(self.say(LEAD)).format(page=page))

    def heard_room(self) -> None:
        """A season on a common ground may be over: say where it stands now."""
        self._show_progress()

    def _opened(self, content: str) -> None:
        self.open_saved(content, self.saved, self.replace)

    def _forget(self) -> None:
        self.header.forget()
        self.journal = Journal()
        self.header.note = self.say(FORGOTTEN)
        self.show_journal()

    def show_journal(self) -> None:
        self.team.values = {"name": ""} | self.journal.decided("start", "team")
        self._show_progress()

    def _show_progress(self) -> None:
        self.scenes = {name: self._scene(one) for name, one in self.exercises.items()}
        self._show_next()
        show(
            self.list,
            table(
                [self.say(EXERCISE), self.say(TIME), self.say(PROGRESS)],
                [
                    *(self._check(one) for one in self.checks.values()),
                    *(self._row(one) for one in self.exercises.values()),
                ],
            ),
        )

    def _row(self, exercise: Exercise) -> list:
        return [self._link(exercise), self.say(MINUTES, minutes=exercise.minutes), self._progress(exercise)]

    def _check(self, check: Check) -> list:
        """The row of something that is asked without a laboratory: it says itself how far it is."""
        progress = check.progress(partial(self.journal.decided, check.name))
        return [self._link(check), self.say(MINUTES, minutes=check.minutes), self.say(progress or NOT_BEGUN)]

    def _link(self, page) -> Markup:
        return Markup('<a href="{}">{}</a>').format(_file(page), self.say(page.title))

    def _opened_steps(self, exercise: Exercise) -> list[str]:
        """The steps of an exercise that were opened, in their order; the laboratory opens with the guess."""
        decided = {verb: self.journal.decided(exercise.name, verb) for verb in exercise.verbs if verb in VERB_LABELS}
        opened = {verb for verb, one in decided.items() if one and (verb != "predict" or guess_state(one) != "open")}
        opened |= {"compare"} if "predict" in opened else set()
        return [verb for verb in exercise.verbs if verb in opened]

    def _done_steps(self, exercise: Exercise) -> list[str]:
        """The steps that were opened, without a game that is not over."""
        return [verb for verb in self._opened_steps(exercise) if verb != "play" or not self.scenes[exercise.name]]

    def _scene(self, exercise: Exercise) -> str:
        """Which scene the game of an exercise stands in; empty unless it was begun and is not over."""
        scene = exercise.play.scene(partial(self.journal.decided, exercise.name), self.words.code, self.attendance)
        return self.say(scene) if scene else ""

    def _progress(self, exercise: Exercise) -> str:
        done, scene = self._done_steps(exercise), self.scenes[exercise.name]
        if not done and not scene:
            return self.say(NOT_BEGUN)
        return self.say(DONE_BUT_GAME if scene else DONE, done=len(done), all=len(exercise.verbs), scene=scene)

    # What is next, for somebody who learns alone

    def _show_next(self) -> None:
        """The game that is not over, or else the first step not opened yet, of the exercise that was begun last; or of the first one not begun."""
        begun = [
            one
            for one in self.exercises.values()
            if self._has_begun(one) and len(self._done_steps(one)) < len(one.verbs)
        ]
        fresh = [one for one in self.exercises.values() if not self._has_begun(one)]
        if not begun and not fresh:
            show(self.next, lines(self.say(ALL_DONE), kind="kit-guess"))
            return
        exercise = max(begun, key=self._last_heard) if begun else fresh[0]
        scene = self.scenes[exercise.name]
        verb = "play" if scene else next(one for one in exercise.verbs if one not in self._opened_steps(exercise))
        minutes = exercise.step_minutes[exercise.verbs.index(verb)]
        sentence = IN_A_GAME if scene else NEXT_STEP if begun else BEGIN_WITH
        said = self.say(sentence, exercise=exercise.title, step=VERB_LABELS[verb], minutes=minutes, scene=scene)
        link = Markup('<a class="kit-button kit-primary" href="{}#{}">{}</a>').format(
            _file(exercise), verb, self.say(GO_THERE)
        )
        show(self.next, Markup('<p class="kit-guess">{} {}</p>').format(said, link) + lines(self.say(PAUSE)))

    def _has_begun(self, exercise: Exercise) -> bool:
        return bool(self._opened_steps(exercise) or self.scenes[exercise.name])

    def _last_heard(self, exercise: Exercise) -> tuple[int, str]:
        return max((event.order for event in self.journal.events if event.exercise == exercise.name), default=(0, ""))

    async def _sum_up(self) -> None:
        """The report of a workshop with one group in it: this one."""
        show(self.told, lines(self.say(COMPUTING)))
        name = shortened(str(self.journal.decided("start", "team").get("name") or "")) or self.say(NAMELESS)
        session, today, language = Session((Group("me", name, self.journal),)), self.today(), self.words.code
        found = (await asked(session)).questions
        self.summary.file_name = file_name(name, today, "html")
        self.summary.html = report_page(language, session, found, today, name)
        show(self.told, "")


def _file(exercise: Exercise) -> str:
    return f"{exercise.number:02d}_{exercise.name}.ipynb"
