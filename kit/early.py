"""A page of Voilà whose first words do not wait for its kernel: they are sent while that one starts."""

import asyncio
import uuid

import voila.notebook_renderer
from jinja2 import BytecodeCache
from tornado.web import authenticated
from voila.exporter import VoilaExporter
from voila.tornado.handler import TornadoVoilaHandler

FLUSH_SECONDS = 0.02  # what is made within so long goes over the line together


class Compiled(BytecodeCache):
    """The templates of pages, compiled once for all pages of a server, which would take longest in the first words."""

    def __init__(self):
        self.known = {}

    def load_bytecode(self, bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Exporter(VoilaExporter):
    """Voilà's, with templates that are compiled already."""

    def _create_environment(self):
        environment = super()._create_environment()
        environment.bytecode_cache = COMPILED
        return environment


def compile_once() -> None:
    """Have Voilà compile its templates once; it has no setting for it."""
    voila.notebook_renderer.VoilaExporter = Exporter


class Soon:
    """Stands in for the kernels of a server: the kernel that one page asks for starts while the page begins."""

    def __init__(self, kernels):
        self._kernels, self.starting = kernels, None

    def __getattr__(self, name):
        return getattr(self._kernels, name)

    def start_kernel(self, **asked) -> str:
        """The id of a kernel that will be."""
        kernel_id = str(uuid.uuid4())
        self.starting = asyncio.ensure_future(self._kernels.start_kernel(kernel_id=kernel_id, **asked))
        return kernel_id

    async def get_kernel(self, kernel_id: str):
        """The kernel, when it is there."""
        if self.starting:
            await self.starting
        return self._kernels.get_kernel(kernel_id)


class Early(TornadoVoilaHandler):
    """A page with its first words at once. Where no kernel comes the answer ends, and the page says so (coming.js)."""

    @property
    def kernel_manager(self):
        if not hasattr(self, "_soon"):
            self._soon = Soon(super().kernel_manager)
        return self._soon

    @authenticated
    async def get(self, path=None):
        _ = (
            self.xsrf_token
        )  # reading it sets the cookie with which Voilà lets a browser end the kernel of a page that it leaves
        pieces, flushing = self.get_generator(path=path), None
        while (piece := await self._next(pieces)) is not None:
            self.write(piece)
            if flushing is None or flushing.cancelled() or flushing.when() < asyncio.get_running_loop().time():
                flushing = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush)
        if flushing:
            flushing.cancel()

    def _flush(self) -> None:
        if not self._finished:
            self.flush()

    async def _next(self, pieces):
        """The next piece of the page, or None when there is no more, also because its kernel could not be started."""
        coming = asyncio.ensure_future(anext(pieces, None))
        starting = self._soon.starting if hasattr(self, "_soon") else None
        if starting and not starting.done():
            await asyncio.wait({coming, starting}, return_when=asyncio.FIRST_COMPLETED)
        if starting and starting.done() and starting.exception():
            coming.cancel()
            self.log.error("no kernel for %s: %r", self.request.path, starting.exception())
            return None
        return await coming
