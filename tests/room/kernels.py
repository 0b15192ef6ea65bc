"""Many kernels in one process: each has a link that sends events, one after the other, and hears all. Told by arguments, ended by its input.

`URL ROOM FIRST LINKS EVENTS`: for each line on its input it says how many links have nothing to send any more, and the
fewest and the most entries that one has heard, and the fewest that one has heard once.
"""

import sys
import time
from contextlib import ExitStack, closing

from kit.journal import Event
from kit.room.link import Link


def event(name: str) -> Event:
    return Event(name, "2026-01-01T00:00:00Z", "role_chain", "shared", "gain", 1)


def main(url: str, room: str, first: int, links: int, events: int) -> None:
    heard = [[] for _link in range(links)]
    with ExitStack() as stack:
        made = [
            stack.enter_context(
                closing(Link(url, room, author=f"{first + number:032x}", on_news=news.extend, seconds=0.5))
            )
            for number, news in enumerate(heard)
        ]
        for turn in range(events):
            for number, link in enumerate(made):
                link.send([event(f"{first + number} {turn}")])
            time.sleep(0.1)
        print("sent", flush=True)
        for _line in sys.stdin:
            done = sum(link.state.connected and not link.state.waiting for link in made)
            counts, once = [len(news) for news in heard], [len({one.event.id for one in news}) for news in heard]
            print(done, min(counts), max(counts), min(once), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
