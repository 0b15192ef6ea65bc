"""Cheat sheets for whoever leads, with the answers: one page to print for each exercise, made from the guide, and a sheet for observers.

Nothing is said here that the guide does not say: a trainer who changes a sentence there finds it on the sheet. Type gets smaller
where a part of the guide is long, so that each stays one page of A4.
"""

from math import sqrt

from markupsafe import Markup

from kit.exercises import everything
from kit.guide import Guide, Part
from kit.messages import _
from kit.report.templates import template
from kit.wording import Language

OBSERVER, DEBRIEF = "observer", "debrief"  # parts of the guide
LARGEST, SMALLEST = 10.5, 8.0  # type, in points
ROOM = 275_000  # letters times the square of their size (pt) that fill a page; a wide face, as DejaVu Sans, leaves a tenth of it free
MINUTES = 8  # letters of the minutes of a step
COUNTS = 6  # boxes for a tally

SENTENCES = {
    "title": _("Cheat sheets with answers, for whoever leads"),
    "answers": _("with answers"),
    "minutes": _("{minutes} min"),
    "say": _("Say"),
    "expect": _("What to expect (not for the screen)"),
    "what_if": _("What if …"),
    "heads": _("If the numbers do not work out"),
    "group": _("Group or team"),
    "count": _("Count"),
    "write": _("Write down"),
    "sum": _("Sum"),
}


def handouts(words: Language, guide: Guide) -> str:
    """All sheets in one language as one self-contained HTML page: the exercises that the guide knows, the debrief, the observers."""
    keys = [one for one in (*everything(), DEBRIEF) if one in guide.parts and guide.parts[one].rows]
    said = {name: words.say(message, minutes="{minutes}") for name, message in SENTENCES.items()}
    return template("handout.html.j2").render(
        language=words.code,
        words=said,
        sheets=[_sheet(guide.parts[key]) for key in keys],
        observer=_observer(guide.parts.get(OBSERVER)),
        boxes=COUNTS,
    )


def _sheet(part: Part) -> dict:
    return {
        "part": part,
        "minutes": part.minutes,
        "size": _size(part),
        "notes": [*part.objections, *part.notes],
    }


def _size(part: Part) -> float:
    """The size of the type: the longer the text, the smaller, between the two that are readable."""
    pieces = [
        part.title,
        part.aim,
        part.heads,
        *(piece for row in part.rows for piece in (row.step, row.say, row.expect)),
        *(piece for pair in (*part.objections, *part.notes) for piece in pair),
    ]
    letters = sum(len(Markup(one).striptags()) for one in pieces) + MINUTES * len(part.rows)
    return round(min(LARGEST, max(SMALLEST, sqrt(ROOM / max(1, letters)))), 1)


def _observer(part: Part | None) -> dict | None:
    """The observers' sheet: what its first list says is counted, what the second says is written down."""
    if part is None or not part.lists:
        return None
    count, *more = part.lists
    return {"part": part, "count": count, "write": more[0] if more else ()}
