"""What a week of “Who decides?” came to, and what both boards made of the same week."""

from markupsafe import Markup

from kit.exercises.leadership import facts
from kit.exercises.leadership.degrees import NAMES
from kit.exercises.leadership.game import BOARDS, SIDES, TODAY, Game
from kit.exercises.leadership.model.matters import MATTERS, Week
from kit.exercises.leadership.screen_board import deck
from kit.exercises.leadership.screen_week import calendar, mood, outcome
from kit.messages import _
from kit.screen.text import folded, lines, table
from kit.wording import Language

LOST, HELD = (
    _("The week is lost: {gone} of {all} people have gone"),
    _("The week is won: {gone} of {all} people have gone"),
)
LOST_WISHED, HELD_WISHED = (
    _("The wished week is lost: {gone} of {all} people have gone"),
    _("The wished week is won: {gone} of {all} people have gone"),
)
WHAT, ALL_MATTERS = _("In the whole week"), _("All fifteen matters, with both boards")
MATTER, IN_UNIT = _("Matter"), _("{label} ({unit})")
ONE_WEEK = _(
    "One week is one throw of the dice: the same board with other luck can come out otherwise. Long waits and a full boss come back every week; a single mistake need not."
)
WAITS, BOSS_LEFT = _("hours of waiting per decision"), _("hours left of the boss’s week")
PEOPLE_GONE = _("people gone, of {all}")


def verdict(words: Language, game: Game, side: str) -> str:
    """Whether a week was won."""
    said = ((HELD, LOST) if side == TODAY else (HELD_WISHED, LOST_WISHED))[game.is_lost(side)]
    return words.say(said, gone=game.weeks[side].gone, all=MATTERS)


def came_to(words: Language, week: Week) -> Markup:
    """A few large figures of a week."""
    came = facts.figures(week)
    shown = [
        (came["waited"], words.say(WAITS)),
        (came["left"], words.say(BOSS_LEFT)),
        (came["gone"], words.say(PEOPLE_GONE, all=MATTERS)),
    ]
    return Markup('<dl class="kit-came-to">{}</dl>').format(
        Markup().join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, words.said(one.shown)) for one, label in shown
        )
    )


def both_weeks(words: Language, game: Game) -> Markup:
    """Both weeks side by side: figures, the boss's calendar, and every matter on request."""
    weeks = [game.weeks[side] for side in SIDES]
    figures = [facts.figures(week) for week in weeks]
    head = [words.say(WHAT), *(words.say(BOARDS[side]) for side in SIDES)]
    rows = [[_named(words, name), *(words.said(one[name].shown) for one in figures)] for name in facts.FIGURES]
    calendars = Markup().join(
        Markup("<figure><figcaption>{}</figcaption>{}</figure>").format(
            words.say(facts.BOARD, board=BOARDS[side]), calendar(words, week, 5)
        )
        for side, week in zip(SIDES, weeks, strict=True)
    )
    matters = folded(words.say(ALL_MATTERS), Markup('<div class="kit-wide">{}</div>').format(_matters(words, weeks)))
    return (
        table(head, rows, "kit-two-weeks")
        + lines(words.say(ONE_WEEK))
        + Markup('<div class="kit-two">{}</div>').format(calendars)
        + matters
    )


def _named(words: Language, name: str) -> str:
    """What a figure is called, with its unit."""
    what, unit = facts.FIGURES[name]
    return words.say(IN_UNIT, label=what, unit=unit) if unit else words.say(what)


def _matters(words: Language, weeks: list[Week]) -> Markup:
    """Every matter with what both boards made of it."""
    cards = deck(words.code)
    rows = []
    for pair in zip(*(week.matters for week in weeks), strict=True):
        decision = cards[pair[0].arrival.decision]
        cells = []
        for one in pair:
            temper, said = outcome(words, one)
            cells.append(
                Markup('<span class="kit-came-of">{}<span><b>{} {}:</b> {}</span></span>').format(
                    mood(temper), one.degree, words.say(NAMES[one.degree]), said
                )
            )
        rows.append([Markup("{}<br>{}").format(decision.scenes[pair[0].arrival.scene].who, decision.title), *cells])
    return table([words.say(MATTER), *(words.say(BOARDS[side]) for side in SIDES)], rows, "kit-all-matters")
