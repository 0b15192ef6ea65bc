"""`play()` of the role chain: “Pass the customer on”, for one person beside bots, or hot-seat in one browser.

Only what the present seat may know is sent to the browser. Each screen is made from the decisions so far
(`kit/exercises/role_chain/game.py`), so a reload shows the very same screen again.
"""

from collections.abc import Mapping

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.facts import PLAYERS, way_now
from kit.exercises.role_chain.game import CHAIN, CONTENT, HUMAN, MEETING, MEETS, WOLF, Game, chosen_case, seats_alone
from kit.exercises.role_chain.screen_customer import Customer
from kit.exercises.role_chain.screen_end import end, side_by_side, verdict
from kit.exercises.role_chain.screen_paper import OnPaper
from kit.exercises.role_chain.screen_seat import Seat
from kit.exercises.role_chain.screen_talk import bots, seats, slip, talk
from kit.journal import now, stamp
from kit.messages import Message, _
from kit.models.chain.setting import OWN, ROLE_LABELS, ROLES
from kit.screen.game import SURE_AGAIN, GameStep
from kit.screen.text import lines
from kit.typed import balanced, isolated

GAME = _("Pass the customer on")
HOW = _("Four seats, one customer, three slips of paper. What is not on the slip is gone.")
BEGIN = _("Begin as {role}")
OTHER_CASE = _("Another customer")
CASE = _("Which customer?")
SEATS = _("Who sits where? Empty seats are filled by a bot.")
START_CHAIN = _("Begin as a chain")
HANDOVER = _("Handing over")
TURNS = {
    "contact": _("Now it is the contact maker’s turn."),
    "relation": _("Now it is the relationship manager’s turn."),
    "explain": _("Now it is the explainer’s turn."),
    "close": _("Now it is the negotiator’s turn."),
}
CUSTOMERS_TURN = _("Now the customer asks you.")
LOOK_AWAY = _("Everybody else looks away.")
I_SIT_HERE, TO_CUSTOMER = _("I sit here: show me the customer"), _("To the customer")
GOES_ONE, GOES, GOES_ALL = (
    _("One fact goes along."),
    _("{count} facts go along."),
    _("Everything goes along: the next one sat in."),
)
GOES_NONE, GOES_WORDS = _("No fact goes along."), _("So do words of your own.")
YOUR_SLIP = _("What goes along")
TAKE_BACK = _("Take the slip back")
WOLF_INTRO = _(
    "Now the other way: one of you alone, another customer. Nothing gets lost on the way, but nobody digs as deep as a specialist, and nobody looks over your shoulder."
)
START_WOLF = _("As a lone wolf: {case}")
NEXT_CUSTOMER = _("Next customer: you sit in seat {number}")
ANEW = _("Play again from the start")
USE_LOSS = _("Use the loss of {share} in the laboratory")
USED_LOSS = _("The laboratory now starts with your own loss.")


class PassOn(GameStep):
    def prepare(self) -> None:
        self.cases = cases(self.page.words.code)
        self.seat, self.customer = Seat(self), Customer(self)
        self.box.add_class("kit-pass-on")  # what look.css dresses
        self._shown: list[str] = []
        self._was_own: bool | None = None  # whether the laboratory's handover was “as in your own game”
        self.page.listen_decisions(self, self._chosen)

    def _chosen(self) -> None:
        """Another customer was chosen: show who that is."""
        if self._shown and self._shown != self._customers():
            self.refresh()
        self._take_own()

    def _take_own(self) -> None:
        """Whoever chooses “as in your own game” in the laboratory gets the figure of that game."""
        is_own = self.page.decided("setting").get("handover") == OWN
        is_new, self._was_own = is_own and self._was_own is False, is_own
        if is_new and self.is_over():
            share = round(self.game(CHAIN).lost_share, 2)
            self.page.decide_setting({"handover": OWN, "own_loss": share}, keep=True)

    def _customers(self) -> list[str]:
        return [self.game(way).case.key for way in (CHAIN, WOLF)]

    def game(self, way: str) -> Game:
        """The game of a way."""
        return Game(chosen_case(self.cases, self.decided, way), self.decided)

    def is_over(self) -> bool:
        return bool(self.decided.get("begun.chain")) and self.game(CHAIN).is_told(CHAIN)

    # Which screen is shown

    def screen(self) -> list[Widget]:
        way, self._shown = way_now(self.decided), self._customers()
        if self._was_own is None:
            self._was_own = self.page.decided("setting").get("handover") == OWN
        if not way:
            return self._table()
        game = self.game(way)
        role = game.role_now(way)
        if game.is_over(way):
            return self._end(way) if game.is_told(way) else self.customer.reveals(game, way)
        if way == CHAIN and game.is_between(self.page.is_alone):
            return self._between(game, role)
        if role is None:
            return self.customer.asks(game, way)
        if way == CHAIN and role != ROLES[-1] and self.decided.get(f"{way}.{role}.writing") == "yes":
            return self.seat.slip(game, role)
        return self.seat.talk(game, way, role)

    # The table: case and seats

    def _table(self) -> list[Widget]:
        alone = self.page.is_alone
        game = self._planned() if alone else self.game(CHAIN)
        first = talk(self.page.words, game.seat(ROLES[0]), CONTENT, "", "", lines(self.say(HOW)))
        head = [
            self.heading(game.case.title, self.say(GAME)),
            self.reused_text(first + seats(self.page.words, game, CHAIN, self._mine(game) if alone else ROLES[0])),
        ]
        return [*head, *(self._alone(game) if alone else self._several()), *self._paper()]

    def _planned(self) -> Game:
        """The game that one person alone begins: one seat is theirs, bots sit in the others."""
        turn = self.decided.get("turn")
        return Game(self.game(CHAIN).case, {**self.decided, **seats_alone(turn if type(turn) is int else 0)})

    def _mine(self, game: Game) -> str:
        """The first seat that is not a bot's."""
        return next((role for role in ROLES if game.player(role) == HUMAN), ROLES[-1])

    def _alone(self, game: Game) -> list[Widget]:
        def begin() -> None:
            self.decide(seats_alone(turn) | {"begun.chain": "yes", MEETS: HUMAN})

        turn = ROLES.index(self._mine(game))
        start = self.button(self.say(BEGIN, role=ROLE_LABELS[self._mine(game)]), begin)
        return [start, self._other_case(CHAIN, game)]

    def _other_case(self, way: str, game: Game) -> Widget:
        """Another customer, folded."""
        form = self.reused_form(
            groups=[{"title": self.say(OTHER_CASE), "fields": [self._case_field(way)]}],
            values={f"case.{way}": game.case.key},
        )
        return form

    def _several(self) -> list[Widget]:
        fields = [
            {
                "kind": "select",
                "name": f"seat.{role}",
                "label": self.say(ROLE_LABELS[role]),
                "options": self.options(PLAYERS),
            }
            for role in ROLES
        ]
        asked = any(f"seat.{role}" in self.decided for role in ROLES)  # once: then only on request
        values = {"case.chain": self.game(CHAIN).case.key} | {
            f"seat.{role}": self.game(CHAIN).player(role) for role in ROLES
        }
        groups = [
            {"fields": [self._case_field(CHAIN)]},
            {"title": self.say(SEATS), "open": not asked, "fields": fields},
        ]
        chosen = self.reused_form(groups=groups, values=values)
        start = self.button(self.say(START_CHAIN), lambda: self.decide({"begun.chain": "yes", MEETS: HUMAN}))
        return [chosen, start]

    def _paper(self) -> list[Widget]:
        return OnPaper(self, lambda: self.game(CHAIN).case, self._use).parts

    def _case_field(self, way: str) -> dict:
        options = [
            {"key": key, "label": f"{isolated(case.trade)}: {isolated(case.title)}"} for key, case in self.cases.items()
        ]
        return {"kind": "select", "name": f"case.{way}", "label": self.say(CASE), "options": options}

    # Between two seats

    def _between(self, game: Game, role: str | None) -> list[Widget]:
        """The slip is on its way; whoever gave it may take it back until the next one looks at it."""
        alone, sender = self.page.is_alone, game.sender_now
        title = self.say(TURNS[role] if role else CUSTOMERS_TURN)
        place = ROLES.index(role) if role else len(ROLES)
        said = Markup() if sender is None else self._goes_along(game, sender)
        said += bots(self.page.words, game, ROLES[ROLES.index(sender) + 1 if sender else 0 : place])
        said += Markup() if alone else lines(self.say(LOOK_AWAY))
        taken = {f"{CHAIN}.{role}.begun": "yes", f"{CHAIN}.{role}.since": stamp(now())} if role else {MEETING: "yes"}

        def go(key, _values) -> None:
            self.decide({f"{CHAIN}.{sender}.handed": ""} if key == "back" else taken)

        label = self.say(TO_CUSTOMER if alone or not role else I_SIT_HERE)
        actions = [{"key": "on", "label": label, "primary": True}]
        actions += [{"key": "back", "label": self.say(TAKE_BACK)}] if sender else []
        return [
            self.heading(title, self.say(HANDOVER)),
            self.reused_text(seats(self.page.words, game, CHAIN, role) + said),
            self.reused_form(actions=actions, on_action=go),
        ]

    def _goes_along(self, game: Game, sender: str) -> Markup:
        """What goes along: in a group only how much, since everybody may see this screen."""
        facts, words = game.noted(sender), game.words(sender).strip()
        count: Message = GOES_ALL if game.paired(sender) else {0: GOES_NONE, 1: GOES_ONE}.get(len(facts), GOES)
        said = lines(" ".join([self.say(count, count=len(facts)), *([self.say(GOES_WORDS)] if words else [])]))
        if not self.page.is_alone or game.paired(sender):
            return said
        own = Markup("<p>„<bdi>{}</bdi>“</p>").format(balanced(words)) if words else Markup()
        texts = [game.facts[number].text for number in sorted(facts)]
        return said + Markup('<div class="kit-leaving">{}</div>').format(slip(self.say(YOUR_SLIP), texts, own))

    # The end

    def _end(self, way: str) -> list[Widget]:
        words, game, chain = self.page.words, self.game(way), self.game(CHAIN)
        parts = [
            self.heading(verdict(words, game.outcome(way)), game.case.title),
            self.reused_text(end(words, game, way)),
        ]
        if way == CHAIN:
            parts += self._other_ways(game)
        else:
            parts.append(self.reused_text(side_by_side(words, chain, game)))
        share = round(chain.lost_share, 2)
        parts.append(
            self.button(self.say(USE_LOSS, share=words.percent(share)), lambda: self._use(share), primary=False)
        )
        parts.append(self.button_that_asks(self.say(ANEW), self.say(SURE_AGAIN), self._anew))
        return parts

    def _other_ways(self, game: Game) -> list[Widget]:
        """The next customer for one person alone, and the lone wolf."""
        wolf = self.game(WOLF)
        turn = (ROLES.index(self._mine(game)) + 1) % len(ROLES)

        def go(key, _values) -> None:
            self._next_customer(turn) if key == "next" else self.decide({"begun.wolf": "yes"})

        actions = [{"key": "wolf", "label": self.say(START_WOLF, case=wolf.case.title), "primary": True}]
        if self.page.is_alone:
            actions.append({"key": "next", "label": self.say(NEXT_CUSTOMER, number=turn + 1)})
        return [
            self.reused_text(lines(self.say(WOLF_INTRO))),
            self.reused_form(actions=actions, on_action=go),
            self._other_case(WOLF, wolf),
        ]

    def _use(self, share: float) -> None:
        self.page.write("setting", {"handover": OWN, "own_loss": share})
        self.page.change({"handover": OWN, "own_loss": share})
        self.page.header.note = self.say(USED_LOSS)
        self.page.go("compare")

    def _anew(self) -> None:
        kept = {"opened", "case.chain", "turn", *(f"seat.{role}" for role in ROLES)}
        self.decide(self._cleared(kept))

    def _next_customer(self, turn: int) -> None:
        keys = list(self.cases)
        after = keys[(keys.index(self.game(CHAIN).case.key) + 1) % len(keys)]
        self.decide(self._cleared({"opened"}) | {"case.chain": after, "turn": turn})

    def _cleared(self, kept: set[str]) -> Mapping:
        return {name: "" for name in self.decided if name not in kept}
