"""`predict()`: a guess before anything is shown. Once given it stays, and comes back beside the result."""

from markupsafe import Markup

from kit.drawing import drawing
from kit.exercise import GUESS_GIVEN, guess_state
from kit.messages import _
from kit.screen.fields import field
from kit.screen.step import Step
from kit.screen.text import lines, text

GIVE = _("Lock in this guess")
SKIP = _("Go on without a guess")
GIVEN = _("Your guess is in. It comes back beside the result.")
SKIPPED = _("You went on without a guess.")


class Predict(Step):
    verb = "predict"
    passed_over = (GUESS_GIVEN.name, "skipped")

    def opens_by_itself(self) -> bool:
        return True

    def is_passed(self) -> bool:
        return self.page.guess_is_in

    def build(self) -> list:
        guesses = self.page.exercise.guesses
        self.questions = self.form(
            groups=[{"fields": [field(self.page.words, one.parameter, one.question) for one in guesses]}],
            values=self._values(),
            actions=[
                {"key": "given", "label": self.say(GIVE), "primary": True, "event": GUESS_GIVEN.name, "value": "given"},
                {"key": "skipped", "label": self.say(SKIP), "event": GUESS_GIVEN.name, "value": "skipped"},
            ],
            on_action=self._answered,
        )
        self.drawing = text(Markup('<div class="kit-beside">{}</div>').format(drawing(self.page.exercise)))
        return self._parts()

    def _parts(self) -> list:
        return [self.drawing, self._answer_or_questions()]

    def _values(self) -> dict:
        return self.page.exercise.guessed(self.decided)

    def _answered(self, key, values) -> None:
        # A guess left at the middle was never moved, so it is not in the journal yet.
        if key == "given":
            self.page.write(self.verb, {name: values[name] for name in self._values()})
        self.page.unfold()
        self.page.go_on(self.verb)

    def refresh(self) -> None:
        self.questions.values = self._values()
        self.fill(self._parts())

    def hints(self) -> list:
        return [] if self.page.guess_is_in else super().hints()

    def _answer_or_questions(self):
        if not self.page.guess_is_in:
            return self.questions
        return text(
            lines(self.say(SKIPPED), kind="kit-guess") if guess_state(self.decided) == "skipped" else self._given()
        )

    def _given(self):
        values = self._values()
        said = [
            f"{self.say(one.question)} {self.page.words.value(one.parameter, values[one.parameter.name])}"
            for one in self.page.exercise.guesses
        ]
        return lines(self.say(GIVEN), *said, kind="kit-guess")
