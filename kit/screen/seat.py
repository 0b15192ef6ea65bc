"""Who a device is in a room. A group is people, not a device: it counts once it has a name, and several devices may be it.

A group is a key (attendance.py); the browser that has it in its journal is a device of that group. Another device gets it in
one of three ways: it types the four letters that a device of the group shows (kit/room/seats.py), the facilitator nods (a
control with both keys, which only kernels hear), or it opens a file of the group, which holds the key. It then sets aside
what it had, writes down the key and all that the room knows of the group, and opens the page anew: from there on it is as if
it had always been that device. Devices of one group hear each other in the room (`Journaled.follow`) and stamp what they
decide after all that they have heard, so the latest counts for all of them and for the board; an older decision that arrives
late, because a device had no network, takes nothing back. Of other groups a page shows nothing but their names.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict

from kit.journal import ROOM, Event, Journal
from kit.room.entries import JOIN, LEFT, NAME, RENAMED, SEAT, WISH, answer, controls, is_key, wishes
from kit.room.names import named
from kit.typed import shortened


class Seat:
    """The seat of a page in a room; `attendance` is its part there."""

    def __init__(self, attendance):
        self.attendance, self.page, self.place = attendance, attendance.page, attendance.place
        self.is_known = False  # whether all is heard that the room knew when the page was opened
        self._held: Event | None = None  # a name that is not told yet
        self._has_left = False

    @property
    def key_name(self) -> str:
        """What the key is called in the journal; a browser may have been in several rooms."""
        return f"key.{self.place.room}"

    def key_in(self, journal: Journal) -> str:
        """The key that a journal has for this room; "" if none."""
        known = str(journal.decided(ROOM, JOIN).get(self.key_name, ""))
        return known if is_key(known) else ""

    # Names

    @property
    def typed(self) -> str:
        """The name that was typed here."""
        return self.typed_in(self.page.journal)

    def typed_in(self, journal: Journal) -> str:
        """The name that a journal has; "" if nothing of it can be seen."""
        return shortened(str(journal.decided(*NAME[:2]).get(NAME[2]) or ""))

    @property
    def name(self) -> str:
        """What the room calls this group; "" as long as it does not count."""
        if self.rival:
            return ""
        return named(self.attendance.entries).get(self.attendance.key) or self.typed

    @property
    def others(self) -> dict[str, str]:
        """The other groups by key."""
        return {key: name for key, name in named(self.attendance.entries).items() if key != self.attendance.key}

    @property
    def rival(self) -> str:
        """The key of a group that had the name before which was typed here; "" if nobody had, or the facilitator gave this one another."""
        mine, typed = self.attendance.key, self.typed.casefold()
        if not typed or controls(self.attendance.entries).get(RENAMED + mine):
            return ""
        since: dict[str, tuple[str, int]] = {}  # by key the latest name and when it came
        for entry in self.attendance.entries:
            if entry.event.key == NAME:
                name = shortened(str(entry.event.value)).casefold()
                if since.get(entry.author, ("", 0))[0] != name:
                    since[entry.author] = name, entry.seq
        name, own = since.get(mine, ("", 0))
        return next(
            (
                key
                for key, other in self.others.items()
                if other.casefold() == typed
                and (name != typed or (since.get(key, ("", 0))[0] == typed and since[key][1] < own))
            ),
            "",
        )

    def may_be_told(self, events: Iterable[Event]) -> list[Event]:
        """The events without a name that is taken, or of which nobody knows yet whether it is: such a name is held back."""
        events = list(events)
        names = [event for event in events if event.key == NAME]
        if not names:
            return events
        holds = not self.is_known or bool(self.rival)
        self._held = max(names, key=lambda event: event.order) if holds else None
        return [event for event in events if event.key != NAME] if holds else events

    def settle(self) -> None:
        """After news: tell a name that is free by now, and become the group that the facilitator has nodded to."""
        entries, key = self.attendance.entries, self.attendance.key
        if self._held and self.is_known and not self.rival:
            held, self._held = self._held, None
            self.attendance.tell([held])
        if self.name and key in wishes(entries):
            self.wish("")
        elif is_key(group := answer(entries, key)):
            self.become(group)

    # Another device

    @property
    def devices(self) -> int:
        """How many devices have been this group so far, as far as the room has said."""
        return len(self._joined(self.attendance.entries))

    def _joined(self, entries: Iterable) -> set[str]:
        """The ids of what devices of this group wrote when they became it."""
        is_join = (ROOM, JOIN, self.key_name)
        return {e.event.id for e in entries if e.author == self.attendance.key and e.event.key == is_join}

    def is_joined(self, entries: Iterable) -> bool:
        """Whether among news is that another device has become this group."""
        return self.is_known and bool(self._joined(entries) - {event.id for event in self.page.journal.events})

    def offer(self) -> str:
        """Four letters for another device."""
        from kit.room.seats import offer

        with closing(self._store()) as store:
            return offer(store, self.place.room, self.attendance.key)

    def take(self, group: str, letters: str) -> bool:
        """Become a group (its key) if these are its letters."""
        from kit.room.seats import fits

        with closing(self._store()) as store:
            is_ours = fits(store, self.place.room, group, letters)
        if is_ours:
            self.become(group)
        return is_ours

    def wish(self, group: str) -> None:
        """Have the facilitator asked whether this device may be a group (its key); "" takes the wish back."""
        self.attendance.tell(Journal().deciding(ROOM, SEAT, {WISH: group}))

    def become(self, group: str, saved: Journal | None = None) -> None:
        """Be a device of this group from now on, with what the room knows of it, and with what a file of the group has saved."""
        if self._has_left:
            return
        room, own = self.place.room, self.attendance.key
        with closing(self._store()) as store:
            known = [one.event for one in store.read(room, public=True, own=group) if one.author == group]
            if own and self.devices < 2:
                store.add_group(room, own, Journal().deciding(ROOM, JOIN, {LEFT: "yes"}))
        self._has_left = True
        journal = (saved or Journal()).adding(event for event in known if event.exercise != ROOM)
        journal = journal.adding(journal.deciding(ROOM, JOIN, {self.key_name: group}))
        self.page.header.set_aside([asdict(event) for event in journal.events])
        self.page.header.reload(anew=True)

    def _store(self):
        from kit.room.store import Store  # needs a library that a page is not to wait for

        return Store(self.place.store, create=False)
