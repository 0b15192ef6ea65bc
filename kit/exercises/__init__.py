"""All exercises: every folder here is one, and is taken up by itself."""

from importlib import import_module
from pkgutil import iter_modules

from kit.contract import Check
from kit.errors import KitError
from kit.exercise import Exercise
from kit.messages import Message, _

NO_LABORATORY = _("“{name}” has no laboratory that could be played; these have one: {names}.")
NO_EXERCISE = _("There is no exercise “{name}”; there are {names}.")


def everything() -> dict[str, Exercise | Check]:
    """What the folders declare as their `EXERCISE`, by name, in the order of the numbers."""
    found = [find(folder.name) for folder in iter_modules(__path__)]
    return {one.name: one for one in sorted(found, key=lambda one: one.number)}


def exercises() -> dict[str, Exercise]:
    """The exercises with a laboratory, by name, in the order of their numbers."""
    return {name: one for name, one in everything().items() if isinstance(one, Exercise)}


def checks() -> dict[str, Check]:
    """What people are asked without a laboratory, by name."""
    return {name: one for name, one in everything().items() if isinstance(one, Check)}


def find(name: str) -> Exercise | Check:
    """The exercise of this name (the name of its folder); the others are not read. Raises `KitError` for an unknown one."""
    if name not in [folder.name for folder in iter_modules(__path__)]:
        raise KitError(NO_EXERCISE, name=str(name)[:40], names=Message(", ".join(everything())))
    return import_module(f"{__name__}.{name}").EXERCISE


def with_laboratory(name: str) -> Exercise:
    """The exercise of this name, which has a laboratory; raises `KitError` with the names of those that have one."""
    found = find(name)
    if not isinstance(found, Exercise):
        raise KitError(NO_LABORATORY, name=Message(name), names=Message(", ".join(exercises())))
    return found
