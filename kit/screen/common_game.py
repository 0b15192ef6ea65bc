"""A game that a room may play together: which screen a page shows then, and when it shows another one."""

from typing import Any

from ipywidgets import Widget
from markupsafe import Markup

from kit.screen.game import GameStep
from kit.screen.text import show, text


class CommonGame(GameStep):
    """While nothing is played together, this is the usual game on one screen.

    A game gives `of_group(room)`, what its group plays together with others now, or None; `common_screen(common)`;
    `status(common)`, what holds now and who is missing; and `what(common)`, what the screen depends on.
    """

    def prepare(self) -> None:
        super().prepare()
        self.together, self._shown = text(), None  # `together` shows the status

    def common(self) -> Any:
        """What is played together now, or None."""
        return self.of_group(self.page.attendance) if self.page.attendance else None

    def screen(self) -> list[Widget]:
        common = self.common()
        self._shown = self.what(common) if common else None
        self.begins(common)
        if not common:
            return super().screen()
        show(self.together, self.status(common))
        return self.common_screen(common)

    def heard(self) -> None:
        """Something was said in the room: a new screen where the game went on, else only who is still missing."""
        common = self.common()
        if (self.what(common) if common else None) != self._shown:
            self.refresh()
        elif common:
            show(self.together, self.status(common))
        due = common.due() if common else None
        if due:
            self.page.attendance.establish(due)

    def begins(self, _common) -> None:
        """What else is to happen when a screen of it (or of none) is shown."""

    def of_group(self, room) -> Any:
        raise KeyError(self.page.exercise.name)

    def common_screen(self, common) -> list[Widget]:
        raise KeyError(self.page.exercise.name)

    def status(self, common) -> Markup:
        raise KeyError(self.page.exercise.name)

    def what(self, common) -> tuple:
        raise KeyError(self.page.exercise.name)
