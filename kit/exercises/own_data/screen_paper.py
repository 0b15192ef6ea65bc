"""The results on paper and as a table: sentences and figures, complete in themselves, and not one row of the list."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from kit.contract import Said
from kit.exercises.own_data.screen_look import Look
from kit.messages import _
from kit.report.spreadsheet import spreadsheet
from kit.wording import Language

TITLE = _("Your own customers")
MADE = _("Made on {date}. Results only: no customer, no seller and no single order stands here.")
WHAT, VALUE, UNIT = _("what"), _("value"), _("unit")
PICTURE = _("picture")
LOOKS = """body { font: 11pt/1.45 system-ui, 'DejaVu Sans', sans-serif; color: #222; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 20pt; margin: 0 0 .3rem; } h2 { font-size: 13pt; margin: 1.4rem 0 .2rem; break-after: avoid; } p { margin: .2rem 0; }
.said { font-weight: 600; } .note { color: #595959; font-size: 9.5pt; } section { break-inside: avoid-page; }
table { border-collapse: collapse; font-size: 9.5pt; margin: .4rem 0; } td, th { text-align: left; padding: .1rem .8rem .1rem 0; border-bottom: 1px solid #d5d9dd; }
td + td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .bar { width: 9rem; } .bar i { display: block; height: .6rem; background: #0072b2; }
@page { size: A4; margin: 16mm; }"""
PAGE = Markup(
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{}</title>'
    "<style>{}</style></head><body><h1>{}</h1><p class='note'>{}</p>{}</body></html>"
)
PER_CENT = "%"


def results_page(words: Language, shown: Sequence[Look], today: datetime.date) -> str:
    """A page of its own that prints: each picture's sentence, its figures as a table with bars, and what must be known of it."""
    title = words.say(TITLE)
    made = words.say(MADE, date=words.date(today))
    parts = Markup().join(_section(words, one) for one in shown)
    return str(PAGE.format(words.code, title, Markup(LOOKS), title, made, parts))


def _section(words: Language, one: Look) -> Markup:
    notes = Markup().join(Markup('<p class="note">{}</p>').format(words.said(note)) for note in one.notes)
    rows = Markup().join(_row(words, *figure) for figure in one.figures)
    figures = Markup("<table>{}</table>").format(rows) if rows else Markup()
    return Markup('<section><h2>{}</h2><p class="said">{}</p>{}{}</section>').format(
        words.say(one.title), words.say(one.said), figures, notes
    )


def _row(words: Language, what: Said, value: float, unit: Said) -> Markup:
    is_share = unit == PER_CENT
    written = (
        words.percent(value / 100)
        if is_share
        else f"{words.number(value, 0 if abs(value) >= 100 else 1)} {_unit(words, unit)}"
    )
    bar = (
        Markup('<td class="bar"><i style="width: {:.0f}%"></i></td>').format(min(100.0, value))
        if is_share
        else Markup("<td></td>")
    )
    return Markup("<tr><td>{}</td><td>{}</td>{}</tr>").format(words.say(what), written.strip(), bar)


def _unit(words: Language, unit: Said) -> str:
    return words.said(unit) if unit else ""


def spreadsheet_of(words: Language, shown: Sequence[Look]) -> str:
    """The figures as CSV that a spreadsheet in this language opens by a double click."""
    rows: list[list[Said]] = [[PICTURE, WHAT, VALUE, UNIT]]
    rows += [[one.title, what, float(value), unit] for one in shown for what, value, unit in one.figures]
    return spreadsheet(words, rows)
