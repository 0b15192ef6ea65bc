"""The end of “Payday”: what the person did under each plan, beside the model's seller who only looks after the pay."""

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import beside
from kit.exercises.incentives import facts
from kit.exercises.incentives.facts import FIGURES
from kit.exercises.incentives.game import NEW, OLD, Game, Year
from kit.exercises.incentives.model.year import CARE
from kit.exercises.incentives.model.year import PRESSED as FORCED
from kit.exercises.incentives.screen_drawings import CAME, face
from kit.exercises.incentives.views import DAY_PARTS
from kit.messages import Finding, Message, _
from kit.models.pay.setting import QUARTER_DAYS, TASK_LABELS, TASKS
from kit.pictures import said, share_rows
from kit.screen.pictures import live_chart
from kit.screen.text import folded, lines, table

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
    "One year is one throw of the dice. The laboratory plays hundreds; if your year says something else, that happens."
)
FIGURES_OF = _("All figures of both years")
PRESSED, NEGLECTED = (
    _("customers pressed by a discount, at the end"),
    _("customers nobody visited all year, at the end (about)"),
)
GOT = _("your pay in four quarters, EUR")
THERE = _("customers: {won} came, {left} left")
KEPT_SOME = _("Left: {left}. You could have kept {avoidable} of them.")
ALL_BUT = _("Nobody left whom you could have kept.")
LONELY = _("Customers whom nobody visited all year: about {count}.")
TIGHT = _("Customers pressed into signing by a discount: {count}.")
YOUR_DAYS, NO_DAY = _("Your days per quarter: {days}."), _("Not a day all year: {tasks}.")
DAYS_OF = _("{task} {days}")
FROM_TO = Message("{start} → {end}")  # the same in every language


PAY_UNDER, CUSTOMERS_UNDER = _("your pay in EUR, {plan}"), _("customers at the end, {plan}")


def half_time(words, year: Year) -> Markup:
    """What the first year came to: pay, customers, and what was neglected."""
    came, days = facts.figures(year), facts.days_of(year).mean(axis=0).round().astype(int).tolist()
    there = words.say(FROM_TO, start=came["at_start"].value, end=came["customers"].value)
    changed = words.say(THERE, won=came["won"].value, left=came["left"].value)
    lost = {"left": came["left"].value, "avoidable": came["avoidable"].value}
    told = [(CARE, words.say(KEPT_SOME, **lost)) if lost["avoidable"] else (CAME, words.say(ALL_BUT))]
    told += [(CARE, words.say(LONELY, count=year.neglected))] if year.neglected else []
    told += [(FORCED, words.say(TIGHT, count=year.pressed))] if year.pressed else []
    items = Markup().join(Markup("<li>{}<span>{}</span></li>").format(face(temper), one) for temper, one in told)
    given = dict(zip((TASK_LABELS[task] for task in TASKS), days, strict=True))
    spent = beside((Finding(DAYS_OF, {"task": task, "days": count}) for task, count in given.items()), ", ")
    nothing = [task for task, count in given.items() if not count]
    said = [words.say(YOUR_DAYS, days=spent), *([words.say(NO_DAY, tasks=beside(nothing, ", "))] if nothing else [])]
    sums = _sums([(words.number(year.pay_eur), words.say(GOT)), (there, changed)])
    return sums + Markup('<div class="kit-news"><ul>{}</ul></div>{}').format(items, lines(*said))


def _sums(figures: list[tuple[str, str]]) -> Markup:
    """A few large figures, each with what it is."""
    return Markup('<dl class="kit-sums">{}</dl>').format(
        Markup().join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, figure) for figure, label in figures)
    )


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
    table_of = folded(words.say(FIGURES_OF), Markup('<div class="kit-wide">{}</div>').format(_table(words, years)))
    yours = [(game.years[side], facts.PLANS[side]) for side in (OLD, NEW)]
    sums = [(words.number(year.pay_eur), words.say(PAY_UNDER, plan=plan)) for year, plan in yours]
    sums += [(words.number(year.results[-1].customers), words.say(CUSTOMERS_UNDER, plan=plan)) for year, plan in yours]
    return [step.end_chart, step.reused_text(_sums(sums) + lines(words.say(MODEL), words.say(FAIR)) + table_of)]


def _table(words, years: list[Year]):
    figures = [facts.figures(year) for year in years]
    rows = [
        [words.say(label), *(words.said(one[name].shown) for one in figures)]
        for name, label in FIGURES.items()
        if name != "felt"
    ]
    rows.append([words.say(PRESSED), *(words.number(year.pressed) for year in years)])
    rows.append([words.say(NEGLECTED), *(words.number(year.neglected) for year in years)])
    return table([words.say(WHAT), *(words.say(bar) for bar in BARS)], rows, "kit-wide-table")
