"""All exercises: every folder here is one, and is taken up by itself."""

from importlib import import_module
from pkgutil import iter_modules

from kit.contract import Check
from kit.exercise import Exercise


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
    """The exercise of this name (the name of its folder); the others are not read."""
    return import_module(f"{__name__}.{name}").EXERCISE
