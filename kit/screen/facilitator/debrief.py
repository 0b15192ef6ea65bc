"""Questions for the debrief, made from what the groups did; culture and chance stand apart."""

import asyncio

from ipywidgets import VBox
from markupsafe import Markup

from kit.debrief import CHANCE, CULTURE, TOGETHER
from kit.debrief.workshop import Asked, step_by_step
from kit.groups import LEFT_OUT, Session
from kit.messages import _
from kit.screen.postponed import Postponed
from kit.screen.text import heading, lines, show, text

NOTHING = _("As soon as groups have decided something, questions appear here that fit what they did.")
FAIR = _("These are questions, no marks. What chance did is nobody’s merit and nobody’s fault.")
WHOLE = _("The whole workshop")
KINDS = {TOGETHER: _("Where you lie together or apart"), CULTURE: _("What decisions did"), CHANCE: _("What chance did")}
MAKE = _("Make the questions from the present state")
COMPUTING = _("One moment: the games are played again with other luck, to tell chance from decisions.")


async def asked(session: Session) -> Asked:
    """All questions of a session; the page answers in between."""
    found = Asked()
    for so_far in step_by_step(session):
        found = so_far
        await asyncio.sleep(0)
    return found


class Debrief:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.questions, self.later = text(), Postponed(desk.guard)
        self.make = desk.form(
            "debrief",
            place={},
            actions=[{"key": "make", "label": self.say(MAKE), "primary": True}],
            on_action=lambda _key, _values: self.later.start(self._ask()),
        )
        self.box = VBox([self.make, self.questions])
        self.box.add_class("kit-step")
        self.box.add_class("kit-debrief")
        show(self.questions, lines(self.say(NOTHING)))

    async def _ask(self) -> None:
        show(self.questions, lines(self.say(COMPUTING)))
        session = self.desk.session
        found, names = await asked(session), session.names()
        left_out = ", ".join(names[one.key] for one in found.left_out)
        said = lines(self.say(LEFT_OUT, groups=left_out), kind="kit-problem") if left_out else Markup()
        show(self.questions, said + self._said(found.questions))

    def _said(self, found) -> Markup:
        if not found:
            return lines(self.say(NOTHING))
        said = lines(self.say(FAIR))
        for about in dict.fromkeys(one.about for one in found):
            exercise = self.desk.exercises.get(about)
            said += heading(self.say(exercise.title if exercise else WHOLE))
            for kind, title in KINDS.items():
                asked = [one for one in found if (one.about, one.kind) == (about, kind)]
                if asked:
                    said += Markup("<h4>{}</h4><ul>{}</ul>").format(
                        self.say(title), Markup().join(self._item(one) for one in asked)
                    )
        return said

    def _item(self, question) -> Markup:
        words = self.desk.words
        return Markup("<li>{}<br><strong>{}</strong></li>").format(words.say(question.seen), words.say(question.ask))
