"""Proposals on the table of “The board meeting”: the private form with what the own department reckons, and all of them revealed."""

from collections.abc import Mapping

import numpy as np
from markupsafe import Markup

from kit.exercises.redesign.facts import plan as said_plan
from kit.exercises.redesign.facts import shown
from kit.exercises.redesign.game import Game, Seat
from kit.exercises.redesign.game_figures import aim, figures, in_sight
from kit.exercises.redesign.game_paths import BUDGET_EUR, COSTS_EUR, YEARS, Path, cost_eur
from kit.exercises.redesign.roles import AIMS, NAMES, ROLES
from kit.exercises.redesign.screen_seats import face, wish
from kit.exercises.redesign.setting import LEVER_LABELS, LEVERS, NEW_LABELS, OLD_LABELS
from kit.messages import Message, _
from kit.screen.text import lines, table
from kit.wording import Language

FIELD = Message("{lever}: {old} → {new} ({eur} EUR)")  # the same in every language
OPTION = Message("{lever} ({eur} EUR)")
IN_YEAR, NEVER = _("in year {year}"), _("not at all")
PULLED_BEFORE = _("Pulled already: {levers}.")
RECKONS = _("{figure}: your department reckons with {value}; in 8 of 10 games {low} to {high}.")
ONLY_YOU = _("{wish}. Only you see what your department reckons.")
TAKEN = _("Takes {eur} of {budget} EUR.")
TOO_MUCH = _("{more} EUR more than the budget of {budget} EUR.")
LEVER, COST_HEAD = _("Lever"), _("Takes, EUR")
AIM_OF, IN_SIGHT, MISSED, REACHED = _("Aim of {role}"), _("in sight"), _("missed"), _("reached")
NEAR = _("on the edge")
YEAR_SHORT = _("year {year}")
RULE = _(
    "In sight: on average of many games this proposal reaches the aim. On the edge: the aim lies within what 8 of 10 games come to, so luck has a say."
)


def lever_field(words: Language, lever: str) -> str:
    """A lever with what it changes and what it takes."""
    named = {"lever": LEVER_LABELS[lever], "old": OLD_LABELS[lever], "new": NEW_LABELS[lever]}
    return _at_the_start(words.say(FIELD, eur=COSTS_EUR[lever], **named))


def lever_option(words: Language, lever: str) -> str:
    """A lever with what it takes."""
    return _at_the_start(words.say(OPTION, lever=LEVER_LABELS[lever], eur=COSTS_EUR[lever]))


def _at_the_start(said: str) -> str:
    return said[:1].upper() + said[1:]


def fields(words: Language, game: Game) -> list[dict]:
    """For each lever that is left the years in which it can be pulled."""
    year = game.now or YEARS
    return [
        {
            "kind": "choice",
            "name": lever,
            "label": lever_field(words, lever),
            "options": [
                *({"key": str(one), "label": words.say(IN_YEAR, year=one)} for one in range(year, YEARS + 1)),
                {"key": "0", "label": words.say(NEVER)},
            ],
            "unstored": True,
        }
        for lever in game.still
    ]


def path_in(game: Game, values: Mapping) -> Path:
    """The path that a form says."""
    chosen = {lever: str(values.get(lever)) for lever in LEVERS}
    return tuple(
        before or (int(chosen[lever]) if chosen[lever].isdecimal() else 0)
        for lever, before in zip(LEVERS, game.path, strict=True)
    )


def reckoned(words: Language, role: str, path: Path) -> Markup:
    """What a proposal takes, and what it comes to for one's own figure; nothing where the budget does not pay for it."""
    taken = {"eur": cost_eur(path), "budget": BUDGET_EUR}
    if taken["eur"] > BUDGET_EUR:
        return Markup()
    low, high = band(role, path)
    mean = float(figures(path)[role].mean())
    values = {name: shown(role, one) for name, one in (("value", mean), ("low", low), ("high", high))}
    figure = words.say(AIMS[role].figure)
    said = words.say(RECKONS, figure=_at_the_start(figure), **values)
    sign = in_view(words, role, path)
    return Markup('<p class="kit-meet-reckoned" role="status">{} {} {}</p>').format(
        words.say(TAKEN, **taken), said, sign
    )


def too_much(words: Language, path: Path) -> str:
    """By how much a path overspends the budget; empty where it does not."""
    more = cost_eur(path) - BUDGET_EUR
    return words.say(TOO_MUCH, more=more, budget=BUDGET_EUR) if more > 0 else ""


def band(role: str, path: Path) -> tuple[float, float]:
    """Between which figures 8 of 10 games with a path lie."""
    low, high = np.quantile(figures(path)[role], (0.1, 0.9))
    return float(low), float(high)


def in_view(words: Language, role: str, path: Path) -> Markup:
    """Whether an aim is in sight with a path, missed, or on the edge: so close that luck has a say."""
    low, high = band(role, path)
    if low <= aim(role) <= high:
        return Markup('<span class="kit-meet-near">≈ {}</span>').format(words.say(NEAR))
    return sight(words, in_sight(role, path))


def own_card(words: Language, role: str, game: Game) -> Markup:
    """The card that only this seat sees."""
    before = [LEVER_LABELS[lever] for lever, year in zip(LEVERS, game.path, strict=True) if year]
    said = Markup("<p>{}</p>").format(words.say(ONLY_YOU, wish=wish(words, role)))
    if before:
        said += Markup("<p>{}</p>").format(words.say(PULLED_BEFORE, levers=words.said(said_plan(game.path))))
    return Markup('<div class="kit-meet-card">{}<div>{}</div></div>').format(face(role), said)


def sight(words: Language, is_reached: bool, good: Message = IN_SIGHT) -> Markup:
    """Whether an aim is in sight or, at the end, reached; with a sign that needs no colour."""
    kind, sign, said = ("good", "✓", good) if is_reached else ("bad", "✕", MISSED)
    return Markup('<span class="kit-meet-{}">{} {}</span>').format(kind, sign, words.say(said))


def revealed(words: Language, game: Game, year: int, names: Mapping[Seat, str]) -> Markup:
    """All proposals beside each other: which lever when, what it takes, and whose aim is in sight with it."""
    plans = game.plans(year)
    head = [words.say(LEVER), *(Markup("{}<br>{}").format(face(game.role_of(seat)), names[seat]) for seat in plans)]
    rows: list[list] = [
        [_at_the_start(words.say(LEVER_LABELS[lever])), *(_when(words, path[place], year) for path in plans.values())]
        for place, lever in enumerate(LEVERS)
    ]
    rows.append([words.say(COST_HEAD), *(words.number(cost_eur(path)) for path in plans.values())])
    rows += [
        [words.say(AIM_OF, role=NAMES[role]), *(in_view(words, role, path) for path in plans.values())]
        for role in ROLES
    ]
    made = table(head, rows, "kit-meet-plans")
    wide = Markup('<div class="kit-wide" style="--kit-seats: {}">{}</div>').format(len(plans), made)
    return wide + lines(words.say(RULE), kind="kit-help")


def _when(words: Language, when: int, year: int) -> Markup:
    """The year of a lever; what is wanted now stands out."""
    kind = "now" if when == year else "later" if when > year else "none"
    said = words.say(YEAR_SHORT, year=when) if when else "–"
    return Markup('<span class="kit-meet-when kit-meet-{}">{}</span>').format(kind, said)
