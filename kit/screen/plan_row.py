"""A step of the plan, to be changed where it stands: the decisions of its exercise, or those of the plan."""

from collections.abc import Callable

from ipywidgets import VBox
from markupsafe import Markup

from kit.commitments import COMMITMENT, Commitment
from kit.contract import notebook_of
from kit.messages import _
from kit.report.own_plan import HEAD, NEXT_STEP, WITHOUT
from kit.screen.commit import LONGEST_NAME, LONGEST_STEP, wanting
from kit.screen.fields import text_field
from kit.screen.text import lines, show, text
from kit.widgets.scroll_to import ScrollTo

REMOVE = _("Remove this step")
SURE, YES, NO = _("Remove “{what}” from the plan? There is no way back."), _("Yes, remove it"), _("No, keep it")
SURE_EMPTY = _("Remove this step from the plan?")


class PlanRow:
    """`box` shows one step; `on_removed(commitment)` is called after somebody has said yes."""

    def __init__(self, page, step: Commitment, on_removed: Callable[[Commitment], None]):
        self.page, self.say, self.step, self._on_removed = page, page.say, step, on_removed
        self.title, self.remarks = text(), text()
        self.form = page.form(place=step.place, on_action=lambda _key, _values: self._ask())
        self.box, self.after = VBox([self.title, self.form, self.remarks]), ScrollTo()
        self.box.add_class("kit-plan-row")
        self.say_anew()
        self.show(step)

    def say_anew(self) -> None:
        """Labels and buttons."""
        words, name = self.page.words, self.step.name
        self.form.label = self._title()
        self.form.groups = [
            {
                "fields": [
                    text_field(words, name("what"), HEAD["what"], LONGEST_STEP, "textarea") | {"rows": 2},
                    text_field(words, name("who"), HEAD["who"], LONGEST_NAME),
                    {"kind": "date", "name": name("until"), "label": self.say(HEAD["until"])},
                ]
            }
        ]
        self.form.actions = [{"key": "remove", "label": self.say(REMOVE)}]

    def show(self, step: Commitment) -> None:
        """Stand where the journal stands; what somebody is typing stays."""
        self.step = step
        decided = self.page.journal.decided(*step.place.values())
        self.form.values = {step.name(part): str(decided.get(step.name(part)) or "") for part in COMMITMENT}
        self.remark(step)

    def remark(self, step: Commitment) -> None:
        """What is missing, what is wrong with the date, and what came of it."""
        self.step = step
        values = {part: getattr(step, part) for part in COMMITMENT}
        show(self.title, Markup("<h3>{}</h3>").format(self._linked()))
        show(
            self.remarks,
            lines(*([] if step.result else wanting(self.page.words, values, self.page.today())), kind="kit-guess"),
        )

    def _title(self) -> str:
        exercise = self.page.exercises.get(self.step.exercise)
        said = self.say(exercise.title if exercise else WITHOUT)
        return f"{said} · {self.say(NEXT_STEP)}" if self.step.follows else said

    def _linked(self) -> Markup:
        """The title; that of an exercise leads to where its step is asked for."""
        exercise = self.page.exercises.get(self.step.exercise)
        if exercise is None or self.step.is_added:
            return Markup("{}").format(self._title())
        return Markup('<a href="{}#{}">{}</a>').format(notebook_of(exercise), self.step.place["step"], self._title())

    def _ask(self) -> None:
        what = " ".join(self.step.what.split())
        question = self.say(SURE, what=what[:80]) if what else self.say(SURE_EMPTY)
        self.form.ask(question, self.say(YES), self.say(NO), lambda: self._on_removed(self.step))


class PlanRows:
    """Rows of steps, made once each: whoever types in one keeps it while others come and go. `box` shows them.

    A row never moves by itself: `show` puts new ones at the end, `sort` makes the order that of the dates.
    """

    def __init__(self, page, on_changed: Callable[[], None]):
        self.page, self._on_changed = page, on_changed
        self.rows: dict[str, PlanRow] = {}
        self.before = ScrollTo()
        self.box = VBox([self.before])

    def show(self, steps: tuple[Commitment, ...], sort: bool = False) -> None:
        """Show these steps, given by date."""
        known = {one.key: one for one in steps}
        kept = [key for key in self.rows if key in known]
        order = list(known) if sort else [*kept, *(key for key in known if key not in self.rows)]
        gone = [row for key, row in self.rows.items() if key not in known]
        self.rows = {key: self.rows.get(key) or PlanRow(self.page, known[key], self._remove) for key in order}
        for key, row in self.rows.items():
            row.show(known[key])
        boxes = (self.before, *(one for row in self.rows.values() for one in (row.box, row.after)))
        if boxes != self.box.children:
            self.box.children = boxes
        for row in gone:
            row.box.close()

    def remark(self, steps: tuple[Commitment, ...]) -> None:
        """Say what there is to say of these steps while somebody changes them."""
        for one in steps:
            if one.key in self.rows:
                self.rows[one.key].remark(one)

    def say_anew(self) -> None:
        """Labels and buttons of all rows."""
        for row in self.rows.values():
            row.say_anew()

    @property
    def order(self) -> list[str]:
        """The keys of the steps as they stand now."""
        return list(self.rows)

    def look_at_last(self) -> None:
        """Lead sight and keyboard to the row that was added last: to the place before it, which the browser has drawn already."""
        *_others, place = [self.before, *(row.after for row in self.rows.values())][:-1] or [self.before]
        place.look()

    def _remove(self, step: Commitment) -> None:
        for (exercise, name), decisions in step.removed().items():
            self.page.decide(exercise, name, decisions)
        self._on_changed()
