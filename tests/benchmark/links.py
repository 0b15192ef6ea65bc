"""What kernels ask of a PostgreSQL, each over a connection of its own or all through the store that their server shares. Run by hand:

    python tests/benchmark/links.py                      # 100 links for 30 seconds, a visit a second
    python tests/benchmark/links.py links=60 seconds=20 sends=1    # and every link sends an event in every visit

Starts a PostgreSQL of its own. A visit is what a link does once a second; every fifth one brings a sign of life, as pages do. The
visits of one link alone are timed one after the other, in turns direct and shared, so that both meet the same computer.
"""

import os
import statistics
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from kit.room import shared_store
from kit.room.entries import ROOM
from kit.room.link import Link
from kit.room.store import Store
from tests.room.conftest import cluster, event, programs
from tests.room.test_shared_store import connections, serving

VISITS, SIGN_EVERY = 400, 5
TAKEN: list[float] = []


class Timed(Link):
    """A link that says how long its visits took, and signs as a page on a screen does."""

    visits = 0
    sends = False

    def _meet(self) -> None:
        self.visits += 1
        if self.visits % SIGN_EVERY == 0:
            self.sign("role_chain")
        if self.sends:
            self.send([event(f"{self.author} {self.visits}")])
        start = time.perf_counter()
        super()._meet()
        TAKEN.append(time.perf_counter() - start)


def share(values: list[float], percent: int) -> str:
    ordered = sorted(values)
    return f"{1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]:6.2f} ms"


@contextmanager
def as_kernel(known: dict[str, str]):
    """Links ask the shared store meanwhile."""
    os.environ.update(known)
    try:
        yield
    finally:
        os.environ.pop(shared_store.SOCKET, None)


def alone(store, room: str) -> list[float]:
    """Seconds of visits of one link, one after the other: what it asks when there is nothing new."""
    taken = []
    for _visit in range(VISITS // 4):
        start = time.perf_counter()
        store.standing(room)
        taken.append(time.perf_counter() - start)
    return taken


def many(url: str, room: str, links: int, seconds: int, holder: psutil.Process | None) -> None:
    """Have so many links visit for so long, and print what it took."""
    before = connections(url)
    made = [Timed(url, room, author=f"{number:032x}", on_news=lambda entries: None) for number in range(links)]
    time.sleep(5)  # they have all arrived
    TAKEN.clear()
    start = time.perf_counter()
    cpu = sum(holder.cpu_times()[:2]) if holder else 0
    most = 0
    while time.perf_counter() - start < seconds:
        most = max(most, connections(url))
        time.sleep(0.25)
    took = time.perf_counter() - start
    cpu = sum(holder.cpu_times()[:2]) - cpu if holder else 0
    taken = list(TAKEN)
    away = sum(not link.state.connected for link in made)
    closing_all = [threading.Thread(target=link.close) for link in made]
    for thread in closing_all:
        thread.start()
    for thread in closing_all:
        thread.join()
    print(
        f"{links} links {'shared' if holder else 'direct'}: {len(taken) / took:5.1f} visits a second, half within {share(taken, 50)}, 95 of 100 within {share(taken, 95)}; cut off: {away}"
    )
    print(f"  connections before: {before}, at most: {most}")
    if holder:
        print(
            f"  the process that holds the store takes {100 * cpu / took:.1f} % of a processor and {holder.memory_info().rss / 2**20:.0f} MB"
        )


def main(links: int = 100, seconds: int = 30, sends: int = 0) -> None:
    Timed.sends = bool(sends)
    with cluster(programs(), most=links + 20) as postgresql:
        url = postgresql.new_database()
        with closing(Store(url)) as store:
            room = store.open_room().id
            store.add(room, ROOM, [event("first")])
            with serving(url, 2 * seconds + 120) as (_process, known, next_holder):
                holder = psutil.Process(next_holder())
                time.sleep(3)
                direct, shared = [], []
                with (
                    closing(shared_store.opened(url)) as own,
                    closing(shared_store.opened(url, known)) as common,
                ):
                    for _turn in range(4):
                        direct += alone(own, room)
                        shared += alone(common, room)
                print(f"a visit of one link alone, {VISITS} times")
                for name, values in (("direct", direct), ("shared", shared)):
                    print(
                        f"  {name}: half within {share(values, 50)}, 95 of 100 within {share(values, 95)}, mean {1000 * statistics.mean(values):.2f} ms"
                    )
                many(url, room, links, seconds, None)
                with as_kernel(known):
                    many(url, room, links, seconds, holder)


if __name__ == "__main__":
    main(**{name: int(value) for name, _is, value in (one.partition("=") for one in sys.argv[1:])})
