"""Known answers of queueing theory, and laws that hold for every queue."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.models import queue as serving
from kit.models.queue import PARTS, WATCHED, Absence, erlang_c, serve, serve_alone


@pytest.mark.parametrize(
    ("servers", "load", "wait"),
    [(2, 1, 1 / 3), (3, 2, 4 / 9), (5, 4, 128 / 231), (10, 8, 0.409180), (2, 1.44, 0.602791), (2, 1.344, 0.540172)],
)
def test_erlang_c_gives_the_known_probability_of_waiting(servers, load, wait):
    assert erlang_c(servers, load) == pytest.approx(wait, abs=5e-7)


def test_erlang_c_of_one_server_is_its_load():
    assert erlang_c(1, 0.7) == pytest.approx(0.7)


def test_everybody_waits_when_the_load_reaches_the_servers():
    assert erlang_c(3, 3) == erlang_c(3, 4.5) == 1


def test_erlang_c_stays_a_probability_for_hundreds_of_servers():
    assert 0 < erlang_c(800, 790) < 1


def queue(leads, columns, load, service, seed=1):
    """Arrivals and services of a single server with mean service 1 and the wanted load."""
    chance = np.random.default_rng(seed)
    return chance.exponential(1 / load, (leads, columns)).cumsum(axis=0), service(chance, (leads, columns))


@pytest.mark.parametrize(
    ("service", "wait"),
    [
        (lambda chance, shape: np.ones(shape), 2.0),
        (lambda chance, shape: chance.gamma(4, 1 / 4, shape), 2.5),
        (lambda chance, shape: chance.exponential(1, shape), 4.0),
    ],
    ids=["M/D/1", "M/E4/1", "M/M/1"],
)
def test_a_single_server_waits_as_long_as_pollaczek_and_khinchine_say(service, wait):
    arrive, work = queue(4000, 400, 0.8, service)
    start, _done = serve_alone(arrive, work)
    waits = (start - arrive)[1000:].mean(axis=0)
    error = waits.std() / np.sqrt(waits.size)
    assert error < 0.05 * wait
    assert waits.mean() == pytest.approx(wait, abs=4 * error)


@pytest.mark.parametrize(("servers", "load"), [(2, 1), (3, 2), (5, 4)])
def test_several_servers_wait_as_long_as_erlang_says(servers, load):
    chance = np.random.default_rng(2)
    arrive = chance.exponential(1 / load, (3000, 300)).cumsum(axis=0)
    served = serve(arrive, chance.exponential(1, (3000, 300)), servers)
    waits = (served.start - arrive)[500:].mean(axis=0)
    error = waits.std() / np.sqrt(waits.size)
    assert waits.mean() == pytest.approx(erlang_c(servers, load) / (servers - load), abs=4 * error)


def test_one_server_with_and_without_the_loop_agree():
    arrive, work = queue(300, 20, 0.9, lambda chance, shape: chance.exponential(1, shape))
    served, alone = serve(arrive, work, 1), serve_alone(arrive, work)
    np.testing.assert_allclose([served.start, served.done], alone, atol=1e-9)


@pytest.mark.parametrize("used", [0.0, 0.5, 0.8, 0.95, 1.2])
@pytest.mark.parametrize("servers", [1, 2, 5])
@pytest.mark.parametrize("leads", [PARTS * WATCHED + 1, 400])
def test_parts_of_the_year_side_by_side_give_the_same_to_the_last_bit(used, servers, leads, monkeypatch):
    chance = np.random.default_rng(leads + servers)
    arrive = chance.exponential(1.0, (leads, 6)).cumsum(axis=0)
    arrive[leads // 2 :, 1], arrive[:, 2] = np.inf, np.inf
    service = chance.exponential(used * servers, (leads, 6))
    monkeypatch.setattr(serving, "MOST_BUSY", 0.0)
    one_by_one = serve(arrive, service, servers)
    monkeypatch.setattr(serving, "MOST_BUSY", np.inf)
    side_by_side = serve(arrive, service, servers)
    for name in ("start", "done", "away_from", "away_until", "dropped"):
        assert (getattr(one_by_one, name) == getattr(side_by_side, name)).all()


def test_leads_at_infinity_disturb_nobody():
    arrive, work = queue(50, 4, 0.9, lambda chance, shape: chance.exponential(1, shape))
    longer = np.concatenate([arrive, np.full((7, 4), np.inf)]), np.concatenate([work, np.zeros((7, 4))])
    np.testing.assert_array_equal(serve(*longer, 2).done[:50], serve(arrive, work, 2).done)
    assert np.isinf(serve(*longer, 2).done[50:]).all()


def test_an_empty_year_is_served_without_complaint():
    served = serve(np.empty((0, 3)), np.empty((0, 3)), 2, Absence(5.0, 9.0))
    assert served.done.shape == (0, 3)
    assert served.away_from.tolist() == [5, 5, 5]


@given(seed=st.integers(0, 999), servers=st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_one_more_server_makes_no_lead_later(seed, servers):
    arrive, work = queue(60, 3, servers * 0.95, lambda chance, shape: chance.exponential(1, shape), seed)
    fewer, more = serve(arrive, work, servers), serve(arrive, work, servers + 1)
    assert (more.done <= fewer.done).all()


@given(seed=st.integers(0, 999), servers=st.integers(1, 5), leave=st.floats(0, 40), away=st.floats(0, 40))
@settings(max_examples=40, deadline=None)
def test_an_absence_makes_no_lead_earlier_and_is_as_long_as_agreed(seed, servers, leave, away):
    arrive, work = queue(60, 3, servers * 0.9, lambda chance, shape: chance.exponential(1, shape), seed)
    absence = Absence(leave, leave + away)
    absent, present = serve(arrive, work, servers, absence), serve(arrive, work, servers)
    assert (absent.done >= present.done).all()
    assert (absent.away_from >= leave).all()
    np.testing.assert_array_equal(absent.away_until, np.maximum(absent.away_from, absence.back))
    before = present.start < leave
    np.testing.assert_array_equal(absent.done[before], present.done[before])


def test_the_one_who_leaves_finishes_the_lead_in_hand_first():
    arrive, work = np.array([[0.0], [1.0], [2.0]]), np.full((3, 1), 5.0)
    served = serve(arrive, work, 1, Absence(3.0, 20.0))
    assert served.start.ravel().tolist() == [0, 20, 25]
    assert (served.away_from[0], served.away_until[0]) == (5, 20)


def test_who_drops_the_lead_in_hand_is_away_at_once():
    arrive, work = np.array([[0.0], [1.0], [2.0]]), np.full((3, 1), 5.0)
    served = serve(arrive, work, 2, Absence(3.0, 20.0, rank=np.array([1])))
    assert served.start.ravel().tolist() == [0, 1, 5]
    assert (served.away_from[0], served.away_until[0], served.dropped[0]) == (3, 20, 6)
