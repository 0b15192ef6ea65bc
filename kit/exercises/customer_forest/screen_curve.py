"""Seasons as curves: own drawings that grow by one season after the other, with what they show in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kit.drawing.teams import TEAM_COLOURS, mark, round_up
from kit.exercises.customer_forest.game import SEASONS

WIDE, HIGH = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 118, 12, 24  # room for the figures of the axis, and for names at the ends of lines
APART = 15  # between two names


@dataclass(frozen=True)
class Curve:
    """A line: its name, its values from season `first` on, and its look (`kind`: a class of the style sheet, or a team)."""

    name: str
    values: Sequence[float]
    kind: str = ""
    team: int = -1
    first: int = 0


def curves(lines: Sequence[Curve], label: str, unit: str = "") -> Markup:
    """A chart of seasons from the start to the twelfth; `label` says in words what it shows."""
    high = round_up(max(max(one.values) for one in lines))
    drawn = Markup().join(_line(one, high) for one in lines)
    axis = Markup().join(_rung(high * share, high) for share in (0, 0.5, 1))
    seasons = Markup().join(
        Markup('<text x="{:.0f}" y="{}" text-anchor="middle">{}</text>').format(_across(season), HIGH - 6, season)
        for season in range(0, SEASONS + 1, 3)
    )
    above = Markup('<p class="kit-curve-unit">{}</p>').format(unit) if unit else Markup()
    return above + Markup(
        '<svg class="kit-curve" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>'
    ).format(WIDE, HIGH, label, axis, seasons, drawn, _names(lines, high))


def _across(season: float) -> float:
    return LEFT + (WIDE - LEFT - RIGHT) * season / SEASONS


def _down(value: float, high: float) -> float:
    return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / high


def _rung(value: float, high: float) -> Markup:
    down = _down(value, high)
    return Markup(
        '<path class="kit-rung" d="M{} {:.1f}H{}"/><text x="{}" y="{:.1f}" text-anchor="end">{:g}</text>'
    ).format(LEFT, down, WIDE - RIGHT, LEFT - 5, down + 4, value)


def _line(one: Curve, high: float) -> Markup:
    points = [(_across(one.first + place), _down(value, high)) for place, value in enumerate(one.values)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    colour = Markup(' stroke="{}"').format(TEAM_COLOURS[one.team % len(TEAM_COLOURS)]) if one.team >= 0 else ""
    drawn = Markup('<path class="kit-line-{}" d="{}"{}/>').format(one.kind or "team", path, colour)
    x, y = points[-1]
    if one.team >= 0:
        return drawn + mark(one.team, x, y, 5)
    return drawn + Markup('<circle class="kit-line-{}" cx="{:.1f}" cy="{:.1f}" r="3.5"/>').format(one.kind, x, y)


def _names(lines: Sequence[Curve], high: float) -> Markup:
    """The names at the ends of the lines, from the top one down, none on another."""
    said, above = Markup(), TOP - APART
    ends = sorted(lines, key=lambda one: _down(one.values[-1], high))
    downs = []
    for place, one in enumerate(ends):
        below = len(ends) - 1 - place
        above = min(max(above + APART, _down(one.values[-1], high)), HIGH - BOTTOM - below * APART)
        downs.append(above)
    for one, down in zip(ends, downs, strict=True):
        along = _across(one.first + len(one.values) - 1) + 9
        said += Markup('<text class="kit-named" x="{:.1f}" y="{:.1f}">{}</text>').format(along, down + 4, one.name)
    return said
