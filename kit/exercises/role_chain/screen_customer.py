"""The end of a case: the customer asks eight questions, one after the other; then each is looked at in turn."""

from ipywidgets import Widget
from markupsafe import Markup

from kit.exercises.role_chain.facts import ASK_AGAIN, WAYS
from kit.exercises.role_chain.game import AGAIN, ANNOYED, CONTENT, DOUBTFUL, RIGHT, Game
from kit.exercises.role_chain.screen_end import LOST, NEVER
from kit.exercises.role_chain.screen_seat import KNOWN
from kit.exercises.role_chain.screen_talk import SPEAKS, seats, slip, talk
from kit.messages import _
from kit.models.chain.setting import ROLE_LABELS, ROLES
from kit.screen.game import ANYWAY, GameStep
from kit.screen.text import lines
from kit.wording import Language

CUSTOMER_ASKS = _("The customer asks: {number} of {all}")
ANSWER = _("What do you say?")
BEFORE, ALL_AT_ONCE = _("Change the last answer"), _("All eight on one page")
READY = _("Your answers are ready to go")
READY_KICKER = _("The customer is waiting")
READY_LINE = _("So far nobody has seen them.")
CHANGE = _("Look at the answers again")
SEND = _("Give these answers to the customer")
UNANSWERED = _(
    "{open} of {all} questions are unanswered. Whatever you leave open, the customer is asked again. Is that what you want?"
)
DOUBTS = _("The colleague who sat in shakes their head at: {questions}. You can change these answers once more.")
CONFIRM = _("Stay with these answers")
REVEAL = _("What came of it: {number} of {all}")
HOLDS = _("✓ That is true, and it holds.")
LUCKY = _("✓ That is true, although it never reached you: remembered or guessed.")
ASKED = _("↩ The customer has to tell it once more.")
BREAKS = _("✕ The promise breaks: {what}")
TRUE = _("What was true")
TRUE_ANSWER = _("The right answer: “{answer}”")
ARRIVED = _("it arrived")
GO_ON, TO_RESULT, SKIP = _("Next question"), _("To the result"), _("Straight to the result")
MOOD = {RIGHT: CONTENT, AGAIN: DOUBTFUL}


class Customer:
    """The screens in which the customer asks, and those that show what came of it."""

    def __init__(self, step: GameStep):
        self.step, self.say = step, step.say

    @property
    def words(self) -> Language:
        """The language of the page, to one person or to several."""
        return self.step.page.words

    def asks(self, game: Game, way: str) -> list[Widget]:
        """The next question that is not answered; after the last one, or on request, all of them."""
        decided = self.step.decided
        names = [f"{way}.answer{place}" for place in range(len(game.case.end))]
        unanswered = [place for place, name in enumerate(names) if not decided.get(name)]
        if not unanswered or decided.get(f"{way}.all") == "yes" or decided.get(f"{way}.sent") == "yes":
            return self._all(game, way, names)
        place = unanswered[0]

        def said(key, _values) -> None:
            if key == "back":
                self.step.decide({names[place - 1]: ""})
            else:
                self.step.decide({f"{way}.all": "yes"} if key == "all" else {names[place]: key})

        others = [{"key": "back", "label": self.say(BEFORE)}] if place else []
        others += [{"key": "all", "label": self.say(ALL_AT_ONCE)}]
        final, seat = game.case.end[place], game.seat(ROLES[-1])
        said_now = talk(self.words, seat, game.mood(way, ROLES[-1]), "", final.asks, "", SPEAKS)
        return [
            self.step.heading(
                self.say(CUSTOMER_ASKS, number=place + 1, all=len(names)),
                f"{self.say(WAYS[way])}: {game.case.title}",
            ),
            self.step.reused_text(seats(self.words, game, way, None) + said_now),
            self.step.reused_form(
                groups=[{"fields": [{"kind": "card", "name": "answer", "help": self.say(ANSWER)}]}],
                actions=self._options(game, place),
                on_action=said,
            ),
            self.step.reused_form(actions=others, on_action=said),
            self.step.reused_text(self._known(game, way)),
        ]

    def _known(self, game: Game, way: str) -> Markup:
        known = [game.facts[number].text for number in sorted(game.known(way, ROLES[-1]))]
        return Markup('<div class="kit-aside">{}</div>').format(slip(self.say(KNOWN), known))

    def _options(self, game: Game, place: int) -> list[dict]:
        """The answers that are possible; the right one stands in no fixed place."""
        final = game.case.end[place]
        options = [{"key": RIGHT, "label": final.right.text}]
        options += [{"key": f"wrong{number}", "label": wrong.text} for number, wrong in enumerate(final.wrong)]
        turn = (place * 3 + len(game.case.key)) % len(options)
        return [*options[turn:], *options[:turn], {"key": AGAIN, "label": self.say(ASK_AGAIN)}]

    def _all(self, game: Game, way: str, names: list[str]) -> list[Widget]:
        decided = self.step.decided
        sent = decided.get(f"{way}.sent") == "yes"
        doubted = ", ".join(str(place + 1) for place in game.doubts(way)) if sent else ""

        def send(key, _values) -> None:
            unanswered = [name for name in names if not self.step.decided.get(name)]
            if unanswered and not sent and key != ANYWAY:
                self.step.ask_back(going, self.say(UNANSWERED, open=len(unanswered), all=len(names)))
            else:
                done = {f"{way}.confirmed" if sent else f"{way}.sent": "yes", f"{way}.revealed": 0}
                self.step.decide(done | dict.fromkeys(unanswered, AGAIN))

        head = self.step.heading(self.say(READY), self.say(READY_KICKER))
        said = lines(self.say(DOUBTS, questions=doubted), kind="kit-guess") if sent else lines(self.say(READY_LINE))
        mood = DOUBTFUL if sent else game.mood(way, ROLES[-1])
        told = self.step.reused_text(talk(self.words, game.seat(ROLES[-1]), mood, "", "", said))
        going = self.step.reused_form(
            actions=[{"key": "send", "label": self.say(CONFIRM if sent else SEND), "primary": True}], on_action=send
        )
        fields = [
            {
                "kind": "choice",
                "name": name,
                "label": f"{place + 1}. {game.case.end[place].asks}",
                "options": self._options(game, place),
            }
            for place, name in enumerate(names)
        ]
        is_open = sent or not all(decided.get(name) for name in names)
        answers = self.step.reused_form(
            groups=[{"title": self.say(CHANGE), "open": is_open, "fields": fields}],
            values={name: decided.get(name, "") for name in names},
        )
        return [head, told, going, answers, self.step.reused_text(self._known(game, way))]

    # What came of it

    def reveals(self, game: Game, way: str) -> list[Widget]:
        """One question, the answer that was given, the customer's face, and what was true and where it fell off."""
        place, count = game.revealed(way), len(game.case.end)
        final, answer = game.case.end[place], game.answers(way)[place]
        mood = MOOD.get(answer, ANNOYED)
        texts = {RIGHT: final.right.text, AGAIN: self.say(ASK_AGAIN)}
        mine = texts.get(answer) or final.wrong[int(answer[5:])].text
        verdict = lines(self._verdict(game, way, place, answer), kind=f"kit-verdict kit-{mood}")
        said = talk(self.words, game.seat(ROLES[-1]), mood, mine, "", verdict)
        last = place + 1 == count
        actions = [{"key": "on", "label": self.say(TO_RESULT if last else GO_ON), "primary": True}]
        actions += [] if last else [{"key": "skip", "label": self.say(SKIP)}]
        return [
            self.step.heading(final.asks, self.say(REVEAL, number=place + 1, all=count)),
            self.step.reused_text(self._score(game, way, place) + said + self._truth(game, way, place, answer)),
            self.step.reused_form(
                actions=actions,
                on_action=lambda key, _values: self.step.decide(
                    {f"{way}.revealed": count if key == "skip" else place + 1}
                ),
            ),
        ]

    def _verdict(self, game: Game, way: str, place: int, answer: str) -> str:
        if answer == AGAIN:
            return self.say(ASKED)
        if answer == RIGHT:
            knew = set(game.needed(place)) <= game.known(way, ROLES[-1])
            return self.say(HOLDS if knew else LUCKY)
        return self.say(BREAKS, what=game.case.end[place].wrong[int(answer[5:])].breaks)

    def _score(self, game: Game, way: str, place: int) -> Markup:
        """How the questions so far went, as a row of marks."""
        marks = {RIGHT: "✓", AGAIN: "↩"}
        shown = [marks.get(one, "✕") for one in game.answers(way)[: place + 1]]
        shown += ["·"] * (len(game.case.end) - place - 1)
        return Markup('<p class="kit-score" aria-hidden="true">{}</p>').format(
            Markup().join(Markup("<span>{}</span>").format(one) for one in shown)
        )

    def _truth(self, game: Game, way: str, place: int, answer: str) -> Markup:
        """The facts behind a question: did they arrive, and where did they fall off."""
        told = [
            Markup("{}<br><i>{}</i>").format(game.facts[number].text, self._fate(game, way, number))
            for number in game.needed(place)
        ]
        right = game.case.end[place].right.text
        return slip(self.say(TRUE), told, lines(self.say(TRUE_ANSWER, answer=right)) if answer != RIGHT else "")

    def _fate(self, game: Game, way: str, number: int) -> str:
        lost = game.lost_at(way, number)
        if lost:
            return "✕ " + self.say(LOST, sender=ROLE_LABELS[lost[0]], receiver=ROLE_LABELS[lost[1]])
        return "✓ " + self.say(ARRIVED) if number in game.known(way, ROLES[-1]) else "– " + self.say(NEVER)
