"""Which pages of one's own computer wait prepared, and what becomes of a spare kernel."""

import asyncio

import pytest

from kit import warm
from kit.places import workshops
from kit.warm import NextPages, SpareKernel, next_pages
from tests.aside import run_aside

START, CULTURE, CHAIN, PAY, FOREST = NOTEBOOKS = tuple(
    f"de/0{place}_{name}.ipynb"
    for place, name in enumerate(("start", "culture_check", "role_chain", "incentives", "customer_forest"))
)
PAGES = NextPages(people=1, notebooks=NOTEBOOKS, most=3)


@pytest.fixture
def memory(monkeypatch):
    """memory(pages): so many pages fit."""
    return lambda pages: monkeypatch.setattr(warm, "most_pages", lambda _free: pages)


@pytest.mark.parametrize(
    ("opened", "ready"),
    [
        ({}, ()),
        ({START: 1}, (START, CULTURE, CHAIN)),
        ({START: 1, CULTURE: 1}, (START, CHAIN, PAY)),
        ({START: 3, CULTURE: 1, CHAIN: 2, PAY: 1}, (START, FOREST, CULTURE)),
    ],
)
def test_the_start_page_and_what_was_opened_least_is_ready_once_a_page_was_opened(memory, opened, ready):
    memory(100)
    assert PAGES.current(opened) == ready
    assert {name for name, size in PAGES.sizes(opened).items() if size} == set(ready)


@pytest.mark.parametrize(("pages", "ready"), [(2, (START, CULTURE)), (1, (START,)), (0, ())])
def test_with_little_memory_fewer_are_ready(memory, pages, ready):
    memory(pages)
    assert PAGES.current({START: 1}) == ready


def test_only_pages_for_people_are_prepared():
    for language in ("de", "en"):
        found = next_pages(workshops(), language).notebooks
        assert found[0] == f"{language}/00_start.ipynb" and len(found) > 5
        assert not any("analysts" in name or "facilitator" in name for name in found)


class Kernels(dict):
    """A server's kernels, by their number; each is no more than its folder."""

    async def start_kernel(self, path, kernel_name):
        self[str(len(self) + 1)] = path
        return str(len(self))

    def get_kernel(self, kernel_id):
        return self[kernel_id]

    async def shutdown_kernel(self, kernel_id, now):
        self.pop(kernel_id)


@pytest.fixture
def spare(monkeypatch, memory):
    async def read(_kernel):
        await asyncio.sleep(0)

    monkeypatch.setattr(warm, "read_ahead", read)
    memory(5)
    return SpareKernel(Kernels())


def test_a_spare_kernel_is_taken_once_and_only_in_its_folder(spare):
    async def take():
        spare.prepare("en")
        spare.prepare("en")  # there is one under way
        return [await spare.take("de"), await spare.take("en"), await spare.take("en")]

    assert run_aside(take()) == [None, "1", None]
    assert spare.kernels == {"1": "en"}


def test_a_spare_kernel_of_another_folder_makes_room(spare):
    async def take():
        spare.prepare("en")
        await spare.take("de")
        spare.prepare("de")
        return await spare.take("de")

    taken = run_aside(take())
    assert spare.kernels == {taken: "de"}


def test_a_spare_kernel_that_has_ended_is_not_taken(spare):
    async def take():
        spare.prepare("en")
        await spare.take("de")
        spare.kernels.clear()
        return await spare.take("en")

    assert run_aside(take()) is None


def test_without_memory_there_is_none(spare, memory):
    memory(0)

    async def take():
        spare.prepare("en")
        return await spare.take("en")

    assert run_aside(take()) is None and not spare.kernels
