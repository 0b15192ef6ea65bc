"""What lies on the table of “Who decides?”: the card with its scene, the picks turned over, the board."""

from collections.abc import Mapping

from markupsafe import Markup

from kit.exercises.leadership.decisions import Decision, Scene, decisions
from kit.exercises.leadership.degrees import DEGREES, MEANINGS, NAMES
from kit.exercises.leadership.game import CARDS, SIDES, TODAY, WISHED, Game
from kit.messages import _
from kit.screen.text import folded, table
from kit.wording import Language

WHAT = _("What the seven degrees mean")
DEGREE, TODAY_HEAD, WISHED_HEAD = _("Degree"), _("Who decides today?"), _("Who should decide?")
HEADS = {TODAY: TODAY_HEAD, WISHED: WISHED_HEAD}
BOSS_SIDE, TEAM_SIDE = _("the boss alone"), _("the team alone")
DECISION = _("Decision")
FROM_TO = _("{title}: today {today}, wished {wished}")


def deck(language: str) -> tuple[Decision, ...]:
    """All cards in a language."""
    return decisions(language)


def card(decision: Decision, scene: Scene) -> Markup:
    """A card as it lies on the table: who waits, and for what."""
    return Markup('<div class="kit-matter"><p class="kit-matter-who">{}</p><p>{}</p></div>').format(
        scene.who, scene.text
    )


def meanings(words: Language, unfolded: bool = False) -> Markup:
    """The seven degrees, on request."""
    said = Markup().join(
        Markup('<li value="{}"><b>{}:</b> {}</li>').format(one, words.say(NAMES[one]), words.say(MEANINGS[one]))
        for one in DEGREES
    )
    return folded(words.say(WHAT), Markup("<ol>{}</ol>").format(said), unfolded)


def field(words: Language, side: str, name: str) -> dict:
    """The question who decides, as seven buttons from the boss to the team."""
    options = [
        {"key": str(one), "label": f"{one} {words.say(NAMES[one])}", "feedback": words.say(MEANINGS[one])}
        for one in DEGREES
    ]
    return {"kind": "choice", "name": name, "label": words.say(HEADS[side]), "options": options}


def short_field(words: Language, side: str, name: str, label: str = "") -> dict:
    """The same as a list, for what is settled."""
    options = [{"key": str(one), "label": f"{one} {words.say(NAMES[one])}"} for one in DEGREES]
    return {"kind": "select", "name": name, "label": label or words.say(HEADS[side]), "options": options}


def revealed(words: Language, picks: Mapping[int | str, tuple[int, int]], names: Mapping[int | str, str]) -> Markup:
    """All picks at once: a row for each degree, with those who picked it for today and for what they wish."""
    rows = [
        [f"{one} {words.say(NAMES[one])}", *(_chips(picks, names, place, one) for place in range(len(SIDES)))]
        for one in DEGREES
    ]
    return table([words.say(DEGREE), *(words.say(HEADS[side]) for side in SIDES)], rows, "kit-turned")


def _chips(picks: Mapping, names: Mapping, place: int, degree: int) -> Markup:
    """The names of those who picked a degree."""
    here = [names[seat] for seat, picked in picks.items() if picked[place] == degree]
    side = SIDES[place]
    return Markup(" ").join(Markup('<span class="kit-chip kit-chip-{}">{}</span>').format(side, one) for one in here)


def board(words: Language, game: Game) -> Markup:
    """The team's board: for each decision a line from the boss to the team, with what is and what is wished."""
    cards = deck(words.code)
    lines = Markup().join(_line(words, cards[one - 1].title, game, one) for one in CARDS)
    ends = Markup('<p class="kit-ends" aria-hidden="true"><span>1 {}</span><span>7 {}</span></p>').format(
        words.say(BOSS_SIDE), words.say(TEAM_SIDE)
    )
    keys = Markup('<p class="kit-chips">{}</p>').format(
        Markup(" ").join(
            Markup('<span class="kit-chip kit-chip-{}">{}</span>').format(side, words.say(HEADS[side]))
            for side in SIDES
        )
    )
    return Markup('<div class="kit-delegation">{}{}<ul>{}</ul></div>').format(keys, ends, lines)


def spoken(words: Language, title: str, game: Game, number: int) -> str:
    """A decision with both degrees, in words."""
    degrees = {side: game.settled(side, number) for side in SIDES}
    return words.say(
        FROM_TO, title=title, **{side: words.say(NAMES[one]) if one else "–" for side, one in degrees.items()}
    )


def _line(words: Language, title: str, game: Game, number: int) -> Markup:
    """A decision with two marks on a line of seven places; a reader hears both degrees."""
    today, wished = (game.settled(side, number) for side in SIDES)
    drawn = [("both", today)] if today == wished else [(TODAY, today), (WISHED, wished)]
    marks = Markup().join(
        Markup('<i class="kit-mark-{}" style="--kit-at: {}">{}</i>').format(side, degree - 1, degree)
        for side, degree in drawn
        if degree
    )
    return Markup('<li><span>{}</span><span class="kit-track" role="img" aria-label="{}">{}</span></li>').format(
        title, spoken(words, title, game, number), marks
    )
