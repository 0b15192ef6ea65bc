"""What can be changed when: the four levers, what each takes of the budget of change, and paths through the three years."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from re import fullmatch

from kit.exercises.redesign.setting import LEVERS, RedesignSetting

Path = tuple[int, ...]  # for each lever the year (from 1) in which it is pulled, or 0
YEARS = 3
NOTHING: Path = (0,) * len(LEVERS)
COSTS_EUR = dict(zip(LEVERS, RedesignSetting().costs_eur, strict=True))
BUDGET_EUR = 30_000  # of change, for all three years together: a rule of the game
BITS = tuple("".join(bits) for bits in product("01", repeat=len(LEVERS)))


def read_plan(value: object) -> Path | None:
    """The path of a proposal such as "1030" (the first lever in year 1, the third in year 3); None where it is none.

    >>> read_plan("1030"), read_plan("1050")
    ((1, 0, 3, 0), None)
    """
    return tuple(map(int, str(value))) if fullmatch(f"[0-{YEARS}]{{{len(LEVERS)}}}", str(value)) else None


def written_plan(path: Path) -> str:
    """The exact counterpart of `read_plan`."""
    return "".join(map(str, path))


def written(levers: Iterable[str]) -> str:
    """What is pulled in one year, as it lies in the journal.

    >>> written(["commission"])
    '0100'
    """
    levers = set(levers)
    return "".join("1" if lever in levers else "0" for lever in LEVERS)


def levers_of(bits: str) -> tuple[str, ...]:
    """The exact counterpart of `written`, in the order of the levers."""
    return tuple(lever for lever, bit in zip(LEVERS, bits, strict=True) if bit == "1")


def pulled_in(path: Path, year: int) -> tuple[str, ...]:
    """The levers that a path pulls in a year (0: never)."""
    return tuple(lever for lever, when in zip(LEVERS, path, strict=True) if when == year)


def cost_eur(path: Path) -> float:
    """What a path takes of the budget of change."""
    return sum(COSTS_EUR[lever] for lever, year in zip(LEVERS, path, strict=True) if year)


def affordable(path: Path) -> tuple[str, ...]:
    """The levers that a path has not pulled and that what it leaves of the budget pays for."""
    left_eur = BUDGET_EUR - cost_eur(path)
    return tuple(lever for lever, year in zip(LEVERS, path, strict=True) if not year and COSTS_EUR[lever] <= left_eur)


def is_spent(path: Path) -> bool:
    """Whether no lever can be paid for any more."""
    return not affordable(path)


def pulled(path: Path, levers: Iterable[str], year: int) -> Path:
    """A path in which these levers are pulled in a year, whatever that takes."""
    levers = set(levers)
    return tuple(year if lever in levers else before for lever, before in zip(LEVERS, path, strict=True))


def with_year(path: Path, levers: Iterable[str], year: int) -> Path | None:
    """A path in which these levers are pulled in a year; None where one is pulled already or the budget does not pay for it."""
    levers = set(levers)
    if any(before and lever in levers for lever, before in zip(LEVERS, path, strict=True)):
        return None
    found = pulled(path, levers, year)
    return found if cost_eur(found) <= BUDGET_EUR else None


def path_of(settled: Sequence[str]) -> Path | None:
    """The path of what was settled year by year; None where that is impossible."""
    path: Path | None = NOTHING
    for year, bits in enumerate(settled, start=1):
        path = with_year(path, levers_of(bits), year) if path is not None and bits in BITS else None
    return path


def goes_on(settled: Sequence[str], plan: Path | None) -> bool:
    """Whether a proposal can be made when so much is settled: it keeps that, begins now at the earliest, and can be paid for."""
    path = path_of(settled)
    if path is None or plan is None or cost_eur(plan) > BUDGET_EUR:
        return False
    return all(
        then == before if before else not then or then > len(settled) for before, then in zip(path, plan, strict=True)
    )


def onward(path: Path, year: int) -> tuple[Path, ...]:
    """All paths to which the budget can still lead from a path if the next levers are pulled in a year at the earliest."""
    keeps = (zip(path, one, strict=True) for one in paths())
    return tuple(
        one
        for one, pairs in zip(paths(), keeps, strict=True)
        if all(then == before if before else not then or then >= year for before, then in pairs)
    )


@cache
def paths() -> tuple[Path, ...]:
    """All paths for which the budget pays."""
    return tuple(one for one in product(range(YEARS + 1), repeat=len(LEVERS)) if cost_eur(one) <= BUDGET_EUR)
