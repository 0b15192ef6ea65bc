"""The common ground on the facilitator's page: it begins a round, says whose days are missing, and enters the agreement."""

from ipywidgets import VBox

from kit.exercises.customer_forest.common import Common, begin, grounds, latest
from kit.exercises.customer_forest.game import BOUND, FELLER, FORESTER, FREE, LIMIT, SEASONS
from kit.messages import _
from kit.parameters import decided_or_default
from kit.room.entries import ROOM, SEASON
from kit.screen.fields import field
from kit.screen.text import heading, lines, show, text

TITLE = _("Customer forest on common ground")
HELP = _(
    "All groups live from the same territory, each from its own screen. Up to eight teams share one ground; more groups make more grounds with the same luck. Whoever joins later watches until the next round."
)
BOTS = _("Bots on every ground")
NO_BOTS, TWO_BOTS = _("none"), _("Felix and Flora")
COUNTDOWN, SECONDS = _("Countdown of a season on the groups’ pages"), _("{seconds} seconds")
LENGTHS = ("60", "100", "150", "200")
BEGIN, BEGIN_AGAIN = _("Begin the common ground"), _("Begin a new round with other luck")
NO_GROUPS = _("Nobody is in the room yet, so nobody can play.")
GROUND = _("Ground {number}, season {season} of {seasons}. Days are missing from: {groups}.")
TALKING = _("Ground {number}: halfway. Enter what the groups agreed on, here for all grounds at once, or “no limit”.")
FINISHED = _("Ground {number}: all seasons are over.")
GO_ON = _("Go on without the missing ones (they work as in the season before)")
AGREE = _("Enter this agreement")
SURE_BEGIN = _(
    "Really begin a new round? The round that is under way (season {season} of {seasons}) ends for all groups, and there is no way back into it."
)
SURE_AGREE = _(
    "Enter this for all grounds: at most {limit} days of winning per team and season ({bound})? It cannot be changed afterwards."
)
SURE_FREE = _("Enter for all grounds that there is no limit? It cannot be changed afterwards.")
SURE_GO_ON = _(
    "Go on without {groups}? They work as in the season before, and cannot give their days for this season any more."
)


class Lead:
    """`desk` is the facilitator's page; `box` is shown there, and `show()` follows whenever something has changed."""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.said, self.form = text(), desk.form("ground", place={}, on_action=self._play)
        self.box = VBox([self.said, self.form])

    def _grounds(self) -> list[Common]:
        """The grounds of the latest round."""
        return latest(grounds(self.desk.entries, ROOM))

    def show(self) -> None:
        """What is going on, and what can be done about it."""
        grounds = self._grounds()
        for one in grounds:
            due = one.due()
            if due:
                self.desk.establish([due])
        said = heading(self.say(TITLE)) + lines(self.say(HELP), *(self._state(one) for one in grounds))
        show(self.said, said)
        words, fields = self.desk.words, []
        actions = [{"key": "begin", "label": self.say(BEGIN_AGAIN if grounds else BEGIN), "primary": not grounds}]
        if any(one.game.must_talk for one in grounds):
            fields = [field(words, LIMIT) | {"unstored": True}, field(words, BOUND) | {"unstored": True}]
            actions = [{"key": "agree", "label": self.say(AGREE), "primary": True}, *actions]
        elif any(one.missing for one in grounds):
            actions = [{"key": f"go {[len(one.seasons) for one in grounds]}", "label": self.say(GO_ON)}, *actions]
        if not any(one.open or one.game.must_talk for one in grounds):
            options = [{"key": "", "label": self.say(NO_BOTS)}, {"key": "two", "label": self.say(TWO_BOTS)}]
            lengths = [{"key": one, "label": self.say(SECONDS, seconds=int(one))} for one in LENGTHS]
            fields = [
                {"kind": "choice", "name": "bots", "label": self.say(BOTS), "options": options},
                {"kind": "select", "name": SEASON, "label": self.say(COUNTDOWN), "options": [options[0], *lengths]},
            ]
            fields = [one | {"unstored": True} for one in fields]
        self.form.follow(
            [{"fields": fields}] if fields else [],
            actions,
            {"bots": "", SEASON: "", LIMIT.name: LIMIT.default, BOUND.name: BOUND.default},
        )

    def _state(self, ground: Common) -> str:
        number = ground.key.partition(".")[2]
        if ground.game.now is None:
            return self.say(FINISHED, number=number)
        if ground.game.must_talk:
            return self.say(TALKING, number=number)
        return self.say(GROUND, number=number, season=ground.game.now, seasons=SEASONS, groups=self._missing(ground))

    def _missing(self, *grounds: Common) -> str:
        """The groups whose days are missing."""
        names = self.desk.session.names()
        return ", ".join(names.get(key, name) for one in grounds for key, name in one.groups if key in one.missing)

    def _play(self, key, values) -> None:
        """What is written down about a ground stays so for everybody; therefore each of these asks first."""
        self.form.message, grounds = "", self._grounds()
        if key == "begin":
            # If another round begins meanwhile, it is not the one that was asked about.
            number = max((one.round for one in grounds), default=0) + 1
            bots = (FELLER, FORESTER) if values.get("bots") == "two" else ()
            seconds = str(values.get(SEASON, ""))
            if any(one.game.now is not None for one in grounds):
                self.desk.ask(
                    self.form,
                    SURE_BEGIN,
                    BEGIN_AGAIN,
                    lambda: self._begin(number, bots, seconds),
                    season=max(one.game.now or SEASONS for one in grounds),
                    seasons=SEASONS,
                )
            else:
                self._begin(number, bots, seconds)
        elif key == "agree":
            limit, bound = (decided_or_default(values, one) for one in (LIMIT, BOUND))
            said = {one.name: self.desk.words.value(one, value) for one, value in ((LIMIT, limit), (BOUND, bound))}
            facts = [fact for one in grounds if (fact := one.agreement(limit, bound))]
            self.desk.ask(
                self.form, SURE_FREE if limit == FREE else SURE_AGREE, AGREE, lambda: self.desk.establish(facts), **said
            )
        else:
            asked = [(one.key, one.game.now) for one in grounds if one.missing]
            self.desk.ask(self.form, SURE_GO_ON, GO_ON, lambda: self._go_on(asked), groups=self._missing(*grounds))

    def _go_on(self, asked: list[tuple[str, int]]) -> None:
        """Close the seasons that were asked about, if they are not over meanwhile."""
        self.desk.establish(
            [fact for one in self._grounds() if (one.key, one.game.now) in asked and (fact := one.closed())]
        )

    def _begin(self, number: int, bots: tuple[str, ...], seconds: str = "") -> None:
        names = self.desk.session.names()
        groups = [(one.key, names[one.key]) for one in self.desk.in_room]
        if not groups:
            self.form.message = self.say(NO_GROUPS)
            return
        if self.desk.controls.get(SEASON, "") != seconds:
            self.desk.control(SEASON, seconds)
        self.desk.establish(begin(groups, number, bots))
