"""What groups guessed, as pictures and as a table of the report page."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from kit.exercise import Exercise, Guess
from kit.groups import Group
from kit.messages import _
from kit.parameters import Parameter
from kit.report.pictures import TICKS, strip
from kit.report.table import NO_GUESS, TRUTH
from kit.report.texts import grid
from kit.wording import Language, digits_of

GUESSED = _(
    "Guesses run from {low} to {high}, with {middle} in the middle; the true answer at the start setting is {truth}."
)
GUESSED_ALIKE = _("Guessed: {guess}; the true answer at the start setting is {truth}.")
NOBODY_GUESSED = _("Nobody guessed; the true answer at the start setting is {truth}.")
TRUE_ANSWER = _("The true answer at the start setting is {truth}.")
TRUTH_AT = _("true answer: {truth}")
GROUP = _("Group")
MEDIAN = _("{median} {unit}")


class Guesses:
    """`shown`: number and name of every group by its key."""

    def __init__(self, words: Language, shown: Mapping[str, dict]):
        self.words, self.say, self.shown = words, words.say, shown

    def picture(self, guess: Guess, given: Mapping[str, dict | None]) -> dict:
        """The picture of a question: numbers on a scale, or choices with the groups beside them."""
        parameter, truth = guess.parameter, guess.truth()
        values = {key: said[parameter.name] for key, said in given.items() if said}
        show = partial(self.words.value, parameter)
        made = {"question": self.say(guess.question), "strip": None, "options": []}
        if parameter.choices:
            made["options"] = [
                {
                    "label": self.say(one.label),
                    "true": one.key == truth,
                    "groups": [self.shown[key] for key, value in values.items() if value == one.key],
                }
                for one in parameter.choices
            ]
            return made | {"said": self.say(TRUE_ANSWER, truth=show(truth))}
        if not values:
            return made | {"said": self.say(NOBODY_GUESSED, truth=show(truth))}
        low, high, middle = min(values.values()), max(values.values()), float(np.median(list(values.values())))
        if show(low) == show(high):
            said = self.say(GUESSED_ALIKE, guess=show(low), truth=show(truth))
        else:
            said = self.say(
                GUESSED, low=show(low), high=show(high), middle=self.middle(parameter, middle), truth=show(truth)
            )
        dots = [(self.shown[key]["number"], value) for key, value in values.items()]
        ticks = [(one, self._tick(parameter, one)) for one in np.linspace(parameter.low, parameter.high, TICKS)]
        return made | {
            "said": said,
            "strip": strip(dots, float(truth), middle, ticks, self.say(TRUTH_AT, truth=show(truth))),
        }

    def middle(self, parameter: Parameter, value: float) -> str:
        """The middle one; of an even count it can lie between two steps, so it may need one decimal more."""
        digits, shown = digits_of(parameter), 100 * value if parameter.percent else value
        digits += abs(round(shown, digits) - shown) > 1e-6
        if parameter.percent:
            return self.words.percent(value, digits)
        number = self.words.number(value, digits)
        return self.say(MEDIAN, median=number, unit=self.say(parameter.unit)) if parameter.unit else number

    def _tick(self, parameter: Parameter, value: float) -> str:
        return (
            self.words.percent(value)
            if parameter.percent
            else self.words.number(value, 0 if value == int(value) else 1)
        )

    def table(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        if not groups:
            return None
        declared = [one.parameter for one in exercise.guesses]
        rows = []
        for group in groups:
            given = group.guesses(exercise)
            rows.append(
                [
                    {"groups": [self.shown[group.key]], "named": True},
                    *(self.words.value(one, given[one.name]) if given else self.say(NO_GUESS) for one in declared),
                ]
            )
        rows.append([self.say(TRUTH), *(self.words.value(one.parameter, one.truth()) for one in exercise.guesses)])
        return grid([self.say(GROUP), *(self.say(one.label) for one in declared)], rows, "last")
