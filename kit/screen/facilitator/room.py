"""The live room on the facilitator's page: how groups join, who is there, what is open, the common ground, and the end."""

from collections.abc import Callable

from ipywidgets import VBox
from markupsafe import Markup

from kit.exercises.customer_forest.game import BOUND, FELLER, FORESTER, FREE, LIMIT, SEASONS
from kit.gather import from_room
from kit.groups import Session
from kit.messages import Message, _
from kit.parameters import decided_or_default
from kit.exercises.customer_forest import common as shared
from kit.room.entries import REMOVED, RENAMED, ROOM, UNTIL
from kit.screen.facilitator.desk import GROUP
from kit.screen.facilitator.succession import Succession
from kit.screen.fields import field, text_field
from kit.screen.page import VERB_LABELS
from kit.screen.text import heading, lines, show, text
from kit.typed import shortened

NO_ROOM = _("No live room is open here; codes are enough for the board. To open a room, end the kit and start it with: python -m kit room")
JOIN = _("Join the room")
BY_HAND = _("or open {address} and type this word:")
HERE = _("Groups in the room: {count}")
NOBODY = _("Nobody is here yet.")
HOW_FAR = _("How far may the groups go?")
EVERYTHING = _("everything is open")
UP_TO = _("up to “{step}”")
NAMES = _("Change a group’s name, or take it off the board")
WHO = _("Which group?")
NEW_NAME = _("New name")
RENAME, TAKE_OFF, PUT_BACK = _("Use this name"), _("Take it off the board"), _("Put everybody back")
NO_NAME = _("Type the new name first.")
NO_GROUP = _("Choose a group first.")
COMMON = _("Customer forest on common ground")
COMMON_HELP = _("All groups live from the same territory, each from its own screen. Up to eight teams share one ground; more groups make more grounds with the same luck. Whoever joins later watches until the next round.")
BOTS = _("Bots on every ground")
NO_BOTS, TWO_BOTS = _("none"), _("Felix and Flora")
BEGIN, BEGIN_AGAIN = _("Begin the common ground"), _("Begin a new round with other luck")
NO_GROUPS = _("Nobody is in the room yet, so nobody can play.")
GROUND = _("Ground {number}, season {season} of {seasons}. Days are missing from: {groups}.")
TALKING = _("Ground {number}: halfway. Enter what the groups agreed on, here for all grounds at once, or “no limit”.")
FINISHED = _("Ground {number}: all seasons are over.")
GO_ON = _("Go on without the missing ones (they work as in the season before)")
AGREE = _("Enter this agreement")
NOT_NOW = _("No, leave it as it is")
SURE_OFF = _("Take “{group}” off the board? Everybody at the projector sees it go; it can go on playing, and “Put everybody back” brings it back.")
SURE_BACK = _("Put everybody back on the board whom you took off? These would come back: {groups}.")
SURE_BEGIN = _("Really begin a new round? The round that is under way (season {season} of {seasons}) ends for all groups, and there is no way back into it.")
SURE_AGREE = _("Enter this for all grounds: at most {limit} days of winning per team and season ({bound})? It cannot be changed afterwards.")
SURE_FREE = _("Enter for all grounds that there is no limit? It cannot be changed afterwards.")
SURE_GO_ON = _("Go on without {groups}? They work as in the season before, and cannot give their days for this season any more.")
END = _("End the room and delete its data")
SURE = _("Really end the room? Save the report first (below). Everything in the room’s store is deleted; what groups entered stays in their own browsers.")
YES, NO = _("Yes, end it and delete"), _("No, keep it open")
ENDED = _("The room is ended, its data are deleted, and nobody can enter anything in it any more.")
NOT_ENDED = _("The room could not be ended: {reason} Please try again.")


class RoomPart:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.box = VBox()
        self.box.add_class("kit-step")
        self.box.add_class("kit-room")
        if not desk.place:
            self.box.children = [text(lines(self.say(NO_ROOM)))]
            return
        room = self._room()
        self.succession = Succession(desk, room)
        if room is None:
            self._close()
            return
        self.entrance, self.people = text(), text()
        self.held = desk.form("held", place={}, on_events=None)
        self.held.observe(self._hold, "values")
        self.names = desk.form("names", place={}, on_action=self._name)
        self.ground = text()
        self.play = desk.form("ground", place={}, on_action=self._play)
        self.end = desk.form(
            "end", place={}, actions=[{"key": "ask", "label": self.say(END)}],
            on_action=lambda _key, _values: self.end.ask(self.say(SURE), self.say(YES), self.say(NO), self._end),
        )  # fmt: skip
        self._enter(room.token)
        self.box.children = [self.succession.box, self.entrance, self.people, self.held, self.names, self.ground, self.play, self.end]
        desk.listen(self, self._show)
        self._show()

    def _room(self):
        """The room that is led here; None if it has ended."""
        from kit.room.store import Store  # needs a library that only a room needs

        store = Store(self.desk.place.store)
        room = store.room(self.desk.place.room)
        store.close()
        return room

    def _enter(self, word: str) -> None:
        import segno  # as above

        place = self.desk.place
        code = segno.make(f"{place.address}/?token={word}", error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
        show(self.entrance, Markup('<div class="kit-entrance"><div>{}</div><div><h3>{}</h3><p>{}</p><p class="kit-word">{}</p></div></div>').format(
            Markup(code), self.say(JOIN), self.say(BY_HAND, address=place.address.removeprefix("http://")), word,
        ))  # fmt: skip

    def _close(self) -> None:
        """The room has ended: nothing is left here but the way to a new one."""
        self.succession.end()
        self.box.children = [text(lines(self.say(ENDED))), self.succession.box]

    def _show(self) -> None:
        if self.desk.over:
            return self._close()
        names = self.desk.session.names()
        groups = [one for one in self.desk.session.groups if not one.key.startswith("code ")]
        people = lines(self.say(HERE, count=len(groups))) if groups else lines(self.say(NOBODY))
        show(self.people, people + Markup('<p class="kit-people">{}</p>').format(Markup(" ").join(Markup("<span><bdi>{}</bdi></span>").format(names[one.key]) for one in groups)))
        self._show_held()
        self._show_names([(one.key, names[one.key]) for one in groups])
        self._show_ground()

    # How far groups may go

    def _show_held(self) -> None:
        decided = self.desk.controls
        fields, values = [], {}
        for exercise in self.desk.exercises.values():
            options = [{"key": "", "label": self.say(EVERYTHING)}]
            options += [{"key": verb, "label": self.say(UP_TO, step=VERB_LABELS[verb])} for verb in exercise.verbs[:-1]]
            name = UNTIL + exercise.name
            fields.append({"kind": "select", "name": name, "label": self.say(exercise.title), "options": options, "unstored": True})
            values[name] = decided.get(name, "")
        groups = [{"title": self.say(HOW_FAR), "open": True, "fields": fields}]
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
        self.names.follow([{"title": self.say(NAMES), "open": False, "fields": fields}], actions, {"group": "", "name": ""})

    def _taken_off(self) -> dict[str, str]:
        """What the groups are called that were taken off the board, by key."""
        keys = [name.removeprefix(REMOVED) for name, value in self.desk.controls.items() if name.startswith(REMOVED) and value == "yes"]
        everybody = from_room([one for one in self.desk.entries if not one.event.name.startswith(REMOVED)], self.say(GROUP, number="{number}"))
        return {key: name for key, name in Session(tuple(everybody)).names().items() if key in keys}

    def _name(self, key, values) -> None:
        group, name = str(values.get("group", "")), shortened(str(values.get("name", "")))
        names = self.desk.session.names()
        self.names.message = ""
        if key == "back":
            taken = self._taken_off()
            self._ask(self.names, SURE_BACK, PUT_BACK, lambda: [self.desk.control(REMOVED + one, "") for one in taken], groups=", ".join(taken.values()))
        elif group not in names:
            self.names.message = self.say(NO_GROUP)
        elif key == "off":
            self._ask(self.names, SURE_OFF, TAKE_OFF, lambda: self.desk.control(REMOVED + group, "yes"), group=names[group])
        elif not name:
            self.names.message = self.say(NO_NAME)
        else:
            self.names.values = {"group": "", "name": ""}
            self.desk.control(RENAMED + group, name)

    def _ask(self, form, question: Message, yes: Message, then: Callable[[], object], **values) -> None:
        """Ask before something that cannot be taken back, or that everybody sees."""
        form.ask(self.say(question, **values), self.say(yes), self.say(NOT_NOW), then)

    # The common ground

    def _grounds(self) -> list[shared.Common]:
        """The grounds of the latest round."""
        found = shared.grounds(self.desk.entries, ROOM)
        latest = max((one.round for one in found), default=0)
        return [one for one in found if one.round == latest]

    def _show_ground(self) -> None:
        grounds = self._grounds()
        for one in grounds:
            due = one.due()
            if due:
                self.desk.establish([due])
        said = heading(self.say(COMMON)) + lines(self.say(COMMON_HELP), *(self._state(one) for one in grounds))
        show(self.ground, said)
        words, fields = self.desk.words, []
        actions = [{"key": "begin", "label": self.say(BEGIN_AGAIN if grounds else BEGIN), "primary": not grounds}]
        if any(one.game.must_talk for one in grounds):
            fields = [field(words, LIMIT) | {"unstored": True}, field(words, BOUND) | {"unstored": True}]
            actions = [{"key": "agree", "label": self.say(AGREE), "primary": True}, *actions]
        elif any(one.missing for one in grounds):
            actions = [{"key": f"go {[len(one.seasons) for one in grounds]}", "label": self.say(GO_ON)}, *actions]
        if not any(one.open or one.game.must_talk for one in grounds):
            options = [{"key": "", "label": self.say(NO_BOTS)}, {"key": "two", "label": self.say(TWO_BOTS)}]
            fields = [{"kind": "choice", "name": "bots", "label": self.say(BOTS), "options": options, "unstored": True}]
        self.play.follow([{"fields": fields}] if fields else [], actions, {"bots": "", LIMIT.name: LIMIT.default, BOUND.name: BOUND.default})

    def _state(self, ground: shared.Common) -> str:
        number = ground.key.partition(".")[2]
        if ground.game.now is None:
            return self.say(FINISHED, number=number)
        if ground.game.must_talk:
            return self.say(TALKING, number=number)
        return self.say(GROUND, number=number, season=ground.game.now, seasons=SEASONS, groups=self._missing(ground))

    def _missing(self, *grounds: shared.Common) -> str:
        """The groups whose days are missing."""
        names = self.desk.session.names()
        return ", ".join(names.get(key, name) for one in grounds for key, name in one.groups if key in one.missing)

    def _play(self, key, values) -> None:
        """What is written down about a ground stays so for everybody; therefore each of these asks first."""
        self.play.message, grounds = "", self._grounds()
        if key == "begin":
            number = max((one.round for one in grounds), default=0) + 1  # if another one begins meanwhile, this one was not asked about
            bots = (FELLER, FORESTER) if values.get("bots") == "two" else ()
            if any(one.game.now is not None for one in grounds):
                self._ask(self.play, SURE_BEGIN, BEGIN_AGAIN, lambda: self._begin(number, bots), season=max(one.game.now or SEASONS for one in grounds), seasons=SEASONS)
            else:
                self._begin(number, bots)
        elif key == "agree":
            limit, bound = (decided_or_default(values, one) for one in (LIMIT, BOUND))
            said = {one.name: self.desk.words.value(one, value) for one, value in ((LIMIT, limit), (BOUND, bound))}
            facts = [fact for one in grounds if (fact := one.agreement(limit, bound))]
            self._ask(self.play, SURE_FREE if limit == FREE else SURE_AGREE, AGREE, lambda: self.desk.establish(facts), **said)
        else:
            asked = [(one.key, one.game.now) for one in grounds if one.missing]
            self._ask(self.play, SURE_GO_ON, GO_ON, lambda: self._go_on(asked), groups=self._missing(*grounds))

    def _go_on(self, asked: list[tuple[str, int]]) -> None:
        """Close the seasons that were asked about, if they are not over meanwhile."""
        self.desk.establish([fact for one in self._grounds() if (one.key, one.game.now) in asked and (fact := one.closed())])

    def _begin(self, number: int, bots: tuple[str, ...]) -> None:
        names = self.desk.session.names()
        groups = [(one.key, names[one.key]) for one in self.desk.session.groups if not one.key.startswith("code ")]
        if not groups:
            self.play.message = self.say(NO_GROUPS)
            return
        self.desk.establish(shared.begin(groups, number, bots))

    # The end

    def _end(self) -> None:
        from kit.errors import KitError
        from kit.room.store import Store

        try:
            store = Store(self.desk.place.store)
            store.end(self.desk.place.room)
            store.close()
        except KitError as error:
            self.end.message = self.say(NOT_ENDED, reason=self.say(error))
            return
        self._close()
