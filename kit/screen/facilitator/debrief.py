"""Questions for the debrief, made from what the groups did: to put on the big screen, to tick off, and to note an answer at."""

import asyncio
from collections.abc import Mapping, Sequence

from ipywidgets import VBox
from markupsafe import Markup

from kit.debrief import CHANCE
from kit.debrief.notes import ANSWER, ASKED, LONGEST_ANSWER, MADE, MARK, Written, keeping, kept, with_noted
from kit.debrief.workshop import Asked, step_by_step, title
from kit.groups import LEFT_OUT, Session
from kit.messages import _
from kit.screen.facilitator.shown import BOARD, QUESTION, SHOW
from kit.screen.facilitator.shown import STEP as SCREEN
from kit.screen.fields import text_field
from kit.screen.postponed import Postponed
from kit.screen.text import heading, lines, show, text

NOTHING = _("As soon as groups have decided something, questions appear here that fit what they did.")
FAIR = _("These are questions, no marks. What chance did is nobody’s merit and nobody’s fault.")
BY_CHANCE = _("What chance did")
MAKE = _("Make the questions from the present state")
MAKE_AGAIN = _("Bring the questions up to date")
COMPUTING = _("One moment: the games are played again with other luck, to tell chance from decisions.")
COUNTS = _("Questions: {count}. Asked so far: {asked}. The strongest one stands first in each section.")
WAS_ASKED = _("Asked")
WAS_SAID = _("What was said (goes into the report)")
ON_SCREEN = _("Put it on the big screen")
OFF_SCREEN = _("Take the question off the big screen")
IS_ON_SCREEN = _("Now on the big screen.")
PLACE = "kit-debrief"  # on the page, for a link
CARD = "card"  # decision beside the question on the big screen: which of two with the same sentence it is
AT_FIRST = 3  # questions of a section: more than anybody asks after one exercise
MORE = _("Show the other {count} questions")


async def asked(session: Session, order: Sequence[str] = ()) -> Asked:
    """All questions of a session; the page answers in between. `order`: the exercises as they were played."""
    found = Asked()
    for so_far in step_by_step(session, order):
        found = so_far
        await asyncio.sleep(0)
    return found


class Debrief:
    """The questions are kept as they were made, so a page that is opened again shows them at once."""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.cards, self.shown, self.later = {}, None, Postponed(desk.guard)
        self.unfolded = set()
        self.told, self.state, self.questions = text(), text(), VBox()
        self.make = desk.form("debrief", place={}, on_action=self._pressed)
        self.make.add_class("kit-make")
        place = text(Markup('<span id="{}"></span>').format(PLACE))
        self.box = VBox([place, self.make, self.told, self.state, self.questions])
        self.box.add_class("kit-step")
        self.box.add_class("kit-debrief")
        desk.listen(self, self._show)
        self._show()

    # Made once and kept

    def _pressed(self, key: str, _values) -> None:
        if key == "off":
            self.desk.write(SCREEN, {QUESTION: "", CARD: "", SHOW: BOARD})
        else:
            self.later.start(self._ask())

    async def _ask(self) -> None:
        show(self.told, lines(self.say(COMPUTING), kind="kit-guess"))
        desk, words = self.desk, self.desk.words
        session = desk.session
        found, names = await asked(session, desk.order), session.names()
        left_out = ", ".join(names[one.key] for one in found.left_out)
        made = [
            Written(
                one.about,
                one.rule,
                one.kind,
                words.say(one.seen),
                words.say(one.ask),
                words.say(one.basis) if one.basis else "",
            )
            for one in found.questions
        ]
        decided = desk.decided("debrief")
        made = with_noted(made, kept(words.code, decided), decided)
        desk.write("debrief", keeping(words.code, made, decided))
        said = [lines(self.say(LEFT_OUT, groups=left_out), kind="kit-problem")] if left_out else []
        show(self.told, Markup().join(said if made else [*said, lines(self.say(NOTHING))]))
        self._show()

    # What is shown

    def _show(self) -> None:
        decided = self.desk.decided("debrief")
        if self.desk.over and decided.get(MADE):  # names of groups may be in it
            self.desk.write("debrief", dict.fromkeys([name for name in decided if name.startswith(MADE)], ""))
        made = kept(self.desk.words.code, self.desk.decided("debrief"))
        screen = self.desk.decided(SCREEN)
        on_screen = str(screen.get(CARD) or "") if screen.get(QUESTION) else ""
        self.make.follow([], self._actions(bool(made), bool(screen.get(QUESTION))), {})
        if made != self.shown:
            self.shown = made
            self._arrange()
        count = sum(bool(decided.get(f"{ASKED}{MARK}{one.key}")) for one in made)
        counted = lines(self.say(FAIR), self.say(COUNTS, count=len(made), asked=count))
        show(self.state, counted if made else lines() if self.told.value else lines(self.say(NOTHING)))
        for one in made:
            self.cards[one.key].follow(one, decided, on_screen)

    def _actions(self, is_made: bool, is_on_screen: bool) -> list[dict]:
        make = {"key": "make", "label": self.say(MAKE_AGAIN if is_made else MAKE), "primary": not is_made}
        return [make, *([{"key": "off", "label": self.say(OFF_SCREEN)}] if is_on_screen else [])]

    def _arrange(self) -> None:
        """The cards in their sections; a card that was there stays the very same."""
        made = self.shown or ()
        self.cards = {one.key: self.cards.get(one.key) or Card(self.desk) for one in made}
        sections = dict.fromkeys(one.about for one in made)
        self.questions.children = [
            part for about in sections for part in self._section(about, [one for one in made if one.about == about])
        ]

    def _section(self, about: str, found: list[Written]) -> list:
        """What decisions did, the strongest first and all but a few put away; then what chance did."""
        decisions, chance = ([one for one in found if (one.kind == CHANCE) == kind] for kind in (False, True))
        first = len(decisions) if about in self.unfolded or len(decisions) <= AT_FIRST + 1 else AT_FIRST
        parts = [text(heading(self.say(title(about)))), *(self.cards[one.key].box for one in decisions[:first])]
        if first < len(decisions):
            label = self.say(MORE, count=len(decisions) - first)
            parts.append(
                self.desk.form(
                    "debrief",
                    place={},
                    actions=[{"key": about, "label": label}],
                    on_action=lambda about, _values: self._unfold(about),
                )
            )
        if chance:
            parts.append(text(Markup("<h4>{}</h4>").format(self.say(BY_CHANCE))))
        return [*parts, *(self.cards[one.key].box for one in chance)]

    def _unfold(self, about: str) -> None:
        self.unfolded.add(about)
        self._arrange()


class Card:
    """One question, what was seen, and what is noted at it."""

    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.words = text()
        self.form = desk.form("debrief", on_events=self._heard, on_action=self._put)
        self.box = VBox([self.words, self.form])
        self.box.add_class("kit-question")
        self.one, self.names = None, ("", "")

    def follow(self, one: Written, decided: Mapping, on_screen: str) -> None:
        """Show this question as it is by now; an answer that is being typed stays."""
        if one != self.one:
            self._show(one)
        values = {name: str(decided.get(name) or "") for name in self.names}
        if values != self.form.values:
            self.form.values = values
        message = self.say(IS_ON_SCREEN) if one.key == on_screen else ""
        if message != self.form.message:
            self.form.message = message

    def _show(self, one: Written) -> None:
        self.one, self.names = one, (f"{ASKED}{MARK}{one.key}", f"{ANSWER}{MARK}{one.key}")
        basis = Markup('<p class="kit-basis">{}</p>').format(one.basis) if one.basis else ""
        show(
            self.words, Markup('<p class="kit-seen">{}</p>{}<p class="kit-ask">{}</p>').format(one.seen, basis, one.ask)
        )
        ticked, answer = self.names
        self.form.label = one.ask
        self.form.follow(
            [
                {
                    "fields": [
                        {"kind": "tick", "name": ticked, "label": self.say(WAS_ASKED), "value": one.ask},
                        text_field(self.desk.words, answer, WAS_SAID, LONGEST_ANSWER, "textarea") | {"rows": 1},
                    ]
                }
            ],
            [{"key": "screen", "label": self.say(ON_SCREEN)}],
            dict.fromkeys(self.names, ""),
        )

    def _heard(self, events: list[dict]) -> dict:
        """Whatever was answered was asked, in the words that stand here."""
        counts = self.desk.hear(events)
        _ticked, answer = self.names
        if any(event["name"] == answer and event["value"] for event in events):
            self._tick()
        return counts

    def _put(self, _key: str, _values: Mapping) -> None:
        self._tick()
        self.desk.write(SCREEN, {QUESTION: self.one.ask, CARD: self.one.key, SHOW: QUESTION})

    def _tick(self) -> None:
        ticked, _answer = self.names
        if not self.desk.decided("debrief").get(ticked):
            self.desk.write("debrief", {ticked: self.one.ask})
