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
        self.writers: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self._open(), self.loop).result(10)

    async def _open(self) -> int:
        rate = self.mbit * 1e6 / 8 if self.mbit else None
        self.buckets = {way: Bucket(rate) for way in ("down", "up")} if rate else {}
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512)
        return self.server.sockets[0].getsockname()[1]

    async def _serve(self, reader, writer) -> None:
        self.connections += 1
        self.writers.add(writer)
        try:
            behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", self.behind)
        except OSError:
            return writer.close()
        self.writers.add(behind_writer)
        await asyncio.gather(
            self._pass_on(reader, behind_writer, "up"),
            self._pass_on(behind_reader, writer, "down"),
            return_exceptions=True,
        )
        for one in (writer, behind_writer):
            one.close()
            self.writers.discard(one)

    async def _pass_on(self, reader, writer, way: str) -> None:
        waiting: asyncio.Queue = asyncio.Queue(64)

        async def arrive() -> None:
            chunk = b"begins"
            with suppress(OSError):
                while chunk:
                    due, chunk = await waiting.get()
                    await asyncio.sleep(max(0.0, due - time.monotonic()) if self.delay else 0)
                    writer.write(chunk)
                    await writer.drain()
            writer.close()

        arriving = asyncio.create_task(arrive())
        chunk = b"begins"
        with suppress(OSError):
            while chunk and not arriving.done():
                chunk = await reader.read(CHUNK_BYTES)
                if way in self.buckets:
                    await self.buckets[way].take(len(chunk))
                setattr(self, way, getattr(self, way) + len(chunk))
                await waiting.put((time.monotonic() + self.delay, chunk))
        if not arriving.done() and chunk:
            waiting.put_nowait((0, b"")) if not waiting.full() else arriving.cancel()

    def taken(self) -> int:
        """Bytes that came down since the last call."""
        taken, self.down = self.down, 0
        return taken

    def close(self) -> None:
        """End all that goes through, and what listens."""
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(20)
        self.loop.close()

    async def _close(self) -> None:
        self.server.close()
        for writer in list(self.writers):
            writer.transport.abort()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if others:
            await asyncio.wait(others, timeout=10)  # they find their lines cut
        await asyncio.sleep(0.1)  # transports close a moment later
