"""What the debrief asks about the calls."""

from kit.exercises.coin_calls.facts import NAME
from kit.exercises.coin_calls.game import Game

from kit.debrief import CHANCE, Noticed, span
from kit.groups import Session
from kit.messages import Finding, _

RIGHT = _("Right calls per group: {right}. The coin was fair: nobody could know.")
ASK_RIGHT = _("Which of your forecasts were tosses of a coin?")


def right_by_luck(session: Session) -> list[Noticed]:
    """How far the groups lie apart in what nobody could know."""
    games = [Game(group.journal.decided(NAME, "play")) for group in session.groups]
    right = [game.right for game in games if game.now is None]
    return [Noticed(CHANCE, Finding(RIGHT, {"right": span(right)}), Finding(ASK_RIGHT), 0.5)] if len(right) > 1 else []


RULES = (right_by_luck,)
