"""The culture check on the facilitator's board: the spread of everybody together, and never of fewer than three people."""

from collections.abc import Mapping

from ipywidgets import Widget

from kit.exercise import Exercise
from kit.exercises.culture_check.rounds import AFTER, BEFORE, FEWEST, NAME, THROUGH, persons, rounds
from kit.exercises.culture_check.screen_spread import SpreadPicture
from kit.exercises.culture_check.statements import statements
from kit.groups import Session
from kit.journal import Journal
from kit.messages import _
from kit.screen.text import lines, text
from kit.wording import Language

BOARD_WAITS = _("{done} of {all} screens are through. The spread appears when all who have begun are through.")
BOARD_NOBODY = _("Nobody has lifted the curtain yet.")
BOARD_FEW = _("So far {count} answered. The spread appears from {fewest} people on, so that nobody is recognised.")


class CultureBoard:
    """The spread of all groups of a session together; its picture is made once and drawn again and again."""

    def __init__(self, words: Language, exercises: Mapping[str, Exercise]):
        self.words, self.picture = words, SpreadPicture(words, statements(words.code), exercises)

    def parts(self, session: Session, at_once: bool) -> list[Widget]:
        """It waits until everybody who has begun is through (`at_once`: only those who are through count), and never shows fewer than three people."""
        journals = [group.journal for group in session.groups]
        done = {
            step: [journal for journal, one in zip(journals, rounds(journals, step), strict=True) if one.is_done]
            for step in (BEFORE, AFTER)
        }
        begun = {step: [journal for journal in journals if _has_begun(journal, step)] for step in (BEFORE, AFTER)}
        if len(done[BEFORE]) < len(begun[BEFORE]) and not at_once:
            self.picture.clear()
            return [
                text(
                    lines(self.words.say(BOARD_WAITS, done=len(done[BEFORE]), all=len(begun[BEFORE])), kind="kit-guess")
                )
            ]
        people = persons(journals, BEFORE, self.picture.asked)
        if people < FEWEST:
            self.picture.clear()
            said = self.words.say(BOARD_FEW, count=people, fewest=FEWEST) if people else self.words.say(BOARD_NOBODY)
            return [text(lines(said, kind="kit-guess"))]
        waits = len(done[AFTER]) < len(begun[AFTER]) and not at_once
        self.picture.show([_without_after(one) for one in journals] if waits else journals, fewest_after=FEWEST)
        return [self.picture.box]


def _has_begun(journal: Journal, step: str) -> bool:
    return any("." in name or name == THROUGH for name in journal.decided(NAME, step))


def _without_after(journal: Journal) -> Journal:
    """A journal as it was before the second round, so that nobody sees a part of it."""
    return Journal(tuple(event for event in journal.events if (event.exercise, event.step) != (NAME, AFTER)))
