"""How many leads a day each culture can work on at all, without chance: the first thing to look at before queues."""

from kit.models.chain.handover import coordination_days
from kit.models.chain.setting import ChainSetting


def _reach(setting: ChainSetting) -> list[float]:
    """Share of the leads that reach each role."""
    shares = [1.0]
    for advance in setting.advances[:-1]:
        shares.append(shares[-1] * advance)
    return shares


def _coordination(setting: ChainSetting, stage: int) -> float:
    """Mean person-days of coordination for each lead at a role."""
    return coordination_days(setting, stage, setting.advances[stage])


def _repeated(setting: ChainSetting, stage: int) -> float:
    """Work at a role as a multiple, because of facts lost before it."""
    return 1 + (setting.rework - 1) * setting.lost_share * (stage > 0)


def wolves_capacity(setting: ChainSetting) -> float:
    """Leads per day at which lone wolves would have no free minute.

    >>> round(wolves_capacity(ChainSetting()), 4)
    11.7925
    """
    work = sum(share * days for share, days in zip(_reach(setting), setting.work_days, strict=True))
    return setting.headcount / work


def chain_capacity(setting: ChainSetting) -> float:
    """Leads per day at which the busiest role of the chain would have no free minute, without waiting for colleagues.

    >>> round(chain_capacity(ChainSetting(gain=0.0)), 4)
    9.1324
    """
    reach = _reach(setting)
    days = (
        work * (1 - setting.gain) * _repeated(setting, stage) + _coordination(setting, stage)
        for stage, work in enumerate(setting.work_days)
    )
    return min(people / (share * day) for people, share, day in zip(setting.people, reach, days, strict=True))


def break_even_gain(setting: ChainSetting) -> float:
    """The specialisation gain from which on the chain can work on as many leads as the lone wolves.

    May lie below 0 (the chain needs no gain) or above 1 (no gain is enough). Source: both capacities set equal, solved
    for the gain of each role; the busiest role decides.

    >>> round(break_even_gain(ChainSetting()), 3)
    0.255
    """
    leads = wolves_capacity(setting)
    return max(_needed_gain(setting, stage, leads * share) for stage, share in enumerate(_reach(setting)))


def _needed_gain(setting, stage, leads):
    """The gain at which a role has just time enough for so many leads per day."""
    days = setting.people[stage] / leads - _coordination(setting, stage)
    return 1 - days / (setting.work_days[stage] * _repeated(setting, stage))
