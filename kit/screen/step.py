"""A step of a page: one verb, folded until it may be opened; then it has its parts, follows the journal, and says when it is passed."""

from functools import cached_property

from ipywidgets import HTML, VBox, Widget
from markupsafe import Markup

from kit.messages import Message, _
from kit.parameters import values_of
from kit.progress import OPENED, YES, was_opened
from kit.screen.page import Page
from kit.screen.postponed import Postponed
from kit.screen.stage import WITHOUT_GAME
from kit.screen.text import folded, lines, text
from kit.widgets.form import Form

HINT, NEXT_HINT = _("A hint"), _("One more hint")


class Step:
    """One verb on a page. While it is folded it has built nothing; `build` makes its parts once."""

    verb = ""
    invitation = _("Open this step")
    folded = _("This step opens after the one before it.")
    held = _("The facilitator opens this step.")
    passed_over = (OPENED, YES)  # decided where the facilitator has a group go on past this step

    def __init__(self, page: Page):
        self.page = page
        self.say = page.say
        self.is_open = False
        self._laters = []
        self.gate = page.form(place=self.place, on_action=self._asked)
        self.box = VBox([self.gate])
        self.box.add_class("kit-step")
        self.box.add_class(f"kit-{self.verb}")
        page.add(self)

    def end(self) -> None:
        """The step was made anew: nothing that this one began goes on."""
        for one in self._laters:
            one.stop()
        close(self.box)

    def later(self) -> Postponed:
        """Work of this step that waits or is done in small pieces."""
        self._laters.append(Postponed(self.page.guard))
        return self._laters[-1]

    @property
    def place(self) -> dict:
        return {"exercise": self.page.exercise.name, "step": self.verb}

    @property
    def decided(self) -> dict:
        """What was decided in this step."""
        return self.page.decided(self.verb)

    def restore(self) -> None:
        """Show what the journal knows: folded, inviting, or open with everything entered."""
        allowed = self.page.may_open(self.verb)
        if not self.is_open and allowed and self.opens_by_itself():
            self.open()
        elif self.is_open:
            self.refresh()
        else:
            why = {"kind": "card", "name": "folded", "help": self.say(self.why_locked)}
            self.gate.groups = [] if allowed else [{"fields": [why]}]
            self.gate.actions = self._invitation(allowed)

    @property
    def why_locked(self) -> Message:
        """Why this step cannot be opened yet."""
        return self.held if self.page.is_held(self.verb) else self.folded

    def is_passed(self) -> bool:
        """Whether the step after this one may be opened."""
        return self.is_open

    def shows_prose(self) -> bool:
        """Whether the prose of this step's cells is still of use."""
        return True

    def _invitation(self, allowed: bool) -> list[dict]:
        if allowed:
            return [{"key": "open", "label": self.say(self.invitation), "primary": True, "event": OPENED}]
        skip = {"key": "skip", "label": self.say(WITHOUT_GAME), "primary": False}
        return [skip] if self.page.waits_for_game_only(self.verb) else []

    def opens_by_itself(self) -> bool:
        return was_opened(self.decided)

    def _asked(self, key, _values) -> None:
        if key == "skip" and self.page.waits_for_game_only(self.verb):
            self.page.skip("play")
        elif self.page.may_open(self.verb):
            self.page.unfold()

    def open(self) -> None:
        self.is_open = True
        self.fill(self.build())
        self.show_refused()

    def close_again(self) -> None:
        """Forget the parts of an open step; `restore` makes them anew."""
        if not self.is_open:
            return
        self.page.forget(self)
        for one in self._laters:
            one.stop()
        self.is_open, self._laters = False, []
        self.__dict__.pop("_hints", None)
        self.box.children = (self.gate,)

    def fill(self, parts: list) -> None:
        """Show these parts, and below them the hints for whoever asks."""
        self.box.children = (*parts, *self.hints())

    def hints(self) -> list:
        """What is shown of the hints: all, or nothing where there are none."""
        return [self._hints] if self.verb in self.page.exercise.hints else []

    @cached_property
    def _hints(self) -> HTML:
        """The hints of the exercise for this step, folded one within the other; made once, so that they stay unfolded."""
        said = [self.say(one) for one in self.page.exercise.hints[self.verb]]
        return text(_folded_hints(said, self.say(HINT), self.say(NEXT_HINT)))

    def build(self) -> list:
        """The parts of the open step."""
        raise KeyError(self.verb)

    def refresh(self) -> None:
        """Show what the journal knows in an open step."""

    def heard(self) -> None:
        """The room said something while this step is open."""

    def show_refused(self) -> None:
        """Say whether pictures and figures are still those of the last possible setting (`page.refused`)."""

    def setting_form(self, groups: list[dict]) -> Form:
        """A form that moves the setting of the page and follows it; an impossible value is said, not taken."""
        page = self.page
        form = self.form(place=self.place | {"step": "setting"}, groups=groups, values=values_of(page.setting))

        def moved(change) -> None:
            form.message = page.try_values(change["new"])

        def follow(_live) -> None:
            form.values, form.message = values_of(page.setting), ""

        form.observe(moved, "values")
        page.listen(self, follow)
        return form

    def form(self, **traits) -> Form:
        """A form whose decisions belong to this step unless `place` says otherwise."""
        return self.page.form(**{"place": self.place} | traits)


def close(widget: Widget) -> None:
    """Close a widget and all that it shows."""
    for one in getattr(widget, "children", ()):
        close(one)
    widget.close()


def _folded_hints(said: list[str], title: str, next_title: str) -> Markup:
    first, *more = said
    return folded(title, lines(first) + (_folded_hints(more, next_title, next_title) if more else Markup()))
