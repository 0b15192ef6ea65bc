"""What the facilitator's page shows of a session, in words."""

from collections.abc import Iterator

from ipywidgets import Widget

from kit.groups import Session
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.page import Facilitator
from tests.aside import run_aside


def board_words(language: str, session: Session, exercise: str) -> str:
    """Everything that the board of an exercise says about a session, charts and pictures included."""
    desk = Facilitator(language)
    desk.session = session
    board = Board(desk)
    board.choice.values = board.choice.values | {"exercise": exercise, "opens": "now"}
    run_aside(board._draw())
    return " ".join(word for part in board.groups.children for word in words_of(part))


def words_of(widget: Widget) -> Iterator[str]:
    """All words of a widget and of those within it."""
    for name in ("value", "headline", "line"):
        yield str(getattr(widget, name, ""))
    yield from getattr(widget, "teams", ())
    yield from map(str, getattr(widget, "rows", {}).get("group", ()))
    for child in getattr(widget, "children", ()):
        yield from words_of(child)
