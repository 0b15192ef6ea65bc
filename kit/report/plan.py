"""The steps that groups want to take: all of them as a table to fill in later, and those that come first."""

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from kit.exercise import Exercise
from kit.exercises import exercises
from kit.groups import Group, Session, without_damaged
from kit.messages import _
from kit.report.texts import grid, short
from kit.wording import Language

CHECK_DAYS = 30
LONGEST_WHO, LONGEST_STEP = 120, 600
LONGEST_FIRST, LONGEST_OWNER, LONGEST_NAME, NO_DAY = 100, 40, 24, "9999"  # on page one; what has no date comes last

HEAD = _("Group"), _("Exercise"), _("What we do"), _("Who"), _("By when")
CHECK = _("After 30 days, on {date}: done? What did it bring?")
NOTHING = "–"


class Plan:
    """`cell(*groups, named)` makes the cell that says whose a row is."""

    def __init__(self, words: Language, session: Session, cell: Callable[..., dict]):
        self.words, self.say, self.session, self.cell = words, words.say, session, cell

    def table(self, today: datetime.date) -> tuple[dict, tuple[Group, ...]]:
        """All steps with a column for what came of them, and the groups whose steps cannot be read."""
        made = [
            without_damaged(partial(self._steps, exercise), self.session.groups) for exercise in exercises().values()
        ]
        rows = [
            [
                self.cell(group),
                self.say(exercise.title),
                short(step["what"], LONGEST_STEP) or NOTHING,
                short(step["who"], LONGEST_WHO) or NOTHING,
                self._until(step["until"]) or NOTHING,
                "",
            ]
            for some, _left_out in made
            for exercise, group, step in some or []
        ]
        check = self.say(CHECK, date=self.words.date(today + datetime.timedelta(days=CHECK_DAYS)))
        left_out = tuple(group for _some, groups in made for group in groups)
        return grid([*(self.say(one) for one in HEAD), check], rows, "plan"), left_out

    def first(self) -> list[dict]:
        """All steps in few words, those with a date first and in its order."""
        found = [
            step
            for exercise in exercises().values()
            for step in without_damaged(partial(self._steps, exercise), self.session.groups)[0] or []
        ]
        return [
            {
                "what": short(step["what"], LONGEST_FIRST) or NOTHING,
                "who": short(step["who"], LONGEST_OWNER) or NOTHING,
                "until": short(self._until(step["until"]), LONGEST_OWNER) or NOTHING,
                "group": self._called(group),
            }
            for _exercise, group, step in sorted(found, key=lambda one: _order(one[2]["until"]))
        ]

    def _called(self, group: Group) -> dict:
        """Number and name, if names are shown at all, in a narrow column."""
        known = self.cell(group)
        return known | {"groups": [one | {"name": short(one["name"], LONGEST_NAME)} for one in known["groups"]]}

    @staticmethod
    def _steps(exercise: Exercise, groups: Sequence[Group]) -> list[tuple[Exercise, Group, dict]]:
        return [(exercise, group, step) for group in groups if (step := group.commitment(exercise))]

    def _until(self, typed: str) -> str:
        try:
            return self.words.date(datetime.date.fromisoformat(typed))
        except ValueError:
            return short(typed, LONGEST_WHO)


def _order(typed: str) -> str:
    try:
        return datetime.date.fromisoformat(typed).isoformat()
    except ValueError:
        return NO_DAY
