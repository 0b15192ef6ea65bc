"""The firm in pictures: each with one sentence above it and what must be known about it below; and all of it on paper or as a table."""

from collections.abc import Callable

from ipywidgets import VBox, Widget

from kit.deals.book import Deals
from kit.errors import KitError
from kit.exercises.own_data.screen_look import Look
from kit.exercises.own_data.screen_money import CHARTS as CHARTS_OF_MONEY
from kit.exercises.own_data.screen_money import LOOKS as OF_MONEY
from kit.exercises.own_data.screen_paper import results_page, spreadsheet_of
from kit.exercises.own_data.screen_staying import CHARTS as CHARTS_OF_CUSTOMERS
from kit.exercises.own_data.screen_staying import LOOKS as OF_CUSTOMERS
from kit.exercises.own_data.screen_step import DataStep
from kit.exercises.own_data.steps import PICTURES
from kit.messages import Message, _
from kit.pictures import labels_of, said
from kit.screen.pictures import live_chart
from kit.screen.specification import prepare
from kit.screen.text import heading, lines, text
from kit.widgets.page import Sheet
from kit.wording import Language

LOOKS: dict[str, tuple[Message, Callable[[Deals], Look]]] = {**OF_CUSTOMERS, **OF_MONEY}
FEWEST_SELLERS = 5
PRINT, KEEP_PAGE, KEEP_TABLE = _("Open for printing"), _("Keep the page"), _("Keep the figures (CSV)")
RESULTS_ONLY = _("Both hold results only, and none of your rows.")
FEW_CUSTOMERS = 30  # nobody's measurement: fewer than this, and the page says that they are few
FEW = _("{count} customers are few: one more or less changes every picture.")
SELLERS = _("{count} sellers stand in the list. More is not said of them, and nobody is ranked.")
FEW_SELLERS = _("Fewer than five sellers stand in the list, so nothing is said of them.")


def look(deals: Deals, key: str) -> Look:
    """One picture; nothing is drawn by force: where there is too little for it, a sentence says what is missing."""
    title, make = LOOKS[key]
    try:
        return make(deals)
    except KitError as error:
        return Look(key, title, error)


def looks(page) -> list[Look]:
    """All pictures, worked out once for a list."""
    known = page.loaded.known
    if "looks" not in known:
        known["looks"] = [look(page.loaded.deals, key) for key in LOOKS]
    return known["looks"]


def sellers_in(deals: Deals) -> int | None:
    """How many sellers stand in the list, where it was asked for and they are enough; else None."""
    count = len(set(deals.owner[deals.owner >= 0].tolist())) if deals.owner is not None else 0
    return count if count >= FEWEST_SELLERS else None


def prepare_figures(words: Language) -> None:
    """Have the charts ready when somebody comes: their labels are the same for every firm."""
    prepare([(kind, labels_of(words, labels)) for kind, labels in (*CHARTS_OF_CUSTOMERS, *CHARTS_OF_MONEY)])


class Figures(DataStep):
    """All pictures below each other; from here on nothing but numbers is in memory."""

    verb = PICTURES

    def build(self) -> list[Widget]:
        self.loaded.settle()
        words = self.page.words
        parts: list[Widget] = [text(lines(*self._few(), *self._sellers()))]
        for one in looks(self.page):
            parts += self._shown(one)
        self.paper = Sheet(
            html=results_page(words, looks(self.page), self.page.today()),
            label=self.say(PRINT),
            keep=self.say(KEEP_PAGE),
            file_name="pair-selling-own-customers.html",
        )
        self.table = Sheet(
            html=spreadsheet_of(words, looks(self.page)),
            kind="text/csv",
            keep=self.say(KEEP_TABLE),
            file_name="pair-selling-own-customers.csv",
        )
        return [*parts, self.paper, self.table, text(lines(self.say(RESULTS_ONLY), kind="kit-note"))]

    def _few(self) -> list[str]:
        deals = self.loaded.deals
        count = len(set(deals.customer[deals.is_won].tolist()))
        return [self.say(FEW, count=count)] if count < FEW_CUSTOMERS else []

    def _sellers(self) -> list[str]:
        if self.loaded.deals.owner is None:
            return []
        count = sellers_in(self.loaded.deals)
        return [self.say(SELLERS, count=count) if count else self.say(FEW_SELLERS)]

    def _shown(self, one: Look) -> list[Widget]:
        words = self.page.words
        title = heading(self.say(one.title))
        if not one.kind:
            return [text(title + lines(words.say(one.said), kind="kit-guess"))]
        chart = live_chart(words, one.kind, labels_of(words, one.labels), one.description)
        chart.show({name: said(words, column) for name, column in one.rows.items()}, words.say(one.said))
        box = VBox([text(title), chart, text(lines(*(words.said(note) for note in one.notes), kind="kit-note"))])
        box.add_class("kit-own-picture")
        box.add_class(f"kit-own-{one.key}")
        return [box]
