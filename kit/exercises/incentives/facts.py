"""What came of “Payday”: the decisions of every quarter, and what both years came to."""

from collections.abc import Iterator, Mapping

import numpy as np

from kit.contract import PERCENT_SIGN, TENTHS, Decided, Fact, Names, Pair, Played, Said, Table, beside
from kit.exercises.incentives import game as payday
from kit.exercises.incentives.game import Game, Year
from kit.messages import Finding, Message, _
from kit.models.pay.setting import NEW, OLD, TASK_LABELS, TASKS
from kit.parameters import Shown

NAME = "incentives"
PLANS = {payday.OLD: OLD, payday.NEW: NEW}
DAYS = _("days")
QUARTER = _("{plan}, quarter {quarter}")
MEAN_DAYS = _("mean days per quarter: {task}")
PLAN, DAYS_HEAD = _("Plan"), _("Mean days per quarter: {tasks}")
FIGURES = {
    "pay": _("pay (EUR)"),
    "won": _("new customers"),
    "pulled": _("of these signed early, with a discount"),
    "left": _("customers who left"),
    "avoidable": _("of these, you could have kept"),
    "at_start": _("customers at the start"),
    "customers": _("customers at the end"),
    "margin": _("margin for the firm before pay (EUR)"),
    "felt": _("customers at the end who were pressed or neglected"),
}
WON, LEFT = _("new customers (of these signed early)"), _("customers who left (could have been kept)")
CUSTOMERS = _("customers at the start and at the end")
OF_THESE, FROM_TO = Message("{all} ({part})"), Message("{start} → {end}")  # the same in every language
SCENE = _("{plan}, quarter {quarter} of {quarters}")


def read(decided: Decided, _language: str) -> Game:
    """The two years that follow from decisions."""
    return Game(decided("play"))


def scene(decided: Decided, _language: str, _room) -> Finding | None:
    """In which quarter a group stopped."""
    game = Game(decided("play"))
    if not game.is_begun or game.now is None:
        return None
    side, quarter = game.now
    return Finding(SCENE, {"plan": PLANS[side], "quarter": quarter, "quarters": payday.QUARTERS[-1]})


def is_played(game: Game) -> bool:
    """Whether any quarter was given its days."""
    return any(game.days(*place) for place in payday.DAYS)


def facts(played: Played[Game], _names: Names) -> Iterator[Fact]:
    """Everything that was decided and what it came to."""
    game = played.game
    if not is_played(game):
        return
    yield Fact((), payday.FIRST.label, PLANS[game.sides[0]])
    yield Fact((), payday.LUCK.label, game.setting.chance)
    for (side, quarter), division in payday.DAYS.items():
        part, days, pulled = (
            (Finding(QUARTER, {"plan": PLANS[side], "quarter": quarter}),),
            game.days(side, quarter),
            game.pulled(side, quarter),
        )
        yield from (
            Fact(part, task.label, count, DAYS) for task, count in zip(division.parts, days or (), strict=False)
        )
        if pulled is not None:
            yield Fact(part, payday.PULLED[side, quarter].label, pulled)
    for side, plan in PLANS.items() if game.now is None else ():
        year = game.years[side]
        for task, days in zip(payday.TASK_PARTS, days_of(year).T, strict=True):
            yield Fact(
                (plan,),
                Finding(MEAN_DAYS, {"task": task.label}),
                float(days.mean()),
                DAYS,
                2,
                (float(days.min()), float(days.max())),
            )
        yield from figures(year, plan).values()


def days_of(year: Year) -> np.ndarray:
    """Days by quarter and task, (quarters, tasks)."""
    return np.array([result.days for result in year.results], float)


def figures(year: Year, *part) -> Mapping[str, Fact]:
    """What a year came to, by the names of `FIGURES`."""
    results, leavers = year.results, year.leavers
    came = {
        "pay": round(year.pay_eur),
        "won": sum(len(result.won) + len(result.pulled) for result in results),
        "pulled": sum(len(result.pulled) for result in results),
        "left": len(leavers),
        "avoidable": sum(leaver.avoidable for leaver in leavers),
        "at_start": results[0].at_start,
        "customers": results[-1].customers,
        "margin": round(sum(result.margin_eur for result in results)),
    }
    counts = {name: Fact(part, FIGURES[name], count) for name, count in came.items()}
    return counts | {"felt": Fact(part, FIGURES["felt"], 100 * year.felt_sold_to, PERCENT_SIGN)}


def table(played: Played[Game], _names: Names) -> Table:
    """A row for each plan, once both years are over."""
    game = played.game
    head = (
        PLAN,
        Finding(DAYS_HEAD, {"tasks": beside(TASK_LABELS[task] for task in TASKS)}),
        FIGURES["pay"],
        WON,
        LEFT,
        CUSTOMERS,
        FIGURES["margin"],
        FIGURES["felt"],
    )
    if game.now is not None:
        return Table(head, unfinished=("",) if is_played(game) else ())
    return Table(head, tuple(_row(game.years[side], plan) for side, plan in PLANS.items()))


def _row(year: Year, plan: Said) -> tuple:
    days = beside(Shown(TENTHS, one) for one in days_of(year).mean(axis=0).tolist())
    came = {name: one.shown for name, one in figures(year).items()}
    won = Finding(OF_THESE, {"all": came["won"], "part": came["pulled"]})
    left = Finding(OF_THESE, {"all": came["left"], "part": came["avoidable"]})
    customers = Finding(FROM_TO, {"start": came["at_start"], "end": came["customers"]})
    return plan, days, came["pay"], won, left, customers, came["margin"], came["felt"]


PAIRS = ("pay", "left", "margin")


def pairs(played: Played[Game]) -> list[Pair]:
    """What both years came to, figure by figure; nothing before both are over."""
    if played.game.now is not None:
        return []
    years = [figures(played.game.years[side]) for side in PLANS]
    return [
        Pair(FIGURES[name], tuple(PLANS.values()), tuple(_number(year[name]) for year in years), low=0)
        for name in PAIRS
    ]


def _number(fact: Fact) -> float | None:
    return fact.value if isinstance(fact.value, int | float) else None
