"""What the screens of all human games share: a screen follows from the decisions so far, so a reload shows it again."""

from collections.abc import Callable, Iterable, Mapping, Set

from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import BEGUN, Move
from kit.messages import Message, _
from kit.parameters import Parameter, decided_or_default
from kit.screen.page import Step
from kit.screen.text import show, text
from kit.widgets.form import Form

ANYWAY = "anyway"
YES_ANYWAY = _("Yes, go on like this")
SURE_AGAIN, KEEP_GAME = (
    _("Your game is then gone, also from the board and the summary. Play again?"),
    _("No, keep this game"),
)
DRAFT = "draft."  # what is set on a slider but not given yet is kept under such a name


def drafts(decided: Mapping) -> dict[str, str]:
    """Empty drafts in the place of those that belong to another game."""
    return {name: "" for name in decided if name.startswith(DRAFT)}


class GameStep(Step):
    """A human game; later steps open without it. A game gives `screen()`, and `prepare()` if it needs anything first."""

    verb = "play"
    optional = True
    invitation = _("Open the game")

    def build(self) -> list[Widget]:
        self._forms, self._texts = [], []
        self.prepare()
        return self._next_screen()

    def refresh(self) -> None:
        self.fill(self._next_screen())

    def prepare(self) -> None:
        """Read once what the game is made of."""

    def screen(self) -> list[Widget]:
        """The screen that the decisions so far lead to."""
        raise KeyError(self.page.exercise.name)

    def _next_screen(self) -> list[Widget]:
        self._forms_used = self._texts_used = 0
        return self.screen()

    def decide(self, decisions: Mapping) -> None:
        """Write decisions into the journal and show the screen that follows from them."""
        self.page.write(self.verb, dict(decisions))
        self.refresh()

    def play_again(self, moves: Iterable[Move], keep: Set[str], luck: Parameter) -> None:
        """Back to the start with the next luck; what is named in `keep` stays as it was decided."""
        now = decided_or_default(self.decided, luck)
        anew = {move.name: move.default for move in moves if move.name not in keep} | drafts(self.decided)
        self.decide(anew | {luck.name: int(now) % int(luck.high) + 1, BEGUN: ""})

    # Screens are made of the same few forms and texts again and again, so that a click is answered at once.

    def reused_form(self, **traits) -> Form:
        """A form of the next screen."""
        self._forms_used += 1
        if self._forms_used > len(self._forms):
            self._forms.append(self.form(**traits))
        else:
            self._forms[self._forms_used - 1].redo(**traits)
        return self._forms[self._forms_used - 1]

    def reused_text(self, html: Markup) -> Widget:
        """A text of the next screen."""
        self._texts_used += 1
        if self._texts_used > len(self._texts):
            self._texts.append(text(html))
        else:
            show(self._texts[self._texts_used - 1], html)
        return self._texts[self._texts_used - 1]

    def ask_back(self, form: Form, sentence: str) -> None:
        """Nothing unfinished goes out without a question: say what is missing, and offer to go on all the same (`ANYWAY`)."""
        form.ask_back(sentence, ANYWAY, self.say(YES_ANYWAY))

    def button_that_asks(self, label: str, question: str, then: Callable[[], None]) -> Widget:
        """A button for what cannot be taken back: it asks first."""
        form = self.reused_form(
            actions=[{"key": "go", "label": label, "primary": False}],
            on_action=lambda _key, _values: form.ask(question, label, self.say(KEEP_GAME), then),
        )
        return form

    def button(self, label: str, then: Callable[[], None], primary: bool = True) -> Widget:
        """A button on a line of its own."""
        return self.reused_form(
            actions=[{"key": "go", "label": label, "primary": primary}], on_action=lambda _key, _values: then()
        )

    def options(self, labels: Mapping[str, Message]) -> list[dict]:
        """The options of a choice."""
        return [{"key": key, "label": self.say(label)} for key, label in labels.items()]
