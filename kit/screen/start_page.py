"""`overview()`: the start page. One next step, a shelf of all exercises with what is done, and a drawer for name, saving and summary."""

from collections.abc import Sequence
from functools import partial

from ipywidgets import HTML, VBox, Widget
from markupsafe import Markup, escape

from kit.commitments import action_plan
from kit.contract import Check, notebook_of
from kit.drawing import drawing
from kit.drawing.panorama import panorama
from kit.exercise import Exercise
from kit.exercises import checks, exercises
from kit.journal import Journal
from kit.messages import Message, _
from kit.progress import Progress, goes_on
from kit.screen.attendance import SEVERAL, attend
from kit.screen.fields import text_field
from kit.screen.journaled import SAVE, Journaled
from kit.screen.own_summary import OwnSummary
from kit.screen.page import OTHER_LANGUAGE
from kit.screen.plan_page import DECLARED as PLAN
from kit.screen.plan_page import stands
from kit.screen.seat_form import GIVE, PLACE, TEAM_NAME, SeatForm
from kit.screen.share import OPEN, TOO_LARGE
from kit.screen.stage import VERB_LABELS
from kit.screen.text import heading, lines, show, text
from kit.typed import LONGEST_NAME
from kit.widgets.page import SavedState
from kit.wording import ALONE

TITLE = _("Pair Selling workshop")
BEGIN_WITH, GO_ON_WITH = _("Start with: {title}"), _("Go on with: {title} – {where}")
NEXT, LAST = _("Next: {title}"), _("To finish: {title}")
ALL_DONE = _("Everything is done. Your summary is in the drawer below.")
ABOUT = _("About {minutes} minutes.")
SHELF = _("All exercises")
MINUTES = _("{minutes} minutes")
NOT_BEGUN, FINISHED = _("not begun"), _("done")
DONE = _("{done} of {all} steps done")
IN_A_GAME = _("in the middle of the game: {scene}")
DRAWER, DRAWER_IN_ROOM = _("Name, saving, summary"), _("Another device, saving, summary")
WHO = _("Who sits here?")
PEOPLE = {ALONE: _("I am alone"), SEVERAL: _("We are several")}
SUMMARY = _("Summary")
SAVED_STATE = _("Take your state to another computer, or go on with a saved one")
FORGET = _("Delete everything stored in this browser")
SURE = _("Really delete everything? Save it as a file first if you still need it.")
YES, NO = _("Yes, delete"), _("No, keep it")
FORGOTTEN = _("Everything stored in this browser is deleted.")
LEAD = _("Leading the workshop? Agenda, clock, board and guide are on the {page}.")
LEAD_PAGE = _("facilitator’s page")
CODE = _("For whoever works with Python: the models with pandas and Altair are in the {page}.")
CODE_PAGE = _("notebook for analysts")


class Overview(Journaled):
    """The start page in one language; `box` is what the notebook shows."""

    def __init__(self, language: str):
        other, other_name = OTHER_LANGUAGE[language]
        super().__init__(language, TITLE, links=[(f"../{other}/00_start.ipynb", other_name)])
        self.attendance = attend(self)
        self.seat_form = SeatForm(self, asks_name=False) if self.attendance else None
        self.exercises, self.checks = exercises(), checks()
        self.next, self.list = text(), text()
        self.team = self.form(place=PLACE)
        self.summary_title, self.saved_title, self.drawer_title, self.lead = text(), text(), text(), text()
        self.seat_title = text()
        self.summary = OwnSummary(self, list(self.exercises.values()))
        self.saved = SavedState(
            file_name="pair-selling.json", on_opened=self._opened, on_save=self.journal_text, guard=self.guard
        )
        self.replace = self.form()
        self.forget = self.form(
            on_action=lambda _key, _values: self.forget.ask(self.say(SURE), self.say(YES), self.say(NO), self._forget)
        )
        self.say_anew()
        self.show_journal()
        asked = [self.team, self.seat_form.box] if self.seat_form else []  # groups of a room say at once who they are
        self.box = VBox([self.header, _wide_picture(), self.next, *asked, self.list, self._drawer(), self.lead])
        self.box.add_class("kit-step")
        self.box.add_class("kit-start")

    def _drawer(self) -> Widget:
        """Everything that is not needed to begin, folded: the first part opens and closes what comes after it."""
        name = [self.seat_title, *self.seat_form.give] if self.seat_form else [self.team]
        summary = [self.summary_title, *self.summary.parts]
        box = VBox([self.drawer_title, *name, *summary, self.saved_title, self.saved, self.replace, self.forget])
        box.add_class("kit-drawer")
        return box

    # Whom the page speaks to

    def say_anew(self) -> None:
        """Say what does not depend on what was done; again when it is one person instead of several that is spoken to."""
        who = {
            "kind": "choice",
            "name": "people",
            "label": self.say(WHO),
            "options": [{"key": key, "label": self.say(label)} for key, label in PEOPLE.items()],
        }
        self.team.groups = [{"fields": [text_field(self.words, "name", TEAM_NAME, LONGEST_NAME), who]}]
        self.summary.say_anew()
        self.forget.actions = [{"key": "ask", "label": self.say(FORGET)}]
        wording = {"save": SAVE, "open": OPEN, "too_large": TOO_LARGE}
        self.saved.wording = {name: self.say(message) for name, message in wording.items()}
        show(
            self.drawer_title,
            Markup("<details><summary>{}</summary></details>").format(
                self.say(DRAWER_IN_ROOM if self.attendance else DRAWER)
            ),
        )
        show(self.seat_title, heading(self.say(GIVE)))
        show(self.summary_title, heading(self.say(SUMMARY)))
        show(self.saved_title, heading(self.say(SAVED_STATE)))
        if not self.attendance:  # groups of a room have no way to the page of whoever leads it
            show(
                self.lead,
                self._way(LEAD, "90_facilitator.ipynb", LEAD_PAGE)
                + self._way(CODE, "08_for_analysts.ipynb", CODE_PAGE),
            )

    def _way(self, sentence: Message, file: str, called: Message) -> Markup:
        """A sentence with a link in it."""
        page = Markup('<a href="{}">{}</a>').format(file, self.say(called))
        return Markup("<p>{}</p>").format(escape(self.say(sentence)).format(page=page))

    # The journal

    def hear(self, events: list[dict]) -> dict:
        counts = super().hear(events)
        self.address()
        self._show_progress()
        return counts

    def heard_room(self) -> None:
        """A season on a common ground may be over: say where it stands now."""
        self._show_progress()

    def _opened(self, content: str) -> None:
        self.open_saved(content, self.saved, self.replace)

    def _forget(self) -> None:
        self.header.forget()
        self.journal = Journal()
        if self.attendance:
            self.attendance.begin_anew()
        self.address()
        self.header.note = self.say(FORGOTTEN)
        self.show_journal()

    def show_journal(self) -> None:
        people = ALONE if self.is_alone else SEVERAL
        self.team.values = {"name": "", "people": people} | self.journal.decided("start", "team")
        self._show_progress()

    # What is done, and what is next

    def _show_progress(self) -> None:
        parts = (self.journal, self.words.code, self.attendance)
        progress = {name: Progress(one, *parts) for name, one in self.exercises.items()}
        show(self.next, self._next(list(progress.values())))
        tiles = {one.number: self._check(one) for one in self.checks.values()}
        tiles |= {one.exercise.number: self._exercise(one) for one in progress.values()}
        show(
            self.list,
            Markup('<h2 class="kit-shelf-title">{}</h2><ul class="kit-shelf">{}</ul>').format(
                self.say(SHELF), Markup().join([*(tiles[number] for number in sorted(tiles)), self._plan()])
            ),
        )

    def _next(self, progress: Sequence[Progress]) -> Markup:
        """The one big step: where one was, or what comes next."""
        found = self._at_hand(progress) or goes_on(progress, list(self.checks.values()), self.journal)
        if not found:
            return Markup('<div class="kit-next">{}</div>').format(lines(self.say(ALL_DONE)))
        page, step = found
        said, about = (self._next_check if isinstance(page, Check) else self._next_exercise)(page, step, progress)
        link = Markup('<a class="kit-button kit-primary" href="{}#{}">{}</a>').format(notebook_of(page), step, said)
        return Markup('<div class="kit-next">{}{}</div>').format(link, lines(about) if about else "")

    def _at_hand(self, progress: Sequence[Progress]) -> tuple[Exercise, str] | None:
        """The exercise that the room's clock shows, as long as it is not through here: everybody is to be where the others are."""
        name = self.attendance.led.at_hand() if self.attendance else ""
        return next(((one.exercise, one.next) for one in progress if one.exercise.name == name and one.next), None)

    def _next_check(self, check: Check, step: str, progress: Sequence[Progress]) -> tuple[str, str]:
        title, minutes = self.say(check.title), self.say(ABOUT, minutes=check.minutes)
        if any(one.begun for one in progress):
            return self.say(LAST, title=title), minutes
        begun = check.progress(partial(self.journal.decided, check.name))
        said = self.say(GO_ON_WITH, title=title, where=begun) if begun else self.say(BEGIN_WITH, title=title)
        return said, f"{self.say(check.why)} {minutes}".strip()

    def _next_exercise(self, exercise: Exercise, step: str, progress: Sequence[Progress]) -> tuple[str, str]:
        title = self.say(exercise.title)
        own = next(one for one in progress if one.exercise is exercise)
        if not own.begun:
            first = not any(one.begun for one in progress)
            return self.say(BEGIN_WITH if first else NEXT, title=title), self.say(ABOUT, minutes=exercise.minutes)
        where = self.say(own.scene or VERB_LABELS[step])
        minutes = exercise.step_minutes[exercise.verbs.index(step)]
        return self.say(GO_ON_WITH, title=title, where=where), "" if own.scene else self.say(ABOUT, minutes=minutes)

    def _check(self, check: Check) -> Markup:
        """What is asked without a laboratory says itself how far it is."""
        decided = partial(self.journal.decided, check.name)
        return self._tile(check, self.say(check.progress(decided) or NOT_BEGUN), Markup(), check.due(decided, False))

    def _plan(self) -> Markup:
        """The steps of all exercises together."""
        plan = action_plan(self.journal, self.exercises, self.today(), self.zone)
        said, step = stands(plan, self.today())
        return self._tile(PLAN, self.say(said), Markup(), step)

    def _exercise(self, progress: Progress) -> Markup:
        exercise, done = progress.exercise, progress.done
        marks = [Markup('<i class="{}"></i>').format("kit-done" if one in done else "") for one in exercise.verbs]
        bar = Markup('<span class="kit-pips" aria-hidden="true">{}</span>').format(Markup().join(marks))
        said = self.say(DONE, done=len(done), all=len(exercise.verbs)) if progress.begun else self.say(NOT_BEGUN)
        if progress.scene:
            said = self.say(IN_A_GAME, scene=progress.scene)
        elif progress.begun and len(done) == len(exercise.verbs):
            said = f"✓ {self.say(FINISHED)}"
        return self._tile(exercise, said, bar if progress.begun else Markup(), progress.next if progress.begun else "")

    def _tile(self, page: Exercise | Check, said: str, bar: Markup, step: str) -> Markup:
        """One picture of the shelf; all of it is the link, to the step where one was."""
        return Markup(
            '<li class="kit-tile">{}<div><h3><a href="{}{}">{}</a></h3>{}<p class="kit-tile-foot">{} · {}{}</p></div></li>'
        ).format(
            drawing(page),
            notebook_of(page),
            f"#{step}" if step else "",
            self.say(page.title),
            lines(self.say(page.question)) if page.question else "",
            self.say(MINUTES, minutes=page.minutes),
            said,
            bar,
        )


def _wide_picture() -> HTML:
    return HTML(Markup('<div class="kit-text kit-wide-picture">{}</div>').format(panorama()))
