"""`play()` of leadership in a room: everybody picks on their own screen, all turn over at once, then each looks at the weeks."""

from collections.abc import Callable, Mapping

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.leadership.common import Common, of_group
from kit.exercises.leadership.game import CARDS, SIDES, Game
from kit.exercises.leadership.model.matters import DAYS
from kit.exercises.leadership.screen import LOCK_IN, TURNED, WhoDecides
from kit.exercises.leadership.screen_board import meanings
from kit.messages import _
from kit.room.entries import SHARED
from kit.screen.common_game import CommonGame
from kit.screen.game import DRAFT
from kit.screen.text import lines

TOGETHER, TOGETHER_ONE = (
    _("Picked so far: {count}. Still missing: {groups}."),
    _("Everybody here picks on their own screen. Nobody sees anything before all turn over."),
)
IN = _("Your pick is in. Until all turn over, you can still change it.")
CHANGE = _("Change my pick")
TALK = _("Whoever lies furthest apart says why. The facilitator enters what you settle on, then it goes on.")


class Table(CommonGame, WhoDecides):
    """A round runs when the facilitator has begun one."""

    of_group = staticmethod(of_group)

    def is_over(self) -> bool:
        common = self.common()
        return common.game.is_over if common else super().is_over()

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
                common.game, self.say(CHANGE if mine else LOCK_IN), lambda pick: self._hand_in(common, pick)
            )
            return [*self.card_head(common.game), self.together, form, self.reused_text(meanings(self.page.words))]
        said = self.reveal(common.game) + lines(self.say(TALK), kind="kit-guess")
        title, *_scene = self.card_head(common.game, self.say(TURNED))
        return [title, self.reused_text(said)]

    def _hand_in(self, common: Common, pick: str) -> None:
        self.page.write(SHARED, {common.pick_name: pick})
        self.refresh()

    def status(self, common: Common) -> Markup:
        """What holds now, and who is still missing."""
        if self.page.attendance.key not in common.given:
            return lines(self.say(TOGETHER_ONE)) if common.game.now == CARDS[0] else Markup()
        names = dict(common.groups)
        missing = ", ".join(names[one] for one in common.missing)
        return lines(self.say(IN), self.say(TOGETHER, count=len(common.given), groups=missing), kind="kit-guess")

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
