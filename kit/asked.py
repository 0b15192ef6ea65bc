"""What people who program ask for, checked before anything is done: a language, values of a setting, a number of runs.

Whatever is wrong is one `KitError` that lists what would be right, in the names that they type. Knows no DataFrame and no widget.
"""

import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from kit.errors import KitError, SettingError
from kit.exercise import Exercise
from kit.messages import Message, _
from kit.opening import spoken_language
from kit.parameters import Checked, Parameter, parameters, whole
from kit.wording import LANGUAGES, Language
from kit.years import BLOCKS, YEARS_PER_BLOCK

MOST_RUNS = 1_000_000  # of an exercise at once: minutes, and a table that a computer still holds
RUNS, YEARS, SEED, CHANCE = "runs", "years", "seed", "chance"

NO_LANGUAGE = _("The kit does not speak “{language}”; it speaks {names}.")
NO_VALUE = _("“{exercise}” has no setting “{name}”; it has {names}.")
NO_CHOICE = _("“{name}” has no choice “{value}”; there are {names}.")
TWICE = _("“{first}” and “{second}” mean the same here; give one of them.")

Answer = TypeVar("Answer")


@contextmanager
def plainly_in(words: Language) -> Iterator[None]:
    """Around an answer to people who program: what is wrong is said in their language."""
    try:
        yield
    except KitError as error:
        error.args = (words.say(error),)
        raise


def plainly(answer: Callable[..., Answer]) -> Callable[..., Answer]:
    """An answer in whose errors the language asked for is spoken, or that of the notebook."""

    @functools.wraps(answer)
    def said(*given: Any, **named: Any) -> Answer:
        asked = named.get("language")
        with plainly_in(Language(asked if asked in LANGUAGES else spoken_here())):
            return answer(*given, **named)

    return said


# Languages


def language_asked(language: str | None) -> str:
    """The language asked for, or that of the notebook; raises `KitError` for one that the kit does not speak."""
    if language is None:
        return spoken_here()
    if language not in LANGUAGES:
        raise KitError(NO_LANGUAGE, language=str(language)[:40], names=listed(LANGUAGES))
    return language


def spoken_here() -> str:
    """The language in the metadata of the notebook that is running, else that of the system."""
    written = _notebook_metadata().get("kit")
    language = written.get("language") if isinstance(written, dict) else None
    return language if language in LANGUAGES else spoken_language()


def _notebook_metadata() -> dict[str, Any]:
    """What is said in the notebook itself; nothing where none is running, or nobody knows which."""
    try:
        found = json.loads(Path(os.environ["JPY_SESSION_NAME"]).read_text(encoding="utf-8"))["metadata"]
    except (KeyError, OSError, TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


# Names


def listed(names: Iterable[str]) -> Message:
    """Names as people type them, with commas between."""
    return Message(", ".join(names))


# Values


def values_asked(exercise: Exercise, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by name, each possible; raises `KitError` that names the first that is none of this exercise or not possible."""
    declared = parameters(exercise.setting)
    for name in values:
        if name not in declared:
            raise KitError(NO_VALUE, exercise=Message(exercise.name), name=str(name)[:40], names=listed(declared))
    return {name: value_asked(declared[name], value) for name, value in values.items()}


def value_asked(parameter: Parameter, value: Any) -> Any:
    """A possible value; raises `SettingError` in the name and the unit that people type (a share is a fraction)."""
    value = (
        value.item() if hasattr(value, "item") and getattr(value, "ndim", None) == 0 else value
    )  # of NumPy and pandas
    keys = [one.key for one in parameter.choices]
    if keys and not (isinstance(value, str) and value in keys):
        raise SettingError(NO_CHOICE, name=Message(parameter.name), value=str(value)[:40], names=listed(keys))
    plain = {"label": Message(parameter.name), "of": Message(""), "unit": Message(""), "zero": Message("")}
    replace(parameter, percent=False, **plain).check(value)
    return whole(value, parameter)


def setting_asked(exercise: Exercise, values: Mapping[str, Any]) -> Checked:
    """The start setting with these values; raises `KitError`."""
    return exercise.setting(**values_asked(exercise, values))


def runs_asked(
    exercise: Exercise, runs: Any, seed: Any, values: Mapping[str, Any]
) -> tuple[int | None, dict[str, Any]]:
    """How often to play, None if nothing is said, and the values of the setting; raises `KitError`.

    Where a run is a year, `years` is another word for `runs`; `seed` is another word for `chance`, the number of the luck.
    """
    values, declared = dict(values), parameters(exercise.setting)
    said = {} if runs is None else {RUNS: runs}
    if YEARS in values and YEARS not in declared:
        said[YEARS] = values.pop(YEARS)
    if seed is not None and CHANCE in declared:
        if CHANCE in values:
            raise KitError(TWICE, first=Message(SEED), second=Message(CHANCE))
        values[CHANCE] = seed
    elif seed is not None:
        values[SEED] = seed  # which no setting has: it is said
    if len(said) > 1:
        raise KitError(TWICE, first=Message(RUNS), second=Message(YEARS))
    counted = [value_asked(_count(name), value) for name, value in said.items()]
    return (counted[0] if counted else None), values


def _count(name: str) -> Parameter:
    return Parameter(Message(name), BLOCKS * YEARS_PER_BLOCK, 1, MOST_RUNS, 1, name=name)


def is_by_year(exercise: Exercise) -> bool:
    """Whether a run is one year: the setting has no `years` of its own."""
    return YEARS not in parameters(exercise.setting)
