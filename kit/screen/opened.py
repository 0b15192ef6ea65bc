"""The desk on which an exercise lies: its verbs, one per notebook cell. Nobody ever sees a traceback here."""

import functools
import logging

import ipywidgets

from kit.errors import KitError
from kit.exercise import Exercise
from kit.screen.commit import Commit
from kit.screen.compare import Compare
from kit.screen.journaled import FAILED
from kit.screen.limits import Limits
from kit.screen.page import Page, Step
from kit.screen.pictures import prepare_charts
from kit.screen.predict import Predict
from kit.screen.reflect import Reflect
from kit.screen.share import Share
from kit.screen.text import lines, text
from kit.wording import Language

STEPS = {step.verb: step for step in (Predict, Compare, Limits, Reflect, Commit, Share)}


def calmly(verb):
    """A verb that says one sentence where something goes wrong; the details go to the log, not to people."""

    @functools.wraps(verb)
    def said(desk, *given):
        try:
            return verb(desk, *given)
        except KitError as error:
            return text(lines(desk.words.say(error), kind="kit-problem"))
        except Exception:  # a page must stay calm whatever happens; the log keeps everything
            logging.getLogger("kit").exception("verb %s", verb.__name__)
            return text(lines(desk.words.say(FAILED), kind="kit-problem"))

    return said


class OpenedExercise:
    """An opened exercise. Each verb returns the widget that its cell shows."""

    def __init__(self, exercise: Exercise, language: str):
        self.words = Language(language)
        self._page = Page(exercise, language)
        prepare_charts(exercise, self.words)

    @property
    def header(self) -> ipywidgets.Widget:
        """Title, steps and the journal of the browser."""
        return self._page.header

    @calmly
    def _open(self, verb: str) -> ipywidgets.Widget:
        made = self._page.exercise.play.screen() if verb == "play" else STEPS[verb]
        step: Step = made(self._page)
        step.restore()
        self._page.show_steps()
        return step.box

    def predict(self) -> ipywidgets.Widget:
        """A guess before anything is shown."""
        return self._open("predict")

    def play(self) -> ipywidgets.Widget:
        """The human game."""
        return self._open("play")

    def compare(self) -> ipywidgets.Widget:
        """The laboratory: OLD and NEW side by side."""
        return self._open("compare")

    def limits(self) -> ipywidgets.Widget:
        """The fair trial: where the old way wins, and every assumption with its evidence."""
        return self._open("limits")

    def reflect(self) -> ipywidgets.Widget:
        """Questions and a short quiz."""
        return self._open("reflect")

    def commit(self) -> ipywidgets.Widget:
        """One step we take."""
        return self._open("commit")

    def share(self) -> ipywidgets.Widget:
        """The team code, the saved state and the summary."""
        return self._open("share")
