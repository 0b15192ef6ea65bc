"""“The board meeting” on the facilitator's page: it begins a round, says who is missing, and enters what the board decides."""

from collections.abc import Mapping

from markupsafe import Markup

from kit.exercises.redesign.common import Common, begin, grounds
from kit.exercises.redesign.game import YEARS
from kit.exercises.redesign.game_paths import pulled, written
from kit.exercises.redesign.screen import motion_field
from kit.exercises.redesign.screen_plans import revealed, too_much
from kit.exercises.redesign.setting import LEVERS
from kit.journal import Event
from kit.messages import _
from kit.screen.common_picks import LeadWords, PicksLead

WORDS = LeadWords(
    title=_("“The board meeting” from everybody’s own screen"),
    help=_(
        "The seats go round: sales, product, finance, works council, sales again. Each screen proposes by itself, all are revealed at once, the board talks, you enter what it decides for the year."
    ),
    begin=_("Begin “The board meeting”"),
    begin_again=_("Begin a new round of “The board meeting”"),
    nobody=_("Nobody is in the room yet, so nobody can sit at the table."),
    asking=_("Before year {year} of {years}: {count} have proposed. Still missing: {groups}."),
    settling=_(
        "Before year {year} of {years}: all proposals are revealed. Enter what the board decides for this year."
    ),
    finished=_("All three years are decided. Everybody now looks at the result on their own screen."),
    reveal=_("Reveal without the missing ones"),
    settle=_("Enter this decision and go on"),
    sure_begin=_(
        "Really begin a new round? The one under way (year {year} of {years}) ends for everybody, and there is no way back into it."
    ),
)


class Lead(PicksLead):
    """The facilitator's part of a round; a turn is the meeting before a year."""

    words, name, rounds, begin = WORDS, "board", staticmethod(grounds), staticmethod(begin)

    def at(self, common: Common) -> Mapping:
        return {"year": common.now, "years": YEARS}

    def choice(self, common: Common) -> tuple[Markup, list[dict], dict]:
        year, game = common.now, common.game
        names = {seat: name for seat, (_key, name) in enumerate(common.groups, start=1)}
        name = f"motion.{year}"
        wanted = ",".join(lever for lever in LEVERS if lever in game.wanted(year))
        said = revealed(self.desk.words, game, year, names)
        return said, [motion_field(self.desk.words, game, year) | {"name": name}], {name: wanted}

    def settled(self, common: Common, values: Mapping) -> Event | None:
        motion = [one for one in str(values.get(f"motion.{common.now}") or "").split(",") if one in LEVERS]
        fact = common.settle(written(motion))
        if not fact:
            path = pulled(common.game.path, motion, common.now or YEARS)
            self.form.say_until_moved(too_much(self.desk.words, path))
        return fact
