"""What can wait is done behind everything else, and comes out the same."""

import asyncio
import os
import sys
import threading

import pytest

from kit.exercise import find
from kit.screen.later import LESS_URGENT, aside
from kit.years import play


def test_what_can_wait_gives_the_same_result():
    laboratory, setting = find("role_chain").laboratory, find("role_chain").setting()
    alone, years = play(laboratory, setting, None, 3), asyncio.run(aside(play, laboratory, setting, None, 3))
    assert all((alone.outcomes[key][side] == years.outcomes[key][side]).all() for key in alone.outcomes for side in (0, 1))


@pytest.mark.skipif(sys.platform != "linux", reason="only there a single thread may step back")
def test_only_what_can_wait_steps_back():
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = priority()
    assert asyncio.run(aside(priority)) == max(before, LESS_URGENT)
    assert priority() == before


def test_what_goes_wrong_aside_is_heard():
    def wrong():
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        asyncio.run(aside(wrong))
