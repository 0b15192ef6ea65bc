"""Plays years of both cultures and keeps of them only what the screen shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.exercise import Laboratory, Measured, View
from kit.parameters import Checked

YEARS_PER_BLOCK = 50  # played while a slider moves
BLOCKS = 8  # played on release: 400 years


def remembering_the_first(draw: Callable, setting_class: type[Checked], *names: str) -> Callable:
    """`draw(setting, years, block)` that remembers the first blocks: a moving slider needs them again and again.

    `names`: the values of the setting on which the draws depend.
    """

    @lru_cache(maxsize=2)
    def first(years: int, *values):
        return draw(setting_class(**dict(zip(names, values, strict=True))), years, 0)

    def drawn(setting: Checked, years: int, block: int):
        return first(years, *(getattr(setting, name) for name in names)) if block == 0 else draw(setting, years, block)

    return drawn


@dataclass(frozen=True)
class Years:
    """Figures of many years: per outcome (old, new), per picture of one view its measured arrays; years last."""

    outcomes: dict[str, tuple[np.ndarray, np.ndarray]]
    pictures: tuple[Measured, ...]

    @property
    def count(self) -> int:
        return len(next(iter(self.outcomes.values()))[0])


def play(
    laboratory: Laboratory, setting: Checked, view: View | None, block: int = 0, years: int = YEARS_PER_BLOCK
) -> Years:
    """Play one block of years and measure all outcomes and the pictures of one view."""
    old, new = laboratory.simulate(setting, years, block)
    outcomes = {one.key: (one.measure(old), one.measure(new)) for one in laboratory.outcomes}
    return Years(outcomes, tuple(picture.measure(old, new) for picture in (view.pictures if view else ())))


def joined(blocks: list[Years], view: View | None) -> Years:
    """Several blocks as one; a picture of a single year comes from the first block."""
    outcomes = {key: _joined_outcome(blocks, key) for key in blocks[0].outcomes}
    pictures = []
    for place, picture in enumerate(view.pictures if view else ()):
        parts = [block.pictures[place] for block in (blocks[:1] if picture.one_year else blocks)]
        pictures.append({name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]})
    return Years(outcomes, tuple(pictures))


def _joined_outcome(blocks: list[Years], key: str) -> tuple[np.ndarray, np.ndarray]:
    old, new = (np.concatenate([block.outcomes[key][side] for block in blocks]) for side in (0, 1))
    return old, new
