"""The report as one page to print: what groups guessed, set, played and want to do, with pictures made of plain SVG.

The page needs nothing but itself: no script, no request to anywhere. Everything that people typed is escaped by the
template; long texts are cut here, the table has them whole.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from kit.contract import Drawn
from kit.debrief import CHANCE, CULTURE, TOGETHER, Question
from kit.debrief.notes import Note
from kit.debrief.workshop import title as title_of
from kit.drawing import drawing
from kit.evidence import cards
from kit.exercise import Exercise
from kit.exercises import checks, exercises
from kit.groups import LEFT_OUT, Group, Session, without_damaged
from kit.messages import _, is_typed
from kit.report.front import Front
from kit.report.guesses import Guesses
from kit.report.held import Held
from kit.report.laboratory import Laboratory
from kit.report.plan import Plan
from kit.report.table import called
from kit.report.templates import template
from kit.report.texts import grid, said, sentence, short
from kit.side_by_side import Block, side_by_side
from kit.typed import isolated
from kit.wording import Language

LONGEST_TITLE, LONGEST_NAME, LONGEST_ANSWER = 120, 60, 600
UNKNOWN = Held()

SENTENCES = {
    "groups": _("Groups"),
    "about": _("What this report is, and what it is not"),
    "guesses": _("Predictions against the true answer"),
    "strip_legend": _(
        "Circles: the groups by their numbers. Grey bar: from the smallest to the largest guess, with a diamond at the middle one. Dashed line: the true answer at the start setting."
    ),
    "truth": _("true answer"),
    "settings": _("What each group’s own setting leads to"),
    "bar_legend": _(
        "The bars hold 8 of 10 results, the mark stands at the middle one: O, light with a circle, is OLD; N, dark with a diamond, is NEW."
    ),
    "old": _("O"),
    "new": _("N"),
    "game": _("What happened in the game"),
    "together": _("Played together"),
    "paper": _("The film of the game"),
    "quiz": _("Short quiz"),
    "questions": _("To talk about"),
    "fair": _("These are questions, no marks. What chance did is nobody’s merit and nobody’s fault."),
    "plan": _("Action plan"),
    "noted": _("What was talked about"),
    "when": _("When"),
    "who": _("Who"),
    "tried": _("What was tried"),
    "came": _("What came out"),
    "steps": _("Who does what"),
    "group": _("Group"),
    "what": _("What"),
    "until": _("By when"),
    "check": _("The day of the check"),
    "appendix": _("Appendix"),
    "evidence": _("Where the assumptions come from"),
    "counter": _("What speaks against each of these claims stands beside it in the kit, in the step “Fair trial”."),
}
ABOUT = (
    _(
        "Everything that groups decided and what it led to, for the people who were there: the steps they take are in it, so keep it as you would keep minutes."
    ),
    _(
        "The laboratories are models: they show what follows from assumptions, not what your market will do. Where the assumptions come from, and how well they are supported, stands at the end."
    ),
    _(
        "Chance has a part in everything. Results of the laboratories come from many repetitions and show how far those lie apart; a game is played once, so it is one throw of the dice."
    ),
    _(
        "This is no ranking: the groups stand in the order in which they came. They tried out different things, and chance had its part in it."
    ),
)
TITLE = _("Pair Selling workshop")
NOBODY = _("No group has decided anything yet, so there is nothing to report.")

GROUP = _("Group")
HALF = _("Begun, but not played to the end: {groups}.")
QUESTION, RIGHT_ANSWER, RIGHT_GROUPS = _("Question"), _("Right answer"), _("Groups that were right")
KINDS = {TOGETHER: _("Where you lie together or apart"), CULTURE: _("What decisions did"), CHANCE: _("What chance did")}
NO_PLAN = _("No group has written down a step yet.")
CARD_HEAD = _("Claim"), _("Source"), _("Certainty")
CERTAINTY = {
    "H": _("well supported"),
    "M": _("second-hand or partly supported"),
    "L": _("weakly supported"),
    "A": _("assumption, nobody measured it"),
}

NOTHING = "–"
KEPT = _("{arrived} of {known}")


def report_page(
    language: str,
    session: Session,
    questions: Sequence[Question],
    today: datetime.date,
    title: str = "",
    *,
    named: bool = True,
    held: Held = UNKNOWN,
    notes: Sequence[Note] = (),
) -> str:
    """The whole report in one language as one self-contained HTML page.

    `named`: groups stand there with their names; otherwise with their numbers alone, and session and questions hold no names either
    (`numbered`). `held`: when it was; `notes`: what was asked in the debrief and answered.
    """
    return Report(Language(language), session, named).page(questions, today, title, held, notes)


class Report:
    """A session in one language, part by part as plain data for the template."""

    def __init__(self, words: Language, session: Session, named: bool = True):
        self.words, self.say, self.session = words, words.say, session
        self.names = {key: short(name, LONGEST_NAME) for key, name in called(words, session).items()}
        self.shown = {
            group.key: {"number": number, "name": self.names[group.key] if named else ""}
            for number, group in enumerate(session.groups, start=1)
        }
        self.guesses, self.laboratory = Guesses(words, self.shown), Laboratory(words, self._group)
        self.plan = Plan(words, session, self._group)
        self.front = Front(words, session, self.guesses, self.plan)
        self.looks: dict[str, None] = {}  # the style rules of what exercises draw

    def page(
        self, questions: Sequence[Question], today: datetime.date, title: str, held: Held, notes: Sequence[Note]
    ) -> str:
        """The page itself."""
        played = [
            one
            for one in exercises().values()
            if any(group.begun(one) for group in self.session.groups) or self.session.common(one)
        ]
        parts = [self._exercise(one) for one in played]
        asked_all, plan = list(self._checks()), self._plan(today)
        common = next((one for part in reversed(parts) for one in part["paper"] if one.get("common")), None)
        return template("report.html.j2").render(
            language=self.words.code,
            words={name: self.say(message) for name, message in SENTENCES.items()},
            title=short(title, LONGEST_TITLE) or self.say(TITLE),
            date=self.words.date(today),
            about=[self.say(one) for one in ABOUT],
            nobody="" if played or asked_all or plan else self.say(NOBODY),
            front=self.front.page(played, questions, today, held) | {"drawn": common},
            groups=list(self.shown.values()),
            checks=asked_all,
            exercises=parts,
            notes=self._notes(notes),
            questions=self._questions(questions),
            plan=plan,
            no_plan=self.say(NO_PLAN),
            cards=self._cards(played),
            looks=list(self.looks),
        )

    def _group(self, *groups: Group, named: bool = True) -> dict:
        return {"groups": [self.shown[group.key] for group in groups], "named": named}

    def _exercise(self, exercise: Exercise) -> dict:
        """The parts of an exercise; a group of which a part cannot be made is named, and the others are shown."""
        groups = [group for group in self.session.groups if group.begun(exercise)]
        parts = {
            "guesses": lambda some: (
                [
                    self.guesses.picture(one, {group.key: group.guesses(exercise) for group in some})
                    for one in exercise.guesses
                ]
                if some
                else []
            ),
            "guessed": partial(self.guesses.table, exercise),
            "settings": partial(self.laboratory.part, exercise),
            "game": partial(self._game, exercise),
            "paper": lambda some: list(self._paper(exercise, some)),
            "quiz": partial(self._quiz, exercise),
        }
        made = {name: without_damaged(lambda some, make=make: make(some) or {}, groups) for name, make in parts.items()}
        return {
            "title": self.say(exercise.title),
            "drawing": drawing(exercise),
            "left_out": self._left_out(group for _part, some in made.values() for group in some),
            **{name: part for name, (part, _left_out) in made.items()},
        }

    def _left_out(self, groups: Iterable[Group]) -> str:
        """Whom a part could not be made of."""
        names = dict.fromkeys(isolated(self.names[group.key]) for group in groups)
        return self.say(LEFT_OUT, groups=", ".join(names)) if names else ""

    # The games

    def _game(self, exercise: Exercise, groups: Sequence[Group]) -> dict:
        played = side_by_side(exercise, self.session, groups, self.names, self.words.code)
        parts = [self._block(one) for one in played.blocks]
        if played.unfinished:
            half = self.say(HALF, groups=", ".join(self.words.said(one) for one in played.unfinished))
            last = parts[-1] if parts and not exercise.play.is_apart else {"title": "", "said": [], "tables": []}
            parts = [*(one for one in parts if one is not last), last | {"said": [*last["said"], half]}]
        return {"parts": parts} if parts else {}

    def _block(self, block: Block) -> dict:
        head = [self.words.said(one) for one in block.head]
        rows = [[self._cell(one) for one in row] for row in block.rows]
        if block.groups:
            head = [self.say(GROUP), *head]
            rows = [[self._group(group), *row] for group, row in zip(block.groups, rows, strict=True)]
        sentences = [sentence(self.words, one) for one in block.said]
        return {
            "title": said(self.words, block.title) if block.title else "",
            "said": sentences,
            "tables": [grid(head, rows, "game chain" if block.groups and len(head) < 6 else "game")],
        }

    def _cell(self, value) -> str | list | dict:
        """A cell for the template; what people typed is kept from turning what stands beside it."""
        if isinstance(value, tuple):
            return [said(self.words, one) for one in value]
        return {"team": short(value, LONGEST_NAME)} if is_typed(value) else said(self.words, value)

    # What is drawn

    def _paper(self, exercise: Exercise, groups: Sequence[Group]) -> Iterator[dict]:
        """The games of an exercise as its own hand draws them."""
        if exercise.play.printed is None:
            return
        common = self.session.common(exercise)
        alone = (replace(one.played(exercise, self.words.code), name=self.names[one.key]) for one in groups)
        for one in exercise.play.printed()(self.words, [*common, *alone], self.names):
            yield self._drawn(one) | {"common": bool(common)}

    def _drawn(self, one: Drawn) -> dict:
        self.looks[Markup(one.looks)] = None
        return {"title": one.title, "markup": one.markup, "legend": one.legend, "said": one.said}

    def _checks(self) -> Iterator[dict]:
        """What everybody was asked, of all together."""
        for check in checks().values():
            if check.printed is None:
                continue
            draw = check.printed()
            found, _left_out = without_damaged(
                lambda some, draw=draw: [
                    self._drawn(one) for one in draw(self.words, replace(self.session, groups=tuple(some)).journals)
                ],
                self.session.groups,
            )
            if found:
                yield {"title": self.say(check.title), "drawing": drawing(check), "paper": found}

    # What is left to think about and to do

    def _notes(self, notes: Sequence[Note]) -> list[dict]:
        """What was asked in the debrief, with the answers, by what it was about."""
        return [
            {
                "title": self.say(title_of(about)),
                "asked": [
                    {"ask": short(one.question, LONGEST_ANSWER), "answer": short(one.answer, LONGEST_ANSWER)}
                    for one in notes
                    if one.about == about
                ],
            }
            for about in dict.fromkeys(one.about for one in notes)
        ]

    def _quiz(self, exercise: Exercise, groups: Sequence[Group]) -> dict | None:
        """How many groups were right, of those that answered; who, is nobody's business."""
        rows = []
        for one in exercise.quiz:
            places = {str(place) for place in range(len(one.options))}
            given = [
                answer for group in groups if (answer := group.decided(exercise, "reflect").get(one.key)) in places
            ]
            if given:
                rows.append(
                    [
                        self.say(one.question),
                        self.say(one.options[one.right][0]),
                        self.say(KEPT, arrived=given.count(str(one.right)), known=len(given)),
                    ]
                )
        return (
            grid([self.say(QUESTION), self.say(RIGHT_ANSWER), self.say(RIGHT_GROUPS)], rows, "quiz") if rows else None
        )

    def _questions(self, questions: Sequence[Question]) -> list[dict]:
        """The questions by exercise and kind, in their order."""
        found = []
        for about in dict.fromkeys(one.about for one in questions):
            asked = {
                kind: [
                    {
                        "seen": " ".join(sentence(self.words, said) for said in (one.seen, one.basis) if said),
                        "ask": sentence(self.words, one.ask),
                    }
                    for one in questions
                    if (one.about, one.kind) == (about, kind)
                ]
                for kind in KINDS
            }
            kinds = [{"title": self.say(KINDS[kind]), "asked": some} for kind, some in asked.items() if some]
            found.append({"title": self.say(title_of(about)), "kinds": kinds})
        return found

    def _plan(self, today: datetime.date) -> dict | None:
        table, damaged = self.plan.table(today)
        return table | {"left_out": self._left_out(damaged)} if table["rows"] or damaged else None

    def _cards(self, played: Sequence[Exercise]) -> dict | None:
        known = cards(self.words.code)
        used = [known[key] for key in dict.fromkeys(key for one in played for key in one.evidence) if key in known]
        rows = [[one.claim, one.source or NOTHING, self.say(CERTAINTY[one.certainty])] for one in used]
        return grid([self.say(one) for one in CARD_HEAD], rows, "cards") if rows else None
