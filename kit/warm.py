"""On one's own computer: the pages that somebody is likely to open next are prepared, as far as there is memory, and quietly."""

import asyncio
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tornado.ioloop import IOLoop

from kit.background import in_background
from kit.early import SPARE, Early
from kit.memory import free_memory
from kit.notebooks import content, is_page
from kit.pages import PagesApp
from kit.room.kernels import Pools, Prepared, is_running, most_pages

NEXT_PAGES = 3  # that wait prepared; more would only take memory
READ_FIRST = "import kit.screen.opened, kit.screen.start_page"  # what a page in JupyterLab begins with


@dataclass(frozen=True)
class NextPages(Pools):
    """One page of each of the next few notebooks: the start page, from where one goes on, and those opened least, in their order.

    Nothing is prepared before the first page was opened: that one is not to wait for others.
    """

    def current(self, opened: Mapping[str, int]) -> tuple[str, ...]:
        """The notebooks of which a page is to be ready."""
        if not opened:
            return ()
        first, *others = self.notebooks
        most = min(self.most, most_pages(free_memory()))
        return (first, *sorted(others, key=lambda name: opened.get(name, 0)))[:most]

    def sizes(self, opened: Mapping[str, int]) -> dict[str, int]:
        """How many pages are to be ready of each notebook."""
        current = self.current(opened)
        return {name: int(name in current) for name in self.notebooks}


def next_pages(folder: Path, language: str) -> NextPages:
    """Those of the workshops in a language that are pages for one's own use."""
    found = sorted(path.name for path in (folder / language).glob("0*.ipynb") if is_page(content(path)))
    return NextPages(people=1, notebooks=tuple(f"{language}/{name}" for name in found), most=NEXT_PAGES)


class OwnPage(Early):
    """A page of one's own computer; when it has come, the next ones are prepared."""

    async def get(self, path=None):
        await super().get(path)
        pages = self.settings["kernel_manager"]
        if isinstance(pages, Prepared) and path in pages.pools.notebooks:
            pages.opened[path] += 1
            pages.adapt()
        self.settings[SPARE].prepare_after(pages.fill_delay, path.rpartition("/")[0])


class OwnApp(PagesApp):
    """The pages alone, for one computer; the kernel of the first one starts with the server."""

    language = "en"

    def init_settings(self):
        settings = super().init_settings()
        spare = settings[SPARE] = SpareKernel(self.kernel_manager)
        IOLoop.current().add_callback(spare.prepare, self.language)
        return settings

    def served(self):
        return [(path, OwnPage if made is Early else made, *more) for path, made, *more in super().served()]


class SpareKernel:
    """A kernel that has read what every page begins with; the next page that opens and is not prepared takes it.

    kernels: those of the server; memory is taken only where `most_pages` allows another page.
    """

    def __init__(self, kernels):
        self.kernels, self.kernel_id, self.folder, self.starting = kernels, "", None, None

    def take(self, folder: str) -> tuple[str, asyncio.Future] | None:
        """The id of the spare kernel and its start, which may be under way still; None if there is none for a page in this folder."""
        if self.folder != folder or not self._is_there:
            return None
        taken, self.kernel_id = self.kernel_id, ""
        if taken in self.kernels:
            self.kernels.get_kernel(taken).last_activity = datetime.now(
                UTC
            )  # it is not to count as left before anybody came
        return taken, self.starting

    @property
    def _is_there(self) -> bool:
        if not self.kernel_id or not self.starting.done():
            return bool(self.kernel_id)
        failed = self.starting.cancelled() or self.starting.exception() is not None
        return not failed and is_running(self.kernels, self.kernel_id)

    def prepare_after(self, seconds: float, folder: str) -> None:
        """Have one ready for a page in this folder, but not yet: the one that was opened is still busy."""
        asyncio.get_running_loop().call_later(seconds, self.prepare, folder)

    def prepare(self, folder: str) -> None:
        """Have one ready for a page in this folder, if there is none and there is memory."""
        if self._is_there and self.folder == folder:
            return
        if self.kernel_id in self.kernels:
            in_background(self.kernels.shutdown_kernel(self.kernel_id, now=True))
        self.kernel_id = ""
        if most_pages(free_memory()):
            self.kernel_id, self.folder = str(uuid.uuid4()), folder
            asked = {"kernel_id": self.kernel_id, "path": folder, "kernel_name": "python3"}
            self.starting = asyncio.ensure_future(self.kernels.start_kernel(**asked))
            in_background(self._read_ahead(self.kernel_id, self.starting))

    async def _read_ahead(self, kernel_id: str, starting: asyncio.Future) -> None:
        await asyncio.wait([starting])
        if kernel_id in self.kernels:
            await read_ahead(self.kernels.get_kernel(kernel_id))


async def read_ahead(kernel) -> None:
    """Have a kernel import what a page needs; one that does not answer is left alone, and so is one that fails."""
    client = kernel.client()
    client.start_channels()
    try:
        with suppress(RuntimeError):
            await client.wait_for_ready(timeout=60)
            client.execute(READ_FIRST, silent=True, store_history=False)
            await client.get_shell_msg(timeout=60)
    finally:
        client.stop_channels()
