"""`play()` of the customer forest: “Seasons”, several teams on one ground, hot-seat in one browser; the forest stands in front."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.errors import SettingError
from kit.exercises.customer_forest.facts import BROKEN_BY, TEAM, called
from kit.exercises.customer_forest.game import (
    BINDING,
    BOUND,
    DIVISION,
    LIMIT,
    LUCK,
    MOVES,
    PLAYED,
    SEASONS,
    SEATS,
    START_DAYS,
    TALKED,
    Game,
    cut,
)
from kit.exercises.customer_forest.screen_end import ending, table_of
from kit.exercises.customer_forest.screen_ground import GroundPicture
from kit.exercises.customer_forest.setting import QUARTER_DAYS
from kit.messages import _
from kit.parameters import decided_or_default
from kit.screen.fields import field, portions
from kit.screen.game import ANYWAY, SURE_AGAIN, GameStep
from kit.screen.text import heading, lines

INTRO = _(
    "{firms} firms, {customers} of them customers. Up to eight teams live from this one ground for twelve quarters. Each season every team divides 60 days. Who wins new customers takes them from the same ground as the others; refused firms often want no more calls. Care keeps your own customers. A better product and amends on burned ground help everybody."
)
HARSH = _(
    "This ground burns more easily, and its customers leave sooner, than at the start setting of the laboratory, so that twelve seasons show what is done to it."
)
SEATS_LABEL = _("Who plays?")
BEGIN = _("Begin the first season")
HERE = _("Season {season} of {seasons}: {team}")
LIMITED = _("Agreed: at most {limit} days of winning.")
OVER_LIMIT = _("You agreed that nobody does more than {limit} days of winning; that is {more} too many.")
GIVE = _("These are our days")
NO_DAYS = _("You give no day to any of the tasks: a season of nothing but administration. Is that what you want?")
WHO_ELSE = _("Give the keyboard to the next team when you are done; the others may look, or not: agree on that first.")
TALK = _("Halfway: do you want to agree on something?")
TALK_HELP = _(
    "Look at the ground and talk for five minutes. Without an agreement everything stays as it is. Bots: Flora and Mirella keep their word, Felix does not, Kim does what pays."
)
AGREE = _("So be it: on with the seasons")
START_LINE = _(
    "Before the first season: {customers} customers, {free} firms that are not yet customers, nothing burned."
)
LINE = _(
    "After season {season}: {customers} customers, {burned} burned, {free} free. In this season {won} won and {lost} lost."
)
LAST = _("What the last season brought")
AGAIN = _("Play again with other luck")


class Seasons(GameStep):
    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        if not game.is_begun:
            return self._seats(game)
        head = [self._forest(game)]
        if game.now is None:
            return [
                *head,
                *ending(self, game, self.names(game)),
                self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again),
            ]
        last = [self.reused_text(self._last(game))] if game.ground.seasons else []
        return [*head, *(self._talk(game) if game.must_talk else self._divide(game)), *last]

    def names(self, game: Game) -> list[str]:
        """What the teams are called, in their order."""
        return [self.say(called(game, team)) for team in game.teams]

    # Before the first season

    def _seats(self, game: Game) -> list[Widget]:
        words, setting = self.page.words, game.setting
        said = lines(self.say(INTRO, firms=setting.places, customers=setting.customers), self.say(HARSH))
        seats = [field(words, seat) | {"label": self.say(TEAM, number=team)} for team, seat in SEATS.items()]
        form = self.reused_form(
            groups=[{"title": self.say(SEATS_LABEL), "open": True, "fields": seats}],
            values={seat.name: game.player(team) for team, seat in SEATS.items()},
        )
        return [self.reused_text(said), form, self.button(self.say(BEGIN), self._begin)]

    def _begin(self) -> None:
        game = Game(self.decided)
        # Without a team of people nobody would have to decide anything: the first seat is taken by people then.
        self.decide({"begun": "yes"} | ({} if game.humans else {SEATS[game.teams[0]].name: "human"}))

    # The forest in front of everything

    def _forest(self, game: Game) -> Widget:
        if getattr(self, "picture", None) is None:
            self.picture = GroundPicture(self.page.words)
        self.picture.show(game, self.names(game), self._line(game))
        return self.picture.widget

    def _line(self, game: Game) -> str:
        ground = game.ground
        if not ground.seasons:
            customers = int(ground.stand.customers[0])
            return self.say(START_LINE, customers=customers, free=game.setting.places - customers)
        last = ground.seasons[-1]
        counts = {"customers": int(last.customers.sum()), "won": int(last.won.sum()), "lost": int(last.lost.sum())}
        return self.say(LINE, season=len(ground.seasons), burned=last.burned, free=last.free, **counts)

    # A season

    def _divide(self, game: Game) -> list[Widget]:
        team, name = game.turn, f"draft.{game.turn}"
        given = game.given(team)
        sliders, value = self.offered(game, name, DIVISION.together(given[-1] if given else START_DAYS))
        said = heading(self.say(HERE, season=game.now, seasons=SEASONS, team=self.say(TEAM, number=team)))
        said += lines(self.say(LIMITED, limit=game.limit), kind="kit-guess") if game.limit is not None else Markup()
        said += lines(self.say(WHO_ELSE)) if len(game.humans) > 1 and game.now == 1 else Markup()
        form = self.reused_form(
            groups=[{"fields": [sliders]}],
            values={name: value},
            actions=[{"key": f"give {game.now} {team}", "label": self.say(GIVE), "primary": True}],
            on_action=lambda key, values: self._give(form, game, team, str(values.get(name, value)), key == ANYWAY),
        )
        return [self.reused_text(said), form]

    def offered(self, game: Game, name: str, last: str) -> tuple[dict, str]:
        """The sliders for the days of a season, no further than the rules allow, and where they stand: as drafted, else as before."""
        most = game.allowed(game.complete)
        drafted = str(self.decided.get(name) or "")
        try:
            days = DIVISION.counts(drafted)
        except SettingError:
            days = DIVISION.counts(last)
        return portions(self.page.words, DIVISION, name, {DIVISION.parts[0].key: most}), DIVISION.together(
            cut(days, most)
        )

    def checked(self, form, game: Game, value: str, sure: bool) -> tuple[int, ...] | None:
        """The days in a value; None after a sentence if they cannot be given, or after a question if there are none."""
        try:
            days = DIVISION.counts(value)
        except SettingError as error:
            form.message = self.say(error)
            return None
        most = game.allowed(game.complete)
        if days[0] > most and most < QUARTER_DAYS:
            form.message = self.say(OVER_LIMIT, limit=most, more=days[0] - most)
            return None
        if not any(days) and not sure:
            self.ask_back(form, self.say(NO_DAYS))
            return None
        return days

    def _give(self, form, game: Game, team: int, value: str, sure: bool) -> None:
        days = self.checked(form, game, value, sure)
        if days is None:
            return
        played = PLAYED[team]
        self.decide(
            {
                played.name: played.adding(";".join(DIVISION.together(one) for one in game.given(team)), days),
                f"draft.{team}": "",
            }
        )

    def _last(self, game: Game) -> Markup:
        season, teams = game.ground.seasons[-1], self.names(game)
        said = heading(self.say(LAST)) + table_of(self.page.words, game, teams)
        broken = ", ".join(teams[place] for place in season.broken)
        return said + (lines(self.say(BROKEN_BY, teams=broken), kind="kit-guess") if broken else Markup())

    # Halfway

    def _talk(self, game: Game) -> list[Widget]:
        words = self.page.words
        said = heading(self.say(TALK)) + lines(self.say(TALK_HELP))
        values = {
            LIMIT.name: decided_or_default(self.decided, LIMIT),
            BOUND.name: BINDING if game.binds else BOUND.default,
        }
        form = self.reused_form(
            groups=[{"fields": [field(words, LIMIT), field(words, BOUND)]}],
            values=values,
            actions=[{"key": "agree", "label": self.say(AGREE), "primary": True}],
            on_action=lambda _key, _values: self.decide({TALKED.name: "done"}),
        )
        return [self.reused_text(said), form]

    def _again(self) -> None:
        self.play_again(MOVES, keep={seat.name for seat in SEATS.values()}, luck=LUCK)
