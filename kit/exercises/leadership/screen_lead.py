"""“Who decides?” on the facilitator's page: it begins a round, says who is missing, and enters what the team settles on."""

from collections.abc import Mapping

from markupsafe import Markup

from kit.exercises.leadership.common import Common, begin, grounds
from kit.exercises.leadership.game import CARDS, SIDES, written_pick
from kit.exercises.leadership.screen_board import deck, revealed, short_field
from kit.journal import Event
from kit.messages import _
from kit.screen.common_picks import LeadWords, PicksLead

WORDS = LeadWords(
    title=_("“Who decides?” from everybody’s own screen"),
    help=_(
        "Each screen picks by itself, all turn over at once, the team talks, you enter what it settles on. Whoever joins later is in from the next pick on; whoever is missing can be left out."
    ),
    begin=_("Begin “Who decides?”"),
    begin_again=_("Begin a new round of “Who decides?”"),
    nobody=_("Nobody is in the room yet, so nobody can pick."),
    asking=_("Decision {card} of {cards}, “{title}”: {count} have picked. Still missing: {groups}."),
    settling=_("Decision {card} of {cards}, “{title}”: turned over. Enter what the team settles on."),
    finished=_("All ten decisions are settled. Everybody now looks at the weeks on their own screen."),
    reveal=_("Turn over without the missing ones"),
    settle=_("Enter this and go on"),
    sure_begin=_(
        "Really begin a new round? The one under way (decision {card} of {cards}) ends for everybody, and there is no way back into it."
    ),
)


class Lead(PicksLead):
    """The facilitator's part of a round; a turn is a card."""

    words, name, rounds, begin = WORDS, "decides", staticmethod(grounds), staticmethod(begin)

    def at(self, common: Common) -> Mapping:
        card = common.game.now
        return {"card": card, "cards": len(CARDS), "title": deck(self.desk.words.code)[card - 1].title} if card else {}

    def choice(self, common: Common) -> tuple[Markup, list[dict], dict]:
        card, game = common.now, common.game
        names = {seat: name for seat, (_key, name) in enumerate(common.groups, start=1)}
        fields = [short_field(self.desk.words, side, f"{side}.{card}") | {"unstored": True} for side in SIDES]
        values = {f"{side}.{card}": str(game.proposed(side, card)) for side in SIDES}
        return revealed(self.desk.words, game.picks(card), names), fields, values

    def settled(self, common: Common, values: Mapping) -> Event | None:
        return common.settle(written_pick(*(values.get(f"{side}.{common.now}") or 0 for side in SIDES)))
