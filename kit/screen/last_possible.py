"""What is still shown of the last possible setting while the sliders stand at an impossible one: said, and grey."""

from kit.messages import _
from kit.screen.text import lines, show, text

LAST_POSSIBLE = _(
    "The values on the sliders do not fit together. What you see here still belongs to the last setting that was possible."
)


class LastPossible:
    """`text` stands at the `parts` (pictures, figures) that belong to the last possible setting then."""

    def __init__(self, say, *parts):
        self.sentence, self.parts, self.text = say(LAST_POSSIBLE), parts, text()
        self.text.add_class("kit-last-possible")

    def show(self, refused: bool) -> None:
        """Say it and grey the parts, or take both back."""
        show(self.text, lines(self.sentence, kind="kit-problem") if refused else "")
        for part in self.parts:
            part.add_class("kit-stale") if refused else part.remove_class("kit-stale")
