"""The 30-day check: what became of each step, what it brought, what comes next; and what was asked before, asked once more."""

from ipywidgets import VBox
from markupsafe import Markup

from kit.commitments import BROUGHT, CHECK, DAY, MADE, RESULT, Commitment, read_day
from kit.contract import notebook_of
from kit.messages import Finding, _
from kit.report.names import file_name
from kit.report.own_plan import CHECK_TITLE, HEAD, RESULT_LABELS
from kit.screen.fields import text_field
from kit.screen.plan_row import PlanRows
from kit.screen.plan_steps import NOTHING_YET
from kit.screen.step import Step
from kit.screen.text import heading, lines, show, text, told
from kit.typed import isolated
from kit.widgets.page import Sheet

LONGEST_BROUGHT = 1000
OPEN_CHECK, OPEN_CHECK_ON = _("Open the 30-day check"), _("Open the 30-day check (planned for {date})")
COUNT_FROM = _("The 30 days count from")
IN_DAYS, TOMORROW, TODAY, SINCE = (
    _("The check is on {date}, in {count} days. You can answer it earlier, too."),
    _("The check is tomorrow, on {date}. You can answer it earlier, too."),
    _("The check is today."),
    _("The check was due on {date}."),
)
NO_DAY = _("“{value}” is no day; choose one in the calendar.")
AGAIN = _("If you want to check once more later, put another day there.")
NOBODY, BY_DAY = "…", _("by {until}")
DONE, NEXT = _("Done?"), _("Add a next step")
SUM = _("Of {all} steps, {done} are done, {partly} partly, {undone} not, and {open} have no answer yet.")
HONEST = _(
    "A step that was not done is no failure: it says that something else was in the way, or that it was too big."
)
ONCE_MORE, GO_THERE = _("And what do you think by now?"), _("Answer once more: {title}")
NOT_ANSWERED = _("When both rounds are answered, they stand side by side here. The first answers stay as they are.")
PRINT, KEEP_PAGE = _("Open the check (print it there or save it as PDF)"), _("Keep the check as a page")


class CheckRow:
    """What became of one step, and the steps that came of it."""

    def __init__(self, page, step: Commitment):
        self.page, self.say, self.step = page, page.say, step
        self.title = text()
        self.form = page.form(
            place={"exercise": page.exercise.name, "step": CHECK}, on_action=lambda _key, _values: self._next()
        )
        self.following = PlanRows(page, page.plan_changed)
        self.box = VBox([self.title, self.form, self.following.box])
        self.box.add_class("kit-plan-row")
        self.box.add_class("kit-plan-asked")
        self.say_anew()
        self.show(step)

    def say_anew(self) -> None:
        """Labels and buttons."""
        options = [{"key": key, "label": self.say(label)} for key, label in RESULT_LABELS.items()]
        brought = text_field(self.page.words, f"{self.step.key}.{BROUGHT}", HEAD[BROUGHT], LONGEST_BROUGHT, "textarea")
        done = {"kind": "choice", "name": f"{self.step.key}.{RESULT}", "label": self.say(DONE), "options": options}
        self.form.groups = [{"fields": [done, brought | {"rows": 2}]}]
        self.form.actions = [{"key": "next", "label": self.say(NEXT)}]
        self.following.say_anew()

    def show(self, step: Commitment) -> None:
        """Stand where the journal stands."""
        decided, plan = self.page.decided(CHECK), self.page.plan
        self.form.values = {
            f"{step.key}.{part}": str(decided.get(f"{step.key}.{part}") or "") for part in (RESULT, BROUGHT)
        }
        self.following.show(plan.following(step))
        self.remark(step)

    def remark(self, step: Commitment) -> None:
        """The step as it stands in the plan, and what is missing of those that came of it."""
        self.step, words = step, self.page.words
        said = f"{isolated(step.who) or NOBODY} – {isolated(step.what) or NOBODY}"
        until = words.date(step.day) if step.day else step.until
        by = Markup("<p>{}</p>").format(self.say(BY_DAY, until=until)) if until else Markup()
        self.form.label = said
        show(self.title, Markup("<h3>{}</h3>{}").format(said, by))
        following = self.page.plan.following(step)
        if {one.key for one in following} != set(self.following.order):
            self.following.show(following)
        self.following.remark(following)

    def _next(self) -> None:
        self.form.message = self.page.full
        if not self.form.message:
            self.page.add_step(self.step.exercise, follows=self.step.key)
            self.following.look_at_last()


class CheckAgain(Step):
    """The 30-day check."""

    verb = CHECK

    @property
    def invitation(self):
        day = self.page.plan.check_day
        return Finding(OPEN_CHECK_ON, {"date": day}) if day else OPEN_CHECK

    def opens_by_itself(self) -> bool:
        day = self.page.plan.check_day
        return super().opens_by_itself() or (day is not None and day <= self.page.today())

    def build(self) -> list:
        self.due, self.sum, self.again = text(), text(), text()
        self.day = self.form(place={"exercise": self.page.exercise.name, "step": MADE})
        self.day.add_class("kit-plan-day")
        self.day.observe(lambda _change: self._say_due(), "values")
        self.day.groups = [
            {"fields": [{"kind": "date", "name": DAY, "label": self.say(COUNT_FROM), "help": self.say(AGAIN)}]}
        ]
        self.rows: dict[str, CheckRow] = {}
        self.asked, self.sheet = VBox(), Sheet()
        self.page.listen_decisions(self, self._decided)
        self.refresh()
        return [self.due, self.day, self.asked, self.sum, self.again, self.sheet]

    def refresh(self) -> None:
        self._show_rows()
        for row in self.rows.values():
            row.show(row.step)
        self._decided()

    def _decided(self) -> None:
        """What follows from a change that stands on the page already."""
        self._show_rows()
        known = {one.key: one for one in self.page.plan.steps}
        for key, row in self.rows.items():
            row.remark(known[key])
        self.day.values = {DAY: self._made()}
        self._say_due()
        self._sum_up()
        show(self.again, self._asked_again())
        self._print()

    def _show_rows(self) -> None:
        """A step that came of a check is asked when its day has come."""
        plan, today = self.page.plan, self.page.today()
        asked = {one.key: one for one in plan.steps if not one.follows or (one.day and one.day <= today)}
        gone = [row for key, row in self.rows.items() if key not in asked]
        order = [*(key for key in self.rows if key in asked), *(key for key in asked if key not in self.rows)]
        self.rows = {key: self.rows.get(key) or CheckRow(self.page, asked[key]) for key in order}
        boxes = tuple(row.box for row in self.rows.values())
        if boxes != self.asked.children:
            self.asked.children = boxes
        for row in gone:
            row.box.close()

    def _made(self) -> str:
        typed = str(self.page.decided(MADE).get(DAY) or "")
        made = self.page.plan.made
        return typed or (made.isoformat() if made else "")

    def _say_due(self) -> None:
        plan, words = self.page.plan, self.page.words
        typed = str(self.day.values.get(DAY) or "")
        self.day.message = self.say(NO_DAY, value=typed[:40]) if typed and read_day(typed) is None else ""
        if not plan.steps or plan.check_day is None:
            return show(self.due, lines(self.say(NOTHING_YET)))
        left = (plan.check_day - self.page.today()).days
        date = words.date(plan.check_day)
        sentence = {0: TODAY, 1: TOMORROW}.get(left, IN_DAYS if left > 0 else SINCE)
        return show(self.due, lines(self.say(sentence, date=date, count=left), kind="kit-guess"))

    def _sum_up(self) -> None:
        steps = [one for one in self.page.plan.steps if one.key in self.rows]
        count = {key: sum(one.result == key for one in steps) for key in (*RESULT_LABELS, "")}
        values = {
            "all": len(steps),
            "done": count["done"],
            "partly": count["partly"],
            "undone": count["not"],
            "open": count[""],
        }
        said = [self.say(SUM, **values)] if self.page.plan.is_checked else []
        show(self.sum, lines(*said, *([self.say(HONEST)] if count["not"] else [])))

    def _asked_again(self) -> Markup:
        """What was asked before the workshop, and what moved since."""
        made = Markup()
        for check in self.page.asked_again:
            title = self.say(check.title)
            link = Markup('<p><a class="kit-button" href="{}#{}">{}</a></p>').format(
                notebook_of(check), check.again, self.say(GO_THERE, title=title)
            )
            found = check.compared([self.page.journal], self.page.words.code)
            made += link + (told(self.page.words, found) if found else lines(self.say(NOT_ANSWERED), kind="kit-note"))
        return heading(self.say(ONCE_MORE)) + made if made else made

    def _print(self) -> None:
        own = self.page.own_plan()
        self.sheet.label, self.sheet.keep = self.say(PRINT), self.say(KEEP_PAGE)
        self.sheet.file_name = file_name(f"{own.name} {self.say(CHECK_TITLE)}", self.page.today(), "html")
        self.sheet.html = own.check_sheet() if self.page.plan.steps else ""
