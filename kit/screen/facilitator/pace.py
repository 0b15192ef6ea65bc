"""What the agenda's clock says reaches the groups: the time that is left, and, where it is coupled, which steps are open."""

from collections.abc import Sequence

from kit.agenda import Block, Item, open_until, step_at
from kit.journal import moment, now
from kit.room.entries import CLOCK, COUPLED, UNTIL, YES
from kit.room.pace import LONGEST_SECONDS, Pace, read_pace

BREAK_SECTION = "break"


class ToGroups:
    """Tells the room what the clock shows, once for every change of it. `desk` is the facilitator's page, with a `guide`."""

    def __init__(self, desk, guide):
        self.desk, self.guide = desk, guide
        self._was_coupled: bool | None = None

    @property
    def _verbs(self) -> dict[str, tuple[str, ...]]:
        return {name: exercise.verbs for name, exercise in self.desk.exercises.items()}

    def follow(self, blocks: Sequence[Block], items: Sequence[Item], clock, pressed: int = 0) -> None:
        """`clock` has `position`, `since` and `paused`; `pressed`: the browser's time of day if a button was just pressed, else 0.

        Before the room was heard nobody knows what it was told already.
        """
        if not self.desk.is_heard:
            return
        told, coupled = read_pace(self.desk.controls.get(CLOCK, "")), self.desk.controls.get(COUPLED) == YES
        item = items[clock.position] if 0 <= clock.position < len(items) else None
        stand = f"{clock.position} {clock.since} {clock.paused} {item.seconds if item else 0}"
        is_new = stand != (told.stand if told else "-1 0 0 0")
        if is_new:
            self.desk.control(CLOCK, self._pace(blocks, items, clock, stand, pressed or now()).to_text())
        if coupled and (is_new or self._was_coupled is False):
            self._open(blocks, items, clock.position)
        self._was_coupled = coupled

    def _open(self, blocks: Sequence[Block], items: Sequence[Item], position: int) -> None:
        at = items[position].place if 0 <= position < len(items) else None if position > 0 else (-1, 0)
        for name, until in open_until(at, blocks, self.guide, self._verbs).items():
            if self.desk.controls.get(UNTIL + name, "") != until:
                self.desk.control(UNTIL + name, until)

    def _pace(self, blocks: Sequence[Block], items: Sequence[Item], clock, stand: str, at: int) -> Pace:
        if not 0 <= clock.position < len(items):
            return Pace("", 0, False, stand=stand)
        item = items[clock.position]
        section = blocks[item.place[0]].section
        gone = (clock.paused or at) - (clock.since or at)
        is_break, east = section == BREAK_SECTION, self.desk.minutes_east
        rest = (
            items[clock.position :] if is_break else [item]
        )  # a break is one for the groups, however many steps it has
        seconds = sum(one.seconds for one in rest if one.place[0] == item.place[0])
        left = max(-LONGEST_SECONDS, min(seconds - gone // 1000, LONGEST_SECONDS))
        until = self.desk.words.time_of_day(at + left * 1000, east) if is_break and east is not None else ""
        step = step_at(item.place, blocks, self.guide, self._verbs)
        return Pace(
            blocks[item.place[0]].name if is_break else item.title,
            left,
            not clock.paused,
            exercise=section if section in self.desk.exercises else "",
            step=step,
            is_break=is_break,
            section=section,
            until=until,
            stand=stand,
        )


def pressed_at(events: Sequence[dict]) -> int:
    """The browser's time of day when a button of the clock was pressed; 0 where it was something else."""
    return max((moment(one["at"]) for one in events if one["step"] == "clock"), default=0)
