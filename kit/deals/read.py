"""Reads a table of deals: finds it, maps its columns, converts them one by one, asks where there is doubt."""

from datetime import date

from kit.deals.opened import Opened
from kit.deals.receipt import Answers, Progress, Reading


def read(
    opened: Opened, answers: Answers | None = None, progress: Progress = lambda _share: None, today: date | None = None
) -> Reading:
    """Read an opened file with the answers given so far; `reading.deals` is there once no question is open.

    Questions of one reading do not depend on each other: what can only be asked later (the stage words of a column that is not chosen yet)
    comes with the next reading. Raises `KitError` if there is no table of deals in the file or none is left.
    """
    raise NotImplementedError


def example() -> Opened:
    """The invented firm that comes with the kit (`datasets/deals.csv`), opened."""
    raise NotImplementedError
