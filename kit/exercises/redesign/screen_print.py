"""“The board meeting” on paper: what was decided year by year, and each seat's figure between the worst and the best there was."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kit.contract import Drawn, Names, Played
from kit.exercises.redesign.facts import COMMON, came_to, shown
from kit.exercises.redesign.game import Game
from kit.exercises.redesign.roles import NAMES, ROLES
from kit.exercises.redesign.screen_end import AIM_MARK, HERE, NO_CHANGE, places, spoken, untouched
from kit.exercises.redesign.screen_year import decided
from kit.messages import _
from kit.wording import Language

WIDE, ROW, LEFT, RIGHT, TOP = 900, 56, 170, 620, 10  # of the drawing
SIGN = {
    "played": '<circle r="9"/>',
    "untouched": '<rect x="-6" y="10" width="12" height="12"/>',
    "aim": '<path d="M0 -18V0"/>',
}
BOARD_OF = _("{name}: the board meeting")
LOOKS = """
  .kit-meet-paper > svg { display: block; width: 100%; height: auto; max-height: 70mm; print-color-adjust: exact; break-inside: avoid; }
  .kit-meet-paper text { font: 15px system-ui, sans-serif; fill: #222; } .kit-meet-paper .kit-meet-aim { font-size: 12px; } .kit-meet-paper line { stroke: #838b93; }
  .kit-meet-paper .kit-meet-sign-played { fill: #0072b2; } .kit-meet-paper .kit-meet-sign-untouched { fill: #fdeee2; stroke: #b34700; stroke-width: 2; }
  .kit-meet-paper .kit-meet-sign-aim { stroke: #222; stroke-width: 3; }
  .kit-meet-signs { display: flex; gap: 6mm; list-style: none; margin: 1mm 0; padding: 0; font-size: 9pt; } .kit-meet-signs li svg { width: 5mm; height: 5mm; vertical-align: middle; }
"""


def printed(words: Language, games: Sequence[Played[Game]], names: Names) -> Iterator[Drawn]:
    """Each game that is over; of those played together alone where there are some."""
    for played in [one for one in games if one.teams] or games:
        if not played.game.is_over:
            continue
        title = words.say(COMMON, key=played.name) if played.teams else words.say(BOARD_OF, name=played.name)
        said = words.said(came_to(played.game)), decided(words, played.game), untouched(words, played.game)
        yield Drawn(title, _tracks(words, played.game), said, LOOKS, _legend(words))


def _tracks(words: Language, game: Game) -> Markup:
    rows = Markup().join(_row(words, game, role, place) for place, role in enumerate(ROLES))
    label = " ".join(spoken(words, game, role) for role in ROLES)
    return Markup(
        '<div class="kit-meet-paper"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg></div>'
    ).format(WIDE, TOP + ROW * len(ROLES), label, rows)


def _row(words: Language, game: Game, role: str, place: int) -> Markup:
    """The track of a seat: worst on the left, best on the right, with the signs between."""
    y, found = TOP + ROW * (place + 0.5), places(game, role)
    said = {name: words.said(shown(role, value)) for name, (value, _place) in found.items()}
    signs = Markup().join(
        Markup('<g class="kit-meet-sign-{}" transform="translate({:.1f} {})">{}</g>').format(
            name, LEFT + 90 + (RIGHT - LEFT - 90) * min(1.0, max(0.0, found[name][1])), y, Markup(SIGN[name])
        )
        for name in ("aim", "untouched", "played")
    )
    signs += Markup('<text x="{:.1f}" y="{:.1f}" class="kit-meet-aim">{}</text>').format(
        LEFT + 96 + (RIGHT - LEFT - 90) * min(1.0, max(0.0, found["aim"][1])), y - 11, said["aim"]
    )
    return Markup(
        '<text x="0" y="{0}">{1}</text><text x="{2}" y="{0}" text-anchor="end">{3}</text><line x1="{4}" x2="{5}" y1="{6}" y2="{6}"/>'
        '{7}<text x="{8}" y="{0}">{9}</text><text x="{10}" y="{0}" text-anchor="end" font-weight="600">{11}</text>'
    ).format(
        y + 5,
        words.say(NAMES[role]),
        LEFT + 75,
        said["worst"],
        LEFT + 90,
        RIGHT,
        y,
        signs,
        RIGHT + 15,
        said["best"],
        WIDE,
        said["played"],
    )


def _legend(words: Language) -> Markup:
    named = {"played": HERE, "untouched": NO_CHANGE, "aim": AIM_MARK}
    return Markup('<ul class="kit-meet-signs kit-meet-paper">{}</ul>').format(
        Markup().join(
            Markup(
                '<li><svg viewBox="-16 -16 32 32" aria-hidden="true"><g class="kit-meet-sign-{}">{}</g></svg> {}</li>'
            ).format(name, Markup(SIGN[name]), words.say(said))
            for name, said in named.items()
        )
    )
