"""`play()` of the incentives: “Payday”. One year as a seller under each plan, with the same firms and the same luck."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.errors import SettingError
from kit.exercises.incentives.facts import PLANS as PLANS_OF
from kit.exercises.incentives.game import DAYS, FIRST, LUCK, MOVES, NEW, NOTHING, OLD, PULLED, QUARTERS, Game
from kit.exercises.incentives.screen_days import at_hand, paid_for, standing
from kit.exercises.incentives.screen_drawings import PAYSLIP
from kit.exercises.incentives.screen_end import both_years, half_time
from kit.exercises.incentives.screen_slip import news, slip_table
from kit.exercises.incentives.screen_weeks import offer, so_far, weeks
from kit.exercises.incentives.territory import territory
from kit.messages import _
from kit.parameters import decided_or_default
from kit.screen.fields import blocks, field
from kit.screen.game import DRAFT, SURE_AGAIN, GameStep
from kit.screen.text import folded, lines

SEEN = f"{DRAFT}seen"  # the payslip that was read last; no move of the game, so it goes with the drafts

PAYDAY, TWICE = _("Payday"), _("One year in sales, lived twice")
INTRO = {
    OLD: _(
        "Four times a year you share out 60 working days and get your payslip. First under the old plan, then the same year again under the new one."
    ),
    NEW: _(
        "Four times a year you share out 60 working days and get your payslip. First under the new plan, then the same year again under the old one."
    ),
}
OTHER_FIRST = _("Begin with the other plan")
BEGIN = _("Begin the first year")
HERE = _("Quarter {quarter} of {quarters}, {plan}")
WHERE_TO = _("Where do your 60 days go?")
WORK = _("Lock in these days")
NO_DAYS = _("Give at least five days to one of the four tasks.")
LATER = _("Twelve weeks later")
CLOSE = _("Close the quarter: to the payslip")
SLIP = _("Your payslip")
ON, ON_TO_SUM, ON_TO_END = _("On to quarter {quarter}"), _("The whole year"), _("What both plans did")
BETWEEN = _("Half of the game, {plan}")
YEAR_OVER = _("Your first year is over")
PLANS = _("What the two plans pay for")
SECOND_YEAR = _("The same year again, {plan}")
BOTH = _("Both years are over")
TWO_PLANS = _("Two plans, one year: what you did")
AGAIN = _("Play again with other luck")


class Payday(GameStep):
    def prepare(self) -> None:
        setting = Game({}).setting
        self.territory = territory(self.page.words.code, setting.customers + setting.prospects)

    def screen(self) -> list[Widget]:
        game, seen = Game(self.decided), str(self.decided.get(SEEN) or "")
        if not game.is_begun:
            return self._beginning(game)
        if game.now and game.days(*game.now):
            return self._close(game, *game.now)
        last = game.last
        if (
            last and not seen.startswith(_key(*last)) and (seen or game.now)
        ):  # a game from a code or file opens at its end
            return self._payslip(game, *last)
        if game.now is None:
            return self._end(game)
        if last == (game.sides[0], QUARTERS[-1]) and seen == _key(*last):
            return self._half_time(game)
        return self._days(game, *game.now)

    def reused_text(self, html: Markup) -> Widget:
        return super().reused_text(Markup('<div class="kit-payday">{}</div>').format(html))

    def is_over(self) -> bool:
        game = Game(self.decided)
        return game.is_begun and game.now is None

    def _here(self, side: str, quarter: int) -> str:
        return self.say(HERE, plan=PLANS_OF[side], quarter=quarter, quarters=len(QUARTERS))

    def _beginning(self, game: Game) -> list[Widget]:
        said = Markup('<div class="kit-opening">{}{}</div>').format(PAYSLIP, lines(self.say(INTRO[game.sides[0]])))
        order = self.reused_form(
            groups=[{"title": self.say(OTHER_FIRST), "open": False, "fields": [field(self.page.words, FIRST)]}],
            values={FIRST.name: game.sides[0]},
        )
        return [
            self.heading(self.say(TWICE), self.say(PAYDAY)),
            self.reused_text(said),
            self.button(self.say(BEGIN), lambda: self.decide({"begun": "yes"})),
            order,
        ]

    # A quarter: first the days, then twelve weeks and perhaps orders of the next one, then the payslip

    def _days(self, game: Game, side: str, quarter: int) -> list[Widget]:
        draft, move = f"{DRAFT}{side}.{quarter}", DAYS[side, quarter]
        value = decided_or_default({move.name: self.decided.get(draft)}, move)
        value = value if self.decided.get(draft) == value else move.together(game.last_days(side, quarter))
        form = self.reused_form(
            groups=[{"fields": [blocks(self.page.words, move, draft)]}],
            values={draft: value},
            actions=[{"key": "work", "label": self.say(WORK), "primary": True}],
            on_action=lambda _key, values: self._work(form, side, quarter, str(values.get(draft, value))),
        )
        is_again = side != game.sides[0] and quarter == QUARTERS[0]
        return [
            self.heading(self.say(WHERE_TO), self._here(side, quarter)),
            self.reused_text(
                standing(self.page.words, game, side, is_again) + self._plan(game, side, quarter == QUARTERS[0])
            ),
            form,
        ]

    def _plan(self, game: Game, side: str, is_open: bool = False) -> Markup:
        return at_hand(self.page.words, game.setting, game.plan(side), side, is_open)

    def _work(self, form, side: str, quarter: int, value: str) -> None:
        try:
            DAYS[side, quarter].check(value)
        except SettingError as error:
            form.message = self.say(error)
            return
        if value == NOTHING:
            form.message = self.say(NO_DAYS)
            return
        self.decide({DAYS[side, quarter].name: value})

    def _close(self, game: Game, side: str, quarter: int) -> list[Widget]:
        words, year, name = self.page.words, game.years[side], PULLED[side, quarter].name
        ending = year.ending(game.days(side, quarter) or ())
        said = weeks(words, self.territory, ending) + so_far(words, game, year, ending) + self._plan(game, side)
        form = self.reused_form(
            groups=[{"fields": [offer(words, game.setting, self.territory, ending)]}],
            values={"pulled": "0"},
            actions=[{"key": "close", "label": self.say(CLOSE), "primary": True}],
            on_action=lambda _key, values: self.decide({name: str(values.get("pulled", "0")), SEEN: "-"}),
        )
        return [self.heading(self.say(LATER), self._here(side, quarter)), self.reused_text(said), form]

    def _payslip(self, game: Game, side: str, quarter: int) -> list[Widget]:
        words, result = self.page.words, game.years[side].results[quarter - 1]
        slip = slip_table(words, game.setting, game.plan(side), result)
        on = self.say(ON, quarter=quarter + 1)
        if quarter == QUARTERS[-1]:
            on = self.say(ON_TO_SUM if side == game.sides[0] else ON_TO_END)
        return [
            self.heading(self.say(SLIP), self._here(side, quarter)),
            self.reused_text(
                Markup('<div class="kit-two">{}{}</div>').format(slip, news(words, self.territory, result))
            ),
            self.button(on, lambda: self.decide({SEEN: _key(side, quarter)})),
        ]

    # Between the two years, and at the end

    def _half_time(self, game: Game) -> list[Widget]:
        first, second = game.sides
        on = self.say(SECOND_YEAR, plan=PLANS_OF[second])
        plans = folded(self.say(PLANS), paid_for(self.page.words, game.plan(OLD), game.plan(NEW)))
        return [
            self.heading(self.say(YEAR_OVER), self.say(BETWEEN, plan=PLANS_OF[first])),
            self.reused_text(half_time(self.page.words, game.years[first]) + plans),
            self.button(on, lambda: self.decide({SEEN: f"{_key(first, QUARTERS[-1])}.sum"})),
        ]

    def _end(self, game: Game) -> list[Widget]:
        return [
            self.heading(self.say(TWO_PLANS), self.say(BOTH)),
            *both_years(self, game),
            self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again),
        ]

    def _again(self) -> None:
        self.play_again(MOVES, keep={FIRST.name}, luck=LUCK)


def _key(side: str, quarter: int) -> str:
    return f"{side}.{quarter}"
