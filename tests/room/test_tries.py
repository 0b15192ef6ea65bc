"""Wrong words are counted per address: slowed from the sixth on, locked out after twenty, forgotten after ten minutes."""

import pytest

from kit.room.entries import Knock
from kit.room.knocks import SILENT_SECONDS, TELL_SECONDS, Ear
from kit.room.tries import (
    DELAY_TOGETHER,
    FIRST_DELAY,
    FREE,
    LOCKED_SECONDS,
    LONGEST_DELAY,
    MOST,
    MOST_ADDRESSES,
    MOST_TOGETHER,
    WINDOW_SECONDS,
    Notice,
    Tries,
    is_own,
)

THERE, ELSEWHERE = "203.0.113.7", "203.0.113.8"


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tries(clock):
    return Tries(clock)


def knock(tries, count: int, address: str = THERE, first: int = 0) -> None:
    for number in range(first, first + count):
        tries.wrong(address, b"%d" % number)


def test_the_first_wrong_words_cost_nothing_and_then_each_answer_waits_longer(tries):
    waited = []
    for number in range(MOST):
        knock(tries, 1, first=number)
        waited.append(tries.delay(THERE))
    assert waited[:FREE] == [0] * FREE and waited[FREE : FREE + 3] == [FIRST_DELAY, 2 * FIRST_DELAY, 4 * FIRST_DELAY]
    assert max(waited) == LONGEST_DELAY and sorted(waited) == waited
    assert tries.delay(ELSEWHERE) == 0


def test_the_door_is_locked_at_the_twentieth_for_a_while_and_for_this_address_alone(tries, clock):
    knock(tries, MOST - 1)
    assert tries.locked(THERE) == 0
    knock(tries, 1, first=MOST)
    assert tries.locked(THERE) == LOCKED_SECONDS and tries.locked(ELSEWHERE) == 0
    clock.now += LOCKED_SECONDS - 1
    assert tries.locked(THERE) == 1
    clock.now += 1
    assert tries.locked(THERE) == 0
    knock(tries, 1, first=100)  # within the ten minutes one more is one too many
    assert tries.locked(THERE) == LOCKED_SECONDS


def test_what_is_ten_minutes_ago_counts_no_more(tries, clock):
    knock(tries, FREE)
    clock.now += WINDOW_SECONDS + 1
    knock(tries, MOST - 1, first=100)
    assert tries.locked(THERE) == 0
    clock.now += WINDOW_SECONDS + 1
    assert tries.delay(THERE) == 0 and tries.notice() is None


def test_the_same_wrong_word_again_is_one_word_as_where_an_old_link_is_opened_again_and_again(tries):
    for _time in range(10 * MOST):
        tries.wrong(THERE, b"OLDWORD")
    assert tries.delay(THERE) == 0 and tries.locked(THERE) == 0


def test_many_addresses_together_are_slowed_and_never_locked(tries, clock):
    for number in range(MOST_TOGETHER):
        knock(tries, 1, address=f"198.51.{number // 250}.{number % 250}")
    assert tries.delay(ELSEWHERE) == DELAY_TOGETHER and tries.locked(ELSEWHERE) == 0
    assert tries.notice() == Notice(words=MOST_TOGETHER, addresses=MOST_TOGETHER, since=0, locked=0, entered=False)
    clock.now += WINDOW_SECONDS + 1
    assert tries.delay(ELSEWHERE) == 0 and tries.notice() is None


def test_memory_is_bounded_and_who_is_locked_out_stays_so(tries):
    knock(tries, MOST)
    for number in range(3 * MOST_ADDRESSES):
        knock(tries, 1, address=f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    assert len(tries._callers) == MOST_ADDRESSES and tries.locked(THERE) == LOCKED_SECONDS
    knock(tries, 1000, address=ELSEWHERE)
    assert len(tries._callers[ELSEWHERE].words) == MOST


def test_a_device_with_many_addresses_of_one_network_is_one(tries):
    for number in range(MOST):
        knock(tries, 1, address=f"2001:db8::{number:x}", first=number)
    assert tries.locked("2001:db8::ffff") and not tries.locked("2001:db8:0:1::1")


def test_no_notice_of_somebody_who_mistypes_a_word(tries):
    knock(tries, FREE)
    assert tries.notice() is None


def test_the_notice_says_how_many_since_when_until_when_and_whether_somebody_came_in(tries, clock):
    knock(tries, FREE + 1)
    clock.now += 60
    assert tries.notice() == Notice(words=FREE + 1, addresses=1, since=60, locked=0, entered=False)
    knock(tries, MOST, first=100)
    tries.right(ELSEWHERE)
    assert tries.notice() == Notice(words=MOST, addresses=1, since=0, locked=LOCKED_SECONDS, entered=False)
    clock.now += LOCKED_SECONDS
    tries.right(THERE)
    assert tries.notice() == Notice(words=MOST, addresses=1, since=LOCKED_SECONDS, locked=0, entered=True)


@pytest.mark.parametrize(
    ("address", "own"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("192.168.7.1", False), ("x", False)],
)  # fmt: skip
def test_the_own_computer_is_known_by_its_loop(address, own):
    assert is_own(address) == own


# What the facilitator's page hears


def test_times_are_counted_by_the_clock_of_whoever_hears_and_do_not_jump():
    wall, steady = Clock(), Clock()
    ear = Ear(wall, steady)
    ear.hear([Knock("participant", "a", Notice(20, 1, 30, 300, False))])
    assert (ear.heard["participant"].since, ear.heard["participant"].until) == (970, 1300)
    wall.now += TELL_SECONDS + 2
    ear.hear([Knock("participant", "b", Notice(20, 1, 35, 295, False))])
    assert (ear.heard["participant"].since, ear.heard["participant"].until) == (970, 1300)
    ear.hear([Knock("participant", "c", Notice(20, 1, 35, 0, False))])
    assert ear.heard["participant"].until == 0


def test_what_is_not_said_again_is_quiet_after_a_while():
    wall, steady = Clock(), Clock()
    ear = Ear(wall, steady)
    for _time in range(3):  # the server that said it is gone; the row stays
        ear.hear([Knock("participant", "a", Notice(20, 1, 30, 300, False))])
        steady.now += SILENT_SECONDS / 2
    assert dict(ear.heard) == {}
    ear.hear([])
    assert dict(ear.heard) == {}
