"""One of the two servers of a room, as the hub starts it: `python -m kit.hub.serve` (see `configure`).

Which room it serves, and to whom, the hub says by the name of the server. Whoever has no link or word stays outside, as on a
laptop; the hub's own sign-in is for the list of rooms alone.
"""

import os
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from kit import places
from kit.console import open_console
from kit.errors import KitError, RoomAway
from kit.hub.owned import OwnedRooms, OwnRoom, servers
from kit.memory import LIMIT, free_memory
from kit.own_jupyter import own_jupyter
from kit.room.choose import Succession
from kit.room.place import LEADER, STORE, Place
from kit.room.serve import options, serve
from kit.room.start import copied_for_groups
from kit.room.store import Room, Store
from kit.wording import Language

PUBLIC = "PAIR_SELLING_PUBLIC"  # the variable with the address of the hub, as people type it
PROXIES = "PAIR_SELLING_PROXIES"  # the variable with the addresses of the proxies before it
MOST_ROOMS = "PAIR_SELLING_MOST_ROOMS"  # the variable with how many rooms share memory and processors
LOOK_SECONDS = 2.0  # between two looks whether another room has taken the place
ENDED_SECONDS = (
    120.0  # after the end of a room, until its servers go: pages hear of it, and later the hub still lets groups save
)


@dataclass(frozen=True)
class Asked:
    """What the hub says by variables: where to listen, under which path, as which server; its own address, and its proxies'."""

    ip: str
    port: int
    base_url: str
    server: str
    address: str
    proxies: str

    @classmethod
    def by(cls, environment: Mapping[str, str]) -> "Asked":
        """Read from variables that JupyterHub gives every server that it starts."""
        listen, base_url = urlsplit(environment["JUPYTERHUB_SERVICE_URL"]), environment["JUPYTERHUB_SERVICE_PREFIX"]
        public = environment[PUBLIC].rstrip("/")
        return cls(
            listen.hostname or "0.0.0.0",
            listen.port or 8888,
            base_url,
            environment["JUPYTERHUB_SERVER_NAME"],
            public,
            environment.get(PROXIES, ""),
        )

    @property
    def rooms(self) -> str:
        """Where whoever leads finds the list of their rooms."""
        return f"{self.address}{self.base_url.partition('/user/')[0]}/hub/rooms"

    def address_of(self, server: str) -> str:
        """Where people find a server of this hub, without a slash at the end."""
        return f"{self.address}{self.base_url.rstrip('/').removesuffix(self.server)}{server}"


def main() -> int:
    """Serve until the hub ends it; 1 where there is no such room."""
    open_console()
    asked, store = Asked.by(os.environ), os.environ[STORE]
    memory, sharing = memory_for_one(os.environ), rooms_together(os.environ)
    try:
        with closing(OwnedRooms(store)) as rooms:
            found = rooms.served(asked.server)
        if found is None:
            return 1
        room, role = found
        leads = role == LEADER
        threading.Thread(target=_end_when_followed, args=(store, room, leads), daemon=True).start()
        with own_jupyter() as folder:  # no kernel gets the hub's variables
            join, lead = map(asked.address_of, servers(room.id))
            own = {"title": room.title, "rooms": asked.rooms} if leads else {}
            os.environ.update(Place(store, room.id, role, join, lead, **own).variables())
            workshops = places.own_workshops()
            shown = workshops if leads else copied_for_groups(workshops, folder / "pages")
            serve(
                options(
                    [
                        str(shown),
                        f"--ip={asked.ip}",
                        f"--port={asked.port}",
                        f"--base-url={asked.base_url}",
                        f"--behind-proxy={asked.proxies}",
                        f"--language={room.language}",
                        f"--people={0 if leads else room.people}",
                        f"--memory={memory}",
                        f"--sharing={sharing}",
                    ]
                ),
                room.leader_word if leads else room.word,
            )
    except KitError as error:
        print(Language("en").say(error), file=sys.stderr)  # the log of the operator
        return 1
    return 0


def memory_for_one(environment: Mapping[str, str]) -> int:
    """Bytes of memory that a room reckons with: its limit, or its share of what is free."""
    return free_memory(environment) // rooms_together(environment)


def rooms_together(environment: Mapping[str, str]) -> int:
    """Rooms that share memory and processors with this one; where it has a limit of its own, none but itself."""
    return 1 if environment.get(LIMIT) else int(environment.get(MOST_ROOMS, "1"))


def _end_when_followed(url: str, room: OwnRoom, leads: bool) -> None:
    """End this server when its room has ended, or another one has taken the place: for that one the hub starts it again."""
    store = Store(url, create=False, connections=1)
    succession = Succession(store, Room(room.id, room.word, room.opened))
    while leads or succession.newer() is None:  # the facilitator's page goes on to the other room by itself
        with suppress(RoomAway):
            if store.ended(room.id):
                time.sleep(ENDED_SECONDS)
                break
        time.sleep(LOOK_SECONDS)
    os._exit(0)  # kernels end by themselves when their server is gone


if __name__ == "__main__":
    sys.exit(main())
