"""The rehearsal on the facilitator's page: pretend groups fill the room, or the board, before anybody real is there."""

import asyncio
from functools import partial
from time import monotonic

from ipywidgets import VBox
from markupsafe import Markup

from kit.exercise import Exercise
from kit.gather import written
from kit.groups import Group, code_of
from kit.journal import Journal
from kit.messages import _
from kit.rehearsal import PretendGroup, Programme, Turn, pretend_groups
from kit.room.entries import FACILITATOR, REMOVED, ROOM, SHARED, allows
from kit.screen.postponed import Postponed
from kit.screen.text import lines, show, text

TITLE = _("Rehearse with six pretend groups")
HELP = _(
    "Six groups that the kit plays come into the room and go through the agenda, ten times as fast as people. Hold them, begin the common ground, look at board and debrief as you will with people. Afterwards begin a new room: nothing of it is left there."
)
HELP_BOARD = _(
    "Six groups that the kit has played appear on the board, with a team code for every exercise. One button takes them away again."
)
FILL, FILL_BOARD = _("Let six pretend groups in"), _("Put six pretend groups on the board")
STOP, GO_ON = _("Stop the pretend groups"), _("Let the pretend groups go on")
OFF = _("Take the pretend groups off the board")
SURE = _(
    "Let six pretend groups in? They stand beside the groups of people on the board, in the debrief and in the report."
)
SURE_OFF = _("Take all pretend groups off the board?")
AT_WORK = _("The pretend groups are at work as long as this page is open.")
WAITING = _("The pretend groups are through, or wait for you.")
TIMES = 10  # as fast as people
LEADS = (FACILITATOR, ROOM)  # whose word changes what a group does next
LOOK_SECONDS = 1.0  # until a group that has to wait looks again


class Rehearsal:
    """`desk` is the facilitator's page. In a room, groups decide one thing after the other; without one, their codes come at once."""

    def __init__(self, desk, times: float = TIMES):
        self.desk, self.say, self.times = desk, desk.say, times
        self.groups = pretend_groups(desk.place.room if desk.place else "")
        self.later, self.is_on = Postponed(desk.guard), False
        self.form = desk.form("rehearsal", place={}, on_action=lambda key, _values: getattr(self, f"_{key}")())
        self.said = text()
        fold = text(Markup("<details><summary>{}</summary></details>").format(self.say(TITLE)))
        self.box = VBox([fold, text(lines(self.say(HELP if desk.place else HELP_BOARD))), self.form, self.said])
        self.box.add_class("kit-drawer")
        self.show()

    def show(self) -> None:
        """What can be done now."""
        off = {"off": OFF} if self._are_in() else {}
        if not self.desk.place:
            labels = off or {"board": FILL_BOARD}
        elif self.is_on:
            labels = {"stop": STOP}
        else:
            labels = {"fill": GO_ON if off else FILL} | off
        self.form.follow([], [{"key": key, "label": self.say(label)} for key, label in labels.items()], {})

    def _are_in(self) -> bool:
        """Whether pretend groups stand on the board."""
        mine = {one.key for one in self.groups} | {f"code {self.say(one.name)}" for one in self.groups}
        return any(one.key in mine for one in self.desk.session.groups)

    # In a room

    @property
    def programme(self) -> Programme:
        """What there is to do now: the exercises of the agenda in its order, else all."""
        desk, controls = self.desk, self.desk.controls
        grounds = {
            one.name: one.play.common.grounds(desk.entries, ROOM)[-1:]
            for one in desk.exercises.values()
            if one.play.common
        }

        def may_open(exercise: Exercise, verb: str) -> bool:
            return allows(controls, exercise.name, exercise.verbs, verb)

        known = [desk.exercises[name] for name in desk.order or desk.exercises]
        return Programme(known, list(desk.checks.values()), self.say, grounds, may_open)

    def _fill(self) -> None:
        people = [one for one in self.desk.in_room if one.key not in {pretend.key for pretend in self.groups}]
        if people:
            self.desk.ask(self.form, SURE, FILL, self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        for one in self.groups:
            if self.desk.controls.get(REMOVED + one.key):
                self.desk.control(REMOVED + one.key, "")
        self.is_on = True
        self.show()
        self.later.start(self._play())

    def _stop(self) -> None:
        self.later.stop()
        self.is_on = False
        show(self.said, "")
        self.show()

    def _off(self) -> None:
        self.desk.ask(self.form, SURE_OFF, OFF, self._take_off)

    def _take_off(self) -> None:
        self._stop()
        if not self.desk.place:
            mine = {self.say(one.name) for one in self.groups}
            self.desk.decide_codes(
                {f"{exercise}|{name}": "" for name, exercise, _code in self.desk.codes if name in mine}
            )
            return
        for one in self.groups:
            self.desk.control(REMOVED + one.key, "yes")

    async def _play(self) -> None:
        """Every group decides what comes next, after having thought about it for a tenth of the time that people take."""
        before = written(self.desk.entries)
        journals = {one.key: Journal().adding(before.get(one.key, ())) for one in self.groups}
        for one in self.groups:
            if not journals[one.key].events:
                journals[one.key] = self._decide(one, Journal(), "start", "team", {"name": self.say(one.name)})
        thinks: dict[str, tuple[float, Turn | None]] = {}
        programme, said = self.programme, None  # what the room said when the groups looked up last
        while not self.desk.over:
            now, says = (
                monotonic(),
                [(one.event.name, one.event.value) for one in self.desk.entries if one.author in LEADS],
            )
            is_news, said = says != said, says
            programme = self.programme if is_news else programme
            for one in self.groups:
                since, turn = thinks.get(one.key, (now, None))
                if is_news:
                    turn = one.next_turn(journals[one.key], programme)
                elif turn and now >= since + turn.minutes * 60 / self.times:
                    journals[one.key] = self._decide(one, journals[one.key], turn.exercise, turn.step, turn.decisions)
                    waits = turn.step == SHARED  # for the others, and for what the room says then
                    since, turn = now, None if waits else one.next_turn(journals[one.key], programme)
                thinks[one.key] = since, turn
                await asyncio.sleep(0)
            is_busy = any(turn for _since, turn in thinks.values())
            show(self.said, lines(self.say(AT_WORK if is_busy else WAITING)))
            await asyncio.sleep(min(LOOK_SECONDS, 10 / self.times))

    def _decide(self, group: PretendGroup, journal: Journal, exercise: str, step: str, decisions) -> Journal:
        events = journal.deciding(exercise, step, decisions)
        self.desk.link.send(events, author=group.key)
        return journal.adding(events)

    # Without a room

    def _board(self) -> None:
        self.later.start(self._codes())

    async def _codes(self) -> None:
        """Play everything that the agenda's exercises ask for, and put the team codes on the board."""
        programme, codes = self.programme, {}
        for one in self.groups:
            journal = Journal()
            while turn := one.next_turn(journal, programme):
                journal = journal.adding(journal.deciding(turn.exercise, turn.step, turn.decisions))
                await asyncio.sleep(0)
            for exercise in programme.exercises:
                decided = partial(journal.decided, exercise.name)
                setting = Group("", "", journal).setting(exercise)
                codes[f"{exercise.name}|{self.say(one.name)}"] = code_of(
                    exercise, setting, decided("predict"), decided("play")
                )
        self.desk.decide_codes(codes)
