"""The four seats of “The board meeting” as people: a drawn face each, their aims, and what the bots among them say."""

from collections.abc import Iterable

from markupsafe import Markup

from kit.contract import COMMA, beside
from kit.drawing.people import person
from kit.exercises.redesign.facts import levers as named
from kit.exercises.redesign.facts import shown
from kit.exercises.redesign.game import Game
from kit.exercises.redesign.game_bots import closes_off
from kit.exercises.redesign.game_figures import aim, forecast, in_sight, within_reach
from kit.exercises.redesign.game_paths import NOTHING, Path, with_year
from kit.exercises.redesign.roles import AIMS, CALLED, FINANCE, NAMES, PRODUCT, ROLES, SALES, WORKS
from kit.exercises.redesign.setting import LEVERS
from kit.messages import Finding, Message, _
from kit.wording import Language

DRAWN = {
    SALES: person(0, 0, 110, "brick", "skin-1", ("long", "earth")),
    FINANCE: person(0, 0, 110, "denim", "skin-2", ("short", "ink"), beard=True),
    PRODUCT: person(0, 0, 110, "teal", "skin-4", ("bun", "ochre")),
    WORKS: person(0, 0, 110, "plum", "skin-3", ("crown", "ink")),
}
WANTS = {  # why a bot wants levers to be pulled
    SALES: _("{levers}: that brings orders, says my pipeline. Everything else keeps my people from selling."),
    FINANCE: _("{levers}: that pays for itself by year three. I see no figure for the rest."),
    PRODUCT: _("{levers}. Customers want to buy in peace, and I want to hear what they say."),
    WORKS: _("{levers}: people can live with that. Whatever lowers pay needs a better reason."),
}
IS_CONTENT = _("Leave it as it is. I reckon with {counted}, and I want {bound}.")
NO_NEARER = _(
    "None of the levers that can still be paid for brings me nearer. I reckon with {counted}, and I want {bound}."
)
YOUR_SEAT = _("your seat")
AT_LEAST, AT_MOST = _("at least {aim}"), _("at most {aim}")
YES = _("Yes. I reckon with {counted}, and I want {bound}.")
YES_LATER = _(
    "Yes. That does not bring my aim yet, but leaves it within the budget. I reckon with {counted}, and I want {bound}."
)
YES_THOUGH = _("Yes. My aim is out of sight anyway, and this does not make it worse: {counted}, and I want {bound}.")
NO = _("No. I reckon with {counted}, and I want {bound}.")
NO_MORE = _("No. After that no lever that can be paid for leads to my aim: {counted}, and I want {bound}.")


def face(role: str) -> Markup:
    """The face of whoever has a seat; the name stands beside it."""
    return Markup(
        '<svg class="kit-meet-face" viewBox="-21 -115 42 47" aria-hidden="true" focusable="false">{}</svg>'
    ).format(Markup(DRAWN[role]))


def wish(words: Language, role: str) -> str:
    """The aim of a role in a sentence."""
    return words.say(AIMS[role].wish, aim=shown(role, aim(role)))


def seats(words: Language, game: Game, roles: Iterable[str] = ROLES) -> Markup:
    """Who sits at the table: role, the name of the bot where there is one, and the aim."""
    said = Markup().join(_seat(words, role, CALLED[role] if role in game.bots else "") for role in roles)
    return Markup('<ul class="kit-meet-seats">{}</ul>').format(said)


def _seat(words: Language, role: str, bot: str) -> Markup:
    name = Markup("<b>{}</b> {}").format(words.say(NAMES[role]), Markup("({})").format(bot) if bot else "")
    return Markup("<li>{}<span>{}<br>{}</span></li>").format(face(role), name, wish(words, role))


def at_the_end(words: Language, game: Game, role: str, mine: str = "") -> Markup:
    """A seat where figures are told: the name of the bot that has it, or a sign that it is one's own (`mine`)."""
    if role in game.bots:
        return Markup("<b>{}</b>").format(called(words, role))
    own = Markup(' <span class="kit-meet-mine">{}</span>').format(words.say(YOUR_SEAT)) if role == mine else Markup()
    return Markup("<b>{}</b>{}").format(words.say(NAMES[role]), own)


def called(words: Language, role: str) -> str:
    """A bot with its role."""
    return words.said(beside((CALLED[role], NAMES[role]), COMMA))


def bubble(name: str, role: str, said: str) -> Markup:
    """What somebody says, beside the face."""
    return Markup('<div class="kit-meet-says">{}<p><b>{}:</b> {}</p></div>').format(face(role), name, said)


def reasons(words: Language, game: Game, year: int) -> Markup:
    """Why each bot proposes what it proposes."""
    plans, before = game.plans(year), game.before(year)
    said = Markup()
    for role in game.bots:
        more = tuple(lever for lever, old, new in zip(LEVERS, before, plans[role], strict=True) if new and not old)
        stays = IS_CONTENT if in_sight(role, before) else NO_NEARER
        sentence = words.say(WANTS[role], levers=named(more)) if more else words.say(stays, **_counted(role, before))
        said += bubble(called(words, role), role, sentence[:1].upper() + sentence[1:])
    return said


def votes(words: Language, game: Game, year: int, levers: Iterable[str]) -> Markup:
    """What each bot says to a motion, and why."""
    levers, before = tuple(levers), game.before(year)
    moved = with_year(before, levers, year) or NOTHING
    given = game.votes(year, levers)
    said = Markup().join(
        bubble(called(words, role), role, words.say(_vote(role, before, moved, year, yes), **_counted(role, moved)))
        for role, yes in given.items()
    )
    return Markup('<div class="kit-meet-votes">{}</div>').format(said)


def _vote(role: str, before: Path, moved: Path, year: int, yes: bool) -> Message:
    """Why a bot votes as it does."""
    if not yes:
        return NO_MORE if closes_off(role, before, moved, year) else NO
    if in_sight(role, moved):
        return YES
    return YES_LATER if within_reach(role, moved, year + 1) else YES_THOUGH


def _counted(role: str, path: Path) -> dict[str, Finding]:
    """What a department reckons with on a path and what it wants, with what is counted."""
    bound = AT_MOST if AIMS[role].less_is_better else AT_LEAST
    return {
        "counted": Finding(AIMS[role].counted, {"value": shown(role, forecast(path)[role])}),
        "bound": Finding(bound, {"aim": shown(role, aim(role))}),
    }
