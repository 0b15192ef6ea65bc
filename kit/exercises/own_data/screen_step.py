"""What all steps share that show something of the list: they open when it is there, and each has the way to forget it."""

from markupsafe import Markup

from kit.messages import _
from kit.parameters import PERCENT, Shown
from kit.screen.step import Step
from kit.screen.text import lines

WAITS = _("This opens when a list is loaded and nothing in it is in doubt.")
OPEN_IT = _("Open this step")
FORGET = _("Forget my data")
SURE = _("Everything that was loaded goes out of memory. What stands in the exercises by now stays there.")
YES, NO = _("Yes, forget it"), _("No, keep it")
SHARE_READ = _("One moment: {share} of the list is read.")


def going(page, share: float) -> Markup:
    """How far reading is, as a bar and in words."""
    said = page.say(SHARE_READ, share=Shown(PERCENT, round(share, 2)))
    return Markup('<progress class="kit-reading" max="1" value="{:.3f}" aria-label="{}"></progress>').format(
        share, said
    ) + lines(said, kind="kit-note")


class DataStep(Step):
    """A step that shows something of the list. It opens when somebody goes there, since what is in memory, and not the journal, decides."""

    folded, invitation = WAITS, OPEN_IT

    @property
    def loaded(self):
        """All that is in memory."""
        return self.page.loaded

    def opens_by_itself(self) -> bool:
        return self.verb in self.page.seen

    def _invitation(self, allowed: bool) -> list[dict]:
        return [{"key": "open", "label": self.say(self.invitation), "primary": True}] if allowed else []

    def _asked(self, key, _values) -> None:
        self.page.go(self.verb)

    def fill(self, parts: list) -> None:
        self.forgets = self.form(
            place={},
            actions=[{"key": "forget", "label": self.say(FORGET)}],
            on_action=lambda _key, _values: self._ask(),
        )
        self.forgets.add_class("kit-forget")
        super().fill([*parts, self.forgets])

    def _ask(self) -> None:
        self.forgets.ask(self.say(SURE), self.say(YES), self.say(NO), self.page.forget_list)
