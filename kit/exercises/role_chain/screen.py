"""`play()` of the role chain: “Pass the customer on”, hot-seat in one browser.

Only what the present seat may know is sent to the browser. Each screen is made from the decisions so far
(`kit/exercises/role_chain/game.py`), so a reload shows the very same screen again.
"""

from collections.abc import Iterable

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.facts import ASK_AGAIN, PLAYERS, way_now
from kit.exercises.role_chain.game import (
    AGAIN,
    CHAIN,
    HUMAN,
    LONGEST_WORDS,
    MOST_NOTED,
    MOST_QUESTIONS,
    RIGHT,
    WOLF,
    Game,
    chosen_case,
)
from kit.exercises.role_chain.screen_end import film, side_by_side
from kit.exercises.role_chain.screen_paper import OnPaper
from kit.exercises.role_chain.setting import ROLE_LABELS, ROLES
from kit.journal import moment, now, stamp
from kit.messages import Message, _
from kit.screen.fields import text_field
from kit.screen.game import ANYWAY, SURE_AGAIN, GameStep
from kit.screen.text import heading, lines
from kit.typed import balanced, isolated

MINUTES_PER_SEAT = 3

CASE = _("Which customer?")
SEATS = _("Who sits where? Empty seats are filled by a bot.")
START_CHAIN = _("Begin as a chain")
CURTAIN = _("Now the keyboard goes to the {role}. Everybody else looks away.")
I_SIT_HERE = _("I sit here: show me the customer")
BOT_SAT = _("{role}: {player} has handed over already.")
NEXT_TALK = _("Go to the next talk")
PACE = _("Pace of the workshop: {minutes} minutes a seat. So far:")
RECEIVED = _("What reached you")
NOTHING_RECEIVED = _("Nothing reached you.")
SENDER_WORDS = _("In their own words:")
SAT_IN = _("You sat in, so you know all of this.")
HEARD = _("What you know after this talk")
ASK = _("Ask {left} more of these questions:")
NO_MORE = _("Time is up for questions; you have asked {most}.")
NOTE = _("What goes on the handover note? At most {most} facts.")
WORDS = _("And in your own words (kept as written)")
PAIRING = _("Does the next one sit in? Then everything carries over unwritten, and both spend an hour.")
ALONE, PAIRED = _("No, the note must do"), _("Yes, we pair")
HAND_OVER = _("Hand over")
CUSTOMER_ASKS = _("The customer asks")
SEND = _("Give these answers to the customer")
UNANSWERED = _(
    "{open} of {all} questions are unanswered. Whatever you leave open, the customer is asked again. Is that what you want?"
)
NOTHING_ASKED = _("You have asked nothing yet.")
NOTHING_PASSED_ON = _(
    "Nothing is on the note and nothing in your own words: the next one will know nothing of what you know."
)
SURE = _("Do you want to go on all the same?")
DOUBTS = _("The colleague who sat in shakes their head at: {questions}. You can change these answers once more.")
CONFIRM = _("We stay with these answers")
WOLF_INTRO = _(
    "Now the other way: one of you alone, another customer. Nothing gets lost on the way, but nobody digs as deep as a specialist, and nobody looks over your shoulder."
)
START_WOLF = _("Play this case as a lone wolf")
ANEW = _("Play again from the start")
USE_LOSS = _("Use our loss of {share} in the laboratory")
USED_LOSS = _("The laboratory now starts with your own loss.")


class PassOn(GameStep):
    def prepare(self) -> None:
        self.cases = cases(self.page.words.code)

    def game(self, way: str) -> Game:
        """The game of a way."""
        return Game(chosen_case(self.cases, self.decided, way), self.decided)

    # Which screen is shown

    def screen(self) -> list[Widget]:
        way = way_now(self.decided)
        if not way:
            return self._table()
        game = self.game(way)
        role = game.role_now(way)
        if game.is_over(way):
            return self._end(way)
        if role is None:
            return self._customer(game, way)
        if way == CHAIN and not game.begun(way, role):
            return self._curtain(game, role)
        return self._seat(game, way, role)

    # The table: case and seats

    def _table(self) -> list[Widget]:
        seats = [
            {
                "kind": "select",
                "name": f"seat.{role}",
                "label": self.say(ROLE_LABELS[role]),
                "options": self.options(PLAYERS),
            }
            for role in ROLES
        ]
        values = {"case.chain": self.game(CHAIN).case.key} | {
            f"seat.{role}": self.game(CHAIN).player(role) for role in ROLES
        }
        groups = [{"fields": [self._case_field(CHAIN)]}, {"title": self.say(SEATS), "open": True, "fields": seats}]
        chosen = self.reused_form(groups=groups, values=values)
        start = self.button(self.say(START_CHAIN), lambda: self.decide({"begun.chain": "yes"}))
        return [chosen, start, *self._paper()]

    def _paper(self) -> list[Widget]:
        return OnPaper(self, lambda: self.game(CHAIN).case, self._use).parts

    def _case_field(self, way: str) -> dict:
        options = [
            {"key": key, "label": f"{isolated(case.trade)}: {isolated(case.title)}"} for key, case in self.cases.items()
        ]
        return {"kind": "select", "name": f"case.{way}", "label": self.say(CASE), "options": options}

    # One seat

    def _curtain(self, game: Game, role: str) -> list[Widget]:
        bots = [
            self.say(BOT_SAT, role=ROLE_LABELS[one], player=PLAYERS[game.player(one)])
            for one in ROLES[: ROLES.index(role)]
            if game.player(one) != HUMAN
        ]
        said = lines(*bots) + lines(self.say(CURTAIN, role=ROLE_LABELS[role]), kind="kit-guess")
        return [
            self.reused_text(said),
            self.button(
                self.say(I_SIT_HERE),
                lambda: self.decide({f"{CHAIN}.{role}.begun": "yes", f"{CHAIN}.{role}.since": stamp(now())}),
            ),
        ]

    def _seat(self, game: Game, way: str, role: str) -> list[Widget]:
        seat = game.seat(role)
        head = [heading(f"{isolated(game.case.title)} – {self.say(ROLE_LABELS[role])}")]
        head += [lines(game.case.opening)] if role == ROLES[0] else []
        scene = Markup("<p><b>{}</b><br>{}</p><blockquote>{}</blockquote>").format(seat.person, seat.scene, seat.says)
        said = Markup().join([*head, self._received(game, way, role), scene])
        parts = [self.reused_text(said)]
        asked = game.asked(way, role)
        talk = Markup("<p><b>{}</b></p><blockquote>{}</blockquote>")
        parts.append(
            self.reused_text(
                Markup().join(talk.format(seat.questions[one].label, game.reply(way, role, one)) for one in asked)
            )
        )
        parts.append(self._questions(seat, way, role, asked))
        if way == CHAIN and role != ROLES[-1]:
            return [*parts, self._handover(game, role)]
        return [
            *parts,
            self.reused_text(heading(self.say(HEARD)) + self._facts(game, game.known(way, role))),
            self._next(way, role),
        ]

    def _received(self, game: Game, way: str, role: str) -> Markup:
        if way == WOLF or role == ROLES[0]:
            return Markup()
        sender = ROLES[ROLES.index(role) - 1]
        arrived = game.received(role)
        said = heading(self.say(RECEIVED))
        said += self._facts(game, arrived) if arrived else lines(self.say(NOTHING_RECEIVED))
        said += lines(self.say(SAT_IN)) if game.paired(sender) else Markup()
        words = game.words(sender)
        return said + (
            Markup("<p>{} „<bdi>{}</bdi>“</p>").format(self.say(SENDER_WORDS), balanced(words)) if words else Markup()
        )

    def _facts(self, game: Game, numbers: Iterable[int]) -> Markup:
        return Markup("<ul>{}</ul>").format(
            Markup().join(Markup("<li>{}</li>").format(game.facts[number].text) for number in sorted(numbers))
        )

    def _questions(self, seat, way: str, role: str, asked: list[int]) -> Widget:
        left = MOST_QUESTIONS - len(asked)
        if not left:
            return self.reused_text(lines(self.say(NO_MORE, most=MOST_QUESTIONS)))

        def ask(key, _values) -> None:
            if len(self.game(way).asked(way, role)) < MOST_QUESTIONS:
                self.decide({f"{way}.{role}.asked": ",".join(str(number) for number in [*asked, int(key)])})

        open_ones = [
            {"key": str(number), "label": one.label} for number, one in enumerate(seat.questions) if number not in asked
        ]
        groups = [
            {"fields": [{"kind": "card", "name": "ask", "help": self.say(ASK, left=left)}, *self._clock(way, role)]}
        ]
        return self.reused_form(groups=groups, actions=open_ones, on_action=ask)

    def _clock(self, way: str, role: str) -> list[dict]:
        since = self.decided.get(f"{way}.{role}.since")
        seconds = max(0, now() - moment(str(since))) // 1000
        return (
            [{"kind": "clock", "name": "clock", "label": self.say(PACE, minutes=MINUTES_PER_SEAT), "seconds": seconds}]
            if since
            else []
        )

    def _handover(self, game: Game, role: str) -> Widget:
        facts = [{"key": str(number), "label": game.facts[number].text} for number in sorted(game.known(CHAIN, role))]
        noted, words, pairing = (f"{CHAIN}.{role}.{name}" for name in ("noted", "words", "pairing"))
        fields = [
            {
                "kind": "several",
                "name": noted,
                "label": self.say(NOTE, most=MOST_NOTED),
                "most": MOST_NOTED,
                "options": facts,
            },
            text_field(self.page.words, words, WORDS, LONGEST_WORDS, "textarea"),
            {
                "kind": "choice",
                "name": pairing,
                "label": self.say(PAIRING),
                "options": self.options({"no": ALONE, "yes": PAIRED}),
            },
        ]
        values = {noted: "", words: "", pairing: "no"} | {
            name: self.decided[name] for name in (noted, words, pairing) if name in self.decided
        }
        return self._leave(CHAIN, role, HAND_OVER, groups=[{"fields": fields}], values=values)

    def _next(self, way: str, role: str) -> Widget:
        return self._leave(way, role, CUSTOMER_ASKS if role == ROLES[-1] else NEXT_TALK)

    def _leave(self, way: str, role: str, label: Message, **traits) -> Widget:
        """A form that ends a seat; it asks back where nothing was asked or nothing would arrive."""

        def leave(key, _values) -> None:
            missing = [] if key == ANYWAY else self._missing(way, role)
            if missing:
                self.ask_back(form, " ".join(self.say(one) for one in (*missing, SURE)))
            else:
                self.decide({f"{way}.{role}.handed": "yes"})

        form = self.reused_form(
            actions=[{"key": "on", "label": self.say(label), "primary": True}], on_action=leave, **traits
        )
        return form

    def _missing(self, way: str, role: str) -> list[Message]:
        """What a seat leaves undone."""
        game = self.game(way)
        hands_over = way == CHAIN and role != ROLES[-1]
        passes_on = game.paired(role) or game.noted(role) or game.words(role).strip()
        return [NOTHING_ASKED] * (not game.asked(way, role)) + [NOTHING_PASSED_ON] * bool(hands_over and not passes_on)

    # The customer asks

    def _customer(self, game: Game, way: str) -> list[Widget]:
        known = game.known(way, ROLES[-1])
        names = [f"{way}.answer{place}" for place in range(len(game.case.end))]
        fields = [self._final(game, place, name) for place, name in enumerate(names)]
        sent = self.decided.get(f"{way}.sent") == "yes"
        said = heading(self.say(CUSTOMER_ASKS)) + self._facts(game, known)
        if sent:
            doubted = ", ".join(str(place + 1) for place in game.doubts(way))
            said += lines(self.say(DOUBTS, questions=doubted), kind="kit-guess")
        done = f"{way}.confirmed" if sent else f"{way}.sent"

        def send(key, _values) -> None:
            unanswered = [name for name in names if not self.decided.get(name)]
            if unanswered and not sent and key != ANYWAY:
                self.ask_back(answers, self.say(UNANSWERED, open=len(unanswered), all=len(names)))
            else:
                self.decide({done: "yes"} | dict.fromkeys(unanswered, AGAIN))

        answers = self.reused_form(
            groups=[{"fields": fields}],
            values={name: self.decided.get(name, "") for name in names},
            actions=[{"key": "send", "label": self.say(CONFIRM if sent else SEND), "primary": True}],
            on_action=send,
        )
        return [self.reused_text(said), answers]

    def _final(self, game: Game, place: int, name: str) -> dict:
        final = game.case.end[place]
        options = [{"key": RIGHT, "label": final.right.text}]
        options += [{"key": f"wrong{number}", "label": wrong.text} for number, wrong in enumerate(final.wrong)]
        turn = (place * 3 + len(game.case.key)) % len(options)  # the right answer stands in no fixed place
        options = [*options[turn:], *options[:turn], {"key": AGAIN, "label": self.say(ASK_AGAIN)}]
        return {"kind": "choice", "name": name, "label": f"{place + 1}. {final.asks}", "options": options}

    # The end

    def _end(self, way: str) -> list[Widget]:
        chain = self.game(CHAIN)
        parts = [self.reused_text(film(self.page.words, self.game(way), way))]
        if way == CHAIN:
            parts += [
                self.reused_text(heading(self.say(WOLF_INTRO))),
                self.reused_form(
                    groups=[{"fields": [self._case_field(WOLF)]}], values={"case.wolf": self.game(WOLF).case.key}
                ),
            ]
            parts.append(self.button(self.say(START_WOLF), lambda: self.decide({"begun.wolf": "yes"})))
        else:
            parts.append(self.reused_text(side_by_side(self.page.words, chain, self.game(WOLF))))
        share = round(chain.lost_share, 2)
        parts.append(
            self.button(
                self.say(USE_LOSS, share=self.page.words.percent(share)), lambda: self._use(share), primary=False
            )
        )
        parts.append(self.button_that_asks(self.say(ANEW), self.say(SURE_AGAIN), self._anew))
        return parts

    def _use(self, share: float) -> None:
        self.page.write("setting", {"handover": "own", "own_loss": share})
        self.page.change({"handover": "own", "own_loss": share})
        self.page.header.note = self.say(USED_LOSS)

    def _anew(self) -> None:
        kept = {"opened", "case.chain", *(f"seat.{role}" for role in ROLES)}
        self.decide({name: "" for name in self.decided if name not in kept})
