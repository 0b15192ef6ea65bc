"""What goes out of the laboratory (picture, figures, a link with the setting), and a setting that came with a link."""

from collections.abc import Callable
from dataclasses import asdict

from ipywidgets import VBox

from kit.errors import KitError
from kit.groups import decisions_of
from kit.messages import _
from kit.screen.journaled import KEEP
from kit.widgets.take_out import TakeOut as Buttons

LABELS = {
    "screen": _("Full screen"),
    "back": _("Back to the page"),
    "png": _("Picture (PNG)"),
    "svg": _("Picture (SVG)"),
    "csv": _("Figures (CSV)"),
    "link": _("Link with this setting"),
    "copied": _("The link is copied."),
}
SURE_LINK = _("This link brings another setting. It replaces what you have changed here.")
TAKE = _("Take it over")
TAKEN = _("The setting of the link is on the sliders.")


def picture_out(step, name: str, spreadsheet: Callable[[], str]) -> Buttons:
    """The buttons of a picture that is no view of the laboratory: as picture, and `spreadsheet()` as its figures."""
    return Buttons(
        labels={kind: step.say(LABELS[kind]) for kind in ("png", "svg", "csv")},
        file_name=f"pair-selling-{step.page.exercise.name}-{name}",
        on_table=spreadsheet,
        guard=step.page.guard,
    )


class TakeOut:
    """The buttons below the picture. `spreadsheet()` gives the figures that are shown."""

    def __init__(self, step, spreadsheet: Callable[[], str]):
        self.page, self.say = step.page, step.page.say
        self.buttons = Buttons(
            labels={name: self.say(label) for name, label in LABELS.items()},
            file_name=f"pair-selling-{self.page.exercise.name}",
            on_table=spreadsheet,
            on_code=self._code,
            on_linked=self._linked,
            guard=self.page.guard,
        )
        self.asks = step.form(place={})
        self.box = VBox([self.buttons, self.asks])

    def _code(self) -> str:
        """The setting as a team code; "" with a sentence where it does not fit into one."""
        try:
            code = self.page.exercise.code.encode(asdict(self.page.setting))
        except KitError as error:
            self.buttons.message = self.page.words.say(error)
            return ""
        self.buttons.message = ""
        return code

    def _linked(self, code: str) -> None:
        """Take over the setting of a link; where it replaces own changes, only after a question."""
        try:
            setting = decisions_of(self.page.exercise, code)["setting"]
        except KitError as error:
            self.buttons.message = self.page.words.say(error)
            return

        def take() -> None:
            self.page.decide_setting(setting)
            self.buttons.message = self.say(TAKEN)

        own = self.page.decided_setting
        if own in (self.page.exercise.setting(), self.page.exercise.setting(**setting)):
            take()
        else:
            self.asks.ask(self.say(SURE_LINK), self.say(TAKE), self.say(KEEP), take)
