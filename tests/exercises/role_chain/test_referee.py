"""SimPy as a referee of another kind: fed with the same chances it must agree lead by lead to 1e-9.

Each culture is written here once more as processes and resources, without any formula of the model.
"""

from dataclasses import replace

import numpy as np
import pytest
import simpy

from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.chances import Draws
from kit.models.chain.setting import ROLES, ChainSetting

URGENT, USUAL = 0, 1
SMALL = ChainSetting(leads_per_day=2.0, people_contact=1, people_relation=1, people_explain=1, people_close=1)
BUSY = {"leads_per_day": 3.0, "advance_contact": 0.8, "advance_relation": 0.8, "advance_explain": 0.9}


class Chain:
    """One repetition of the role chain in SimPy; `seen` maps (role, lead, moment) to the day."""

    def __init__(self, setting: ChainSetting, draws: Draws, column: int):
        self.setting, self.draws, self.column = setting, draws, column
        self.env = simpy.Environment()
        self.people = [simpy.PriorityResource(self.env, count) for count in setting.people]
        self.present = [0] * len(ROLES)
        self.seen, self.won = {}, {}
        if setting.leaver != "nobody":
            self.env.process(self.leave(ROLES.index(setting.leaver)))
        for lead in range(setting.leads_count):
            self.env.process(self.follow(lead))
        self.env.run()

    def chance(self, drawn, lead):
        return drawn[lead, self.column]

    def follow(self, lead):
        yield self.env.timeout(self.chance(self.draws.clock, lead) / self.setting.leads_per_day)
        busy = False
        for stage, role in enumerate(ROLES):
            arrive = self.env.now
            self.present[stage] += 1
            with self.people[stage].request(USUAL) as turn:
                yield turn
                start = self.env.now
                yield self.env.timeout(self.days(stage, lead, busy))
            for moment, day in (("arrive", arrive), ("start", start), ("done", self.env.now)):
                self.seen[role, lead, moment] = day
            self.present[stage] -= 1
            busy = self.present[stage] >= self.setting.people[stage]
            if not self.chance(self.draws.advance[stage], lead) < self.share(stage):
                return
        self.won[lead] = self.env.now

    def share(self, stage):
        if stage < 3:
            return self.setting.advances[stage]
        return min(1.0, self.setting.win * (1 + self.setting.overpromise_gain * self.setting.overpromise_new))

    def days(self, stage, lead, busy):
        """Everything that keeps one person of the role busy with this lead."""
        setting = self.setting
        work = self.chance(self.draws.work[stage], lead) * setting.work_days[stage] * (1 - setting.gain)
        days = work
        if stage > 0:
            if self.chance(self.draws.lost[stage - 1], lead) < setting.lost_share:
                days += work * (setting.rework - 1)
            days += setting.overlap_days
            if busy and self.chance(self.draws.meet[stage - 1], lead) < setting.wait_for_colleague:
                mean = setting.work_days[stage - 1] * (1 - setting.gain) / setting.people[stage - 1]
                days += mean * self.chance(self.draws.colleague[stage - 1], lead)
            if setting.check != "nobody":
                days += setting.check_days
        if stage < 3 and self.chance(self.draws.advance[stage], lead) < setting.advances[stage]:
            days += setting.overlap_days
        if stage == 3 and setting.check != "nobody":
            days += setting.check_days
        return days

    def leave(self, stage):
        """Somebody leaves at the next opportunity and is away until the successor starts."""
        yield self.env.timeout(self.setting.leave_day)
        self.present[stage] += 1
        with self.people[stage].request(URGENT) as place:
            yield place
            yield self.env.timeout(max(0, self.setting.back_day - self.env.now))
        self.present[stage] -= 1


class Wolves:
    """One repetition of the lone wolves in SimPy; `seen` maps a lead to (start, done), lost ones to (None, day)."""

    def __init__(self, setting: ChainSetting, draws: Draws, column: int):
        self.setting, self.draws, self.column = setting, draws, column
        self.env = simpy.Environment()
        shared = setting.inbox == "shared"
        self.inboxes = [simpy.PriorityResource(self.env, setting.headcount if shared else 1)]
        if not shared:
            self.inboxes += [simpy.PriorityResource(self.env, 1) for _other in range(setting.headcount - 1)]
        self.seen, self.orders, self.open, self.in_hand = {}, {}, {}, {}
        self.leaver = int(draws.leaver[column] * setting.headcount)
        if setting.leaver != "nobody":
            self.env.process(self.leave())
        for lead in range(setting.leads_count):
            self.open[lead] = self.env.process(self.follow(lead))
        self.env.run()

    def dealt_to(self, lead):
        """In turn, past the desk that is empty until the successor works."""
        setting, contact = self.setting, self.draws.clock[lead, self.column] / self.setting.leads_per_day
        if setting.leaver == "nobody" or not setting.leave_day <= contact < setting.back_day:
            return lead % setting.headcount
        others = [(self.leaver + 1 + step) % setting.headcount for step in range(setting.headcount - 1)]
        return others[lead % len(others)]

    def owner(self, lead):
        if self.setting.inbox == "turn":
            return self.dealt_to(lead)
        return int(self.draws.territory[lead, self.column] * self.setting.headcount)

    def follow(self, lead):
        try:
            yield self.env.timeout(self.draws.clock[lead, self.column] / self.setting.leads_per_day)
            self.in_hand[lead] = None
            inbox = self.inboxes[0 if self.setting.inbox == "shared" else self.owner(lead)]
            with inbox.request(USUAL) as turn:
                yield turn
                start = self.env.now
                days, won = self.days(lead)
                self.in_hand[lead] = start + days
                yield self.env.timeout(days)
            self.seen[lead] = start, self.env.now
            if won and not self.follows(lead):
                self.orders[lead] = self.env.now
        except simpy.Interrupt:
            self.seen[lead] = None, self.env.now
        del self.in_hand[lead]

    def days(self, lead):
        days = 0
        for stage, advance in enumerate(self.draws.advance):
            days += self.draws.work[stage][lead, self.column] * self.setting.work_days[stage]
            if not advance[lead, self.column] < self.share(stage):
                return days, False
        return days, True

    def share(self, stage):
        if stage < 3:
            return self.setting.advances[stage]
        return min(1.0, self.setting.win * (1 + self.setting.overpromise_gain * self.setting.overpromise_old))

    def follows(self, lead):
        """Whether the customer goes with the person who left."""
        left = self.setting.leaver != "nobody" and self.env.now > self.setting.leave_day
        known = self.owner(lead) == self.leaver
        return left and known and self.draws.loyal[lead, self.column] < self.setting.territory_loss

    def leave(self):
        yield self.env.timeout(self.setting.leave_day)
        inbox = self.inboxes[0 if self.setting.inbox == "shared" else self.leaver]
        with inbox.request(URGENT) as place:
            for lead in self.dropped():
                self.open[lead].interrupt()
            yield place
            yield self.env.timeout(self.setting.back_day - self.env.now)

    def dropped(self):
        """The open leads of the territory, or in a shared inbox the one the person has in hand."""
        if self.setting.inbox != "shared":
            return [lead for lead in self.in_hand if self.owner(lead) == self.leaver]
        busy = sorted((end, lead) for lead, end in self.in_hand.items() if end is not None)
        place = self.leaver - (self.setting.headcount - len(busy))
        return [busy[place][1]] if place >= 0 else []


CHAINS = [
    {},
    {"people_contact": 2, "people_relation": 3, "people_explain": 1, "people_close": 2, **BUSY},
    {"overlap_days": 0.0, "rework": 3.0, "handover": "spoken", **BUSY},
    {"wait_for_colleague": 1.0, **BUSY},
    {"wait_for_colleague": 0.5, "leaver": "relation", "leave_month": 3, "people_relation": 2, **BUSY},
    {"wait_for_colleague": 1.0, "leaver": "contact", "leave_month": 2, "people_contact": 1, **BUSY},
    {"variation": 0.25, "check": "moderate", "check_days": 0.2, **BUSY},
    {"variation": 1.5, "leaver": "close", "leave_month": 1, "replace_months": 12, "overpromise_new": 0.7},
    {"leaver": "explain", "leave_month": 12, "replace_months": 1, **BUSY},
]


def name(change):
    return ",".join(key for key in change if key not in BUSY) or "base"


@pytest.mark.parametrize("change", CHAINS, ids=name)
def test_the_chain_agrees_with_simpy_lead_by_lead(change):
    setting = replace(ChainSetting(), **{"leads_per_day": 4.0} | change)
    draws = draw(setting, 2)
    year = simulate_chain(setting, draws)
    for column in range(2):
        referee = Chain(setting, draws, column)
        assert seen_in(year, column) == pytest.approx(referee.seen, abs=1e-9)
        assert won_in(year, column) == pytest.approx(referee.won, abs=1e-9)


def seen_in(year, column):
    """The moments of each lead at each role, as the referee keeps them."""
    seen = {}
    for station in year.stations:
        came = np.isfinite(station.arrive[:, column])
        for moment, days in (("arrive", station.arrive), ("start", station.start), ("done", station.done)):
            keys = ((station.role, lead, moment) for lead in station.lead[came, column].tolist())
            seen.update(zip(keys, days[came, column].tolist(), strict=True))
    return seen


def won_in(year, column):
    mine = year.orders.repetition == column
    return dict(zip(year.orders.lead[mine].tolist(), year.orders.won[mine].tolist(), strict=True))


WOLVES = [
    {},
    {"variation": 0.5, "win": 0.9, "overpromise_old": 1.0},
    {"leaver": "close", "leave_month": 3},
    {"leaver": "close", "leave_month": 1, "replace_months": 12, "territory_loss": 0.3},
    {"leaver": "relation", "leave_month": 12, "replace_months": 2, "variation": 1.5},
]


@pytest.mark.parametrize("inbox", ["turn", "territories", "shared"])
@pytest.mark.parametrize("change", WOLVES, ids=name)
def test_the_lone_wolves_agree_with_simpy_lead_by_lead(inbox, change):
    setting = replace(SMALL, inbox=inbox, people_close=3, **BUSY | {"leads_per_day": 4.5} | change)
    draws = draw(setting, 3)
    year = simulate_wolves(setting, draws)
    station = year.stations[0]
    for column in range(3):
        referee = Wolves(setting, draws, column)
        assert won_in(year, column) == pytest.approx(referee.orders, abs=1e-9)
        for lead, (start, done) in referee.seen.items():
            assert station.done[lead, column] == pytest.approx(done, abs=1e-9)
            assert start is None or station.start[lead, column] == pytest.approx(start, abs=1e-9)
