"""How fast the role chain is beside SimPy and AgentPy on the same work, in one run; started by hand:

    python tests/benchmark/models.py [repetitions]

All three get the same random numbers and must agree on every order before any time is printed. Times of the peers grow
with the repetitions one by one, so 200 repetitions take a minute; times of the kit are the best of several.
"""

import sys
from collections import deque
from heapq import heappop, heappush
from pathlib import Path
from time import perf_counter

import agentpy
import simpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kit.models.chain.chain import draw, simulate_chain, simulate_wolves
from kit.models.chain.measures import felt_sold_to, lead_days, year_orders
from kit.models.chain.setting import ChainSetting

SIMPY_BAR, AGENTPY_BAR, DRAG_BAR_MS = 80, 25, 35


def best(work, times=15):
    """The result of some work and the shortest time it took, in seconds."""
    taken = []
    for _time in range(times):
        start = perf_counter()
        result = work()
        taken.append(perf_counter() - start)
    return result, min(taken)


def tables(setting, draws, column):
    """Arrivals, services and advances of one repetition as plain lists: what a peer would draw for itself."""
    arrive = (draws.clock[:, column] / setting.leads_per_day).tolist()
    services, advances = [], []
    for stage, (mean, share) in enumerate(zip(setting.work_days, setting.advances, strict=True)):
        advance = draws.advance[stage][:, column] < share
        work = draws.work[stage][:, column] * (mean * (1 - setting.gain))
        if stage:
            work = work + work * ((draws.lost[stage - 1][:, column] < setting.lost_share) * (setting.rework - 1))
        work = work + setting.overlap_days * (stage > 0) + setting.overlap_days * (advance & (stage < 3))
        services.append(work.tolist())
        advances.append(advance.tolist())
    return arrive, services, advances


def with_simpy(setting, draws, column):
    """Lead and day of each order: one process per lead, started when it arrives, one resource per role."""
    arrive, services, advances = tables(setting, draws, column)
    env = simpy.Environment()
    roles = [simpy.Resource(env, people) for people in setting.people]
    won = {}

    def follow(lead):
        for role, service, advance in zip(roles, services, advances, strict=True):
            with role.request() as turn:
                yield turn
                yield env.timeout(service[lead])
            if not advance[lead]:
                return
        won[lead] = env.now

    def source():
        for lead, day in enumerate(arrive):
            yield env.timeout(day - env.now)
            env.process(follow(lead))

    env.process(source())
    env.run()
    return won


class Role(agentpy.Agent):
    """A role with its queue and its free people."""

    def setup(self):
        """Nobody waits yet."""
        self.waiting = deque()
        self.free = 0


class AgentChain(agentpy.Model):
    """The roles as agents; each step of the model is the next event, so that it is as exact as the others."""

    def setup(self):
        """Make the roles and the list of events."""
        self.arrive, self.services, self.advances = self.p.tables
        self.roles = list(agentpy.AgentList(self, len(self.p.people), Role))
        for role, people in zip(self.roles, self.p.people, strict=True):
            role.free = people
        self.events = [(day, lead, -1) for lead, day in enumerate(self.arrive)]
        self.won = {}

    def step(self):
        """The next event: a lead arrives or a role is done with it."""
        day, lead, stage = heappop(self.events)
        if stage >= 0:
            self.finish(day, self.roles[stage], stage)
        if stage < 0 or self.advances[stage][lead]:
            self.receive(day, lead, stage + 1)
        if not self.events:
            self.stop()

    def receive(self, day, lead, stage):
        """A lead comes to a role, or is won after the last."""
        if stage == len(self.roles):
            self.won[lead] = day
            return
        role = self.roles[stage]
        if role.free:
            role.free -= 1
            heappush(self.events, (day + self.services[stage][lead], lead, stage))
        else:
            role.waiting.append(lead)

    def finish(self, day, role, stage):
        """Somebody of the role is free and takes up the next lead."""
        if role.waiting:
            lead = role.waiting.popleft()
            heappush(self.events, (day + self.services[stage][lead], lead, stage))
        else:
            role.free += 1


def with_agentpy(setting, draws, column):
    """Lead and day of each order."""
    model = AgentChain({"tables": tables(setting, draws, column), "people": setting.people})
    model.run(display=False)
    return model.won


def check_equal(year, orders):
    """Raise AssertionError unless the peer won the same leads on the same days in every repetition."""
    for column, won in enumerate(orders):
        mine = year.orders.repetition == column
        known = dict(zip(year.orders.lead[mine].tolist(), year.orders.won[mine].tolist(), strict=True))
        assert known.keys() == won.keys()
        assert all(abs(known[lead] - day) < 1e-9 for lead, day in won.items())


def drag(setting, draws):
    """What the screen asks for at every move of a slider."""
    for simulate in (simulate_chain, simulate_wolves):
        year = simulate(setting, draws)
        year_orders(year), lead_days(year), felt_sold_to(year)


def report(what, seconds, bar=""):
    print(f"{what:<58}{1000 * seconds:>12.1f} ms   {bar}")


def main(repetitions=200):
    setting = ChainSetting(gain=0.0)
    draws = draw(setting, repetitions)
    year, kit = best(lambda: simulate_chain(setting, draws))
    report(f"kit, {draws.leads} leads x {repetitions} repetitions", kit)
    for name, peer, bar in (("SimPy", with_simpy, SIMPY_BAR), ("AgentPy", with_agentpy, AGENTPY_BAR)):
        orders, taken = best(lambda peer=peer: [peer(setting, draws, column) for column in range(repetitions)], times=2)
        check_equal(year, orders)
        report(f"{name}, same leads and orders", taken, f"{taken / kit:.0f} times the kit (bar {bar})")
    for change in ({}, {"inbox": "shared"}, {"leaver": "explain", "inbox": "territories"}):
        setting = ChainSetting(**change)
        draws = draw(setting, 50)
        _nothing, taken = best(lambda: drag(setting, draws), times=30)
        report(f"both cultures, 50 repetitions, {change or 'default'}", taken, f"bar {DRAG_BAR_MS} ms")
    _draws, taken = best(lambda: draw(ChainSetting(), 50), times=5)
    report("drawing 50 repetitions anew", taken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
