"""A delegation board on paper: for each decision who decides today and who should, and what a week with each came to."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kit.contract import Drawn, Names, Played
from kit.exercises.leadership.facts import COMMON, went
from kit.exercises.leadership.game import CARDS, SIDES, TODAY, WISHED, Game
from kit.exercises.leadership.screen_board import BOSS_SIDE, HEADS, TEAM_SIDE, deck, spoken
from kit.messages import _
from kit.wording import Language

WIDE, ROW, LEFT, CELL, TOP = 900, 34, 410, 70, 34  # of the drawing
SIGN = {TODAY: '<rect x="-11" y="-11" width="22" height="22" rx="3"/>', WISHED: '<circle r="11"/>'}
BOARD_OF = _("{name}: who decides")
LOOKS = """
  .kit-on-paper svg { display: block; width: 100%; height: auto; max-height: 120mm; print-color-adjust: exact; break-inside: avoid; }
  .kit-on-paper text { font: 15px system-ui, sans-serif; fill: #222; } .kit-on-paper .kit-sign text { font-weight: 600; font-size: 13px; text-anchor: middle; }
  .kit-on-paper path { stroke: #d5d9dd; } .kit-on-paper .kit-sign-today { fill: #fdeee2; stroke: #b34700; } .kit-on-paper .kit-sign-wished { fill: #e3f0f9; stroke: #0072b2; }
  .kit-signs { display: flex; gap: 6mm; list-style: none; margin: 1mm 0; padding: 0; font-size: 9pt; } .kit-signs svg { width: 5mm; height: 5mm; vertical-align: middle; }
"""


def printed(words: Language, games: Sequence[Played[Game]], names: Names) -> Iterator[Drawn]:
    """The board of each game that is over; of those played together alone where there are some."""
    for played in [one for one in games if one.teams] or games:
        if not played.game.is_over:
            continue
        title = words.say(COMMON, key=played.name) if played.teams else words.say(BOARD_OF, name=played.name)
        said = tuple(words.say(went(played.game.weeks[side], side)) for side in SIDES)
        yield Drawn(title, _board(words, played.game), said, LOOKS, _legend(words))


def _board(words: Language, game: Game) -> Markup:
    cards = deck(words.code)
    rows = Markup().join(_row(words, game, number, cards[number - 1].title) for number in CARDS)
    ends = Markup('<text x="{}" y="20">1 {}</text><text x="{}" y="20" text-anchor="end">7 {}</text>').format(
        LEFT, words.say(BOSS_SIDE), WIDE, words.say(TEAM_SIDE)
    )
    label = "; ".join(spoken(words, cards[number - 1].title, game, number) for number in CARDS)
    return Markup(
        '<div class="kit-on-paper"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg></div>'
    ).format(WIDE, TOP + ROW * len(CARDS), label, ends, rows)


def _row(words: Language, game: Game, number: int, title: str) -> Markup:
    """A decision with its two signs; where both are the same they stand side by side."""
    y = TOP + ROW * (number - 1)
    degrees = {side: game.settled(side, number) or 1 for side in SIDES}
    apart = 13 if degrees[TODAY] == degrees[WISHED] else 0
    signs = Markup().join(
        Markup(
            '<g class="kit-sign" transform="translate({} {})"><g class="kit-sign-{}">{}</g><text y="5">{}</text></g>'
        ).format(
            LEFT + CELL * (degree - 0.5) + (apart if side == WISHED else -apart),
            y + ROW / 2,
            side,
            Markup(SIGN[side]),
            degree,
        )
        for side, degree in degrees.items()
    )
    return Markup('<path d="M0 {0}H{1}"/><text x="0" y="{2}">{3}</text>{4}').format(y, WIDE, y + 22, title, signs)


def _legend(words: Language) -> Markup:
    return Markup('<ul class="kit-signs kit-on-paper">{}</ul>').format(
        Markup().join(
            Markup(
                '<li><svg viewBox="-13 -13 26 26" aria-hidden="true"><g class="kit-sign-{}">{}</g></svg> {}</li>'
            ).format(side, Markup(SIGN[side]), words.say(HEADS[side]))
            for side in SIDES
        )
    )
