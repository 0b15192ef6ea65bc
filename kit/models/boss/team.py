"""A year of a team under one boss (model M5): who asks, how long they wait, what goes wrong, and what orders are left.

Both bosses meet the same decisions, the same meetings and the same chance; only the coach's hours come on top.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.boss.approval import Calendar, blocks, decide, mean_wait, spread
from kit.models.boss.learning import learnt, mistakes
from kit.models.boss.setting import (
    BLOCK,
    MEETING_DAYS,
    WEEK_DAYS,
    WEEK_HOURS,
    YEAR_DAYS,
    Boss,
    LeadershipSetting,
)
from kit.models.checking import conditional_miss

CALENDAR_DAYS = 300  # the boss's calendar runs on after the year, until the last decisions are made
MARGIN = 6  # standard deviations of meetings drawn beyond the mean


@dataclass(frozen=True, eq=False)
class Draws:
    """Chances of many years. Decisions: `clock` (unit Poisson), `work` (multiples of the mean), and uniform `ask`, `wrong`,
    `seen`, `blind` and `won`, (decisions, repetitions). Meetings and coaching: `clocks` (unit Poisson) and `lengths`
    (multiples of the mean), two arrays (meetings, repetitions) each.
    """

    clock: NDArray
    work: NDArray
    ask: NDArray
    wrong: NDArray
    seen: NDArray
    blind: NDArray
    won: NDArray
    clocks: tuple[NDArray, NDArray]
    lengths: tuple[NDArray, NDArray]


@dataclass(frozen=True, eq=False)
class Year:
    """What came of a year under one boss, (decisions, repetitions): day of arrival, whether it was `asked`, day it was `done`,
    its `end` on the free clock, whether it was `wrong` in the end, and the `orders` it left (won, less the harm of a wrong one).

    `service`: the boss's time for it (days); `draws`: the chances behind it; `calendar`: the boss's meetings; `learnt`: share learnt
    on each day of the year.
    """

    setting: LeadershipSetting
    boss: Boss
    arrive: NDArray
    asked: NDArray
    done: NDArray
    end: NDArray
    service: NDArray
    wrong: NDArray
    orders: NDArray
    calendar: Calendar
    learnt: NDArray
    draws: Draws


def draw(setting: LeadershipSetting, repetitions: int = 50, block: int = 0) -> Draws:
    """All chances of `repetitions` years, from `chance`, the number of the `block`, the decisions a year, their variation, and how many meetings fit."""
    streams = iter(np.random.SeedSequence((setting.chance, block)).spawn(11))

    def stream():
        return np.random.default_rng(next(streams))

    shape = (setting.decisions_count, repetitions)
    clock = stream().standard_exponential(shape).cumsum(axis=0)
    work = np.ones(shape)
    if setting.variation:
        alike = setting.variation**-2
        work = stream().standard_gamma(alike, shape) / alike
    ask, wrong, seen, blind, won = (stream().random(shape, dtype=np.float32) for _chance in range(5))
    meetings = (_meetings(1 / min(MEETING_DAYS.values())), repetitions)  # a week that is full of the shortest ones
    clocks = (
        stream().standard_exponential(meetings).cumsum(axis=0),
        stream().standard_exponential(meetings).cumsum(axis=0),
    )
    lengths = stream().standard_exponential(meetings), stream().standard_exponential(meetings)
    return Draws(clock, work, ask, wrong, seen, blind, won, clocks, lengths)


def simulate(setting: LeadershipSetting, boss: Boss, draws: Draws) -> Year:
    """A year of the team under this boss."""
    arrive = draws.clock / setting.decisions
    asked = draws.ask < boss.asked
    calendar = calendar_of(setting, boss, draws)
    service = draws.work * (asked * setting.decision_days)
    if asked.any():
        done, end = decide(calendar, arrive, service)
        done = np.where(asked, done, arrive)
    else:
        done = end = arrive
    daily = learnt_by_day(setting, boss)
    by_day = mistakes(setting.mistake, setting.skill, daily)
    day = np.minimum(arrive.astype(int), YEAR_DAYS - 1)
    at_first = draws.wrong < by_day[day]
    wrong = _uncaught(setting, boss, asked, at_first, draws)
    chance = setting.win * (1 + setting.pace * daily[day]) * (1 - sellers_share(setting, boss))
    if setting.delay:
        chance = chance * np.exp(-setting.delay * (done - arrive))
    orders = (draws.won < chance) * (1 - setting.harm * wrong)
    return Year(setting, boss, arrive, asked, done, end, service, wrong, orders, calendar, daily, draws)


def calendar_of(setting: LeadershipSetting, boss: Boss, draws: Draws) -> Calendar:
    """The boss's meetings: those that everybody has, and the coach's hours with the sellers among them."""
    repetitions = draws.clock.shape[1]
    if setting.shape == BLOCK:
        return blocks(CALENDAR_DAYS, setting.busy, setting.coaching_share(boss), repetitions)
    mean = MEETING_DAYS[setting.shape]
    rates = (setting.busy / mean, setting.coaching_share(boss) / mean)
    used = [min(_meetings(rate), len(clock)) if rate else 0 for rate, clock in zip(rates, draws.clocks, strict=True)]
    wanted = [clock[:count] / (rate or 1) for clock, count, rate in zip(draws.clocks, used, rates, strict=True)]
    lengths = [one[:count] * mean for one, count in zip(draws.lengths, used, strict=True)]
    coaching = np.concatenate([np.full(one.shape, bool(place)) for place, one in enumerate(wanted)])
    when, long = np.concatenate(wanted), np.concatenate(lengths)
    if used[1]:
        order = when.argsort(axis=0)
        when, long, coaching = (np.take_along_axis(one, order, axis=0) for one in (when, long, coaching))
    return spread(when, long, coaching)


def learnt_by_day(setting: LeadershipSetting, boss: Boss) -> NDArray:
    """Share of what coaching can teach that the sellers have learnt by each day of the year, (250,)."""
    return learnt(boss.coaching / WEEK_DAYS * np.arange(YEAR_DAYS), setting.learn_hours)


def sellers_share(setting: LeadershipSetting, boss: Boss) -> float:
    """Share of the sellers' week that goes into asking, checking for each other, and being coached.

    >>> setting = LeadershipSetting()
    >>> sellers_share(setting, setting.old), sellers_share(setting, setting.new)
    (0.0125, 0.035)
    """
    checked = 0.0 if boss.peer == "nobody" else 1 - boss.asked
    for_one = boss.asked * setting.asking_minutes + checked * setting.checking_minutes
    minutes = setting.decisions * WEEK_DAYS * for_one
    return min(1.0, minutes / 60 / setting.sellers / WEEK_HOURS + boss.coaching / WEEK_HOURS)


def expected_wait(setting: LeadershipSetting, boss: Boss, asked: float) -> float:
    """Mean days from asking to the answer, if sellers ask in a share `asked` of all decisions and meetings come at random.

    Infinity if there is no mean; nobody asked, nothing waits, and the answer is for the first who would.
    """
    return mean_wait(
        setting.decisions * asked,
        setting.decision_days,
        setting.busy_with(boss),
        MEETING_DAYS.get(setting.shape, MEETING_DAYS["hour"]),
        setting.variation,
    )


def waits(year: Year, shares: NDArray, columns: int) -> NDArray:
    """Mean days from asking to the answer for each share of decisions asked (above 0), over the first `columns` years of this boss.

    For a week whose meetings lie in one block there is no closed form (`MODELS.md`, M5); the days grow over a year where there is no mean.
    """
    calendar, draws = year.calendar.first_years(columns), year.draws
    arrive, work = year.arrive[:, :columns], draws.work[:, :columns] * year.setting.decision_days
    found = []
    for share in shares:
        asked = draws.ask[:, :columns] < share
        done, _end = decide(calendar, arrive, work * asked)
        found.append(float((done - arrive)[asked].mean()) if asked.any() else 0.0)
    return np.array(found)


def _uncaught(setting: LeadershipSetting, boss: Boss, asked: NDArray, at_first: NDArray, draws: Draws) -> NDArray:
    """Decisions that are wrong in the end: missed by whoever checks, or undone by a boss who does not know the customer."""
    missed = np.where(
        asked,
        np.float32(conditional_miss(setting.boss_check, setting.miss)),
        np.float32(conditional_miss(boss.peer, setting.miss)),
    )
    undone = asked & (draws.blind < setting.blind)
    return np.where(at_first, draws.seen < missed, undone)


def _meetings(rate: float) -> int:
    """How many meetings a calendar needs so that it reaches its end."""
    mean = rate * CALENDAR_DAYS
    return int(mean + MARGIN * mean**0.5)
