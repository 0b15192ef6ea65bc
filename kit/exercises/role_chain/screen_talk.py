"""What a talk looks like: the four seats in a row, the customer's face with what is said, and the slip of paper."""

from collections.abc import Iterable

from markupsafe import Markup

from kit.exercises.role_chain.cases import Seat
from kit.exercises.role_chain.facts import PLAYERS, TALK, names_of
from kit.exercises.role_chain.game import CAREFUL, CHAIN, CHATTY, HASTY, HUMAN, Game
from kit.exercises.role_chain.screen_face import face
from kit.messages import Message, _
from kit.models.chain.setting import ROLE_LABELS, ROLES
from kit.screen.text import folded
from kit.wording import Language

NAMES = {CAREFUL: _("Clara"), HASTY: _("Henry"), CHATTY: _("Charlie"), HUMAN: _("you")}
SEATS, TALKS = _("The four seats"), _("The four talks")
BEEN, ON, COMES = _("has been"), _("is on"), _("comes later")
STATES = {"been": BEEN, "on": ON, "comes": COMES}
SPEAKS = "kit-speaks"
YOU_SAY = _("You:")
EARLIER = _("What was said before")
BOT_SAT_ONE = _("{name} (bot) sat here, asked one question and handed over.")
BOT_SAT = _("{name} (bot) sat here, asked {count} questions and handed over.")
BOT_LAST_ONE = _("{name} (bot) sat here last and asked one question.")
BOT_LAST = _("{name} (bot) sat here last and asked {count} questions.")

HEADS = {
    HUMAN: '<circle cx="12" cy="8" r="5"/><path d="M2 24 C2 16 7 14 12 14 S22 16 22 24Z"/>',
    "bot": '<path d="M11 0 h2 v3 h5 v10 h-12 v-10 h5Z M3 24 v-9 h18 v9Z"/><path class="kit-seat-eye" d="M8.5 6.5 h2.5 v2.5 h-2.5Z M13 6.5 h2.5 v2.5 h-2.5Z"/>',
}


def seats(words: Language, game: Game, way: str, on: str | None) -> Markup:
    """Who sits where, who has been, who is on (None: the customer is), who comes; for a lone wolf, the four talks."""
    place = ROLES.index(on) if on else len(ROLES)
    people = [role for role in ROLES if game.player(role) == HUMAN]
    names = NAMES if len(people) == 1 else NAMES | {HUMAN: PLAYERS[HUMAN]}
    rows = []
    for number, role in enumerate(ROLES):
        state = "been" if number < place else "on" if number == place else "comes"
        player = HUMAN if way != CHAIN else game.player(role)
        who = words.say(names[player]) if way == CHAIN else game.seat(role).person.split(",")[0]
        label = names_of(way, role)
        rows.append(
            Markup(
                '<li class="kit-{}"{}><svg viewBox="0 0 24 24" aria-hidden="true">{}</svg><b>{}</b><span>{}</span><i>{}</i></li>'
            ).format(
                state,
                Markup(' aria-current="step"') if state == "on" else "",
                Markup(HEADS.get(player, HEADS["bot"])),
                who,
                words.said(label),
                words.say(STATES[state]),
            )
        )
    return Markup('<ol class="kit-seats" aria-label="{}">{}</ol>').format(
        words.say(SEATS if way == CHAIN else TALKS), Markup().join(rows)
    )


def bots(words: Language, game: Game, roles: Iterable[str]) -> Markup:
    """What the bots in these seats did, a short line each."""
    said = []
    for role in roles:
        count = len(game.asked(CHAIN, role))
        one, several = (BOT_LAST_ONE, BOT_LAST) if role == ROLES[-1] else (BOT_SAT_ONE, BOT_SAT)
        line = words.say(one if count == 1 else several, name=NAMES[game.player(role)], count=count)
        said.append(Markup("<li><b>{}:</b> {}</li>").format(words.say(ROLE_LABELS[role]), line))
    return Markup('<ul class="kit-bots">{}</ul>').format(Markup().join(said)) if said else Markup()


def talk(words: Language, seat: Seat, mood: str, mine: str, theirs: str, more: Markup | str = "", kind="") -> Markup:
    """The customer's face beside what was said last: mine first, then, after a breath, theirs. `SPEAKS`: buttons answer."""
    said = mine_said(words, mine) if mine else Markup()
    if theirs:
        said += Markup('<blockquote class="kit-bubble" role="status">{}</blockquote>').format(theirs)
    return Markup('<div class="kit-talk {}">{}<div class="kit-said">{}{}</div></div>').format(
        kind, face(words, seat, mood), said, more
    )


def mine_said(words: Language, said: str) -> Markup:
    """What people say themselves, as a bubble of their own."""
    return Markup('<p class="kit-bubble kit-mine"><span class="kit-unseen">{} </span>{}</p>').format(
        words.say(YOU_SAY), said
    )


def earlier(words: Language, game: Game, way: str, role: str) -> Markup:
    """All but the last of what was said at a seat, folded."""
    seat, asked = game.seat(role), game.asked(way, role)
    if not asked:
        return Markup()
    said = Markup("<blockquote>{}</blockquote>").format(seat.says)
    for one in asked[:-1]:
        said += Markup("<p><b>{}</b></p><blockquote>{}</blockquote>").format(
            seat.questions[one].label, game.reply(way, role, one)
        )
    return folded(words.say(EARLIER), said)


def slip(title: str, facts: Iterable[str], more: Markup | str = "", level: str = "h4") -> Markup:
    """A slip of paper with a title, facts and what else stands on it."""
    listed = Markup().join(Markup("<li>{}</li>").format(one) for one in facts)
    head = Markup("<{0}>{1}</{0}>").format(Markup(level), title) if title else Markup()
    return Markup('<div class="kit-paper">{}{}{}</div>').format(
        head, Markup("<ul>{}</ul>").format(listed) if listed else "", more
    )


def place_of(role: str) -> int:
    """The number of a seat or talk, from 1."""
    return ROLES.index(role) + 1


def kicker(words: Language, way: str, role: str) -> str:
    """Where in the game one is: the seat of the chain, or the talk of a lone wolf."""
    if way == CHAIN:
        return words.say(SEAT_OF, number=place_of(role), all=len(ROLES), role=ROLE_LABELS[role])
    return words.say(TALK_OF, talk=words.said(TALK[role]), all=len(ROLES))


SEAT_OF: Message = _("Seat {number} of {all}: {role}")
TALK_OF: Message = _("Lone wolf, {talk} of {all}")
