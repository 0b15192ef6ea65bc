"""The laboratory of the four levers: all sixteen combinations, pulled in the first year, in the same worlds."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from numpy.typing import NDArray

from kit.exercises.redesign.model.money import Books
from kit.exercises.redesign.model.paths import SIXTEEN, follow
from kit.exercises.redesign.model.world import World, world
from kit.exercises.redesign.setting import LEVERS, RedesignSetting

ALL_OLD = 0


@dataclass(frozen=True, eq=False)
class Redesigned:
    """One of the sixteen (`code`), and the books of all of them, in the columns of one block. Figures (years, columns) by the names of `Books`."""

    setting: RedesignSetting
    code: int
    books: Books
    world: World
    block: int

    def __getattr__(self, name: str) -> NDArray:
        return getattr(self.books, name)[self.code]

    @property
    def sixteen(self) -> NDArray:
        """Profit of all years, after everything, of all sixteen, (16, columns)."""
        return self.books.total_eur

    @cached_property
    def certain(self) -> Books:
        """All OLD and all NEW in the same luck if every assumption were exactly right: what is left is chance alone."""
        known = replace(self.setting, ignorance=0.0)
        return follow(world(known, self.world.columns, self.block), SIXTEEN[[0, -1]])


def simulate(setting: RedesignSetting, years: int, block: int) -> tuple[Redesigned, Redesigned]:
    """All levers OLD, and the levers as set, in `years` possible worlds (the columns of this block)."""
    worlds, books = _all_sixteen(replace(setting, **dict.fromkeys(LEVERS, "new")), years, block)
    old, new = (Redesigned(setting, code, books, worlds, block) for code in (ALL_OLD, setting.combination))
    return old, new


@lru_cache(maxsize=8)
def _all_sixteen(setting: RedesignSetting, years: int, block: int) -> tuple[World, Books]:
    """The same whichever of the sixteen is set; remembered."""
    worlds = world(setting, years, block)
    return worlds, follow(worlds, SIXTEEN)
