"""Which room is led here, and the way to a new one in its place."""

from ipywidgets import VBox

from kit.errors import KitError
from kit.messages import _
from kit.room.place import MY_ROOMS
from kit.screen.text import lines, show, text

GOES_ON = _("Room of {date}, groups in it: {count}. It goes on until you end it.")
KEPT = _("Room “{title}”, opened on {date}, groups in it: {count}. How long it is kept stands under “{rooms}”.")
BEGIN = _("Begin a new room")
SURE = _(
    "Really begin a new room? Groups then come in with a new word. What the groups decided in this room is kept and no longer seen here. If it is to be deleted, stay in this room and choose “{end}” at the end of this part; after that you can begin a new room."
)
YES, NO = _("Yes, begin a new room"), _("No, stay in this room")
END = _("End the room and delete its data")
OPENING = _("The new room is being opened.")
NOT_BEGUN = _("The new room could not be opened: {reason} Please try again.")


class Succession:
    """`room` is the open room that is led here; None when it has ended: then a new one needs no question."""

    def __init__(self, desk, room):
        self.desk, self.say, self.room = desk, desk.say, room
        self.line, self.form = text(), desk.form("succession", place={}, on_action=self._heard)
        self.box = VBox([self.line, self.form])
        self._offer()
        desk.listen(self, self._show)
        self._show()

    def end(self) -> None:
        """The room has ended."""
        self.room = None
        self.form.unask()
        self._offer()
        self._show()

    def _show(self) -> None:
        if not self.room:
            return show(self.line, lines())
        about = {"date": self.desk.words.moment(self.room.opened), "count": len(self.desk.in_room)}
        place = self.desk.place
        said = self.say(KEPT, title=place.title, rooms=MY_ROOMS, **about) if place.title else self.say(GOES_ON, **about)
        show(self.line, lines(said))

    def _offer(self) -> None:
        self.form.actions = [{"key": "begin", "label": self.say(BEGIN), "primary": not self.room}]

    def _heard(self, _key, _values) -> None:
        if not self.room:
            return self._begin()
        question = self.say(SURE, end=END)
        self.form.ask(question, self.say(YES), self.say(NO), self._begin)

    def _begin(self) -> None:
        try:
            self.desk.in_store(lambda store: store.open_next(self.desk.place.room))
        except KitError as error:
            self.form.message = self.say(NOT_BEGUN, reason=self.say(error))
            return
        self.form.actions, self.form.message = [], self.say(OPENING)
        self.desk.header.reload()
