"""Curves of several teams over the rounds of a game, each with its name at its end, and how far chance would have carried it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from kit.contract import Curves
from kit.drawing.teams import TEAM_COLOURS, mark, round_up
from kit.posters.sheet import BODY, SMALL, Sheet, drawn, line, words

LEFT, TOP, BOTTOM = 90, 50, 60
NAMES, APART, HIGH = 300, 40, 560
REACH_APART = 16  # between the bars of two teams
DASHES = ("", "14 8", "4 8", "22 8 4 8")


def curves(
    sheet: Sheet,
    shown: Curves,
    names: Sequence[str],
    unit: str,
    marks: dict[int, str],
    written: Callable[[float], str],
    label: str,
) -> Markup:
    """All lines on one scale; names stand from the top one down, none on another, at the ends of their lines."""
    high = sheet.high or HIGH
    values = [one for _name, line_ in shown.lines for one in line_] + [one for pair in shown.reach for one in pair]
    most = round_up(max(*values, 1))
    room = NAMES + REACH_APART * len(shown.lines) + 40
    right, down = sheet.wide - room, high - BOTTOM

    def across(place: float) -> float:
        return LEFT + (right - LEFT) * place / max(1, shown.rounds)

    def level(value: float) -> float:
        return down - (down - TOP) * min(value, most) / most

    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = level(most * share)
        parts.append(line(LEFT, y, right, y, "kit-poster-rung"))
        parts.append(
            words(
                written(most * share),
                LEFT - 14,
                y + 10,
                size=SMALL,
                anchor="end",
                kind="kit-poster-quiet",
                room=LEFT - 14,
            )
        )
    for place in range(0, shown.rounds + 1, 3):
        said = f"{unit} {place}" if place == shown.rounds else str(place)
        parts.append(words(said, across(place), high - 14, size=SMALL, anchor="middle", kind="kit-poster-quiet"))
    for place, said in marks.items():
        parts.append(line(across(place), TOP - 12, across(place), down, "kit-poster-mark"))
        parts.append(words(said, across(place), TOP - 18, size=SMALL, anchor="middle", kind="kit-poster-quiet"))
    ends = []
    for team, (_name, along) in enumerate(shown.lines):
        points = [(across(place), level(value)) for place, value in enumerate(along)]
        parts.append(_line(team, points))
        reach = shown.reach[team] if team < len(shown.reach) else None
        if reach:
            x = points[-1][0] + 26 + REACH_APART * team
            parts.append(_reach(team, x, level(reach[0]), level(reach[1])))
        parts.append(mark(team, *points[-1], 13))
        ends.append((points[-1][1], team))
    x = across(len(shown.lines[0][1]) - 1) + 26 + REACH_APART * len(shown.lines) + 14
    parts += [
        mark(team, x + 12, y - 10, 13) + words(names[team], x + 36, y, size=BODY, room=NAMES - 36)
        for y, team in _apart(ends, TOP, down)
    ]
    return drawn(sheet.wide, high, label, Markup('<g class="kit-poster-lines">{}</g>').format(Markup().join(parts)))


def _line(team: int, points: Sequence[tuple[float, float]]) -> Markup:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return Markup('<path class="kit-poster-line" d="{}" stroke-dasharray="{}" style="stroke: {}"/>').format(
        path, DASHES[team // 2 % len(DASHES)], TEAM_COLOURS[team % len(TEAM_COLOURS)]
    )


def _reach(team: int, x: float, low: float, high: float) -> Markup:
    return Markup('<path class="kit-poster-chance" d="M{:.1f} {:.1f}V{:.1f}" style="stroke: {}"/>').format(
        x, low, high, TEAM_COLOURS[team % len(TEAM_COLOURS)]
    )


def _apart(ends: Sequence[tuple[float, int]], top: float, down: float) -> list[tuple[float, int]]:
    """Where the names stand: at their ends, or as near as they can without touching each other."""
    placed, above = [], top - APART + 10
    ordered = sorted(ends)
    for number, (y, team) in enumerate(ordered):
        below = len(ordered) - 1 - number
        above = min(max(above + APART, y + 10), down - below * APART + 10)
        placed.append((above, team))
    return placed
