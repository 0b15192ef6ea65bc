"""Ends, once an hour, the rooms that nobody has used for as long as their owners wanted them kept: `python -m kit.hub.overdue`."""

import logging
import os
import time
from contextlib import closing

from kit.errors import KitError
from kit.hub.beside import end_with_hub
from kit.hub.owned import OwnedRooms
from kit.room.place import STORE

LOG = logging.getLogger("kit")
HOUR_SECONDS = 3600


def main() -> None:
    """Until the hub ends it, or is gone."""
    logging.basicConfig(level=logging.INFO)
    end_with_hub()
    while True:
        try:
            end_overdue(os.environ[STORE])
        except KitError as error:
            LOG.warning("%s", error)
        time.sleep(HOUR_SECONDS)


def end_overdue(store: str) -> None:
    """End those of a store and say so in the log."""
    with closing(OwnedRooms(store)) as rooms:
        for room in rooms.end_overdue():
            LOG.info("room %s ended: not used since %s, kept for %s days", room.id, room.used, room.keep_days)


if __name__ == "__main__":
    main()
