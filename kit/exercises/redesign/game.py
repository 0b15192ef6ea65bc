"""“The board meeting”: the rules of the human game of the redesign exercise, without any screen.

Three years, one meeting before each. Everybody proposes privately which levers to pull in which year, all proposals are revealed, then
one decision is made for this year, and the year happens. A game is nothing but the decisions made so far; what follows from them
is worked out in `game_figures.py`, with the same luck whatever is decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kit.contract import BEGUN, LUCK
from kit.exercises.redesign.game_bots import bot_plan, says_yes
from kit.exercises.redesign.game_figures import aim, figures
from kit.exercises.redesign.game_paths import (
    BITS,
    NOTHING,
    YEARS,
    Path,
    affordable,
    goes_on,
    is_spent,
    path_of,
    read_plan,
    with_year,
    written,
)
from kit.exercises.redesign.roles import AIMS, ENOUGH, NAMES, ROLES, SALES, SEATED
from kit.exercises.redesign.setting import LEVERS
from kit.messages import Message, _
from kit.parameters import Choice, Parameter, decided_or_default

OPEN = "open"
MEETINGS = tuple(range(1, YEARS + 1))
TRIES = 2  # motions in a meeting; after that the year goes by without a change
CHOICES = (Choice(OPEN, _("not yet decided")), *(Choice(bits, Message(bits)) for bits in BITS))
PULLED = {year: Parameter(_("levers pulled"), OPEN, choices=CHOICES, name=f"pulled.{year}") for year in MEETINGS}
MOVES = (*PULLED.values(), LUCK)
PEOPLE = Parameter(_("people at this screen"), len(ROLES), 1, len(ROLES), 1, name="people")
ME = Parameter(_("Your seat"), SALES, choices=tuple(Choice(one, NAMES[one]) for one in ROLES), name="me")
Seat = int | str  # a screen of a room by its number, or a role at the one screen


def plan_name(year: int, seat: Seat) -> str:
    """What the proposal of a seat before a year is called in the journal."""
    return f"plan.{year}.{seat}"


def refused_name(year: int) -> str:
    """What the refused motions before a year are called in the journal."""
    return f"refused.{year}"


@dataclass(frozen=True)
class Game:
    """The decisions made so far (names and values as in the journal), and what follows from them.

    `screens`: of a game in which everybody has a screen of their own, who sits at each.
    """

    decided: Mapping
    screens: tuple[tuple[int, str], ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether somebody has begun to play."""
        return self.decided.get(BEGUN) == "yes" or bool(self.settled)

    @property
    def luck(self) -> int:
        """The luck of this round."""
        return int(decided_or_default(self.decided, LUCK))

    # Who is there

    @property
    def people(self) -> tuple[str, ...]:
        """The roles that people at one screen have."""
        count = int(decided_or_default(self.decided, PEOPLE))
        return SEATED[:count] if count > 1 else (str(decided_or_default(self.decided, ME)),)

    @property
    def seats(self) -> dict[Seat, str]:
        """The seats of people with their roles."""
        return {**dict(self.screens)} or {role: role for role in self.people}

    @property
    def bots(self) -> tuple[str, ...]:
        """The roles that bots have; in a room nobody speaks for a role that nobody has."""
        return () if self.screens else tuple(role for role in ROLES if role not in self.people)

    def role_of(self, seat: Seat) -> str:
        """The role of a seat, of people and of bots."""
        return self.seats.get(seat, str(seat))

    # Years

    @cached_property
    def settled(self) -> tuple[str, ...]:
        """What was decided, year by year, up to the first that is open or impossible.

        Where no lever can be paid for any more there is nothing to decide: the years that are left go by.
        """
        found: tuple[str, ...] = ()
        for year in MEETINGS:
            is_decided = not is_spent(path_of(found) or NOTHING)
            bits = str(decided_or_default(self.decided, PULLED[year])) if is_decided else written(())
            if path_of((*found, bits)) is None:
                break
            found = (*found, bits)
        return found

    @property
    def met(self) -> int:
        """How many of the settled years had a meeting: all until no lever could be paid for."""
        return sum(not is_spent(self.before(year)) for year in range(1, len(self.settled) + 1))

    @property
    def now(self) -> int | None:
        """The year (from 1) before which the board meets; None when all three are decided."""
        return len(self.settled) + 1 if len(self.settled) < YEARS else None

    @property
    def is_over(self) -> bool:
        """Whether all three years are decided."""
        return self.now is None

    @property
    def path(self) -> Path:
        """When each lever is pulled, as far as it is decided."""
        return self.before(len(self.settled) + 1)

    def before(self, year: int) -> Path:
        """The path as it was when the board met before a year."""
        return path_of(self.settled[: year - 1]) or NOTHING

    @property
    def still(self) -> tuple[str, ...]:
        """The levers that can still be paid for."""
        return affordable(self.path)

    # A meeting

    def plans(self, year: int) -> dict[Seat, Path]:
        """What was proposed before a year, by seat; bots by their role, once all people have proposed."""
        given = {
            seat: plan
            for seat in self.seats
            if (plan := read_plan(self.decided.get(plan_name(year, seat)))) and goes_on(self.settled[: year - 1], plan)
        }
        if self.screens or len(given) < len(self.seats):
            return given
        return given | {role: bot_plan(role, self.before(year), year) for role in self.bots}

    def kept_plan(self, seat: Seat) -> Path:
        """What a seat wanted for this year or later when it proposed last, as far as the budget still pays for it."""
        path, year = self.path, self.now or YEARS
        wanted = read_plan(self.decided.get(plan_name(year - 1, seat))) or NOTHING
        for lever, when in zip(LEVERS, wanted, strict=True):
            path = (with_year(path, (lever,), when) or path) if when >= year else path
        return path

    @property
    def turn(self) -> Seat | None:
        """The seat that proposes next; None when all have, or the game is over."""
        if self.now is None:
            return None
        given = self.plans(self.now)
        return next((seat for seat in self.seats if seat not in given), None)

    def wanted(self, year: int) -> tuple[str, ...]:
        """The levers that more than half of the proposals want in a year, the most wanted first, as far as the budget goes."""
        plans, chosen = self.plans(year).values(), ()
        counts = {lever: sum(plan[place] == year for plan in plans) for place, lever in enumerate(LEVERS)}
        for lever in sorted(LEVERS, key=lambda one: -counts[one]):
            if 2 * counts[lever] > len(plans) and with_year(self.before(year), (*chosen, lever), year):
                chosen = (*chosen, lever)
        return chosen

    def votes(self, year: int, levers: Iterable[str]) -> dict[str, bool]:
        """Whether each bot says yes to a motion for a year."""
        levers = tuple(levers)
        return {role: says_yes(role, self.before(year), levers, year) for role in self.bots}

    def is_carried(self, year: int, levers: Iterable[str]) -> bool:
        """Whether a motion of the people has votes enough; among themselves people settle it without the rules."""
        votes = self.votes(year, levers)
        return not votes or len(self.people) + sum(votes.values()) >= ENOUGH

    def refused(self, year: int) -> tuple[str, ...]:
        """The motions that were refused before a year."""
        return tuple(one for one in str(self.decided.get(refused_name(year)) or "").split(",") if one in BITS)

    # What came of it

    def value(self, role: str, until: int = YEARS) -> float:
        """The figure of a role after so many years."""
        return float(figures(self.path, until)[role][self.luck - 1])

    def untouched(self, role: str, until: int = YEARS) -> float:
        """What it would be if nothing had been changed, with the same luck."""
        return float(figures(NOTHING, until)[role][self.luck - 1])

    @property
    def reached(self) -> tuple[str, ...]:
        """The roles that have reached their aims at the end."""
        return tuple(role for role in ROLES if AIMS[role].is_reached(self.value(role), aim(role)))

    @property
    def reached_untouched(self) -> tuple[str, ...]:
        """The roles that would have reached their aims if nothing had been changed, with the same luck."""
        return tuple(role for role in ROLES if AIMS[role].is_reached(self.untouched(role), aim(role)))

    @property
    def is_won(self) -> bool:
        """Whether the board holds together."""
        return len(self.reached) >= ENOUGH
