"""The summary of one group, or of one person alone, as a page of its own: made when asked for, opened in a tab or kept as a file."""

import asyncio
from collections.abc import Sequence

from kit.exercise import Exercise
from kit.groups import Group
from kit.messages import _
from kit.report.names import file_name
from kit.report.summary import summary_page
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text
from kit.typed import shortened
from kit.widgets.page import Sheet

MAKE = _("Make my summary")
OPEN, KEEP = _("Open the summary (print it there or save it as PDF)"), _("Keep the summary as a file")
AT_IT = _("One moment: the summary is being worked out.")


class OwnSummary:
    """`parts` is what is shown; `page` has journal, words, form, guard and today. It tells of those `exercises` that were begun."""

    def __init__(self, page, exercises: Sequence[Exercise]):
        self.page, self.exercises = page, exercises
        self.sheet, self.told, self.later = Sheet(), text(), Postponed(page.guard)
        self.make = page.form(on_action=lambda _key, _values: self.later.start(self.sum_up()))
        self.parts = [self.make, self.told, self.sheet]
        self.say_anew()

    def say_anew(self) -> None:
        """Buttons and links, to one person or to several."""
        self.make.actions = [{"key": "make", "label": self.page.say(MAKE)}]
        self.sheet.label, self.sheet.keep = self.page.say(OPEN), self.page.say(KEEP)

    async def sum_up(self) -> None:
        """What was guessed, seen, done and planned; it plays hundreds of years, so it says first that it is at it."""
        show(self.told, lines(self.page.say(AT_IT)))
        await asyncio.sleep(0.1)
        name = shortened(str(self.page.journal.decided("start", "team").get("name") or ""))
        today = self.page.today()
        self.sheet.file_name = file_name(name, today, "html")
        self.sheet.html = summary_page(self.page.words, Group("me", name, self.page.journal), today, self.exercises)
        show(self.told, "")
