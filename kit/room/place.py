"""Where a kernel is: alone on a computer, or in a room, as participant or facilitator. The room's server says it by variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import platformdirs

from kit.messages import _

STORE, ROOM, ROLE, ADDRESS = "PAIR_SELLING_STORE", "PAIR_SELLING_ROOM", "PAIR_SELLING_ROLE", "PAIR_SELLING_ADDRESS"
LEADS, TITLE, ROOMS = "PAIR_SELLING_LEADS", "PAIR_SELLING_TITLE", "PAIR_SELLING_ROOMS"
PARTICIPANT, LEADER = "participant", "facilitator"
MY_ROOMS = _("My rooms")  # the list of rooms of a facilitator on a hub


@dataclass(frozen=True)
class Place:
    """The room a kernel belongs to: URL of the store, id of the room, role, the address at which people join, and the one at
    which the facilitator's page may be opened from other devices ("": from none). On a hub also what its facilitator calls the
    room, and the address of their list of `rooms`."""

    store: str
    room: str
    role: str
    address: str
    leads: str = ""
    title: str = ""
    rooms: str = ""

    def variables(self) -> dict[str, str]:
        """The place as variables for a server and its kernels."""
        said = {STORE: self.store, ROOM: self.room, ROLE: self.role, ADDRESS: self.address}
        more = {LEADS: self.leads, TITLE: self.title, ROOMS: self.rooms}
        return said | {name: value for name, value in more.items() if value}


def default_store() -> str:
    """A file in the person's own data folder."""
    return f"sqlite:///{(platformdirs.user_data_path('pair-selling-kit') / 'rooms.sqlite').as_posix()}"


def store_option(url: str) -> str:
    """What must stand behind a command that is to find this store; an address that may hold a password is not said."""
    if url == default_store():
        return ""
    return f" --store {url if url.startswith('sqlite:') else '…'}"


def here(environment: Mapping[str, str] = os.environ) -> Place | None:
    """The place this kernel was started in; None outside of any room."""
    if not environment.get(STORE) or not environment.get(ROOM):
        return None
    return Place(
        environment[STORE],
        environment[ROOM],
        environment.get(ROLE, PARTICIPANT),
        environment.get(ADDRESS, ""),
        *(environment.get(name, "") for name in (LEADS, TITLE, ROOMS)),
    )
