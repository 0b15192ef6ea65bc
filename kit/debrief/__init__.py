"""What a rule of the debrief says: what it noticed in what the groups really did, and what to ask about it.

Rules know no screen. A rule never calls a group better: it shows the spread, and says where chance alone could have made
the difference. Groups are named only where luck speaks; everything else is counted. `kit/debrief/workshop.py` asks all rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kit.messages import Finding, _

TOGETHER, CULTURE, CHANCE = "together", "culture", "chance"
SPAN = _("{low} to {high}")


@dataclass(frozen=True)
class Noticed:
    """What a rule saw in the data of the groups, and what to ask about it.

    `kind`: how the groups lie apart or together ("together"), what their decisions made ("culture"), or what luck made
    ("chance"). `striking`: 0 to 1, what comes first when there is little time. `of`: what tells it from others of the same
    rule about the same exercise. `basis`: what was counted, where the figures do not say so themselves.
    """

    kind: str
    seen: Finding
    ask: Finding
    striking: float
    of: str = ""
    basis: Finding | None = None


@dataclass(frozen=True)
class Question:
    """What a rule noticed, with the name of the rule and of the exercise it is `about` ("" for the whole session).

    Of all questions of a session no two have the same rule and are about the same: `key` stays what it is when they are made anew.
    """

    rule: str
    about: str
    kind: str
    seen: Finding
    ask: Finding
    striking: float
    basis: Finding | None = None

    @property
    def key(self) -> str:
        """Its name in a journal."""
        return f"{self.about}|{self.rule}"


def listed(names: Iterable[str]) -> str:
    """Names as they stand in a sentence."""
    return ", ".join(names)


def span(figures: Iterable, shown: Callable = lambda figure: figure):
    """From the smallest to the largest figure, each as `shown`; one figure where both look the same."""
    figures = list(figures)
    low, high = shown(min(figures)), shown(max(figures))
    return low if low == high else Finding(SPAN, {"low": low, "high": high})
