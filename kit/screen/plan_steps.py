"""The first two steps of the plan's page: all commitments to change and to add to, and the plan as a page, a table and a calendar file."""

import datetime

from ipywidgets import HBox
from markupsafe import Markup

from kit.commitments import COMMIT, FREE, STEPS
from kit.contract import notebook_of
from kit.messages import _
from kit.report.names import file_name
from kit.report.own_plan import WITHOUT, passed, undated
from kit.screen.plan_row import PlanRows
from kit.screen.step import Step
from kit.screen.text import lines, show, text
from kit.widgets.page import Sheet

TAKE = "take_along"
INTRO = _("Everything you have decided to do, by date. Change it here or in the exercise: it is the same step.")
NOTHING_YET = _("There is no step here yet. Note one at the end of an exercise, or add one below.")
ABOUT_WHICH, ADD = _("Which exercise is it about?"), _("Add a step")
ALSO, OR = _("No step yet from: {exercises}."), ", "
NOT_SORTED, SORT = _("The steps do not stand in the order of their dates any more."), _("Sort by date")
PRINT, KEEP_PAGE = _("Open the plan (print it there or save it as PDF)"), _("Keep the plan as a page")
KEEP_TABLE, KEEP_CALENDAR = _("Table for a spreadsheet (CSV)"), _("Calendar file (ics)")
TO_TAKE = _("On paper it is one page of A4, with boxes to tick.")
IN_CALENDAR = _(
    "The calendar file holds each step on its day and the check on {date}. Open it with your calendar; if you open a newer one later, it takes the place of the older one."
)
UNDATED = _("Steps without a day or without words, which no calendar can hold: {count}.")
GONE_BY = _("Steps whose day has passed, which the calendar file leaves out: {count}. Give them a day to come.")
OPEN_TAKE = _("Open paper, spreadsheet and calendar")


class Steps(Step):
    """All steps of the plan, to be changed in place."""

    verb = STEPS

    def opens_by_itself(self) -> bool:
        return True

    def build(self) -> list:
        self.intro, self.also = text(), text()
        self.rows = PlanRows(self.page, self.page.plan_changed)
        self.sorting = self.form(place={}, on_action=lambda _key, _values: self._sort())
        self.adding = self.form(place={}, on_action=lambda _key, values: self._add(str(values.get("about", ""))))
        self.adding.add_class("kit-plan-add")
        options = [{"key": FREE, "label": self.say(WITHOUT)}]
        options += [{"key": one.name, "label": self.say(one.title)} for one in self.page.exercises.values()]
        which = {
            "kind": "select",
            "name": "about",
            "label": self.say(ABOUT_WHICH),
            "options": options,
            "unstored": True,
        }
        self.adding.groups, self.adding.values = [{"fields": [which]}], {"about": FREE}
        self.adding.actions = [{"key": "add", "label": self.say(ADD)}]
        self.page.listen_decisions(self, self._decided)
        self.refresh()
        self._sort()
        return [self.intro, self.sorting, self.rows.box, self.also, self.adding]

    def refresh(self) -> None:
        self.rows.show(self.page.plan.rows)
        self._decided()

    def _decided(self) -> None:
        """What follows from a change that stands on the page already."""
        plan = self.page.plan
        if {one.key for one in plan.rows} != set(self.rows.order):
            self.rows.show(plan.rows)
        self.rows.remark(plan.rows)
        show(self.intro, lines(self.say(INTRO) if plan.rows else self.say(NOTHING_YET)))
        is_sorted = self.rows.order == [one.key for one in plan.rows]
        self.sorting.message = "" if is_sorted else self.say(NOT_SORTED)
        self.sorting.actions = [] if is_sorted else [{"key": "sort", "label": self.say(SORT)}]
        show(self.also, self._also({one.exercise for one in plan.steps}))

    def _also(self, there: set[str]) -> Markup:
        """The exercises that were begun and have no step yet."""
        begun = {event.exercise for event in self.page.journal.events}
        links = [
            Markup('<a href="{}#{}">{}</a>').format(notebook_of(one), COMMIT, self.say(one.title))
            for one in self.page.exercises.values()
            if one.name in begun - there
        ]
        sentence = Markup.escape(self.say(ALSO)).format(exercises=Markup(OR).join(links))
        return Markup('<p class="kit-note">{}</p>').format(sentence) if links else Markup()

    def _sort(self) -> None:
        self.rows.show(self.page.plan.rows, sort=True)
        self._decided()

    def _add(self, about: str) -> None:
        self.adding.message = self.page.full
        if not self.adding.message:
            self.page.add_step(about if about in self.page.exercises else FREE)
            self.rows.look_at_last()


class Take(Step):
    """The plan on paper, in a spreadsheet and in a calendar."""

    verb = TAKE
    invitation = OPEN_TAKE

    def build(self) -> list:
        self.told, self.sheet, self.table, self.calendar = (
            text(),
            Sheet(),
            Sheet(kind="text/csv;charset=utf-8"),
            Sheet(kind="text/calendar;charset=utf-8"),
        )
        self.page.listen_decisions(self, self.refresh)
        self.refresh()
        files = HBox([self.table, self.calendar])
        files.add_class("kit-plan-files")
        return [self.told, self.sheet, files]

    def refresh(self) -> None:
        page, plan = self.page, self.page.plan
        own, day = page.own_plan(), page.today()
        self.sheet.label, self.sheet.keep = self.say(PRINT), self.say(KEEP_PAGE)
        self.table.keep, self.calendar.keep = self.say(KEEP_TABLE), self.say(KEEP_CALENDAR)
        for one, ending in ((self.sheet, "html"), (self.table, "csv"), (self.calendar, "ics")):
            one.file_name = file_name(own.name, day, ending)
        self.sheet.html = own.sheet()
        self.table.html = own.spreadsheet() if plan.steps else ""
        self.calendar.html = own.calendar(datetime.datetime.now(datetime.UTC)) if plan.steps else ""
        said = [self.say(TO_TAKE)]
        said += [self.say(IN_CALENDAR, date=page.words.date(plan.check_day))] if plan.check_day else []
        without = undated(plan.steps)
        said += [self.say(UNDATED, count=without)] if without else []
        gone_by = passed(plan.steps, day)
        said += [self.say(GONE_BY, count=gone_by)] if gone_by else []
        show(self.told, lines(*said) if plan.steps else lines(self.say(NOTHING_YET)))
