"""What whoever leads a room wants of a group's page: look up, read a message, go on to a step, see how much time is left.

All of it follows from what the room says, so a page that is opened again shows the same. And the page says that somebody is
there: the kernel knocks, the browser answers, and the store keeps the moment of the last answer.
"""

import asyncio

from kit.messages import _
from kit.room.entries import CLOCK, CONTROL, EVERYBODY, FACILITATOR, GO, PAUSED, SAY, YES, Entry
from kit.room.pace import age, read_pace

KNOCK_SECONDS = 12.0
MOST_UNANSWERED = 5  # then nobody is there; and a kernel that goes on knocking would never count as left
LONGEST_MESSAGE = 200

PAUSE = _("Paused: please look up. Your page goes on in a moment.")
LEFT, TIME_IS_UP, STANDS = _("{step}: {time} left"), _("{step}: time is up"), _("{step}: {time} left, the clock stands")
BREAK = _("Break until {until}: {time} left")
SEASON_LEFT, SEASON_IS_UP = _("This season: {time} left"), _("This season: time is up")
PUT_AWAY = _("Put away")

Said = tuple[int, Entry]  # the place among all that was said, and what


class Led:
    """`attendance` is the page's part in a room, with its `entries`, its `key` and `sign()`."""

    def __init__(self, attendance):
        self.attendance, self.page = attendance, attendance.page
        self._timers: dict[str, dict] = {}
        self._unanswered, self._task = 0, None
        self.page.header.on_here = self.here

    # Somebody is there

    def here(self) -> None:
        """Somebody is there just now: a browser opened the page, or answered."""
        self._unanswered = 0
        self.attendance.sign()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a plain script: nobody knocks
            return
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._knock())

    async def _knock(self) -> None:
        while self._unanswered < MOST_UNANSWERED and not self.page.header.over:
            await asyncio.sleep(KNOCK_SECONDS)
            self._unanswered += 1
            self.page.header.knock()

    # What is wanted

    def show(self) -> None:
        """Bring the page in line with what the room says."""
        said, header = self._latest(), self.page.header
        header.paused = self.page.say(PAUSE) if _value(said.get(PAUSED)) == YES else ""
        message = max((said[SAY + one] for one in (EVERYBODY, self.attendance.key) if SAY + one in said), default=None)
        text = _value(message)[:LONGEST_MESSAGE]
        header.said = {"id": message[1].event.id, "text": text} if message and text else {}
        self._show_clock(said.get(CLOCK))
        own = getattr(self.page, "exercise", None)
        step = self.leads_to(own.name) if own else ""
        if own and step in own.verbs:
            self.page.bring(step)

    def leads_to(self, exercise: str) -> str:
        """The step of an exercise to which this group was asked to go on; "" if to none."""
        asked, _mark, step = _value(self._latest().get(GO + self.attendance.key)).partition("|")
        return step if asked == exercise else ""

    def at_hand(self) -> str:
        """The name of the exercise that the agenda's clock shows; "" where it shows none."""
        pace = read_pace(_value(self._latest().get(CLOCK)))
        return pace.exercise if pace else ""

    def _latest(self) -> dict[str, Said]:
        """What the facilitator decided last, by name."""
        return {
            one.event.name: (place, one)
            for place, one in enumerate(self.attendance.entries)
            if one.author == FACILITATOR and one.event.step == CONTROL
        }

    # How much time is left

    def _show_clock(self, told: Said | None) -> None:
        pace = read_pace(_value(told))
        if told is None or pace is None or not pace.title:
            return self.count("agenda", "", {})
        running = STANDS if not pace.runs else BREAK if pace.until else LEFT
        values = {"step": self._called(pace.exercise, pace.step) or pace.title, "until": pace.until, "time": "{time}"}
        said = {name: self.page.say(one, **values) for name, one in {"running": running, "over": TIME_IS_UP}.items()}
        self.count("agenda", told[1].event.id, said | {"left": pace.left(told[1].arrived), "runs": pace.runs})

    def _called(self, exercise: str, step: str) -> str:
        """What a step is called in the language of this page, which knows those of its own exercise."""
        own = getattr(self.page, "exercise", None)
        return (
            self.page.say(self.page.labels[step]) if own and own.name == exercise and step in self.page.labels else ""
        )

    def season(self, key: str, began: str, seconds: int) -> None:
        """A season of a game that groups play together began at that moment and is to take so long; 0: no countdown."""
        said = {"running": self.page.say(SEASON_LEFT, time="{time}"), "over": self.page.say(SEASON_IS_UP)}
        self.count("season", key, said | {"left": seconds - age(began), "runs": True} if seconds else {})

    def count(self, kind: str, key: str, timer: dict) -> None:
        """Show a countdown in the head, or none. With the same `key` it is the one that the browser goes on with by itself."""
        now = timer and timer | {"key": f"{kind} {key}"}
        if self._timers.get(kind, {}).get("key") == now.get("key"):
            return
        self._timers = {name: one for name, one in (self._timers | {kind: now}).items() if one}
        self.page.header.timers = list(self._timers.values())


def _value(told: Said | None) -> str:
    return str(told[1].event.value or "") if told else ""
