"""Halfway through “Seasons”: what the bots think of an agreement, a proposal, and what they answer to it."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest.game import BINDING, BOUND, FREE, LIMIT, TALKED, Game
from kit.exercises.customer_forest.screen_bots import OPENINGS, answers, bots, sayings
from kit.messages import _
from kit.parameters import decided_or_default
from kit.screen.fields import field
from kit.screen.game import DRAFT, GameStep
from kit.screen.text import lines

HALFWAY = _("Halfway: six seasons are over, six are to come")
TALK = _("Halfway: do you want to agree on something?")
TALK_HELP = _("Look at the ground and talk for five minutes. Without an agreement everything stays as it is.")
TALK_ALONE = _("Look at the ground. You may propose a limit to the others.")
PROPOSE = _("Propose this")
PROPOSED, PROPOSED_FREE = _("You propose: at most {limit} days of winning."), _("You propose: no limit.")
ANSWER = _("What the others say")
OTHERWISE = _("Propose something else")
AGREE = _("So be it: on with the seasons")
PROPOSAL = f"{DRAFT}proposal"  # whether something was proposed to the bots and not yet agreed on


def talk(step: GameStep, game: Game) -> list[Widget]:
    """The scene of the talk: bots speak first; a proposal is answered before it holds."""
    has_bots = any(bots(game))
    if has_bots and step.decided.get(PROPOSAL):
        return _answered(step, game)
    words = step.page.words
    title = step.heading(step.say(TALK), step.say(HALFWAY))
    only_bots = len(game.humans) == 1 and has_bots
    said = sayings(words, game, OPENINGS) + lines(step.say(TALK_ALONE if only_bots else TALK_HELP))
    form = step.reused_form(
        groups=[{"fields": [field(words, LIMIT), field(words, BOUND)]}],
        values={
            LIMIT.name: decided_or_default(step.decided, LIMIT),
            BOUND.name: BINDING if game.binds else BOUND.default,
        },
        actions=[{"key": "agree", "label": step.say(PROPOSE if has_bots else AGREE), "primary": True}],
        on_action=lambda _key, _values: step.decide({PROPOSAL: "yes"} if has_bots else {TALKED.name: "done"}),
    )
    return step.scene(title, game, [step.reused_text(said), form])


def _answered(step: GameStep, game: Game) -> list[Widget]:
    words, limit = step.page.words, decided_or_default(step.decided, LIMIT)
    is_free = limit == FREE
    title = step.heading(step.say(PROPOSED_FREE) if is_free else step.say(PROPOSED, limit=limit), step.say(ANSWER))
    sentences, values = answers(game, limit, is_free)
    said: Markup = sayings(words, game, sentences, **values)
    form = step.reused_form(
        actions=[
            {"key": "agree", "label": step.say(AGREE), "primary": True},
            {"key": "otherwise", "label": step.say(OTHERWISE)},
        ],
        on_action=lambda key, _values: step.decide({PROPOSAL: ""} | ({TALKED.name: "done"} if key == "agree" else {})),
    )
    return step.scene(title, game, [step.reused_text(said), form])
