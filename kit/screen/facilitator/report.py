"""The report to take home: one page to print, one table, and the questions of the debrief in it."""

from ipywidgets import VBox

from kit.messages import _
from kit.report import file_name, report_page, report_table
from kit.screen.facilitator.debrief import COMPUTING, asked
from kit.screen.fields import text_field
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text
from kit.widgets.page import Sheet

WHAT = _(
    "Everything that groups decided and what it led to, for the people who were there: names and steps they take are in it, so keep it as you would keep minutes."
)
NAME = _("Name of the workshop (stands on the report)")
MAKE = _("Make the report from the present state")
PAGE_OPEN, PAGE_KEEP = _("Open the report (print it there or save it as PDF)"), _("Keep the report as a file")
TABLE_KEEP = _("Keep the table as a file for Excel (CSV)")
LONGEST_TITLE = 80


class Report:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.form = desk.form(
            "report",
            groups=[{"fields": [text_field(desk.words, "title", NAME, LONGEST_TITLE)]}],
            values={"title": ""},
            actions=[{"key": "make", "label": self.say(MAKE), "primary": True}],
            on_action=lambda _key, values: self.later.start(self._make(str(values.get("title") or ""))),
        )
        self.later, self.told = Postponed(desk.guard), text()
        self.page = Sheet(label=self.say(PAGE_OPEN), keep=self.say(PAGE_KEEP))
        self.table = Sheet(label="", keep=self.say(TABLE_KEEP), kind="text/csv")
        self.box = VBox([text(lines(self.say(WHAT))), self.form, self.told, self.page, self.table])
        self.box.add_class("kit-step")
        self.box.add_class("kit-report")
        desk.listen(self, self._title)

    def _title(self) -> None:
        title = str(self.desk.decided("report").get("title") or "")
        if title and not self.form.values.get("title"):
            self.form.values = {"title": title}

    async def _make(self, title: str) -> None:
        show(self.told, lines(self.say(COMPUTING)))
        found = (await asked(self.desk.session)).questions
        desk, today = self.desk, self.desk.today()
        language = desk.words.code
        self.page.file_name, self.table.file_name = (file_name(title, today, ending) for ending in ("html", "csv"))
        self.page.html = report_page(language, desk.session, found, today, title)
        self.table.html = report_table(language, desk.session)
        show(self.told, "")
