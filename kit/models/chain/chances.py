"""All random numbers of the role chain, drawn once: both cultures meet the same customers and the same chance.

Each quantity has its own stream, so the settings can move without any customer changing; only `variation` enters the
draws, because it says how unequal customers are.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.models.chain.setting import ROLES, ChainSetting

STAGES = len(ROLES)


@dataclass(frozen=True, eq=False)
class Draws:
    """Chances by lead and repetition. Every array has the shape (leads, repetitions), one per stage in the tuples.

    `clock`: arrivals of a Poisson process of one lead per day (days). `work`: work in multiples of its mean.
    `advance`, `mistake`, `caught`: uniform, per stage. `lost`, `meet`: uniform, per handover; `colleague`: the wait
    for a colleague in multiples of its mean. `exaggerated`, `territory`, `loyal`: uniform per lead.
    `leaver`: uniform, shape (repetitions,): which of the lone wolves leaves.
    """

    clock: NDArray
    work: tuple[NDArray, ...]
    advance: tuple[NDArray, ...]
    mistake: tuple[NDArray, ...]
    caught: tuple[NDArray, ...]
    lost: tuple[NDArray, ...]
    meet: tuple[NDArray, ...]
    colleague: tuple[NDArray, ...]
    exaggerated: NDArray
    territory: NDArray
    loyal: NDArray
    leaver: NDArray

    @property
    def leads(self) -> int:
        """How many leads are drawn."""
        return self.clock.shape[0]

    @property
    def repetitions(self) -> int:
        """How many repetitions are drawn."""
        return self.clock.shape[1]

    def first(self, leads: int) -> "Draws":
        """The same chances for the first `leads` leads only; raises ValueError when fewer are drawn."""
        if leads > self.leads:
            raise ValueError(f"{leads} leads wanted, {self.leads} drawn")
        if leads == self.leads:
            return self
        return Draws(*(_first(getattr(self, one.name), leads) for one in fields(self)))


def _first(drawn, leads) -> Any:
    """The first rows of an array or of each array of a tuple; what has no leads stays as it is."""
    if isinstance(drawn, tuple):
        return tuple(_first(one, leads) for one in drawn)
    return drawn[:leads] if drawn.ndim > 1 else drawn


def draw(setting: ChainSetting, repetitions: int = 50, block: int = 0) -> Draws:
    """Draw all chances of `repetitions` years once, from `setting.chance` and the number of the `block`.

    Depends on nothing else but `setting.variation` and the number of leads, and the first leads stay the same when
    more are drawn: draw for the largest number of leads and keep the result while sliders move. The work per lead
    is gamma distributed with mean 1 and coefficient of variation `variation` (1: exponential, 0: all alike).

    >>> small, large = draw(ChainSetting(leads_per_day=2.0), 3), draw(ChainSetting(), 3)
    >>> bool((large.work[3][: small.leads] == small.work[3]).all())
    True
    """
    shape = (setting.leads_count, repetitions)
    streams = _streams(np.random.SeedSequence((setting.chance, block)))
    return Draws(
        clock=_kept(next(streams).standard_exponential(shape).cumsum(axis=0)),
        work=tuple(_work(next(streams), setting.variation, shape) for _stage in range(STAGES)),
        advance=_uniforms(streams, STAGES, shape),
        mistake=_uniforms(streams, STAGES, shape),
        caught=_uniforms(streams, STAGES, shape),
        lost=_uniforms(streams, STAGES - 1, shape),
        meet=_uniforms(streams, STAGES - 1, shape),
        colleague=tuple(_kept(next(streams).standard_exponential(shape)) for _stage in range(STAGES - 1)),
        exaggerated=_uniform(next(streams), shape),
        territory=_uniform(next(streams), shape),
        loyal=_uniform(next(streams), shape),
        leaver=_uniform(next(streams), repetitions),
    )


def _streams(seed):
    """One independent stream after the other; a new quantity at the end changes none of the earlier ones."""
    while True:
        yield np.random.default_rng(seed.spawn(1)[0])


def _work(stream, variation, shape):
    """Work with mean 1 and the wanted coefficient of variation."""
    if variation == 0:
        return _kept(np.ones(shape))
    alike = 1 / variation**2
    return _kept(stream.standard_gamma(alike, shape) / alike)


def _uniforms(streams, count, shape):
    return tuple(_uniform(next(streams), shape) for _stage in range(count))


def _uniform(stream, shape):
    """Single precision: these numbers are only compared with shares, and half the memory is half the time."""
    return _kept(stream.random(shape, dtype=np.float32))


def _kept(drawn):
    drawn.setflags(write=False)
    return drawn
