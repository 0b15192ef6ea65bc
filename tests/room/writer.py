"""A process of its own that writes into a room, to be killed or to run out of disk. Told by its arguments and by lines.

`open URL …`: after a line with a time on its input it opens the stores one after the other from that time on, at the
same moments as others do. `add URL ROOM KEY FIRST COUNT`: after a line on its input it adds events FIRST, FIRST + 1 … in small batches, and says the
ids that the store took. `link URL ROOM KEY`: it has a link and follows the lines `send ID`, `full`, `space` and `state`.
"""

import sys
import time
from contextlib import closing

from kit.journal import Event
from kit.room.link import Link
from kit.room.store import Store

FULL_BYTES = 4096 * 16


def event(number) -> Event:
    return Event(str(number), "2026-01-01T00:00:00Z", "role_chain", "shared", "gain", "x" * 500)


def open_all(*urls: str) -> None:
    print("ready")
    start = float(input())
    for place, url in enumerate(urls):
        while time.time() < start + 0.1 * place:
            pass
        Store(url).close()


def add(url: str, room: str, key: str, first: str, count: str) -> None:
    print("ready")
    input()
    with closing(Store(url)) as store:
        number, end, size = int(first), int(first) + int(count), 1
        while number < end:
            batch = [event(one) for one in range(number, min(number + size, end))]
            store.add_group(room, key, batch)
            print(*[one.id for one in batch])
            number, size = number + size, size % 5 + 1


def link(url: str, room: str, key: str) -> None:
    import resource

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(Link(url, room, author=key, on_news=lambda entries: None, seconds=0.05)) as linked:
        print("ready")
        for line in sys.stdin:
            verb, _space, number = line.strip().partition(" ")
            if verb == "send":
                linked.send([event(number)])
            if verb in ("full", "space"):
                resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_BYTES, unlimited[1]) if verb == "full" else unlimited)
            state = linked.state
            print(state.connected, state.waiting, type(state.problem).__name__, flush=True)


if __name__ == "__main__":
    {"open": open_all, "add": add, "link": link}[sys.argv[1]](*sys.argv[2:])
