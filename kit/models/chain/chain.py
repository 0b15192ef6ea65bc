"""The role chain (model M1): contact maker, relationship manager, explainer and negotiator work on one lead in turn.

An open tandem of queues with thinning: first come first served, several people per role, simulated from event to event
without time steps. Everybody works the same hours; nobody is ill, on holiday or learns. Sources: Jackson 1957 for
the network, Mandelbaum & Reiman 1998 on pooling against chains; times and shares are assumptions.

**What a meeting costs is model risk.** A handover takes `overlap_days` from both calendars, and by default it costs
nothing to find the date. With `wait_for_colleague` the receiver also sits idle until the colleague is free, if all
people of the role before were busy when the lead was handed on. The mean time from contact to order of the base case
(gain 0) is 6.3 days without it, 19.4 when the receiver idles (18 in this model, which estimates the wait instead of
holding the colleague) and 33.2 when the sender holds the lead, which is not modelled here: a firm that does not know
how its meetings come about does not know which of the three it is.

With people enough, no coordination and customers all alike, an order takes .25 + .50 + .60 + .80 days of work:

>>> from kit.models.chain.measures import lead_days
>>> plenty = {"people_contact": 12, "people_relation": 12, "people_explain": 12, "people_close": 12}
>>> setting = ChainSetting(**plenty, gain=0.0, overlap_days=0.0, rework=1.0, variation=0.0)
>>> lead_days(simulate_chain(setting, draw(setting, repetitions=2))).round(2)
array([2.15, 2.15])
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.chain.chances import Draws, draw
from kit.models.chain.handover import LAST, coordination_days
from kit.models.chain.setting import ROLES, ChainSetting
from kit.models.chain.wolves import simulate_wolves
from kit.models.chain.year_of_leads import Orders, Station, Year, list_orders, of_column
from kit.models.checking import conditional_miss
from kit.models.queue import Absence, serve

__all__ = ["draw", "simulate_chain", "simulate_wolves"]

LOST_OR_NOT = np.array([np.inf, 0.0])  # added to the day: three times as fast as np.where


@dataclass(frozen=True, eq=False)
class _Arrivals:
    """Leads on their way to a role: `spot` is their place in the draws (None: everybody in order of contact).

    `busy` says whether all people of the role before were busy when the lead was handed on.
    """

    lead: NDArray
    spot: NDArray | None
    arrive: NDArray
    busy: NDArray | None

    def of(self, drawn):
        """The chances of these leads, (leads, repetitions)."""
        return drawn if self.spot is None else drawn.take(self.spot)


def simulate_chain(setting: ChainSetting, draws: Draws) -> Year:
    """Follow the leads of a year through the four roles.

    `draws` must hold at least `setting.leads_count` leads (ValueError otherwise) and may hold more. If somebody
    leaves, the first of the role to be done with the lead in hand is away until replaced; no customer is lost with
    one person, because three others know them.
    """
    draws = draws.first(setting.leads_count)
    contact = draws.clock / setting.leads_per_day
    everybody = np.broadcast_to(np.arange(draws.leads)[:, None], contact.shape)
    arrivals = _Arrivals(everybody, None, contact, None)
    stations = [_station(setting, draws, 0, arrivals)]
    for stage in range(1, len(ROLES)):
        arrivals = _hand_on(stations[-1], meet=setting.wait_for_colleague > 0)
        stations.append(_station(setting, draws, stage, arrivals))
    orders = _orders(setting, draws, contact, stations[LAST], arrivals.spot)
    return Year(setting, draws.repetitions, tuple(stations), orders)


def _station(setting, draws, stage, arrivals):
    """One role at work on the leads that arrive."""
    advanced = arrivals.of(draws.advance[stage]) < _advance_share(setting, stage)
    if stage:
        advanced &= np.isfinite(arrivals.arrive)
    work = arrivals.of(draws.work[stage]) * (setting.work_days[stage] * (1 - setting.gain))
    rework = _rework_days(setting, draws, stage, arrivals, work)
    coordination = coordination_days(setting, stage, advanced)
    meeting = _meeting_days(setting, draws, stage, arrivals)
    people = setting.people[stage]
    served = serve(arrivals.arrive, work + rework + coordination + meeting, people, _absence(setting, ROLES[stage]))
    return Station(
        role=ROLES[stage],
        people=people,
        lead=arrivals.lead,
        arrive=arrivals.arrive,
        start=served.start,
        done=served.done,
        work=work,
        rework=rework,
        coordination=coordination,
        meeting=meeting,
        advanced=advanced,
        away_from=served.away_from,
        away_until=served.away_until,
    )


def _advance_share(setting, stage):
    """Share of leads that go on."""
    return setting.win_share(setting.overpromise_new) if stage == LAST else setting.advances[stage]


def _rework_days(setting, draws, stage, arrivals, work):
    """Work that is done again because facts were lost on the way here."""
    if not stage:
        return np.broadcast_to(0.0, work.shape)
    lost = arrivals.of(draws.lost[stage - 1]) < setting.lost_share
    return work * (lost * (setting.rework - 1))


def _meeting_days(setting, draws, stage, arrivals):
    """Time the receiver sits idle because the whole role before is busy: the mean time until one of them is free."""
    if arrivals.busy is None:
        return np.broadcast_to(0.0, arrivals.arrive.shape)
    must_wait = arrivals.busy & (arrivals.of(draws.meet[stage - 1]) < setting.wait_for_colleague)
    mean_days = setting.work_days[stage - 1] * (1 - setting.gain) / setting.people[stage - 1]
    return arrivals.of(draws.colleague[stage - 1]) * must_wait * mean_days


def _absence(setting, role):
    if setting.leaver != role:
        return None
    return Absence(setting.leave_day, setting.back_day)


def _hand_on(station, meet):
    """The leads that advance, in the order in which the station is done with them."""
    leave = station.done + LOST_OR_NOT.take(station.advanced.view(np.int8))
    most = station.advanced.sum(axis=0).max(initial=0)
    columns = np.arange(leave.shape[1])
    order = leave.argsort(axis=0)[:most] * len(columns) + columns
    lead = station.lead.take(order)
    busy = _fully_busy(station).take(order) if meet else None
    return _Arrivals(lead, lead * len(columns) + columns, leave.take(order), busy)


def _fully_busy(station):
    """Whether nobody of the role is free just after each lead is done, (leads, repetitions).

    After the m-th departure that is so if `people` more leads have arrived by then. Who has left counts as busy, from
    the day of leaving until the successor starts.
    """
    order = station.done.argsort(axis=0)
    done = np.take_along_axis(station.done, order, axis=0)
    away = (station.away_from <= done) & (done < station.away_until)
    nobody = np.full((station.people, done.shape[1]), np.inf)
    arrive = np.concatenate([station.arrive, nobody])
    next_arrive = np.where(away, arrive[station.people - 1 : -1], arrive[station.people :])
    busy = np.empty(done.shape, bool)
    np.put_along_axis(busy, order, next_arrive <= done, axis=0)
    return busy


def _orders(setting, draws, contact, last, spot) -> Orders:
    """What the chain sold, with everything the customer had to bear."""
    won = np.flatnonzero(last.advanced)
    spot = spot.take(won)
    miss = conditional_miss(setting.check, setting.miss)
    mistake, lost_share = (of_column(share, spot, draws.repetitions) for share in (setting.mistake, setting.lost_share))
    slips = (
        (made.take(spot) < mistake) & (caught.take(spot) < miss)
        for made, caught in zip(draws.mistake, draws.caught, strict=True)
    )
    lost = (drawn.take(spot) < lost_share for drawn in draws.lost)
    return list_orders(
        contact,
        spot,
        won=last.done.take(won),
        mistakes=sum(slips, np.zeros(spot.size, int)),
        asked_again=sum(lost, np.zeros(spot.size, int)),
        exaggerated=draws.exaggerated.take(spot) < setting.overpromise_new,
    )
