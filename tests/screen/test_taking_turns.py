"""What can wait is done by one page of the computer after the other, and never waits for ever."""

import asyncio
import subprocess
import sys

import pytest

from kit.screen import taking_turns
from kit.screen.taking_turns import my_turn
from tests.aside import run_aside

HOLD = """
import asyncio
from kit.screen.taking_turns import my_turn

async def hold():
    async with my_turn():
        print("mine", flush=True)
        input()

asyncio.run(hold())
"""

pytestmark = pytest.mark.skipif(taking_turns.fcntl is None, reason="no locks on files here")


@pytest.fixture
def holder(tmp_path, monkeypatch):
    """Another process whose turn it is."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "mine\n"
    yield process
    process.kill()
    process.communicate()


async def done() -> bool:
    async with my_turn():
        return True


def test_one_page_waits_for_the_other_and_not_for_one_that_died(holder):
    async def wait() -> bool:
        mine = asyncio.ensure_future(done())
        await asyncio.sleep(3 * taking_turns.LOOK_SECONDS)
        assert not mine.done()
        holder.kill()
        return await mine

    assert run_aside(wait())


def test_nobody_waits_for_ever(holder, monkeypatch):
    monkeypatch.setattr(taking_turns, "PATIENCE_SECONDS", 2 * taking_turns.LOOK_SECONDS)
    assert run_aside(done())


def test_who_gives_up_waiting_leaves_the_turn_to_others(holder):
    async def give_up() -> bool:
        mine = asyncio.ensure_future(done())
        await asyncio.sleep(2 * taking_turns.LOOK_SECONDS)
        mine.cancel()
        holder.kill()
        return await asyncio.wait_for(done(), 5)

    assert run_aside(give_up())


def test_without_a_place_to_write_nobody_waits(monkeypatch):
    def nowhere(*_names, **_options):
        raise PermissionError("nowhere")

    monkeypatch.setattr(taking_turns, "user_cache_path", nowhere)
    assert run_aside(done())
