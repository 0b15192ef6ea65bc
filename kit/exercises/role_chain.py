"""Lone wolf or Pair Selling: the same customers, worked by all-rounders or by a chain of four interlocking roles.

Order of the file: setting, comparison (simulate, outcomes, views, presets), guesses, evidence, reflection.
The model is `kit/models/chain.py`; what it does not know stands on the evidence cards.
"""

from functools import lru_cache

import numpy as np

from kit.exercise import Exercise, Finding, Guess, Laboratory, Outcome, Picture, Preset, QuizQuestion, View
from kit.messages import Message, _
from kit.models import chain, lanes, measures, wolves
from kit.models.chances import draw
from kit.parameters import Choice, Parameter, parameters
from kit.settings.chain import ROLE_LABELS, ROLES, ChainSetting

OLD, NEW = _("lone wolves"), _("chain")
BAND = (0.1, 0.5, 0.9)
PEOPLE = tuple(f"people_{role}" for role in ROLES)
SHOWN_YEARS = 100  # dots drawn of all years played
SHOWN_MONTH, SHOWN_LEADS = 3, 26
ALL_IN_ONE = _("lone wolf")
ALL_WOLVES = _("all lone wolves together")


def simulate(setting: ChainSetting, years: int, block: int) -> tuple:
    """Both cultures on the same draws: (lone wolves, chain)."""
    draws = _first_draws(setting.chance, setting.variation, setting.leads_per_day, years) if block == 0 else draw(setting, years, block)
    return wolves.simulate_wolves(setting, draws), chain.simulate_chain(setting, draws)


@lru_cache(maxsize=2)
def _first_draws(chance: int, variation: float, leads_per_day: float, years: int):
    """The draws that are needed again and again while a slider moves, and all that they depend on."""
    return draw(ChainSetting(chance=chance, variation=variation, leads_per_day=leads_per_day), years, 0)


# Outcomes


DAYS = Outcome(
    "days", _("Days from first contact to order"), _("days"), measures.lead_days,
    _("NEW is faster in {count}, OLD in {old} of {years} years (± {error})"),
)  # fmt: skip
ORDERS = Outcome(
    "orders", _("Orders in the year"), _("orders"), measures.year_orders,
    _("NEW wins more in {count}, OLD in {old} of {years} years (± {error})"), less_is_better=False, digits=0,
)  # fmt: skip
FELT = Outcome(
    "felt", _("Customers feel sold to"), Message(""), measures.felt_sold_to,
    _("Fewer feel sold to by NEW in {count}, by OLD in {old} of {years} years (± {error})"), digits=0, percent=True,
    rule=_("“Feels sold to”: met a mistake, was asked the same thing twice, or got an exaggerated promise. The rule is ours; nobody has measured it."),
)  # fmt: skip
OUTCOMES = (DAYS, ORDERS, FELT)


# Pictures


def years_of(outcome: Outcome, description, axis, tick_format: str) -> Picture:
    """All years of one outcome as dots with band and median."""
    return Picture(
        "years", description,
        measure=lambda old, new: {"old": outcome.measure(old), "new": outcome.measure(new)},
        rows=lambda measured, _setting: _year_rows(measured),
        finding=lambda measured, _setting: Finding(outcome.ahead, outcome.ahead_in(measured["old"], measured["new"])),
        labels={"axis": axis, "old": OLD, "new": NEW, "format": tick_format},
)  # fmt: skip


def _year_rows(measured) -> dict:
    columns = {name: [] for name in ("culture", "part", "value", "low", "high", "offset")}
    for culture, values in ((OLD, measured["old"]), (NEW, measured["new"])):
        known = values[~np.isnan(values)]
        shown = np.round(known[:SHOWN_YEARS], 4)
        # The golden ratio spreads the dots evenly without any chance of its own.
        offsets = np.round((np.arange(len(shown)) * 0.618) % 1 * 1.1 - 0.55, 3)
        for value, offset in zip(shown.tolist(), offsets.tolist(), strict=True):
            _append(columns, culture, "year", value, value, value, offset)
        if len(known):
            low, middle, high = np.round(np.quantile(known, BAND), 4).tolist()
            _append(columns, culture, "band", middle, low, high, 0.0)
    return columns


def _append(columns: dict, *cells) -> None:
    for column, cell in zip(columns.values(), cells, strict=True):
        column.append(cell)


def _queues(old, new) -> dict:
    """Waiting leads: roles of the chain and, last, all lone wolves together, (5, weeks, years)."""
    return {"waiting": np.concatenate([measures.week_queues(new), measures.week_queues(old).sum(axis=0, keepdims=True)])}


def _queue_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("week", "series", "low", "middle", "high")}
    bands = np.quantile(measured["waiting"], (0.1, 0.9), axis=-1)
    middles = measured["waiting"].mean(axis=-1)
    for place, series in enumerate(QUEUE_SERIES):
        for week in range(middles.shape[1]):
            low, high = bands[:, place, week]
            _append(columns, week + 1, series, float(low), round(float(middles[place, week]), 3), float(high))
    return columns


def _queue_finding(measured, _setting) -> Finding:
    means = measured["waiting"].mean(axis=(1, 2))
    longest = int(np.argmax(means[:-1]))
    values = {"role": QUEUE_SERIES[longest], "leads": round(float(means[longest]), 1), "wolves": round(float(means[-1]), 1)}
    return Finding(_("In the chain most leads wait for the {role}: {leads} on average. With the lone wolves {wolves} wait in all."), values)


QUEUE_SERIES = (*(ROLE_LABELS[role] for role in ROLES), ALL_WOLVES)
QUEUES = Picture(
    "lines", _("Lines over the weeks of a year: how many leads wait for each role."), _queues, _queue_rows, _queue_finding,
    {"x": _("week of the year"), "y": _("leads waiting (mean; band: 8 of 10 years)"), "series": QUEUE_SERIES},
)  # fmt: skip


PART_NAMES = ("work", "rework", "coordination", "meeting", "idle")
PARTS = (_("work"), _("rework"), _("coordination"), _("waiting for a colleague"), _("idle"))


def _day(old, new) -> dict:
    """Shares of the paid time, (culture, part, years)."""
    days = np.array([[getattr(measures.person_days(year), part) for part in PART_NAMES] for year in (old, new)])
    return {"share": days / days.sum(axis=1, keepdims=True)}


def _day_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("culture", "part", "place", "start", "end", "share", "dark")}
    for culture, shares in zip((OLD, NEW), measured["share"].mean(axis=-1), strict=True):
        ends = np.cumsum(shares)
        for place, (part, share, end) in enumerate(zip(PARTS, shares.tolist(), ends.tolist(), strict=True)):
            _append(columns, culture, part, place, round(end - share, 5), round(end, 5), round(share, 5), int(place < 2))
    return columns


def _day_finding(measured, _setting) -> Finding:
    shares = np.round(100 * measured["share"].mean(axis=-1))
    values = {"extra": int(shares[1, 1:4].sum()), "idle_new": int(shares[1, 4]), "idle_old": int(shares[0, 4])}
    return Finding(_("Handovers, waiting for each other and rework take {extra}% of the chain’s time. Free time: chain {idle_new}%, lone wolves {idle_old}%."), values)


DAY = Picture(
    "shares", _("Bars: what the paid time is spent on in both cultures."), _day, _day_rows, _day_finding,
    {"axis": _("share of the paid time"), "old": OLD, "new": NEW, "parts": PARTS},
)  # fmt: skip


ERRORS = Outcome(
    "errors", _("Mistakes that reach the customer"), _("per 100 orders"), lambda year: measures.errors(year).mistakes,
    _("NEW lets fewer mistakes through in {count}, OLD in {old} of {years} years (± {error})"),
)  # fmt: skip


WHO = tuple(ROLE_LABELS[role] for role in ROLES)
KINDS = ("won", "lost")


def lanes_of(culture: int, description) -> Picture:
    """Single leads of one month of one year."""
    return Picture(
        "lanes", description,
        measure=lambda old, new: _month(old, new, culture),
        rows=_lane_rows,
        finding=lambda measured, _setting: _lane_finding(measured, culture),
        labels={"x": _("working day of the year"), "y": _("one line per lead"), "who": WHO if culture else (ALL_IN_ONE,)},
        one_year=True,
)  # fmt: skip


def _month(old, new, culture: int) -> dict:
    """The leads of one culture, and the days that both together need."""
    both = [_segments(old), _segments(new)]
    days = [day for segments in both for one in segments for day in (one.start, one.end)] or [0.0]
    return {"segments": both[culture], "span": np.array([min(days), max(days)])}


def _segments(year) -> np.ndarray:
    """The segments of the first leads of the month shown, with a mark at the end of each lead."""
    month = lanes.lanes(year, SHOWN_MONTH)
    shown = sorted({segment.lead for segment in month})[:SHOWN_LEADS]
    ends = [lanes.Segment(one.lead, one.role, one.ended, one.end, one.end, "") for one in month if one.ended in KINDS]
    return np.array([one for one in month + ends if one.lead in shown], dtype=object)


def _lane_rows(measured, _setting) -> dict:
    columns = {name: [] for name in ("lead", "start", "end", "who", "kind")}
    first = measured["segments"][0].lead if len(measured["segments"]) else 0
    _append(columns, first, *np.round(measured["span"], 1).tolist(), "", "span")
    for one in measured["segments"]:
        _append(columns, one.lead, round(one.start, 3), round(one.end, 3), ROLE_LABELS.get(one.role, ALL_IN_ONE), one.kind)
    return columns


def _lane_finding(measured, culture: int) -> Finding:
    segments = measured["segments"]
    leads, won = len({one.lead for one in segments}), sum(one.kind == "won" for one in segments)
    return Finding(_("{culture}: of {leads} leads {won} become orders (★)"), {"culture": (OLD, NEW)[culture], "leads": leads, "won": won})


VIEWS = (
    View("days", _("Days to the order"), (years_of(DAYS, _("A dot per year: days from first contact to order."), _("working days from first contact to order (mean of a year)"), ".1f"),)),
    View("orders", _("Orders"), (years_of(ORDERS, _("A dot per year: orders won in the year."), _("orders won in the year"), ".0f"),)),
    View("queues", _("Where leads wait"), (QUEUES,)),
    View("day", _("What the day is spent on"), (DAY,)),
    View("errors", _("Mistakes and “felt sold to”"), (
        years_of(ERRORS, _("A dot per year: mistakes that reach the customer."), _("mistakes that reach the customer, per 100 orders"), ".0f"),
        years_of(FELT, _("A dot per year: share of customers who feel sold to."), _("customers who feel sold to"), ".0%"),
    )),
    View("month", _("One month, lead by lead"), (
        lanes_of(0, _("One line per lead: how single leads fare with the lone wolves.")), lanes_of(1, _("One line per lead: how the same leads fare in the chain.")),
    )),
)  # fmt: skip

PRESETS = (
    Preset("small", _("Small firm: four people, three leads a day"), {"leads_per_day": 3.0, **dict.fromkeys(PEOPLE, 1)}),
    Preset("spoken", _("Handing over in passing: spoken only, no time together"), {"handover": "spoken", "overlap_days": 0.0}),
    Preset("careful", _("Careful chain: sheet, time together, the next role checks"), {"handover": "sheet", "overlap_days": 0.1, "check": "moderate"}),
    Preset("inbox", _("Lone wolves with one shared inbox"), {"inbox": "shared"}),
    Preset("leaver", _("The explainer leaves in month six, and so does one lone wolf"), {"leaver": "explain"}),
    Preset("rush", _("Rush: ten and a half leads a day"), {"leads_per_day": 10.5}),
)

LABORATORY = Laboratory(
    simulate, OUTCOMES, VIEWS, PRESETS,
    controls=(
        (_("Customers and people"), ("leads_per_day",)),
        (_("How the chain works"), ("gain", "overlap_days", "handover", "own_loss", "check")),
        (_("How the lone wolves work, and promises"), ("inbox", "overpromise_old", "overpromise_new")),
        (_("Somebody leaves"), ("leaver", "leave_month", "replace_months")),
        (_("Other customers, other luck"), ("chance",)),
    ),
    people=PEOPLE, map_axes=("gain", "overlap_days"),
)  # fmt: skip


# Guesses


@lru_cache(maxsize=64)
def _faster(gain: float) -> float:
    """Share of years in which the chain is faster at the start setting with another specialisation gain."""
    blocks = [simulate(ChainSetting(gain=gain), 50, block) for block in range(4)]
    return float(np.mean([DAYS.new_is_ahead(DAYS.measure(old), DAYS.measure(new)).mean() for old, new in blocks]))


def true_share() -> int:
    """In how many of 100 years the chain is faster at the start setting."""
    return round(100 * _faster(ChainSetting().gain))


def true_bottleneck() -> str:
    """The role before which leads wait longest at the start setting."""
    _old, new = simulate(ChainSetting(), 50, 0)
    return ROLES[int(np.argmax(np.nanmean(measures.wait_days(new), axis=-1)))]


def true_gain() -> float:
    """The smallest specialisation gain at which the chain is faster in half of the years."""
    gain = parameters(ChainSetting)["gain"]
    low, high = 0, gain.size - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _faster(gain.at(middle)) >= 0.5 else (middle + 1, high)
    return gain.at(low)


GUESSES = (
    Guess(
        Parameter(_("Chain faster"), 50, 0, 100, 5, _("of 100 years"), name="faster"),
        _("In how many of 100 years is the chain faster from first contact to order?"), true_share,
    ),
    Guess(
        Parameter(_("Longest wait"), "contact", choices=tuple(Choice(role, ROLE_LABELS[role]) for role in ROLES), name="bottleneck"),
        _("Before which role of the chain do leads wait longest?"), true_bottleneck,
    ),
    Guess(
        Parameter(_("Saving that makes the chain as fast"), 0.1, 0.0, 0.4, 0.01, percent=True, name="needed"),
        _("How much work must specialising save so that the chain is as fast as the lone wolves?"), true_gain,
    ),
)  # fmt: skip


# Evidence and reflection

OUTCOME_EVIDENCE = ("fast_answer", "pair_talks", "pair_work")

QUIZ = (
    QuizQuestion("quiz_queues", _("Nobody works slower in the chain. Why can an order still take longer there?"), (
        (_("Each lead waits in up to four queues, and every handover costs the time of two."), _("Lone wolves have one queue and no handover. The chain must win that time back by specialising.")),
        (_("The chain gets more difficult leads."), _("Both ways get exactly the same leads; that is what makes the comparison fair.")),
        (_("People in the chain have less to do."), _("Both have the same number of people and the same leads. Look at “What the day is spent on”.")),
    ), 0),
    QuizQuestion("quiz_checker", _("A close colleague looks over your offer. How many of your mistakes does she catch?"), (
        (_("Nearly everything, four eyes see more than two."), _("Whoever knows you well tends to miss what you missed. The handbook figure is less than half.")),
        (_("Less than half of your mistakes."), _("Whoever knows you well tends to miss what you missed. Somebody independent catches far more, but must find the time.")),
        (_("Nothing at all."), _("In this model only somebody who checks their own work catches nothing. A colleague catches some.")),
    ), 1),
    QuizQuestion("quiz_measured", _("Which of these figures has nobody measured?"), (
        (_("How much is lost at a spoken handover."), _("That was measured, though in medicine: about half of the facts at each handover.")),
        (_("How much a firm loses when a seller leaves."), _("That was measured: 13 to 18% of the annual sales of the territory.")),
        (_("How much work specialised roles save in sales."), _("We found no study, only practitioners’ claims. So the slider decides, and you should doubt it.")),
    ), 2),
    QuizQuestion("quiz_rush", _("One role is busy 19 of 20 hours. What does one more lead a day do?"), (
        (_("Waiting grows a little, in proportion."), _("Waiting does not grow in proportion: near full use it explodes. Try the rush.")),
        (_("Waiting before this role grows steeply."), _("Near full use every unevenness piles up, and one role holds up the whole chain.")),
        (_("Nothing, there is still an hour free."), _("The free hour is an average. On uneven days there is none, and the queue hardly comes down again.")),
    ), 1),
)  # fmt: skip

REFLECTIONS = (
    _("What contradicted your guess, and what contradicts your own experience?"),
    _("At which handover does your firm lose most, and how would you notice?"),
    _("Where do customers of yours have to tell the same thing twice?"),
)

FIRST_STEPS = (
    _("For one week, note at every handover what the next colleague had to ask again."),
    _("Choose one customer and let two people hold the next talk together."),
    _("Write a handover sheet with eight lines and use it for five customers."),
    _("Let somebody from another team look over the next large offer."),
    _("Keep your way, and write down at which number of leads a day you would decide otherwise."),
)

EXERCISE = Exercise(
    number=2, name="role_chain", title=_("Lone wolf or chain?"), minutes=45,
    setting=ChainSetting, laboratory=LABORATORY, guesses=GUESSES, outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ, reflections=REFLECTIONS, first_steps=FIRST_STEPS,
)  # fmt: skip
