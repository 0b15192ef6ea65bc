"""`reflect()`: questions with free answers, and a short quiz with feedback on what was seen."""

from kit.exercise import QuizQuestion
from kit.messages import _
from kit.screen.fields import text_field
from kit.screen.step import Step
from kit.screen.text import lines, show, text

LONGEST_ANSWER = 4000

RIGHT = _("Right. {why}")
WRONG = _("Not quite. {why}")
QUIZ = _("Short quiz")
QUESTIONS = _("To talk about")
ALL_RIGHT = _("All quiz questions are answered, and all as this kit would answer them.")
SOME_RIGHT = _("Answered as this kit would: {right} of {all} quiz questions. Read why, then try the others once more.")
TRY_AGAIN = _("Try the others again")


class Reflect(Step):
    verb = "reflect"
    invitation = _("Open the questions")

    def build(self) -> list:
        exercise = self.page.exercise
        questions = [
            text_field(self.page.words, f"question{place}", question, LONGEST_ANSWER, "textarea")
            for place, question in enumerate(exercise.reflections, start=1)
        ]
        self.quiz = self.form(
            groups=[{"title": self.say(QUIZ), "open": True, "fields": [self._quiz(one) for one in exercise.quiz]}]
        )
        self.result = self.form(on_action=lambda _key, _values: self._try_again())
        self.answers = self.form(groups=[{"title": self.say(QUESTIONS), "open": True, "fields": questions}])
        self.quiz.observe(lambda _change: self._sum_up(), "values")
        self.told = text()
        self.refresh()
        return [self.quiz, self.told, self.result, self.answers]

    def refresh(self) -> None:
        names = {one.key for one in self.page.exercise.quiz}
        self.quiz.values = {one.key: self._chosen(one) for one in self.page.exercise.quiz}
        self.answers.values = {name: value for name, value in self.decided.items() if name not in names}
        self._sum_up()

    def _chosen(self, one: QuizQuestion) -> str:
        """The answer that was chosen; "" where none was, or none that there is."""
        chosen = self.decided.get(one.key)
        return chosen if chosen in map(str, range(len(one.options))) else ""

    def _sum_up(self) -> None:
        """Once every question has an answer: how many are right, and the others once more."""
        quiz, values = self.page.exercise.quiz, self.quiz.values
        self.wrong = [one.key for one in quiz if values.get(one.key) != str(one.right)]
        done = all(values.get(one.key) for one in quiz)
        said = (
            self.say(SOME_RIGHT, right=len(quiz) - len(self.wrong), all=len(quiz))
            if self.wrong
            else self.say(ALL_RIGHT)
        )
        show(self.told, lines(said, kind="kit-guess") if done else "")
        self.result.actions = [{"key": "again", "label": self.say(TRY_AGAIN)}] if done and self.wrong else []

    def _try_again(self) -> None:
        self.page.write(self.verb, dict.fromkeys(self.wrong, ""))
        self.refresh()

    def _quiz(self, one: QuizQuestion) -> dict:
        options = [
            {
                "key": str(place),
                "label": self.say(answer),
                "feedback": self.say(RIGHT if place == one.right else WRONG, why=self.say(why)),
            }
            for place, (answer, why) in enumerate(one.options)
        ]
        return {"kind": "choice", "name": one.key, "label": self.say(one.question), "options": options}
