"""The three bots of “Who decides?” as people: a drawn face each, and what they say when they lie furthest out."""

from markupsafe import Markup

from kit.exercises.leadership.bots import BOTS, CALLED, KEEPER, TALKER, TRUSTING
from kit.messages import _
from kit.wording import Language

HABITS = {
    KEEPER: _("likes to have everything cross the boss’s desk."),
    TALKER: _("wants to talk about everything together."),
    TRUSTING: _("lets whoever knows the customer decide."),
}
LOW = {  # why the boss should keep it
    KEEPER: _("If it goes wrong, the boss has to answer for it. So the boss decides."),
    TALKER: _("Here I want to know what the boss thinks before anything happens."),
    TRUSTING: _("Even I would not leave that to us. We would all say yes."),
}
HIGH = {  # why the team should have it
    KEEPER: _("Even I would leave that to the team. The boss does not know the half of it."),
    TALKER: _("We talk it through among ourselves; the boss need not sit there."),
    TRUSTING: _("Whoever sits opposite the customer sees best. Why wait?"),
}
# Skin, hair, jacket and what is drawn over them: a tie, curls with earrings, a cap.
LOOKS = {
    KEEPER: ("#e8bd94", "#5a5a5a", "#34495e"),
    TALKER: ("#b57b4f", "#1d1512", "#a23b57"),
    TRUSTING: ("#f0cda6", "#8a4b1f", "#2e7d4f"),
}
DRAWN = {
    KEEPER: '<path d="M18 24q0-13 12-13t12 13q-3-5-12-5t-12 5z" fill="{hair}"/><path d="M28 44h4l2 13-4 3-4-3z" fill="#b34700"/>',
    TALKER: '<path d="M16 33q-4-23 14-23t14 23q3 3-1 8-1-18-13-18t-13 18q-4-5-1-8z" fill="{hair}"/>'
    '<circle cx="19" cy="35" r="2" fill="#e69f00"/><circle cx="41" cy="35" r="2" fill="#e69f00"/>',
    TRUSTING: '<path d="M18 26q-1-14 12-14t12 14z" fill="{hair}"/><path d="M17 23q0-11 13-11t13 11h6v3H17z" fill="#0072b2"/>',
}


def face(bot: str) -> Markup:
    """The drawn face of a bot; its name stands beside it."""
    skin, hair, jacket = LOOKS[bot]
    body = f'<path d="M10 60q1-15 20-15t20 15z" fill="{jacket}"/><circle cx="30" cy="28" r="13" fill="{skin}"/>'
    eyes = '<g fill="#222"><circle cx="25.5" cy="28" r="1.6"/><circle cx="34.5" cy="28" r="1.6"/></g>'
    mouth = '<path d="M25 34q5 4 10 0" fill="none" stroke="#222" stroke-width="1.6" stroke-linecap="round"/>'
    drawn = body + DRAWN[bot].replace("{hair}", hair) + eyes + mouth
    return Markup('<svg class="kit-temper-face" viewBox="0 0 60 60" aria-hidden="true">{}</svg>').format(Markup(drawn))


def team(words: Language) -> Markup:
    """The three of them, each with a habit."""
    said = Markup().join(
        Markup("<li>{}<span><b>{}</b> {}</span></li>").format(face(bot), CALLED[bot], words.say(HABITS[bot]))
        for bot in BOTS
    )
    return Markup('<ul class="kit-own-team">{}</ul>').format(said)


def explains(words: Language, bot: str, is_low: bool) -> Markup:
    """Why a bot picked what it picked, as a bubble beside its face."""
    said = words.say((LOW if is_low else HIGH)[bot])
    return Markup('<div class="kit-said-why">{}<p><b>{}:</b> {}</p></div>').format(face(bot), CALLED[bot], said)
