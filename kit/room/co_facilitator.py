"""The word by which a co-facilitator, or a tablet in the facilitator's hand, comes to the facilitator's page from another device.

It stands in the store, so that the page can show and replace it while the server of that page follows. Whoever came in by a
word that was replaced is out: the cookie says by which word (door.py).
"""

from kit.room.store import Store, new_word
from kit.room.tables import CO_WORDS


def first_word(store: Store, room_id: str) -> str:
    """The word for co-facilitators of a room, made at the first call."""
    return store.doors(room_id).co_word or replaced(store, room_id)


def replaced(store: Store, room_id: str) -> str:
    """A new word in the place of the one before, which lets nobody in any more."""
    made = new_word()
    with store.writing() as connection:
        store.put(connection, CO_WORDS, {"room": room_id, "word": made})
    return made
