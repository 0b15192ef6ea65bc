"""`play()` of the incentives: “Payday”. One year as a seller under each plan, with the same firms and the same luck."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.errors import SettingError
from kit.exercises.incentives.facts import PLANS as PLANS_OF
from kit.exercises.incentives.game import DAYS, FIRST, LUCK, MOVES, NEW, NOTHING, OLD, PULLED, QUARTERS, Game
from kit.exercises.incentives.screen_end import both_years
from kit.exercises.incentives.screen_slip import news, paid_for, slip_table
from kit.exercises.incentives.territory import territory
from kit.messages import _
from kit.parameters import decided_or_default
from kit.screen.fields import field, portions
from kit.screen.game import SURE_AGAIN, GameStep
from kit.screen.text import heading, lines

INTRO = _(
    "You are one of three sellers, with {customers} customers and {prospects} firms that could become customers. You play one year, four quarters, under each plan: the same firms, the same luck. Only the plan changes, and what you do."
)
PLANS = _("What the two plans pay for")
BEGIN = _("Begin the first year")
HERE = _("Quarter {quarter} of {quarters}, {plan}")
STANDS = _("You have {customers} customers. Your pay so far this year: {pay} EUR.")
QUOTA = _("Quota of this quarter: {quota} EUR of new business.")
WORK = _("Work these days")
NO_DAYS = _("Give at least five days to one of the four tasks.")
END = _("The last week of the quarter")
SO_FAR = _("New customers this quarter: {count}.")
READY = _(
    "{count} firms would sign in the next quarter, if you go on hunting as much. With {discount} off they sign now. How many do you pull forward?"
)
READY_ONE = _(
    "One firm would sign in the next quarter, if you go on hunting as much. With {discount} off it signs now. Do you pull it forward?"
)
NONE_READY = _("No firm is close enough to signing that you could pull it forward.")
NO, YES = _("no, let it be"), _("yes, pull it forward")
CLOSE = _("Close the quarter: to the payslip")
LAST_QUARTER = _("Your payslip for quarter {quarter}, {plan}")
SAME_YEAR = _(
    "Now the same year again under the {plan}: the same firms, the same luck. You know some of it by now; nobody can avoid that. That is why half of the groups should begin with the other plan."
)
AGAIN = _("Play again with other luck")


class Payday(GameStep):
    def prepare(self) -> None:
        setting = Game({}).setting
        self.territory = territory(self.page.words.code, setting.customers + setting.prospects)

    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        if not game.is_begun:
            return self._table(game)
        if game.now is None:
            return [
                self._last(game, game.sides[-1], QUARTERS[-1]),
                *both_years(self, game),
                self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again),
            ]
        side, quarter = game.now
        if game.days(side, quarter) is None:
            return self._plan_days(game, side, quarter)
        return self._close(game, side, quarter)

    # Before the first quarter

    def _table(self, game: Game) -> list[Widget]:
        words, setting = self.page.words, game.setting
        said = lines(self.say(INTRO, customers=setting.customers, prospects=setting.prospects)) + heading(
            self.say(PLANS)
        )
        first = self.reused_form(groups=[{"fields": [field(words, FIRST)]}], values={FIRST.name: game.sides[0]})
        begin = self.button(self.say(BEGIN), lambda: self.decide({"begun": "yes"}))
        return [self.reused_text(said + paid_for(words, setting, game.plan(OLD), game.plan(NEW))), first, begin]

    # A quarter: first the days, then perhaps orders of the next one

    def _plan_days(self, game: Game, side: str, quarter: int) -> list[Widget]:
        draft = f"draft.{side}.{quarter}"
        value = decided_or_default({DAYS[side, quarter].name: self.decided.get(draft)}, DAYS[side, quarter])
        value = (
            value if self.decided.get(draft) == value else DAYS[side, quarter].together(game.last_days(side, quarter))
        )
        form = self.reused_form(
            groups=[{"fields": [portions(self.page.words, DAYS[side, quarter], draft)]}],
            values={draft: value},
            actions=[{"key": "work", "label": self.say(WORK), "primary": True}],
            on_action=lambda _key, values: self._work(form, side, quarter, str(values.get(draft, value))),
        )
        return [*self._before(game, side, quarter), self.reused_text(self._stand(game, side, quarter)), form]

    def _before(self, game: Game, side: str, quarter: int) -> list[Widget]:
        """The payslip of the quarter before, of this year or of the first one."""
        if quarter > 1:
            return [self._last(game, side, quarter - 1)]
        if side == game.sides[0]:
            return []
        again = lines(self.say(SAME_YEAR, plan=PLANS_OF[side]), kind="kit-guess")
        return [self._last(game, game.sides[0], QUARTERS[-1]), self.reused_text(again)]

    def _stand(self, game: Game, side: str, quarter: int) -> Markup:
        year = game.years[side]
        pay = sum(float(result.slip.total) for result in year.results)
        customers = year.results[-1].customers if year.results else game.setting.customers
        said = heading(self.say(HERE, plan=PLANS_OF[side], quarter=quarter, quarters=len(QUARTERS)))
        said += lines(self.say(STANDS, customers=customers, pay=round(pay)))
        return said + (lines(self.say(QUOTA, quota=round(year.quota_eur))) if year.plan.quota_eur else Markup())

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
        year, name = game.years[side], PULLED[side, quarter].name
        ending = year.ending(game.days(side, quarter))
        said = heading(self.say(HERE, plan=PLANS_OF[side], quarter=quarter, quarters=len(QUARTERS))) + heading(
            self.say(END)
        )
        said += lines(self.say(SO_FAR, count=len(ending.won)))
        said += lines(self.say(QUOTA, quota=round(year.quota_eur))) if year.plan.quota_eur else Markup()
        offer = {
            "kind": "choice",
            "name": "pulled",
            "label": self._offer(game, len(ending.ready)),
            "options": self._counts(len(ending.ready)),
            "unstored": True,
        }
        form = self.reused_form(
            groups=[
                {"fields": [offer if ending.ready else {"kind": "card", "name": "none", "help": self.say(NONE_READY)}]}
            ],
            values={"pulled": "0"},
            actions=[{"key": "close", "label": self.say(CLOSE), "primary": True}],
            on_action=lambda _key, values: self.decide({name: str(values.get("pulled", "0"))}),
        )
        return [self.reused_text(said), form]

    def _offer(self, game: Game, count: int) -> str:
        discount = self.page.words.percent(game.setting.pull_discount)
        return self.say(READY_ONE, discount=discount) if count == 1 else self.say(READY, count=count, discount=discount)

    def _counts(self, ready: int) -> list[dict]:
        if ready == 1:
            return self.options({"0": NO, "1": YES})
        return [{"key": str(count), "label": str(count)} for count in range(ready + 1)]

    # What a quarter brought

    def _last(self, game: Game, side: str, quarter: int) -> Widget:
        words, result = self.page.words, game.years[side].results[quarter - 1]
        said = heading(self.say(LAST_QUARTER, quarter=quarter, plan=PLANS_OF[side]))
        slip = slip_table(words, game.setting, game.plan(side), result)
        return self.reused_text(
            said + Markup('<div class="kit-two">{}{}</div>').format(slip, news(words, self.territory, result))
        )

    def _again(self) -> None:
        self.play_again(MOVES, keep={FIRST.name}, luck=LUCK)
