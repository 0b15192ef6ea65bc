"""The bots of “Seasons” as people: a drawn face each, and what they say."""

from collections.abc import Iterator

from markupsafe import Markup

from kit.exercises.customer_forest.facts import called
from kit.exercises.customer_forest.game import COPYCAT, FELLER, FORESTER, MIRROR, Game
from kit.messages import Message, _
from kit.wording import Language

# Skin, hair and jacket; what is drawn over them says who it is: an axe, a straw hat and a leaf, two-coloured glasses, a mirror.
LOOKS = {
    FELLER: ("#e8bd94", "#6d3d18", "#b5651d"),
    FORESTER: ("#c98f63", "#3b2416", "#2e7d4f"),
    COPYCAT: ("#f0cda6", "#24313d", "#7a6aa0"),
    MIRROR: ("#8d5b3b", "#1d1512", "#3f7f93"),
}
DRAWN = {
    FELLER: '<path fill="#6d3d18" d="M20 30q10 16 20 0v6q-10 12-20 0z"/>'
    '<path fill="#7a5230" d="m45 22 3 1-6 32-3-1z"/><path fill="#9aa3a8" d="M42 20q10-4 14 6l-12 2z"/>',
    FORESTER: '<path fill="#e0c474" d="M11 22q19-9 38 0l-8-3q-2-11-11-11t-11 11z"/>'
    '<path fill="#5fc04a" d="M44 54q-2-14 11-16 2 13-11 16z"/>',
    COPYCAT: '<g fill="none" stroke="#24313d" stroke-width="2"><circle cx="25" cy="28" r="5" fill="#e69f00" fill-opacity=".5"/>'
    '<circle cx="36" cy="28" r="5" fill="#56b4e9" fill-opacity=".5"/></g>',
    MIRROR: '<path stroke="#7a5230" stroke-width="3" d="m47 46 0 14"/><circle cx="47" cy="40" r="8" fill="#dfeef4" stroke="#7a5230" stroke-width="2"/>'
    '<path stroke="#fff" stroke-width="2" d="m43 42 6-6"/>',
}
HAIR = {
    FELLER: "M18 25q0-13 12-13t12 13q-4-7-12-7t-12 7z",
    FORESTER: "M17 24v16q4 4 5-2v-14h17v14q1 6 5 2v-16z",
    COPYCAT: "M18 26q-1-15 12-15t12 15l-3-6q-9-4-18 1z",
    MIRROR: "M16 32q-4-22 14-22t14 22q-2-12-14-12t-14 12z",
}

HABITS: dict[str, Message] = {
    FELLER: _("wins, wins, wins."),
    FORESTER: _("cares, and wins a little."),
    COPYCAT: _("does what paid best last season."),
    MIRROR: _("wins as hard as the others do."),
}
OPENINGS: dict[str, Message] = {
    FELLER: _("A limit? I win customers. That is what I am here for."),
    FORESTER: _("If all of us win less, there is more for everybody. My word counts."),
    COPYCAT: _("I watch who earns most, and do the same."),
    MIRROR: _("I go at it as hard as the others do. But a word is a word."),
}
FREELY: dict[str, Message] = {
    FELLER: _("No limit? I like you."),
    FORESTER: _("A pity. I go on caring."),
    COPYCAT: _("Then I go on watching who earns most."),
    MIRROR: _("Then I go on doing as the others do."),
}
BY_WORD: dict[str, Message] = {
    FELLER: _("Sure, sure. We shall see."),
    FORESTER: _("At most {limit} days: you have my word."),
    COPYCAT: _("I do what pays. If keeping it pays, I keep it."),
    MIRROR: _("At most {limit} days, my word. Even if others break theirs."),
}
BOUND_TO: dict[str, Message] = {
    FELLER: _("If it binds, what can I do. Then I care a bit."),
    FORESTER: _("Good. Now nobody has to trust anybody."),
    COPYCAT: _("Then it is {limit} days, for me as for everybody."),
    MIRROR: _("Then we all go at it alike."),
}


def face(player: str) -> Markup:
    """The drawn face of a bot."""
    skin, hair, jacket = LOOKS[player]
    return Markup(
        '<svg class="kit-bot-face" viewBox="0 0 60 60" aria-hidden="true"><path fill="#d9cda4" d="M0 0h60v60H0z"/>'
        '<path fill="{jacket}" d="m8 62q2-18 22-18t22 18z"/><path fill="{skin}" d="M26 38h8v8q-4 4-8 0z"/>'
        '<ellipse cx="30" cy="28" rx="11" ry="13" fill="{skin}"/><path fill="{hair}" d="{mane}"/>'
        '<g fill="#222"><circle cx="25.5" cy="28" r="1.5"/><circle cx="34.5" cy="28" r="1.5"/></g>'
        '<path fill="none" stroke="#222" stroke-width="1.5" stroke-linecap="round" d="M26 35q4 3 8 0"/>{drawn}</svg>'
    ).format(skin=skin, hair=hair, jacket=jacket, mane=HAIR[player], drawn=Markup(DRAWN[player]))


def bots(game: Game) -> Iterator[tuple[int, str]]:
    """The bots that play, each once: (team, player)."""
    seen = set()
    for team in game.teams:
        player = game.player(team)
        if player in LOOKS and player not in seen:
            seen.add(player)
            yield team, player


def sayings(words: Language, game: Game, lines: dict[str, Message], kind: str = "kit-bubbles", **values) -> Markup:
    """What the bots say who really play, each with its face."""
    said = Markup().join(
        Markup("<li>{}<p><b>{}</b> <span>{}</span></p></li>").format(
            face(player), words.say(called(game, team)), words.say(lines[player], **values)
        )
        for team, player in bots(game)
    )
    return Markup('<ul class="{}">{}</ul>').format(kind, said) if said else Markup()


def answers(game: Game, limit: str, is_free: bool) -> tuple[dict[str, Message], dict[str, str]]:
    """What the bots say to a proposal, and the figures in it."""
    if is_free:
        return FREELY, {}
    return (BOUND_TO if game.binds else BY_WORD), {"limit": limit}
