"""Turns declarations (settings, questions, cards) into the fields of a form in the reader's language."""

from collections.abc import Mapping

from kit.divisions import Division
from kit.evidence import Card
from kit.messages import Message, _
from kit.parameters import Parameter, unit_of_one
from kit.wording import Language, digits_of

LONGEST_CHOICE = 3  # more options than this become a list

TOO_LONG = _("At most {most} characters fit here; this has {length}. The last change is not stored yet.")
MOVE = _("Move one person from “{from}” to “{to}”")
PEOPLE_PER_ROLE = _("People per role (nobody is added or dismissed)")
LEFT = _("left for administration and everything else")
LESS, MORE, TAKE = (
    _("less for “{part}”"),
    _("more for “{part}”"),
    _("Take a block away with −, put it elsewhere with +."),
)
CERTAINTY = {
    "H": _("well supported"),
    "M": _("second-hand or partly supported"),
    "L": _("weakly supported"),
    "A": _("assumption, nobody measured it"),
}


def field(say: Language, parameter: Parameter, label: Message | None = None) -> dict:
    """A slider, a few buttons or a list, as the parameter needs it."""
    made = {"name": parameter.name, "label": say.say(label or parameter.label)}
    if parameter.choices:
        kind = "choice" if len(parameter.choices) <= LONGEST_CHOICE else "select"
        return made | {"kind": kind, "options": options(say, parameter)}
    return made | {
        "kind": "range",
        "low": parameter.low,
        "high": parameter.high,
        "step": parameter.step,
        "unit": say.say(parameter.unit) if parameter.unit else "",
        "unit_of_one": say.say(unit_of_one(parameter.unit)) if parameter.unit else "",
        "digits": digits_of(parameter),
        "percent": parameter.percent,
        "whole": isinstance(parameter.default, int),
        "zero": say.say(parameter.zero) if parameter.zero else "",
    }


def options(say: Language, parameter: Parameter) -> list[dict]:
    """The choices of a parameter; a choice that stands for a figure says it."""
    return [
        {
            "key": one.key,
            "label": say.say(one.label) + (f" ({say.percent(one.figure, 1)})" if one.figure is not None else ""),
        }
        for one in parameter.choices
    ]


def division(say: Language, declared: list[Parameter]) -> dict:
    """People over roles: one moves from a role to its neighbour, so the total stays."""
    return {
        "kind": "division",
        "name": "people",
        "label": say.say(PEOPLE_PER_ROLE),
        "move": say.say(MOVE),
        "low": declared[0].low,
        "high": declared[0].high,
        "parts": [{"key": one.name, "label": say.say(one.label)} for one in declared],
    }


def portions(say: Language, declared: Division, name: str, most: Mapping[str, int] | None = None) -> dict:
    """Sliders that divide a total; what is left over is shown, and nobody can give more than there is, or than `most` for a part."""
    return {
        "kind": "portions",
        "name": name,
        "label": say.say(declared.label),
        "left": say.say(LEFT),
        "total": declared.total,
        "portion": declared.portion,
        "unit": say.say(declared.unit),
        "unit_of_one": say.say(unit_of_one(declared.unit)),
        "parts": [
            {"key": one.key, "label": say.say(one.label), "most": (most or {}).get(one.key, declared.total)}
            for one in declared.parts
        ],
    }


def blocks(say: Language, declared: Division, name: str) -> dict:
    """The same as `portions`, drawn as blocks in piles, one for each part."""
    drawn = {"blocks": True, "less": say.say(LESS), "more": say.say(MORE), "help": say.say(TAKE)}
    return portions(say, declared, name) | drawn


def text_field(say: Language, name: str, label: Message, longest: int, kind: str = "text") -> dict:
    """A line or a box for free text; a text that is too long is said, never cut."""
    return {"kind": kind, "name": name, "label": say.say(label), "longest": longest, "too_long": say.say(TOO_LONG)}


def card(say: Language, one: Card) -> dict:
    """The lines of an evidence card: figure, source, certainty and what speaks against it (the claim is its title)."""
    named = [
        (_("Figure:"), one.figure),
        (_("Source:"), one.source),
        (_("Certainty:"), say.say(CERTAINTY[one.certainty])),
        (_("Against it:"), one.counter),
        (_("In this kit:"), one.use),
    ]
    return {"lines": [{"label": say.say(label), "text": said} for label, said in named if said]}
