"""`play()` of leadership in a room: everybody picks on their own screen, all turn over at once, then each looks at the weeks."""

from collections.abc import Callable, Mapping

from ipywidgets import Widget

from kit.exercises.leadership.common import Common, of_group
from kit.exercises.leadership.game import SIDES, Game
from kit.exercises.leadership.model.matters import DAYS
from kit.exercises.leadership.screen import LOCK_IN, TURNED, WhoDecides
from kit.exercises.leadership.screen_board import meanings
from kit.messages import _
from kit.screen.common_picks import CommonPicks
from kit.screen.game import DRAFT
from kit.screen.text import lines

TOGETHER, TOGETHER_ONE = (
    _("Picked so far: {count}. Still missing: {groups}."),
    _("Everybody here picks on their own screen. Nobody sees anything before all turn over."),
)
IN = _("Your pick is in. Until all turn over, you can still change it.")
CHANGE = _("Change my pick")
TALK = _("Whoever lies furthest apart says why. The facilitator enters what you settle on, then it goes on.")


class Table(CommonPicks, WhoDecides):
    """A round runs when the facilitator has begun one."""

    of_group = staticmethod(of_group)
    picks_alone, is_in, picked = TOGETHER_ONE, IN, TOGETHER

    def names(self, game: Game) -> Mapping[int | str, str]:
        common = self.common()
        if not common:
            return super().names(game)
        return {seat: name for seat, (_key, name) in enumerate(common.groups, start=1)}

    def what(self, common: Common) -> tuple:
        """While somebody picks, what others do changes nothing on the screen."""
        return common.key, len(common.settled), len(common.revealed), common.given.get(self.page.attendance.key)

    def common_screen(self, common: Common) -> list[Widget]:
        if common.game.now is None:
            return self._weeks(common)
        if common.is_open:
            mine = common.given.get(self.page.attendance.key)
            form = self.pick_form(
                common.game, self.say(CHANGE if mine else LOCK_IN), lambda pick: self.hand_in(common, pick)
            )
            return [*self.card_head(common.game), self.together, form, self.reused_text(meanings(self.page.words))]
        said = self.reveal(common.game) + lines(self.say(TALK), kind="kit-guess")
        title, *_scene = self.card_head(common.game, self.say(TURNED))
        return [title, self.reused_text(said)]

    def _weeks(self, common: Common) -> list[Widget]:
        """Both weeks, at everybody's own pace; which day is on this screen is kept here alone."""
        name = f"{DRAFT}day.{common.key}"
        at = str(self.decided.get(name) or "")
        side, _dot, _day = at.partition(".")
        if at == "end":
            return self.ending(common.game)
        side = side if side in SIDES else SIDES[0]
        return self.week(common.game, side, at, lambda side, day: self._look(name, side, day))

    def _look(self, name: str, side: str, day: int) -> None:
        after = "end" if side == SIDES[-1] else f"{SIDES[-1]}."
        self.decide({name: f"{side}.{day}" if day <= DAYS else after})

    def wishes(self, game: Game, label: str, then: Callable[[], None]) -> list[Widget]:
        """What was settled together nobody changes alone."""
        return [self.button(label, then)] if self.common() else super().wishes(game, label, then)
