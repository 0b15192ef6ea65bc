"""The end of “Payday”: what the person did under each plan, beside the model's seller who only looks after the pay."""

import numpy as np
from ipywidgets import Widget

from kit.exercises.incentives import facts
from kit.exercises.incentives.facts import FIGURES
from kit.exercises.incentives.game import NEW, OLD, Game, Year
from kit.exercises.incentives.setting import QUARTER_DAYS, TASKS
from kit.exercises.incentives.views import DAY_PARTS
from kit.messages import _
from kit.pictures import share_rows
from kit.screen.pictures import live_chart, said
from kit.screen.text import heading, lines, table

END = _("What you did under each plan")
BARS = YOU_OLD, MODEL_OLD, YOU_NEW, MODEL_NEW = (
    _("you, old plan"),
    _("only for the pay, old plan"),
    _("you, new plan"),
    _("only for the pay, new plan"),
)
DESCRIPTION = _(
    "Bars: how you divided your 60 days on average under each plan, beside the model’s seller who only looks after the pay."
)
AXIS = _("working days per quarter, mean of the year")
HEADLINE = _(
    "Existing customers got {old} of your 60 days under the old plan and {new} under the new one. Who only works for the pay gives them {model_old} and {model_new}."
)
MODEL = _(
    "The model’s seller stops where one more day is more effort than it pays; you had all 60 days for free. It plays the same year with the same luck and pulls no order forward."
)
WHAT = _("In the whole year")
FAIR = _(
    "One year is one throw of the dice. The laboratory below plays hundreds; if your year says something else, that happens."
)
FELT_RULE = _("“Feel sold to”: pressed into signing by a discount, or visited by nobody for the whole year.")


def both_years(step, game: Game) -> list[Widget]:
    """Picture and table of both years."""
    words = step.page.words
    model = {side: game.selfish(side) for side in (OLD, NEW)}
    if not hasattr(step, "end_chart"):
        labels = {
            "axis": words.say(AXIS),
            "bars": [words.say(bar) for bar in BARS],
            "parts": [words.say(part) for part in DAY_PARTS],
            "most": QUARTER_DAYS,
            "format": ".0f",
            "smallest": 1.5,
        }
        step.end_chart = live_chart(words, "shares", labels, DESCRIPTION)
    days = np.array(
        [facts.days_of(year).mean(axis=0) for side in (OLD, NEW) for year in (game.years[side], model[side])]
    )
    rows = share_rows(
        BARS, DAY_PARTS, np.column_stack([days, QUARTER_DAYS - days.sum(axis=1)]), (True, True, False, False, False)
    )
    care = days[:, TASKS.index("care")].round().astype(int).tolist()
    headline = words.say(HEADLINE, old=care[0], model_old=care[1], new=care[2], model_new=care[3])
    step.end_chart.show({name: said(words, column) for name, column in rows.items()}, headline)
    years = [game.years[OLD], model[OLD], game.years[NEW], model[NEW]]
    return [
        step.reused_text(heading(words.say(END))),
        step.end_chart,
        step.reused_text(lines(words.say(MODEL)) + _table(words, years) + lines(words.say(FELT_RULE), words.say(FAIR))),
    ]


def _table(words, years: list[Year]):
    figures = [facts.figures(year) for year in years]
    rows = [[words.say(label), *(words.said(one[name].shown) for one in figures)] for name, label in FIGURES.items()]
    return table([words.say(WHAT), *(words.say(bar) for bar in BARS)], rows, "kit-wide-table")
