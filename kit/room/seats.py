"""The seat of a group in a room goes on on another device: by four letters that a device of the group shows.

A group is a key of 128 bits, and whoever has it writes and reads as that group. It is handed over in the only place that all
devices of a room share and no participant can look into: the kernels, which run our code alone, and the store behind them.
The kernel of a device that has the seat draws the letters and puts them into a table of their own; no link ever reads that
table, so they reach neither another page nor the board. The kernel of the new device asks here whether the letters fit, in
one transaction with the counting of tries, whatever pages and devices ask at the same time. Only then does that kernel give
the key to its browser. Nothing has to be encrypted or exchanged between browsers, and no device has to be awake for it.

Four of 24 letters are 331,776. They are for one group, live five minutes, fit once, and are gone after five wrong tries, until
a device of the group shows new ones: whoever guesses gets in once in 66,000 such times. A refusal never says which of these it was.
"""

import secrets
import time

from sqlalchemy import delete, insert, select, update

from kit.errors import RoomError
from kit.room.entries import LETTERS
from kit.room.store import ENDED, Store
from kit.room.tables import SEATS

LENGTH, LIFE_SECONDS, MOST_TRIES = 4, 300, 5


def offer(store: Store, room_id: str, group: str) -> str:
    """New letters for the seat of a group (its key), in the place of those before. Raises `RoomError` for a room that has ended."""
    if store.ended(room_id):
        raise RoomError(ENDED)
    letters = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
    row = {"room": room_id, "author": group, "letters": letters, "until": _now() + LIFE_SECONDS, "tries": 0}
    with store.writing() as connection:
        connection.execute(delete(SEATS).where(SEATS.c.room == room_id, SEATS.c.author == group))
        connection.execute(insert(SEATS).values(row))
    return letters


def fits(store: Store, room_id: str, group: str, typed: str) -> bool:
    """Whether these are the letters of a group's seat; they are used up by it, and a wrong try counts. Raises `RoomAway`."""
    mine = (SEATS.c.room == room_id) & (SEATS.c.author == group)
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    with store.writing() as connection:
        offered = connection.execute(select(SEATS).where(mine).with_for_update()).first()
        if offered is None or offered.until < _now() or offered.tries >= MOST_TRIES:
            connection.execute(delete(SEATS).where(mine))
            return False
        if not secrets.compare_digest(letters.encode(), offered.letters.encode()):
            connection.execute(update(SEATS).where(mine).values(tries=SEATS.c.tries + 1))
            return False
        connection.execute(delete(SEATS).where(mine))
    return True


def _now() -> int:
    return int(time.time())
