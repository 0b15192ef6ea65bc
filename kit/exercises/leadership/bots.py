"""The three bots of “Who decides?”: whoever plays alone has a team with them. Each has a temper and picks by it.

What they say is in `screen_bots.py`; here is only what they pick.
"""

from random import Random

from kit.exercises.leadership.decisions import Decision
from kit.exercises.leadership.degrees import DEGREES

KEEPER, TALKER, TRUSTING = BOTS = ("keeper", "talker", "trusting")
CALLED = {KEEPER: "Konrad", TALKER: "Amira", TRUSTING: "Levi"}
TEMPERS = {KEEPER: (2, 2), TALKER: (3, 4), TRUSTING: (4, 7)}  # the degree each sees today, and wishes for, on the whole
BY_MISTAKES = {"often": -1, "sometimes": 0, "seldom": 1}  # the more a team errs, the less of it is left to the team


def pick(bot: str, decision: Decision, luck: int) -> tuple[int, int]:
    """The degrees that a bot sees today and wishes for, the same ones with the same luck."""
    chance, shift = Random(f"{bot} {decision.key} {luck}"), BY_MISTAKES[decision.team_errs]
    today, wished = (_within(temper + shift + chance.choice((-1, 0, 0, 1))) for temper in TEMPERS[bot])
    return today, wished


def _within(degree: int) -> int:
    return min(max(degree, DEGREES[0]), DEGREES[-1])
