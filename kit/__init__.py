"""The Pair Selling workshop kit: interactive exercises on old and new ways of selling.

    import kit
    exercise = kit.open(name, "en")   # one exercise; its verbs are predict, compare, limits, ...
    kit.overview("en")                # the start page
    kit.facilitator("en")             # the facilitator's page; its verbs are agenda, room, board, debrief, report

`kit.<name>("en")` is short for `kit.open(<name>, "en")`; names are the folders of `kit/exercises`.
"""

from functools import partial
from pathlib import Path

EXERCISES = Path(__file__).parent / "exercises"


def open(name: str, language: str):
    """An exercise by its name in one language ("de" or "en"), ready for its verbs; shows the head of the page."""
    from IPython.display import display  # imported here so that `python -m kit` starts without widgets

    from kit.contract import Check
    from kit.exercises import exercises, find
    from kit.screen.opened import OpenedExercise

    found = find(name)
    is_check = isinstance(found, Check)
    opened = found.page()(found, language, exercises()) if is_check else OpenedExercise(found, language)
    display(opened.header)
    return opened


def overview(language: str):
    """The start page in one language."""
    from kit.screen.start_page import Overview

    return Overview(language).box


def facilitator(language: str):
    """The facilitator's page in one language, ready for its verbs; shows the head of the page."""
    from IPython.display import display

    from kit.screen.facilitator.page import Facilitator

    desk = Facilitator(language)
    display(desk.header)
    return desk


def __getattr__(name: str):
    if (EXERCISES / name / "__init__.py").exists():
        return partial(open, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
