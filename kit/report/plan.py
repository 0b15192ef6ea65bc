"""The steps that groups want to take: all of them as a table with what came of them, and those that come first."""

import datetime
from collections.abc import Callable, Sequence

from kit.commitments import CHECK_DAYS, ActionPlan, Commitment
from kit.exercises import exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import _
from kit.report.own_plan import RESULT_LABELS, WITHOUT
from kit.report.texts import by_when, grid, short
from kit.wording import Language

LONGEST_WHO, LONGEST_STEP, LONGEST_BROUGHT = 120, 600, 300
LONGEST_FIRST, LONGEST_OWNER, LONGEST_NAME = 100, 40, 24  # on page one

HEAD = _("Group"), _("Exercise"), _("What we do"), _("Who"), _("By when")
CHECK = _("After 30 days, on {date}: done? What did it bring?")
ON_DAY = _("on {date}")
NOTHING = "–"


class Plan:
    """`cell(*groups, named)` makes the cell that says whose a row is."""

    def __init__(self, words: Language, session: Session, cell: Callable[..., dict]):
        self.words, self.say, self.session, self.cell = words, words.say, session, cell
        self.titles = {name: one.title for name, one in exercises().items()}

    def table(self, today: datetime.date) -> tuple[dict, tuple[Group, ...]]:
        """All steps by exercise, those of none last, with what came of them, and the groups whose steps cannot be read."""
        plans, left_out = self._plans(today)
        places = [*self.titles, ""]
        steps = [(group, plan, step) for group, plan in plans for step in plan.steps]
        usual = today + datetime.timedelta(days=CHECK_DAYS)
        rows = [
            [
                self.cell(group),
                self.say(self.titles.get(step.exercise, WITHOUT)),
                short(step.what, LONGEST_STEP) or NOTHING,
                short(step.who, LONGEST_WHO) or NOTHING,
                by_when(self.words, step, today, LONGEST_WHO) or NOTHING,
                self._came(plan, step, usual),
            ]
            for group, plan, step in sorted(steps, key=lambda one: places.index(one[2].exercise))
        ]
        check = self.say(CHECK, date=self.words.date(usual))
        return grid([*(self.say(one) for one in HEAD), check], rows, "plan"), left_out

    def first(self, today: datetime.date) -> list[dict]:
        """All steps in few words, those with a date first and in its order."""
        plans, _left_out = self._plans(today)
        steps = [(group, step) for group, plan in plans for step in plan.steps]
        return [
            {
                "what": short(step.what, LONGEST_FIRST) or NOTHING,
                "who": short(step.who, LONGEST_OWNER) or NOTHING,
                "until": by_when(self.words, step, today, LONGEST_OWNER) or NOTHING,
                "group": self._called(group),
            }
            for group, step in sorted(steps, key=lambda one: one[1].day or datetime.date.max)
        ]

    def _plans(self, today: datetime.date) -> tuple[list[tuple[Group, ActionPlan]], tuple[Group, ...]]:
        def plans(groups: Sequence[Group]) -> list[tuple[Group, ActionPlan]]:
            return [(group, group.plan(self.titles, today)) for group in groups]

        made, left_out = without_damaged(plans, self.session.groups)
        return made or [], left_out

    def _came(self, plan: ActionPlan, step: Commitment, usual: datetime.date) -> str | list[str]:
        """What the check came to; before it, the day of a group that counts from another one."""
        if step.result or step.brought:
            said = self.say(RESULT_LABELS[step.result]) if step.result else ""
            return [one for one in (said, short(step.brought, LONGEST_BROUGHT)) if one]
        day = plan.check_day
        return self.say(ON_DAY, date=self.words.date(day)) if day and day != usual else ""

    def _called(self, group: Group) -> dict:
        """Number and name, if names are shown at all, in a narrow column."""
        known = self.cell(group)
        return known | {"groups": [one | {"name": short(one["name"], LONGEST_NAME)} for one in known["groups"]]}
