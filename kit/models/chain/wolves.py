"""Lone wolves: each seller does the work of all four roles alone, on the same leads and with the same chances.

There are as many of them as people in the chain. They hand nothing over, so nothing is lost on the way, nobody sits in
and nobody checks; and they gain nothing by specialising. Who checks himself depends on himself completely and
catches nothing (see `kit.models.checking`).

How the leads reach them is `setting.inbox`: "turn" deals them out one by one (territories of equal size, fed
regularly), "territories" at random, "shared" lets whoever is free take the next lead. The known answer of M1, 3.18 days
for the lone wolf, is the one for "turn"; at random it is 4.2 days, with a shared inbox 2.2.

If a person leaves (`setting.leaver`, whatever the role in the chain), one of the wolves leaves too, drawn at random:
the open leads of that territory are lost on that day, and orders of that territory won after it are lost with probability `territory_loss` (Shi et al. 2017: 13 to 18 % of annual sales). Until the
successor works, leads that are dealt out in turn skip the empty desk, while those of a territory wait. With a
shared inbox the lead in hand is lost, one person is missing until replaced, and since each of N people knows one
N-th of the customers, the later orders of that part are lost with the same probability.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.models.chain.chances import Draws
from kit.models.chain.setting import ChainSetting
from kit.models.chain.year_of_leads import Station, Year, list_orders, of_column
from kit.models.queue import Absence, serve, serve_alone

ROLE = "wolf"


@dataclass(frozen=True, eq=False)
class _Calendar:
    """When each lead was started and left, (leads, repetitions), and who was away, (repetitions,)."""

    start: NDArray
    done: NDArray
    away_from: NDArray
    away_until: NDArray
    lost: NDArray | None = None


def simulate_wolves(setting: ChainSetting, draws: Draws) -> Year:
    """Follow the leads of a year through the hands of lone wolves: a `Year` with one station.

    `draws` must hold at least `setting.leads_count` leads (ValueError otherwise) and may hold more.
    """
    draws = draws.first(setting.leads_count)
    contact = draws.clock / setting.leads_per_day
    work, won = _work_days(setting, draws)
    owner = None if setting.leaver == "nobody" and setting.inbox != "territories" else _owner(setting, draws, contact)
    calendar = _calendar(setting, draws, contact, work, owner)
    if setting.leaver != "nobody":
        won &= ~_taken_along(setting, draws, calendar, owner)
        work = np.clip(calendar.done - calendar.start, 0, work)
    nothing = np.broadcast_to(0.0, work.shape)
    station = Station(
        role=ROLE,
        people=setting.headcount,
        lead=np.broadcast_to(np.arange(draws.leads)[:, None], work.shape),
        arrive=contact,
        start=calendar.start,
        done=calendar.done,
        work=work,
        rework=nothing,
        coordination=nothing,
        meeting=nothing,
        advanced=won,
        away_from=calendar.away_from,
        away_until=calendar.away_until,
    )
    return Year(setting, draws.repetitions, (station,), _orders(setting, draws, station))


def _work_days(setting, draws):
    """Person-days for all stages a lead reaches, and whether it would become an order, (leads, repetitions)."""
    win = setting.win_share(setting.overpromise_old)
    work = draws.work[0] * setting.work_days[0]
    reached = draws.advance[0] < setting.advances[0]
    for stage, share in ((1, setting.advances[1]), (2, setting.advances[2]), (3, win)):
        work += draws.work[stage] * (reached * setting.work_days[stage])
        reached &= draws.advance[stage] < share
    return work, reached


def _owner(setting, draws, contact):
    """The wolf to whom each lead belongs, (leads, repetitions), 0 to headcount - 1."""
    if setting.inbox != "turn":
        return _one_of(draws.territory, setting.headcount)
    lead = np.arange(draws.leads)[:, None]
    in_turn = np.broadcast_to(lead % setting.headcount, contact.shape)
    if setting.leaver == "nobody" or setting.headcount == 1:
        return in_turn
    empty = _one_of(draws.leaver, setting.headcount)
    vacant = (contact >= setting.leave_day) & (contact < setting.back_day)
    next_desk = (empty + 1 + lead % (setting.headcount - 1)) % setting.headcount
    return np.where(vacant, next_desk, in_turn)


def _one_of(drawn, count):
    """Whole numbers from 0 to count - 1 out of uniform ones."""
    return np.minimum((drawn * count).astype(np.int16), count - 1)


def _calendar(setting, draws, contact, work, owner):
    if setting.inbox == "shared":
        return _shared(setting, draws, contact, work)
    if setting.leaver != "nobody":
        return _deserted(setting, draws, contact, work, owner)
    never = np.full(draws.repetitions, np.inf)
    people = setting.headcount
    start, done = _in_turn(contact, work, people) if owner is None else _by_owner(contact, work, owner, people)
    return _Calendar(start, done, never, never)


def _shared(setting, draws, contact, work):
    """One queue for all; who leaves drops the lead in hand."""
    if setting.leaver == "nobody":
        served = serve(contact, work, setting.headcount)
        return _Calendar(served.start, served.done, served.away_from, served.away_until)
    leaves = _one_of(draws.leaver, setting.headcount)
    served = serve(contact, work, setting.headcount, Absence(setting.leave_day, setting.back_day, leaves))
    lost = (served.done == served.dropped) & (served.start < setting.leave_day)
    done = np.where(lost, setting.leave_day, served.done)
    return _Calendar(served.start, done, served.away_from, served.away_until, lost)


def _deserted(setting, draws, contact, work, owner):
    """Own territories, one of which loses its person: later leads are a queue of their own, opened by the successor."""
    leave, back, headcount = setting.leave_day, setting.back_day, setting.headcount
    deserted = owner == _one_of(draws.leaver, headcount)
    later = deserted & (contact >= leave)
    arrive = np.where(later, np.maximum(contact, back), contact)
    start, done = _by_owner(arrive, work, np.where(later, headcount, owner), headcount + 1)
    lost = deserted & ~later & (done > leave)
    away_from, away_until = (np.full(draws.repetitions, day) for day in (leave, back))
    start, done = (np.where(lost, np.minimum(day, leave), day) for day in (start, done))
    return _Calendar(start, done, away_from, away_until, lost)


def _in_turn(arrive, work, owners):
    """Start and end of leads dealt out one by one: row after row of the table goes to owner after owner."""
    leads, repetitions = arrive.shape
    short = -leads % owners
    tables = (
        np.concatenate([table, np.full((short, repetitions), filler)]).reshape(-1, owners * repetitions)
        for table, filler in ((arrive, np.inf), (work, 0.0))
    )
    return [days.reshape(-1, repetitions)[:leads] for days in serve_alone(*tables)]


def _by_owner(arrive, work, owner, owners):
    """Start and end of leads that belong to single people, each of whom works first come first served."""
    columns = owners * arrive.shape[1]
    place = _places(owner, owners)
    shape = (place.max() // columns + 1, columns)
    arrivals, works = np.full(shape, np.inf), np.zeros(shape)
    arrivals.ravel()[place] = arrive
    works.ravel()[place] = work
    return [days.take(place) for days in serve_alone(arrivals, works)]


def _places(owner, owners):
    """The flat place of each lead in a table with one column per owner and repetition, in order of arrival."""
    leads, repetitions = owner.shape
    here = np.arange(repetitions)
    column = owner.astype(int) * repetitions + here
    counts = np.bincount(column.ravel(), minlength=owners * repetitions).reshape(owners, repetitions)
    before = (counts.cumsum(axis=0) - counts).ravel()
    order = owner.astype(np.int16).argsort(axis=0, kind="stable") * repetitions + here
    row = np.empty(leads * repetitions, int)
    row[order] = np.arange(leads)[:, None]
    row = row.reshape(owner.shape) - before.take(column)
    return row * (owners * repetitions) + column


def _taken_along(setting, draws, calendar, owner):
    """Leads that are no orders because somebody left: open ones, and customers who follow the person they know."""
    known = owner == _one_of(draws.leaver, setting.headcount)
    follows = known & (calendar.done > setting.leave_day) & (draws.loyal < setting.territory_loss)
    return calendar.lost | follows


def _orders(setting, draws, station):
    """What the lone wolves sold: they ask nothing twice, and nobody catches their mistakes."""
    spot = np.flatnonzero(station.advanced)
    mistake = of_column(setting.mistake, spot, draws.repetitions)
    slips = (made.take(spot) < mistake for made in draws.mistake)
    return list_orders(
        station.arrive,
        spot,
        won=station.done.take(spot),
        mistakes=sum(slips, np.zeros(spot.size, int)),
        asked_again=np.zeros(spot.size, int),
        exaggerated=draws.exaggerated.take(spot) < setting.overpromise_old,
    )
