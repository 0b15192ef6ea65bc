"""The action plan of one group, or of one person, to take home: a page that prints, a table, and a calendar file.

The trainer's report (`plan.py`) puts the plans of all groups together; here is one, with boxes to tick, and what its check came to.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from kit.commitments import ActionPlan, Commitment
from kit.contract import Table
from kit.messages import Message, _
from kit.report.icalendar import Day, calendar
from kit.report.names import KIT
from kit.report.spreadsheet import spreadsheet
from kit.report.templates import template
from kit.report.texts import said, sentence, short
from kit.wording import Language

PLAN_TITLE, CHECK_TITLE = _("The action plan"), _("30-day check")
RESULT_LABELS = {"done": _("fully done"), "partly": _("partly done"), "not": _("not done")}
HEAD = {
    "until": _("By when"),
    "who": _("Who"),
    "what": _("What we do"),
    "exercise": _("Exercise"),
    "result": _("After 30 days"),
    "brought": _("What did it bring?"),
}
WITHOUT = _("no exercise")
NEXT_STEP = _("next step")
CHECK_ON = _("Check on {date}: what is done, what did it bring, what comes next?")
MADE_ON = _("plan of {date}")
NOTHING_YET = _("There is no step in the plan yet.")
OPEN, PASSED, NOT_ASKED = _("open"), _("has passed"), "–"
STEP_OF, STEP_OF_NONE = (
    _("A step from the workshop (“{title}”)."),
    _("A step from the workshop."),
)
CHECK_DAY, CHECK_SAID = (
    _("30-day check of the action plan"),
    _("What is done, what did it bring, and what is the next step?"),
)
LONGEST, LONGEST_WHO, LONGEST_NAME, LONGEST_BROUGHT = 500, 60, 60, 240  # characters


@dataclass(frozen=True)
class Layout:
    """How the plan is set on its one page: how many letters of a part stand in a line, and what a line and a row take, in millimetres.

    `letters`: of what, who, and what it brought (0: there is no column to write into).
    """

    name: str
    letters: tuple[int, int, int]
    line_mm: float
    row_mm: float
    least_mm: float

    def high_mm(self, steps: Sequence[Commitment]) -> float:
        """How high the rows are together, reckoned rather too high."""
        return sum(max(self.least_mm, self.row_mm + self.line_mm * self._lines(one)) for one in steps)

    def _lines(self, one: Commitment) -> int:
        said = (one.what[:LONGEST], one.who[:LONGEST_WHO], one.brought[:LONGEST_BROUGHT])
        return max(ceil(len(text) / letters) for text, letters in zip(said, self.letters, strict=True) if letters)


PAGE_MM = 212  # for all rows
LAYOUTS = (  # the roomiest that fits is taken; in the last one long texts are cut
    Layout("wide", (28, 13, 20), 5.1, 8, 22),
    Layout("usual", (52, 15, 0), 5.1, 8, 10),
    Layout("small", (66, 18, 0), 3.7, 2.6, 6.5),
)


@dataclass(frozen=True)
class OwnPlan:
    """A plan in one language. `titles`: of the exercises, by name; `compared`: what was answered again, by what it is called."""

    words: Language
    plan: ActionPlan
    titles: Mapping[str, Message]
    today: datetime.date
    name: str = ""
    compared: Sequence[tuple[Message, Table]] = field(default=())

    def sheet(self) -> str:
        """The plan on one page of A4, with room to write where there is any."""
        say, steps, check = self.words.say, self.plan.steps, self.plan.check_day
        layout = next((one for one in LAYOUTS if one.high_mm(steps) <= PAGE_MM), LAYOUTS[-1])
        lines = int((PAGE_MM / max(1, len(steps)) - layout.row_mm) / layout.line_mm)
        fits = layout.high_mm(steps) <= PAGE_MM
        return self._page(
            title=say(PLAN_TITLE),
            layout=layout.name,
            steps=[self._row(one, LONGEST if fits else max(1, lines) * layout.letters[0]) for one in steps],
            boxes=[say(one) for one in RESULT_LABELS.values()],
            said=say(CHECK_ON, date=self.words.date(check)) if check else "",
            tables=[],
        )

    def check_sheet(self) -> str:
        """What the check came to, and the comparison of what was answered again."""
        say, check = self.words.say, self.plan.check_day
        return self._page(
            title=say(CHECK_TITLE),
            layout="check",
            steps=[self._row(one, LONGEST) for one in self.plan.steps],
            boxes=[],
            said=say(MADE_ON, date=self.words.date(self.plan.made)) if check and self.plan.made else "",
            tables=[self._table(title, one) for title, one in self.compared],
        )

    def spreadsheet(self) -> str:
        """All steps as CSV; days are written so that a spreadsheet can sort them."""
        rows = [[HEAD[part] for part in HEAD]]
        rows += [
            [
                one.day.isoformat() if one.day else one.until,
                one.who,
                one.what,
                self.titles.get(one.exercise, WITHOUT),
                RESULT_LABELS[one.result] if one.result else OPEN,
                one.brought,
            ]
            for one in self.plan.steps
        ]
        return spreadsheet(self.words, rows)

    def calendar(self, at: datetime.datetime) -> str:
        """Every step with a day that is still to come or has its answer, and the check; of the same plan a later file takes the place of an earlier one."""
        return calendar(self._days(), at, self.words.say(PLAN_TITLE))

    def _days(self) -> Iterator[Day]:
        say = self.words.say
        for one in self.plan.steps:
            if one.day is None or not one.what or one.is_past(self.today):
                continue
            title = self.titles.get(one.exercise)
            of = say(STEP_OF, title=title) if title else say(STEP_OF_NONE)
            yield Day(self._uid(one.key), one.day, _called(one), of)
        if self.plan.check_day:
            told = [f"- {_called(one)}" for one in self.plan.steps if one.what]
            yield Day(self._uid("check"), self.plan.check_day, say(CHECK_DAY), "\n".join([say(CHECK_SAID), *told]))

    def _uid(self, key: str) -> str:
        return f"{key.replace('_', '-')}-{self.plan.mark or 'plan'}@{KIT}"

    # The page

    def _page(self, **parts) -> str:
        say = self.words.say
        return template("own_plan.html.j2").render(
            language=self.words.code,
            head={part: say(label) for part, label in HEAD.items()},
            nothing="" if self.plan.steps else say(NOTHING_YET),
            name=short(self.name, LONGEST_NAME),
            date=self.words.date(self.today),
            **parts,
        )

    def _row(self, one: Commitment, most: int) -> dict:
        title = self.titles.get(one.exercise)
        return {
            "until": self.words.date(one.day) if one.day else short(one.until, LONGEST_WHO) or NOT_ASKED,
            "passed": self.words.say(PASSED) if one.is_past(self.today) else "",
            "who": short(one.who, LONGEST_WHO) or NOT_ASKED,
            "what": short(one.what, most) or NOT_ASKED,
            "exercise": self.words.say(title) if title else "",
            "follows": self.words.say(NEXT_STEP) if one.follows else "",
            "result": self.words.say(RESULT_LABELS[one.result]) if one.result else "",
            "brought": short(one.brought, LONGEST_BROUGHT),
        }

    def _table(self, title: Message, one: Table) -> dict:
        return {
            "title": self.words.say(title),
            "head": [said(self.words, cell) for cell in one.head],
            "rows": [[said(self.words, cell) for cell in row if not isinstance(cell, tuple)] for row in one.rows],
            "said": [sentence(self.words, finding) for finding in (*one.said, *one.rules)],
        }


def _called(step: Commitment) -> str:
    """Who does what, in a line; without a name only what."""
    return ": ".join(part for part in (short(step.who, LONGEST_WHO), short(step.what, LONGEST)) if part)


def undated(steps: Iterable[Commitment]) -> int:
    """How many steps no calendar can take in, because nobody said what or by when."""
    return sum(not (one.day and one.what) for one in steps)


def passed(steps: Iterable[Commitment], today: datetime.date) -> int:
    """How many steps the calendar file leaves out, because their day has gone by."""
    return sum(one.is_past(today) and bool(one.what) for one in steps)
