"""Which pages of one's own computer wait prepared, and what becomes of a spare kernel."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace

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
    """A server's kernels; each is no more than its folder and a process that runs."""

    async def start_kernel(self, kernel_id, path, kernel_name):
        self[kernel_id] = SimpleNamespace(
            folder=path, provisioner=SimpleNamespace(process=SimpleNamespace(poll=lambda: None))
        )
        return kernel_id

    def get_kernel(self, kernel_id):
        return self[kernel_id]

    async def shutdown_kernel(self, kernel_id, now):
        self.pop(kernel_id)

    @property
    def folders(self) -> dict[str, str]:
        return {kernel_id: one.folder for kernel_id, one in self.items()}


@pytest.fixture
def spare(monkeypatch, memory):
    async def read(_kernel):
        await asyncio.sleep(0)

    monkeypatch.setattr(warm, "read_ahead", read)
    memory(5)
    return SpareKernel(Kernels())


async def taken(spare: SpareKernel, folder: str) -> str | None:
    """The kernel that a page in this folder gets, when it has started."""
    if (found := spare.take(folder)) is None:
        return None
    kernel_id, starting = found
    assert await starting == kernel_id
    return kernel_id


def test_a_spare_kernel_is_taken_once_and_only_in_its_folder_also_while_it_starts(spare):
    async def take():
        spare.prepare("en")
        spare.prepare("en")  # there is one under way
        return [await taken(spare, "de"), await taken(spare, "en"), await taken(spare, "en")]

    nothing, kernel, nothing_more = run_aside(take())
    assert (nothing, nothing_more) == (None, None)
    assert spare.kernels.folders == {kernel: "en"}


def test_a_spare_kernel_of_another_folder_makes_room(spare):
    async def take():
        spare.prepare("en")
        await spare.starting
        spare.prepare("de")
        return await taken(spare, "de")

    kernel = run_aside(take())
    assert spare.kernels.folders == {kernel: "de"}


@pytest.mark.parametrize("seen", [True, False], ids=["seen", "not yet seen"])
def test_a_spare_kernel_that_has_ended_is_not_taken_but_replaced(spare, seen):
    async def take():
        spare.prepare("en")
        ended = await spare.starting
        spare.kernels[ended].provisioner.process.poll = lambda: -9
        if seen:
            spare.kernels.clear()
        before = await taken(spare, "en")
        spare.prepare("en")
        return before, ended, await taken(spare, "en")

    before, ended, after = run_aside(take())
    assert before is None and after not in (None, ended)
    assert spare.kernels.folders == {after: "en"}


def test_a_spare_kernel_that_did_not_start_is_not_taken(spare):
    async def fail(**_asked):
        raise OSError

    async def take():
        spare.kernels.start_kernel = fail
        spare.prepare("en")
        await asyncio.wait([spare.starting])
        return await taken(spare, "en")

    assert run_aside(take()) is None


def test_what_waited_long_does_not_count_as_left_when_it_is_taken(spare):
    async def take():
        spare.prepare("en")
        await spare.starting
        return await taken(spare, "en")

    kernel = run_aside(take())
    assert (datetime.now(UTC) - spare.kernels[kernel].last_activity).total_seconds() < 60


def test_without_memory_there_is_none(spare, memory):
    memory(0)

    async def take():
        spare.prepare("en")
        return await taken(spare, "en")

    assert run_aside(take()) is None and not spare.kernels
