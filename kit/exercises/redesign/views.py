"""What the laboratory of the four levers compares and shows."""

from kit.exercise import Laboratory, Outcome, Preset, Shelf, View
from kit.exercises.redesign.model.sixteen import simulate
from kit.exercises.redesign.setting import EUR, LEVERS, NEW, OLD, RedesignSetting, own_levers
from kit.exercises.redesign.views_levers import CONTRIBUTIONS, INTERACTIONS, remarks
from kit.exercises.redesign.views_sixteen import IGNORANCE, SIXTEEN, YEARS_BESIDE
from kit.messages import Message, _
from kit.models.boss.setting import NEW as COACH
from kit.models.pay.setting import NEW as NEW_PLAN
from kit.parameters import levers

EUR_YEAR = _("EUR per seller and year")

TOTAL = Outcome(
    "profit_eur",
    _("Profit of all years, after what the change cost"),
    EUR,
    lambda redesigned: redesigned.total_eur,
    _("NEW earns more in {count}, OLD in {old} of {years} worlds (± {error})"),
    less_is_better=False,
    digits=0,
    least=5_000,
    why=_("that is less than what the smallest change costs."),
)
FIRST_YEAR = Outcome(
    "first_year_eur",
    _("Profit of the first year"),
    EUR,
    lambda redesigned: redesigned.profit_eur[0],
    _("NEW earns more in the first year in {count}, OLD in {old} of {years} worlds (± {error})"),
    less_is_better=False,
    digits=0,
    least=2_500,
    why=_("about one in a hundred."),
)
FELT = Outcome(
    "felt",
    _("Customers at the end who feel sold to or neglected"),
    Message(""),
    lambda redesigned: redesigned.felt[-1],
    _("NEW has fewer of them in {count}, OLD in {old} of {years} worlds (± {error})"),
    percent=True,
    digits=0,
    least=0.02,
    why=_("that is two customers in a hundred."),
)
CUSTOMERS = Outcome(
    "customers",
    _("Customers at the end"),
    _("customers"),
    lambda redesigned: redesigned.customers[-1].astype(float),
    _("NEW has more in {count}, OLD in {old} of {years} worlds (± {error})"),
    less_is_better=False,
    digits=0,
    least=1,
    why=_("that is a single customer."),
)
WAIT = Outcome(
    "wait_days",
    _("Wait for a decision"),
    _("working days"),
    lambda redesigned: redesigned.wait_days[-1],
    _("NEW waits less in {count}, OLD in {old} of {years} worlds (± {error})"),
    least=0.1,
    why=_("that is less than an hour of work."),
)
PAY = Outcome(
    "pay_eur",
    _("Pay of the sellers"),
    EUR_YEAR,
    lambda redesigned: redesigned.pay_eur.mean(axis=(0, 1)),
    _("NEW pays less in {count}, OLD in {old} of {years} worlds (± {error})"),
    digits=0,
    least=500,
    why=_("about one in a hundred."),
    is_judged=False,
)
OUTCOMES = (TOTAL, FIRST_YEAR, FELT, CUSTOMERS, WAIT, PAY)

VIEWS = (
    View("years", _("First and last year"), (YEARS_BESIDE,)),
    View("contributions", _("What each lever brings"), (CONTRIBUTIONS,)),
    View("interactions", _("Which levers need each other"), (INTERACTIONS,)),
    View("sixteen", _("All sixteen"), (SIXTEEN,)),
    View("ignorance", _("Chance and ignorance"), (IGNORANCE,)),
)

PRESETS = (
    Preset("dear", _("Dear change: everything costs twice as much"), {"dearness": 2.0}),
    Preset("free", _("As if changing cost nothing"), {"dearness": 0.0}),
    Preset("one_year", _("The firm looks ahead one year"), {"years": 1}),
    Preset("few_decisions", _("Few decisions: nobody waits for the boss"), {"decisions": 1.0}),
    Preset("endless", _("Endless market: always new firms to call"), {"prospects": 200}),
    Preset("leaving", _("Customers who leave fast"), {"churn": 0.55}),
    Preset("in_a_hurry", _("Customers who do not wait, and many decisions"), {"delay": 0.15, "decisions": 8.0}),
    Preset("known", _("As if every assumption were exactly right"), {"ignorance": 0.0}),
)

CONTROLS = (
    (_("The four levers"), LEVERS),
    (_("The firm and its market"), ("years", "churn", "prospects", "decisions", "leads_per_day")),
    (_("What reaches money"), ("delay", "phi", "freed", "shared_loss")),
    (
        _("What changing costs"),
        (
            "dearness",
            "contact_loss",
            "new_contact",
            "depth",
            "recovery_months",
            "leaving",
            "replace_months",
            *(f"{lever}_eur" for lever in LEVERS),
            "budget_eur",
        ),
    ),
    (_("New territory and new organisation"), ("inbox", "gain", "overlap_days", "handover", "own_loss", "check")),
    (_("New pay plan"), levers(RedesignSetting, NEW_PLAN)),
    (_("New leadership"), levers(RedesignSetting, COACH)),
    (_("Other customers, other luck"), ("ignorance", "chance")),
)

LABORATORY = Laboratory(
    simulate,
    (_("OLD: all four levers OLD"), _("NEW: the levers as set")),
    _("{count} possible worlds"),
    OUTCOMES,
    VIEWS,
    shelves=(Shelf("preset", _("Ready-made settings"), PRESETS),),
    controls=CONTROLS,
    people=(),
    map_axes=("churn", "dearness"),
    sides=(OLD, NEW),
    remarks=remarks,
    times=_("of 100 worlds"),
    draft=25,
    taken_along=own_levers,
)

# Cards behind what is shown, beside those of the settings.
OUTCOME_EVIDENCE = ("seventy_percent", "held_fixed", "least_evidenced", "coaching_works", "leaver", "participation")
