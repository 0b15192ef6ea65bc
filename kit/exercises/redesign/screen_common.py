"""`play()` of redesign in a room: everybody proposes on their own screen, all are revealed at once, and the board decides together."""

from collections.abc import Mapping

from ipywidgets import Widget

from kit.contract import beside
from kit.exercises.redesign.common import Common, of_group
from kit.exercises.redesign.game import Game, Seat
from kit.exercises.redesign.game_paths import read_plan
from kit.exercises.redesign.roles import NAMES, ROLES
from kit.exercises.redesign.screen import ON_THE_TABLE, TALK, THEIR_PLAN, BoardMeeting, year_to_see
from kit.exercises.redesign.screen_seats import seats
from kit.messages import _
from kit.screen.common_picks import CommonPicks
from kit.screen.game import DRAFT
from kit.screen.text import folded, lines

HAND_IN, CHANGE = _("Hand in"), _("Change my proposal")
TOGETHER, TOGETHER_ONE = (
    _("Proposals so far: {count}. Still missing: {groups}."),
    _("Everybody here proposes on their own screen. Nobody sees anything before all are revealed."),
)
IN = _("Your proposal is in. Until all are revealed, you can still change it.")
ENTERS = _("The facilitator enters what you decide, then the year begins.")
ALL_SEATS = _("Who sits at the table")


class Table(CommonPicks, BoardMeeting):
    """A round runs when the facilitator has begun one."""

    of_group = staticmethod(of_group)
    picks_alone, is_in, picked = TOGETHER_ONE, IN, TOGETHER

    def names(self, game: Game) -> Mapping[Seat, str]:
        common = self.common()
        if not common:
            return super().names(game)
        of = dict(common.groups)
        return {seat: self.page.words.said(beside((NAMES[common.role_of(key)], of[key]))) for seat, key in common.teams}

    def mine(self, game: Game) -> str:
        common = self.common()
        return common.role_of(self.page.attendance.key) if common else super().mine(game)

    def what(self, common: Common) -> tuple:
        """While somebody draws up a proposal, what others do changes nothing on the screen."""
        key = self.page.attendance.key
        return common.key, len(common.settled), len(common.revealed), common.given.get(key), common.role_of(key)

    def common_screen(self, common: Common) -> list[Widget]:
        game = common.game
        seen = f"{DRAFT}seen.{common.key}"
        year = year_to_see(game, self.decided.get(seen))
        if year:
            return self.year(game, year, lambda: self.decide({seen: str(year)}))
        if game.now is None:
            return self.ending(game)
        if not common.is_open:
            said = self.table_of(game, game.now) + lines(self.say(TALK), self.say(ENTERS), kind="kit-guess")
            return [self.meeting_head(game.now, self.say(ON_THE_TABLE)), self.reused_text(said)]
        role = common.role_of(self.page.attendance.key)
        head = self.meeting_head(game.now, self.say(THEIR_PLAN, role=NAMES[role]))
        key = self.page.attendance.key
        given = read_plan(common.given.get(key))
        seat = next((seat for seat, one in common.teams if one == key), role)
        label = self.say(CHANGE if given else HAND_IN)
        start = given or game.kept_plan(seat)
        first, *more = self.plan_form(game, role, start, head, label, lambda plan: self.hand_in(common, plan))
        there = seats(self.page.words, game, ROLES)
        return [first, self.together, *more, self.reused_text(folded(self.say(ALL_SEATS), there))]
