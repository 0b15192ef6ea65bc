"""A ground on paper: the forest as it stands at the end, and what came of it season by season."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kit.contract import Drawn, Names, Played
from kit.drawing import framed
from kit.drawing.land import land
from kit.drawing.plants import plant
from kit.drawing.teams import mark
from kit.drawing.territory import HORIZON, TALLEST, spots
from kit.exercises.customer_forest.facts import COMMON, teams
from kit.exercises.customer_forest.game import Game
from kit.exercises.customer_forest.screen_end import earned_curve, ground_curve
from kit.exercises.customer_forest.screen_ground import FOREST_OF, rows_of
from kit.exercises.customer_forest.views import FOREST_WORDS
from kit.messages import _
from kit.screen.pictures import mood_line
from kit.typed import shortened
from kit.widgets.forest_picture import BURNED, FREE, LIMITS, SEEDLING, STUMP
from kit.wording import Language

WIDE, HIGH = 900, 330
LONGEST_AT_CURVE = 13  # letters of a name at the end of a curve
OWN_GROUND = _("{name}, on a ground of its own")
SIGNS = {
    "content": ("oak", 0.82),
    "doubtful": ("slim", 0.82),
    "unhappy": ("bare", 0.82),
    "seedling": ("seedling", 0.9),
    "stump": ("stump", 0.9),
    "burned": ("burnt", 0.7),
    "free": ("tuft", 1.3),
}
SYMBOLS = {FREE: "tuft", BURNED: "burnt", STUMP: "stump", SEEDLING: "seedling"}
TREES = ("oak", "lime", "poplar", "oak")
OUTLINED = '<g stroke="#fff" stroke-width="4" paint-order="stroke">{}</g>'  # a mark that is seen on every ground
LOOKS = """
  .kit-ground svg { display: block; width: 100%; max-width: none; height: auto; max-height: 66mm; print-color-adjust: exact; }
  .kit-signs { display: flex; flex-wrap: wrap; gap: 0 4mm; list-style: none; margin: 1mm 0; padding: 0; font-size: 9pt; }
  .kit-signs li { display: flex; align-items: center; gap: 1mm; } .kit-signs svg { width: 5mm; height: 5mm; flex: none; }
  .kit-ground, .kit-curves { break-inside: avoid; } .kit-signs { break-before: avoid; }
  .kit-curves { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; margin: 2mm 0; } .kit-curve-unit { margin: 0; font-size: 9pt; color: #595959; }
  .kit-curve { display: block; width: 100%; height: auto; overflow: visible; } .kit-curve text { font-size: 14px; fill: #595959; } .kit-curve .kit-named { fill: #222; }
  .kit-curve path { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; } .kit-curve .kit-rung { stroke: #c9cdd1; stroke-width: 1; }
  .kit-curve polygon { stroke: #222; stroke-width: 1; } .kit-curve .kit-line-customers { stroke: #2e7d4f; } .kit-curve .kit-line-burned { stroke: #222; stroke-dasharray: 5 4; }
  .kit-curve circle { stroke-width: 0 !important; } .kit-curve circle.kit-line-customers { fill: #2e7d4f; } .kit-curve circle.kit-line-burned { fill: #222; }
"""


def printed(words: Language, games: Sequence[Played[Game]], names: Names) -> Iterator[Drawn]:
    """Of each ground the forest at the end, and both curves; of common grounds alone where there are some."""
    for played in [one for one in games if one.teams] or games:
        yield from _ground(words, played, names)


def _ground(words: Language, played: Played[Game], names: Names) -> Iterator[Drawn]:
    """A ground; nothing of one on which no season is over."""
    game, ground = played.game, played.game.ground
    if not ground.seasons:
        return
    own = [words.said(one) for one in teams(played, names)]
    title = words.say(COMMON, key=played.name) if played.teams else words.say(OWN_GROUND, name=played.name)
    rows = rows_of(ground)
    said = words.say(FOREST_OF, name=title, seasons=len(ground.seasons), **ground.sums), mood_line(words, rows)
    yield Drawn(title, forest(rows, len(own) > 1), said, LOOKS, signs(words, own))
    at_curve = [_cut(one) for one in own]
    both = Markup('<div class="kit-curves"><div>{}</div><div>{}</div></div>').format(
        ground_curve(words, game), earned_curve(words, game, at_curve)
    )
    yield Drawn("", both, (), LOOKS)


def _cut(name: str) -> str:
    name = shortened(name)
    return name if len(name) <= LONGEST_AT_CURVE else name[: LONGEST_AT_CURVE - 1] + "…"


def forest(rows: dict, marked: bool) -> Markup:
    """The territory: every place a firm, every tree a customer; `marked`: with the mark of its team at the foot."""
    places = spots(len(rows["state"]), WIDE, HIGH)
    drawn = land(WIDE, HIGH, HIGH * HORIZON)
    for number in sorted(range(len(places)), key=lambda one: places[one].y):
        spot, state = places[number], rows["state"][number]
        kind, size = SYMBOLS.get(state, ""), 0.85 if state == SEEDLING else 1.0
        if not kind:
            kind, size = _tree(float(rows["mood"][number]), float(rows["age"][number]), spot.form)
        drawn += plant(kind, spot.x, spot.y, spot.cell * size, bool(spot.form % 2))
        owner = int(rows["owner"][number])
        if marked and owner >= 0:
            drawn += OUTLINED.format(mark(owner, spot.x, spot.y + spot.cell * 0.06, spot.cell * 0.16))
    return Markup('<div class="kit-ground">{}</div>').format(framed(drawn, WIDE, HIGH))


def _tree(mood: float, age: float, form: int) -> tuple[str, float]:
    size = TALLEST * (0.42 + 0.58 * min(1.0, age / LIMITS["grown"]) ** 0.7) * 0.87
    if mood >= LIMITS["content"]:
        return (TREES[form] if age >= LIMITS["grown"] / 2 else "young"), size
    return ("slim" if mood >= LIMITS["doubtful"] else "bare"), size


def signs(words: Language, own: Sequence[str]) -> Markup:
    """What the signs mean, and whose mark is whose."""
    team = [
        (Markup('<svg viewBox="-12 -12 24 24">{}</svg>').format(mark(place, 0, 0, 10)), name)
        for place, name in enumerate(own)
    ]
    symbols = [
        (framed(plant(kind, 50, 88, 100 * size), 100, 100), words.say(FOREST_WORDS[key]))
        for key, (kind, size) in SIGNS.items()
    ]
    return Markup().join(
        Markup('<ul class="kit-signs">{}</ul>').format(
            Markup().join(Markup("<li>{} <bdi>{}</bdi></li>").format(Markup(sign), said) for sign, said in some)
        )
        for some in (team if len(own) > 1 else [], symbols)
        if some
    )
