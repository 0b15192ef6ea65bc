"""The live room on the facilitator's page: how groups join, who is there, what is open, the common ground, and the end."""

from ipywidgets import VBox
from markupsafe import Markup

from kit.errors import KitError
from kit.gather import from_room
from kit.groups import Session
from kit.messages import Message, _
from kit.room.entries import COUPLED, REMOVED, RENAMED, UNTIL
from kit.room.entries import YES as TICKED
from kit.room.names import removed
from kit.room.qr_code import qr_code
from kit.screen.facilitator.doors import Doors, OtherDevices
from kit.screen.facilitator.monitor import Monitor
from kit.screen.facilitator.rehearsal import Rehearsal
from kit.screen.facilitator.seats import Seats
from kit.screen.facilitator.succession import END, Succession
from kit.screen.fields import text_field
from kit.screen.stage import VERB_LABELS
from kit.screen.text import lines, show, text
from kit.typed import shortened

NO_ROOM = _(
    "No live room is open here; codes are enough for the board. To open a room, end the kit and start it with: python -m kit room"
)
JOIN = _("Join the room")
BY_HAND = _("or open {address} and type this word:")
UNNAMED = _("Devices without a name: {count}. They count once they have one.")
HOW_FAR = _("How far may the groups go?")
CLOCK, WITH_CLOCK = _("The agenda’s clock"), _("Open and hold the steps with the clock’s “Next step”")
EVERYTHING = _("everything is open")
UP_TO = _("up to “{step}”")
NAMES = _("Change a group’s name, or take it off the board")
WHO = _("Which group?")
NEW_NAME = _("New name")
RENAME, TAKE_OFF, PUT_BACK = _("Use this name"), _("Take it off the board"), _("Put everybody back")
NO_NAME = _("Type the new name first.")
NO_GROUP = _("Choose a group first.")
SURE_OFF = _(
    "Take “{group}” off the board? Everybody at the projector sees it go; it can go on playing, and “Put everybody back” brings it back."
)
SURE_BACK = _("Put everybody back on the board whom you took off? These would come back: {groups}.")
SURE = _(
    "Really end the room? Save the report first (below). Everything in the room’s store is deleted; what groups entered stays in their own browsers."
)
YES, NO = _("Yes, end it and delete"), _("No, keep it open")
ENDED = _("The room is ended, its data are deleted, and nobody can enter anything in it any more.")
ENDED_BEFORE = _(
    "The room had been ended already, perhaps on another facilitator’s page; its data are deleted, and nobody can enter anything in it any more."
)
NOT_ENDED = _("The room could not be ended: {reason} Please try again.")


class RoomPart:
    def __init__(self, desk):
        self.desk, self.say, self.is_closed = desk, desk.say, False
        self.box = VBox()
        self.box.add_class("kit-step")
        self.box.add_class("kit-room")
        if not desk.place:
            self.rehearsal = Rehearsal(desk)
            self.box.children = [text(lines(self.say(NO_ROOM))), self.rehearsal.box]
            desk.listen(self, self.rehearsal.show)
            return
        self.succession = None
        desk.on_signs.append(self._begin_late)
        desk.listen(self, self._show)
        self._begin()

    def _begin_late(self) -> None:
        """The store was away when this page was opened; now it has said something."""
        if not self.succession:
            self._begin()

    def _begin(self) -> None:
        """Show the room that is led here, as soon as the store says which one it is."""
        desk = self.desk
        try:
            room = desk.in_store(lambda store: store.room(desk.place.room))
        except KitError as error:
            self.box.children = [text(lines(self.say(error), kind="kit-problem"))]
            return
        self.succession = Succession(desk, room)
        if room is None:
            self._close()
            return
        self.entrance, self.monitor, self.unnamed, self.seats = text(), Monitor(desk), text(), Seats(desk)
        self.coupled = desk.form("coupled", place={}, on_events=None, groups=[self._tick_box()], values={"coupled": ""})
        self.coupled.observe(self._couple, "values")
        self.held = desk.form("held", place={}, on_events=None)
        self.held.observe(self._hold, "values")
        self.names = desk.form("names", place={}, on_action=self._name)
        self.together = [one.play.common.lead()(desk) for one in desk.exercises.values() if one.play.common]
        self.rehearsal = Rehearsal(desk)
        self.end = desk.form(
            "end",
            place={},
            actions=[{"key": "ask", "label": self.say(END)}],
            on_action=lambda _key, _values: self.end.ask(self.say(SURE), self.say(YES), self.say(NO), self._end),
        )
        self.doors, self.others = Doors(desk), OtherDevices(desk)
        self.word, self._somebody_here = room.token, bool(desk.in_room)
        self._enter(self.word)
        self.box.children = [
            self.succession.box,
            self.doors.box,
            self.entrance,
            self.others.box,
            self.monitor.box,
            self.unnamed,
            self.seats.box,
            self.coupled,
            self.held,
            self.names,
            *(one.box for one in self.together),
            self.rehearsal.box,
            self.end,
        ]
        self._show()

    def _enter(self, word: str) -> None:
        place = self.desk.place
        show(
            self.entrance,
            Markup(
                '<details{}><summary>{}</summary><div class="kit-entrance"><div>{}</div><div><p>{}</p><p class="kit-word">{}</p></div></div></details>'
            ).format(
                "" if self.desk.in_room else Markup(" open"),
                self.say(JOIN),
                qr_code(place.address, word),
                self.say(BY_HAND, address=place.address.removeprefix("http://")),
                word,
            ),
        )

    def _close(self, said: Message = ENDED) -> None:
        """The room has ended: nothing is left here but the way to a new one."""
        self.succession.end()
        if not self.is_closed:
            self.is_closed, self.box.children = True, [text(lines(self.say(said))), self.succession.box]

    def _show(self) -> None:
        if not self.succession:
            return None
        if self.desk.over:
            return self._close()
        names = self.desk.session.names()
        groups = self.desk.in_room
        if bool(groups) != self._somebody_here:  # the way in is folded away, and whoever unfolds it again has it so
            self._somebody_here = bool(groups)
            self._enter(self.word)
        self.monitor.show()
        unnamed = len(self.desk.session.others)
        show(self.unnamed, lines(self.say(UNNAMED, count=unnamed)) if unnamed else "")
        self.seats.show()
        self._show_held()
        self._show_names([(one.key, names[one.key]) for one in groups])
        for one in (*self.together, self.rehearsal):
            one.show()

    # How far groups may go

    def _tick_box(self) -> dict:
        option = {"key": TICKED, "label": self.say(WITH_CLOCK)}
        field = {"kind": "several", "name": "coupled", "label": self.say(CLOCK), "options": [option], "most": 2}
        return {"fields": [field | {"unstored": True}]}

    def _couple(self, change) -> None:
        """The clock itself opens and holds the steps (`ToGroups`), from this moment on."""
        wanted = str(change["new"].get("coupled", ""))
        if self.desk.controls.get(COUPLED, "") != wanted:
            self.desk.control(COUPLED, wanted)

    def _show_held(self) -> None:
        decided = self.desk.controls
        if self.coupled.values != {"coupled": decided.get(COUPLED, "")}:
            self.coupled.values = {"coupled": decided.get(COUPLED, "")}
        fields, values = [], {}
        for exercise in self.desk.exercises.values():
            options = [{"key": "", "label": self.say(EVERYTHING)}]
            options += [{"key": verb, "label": self.say(UP_TO, step=VERB_LABELS[verb])} for verb in exercise.verbs[:-1]]
            name = UNTIL + exercise.name
            fields.append(
                {
                    "kind": "select",
                    "name": name,
                    "label": self.say(exercise.title),
                    "options": options,
                    "unstored": True,
                }
            )
            values[name] = decided.get(name, "")
        groups = [{"title": self.say(HOW_FAR), "open": False, "fields": fields}]
        if self.held.groups != groups:
            self.held.groups = groups
        if self.held.values != values:
            self.held.values = values

    def _hold(self, change) -> None:
        decided = self.desk.controls
        for name, value in change["new"].items():
            if decided.get(name, "") != value:
                self.desk.control(name, str(value))

    # Names

    def _show_names(self, groups: list[tuple[str, str]]) -> None:
        options = [{"key": "", "label": "–"}, *({"key": key, "label": name} for key, name in groups)]
        fields = [
            {"kind": "select", "name": "group", "label": self.say(WHO), "options": options, "unstored": True},
            text_field(self.desk.words, "name", NEW_NAME, 60) | {"unstored": True},
        ]
        labels = {"rename": RENAME, "off": TAKE_OFF} | ({"back": PUT_BACK} if self._taken_off() else {})
        actions = [{"key": key, "label": self.say(label)} for key, label in labels.items()]
        self.names.follow(
            [{"title": self.say(NAMES), "open": False, "fields": fields}], actions, {"group": "", "name": ""}
        )

    def _taken_off(self) -> dict[str, str]:
        """What the groups are called that were taken off the board, by key."""
        keys = removed(self.desk.controls)
        everybody = from_room([one for one in self.desk.entries if not one.event.name.startswith(REMOVED)])
        return {key: name for key, name in Session(tuple(everybody)).names().items() if key in keys}

    def _name(self, key, values) -> None:
        group, name = str(values.get("group", "")), shortened(str(values.get("name", "")))
        names = self.desk.session.names()
        self.names.message = ""
        if key == "back":
            taken = self._taken_off()
            self.desk.ask(
                self.names,
                SURE_BACK,
                PUT_BACK,
                lambda: [self.desk.control(REMOVED + one, "") for one in taken],
                groups=", ".join(taken.values()),
            )
        elif group not in names:
            self.names.message = self.say(NO_GROUP)
        elif key == "off":
            self.desk.ask(
                self.names, SURE_OFF, TAKE_OFF, lambda: self.desk.control(REMOVED + group, "yes"), group=names[group]
            )
        elif not name:
            self.names.message = self.say(NO_NAME)
        else:
            self.names.values = {"group": "", "name": ""}
            self.desk.control(RENAMED + group, name)

    # The end

    def _end(self) -> None:
        try:
            is_ended_here = self.desk.in_store(lambda store: store.end(self.desk.place.room))
        except KitError as error:
            self.end.message = self.say(NOT_ENDED, reason=self.say(error))
            return
        self._close(ENDED if is_ended_here else ENDED_BEFORE)
