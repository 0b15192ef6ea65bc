"""`play()` of the customer forest: “Seasons”, several teams on one ground, hot-seat in one browser; the forest stands in front."""

from ipywidgets import Box, VBox, Widget
from markupsafe import Markup

from kit.errors import SettingError
from kit.exercises.customer_forest.facts import BROKEN_BY, TEAM, called
from kit.exercises.customer_forest.game import (
    DIVISION,
    LUCK,
    MOVES,
    PLAYED,
    SEASONS,
    SEATS,
    START_DAYS,
    Game,
    cut,
)
from kit.exercises.customer_forest.screen_bots import HABITS, sayings
from kit.exercises.customer_forest.screen_end import days_line, ending, ground_curve, table_of
from kit.exercises.customer_forest.screen_ground import GroundPicture
from kit.exercises.customer_forest.screen_talk import talk
from kit.exercises.customer_forest.setting import QUARTER_DAYS
from kit.messages import _
from kit.screen.attendance import SEVERAL
from kit.screen.fields import field, portions
from kit.screen.game import ANYWAY, SURE_AGAIN, GameStep
from kit.screen.text import folded, lines
from kit.typed import shortened

WELCOME, TWELVE = _("One forest for all"), _("Twelve seasons")
INTRO = _("Each season, a quarter of a year, you divide 60 days. All of you live from the same {firms} firms.")
RULES = _("The rules")
RULE = _(
    "{firms} firms, {customers} of them customers. Who wins new customers takes them from the same ground as the others; refused firms often want no more calls. Care keeps your own customers. A better product and amends on burned ground help everybody."
)
HARSH = _(
    "This ground burns more easily, and its customers leave sooner, than at the start setting of the laboratory, so that twelve seasons show what is done to it."
)
SEATS_LABEL, OTHER_SEATS = _("Who plays?"), _("Play with others")
YOU = _("You")
BEGIN = _("Begin the first season")
HERE = _("Season {season} of {seasons}: {team}")
HERE_ALONE = _("Season {season}: your {days} days")
LIMITED = _("Agreed: at most {limit} days of winning.")
OVER_LIMIT = _("You agreed that nobody does more than {limit} days of winning; that is {more} too many.")
GIVE, PLAY = _("Lock in these days"), _("Play season {season}")
BACK = _("Take back the days of {team}")
SAME = _("The sliders stand as last season.")
BREAKS_WORD = _(
    "You agreed on at most {limit} days of winning; with {days} you break your word. Is that what you want?"
)
OWN = _("{team}: {customers} customers, {eur} EUR so far.")
NO_DAYS = _("You give no day to any of the tasks: a season of nothing but administration. Is that what you want?")
WHO_ELSE = _("Give the keyboard to the next team when you are done; the others may look, or not: agree on that first.")
START_LINE = _("Before the first season: {customers} customers, {free} firms still free.")
LINE = _("After season {season}: {customers} customers, {burned} burned, {free} free. {won} won, {lost} lost.")
LAST = _("What the last season brought")
OTHER_LUCK = _("The same days, other luck: {lucky} won {more}, {unlucky} won {fewer}.")
BY_LUCK = 3  # so many customers more or less with the same days are worth a word
AGAIN = _("Play again with other luck")


class Seasons(GameStep):
    def prepare(self) -> None:
        self.picture, self.side = GroundPicture(self.page.words), VBox()
        self.stage = Box([self.picture.widget, self.side])
        self.stage.add_class("kit-ground")
        self.side.add_class("kit-ground-side")

    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        if not game.is_begun:
            return self._welcome(game)
        if game.now is None:
            return [
                *ending(self, game, self.names(game)),
                self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again),
            ]
        return talk(self, game) if game.must_talk else self._divide(game)

    def names(self, game: Game) -> list[str]:
        """What the teams are called, in their order: a single team of people as the group is called, or just “you”."""
        mine = shortened(str(self.page.journal.decided("start", "team").get("name") or "")) or self.say(YOU)
        return [mine if game.humans == (team,) else self.say(called(game, team)) for team in game.teams]

    def is_over(self) -> bool:
        game = Game(self.decided)
        return game.is_begun and game.now is None

    def scene(self, title: Widget, game: Game, beside: list[Widget]) -> list[Widget]:
        """A heading, and below it the forest with what can be done beside it."""
        self.picture.show(game, self.names(game), self._line(game))
        self.side.children = tuple(beside)
        return [title, self.stage]

    # Before the first season

    def _welcome(self, game: Game) -> list[Widget]:
        words, setting, alone = self.page.words, game.setting, self.page.is_alone
        title = self.heading(self.say(WELCOME), self.say(TWELVE))
        said = lines(self.say(INTRO, firms=setting.places)) + sayings(words, game, HABITS, "kit-bots")
        seats = [field(words, seat) | {"label": self.say(TEAM, number=team)} for team, seat in SEATS.items()]
        begin = [self.reused_text(said), self.button(self.say(BEGIN), self._begin)]
        form = self.reused_form(
            groups=[{"title": self.say(OTHER_SEATS if alone else SEATS_LABEL), "open": not alone, "fields": seats}],
            values={seat.name: game.player(team) for team, seat in SEATS.items()},
        )
        rules = lines(self.say(RULE, firms=setting.places, customers=setting.customers), self.say(HARSH))
        return [
            *self.scene(title, game, [*begin, form] if alone else [begin[0], form, begin[1]]),
            self.reused_text(folded(self.say(RULES), rules)),
        ]

    def _begin(self) -> None:
        game = Game(self.decided)
        if len(game.humans) > 1 and self.page.is_alone:
            self.page.say_people(SEVERAL)
        # Without a team of people nobody would have to decide anything: the first seat is taken by people then.
        self.decide({"begun": "yes"} | ({} if game.humans else {SEATS[game.teams[0]].name: "human"}))

    # The forest beside everything

    def _line(self, game: Game) -> str:
        ground = game.ground
        if not ground.seasons:
            customers = int(ground.stand.customers[0])
            return self.say(START_LINE, customers=customers, free=game.setting.places - customers)
        last = ground.seasons[-1]
        counts = {"customers": int(last.customers.sum()), "won": int(last.won.sum()), "lost": int(last.lost.sum())}
        said = self.say(LINE, season=len(ground.seasons), burned=last.burned, free=last.free, **counts)
        return f"{said} {self._own(game)}".strip()

    def _own(self, game: Game) -> str:
        """What the one team of people has by now."""
        if len(game.humans) != 1:
            return ""
        place = game.teams.index(game.humans[0])
        customers, eur = int(game.ground.seasons[-1].customers[place]), round(float(game.ground.earned_eur[place]))
        return self.say(OWN, team=self.names(game)[place], customers=customers, eur=eur)

    # A season

    def _divide(self, game: Game) -> list[Widget]:
        team, name = game.turn, f"draft.{game.turn}"
        given, several = game.given(team), len(game.humans) > 1
        sliders, value = self.offered(game, name, DIVISION.together(given[-1] if given else START_DAYS))
        called_here = self.names(game)[game.teams.index(team)]
        title = (
            self.heading(self.say(HERE, season=game.now, seasons=SEASONS, team=called_here))
            if several
            else self.heading(self.say(HERE_ALONE, season=game.now, days=QUARTER_DAYS), self.say(TWELVE))
        )
        said = lines(self.say(LIMITED, limit=game.limit), kind="kit-guess") if game.limit is not None else Markup()
        said += lines(self.say(WHO_ELSE)) if several and game.now == 1 else Markup()
        said += lines(self.say(SAME), kind="kit-help") if not several and game.now == 2 else Markup()
        is_last = team == game.humans[-1]
        actions = [
            {
                "key": f"give {game.now} {team}",
                "label": self.say(PLAY, season=game.now) if is_last else self.say(GIVE),
                "primary": True,
            }
        ]
        back = game.last_given
        if back:
            called_back = self.names(game)[game.teams.index(back)]
            actions.append({"key": f"back {game.now} {back}", "label": self.say(BACK, team=called_back)})
        form = self.reused_form(
            groups=[{"fields": [sliders]}],
            values={name: value},
            actions=actions,
            on_action=lambda key, values: (
                self._take_back(game, back)
                if key.startswith("back")
                else self._give(form, game, team, str(values.get(name, value)), key == ANYWAY)
            ),
        )
        return self.scene(title, game, [*([self.reused_text(said)] if said else []), form, *self.last_season(game)])

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
        if game.limit is not None and days[0] > game.limit and not sure:
            self.ask_back(form, self.say(BREAKS_WORD, limit=game.limit, days=days[0]))
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

    def _take_back(self, game: Game, team: int) -> None:
        """Nothing is revealed before all days are in: the days of the last team go back onto its sliders."""
        self.decide(
            {
                PLAYED[team].name: game.taken_back(team),
                f"draft.{team}": DIVISION.together(game.given(team)[-1]),
            }
        )

    def last_season(self, game: Game) -> list[Widget]:
        """What the last season brought: a broken word, luck, the curve; the table for whoever asks."""
        if not game.ground.seasons:
            return []
        words, season, teams = self.page.words, game.ground.seasons[-1], self.names(game)
        broken = ", ".join(teams[place] for place in season.broken)
        said = lines(self.say(BROKEN_BY, teams=broken), kind="kit-guess") if broken else Markup()
        said += self._luck(game, teams) + ground_curve(words, game)
        return [
            self.reused_text(said),
            self.reused_text(folded(self.say(LAST), days_line(words) + table_of(words, game, teams))),
        ]

    def _luck(self, game: Game, teams: list[str]) -> Markup:
        """Two teams that did the same and won very differently."""
        season = game.ground.seasons[-1]
        pairs = [
            (int(season.won[one] - season.won[other]), one, other)
            for one in range(len(teams))
            for other in range(len(teams))
            if (season.days[one] == season.days[other]).all()
        ]
        more, one, other = max(pairs)
        if more < BY_LUCK:
            return Markup()
        values = {"lucky": teams[one], "unlucky": teams[other], "more": int(season.won[one])}
        return lines(self.say(OTHER_LUCK, fewer=int(season.won[other]), **values), kind="kit-remark")

    def _again(self) -> None:
        self.play_again(MOVES, keep={seat.name for seat in SEATS.values()}, luck=LUCK)
