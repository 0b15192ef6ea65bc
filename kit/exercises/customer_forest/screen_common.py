"""`play()` of the customer forest in a room: groups on one territory, each from its own screen."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.common import Common, began, of_group
from kit.exercises.customer_forest.game import DIVISION, SEASONS, START_DAYS, Game
from kit.exercises.customer_forest.screen import GIVE, HERE, LIMITED, Seasons
from kit.exercises.customer_forest.screen_bots import OPENINGS, sayings
from kit.exercises.customer_forest.screen_end import ending
from kit.exercises.customer_forest.screen_talk import HALFWAY, TALK
from kit.messages import _
from kit.room.entries import SEASON, SHARED, controls
from kit.screen.common_game import CommonGame
from kit.screen.game import ANYWAY
from kit.screen.text import lines

COMMON = _("You play on one territory with: {others}. The season ends when everybody’s days are in.")
ALONE = _("You are the only group on this territory so far, with its bots.")
IN = _("Your days are in. Until everybody is ready, you can still change them.")
WAIT = _("Still missing: {groups}.")
CHANGE = _("Change to these days")
TALK_HELP = _("Look at the ground and talk with the others. The facilitator enters what you agree on, then it goes on.")


class CommonGround(CommonGame, Seasons):
    """A common ground runs when the facilitator has begun one."""

    of_group = staticmethod(of_group)

    def names(self, game: Game) -> list[str]:
        common = self.common()
        if not common:
            return super().names(game)
        called = [name for _key, name in common.groups]
        return [called[team - 1] if team <= len(called) else self.say(facts.called(game, team)) for team in game.teams]

    def begins(self, common: Common | None) -> None:
        """The countdown of the season, if the facilitator wants one."""
        room, key, seconds = self.page.attendance, "", 0
        if room and common and common.open:
            wanted = controls(room.entries).get(SEASON, "")
            key, seconds = f"{common.key}.{common.game.now}", int(wanted) if wanted.isdecimal() else 0
        if room:
            room.led.season(key, began(room.entries, common) if common else "", seconds)

    def what(self, common: Common) -> tuple:
        return (common.key, len(common.seasons), common.agreed, self.page.attendance.key in common.given)

    def common_screen(self, common: Common) -> list[Widget]:
        game = common.game
        if game.now is None:
            return ending(self, game, self.names(game))
        numbers, mine = {"season": game.now, "seasons": SEASONS}, dict(common.groups)[self.page.attendance.key]
        if game.must_talk:
            title, said = self.heading(self.say(TALK), self.say(HALFWAY)), sayings(self.page.words, game, OPENINGS)
            return self.scene(title, game, [self.together, *([self.reused_text(said)] if said else [])])
        title = self.heading(self.say(HERE, team=mine, **numbers))
        return self.scene(title, game, [self.together, self._days_form(common), *self.last_season(game)])

    def status(self, common: Common) -> Markup:
        """What holds now, and who is still missing."""
        game, names = common.game, dict(common.groups)
        mine = self.page.attendance.key
        if game.must_talk:
            return lines(self.say(TALK_HELP), kind="kit-guess")
        others = [
            name
            for team, name in zip(game.teams, self.names(game), strict=True)
            if common.groups[team - 1 : team] != ((mine, names[mine]),)
        ]
        said = (
            lines(self.say(COMMON, others=", ".join(others)) if others else self.say(ALONE))
            if game.now == 1
            else Markup()
        )
        said += lines(self.say(LIMITED, limit=game.limit), kind="kit-guess") if game.limit is not None else Markup()
        if mine in common.given:
            said += lines(
                self.say(IN), self.say(WAIT, groups=", ".join(names[one] for one in common.missing)), kind="kit-guess"
            )
        return said

    def _days_form(self, common: Common) -> Widget:
        game, mine, name = common.game, self.page.attendance.key, f"draft.{common.key}"
        place = [key for key, _name in common.groups].index(mine)
        before = common.seasons[-1][place] if common.seasons else DIVISION.together(START_DAYS)
        sliders, value = self.offered(game, name, before)
        value = common.given.get(mine) or value
        label = CHANGE if mine in common.given else GIVE
        form = self.reused_form(
            groups=[{"fields": [sliders]}],
            values={name: value},
            actions=[
                {"key": f"give {common.key} {game.now} {len(common.given)}", "label": self.say(label), "primary": True}
            ],
            on_action=lambda key, values: self._hand_in(form, common, str(values.get(name, value)), key == ANYWAY),
        )
        return form

    def _hand_in(self, form, common: Common, value: str, sure: bool) -> None:
        days = self.checked(form, common.game, value, sure)
        if days:
            form.message = ""
            self.page.write(SHARED, {common.days_name(common.game.now): DIVISION.together(days)})
