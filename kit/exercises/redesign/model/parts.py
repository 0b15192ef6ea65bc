"""What the role chain (M1) and the boss (M5) hand over to the firm: days, orders, customers who feel sold to, wrong decisions, time.

One column is one draw of chance and of assumptions. What differs by column goes to the models in place of numbers; settings that
people make stay checked (`namespace`). See `MODELS.md`, M4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.models.boss import team
from kit.models.boss.setting import LeadershipSetting
from kit.models.chain import chances, measures
from kit.models.chain.chain import simulate_chain
from kit.models.chain.setting import YEAR_DAYS, ChainSetting
from kit.models.chain.wolves import simulate_wolves
from kit.models.chain.year_of_leads import Year

DRAWN_CHAIN = ("gain", "lost_share", "rework", "mistake")  # of M1, these differ by column
DRAWN_BOSS = ("wait", "wrong")


@dataclass(frozen=True, eq=False)
class Selling:
    """A year of leads (M1), each (organisation, territory, columns), OLD before NEW: `orders` won until its last day, `days` from contact
    to order, `felt`: share of the orders whose customer felt sold to, `effort`: person-days per lead, `busy`: share of the people's time.
    """

    orders: NDArray
    days: NDArray
    felt: NDArray
    effort: NDArray
    busy: NDArray


@dataclass(frozen=True, eq=False)
class Leading:
    """A year under both bosses (M5), each (2, columns), OLD before NEW: `wait_days` for a decision (all decisions together), `wrong`: share of
    the decisions that are wrong in the end, `time`: share of the sellers' time for asking, checking and being coached, `pace`: orders
    more from what was learnt; `load`: of the boss's week, as a share.
    """

    wait_days: NDArray
    wrong: NDArray
    time: NDArray
    pace: NDArray
    load: NDArray


class Namespace:
    """Names and what they stand for, as a setting has them, and nothing that checks them."""

    def __init__(self, **figures):
        self.__dict__.update(figures)


def namespace(setting: Any, **figures) -> Any:
    """A setting with arrays (columns,) in place of some numbers: models read it, nobody checks it.

    >>> varied = namespace(ChainSetting(), gain=np.array([0.1, 0.2]))
    >>> varied.gain.tolist(), varied.people, varied.leads_count
    ([0.1, 0.2], (3, 3, 2, 2), 2000)
    """
    names = [name for name in dir(setting) if not name.startswith("_")]
    return Namespace(**{name: getattr(setting, name) for name in names} | figures)


def selling(setting: ChainSetting, inbox: str, off: Mapping[str, NDArray], columns: int, block: int) -> Selling:
    """Lone wolves with the inbox of the setting and with the new one, and the chain, which no territory changes.

    `off`: by which factor the assumptions of `DRAWN_CHAIN` are off in each column.
    """
    draws = _leads(setting, columns, block)
    varied = chain_figures(setting, off)
    wolves, shared = (
        simulate_wolves(namespace(replace(setting, inbox=one), **varied), draws) for one in (setting.inbox, inbox)
    )
    chain = simulate_chain(namespace(setting, **varied), draws)
    years = [[wolves, shared], [chain, chain]]
    return Selling(
        **{
            name: np.array([[measure(year) for year in row] for row in years], float)
            for name, measure in (
                ("orders", measures.year_orders),
                ("days", measures.lead_days),
                ("felt", measures.felt_sold_to),
                ("effort", _effort),
                ("busy", _busy),
            )
        }
    )


def chain_figures(setting: ChainSetting, off: Mapping[str, NDArray]) -> dict[str, NDArray]:
    """The assumptions of M1 that differ by column, (columns,); shares are compared with chances of single precision."""
    return {
        "gain": np.minimum(setting.gain * off["gain"], 0.9),
        "rework": 1 + (setting.rework - 1) * off["rework"],
        "lost_share": np.minimum(setting.lost_share * off["lost_share"], 1.0).astype(np.float32),
        "mistake": np.minimum(setting.mistake * off["mistake"], 1.0).astype(np.float32),
    }


def _remembering_the_first(draw):
    """`draw(setting, columns, block)` that remembers the first block: a moving slider needs it again and again."""
    first = lru_cache(maxsize=2)(lambda setting, columns: draw(setting, columns, 0))
    return lambda setting, columns, block: first(setting, columns) if block == 0 else draw(setting, columns, block)


_leads_of = _remembering_the_first(chances.draw)
_decisions_of = _remembering_the_first(team.draw)


def _leads(setting: ChainSetting, columns: int, block: int) -> chances.Draws:
    """The chance of the leads, on which nothing has an influence but these three values."""
    return _leads_of(_only(setting, "chance", "variation", "leads_per_day"), columns, block)


def _only(setting: Any, *names: str) -> Any:
    """The start setting with only these values of a setting."""
    return type(setting)(**{one.name: getattr(setting, one.name) for one in fields(setting) if one.name in names})


def _effort(year: Year) -> NDArray:
    """Person-days spent on a lead, from first to last, (columns,)."""
    spent = [np.where(np.isfinite(one.arrive), one.service, 0.0).sum(axis=0) for one in year.stations]
    return np.sum(spent, axis=0) / len(year.stations[0].lead)


def _busy(year: Year) -> NDArray:
    """Share of all people's time that the leads of the year take, (columns,); above 1 they do not get through in a year."""
    people = sum(one.people for one in year.stations)
    return _effort(year) * len(year.stations[0].lead) / (people * YEAR_DAYS)


def leading(setting: LeadershipSetting, off: Mapping[str, NDArray], columns: int, block: int) -> Leading:
    """Both bosses. Waits and wrong decisions are those of the setting, times the factors `off` of `DRAWN_BOSS`."""
    draws = _decisions_of(_only(setting, "chance", "variation", "decisions"), columns, block)
    years = [team.simulate(setting, boss, draws) for boss in (setting.old, setting.new)]
    learnt = [setting.pace * year.learnt.mean() for year in years]
    return Leading(
        wait_days=np.array([(year.done - year.arrive).mean(axis=0) for year in years]) * off["wait"],
        wrong=np.minimum(np.array([year.wrong.mean(axis=0) for year in years]) * off["wrong"], 1.0),
        time=_by_boss([team.sellers_share(setting, boss) for boss in (setting.old, setting.new)], columns),
        pace=_by_boss(learnt, columns),
        load=_by_boss([setting.load(boss) for boss in (setting.old, setting.new)], columns),
    )


def _by_boss(figures: list[float], columns: int) -> NDArray:
    return np.repeat(np.array(figures, float)[:, None], columns, axis=1)
