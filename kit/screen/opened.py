"""The desk on which an exercise lies: its verbs, one per notebook cell, and what people who program do with it."""

import functools
import logging
from typing import TYPE_CHECKING, Any

import ipywidgets

from kit.asked import plainly_in, values_asked
from kit.errors import KitError
from kit.exercise import Exercise
from kit.parameters import Checked
from kit.screen.commit import Commit
from kit.screen.compare import Compare
from kit.screen.journaled import FAILED
from kit.screen.limits import Limits
from kit.screen.page import Page
from kit.screen.pictures import prepare_charts
from kit.screen.predict import Predict
from kit.screen.reflect import Reflect
from kit.screen.setting_table import show_settings
from kit.screen.share import Share
from kit.screen.step import Step
from kit.screen.text import lines, text
from kit.wording import Language

if TYPE_CHECKING:
    import altair
    import pandas

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
        show_settings(self.words)

    def keep_apart(self) -> None:
        """Keep tries to oneself: nothing that was entered in this browser is read, and nothing is stored."""
        self._page.keep_apart()

    @property
    def header(self) -> ipywidgets.Widget:
        """Title, steps and the journal of the browser."""
        return self._page.header

    @property
    def seat_form(self):
        """Who one is, where a room asks for it; None outside of any room."""
        return self._page.seat_form

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
        """The fair trial: where which way wins, and every assumption with its evidence."""
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

    # For people who program: pandas and Altair are imported only here, so that a page does without them

    def set(self, **values: Any) -> None:
        """Move sliders of the page: values by name, see `kit.settings(name)`; all others stay where they are.

        Raises `KitError` for an unknown name or a value that is not possible; nothing is moved then.
        """
        with plainly_in(self.words):
            self._page.decide_setting(values_asked(self._page.exercise, values), keep=True)

    @property
    def setting(self) -> Checked:
        """The setting on the sliders, frozen; a notebook shows it as a table."""
        return self._page.setting

    def results(self) -> "pandas.DataFrame":
        """What the laboratory shows for this setting, once it has come to rest: one row per outcome and side.

        Columns: `outcome`, `side` ("old", "new"), `low`, `middle`, `high` (8 of 10 years lie between low and high; shares are fractions), `ahead`
        (in how many of 100 years this side is ahead), `label`, `unit`.
        """
        from kit.frames.results import results

        return results(self._page.exercise, self.setting, self.words)

    def chart(self, name: str) -> "altair.LayerChart | altair.VConcatChart":
        """A view of the laboratory as an Altair chart with its data inside, to be restyled or saved; `name` such as "days".

        Raises `KitError` for an unknown name, with all that there are.
        """
        from kit.frames.results import chart

        with plainly_in(self.words):
            return chart(self._page.exercise, self.setting, name, self.words)
