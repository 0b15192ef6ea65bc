"""For groups who play without a screen: the sheets to print, and the short form for their result."""

from ipywidgets import Widget

from kit.exercises.role_chain.cases import Case
from kit.exercises.role_chain.game import is_sold_to
from kit.exercises.role_chain.paper import paper
from kit.exercises.role_chain.screen_end import ANSWERED, AT_EASE, SOLD, loss
from kit.messages import _
from kit.parameters import Parameter, decided_or_default
from kit.screen.fields import field
from kit.screen.step import Step
from kit.screen.text import lines, show, text
from kit.widgets.page import Sheet

QUESTIONS = 8
ON_PAPER = _("Without a screen: print the sheets, type in the result")
MAKE = _("Make the sheets for this customer (they tell the player everything)")
OPEN, KEEP = _("Open the sheets to print"), _("Keep them as a file")
USE_PAPER = _("Use the loss on paper in the laboratory")
NOTHING_COUNTED = _("Enter first how many facts were known before the handovers and how many arrived.")
COUNTS = (
    Parameter(_("facts known before the three handovers, added up"), 0, 0, 36, name="known"),
    Parameter(_("of these arrived, added up"), 0, 0, 36, name="arrived"),
    Parameter(_("questions answered"), 0, 0, QUESTIONS, name="right"),
    Parameter(_("times asked again"), 0, 0, QUESTIONS, name="again"),
    Parameter(_("promises broken"), 0, 0, QUESTIONS, name="broken"),
)
MORE_ARRIVED = _("More facts arrived ({arrived}) than were known ({known}); please count again.")
TOO_MANY = _("The customer asks {all} questions; you have {sum} answers. Please count again.")


class OnPaper:
    """A folded part of the game's table; `case()` is the customer chosen there, `use(share)` takes the loss to the laboratory."""

    def __init__(self, step: Step, case, use):
        self.step, self.say, self.case, self.use = step, step.say, case, use
        fields = [field(step.page.words, one) for one in COUNTS]
        place = step.place | {"step": "paper"}
        decided = step.page.decided("paper")
        values = {one.name: int(decided_or_default(decided, one)) for one in COUNTS}
        actions = [{"key": key, "label": self.say(label)} for key, label in (("make", MAKE), ("use", USE_PAPER))]
        self.form = step.form(
            place=place,
            groups=[{"title": self.say(ON_PAPER), "fields": fields}],
            values=values,
            actions=actions,
            on_action=self._pressed,
        )
        self.form.observe(lambda _change: self._show(), "values")
        self.sheet = Sheet(label=self.say(OPEN), keep=self.say(KEEP))
        self.result = text()
        self._show()
        self.parts: list[Widget] = [self.form, self.sheet, self.result]

    @property
    def lost_share(self) -> float | None:
        """The share of facts that did not arrive, or None while there is nothing sensible to say."""
        counts = self.form.values
        return 1 - counts["arrived"] / counts["known"] if 0 < counts["known"] >= counts["arrived"] else None

    def _pressed(self, key, _values) -> None:
        if key == "make":
            self._make()
        elif self.lost_share is not None:
            self.use(round(self.lost_share, 2))
        elif not self.form.message:
            self.form.message = self.say(NOTHING_COUNTED)

    def _make(self) -> None:
        case: Case = self.case()
        self.sheet.file_name = f"pair-selling-{case.key}.html"
        self.sheet.html = paper(self.step.page.words, case)

    def _show(self) -> None:
        counts = self.form.values
        answers = counts["right"] + counts["again"] + counts["broken"]
        self.form.message = ""
        if counts["arrived"] > counts["known"]:
            self.form.message = self.say(MORE_ARRIVED, arrived=counts["arrived"], known=counts["known"])
        elif answers > QUESTIONS:
            self.form.message = self.say(TOO_MANY, all=QUESTIONS, sum=answers)
        sold = is_sold_to(counts["broken"], counts["again"])
        sentences = []
        if answers and not self.form.message:
            outcome = {name: counts[name] for name in ("right", "again", "broken")}
            sentences = [self.say(ANSWERED, all=answers, **outcome), self.say(SOLD if sold else AT_EASE)]
        if self.lost_share is not None:
            sentences.append(loss(self.step.page.words, self.lost_share))
        show(self.result, lines(*sentences, kind="kit-guess"))
