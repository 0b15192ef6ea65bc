"""A week in a sales team, in working minutes: matters arrive, some wait for the boss, some go wrong, some people go.

The boss has a calendar full of meetings and decides in what is left, in the order in which people come. Who decides is one of
seven degrees of delegation (Appelo, Management 3.0). All chance is drawn before, so that two boards meet the same week. How
long a decision takes the boss, and how often one is carried out badly because nobody knows why, nobody has measured: both are
assumptions of this game. It knows no words and no screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kit.models.checking import conditional_miss

TELL, SELL, CONSULT, AGREE, ADVISE, INQUIRE, DELEGATE = DEGREES = tuple(range(1, 8))
DAY_MINUTES, DAYS = 480, 5
WEEK_MINUTES = DAY_MINUTES * DAYS
MATTERS = 15
BOSS_MINUTES = {TELL: 15, SELL: 30, CONSULT: 40, AGREE: 45, ADVISE: 15, INQUIRE: 10, DELEGATE: 0}
MEETING_MINUTES = (60, 60, 60, 60, 90)  # of each day, in another order every day: 5.5 of 8 hours
GAP_MINUTES = (15, 15, 30, 45, 45)
IN_TIME_MINUTES = 120  # what the boss has read by then can still be put right
HALFHEARTED = 0.25  # of what is only told is carried out without knowing why
UNDONE = 0.05  # of right decisions of the team a boss who reads them takes back, not knowing the customer
HEARS, TALKS, READS = (
    "high",
    "moderate",
    "moderate",
)  # how much whoever looks a second time depends on the first (`kit.models.checking`)
LATE, WRONG, MENDED, BADLY_CARRIED = 1, 2, 1, 1  # what each costs of the goodwill of whoever waits
GOODWILL = 2  # whoever has none left goes


@dataclass(frozen=True)
class Stakes:
    """What depends on a kind of decision: how often the team and the boss err (shares), how long people wait for it
    patiently (working minutes), and how often it comes (a weight)."""

    team_errs: float
    boss_errs: float
    patience: int
    often: int


@dataclass(frozen=True)
class Arrival:
    """A matter arrives at a `minute` of the week; which `decision` it is and which of its scenes; and what chance holds ready."""

    minute: int
    decision: int
    scene: int
    errs: float
    is_seen: float
    is_undone: float
    is_understood: float


@dataclass(frozen=True)
class Chances:
    """A week before anybody decides: `free` are the (start, end) minutes between the boss's meetings."""

    free: tuple[tuple[int, int], ...]
    arrivals: tuple[Arrival, ...]


def draw(stakes: Sequence[Stakes], luck: int) -> Chances:
    """The calendar and fifteen matters of a week: every decision once, and some often ones in their other scene; same luck, same week."""
    random = np.random.default_rng([luck, 18])
    weights = np.array([one.often for one in stakes], float)
    twice = random.choice(len(stakes), MATTERS - len(stakes), replace=False, p=weights / weights.sum())
    first = random.integers(2, size=len(stakes))
    kinds = [(one, int(first[one])) for one in range(len(stakes))] + [(int(one), 1 - int(first[one])) for one in twice]
    order = random.permutation(MATTERS)
    minutes = np.sort(
        random.choice(WEEK_MINUTES - DAY_MINUTES // 2, MATTERS, replace=False)
    )  # none on Friday afternoon
    dice = random.random((MATTERS, 4)).tolist()
    arrivals = tuple(
        Arrival(minute, *kinds[place], *thrown)
        for minute, place, thrown in zip(minutes.tolist(), order.tolist(), dice, strict=True)
    )
    return Chances(tuple(one for day in range(DAYS) for one in _gaps(day, random)), arrivals)


def _gaps(day: int, random: np.random.Generator) -> list[tuple[int, int]]:
    """What the meetings of a day leave free, in minutes of the week; what lies side by side is one."""
    now, found = day * DAY_MINUTES, []
    for minutes in random.permutation([*(-one for one in MEETING_MINUTES), *GAP_MINUTES]).tolist():
        if minutes > 0:
            start = found.pop()[0] if found and found[-1][1] == now else now
            found.append((start, now + minutes))
        now += abs(minutes)
    return found


def wrong_share(degree: int, stakes: Stakes) -> float:
    """How often a decision is wrong when it is made, before anybody can mend it.

    Whoever decides together (4) is wrong where the one who knows more errs and the other does not see it.

    >>> one = Stakes(team_errs=0.15, boss_errs=0.35, patience=480, often=1)
    >>> [round(wrong_share(degree, one), 3) for degree in DEGREES]
    [0.35, 0.35, 0.201, 0.066, 0.101, 0.15, 0.15]
    """
    team, boss = stakes.team_errs, stakes.boss_errs
    if degree in (TELL, SELL):
        return boss
    if degree == CONSULT:
        return boss * conditional_miss(HEARS, team)
    if degree == AGREE:
        return min(team, boss) * conditional_miss(TALKS, max(team, boss))
    return team * conditional_miss(HEARS, boss) if degree == ADVISE else team


@dataclass(frozen=True)
class Matter:
    """What became of an arrival: `blocks` of the boss's time it took, and `decided`: the minute; None if not in this week.

    `is_wrong`: it stayed wrong; `is_mended`: the boss saw it in time; `is_undone`: the boss took back what was right;
    `is_half`: carried out without knowing why.
    """

    arrival: Arrival
    degree: int
    patience: int
    blocks: tuple[tuple[int, int], ...]
    decided: int | None
    is_wrong: bool = False
    is_mended: bool = False
    is_undone: bool = False
    is_half: bool = False

    @property
    def waited(self) -> int:
        """Working minutes until it was decided, at least to the end of the week."""
        return (WEEK_MINUTES if self.decided is None else self.decided) - self.arrival.minute

    @property
    def lost(self) -> int:
        """How much goodwill it cost."""
        late = GOODWILL if self.decided is None else LATE * min(self.waited // self.patience, GOODWILL)
        return int(late + WRONG * self.is_wrong + MENDED * self.is_mended + BADLY_CARRIED * self.is_half)

    @property
    def is_late(self) -> bool:
        """Whether it took longer than whoever waited was patient, or was not decided at all."""
        return self.decided is None or self.waited >= self.patience

    @property
    def is_gone(self) -> bool:
        """Whether whoever waited has gone."""
        return self.lost >= GOODWILL


@dataclass(frozen=True)
class Week:
    """A week as it was: the matters in the order of their arrival, and the boss's time (minutes)."""

    chances: Chances
    matters: tuple[Matter, ...]

    @cached_property
    def free_minutes(self) -> int:
        """What the meetings leave of the boss's week."""
        return sum(end - start for start, end in self.chances.free)

    @cached_property
    def deciding_minutes(self) -> int:
        """What the boss spent on these matters."""
        return sum(end - start for one in self.matters for start, end in one.blocks)

    @property
    def waited_minutes(self) -> int:
        """What all matters waited together."""
        return sum(one.waited for one in self.matters)

    @property
    def wrong(self) -> int:
        """How many stayed wrong."""
        return sum(one.is_wrong for one in self.matters)

    @property
    def late(self) -> int:
        """How many came too late."""
        return sum(one.is_late for one in self.matters)

    @property
    def gone(self) -> int:
        """How many people have gone."""
        return sum(one.is_gone for one in self.matters)


def play(board: Sequence[int], stakes: Sequence[Stakes], chances: Chances) -> Week:
    """The week that a board (degree by decision) makes of these chances; same board, same chances, same week."""
    free, matters = list(chances.free), []
    for arrival in chances.arrivals:
        degree = board[arrival.decision]
        blocks, free = _taken(free, arrival.minute, degree)
        matters.append(_matter(arrival, degree, stakes[arrival.decision], blocks))
    return Week(chances, tuple(matters))


def _taken(free: list[tuple[int, int]], minute: int, degree: int) -> tuple[tuple[tuple[int, int], ...], list]:
    """The boss's time that a matter takes from `minute` on, and what is then left.

    What needs everybody at one table (4) waits for a gap that is long enough; whoever asks for advice (5) gets it at once or not
    at all. Nothing is taken where the week is too short.
    """
    needed = BOSS_MINUTES[degree]
    ahead = [(max(start, minute), end) for start, end in free if end > minute]
    if degree == AGREE:
        ahead = [one for one in ahead if one[1] - one[0] >= needed][:1]
    elif degree == ADVISE:
        ahead = [one for one in ahead if one[0] == minute and one[1] - minute >= needed]
    blocks = []
    for start, end in ahead if needed else ():
        blocks.append((start, min(end, start + needed)))
        needed -= blocks[-1][1] - start
        if not needed:
            break
    if needed:
        return (), free
    return tuple(blocks), [rest for one in free for rest in _without(one, blocks)]


def _without(gap: tuple[int, int], blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A gap without the blocks that were taken of it (at most one of them lies in it)."""
    start, end = gap
    for first, last in blocks:
        if start <= first and last <= end:
            return [one for one in ((start, first), (last, end)) if one[0] < one[1]]
    return [gap]


def _matter(arrival: Arrival, degree: int, stakes: Stakes, blocks: tuple[tuple[int, int], ...]) -> Matter:
    """Who decides when, whether it is right, and whether somebody sees it in time."""
    at_once = degree in (ADVISE, INQUIRE, DELEGATE)
    decided = arrival.minute if at_once else blocks[-1][1] if blocks else None
    heard = degree if degree != ADVISE or blocks else DELEGATE  # nobody there to advise
    errs = decided is not None and arrival.errs < wrong_share(heard, stakes)
    reads = degree == INQUIRE and bool(blocks) and blocks[-1][1] - arrival.minute <= IN_TIME_MINUTES
    mended = reads and errs and arrival.is_seen >= conditional_miss(READS, stakes.boss_errs)
    undone = reads and not errs and arrival.is_undone < UNDONE
    half = degree == TELL and decided is not None and arrival.is_understood < HALFHEARTED
    return Matter(
        arrival, degree, stakes.patience, blocks, decided, (errs and not mended) or undone, mended, undone, half
    )
