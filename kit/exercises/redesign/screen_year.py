"""A year of “The board meeting”: profit period by period with its dip, beside the same luck without any change, and where each role stands."""

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from kit.exercises.redesign.facts import levers, shown, year_of
from kit.exercises.redesign.game import MEETINGS, YEARS, Game
from kit.exercises.redesign.game_figures import aim
from kit.exercises.redesign.game_paths import NOTHING, levers_of, pulled_in
from kit.exercises.redesign.model.meeting import years
from kit.exercises.redesign.roles import AIMS, ROLES
from kit.exercises.redesign.screen_seats import at_the_end
from kit.messages import Message, _
from kit.screen.text import table
from kit.wording import Language

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 720, 230, 46, 14, 34, 26  # of the picture
THOUSAND = 1_000
AXIS = _("profit after change per quarter, thousand EUR")
PICTURE = _(
    "Profit after change quarter by quarter, thousand EUR. As decided: {played}. Without any change: {untouched}."
)
AS_DECIDED, WITHOUT, BAND = (
    _("as decided"),
    _("without any change, same luck"),
    _("8 of 10 games with these decisions"),
)
ROLE, SO_FAR, UNTOUCHED, WANTED = (
    _("Seat"),
    _("so far"),
    _("without any change"),
    _("aim at the end"),
)
IN_YEAR = Message("{year}: {levers}")
DIP = _(
    "In year {year}: {eur} EUR of profit after change, {difference} EUR against leaving everything as it was, with the same luck."
)


def decided(words: Language, game: Game, until: int = YEARS) -> str:
    """The decisions of the years so far in a line."""
    years = (
        words.say(IN_YEAR, year=year_of(year), levers=levers(levers_of(bits)))
        for year, bits in enumerate(game.settled[:until], start=1)
    )
    return ". ".join(years) + "."


def picture(words: Language, game: Game, until: int) -> Markup:
    """Profit of the years so far; the band is what luck alone makes of these decisions."""
    played, untouched = years(game.path).quarters_eur / THOUSAND, years(NOTHING).quarters_eur / THOUSAND
    quarters = len(played) * until // YEARS
    column = game.luck - 1
    low, high = np.quantile(played[:quarters], (0.1, 0.9), axis=1)
    own, other = played[:quarters, column], untouched[:quarters, column]
    least = min(0.0, *(float(one.min()) for one in (low, own, other)))
    most = max(float(one.max()) for one in (high, own, other)) * 1.05
    scale = _Scale(len(played), least, most)
    band = scale.line(
        np.concatenate([np.arange(quarters), np.arange(quarters)[::-1]]), np.concatenate([high, low[::-1]])
    )
    drawn = Markup('<path class="kit-meet-band" d="{}Z"/>').format(band) + scale.rungs(words)
    drawn += Markup().join(_year(words, scale, game, year) for year in MEETINGS)
    drawn += Markup('<path class="kit-meet-other" d="{}"/><path class="kit-meet-own" d="{}"/>').format(
        scale.line(np.arange(quarters), other), scale.line(np.arange(quarters), own)
    )
    said = words.say(PICTURE, played=_listed(words, own), untouched=_listed(words, other))
    return Markup(
        '<p class="kit-meet-unit">{}</p><svg class="kit-meet-months" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>{}<p class="kit-meet-names">{}</p>'
    ).format(words.say(AXIS), WIDE, HIGH, said, drawn, _legend(words), decided(words, game, until))


class _Scale:
    """Where a quarter and a value lie in the picture."""

    def __init__(self, quarters: int, low: float, high: float):
        self.quarters, self.low, self.high = quarters, low, high

    def across(self, quarter: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (quarter + 0.5) / self.quarters

    def down(self, value: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * (value - self.low) / (self.high - self.low)

    def line(self, quarters: NDArray, values: NDArray) -> str:
        points = (
            f"{self.across(quarter):.1f} {self.down(value):.1f}"
            for quarter, value in zip(quarters, values, strict=True)
        )
        return "M" + "L".join(points)

    def rungs(self, words: Language) -> Markup:
        step = _step((self.high - self.low) / 5)
        marks = np.arange(np.ceil(self.low / step), np.floor(self.high / step) + 1) * step
        return Markup().join(
            Markup(
                '<path class="kit-meet-rung" d="M{} {:.1f}H{}"/><text x="{}" y="{:.1f}" text-anchor="end">{}</text>'
            ).format(LEFT, self.down(mark), WIDE - RIGHT, LEFT - 6, self.down(mark) + 4, words.number(float(mark)))
            for mark in marks
        )


def _step(rough: float) -> float:
    """The next round step: 1, 2 or 5 and so on."""
    power = 10.0 ** np.floor(np.log10(max(rough, 1e-9)))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= rough)


def _year(words: Language, scale: _Scale, game: Game, year: int) -> Markup:
    """The name of a year, and what was pulled in it."""
    each = scale.quarters / YEARS
    left, middle = scale.across(each * (year - 1) - 0.5), scale.across(each * (year - 0.5) - 0.5)
    drawn = Markup(
        '<path class="kit-meet-edge" d="M{0:.1f} {1}V{2}"/><text x="{3:.1f}" y="{4}" text-anchor="middle">{5}</text>'
    ).format(left, TOP, HIGH - BOTTOM, middle, HIGH - 8, words.said(year_of(year)))
    names = pulled_in(game.path, year)
    if names:
        said = words.said(levers(names))
        drawn += Markup(
            '<text class="kit-meet-pulled" x="{:.1f}" y="16">▼<tspan class="kit-meet-name"> {}</tspan></text>'
        ).format(left, said)
    return drawn


def _legend(words: Language) -> Markup:
    signs = (("own", AS_DECIDED), ("other", WITHOUT), ("band", BAND))
    return Markup('<ul class="kit-meet-legend" aria-hidden="true">{}</ul>').format(
        Markup().join(
            Markup('<li><i class="kit-meet-key-{}"></i>{}</li>').format(kind, words.say(one)) for kind, one in signs
        )
    )


def _listed(words: Language, values: NDArray) -> str:
    return ", ".join(words.number(round(float(one))) for one in values)


def money(words: Language, game: Game, year: int) -> str:
    """What a year brought, beside the same year without any change."""
    came, without = (float(years(path).profit_eur[year - 1, game.luck - 1]) for path in (game.path, NOTHING))
    difference = round(came - without, -2)
    sign = "+" if difference > 0 else ""
    return words.say(DIP, year=year, eur=round(came, -2), difference=sign + words.number(difference))


def standing(words: Language, game: Game, until: int, mine: str = "") -> Markup:
    """Where each role stands after so many years; whose seat is `mine` is said."""
    head = [words.say(ROLE), words.say(SO_FAR), words.say(UNTOUCHED), words.say(WANTED)]
    rows = [
        [
            Markup("{}<br><small>{}</small>").format(at_the_end(words, game, role, mine), words.say(AIMS[role].so_far)),
            *(
                Markup('<span class="kit-meet-head" aria-hidden="true">{}</span> {}').format(
                    title, words.said(shown(role, value))
                )
                for title, value in zip(
                    head[1:], (game.value(role, until), game.untouched(role, until), aim(role)), strict=True
                )
            ),
        ]
        for role in ROLES
    ]
    return table(head, rows, "kit-meet-standing")
