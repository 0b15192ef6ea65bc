"""`commit()`: one step we take. Who, what, by when. It is one of the steps of the plan, and the same decisions."""

import datetime
from collections.abc import Mapping

from markupsafe import Markup

from kit.commitments import COMMITMENT, read_day
from kit.messages import _
from kit.screen.fields import text_field
from kit.screen.plan_link import plan_link
from kit.screen.step import Step
from kit.screen.text import lines, show, text

LONGEST_STEP, LONGEST_NAME = 500, 100

WHAT = _("What do we do? (one step, small enough to begin with this week)")
WHO = _("Who does it?")
UNTIL = _("By when?")
IDEAS = _("If you need an idea:")
NOTED = _("Noted: {who} – {what} – by {until}.")
MISSING = _("To make this step happen, you still need: {missing}.")
MISSING_PARTS = {"what": _("what"), "who": _("who"), "until": _("by when")}
PAST = _("{date} has already passed; choose a day to come.")
NO_DATE = _("“{value}” is not a date; choose one in the calendar or type it like {example}.")


class Commit(Step):
    verb = "commit"
    invitation = _("Open the one step")

    def build(self) -> list:
        words = self.page.words
        fields = [
            text_field(words, "what", WHAT, LONGEST_STEP, "textarea"),
            text_field(words, "who", WHO, LONGEST_NAME),
            {"kind": "date", "name": "until", "label": self.say(UNTIL)},
        ]
        self.entry = self.form(groups=[{"fields": fields}], values=self.decided)
        self.entry.observe(lambda _change: self._check(), "values")
        self.noted, self.plan = text(), text()
        self._check()
        ideas = Markup("<p>{}</p><ul>{}</ul>").format(
            self.say(IDEAS),
            Markup().join(Markup("<li>{}</li>").format(self.say(one)) for one in self.page.exercise.first_steps),
        )
        return [self.entry, self.noted, self.plan, text(ideas)]

    def refresh(self) -> None:
        self.entry.values = self.decided
        self._check()

    def _check(self) -> None:
        values = self.entry.values
        is_begun = is_noted(values)
        found = said(self.page.words, values, self.page.today()) if is_begun else []
        show(self.noted, lines(*found, kind="kit-guess") if found else "")
        show(self.plan, plan_link(self.page, is_begun))


def is_noted(decided: Mapping) -> bool:
    """Whether anything of a commitment was said."""
    return any(str(decided.get(part) or "").strip() for part in COMMITMENT)


def said(words, values: dict, today: datetime.date) -> list[str]:
    """A commitment as sentences: what is noted, what is missing, what is wrong with the date."""
    values = {part: str(values.get(part) or "").strip() for part in MISSING_PARTS}
    until = read_day(values["until"])
    complete = until and all(values.values())
    noted = [words.say(NOTED, who=values["who"], what=values["what"], until=words.date(until))] if complete else []
    return noted + wanting(words, values, today)


def wanting(words, values: dict, today: datetime.date) -> list[str]:
    """What is missing of a commitment, or wrong with its date; nothing where all is well."""
    missing = [words.say(MISSING_PARTS[part]) for part in COMMITMENT if not values[part]]
    if missing:
        return [words.say(MISSING, missing=", ".join(missing))]
    until = read_day(values["until"])
    if until is None:
        return [words.say(NO_DATE, value=values["until"][:40], example=today.isoformat())]
    return [words.say(PAST, date=words.date(until))] if until < today else []
