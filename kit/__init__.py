"""The Pair Selling workshop kit: interactive exercises on old and new ways of selling.

    import kit
    exercise = kit.open("role_chain", "en")   # one exercise; its verbs are predict, compare, limits, ...
    kit.overview("en")                        # the start page
    kit.culture_check("en")                   # where people stand; its verbs are before, spread, after
    kit.facilitator("en")                     # the facilitator's page; its verbs are agenda, room, board, debrief, report
"""


def open(name: str, language: str):
    """An exercise by its name in one language ("de" or "en"), ready for its verbs; shows the head of the page."""
    from IPython.display import display  # imported here so that `python -m kit` starts without widgets

    from kit.exercise import find
    from kit.screen.desk import Desk

    desk = Desk(find(name), language)
    display(desk.header)
    return desk


def overview(language: str):
    """The start page in one language."""
    from kit.screen.start import Overview

    return Overview(language).box


def culture_check(language: str):
    """The culture check in one language, ready for its verbs; shows the head of the page."""
    from IPython.display import display

    from kit.exercises.culture_check.screen import CultureCheck

    check = CultureCheck(language)
    display(check.header)
    return check


def facilitator(language: str):
    """The facilitator's page in one language, ready for its verbs; shows the head of the page."""
    from IPython.display import display

    from kit.screen.facilitator.desk import Facilitator

    desk = Facilitator(language)
    display(desk.header)
    return desk
