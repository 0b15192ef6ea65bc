"""The boss's desk: known answers, laws, and SimPy as a referee decision by decision."""

import numpy as np
import pytest
import simpy

from kit.models.boss.approval import Calendar, blocks, decide, mean_wait, spread
from kit.models.queue import serve_alone

PER_DAY, LONG, BUSY, LUMP = 6.0, 0.06, 0.45, 0.15
ERRORS = 4.5


def meetings(chance, rate: float, mean: float, days: float, columns: int) -> Calendar:
    count = int(rate * days + 6 * (rate * days) ** 0.5)
    clock = chance.standard_exponential((count, columns)).cumsum(axis=0) / rate
    return spread(clock, chance.standard_exponential((count, columns)) * mean, np.zeros((count, columns), bool))


def asked(chance, count: int, columns: int, per_day=PER_DAY, long=LONG):
    """Arrivals and services."""
    shape = (count, columns)
    return chance.standard_exponential(shape).cumsum(axis=0) / per_day, chance.standard_exponential(shape) * long


def played(calendar: Calendar, arrive, service) -> tuple[float, float]:
    """Mean wait and its error."""
    waits = (decide(calendar, arrive, service)[0] - arrive).mean(axis=0)
    return float(waits.mean()), float(waits.std(ddof=1) / len(waits) ** 0.5)


# Known answers


@pytest.mark.parametrize(
    ("decisions", "service", "busy", "meeting", "days"),
    [
        (6, 0.06, 0.45, 0.15, 0.961722),
        (6, 0.04, 0.64, 0.125, 2.185185),
        (1, 0.04, 0.64, 0.125, 0.819444),
        (9, 0.04, 0.64, 0.125, np.inf),
        (8, 0.045, 0.64, 0.125, np.inf),  # exactly the whole week
    ],
)
def test_the_mean_wait_is_the_known_one(decisions, service, busy, meeting, days):
    assert mean_wait(decisions, service, busy, meeting) == pytest.approx(days, abs=5e-7)


def test_without_meetings_the_wait_is_pollaczek_and_khinchines():
    assert mean_wait(6, 0.08, 0.0, 0.1) - 0.08 == pytest.approx(0.073846, abs=1e-6)
    assert mean_wait(6, 0.08, 0.0, 0.1, variation=0.5) - 0.08 == pytest.approx(0.046154, abs=1e-6)


def test_with_hardly_any_decision_only_meetings_are_waited_for():
    few, busy, meeting = mean_wait(1e-9, 0.04, 0.64, 0.125), 0.64, 0.125
    assert few == pytest.approx(0.04 / (1 - busy) + busy * 2 * meeting**2 / (2 * meeting * (1 - busy) ** 2), abs=1e-6)


def test_meetings_in_lumps_make_people_wait_much_longer_than_a_boss_who_is_merely_slower():
    slower = 0.04 / 0.36
    merely_slower = slower / (1 - 6 * slower)
    assert merely_slower == pytest.approx(0.333333, abs=1e-6) and mean_wait(6, 0.04, 0.64, 0.125) > 6 * merely_slower


@pytest.mark.parametrize(("per_day", "long", "busy", "lump"), [(6, 0.06, 0.45, 0.15), (1, 0.04, 0.64, 0.125)])
def test_what_is_played_has_the_mean_of_the_formula(per_day, long, busy, lump):
    chance = np.random.default_rng(5)
    arrive, service = asked(chance, 40_000, 10, per_day, long)
    mean, error = played(meetings(chance, busy / lump, lump, 1.05 * arrive.max(), 10), arrive, service)
    assert abs(mean - mean_wait(per_day, long, busy, lump)) < ERRORS * error


@pytest.mark.parametrize(
    ("busy", "long", "days", "allowed"), [(0.64, 0.04, 0.4794, 0.0021), (0.45, 0.06, 0.3948, 0.002)]
)
def test_one_block_a_day_leaves_the_known_wait(busy, long, days, allowed):
    chance = np.random.default_rng(6)
    arrive, service = asked(chance, 40_000, 10, long=long)
    mean, error = played(blocks(int(arrive.max()) + 60, busy, 0.0, 10), arrive, service)
    assert abs(mean - days) < ERRORS * error + allowed


def test_of_a_block_without_any_work_half_its_square_is_waited():
    arrive = np.random.default_rng(7).uniform(0, 1_000, (40_000, 4))
    arrive.sort(axis=0)
    mean, error = played(blocks(1_001, 0.875, 0.0, 4), arrive, np.full_like(arrive, 1e-7))
    assert abs(mean - 0.875**2 / 2) < ERRORS * max(error, 0.0006)


# Laws


def test_the_free_clock_stands_still_in_meetings_and_carries_back_to_the_calendar():
    calendar = blocks(3, 0.5, 0.25, 1)
    when = np.array([[0.0], [0.3], [0.75], [0.9], [1.2], [1.8]])
    assert calendar.free(when).ravel() == pytest.approx([0, 0, 0, 0.15, 0.25, 0.3])
    assert calendar.first(calendar.free(when)).ravel() == pytest.approx([0, 0, 0, 0.9, 1.0, 1.8])


def test_without_meetings_the_desk_is_an_ordinary_queue():
    arrive, service = asked(np.random.default_rng(8), 2_000, 3)
    nothing = Calendar(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), bool))
    assert decide(nothing, arrive, service)[0] == pytest.approx(serve_alone(arrive, service)[1])


def test_more_meetings_never_shorten_a_wait():
    chance = np.random.default_rng(9)
    arrive, service = asked(chance, 1_500, 5)
    wanted = chance.standard_exponential((900, 5)).cumsum(axis=0) / 3
    lengths = chance.standard_exponential((900, 5)) * 0.12
    some = np.where(np.arange(900)[:, None] % 3 == 0, 0.0, lengths)
    few, many = (
        decide(spread(wanted, long, np.zeros_like(wanted, bool)), arrive, service)[0] for long in (some, lengths)
    )
    assert (many >= few - 1e-9).all() and (many > few + 1e-6).any()


def test_decisions_are_made_in_the_order_in_which_they_come_and_never_in_a_meeting():
    chance = np.random.default_rng(10)
    arrive, service = asked(chance, 1_500, 3)
    calendar = meetings(chance, 3, 0.15, 400, 3)
    done = decide(calendar, arrive, service)[0]
    assert (np.diff(done, axis=0) >= -1e-9).all() and (done >= arrive + service - 1e-9).all()
    for column in range(3):
        last = np.searchsorted(calendar.start[:, column], done[:, column] - 1e-9) - 1
        assert (done[:, column] >= calendar.end[last, column] - 1e-9)[last >= 0].all()


# Referee


class Desk:
    """The same week in SimPy: meetings interrupt, decisions go on where they were."""

    def __init__(self, meetings, decisions):
        self.env = simpy.Environment()
        self.boss = simpy.PreemptiveResource(self.env, 1)
        self.done = {}
        for when, long in meetings:
            self.env.process(self.meet(when, long))
        for number, (when, long) in enumerate(decisions):
            self.env.process(self.ask(number, when, long))
        self.env.run()

    def meet(self, when, long):
        yield self.env.timeout(when)
        with self.boss.request(priority=-1) as turn:
            yield turn
            yield self.env.timeout(long)

    def ask(self, number, when, long):
        yield self.env.timeout(when)
        left = long
        while True:
            with self.boss.request(priority=number) as turn:
                yield turn
                begun = self.env.now
                try:
                    yield self.env.timeout(left)
                    break
                except simpy.Interrupt:
                    left -= self.env.now - begun
        self.done[number] = self.env.now


@pytest.mark.parametrize(
    ("busy", "lump", "per_day", "long"), [(0.45, 0.15, 6, 0.06), (0.64, 0.125, 6, 0.04), (0.8, 0.0625, 6, 0.04)]
)
def test_simpy_makes_every_decision_at_the_same_moment(busy, lump, per_day, long):
    chance = np.random.default_rng(11)
    arrive, service = asked(chance, 3_000, 1, per_day, long)
    count = int(busy / lump * 700)
    wanted = chance.standard_exponential((count, 1)).cumsum(axis=0) * lump / busy
    lengths = chance.standard_exponential((count, 1)) * lump
    done = decide(spread(wanted, lengths, np.zeros_like(wanted, bool)), arrive, service)[0].ravel()
    desk = Desk(
        zip(wanted.ravel().tolist(), lengths.ravel().tolist(), strict=True),
        zip(arrive.ravel().tolist(), service.ravel().tolist(), strict=True),
    )
    assert np.abs(done - np.array([desk.done[number] for number in range(len(done))])).max() < 1e-9
