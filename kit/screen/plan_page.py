"""`plan()`: the action plan of a group or of one person. All commitments in one place, to take home, and the check after 30 days."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from ipywidgets import Widget

from kit.commitments import (
    ABOUT,
    CHECK,
    DAY,
    FOLLOWS,
    FREE,
    MADE,
    MARK,
    MOST_ADDED,
    PLAN,
    STEPS,
    ActionPlan,
    action_plan,
    new_key,
)
from kit.contract import Check
from kit.drawing.plan import DRAWING
from kit.exercises import checks, exercises
from kit.messages import Finding, Message, _
from kit.parameters import Checked
from kit.report.own_plan import CHECK_TITLE, PLAN_TITLE, OwnPlan
from kit.screen.opened import calmly
from kit.screen.page import Page
from kit.screen.plan_check import CheckAgain
from kit.screen.plan_steps import TAKE, Steps, Take
from kit.screen.step import Step
from kit.typed import shortened

STEP_LABELS = {STEPS: _("Steps"), TAKE: _("Take along"), CHECK: CHECK_TITLE}
PURPOSES = {STEPS: _("who does what, by when"), TAKE: _("paper, spreadsheet, calendar"), CHECK: _("what became of it")}
QUESTION = _("What will you do, and what becomes of it?")
FULL = _("A plan of more than {most} added steps fits on no page and into no week. Remove one, or put two together.")
NO_STEP, COUNTED, IS_DUE = _("no step yet"), _("steps: {count}"), _("the 30-day check is due")


@dataclass(frozen=True)
class NoSetting(Checked):
    """Nothing can be set here."""


DECLARED = Check(
    number=9,
    name=PLAN,
    title=PLAN_TITLE,
    minutes=10,
    verbs=(STEPS, TAKE, CHECK),
    setting=NoSetting,
    progress=lambda _decided: None,  # it follows from all exercises (`stands`)
    page=lambda: PlanPage,
    rehearse=lambda _decided, _temper, _chance: {},
    question=QUESTION,
    drawing=DRAWING,
)


def stands(plan: ActionPlan, today: datetime.date) -> tuple[Message | Finding, str]:
    """Where a plan stands, for the start page, and the step that waits for somebody."""
    if plan.steps and plan.check_day and plan.check_day <= today and not plan.is_checked:
        return IS_DUE, CHECK
    return (Finding(COUNTED, {"count": len(plan.steps)}) if plan.steps else NO_STEP), ""


class PlanPage(Page):
    """The page of the plan in one language; its verbs are steps, take and check."""

    labels, purposes = STEP_LABELS, PURPOSES

    def __init__(self, language: str):
        super().__init__(DECLARED, language)
        self.exercises = exercises()

    @cached_property
    def asked_again(self) -> list[Check]:
        """What is asked before the workshop and once more in the check."""
        return [one for one in checks().values() if one.again]

    @property
    def plan(self) -> ActionPlan:
        """The plan as the journal has it now."""
        return action_plan(self.journal, self.exercises, self.today(), self.zone)

    # The steps

    def may_open(self, verb: str) -> bool:
        """No step waits for another one."""
        return not self.is_held(verb)

    def is_done(self, verb: str) -> bool:
        """The steps are when each is complete, the check when each has an answer."""
        plan = self.plan
        if verb == CHECK:
            return bool(plan.steps) and all(one.result for one in plan.steps if not one.follows)
        return bool(plan.steps) and (verb == TAKE or not any(one.missing for one in plan.steps))

    @calmly
    def commitments(self) -> Widget:
        """All commitments, to be changed in place."""
        return self._show(Steps)

    @calmly
    def take_along(self) -> Widget:
        """The plan on paper, as a table and as a calendar file."""
        return self._show(Take)

    @calmly
    def check(self) -> Widget:
        """What became of the steps."""
        return self._show(CheckAgain)

    def _show(self, made: type[Step]) -> Widget:
        step = made(self)
        step.restore()
        self.show_steps()
        return step.box

    # The plan

    def show_journal(self) -> None:
        self.fix_day()
        super().show_journal()

    def hear(self, events: list[dict]) -> dict:
        counts = super().hear(events)
        self.fix_day()
        return counts

    def fix_day(self) -> None:
        """Keep the day on which the plan was made, before somebody changes the steps that tell it, and what its calendar entries are known by."""
        plan, decided = self.plan, self.decided(MADE)
        wanted = {DAY: plan.made.isoformat() if plan.made else "", MARK: new_key()}
        left = {name: value for name, value in wanted.items() if not decided.get(name)}
        if plan.rows and left:
            self.decide(PLAN, MADE, left)

    @property
    def full(self) -> str:
        """Why no step can be added, where that is so."""
        added = [one for one in self.plan.rows if one.is_added]
        return self.say(FULL, most=MOST_ADDED) if len(added) >= MOST_ADDED else ""

    def add_step(self, about: str, follows: str = "") -> None:
        """A new step, empty, about an exercise or none."""
        key = new_key()
        self.write(STEPS, {f"{key}.{ABOUT}": about or FREE} | ({f"{key}.{FOLLOWS}": follows} if follows else {}))
        self.fix_day()
        self.show_steps()

    def plan_changed(self) -> None:
        """Bring everything in line after steps were removed."""
        self._decided_something()
        self.show_steps()

    def own_plan(self) -> OwnPlan:
        """The plan for paper and files."""
        name = shortened(str(self.journal.decided("start", "team").get("name") or ""))
        found = [(one.title, one.compared([self.journal], self.words.code)) for one in self.asked_again]
        titles = {one.name: one.title for one in self.exercises.values()}
        compared = [(title, table) for title, table in found if table]
        return OwnPlan(self.words, self.plan, titles, self.today(), name, compared)
