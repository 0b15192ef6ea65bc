"""What the clock of the agenda says to the groups: which step is now, and how much of it is left.

Clocks are wrong, so no time of day is compared: the facilitator's page says how many seconds were left, the store says when
that arrived, and from there on each browser counts by itself.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Pace:
    """A step of the agenda. `seconds` were left of it when this was said; `runs`: whether they go by.

    `title`: what the guide calls it, "" where the clock shows no step; `exercise` and `step` where it is a step of one; `section`: the part of the guide. `until`: the
    time of day at which a break is over, by the facilitator's browser, where it is known. `stand` is what the clock stood at, so that nothing is said twice.
    """

    title: str
    seconds: int
    runs: bool
    exercise: str = ""
    step: str = ""
    is_break: bool = False
    section: str = ""
    until: str = ""
    stand: str = ""

    def to_text(self) -> str:
        """As it is told to a room."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def left(self, arrived: str, now: datetime | None = None) -> int:
        """The seconds that are left of it, if it `arrived` at that moment (ISO time; "": just now); below 0: so long over."""
        return self.seconds - (age(arrived, now) if self.runs else 0)


def age(arrived: str, now: datetime | None = None) -> int:
    """The whole seconds since a moment (ISO time); 0 for one that is to come, or none."""
    try:
        since = datetime.fromisoformat(arrived)
        return max(0, int(((now or datetime.now(UTC)) - since).total_seconds()))
    except (ValueError, TypeError):
        return 0


def read_pace(text: str) -> Pace | None:
    """What the clock says in a room; None where nothing was said, or it is damaged."""
    try:
        told = json.loads(text)
        made = Pace(
            *(str(told["title"]), int(told["seconds"]), told["runs"] is True),
            is_break=told.get("is_break") is True,
            **{name: str(told.get(name, "")) for name in ("exercise", "step", "section", "until", "stand")},
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    return made if abs(made.seconds) <= LONGEST_SECONDS else None
