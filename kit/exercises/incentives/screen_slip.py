"""What a quarter of “Payday” brought: the payslip line by line, and what became of the customers, each with its reason."""

from markupsafe import Markup

from kit.exercises.incentives.model.year import BOTH, CARE, OWN, PRESSED, PRODUCT, Result
from kit.exercises.incentives.screen_drawings import CAME, face
from kit.exercises.incentives.territory import Territory
from kit.exercises.incentives.views import LINES
from kit.messages import _
from kit.models.pay.euros import REPORT_DAYS
from kit.models.pay.setting import IncentiveSetting, Plan
from kit.parameters import parameters
from kit.screen.text import table
from kit.wording import Language

PAY_LINE, AMOUNT = _("Line"), _("EUR")
TOTAL = _("Pay of this quarter")
HOWS = {
    "fixed": _("whatever happens"),
    "new": _("{new} of {sold} EUR"),
    "accelerator": _("{accelerator} times as much above {quota} EUR"),
    "capped": _("nothing beyond {cap} EUR"),
    "renewal": _("{renewal} of what {stayed} customers bought"),
    "feedback": _("{reports} reports, {feedback} EUR each"),
    "help": _("{helped} days, {help} EUR each"),
    "pool": _("a third of {pool} of all the team sold"),
    "retention": _("paid if {kept_share} stay; {stayed} of {at_start} did"),
    "clawback": _("{clawback} of the commission for new customers who left within a year"),
}
LEVER_OF = {
    "fixed": "fixed_eur",
    "new": "new",
    "accelerator": "quota_eur",
    "capped": "cap_eur",
    "renewal": "renewal",
    "feedback": "feedback_eur",
    "help": "help_eur",
    "pool": "pool",
    "retention": "retention_eur",
    "clawback": "clawback",
}

CUSTOMERS = _("Your customers: {at_start} at the start, {customers} at the end.")
NEW_ONES = _("New: {firms}.")
SIGNED_EARLY = _("Signed a quarter early, with a discount: {firms}.")
NOBODY_NEW = _("Nobody new.")
KEPT = _("Would have left without your care: {count}. They stayed.")
NOBODY_LEFT = _("Nobody left.")
LEFT = _("Left: {firm}. {reason}")
REASONS = {
    CARE: _("Hardly anybody came: {care} days for {customers} customers. A day for each would have kept them."),
    PRODUCT: _("“{complaint}” Had half of all complaints been solved, they would have stayed."),
    BOTH: _("Hardly anybody came, and: “{complaint}” Either alone would not have been enough to lose them."),
    PRESSED: _("They had signed under the pressure of the discount, and it never fitted."),
    OWN: _("Reasons of their own. Nothing you could have done would have kept them."),
}


def slip_table(words: Language, setting: IncentiveSetting, plan: Plan, result: Result) -> Markup:
    """Every line that the plan has, how it comes about, and the sum."""
    values = _values(words, setting, plan, result)
    rows = [
        [_line(words.say(LINES[line]), words.say(HOWS[line], **values)), _eur(words, getattr(result.slip, line))]
        for line in LINES
        if getattr(plan, LEVER_OF[line]) and (line != "accelerator" or plan.accelerator > 1)
    ]
    head = [words.say(one) for one in (PAY_LINE, AMOUNT)]
    total = [words.say(TOTAL), Markup("<b>{}</b>").format(_eur(words, result.slip.total))]
    return table(head, [*rows, total], "kit-slip")


def _line(label: str, how: str) -> Markup:
    return Markup('<span class="kit-of">{}</span><small>{}</small>').format(label, how)


def _eur(words: Language, value) -> str:
    return words.number(round(float(value)))


def _values(words: Language, setting: IncentiveSetting, plan: Plan, result: Result) -> dict:
    sold = (len(result.won) + len(result.pulled) * (1 - setting.pull_discount)) * setting.order_eur
    known = parameters(setting)
    shares = {name: words.percent(getattr(plan, name)) for name in ("new", "renewal", "pool", "clawback")}
    return shares | {
        "kept_share": words.value(known["old_retention_share"], plan.retention_share),
        "sold": round(sold),
        "accelerator": plan.accelerator,
        "quota": round(result.quota_eur),
        "cap": plan.cap_eur,
        "stayed": result.stayed,
        "at_start": result.at_start,
        "reports": result.days[2] / REPORT_DAYS,
        "feedback": plan.feedback_eur,
        "helped": result.days[3],
        "help": plan.help_eur,
    }


def news(words: Language, land: Territory, result: Result) -> Markup:
    """Who came, who stayed because of care, who left and why."""
    say = words.say

    def firms(places) -> str:
        return ", ".join(land.firms[place] for place in places)

    came = say(NEW_ONES, firms=firms(result.won)) if result.won else say(NOBODY_NEW)
    told = [(CAME if result.won else OWN, came)]
    told += [(PRESSED, say(SIGNED_EARLY, firms=firms(result.pulled)))] if result.pulled else []
    told += [(CAME, say(KEPT, count=result.kept))] if result.kept else []
    told += [] if result.leavers else [(CAME, say(NOBODY_LEFT))]
    for leaver in result.leavers:
        values = {"care": result.days[1], "customers": result.at_start, "complaint": land.complaint(leaver.place)}
        left = say(LEFT, firm=land.firms[leaver.place], reason=say(REASONS[leaver.reason], **values))
        told.append((leaver.reason, left))
    items = Markup().join(Markup("<li>{}<span>{}</span></li>").format(face(temper), said) for temper, said in told)
    head = Markup("<h4>{}</h4>").format(say(CUSTOMERS, at_start=result.at_start, customers=result.customers))
    return Markup('<div class="kit-news">{}<ul>{}</ul></div>').format(head, items)
