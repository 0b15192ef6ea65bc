"""On one's own computer: the pages that somebody is likely to open next are prepared, as far as there is memory, and quietly."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit.background import in_background
from kit.early import Early
from kit.memory import free_memory
from kit.notebooks import content, is_page
from kit.pages import PagesApp
from kit.room.kernels import Pools, Prepared, most_pages

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


class OwnApp(PagesApp):
    """The pages alone, for one computer."""

    def served(self):
        return [(path, OwnPage if made is Early else made, *more) for path, made, *more in super().served()]


class SpareKernel:
    """A kernel of JupyterLab's server that has read what every page begins with; the next page that opens takes it.

    kernels: the server's; its memory is taken only where `most_pages` allows another page.
    """

    def __init__(self, kernels):
        self.kernels, self.kernel_id, self.folder, self.coming = kernels, "", None, None

    async def take(self, folder: str) -> str | None:
        """The spare kernel, if there is one for a page in this folder; another one is prepared in a while."""
        if self.coming:
            await asyncio.wait([self.coming])
        taken = self.kernel_id if self.kernel_id in self.kernels and self.folder == folder else None
        if taken:
            self.kernel_id = ""
        return taken

    def prepare(self, folder: str) -> None:
        """Have one ready for a page in this folder, if there is none and there is memory."""
        if not self.coming and not (self.kernel_id in self.kernels and self.folder == folder):
            self.coming = asyncio.ensure_future(self._prepare(folder))
            in_background(self.coming)

    async def _prepare(self, folder: str) -> None:
        try:
            left, self.kernel_id = self.kernel_id, ""
            if left in self.kernels:
                await self.kernels.shutdown_kernel(left, now=True)
            if most_pages(free_memory()):
                kernel_id = await self.kernels.start_kernel(path=folder, kernel_name="python3")
                await read_ahead(self.kernels.get_kernel(kernel_id))
                self.kernel_id, self.folder = kernel_id, folder
        finally:
            self.coming = None


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
