"""What all windows of the facilitator show, decided once: about which exercise, which picture, with answers or not, behind the curtain or not, and what groups are called.

It follows from the journal and the session, so that two windows never disagree.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from kit.contract import Check
from kit.exercise import Exercise, guess_state
from kit.groups import Group, played_years, without_damaged
from kit.messages import _
from kit.parameters import Checked
from kit.posters.exercise import Posters
from kit.posters.sheet import Poster, short_names
from kit.typed import plain
from kit.years import BLOCKS

JOIN, CLOCK, BOARD, QUESTION = "join", "clock", "board", "question"
KINDS = (JOIN, CLOCK, BOARD, QUESTION)
STEP = "screen"  # of the facilitator's journal: what stands on the big screen
SHOW = "show"  # decision there: which kind; the text of a question is the decision called as its kind
NAMES, NUMBERS = "names", "numbers"
DOWN, UP = "down", "up"
ANSWERS, YES = "answers", "yes"  # decision per exercise: whether its solutions and results are shown
HAVE_GUESSED, ALL_GUESSED = _("{given} of {all} have guessed"), _("All {all} have guessed")
Made = TypeVar("Made")


class Shown:
    """What is chosen, for the facilitator's page `desk`. `on_played()` hears that years were played, for whoever did not wait."""

    def __init__(self, desk, on_played: Callable[[], None] = lambda: None):
        self.desk, self.checks, self._on_played = desk, {}, on_played
        self._known: set[tuple[str, Checked]] = set()  # exercises and settings of which all years were played
        self._settled: dict[str, Sequence[Group]] = {}  # by exercise, as it was when all was played last
        self._playing: asyncio.Task | None = None

    def decided(self, name: str) -> str:
        """A decision about the big screen, "" before it was made."""
        value = self.desk.decided(STEP).get(name)
        return value if isinstance(value, str) else ""

    @property
    def kind(self) -> str:
        """What the big screen shows."""
        chosen = self.decided(SHOW)
        return chosen if chosen in KINDS else JOIN if self.desk.place else BOARD

    @property
    def about(self) -> Exercise | Check:
        """The exercise, or the check, whose pictures are shown."""
        return self.desk.on_board.get(self.desk.decided("board").get("exercise")) or next(
            iter(self.desk.exercises.values())
        )

    @property
    def at_once(self) -> bool:
        """Whether the board opens before everybody has guessed."""
        return self.desk.decided("board").get("opens") == "now"

    @property
    def shows_answers(self) -> bool:
        """Whether pictures are let out that give away guesses, truth and results."""
        return self.decided(f"{ANSWERS}.{self.about.name}") == YES

    # Groups

    @property
    def groups(self) -> list[Group]:
        """The groups that have begun what is shown."""
        about = self.about
        return [one for one in self.desk.session.groups if isinstance(about, Check) or one.begun(about)]

    def labels(self, whole: bool = False) -> dict[str, str]:
        """What groups are called on a picture, by key: by name, cut unless `whole`, or by the number in which they came."""
        names = self.desk.session.names()
        if self.decided("names") == NUMBERS:
            return {key: self.desk.nameless.format(number=number) for number, key in enumerate(names, start=1)}
        if whole:
            return names
        return dict(zip(names, short_names([plain(name) for name in names.values()]), strict=True))

    def guessed(self) -> tuple[int, int]:
        """How many have guessed, and of how many."""
        about, everybody = self.about, self.desk.in_room or self.groups
        if isinstance(about, Check):
            return 0, 0
        given, _damaged = without_damaged(
            lambda some: [one for one in some if guess_state(one.decided(about, "predict")) != "open"], everybody
        )
        return len(given or ()), len(everybody)

    # The curtain

    @property
    def is_hidden(self) -> bool:
        """Whether the curtain is down: as the facilitator wants, else until all have guessed."""
        chosen = self.decided(f"curtain.{self.about.name}")
        return chosen == DOWN if chosen in (DOWN, UP) else self.must_wait

    @property
    def must_wait(self) -> bool:
        """Whether somebody in the room has still to guess."""
        given, everybody = self.guessed()
        return bool(self.desk.place) and given < everybody and not self.at_once

    def curtain(self) -> str:
        """What stands on the curtain; it hides nothing that people still have to do."""
        given, everybody = self.guessed()
        return (
            self.desk.say(HAVE_GUESSED if given < everybody else ALL_GUESSED, given=given, all=everybody)
            if everybody
            else ""
        )

    # The pictures

    def posters(self) -> list[Poster]:
        """All pictures that may be seen, in their order."""
        about = self.about
        if isinstance(about, Check):
            return self.check(about).posters(
                self.desk.session, self.at_once or self.decided(f"curtain.{about.name}") == UP
            )
        return self.made(lambda some: self.posters_of(about, some)) or []

    def posters_of(self, about: Exercise, groups: Sequence[Group], answers: bool | None = None) -> list[Poster]:
        """The pictures of an exercise that may be seen, made of some groups; `answers` to have those that give answers, or not."""
        shows = self.shows_answers if answers is None else answers
        return Posters(self.desk.words, about, self.desk.session, groups, self.labels()).all(shows)

    def held_back(self) -> int:
        """How many pictures with solutions and results wait until the facilitator shows them."""
        about = self.about
        if isinstance(about, Check):
            return 0
        counts = [
            len(self.made(lambda some, which=one: self.posters_of(about, some, which)) or ()) for one in (True, None)
        ]
        return counts[0] - counts[1]

    def made(self, make: Callable[[Sequence[Group]], Made], groups: Sequence[Group] | None = None) -> Made | None:
        """What `make` gives of the groups, or of these; one that sent nonsense is left out."""
        groups = self.groups if groups is None else groups
        return without_damaged(make, groups)[0] if groups else make([])

    # Where settings lead

    def is_settled(self, about: Exercise | Check, groups: Sequence[Group]) -> bool:
        """Whether all years of what these groups set are played, so that figures of them are there at once."""
        return isinstance(about, Check) or {(about.name, one) for one in _settings(about, groups)} <= self._known

    def settled(self, about: Exercise, groups: Sequence[Group]) -> Sequence[Group] | None:
        """These groups, or as long as years are to be played what was known of them when that was done last; None before the first time."""
        if self.is_settled(about, groups):
            return groups
        keys = {one.key for one in groups}
        return [one for one in self._settled.get(about.name, ()) if one.key in keys] or None

    async def settle(self, about: Exercise | Check, groups: Sequence[Group]) -> None:
        """Play what is missing. The playing goes on where whoever waits for it is ended by newer news: else constant news would
        keep results from ever being seen."""
        while not self.is_settled(about, groups):
            if self._playing is None or self._playing.done():
                self._playing = asyncio.ensure_future(self._play(about, groups))
            await asyncio.shield(self._playing)

    async def _play(self, about: Exercise, groups: Sequence[Group]) -> None:
        """Setting by setting, so that the page answers in between."""
        for setting in _settings(about, groups):
            if (about.name, setting) not in self._known:
                played_years(about, setting, BLOCKS)
                self._known.add((about.name, setting))
                await asyncio.sleep(0)
        self._settled[about.name] = groups
        self._on_played()

    def check(self, check: Check):
        """The part of the board that belongs to a check, made once."""
        if check.name not in self.checks:
            self.checks[check.name] = check.board()(self.desk.words, self.desk.exercises)
        return self.checks[check.name]

    def place(self, posters: list[Poster]) -> int:
        """Which of the pictures is shown: the chosen one, where there is none any more the first of its kind, else the first."""
        keys, chosen = [one.key for one in posters], self.decided(f"picture.{self.about.name}")
        alike = [place for place, key in enumerate(keys) if key.split()[0] == chosen.split()[0]] if chosen else []
        return keys.index(chosen) if chosen in keys else next(iter(alike), 0)

    def stay(self, posters: list[Poster]) -> None:
        """The picture that is seen now is the chosen one: what comes in later does not take its place."""
        name = f"picture.{self.about.name}"
        if posters and not self.decided(name) and self.kind == BOARD and not self.is_hidden:
            self.desk.write(STEP, {name: posters[0].key})

    # What the facilitator chooses

    def act(self, key: str, kind: str) -> None:
        """Show the next or the previous picture, or draw the curtain; `kind` is what is seen where it was pressed."""
        about = self.about.name
        if key == "hide":
            return self.desk.write(STEP, {f"curtain.{about}": UP if self.is_hidden else DOWN})
        posters = self.posters()
        if posters and kind == BOARD:
            place = min(max(self.place(posters) + (1 if key == "next" else -1), 0), len(posters) - 1)
            self.desk.write(STEP, {f"picture.{about}": posters[place].key})


def _settings(about: Exercise, groups: Sequence[Group]) -> list[Checked]:
    """What these groups set, without those whose entries cannot be read."""
    return without_damaged(lambda some: list(dict.fromkeys(one.setting(about) for one in some)), groups)[0] or []
