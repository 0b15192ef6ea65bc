"""`reflect()`: questions with free answers, and a short quiz with feedback on what was seen."""

from kit.exercise import QuizQuestion
from kit.messages import _
from kit.screen.fields import text_field
from kit.screen.page import Step

LONGEST_ANSWER = 4000

RIGHT = _("Right. {why}")
WRONG = _("Not quite. {why}")
QUIZ = _("Short quiz")
QUESTIONS = _("To talk about")


class Reflect(Step):
    verb = "reflect"
    invitation = _("Open the questions")

    def build(self) -> list:
        exercise = self.page.exercise
        questions = [
            text_field(self.page.words, f"question{place}", question, LONGEST_ANSWER, "textarea")
            for place, question in enumerate(exercise.reflections, start=1)
        ]
        groups = [
            {"title": self.say(QUIZ), "open": True, "fields": [self._quiz(one) for one in exercise.quiz]},
            {"title": self.say(QUESTIONS), "open": True, "fields": questions},
        ]
        self.answers = self.form(groups=groups, values=self.decided)
        return [self.answers]

    def refresh(self) -> None:
        self.answers.values = self.decided

    def _quiz(self, one: QuizQuestion) -> dict:
        options = [
            {"key": str(place), "label": self.say(answer), "feedback": self.say(RIGHT if place == one.right else WRONG, why=self.say(why))}
            for place, (answer, why) in enumerate(one.options)
        ]
        return {"kind": "choice", "name": one.key, "label": self.say(one.question), "options": options}
