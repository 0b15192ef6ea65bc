"""What the screens of all human games share: a screen follows from the decisions so far, so a reload shows it again."""

from collections.abc import Callable, Iterable, Mapping, Set

from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import BEGUN, Move
from kit.messages import Message, _
from kit.parameters import Parameter, decided_or_default
from kit.progress import SKIPPED, STEP_OF, YES, game_is_begun
from kit.screen.attendance import SEVERAL
from kit.screen.step import Step
from kit.screen.text import scene_title, show, text
from kit.widgets.form import Form
from kit.wording import ALONE

ANYWAY = "anyway"
YES_ANYWAY = _("Yes, go on like this")
SURE_AGAIN, KEEP_GAME = (
    _("Your game is then gone, also from the board and the summary. Play again?"),
    _("No, keep this game"),
)
YOU_ALONE, YOU_SEVERAL = _("You play alone."), _("You play as several people at this screen.")
WE_ARE_SEVERAL, I_AM_ALONE = _("We are several here"), _("I am alone")
DRAFT = "draft."  # what is set on a slider but not given yet is kept under such a name


def drafts(decided: Mapping) -> dict[str, str]:
    """Empty drafts in the place of those that belong to another game."""
    return {name: "" for name in decided if name.startswith(DRAFT)}


class GameStep(Step):
    """A human game; later steps open when it is over or openly skipped. A game gives `screen()`, and `prepare()` if it needs anything first."""

    verb = "play"
    invitation = _("Open the game")
    passed_over = (SKIPPED, YES)

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
        parts = self.screen()
        asks = not game_is_begun(self.decided) and not self.page.attendance
        return [*parts, self.people()] if asks else parts

    def decide(self, decisions: Mapping) -> None:
        """Write decisions into the journal, show the screen that follows from them and lead sight and keyboard to its heading."""
        self.page.write(self.verb, dict(decisions))
        self.refresh()
        self.page.unfold_after(self.verb)
        self.page.look(self.verb)

    def is_passed(self) -> bool:
        """Over, skipped, or something later was decided already: a code, or a page of the time before games came first."""
        return self.decided.get(SKIPPED) == YES or self._went_on() or (self.is_open and self.is_over())

    def _went_on(self) -> bool:
        verbs = self.page.exercise.verbs
        later = [*verbs[verbs.index(self.verb) + 1 :], *STEP_OF]
        return any(self.page.decided(step) for step in later)

    def shows_prose(self) -> bool:
        return not game_is_begun(self.decided)

    def is_over(self) -> bool:
        """Whether this game was played far enough for the laboratory to open."""
        return self.page.is_done(self.verb)

    def play_again(self, moves: Iterable[Move], keep: Set[str], luck: Parameter) -> None:
        """Back to the start with the next luck; what is named in `keep` stays as it was decided."""
        now = decided_or_default(self.decided, luck)
        anew = {move.name: move.default for move in moves if move.name not in keep} | drafts(self.decided)
        self.decide(anew | {luck.name: int(now) % int(luck.high) + 1, BEGUN: ""})

    def heading(self, title: str, kicker: str = "") -> Widget:
        """The first part of every screen: what is on now, below a small line that says where in the game (`kicker`)."""
        return self.reused_text(scene_title(title, kicker))

    def people(self) -> Widget:
        """Whoever is alone can say that they are several, and the other way round; asked for where a game begins."""
        alone = self.page.is_alone
        return self.reused_form(
            groups=[
                {"fields": [{"kind": "card", "name": "people", "help": self.say(YOU_ALONE if alone else YOU_SEVERAL)}]}
            ],
            actions=[{"key": "people", "label": self.say(WE_ARE_SEVERAL if alone else I_AM_ALONE), "primary": False}],
            on_action=lambda _key, _values: self.page.say_people(SEVERAL if alone else ALONE),
        )

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
