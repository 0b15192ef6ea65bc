"""`culture_check()`: where people stand between two sentences, asked before and after, and shown as a spread only.

Several people share a screen one after the other. Until all are through the curtain is down: the page holds the answers of
whoever has the form and nobody else's. What is shown follows from the journal, so a reload shows the very same state.
"""

from collections.abc import Mapping
from functools import cached_property

from ipywidgets import Widget
from markupsafe import Markup

from kit.contract import Check
from kit.exercise import Exercise
from kit.exercises.culture_check.facts_later import compared
from kit.exercises.culture_check.rounds import (
    AFTER,
    BEFORE,
    FEWEST,
    LATER,
    LIFTED,
    MOST_PERSONS,
    PERSON,
    PERSON_MINUTES,
    SPREAD,
    THROUGH,
    Round,
)
from kit.exercises.culture_check.screen_spread import SpreadPicture, prepare_spread
from kit.exercises.culture_check.statements import Statement, statements
from kit.messages import _
from kit.screen.opened import calmly
from kit.screen.page import Page
from kit.screen.step import Step
from kit.screen.text import heading, lines, show, text, told
from kit.widgets.scroll_to import ScrollTo

STEP_LABELS = {BEFORE: _("Before"), SPREAD: _("How far apart?"), AFTER: _("After"), LATER: _("After 30 days")}
PURPOSES = {
    BEFORE: _("everybody alone"),
    SPREAD: _("how far apart you are"),
    AFTER: _("at the end of the workshop"),
    LATER: _("beside the first time"),
}
SCALE = {"2": _("rather the first"), "3": _("in between"), "4": _("rather the second")}
OUT, OUT_LABEL = "out", _("leave out")

ALONE = _(
    "Answer on your own, and let nobody look. Which sentence is closer to what you think right? Both can be right, and the middle is an answer too. You may leave statements out."
)
ALONE_HERE = _(
    "Which sentence is closer to what you think right? The middle is an answer too; leave out what you like."
)
YOURS = _("Your fourteen answers")
PACE = _("About {minutes} minutes a person; {people} people at one screen need about {together}.")
ON_PHONES = _("It goes faster if some of you answer on their own phones.")
PEOPLE = 4  # for whom the time is said: a group of the usual size
ANONYMOUS = _(
    "No names are kept. Before and after are two rounds of their own: nobody is recognised again, only the spreads are laid side by side."
)
ONE_BOARD = _("The facilitator’s board shows the spread of all screens together, from {fewest} people on.")
TURN = _("Person {number} answers now")
DONE = _("I am through: close my answers")
NOBODY_HERE = _("Nobody else wants to answer")
NOTHING_YET = _("Answer at least one statement first.")
CURTAIN = _("The curtain is down")
CURTAIN_LINE = _(
    "Through so far: {count}. Nobody sees an answer before all who want to are through, and closed answers cannot be opened again."
)
HAND_OVER = _("Hand the screen to the next person now. The form will be empty.")
FULL = _("One screen takes {most} people; open the page on another screen for more.")
NEXT = _("The next person begins")
LIFT = _("All of us are through: lift the curtain")
LIFTED_LINE = _("All are through: {count} at this screen.")
LOOK_BELOW = _("The spread is right below. At the end of the workshop you answer once more, further down.")
LOOK_ABOVE = _("The picture above now shows both rounds.")
ONE_MORE = _("Somebody else wants to answer")
LATE = _("Whoever joins now adds to a picture that the others have seen: they can work out the new answers.")
HIDDEN = _("The spread appears when all who want to are through with “Before”.")
NOT_YET = _("This opens when all are through with “Before”. It is meant for the end of the workshop.")
ASK_AGAIN = _("Answer once more")
NOT_LATER = _(
    "This opens when all are through with “Before”. It is meant for 30 days after the workshop, together with the check of your plan."
)
ASK_LATER = _("30 days have gone by: answer once more")
SIDE_BY_SIDE = _("Below, both rounds stand side by side. What you answered before is kept.")


class CultureCheck(Page):
    """The culture check in one language; its verbs are before, spread and after."""

    labels, purposes = STEP_LABELS, PURPOSES

    def __init__(self, declared: Check, language: str, exercises: Mapping[str, Exercise]):
        super().__init__(declared, language)
        self.exercises = exercises
        prepare_spread(self.words)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements in the reader's language; raises `DatasetError`."""
        return statements(self.words.code)

    def round(self, step: str) -> Round:
        """What was decided in a round at this screen."""
        return Round(self.decided(step))

    def may_open(self, verb: str) -> bool:
        """Spread and after open once all are through before."""
        return not self.is_held(verb) and (verb == BEFORE or self.round(BEFORE).is_done)

    def is_done(self, verb: str) -> bool:
        """A round is done when the curtain is lifted, the spread when it can be seen."""
        return self.round(BEFORE if verb == SPREAD else verb).is_done

    @calmly
    def before(self) -> Widget:
        """The first round."""
        return self._show(Before)

    @calmly
    def spread(self) -> Widget:
        """The spread of this screen's people."""
        return self._show(Spread)

    @calmly
    def after(self) -> Widget:
        """The second round, at the end."""
        return self._show(After)

    @calmly
    def later(self) -> Widget:
        """The round 30 days later, beside the first one."""
        return self._show(Later)

    def _show(self, made: type["CultureStep"]) -> Widget:
        step = made(self, self.statements)  # statements that cannot be read leave no step behind
        step.restore()
        self.show_steps()
        return step.box


class CultureStep(Step):
    """A step that knows the statements."""

    def __init__(self, page: CultureCheck, asked: tuple[Statement, ...]):
        self.asked = asked
        super().__init__(page)


class Asked(CultureStep):
    """One round: a form, the curtain, the next form, and in the end the curtain lifted."""

    then = LOOK_BELOW

    def build(self) -> list[Widget]:
        self.words, self.sight = text(), ScrollTo()
        self.answers = self.form()
        self.answers.add_class("kit-scale")
        self.answers.observe(lambda _change: setattr(self.answers, "message", ""), "values")
        self.refresh()
        return [self.sight, self.words, self.answers]

    def refresh(self) -> None:
        now = self.page.round(self.verb)
        if now.person:
            self._ask(now)
        elif now.is_done:
            self._end(now)
        else:
            self._curtain(now)

    def decide(self, **decisions) -> None:
        """Write into the journal who is through and show everything that follows from it."""
        self.page.write(self.verb, decisions)
        self.page.unfold()
        shown = self.page.steps.get(SPREAD) if self.verb != LATER and self.page.round(self.verb).is_done else None
        if shown and shown.is_open:
            self.page.go(SPREAD)
        else:
            self.sight.look()

    # A person with the form

    def _ask(self, now: Round) -> None:
        person, alone = now.person, self.page.is_alone and now.person == 1
        said = lines(self.say(ALONE_HERE)) if alone else lines(self.say(ALONE), self.say(ANONYMOUS))
        said += lines(*self._pace()) if person == 1 and not alone else Markup()
        said += lines(self.say(ONE_BOARD, fewest=FEWEST)) if self.page.attendance else Markup()
        show(self.words, heading(self.say(YOURS) if alone else self.say(TURN, number=person)) + said)
        names = {f"{person}.{one.key}": one for one in self.asked}
        actions = [{"key": f"close {person}", "label": self.say(DONE), "primary": True}]
        actions += [{"key": f"nobody {person}", "label": self.say(NOBODY_HERE)}] if person > 1 else []
        self.answers.redo(
            groups=[
                {
                    "fields": [
                        self._scale(name, number, one) for number, (name, one) in enumerate(names.items(), start=1)
                    ]
                }
            ],
            values={name: self._value(name) for name in names},
            actions=actions,
            on_action=lambda key, _values: self._answered(key, now),
        )

    def _pace(self) -> list[str]:
        minutes = PERSON_MINUTES[self.verb]
        said = [self.say(PACE, minutes=minutes, people=PEOPLE, together=PEOPLE * minutes)]
        return [*said, self.say(ON_PHONES)] if self.page.attendance else said

    def _scale(self, name: str, number: int, one: Statement) -> dict:
        poles = {
            "1": one.old,
            **{key: self.say(label) for key, label in SCALE.items()},
            "5": one.new,
            OUT: self.say(OUT_LABEL),
        }
        options = [{"key": key, "label": label} for key, label in poles.items()]
        return {"kind": "choice", "name": name, "label": f"{number}. {one.theme}", "options": options}

    def _value(self, name: str) -> str:
        """The chosen option; empty where nothing (or nothing possible) was chosen."""
        value = str(self.decided.get(name, ""))
        return value if value in ("1", *SCALE, "5", OUT) else ""

    def _answered(self, key: str, now: Round) -> None:
        if key.startswith("nobody"):
            self.decide(**{PERSON: now.through})
        elif not any(self.page.round(self.verb).answer(now.person, one.key) for one in self.asked):
            self.answers.message = self.say(NOTHING_YET)
        else:
            alone = self.page.is_alone and now.person == 1  # nobody else to wait for
            self.decide(**{THROUGH: now.person} | ({LIFTED: "yes"} if alone else {}))

    # Between two people, and in the end

    def _curtain(self, now: Round) -> None:
        said = lines(self.say(CURTAIN_LINE, count=now.through), kind="kit-guess")
        full = now.through >= MOST_PERSONS
        said += lines(self.say(FULL, most=MOST_PERSONS) if full else self.say(HAND_OVER))
        show(self.words, heading(self.say(CURTAIN)) + said)
        actions = [] if full else [{"key": f"next {now.through}", "label": self.say(NEXT), "primary": True}]
        actions.append({"key": f"lift {now.through}", "label": self.say(LIFT), "primary": full})
        self.answers.redo(actions=actions, on_action=lambda key, _values: self._go_on(key, now))

    def _go_on(self, key: str, now: Round) -> None:
        if key.startswith("lift"):
            self.decide(**{LIFTED: "yes"})
        else:
            self._next_person(now)

    def _end(self, now: Round) -> None:
        late = self.may_be_joined and now.through < MOST_PERSONS
        said = lines(self.say(LIFTED_LINE, count=now.through), self.say(self.then), kind="kit-guess")
        show(self.words, said + (lines(self.say(LATE)) if late else Markup()))
        actions = [{"key": f"join {now.through}", "label": self.say(ONE_MORE)}] if late else []
        self.answers.redo(actions=actions, on_action=lambda _key, _values: self._next_person(now))

    def _next_person(self, now: Round) -> None:
        """An empty form; whatever stands in the journal under this number was never closed and is taken away."""
        following = now.through + 1
        left = {name: "" for name, value in self.decided.items() if name.startswith(f"{following}.") and value != ""}
        self.decide(**left | {LIFTED: "", PERSON: following})

    @property
    def may_be_joined(self) -> bool:
        """Whether somebody who came too late may still answer."""
        return True


class Before(Asked):
    verb = BEFORE

    def opens_by_itself(self) -> bool:
        return True

    @property
    def may_be_joined(self) -> bool:
        return self.page.decided(AFTER).get("opened") != "yes"


class After(Asked):
    verb = AFTER
    folded, invitation, then = NOT_YET, ASK_AGAIN, LOOK_ABOVE


class Later(Asked):
    verb = LATER
    folded, invitation, then = NOT_LATER, ASK_LATER, SIDE_BY_SIDE

    def build(self) -> list[Widget]:
        self.told = text()
        return [*super().build(), self.told]

    def refresh(self) -> None:
        super().refresh()
        page = self.page
        is_done = page.round(self.verb).is_done and page.round(BEFORE).is_done
        found = compared([page.journal], page.words.code) if is_done else None
        show(self.told, told(page.words, found) if found else "")


class Spread(CultureStep):
    verb = SPREAD
    folded = HIDDEN

    def opens_by_itself(self) -> bool:
        return True

    def build(self) -> list[Widget]:
        self.sight, self.waiting = ScrollTo(), text(lines(self.say(HIDDEN)))
        self.picture = SpreadPicture(self.page.words, self.asked, self.page.exercises)
        return self._parts()

    def refresh(self) -> None:
        self.box.children = tuple(self._parts())

    def _parts(self) -> list[Widget]:
        if not self.page.round(BEFORE).is_done:  # somebody came late: the curtain is down again
            self.picture.clear()
            return [self.sight, self.waiting]
        self.picture.show([self.page.journal])
        return [self.sight, self.picture.box]
