"""The steps of a page: which may be opened, which are through, how one gets from one to the next, and what the head shows of them."""

from collections.abc import Callable, Mapping
from typing import Any

from kit.exercise import Exercise
from kit.journal import Journal
from kit.messages import _
from kit.progress import OPENED, SKIPPED, YES, Progress, was_opened
from kit.widgets.page import Header
from kit.wording import Language

VERB_LABELS = {
    "predict": _("Guess"),
    "play": _("Play"),
    "compare": _("Compare"),
    "limits": _("Fair trial"),
    "reflect": _("Reflect"),
    "commit": _("One step"),
    "share": _("Take along"),
}
PURPOSES = {
    "predict": _("what you expect"),
    "play": _("try it out"),
    "compare": _("both ways, many years"),
    "limits": _("where which way wins"),
    "reflect": _("questions and a quiz"),
    "commit": _("what you will try"),
    "share": _("summary, file and code"),
}
STEP_MINUTES = _("{minutes} min")
GO_ON, WITHOUT_GAME = _("Go on: {step}"), _("Go on without the game")


class Stage:
    """What a page knows of its steps (`steps`: each by its verb); the page itself has the journal, the head and the words."""

    labels, purposes = VERB_LABELS, PURPOSES  # of the steps, by verb

    exercise: Exercise
    steps: dict[str, Any]
    header: Header
    journal: Journal
    words: Language
    attendance: Any
    say: Callable[..., str]
    decided: Callable[[str], dict]
    write: Callable[[str, Mapping], None]
    unfold: Callable[[], None]

    def look(self, verb: str) -> None:
        """Lead sight and keyboard to the heading of the scene that a step shows now."""
        self.header.look(verb)

    def is_held(self, verb: str) -> bool:
        """Whether the facilitator of a room has not opened a step yet."""
        return self.attendance is not None and not self.attendance.allows(self.exercise, verb)

    def may_open(self, verb: str) -> bool:
        """Whether a step can be unfolded: nobody holds it, and every step before it is passed."""
        return not self.is_held(verb) and all(step.is_passed() for step in self._before(verb))

    def waits_for_game_only(self, verb: str) -> bool:
        """Whether a step could be unfolded if the game before it were over or skipped."""
        waiting = [step for step in self._before(verb) if not step.is_passed()]
        return not self.is_held(verb) and [step.verb for step in waiting] == ["play"] and waiting[0].is_open

    def _before(self, verb: str) -> list[Any]:
        return [self.steps[one] for one in self._verbs[: self._verbs.index(verb)]]

    def _after(self, verb: str) -> str:
        return next(iter(self._verbs[self._verbs.index(verb) + 1 :]), "")

    @property
    def _verbs(self) -> list[str]:
        """Of the steps that are on the page, in the order of the exercise."""
        return [one for one in self.exercise.verbs if one in self.steps]

    def is_done(self, verb: str) -> bool:
        """Whether a step is through."""
        return self._progress.is_done(verb)

    @property
    def _progress(self) -> Progress:
        return Progress(self.exercise, self.journal, self.words.code, self.attendance)

    def go(self, verb: str) -> None:
        """Somebody wants to go to a step: open it where that may be, and bring it into view."""
        step = self.steps.get(verb)
        if step is None or not (step.is_open or self.may_open(verb)):
            return
        if not was_opened(self.decided(verb)):
            self.write(verb, {OPENED: YES})
            self.unfold()
        self.header.show(verb)

    def bring(self, verb: str) -> None:
        """Whoever leads has this step opened, once; what lies before it and was not done is passed over, as everybody could themselves."""
        if verb not in self.steps or was_opened(self.decided(verb)) or self.is_held(verb):
            return
        for step in self._before(verb):
            if not step.is_passed():
                self.write(step.verb, dict([step.passed_over]))
                self.unfold()
        self.go(verb)

    def skip(self, verb: str) -> None:
        """Go on without what a step offers, openly."""
        self.write(verb, {SKIPPED: YES})
        self.unfold()
        self.go_on(verb)

    def go_on(self, verb: str) -> None:
        """From a step to the next one, if that may be opened."""
        following = self._after(verb)
        if following:
            self.go(following)

    def show_steps(self) -> None:
        """Tell the head what there is to see of the steps, and where somebody was last."""
        self.header.steps = [self._shown(step) for step in self.steps.values()]
        self.show_here()

    def show_here(self) -> None:
        """Tell the head in which step something was decided last."""
        self.header.here = self._progress.last

    def _shown(self, step: Any) -> dict:
        verb = step.verb
        minutes = dict(zip(self.exercise.verbs, self.exercise.step_minutes, strict=False)).get(verb)
        state = "open" if step.is_open else "ready" if self.may_open(verb) else "locked"
        return {
            "verb": verb,
            "label": self.say(self.labels[verb]),
            "minutes": self.say(STEP_MINUTES, minutes=minutes) if minutes else "",
            "purpose": self.say(self.purposes[verb]),
            "state": "done" if step.is_open and self.is_done(verb) else state,
            "why": self.say(step.why_locked) if state == "locked" else "",
            "prose": step.shows_prose(),
            "next": self._next(step),
        }

    def _next(self, step: Any) -> dict:
        """The way on from a step, or why there is none yet."""
        following = self._after(step.verb)
        if not following or not step.is_open:
            return {}
        if self.may_open(following):
            return {
                "label": self.say(GO_ON, step=self.labels[following]),
                "step": following,
                "primary": step.verb != "play" or self.is_done("play"),
            }
        if self.waits_for_game_only(following):
            return {"label": self.say(WITHOUT_GAME), "skip": True, "primary": False}
        return {"why": self.say(self.steps[following].why_locked)} if self.is_held(following) else {}
