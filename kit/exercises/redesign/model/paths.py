"""Years of one firm on a path: in which year each lever is pulled. Many paths are followed side by side in the same worlds.

The forest (M3) goes on from year to year; where the territories are opened, the firms and customers of all three become one ground.
See `MODELS.md`, M4.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kit.exercises.redesign.model.counted import Counted
from kit.exercises.redesign.model.money import Books, settle
from kit.exercises.redesign.model.world import COMBINATIONS, COMMISSION, DRAWN_GROUND, STRONG, World, as_one_ground
from kit.exercises.redesign.setting import LEVERS
from kit.models import forest
from kit.models.course import repeated
from kit.models.pay import euros
from kit.models.pay.setting import SELLERS, YEAR_MONTHS

NEVER = 0
SIXTEEN = COMBINATIONS  # as paths: all levers of a combination in the first year


def all_paths(costs_eur: Sequence[float], budget_eur: float, years: int) -> NDArray:
    """All paths whose changes cost at most the budget in every year, (paths, levers): the year of each lever or `NEVER`.

    >>> len(all_paths((10.0, 10.0, 10.0, 10.0), 100.0, 3)), len(all_paths((10.0, 10.0, 10.0, 10.0), 10.0, 3))
    (256, 73)
    """
    paths = np.array([*product(range(years + 1), repeat=len(LEVERS))])
    spent = ((paths[:, :, None] == np.arange(1, years + 1)) * np.asarray(costs_eur)[:, None]).sum(axis=1)
    return paths[(spent <= budget_eur + 1e-9).all(axis=1)]


def combinations(paths: NDArray, year: int) -> NDArray:
    """Which of the sixteen combinations each path has in a year (from 1), (paths,).

    >>> combinations(np.array([[1, 0, 2, 0]]), 1).tolist(), combinations(np.array([[1, 0, 2, 0]]), 2).tolist()
    ([1], [5])
    """
    pulled = (paths != NEVER) & (paths <= year)
    return pulled @ (1 << np.arange(paths.shape[1]))


def follow(world: World, paths: ArrayLike) -> Books:
    """What becomes of the firm on each path, (paths, levers) of the years in which its levers are pulled (`NEVER` or 1, 2, ...)."""
    paths = np.asarray(paths)
    codes = [combinations(paths, year + 1) for year in range(world.setting.years)]
    shape = (len(paths), len(SELLERS), world.columns)
    stand, counted = _planted(world, shape), []
    for year, code in enumerate(codes):
        counts = Counted.of_year(_at_work(world, paths, year))
        for is_shared in (False, True):
            chosen = np.flatnonzero(world.is_shared[code] == is_shared)
            if chosen.size:
                before = {name: _laid_out(values[:, chosen], is_shared) for name, values in stand.items()}
                after, seen = _year(world, before, code[chosen], counts.at_work[:, chosen], year, is_shared)
                counts.take_over(chosen, seen)
                for name, values in stand.items():
                    values[:, chosen] = _as_territories(getattr(after, name), values[:, chosen].shape, is_shared)
        counted.append(counts)
    return settle(world, paths, codes, counted)


# The forests of all paths stand as own territories, (places, paths, sellers, columns); quality has one row.


def _planted(world: World, shape: tuple[int, int, int]) -> dict[str, NDArray]:
    """What all paths begin with."""
    start = forest.plant(euros.ground(world.setting.pay), world.chances)
    each = {name: np.atleast_2d(getattr(start, name)) for name in forest.Forest.__dataclass_fields__}
    wide = {name: values.reshape(len(values), 1, *shape[1:]) for name, values in each.items()}
    return {name: np.repeat(values, shape[0], axis=1) for name, values in wide.items()}


def _laid_out(values: NDArray, is_shared: bool) -> NDArray:
    """Values (places, paths, sellers, columns) as a forest has them, by column; one product is the product of all."""
    if len(values) == 1:
        return values[0, :, 0].ravel() if is_shared else values.ravel()
    return as_one_ground(values) if is_shared else values.reshape(len(values), -1)


def _as_territories(values: NDArray, shape: tuple[int, ...], is_shared: bool) -> NDArray:
    """The reverse of `_laid_out`."""
    if not is_shared:
        return values.reshape(shape)
    places, paths, sellers, columns = shape
    if places == 1:
        return np.broadcast_to(values.reshape(1, paths, 1, columns), shape)
    return np.moveaxis(values.reshape(sellers, places, paths, columns), 0, -2)


def _at_work(world: World, paths: NDArray, year: int) -> NDArray:
    """Whether each desk is taken in the months of a year, (months, paths, sellers, columns): the strong seller's may be empty for a while."""
    taken = np.ones((YEAR_MONTHS, len(paths), len(SELLERS), world.columns))
    since = YEAR_MONTHS * (year + 1 - paths[:, COMMISSION]) + np.arange(YEAR_MONTHS)[:, None]
    empty = (paths[:, COMMISSION] != NEVER) & (since >= 0) & (since < world.setting.replace_months)
    taken[:, :, STRONG] -= empty[:, :, None] * world.gone
    return taken


def _year(world: World, before, codes: NDArray, at_work: NDArray, year: int, is_shared: bool):
    """A year of some paths, all with own territories or all on one ground: the forest after it and what was counted."""
    land, chances = _ground(world, len(codes), is_shared)
    hunt, care, feedback = (getattr(world.days, name)[codes] for name in ("hunt", "care", "feedback"))
    felt = world.days.felt[codes]
    promise = np.broadcast_to(world.days.promise[codes][:, None], felt.shape)
    weights = hunt / np.maximum(hunt.sum(axis=1, keepdims=True), 1e-12) if is_shared else None
    stand, counts = forest.Forest(**before), Counted.of_year(at_work)
    for place, there in enumerate(at_work):
        month = YEAR_MONTHS * year + place
        product = (feedback * there).sum(axis=1)
        work = _work((hunt * there, care * there), (product, promise, felt), is_shared)
        earlier = stand
        stand, happened = forest.grow(land, earlier, work, chances, month)
        counts.see(month, earlier, stand, happened, weights)
    counts.see_end(stand, YEAR_MONTHS * (care.sum(axis=1) if is_shared else care).ravel(), is_shared)
    return stand, counts


def _work(own, common, is_shared: bool) -> forest.Work:
    """A month's work by column: `own` figures (paths, sellers, columns), `common` ones (paths, columns)."""
    if is_shared:
        own = [one.sum(axis=1) for one in own]
    else:
        common = [np.repeat(one[:, None], len(SELLERS), axis=1) for one in common]
    hunt, care, feedback, promise, felt = (one.ravel() for one in (*own, *common))
    return forest.Work(hunt, care, feedback, promise=promise, felt=felt)


def _ground(world: World, paths: int, is_shared: bool) -> tuple[forest.Ground, forest.Chances]:
    """The ground and its chance for several paths side by side."""
    land, chances = world.ground(is_shared), world.shared_chances if is_shared else world.chances
    times = paths if is_shared else paths * len(SELLERS)
    return replace(land, **{name: np.tile(getattr(land, name), times) for name in DRAWN_GROUND}), repeated(
        chances, paths
    )
