"""One seat of “Pass the customer on”: the talk with the customer, and then the slip for the next one."""

from collections.abc import Iterable

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.role_chain.game import (
    CHAIN,
    HUMAN,
    LONGEST_WORDS,
    MOST_NOTED,
    MOST_QUESTIONS,
    WOLF,
    Game,
)
from kit.exercises.role_chain.screen_talk import SPEAKS, bots, earlier, kicker, seats, slip, talk
from kit.journal import moment, now
from kit.messages import Message, _
from kit.models.chain.setting import ROLES
from kit.screen.fields import text_field
from kit.screen.game import ANYWAY, GameStep
from kit.screen.text import folded, lines
from kit.typed import balanced
from kit.wording import Language

MINUTES_PER_SEAT = 3
PACE = _("Pace of the workshop: {minutes} minutes a seat. So far:")
RECEIVED = _("What reached you")
NOTHING_RECEIVED = _("Nothing reached you.")
SENDER_WORDS = _("In their own words:")
SAT_IN = _("You sat in, so you know all of this.")
HEARD = _("From this talk")
KNOWN = _("What you know")
ABOUT, WHERE = _("What it is about"), _("Where you are")
ASK, ASK_ONE = _("Say something: {left} questions left."), _("Say something: one question left.")
NO_MORE = _("No more time for questions: you have asked {most}.")
WRITE = _("Write the slip")
NEXT_TALK = _("Go to the next talk")
TO_CUSTOMER = _("Now the customer asks")
THE_SLIP = {
    "contact": _("The slip for the relationship manager"),
    "relation": _("The slip for the explainer"),
    "explain": _("The slip for the negotiator"),
}
NOTE = _("At most {most} facts. What is not on the slip is gone.")
WORDS = _("And in your own words (kept as written)")
PAIRING = _("Does the next one sit in? Then everything carries over unwritten, and both spend an hour.")
ALONE, PAIRED = _("No, the note must do"), _("Yes, they sit in")
HAND_OVER = _("Hand over")
BACK = _("Back to the talk")
NOTHING_ASKED = _("You have asked nothing yet.")
NOTHING_PASSED_ON = _(
    "Nothing is on the note and nothing in your own words: the next one will know nothing of what you know."
)
SURE = _("Do you want to go on all the same?")


class Seat:
    """The two screens of a seat, for a step."""

    def __init__(self, step: GameStep):
        self.step, self.say = step, step.say

    @property
    def words(self) -> Language:
        """The language of the page, to one person or to several."""
        return self.step.page.words

    def _title(self, game: Game, way: str, role: str, title: str) -> Widget:
        return self.step.heading(title, kicker(self.words, way, role))

    # The talk

    def talk(self, game: Game, way: str, role: str) -> list[Widget]:
        """The customer's face, what was said last, and what one can say oneself."""
        seat, asked = game.seat(role), game.asked(way, role)
        mine = seat.questions[asked[-1]].label if asked else ""
        theirs = game.reply(way, role, asked[-1]) if asked else seat.says
        said = talk(self.words, seat, game.mood(way, role), mine, theirs, earlier(self.words, game, way, role), SPEAKS)
        first = (
            folded(self.say(ABOUT), lines(game.case.opening), unfolded=not game.asked(way, role))
            if role == ROLES[0]
            else Markup()
        )
        return [
            self._title(game, way, role, seat.person),
            self.step.reused_text(seats(self.words, game, way, role) + said),
            self._questions(seat, way, role, asked),
            self.step.reused_text(
                Markup('<div class="kit-aside">{}{}{}</div>').format(
                    self._known(game, way, role), first, folded(self.say(WHERE), lines(seat.scene))
                )
            ),
        ]

    def _questions(self, seat, way: str, role: str, asked: list[int]) -> Widget:
        left = MOST_QUESTIONS - len(asked)
        on = WRITE if way == CHAIN and role != ROLES[-1] else TO_CUSTOMER if role == ROLES[-1] else NEXT_TALK

        def said(key, _values) -> None:
            if key not in ("on", ANYWAY):
                if len(self.step.game(way).asked(way, role)) < MOST_QUESTIONS:
                    self.step.decide({f"{way}.{role}.asked": ",".join(map(str, [*asked, int(key)]))})
            elif key == "on" and not asked:
                self.step.ask_back(form, " ".join(map(self.say, (NOTHING_ASKED, SURE))))
            else:
                self.step.decide({f"{way}.{role}.{'writing' if on is WRITE else 'handed'}": "yes"})

        can_ask = enumerate(seat.questions) if left else ()
        actions = [{"key": str(number), "label": one.label} for number, one in can_ask if number not in asked]
        actions.append({"key": "on", "label": self.say(on), "primary": True})
        help_text = (
            self.say(ASK_ONE if left == 1 else ASK, left=left) if left else self.say(NO_MORE, most=MOST_QUESTIONS)
        )
        fields = [{"kind": "card", "name": "ask", "help": help_text}, *self._clock(way, role)]
        form = self.step.reused_form(groups=[{"fields": fields}], actions=actions, on_action=said)
        return form

    def _clock(self, way: str, role: str) -> list[dict]:
        """How long this seat has lasted; who is alone has nobody waiting."""
        since = self.step.decided.get(f"{way}.{role}.since")
        if not since or self.step.page.is_alone:
            return []
        seconds = max(0, now() - moment(str(since))) // 1000
        return [
            {"kind": "clock", "name": "clock", "label": self.say(PACE, minutes=MINUTES_PER_SEAT), "seconds": seconds}
        ]

    def _known(self, game: Game, way: str, role: str) -> Markup:
        """What reached this seat, and what was heard here so far."""
        here = game.learnt(way, role)
        if way == WOLF:
            return self.facts(game, KNOWN, game.known(way, role))
        heard = self.facts(game, HEARD, here) if here else Markup()
        return self.received(game, role) + heard if role != ROLES[0] else heard

    def received(self, game: Game, role: str) -> Markup:
        """What the bots just before did, and the slip that came from there."""
        place = ROLES.index(role)
        people = [number for number in range(place) if game.player(ROLES[number]) == HUMAN]
        sat = bots(self.words, game, ROLES[people[-1] + 1 if people else 0 : place])
        sender, more = ROLES[place - 1], Markup()
        if game.paired(sender):
            more += lines(self.say(SAT_IN))
        if words := game.words(sender):
            more += Markup("<p>{} „<bdi>{}</bdi>“</p>").format(self.say(SENDER_WORDS), balanced(words))
        arrived = game.received(role)
        return sat + self.facts(game, RECEIVED, arrived, more if arrived else lines(self.say(NOTHING_RECEIVED)) + more)

    def facts(self, game: Game, title: Message, numbers: Iterable[int], more: Markup | str = "") -> Markup:
        """A slip with these facts."""
        return slip(self.say(title), (game.facts[number].text for number in sorted(numbers)), more)

    # The slip

    def slip(self, game: Game, role: str) -> list[Widget]:
        """The slip of paper for the next one, and whether they sit in."""
        facts = [{"key": str(number), "label": game.facts[number].text} for number in sorted(game.known(CHAIN, role))]
        noted, words, pairing = (f"{CHAIN}.{role}.{name}" for name in ("noted", "words", "pairing"))
        note = {"kind": "several", "name": noted, "label": self.say(NOTE, most=MOST_NOTED), "most": MOST_NOTED}
        fields = [
            note | {"options": facts},
            text_field(self.words, words, WORDS, LONGEST_WORDS, "textarea") | {"rows": 2},
            {
                "kind": "choice",
                "name": pairing,
                "label": self.say(PAIRING),
                "options": self.step.options({"no": ALONE, "yes": PAIRED}),
            },
        ]
        decided = self.step.decided
        values = {noted: "", words: "", pairing: "no"} | {
            name: decided[name] for name in (noted, words, pairing) if name in decided
        }

        def leave(key, _values) -> None:
            now_game = self.step.game(CHAIN)
            passes_on = now_game.paired(role) or now_game.noted(role) or now_game.words(role).strip()
            if key == "back":
                self.step.decide({f"{CHAIN}.{role}.writing": ""})
            elif passes_on or key == ANYWAY:
                self.step.decide({f"{CHAIN}.{role}.handed": "yes"})
            else:
                self.step.ask_back(form, " ".join(map(self.say, (NOTHING_PASSED_ON, SURE))))

        form = self.step.reused_form(
            groups=[{"fields": fields}],
            values=values,
            actions=[
                {"key": "on", "label": self.say(HAND_OVER), "primary": True},
                {"key": "back", "label": self.say(BACK)},
            ],
            on_action=leave,
        )
        return [
            self._title(game, CHAIN, role, self.say(THE_SLIP[role])),
            self.step.reused_text(seats(self.words, game, CHAIN, role) + Markup('<div class="kit-writing"></div>')),
            form,
        ]
