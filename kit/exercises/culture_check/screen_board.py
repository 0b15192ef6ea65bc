"""The culture check on the facilitator's board: the spread of everybody together, and never of fewer than three people."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from kit.exercise import Exercise
from kit.exercises.culture_check.rounds import AFTER, BEFORE, FEWEST, NAME, has_begun, order, persons, rounds, spread
from kit.exercises.culture_check.screen_spread import ROUND_LABELS, SpreadPicture
from kit.exercises.culture_check.statements import statements
from kit.groups import Session
from kit.journal import Journal
from kit.messages import _
from kit.posters.sheet import Poster, Sheet
from kit.posters.spread import AT_ONCE, Statement
from kit.posters.spread import statements as statements_poster
from kit.screen.text import lines, text
from kit.wording import Language

BOARD_WAITS = _("{done} of {all} screens are through. The spread appears when all who have begun are through.")
SCREENS = _("{done} of {all} screens are through")
TITLES = (
    _("Culture: furthest apart"),
    _("Culture: in between"),
    _("Culture: closest together"),
)
BOARD_NOBODY = _("Nobody has lifted the curtain yet.")
BOARD_FEW = _("So far {count} answered. The spread appears from {fewest} people on, so that nobody is recognised.")


class CultureBoard:
    """The spread of all groups of a session together; its picture is made once and drawn again and again."""

    def __init__(self, words: Language, exercises: Mapping[str, Exercise]):
        self.words, self.picture = words, SpreadPicture(words, statements(words.code), exercises)

    def waiting(self, session: Session) -> str:
        """Why there are no pictures yet, for everybody to read."""
        journals = session.journals
        begun = [journal for journal in journals if has_begun(journal, BEFORE)]
        done = sum(one.is_done for one in rounds(journals, BEFORE))
        if done < len(begun):
            return self.words.say(SCREENS, done=done, all=len(begun))
        return self.words.say(BOARD_NOBODY) if not begun else ""

    def posters(self, session: Session, at_once: bool) -> list[Poster]:
        """The statements, furthest apart first, a few on each poster; none before the spread may be shown."""
        journals = self._shown(session, at_once)
        if not journals:
            return []
        asked = self.picture.asked
        counts = [spread(journals, BEFORE, asked)]
        if persons(journals, AFTER, asked) >= FEWEST:
            counts.append(spread(journals, AFTER, asked))
        places = order(counts[0])
        parts = [places[start : start + AT_ONCE] for start in range(0, len(places), AT_ONCE)]
        return [
            Poster(
                f"statements {number}",
                self.words.say(TITLES[0] if number == 1 else TITLES[-1] if number == len(parts) else TITLES[1]),
                partial(self._statements, [self._statement(place, counts) for place in part]),
            )
            for number, part in enumerate(parts, start=1)
        ]

    def _statement(self, place: int, counts: Sequence[np.ndarray]) -> Statement:
        one = self.picture.asked[place]
        return Statement(one.theme, one.old, one.new, tuple(tuple(round_[place].tolist()) for round_ in counts))

    def _statements(self, shown: Sequence[Statement], sheet: Sheet) -> Markup:
        said = [f"{one.theme}: " + " → ".join(", ".join(map(str, counts)) for counts in one.rounds) for one in shown]
        return statements_poster(sheet, shown, [self.words.say(one) for one in ROUND_LABELS.values()], "; ".join(said))

    def _shown(self, session: Session, at_once: bool) -> list[Journal]:
        """The journals whose spread may be shown; none where it may not."""
        journals = session.journals
        done = {step: sum(one.is_done for one in rounds(journals, step)) for step in (BEFORE, AFTER)}
        begun = {step: sum(has_begun(one, step) for one in journals) for step in (BEFORE, AFTER)}
        if (done[BEFORE] < begun[BEFORE] and not at_once) or persons(journals, BEFORE, self.picture.asked) < FEWEST:
            return []
        waits = done[AFTER] < begun[AFTER] and not at_once
        return [_without_after(one) for one in journals] if waits else journals

    def parts(self, session: Session, at_once: bool) -> list[Widget]:
        """It waits until everybody who has begun is through (`at_once`: only those who are through count), and never shows fewer than three people."""
        journals = session.journals
        done = {
            step: [journal for journal, one in zip(journals, rounds(journals, step), strict=True) if one.is_done]
            for step in (BEFORE, AFTER)
        }
        begun = {step: [journal for journal in journals if has_begun(journal, step)] for step in (BEFORE, AFTER)}
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
        self.picture.show(self._shown(session, at_once), fewest_after=FEWEST)
        return [self.picture.box]


def _without_after(journal: Journal) -> Journal:
    """A journal as it was before the second round, so that nobody sees a part of it."""
    return Journal(tuple(event for event in journal.events if (event.exercise, event.step) != (NAME, AFTER)))
