"""Before a quarter of “Payday”: where one stands, what the plan pays, and the days as blocks."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kit.exercises.incentives.game import ME, Game
from kit.messages import _
from kit.models.pay.participation import usual_pay_eur
from kit.models.pay.setting import LEVERS, IncentiveSetting, Plan
from kit.screen.text import lines, table
from kit.wording import Language

STANDS = _("You have {customers} customers. Your pay so far this year: {pay} EUR.")
QUOTA = _("Quota: {quota} EUR of new business. A new customer brings {order} EUR.")
ORDER = _("A new customer brings {order} EUR, and buys for {bought} EUR every quarter.")
SAME_YEAR = _("The same year once more: the same firms, the same luck. Only the plan is another.")
PAYS = {"old": _("What the old plan pays"), "new": _("What the new plan pays")}
SCALE = _("About {usual} EUR a quarter is usual here in all, some {month} EUR a month.")
DEPENDS_ON: Mapping[str, str] = {"accelerator": "quota_eur", "ratchet": "quota_eur", "retention_share": "retention_eur"}
NOT_IN_PLAN = "–"
LEVER, OLD_PLAN, NEW_PLAN = _("What is paid for"), _("Old plan"), _("New plan")


def standing(words: Language, game: Game, side: str, is_again: bool) -> Markup:
    """Customers, pay so far and the quota; at the start of the second year also that it is the same one."""
    year, setting = game.years[side], game.setting
    customers = year.results[-1].customers if year.results else setting.customers
    said = [words.say(SAME_YEAR)] if is_again else []
    said.append(words.say(STANDS, customers=customers, pay=round(year.pay_eur)))
    if year.plan.quota_eur:
        said.append(words.say(QUOTA, quota=round(year.quota_eur), order=setting.order_eur))
    else:
        said.append(words.say(ORDER, order=setting.order_eur, bought=round(setting.quarter_eur)))
    return lines(*said)


def at_hand(words: Language, setting: IncentiveSetting, plan: Plan, side: str, is_open: bool) -> Markup:
    """What a plan pays, folded beside the decision; open where it is new."""
    rows = Markup().join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            words.say(LEVERS[name].label), words.value(LEVERS[name], getattr(plan, name))
        )
        for name in paying(plan)
    )
    usual = float(usual_pay_eur()[ME])
    scale = lines(words.say(SCALE, usual=round(usual, -3), month=round(usual / 3, -2)), kind="kit-help")
    return Markup('<details class="kit-plan"{}><summary>{}</summary><dl>{}</dl>{}</details>').format(
        Markup(" open") if is_open else "", words.say(PAYS[side]), rows, scale
    )


def paid_for(words: Language, old: Plan, new: Plan) -> Markup:
    """Both plans side by side, lever by lever, without those that neither has."""
    rows = []
    for name, lever in LEVERS.items():
        sides = [
            words.value(lever, getattr(plan, name)) if name in paying(plan) else NOT_IN_PLAN for plan in (old, new)
        ]
        rows += [[words.say(lever.label), *sides]] if sides != [NOT_IN_PLAN] * 2 else []
    return table([words.say(one) for one in (LEVER, OLD_PLAN, NEW_PLAN)], rows)


def paying(plan: Plan) -> Iterator[str]:
    """The levers that do anything in a plan."""
    return (name for name in LEVERS if getattr(plan, name) and getattr(plan, DEPENDS_ON.get(name, name)))
