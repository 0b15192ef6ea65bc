"""What pay plans would have paid for the firm's own quarters; and, clearly apart, what the kit's model expects people to do under them."""

import textwrap
from collections.abc import Sequence

from ipywidgets import VBox, Widget
from markupsafe import Markup

from kit.contract import COMMA, PlanPaid
from kit.deals.quarters import quarters
from kit.errors import KitError
from kit.exercise import Exercise
from kit.exercises.own_data.screen_asked import SELLERS, Asked
from kit.exercises.own_data.screen_step import DataStep
from kit.exercises.own_data.steps import PAY
from kit.groups import setting_decided
from kit.messages import Message, _
from kit.parameters import Parameter, Shown, restored
from kit.pictures import labels_of
from kit.screen.pictures import live_chart
from kit.screen.text import heading, lines, table, text

WHY_ASK = _("A quota counts for one seller, so the kit has to know how many there are; it takes them as equal.")
COUNT = _("Work it out")
EURO, LONGEST_NAME = "EUR", 30  # characters of a plan's name in a line
CENTS = Parameter(Message(""), 0.0, step=0.1)
SAID = _("In the last {count} full quarters your own plan would have paid {cents}.")
CENTS_PER = _("{cents} cents {what}")
NO_NEW, NO_KEPT = _("There was no new revenue then."), _("There was no kept revenue then.")
SHOWN = _("Two marks for each plan on a line of shares: what it pays per euro of new and per euro of kept revenue.")
ON_NEW, ON_KEPT = _("per euro of new revenue"), _("per euro of kept revenue")
PAID_SHARE = _("paid to sellers")
LABELS = {"x": PAID_SHARE, "format": ".0%", "series": (ON_NEW, ON_KEPT)}
HEAD = (
    _("Plan"),
    _("cents per new euro"),
    _("cents per kept euro"),
    _("fixed and other pay, a quarter"),
    _("all pay, a quarter"),
)
PAST = _(
    "The past as it was: the same orders under every plan. Reports and days of helping are in no list, so what plans pay for them is left out; losses are derived."
)
OWN_FROM = _("Your own plan is the old plan that stands in “{exercise}”; change it there, and come back.")
BEHAVIOUR = _("Apart from that: what the kit’s model expects people to do")
BEHAVIOUR_NOTE = _(
    "No past here, and nothing of your list: a model of somebody who looks after their own pay, with the assumptions that stand in “{exercise}”. It says what the plan draws people to, not what yours will do."
)
BEHAVIOUR_HEAD = (_("Plan"), _("days for new customers"), _("days for existing customers"))
OF_DAYS = _("of {days} days a quarter")
OTHER_MONEY = _(
    "Your list is in {currency}; plans count euros here, with the same number for one unit of your currency."
)


class Plans(DataStep):
    """The back-test, once the number of sellers is known."""

    verb = PAY

    def build(self) -> list[Widget]:
        self.asked, self.result = Asked(self, margin=False), VBox()
        self.entry = self.form(
            place={},
            groups=[{"fields": self.asked.fields}],
            values=self.asked.values,
            actions=[{"key": "count", "label": self.say(COUNT), "primary": True}],
            on_action=self._count,
        )
        if SELLERS in self.loaded.asked:
            self._show()
        return [text(lines(self.say(WHY_ASK))), self.entry, self.result]

    def _count(self, _key: str, values: dict) -> None:
        self.entry.message = self.asked.take(values)
        if not self.entry.message and SELLERS in self.loaded.asked:
            self._show()

    def _show(self) -> None:
        try:
            past = quarters(self.loaded.deals)
        except KitError as error:
            self.result.children = [text(lines(self.page.words.say(error), kind="kit-guess"))]
            return
        names = ("new_eur", "kept_eur", "customers", "lost", "early_eur")
        arrays = {name: getattr(past, name) for name in names}
        shown = []
        for exercise in self.page.exercises.values():
            if exercise.paid:
                setting = restored(exercise.setting, setting_decided(exercise, self.page.journal))[0]
                paid = exercise.paid(setting, arrays, self.loaded.asked[SELLERS])
                shown += self._exercise(exercise, paid, len(past.starts))
        self.result.children = shown

    def _exercise(self, exercise: Exercise, paid: Sequence[PlanPaid], count: int) -> list[Widget]:
        words, title = self.page.words, {"exercise": exercise.title}
        own = next(one for one in paid if one.is_own)
        chart = live_chart(words, "ranges", labels_of(words, LABELS), SHOWN)
        chart.show(self._rows(paid), self._said(own, count))
        currency = self.loaded.deals.currency
        notes = [self.say(PAST), self.say(OWN_FROM, **title)]
        notes += [self.say(OTHER_MONEY, currency=currency)] if currency != EURO else []
        behaviour = heading(self.say(BEHAVIOUR)) + lines(self.say(BEHAVIOUR_NOTE, **title)) + self._behaviour(paid)
        apart = text(behaviour)
        apart.add_class("kit-apart")
        picture = VBox([chart])
        picture.add_class("kit-own-picture")
        return [picture, text(self._table(paid) + lines(*notes, kind="kit-note")), apart]

    def _said(self, own: PlanPaid, count: int) -> str:
        """What the own plan would have paid per euro; of a kind of revenue that there was not, that there was none."""
        known = [(one, value) for one, value in ((ON_NEW, own.per_new), (ON_KEPT, own.per_kept)) if value is not None]
        said = [self.say(CENTS_PER, cents=Shown(CENTS, 100 * value), what=one) for one, value in known]
        missing = [self.say(one) for one, value in ((NO_NEW, own.per_new), (NO_KEPT, own.per_kept)) if value is None]
        return " ".join([self.say(SAID, count=count, cents=Message(COMMA.join(said))), *missing])

    def _cents(self, value: float | None) -> str:
        return "–" if value is None else self.page.words.number(100 * value, 1)

    def _rows(self, paid: Sequence[PlanPaid]) -> dict:
        columns = {name: [] for name in ("row", "place", "series", "value", "low", "high")}
        for place, one in enumerate(paid):
            known = [pair for pair in ((ON_NEW, one.per_new), (ON_KEPT, one.per_kept)) if pair[1] is not None]
            for series, value in known:
                name = "\n".join(textwrap.wrap(self.page.words.said(one.plan), LONGEST_NAME))
                row = (name, place, self.say(series), round(value, 4), None, None)
                for column, cell in zip(columns, row, strict=True):
                    columns[column].append(cell)
        return columns

    def _table(self, paid: Sequence[PlanPaid]) -> Markup:
        words = self.page.words
        rows = [
            [
                words.said(one.plan),
                self._cents(one.per_new),
                self._cents(one.per_kept),
                words.number(one.rest_eur),
                words.number(one.total_eur),
            ]
            for one in paid
        ]
        return Markup('<div class="kit-wide">{}</div>').format(
            table([self.say(one) for one in HEAD], rows, "kit-plans-table")
        )

    def _behaviour(self, paid: Sequence[PlanPaid]) -> Markup:
        words = self.page.words
        rows = [[words.said(one.plan), *(words.number(days) for days in one.behaviour[:2])] for one in paid]
        head = [self.say(one) for one in BEHAVIOUR_HEAD]
        head[1:] = [f"{one} ({self.say(OF_DAYS, days=paid[0].behaviour[2])})" for one in head[1:]]
        return Markup('<div class="kit-wide">{}</div>').format(table(head, rows, "kit-plans-table"))
