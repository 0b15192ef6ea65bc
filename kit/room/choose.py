"""Which room of a store is opened, and what becomes of the others: go on with the last one, begin a new one, list them, end one."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from kit.errors import RoomAway, RoomError
from kit.messages import Message, _
from kit.room.entries import SHORT
from kit.room.place import store_option
from kit.room.store import Known, Room, Store
from kit.wording import Language

YES, NEW = ("j", "y"), ("n",)  # ja, yes; neu, new

ROOM = _("the room {id} of {date} (groups in it: {count})")
GOES_ON_OR_NEW = _("There is {room}, which was not ended. Go on with it (Enter), or begin a new one (n)?")
GOES_ON = _("This is {room}; it goes on. A new one begins with --new or by the button on your page.")
LEFT = _(
    "Not ended yet is {room}. Go on with it: python -m kit room --go-on {id}{store}; delete it: python -m kit room --end {id}{store}"
)
NO_ROOMS = _("No room was ever opened in this store.")
ROW = _("{id}: {date}, groups: {count}, {state}")
OPEN, OVER = _("open"), _("ended on {date}")
UNKNOWN = _("The store has no room “{id}” that could be meant. python -m kit room --list{store} shows them all.")
SEVERAL = _(
    "“{id}” is the beginning of several rooms. Type more of the id; python -m kit room --list{store} shows them all."
)
IS_OVER = _("The room {id} was ended on {date} and its data are deleted; it cannot go on.")
REALLY = _("Really end and delete {room}? Type y and press Enter:")
KEPT = _("Nothing was deleted.")
DELETED = _("Ended and deleted: {room}")


def chosen(store: Store, asked: Namespace, language: Language) -> tuple[Room, list[str]]:
    """The room to be opened as asked for, and remarks on it and on those that are still there. Raises `RoomError`."""
    waiting = [one for one in store.rooms() if not one.ended]
    last = _wanted(store, waiting, asked, language)
    room = store.go_on(last.id) if last else None
    remarks = [language.say(GOES_ON, room=_said(last, language))] if room else []
    remarks += [
        language.say(LEFT, room=_said(one, language), id=one.id[:SHORT], store=store_option(store.url))
        for one in waiting
        if one is not last
    ]
    return room or store.open_room(new=True), remarks


def _wanted(store: Store, waiting: Sequence[Known], asked: Namespace, language: Language) -> Known | None:
    """The room that is to go on; None for a new one."""
    if asked.go_on:
        one = found(store, asked.go_on)
        if one.ended:
            raise RoomError(IS_OVER, id=one.id[:SHORT], date=language.moment(one.ended))
        return next(other for other in waiting if other.id == one.id)
    if asked.new or not waiting:
        return None
    wants_new = asked.go_on is None and _answer(language, GOES_ON_OR_NEW, waiting[0]) in NEW
    return None if wants_new else waiting[0]


def found(store: Store, begin: str) -> Known:
    """The one room whose id begins so; raises `RoomError` for none or several."""
    typed = begin.strip().lower()
    rooms = [one for one in store.rooms() if typed and one.id.startswith(typed)]
    if len(rooms) != 1:
        raise RoomError(SEVERAL if rooms else UNKNOWN, id=begin[:40], store=store_option(store.url))
    return rooms[0]


def listed(store: Store, language: Language) -> str:
    """All rooms of the store, a line each."""
    rows = [
        language.say(
            ROW,
            id=one.id[:SHORT],
            date=language.moment(one.opened),
            count=one.groups,
            state=language.say(OVER, date=language.moment(one.ended)) if one.ended else language.say(OPEN),
        )
        for one in store.rooms()
    ]
    return "\n".join(rows) or language.say(NO_ROOMS)


def end(store: Store, begin: str, language: Language) -> str:
    """End the room whose id begins so and delete what is in it; says what was done. At a terminal it asks first."""
    one = found(store, begin)
    if not one.ended and _answer(language, REALLY, one) not in ("", *YES):
        return language.say(KEPT)
    store.end(one.id)  # also one that had ended: if traces of it were left, they go now
    return language.say(DELETED, room=_said(one, language))


def _said(one: Known, language: Language) -> str:
    return language.say(ROOM, id=one.id[:SHORT], date=language.moment(one.opened), count=one.groups)


def _answer(language: Language, question: Message, one: Known) -> str:
    """What somebody at the terminal answers; "" if nobody is there."""
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    try:
        return input(language.say(question, room=_said(one, language)) + " ").strip().lower()[:1] or "enter"
    except EOFError:
        return "enter"


class Succession:
    """Notices that the facilitator began a new room in the place of the one that is served."""

    def __init__(self, store: Store, room: Room):
        self.store, self.room = store, room

    def newer(self) -> Room | None:
        """The room that has taken the place since one asked last; a store that is away says nothing."""
        try:
            current = self.store.current(self.room.id)
            found = self.store.room(current) if current != self.room.id else None
        except RoomAway:
            return None
        self.room = found or self.room
        return found
