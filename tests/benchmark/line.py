"""A line between browsers and a server on this machine: as slow and as shared as asked, and it counts every byte that goes through.

Unlike a browser's own throttling it holds for websockets as well, and for all clients together.
"""

import asyncio
import threading
import time
from contextlib import suppress

CHUNK_BYTES = 4096
BURST_SECONDS = 0.05  # so much may go through at once


class Bucket:
    """Lets through so many bytes a second, for all that share it; in the order in which they come."""

    def __init__(self, bytes_per_second: float):
        self.rate, self.free_at, self.turn = bytes_per_second, 0.0, asyncio.Lock()

    async def take(self, count: int) -> None:
        async with self.turn:
            now = time.monotonic()
            self.free_at = max(self.free_at, now - BURST_SECONDS) + count / self.rate
            if self.free_at > now:
                await asyncio.sleep(self.free_at - now)


class Line:
    """Listens on a port of its own and passes everything on to `port`.

    mbit: megabits a second in each direction for all together, None for as fast as it goes; delay_ms: one way.
    """

    def __init__(self, port: int, mbit: float | None = None, delay_ms: float = 0):
        self.behind, self.mbit, self.delay = port, mbit, delay_ms / 1000
        self.down = self.up = self.connections = 0
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self._open(), self.loop).result(10)

    async def _open(self) -> int:
        rate = self.mbit * 1e6 / 8 if self.mbit else None
        self.buckets = {way: Bucket(rate) for way in ("down", "up")} if rate else {}
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512)
        return self.server.sockets[0].getsockname()[1]

    async def _serve(self, reader, writer) -> None:
        self.connections += 1
        try:
            behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", self.behind)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._pass_on(reader, behind_writer, "up"), self._pass_on(behind_reader, writer, "down"))

    async def _pass_on(self, reader, writer, way: str) -> None:
        waiting: asyncio.Queue = asyncio.Queue(64)
        arrives = asyncio.create_task(self._arrive(waiting, writer))
        try:
            with suppress(OSError):
                while chunk := await reader.read(CHUNK_BYTES):
                    if way in self.buckets:
                        await self.buckets[way].take(len(chunk))
                    setattr(self, way, getattr(self, way) + len(chunk))
                    await waiting.put((time.monotonic() + self.delay, chunk))
        finally:
            await waiting.put((time.monotonic() + self.delay, b""))
            await arrives

    async def _arrive(self, waiting: asyncio.Queue, writer) -> None:
        with suppress(OSError):
            while True:
                due, chunk = await waiting.get()
                if self.delay:
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                if not chunk:
                    break
                writer.write(chunk)
                await writer.drain()
        with suppress(OSError):
            writer.close()
        while not waiting.empty():
            waiting.get_nowait()

    def taken(self) -> int:
        """Bytes that came down since the last call."""
        taken, self.down = self.down, 0
        return taken

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
