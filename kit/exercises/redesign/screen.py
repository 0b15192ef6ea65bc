"""`play()` of redesign: “The board meeting”, hot-seat at one screen or with bots in the seats that nobody has; then three years."""

import asyncio
from collections.abc import Callable, Mapping

from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import BEGUN
from kit.exercises.redesign.facts import levers as named
from kit.exercises.redesign.game import (
    LUCK,
    ME,
    MOVES,
    PEOPLE,
    PULLED,
    TRIES,
    YEARS,
    Game,
    Seat,
    plan_name,
    refused_name,
)
from kit.exercises.redesign.game_bots import bot_plan
from kit.exercises.redesign.game_paths import (
    BUDGET_EUR,
    COSTS_EUR,
    NOTHING,
    Path,
    goes_on,
    levers_of,
    pulled,
    pulled_in,
    written,
    written_plan,
)
from kit.exercises.redesign.roles import ENOUGH, NAMES, ROLES
from kit.exercises.redesign.screen_end import kept, result, verdict
from kit.exercises.redesign.screen_plans import fields, lever_option, own_card, path_in, reckoned, revealed, too_much
from kit.exercises.redesign.screen_seats import called, reasons, seats, votes
from kit.exercises.redesign.screen_year import money, picture, standing
from kit.exercises.redesign.setting import LEVERS
from kit.messages import _
from kit.screen.game import DRAFT, SURE_AGAIN, GameStep
from kit.screen.text import lines, show, text
from kit.wording import Language

SITS, SEEN = (
    f"{DRAFT}sits",
    f"{DRAFT}seen",
)  # who has taken the keyboard, and which year was looked at: no moves of the game
AHEAD_SECONDS = 0.4  # between two bots, so that a click is answered at once

GAME, FOUR = _("The board meeting"), _("Four seats, three years, one budget")
INTRO = _(
    "Before each year the board may pull levers. The budget of change for all three years is {budget} EUR; all four levers would take {all} EUR. The board holds together if at least {enough} of the four aims are reached."
)
CHALLENGE = _(
    "Whoever leaves everything as it is reaches at least {enough} aims in {held} of {lucks} games, and all four in {full}. Can you get all four?"
)
BEGIN = _("To the first meeting")
MEETING = _("Meeting before year {year} of {years}")
YOUR_PLAN, THEIR_PLAN = _("Your proposal"), _("{role}: your proposal")
ALL_LOOK_AWAY = _("{role} takes the keyboard, everybody else looks away.")
I_SIT_HERE = _("I am {role}: show me my card")
HAND_IN, REVEAL = _("Hand in"), _("Reveal all proposals")
TAKE_BACK = _("Take back the proposal of {role}")
ON_THE_TABLE = _("All proposals on the table")
TALK = _("Whose aim is missed, and what would make it bearable? Talk, then decide for this year alone.")
TALK_BOTS = _("Put a motion for this year. It needs {enough} of four votes; yours is one. Tries left: {tries}.")
TALK_SOME = _("Agree on a motion for this year. With your votes it needs {enough} of four. Tries left: {tries}.")
PULL_NOW, DECIDE, VOTE = _("Pull in year {year}"), _("So decided: on with the year"), _("Put it to the vote")
REFUSED = _("Refused: {levers}")
GONE_BY = _("No motion was carried. The year goes by without a change.")
NO_CHANGE = _("On with the year, without a change")
CARRIED = _("Carried: {levers}")
YEAR_OVER = _("Year {year} is over")
TO_MEETING, TO_YEAR, TO_END = _("To the meeting before year {year}"), _("On to year {year}"), _("To the result")
SPENT = _("No lever can be paid for any more, so there was no meeting before this year.")
OVER = _("Three years are over")
AGAIN, SAME_LUCK = _("Play again with other luck"), _("The same three years once more, decided otherwise")
TAKEN = _("Your seat")


class BoardMeeting(GameStep):
    def prepare(self) -> None:
        super().prepare()
        self.ahead = self.later()
        self.box.add_class("kit-meet")
        self.plan, self.reckoned = self.form(), text()
        self.reckon: Callable[[Mapping], None] = lambda _values: None
        self.plan.observe(lambda change: self.reckon(change["new"]), "values")

    def screen(self) -> list[Widget]:
        game = Game(self.decided)
        if not game.is_begun:
            return self._welcome(game)
        year = self._to_see(game)
        if year:
            return self.year(game, year, lambda: self.decide({SEEN: str(year)}))
        if game.now:
            return self._meeting(game, game.now)
        return [*self.ending(game), *self._once_more()]

    def is_over(self) -> bool:
        game = Game(self.decided)
        return game.is_over and self._to_see(game) is None

    def _to_see(self, game: Game) -> int | None:
        """The year that is to be looked at next; who takes a game over from a code begins behind all."""
        return year_to_see(game, self.decided[SEEN]) if SEEN in self.decided else None

    def names(self, game: Game) -> Mapping[Seat, str]:
        """What whoever proposes is called, by seat; bots with their names."""
        own = {seat: self.say(NAMES[role]) for seat, role in game.seats.items()}
        return own | {role: called(self.page.words, role) for role in game.bots}

    def mine(self, game: Game) -> str:
        """The role of whoever sits at this screen; empty where several do."""
        return game.people[0] if len(game.people) == 1 else ""

    def _welcome(self, game: Game) -> list[Widget]:
        alone, say = self.page.is_alone, self.say
        counts = [{"key": str(one), "label": str(one)} for one in range(2, len(ROLES) + 1)]
        count = {"kind": "select", "name": PEOPLE.name, "label": say(PEOPLE.label), "options": counts}
        seat = {"kind": "choice", "name": ME.name, "label": say(TAKEN), "options": self.options(NAMES)}
        form = self.reused_form(
            groups=[{"fields": [(seat if alone else count) | {"unstored": True}]}],
            values={ME.name: ME.default} if alone else {PEOPLE.name: str(PEOPLE.default)},
            actions=[{"key": "begin", "label": say(BEGIN), "primary": True}],
            on_action=lambda _key, values: self._begin(values),
        )
        all_eur = sum(COSTS_EUR.values())
        said = lines(say(INTRO, budget=BUDGET_EUR, all=all_eur, enough=ENOUGH), say(CHALLENGE, **kept(NOTHING)))
        shown = Game({PEOPLE.name: len(ROLES)})  # nobody is a bot yet
        return [
            self.heading(say(GAME), say(FOUR)),
            self.reused_text(said + seats(self.page.words, shown)),
            form,
        ]

    def _begin(self, values: Mapping) -> None:
        people = 1 if self.page.is_alone else int(values.get(PEOPLE.name, PEOPLE.default))
        self.decide({BEGUN: "yes", PEOPLE.name: people, ME.name: values.get(ME.name, ME.default)})

    # A meeting

    def meeting_head(self, year: int, title: str) -> Widget:
        """The heading of whatever happens in a meeting."""
        return self.heading(title, self.say(MEETING, year=year, years=YEARS))

    def _meeting(self, game: Game, year: int) -> list[Widget]:
        turn = game.turn
        if turn is None:
            return self._settle(game, year)
        role = game.role_of(turn)
        if len(game.seats) > 1 and self.decided.get(SITS) != f"{year}.{turn}":
            return self._curtain(game, year, role)
        self.ahead.start(_reckon_ahead(game, year))
        is_last = list(game.seats)[-1] == turn
        title = self.say(THEIR_PLAN, role=NAMES[role]) if len(game.seats) > 1 else self.say(YOUR_PLAN)
        return self.plan_form(
            game,
            role,
            game.kept_plan(turn),
            self.meeting_head(year, title),
            self.say(REVEAL if is_last else HAND_IN),
            lambda plan: self.decide({plan_name(year, turn): plan, SITS: ""}),
        )

    def plan_form(
        self, game: Game, role: str, start: Path, head: Widget, label: str, then: Callable[[str], None]
    ) -> list[Widget]:
        """A private proposal with what the own department reckons, at first `start`; `then(plan)` hears it."""
        words, form = self.page.words, self.plan

        def reckon(values: Mapping) -> None:
            path = path_in(game, values)
            show(self.reckoned, reckoned(words, role, path))
            form.message = too_much(words, path)

        def act(_key, values) -> None:
            path = path_in(game, values)
            if goes_on(game.settled, path):
                then(written_plan(path))

        begun = dict(zip(LEVERS, start, strict=True))
        start_values = {lever: str(begun[lever]) for lever in game.still}
        form.redo(
            groups=[{"fields": fields(words, game)}],
            values=start_values,
            actions=[{"key": "hand in", "label": label, "primary": True}],
            on_action=act,
        )
        self.reckon = reckon
        reckon(start_values)
        return [head, self.reused_text(own_card(words, role, game)), form, self.reckoned]

    def _curtain(self, game: Game, year: int, role: str) -> list[Widget]:
        given = list(game.plans(year))

        def act(key, _values) -> None:
            self.decide({plan_name(year, given[-1]): "", SITS: ""} if key == "back" else {SITS: f"{year}.{role}"})

        actions = [{"key": "sit", "label": self.say(I_SIT_HERE, role=NAMES[role]), "primary": True}]
        if given:
            actions.append({"key": "back", "label": self.say(TAKE_BACK, role=NAMES[str(given[-1])])})
        return [
            self.meeting_head(year, self.say(NAMES[role])),
            self.reused_text(lines(self.say(ALL_LOOK_AWAY, role=NAMES[role]))),
            self.reused_form(actions=actions, on_action=act),
        ]

    def table_of(self, game: Game, year: int) -> Markup:
        """All proposals, and what the bots say to theirs."""
        words = self.page.words
        return Markup('<div class="kit-meet-table"><div>{}</div><div>{}</div></div>').format(
            revealed(words, game, year, self.names(game)), reasons(words, game, year)
        )

    def _settle(self, game: Game, year: int) -> list[Widget]:
        words, refused = self.page.words, game.refused(year)
        said = Markup()
        for bits in refused[-1:]:
            motion = levers_of(bits)
            said += lines(self.say(REFUSED, levers=named(motion)), kind="kit-problem") + votes(
                words, game, year, motion
            )
        said += self.table_of(game, year)
        title = self.meeting_head(year, self.say(ON_THE_TABLE))
        if len(refused) >= TRIES:
            nothing = {PULLED[year].name: written(()), SEEN: ""}
            button = self.button(self.say(NO_CHANGE), lambda: self.decide(nothing))
            return [title, self.reused_text(said + lines(self.say(GONE_BY))), button]
        values = {"enough": ENOUGH, "tries": TRIES - len(refused)}
        talk = self.say(TALK_BOTS if len(game.people) == 1 else TALK_SOME, **values) if game.bots else self.say(TALK)
        return [title, self.reused_text(said), self.reused_text(lines(talk)), self._motion(game, year)]

    def _motion(self, game: Game, year: int) -> Widget:
        words = self.page.words

        def act(_key, values) -> None:
            motion = [lever for lever in str(values.get("motion") or "").split(",") if lever in LEVERS]
            problem = too_much(words, pulled(game.path, motion, year))
            if problem:
                form.say_until_moved(problem)
            elif game.is_carried(year, motion):
                self.decide({PULLED[year].name: written(motion), SEEN: ""})
            else:
                self.decide({refused_name(year): ",".join([*game.refused(year), written(motion)])})

        field = motion_field(words, game, year)
        form = self.reused_form(
            groups=[{"fields": [field]}],
            values={"motion": ",".join(lever for lever in LEVERS if lever in self._proposed(game, year))},
            actions=[{"key": "decide", "label": self.say(VOTE if game.bots else DECIDE), "primary": True}],
            on_action=act,
        )
        return form

    def _proposed(self, game: Game, year: int) -> tuple[str, ...]:
        """What a motion begins with: one's own proposal if one is alone, else what more than half of all want."""
        if len(game.people) > 1:
            return game.wanted(year)
        return pulled_in(game.plans(year)[game.people[0]], year)

    # A year

    def year(self, game: Game, year: int, on: Callable[[], None]) -> list[Widget]:
        """What a year brought; `on()` leads on."""
        words = self.page.words
        label = TO_END if year == YEARS else TO_YEAR if year < len(game.settled) else TO_MEETING
        said = lines(money(words, game, year), kind="kit-meet-lead")
        motion = levers_of(game.settled[year - 1])
        asked = game.bots and year <= game.met and len(game.refused(year)) < TRIES
        voted = lines(self.say(CARRIED, levers=named(motion))) + votes(words, game, year, motion) if asked else Markup()
        unasked = lines(self.say(SPENT), kind="kit-guess") if year > game.met else Markup()
        return [
            self.heading(self.say(YEAR_OVER, year=year), words.said(named(motion))),
            self.reused_text(voted + unasked + said + picture(words, game, year)),
            self.button(self.say(label, year=year + 1), on),
            self.reused_text(standing(words, game, year, self.mine(game))),
        ]

    # The end

    def ending(self, game: Game) -> list[Widget]:
        """Who has reached what, and what luck did."""
        return [
            self.heading(verdict(self.page.words, game), self.say(OVER)),
            self.reused_text(result(self.page.words, game, self.mine(game))),
        ]

    def _once_more(self) -> list[Widget]:
        return [
            self.button_that_asks(self.say(SAME_LUCK), self.say(SURE_AGAIN), lambda: self._again(same_luck=True)),
            self.button_that_asks(self.say(AGAIN), self.say(SURE_AGAIN), self._again),
        ]

    def _again(self, same_luck: bool = False) -> None:
        told = {name: "" for name in self.decided if name.startswith(("plan.", "refused."))}
        luck = Game(self.decided).luck
        self.page.write(self.verb, told | ({LUCK.name: (luck - 2) % int(LUCK.high) + 1} if same_luck else {}))
        self.play_again(MOVES, keep=frozenset(), luck=LUCK)


def year_to_see(game: Game, seen: object) -> int | None:
    """The settled year to be looked at next by whoever has looked at year `seen`; after the last meeting year by year to the end."""
    year = max(int(str(seen)) + 1 if str(seen).isdecimal() else 1, game.met)
    return year if 0 < year <= len(game.settled) else None


async def _reckon_ahead(game: Game, year: int) -> None:
    """While people think, what the bots will propose: it takes them a moment, and the answer is remembered."""
    for role in game.bots:
        await asyncio.sleep(AHEAD_SECONDS)
        bot_plan(role, game.before(year), year)


def motion_field(words: Language, game: Game, year: int) -> dict:
    """The levers that can be pulled in a year."""
    options = [{"key": lever, "label": lever_option(words, lever)} for lever in game.still]
    return {
        "kind": "several",
        "name": "motion",
        "label": words.say(PULL_NOW, year=year),
        "options": options,
        "most": len(options),
        "unstored": True,
    }
