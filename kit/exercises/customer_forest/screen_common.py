"""`play()` of the customer forest in a room: groups on one territory, each from its own screen."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.common import Common, of_group
from kit.exercises.customer_forest.game import DIVISION, SEASONS, START_DAYS, Game
from kit.exercises.customer_forest.screen import GIVE, HERE, LIMITED, Seasons
from kit.exercises.customer_forest.screen_end import ending
from kit.messages import _
from kit.room.entries import SHARED
from kit.screen.game import ANYWAY
from kit.screen.text import heading, lines, show, text

COMMON = _("You play on one territory with: {others}. The season ends when everybody’s days are in.")
ALONE = _("You are the only group on this territory so far, with its bots.")
IN = _("Your days are in. Until everybody is ready, you can still change them.")
WAIT = _("Still missing: {groups}.")
CHANGE = _("Change to these days")
TALK = _(
    "Halfway: look at the ground and talk with the others. The facilitator enters what you agree on, then it goes on."
)
OVER = _("All twelve seasons are over.")


class CommonGround(Seasons):
    """While the facilitator has no common ground running, this is the usual game on one screen."""

    def prepare(self) -> None:
        self.status, self._shown = text(), None

    def screen(self) -> list[Widget]:
        common = self._common()
        self._shown = self._what(common)
        return self._common_screen(common) if common else super().screen()

    def names(self, game: Game) -> list[str]:
        common = self._common()
        if not common:
            return super().names(game)
        called = [name for _key, name in common.groups]
        return [called[team - 1] if team <= len(called) else self.say(facts.called(game, team)) for team in game.teams]

    def heard(self) -> None:
        """Something was said in the room: a new screen where the game went on, else only who is still missing."""
        common = self._common()
        if self._what(common) != self._shown:
            self.refresh()
        elif common:
            show(self.status, self._status(common))
        due = common.due() if common else None
        if due:
            self.page.attendance.establish(due)

    def _common(self) -> Common | None:
        return of_group(self.page.attendance) if self.page.attendance else None

    def _what(self, common: Common | None) -> tuple | None:
        return common and (common.key, len(common.seasons), common.agreed, self.page.attendance.key in common.given)

    def _common_screen(self, common: Common) -> list[Widget]:
        game = common.game
        head = [self._forest(game)]
        last = [self.reused_text(self._last(game))] if game.ground.seasons else []
        if game.now is None:
            return [
                *head,
                self.reused_text(lines(self.say(OVER), kind="kit-guess")),
                *ending(self, game, self.names(game)),
            ]
        show(self.status, self._status(common))
        return [*head, self.status, *([] if game.must_talk else [self._days_form(common)]), *last]

    def _status(self, common: Common) -> Markup:
        game, names = common.game, dict(common.groups)
        mine = self.page.attendance.key
        if game.must_talk:
            return lines(self.say(TALK), kind="kit-guess")
        said = heading(self.say(HERE, season=game.now, seasons=SEASONS, team=names[mine]))
        others = [
            name
            for team, name in zip(game.teams, self.names(game), strict=True)
            if common.groups[team - 1 : team] != ((mine, names[mine]),)
        ]
        said += (
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
