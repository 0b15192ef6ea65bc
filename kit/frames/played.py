"""The models played: one setting (`simulate`) or all combinations of several values (`sweep`), as tidy DataFrames."""

import warnings
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pandas as pd

from kit.asked import (
    MOST_RUNS,
    is_by_year,
    plainly,
    runs_asked,
    setting_asked,
    spoken_here,
    values_asked,
)
from kit.errors import KitError, SettingError
from kit.exercise import Exercise
from kit.exercises import with_laboratory
from kit.frames.progress import as_far_as_it_goes
from kit.messages import Message, _
from kit.parameters import Checked
from kit.wording import Language
from kit.years import BLOCKS, YEARS_PER_BLOCK, Years, joined, play

YEAR, RUN, SIDE = "year", "run", "side"
OLD_AND_NEW = np.array(["old", "new"], dtype=object)

NO_VALUES = _("“{name}” needs at least one value; the list is empty.")
TOO_MANY = _("{settings} settings with {runs} runs each are {asked} runs; at most {most} can be played at once.")
LEFT_OUT = _("Left out: {count} of {all} settings, whose values do not fit together. {why}")


@plainly
def simulate(name: str, runs: int | None = None, seed: int | None = None, **setting: Any) -> pd.DataFrame:
    """An exercise played many times with one setting: the figures of its page, one row for each run and side.

    `runs`: how often (400 if left out, as on the page; at most 1,000,000). Where a run is one year, `years` is another word for it;
    elsewhere `years` is a value of the setting, the years that each run lasts. `seed` is another word for `chance`: other customers,
    other luck. `setting`: values by name, see `settings(name)`; shares are fractions, what is left out stays at its start.

    Columns: `year` (or `run`, where a run is longer than a year), counted from 1; `side`, "old" or "new"; one column per outcome in the
    unit of the page (shares are fractions; NaN where there was nobody whom it concerns). Both sides of a run met the same customers
    and the same chance; the same setting, seed and number of runs give the same figures. Formulas: `kit/models/MODELS.md`.
    Raises `KitError` for an unknown name, a value that is not possible, or too many runs; nothing is played then.

    >>> import kit
    >>> name = kit.exercises().name[0]
    >>> kit.simulate(name, years=2, gain=0.3).round(1)
       year side  days  orders  felt
    0     1  old   3.0     175   0.3
    1     1  new   2.6     177   0.5
    2     2  old   2.9     163   0.3
    3     2  new   2.6     164   0.5
    """
    exercise = with_laboratory(name)
    count, values = runs_asked(exercise, runs, seed, setting)
    count = count or BLOCKS * YEARS_PER_BLOCK
    asked, words = setting_asked(exercise, values), Language(spoken_here())
    blocks = as_far_as_it_goes(_blocks(exercise, asked, count), -(-count // YEARS_PER_BLOCK), "simulate", words)
    return _frame(exercise, joined(blocks, None))


@plainly
def sweep(name: str, runs: int | None = None, seed: int | None = None, **setting: Any) -> pd.DataFrame:
    """An exercise played with every combination of these values, as `simulate` does; every setting meets the same luck.

    A value may be a list, an array or a range of values, or one value that all have in common. `runs`: how often each setting is played
    (50 if left out; all settings together at most 1,000,000 times).

    Columns: one per value by its name (with `_set` behind it where an outcome has the same name), then those of `simulate`.
    Long runs say how far they are. Ctrl+C (in a notebook: stop) ends it with what is done, and a warning. Combinations that do not fit
    together are left out with a warning. Raises `KitError` as `simulate` does, also for an empty list; nothing is played then.

    >>> import kit
    >>> swept = kit.sweep(kit.exercises().name[0], years=5, gain=[0.1, 0.3], overlap_days=[0, 0.1])
    >>> swept.groupby(["gain", "side"]).size().tolist()
    [10, 10, 10, 10]
    """
    exercise = with_laboratory(name)
    count, values = runs_asked(exercise, runs, seed, setting)
    count = count or YEARS_PER_BLOCK
    lists = {key: _listed(exercise, key, value) for key, value in values.items()}
    asked = prod(len(one) for one in lists.values())
    if asked * count > MOST_RUNS:
        raise KitError(TOO_MANY, settings=asked, runs=count, asked=asked * count, most=MOST_RUNS)
    words = Language(spoken_here())
    possible = _possible(exercise, lists, asked, words)
    played = ((combined, _all_blocks(exercise, one, count)) for combined, one in possible)
    done = as_far_as_it_goes(played, len(possible), "sweep", words)
    return pd.concat([_named(exercise, combined, years) for combined, years in done], ignore_index=True)


def _listed(exercise: Exercise, name: str, value: Any) -> list[Any]:
    """The values to be combined, each possible by itself."""
    value = value.tolist() if hasattr(value, "tolist") else value
    several = list(value) if isinstance(value, list | tuple | range | set | frozenset) else [value]
    if not several:
        raise KitError(NO_VALUES, name=Message(name))
    return [values_asked(exercise, {name: one})[name] for one in several]


def _possible(
    exercise: Exercise, lists: Mapping[str, list[Any]], count: int, words: Language
) -> list[tuple[dict[str, Any], Checked]]:
    """All combinations that fit together; raises the reason if none does."""
    found: list[tuple[dict[str, Any], Checked]] = []
    misfit: SettingError | None = None
    for combined in product(*lists.values()):
        values = dict(zip(lists, combined, strict=True))
        try:
            found.append((values, setting_asked(exercise, values)))
        except SettingError as error:
            misfit = error
    if misfit and not found:
        raise misfit
    if misfit:
        warnings.warn(words.say(LEFT_OUT, count=count - len(found), all=count, why=misfit), stacklevel=4)
    return found


def _blocks(exercise: Exercise, setting: Checked, count: int) -> Iterator[Years]:
    """As the page plays them: in blocks, each with a chance of its own."""
    for block, start in enumerate(range(0, count, YEARS_PER_BLOCK)):
        yield play(exercise.laboratory, setting, None, block, min(YEARS_PER_BLOCK, count - start))


def _all_blocks(exercise: Exercise, setting: Checked, count: int) -> Years:
    return joined(list(_blocks(exercise, setting, count)), None)


def _frame(exercise: Exercise, years: Years) -> pd.DataFrame:
    """One row per run and side, the old one first."""
    first = YEAR if is_by_year(exercise) else RUN
    columns = {first: np.repeat(np.arange(1, years.count + 1), 2), SIDE: np.tile(OLD_AND_NEW, years.count)}
    sides = {key: np.stack(both, axis=1).ravel() for key, both in years.outcomes.items()}
    return pd.DataFrame(columns | sides)


def _named(exercise: Exercise, combined: Mapping[str, Any], years: Years) -> pd.DataFrame:
    frame = _frame(exercise, years)
    for place, (name, value) in enumerate(combined.items()):
        frame.insert(place, f"{name}_set" if name in frame.columns else name, value)
    return frame
