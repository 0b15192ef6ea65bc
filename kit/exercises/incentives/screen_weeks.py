"""A quarter of “Payday” goes by: twelve weeks with who came and who left, and in the last one what could be pulled forward."""

from markupsafe import Markup

from kit.exercises.incentives.game import Game
from kit.exercises.incentives.model.year import Ending, Year
from kit.exercises.incentives.screen_drawings import mark
from kit.exercises.incentives.territory import Territory
from kit.messages import _
from kit.models.pay.setting import QUARTER_MONTHS, IncentiveSetting
from kit.screen.text import lines
from kit.wording import Language

WEEKS = 4 * QUARTER_MONTHS
CAME, WENT = _("Week {week}: {firm} signs."), _("Week {week}: {firm} leaves.")
QUIET = _("Twelve quiet weeks: nobody came, nobody left.")
SOLD = _("{count} new customers, {sold} EUR.")
SOLD_ONE, SOLD_NONE = _("One new customer, {sold} EUR."), _("No new customer.")
REACHED = _("The quota of {quota} EUR is reached: each further order pays {times} times as much.")
MISSING = _("To the quota of {quota} EUR {missing} EUR are missing.")
READY = _(
    "{firms} would sign in the next quarter, if you go on hunting as much. With {discount} off they sign now: {price} EUR each instead of {order} EUR. Then they are missing in the next quarter. How many do you pull forward?"
)
READY_ONE = _(
    "{firms} would sign in the next quarter, if you go on hunting as much. With {discount} off it signs now: {price} EUR instead of {order} EUR. Then it is missing in the next quarter. Do you pull it forward?"
)
NONE_READY = _("No firm is close enough to signing that you could pull it forward.")
LET_BE, PULL, PULL_ONE = _("let it be"), _("{count}: {extra} EUR more pay now"), _("yes: {extra} EUR more pay now")


def weeks(words: Language, land: Territory, ending: Ending) -> Markup:
    """A strip of twelve weeks that fill one after the other, and what happened in them as a list."""
    marks: dict[int, Markup] = {}
    for one in ending.passed:
        marks[one.week] = marks.get(one.week, Markup()) + mark(one.came)
    strip = Markup().join(
        Markup('<li style="--kit-week: {}"><span>{}</span>{}</li>').format(week, week, marks.get(week, ""))
        for week in range(1, WEEKS + 1)
    )
    told = Markup().join(
        Markup('<li style="--kit-week: {}">{}{}</li>').format(
            one.week, mark(one.came), words.say(CAME if one.came else WENT, week=one.week, firm=land.firms[one.place])
        )
        for one in ending.passed
    )
    told = Markup('<ul class="kit-passed">{}</ul>').format(told) if told else lines(words.say(QUIET))
    return Markup('<ol class="kit-weeks" aria-hidden="true">{}</ol>{}').format(strip, told)


def so_far(words: Language, game: Game, year: Year, ending: Ending) -> Markup:
    """New business of the quarter in firms and euros, beside the quota."""
    sold = len(ending.won) * game.setting.order_eur
    said = words.say((SOLD_NONE, SOLD_ONE, SOLD)[min(len(ending.won), 2)], count=len(ending.won), sold=sold)
    quota = round(year.quota_eur) if year.plan.quota_eur else 0
    if quota and sold >= quota:
        said += " " + words.say(REACHED, quota=quota, times=year.plan.accelerator)
    elif quota:
        said += " " + words.say(MISSING, quota=quota, missing=quota - sold)
    return lines(said, kind="kit-sum")


def offer(words: Language, setting: IncentiveSetting, land: Territory, ending: Ending) -> dict:
    """The last question of a quarter as a field: how many to pull forward, and what that pays."""
    if not ending.ready:
        return {"kind": "card", "name": "none", "help": words.say(NONE_READY)}
    values = {
        "firms": ", ".join(land.firms[place] for place in ending.ready),
        "discount": words.percent(setting.pull_discount),
        "price": round((1 - setting.pull_discount) * setting.order_eur),
        "order": setting.order_eur,
    }
    count = len(ending.ready)
    options = [{"key": "0", "label": words.say(LET_BE)}]
    for pulled, extra in enumerate(ending.extra_eur[1:], start=1):
        label = words.say(PULL_ONE if count == 1 else PULL, count=pulled, extra=round(extra))
        options.append({"key": str(pulled), "label": label})
    label = words.say(READY_ONE if count == 1 else READY, **values)
    return {"kind": "choice", "name": "pulled", "label": label, "options": options, "unstored": True}
