"""Who is where, what is next, and what one can do from here: look up all, a message, a step opened for somebody."""

from ipywidgets import VBox
from markupsafe import Markup

from kit.journal import now
from kit.messages import Message, _
from kit.monitor import (
    DEBRIEF,
    DEBRIEF_SECTION,
    Now,
    Overview,
    Row,
    cut,
    exercise_at_hand,
    listed,
    next_thing,
    not_guessed,
)
from kit.rehearsal import SIGN
from kit.room.entries import AWAY, CLOCK, CONTROL, EVERYBODY, FACILITATOR, GO, PAUSED, SAY, UNTIL, YES, Entry
from kit.room.pace import Pace, read_pace
from kit.screen.facilitator.debrief import PLACE as DEBRIEF_PLACE
from kit.screen.fields import text_field
from kit.screen.led import LONGEST_MESSAGE
from kit.screen.stage import VERB_LABELS
from kit.screen.text import show, text
from kit.typed import balanced, is_seen
from kit.widgets.groups_table import GroupsTable

TO_DEBRIEF = _("To the debrief")
HERE = _("Groups in the room: {count}")
MISSING_GUESS = _("Not guessed yet: {groups}")
TABLE_WORDS = {
    "label": _("Who is where"),
    "group": _("Group"),
    "where": _("Where"),
    "since": _("There since"),
    "heard": _("Last entry"),
    "page": _("Page"),
    "here": _("open"),
    "gone": _("not connected ({time})"),
    "unknown": _("not heard yet"),
    "pretend": _("pretend group"),
    "just_now": _("just now"),
    "minutes": _("{minutes} min ago"),
    "hours": _("{hours} h ago"),
    "never": _("never"),
    "away": _("Left for good: {count}"),
}
ON_START = _("Start page")
NO_GUESS, SKIPPED_GUESS, GAME_OVER = _("no guess yet"), _("without a guess"), _("game over")

PAUSE, GO_ON = _("Pause: everybody looks up"), _("Go on")
ACT = _("A message, or open a step for somebody")
WHOM, ALL = _("For whom?"), _("everybody")
TEXT, STEP, NEXT = _("Message (at most {most} characters)"), _("Open which step?"), _("the next one of each group")
SEND, TAKE_BACK, OPEN = _("Send the message"), _("Take the message back"), _("Open this step")
LEAVE, BRING_BACK = _("This group has left"), _("It is back")
NO_TEXT, TOO_LONG = _("Type the message first."), _("The message has {length} characters; {most} fit.")
SENT, TAKEN_BACK = _("Sent to {group}."), _("The message is taken back.")
ONE_ONLY = _("Choose a group first.")
NOWHERE = _("Nobody can be moved on: whoever was meant is at the last step, that far already, or in no exercise.")
SURE_OPEN = _("Open “{step}” for {groups}? An unfinished guess or game is passed over.")
OPENED = _("Opened for: {groups}.")
SURE_LEAVE = _("Has “{group}” left for good? It is folded away here and no longer waited for; what it decided stays.")


class Monitor:
    """The overview of a room; `desk` is the facilitator's page, `box` is shown there, and `show()` follows whatever has changed."""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.overview = Overview(desk.exercises, desk.checks, desk.words.code)
        self.rows: list[Row] = []
        self._told: tuple[Entry, Pace] | None = None
        self._read = 0
        self.next = text()
        self.table = GroupsTable(wording={name: self.say(one) for name, one in TABLE_WORDS.items()})
        self.pause = desk.form("pause", place={}, on_action=self._pause)
        self.act = desk.form("act", place={}, on_action=self._act)
        self.told = text()
        self.box = VBox([self.next, self.pause, self.table, self.act, self.told])
        desk.on_signs = [self.show]

    # What is shown

    def show(self) -> None:
        """Bring the overview in line with what the room says and what the clocks say by now."""
        at, decided = now(), self.desk.controls
        self.rows = self.overview.rows(self.desk.session, self.desk.entries, self.desk.signs, decided, at)
        shown = [self._shown(row) for row in self.rows]
        if shown != self.table.rows:
            with self.table.hold_sync():
                self.table.now, self.table.rows = at, shown
        self._show_next(at, decided)
        paused = decided.get(PAUSED) == YES
        actions = [{"key": "on", "label": self.say(GO_ON), "primary": True}] if paused else []
        self.pause.follow([], actions or [{"key": "pause", "label": self.say(PAUSE), "primary": False}], {})
        self._show_act(decided)

    def _show_next(self, at: int, decided: dict[str, str]) -> None:
        pace, arrived = self._clock()
        exercise = self._at_hand(pace)
        situation = Now(
            at,
            exercise,
            decided.get(UNTIL + exercise.name, "") if exercise else "",
            decided.get(PAUSED) == YES,
            pace is not None and pace.is_break,
            pace is not None and pace.section == DEBRIEF_SECTION,
            pace.left(arrived) if pace and pace.runs and pace.title else None,
        )
        thing = next_thing(self.rows, situation, VERB_LABELS)
        way = (
            Markup(' <a href="#{}">{}</a>').format(DEBRIEF_PLACE, self.say(TO_DEBRIEF))
            if thing.message == DEBRIEF
            else ""
        )
        said = Markup('<p class="kit-next-thing" role="status">{}{}</p>').format(self.say(thing), way)
        here = [row for row in self.rows if not row.is_away]
        facts, missing = [self.say(HERE, count=len(here))] if here else [], not_guessed(here, exercise)
        if missing and len(missing) < len(here):
            facts.append(self.say(MISSING_GUESS, groups=", ".join(cut(row.name) for row in missing)))
        said += Markup('<p class="kit-facts">{}</p>').format(" · ".join(facts))
        if Markup('<div class="kit-text">{}</div>').format(said) != self.next.value:
            show(self.next, said)

    def _clock(self) -> tuple[Pace | None, str]:
        """What the agenda's clock told the room last, and when."""
        for entry in self.desk.entries[self._read :]:
            if (entry.author, entry.event.step, entry.event.name) == (FACILITATOR, CONTROL, CLOCK):
                told = read_pace(str(entry.event.value))
                self._told = (entry, told) if told else None
        self._read = len(self.desk.entries)
        return (self._told[1], self._told[0].arrived) if self._told else (None, "")

    def _at_hand(self, pace: Pace | None):
        clock = self.desk.exercises.get(pace.exercise) if pace else None
        return clock or exercise_at_hand(self.rows, self.desk.exercises)

    def _shown(self, row: Row) -> dict:
        exercise = self.desk.exercises.get(row.stand.exercise)
        check = self.desk.checks.get(row.stand.exercise)
        where = self.say(ON_START)
        if exercise:
            where = f"{self.say(exercise.title)} · {self.say(VERB_LABELS[row.stand.step])}"
        elif check:
            where = self.say(check.title)
        in_game = exercise is not None and row.stand.step == "play"
        remark = {"open": NO_GUESS, "skipped": SKIPPED_GUESS}.get(row.guess) if exercise else None
        return {
            "key": row.key,
            "name": row.name,
            "where": where,
            "detail": self.say(row.scene)
            if in_game and row.scene
            else self.say(GAME_OVER)
            if in_game and row.is_over
            else "",
            "mark": self.say(remark) if remark else "",
            "since": row.stand.since,
            "heard": row.stand.heard,
            "state": "pretend"
            if row.key.startswith(SIGN)
            else "here"
            if row.is_connected
            else "gone"
            if row.sign
            else "unknown",
            "sign": 0 if row.is_connected else row.sign,
            "away": row.is_away,
        }

    # What one can do

    def _show_act(self, decided: dict[str, str]) -> None:
        names = [{"key": row.key, "label": row.name} for row in self.rows]
        exercise = self._at_hand(self._clock()[0])
        steps = [{"key": "", "label": self.say(NEXT)}]
        steps += [{"key": one, "label": self.say(VERB_LABELS[one])} for one in exercise.verbs[1:]] if exercise else []
        fields = [
            {
                "kind": "select",
                "name": "whom",
                "label": self.say(WHOM),
                "options": [{"key": EVERYBODY, "label": self.say(ALL)}, *names],
            },
            text_field(self.desk.words, "text", TEXT, LONGEST_MESSAGE, kind="textarea")
            | {"rows": 2, "label": self.say(TEXT, most=LONGEST_MESSAGE)},
            {"kind": "select", "name": "step", "label": self.say(STEP), "options": steps},
        ]
        said = any(decided.get(SAY + one) for one in (EVERYBODY, *(row.key for row in self.rows)))
        labels = {"send": SEND} | ({"unsay": TAKE_BACK} if said else {}) | {"open": OPEN, "leave": LEAVE}
        labels |= {"back": BRING_BACK} if any(row.is_away for row in self.rows) else {}
        self.act.follow(
            [{"title": self.say(ACT), "open": False, "fields": [one | {"unstored": True} for one in fields]}]
            if self.rows
            else [],
            [{"key": key, "label": self.say(label)} for key, label in labels.items()] if self.rows else [],
            {"whom": EVERYBODY, "text": "", "step": ""},
        )

    def _pause(self, key, _values) -> None:
        self.desk.control(PAUSED, YES if key == "pause" else "")
        self.show()

    def _act(self, key, values) -> None:
        self.act.message = ""
        show(self.told, "")
        whom = str(values.get("whom", EVERYBODY))
        meant = [row for row in self.rows if whom in (EVERYBODY, row.key)]
        if key == "send":
            self._send(whom, str(values.get("text", "")))
        elif key == "unsay":
            for name in (EVERYBODY, *(row.key for row in self.rows)):
                if self.desk.controls.get(SAY + name):
                    self.desk.control(SAY + name, "")
            self._tell(TAKEN_BACK)
        elif key == "open":
            self._open([row for row in meant if not row.is_away], str(values.get("step", "")))
        elif whom == EVERYBODY or not meant:
            self.act.message = self.say(ONE_ONLY)
        elif key == "back":
            self.desk.control(AWAY + whom, "")
        else:
            self.desk.ask(self.act, SURE_LEAVE, LEAVE, lambda: self.desk.control(AWAY + whom, YES), group=meant[0].name)

    def _tell(self, sentence: Message, **values) -> None:
        """What was done."""
        show(self.told, Markup('<p role="status">{}</p>').format(self.say(sentence, **values)))

    def _send(self, whom: str, typed: str) -> None:
        said = balanced(" ".join(typed.split()))
        if not is_seen(said):
            self.act.message = self.say(NO_TEXT)
        elif len(said) > LONGEST_MESSAGE:
            self.act.message = self.say(TOO_LONG, length=len(said), most=LONGEST_MESSAGE)
        else:
            self.desk.control(SAY + whom, said)
            self.act.values = self.act.values | {"text": ""}
            self._tell(SENT, group=self._named([row for row in self.rows if row.key == whom]))

    def _open(self, meant: list[Row], step: str) -> None:
        """Open a step for these groups: where they are further already, nothing happens."""
        goals = {row.key: goal for row in meant if (goal := self._goal(row, step))}
        if not goals:
            self.act.message = self.say(NOWHERE)
            return
        groups = self._named([row for row in meant if row.key in goals])
        called = self.say(VERB_LABELS[step]) if step else self.say(NEXT)

        def go() -> None:
            for key, goal in goals.items():
                self.desk.control(GO + key, goal)
            self._tell(OPENED, groups=groups)

        self.desk.ask(self.act, SURE_OPEN, OPEN, go, step=called, groups=groups)

    def _goal(self, row: Row, step: str) -> str:
        """Exercise and step to which a group is to go on; "" if it is that far, or nowhere."""
        exercise = self.desk.exercises.get(row.stand.exercise)
        if exercise is None:
            return ""
        place, verbs = exercise.verbs.index(row.stand.step), exercise.verbs
        goal = verbs.index(step) if step in verbs else place + 1
        return f"{exercise.name}|{verbs[goal]}" if place < goal < len(verbs) else ""

    def _named(self, rows: list[Row]) -> str:
        return self.say(ALL) if not rows or len(rows) == len(self.rows) > 1 else self.desk.words.said(listed(rows))
