"""The Pair Selling workshop kit: interactive exercises on old and new ways of selling, and their models for people who program.

    import kit
    kit.exercises()                                   # what there is, as a pandas DataFrame
    kit.settings(name)                                # what can be set in an exercise
    kit.simulate(name, years=400, gain=0.3)           # one setting played: a row for each year and side
    kit.sweep(name, gain=[0.1, 0.2, 0.3])             # every combination of several values
    kit.evidence(); kit.data("cohorts")               # the cards and the data sets
    kit.cohorts(kit.read_deals("export.xlsx"))        # how long your own customers stay; names become numbers
    kit.decisions("pair-selling.json")                # what a saved state, a team code or a room's store holds

    exercise = kit.open(name)                         # the page of one exercise; its verbs are predict, compare, limits, ...
    kit.overview("en")                                # the start page
    kit.plan("en")                                    # the action plan; its verbs are commitments, take_along, check
    kit.facilitator("en")                             # the facilitator's page; its verbs are agenda, room, board, debrief, report

`kit.<name>("en")` is short for `kit.open(<name>, "en")`; names are the folders of `kit/exercises`. What is wrong is said as `KitError`.
Everything is imported when it is first asked for: pages do without pandas, scripts without widgets.
"""

import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

FRAMES = {  # functions, and the file of `kit/frames` in which they are
    "cohorts": "deals",
    "data": "tables",
    "decisions": "decided",
    "evidence": "tables",
    "exercises": "tables",
    "read_deals": "deals",
    "settings": "tables",
    "simulate": "played",
    "sweep": "played",
}
__all__ = [*FRAMES, "KitError", "facilitator", "open", "overview", "plan"]  # pyright: ignore[reportUnsupportedDunderAll]

ROOMS = ("evidence", "exercises")  # functions that bear the name of a room
EXERCISES = Path(__file__).parent / "exercises"


def open(name: str, language: str | None = None, *, journal: bool = True):
    """An exercise by its name, ready for its verbs; shows the head of its page.

    `language`: "de" or "en", else that of the notebook's metadata, else that of the system. `journal=False` keeps tries to oneself: nothing
    is read from what was entered in this browser, and nothing is stored there or told to a room.

    Besides the verbs of its page it has `set(gain=0.3)`, which moves the sliders, `setting`, `results()` and `chart("days")`.
    Raises `KitError` for an unknown name or language.
    """
    from kit.asked import plainly

    return plainly(_opened)(name, language=language, journal=journal)


def _opened(name: str, *, language: str | None, journal: bool):
    # Imported here, as all below, so that `import kit` and `python -m kit` start without widgets.
    from kit.asked import language_asked
    from kit.contract import Check
    from kit.exercises import exercises, find
    from kit.screen.opened import OpenedExercise

    found, code = find(name), language_asked(language)
    opened = found.page()(found, code, exercises()) if isinstance(found, Check) else OpenedExercise(found, code)
    if not journal:
        opened.keep_apart()
    return _with_head(opened)


def overview(language: str):
    """The start page in one language."""
    from kit.screen.start_page import Overview

    return Overview(language).box


def plan(language: str):
    """The page of the action plan in one language, ready for its verbs; shows the head of the page."""
    from kit.screen.plan_page import PlanPage

    return _with_head(PlanPage(language))


def facilitator(language: str):
    """The facilitator's page in one language, ready for its verbs; shows the head of the page."""
    from kit.screen.facilitator.page import Facilitator

    return _with_head(Facilitator(language))


def _with_head(page: Any):
    """The page, whose head is shown where there is a notebook."""
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython():
        display(page.header)
        if page.seat_form:
            display(page.seat_form.box)
    return page


def _frames(name: str):
    """A function of `kit/frames`, which imports pandas only now."""
    return getattr(import_module(f"kit.frames.{FRAMES[name]}"), name)


def __getattr__(name: str):
    if name == "KitError":
        return import_module("kit.errors").KitError
    if name == "evidence":
        return import_module("kit.evidence")
    if name == "exercises":
        return import_module("kit.exercises")
    if name in FRAMES:
        return _frames(name)
    if (EXERCISES / name / "__init__.py").exists():
        return partial(open, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class Asked(ModuleType):
    """A room of the kit that answers as well: `kit.exercises` is a folder, and `kit.exercises()` says what is in it."""

    def __call__(self, *, language: str | None = None):
        """The same as the function of this name in `kit.frames`."""
        return _frames(self.__name__.rpartition(".")[2])(language=language)


class Door(ModuleType):
    """The kit itself: of its rooms those that bear the name of a function answer when they are called."""

    def __setattr__(self, name: str, value: Any):
        if name in ROOMS and isinstance(value, ModuleType):
            value.__class__ = Asked
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = Door
