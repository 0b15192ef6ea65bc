"""`play()` of leadership: “Who decides?”, hot-seat at one screen or alone with three bots; then a week with each board."""

from collections.abc import Callable, Mapping

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.leadership.bots import BOTS, CALLED
from kit.exercises.leadership.game import (
    BOARDS,
    CARDS,
    LUCK,
    MOVES,
    OPEN,
    PEOPLE,
    SETTLED,
    SIDES,
    TODAY,
    WEEKS,
    WISHED,
    Game,
    pick_name,
    read_pick,
    written_pick,
)
from kit.exercises.leadership.model.matters import DAYS
from kit.exercises.leadership.screen_board import board, card, deck, field, meanings, revealed, short_field
from kit.exercises.leadership.screen_bots import explains, team
from kit.exercises.leadership.screen_end import both_weeks, came_to, verdict
from kit.exercises.leadership.screen_week import WEEKDAYS, calendar, news, so_far
from kit.messages import _
from kit.screen.attendance import SEVERAL
from kit.screen.game import DRAFT, SURE_AGAIN, GameStep
from kit.screen.text import folded, lines
from kit.typed import shortened

SITS, DAY = (
    f"{DRAFT}sits",
    f"{DRAFT}day",
)  # who has taken the keyboard, and which day is on the screen: no moves of the game

GAME, TEN = _("Who decides?"), _("Ten decisions, one week")
INTRO = _(
    "Each card asks twice: who decides that today, and who should? The degrees run from 1, the boss alone, to 7, the team alone."
)
ON_TEAM = _("In the team with you:")
BEGIN = _("To the first decision")
CARD = _("Decision {card} of {cards}")
TURN, ALL_LOOK_AWAY = (
    _("{name} picks"),
    _("Read it together. Then {name} takes the keyboard, and everybody else looks away."),
)
I_SIT_HERE = _("I am {name}: show me the seven degrees")
PERSON, YOU = _("Seat {number}"), _("You")
LOCK_IN, TURN_OVER = _("Lock in"), _("Turn over")
BOTH_NEEDED = _("Pick twice: who decides today, and who should decide.")
TAKE_BACK, BACK = _("Take back the pick of {name}"), _("Back to “{title}”")
TURNED = _("All cards on the table")
ALL_ONE = _("Everybody picked the same.")
EXPLAIN = _("Furthest apart: {low} (rather the boss) and {high} (rather the team). Both say why; then you settle.")
SETTLE, NEXT, LAST = _("What do you settle on?"), _("Settle: next decision"), _("Settle: to the board")
BOARD_STANDS, YOUR_BOARD = _("Your board"), _("Ten decisions, settled")
NOW_LIVE = _(
    "Now a week with the board as it is today. Fifteen matters arrive, the boss has meetings, and people wait for answers."
)
PLAY_TODAY, PLAY_WISHED = _("Monday morning, with the board of today"), _("The same week, with the wished board")
DAY_HERE = _("The week with the board {board}")
ON_TO, FIRST_SUM, LAST_SUM = _("On to {day}"), _("What the week came to"), _("What both boards did")
CHANGE_WISHES = _("Change the wished board first")
AGAIN, SAME_WEEK = _("Play again with other luck"), _("The same week once more with this board")


class WhoDecides(GameStep):
    def prepare(self) -> None:
        self.box.add_class("kit-who-decides")
        deck(self.page.words.code)

    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        if not game.is_begun:
            return self._welcome()
        if game.now:
            return self._on_the_table(game)
        if game.side:
            return self.week(game, game.side, str(self.decided.get(DAY) or ""), self._to_day)
        return [*self.ending(game), *self._once_more(game)]

    def reused_text(self, html: Markup) -> Widget:
        return super().reused_text(Markup('<div class="kit-deciding">{}</div>').format(html))

    def is_over(self) -> bool:
        game = Game(self.decided)
        return game.is_begun and game.is_over

    def names(self, game: Game) -> Mapping[int | str, str]:
        """What everybody who picks is called, by seat."""
        if game.people > 1:
            return {seat: self.say(PERSON, number=seat) for seat in range(1, game.people + 1)}
        mine = shortened(str(self.page.journal.decided("start", "team").get("name") or "")) or self.say(YOU)
        return {1: mine, **CALLED}

    def _welcome(self) -> list[Widget]:
        alone = self.page.is_alone
        said = lines(self.say(INTRO)) + (lines(self.say(ON_TEAM)) + team(self.page.words) if alone else Markup())
        count = {
            "kind": "select",
            "name": PEOPLE.name,
            "label": self.say(PEOPLE.label),
            "options": [{"key": str(one), "label": str(one)} for one in range(2, int(PEOPLE.high) + 1)],
            "unstored": True,
        }
        form = self.reused_form(
            groups=[] if alone else [{"fields": [count]}],
            values={} if alone else {PEOPLE.name: str(PEOPLE.default)},
            actions=[{"key": "begin", "label": self.say(BEGIN), "primary": True}],
            on_action=lambda _key, values: self._begin(1 if alone else int(values.get(PEOPLE.name, PEOPLE.default))),
        )
        return [self.heading(self.say(GAME), self.say(TEN)), self.reused_text(said), form]

    def _begin(self, people: int) -> None:
        if people > 1 and self.page.is_alone:
            self.page.say_people(SEVERAL)
        self.decide({"begun": "yes", PEOPLE.name: people})

    # A card on the table

    def card_head(self, game: Game, kicker: str = "") -> list[Widget]:
        """The heading of a card, and the card."""
        number = game.now or CARDS[-1]
        decision = deck(self.page.words.code)[number - 1]
        here = self.say(CARD, card=number, cards=len(CARDS))
        return [
            self.heading(decision.title, f"{here} · {kicker}" if kicker else here),
            self.reused_text(card(decision, decision.scenes[0])),
        ]

    def _on_the_table(self, game: Game) -> list[Widget]:
        turn, names = game.turn, self.names(game)
        if turn is None:
            return self._settle(game)
        if game.people > 1 and self.decided.get(SITS) != f"{game.now}.{turn}":
            return self._curtain(game, turn, names[turn])
        is_last = turn == game.people
        form = self.pick_form(
            game,
            self.say(TURN_OVER if is_last else LOCK_IN),
            lambda pick: self._lock_in(game, turn, pick),
            self._back(game),
        )
        kicker = self.say(TURN, name=names[turn]) if game.people > 1 else ""
        return [*self.card_head(game, kicker), form, self.reused_text(meanings(self.page.words))]

    def pick_form(
        self, game: Game, label: str, then: Callable[[str], None], more: Mapping[str, tuple] | None = None
    ) -> Widget:
        """The two questions of a card; `then(pick)` hears both answers, `more` are further buttons by key: label and what they do."""
        more = more or {}

        def act(key, values) -> None:
            if key in more:
                more[key][1]()
                return
            pick = written_pick(*(values.get(side) or 0 for side in SIDES))
            if read_pick(pick):
                then(pick)
            else:
                form.message = self.say(BOTH_NEEDED)

        fields = [field(self.page.words, side, side) | {"unstored": True} for side in SIDES]
        actions = [{"key": "pick", "label": label, "primary": True}]
        actions += [{"key": key, "label": one[0]} for key, one in more.items()]
        form = self.reused_form(
            groups=[{"fields": fields}], values=dict.fromkeys(SIDES, ""), actions=actions, on_action=act
        )
        return form

    def _lock_in(self, game: Game, turn: int, pick: str) -> None:
        self.decide({pick_name(game.now or 0, turn): pick, SITS: ""})

    def _back(self, game: Game) -> dict[str, tuple[str, Callable[[], None]]]:
        """Until the next pick is in, the last one or the card before can be taken up again."""
        number, turn = game.now or 1, game.turn or 1
        if turn > 1:
            label = self.say(TAKE_BACK, name=self.names(game)[turn - 1])
            return {"back": (label, lambda: self.decide({pick_name(number, turn - 1): "", SITS: ""}))}
        if number > 1:
            title = deck(self.page.words.code)[number - 2].title
            return {
                "back": (
                    self.say(BACK, title=title),
                    lambda: self.decide({SETTLED[side, number - 1].name: OPEN for side in SIDES} | {SITS: ""}),
                )
            }
        return {}

    def _curtain(self, game: Game, turn: int, name: str) -> list[Widget]:
        back = self._back(game)

        def act(key, _values) -> None:
            back[key][1]() if key in back else self.decide({SITS: f"{game.now}.{turn}"})

        actions = [{"key": "sit", "label": self.say(I_SIT_HERE, name=name), "primary": True}]
        actions += [{"key": key, "label": one[0]} for key, one in back.items()]
        return [
            *self.card_head(game, self.say(TURN, name=name)),
            self.reused_text(lines(self.say(ALL_LOOK_AWAY, name=name))),
            self.reused_form(actions=actions, on_action=act),
        ]

    def reveal(self, game: Game) -> Markup:
        """All picks, and beside them who explains."""
        number, names, extremes = game.now or 1, self.names(game), game.extremes(game.now or 1)
        if extremes is None:
            said = lines(self.say(ALL_ONE), kind="kit-extremes")
        else:
            low, high = extremes
            said = lines(self.say(EXPLAIN, low=names[low], high=names[high]), kind="kit-extremes")
            said += Markup().join(explains(self.page.words, str(one), one == low) for one in extremes if one in BOTS)
        turned = revealed(self.page.words, game.picks(number), names)
        return Markup('<div class="kit-opened">{}<div>{}</div></div>').format(turned, said)

    def _settle(self, game: Game) -> list[Widget]:
        number = game.now or 1
        fields = [short_field(self.page.words, side, side) | {"unstored": True} for side in SIDES]
        form = self.reused_form(
            groups=[{"fields": fields}],
            values={side: str(game.proposed(side, number)) for side in SIDES},
            actions=[{"key": "settle", "label": self.say(LAST if number == CARDS[-1] else NEXT), "primary": True}],
            on_action=lambda _key, values: self.decide(
                {SETTLED[side, number].name: str(values.get(side) or game.proposed(side, number)) for side in SIDES}
            ),
        )
        title, *_scene = self.card_head(game, self.say(TURNED))
        return [title, self.reused_text(self.reveal(game)), form]

    # A week

    def week(self, game: Game, side: str, at: str, go: Callable[[str, int], None]) -> list[Widget]:
        """The board before a week, then day by day; `at` says which day is on the screen, `go(side, day)` leads to another."""
        of, _dot, day = at.partition(".")
        if of != side or day not in map(str, range(1, DAYS + 1)):
            return self.before(game, side, go)
        return self._day(game, side, int(day), go)

    def _to_day(self, side: str, day: int) -> None:
        """To a day of a week; after the last one it is over."""
        over = {WEEKS.name: str(SIDES.index(side) + 1), DAY: ""}
        self.decide({DAY: f"{side}.{day}"} if day <= DAYS else over)

    def before(self, game: Game, side: str, go: Callable[[str, int], None]) -> list[Widget]:
        """The board, and with the second week what the first one came to."""
        words = self.page.words
        if side == TODAY:
            said = board(words, game) + lines(self.say(NOW_LIVE))
            start = self.button(self.say(PLAY_TODAY), lambda: go(side, 1))
            return [self.heading(self.say(BOARD_STANDS), self.say(YOUR_BOARD)), self.reused_text(said), start]
        title = self.heading(verdict(words, game, TODAY), self.say(DAY_HERE, board=BOARDS[TODAY]))
        said = self.reused_text(came_to(words, game.weeks[TODAY]))
        return [
            title,
            said,
            *self.wishes(game, self.say(PLAY_WISHED), lambda: go(side, 1)),
            self.reused_text(board(words, game)),
        ]

    def wishes(self, game: Game, label: str, then: Callable[[], None]) -> list[Widget]:
        """A button that plays the wished board, and the board, which can still be changed."""
        cards = deck(self.page.words.code)
        now = {SETTLED[WISHED, one].name: str(game.settled(WISHED, one)) for one in CARDS}
        fields = [
            short_field(self.page.words, WISHED, name, card.title) | {"unstored": True}
            for name, card in zip(now, cards, strict=True)
        ]
        form = self.reused_form(
            groups=[{"title": self.say(CHANGE_WISHES), "open": False, "fields": fields}], values=now
        )

        def play() -> None:
            changed = {name: value for name, value in form.values.items() if name in now and value != now[name]}
            if changed:
                self.page.write(self.verb, changed)
            then()

        return [self.button(label, play), form]

    def _day(self, game: Game, side: str, day: int, go: Callable[[str, int], None]) -> list[Widget]:
        words, week = self.page.words, game.weeks[side]
        last = FIRST_SUM if side == TODAY else LAST_SUM
        label = self.say(ON_TO, day=WEEKDAYS[day]) if day < DAYS else self.say(last)
        return [
            self.heading(self.say(WEEKDAYS[day - 1]), self.say(DAY_HERE, board=BOARDS[side])),
            self.reused_text(
                so_far(words, week, day)
                + Markup('<div class="kit-week-by-day">{}{}</div>').format(
                    calendar(words, week, day), news(words, week, day)
                )
            ),
            self.button(label, lambda: go(side, day + 1)),
        ]

    # The end

    def ending(self, game: Game) -> list[Widget]:
        """What both boards did."""
        words = self.page.words
        said = both_weeks(words, game) + folded(self.say(BOARD_STANDS), board(words, game), unfolded=True)
        return [self.heading(verdict(words, game, WISHED), self.say(LAST_SUM)), self.reused_text(said)]

    def _once_more(self, game: Game) -> list[Widget]:
        once_more = self.wishes(game, self.say(SAME_WEEK), lambda: self.decide({WEEKS.name: "1", DAY: f"{WISHED}.1"}))
        again = self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again)
        return [*once_more, again]

    def _again(self) -> None:
        picked = {name: "" for name in self.decided if name.startswith("pick.")}
        self.page.write(self.verb, picked)
        self.play_again(MOVES, keep=frozenset(), luck=LUCK)
