"""The report to take home: one page to print, one table, and the questions and answers of the debrief in it."""

from ipywidgets import VBox

from kit.debrief.notes import notes
from kit.messages import _
from kit.report.held import Held, held
from kit.report.names import file_name, numbered
from kit.report.page import report_page
from kit.report.table import report_table
from kit.room.entries import FACILITATOR, ROOM
from kit.screen.facilitator.debrief import COMPUTING, asked
from kit.screen.fields import text_field
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text
from kit.widgets.page import Sheet

WHAT = _(
    "Page one is for the head of sales: who, what was tried, what came out, the steps, the day of the check. The rest is an appendix. The steps that groups take are in it, so keep it as you would keep minutes."
)
NAME = _("Name of the workshop (stands on the report)")
CALLED = _("How are the groups called in report and table?")
BY_NUMBER, BY_NAME = _("by numbers"), _("by their names")
NUMBERS, NAMES = "numbers", "names"
MAKE = _("Make the report from the present state")
PAGE_OPEN, PAGE_KEEP = _("Open the report (print it there or save it as PDF)"), _("Keep the report as a file")
TABLE_KEEP = _("Keep the table as a file for Excel (CSV)")
LONGEST_TITLE = 80


class Report:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        called = [{"key": NUMBERS, "label": self.say(BY_NUMBER)}, {"key": NAMES, "label": self.say(BY_NAME)}]
        self.form = desk.form(
            "report",
            groups=[
                {
                    "fields": [
                        text_field(desk.words, "title", NAME, LONGEST_TITLE),
                        {"kind": "choice", "name": "called", "label": self.say(CALLED), "options": called},
                    ]
                }
            ],
            values={"title": "", "called": NUMBERS},
            actions=[{"key": "make", "label": self.say(MAKE), "primary": True}],
            on_action=lambda _key, values: self.later.start(
                self._make(str(values.get("title") or ""), values.get("called") == NAMES)
            ),
        )
        self.later, self.told = Postponed(desk.guard), text()
        self.page = Sheet(label=self.say(PAGE_OPEN), keep=self.say(PAGE_KEEP))
        self.table = Sheet(label="", keep=self.say(TABLE_KEEP), kind="text/csv")
        self.box = VBox([text(lines(self.say(WHAT))), self.form, self.told, self.page, self.table])
        self.box.add_class("kit-step")
        self.box.add_class("kit-report")
        desk.listen(self, self._follow)

    def _follow(self) -> None:
        """Show what was entered before, on this page or in another tab."""
        decided = self.desk.decided("report")
        title, called = str(decided.get("title") or ""), decided.get("called")
        known = {"title": self.form.values.get("title") or title}
        known |= {"called": called} if called in (NUMBERS, NAMES) else {}
        if self.form.values != self.form.values | known:
            self.form.values = self.form.values | known

    def _held(self) -> Held:
        """From the first entry of a group in the room to the last; without a room nobody knows."""
        desk = self.desk
        return held((one.arrived for one in desk.entries if one.author not in (FACILITATOR, ROOM)), desk.zone)

    async def _make(self, title: str, named: bool) -> None:
        show(self.told, lines(self.say(COMPUTING)))
        desk, today = self.desk, self.desk.today()
        session = desk.session if named else numbered(desk.words, desk.session)
        found = (await asked(session, desk.order)).questions
        language = desk.words.code
        talked = [one for one in notes(desk.decided("debrief")) if one.question]
        self.page.file_name, self.table.file_name = (file_name(title, today, ending) for ending in ("html", "csv"))
        self.page.html = report_page(
            language, session, found, today, title, named=named, held=self._held(), notes=talked
        )
        self.table.html = report_table(language, session)
        show(self.told, "")
