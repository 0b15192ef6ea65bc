"""How “The board meeting” ended: who has reached their aims, between the worst and the best path of the budget, and what luck did."""

from collections.abc import Mapping

import numpy as np
from markupsafe import Markup

from kit.exercises.redesign.facts import named, plan, shown
from kit.exercises.redesign.game import Game
from kit.exercises.redesign.game_figures import aim, aims_reached, extremes, figures, reached
from kit.exercises.redesign.game_paths import NOTHING, Path, paths
from kit.exercises.redesign.roles import AIMS, ENOUGH, FINANCE, NAMES, ROLES
from kit.exercises.redesign.screen_plans import REACHED, sight
from kit.exercises.redesign.screen_seats import at_the_end, face
from kit.exercises.redesign.screen_year import decided
from kit.messages import _
from kit.screen.text import heading, lines
from kit.wording import Language

ALL, WON, LOST = (
    _("Everybody has reached their aim: {reached} of {all}"),
    _("The board holds together: {reached} of {all} aims reached"),
    _("The board falls apart: {reached} of {all} aims reached"),
)
TRACKS = _(
    "For each seat: the worst (left) and the best (right) of the {count} paths that the budget pays for, with the same luck."
)
HERE, NO_CHANGE, AIM_MARK = _("as decided"), _("without any change"), _("aim")
SAID = _("{role}: {value} as decided, {untouched} without any change, aim {aim}; worst {worst}, best {best}.")
MONEY = _("Most profit with this luck: {best} ({best_eur} EUR). Least: {worst} ({worst_eur} EUR). You: {eur} EUR.")
LUCK_HEAD = _("The same decisions, other luck")
LUCK = _(
    "In {lucks} games with these decisions the board holds together in {held}; all four aims are reached in {full}. In money your game lies at place {place} of {lucks}, counted from the poorest."
)
OFTEN = _("Aim reached in {count} of {lucks}")
UNTOUCHED = _(
    "Without any change, with the same luck: {reached} of {all} aims reached ({who}). In {lucks} games without any change at least {enough} aims are reached in {held}, all four in {full}."
)
DOTS = _("One dot per game: profit after change in three years, from {low} to {high} EUR; yours stands out.")
ONE_GAME = _("Three years are one throw of the dice. A lever that helped you once may do otherwise with other luck.")
MIDDLE = 0.5  # right of it, the figure of an aim stands left of its mark
COLUMNS = 34  # of the strip of dots


def verdict(words: Language, game: Game) -> str:
    """Whether the board holds together."""
    said = ALL if len(game.reached) == len(ROLES) else WON if game.is_won else LOST
    return words.say(said, reached=len(game.reached), all=len(ROLES))


def kept(path: Path) -> dict[str, int]:
    """In how many of all lucks a path reaches aims `enough`, and in how many all of them (`full`)."""
    count = aims_reached(path)
    lucks = {"held": int((count >= ENOUGH).sum()), "full": int((count == len(ROLES)).sum())}
    return lucks | {"lucks": len(count), "enough": ENOUGH}


def untouched(words: Language, game: Game) -> str:
    """What doing nothing would have come to, with the same luck and with all."""
    own = game.reached_untouched
    return words.say(UNTOUCHED, reached=len(own), all=len(ROLES), who=named(own), **kept(NOTHING))


def result(words: Language, game: Game, mine: str = "") -> Markup:
    """Each seat's figure between the worst and the best there was, and what luck did; whose seat is `mine` is said."""
    tracks = Markup().join(_track(words, game, role, mine) for role in ROLES)
    said = lines(decided(words, game), kind="kit-meet-decided") + lines(untouched(words, game))
    said += Markup('<ul class="kit-meet-tracks">{}</ul>').format(tracks) + _legend(words)
    said += lines(words.say(TRACKS, count=len(paths())), kind="kit-help") + lines(_money(words, game))
    return said + heading(words.say(LUCK_HEAD)) + luck(words, game) + lines(words.say(ONE_GAME))


def places(game: Game, role: str) -> Mapping[str, tuple[float, float]]:
    """The figures of a role with this luck, each with its place between the worst (0) and the best (1) path of the budget."""
    (worst, _path), (best, _other) = extremes(game.luck)[role]
    values = {
        "worst": worst,
        "untouched": game.untouched(role),
        "aim": aim(role),
        "played": game.value(role),
        "best": best,
    }
    return {name: (value, (value - worst) / (best - worst) if best != worst else 1.0) for name, value in values.items()}


def spoken(words: Language, game: Game, role: str) -> str:
    """A track in words."""
    found = places(game, role)
    said = {name: shown(role, value) for name, (value, _place) in found.items()}
    return words.say(SAID, role=NAMES[role], value=said.pop("played"), **said)


def _track(words: Language, game: Game, role: str, mine: str) -> Markup:
    found = places(game, role)
    wanted = Markup('<small class="{}">{}</small>').format(
        "kit-meet-left" if found["aim"][1] > MIDDLE else "", words.said(shown(role, found["aim"][0]))
    )
    marks = Markup().join(
        Markup('<i class="kit-meet-mark-{}" style="--kit-at: {:.3f}">{}</i>').format(
            name, min(1.0, max(0.0, found[name][1])), wanted if name == "aim" else ""
        )
        for name in ("aim", "untouched", "played")
    )
    ends = Markup('<span class="kit-meet-end">{}</span>{}<span class="kit-meet-end">{}</span>').format(
        words.said(shown(role, found["worst"][0])),
        Markup('<span class="kit-meet-track" role="img" aria-label="{}">{}</span>').format(
            spoken(words, game, role), marks
        ),
        words.said(shown(role, found["best"][0])),
    )
    head = Markup("{} {} <small>{}</small>").format(
        at_the_end(words, game, role, mine), sight(words, role in game.reached, REACHED), words.say(AIMS[role].figure)
    )
    own = Markup('<b class="kit-meet-own-figure">{}</b>').format(words.said(shown(role, found["played"][0])))
    return Markup('<li>{}<div><p>{}</p><p class="kit-meet-line">{}</p></div>{}</li>').format(
        face(role), head, ends, own
    )


def _legend(words: Language) -> Markup:
    signs = (("played", HERE), ("untouched", NO_CHANGE), ("aim", AIM_MARK))
    return Markup('<ul class="kit-meet-legend" aria-hidden="true">{}</ul>').format(
        Markup().join(
            Markup('<li><i class="kit-meet-mark-{}"></i>{}</li>').format(kind, words.say(one)) for kind, one in signs
        )
    )


def _money(words: Language, game: Game) -> str:
    (worst_eur, worst), (best_eur, best) = extremes(game.luck)[FINANCE]
    eur = {"worst_eur": worst_eur, "best_eur": best_eur, "eur": game.value(FINANCE)}
    eur = {name: round(value, -3) for name, value in eur.items()}
    return words.say(MONEY, best=plan(best), worst=plan(worst), **eur)


# Luck


def luck(words: Language, game: Game) -> Markup:
    """Where this game lies among the same decisions with all lucks."""
    of_all, money = reached(game.path), figures(game.path)[FINANCE]
    lucks = len(money)
    values = kept(game.path) | {"place": int((money < money[game.luck - 1]).sum()) + 1}
    rows = [[words.say(NAMES[role]), words.say(OFTEN, count=int(of_all[role].sum()), lucks=lucks)] for role in ROLES]
    often = Markup('<ul class="kit-meet-often">{}</ul>').format(
        Markup().join(Markup("<li><b>{}</b> {}</li>").format(*row) for row in rows)
    )
    return lines(words.say(LUCK, **values)) + _dots(words, money, game.luck - 1) + often


def _dots(words: Language, money, own: int) -> Markup:
    """A dot for each luck, piled up where lucks came to about the same."""
    low, high = float(money.min()), float(money.max())
    step = (high - low) / COLUMNS or 1.0
    heights: dict[int, int] = {}
    drawn = Markup()
    for place in np.argsort(np.arange(len(money)) == own, kind="stable"):  # the own one last, on top
        column = min(COLUMNS - 1, int((float(money[place]) - low) / step))
        heights[column] = heights.get(column, 0) + 1
        kind = "kit-meet-dot-own" if place == own else "kit-meet-dot"
        drawn += Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(
            kind, 12 * column + 8, -12 * heights[column] + 6, 7 if place == own else 5
        )
    tall = 12 * max(heights.values()) + 6
    said = words.say(DOTS, low=round(low, -3), high=round(high, -3))
    return Markup(
        '<svg class="kit-meet-dots" viewBox="0 {} {} {}" role="img" aria-label="{}">{}<path d="M0 2H{}"/></svg>'
    ).format(-tall, 12 * COLUMNS + 4, tall + 4, said, drawn, 12 * COLUMNS + 4) + lines(said, kind="kit-help")
